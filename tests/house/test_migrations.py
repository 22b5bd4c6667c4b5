"""What the models say stands in the migrations: a database that was made yesterday is brought to today's by them alone."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_models_ask_for_no_migration_that_is_not_there(capsys):
    try:
        call_command("makemigrations", check_changes=True, dry_run=True)
    except SystemExit:
        pytest.fail(f"make the migration: {capsys.readouterr().out}")
