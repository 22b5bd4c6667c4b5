"""The relation: opened from the answers, its terms, liaison, interruption and end."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.directory.models import Administration, Appointment, Country, Municipality, Place, Seat
from hermanar.files.models import Attachment
from hermanar.files.operations import store_upload
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Fact, Interruption, LeadState, Reopening
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import list_papers, standing_on
from hermanar.process.enums import CaseState
from hermanar.process.queries import standing_facts
from hermanar.process.rules import MOVES
from tests.cast import STARTS
from tests.files.hostile import png
from tests.partnerships.test_operations_leads import open_lead
from tests.relation import answers, attachment, fresh, open_relation

TODAY = STARTS.date()
TOMORROW = TODAY + dt.timedelta(days=1)


def open_it(cast, who="liaison", changed=None, **more) -> Partnership:
    changed = changed or {}
    country = changed.get("country", "US")
    return operations.open_partnership(
        cast.act(who), **{
            "owner": cast.organisations["municipality"], "answers": answers(**changed),
            "country": Country.objects.get(pk=country), "their_name": "Lakeside", "their_subdivision": "Wisconsin",
            "their_place": Place.objects.get(pk=900001) if country == "US" else None, "exercise_at": STARTS,
        } | more,
    )  # fmt: skip


def no(error) -> str:
    return error.value.code


def wrong(error) -> list[str]:
    return list(error.value.errors)


def keys(partnership) -> set[str]:
    return set(standing_facts(partnership.case))


def test_open_partnership_makes_circle_case_parties_and_triage(cast):
    relation = open_it(cast)
    assert (relation.folio, relation.kind, relation.klass) == ("VS-2022-001", "twinning", "international")
    assert relation.languages == ["es", "en"]
    assert list(relation.parties.order_by("pk").values_list("side", "kind", "name")) == [
        ("ours", "municipality", "Villa Serena"), ("theirs", "foreign_government", "Lakeside"),
    ]  # fmt: skip
    assert set(relation.circle.seats.values_list("part", flat=True)) == {"lead", "committee", "overseer"}
    assert keys(relation) == {Fact.TRIAGED}
    assert relation.case.definition.key == "international"


def test_open_partnership_between_mexican_cities_takes_the_domestic_process(cast):
    relation = open_relation(cast, domestic=True)
    assert (relation.klass, relation.languages, relation.case.definition.key) == ("domestic", ["es"], "domestic")
    assert relation.parties.get(side="theirs").municipality_id == "03008"


@pytest.mark.parametrize(
    ("iso2", "changed", "languages"),
    [
        ("ES", {}, ["es"]),
        ("JP", {}, ["es", "en"]),
        ("ES", {"their_kind": "international_organisation"}, ["es", "en"]),
    ],
)
def test_open_partnership_starts_in_the_languages_that_both_speak(cast, iso2, changed, languages):
    Country.objects.get_or_create(iso2=iso2, defaults={"name_es": iso2, "name_en": iso2})
    found = open_it(cast, changed={"country": iso2} | changed, their_name="Toledo", their_subdivision="")
    assert found.languages == languages


def test_open_partnership_of_a_community_makes_its_municipality_the_party(cast):
    relation = open_it(cast, changed={"our_kind": "locality", "locality": "La Ribera"})
    ours = relation.parties.get(side="ours")
    assert (ours.kind, ours.name, relation.beneficiary) == ("municipality", "Villa Serena", "La Ribera")


def test_open_partnership_with_an_international_organisation(cast):
    relation = open_it(cast, changed={"their_kind": "international_organisation"}, their_name="Organización de Muestra")
    assert relation.parties.get(side="theirs").kind == "international_organisation"


def test_open_partnership_with_answers_missing_names_the_questions(cast):
    with pytest.raises(Invalid) as error:
        open_it(cast, changed={"scope": "", "areas": ()})
    assert wrong(error) == ["scope", "areas"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"their_kind": "private"}, "private_counterpart"),
        ({"our_kind": "private"}, "our_side_private"),
    ],
)
def test_open_partnership_with_a_private_body_is_refused(cast, changed, code):
    with pytest.raises(Refused) as error:
        open_it(cast, changed=changed)
    assert no(error) == code
    assert Partnership.objects.count() == 0


@pytest.mark.parametrize("who", ["mayor", "consul", "state", "stranger", "nobody"])
def test_open_partnership_by_another_is_refused(cast, who):
    with pytest.raises(Refused) as error:
        open_it(cast, who)
    assert no(error) == "not_liaison"


@pytest.mark.parametrize(
    ("changed", "more", "field"),
    [
        ({"our_key": "99999"}, {}, "our_key"),
        ({"our_key": "20998"}, {}, "our_key"),  # another municipality's
        ({"our_kind": "state", "our_key": "03"}, {}, "our_key"),
        ({}, {"their_name": " "}, "their_name"),
        ({"country": "MX"}, {}, "their_name"),  # not chosen from the list
        ({}, {"opened_on": TOMORROW}, "opened_on"),
    ],
)
def test_open_partnership_that_cannot_be_names_the_field(cast, changed, more, field):
    with pytest.raises(Invalid) as error:
        open_it(cast, changed=changed, **more)
    assert wrong(error) == [field]
    assert Partnership.objects.count() == 0


def test_open_partnership_with_another_country_than_answered_is_invalid(cast):
    with pytest.raises(Invalid) as error:
        open_it(cast, country=Country.objects.get(pk="JP"))
    assert wrong(error) == ["country"]


def test_open_partnership_with_itself_is_invalid(cast):
    with pytest.raises(Invalid) as error:
        open_it(
            cast, changed={"country": "MX"}, their_name="Villa Serena",
            their_municipality=Municipality.objects.get(pk="20999"),
        )  # fmt: skip
    assert wrong(error) == ["their_name"]


def test_open_partnership_of_a_state_is_opened_by_its_own_liaison(cast):
    relation = open_it(
        cast, who="state", owner=cast.organisations["state"], changed={"our_kind": "state", "our_key": "20"}
    )
    ours = relation.parties.get(side="ours")
    assert (ours.kind, ours.style, ours.style_en) == (
        "state",
        "el Gobierno del Estado de Oaxaca, de los Estados Unidos Mexicanos",
        "the Government of the State of Oaxaca, of the United Mexican States",
    )
    assert relation.case.definition.key == "international_state"
    assert [s.part for s in relation.circle.seats.filter(organisation=cast.organisations["state"])] == ["lead"]


@pytest.mark.parametrize(("who", "house", "key"), [("liaison", "municipality", "20"), ("state", "state", "20999")])
def test_open_partnership_for_another_is_invalid(cast, who, house, key):
    kind = "state" if len(key) == 2 else "municipality"
    with pytest.raises(Invalid) as error:
        open_it(cast, who=who, owner=cast.organisations[house], changed={"our_kind": kind, "our_key": key})
    assert wrong(error) == ["our_key"]


def test_open_partnership_with_the_same_city_again_shows_the_earlier_one(cast):
    first = open_it(cast)
    second = open_it(cast, their_name="City of Lakeside")
    assert second.outcome["earlier"] == [first.public_id]
    assert open_it(cast, their_name="Lakeside Hills", their_place=None).outcome["earlier"] == []


def test_open_partnership_from_a_lead_keeps_its_circle_and_its_paper(cast):
    lead = open_lead(cast, reference="OF-1/22")
    operations.route_lead(cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"])
    lead.refresh_from_db()
    relation = open_it(cast, lead=lead)
    lead.refresh_from_db()
    assert (relation.circle_id, lead.state) == (lead.circle_id, LeadState.BECAME_CASE)
    assert standing_facts(relation.case)[Fact.LEAD_RECEIVED].proof == "OF-1/22"
    with pytest.raises(Refused) as error:
        open_it(cast, lead=lead)
    assert no(error) == "lead_has_case"


def test_open_partnership_after_the_thousandth_goes_on_counting(cast):
    Partnership.objects.filter(pk=open_it(cast).pk).update(folio="VS-2022-999")
    assert open_it(cast, their_name="Riverton", their_place=None).folio == "VS-2022-1000"
    assert open_it(cast, their_name="Lakeside Hills", their_place=None).folio == "VS-2022-1001"


def test_open_partnership_from_a_lead_declined_takes_it_up_and_says_so(cast):
    lead = open_lead(cast)
    operations.route_lead(cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"])
    operations.decline_lead(cast.act("liaison"), lead=lead, reason="Sin presupuesto.")
    open_it(cast, lead=lead)
    lead.refresh_from_db()
    assert lead.state == LeadState.BECAME_CASE
    told = list(Entry.objects.filter(about=lead.public_id).order_by("seq").values_list("happened", flat=True))
    assert told[-2:] == ["partnerships.lead_declined", "partnerships.lead_taken_up"]


def test_open_partnership_from_a_lead_withdrawn_is_refused(cast):
    lead = open_lead(cast)
    operations.route_lead(cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"])
    operations.withdraw_lead(cast.act("consul"), lead=lead, reason="Desistió.")
    with pytest.raises(Refused) as error:
        open_it(cast, lead=lead)
    assert no(error) == "lead_closed"
    assert not Partnership.objects.exists()


# counterpart, terms


def test_update_counterpart_changes_the_named_fields_only(cast, relation):
    row = operations.update_counterpart(cast.act("liaison"), partnership=relation, email="a@example.org")
    assert (row.email, row.head_name) == ("a@example.org", "Persona de Muestra 40")


@pytest.mark.parametrize(
    ("fields", "named"), [({"nickname": "x"}, ["nickname"]), ({"last_contact_on": TOMORROW}, ["last_contact_on"])]
)
def test_update_counterpart_with_what_cannot_be_is_invalid(cast, relation, fields, named):
    with pytest.raises(Invalid) as error:
        operations.update_counterpart(cast.act("liaison"), partnership=relation, **fields)
    assert wrong(error) == named


def test_update_terms_takes_areas_with_their_power(cast, relation):
    operations.update_terms(
        cast.act("liaison"), partnership=relation, areas=[{"key": "culture", "power": "cpeum-115"}],
        beneficiary=" La  Ribera ", languages=["es", "en"],
    )  # fmt: skip
    row = fresh(relation)
    assert (row.areas, row.beneficiary) == ([{"key": "culture", "power": "cpeum-115"}], "La Ribera")


@pytest.mark.parametrize(
    ("terms", "named"),
    [
        ({"areas": []}, ["areas"]),
        ({"areas": [{"key": "no_such"}]}, ["areas"]),
        ({"modalities": []}, ["modalities"]),
    ],
)
def test_update_terms_out_of_the_catalogue_is_invalid(cast, relation, terms, named):
    with pytest.raises(Invalid) as error:
        operations.update_terms(cast.act("liaison"), partnership=relation, **terms)
    assert wrong(error) == named


# who may


@pytest.mark.parametrize("who", ["mayor", "committee", "state", "reviewer", "counterpart", "stranger", "nobody"])
@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("update_counterpart", {"email": "a@example.org"}),
        ("update_terms", {"beneficiary": "x"}),
        ("interrupt_partnership", {"code": Interruption.SILENCE, "reason": "x"}),
        ("resume_partnership", {"reason": "x"}),
        ("withdraw_partnership", {"reason": "x"}),
        ("refuse_partnership", {"reason": "x"}),
        ("close_partnership", {"reason": "x"}),
    ],
)
def test_change_relation_by_another_is_refused(cast, relation, who, verb, more):
    with pytest.raises(Refused) as error:
        getattr(operations, verb)(cast.act(who), partnership=relation, **more)
    assert no(error) == "not_liaison"


# liaison designated


def designate(cast, relation, who="mayor", **more):
    return operations.designate_liaison(
        cast.act(who), partnership=relation, **{"office": cast.offices["liaison"], "designated_on": TODAY} | more
    )


def take_away(cast, who: str) -> None:
    """Nobody of that office can sign in any more."""
    user = cast.users[who]
    user.is_active = False
    user.save(update_fields=["is_active"])


def test_designate_liaison_by_the_mayor_issues_the_letter(cast, relation):
    row = designate(cast, relation)
    assert (row.how, row.issue.is_exercise, row.issue.folio) == ("in_post", True, row.folio)
    assert row.folio
    fact = standing_facts(relation.case)[Fact.LIAISON_DESIGNATED]
    assert (fact.on, fact.source) == (TODAY, f"partnerships.designation:{row.public_id}")


def test_designate_liaison_while_the_mayor_is_on_board_is_not_the_liaisons(cast, relation):
    with pytest.raises(Refused) as error:
        designate(cast, relation, "liaison", folio="PM/1/2022")
    assert no(error) == "not_mayor"


def test_designate_liaison_alone_records_the_paper_received(cast, relation):
    take_away(cast, "mayor")
    row = designate(cast, relation, "liaison", folio="PM/1/2022")
    assert (row.how, row.folio, row.issue) == ("recorded", "PM/1/2022", None)
    entry = Entry.objects.filter(happened="partnerships.liaison_designated").get()
    assert entry.how == "recorded"


def test_designate_liaison_alone_needs_the_number_of_the_paper(cast, relation):
    take_away(cast, "mayor")
    with pytest.raises(Invalid) as error:
        designate(cast, relation, "liaison")
    assert wrong(error) == ["folio"]


def test_designate_liaison_alone_gives_the_letter_out_with_what_it_was_approved(cast, relation):
    take_away(cast, "mayor")
    row = designate(cast, relation, "liaison", approval="Instrucción de la Presidencia, 31 de enero")
    assert (row.how, row.issue.folio, bool(row.folio)) == ("recorded", row.folio, True)
    assert Entry.objects.get(happened="partnerships.approval_recorded").data["approval"].startswith("Instrucción")


def test_designate_liaison_alone_keeps_the_number_of_the_paper_and_what_approved_it(cast, relation):
    take_away(cast, "mayor")
    row = designate(
        cast, relation, "liaison", folio=" PM/1/2022 ", approval="Instrucción de la Presidencia, 31 de enero"
    )
    assert (row.folio, row.issue) == ("PM/1/2022", None)  # the paper that came is the designation
    assert Entry.objects.get(happened="partnerships.approval_recorded").data["approval"].startswith("Instrucción")


def test_designate_liaison_with_a_folio_used_before_is_refused(cast, relation):
    take_away(cast, "mayor")
    designate(cast, relation, "liaison", folio="PM/1/2022")
    with pytest.raises(Refused) as error:
        designate(cast, relation, "liaison", folio="pm/1/2022")
    assert no(error) == "folio_used"
    assert relation.designations.count() == 1


@pytest.mark.parametrize("day", [TOMORROW, dt.date(2021, 12, 31)], ids=["tomorrow", "before_the_term"])
def test_designate_liaison_on_a_day_that_cannot_be_is_invalid(cast, relation, day):
    with pytest.raises(Invalid) as error:
        designate(cast, relation, designated_on=day)
    assert wrong(error) == ["designated_on"]


def test_designate_liaison_in_an_office_of_another_house_is_invalid(cast, relation):
    with pytest.raises(Invalid) as error:
        designate(cast, relation, office=cast.offices["state"])
    assert wrong(error) == ["office"]


# adviser


def test_assign_adviser_by_the_ministry_once(cast, relation):
    row = operations.assign_adviser(
        cast.act("authoriser"), partnership=relation, appointment=cast.appointments["reviewer"]
    )
    again = operations.assign_adviser(
        cast.act("authoriser"), partnership=relation, appointment=cast.appointments["reviewer"]
    )
    assert row.pk == again.pk


@pytest.mark.parametrize(("who", "whom"), [("liaison", "reviewer"), ("authoriser", "state"), ("state", "state")])
def test_assign_adviser_by_another_or_from_elsewhere_is_refused(cast, relation, who, whom):
    with pytest.raises(Refused) as error:
        operations.assign_adviser(cast.act(who), partnership=relation, appointment=cast.appointments[whom])
    assert no(error) == "not_reviewer"


def test_assign_adviser_where_the_ministry_has_no_seat_is_refused(cast, alone):
    with pytest.raises(Refused):
        operations.assign_adviser(cast.act("authoriser"), partnership=alone, appointment=cast.appointments["reviewer"])


# interruption and end


def test_interrupt_and_resume_keep_what_was_proved(cast, relation):
    before = keys(relation)
    operations.interrupt_partnership(
        cast.act("liaison"), partnership=relation, code=Interruption.CHANGE_THERE, reason="Cambio de gobierno."
    )
    row = fresh(relation)
    assert (row.case.state, row.paused_reason) == ("paused", "change_there")
    operations.resume_partnership(cast.act("liaison", TOMORROW), partnership=row, reason="Escribieron de nuevo.")
    row = fresh(relation)
    assert (row.case.state, row.paused_reason, keys(row)) == ("open", "", before)


def test_interrupt_before_it_was_opened_and_resume_before_it_stopped_are_invalid(cast, relation):
    opened = relation.case.opened_on
    stop = {"partnership": relation, "code": Interruption.SILENCE, "reason": "No contestan."}
    with pytest.raises(Invalid) as error:
        operations.interrupt_partnership(cast.act("liaison"), **stop, on=opened - dt.timedelta(days=1))
    assert (wrong(error), fresh(relation).case.state) == (["on"], "open")
    operations.interrupt_partnership(cast.act("liaison", TOMORROW), **stop, on=TOMORROW)
    with pytest.raises(Invalid) as error:
        operations.resume_partnership(
            cast.act("liaison", TOMORROW), partnership=fresh(relation), reason="Contestaron.", on=opened
        )
    assert (wrong(error), fresh(relation).case.state) == (["on"], "paused")


@pytest.mark.parametrize("verb", ["interrupt_partnership", "resume_partnership"])
def test_stop_or_resume_in_the_future_is_invalid(cast, relation, verb):
    more = {"code": Interruption.SILENCE} if verb == "interrupt_partnership" else {}
    with pytest.raises(Invalid) as error:
        getattr(operations, verb)(cast.act("liaison"), partnership=relation, reason="x", on=TOMORROW, **more)
    assert wrong(error) == ["on"]


@pytest.mark.parametrize(
    ("verb", "state"),
    [("withdraw_partnership", "withdrawn"), ("refuse_partnership", "refused"), ("close_partnership", "closed")],
)
def test_end_relation_keeps_the_file_and_cannot_be_done_twice(cast, relation, verb, state):
    getattr(operations, verb)(cast.act("liaison"), partnership=relation, reason="Así se acordó.")
    row = fresh(relation)
    assert row.case.state == state
    assert Fact.TRIAGED in keys(row)
    with pytest.raises(Refused) as error:
        getattr(operations, verb)(cast.act("liaison"), partnership=row, reason="Otra vez.")
    assert no(error) == "case_not_open"


def test_refusal_is_put_down_from_its_paper(cast, relation):
    act = cast.act("liaison", TOMORROW)
    call = {"partnership": relation, "reason": "No hay interés."}
    for field, wrongly in (("on", {"on": dt.date(1999, 1, 1)}), ("by", {"by": "nobody"})):
        with pytest.raises(Invalid) as error:
            operations.refuse_partnership(act, **call, **wrongly)
        assert wrong(error) == [field]
    operations.refuse_partnership(act, **call, by="cabildo", on=TODAY, folio="PM/12/2022")
    move = fresh(relation).case.moves.get(kind="refused")
    assert (move.on, move.reason_code, move.reason) == (TODAY, "cabildo", "No hay interés. (consta en PM/12/2022)")
    no_said = relation.refusals.get()
    assert (no_said.by, no_said.folio, no_said.refused_on, no_said.how) == ("cabildo", "PM/12/2022", TODAY, "recorded")


def test_paper_of_a_refusal_is_a_scan_of_it_and_goes_with_the_folder(cast, relation):
    act = cast.act("liaison", TOMORROW)
    picture = store_upload(
        act, circle=relation.circle, upload=SimpleUploadedFile("no.png", png(), "image/png"), expect="image"
    )
    with pytest.raises(Invalid) as error:
        operations.refuse_partnership(act, partnership=relation, reason="x", attachment=picture)
    assert (wrong(error), relation.refusals.count()) == (["attachment"], 0)
    scan = attachment(cast, relation, pages=1)
    operations.refuse_partnership(
        act, partnership=relation, reason="No.", by="counterpart", folio="LS-9", on=TODAY, attachment=scan
    )
    for who in ("liaison", "counterpart", "state"):
        named = {paper.title: paper for paper, _blob in list_papers(cast.actor(who), relation)}
        paper = named["Rechazo: La contraparte"]
        assert (who, paper.folio, paper.dated_on) == (who, "LS-9", TODAY.isoformat())
        assert paper.path.startswith(f"recibidos/{TODAY.isoformat()}-rechazo-la-contraparte-ls-9-")
    assert not Attachment.objects.for_actor(cast.actor("stranger")).filter(pk=scan.pk).exists()
    # taken up again, it stays as it was put down
    later = {"code": Reopening.NEW_REQUEST, "reason": "Volvieron a escribir."}
    operations.reopen_partnership(act, partnership=fresh(relation), **later)
    assert relation.refusals.get().attachment == scan


def test_every_end_of_a_relation_has_its_way_on_and_a_refusal_takes_something_new(cast, relation):
    act, later = cast.act("liaison"), cast.act("liaison", TOMORROW)
    before = keys(relation)
    with pytest.raises(Refused) as error:
        operations.reopen_partnership(act, partnership=relation, code=Reopening.MISTAKE, reason="x")
    assert no(error) == "case_not_open"
    assert {s for s in CaseState if not any(state == s for state, _kind in MOVES)} == set()
    for verb, state in (("withdraw", "withdrawn"), ("refuse", "refused"), ("close", "closed")):
        getattr(operations, f"{verb}_partnership")(later, partnership=fresh(relation), reason="Así se acordó.")
        row = fresh(relation)
        assert (row.case.state, row.case.closed_on) == (state, TOMORROW)
        call = {"partnership": row, "code": Reopening.OWN_DECISION}
        with pytest.raises(Invalid) as error:
            operations.reopen_partnership(later, **call | {"code": Reopening.NEW_FACTS}, reason=" ")
        assert wrong(error) == ["reason"]
        with pytest.raises(Invalid) as error:
            operations.reopen_partnership(later, **call | {"code": Reopening.MISTAKE}, reason="x", on=TODAY)
        assert wrong(error) == ["on"]
        for who in ("mayor", "committee", "counterpart", "stranger"):
            with pytest.raises(Refused) as error:
                operations.reopen_partnership(cast.act(who, TOMORROW), **call, reason="x")
            assert (who, no(error)) == (who, "not_liaison")
        if state == "refused":
            with pytest.raises(Invalid) as error:
                operations.reopen_partnership(later, **call, reason="Insistimos.")
            assert wrong(error) == ["code"]
            call["code"] = Reopening.NEW_REQUEST
        operations.reopen_partnership(later, **call, reason="Volvieron a escribir.")
        row = fresh(relation)
        assert (row.case.state, row.case.closed_on, row.paused_reason, keys(row)) == ("open", None, "", before)
    moves = [(m.kind, m.reason_code) for m in fresh(relation).case.moves.filter(kind="reopened").order_by("pk")]
    assert moves == [("reopened", "own_decision"), ("reopened", "new_request"), ("reopened", "own_decision")]


@pytest.mark.parametrize(
    "verb",
    ["interrupt_partnership", "resume_partnership", "withdraw_partnership", "refuse_partnership", "close_partnership"],
)
def test_stop_or_end_without_reason_is_invalid(cast, relation, verb):
    more = {"code": Interruption.SILENCE} if verb == "interrupt_partnership" else {}
    with pytest.raises(Invalid) as error:
        getattr(operations, verb)(cast.act("liaison"), partnership=relation, reason=" \n", **more)
    assert wrong(error) == ["reason"]
    assert fresh(relation).case.state == "open"


# facts


def test_state_case_fact_in_the_future_is_refused(cast, relation):
    with pytest.raises(Refused) as error:
        operations.state_case_fact(
            cast.act("liaison"), partnership=relation, fact=Fact.SIGNED, on=TODAY + dt.timedelta(days=2), source="x.y:z"
        )
    assert no(error) == "fact_in_future"


def test_withdraw_case_fact_of_one_source_leaves_the_other(cast, relation):
    act = cast.act("liaison")
    for source in ("a.b:1", "a.b:2"):
        operations.state_case_fact(act, partnership=relation, fact=Fact.LETTER_SENT, on=TODAY, source=source)
    assert operations.withdraw_case_fact(
        act, partnership=relation, fact=Fact.LETTER_SENT, reason="Era de otra ciudad.", source="a.b:1"
    ) == 1  # fmt: skip
    assert standing_on(relation).rung == 1
    assert operations.withdraw_case_fact(act, partnership=relation, fact=Fact.LETTER_SENT, reason="También.") == 1
    assert standing_on(relation).rung == 0
    assert relation.case.facts.filter(key=Fact.LETTER_SENT).count() == 2


def test_open_partnership_under_another_administration_finds_the_first(cast):
    """Nobody's administration can hide a relation (P3)."""
    first = open_it(cast)
    villa = cast.organisations["municipality"]
    Administration.objects.create(
        organisation=villa, number="XXII", starts_on=dt.date(2025, 1, 1), ends_on=dt.date(2027, 12, 31)
    )
    Appointment.objects.filter(pk=cast.appointments["mayor"].pk).update(until_on=dt.date(2024, 12, 31))
    later = operations.open_partnership(
        cast.act("liaison", dt.date(2025, 2, 3)), owner=villa, answers=answers(), country=Country.objects.get(pk="US"),
        their_name="Ciudad de Lakeside", exercise_at=STARTS,
    )  # fmt: skip
    assert later.outcome["earlier"] == [first.public_id]
    assert Seat.objects.filter(circle=first.circle, until_on=None).exists()
