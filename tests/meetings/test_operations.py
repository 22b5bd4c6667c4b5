"""Bodies, sessions, votes: what is done, refused, blocked."""

import datetime as dt

import pytest

from hermanar.documents.models import LegalBasis
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import BodyKind, Outcome, Purpose, Sector, SessionKind, SessionState, WhyNot
from hermanar.meetings.models import Resolution
from hermanar.meetings.queries import body_of, certified_with, list_sessions, members_on, rule_on
from hermanar.partnerships.enums import Fact, StudyState
from hermanar.process.queries import standing_facts
from tests import relation
from tests.kept import kept


@pytest.fixture
@kept
def agreed(cast):
    found = relation.open_relation(cast)
    relation.agree(cast, found)
    return found


def facts(partnership) -> set[str]:
    return set(standing_facts(partnership.case))


def refused(call) -> str:
    with pytest.raises(Refused) as no:
        call()
    return no.value.code


@pytest.mark.parametrize("who", ["state", "reviewer", "counterpart", "administrator", "stranger"])
def test_create_body_by_another_is_refused(cast, who):
    town = cast.organisations["municipality"]
    call = {"organisation": town, "kind": BodyKind.CABILDO, "name": "Cabildo"}
    assert refused(lambda: meetings.create_body(cast.act(who), **call)) == "not_liaison"


def test_seat_member_twice_is_refused_at_the_person(cast):
    body = relation.cabildo(cast)
    again = {"position": "Vocal", "sector": Sector.CITIZEN, "from_on": dt.date(2022, 1, 1)}
    with pytest.raises(Invalid) as no:
        meetings.seat_member(cast.act("liaison"), body=body, person=cast.persons["mayor"], **again)
    assert list(no.value.errors) == ["person"]


def test_end_membership_counts_until_its_day(cast):
    body = relation.cabildo(cast)
    meetings.end_membership(cast.act("liaison"), member=body.members.first(), on=dt.date(2022, 3, 1))
    assert [len(members_on(body, dt.date(2022, 3, day))) for day in (1, 2)] == [3, 2]


@pytest.mark.parametrize("who", ["liaison", "mayor", "committee", "state", "stranger"])
def test_convene_by_who_is_not_its_secretary(cast, who):
    body = relation.cabildo(cast)
    call = {"body": body, "kind": SessionKind.ORDINARY, "number": "1", "held_on": cast.at.date()}
    if who == "mayor":  # presides over the Cabildo
        assert meetings.convene_session(cast.act(who), **call).state == SessionState.CONVENED
    else:
        assert refused(lambda: meetings.convene_session(cast.act(who), **call)) == "not_secretary"


def test_convene_same_number_again_is_refused_at_the_number(cast):
    body = relation.cabildo(cast)
    call = {"body": body, "kind": SessionKind.ORDINARY, "number": "1", "held_on": cast.at.date()}
    meetings.convene_session(cast.act("council_secretary"), **call)
    with pytest.raises(Invalid) as no:
        meetings.convene_session(cast.act("council_secretary"), **call)
    assert list(no.value.errors) == ["number"]


def test_put_authorisation_before_the_text_is_agreed_is_blocked(cast):
    found = relation.open_relation(cast)
    body = relation.cabildo(cast)
    act = cast.act("council_secretary")
    session = meetings.convene_session(act, body=body, kind=SessionKind.ORDINARY, number="1", held_on=act.on)
    with pytest.raises(Blocked) as no:
        meetings.put_point(act, session=session, title="Autorizar", purpose=Purpose.AUTHORISE, partnership=found)
    assert [(b.code, b.door) for b in no.value.blockers] == [("text_not_agreed", "agreements.text")]


def test_put_study_before_it_is_submitted_is_blocked(cast):
    found = relation.open_relation(cast)
    act = cast.act("committee")
    session = meetings.convene_session(
        act, body=relation.committee(cast), kind=SessionKind.ORDINARY, number="1", held_on=act.on
    )
    with pytest.raises(Blocked) as no:
        meetings.put_point(act, session=session, title="Estudio", purpose=Purpose.APPROVE_STUDY, partnership=found)
    assert [b.code for b in no.value.blockers] == ["study_not_submitted"]


@pytest.mark.parametrize(
    ("body_of_", "purpose"), [("committee", Purpose.AUTHORISE), ("cabildo", Purpose.APPROVE_STUDY)]
)
def test_put_point_of_another_body_is_refused_at_the_purpose(cast, agreed, body_of_, purpose):
    body = getattr(relation, body_of_)(cast)
    act = cast.act(relation.speaker(body))
    session = meetings.convene_session(act, body=body, kind=SessionKind.ORDINARY, number="1", held_on=act.on)
    with pytest.raises(Invalid) as no:
        meetings.put_point(act, session=session, title="Punto", purpose=purpose, partnership=agreed)
    assert list(no.value.errors) == ["purpose"]


