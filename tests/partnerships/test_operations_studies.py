"""The study: drafted, put before the committee, decided from its own seat; and the profile linked to the case."""

import pytest

from hermanar.directory.models import Appointment
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Purpose
from hermanar.notices.models import Notice
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Fact, StudyState
from hermanar.partnerships.models import Study
from hermanar.partnerships.operations.studies import SECTIONS
from hermanar.partnerships.queries import list_returns, list_sections, study_summary
from hermanar.partnerships.rules.studies import Cited, typed_sources
from hermanar.process.queries import standing_facts
from hermanar.profiles import operations as profiles
from tests import relation as relations
from tests.cast import STARTS
from tests.kept import kept
from tests.profiles.conftest import ENTRIES

WORDS = dict.fromkeys(SECTIONS, "Texto de muestra.")
TODAY = STARTS.date()


def draft(cast, partnership, who="liaison", **more) -> Study:
    return operations.draft_study(cast.act(who), partnership=partnership, sections=WORDS | more)


@pytest.fixture
@kept
def study(cast, relation) -> Study:
    return draft(cast, relation)


def decide(cast, relation, result=StudyState.APPROVED):
    return operations.decide_study(
        cast.act("committee"), partnership=relation, result=result, on=TODAY, source="meetings.resolution:x",
        proof="Acta 1",
    )  # fmt: skip


def test_draft_study_is_a_paper_and_each_save_a_version(cast, relation, study):
    assert (study.state, study.document.kind, study.version.number) == (StudyState.DRAFT, "feasibility_study", 1)
    assert draft(cast, relation, origin="Otro origen.").version.number == 2
    assert Study.objects.count() == 1


def test_draft_study_without_a_section_names_it(cast, relation):
    with pytest.raises(Invalid) as error:
        draft(cast, relation, risks=" ", origin="")
    assert set(error.value.errors) == {"risks", "origin"}


@pytest.mark.parametrize("who", ["mayor", "committee", "state", "stranger", "nobody"])
def test_draft_study_by_another_is_refused(cast, relation, who):
    with pytest.raises(Refused) as error:
        draft(cast, relation, who)
    assert error.value.code == "not_liaison"


def test_submit_study_tells_the_committee_and_closes_the_text(cast, relation, study):
    row = operations.submit_study(cast.act("liaison"), study=study)
    assert (row.state, row.submitted_on) == (StudyState.SUBMITTED, TODAY)
    with pytest.raises(Refused) as error:
        draft(cast, relation)
    assert error.value.code == "study_closed"
    with pytest.raises(Refused) as error:
        operations.submit_study(cast.act("liaison"), study=study)
    assert error.value.code == "study_closed"


def test_submit_study_by_another_is_refused(cast, study):
    with pytest.raises(Refused) as error:
        operations.submit_study(cast.act("committee"), study=study)
    assert error.value.code == "not_liaison"


def test_decide_study_approved_proves_the_rung(cast, relation, study):
    operations.submit_study(cast.act("liaison"), study=study)
    assert decide(cast, relation).state == StudyState.APPROVED
    fact = standing_facts(relation.case)[Fact.STUDY_APPROVED]
    assert (fact.on, fact.proof) == (TODAY, "Acta 1")


@pytest.mark.parametrize("result", [StudyState.REJECTED, StudyState.RETURNED])
def test_decide_study_otherwise_takes_the_proof_back_and_opens_the_text(cast, relation, study, result):
    operations.submit_study(cast.act("liaison"), study=study)
    decide(cast, relation)
    decide(cast, relation, result)
    assert Fact.STUDY_APPROVED not in standing_facts(relation.case)
    assert draft(cast, relation).state == StudyState.DRAFT


def test_decide_study_known_only_by_its_act_stands_alone(cast, relation):
    assert decide(cast, relation) is None
    assert Fact.STUDY_APPROVED in standing_facts(relation.case)


