"""Choosing among cities: who may, what is asked, what is kept."""

import datetime as dt

import pytest

from hermanar.candidates import operations
from hermanar.candidates.models import Candidate, ConsularOpinion, Datum, Weights
from hermanar.candidates.queries import city_of, sheet_of, weights_of
from hermanar.directory.models import Country, Place
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.notices.models import Notice
from hermanar.partnerships.models import Partnership, Study
from hermanar.partnerships.operations import open_lead, open_partnership, route_lead
from tests import relation
from tests.cast import STARTS

from .conftest import HILLS, LAKESIDE, lead_of, say

TODAY = STARTS.date()
OTHERS = ["mayor", "committee", "state", "consul", "stranger", "nobody"]


def happened(owner) -> list[str]:
    return [line.happened for line in list_lines(owner.home.public_id, limit=20)]


def test_shortlist_city_keeps_its_score_of_the_day(cast, owner):
    lead_of(cast)
    row = operations.shortlist_city(
        cast.act("liaison"), owner=owner, city=LAKESIDE, reason=" La visitó  la Presidencia "
    )
    assert (row.state, row.reason, row.decided_on) == ("shortlisted", "La visitó la Presidencia", TODAY)
    assert row.score == sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE).score
    assert happened(owner)[0] == "candidates.shortlisted"


def test_discard_city_asks_why_and_comes_back_when_shortlisted(cast, owner, chosen):
    with pytest.raises(Invalid) as error:
        operations.discard_city(cast.act("liaison"), owner=owner, city=LAKESIDE, reason="  ")
    assert list(error.value.errors) == ["reason"]
    row = operations.discard_city(cast.act("liaison"), owner=owner, city=LAKESIDE, reason="No tiene comité.")
    assert (row.pk, row.state, row.reason) == (chosen.pk, "discarded", "No tiene comité.")
    again = operations.shortlist_city(cast.act("liaison"), owner=owner, city=LAKESIDE)
    assert (again.pk, again.state) == (chosen.pk, "shortlisted")


def test_take_off_city_leaves_no_decision(cast, owner, chosen):
    operations.take_off_city(cast.act("liaison"), owner=owner, city=LAKESIDE)
    assert not Candidate.objects.exists()
    assert happened(owner)[0] == "candidates.taken_off"
    with pytest.raises(Refused) as error:
        operations.take_off_city(cast.act("liaison"), owner=owner, city=LAKESIDE)
    assert error.value.code == "not_decided"


@pytest.mark.parametrize("who", OTHERS)
def test_choosing_by_another_is_refused(cast, owner, chosen, who):
    act = cast.act(who)
    datum = operations.record_datum(cast.act("liaison"), owner=owner, city=LAKESIDE, kind="committee", source="Página")
    calls = [
        lambda: operations.shortlist_city(act, owner=owner, city=LAKESIDE),
        lambda: operations.discard_city(act, owner=owner, city=LAKESIDE, reason="No"),
        lambda: operations.take_off_city(act, owner=owner, city=LAKESIDE),
        lambda: operations.change_weights(act, owner=owner, values={"lead": 1}, reason="No"),
        lambda: operations.record_datum(act, owner=owner, city=LAKESIDE, kind="committee", source="X"),
        lambda: operations.withdraw_datum(act, owner=owner, datum=datum, reason="No"),
        lambda: operations.record_opinion(
            act, owner=owner, city=LAKESIDE, consulate="X", sense="favourable", dated_on=TODAY
        ),
        lambda: operations.open_case(act, owner=owner, city=LAKESIDE),
    ]
    for call in calls:
        with pytest.raises(Refused) as error:
            call()
        assert error.value.code == "not_liaison"
    assert (Candidate.objects.count(), Datum.objects.count(), Weights.objects.count()) == (1, 1, 0)


@pytest.mark.parametrize("city", ["p1", "m99999", "x", "p", "pabc", "", "m\x000000", "p²", "p99999999999", "m123456"])
def test_shortlist_city_that_does_not_exist_is_not_visible(cast, owner, city):
    with pytest.raises(NotVisible):
        operations.shortlist_city(cast.act("liaison"), owner=owner, city=city)


