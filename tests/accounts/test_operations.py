import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from hermanar.accounts.models import KeptForm, User
from hermanar.accounts.operations import (
    choose_language,
    drop_forms,
    end_sessions,
    give_back_forms,
    keep_form,
    name_operator,
    remove_second_factor,
    set_password,
)
from hermanar.accounts.queries import has_second_factor, list_kept_forms, read_last_user, sign_last_user
from hermanar.accounts.rules import seal, unseal
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, NotVisible

PAGE = "/vinculaciones/abc/?ver=carta"
PATH = "/vinculaciones/abc/carta/"
FORM = {
    "subject": ["Carta de intención — ñ"],
    "copies": ["uno", "dos"],
    "csrfmiddlewaretoken": ["s"],
    "password": ["p"],
}


def keep(cast, who="liaison", at=None, path=PATH, form=FORM, **more):
    user = cast.users[who].public_id
    return keep_form(cast.act("nobody", at), user_public_id=user, page=PAGE, path=path, data=form, **more)


def waiting(cast, who="liaison", page=PAGE, at=None):
    user = User.objects.get(pk=cast.users[who].pk)
    return [(kept.path, kept.data) for kept in list_kept_forms(user, page, at or cast.at)]


SAID = {"subject": ["Carta de intención — ñ"], "copies": ["uno", "dos"]}


def test_kept_form_waits_for_the_same_person_until_it_is_given_back(cast):
    assert keep(cast).user == cast.users["liaison"]
    assert waiting(cast) == [(PATH, SAID)]
    assert give_back_forms(cast.act("liaison"), user=cast.users["liaison"], page=PAGE) == 1
    assert waiting(cast) == []


def test_kept_form_is_nothing_to_another_person_and_stays_for_the_first(cast):
    keep(cast)
    assert waiting(cast, "mayor") == []
    with pytest.raises(NotVisible):
        give_back_forms(cast.act("mayor"), user=cast.users["liaison"], page=PAGE)
    assert give_back_forms(cast.act("mayor"), user=cast.users["mayor"], page=PAGE) == 0
    assert waiting(cast) == [(PATH, SAID)]


def test_kept_form_waits_on_its_page_alone(cast):
    keep(cast)
    assert waiting(cast, page="/otra/") == []
    assert give_back_forms(cast.act("liaison"), user=cast.users["liaison"], page="/otra/") == 0
    assert KeptForm.objects.count() == 1


@pytest.mark.parametrize(("minutes", "kept"), [(59, True), (60, False), (61, False)])
def test_kept_form_waits_one_hour(cast, minutes, kept):
    keep(cast)
    assert bool(waiting(cast, at=cast.at + dt.timedelta(minutes=minutes))) == kept


def test_keep_form_is_bounded_in_size_and_number(cast):
    assert keep(cast, form={"a": ["x" * 256 * 1024]}) is None
    assert keep(cast, path="/" + "x" * 500) is None
    for number in range(7):
        assert keep(cast, path=f"/{number}/") is not None
    assert sorted(KeptForm.objects.values_list("path", flat=True)) == [f"/{n}/" for n in range(2, 7)]
    assert keep_form(cast.act("nobody"), user_public_id="", page=PAGE, path=PATH, data=FORM) is None


def test_form_that_is_sent_again_takes_the_place_of_what_was_kept_of_it(cast):
    for words in ("Uno", "Uno dos"):
        keep(cast, form={"text": [words]}, shown="a1b2")
    keep(cast, form={"text": ["Otra"]}, shown="c3d4")
    assert waiting(cast) == [(PATH, {"text": ["Otra"]}), (PATH, {"text": ["Uno dos"]})]
    assert Entry.objects.filter(happened="accounts.form_kept").count() == 2


def test_keep_form_can_be_read_by_nobody_who_has_the_table_only(cast):
    kept = keep(cast)
    stored = bytes(KeptForm.objects.get(pk=kept.pk).ciphertext)
    assert b"intenci" not in stored
    # moved to another person's row it does not open
    keep(cast, who="mayor", path="/otra/")
    KeptForm.objects.filter(pk=kept.pk).update(user=cast.users["mayor"])
    assert waiting(cast, "mayor") == [("/otra/", SAID)]


def test_drop_forms_takes_those_past_their_hour(cast):
    keep(cast)
    assert drop_forms(cast.act("operator", cast.at + dt.timedelta(minutes=30))) == 0
    assert drop_forms(cast.act("operator", cast.at + dt.timedelta(hours=2))) == 1


@pytest.mark.parametrize("altered", [b"", b"x", None])
def test_unseal_of_anything_else_is_none(cast, altered):
    sealed = seal(settings.SECRET_KEY, "p", b"data", cast.at)
    hour = dt.timedelta(hours=1)
    assert unseal(settings.SECRET_KEY, "p", sealed, cast.at, hour) == b"data"
    assert unseal(settings.SECRET_KEY, "p", sealed[:-4] if altered is None else altered, cast.at, hour) is None
    assert unseal(settings.SECRET_KEY, "q", sealed, cast.at, hour) is None
    assert unseal("other", "p", sealed, cast.at, hour) is None


def test_read_last_user_believes_only_what_was_signed_here(cast):
    user = cast.users["liaison"]
    cookie = sign_last_user(user)
    assert read_last_user(cookie) == user.public_id
    for forged in (None, "", user.public_id, cookie[:-1], cookie.replace(user.public_id, "x" * 12)):
        assert read_last_user(forged) == ""


def test_has_second_factor_counts_no_recovery_codes(cast):
    assert has_second_factor(cast.users["mayor"])
    assert not has_second_factor(cast.users["liaison"])
    Authenticator.objects.create(user=cast.users["liaison"], type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not has_second_factor(cast.users["liaison"])


def test_set_password_of_oneself_ends_other_sessions_and_of_another_is_not_visible(cast):
    user = cast.users["liaison"]
    before = user.get_session_auth_hash()
    set_password(cast.act("liaison"), user=user, password="otra contraseña larga 9")
    assert User.objects.get(pk=user.pk).get_session_auth_hash() != before
    with pytest.raises(NotVisible):
        set_password(cast.act("mayor"), user=user, password="otra contraseña larga 9")
    with pytest.raises(Invalid):
        set_password(cast.act("liaison"), user=user, password="123")


def test_end_sessions_signs_an_open_browser_out(cast):
    client = cast.client("liaison")
    request = HttpRequest()
    request.session = client.session
    assert get_user(request) == cast.users["liaison"]
    end_sessions(cast.act("operator"), user=cast.users["liaison"])
    request.session = client.session
    assert get_user(request).is_anonymous


def test_choose_language_outside_the_list_is_invalid(cast):
    assert choose_language(cast.act("liaison"), user=cast.users["liaison"], language="en").language == "en"
    with pytest.raises(Invalid):
        choose_language(cast.act("liaison"), user=cast.users["liaison"], language="xx")


@pytest.mark.parametrize("operation", [name_operator, remove_second_factor])
def test_operators_own_acts_are_for_operators(cast, operation):
    with pytest.raises(NotVisible):
        operation(cast.act("administrator"), user=cast.users["mayor"])
    operation(cast.act("operator"), user=cast.users["mayor"])
    user = User.objects.get(pk=cast.users["mayor"].pk)
    assert user.is_operator == (operation is name_operator)
    assert has_second_factor(user) == (operation is name_operator)
