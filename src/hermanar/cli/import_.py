"""`hermanar import`: a group that imports a kind's module when that kind is asked for."""

from importlib import import_module
from importlib.util import find_spec

import click

# name → one line of help; the module is `hermanar.cli.imports.<name>`, its command `command`
KINDS = {
    "registry": "Relations from an old list (CSV, XLSX).",
    "quarter": "A quarter's plan, weeks and relations from a JSON file.",
}


class _Import(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in KINDS if find_spec(f"hermanar.cli.imports.{name}")]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        command = import_module(f"hermanar.cli.imports.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, KINDS[name]) for name in self.list_commands(ctx)])


@click.group("import", cls=_Import)
def import_() -> None:
    """Bring in what was kept elsewhere: old lists of relations, a quarter."""