def test_shortlist_city_of_ones_own_is_refused(cast, owner):
    with pytest.raises(Refused) as error:
        operations.shortlist_city(cast.act("liaison"), owner=owner, city="m20999")
    assert error.value.code == "own_city"


# weights


def test_change_weights_keeps_only_what_differs(cast, owner):
    before = weights_of(owner)
    row = operations.change_weights(
        cast.act("liaison"), owner=owner, values=before | {"migrants": 40, "hours": 0}, reason="Somos de migrantes"
    )
    assert row.values == {"migrants": 40, "hours": 0}
    assert weights_of(owner) == before | {"migrants": 40, "hours": 0}
    assert happened(owner)[0] == "candidates.weighed"


@pytest.mark.parametrize(
    ("values", "reason", "fields"),
    [
        ({"migrants": 51}, "x", ["migrants"]),
        ({"migrants": -1}, "x", ["migrants"]),
        ({"luck": 3}, "x", [""]),
        ({"migrants": 3}, " ", ["reason"]),
    ],
)
def test_change_weights_names_what_is_wrong(cast, owner, values, reason, fields):
    with pytest.raises(Invalid) as error:
        operations.change_weights(cast.act("liaison"), owner=owner, values=values, reason=reason)
    assert list(error.value.errors) == fields


def test_change_weights_to_nothing_is_refused(cast, owner):
    with pytest.raises(Invalid):
        operations.change_weights(
            cast.act("liaison"), owner=owner, values=dict.fromkeys(weights_of(owner), 0), reason="Nada"
        )
    assert not Weights.objects.exists()


# data


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"kind": "luck"}, ["kind"]),
        ({"kind": "practice"}, ["area"]),
        ({"kind": "practice", "area": "luck"}, ["area"]),
        ({"kind": "sector"}, ["text"]),
        ({"kind": "university"}, ["text"]),
        ({"kind": "term"}, ["day"]),
        ({"kind": "election"}, ["day"]),
        ({"kind": "committee", "source": " "}, ["source"]),
        ({"kind": "committee", "source_url": "javascript:alert(1)"}, ["source_url"]),
    ],
)
def test_record_datum_names_what_is_missing(cast, owner, typed, fields):
    with pytest.raises(Invalid) as error:
        operations.record_datum(cast.act("liaison"), owner=owner, city=LAKESIDE, **({"source": "Página"} | typed))
    assert list(error.value.errors) == fields


def test_record_datum_counts_with_its_source_and_stops_when_withdrawn(cast, owner):
    act = cast.act("liaison")
    operations.record_datum(
        act,
        owner=owner,
        city=LAKESIDE,
        kind="term",
        day=dt.date(2022, 4, 1),
        source="Página",
        source_url="https://example.org/",
    )
    operations.record_datum(
        act, owner=owner, city=LAKESIDE, kind="election", day=dt.date(2022, 4, 5), source="Calendario electoral"
    )
    datum = operations.record_datum(act, owner=owner, city=LAKESIDE, kind="no_committee", source="Su alcaldía")
    sheet = sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE)
    said = {r.code: r for r in sheet.lines}
    assert (said["term_short"].points, said["term_short"].url) == (-3, "https://example.org/")
    assert (said["election_soon"].points, said["election_soon"].source) == (
        -2, "Dato asentado por el enlace: Calendario electoral",
    )  # fmt: skip
    assert said["committee_absent"].source == "Dato asentado por el enlace: Su alcaldía"
    operations.withdraw_datum(act, owner=owner, datum=datum, reason="Ya lo tiene")
    assert "committee_unsaid" in {r.code for r in sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE).lines}
    with pytest.raises(Refused) as error:
        operations.withdraw_datum(act, owner=owner, datum=datum, reason="Otra vez")
    assert error.value.code == "datum_withdrawn"


def test_withdraw_datum_without_reason_is_invalid(cast, owner):
    datum = operations.record_datum(cast.act("liaison"), owner=owner, city=LAKESIDE, kind="committee", source="Página")
    with pytest.raises(Invalid):
        operations.withdraw_datum(cast.act("liaison"), owner=owner, datum=datum, reason="")


# opinions of consulates


