"""Correspondence without a case: recorded, written at once, reminded, resumed, taken into a case."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from hermanar.accounts.models import User
from hermanar.directory.models import Country, Municipality, Office, Place
from hermanar.documents.models import Issue
from hermanar.documents.operations import set_folio_series
from hermanar.files.operations import store_bytes
from hermanar.journal.models import Entry
from hermanar.journal.queries import list_lines
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, Fact, Interruption, LetterKind, LetterState
from hermanar.partnerships.models import Letter, LetterBatch, Partnership
from hermanar.partnerships.operations import Candidate
from hermanar.partnerships.queries import (
    exchange_with,
    get_letter,
    letters_to_follow_up,
    offices_that_sign,
    standing_on,
)
from hermanar.process.queries import standing_facts
from hermanar.registry.queries.facts import verify_facts
from tests import relation as relations

pytestmark = pytest.mark.django_db
ON = dt.date(2022, 1, 31)
COMMON = {
    "motivations": {"es": "Buscamos ciudades con retos comunes.", "en": "We look for cities with common challenges."},
    "interests": {"es": "Cultura", "en": "Culture"},
    "objectives": {"es": "Un primer proyecto", "en": "A first project"},
    "areas": ("culture",),
}


@pytest.fixture
def town(cast):
    return cast.organisations["municipality"]


def record(cast, town, **more) -> Letter:
    return operations.record_letter(
        cast.act("liaison"),
        **{
            "owner": town, "kind": LetterKind.INTENT, "direction": Direction.OUT, "dated_on": dt.date(2022, 1, 10),
            "folio": f"VS/{Letter.objects.count() + 1:03d}/2022", "city": "Lakeside", "country": Country.objects.get(pk="US"),
        }
        | more,
    )  # fmt: skip


def candidates(*, why: bool = True) -> list[Candidate]:
    return [
        Candidate("Los Cabos", Country.objects.get(pk="MX"), municipality=Municipality.objects.get(pk="03008"),
                  why={"es": "Los Cabos recibe a nuestras familias."} if why else {}),
        Candidate("Lakeside", Country.objects.get(pk="US"), there=Place.objects.get(pk=900001), other_post="Mayor",
                  why={"es": "Lakeside tiene escuela de oficios.", "en": "Lakeside has a school of trades."} if why else {}),
    ]  # fmt: skip


# -- recorded ----------------------------------------------------------------------------------------------------


def test_record_letter_without_a_case_stands_in_the_house_and_proves_nothing(cast, town):
    letter = record(cast, town, municipality=Municipality.objects.get(pk="03008"), other_post="Presidencia Municipal")
    assert (letter.circle, letter.owner, letter.partnership, letter.state) == (town.home, town, None, LetterState.SENT)
    assert (letter.city, letter.subdivision, letter.country_id) == ("Los Cabos", "B.C.S.", "MX")
    assert letter.due_on == dt.date(2022, 1, 10) + dt.timedelta(days=45)
    assert (letter.year, letter.touched_on) == (2022, dt.date(2022, 1, 10))
    assert "los cabos" in letter.sought
    assert list_lines(town.home.public_id, limit=1)[0].about == letter.public_id
    assert not Partnership.objects.exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"dated_on": dt.date(2022, 2, 1)}, "dated_on"),
        ({"folio": ""}, "folio"),
        ({"city": "", "direction": Direction.IN}, "sender"),
        ({"kind": LetterKind.ANSWER, "direction": Direction.IN}, "is_affirmative"),
        ({"kind": LetterKind.NOTE, "direction": Direction.IN}, "sender"),
        ({"due_on": dt.date(2022, 1, 1)}, "due_on"),
        ({"areas": ("no_existe",)}, "areas"),
        ({"folio": "X" * 61, "direction": Direction.IN}, "folio"),
    ],
)
def test_record_letter_that_cannot_be_is_invalid_and_leaves_nothing(cast, town, more, field):
    with pytest.raises(Invalid) as no:
        record(cast, town, **more)
    assert list(no.value.errors) == [field]
    assert not Letter.objects.exists()


@pytest.mark.parametrize("who", ["mayor", "committee", "state", "stranger", "counterpart"])
def test_record_letter_is_the_liaisons_of_the_house(cast, town, who):
    with pytest.raises(Refused) as no:
        operations.record_letter(
            cast.act(who), owner=town, kind=LetterKind.INTENT, direction=Direction.IN, dated_on=ON, city="Lakeside"
        )
    assert no.value.code == "not_liaison"


def test_record_letter_by_month_needs_no_number(cast, town):
    letter = record(cast, town, folio="", precision=Precision.MONTH, dated_on=dt.date(2019, 7, 1))
    assert (letter.year, letter.precision, letter.lacks) == (2019, "month", ["folio", "scan"])


@pytest.mark.parametrize(
    ("precision", "due"),
    [("day", dt.date(2019, 8, 15)), ("month", dt.date(2019, 9, 14)), ("quarter", dt.date(2019, 11, 14))],
)
def test_answer_is_due_counted_from_the_day_the_letter_is_true(cast, town, precision, due):
    letter = record(cast, town, precision=precision, dated_on=dt.date(2019, 7, 1))
    assert (letter.due_on, letter.touched_on) == (due, due - dt.timedelta(days=45))
    lines = letters_to_follow_up(cast.actor("liaison"), due)
    assert [(f.letter.pk, f.days, f.state) for f in lines] == [(letter.pk, 45, "second")]


def test_record_letter_with_hostile_words_is_kept_as_text(cast, town):
    letter = record(
        cast, town, city="<script>alert(1)</script>", other_name='=HYPERLINK("x")', subject="a\u202eb" + "z" * 900
    )
    assert letter.city == "<script>alert(1)</script>"
    assert (letter.subject[:2], len(letter.subject)) == ("ab", 240)


def test_enter_letter_puts_another_rooms_paper_in_the_register(cast):
    partnership = relations.open_relation(cast)
    letter = operations.enter_letter(
        cast.act("liaison"), partnership=partnership, kind=LetterKind.DISPATCH, issue=None, folio="VS/PM/009/2022",
        sent_on=ON, subject="Envío del texto", other_office="SRE",
    )  # fmt: skip
    assert (letter.kind, letter.state, letter.partnership) == ("dispatch", "sent", partnership)
    assert Fact.DISPATCHED not in standing_facts(partnership.case)


def test_complete_letter_adds_the_areas_to_the_case(cast):
    partnership = relations.open_relation(cast)
    letter = operations.record_letter(
        cast.act("liaison"), partnership=partnership, kind=LetterKind.INTENT, direction=Direction.IN, dated_on=ON,
        areas=("education",),
    )  # fmt: skip
    assert [a["key"] for a in relations.fresh(partnership).areas] == ["tourism", "culture", "education"]
    letter = get_letter(cast.actor("liaison"), letter.public_id)
    operations.complete_letter(
        cast.act("liaison"), letter=letter, areas=("education", "sport"), due_on=dt.date(2022, 3, 1), event_code="FERIA-22",
        other_address="Calle 1\nCentro",
    )  # fmt: skip
    letter.refresh_from_db()
    assert (letter.areas, letter.event_code, letter.other_address) == (
        ["education", "sport"],
        "FERIA-22",
        "Calle 1\nCentro",
    )
    assert [a["key"] for a in relations.fresh(partnership).areas] == ["tourism", "culture", "education", "sport"]
    with pytest.raises(Invalid):
        operations.complete_letter(cast.act("liaison"), letter=letter, due_on=dt.date(2020, 1, 1))
    with pytest.raises(Refused):
        operations.complete_letter(cast.act("mayor"), letter=letter, event_code="X")


# -- on its way ---------------------------------------------------------------------------------------------------


def test_letter_without_a_case_is_acknowledged_answered_and_joined(cast, town):
    letter = record(cast, town, there=Place.objects.get(pk=900001))
    operations.acknowledge_letter(cast.act("liaison"), letter=letter, on=dt.date(2022, 1, 12))
    letter = Letter.objects.get(pk=letter.pk)
    answer = operations.record_answer(
        cast.act("liaison"), letter=letter, dated_on=dt.date(2022, 1, 20), is_affirmative=True, folio="LS-1"
    )
    assert (answer.partnership, answer.city, Letter.objects.get(pk=letter.pk).state) == (None, "Lakeside", "answered")
    partnership = relations.open_relation(cast)
    joined = operations.join_case(cast.act("liaison"), letter=answer, partnership=partnership)
    assert [w.pk for w in joined] == [letter.pk, answer.pk]
    facts = standing_facts(partnership.case)
    assert (facts[Fact.LETTER_SENT].on, facts[Fact.LETTER_ANSWERED].on) == (dt.date(2022, 1, 10), dt.date(2022, 1, 20))
    assert standing_on(partnership).rung == 2
    assert {w.circle_id for w in Letter.objects.all()} == {partnership.circle_id}
    assert list(verify_facts()) == []
    with pytest.raises(Refused) as no:
        operations.join_case(cast.act("liaison"), letter=Letter.objects.get(pk=letter.pk), partnership=partnership)
    assert no.value.code == "letter_has_case"


def test_whatever_comes_in_closes_the_letter_of_ours_that_it_answers(cast, town):
    ours = record(cast, town, kind=LetterKind.OFFICIAL, due_on=ON)
    reply = record(
        cast,
        town,
        kind=LetterKind.NOTE,
        direction=Direction.IN,
        dated_on=ON,
        answers=ours,
        sender="Mayor",
        folio="LS-2",
    )
    states = Letter.objects.filter(pk=ours.pk)
    assert states.get().state == LetterState.ANSWERED
    assert letters_to_follow_up(cast.actor("liaison"), ON) == []
    states.update(state=LetterState.SENT)  # as one put down before was left
    operations.join_case(cast.act("liaison"), letter=reply, partnership=relations.open_relation(cast))
    assert states.get().state == LetterState.ANSWERED
    assert list(verify_facts()) == []


def test_join_case_of_another_city_is_invalid_and_moves_nothing(cast, town):
    letter = record(cast, town, city="Yamanashi", country=Country.objects.get(pk="JP"))
    partnership = relations.open_relation(cast)
    with pytest.raises(Invalid):
        operations.join_case(cast.act("liaison"), letter=letter, partnership=partnership)
    assert Letter.objects.get().partnership is None
    assert Fact.LETTER_SENT not in standing_facts(partnership.case)


def test_join_case_takes_the_scan_where_the_case_reads_it(cast, town):
    scan = store_bytes(
        cast.act("liaison"),
        circle=town.home,
        data=relations.scan_bytes(),
        filename="c.pdf",
        media_type="application/pdf",
    )
    letter = record(cast, town, there=Place.objects.get(pk=900001), attachment=scan)
    partnership = relations.open_relation(cast)
    operations.join_case(cast.act("liaison"), letter=letter, partnership=partnership)
    kept = Letter.objects.get().attachment
    assert (kept.circle_id, kept.blob_id) == (partnership.circle_id, scan.blob_id)


def test_interrupt_then_resume_keeps_the_story(cast, town):
    letter = record(cast, town)
    act = cast.act("liaison")
    operations.interrupt_letter(act, letter=letter, code=Interruption.NO_COMMITTEE_THERE, reason="Sin comité", on=ON)
    assert Letter.objects.get().interruption == "no_committee_there"
    with pytest.raises(Invalid):
        operations.resume_letter(act, letter=letter, reason=" ")
    operations.resume_letter(act, letter=letter, reason="Ya tienen comité")
    again = Letter.objects.get()
    assert (again.state, again.interruption, again.interrupted_on) == ("sent", "", None)
    said = [line.happened for line in list_lines(town.home.public_id, limit=5)]
    assert said[:2] == ["partnerships.letter_resumed", "partnerships.letter_interrupted"]
    with pytest.raises(Refused):
        operations.resume_letter(act, letter=letter, reason="Otra vez")


def test_draft_reminder_is_a_paper_of_its_letter_and_touches_it_when_sent(cast, town):
    letter = record(cast, town, other_name="Persona de Muestra 40")
    reminder = operations.draft_reminder(cast.act("liaison"), letter=letter)
    assert (reminder.kind, reminder.state, reminder.reminds) == ("reminder", "draft", letter)
    text = " ".join(b.text["es"] for b in reminder.version.as_content.blocks)
    assert f"la carta {letter.folio}, del 10 de enero de 2022" in text
    assert operations.draft_reminder(cast.act("liaison"), letter=letter) == reminder  # one at a time
    operations.sign_off_letter(cast.act("mayor"), letter=reminder, gazetteer=relations.NOWHERE)
    reminder = Letter.objects.get(pk=reminder.pk)
    operations.record_sent(cast.act("liaison"), letter=reminder, sent_on=ON, sent_by="Correo")
    letter.refresh_from_db()
    assert (letter.touched_on, letter.state) == (ON, "sent")
    with pytest.raises(Refused):
        operations.draft_reminder(cast.act("liaison"), letter=Letter.objects.get(pk=reminder.pk))


@pytest.mark.parametrize(
    ("iso2", "languages", "said"),
    [
        ("MX", ["es"], "me es grato invitar"), ("US", ["es", "en"], "I am pleased to invite"),
        ("BR", ["es", "pt"], "tenho a satisfação de convidar"), ("FR", ["es", "fr"], "j’ai le plaisir de vous inviter"),
    ],
)  # fmt: skip
def test_invitation_goes_in_the_languages_of_both_sides(cast, town, iso2, languages, said):
    country, _new = Country.objects.get_or_create(iso2=iso2, defaults={"name_es": "País", "name_en": "Country"})
    words = dict.fromkeys(languages, "La feria.")
    letter = operations.draft_letter_to(
        cast.act("liaison"), owner=town, kind=LetterKind.INVITATION, city="Santos", country=country, motivations=words
    )
    text = " ".join(b.text[languages[-1]] for b in letter.version.as_content.blocks)
    assert (list(letter.languages), said in text) == (languages, True)


def test_letter_of_another_office_is_signed_by_its_holder_with_the_folio_of_its_series(cast, town):
    office = Office.objects.get(appointments__public_id=cast.actor("liaison").appointment)
    set_folio_series(
        cast.act("liaison"), organisation=town, series="DRI", year=2022, pattern="{series}/{number:03d}/{year}",
        next_number=12, office=office,
    )  # fmt: skip
    assert [o.pk for o in offices_that_sign(town, ON) if o == office] == [office.pk]
    reminder = operations.draft_reminder(cast.act("liaison"), letter=record(cast, town))
    operations.revise_letter(cast.act("liaison"), letter=reminder, office=office)
    text = " ".join(b.text["es"] for b in reminder.version.as_content.blocks)
    assert (office.title in text, "Presidenta Municipal" in text) == (True, False)
    with pytest.raises(Refused, match="not_mayor"):
        operations.sign_off_letter(cast.act("mayor"), letter=reminder, gazetteer=relations.NOWHERE)
    with pytest.raises(Refused, match="not_mayor"):
        operations.return_letter(cast.act("mayor"), letter=reminder, reason="Otro tono")
    operations.sign_off_letter(cast.act("liaison"), letter=reminder, gazetteer=relations.NOWHERE)
    assert Letter.objects.get(pk=reminder.pk).folio == "DRI/012/2022"
    with pytest.raises(Invalid, match="Presidencia"):  # what binds the municipality is its Presidency's
        operations.draft_letter_to(
            cast.act("liaison"), owner=town, kind=LetterKind.INTENT, city="Lakeside", country=Country.objects.get(pk="US"),
            office=office, **COMMON,
        )  # fmt: skip


def subject_of(letter: Letter, lang: str) -> str:
    (block,) = [b for b in letter.version.as_content.blocks if b.kind == "subject"]
    return block.text[lang]


def test_subject_reaches_the_paper_in_each_language_and_never_one_in_the_place_of_another(cast, town):
    brazil = Country.objects.create(iso2="BR", name_es="Brasil", name_en="Brazil")
    parts = {name: {"es": "Uno", "pt": "Um"} for name in ("motivations", "interests", "objectives")}
    act = cast.act("liaison")
    letter = operations.draft_letter_to(
        act, owner=town, kind=LetterKind.INTENT, city="Curitiba", country=brazil, **parts, subject="Escuelas de oficios",
        subject_in={"pt": "Escolas de ofícios", "es": "otro"},
    )  # fmt: skip
    assert [subject_of(letter, lang) for lang in ("es", "pt")] == [
        "ASUNTO: Escuelas de oficios",
        "ASSUNTO: Escolas de ofícios",
    ]
    operations.revise_letter(act, letter=letter, subject_in={"pt": " "})
    assert [subject_of(letter, lang) for lang in ("es", "pt")] == [
        "ASUNTO: Escuelas de oficios",
        "ASSUNTO: Carta de intenção",
    ]
    operations.revise_letter(
        act, letter=letter, subject="Letter of intent"
    )  # the kind's own words are no subject of its own
    assert subject_of(letter, "es") == "ASUNTO: Carta de intención"
    sent = record(cast, town)
    reminder = operations.draft_reminder(act, letter=sent)
    assert (subject_of(reminder, "es"), subject_of(reminder, "en")) == (
        f"ASUNTO: Recordatorio de la carta {sent.folio}",
        "SUBJECT: Reminder of letter " + sent.folio,
    )


def test_draft_letter_to_a_city_is_signed_with_its_own_addressee(cast, town):
    letter = operations.draft_letter_to(
        cast.act("liaison"), owner=town, kind=LetterKind.INVITATION, city="Los Cabos", country=Country.objects.get(pk="MX"),
        municipality=Municipality.objects.get(pk="03008"), other_name="Persona de Muestra 41",
        motivations={"es": "La feria se celebra el 12 de marzo en la plaza."},
    )  # fmt: skip
    assert letter.languages == ("es",)
    text = [b.text["es"] for b in letter.version.as_content.blocks]
    assert any("Persona de Muestra 41\nAlcaldía\nLos Cabos, Baja California Sur" in t for t in text)
    operations.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relations.NOWHERE)
    assert Issue.objects.get().is_exercise
    with pytest.raises(Invalid):
        operations.draft_letter_to(
            cast.act("liaison"), owner=town, kind=LetterKind.NOTE, city="X", country=Country.objects.get(pk="MX")
        )


# -- many at once ---------------------------------------------------------------------------------------------------


def test_draft_batch_writes_each_in_the_languages_of_its_country_with_its_own_paragraph(cast, town):
    batch = operations.draft_batch(cast.act("liaison"), owner=town, candidates=candidates(), **COMMON)
    mexican, foreign = batch.letters.order_by("pk")
    assert (mexican.languages, foreign.languages) == (["es"], ["es", "en"])
    assert (mexican.document.kind, foreign.document.kind) == ("letter_of_intent_domestic", "letter_of_intent")
    assert "Los Cabos recibe a nuestras familias." in str(mexican.version.content)
    assert "Lakeside has a school of trades." in str(foreign.version.content)
    assert "Los Cabos recibe" not in str(foreign.version.content)


def test_draft_batch_never_prints_a_paragraph_in_the_half_of_another_language(cast, town):
    (mexican, foreign) = candidates()
    one = replace(foreign, why={"es": foreign.why["es"]})
    batch = operations.draft_batch(cast.act("liaison"), owner=town, candidates=[mexican, one], **COMMON)
    letter = batch.letters.get(country="US")
    (block,) = [b for b in letter.version.as_content.blocks if foreign.why["es"] in b.text["es"]]
    assert block.text["en"] == "____"
    done = operations.sign_off_batch(cast.act("mayor"), batch=batch, gazetteer=relations.NOWHERE)
    assert ([w.country_id for w in done.signed], [w.country_id for w, _why in done.left]) == (["MX"], ["US"])
    operations.revise_letter(cast.act("liaison"), letter=letter, why=foreign.why)
    done = operations.sign_off_batch(cast.act("mayor"), batch=batch, gazetteer=relations.NOWHERE)
    assert (len(done.signed), done.left) == (1, ())


def test_draft_batch_in_portuguese_and_french(cast, town):
    for iso2, es, en in (("BR", "Brasil", "Brazil"), ("FR", "Francia", "France")):
        Country.objects.create(iso2=iso2, name_es=es, name_en=en)
    both = [Candidate("Santos", Country.objects.get(pk="BR")), Candidate("Orléans", Country.objects.get(pk="FR"))]
    more = {"pt": "Procuramos cidades.", "fr": "Nous cherchons des villes."}
    common = {k: {**v, **more} if isinstance(v, dict) else v for k, v in COMMON.items()}
    batch = operations.draft_batch(cast.act("liaison"), owner=town, candidates=both, **common)
    pt, fr = batch.letters.order_by("pk")
    assert "a Cidade de Santos (Brasil)" in str(pt.version.content)
    assert "la Ville d’Orléans (France)" in str(fr.version.content)
    written = str(pt.version.content) + str(fr.version.content)
    assert not [mark for mark in ("____", "de o ", "em o ") if mark in written]
    signed = operations.sign_off_batch(cast.act("mayor"), batch=batch, gazetteer=relations.NOWHERE)
    assert (len(signed.signed), signed.left) == (2, ())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"candidates": []}, "candidates"),
        ({"candidates": "twice"}, "candidates"),
        ({"candidates": "own"}, "candidates"),
        ({"candidates": "many"}, "candidates"),
        ({"areas": ()}, "areas"),
        ({"areas": ("x",)}, "areas"),
        ({"interests": {"es": "Cultura", "en": ""}}, "interests_en"),
    ],
)
def test_draft_batch_that_cannot_be_is_invalid_and_writes_none(cast, town, change, field):
    mexico = Country.objects.get(pk="MX")
    lists = {
        "twice": candidates() + candidates()[:1],
        "own": [Candidate("Villa Serena", mexico, municipality=Municipality.objects.get(pk="20999"))],
        "many": [Candidate(f"Ciudad {n}", mexico) for n in range(61)],
    }
    given_ = change.get("candidates")
    change = {
        **change,
        "candidates": lists.get(given_, given_)
        if isinstance(given_, str)
        else given_
        if given_ is not None
        else candidates(),
    }
    with pytest.raises(Invalid) as no:
        operations.draft_batch(cast.act("liaison"), owner=town, **{**COMMON, **change})
    assert field in no.value.errors
    assert (Letter.objects.count(), LetterBatch.objects.count()) == (0, 0)


def test_draft_batch_with_a_glyph_no_typeface_has_names_it_and_writes_none(cast, town):
    bad = [Candidate("Los Cabos", Country.objects.get(pk="MX"), why={"es": "Ruinas \U00013000 antiguas."})]
    with pytest.raises(Invalid):
        operations.draft_batch(cast.act("liaison"), owner=town, candidates=bad, **COMMON)
    assert not Letter.objects.exists()


def test_sign_off_batch_signs_what_is_right_and_says_why_the_rest_waits(cast, town):
    batch = operations.draft_batch(cast.act("liaison"), owner=town, candidates=candidates(), **COMMON)
    wrong = batch.letters.order_by("pk").last()
    operations.revise_letter(
        cast.act("liaison"), letter=get_letter(cast.actor("liaison"), wrong.public_id),
        why={"es": "Fundada el 30 de febrero de 1900.", "en": "Founded on February 30, 1900."},
    )  # fmt: skip
    with pytest.raises(Refused):
        operations.sign_off_batch(cast.act("liaison"), batch=batch, gazetteer=relations.NOWHERE)
    signed = operations.sign_off_batch(cast.act("mayor"), batch=batch, gazetteer=relations.NOWHERE)
    assert [w.city for w in signed.signed] == ["Los Cabos"], signed.left
    assert [(w.pk, bool(why)) for w, why in signed.left] == [(wrong.pk, True)]
    assert Letter.objects.get(pk=wrong.pk).state == "draft"


def test_sign_off_batch_records_its_approval_with_what_it_gave_out_alone(cast, town):
    """With the mayor not on board: letters that wait were approved by nothing yet."""
    User.objects.filter(pk=cast.users["mayor"].pk).update(is_active=False)
    batch = operations.draft_batch(cast.act("liaison"), owner=town, candidates=candidates(), **COMMON)
    letters = list(batch.letters.order_by("pk"))
    approved = Entry.objects.filter(happened="partnerships.approval_recorded")

    def wrong(letter):
        operations.revise_letter(
            cast.act("liaison"), letter=get_letter(cast.actor("liaison"), letter.public_id),
            why={"es": "Fundada el 30 de febrero de 1900.", "en": "Founded on February 30, 1900."},
        )  # fmt: skip

    def sign(approval="Instrucción del 31 de enero"):
        act = cast.act("liaison")
        return operations.sign_off_batch(act, batch=batch, gazetteer=relations.NOWHERE, approval=approval)

    wrong(letters[0])
    wrong(letters[1])
    with pytest.raises(Invalid) as no:
        sign("")
    assert list(no.value.errors) == ["approval"]
    done = sign()
    assert (len(done.signed), len(done.left), approved.count()) == (0, 2, 0)
    operations.revise_letter(
        cast.act("liaison"), letter=get_letter(cast.actor("liaison"), letters[0].public_id), why={"es": "El mar."}
    )
    assert [w.pk for w in sign().signed] == [letters[0].pk]
    assert [row.about for row in approved] == [letters[0].public_id]


def test_letter_of_a_batch_that_is_answered_opens_its_case(cast, town):
    batch = operations.draft_batch(cast.act("liaison"), owner=town, candidates=candidates()[1:], **COMMON)
    operations.sign_off_batch(cast.act("mayor"), batch=batch, gazetteer=relations.NOWHERE)
    letter = get_letter(cast.actor("liaison"), batch.letters.get().public_id)
    operations.record_sent(cast.act("liaison"), letter=letter, sent_on=ON, sent_by="Correo")
    operations.record_answer(cast.act("liaison"), letter=letter, dated_on=ON, is_affirmative=True)
    partnership = relations.open_relation(cast)
    operations.join_case(cast.act("liaison"), letter=Letter.objects.get(pk=letter.pk), partnership=partnership)
    assert standing_on(partnership).rung == 2
    assert get_letter(cast.actor("state"), letter.public_id).folio == "VS/PM/001/2022"


def test_draft_joined_to_a_case_is_written_anew_and_can_still_be_revised(cast, town):
    batch = operations.draft_batch(cast.act("liaison"), owner=town, candidates=candidates()[1:], **COMMON)
    partnership = relations.open_relation(cast)
    letter = get_letter(cast.actor("liaison"), batch.letters.get().public_id)
    operations.join_case(cast.act("liaison"), letter=letter, partnership=partnership)
    letter = get_letter(cast.actor("liaison"), letter.public_id)
    assert letter.document.circle_id == partnership.circle_id
    operations.revise_letter(cast.act("liaison"), letter=letter, subject="Otra carta")
    assert Fact.LETTER_SENT not in standing_facts(partnership.case)


# -- what it proves -------------------------------------------------------------------------------------------------


def test_exchange_counts_both_sides(cast):
    partnership = relations.open_relation(cast)
    act = cast.act("liaison")
    sent = operations.record_letter(
        act,
        partnership=partnership,
        kind=LetterKind.INTENT,
        direction=Direction.OUT,
        dated_on=dt.date(2022, 1, 11),
        folio="VS/1",
    )
    operations.record_letter(
        act, partnership=partnership, kind=LetterKind.ANSWER, direction=Direction.IN, dated_on=dt.date(2022, 1, 21),
        answers=sent, is_affirmative=True,
    )  # fmt: skip
    found = exchange_with(cast.actor("liaison"), partnership, ON)
    assert (found.ours_days, found.theirs_days, found.contacts, found.sent, found.answered, found.code) == (
        20, 10, 2, 1, 1, "occasional",
    )  # fmt: skip
    calls = [ON - dt.timedelta(days=n) for n in (1, 2, 3, 4)]
    assert exchange_with(cast.actor("liaison"), partnership, ON, ours=calls[:2], theirs=calls[2:]).code == "constant"


STEPS = (
    "intent_in",
    "intent_out",
    "resume_in",
    "note",
    "invite",
    "remind",
    "ack",
    "interrupt",
    "resume",
    "dispatch",
    "reread",
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(STEPS), max_size=7))
def test_no_sequence_of_letters_without_an_answer_proves_more_than_the_first_rung(cast, steps):
    partnership = relations.open_relation(cast)
    act, number = cast.act("liaison"), 0
    for step in steps:
        last = Letter.objects.filter(partnership=partnership, direction="out").order_by("-pk").first()
        number += 1
        common = {"partnership": partnership, "dated_on": ON, "folio": f"{partnership.folio}-{number}"}
        try:
            if step in {"intent_in", "intent_out", "resume_in"}:
                kind, way = step.split("_")
                operations.record_letter(act, kind=LetterKind(kind), direction=Direction(way), **common)
            elif step == "note":
                operations.record_letter(act, kind=LetterKind.NOTE, direction=Direction.IN, sender="SRE", **common)
            elif step == "invite":
                operations.record_letter(act, kind=LetterKind.INVITATION, direction=Direction.OUT, **common)
            elif step == "dispatch":
                operations.enter_letter(
                    act,
                    partnership=partnership,
                    kind=LetterKind.DISPATCH,
                    issue=None,
                    folio="D",
                    sent_on=ON,
                    subject="x",
                )
            elif last is not None and step == "remind":
                operations.draft_reminder(act, letter=last)
            elif last is not None and step == "ack":
                operations.acknowledge_letter(act, letter=last, on=ON)
            elif last is not None and step == "interrupt":
                operations.interrupt_letter(act, letter=last, code=Interruption.SILENCE, reason="x", on=ON)
            elif last is not None and step == "resume":
                operations.resume_letter(act, letter=last, reason="x")
            elif last is not None:
                operations.complete_letter(act, letter=last, areas=("culture",))
        except Refused:
            continue
    assert standing_on(partnership).rung <= 1
    assert list(verify_facts()) == []
