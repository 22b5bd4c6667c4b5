"""Django's `migrate`, quick where there is nothing yet."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from hermanar.config.tables import make_tables


class Command(migrate.Command):
    help = migrate.Command.help

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--each", action="store_true", help="Step by step, even where there is nothing yet.")

    def handle(self, *args: Any, **options: Any) -> None:
        plain = not any(
            options[name] for name in ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune", "each")
        )
        if plain and make_tables(connections[options["database"]]) and options["verbosity"] > 0:
            self.stdout.write("Empty database: all tables made.")
        super().handle(*args, **options)