def test_resolve_without_quorum_is_refused(cast, agreed):
    session = relation.hold(cast, relation.cabildo(cast), present=1)
    assert session.has_quorum is False
    assert refused(lambda: relation.resolve(cast, session, agreed, Purpose.AUTHORISE, names="Lakeside")) == "no_quorum"


def test_resolve_twice_is_refused(cast, agreed):
    resolution = relation.authorise(cast, agreed)
    act = cast.act("council_secretary")
    assert refused(lambda: meetings.resolve_point(act, point=resolution.point, in_favour=3)) == "point_resolved"


@pytest.mark.parametrize(
    ("more", "authorised", "why"),
    [
        ({"names": "Lakeside"}, True, ""),
        ({"names": "Ciudad de Lakeside, Wisconsin"}, True, ""),
        ({"names": "Springfield"}, False, "other_city"),
        ({"names": ""}, False, "blank"),
        ({"names": "Lakeside", "is_blank": True}, False, "blank"),
        ({"names": "Lakeside", "in_favour": 1, "against": 2}, False, "not_approved"),
        ({"names": "Lakeside", "postponed": True}, False, "not_approved"),
    ],
)
def test_resolve_reaches_the_case_only_when_it_names_the_counterpart(cast, agreed, more, authorised, why):
    resolution = relation.authorise(cast, agreed, **more)
    assert (resolution.authorises, resolution.why_not) == (authorised, why)
    assert (Fact.AUTHORISED in facts(agreed)) is authorised


def test_study_rejected_by_the_committee_stays_unproved(cast):
    found = relation.open_relation(cast)
    relation.submit_study(cast, found)
    session = relation.hold(cast, relation.committee(cast))
    relation.resolve(cast, session, found, Purpose.APPROVE_STUDY, in_favour=1, against=2)
    found.study.refresh_from_db()
    assert found.study.state == StudyState.REJECTED
    assert Fact.STUDY_APPROVED not in facts(found)


def test_install_is_true_for_every_relation_of_the_town(cast):
    first, second = relation.open_relation(cast), relation.open_relation(cast, domestic=True)
    body = relation.committee(cast)
    relation.resolve(cast, relation.hold(cast, body), None, Purpose.INSTALL)
    assert [Fact.COMMITTEE_INSTALLED in facts(p) for p in (first, second)] == [True, True]
    third = relation.open_relation(cast)
    body.refresh_from_db()
    assert meetings.link_committee(cast.act("liaison"), partnership=third, body=body) is True
    assert Fact.COMMITTEE_INSTALLED in facts(third)


def test_record_with_the_secretary_on_board_is_refused(cast, agreed):
    body = relation.cabildo(cast)
    call = {"body": body, "purpose": Purpose.AUTHORISE, "held_on": cast.at.date(), "act_number": "3"}
    code = refused(lambda: meetings.record_resolution(cast.act("liaison"), partnership=agreed, **call))
    assert code == "body_on_board"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"held_on": dt.date(2022, 2, 20)}, "held_on"),
        ({"partnership": None}, "partnership"),
        ({"in_favour": 1, "against": 2}, "against"),
    ],
)
def test_record_with_what_cannot_be_is_refused_at_its_field(cast, agreed, more, field):
    typed = {
        "body": relation.cabildo(cast), "purpose": Purpose.AUTHORISE, "held_on": cast.at.date(), "act_number": "3",
        "names": "Lakeside", "partnership": agreed,
    }  # fmt: skip
    with pytest.raises(Invalid) as no:
        meetings.record_resolution(cast.act("council_secretary"), **(typed | more))
    assert list(no.value.errors) == [field]
    assert not Resolution.objects.exists()


def _recorded(cast, purpose, body, **more):
    typed = {"held_on": cast.at.date(), "act_number": "31", "names": "Lakeside"} | more
    return meetings.record_resolution(cast.act("council_secretary"), body=body, purpose=purpose, **typed)