def test_approve_study_happens_in_a_session_of_the_committee(cast, relation, study):
    operations.submit_study(cast.act("liaison"), study=study)
    session = relations.hold(cast, relations.committee(cast))
    relations.resolve(cast, session, relations.fresh(relation), Purpose.APPROVE_STUDY)
    study.refresh_from_db()
    assert study.state == StudyState.APPROVED


def test_put_study_on_the_agenda_before_it_is_submitted_is_blocked(cast, relation, study):
    session = meetings.convene_session(
        cast.act("committee"), body=relations.committee(cast), kind="ordinary", number="9", held_on=TODAY
    )
    with pytest.raises(Blocked) as error:
        meetings.put_point(
            cast.act("committee"), session=session, title="Estudio", purpose=Purpose.APPROVE_STUDY,
            partnership=relations.fresh(relation),
        )  # fmt: skip
    assert [(b.code, b.door) for b in error.value.blockers] == [("study_not_submitted", "partnerships.study")]


# the profile


def start_profile(cast, who="liaison", organisation="municipality"):
    return profiles.save_section(
        cast.act(who), profile_of=cast.organisations[organisation], key="presentation", es="Un municipio de talleres.",
        en="A town of workshops.", source="Muestra", year=2020,
    )  # fmt: skip


def test_link_profile_that_is_complete_states_it_in_both_languages(cast, relation):
    for key, (es, en) in ENTRIES.items():
        profile = profiles.save_section(
            cast.act("liaison"), profile_of=cast.organisations["municipality"], key=key, es=es, en=en,
            source="Censo de muestra", year=2020,
        )  # fmt: skip
    operations.link_profile(cast.act("liaison"), partnership=relation, profile=profile)
    fact = standing_facts(relation.case)[Fact.PROFILE_READY]
    assert (fact.source, fact.proof) == (
        f"profiles.profile:{profile.public_id}", f"Perfil municipal, revisión {len(ENTRIES)}, español e inglés",
    )  # fmt: skip


def test_link_profile_with_entries_missing_is_blocked_with_a_door_each(cast, relation):
    profile = start_profile(cast)
    with pytest.raises(Blocked) as error:
        operations.link_profile(cast.act("liaison"), partnership=relation, profile=profile)
    assert error.value.blockers
    assert all(b.door for b in error.value.blockers)
    assert Fact.PROFILE_READY not in standing_facts(relation.case)


def test_link_profile_by_another_is_refused(cast, relation):
    profile = start_profile(cast)
    with pytest.raises(Refused) as error:
        operations.link_profile(cast.act("mayor"), partnership=relation, profile=profile)
    assert error.value.code == "not_liaison"


def test_link_profile_of_another_municipality_is_refused(cast, relation):
    profile = start_profile(cast, "stranger", "elsewhere")
    with pytest.raises(Refused) as error:
        operations.link_profile(cast.act("liaison"), partnership=relation, profile=profile)
    assert error.value.code == "other_profile"


# section by section


def save(cast, partnership, key: str, es: str, en: str = "", sources=(), who="liaison"):
    return operations.save_study_section(cast.act(who), partnership=partnership, key=key, es=es, en=en, sources=sources)


def test_save_study_section_keeps_the_others_and_makes_a_version(cast, relation):
    save(cast, relation, "origin", "La propone un consulado.", "A consulate proposes it.")
    study = save(cast, relation, "risks", "Distancia\nCambio de gobierno", "Distance\nChange of government")
    assert (set(study.sections), study.version.number) == ({"origin", "risks"}, 2)
    assert study.english["risks"] == "Distance\nChange of government"
    assert [b.text["es"] for b in study.version.as_content.of_group("risks")][1:] == [
        "Distancia, y", "Cambio de gobierno.",
    ]  # fmt: skip


