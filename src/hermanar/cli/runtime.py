"""Starting Django for the commands that need it."""

import os


def start_django() -> None:
    """Read the settings and load the apps. Called inside a command, never at import."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hermanar.config.settings")
    import django

    django.setup()


def manage(*arguments: str) -> None:
    """One of Django's own commands, in this process."""
    start_django()
    from django.core.management import call_command

    call_command(*arguments)


def start_ready() -> None:
    """The same, on a database that has its tables: an empty one is brought to the shape of this version first."""
    start_django()
    from django.db import connection

    if not connection.introspection.table_names():
        manage("migrate", "--verbosity=0")
