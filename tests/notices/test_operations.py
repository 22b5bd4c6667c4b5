import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.utils import timezone

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Invitation
from hermanar.directory.operations import create_office
from hermanar.notices.operations import invite_by_mail, notify, read_notices
from hermanar.notices.queries import count_unread, list_notices, people_of, who_is_told
from hermanar.notices.tasks import mail_digest, mail_notice
from tests import relation


def told(cast, **more):
    return notify(
        cast.act("consul"),
        to=(cast.circle, Part.LEAD, Role.LIAISON),
        key="lead_routed",
        data={"folio": "CMM-P-2022-001", "due": "2022-02-14"},
        **more,
    )


def test_notify_part_and_role_reaches_those_people_only(cast):
    assert [n.user for n in told(cast)] == [cast.users["liaison"]]
    assert [u.email for u in people_of(cast.circle, Part.LEAD, None, cast.at.date())] == [
        "liaison@example.org",
        "mayor@example.org",
        "council_secretary@example.org",
        "administrator@example.org",
    ]


def test_notify_who_acts_is_not_told(cast):
    notices = notify(
        cast.act("liaison"), to=(cast.circle, Part.LEAD, Role.LIAISON), key="lead_answered", data={"folio": "x"}
    )
    assert notices == []


def test_notify_unknown_key_raises(cast):
    with pytest.raises(ValueError, match="unknown notice"):
        notify(cast.act("consul"), to=[cast.users["liaison"]], key="no_such_thing")


def test_notify_is_read_once(cast):
    told(cast)
    liaison = cast.users["liaison"]
    assert [n.sentence for n in list_notices(liaison)] == [
        "Se turnó a su oficina el prospecto CMM-P-2022-001. Se espera respuesta a más tardar el 14 de febrero de 2022."
    ]
    assert read_notices(cast.act("mayor"), user=liaison) == 0
    assert count_unread(liaison) == 1
    assert read_notices(cast.act("liaison"), user=liaison) == 1
    assert count_unread(liaison) == 0


def test_notify_mails_after_commit_in_the_language_of_the_person(cast, django_capture_on_commit_callbacks):
    liaison = cast.users["liaison"]
    liaison.language = "en"
    liaison.save()
    with django_capture_on_commit_callbacks(execute=True):
        notice = told(cast)[0]
        assert mail.outbox == []
    assert [m.to for m in mail.outbox] == [["liaison@example.org"]]
    assert "forwarded to your office" in mail.outbox[0].body
    assert "February 14, 2022" in mail.outbox[0].body
    mail_notice.call(notice.public_id)
    assert len(mail.outbox) == 1


def test_notify_when_act_fails_mails_nothing(cast, django_capture_on_commit_callbacks):
    @transaction.atomic
    def act_that_fails():
        told(cast)
        raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        act_that_fails()
    assert mail.outbox == []
    assert count_unread(cast.users["liaison"]) == 0


def test_invite_by_mail_brings_the_token_and_keeps_it_nowhere(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitation, token = invite_by_mail(
            cast.act("administrator"),
            office=_vacant(cast),
            email="Nueva@Example.org",
            person_name="Persona de Muestra 40",
            from_on=cast.at.date(),
        )
    assert mail.outbox[0].to == ["nueva@example.org"]
    assert "Dirección de Turismo" in mail.outbox[0].subject
    row = Invitation.objects.get(pk=invitation.pk)
    assert token not in str(vars(row))


def _vacant(cast):
    return create_office(
        cast.act("administrator"),
        organisation=cast.organisations["municipality"],
        title="Dirección de Turismo",
        title_en="Tourism",
        role=Role.OBSERVER,
    )


def test_mail_digest_tells_what_is_unread_for_a_day(cast):
    notify(
        cast.act("consul"), to=[cast.users["liaison"], cast.users["mayor"]], key="case_opened", data={"folio": "A-1"}
    )
    read_notices(cast.act("mayor"), user=cast.users["mayor"])
    told(cast)  # of an exercise: not in the digest
    assert mail_digest.call() == 1
    assert [m.to for m in mail.outbox] == [["liaison@example.org"]]
    assert mail.outbox[0].subject == "Hermanar: 1 aviso sin leer"
    assert "A-1" in mail.outbox[0].body
    assert "CMM-P" not in mail.outbox[0].body


def test_mail_digest_is_sent_once_a_day_however_often_it_is_run(cast):
    to = [cast.users["liaison"]]
    with time_machine.travel(dt.datetime(2026, 3, 2, 15, tzinfo=dt.UTC), tick=False):
        notify(
            cast.act("consul", timezone.now() - dt.timedelta(days=3)), to=to, key="case_opened", data={"folio": "A-1"}
        )
        mail.outbox.clear()
        assert (mail_digest.call(), mail_digest.call(), len(mail.outbox)) == (1, 0, 1)
    with time_machine.travel(dt.datetime(2026, 3, 3, 15, tzinfo=dt.UTC), tick=False):
        assert (mail_digest.call(), mail_digest.call(), len(mail.outbox)) == (1, 0, 2)


def test_mail_digest_that_was_not_sent_is_sent_by_the_next_run(cast, monkeypatch):
    notify(
        cast.act("consul", timezone.now() - dt.timedelta(days=3)), to=[cast.users["liaison"]], key="case_opened",
        data={"folio": "A-1"},
    )  # fmt: skip
    with monkeypatch.context() as without_mail:
        without_mail.setattr("hermanar.notices.tasks.send_mail", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            mail_digest.call()
    assert mail_digest.call() == 1


def test_who_is_told_post_by_post_are_the_people_of_each(cast, django_assert_num_queries):
    circle, on = relation.ready_to_sign(cast).circle, cast.at.date()
    posts = [(part, role) for part in Part for role in (None, *Role)]
    with django_assert_num_queries(1):
        told = dict(who_is_told(circle, posts, on))
    met: set = set()
    for part, role in posts:
        held = people_of(circle, part, role, on)
        assert told.get((part, role), []) == [user for user in held if user not in met]
        met |= set(held)
    assert len(met) > 8


def test_list_notices_queries_are_flat(cast, assert_flat):
    assert assert_flat(lambda: told(cast), lambda: list_notices(cast.users["liaison"])) == 1


@pytest.mark.parametrize(
    ("capacity", "until", "lines"),
    [
        ({}, None, ["Calidad: titular del puesto.", "Días: desde el 31 de enero de 2022, sin fecha de término."]),
        (
            {"how": "in_charge", "reference": "Oficio OM/9/2022"},
            dt.date(2022, 3, 1),
            [
                "Calidad: Encargado del Despacho de la Dirección de Turismo.",
                "Días: del 31 de enero de 2022 al 1.º de marzo de 2022.",
            ],
        ),
    ],
)
def test_invite_by_mail_says_in_what_capacity_and_for_which_days(
    cast, django_capture_on_commit_callbacks, capacity, until, lines
):
    with django_capture_on_commit_callbacks(execute=True):
        invite_by_mail(
            cast.act("administrator"), office=_vacant(cast), email="nueva@example.org", person_name="X",
            from_on=cast.at.date(), until_on=until, **capacity,
        )  # fmt: skip
    assert [line in mail.outbox[0].body for line in lines] == [True, True]