# the Cabildo of the tests has three seats
@pytest.mark.parametrize(
    "votes",
    [
        {"in_favour": 4},
        {"in_favour": 2, "against": 1, "abstained": 1},
        {"in_favour": 0},
        {"in_favour": 1, "against": 0, "abstained": 0},
    ],
    ids=["more in favour than seats", "more in all than seats", "approved by nobody", "fewer in all than the quorum"],
)
def test_record_a_vote_that_cannot_be_is_refused_and_as_the_act_says_it_proves_nothing(cast, agreed, votes):
    body = relation.cabildo(cast)
    with pytest.raises(Invalid) as no:
        _recorded(cast, Purpose.AUTHORISE, body, partnership=agreed, **votes)
    assert list(no.value.errors) == ["in_favour"]
    assert not Resolution.objects.exists()
    row = _recorded(cast, Purpose.AUTHORISE, body, partnership=agreed, as_written=True, **votes)
    assert (row.authorises, row.why_not, row.in_favour) == (False, WhyNot.VOTES, votes["in_favour"])
    assert Fact.AUTHORISED not in facts(agreed)
    code = refused(lambda: meetings.certify_resolution(cast.act("council_secretary"), resolution=row))
    assert code == "no_certificate_votes"
    # the later act that counts right authorises
    right = _recorded(
        cast,
        Purpose.AUTHORISE,
        body,
        partnership=agreed,
        act_number="32",
        in_favour=3,
        corrects=row,
        text="Fe de erratas.",
    )
    assert (right.authorises, Fact.AUTHORISED in facts(agreed)) == (True, True)


def test_record_a_vote_that_fits_is_not_kept_from_proving_by_that_mark(cast, agreed):
    row = _recorded(cast, Purpose.AUTHORISE, relation.cabildo(cast), partnership=agreed, in_favour=3, as_written=True)
    assert (row.authorises, row.why_not) == (True, "")


def test_record_an_act_that_tells_one_count_alone_is_held_to_no_quorum(cast, agreed):
    row = _recorded(cast, Purpose.AUTHORISE, relation.cabildo(cast), partnership=agreed, in_favour=1)
    assert (row.authorises, row.why_not) == (True, "")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"held_on": dt.date(2022, 1, 1)}, "held_on"),
        ({"number": "A-7"}, "number"),
        ({"number": "a-7"}, "number"),
    ],
    ids=["before what it corrects", "with the number of what it corrects", "with that number written otherwise"],
)
def test_act_that_corrects_is_later_and_has_its_own_number(cast, agreed, more, field):
    body = relation.cabildo(cast)
    first = _recorded(cast, Purpose.AUTHORISE, body, partnership=agreed, number="A-7")
    typed = {"act_number": "32", "outcome": Outcome.REJECTED, "corrects": first, "text": "Se aclara."} | more
    with pytest.raises(Invalid) as no:
        _recorded(cast, Purpose.AUTHORISE, body, partnership=agreed, **typed)
    assert list(no.value.errors) == [field]
    assert Fact.AUTHORISED in facts(agreed)
    later = _recorded(
        cast,
        Purpose.AUTHORISE,
        body,
        partnership=agreed,
        **(typed | {field: {"held_on": cast.at.date(), "number": "A-8"}[field]}),
    )
    assert (later.corrects, Fact.AUTHORISED in facts(agreed)) == (first, False)


@pytest.mark.parametrize(("days", "is_given"), [(0, True), (1, False), (330, False)])
def test_certificate_is_not_dated_ahead(cast, agreed, days, is_given):
    said = {"signatory": "Persona de Muestra 01", "text": "Se autoriza."}
    row = _recorded(cast, Purpose.AUTHORISE, relation.cabildo(cast), partnership=agreed, **said)
    on = cast.at.date() + dt.timedelta(days=days)
    if is_given:
        certified = meetings.certify_resolution(cast.act("council_secretary"), resolution=row, on=on)
        assert certified.certificate.issued_on == on
        return
    with pytest.raises(Invalid) as no:
        meetings.certify_resolution(cast.act("council_secretary"), resolution=row, on=on)
    assert list(no.value.errors) == ["on"]
    row.refresh_from_db()
    assert row.certificate is None


def test_record_more_votes_than_were_present_is_refused(cast, agreed):
    session = relation.hold(cast, relation.cabildo(cast))
    session.present.remove(session.present.last())
    type(session).objects.filter(pk=session.pk).update(present_count=2)
    with pytest.raises(Invalid) as no:
        _recorded(
            cast, Purpose.AUTHORISE, session.body, partnership=agreed, in_favour=3, session_number=session.number,
            kind=session.kind, held_on=session.held_on,
        )  # fmt: skip
    assert list(no.value.errors) == ["in_favour"]