def test_save_study_section_prints_each_source_once(cast, relation):
    source = {"es": "Censo 2020", "en": "2020 census", "url": "https://example.org/censo"}
    save(cast, relation, "origin", "Uno.", sources=[source])
    study = save(cast, relation, "resources", "Dos.", sources=[source, {"es": "Acta 3"}, {"es": " "}])
    assert study.sources["resources"] == [source, {"es": "Acta 3", "en": "", "url": ""}]
    assert [b.text["es"] for b in study.version.as_content.of_group("sources")][1:] == [
        "Censo 2020 https://example.org/censo;", "Acta 3.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "es", "en", "field"),
    [
        ("luck", "x", "", "key"),
        ("risks", "Uno\nDos", "One", "en"),
        ("origin", "", "Only English", "es"),
        ("conclusion", "perhaps", "", "es"),
    ],
)
def test_save_study_section_names_what_is_wrong(cast, relation, key, es, en, field):
    with pytest.raises(Invalid) as error:
        save(cast, relation, key, es, en)
    assert list(error.value.errors) == [field]
    assert not Study.objects.exists()


@pytest.mark.parametrize("who", ["mayor", "committee", "state", "stranger", "nobody"])
def test_save_study_section_by_another_is_refused(cast, relation, who):
    with pytest.raises(Refused) as error:
        save(cast, relation, "origin", "x", who=who)
    assert error.value.code == "not_liaison"


def test_save_study_section_once_submitted_is_refused(cast, relation, study):
    operations.submit_study(cast.act("liaison"), study=study)
    with pytest.raises(Refused) as error:
        save(cast, relation, "origin", "x")
    assert error.value.code == "study_closed"


def test_submit_study_with_sections_missing_is_blocked_by_a_door_each(cast, relation):
    study = save(cast, relation, "origin", "La propone un consulado.")
    with pytest.raises(Blocked) as error:
        operations.submit_study(cast.act("liaison"), study=study)
    assert len(error.value.blockers) == 12
    assert {b.door for b in error.value.blockers} == {"partnerships.study"}
    assert "study_their_benefits_missing" not in {b.code for b in error.value.blockers}


def test_propose_sections_stands_beside_what_is_written_until_it_is_saved(cast, relation):
    save(cast, relation, "origin", "Lo nuestro.")
    study = operations.propose_sections(
        cast.act("liaison"), partnership=relation,
        proposals={
            "origin": ("Otra cosa", "Other", ()), "risks": ("Distancia", "Distance", (Cited("Mapa", "Map"),)),
            "luck": ("x", "x", ()), "resources": ("", "", ()),
        },
    )  # fmt: skip
    assert (set(study.proposals), study.sections["origin"]) == ({"risks"}, "Lo nuestro.")
    pictures = {p.key: p for p in list_sections(study)}
    assert (pictures["risks"].proposed_es, pictures["risks"].proposed_sources[0].title) == ("Distancia", "Mapa")
    assert save(cast, relation, "risks", "Distancia").proposals == {}


def test_study_summary_is_what_a_guest_may_be_given(cast, relation):
    assert study_summary(relation) is None
    save(cast, relation, "risks", "Distancia", "Distance", [{"es": "Mapa", "url": "https://example.org/"}])
    told = study_summary(relation)
    assert (told.state, told.conclusion, told.is_open_to_comments) == ("draft", "", True)
    assert [(s.key, s.points, s.sources[0].url) for s in told.sections] == [
        ("risks", ["Distancia"], "https://example.org/")
    ]
    assert len(told.missing) == 12


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            "Censo 2020 | https://example.org/",
            [{"es": "Censo 2020", "en": "2020 census", "url": "https://example.org/"}],
        ),
        ("https://example.org/a", [{"es": "https://example.org/a", "en": "", "url": ""}]),
        ("Acta 3 | javascript:alert(1)\n\n |", [{"es": "Acta 3", "en": "", "url": ""}]),
        ("", []),
    ],
)
def test_typed_sources_are_read_line_by_line(typed, found):
    assert typed_sources(typed, [{"es": "Censo 2020", "en": "2020 census"}]) == found