def test_record_opinion_stands_as_recorded(cast, owner):
    row = operations.record_opinion(
        cast.act("liaison"), owner=owner, city=HILLS, consulate="Consulado en Denver", sense="reserved",
        text="Su cabildo cambia en abril.", dated_on=dt.date(2022, 1, 10), reference="DEN-4",
    )  # fmt: skip
    assert (row.how, row.organisation) == ("recorded", None)
    said = {r.code: r for r in sheet_of(cast.actor("liaison"), owner, TODAY, HILLS).lines}
    assert said["consulate_reserved"].sentence == "Consulado en Denver opina con reservas, el 10 de enero de 2022"


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"sense": "luck"}, ["sense"]),
        ({"sense": "unfavourable", "text": " "}, ["text"]),
        ({"dated_on": dt.date(2022, 2, 1)}, ["dated_on"]),
        ({"consulate": " "}, ["consulate"]),
    ],
)
def test_record_opinion_names_what_is_wrong(cast, owner, typed, fields):
    given = {"consulate": "Consulado", "sense": "favourable", "dated_on": TODAY} | typed
    with pytest.raises(Invalid) as error:
        operations.record_opinion(cast.act("liaison"), owner=owner, city=HILLS, **given)
    assert list(error.value.errors) == fields


def test_give_opinion_is_the_consulates_own_and_told_to_the_liaison(cast, owner):
    lead = lead_of(cast)
    row = operations.give_opinion(cast.act("consul"), lead=lead, sense="favourable")
    assert (row.organisation, row.how, row.circle) == (cast.organisations["consulate"], "in_post", owner.home)
    assert Notice.objects.filter(key="consular_opinion", user=cast.users["liaison"]).count() == 1
    said = {r.code for r in sheet_of(cast.actor("liaison"), owner, TODAY, LAKESIDE).lines}
    assert "consulate_favourable" in said


def test_give_opinion_without_place_or_by_another_is_refused(cast, owner):
    lead = lead_of(cast)
    with pytest.raises(Refused) as error:
        operations.give_opinion(cast.act("liaison"), lead=lead, sense="favourable")
    assert error.value.code == "not_consul"
    lead.place_id = None
    with pytest.raises(Refused) as error:
        operations.give_opinion(cast.act("consul"), lead=lead, sense="favourable")
    assert error.value.code == "place_unknown"
    assert not ConsularOpinion.objects.exists()


# from the candidate to the case and its study


def opening(**more) -> dict:
    return {
        "answers": relation.answers(), "country": Country.objects.get(pk="US"), "their_name": "Lakeside",
        "their_subdivision": "Wisconsin", "their_place": Place.objects.get(pk=900001), "exercise_at": STARTS,
    } | more  # fmt: skip


def test_open_case_carries_the_candidate_and_proposes_its_study(cast, owner, chosen):
    lead_of(cast)
    found = operations.open_case(cast.act("liaison"), owner=owner, city=LAKESIDE, **opening())
    chosen.refresh_from_db()
    assert (chosen.partnership, chosen.state) == (found, "shortlisted")
    study = Study.objects.get(partnership=found)
    ties = study.proposals["community_ties"]
    assert ties["es"].startswith("Según el prospecto")
    assert ties["en"].startswith("According to lead")
    assert [s["es"].partition(":")[0] for s in ties["sources"]] == ["Prospecto"]
    assert (study.sections, study.version) == ({}, None)
    assert happened(owner)[0] == "candidates.case_opened"


def test_open_case_twice_and_decisions_after_it_are_refused(cast, owner, chosen):
    operations.open_case(cast.act("liaison"), owner=owner, city=LAKESIDE, **opening())
    act = cast.act("liaison")
    for call in (
        lambda: operations.open_case(act, owner=owner, city=LAKESIDE, **opening()),
        lambda: operations.discard_city(act, owner=owner, city=LAKESIDE, reason="No"),
        lambda: operations.take_off_city(act, owner=owner, city=LAKESIDE),
    ):
        with pytest.raises(Refused) as error:
            call()
        assert error.value.code == "has_case"
    assert Partnership.objects.count() == 1


def test_open_case_that_is_not_opened_leaves_the_candidate_free(cast, owner, chosen):
    with pytest.raises(Refused):
        operations.open_case(
            cast.act("liaison"), owner=owner, city=LAKESIDE, **opening(answers=relation.answers(their_kind="private"))
        )
    chosen.refresh_from_db()
    assert chosen.partnership is None