def test_a_committees_act_that_counts_too_many_decides_no_study_and_installs_nothing(cast):
    found, body = relation.open_relation(cast), relation.committee(cast)
    relation.submit_study(cast, found)
    for purpose, about in ((Purpose.APPROVE_STUDY, found), (Purpose.INSTALL, None)):
        meetings.record_resolution(
            cast.act("committee"), body=body, purpose=purpose, held_on=cast.at.date(), act_number="7", in_favour=99,
            partnership=about, as_written=True,
        )  # fmt: skip
    found.study.refresh_from_db()
    body.refresh_from_db()
    assert (found.study.state, body.installed_on) == (StudyState.SUBMITTED, None)
    assert not {Fact.STUDY_APPROVED, Fact.COMMITTEE_INSTALLED} & facts(found)


def test_correction_takes_back_only_what_it_corrects(cast, agreed):
    resolution = relation.authorise(cast, agreed)
    meetings.record_resolution(
        cast.act("council_secretary"), body=resolution.point.session.body, purpose=Purpose.AUTHORISE,
        held_on=cast.at.date(), act_number="9", names="Springfield", partnership=agreed, corrects=resolution,
        text="Se corrige.",
    )  # fmt: skip
    assert Fact.AUTHORISED not in facts(agreed)
    assert Resolution.objects.count() == 2


def test_certify_by_who_is_not_the_secretary_is_refused(cast, agreed):
    resolution = relation.authorise(cast, agreed)
    assert refused(lambda: meetings.certify_resolution(cast.act("liaison"), resolution=resolution)) == "not_secretary"


def test_certify_issues_once_under_the_towns_own_folio(cast, agreed):
    resolution = relation.authorise(cast, agreed, text="Se autoriza.")
    done = meetings.certify_resolution(cast.act("council_secretary"), resolution=resolution)
    assert done.certificate.version.document.issuer == cast.organisations["municipality"]
    assert refused(lambda: meetings.certify_resolution(cast.act("council_secretary"), resolution=done)) == "certified"


def test_certificate_says_on_what_law_the_secretary_certifies_only_where_the_house_has_it(cast, agreed):
    town = cast.organisations["municipality"]
    law = "el artículo 128 de la Ley Municipal de Muestra"
    rows = [
        LegalBasis.objects.create(
            organisation=town, text=law, source="Publicación de muestra", valid_from=valid_from, recorded_at=cast.at
        )
        for valid_from in (dt.date(2020, 1, 1), dt.date(2030, 1, 1))
    ]

    def opening(number: str, basis) -> str:
        resolution = relation.authorise(cast, agreed, text="Se autoriza.", number=number)
        done = meetings.certify_resolution(cast.act("council_secretary"), resolution=resolution, basis=basis)
        [said] = [b.text["es"] for b in done.certificate.version.as_content.blocks if "CERTIFICA" in b.text["es"]]
        return said

    assert "con fundamento" not in opening("01", None)
    with pytest.raises(Invalid) as no:
        opening("02", rows[1])
    assert list(no.value.errors) == ["basis"]
    assert f"con fundamento en {law}, CERTIFICA" in opening("03", rows[0])
    assert certified_with(relation.cabildo(cast)) == rows[0].public_id


def test_only_what_authorises_is_certified_as_an_authorisation(cast, agreed):
    """Denied, postponed, blank, of another city, of another matter or corrected: refused, each with its sentence."""
    act, session = cast.act("council_secretary"), relation.hold(cast, relation.cabildo(cast))

    def code(purpose=Purpose.AUTHORISE, about=agreed, **more) -> str:
        row = relation.resolve(cast, session, about, purpose, **more)
        told = refused(lambda: meetings.certify_resolution(act, resolution=row))
        row.refresh_from_db()
        assert row.certificate is None
        return told.removeprefix("no_certificate_")

    assert code(names="Lakeside", in_favour=1, against=2) == "not_approved"
    assert code(names="Lakeside", postponed=True) == "postponed"
    assert (code(names="Lakeside", is_blank=True), code(names="Springfield")) == ("blank", "other_city")
    assert [code(Purpose.OTHER, about) for about in (None, agreed)] == ["other_matter", "other_matter"]
    good = relation.resolve(cast, session, agreed, Purpose.AUTHORISE, names="Lakeside")
    meetings.record_resolution(
        act, body=session.body, purpose=Purpose.AUTHORISE, held_on=act.on, act_number="9", names="Springfield",
        partnership=agreed, corrects=good, text="Se corrige.",
    )  # fmt: skip
    assert refused(lambda: meetings.certify_resolution(act, resolution=good)) == "no_certificate_corrected"
    committee = relation.hold(cast, relation.committee(cast))
    later = relation.resolve(cast, committee, None, Purpose.OTHER, postponed=True)
    no = refused(lambda: meetings.certify_resolution(cast.act("committee"), resolution=later))
    assert no == "no_certificate_postponed"


