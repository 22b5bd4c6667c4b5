"""Letters: written and signed here, sent, answered; or recorded from their paper."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from hermanar.directory.models import Appointment, Country
from hermanar.documents.queries import get_issue
from hermanar.journal.models import Entry
from hermanar.kernel.content import Content
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, Fact, Interruption, LetterKind, LetterState
from hermanar.partnerships.models import Letter
from hermanar.partnerships.queries import claim_of
from hermanar.process.models import Fact as FactRow
from hermanar.process.queries import get_picture, standing_facts
from hermanar.registry.queries.facts import verify_facts
from tests.cast import STARTS, take_over
from tests.partnerships.conftest import WORDS
from tests.relation import NOWHERE, answers, fresh

TODAY = STARTS.date()
DAY = dt.timedelta(days=1)
TOMORROW, YESTERDAY = TODAY + DAY, TODAY - DAY


def no(error) -> str:
    return error.value.code


def wrong(error) -> list[str]:
    return list(error.value.errors)


def keys(partnership) -> set[str]:
    return set(standing_facts(fresh(partnership).case))


def sign(cast, letter, who="mayor", **more):
    return operations.sign_off_letter(cast.act(who), letter=letter, gazetteer=NOWHERE, **more)


def take_away(cast, who: str) -> None:
    user = cast.users[who]
    user.is_active = False
    user.save(update_fields=["is_active"])


# written here


def test_draft_letter_is_assembled_in_the_languages_of_the_relation(cast, relation, letter):
    content = Content.from_json(letter.version.content)
    assert content.languages == ("es", "en")
    assert (letter.state, letter.direction, letter.kind) == (LetterState.DRAFT, Direction.OUT, LetterKind.INTENT)
    assert (letter.document.kind, letter.document.shared) == ("letter_of_intent", False)
    assert Fact.LETTER_SENT not in keys(relation)


def test_draft_letter_of_a_domestic_relation_is_in_spanish(cast, domestic):
    words = {name: {"es": text["es"]} for name, text in WORDS.items()}
    letter = operations.draft_letter(cast.act("liaison"), partnership=domestic, **words)
    assert (letter.document.kind, Content.from_json(letter.version.content).languages) == (
        "letter_of_intent_domestic", ("es",),
    )  # fmt: skip


def test_draft_letter_to_resume_says_what_was_proved_and_why_it_stopped(cast, relation, sent):
    act = cast.act("liaison")
    operations.interrupt_partnership(
        act, partnership=relation, code=Interruption.CHANGE_THERE, reason="Cambio de gobierno."
    )
    relation = fresh(relation)
    operations.resume_partnership(act, partnership=relation, reason="Nuevo gobierno.")
    relation.paused_reason = Interruption.CHANGE_THERE
    letter = operations.draft_letter(act, partnership=relation, kind=LetterKind.RESUME)
    blocks = Content.from_json(letter.version.content).blocks
    spanish, english = (" ".join(b.text[lang] for b in blocks) for lang in ("es", "en"))
    assert (sent.folio in spanish, "por esta causa: cambio de administración en la contraparte." in spanish) == (
        True,
        True,
    )
    assert (f"official letter {sent.folio}" in english, "Cambio" in english, "oficio" in english) == (
        True,
        False,
        False,
    )


ABROAD = [
    (
        "BR", "Santos", "pt",
        ("a carta sem número, datada de janeiro de 2022", "uma relação com a Cidade de Santos (São Paulo, Brasil)", "à sua disposição a Dirección", "Prefeita"),
        ("Carta de intenção, janeiro de 2022", "por esta causa: mudança de administração da contraparte.", "à assinatura de um acordo de irmanamento"),
    ),
    (
        "FR", "Orléans", "fr",
        ("la lettre sans numéro (janvier 2022)", "une relation avec la Ville d’Orléans (Loiret, France)", "disposition la Dirección", "Maire"),
        ("Lettre d’intention, janvier 2022", "pour cette raison : changement d’administration de la partie partenaire.", "la signature d’un accord de jumelage"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("iso2", "city", "lang", "answered", "resumed"), ABROAD, ids=["BR", "FR"])
def test_answer_and_request_to_resume_go_in_the_language_of_the_country(cast, iso2, city, lang, answered, resumed):
    act = cast.act("liaison")
    country = Country.objects.create(iso2=iso2, name_es=city, name_en=city)
    case = operations.open_partnership(
        act, owner=cast.organisations["municipality"], answers=answers(country=iso2), exercise_at=STARTS, country=country,
        their_name=city, their_name_en=city, their_subdivision={"pt": "São Paulo", "fr": "Loiret"}[lang],
    )  # fmt: skip
    operations.update_counterpart(
        act, partnership=case, office="Gabinete", head_name="Persona de Muestra 40", head_post={"pt": "Prefeita", "fr": "Maire"}[lang], head_post_es="Alcaldesa",
    )  # fmt: skip
    case = fresh(case)
    case.areas = [{"key": "culture", "power": "lct-2-ii"}]
    case.save(update_fields=["areas"])
    came = operations.record_letter(
        act, partnership=case, kind=LetterKind.INTENT, direction=Direction.IN, dated_on=dt.date(2022, 1, 1),
        precision=Precision.MONTH, city=city,
    )  # fmt: skip
    letter = operations.draft_letter(
        act, partnership=fresh(case), kind=LetterKind.ANSWER, answers=came, is_affirmative=True
    )
    said = " ".join(b.text[lang] for b in letter.version.as_content.blocks)
    assert (list(letter.languages), [w for w in answered if w not in said]) == (["es", lang], [])
    letter = operations.revise_letter(
        act, letter=letter, is_affirmative=False, motivations={"es": "Este año no.", lang: "Pas encore."}
    )
    signed = sign(cast, letter)  # checked in both its languages
    assert "Pas encore." in str(signed.version.content)
    operations.interrupt_partnership(act, partnership=fresh(case), code=Interruption.CHANGE_THERE, reason="Gobierno.")
    operations.resume_partnership(act, partnership=fresh(case), reason="Nuevo gobierno.")
    case = fresh(case)
    case.paused_reason = Interruption.CHANGE_THERE
    again = operations.draft_letter(act, partnership=case, kind=LetterKind.RESUME)
    said = " ".join(b.text[lang] for b in again.version.as_content.blocks)
    assert [w for w in resumed if w not in said] == []
    assert [w for w in ("oficio", "Cambio", "Carta de intención", "____") if w in said] == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ({"motivations": {"es": "x"}}, ["motivations_en"]),
        ({"interests": {}}, ["interests_es", "interests_en"]),
        ({"objectives": {"es": "uno\ndos", "en": "one"}}, ["objectives_en"]),
    ],
)
def test_draft_letter_without_its_compulsory_parts_names_them(cast, relation, words, named):
    with pytest.raises(Invalid) as error:
        operations.draft_letter(cast.act("liaison"), partnership=relation, **(WORDS | words))
    assert wrong(error) == named
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("who", ["mayor", "committee", "state", "consul", "counterpart", "stranger", "nobody"])
def test_draft_letter_by_another_is_refused(cast, relation, who):
    with pytest.raises(Refused) as error:
        operations.draft_letter(cast.act(who), partnership=relation, **WORDS)
    assert no(error) == "not_liaison"


def test_revise_letter_makes_the_next_version(cast, letter):
    first = letter.version
    changed = operations.revise_letter(
        cast.act("liaison"), letter=letter, motivations={"es": "Otra razón.", "en": "Another reason."}
    )
    assert (changed.version.number, first.number) == (2, 1)
    assert changed.version.document_id == first.document_id


def test_revise_letter_by_another_is_refused(cast, letter):
    with pytest.raises(Refused) as error:
        operations.revise_letter(cast.act("mayor"), letter=letter)
    assert no(error) == "not_liaison"


def test_revise_letter_that_was_signed_is_refused(cast, signed_off):
    with pytest.raises(Refused) as error:
        operations.revise_letter(cast.act("liaison"), letter=signed_off, **WORDS)
    assert no(error) == "letter_signed"


def test_return_letter_tells_the_liaison_and_stays_a_draft(cast, letter):
    back = operations.return_letter(cast.act("mayor"), letter=letter, reason="Falta el proyecto de salud.")
    assert back.state == LetterState.DRAFT
    entry = Entry.objects.get(happened="partnerships.letter_returned")
    assert entry.data["reason"] == "Falta el proyecto de salud."


def test_return_letter_by_another_is_refused(cast, letter):
    with pytest.raises(Refused) as error:
        operations.return_letter(cast.act("liaison"), letter=letter, reason="x")
    assert no(error) == "not_mayor"


def test_return_letter_without_reason_is_invalid(cast, letter):
    with pytest.raises(Invalid) as error:
        operations.return_letter(cast.act("mayor"), letter=letter, reason=" ")
    assert wrong(error) == ["reason"]


def test_return_letter_that_was_signed_is_refused(cast, signed_off):
    with pytest.raises(Refused) as error:
        operations.return_letter(cast.act("mayor"), letter=signed_off, reason="x")
    assert no(error) == "letter_signed"


# signed


def test_sign_off_letter_issues_it_with_folio_code_and_mark_of_exercise(cast, relation, signed_off):
    issue = signed_off.issue
    assert (signed_off.state, signed_off.dated_on) == (LetterState.SIGNED_OFF, TODAY)
    assert signed_off.signed_by == cast.appointments["mayor"].public_id
    assert (issue.folio, issue.is_exercise, issue.issued_on) == (signed_off.folio, True, TODAY)
    assert {r.format for r in issue.renditions.all()} == {"pdf", "docx"}
    assert Fact.LETTER_SENT not in keys(relation), "signed is not sent"


@pytest.mark.parametrize("who", ["liaison", "council_secretary", "committee", "counterpart", "stranger", "nobody"])
def test_sign_off_letter_by_another_is_refused(cast, letter, who):
    with pytest.raises(Refused) as error:
        sign(cast, letter, who)
    assert no(error) == "not_mayor"


def test_sign_off_letter_with_the_mayor_not_on_board_says_with_what_it_was_approved(cast, letter):
    take_away(cast, "mayor")
    with pytest.raises(Invalid) as error:
        sign(cast, letter, "liaison")
    assert wrong(error) == ["approval"]
    with pytest.raises(Refused):
        sign(cast, letter, "council_secretary", approval="Oficio PM/3/2022")
    signed = sign(cast, letter, "liaison", approval="Oficio PM/3/2022")
    assert (signed.state, signed.signed_by) == (LetterState.SIGNED_OFF, cast.appointments["mayor"].public_id)
    entry = Entry.objects.get(happened="partnerships.approval_recorded")
    assert (entry.how, entry.about, entry.data["approval"]) == ("recorded", letter.public_id, "Oficio PM/3/2022")
    text = " ".join(b.text["es"] for b in signed.version.as_content.blocks)
    assert cast.persons["mayor"].name in text
    # the log does not say that the liaison signed it
    told = Entry.objects.get(happened="partnerships.letter_given_out")
    assert (told.how, told.data["office"]) == ("recorded", "la Presidencia municipal")
    assert not Entry.objects.filter(happened="partnerships.letter_signed_off").exists()


@pytest.mark.parametrize("day", [dt.date(2021, 12, 31), TOMORROW], ids=["before_the_term", "tomorrow"])
def test_sign_off_letter_on_a_day_that_cannot_be_is_invalid(cast, letter, day):
    with pytest.raises(Invalid) as error:
        sign(cast, letter, dated_on=day)
    assert wrong(error) == ["dated_on"]
    letter.refresh_from_db()
    assert letter.state == LetterState.DRAFT


def test_sign_off_letter_by_a_mayor_whose_term_is_over_is_invalid(cast, letter):
    Appointment.objects.filter(pk=cast.appointments["mayor"].pk).update(until_on=YESTERDAY)
    act = cast.act("mayor", YESTERDAY)
    later = type(act)(actor=act.actor, at=STARTS)
    with pytest.raises(Invalid) as error:
        operations.sign_off_letter(later, letter=letter, gazetteer=NOWHERE)
    assert wrong(error) == ["dated_on"]


BY = {
    "in_charge": ("Encargado del Despacho de la Presidencia Municipal", "Office of the Mayor, acting"),
    "by_absence": (
        "Por ausencia de la persona titular de la Presidencia Municipal, con fundamento en el acuerdo de Cabildo 4",
        "Office of the Mayor, in the absence of its holder, under el acuerdo de Cabildo 4",
    ),
}


def signature(letter) -> dict[str, str]:
    [block] = [b for b in letter.version.as_content.blocks if b.kind == "signature"]
    return dict(block.text)


@pytest.mark.parametrize("how", BY)
def test_sign_off_letter_by_who_is_in_charge_or_stands_in_prints_that_capacity(cast, letter, how):
    holder = cast.persons["mayor"].name
    assert holder in signature(letter)["es"]
    who = take_over(cast, "mayor", how, basis="el acuerdo de Cabildo 4" if how == "by_absence" else "")
    signed = sign(cast, letter, who)
    name, (es, en) = cast.persons[who].name, BY[how]
    assert signature(signed) == {"es": f"{name}\n{es}", "en": f"{name}\n{en}"}
    assert signed.signed_by == cast.appointments[who].public_id
    assert signed.issue.version == signed.version
    line = Entry.objects.get(happened="partnerships.letter_signed_off")
    assert (line.how, line.appointment) == (how, cast.appointments[who].public_id)


def test_sign_off_letter_by_who_stands_in_before_their_days_is_invalid(cast, letter):
    who = take_over(cast, "mayor", "by_absence")
    with pytest.raises(Invalid) as error:
        sign(cast, letter, who, dated_on=YESTERDAY)
    assert wrong(error) == ["dated_on"]
    # and the holder, back early, signs in their own name
    signed = sign(cast, letter)
    assert signature(signed)["es"] == f"{cast.persons['mayor'].name}\nPresidencia Municipal"


def test_sign_off_letter_twice_is_refused_and_takes_one_folio(cast, letter):
    first = sign(cast, letter)
    with pytest.raises(Refused) as error:
        sign(cast, letter)
    assert no(error) == "letter_signed"
    letter.refresh_from_db()
    assert letter.folio == first.folio


def test_sign_off_letter_with_a_blank_in_it_is_blocked_with_a_door(cast, relation):
    letter = operations.draft_letter(
        cast.act("liaison"), partnership=relation,
        **(WORDS | {"motivations": {"es": "Nos une ______.", "en": "We share ______."}}),
    )  # fmt: skip
    with pytest.raises(Blocked) as error:
        sign(cast, letter)
    assert {b.door for b in error.value.blockers} == {"partnerships.letter"}
    assert all(b.code.startswith("finding_") and b.at["letter"] == letter.public_id for b in error.value.blockers)
    letter.refresh_from_db()
    assert (letter.state, letter.folio) == (LetterState.DRAFT, "")


# sent, acknowledged, interrupted


def test_record_sent_proves_the_first_rung(cast, relation, sent):
    assert (sent.state, sent.sent_on, sent.sent_by) == (LetterState.SENT, TODAY, "Mensajería")
    fact = standing_facts(relation.case)[Fact.LETTER_SENT]
    assert (fact.on, fact.source) == (TODAY, f"partnerships.letter:{sent.public_id}")
    assert sent.folio in fact.proof
    assert fresh(relation).counterpart.last_contact_on == TODAY


def test_record_sent_gives_the_paper_to_the_circle(cast, signed_off):
    code = signed_off.issue.public_id
    with pytest.raises(NotVisible):
        get_issue(cast.actor("committee"), code)
    sent = operations.record_sent(cast.act("liaison"), letter=signed_off, sent_on=STARTS.date(), sent_by="Mensajería")
    assert get_issue(cast.actor("committee"), code) == sent.issue


@pytest.mark.parametrize(
    ("more", "named"),
    [({"sent_on": TOMORROW}, "sent_on"), ({"sent_on": YESTERDAY}, "sent_on"), ({"sent_by": " "}, "sent_by")],
)
def test_record_sent_that_cannot_be_is_invalid(cast, signed_off, more, named):
    with pytest.raises(Invalid) as error:
        operations.record_sent(
            cast.act("liaison"), letter=signed_off, **({"sent_on": TODAY, "sent_by": "Mensajería"} | more)
        )
    assert wrong(error) == [named]


def test_record_sent_of_a_draft_is_refused(cast, relation, letter):
    with pytest.raises(Refused) as error:
        operations.record_sent(cast.act("liaison"), letter=letter, sent_on=TODAY, sent_by="Mensajería")
    assert no(error) == "letter_not_signed"
    assert Fact.LETTER_SENT not in keys(relation)


def test_record_sent_by_another_is_refused(cast, signed_off):
    with pytest.raises(Refused) as error:
        operations.record_sent(cast.act("mayor"), letter=signed_off, sent_on=TODAY, sent_by="Mensajería")
    assert no(error) == "not_liaison"


def test_record_sent_twice_is_refused_and_states_one_fact(cast, relation, sent):
    with pytest.raises(Refused):
        operations.record_sent(cast.act("liaison"), letter=sent, sent_on=TODAY, sent_by="Mensajería")
    assert relation.case.facts.filter(key=Fact.LETTER_SENT).count() == 1


def test_acknowledge_letter_that_was_sent(cast, sent):
    row = operations.acknowledge_letter(cast.act("liaison"), letter=sent, on=TODAY)
    assert (row.state, row.acknowledged_on) == (LetterState.ACKNOWLEDGED, TODAY)


@pytest.mark.parametrize("day", [TOMORROW, YESTERDAY])
def test_acknowledge_letter_on_a_day_that_cannot_be_is_invalid(cast, sent, day):
    with pytest.raises(Invalid) as error:
        operations.acknowledge_letter(cast.act("liaison"), letter=sent, on=day)
    assert wrong(error) == ["on"]


def test_acknowledge_letter_not_sent_is_refused(cast, signed_off):
    with pytest.raises(Refused) as error:
        operations.acknowledge_letter(cast.act("liaison"), letter=signed_off, on=TODAY)
    assert no(error) == "letter_not_sent"


def test_acknowledge_letter_by_another_is_refused(cast, sent):
    with pytest.raises(Refused) as error:
        operations.acknowledge_letter(cast.act("state"), letter=sent, on=TODAY)
    assert no(error) == "not_liaison"


def interrupt(cast, letter, who="liaison", **more):
    return operations.interrupt_letter(
        cast.act(who), letter=letter, **({"code": Interruption.SILENCE, "reason": "Sin respuesta.", "on": TODAY} | more)
    )


def test_interrupt_letter_keeps_its_proof(cast, relation, sent):
    row = interrupt(cast, sent)
    assert (row.state, row.interruption, row.interrupted_on) == (LetterState.INTERRUPTED, "silence", TODAY)
    assert Fact.LETTER_SENT in keys(relation)


def test_interrupt_letter_by_another_is_refused(cast, sent):
    with pytest.raises(Refused) as error:
        interrupt(cast, sent, "counterpart")
    assert no(error) == "not_liaison"


@pytest.mark.parametrize(
    ("more", "named"), [({"reason": " "}, "reason"), ({"on": TOMORROW}, "on"), ({"on": YESTERDAY}, "on")]
)
def test_interrupt_letter_that_cannot_be_is_invalid(cast, sent, more, named):
    with pytest.raises(Invalid) as error:
        interrupt(cast, sent, **more)
    assert wrong(error) == [named]


def test_interrupt_letter_not_sent_is_refused(cast, letter):
    with pytest.raises(Refused) as error:
        interrupt(cast, letter)
    assert no(error) == "letter_not_sent"


# answered


def answer(cast, letter, who="counterpart", **more):
    return operations.record_answer(
        cast.act(who), letter=letter, **({"dated_on": TODAY, "is_affirmative": True, "folio": "CM-1"} | more)
    )


def test_record_answer_by_the_counterpart_from_its_seat(cast, relation, sent):
    row = answer(cast, sent)
    sent.refresh_from_db()
    assert (row.how, row.direction, row.answers_id, sent.state) == ("in_post", "in", sent.pk, LetterState.ANSWERED)
    fact = standing_facts(relation.case)[Fact.LETTER_ANSWERED]
    assert (fact.how, fact.source) == ("in_post", f"partnerships.letter:{row.public_id}")


def test_record_answer_by_the_liaison_while_the_counterpart_is_on_board_is_refused(cast, sent):
    with pytest.raises(Refused) as error:
        answer(cast, sent, "liaison")
    assert no(error) == "not_counterpart"


def test_record_answer_alone_is_put_down_by_the_liaison(cast, relation, sent):
    take_away(cast, "counterpart")
    assert answer(cast, sent, "liaison").how == "recorded"
    assert standing_facts(relation.case)[Fact.LETTER_ANSWERED].how == "recorded"


@pytest.mark.parametrize("who", ["mayor", "state", "stranger", "nobody"])
def test_record_answer_by_another_is_refused(cast, sent, who):
    with pytest.raises(Refused) as error:
        answer(cast, sent, who)
    assert no(error) == "not_counterpart"


@pytest.mark.parametrize("day", [TOMORROW, YESTERDAY])
def test_record_answer_on_a_day_that_cannot_be_is_invalid(cast, sent, day):
    with pytest.raises(Invalid) as error:
        answer(cast, sent, dated_on=day)
    assert wrong(error) == ["dated_on"]


def test_record_answer_to_a_letter_not_sent_is_refused(cast, signed_off):
    with pytest.raises(Refused) as error:
        answer(cast, signed_off)
    assert no(error) == "letter_not_sent"


def test_record_answer_twice_is_refused(cast, relation, sent):
    answer(cast, sent)
    sent.refresh_from_db()
    with pytest.raises(Refused):
        answer(cast, sent)
    assert relation.letters.filter(kind=LetterKind.ANSWER).count() == 1


def test_record_answer_that_says_no_stops_the_relation_and_is_no_exchange(cast, relation, sent):
    answer(cast, sent, is_affirmative=False)
    row = fresh(relation)
    assert (row.case.state, row.paused_reason) == ("paused", Interruption.REFUSED)
    assert claim_of(row).es == "Lakeside contestó a Villa Serena."


# recorded from paper


def put_down(cast, partnership, who="liaison", **more):
    return operations.record_letter(
        cast.act(who), partnership=partnership, **({
            "kind": LetterKind.INTENT, "direction": Direction.OUT, "dated_on": TODAY, "folio": "PM/7/2022",
        } | more),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "direction", "fact"),
    [
        ("intent", "out", Fact.LETTER_SENT),
        ("intent", "in", Fact.LETTER_RECEIVED),
        ("resume", "out", Fact.RESUME_REQUESTED),
        ("resume", "in", Fact.RESUME_REQUESTED),
        ("answer", "in", Fact.LETTER_ANSWERED),
        ("answer", "out", Fact.LETTER_ANSWERED),
    ],
)
def test_record_letter_states_its_fact(cast, relation, kind, direction, fact):
    before = keys(relation)
    row = put_down(cast, relation, kind=kind, direction=direction, is_affirmative=True)
    assert keys(relation) - before == {fact}
    line = standing_facts(relation.case)[fact]
    assert (line.how, line.on, line.source) == ("recorded", TODAY, f"partnerships.letter:{row.public_id}")
    assert row.how == "recorded"


@pytest.mark.parametrize("names", ["Ciudad de Lakeside, Wisconsin", "", "Lakeside Wisconsin"])
def test_record_letter_that_names_this_city_proves_it(cast, relation, names):
    put_down(cast, relation, names=names)
    assert Fact.LETTER_SENT in keys(relation)


@pytest.mark.parametrize("names", ["Ensenada, Baja California", "Lakeside Hills, Colorado", "Villa Serena"])
def test_record_letter_that_names_another_city_is_kept_and_proves_nothing(cast, relation, names):
    before = keys(relation)
    row = put_down(cast, relation, names=names)
    assert (row.names_counterpart, relation.letters.count()) == (names, 1)
    assert keys(relation) == before
    assert claim_of(relation).standing.rung == 0


def test_record_letter_of_theirs_names_us_as_counterpart(cast, relation):
    put_down(cast, relation, direction="in", folio="", names="Villa Serena, Oaxaca")
    assert Fact.LETTER_RECEIVED in keys(relation)


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"dated_on": TOMORROW}, "dated_on"),
        ({"folio": " "}, "folio"),
        ({"kind": "answer", "direction": "in"}, "is_affirmative"),
    ],
)
def test_record_letter_that_cannot_be_is_invalid(cast, relation, more, named):
    with pytest.raises(Invalid) as error:
        put_down(cast, relation, **more)
    assert wrong(error) == [named]
    assert relation.letters.count() == 0


def test_record_letter_that_answers_before_it_was_asked_is_invalid(cast, relation):
    first = put_down(cast, relation)
    with pytest.raises(Invalid) as error:
        put_down(cast, relation, kind="answer", direction="in", dated_on=YESTERDAY, answers=first, is_affirmative=True)
    assert wrong(error) == ["dated_on"]


def test_record_letter_known_to_the_month_needs_no_folio(cast, relation):
    row = put_down(cast, relation, folio="", precision="month", dated_on=dt.date(2019, 5, 1))
    fact = standing_facts(relation.case)[Fact.LETTER_SENT]
    assert (fact.precision, fact.proof) == ("month", "Carta de intención, mayo de 2019")
    assert row.dated_on == dt.date(2019, 5, 1)


def test_record_letter_with_a_folio_used_before_is_refused(cast, relation, domestic):
    put_down(cast, relation)
    for other in (relation, domestic):
        with pytest.raises(Refused) as error:
            put_down(cast, other)
        assert no(error) == "folio_used"
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("who", ["mayor", "state", "counterpart", "stranger", "nobody"])
def test_record_letter_by_another_is_refused(cast, relation, who):
    with pytest.raises(Refused) as error:
        put_down(cast, relation, who)
    assert no(error) == "not_liaison"


def test_record_letter_that_says_no_stops_the_relation(cast, relation):
    first = put_down(cast, relation)
    put_down(cast, relation, kind="answer", direction="in", folio="", answers=first, is_affirmative=False)
    first.refresh_from_db()
    row = fresh(relation)
    assert (first.state, row.case.state, row.paused_reason) == (LetterState.ANSWERED, "paused", "refused")


@pytest.mark.parametrize("kind", [LetterKind.OFFICIAL, LetterKind.INVITATION])
def test_an_answer_to_what_proves_nothing_proves_and_pauses_nothing(cast, alone, kind):
    before = keys(alone)
    ours = [put_down(cast, alone, kind=kind, due_on=TODAY, folio=f"PM/{n}/2022") for n in (7, 8)]
    put_down(cast, alone, kind="answer", direction="in", folio="", answers=ours[0], is_affirmative=False)
    operations.record_answer(cast.act("liaison"), letter=ours[1], dated_on=TODAY, is_affirmative=False)
    assert keys(alone) == before
    assert (fresh(alone).case.state, claim_of(fresh(alone)).standing.rung) == ("open", 0)
    assert {w.state for w in alone.letters.filter(direction="out")} == {"answered"}
    assert list(verify_facts()) == []


@pytest.mark.parametrize(
    ("is_affirmative", "said"),
    [
        (True, "Villa Serena y Lakeside intercambiaron cartas de intención."),
        (False, "Villa Serena contestó a Lakeside."),
    ],
)
def test_record_sent_of_our_answer_to_their_letter_proves_it(cast, relation, is_affirmative, said):
    operations.designate_liaison(
        cast.act("mayor"), partnership=relation, office=cast.offices["liaison"], designated_on=TODAY
    )
    theirs = put_down(cast, relation, direction="in", folio="")
    ours = operations.draft_letter(
        cast.act("liaison"), partnership=fresh(relation), kind=LetterKind.ANSWER, answers=theirs,
        is_affirmative=is_affirmative, motivations={"es": "No hay capacidad este año."},
    )  # fmt: skip
    assert list(ours.languages) == ["es", "en"]
    row = sign(cast, ours)
    operations.record_sent(cast.act("liaison"), letter=row, sent_on=TODAY, sent_by="Mensajería")
    assert claim_of(fresh(relation)).es == said


def test_draft_answer_to_no_letter_is_invalid(cast, relation):
    with pytest.raises(Invalid) as error:
        operations.draft_letter(cast.act("liaison"), partnership=relation, kind=LetterKind.ANSWER)
    assert wrong(error) == ["answers"]


def _answer_step(relation, on=TODAY):
    return get_picture(fresh(relation).case, on=on).step("answer")


def test_term_of_a_letter_is_one_day_on_its_page_and_on_the_step(cast, relation):
    letter = put_down(cast, relation)
    assert letter.due_on == _answer_step(relation).due_on


def test_complete_letter_with_another_term_keeps_what_stood(cast, relation):
    letter = put_down(cast, relation)
    first = letter.due_on
    later = cast.act("liaison", STARTS + dt.timedelta(days=3))
    operations.complete_letter(later, letter=letter, due_on=first + dt.timedelta(days=20))
    letter.refresh_from_db()
    now = _answer_step(relation, later.on)
    assert letter.due_on == now.due_on == first + dt.timedelta(days=20)
    # the day before, the step had the term that stood then
    assert _answer_step(relation, TODAY).due_on == first
    rows = FactRow.objects.filter(case=relation.case, key="letter_sent").order_by("pk")
    assert [(r.data["due_on"], r.withdrawn_on) for r in rows] == [
        (first.isoformat(), later.on),
        (letter.due_on.isoformat(), None),
    ]
    # the same term again is no change
    operations.complete_letter(later, letter=letter, due_on=letter.due_on)
    assert FactRow.objects.filter(case=relation.case, key="letter_sent").count() == 2
    assert list(verify_facts()) == []


def test_letter_of_before_gets_its_own_term_on_the_step(cast, relation):
    letter = put_down(cast, relation, due_on=TODAY + dt.timedelta(days=90))
    FactRow.objects.filter(case=relation.case, key="letter_sent").update(data={})
    assert _answer_step(relation).due_on == TODAY + dt.timedelta(days=45)
    migration = import_module("hermanar.partnerships.migrations.0022_one_term_for_an_answer")
    migration.say(apps, None)
    assert _answer_step(relation).due_on == letter.due_on == TODAY + dt.timedelta(days=90)
    migration.say(apps, None)
    assert FactRow.objects.filter(case=relation.case, key="letter_sent").count() == 1
