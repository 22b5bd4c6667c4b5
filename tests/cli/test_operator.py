"""`hermanar operator EMAIL`: the first way in."""

import pytest
from click.testing import CliRunner

from hermanar.accounts.models import User
from hermanar.cli.operator import operator
from hermanar.directory.policies import second_factor_required
from hermanar.directory.queries import actor_for

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