def test_papers_say_nothing_that_nobody_put_down(cast, agreed):
    """No hour, no vote, nobody counted: the line or the phrase is not there, and no blank in its place."""
    secretary, committee = cast.act("council_secretary"), cast.act("committee")

    def words(issue) -> str:
        return "\n".join(block.text["es"] for block in issue.version.as_content.blocks)

    typed = {
        "body": relation.cabildo(cast),
        "purpose": Purpose.AUTHORISE,
        "held_on": cast.at.date(),
        "names": "Lakeside",
    }
    said = {"signatory": "Persona de Muestra 61", "text": "Se autoriza."}
    row = meetings.record_resolution(secretary, act_number="3", partnership=agreed, in_favour=3, **said, **typed)
    said = words(meetings.certify_resolution(secretary, resolution=row).certificate)
    assert "Votos a favor\t3" in said
    assert not any(w in said for w in ("en contra", "Abstenciones", "unanimidad", "mayoría", "Acuerdo\t", "____"))
    assert "Persona autorizada para firmar\tPersona de Muestra 61" in said
    assert not any(w in said for w in ("Número de la sesión", "Punto del orden", "Cargo de la persona", "no consta la"))
    session = relation.hold(cast, relation.committee(cast))
    row = relation.resolve(cast, session, None, Purpose.OTHER, in_favour=1, against=2)
    said = words(meetings.certify_resolution(committee, resolution=row).certificate)
    assert "presencia de 3 de 3 integrantes" in said
    assert "Resultado\trechazado" in said
    assert not any(w in said for w in ("comenzó", "concluyó", "09:00", "10:00", "____"))
    # an installation that was voted down installs nothing
    row = relation.resolve(cast, session, None, Purpose.INSTALL, in_favour=1, against=2)
    assert "declaró formalmente instalado" not in words(
        meetings.certify_resolution(committee, resolution=row).certificate
    )
    act = {"purpose": Purpose.OTHER, "held_on": cast.at.date(), "act_number": "8"}
    row = meetings.record_resolution(committee, body=session.body, **act)
    said = words(meetings.certify_resolution(committee, resolution=row).certificate)
    assert not any(w in said for w in ("Se registró la presencia", "existe quórum", "Votos", "____"))
    assert "este papel no lo declara" in said
    called = meetings.convene_session(committee, body=session.body, kind="ordinary", number="2", held_on=committee.on)
    meetings.put_point(committee, session=called, title="Asunto")
    said = words(meetings.call_session(committee, session=called).call)
    assert not any(w in said for w in ("comenzará", "09:00", "____"))


def test_rule_of_a_day_comes_with_its_source(cast):
    rule, row = rule_on(relation.cabildo(cast), cast.at.date())
    assert (rule.seats, row.source) == (3, "Reglamento interior del Cabildo")


def test_body_of_finds_the_committee_below_and_not_another_towns(cast):
    body = relation.committee(cast)
    assert body_of(cast.organisations["municipality"], BodyKind.COMMITTEE) == body
    assert body_of(cast.organisations["state"], BodyKind.CABILDO) is None


def test_sessions_ask_the_same_number_of_questions_for_one_as_for_three(cast, assert_flat):
    body = relation.cabildo(cast)
    numbers = iter(range(100))
    actor = cast.actor("liaison")
    assert_flat(
        lambda: relation.hold(cast, body, number=str(next(numbers))),
        lambda: [str(s.body) for s in list_sessions(actor)],
    )


def test_outcome_words_are_those_of_the_vote(cast, agreed):
    assert relation.authorise(cast, agreed, in_favour=0, against=3, names="Lakeside").outcome == Outcome.REJECTED


def test_point_about_a_relation_is_taken_off_by_the_liaison_alone(cast, agreed):
    body = relation.cabildo(cast)
    session = meetings.convene_session(
        cast.act("council_secretary"), body=body, kind="ordinary", number="7", held_on=cast.at.date()
    )
    point = meetings.put_point(
        cast.act("liaison"), session=session, title="Autorización", purpose=Purpose.AUTHORISE, partnership=agreed
    )
    with pytest.raises(Refused) as no:
        meetings.take_off_point(cast.act("council_secretary"), point=point, reason="Sobra.")
    assert no.value.code == "point_of_relation"
    meetings.take_off_point(cast.act("liaison"), point=point, reason="Se ve después.")
    assert not session.points.exists()
