"""`hermanar`: a group that imports a command's module when that command is called, not before.

`match`, `check` and `--help` start without Django, so that they answer in well under a second.
"""

from importlib import import_module
from importlib.util import find_spec

import click

import hermanar

# name → (module of this package, attribute, one line of help)
COMMANDS = {
    "serve": ("serve", "serve", "Start the web server (and the worker with --with-worker)."),
    "work": ("work", "work", "Do the background jobs: renditions, mail, the clock."),
    "demo": ("serve", "demo", "Prepare the demonstration and start it."),
    "migrate": ("work", "migrate", "Bring the database to the shape of this version."),
    "assets": ("work", "assets", "Bring styles, scripts, icons and fonts to where the web server finds them."),
    "walk": ("walk", "walk", "Walk one relation the whole way on a scratch database."),
    "check": ("check", "check", "Check a text: parties, places, dates, numbers, languages."),
    "verify": ("verify", "verify", "Prove journal, facts or an issued paper."),
    "draft": ("draft", "draft", "Fill a template and write its paper."),
    "model": ("model", "model", "Import or list model texts."),
    "match": ("match", "match", "Find the municipality or city that a typed name means."),
    "import": ("import_", "import_", "Bring in documented partnerships from a file."),
    "export": ("export", "export", "Write what is public as CSV or JSON."),
    "report": ("report", "report", "Write a report."),
    "second-factor": ("operator", "second_factor", "Take a lost second factor away."),
    "operator": ("operator", "operator", "Open the account of whoever operates this instance."),
    "seed": ("seed", "seed", "Load places, or the demonstration."),
    "backup": ("backup", "backup", "Write database and files into one archive."),
    "restore": ("backup", "restore", "Bring back what `backup` wrote."),
    "clock": ("clock", "clock", "Seat states, let leads lapse, remind of letters and duties, mail the digest (daily)."),
    "digest": ("digest", "digest", "Mail each person what is still unread (daily)."),
    "retention": ("retention", "retention", "What personal data is kept how long; delete what is past it."),
    "bench": ("bench", "bench", "Measure documents or pages."),
}


class Lazy(click.Group):
    """Lists the commands whose module is there; loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, (module, _, _) in COMMANDS.items() if find_spec(f"hermanar.cli.{module}")]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        module, attribute, _ = COMMANDS[name]
        command = getattr(import_module(f"hermanar.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][2]) for name in self.list_commands(ctx)])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(hermanar.__version__, prog_name="hermanar")
def main() -> None:
    """Hermanar: the working tool of Mexico's sister-cities programme."""


if __name__ == "__main__":
    main()
