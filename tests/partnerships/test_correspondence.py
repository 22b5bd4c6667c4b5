"""Official notes, archive, the profile that goes with a letter, what a letter lacks, antecedents."""

import datetime as dt

import pytest
from django.urls import reverse

from hermanar.documents.models import Issue
from hermanar.documents.queries import get_rendition
from hermanar.kernel.content import Content
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.models import EarlierAct, Letter
from hermanar.partnerships.queries import lacks_of_draft, letters_to_follow_up, list_counterpart_heads, profile_to_annex
from hermanar.partnerships.rules.traditional import instruments
from hermanar.process.queries import standing_facts
from hermanar.profiles.operations import issue_profile, save_section
from tests.partnerships.conftest import WORDS
from tests.profiles.conftest import ENTRIES
from tests.relation import NOWHERE, fresh


def note(cast, relation, **more):
    return operations.record_letter(
        cast.act("liaison"), partnership=relation, kind=LetterKind.NOTE, **{
            "direction": Direction.IN, "dated_on": cast.at.date(), "folio": "DEP-0121/22", "place": "Ciudad de México",
            "sender": "Dirección de Entidades Federativas, SRE", "subject": "Proceso a seguir", "archive": "5C.3",
        } | more,
    )  # fmt: skip


def test_record_letter_note_keeps_number_place_sender_and_proves_nothing(cast, relation):
    before = set(standing_facts(relation.case))
    row = note(cast, relation)
    assert (row.folio, row.place, row.sender, row.archive) == (
        "DEP-0121/22", "Ciudad de México", "Dirección de Entidades Federativas, SRE", "5C.3",
    )  # fmt: skip
    assert set(standing_facts(fresh(relation).case)) == before


def test_record_letter_note_sent_awaits_no_answer(cast, relation):
    note(cast, relation, direction=Direction.OUT)
    assert letters_to_follow_up(cast.actor("liaison"), cast.at.date()) == []


def test_record_letter_note_without_who_signs_it_is_asked_for(cast, relation):
    with pytest.raises(Invalid) as wrong:
        note(cast, relation, sender="")
    assert list(wrong.value.errors) == ["sender"]


def test_draft_letter_prints_the_archive_after_the_copies(cast, relation):
    letter = operations.draft_letter(
        cast.act("liaison"), partnership=relation, copies=["Secretaría Particular"], archive="5C.3/2022", **WORDS
    )
    copies = next(b for b in Content.from_json(letter.version.content).blocks if b.kind == "copies")
    assert copies.text["es"].split("\n")[-1].endswith("Archivo: 5C.3/2022")
    assert copies.text["en"].split("\n")[-1].endswith("File: 5C.3/2022")


def issued_profile(cast) -> Issue:
    act = cast.act("liaison")
    for key, (es, en) in ENTRIES.items():
        profile = save_section(
            act, profile_of=cast.organisations["municipality"], key=key, es=es, en=en, source="Censo", year=2020
        )
    return issue_profile(act, profile=profile)


def says_profile(letter) -> bool:
    return any("Perfil Municipal" in b.text["es"] for b in Content.from_json(letter.version.content).blocks)


def test_sign_off_letter_without_a_profile_says_what_it_lacks(cast, letter):
    assert says_profile(letter) is False
    letter = operations.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=NOWHERE)
    assert (letter.profile_issue, letter.lacks) == (None, ["profile", "priorities"])


def test_sign_off_letter_takes_the_profile_issued_along(cast, relation):
    issue = issued_profile(cast)
    assert profile_to_annex(relation.owner, cast.at.date()) == issue
    assert profile_to_annex(relation.owner, issue.issued_on - dt.timedelta(days=1)) is None
    letter = operations.draft_letter(cast.act("liaison"), partnership=relation, **WORDS)
    assert says_profile(letter) is True
    letter = operations.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=NOWHERE)
    assert (letter.profile_issue, letter.lacks) == (issue, [])
    # who it was sent to has the profile with it, as it was issued
    act = cast.act("liaison")
    operations.record_sent(act, letter=letter, sent_on=act.on, sent_by="Por el consulado")
    client, paper = cast.client("counterpart"), reverse("web:letters:profile", args=[letter.public_id])
    assert paper in client.get(reverse("web:letters:letter", args=[letter.public_id])).content.decode()
    answer = client.get(paper)
    assert (answer["Content-Type"], answer.content) == ("application/pdf", get_rendition(issue, "pdf")[2])


def test_record_letter_of_intent_keeps_what_it_lacks(cast, relation):
    row = operations.record_letter(
        cast.act("liaison"), partnership=relation, kind=LetterKind.INTENT, direction=Direction.IN,
        dated_on=cast.at.date(), lacks=["objectives"],
    )  # fmt: skip
    assert row.lacks == ["objectives", "folio", "scan"]
    assert lacks_of_draft(relation.owner, cast.at.date()) == ["profile", "priorities"]


def test_record_earlier_act_is_an_antecedent_and_proves_nothing(cast, relation):
    before = set(standing_facts(relation.case))
    day = dt.date(1985, 5, 10)
    row = operations.record_earlier_act(cast.act("liaison"), partnership=relation, instrument="declaration", on=day)
    assert list(EarlierAct.objects.values_list("instrument", "on")) == [("declaration", day)]
    assert (row.how, set(standing_facts(fresh(relation).case))) == ("recorded", before)
    assert all("no inscribible como tal" in i.note["es"].lower() for i in instruments().values())


def test_record_earlier_act_of_no_known_kind_or_by_another_is_refused(cast, relation):
    with pytest.raises(Invalid) as wrong:
        operations.record_earlier_act(
            cast.act("liaison"), partnership=relation, instrument="treaty", on=cast.at.date() + dt.timedelta(days=1)
        )
    assert sorted(wrong.value.errors) == ["instrument", "on"]
    with pytest.raises(Refused):
        operations.record_earlier_act(cast.act("mayor"), partnership=relation, instrument="act", on=cast.at.date())


def test_list_counterpart_heads_are_of_own_relations(cast, relation):
    assert [h.partnership for h in list_counterpart_heads(cast.actor("liaison"))] == [relation.public_id]
    assert list_counterpart_heads(cast.actor("stranger")) == []
    assert Letter.objects.count() == 0