def test_committee_returns_the_study_with_reasons_and_its_author_submits_another_version(cast):
    case = relations.open_relation(cast)
    relations.submit_study(cast, case)
    study, why = Study.objects.get(), "Falta el costo para el municipio."
    read = study.version
    for who in ("liaison", "mayor", "state", "stranger"):
        with pytest.raises(Refused) as no:
            operations.return_study(cast.act(who), study=study, reason=why)
        assert (who, no.value.code) == (who, "not_committee")
    with pytest.raises(Invalid) as wrong:
        operations.return_study(cast.act("committee"), study=study, reason=" ")
    assert list(wrong.value.errors) == ["reason"]
    operations.return_study(cast.act("committee"), study=study, reason=why)
    assert study.state == "returned"
    assert Notice.objects.filter(user=cast.users["liaison"], key="study_returned").get().data["reason"] == why
    operations.save_study_section(
        cast.act("liaison"), partnership=relations.fresh(case), key="risks", es="Otro riesgo."
    )
    study.refresh_from_db()
    assert (study.state, study.version.number) == ("draft", read.number + 1)
    operations.submit_study(cast.act("liaison"), study=study)
    assert [(r.reason, r.version, r.is_own) for r in list_returns(study)] == [(why, read, False)]


def test_author_takes_the_study_back_until_it_is_decided(cast):
    case = relations.open_relation(cast)
    relations.submit_study(cast, case)
    study = Study.objects.get()
    with pytest.raises(Refused) as no:
        operations.take_back_study(cast.act("committee"), study=study, reason="No procede.")
    assert no.value.code == "not_liaison"
    operations.take_back_study(cast.act("liaison"), study=study, reason="Se corrige un dato.")
    assert (study.state, list_returns(study)[0].is_own) == ("draft", True)
    assert Notice.objects.filter(user=cast.users["committee"], key="study_taken_back").exists()
    with pytest.raises(Refused) as no:
        operations.take_back_study(cast.act("liaison"), study=study, reason="Otra vez.")
    assert no.value.code == "study_not_submitted"


def test_study_that_a_committee_not_on_board_returned_is_put_down_from_its_paper(cast):
    case = relations.open_relation(cast)
    relations.submit_study(cast, case)
    Appointment.objects.filter(pk=cast.appointments["committee"].pk).update(ended_at=cast.act("liaison").at)
    study = Study.objects.get()
    with pytest.raises(Invalid) as wrong:
        operations.return_study(cast.act("liaison"), study=study, reason="Falta el costo.")
    assert list(wrong.value.errors) == ["folio"]
    operations.return_study(cast.act("liaison"), study=study, reason="Falta el costo.", folio="CCH/03")
    row = list_returns(study)[0]
    assert (study.state, row.folio, row.how) == ("returned", "CCH/03", "recorded")


def test_approved_study_is_a_paper_that_the_next_version_supersedes(cast, relation, study):
    operations.submit_study(cast.act("liaison"), study=study)
    decide(cast, relation)
    study.refresh_from_db()
    first = study.issue
    assert first is not None
    assert (first.issued_on, first.state, first.version) == (TODAY, "in_force", study.version)
    assert {r.format for r in first.renditions.all()} >= {"pdf", "docx"}
    assert first.late["issue_date"]
    decide(cast, relation)  # put down again: the same version is no other paper
    study.refresh_from_db()
    assert study.issue == first
    operations.reopen_decision(cast.act("committee"), partnership=relation)
    first.refresh_from_db()
    assert first.state == "withdrawn"
    decide(cast, relation, StudyState.REJECTED)
    draft(cast, relations.fresh(relation), origin="Otro origen.")
    operations.submit_study(cast.act("liaison"), study=Study.objects.get())
    decide(cast, relation)
    first.refresh_from_db()
    second = Study.objects.get().issue
    assert (second.version.number, first.state, first.superseded_by) == (2, "superseded", second)
