"""The eight questions, as a table of cases."""

from dataclasses import replace

import pytest

from hermanar.partnerships.enums import Note
from hermanar.partnerships.rules.triage import DOMESTIC_PAPERS, INTERNATIONAL_PAPERS, Answers, triage

CITY = Answers(
    our_kind="municipality", our_key="20999", country="US", their_kind="governmental", scope="whole", earlier="none",
    proposed_by="consulate", areas=(("culture", "cpeum-115"),), money=False, staff=False, protected=False, forum=False,
)  # fmt: skip


def test_triage_city_and_city_abroad_is_an_international_twinning():
    found = triage(CITY)
    assert (found.kind, found.klass, found.path, found.party, found.party_key) == (
        "twinning", "international", "international", "municipality", "20999",
    )  # fmt: skip
    assert found.papers == INTERNATIONAL_PAPERS
    assert found.citations == ("lct-2-ii", "lct-7", "cpeum-115")
    assert (found.missing, found.refusals, found.notes, found.beneficiary) == ((), (), (), "")


def test_triage_community_proposes_its_municipality_and_keeps_it_as_beneficiary():
    found = triage(replace(CITY, our_kind="locality", locality="La Ribera", community="Familias de La Ribera"))
    assert (found.party, found.party_key, found.beneficiary) == ("municipality", "20999", "La Ribera")
    assert found.notes == ("locality_is_beneficiary",)
    assert found.refusals == ()


def test_triage_community_named_only_in_the_proposal_is_the_beneficiary():
    assert triage(replace(CITY, our_kind="locality", community="La Ribera")).beneficiary == "La Ribera"
    assert triage(replace(CITY, community="La Ribera")).beneficiary == "La Ribera"


@pytest.mark.parametrize(
    ("changes", "refusals"),
    [
        ({"their_kind": "private"}, ("private_counterpart",)),
        ({"our_kind": "private", "our_key": ""}, ("our_side_private",)),
        ({"our_kind": "private", "our_key": "", "their_kind": "private"}, ("our_side_private", "private_counterpart")),
        ({"their_kind": "private", "country": "MX"}, ("private_counterpart",)),
    ],
)
def test_triage_private_body_on_either_side_ends_the_path(changes, refusals):
    found = triage(replace(CITY, **changes))
    assert found.refusals == refusals
    assert (found.missing, found.path, found.papers, found.citations, found.party) == ((), "", (), (), "")


def test_triage_mexican_counterpart_takes_the_domestic_path_without_the_ministry():
    found = triage(replace(CITY, country="MX"))
    assert (found.klass, found.path, found.papers) == ("domestic", "domestic", DOMESTIC_PAPERS)
    assert found.citations == ("cpeum-115",)
    assert found.notes == ("domestic_path",)
    assert not {"opinion", "registration_notice", "dispatch_to_state"} & set(found.papers)


def test_triage_state_is_a_right_party_and_asks_no_cabildo():
    found = triage(replace(CITY, our_kind="state", our_key="20"))
    assert (found.party, found.refusals, found.notes) == ("state", (), ("state_is_right_party",))
    assert found.papers == (
        "feasibility_study", "letter_of_intent", "agreement", "dispatch_to_sre_of_state", "opinion", "signature_record",
        "registration_notice",
    )  # fmt: skip
    assert (found.path, found.citations) == ("international_state", ("lct-2-ii", "lct-7"))
    assert found.citations == ("lct-2-ii", "lct-7")


def test_triage_decentralised_body_is_told_of_its_own_powers():
    assert triage(replace(CITY, our_kind="decentralised")).notes == ("decentralised_within_powers",)


@pytest.mark.parametrize(
    ("country", "notes"),
    [
        ("US", ("international_organisation_is_right_party",)),
        ("MX", ("international_organisation_here", "international_organisation_is_right_party")),
    ],
)
def test_triage_international_organisation_is_international_wherever_its_seat(country, notes):
    found = triage(replace(CITY, country=country, their_kind="international_organisation"))
    assert (found.klass, found.path, found.notes) == ("international", "international", notes)


@pytest.mark.parametrize(("earlier", "notes"), [("alive", ("earlier_alive",)), ("sleeping", ("earlier_sleeping",))])
def test_triage_earlier_relation_is_advice_and_no_gate(earlier, notes):
    found = triage(replace(CITY, earlier=earlier))
    assert (found.notes, found.refusals, found.path) == (notes, (), "international")


def test_triage_area_without_cited_power_is_named():
    found = triage(replace(CITY, areas=(("culture", "cpeum-115"), ("tourism", ""), ("sports", ""))))
    assert found.notes == ("area_without_power:tourism", "area_without_power:sports")


def test_triage_one_theme_is_specific_cooperation_with_its_own_text():
    found = triage(replace(CITY, scope="theme", theme="Residuos"))
    assert found.kind == "specific"
    assert "agreement_specific" in found.papers
    assert "agreement" not in found.papers


def test_triage_money_staff_information_and_forum_are_four_notes():
    found = triage(replace(CITY, money=True, staff=True, protected=True, forum=True))
    assert found.notes == ("money", "staff", "protected", "forum")


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"our_kind": ""}, ("our_kind",)),
        ({"our_key": ""}, ("our_kind",)),
        ({"country": ""}, ("country",)),
        ({"their_kind": ""}, ("their_kind",)),
        ({"scope": ""}, ("scope",)),
        ({"scope": "theme"}, ("scope",)),
        ({"earlier": ""}, ("earlier",)),
        ({"proposed_by": ""}, ("proposed_by",)),
        ({"areas": ()}, ("areas",)),
        ({"money": None}, ("money",)),
        ({"forum": None}, ("money",)),
    ],
)
def test_triage_missing_answer_is_named(changes, missing):
    assert triage(replace(CITY, **changes)).missing == missing


def test_triage_no_answer_at_all_names_the_eight_questions():
    found = triage(Answers())
    assert found.missing == (
        "our_kind", "country", "their_kind", "scope", "earlier", "proposed_by", "areas", "money",
    )  # fmt: skip
    assert (found.klass, found.path, found.papers, found.citations) == ("", "", (), ())


def test_triage_every_code_has_its_sentence():
    said = set(Note.values)
    answers = [
        replace(CITY, our_kind=ours, their_kind=theirs, country=country, earlier=earlier, earlier_instrument="act", areas=(("culture", ""),),
                money=True, staff=True, protected=True, forum=True)
        for ours in ("municipality", "state", "locality", "decentralised", "private")
        for theirs in ("governmental", "international_organisation", "private")
        for country in ("US", "MX")
        for earlier in ("none", "alive", "sleeping")
    ]  # fmt: skip
    answers.append(replace(CITY, scope="theme", theme="las aduanas"))
    codes = {code.split(":")[0] for a in answers for code in (*triage(a).notes, *triage(a).refusals)}
    assert codes == said


@pytest.mark.parametrize(
    ("theme", "notes"),
    [
        ("la política migratoria y visas", ("federal_matter:migration",)),
        ("la política exterior", ("federal_matter:foreign_policy",)),
        ("el manejo del agua", ()),
    ],
)
def test_triage_theme_of_the_federation_is_told_and_is_no_gate(theme, notes):
    found = triage(replace(CITY, scope="theme", theme=theme))
    assert tuple(n for n in found.notes if n.startswith("federal")) == notes
    assert found.refusals == ()


def test_triage_whole_life_of_the_town_has_no_theme_to_tell_of():
    assert not any(n.startswith("federal") for n in triage(replace(CITY, theme="visas")).notes)
