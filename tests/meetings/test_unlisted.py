"""An act of the Committee recorded from its paper, whose list of attendance nobody put down, declares none."""

import pytest

from hermanar.documents.queries import get_rendition
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Purpose
from tests import relation

pytestmark = pytest.mark.django_db

UNLISTED = "Quiénes asistieron, quién presidió y si hubo quórum es lo que diga esa acta: este papel no lo declara."


def text_of(resolution, cast) -> str:
    issue = meetings.certify_resolution(cast.act("committee"), resolution=resolution).certificate
    assert get_rendition(issue, "pdf")[2][:5] == b"%PDF-"
    return "\n".join(text for block in issue.version.as_content.blocks for text in block.text.values())


def recorded(cast, purpose, **more):
    body = relation.committee(cast)
    return meetings.record_resolution(
        cast.act("committee"), body=body, purpose=purpose, session_number="3", act_number="A3", number="3-1",
        held_on=cast.act("committee").on, in_favour=3, against=0, abstained=0, text="Se aprueba.", **more,
    )  # fmt: skip


@pytest.mark.parametrize("purpose", [Purpose.APPROVE_STUDY, Purpose.INSTALL])
def test_act_recorded_without_attendance_says_so_and_declares_no_quorum(cast, purpose):
    row = relation.open_relation(cast)
    more = {"partnership": row} if purpose == Purpose.APPROVE_STUDY else {}
    if more:
        relation.submit_study(cast, row)
    said = text_of(recorded(cast, purpose, **more), cast)
    assert UNLISTED in said
    assert "acta A3, sin su lista de asistencia" in said
    for known in ("presidida por", "tomó la protesta", "quien presidió", "declaró que existe quórum", "Presidió\n"):
        assert known not in said
    assert "Preside el Comité\n" in said


def test_act_of_a_session_held_here_says_who_was_there(cast):
    body = relation.committee(cast)
    session = relation.hold(cast, body)
    row = relation.open_relation(cast)
    relation.submit_study(cast, row)
    point = meetings.put_point(
        cast.act("committee"), session=session, title="Estudio", purpose=Purpose.APPROVE_STUDY, partnership=row
    )
    said = text_of(meetings.resolve_point(cast.act("committee"), point=point, in_favour=3, number="1"), cast)
    assert "Se registró la presencia de 3 de 3 integrantes" in said
    assert "presidida por" in said
    assert UNLISTED not in said