def test_propose_study_fills_what_is_empty_and_keeps_what_is_written(cast, owner):
    partnership = relation.open_relation(cast)
    from hermanar.partnerships.operations import save_study_section

    save_study_section(cast.act("liaison"), partnership=partnership, key="risks", es="Lo escrito se queda.")
    study = operations.propose_study(cast.act("liaison"), partnership=partnership, city=LAKESIDE)
    assert study.sections["risks"] == "Lo escrito se queda."
    assert "risks" not in study.proposals
    assert {"origin", "resources", "conclusion_reasons"} <= set(study.proposals)
    # the case itself is no reason against itself
    assert study.proposals["earlier_relations"]["es"].startswith("No consta una relación anterior")
    with pytest.raises(Refused) as error:
        operations.propose_study(cast.act("mayor"), partnership=partnership, city=LAKESIDE)
    assert error.value.code == "not_liaison"


def test_propose_study_says_of_ourselves_what_the_profile_says(cast, owner):
    say(cast, "population", "45,000")
    say(cast, "priorities", "Agua para todos.")
    partnership = relation.open_relation(cast)
    study = operations.propose_study(cast.act("liaison"), partnership=partnership, city=LAKESIDE)
    ours = study.proposals["our_profile"]
    assert (ours["es"], ours["en"]) == (
        "Villa Serena, Oaxaca. 45,000 habitantes.", "Villa Serena, Oaxaca. 45,000 inhabitants.",
    )  # fmt: skip
    assert [s["es"] for s in ours["sources"]] == ["Perfil municipal, revisión 2", "Muestra, 2020"]
    assert study.proposals["plan_alignment"]["es"] == "Prioridades: Agua para todos."


def test_propose_study_of_a_counterpart_in_no_list_says_what_is_known_and_what_is_not(cast, owner):
    say(cast, "population", "45,000")
    lead = open_lead(
        cast.act("consul"), country=Country.objects.get(pk="US"), foreign_name="Nowhere Springs",
        foreign_subdivision="Wisconsin", zone="America/Chicago", proposed_place="Villa Serena", municipality=owner.municipality,
        received_on=TODAY, contact_post="City Manager", exercise_at=STARTS, diaspora="Familias de Villa Serena viven ahí.",
        foreign_description="Pueblo de aguas termales", foreign_profile={"population": "3,200", "source": "Su página"},
    )  # fmt: skip
    route_lead(cast.act("consul"), lead=lead, municipality=owner)
    partnership = open_partnership(
        cast.act("liaison"), owner=owner, answers=relation.answers(), exercise_at=STARTS, lead=lead,
        country=Country.objects.get(pk="US"), their_name="Nowhere Springs", their_subdivision="Wisconsin",
    )  # fmt: skip
    assert city_of(partnership) == ""
    study = operations.propose_study(cast.act("liaison"), partnership=partnership)
    offered = study.proposals
    assert lead.folio in offered["origin"]["es"]
    assert offered["our_profile"]["es"] == "Villa Serena, Oaxaca. 45,000 habitantes."
    theirs = offered["their_profile"]
    assert theirs["es"].startswith(
        "Nowhere Springs, Wisconsin, Estados Unidos. Pueblo de aguas termales. Población: 3,200. "
    )
    assert " No está en el catálogo de lugares. " in theirs["es"]
    assert theirs["es"].endswith("No se sabe si tiene universidad.")
    assert "It is not in the catalogue of places. " in theirs["en"]
    assert [s["es"] for s in theirs["sources"]] == [
        f"Expediente {partnership.folio}", f"Prospecto {lead.folio}", "Su página",
    ]  # fmt: skip
    assert lead.folio in offered["community_ties"]["es"]
    # its country speaks and its lead said in which zone: no more is known of how far it is
    assert offered["resources"]["es"].startswith("También se habla español. Comparten 8 horas de oficina")
    # what there was before is told by the case, and the case is no reason against itself
    assert "earlier_relations" not in offered
    assert not [
        c for row in offered.values() for c in row["sources"] if "GeoNames" in c["es"] and "idiomas" not in c["es"]
    ]
