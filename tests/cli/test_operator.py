"""`hermanar operator EMAIL`: the first way in."""

import pytest
from click.testing import CliRunner

from hermanar.accounts.models import User
from hermanar.accounts.queries import has_second_factor
from hermanar.cli.operator import operator, second_factor
from hermanar.directory.policies import second_factor_required
from hermanar.directory.queries import actor_for
from hermanar.journal.models import Entry

GOOD = "contraseña muy larga 7"


def ask(email: str, password: str):
    return CliRunner().invoke(operator, [email, "--password", password])


def test_operator_of_a_new_address_opens_an_account_that_opens_organisations(db):
    done = ask("Opera@Example.org", GOOD)
    assert done.exit_code == 0, done.output
    user = User.objects.get()
    assert (user.email, user.is_operator, user.check_password(GOOD)) == ("opera@example.org", True, True)
    assert actor_for(user, "operator", None).roles == {"operator"}
    assert second_factor_required(user)


def test_operator_of_a_known_address_takes_that_account(cast):
    ask("LIAISON@example.org", GOOD)
    assert User.objects.get(email="liaison@example.org").is_operator
    assert User.objects.filter(is_operator=True).count() == 1


@pytest.mark.parametrize(("email", "password"), [("opera@", GOOD), ("opera@example.org", "corta")])
def test_operator_with_bad_address_or_password_is_told(db, email, password):
    done = ask(email, password)
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert User.objects.count() == 0


def test_second_factor_that_was_lost_is_taken_away_and_recorded(cast):
    mayor = cast.users["mayor"]
    done = CliRunner().invoke(second_factor, ["MAYOR@example.org"])
    assert (done.exit_code, has_second_factor(mayor)) == (0, False), done.output
    assert Entry.objects.filter(about=mayor.public_id, happened="accounts.second_factor_removed").count() == 1
    again = CliRunner().invoke(second_factor, ["mayor@example.org"])
    assert (again.exit_code, again.output) == (
        1,
        "Error: mayor@example.org has no account with a second factor here.\n",
    )
