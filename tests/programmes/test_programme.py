"""The yearly programme over the database, from the signed text to its evaluation, its resources and its report."""

import datetime as dt
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hermanar.documents.queries import get_rendition
from hermanar.evidence import operations as evidence
from hermanar.evidence.enums import Claim, Consent, Kind
from hermanar.evidence.models import Use
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.process.queries import standing_facts
from hermanar.programmes import operations as programmes, queries
from hermanar.programmes.enums import ActivityState, DutyState, Lack, ProgrammeState, ReportState
from hermanar.programmes.models import Duty, Programme
from hermanar.programmes.rules import chained
from tests import relation, vera
from tests.files.test_images import phone_photo
from tests.kept import kept

DAY = dt.timedelta(days=1)


@pytest.fixture
@kept
def signed(cast):
    """A relation whose clock runs from the cast's day."""
    found = relation.open_relation(cast)
    version = relation.agree(cast, found).agreed_version
    programmes.compile_clock(cast.act("liaison"), partnership=found, version=version, signed_on=cast.at.date())
    return found


@pytest.fixture
def programme(cast, signed):
    return opened(cast, signed)


def opened(cast, partnership, number: int = 1) -> Programme:
    return programmes.open_programme(
        cast.act("liaison"), partnership=partnership, version=partnership.agreement.agreed_version,
        signed_on=cast.at.date(), number=number,
    )  # fmt: skip


def spec(cast, programme, **more) -> programmes.ActivitySpec:
    on = cast.at.date()
    return programmes.ActivitySpec(
        **{
            "title": "Estancia de bibliotecarias", "title_en": "Stay of librarians",
            "modality": programme.modalities[0]["key"], "starts_on": on, "ends_on": on + 60 * DAY,
            **relation.PARTS_OF_PROJECT,
        } | more
    )  # fmt: skip


def propose(cast, programme, who: str = "liaison", **more):
    return programmes.propose_activity(cast.act(who), programme=programme, spec=spec(cast, programme, **more))


def leave_out_the_rest(cast, programme) -> None:
    picture = queries.picture_of_programme(cast.actor("liaison"), programme, cast.at.date())
    keys = [m.key for m in picture.modalities if m.is_silent]
    programmes.leave_out(cast.act("liaison"), programme=programme, modalities=keys, reason="Sin presupuesto este año.")


def run(cast, programme) -> Programme:
    """Approved by both Parties on the cast's day."""
    leave_out_the_rest(cast, programme)
    programmes.approve_programme(cast.act("mayor"), programme=programme)
    programme.refresh_from_db()
    return programmes.record_their_approval(
        cast.act("liaison"), programme=programme, on=cast.at.date(), proof="Letter 12 of the Mayor"
    )


def show_it_was_held(cast, activity, *, accept: bool = True) -> None:
    liaison = cast.act("liaison")
    row = evidence.add_evidence(
        liaison, circle=activity.programme.circle, url="https://ejemplo.test/nota", kind=Kind.LINK, on=liaison.on,
        caption_es="Nota de la estancia", consent=Consent.NONE_SHOWN,
    )  # fmt: skip
    row = row if not accept else evidence.accept_evidence(liaison, evidence=row)
    evidence.use_evidence(
        liaison, evidence=row, subject=queries.SUBJECT, subject_id=activity.public_id, label=activity.title,
        claim=Claim.PUBLISHED,
    )  # fmt: skip


def test_programme_is_opened_from_the_signed_text(cast, signed, programme):
    text = signed.agreement.agreed_version.as_content
    assert len(programme.modalities) == sum(b.group == "art-03" and b.kind == "item" for b in text.blocks)
    assert programme.modalities[0]["en"]
    assert programme.modalities[-1]["key"] == "other"
    assert (programme.starts_on, programme.ends_on) == (dt.date(2022, 1, 31), dt.date(2023, 1, 30))
    for who, code in (("mayor", "not_liaison"), ("committee", "not_liaison"), ("stranger", "not_liaison")):
        with pytest.raises(Refused) as no:
            programmes.open_programme(
                cast.act(who), partnership=signed, version=None, signed_on=cast.at.date(), number=2
            )
        assert no.value.code == code
    with pytest.raises(Invalid) as twice:
        opened(cast, signed)
    assert list(twice.value.errors) == ["number"]
    second = opened(cast, signed, 2)
    assert second.starts_on == dt.date(2023, 1, 31)
    # a draft is between the municipality and its committee
    for who, sees in (("liaison", 2), ("committee", 2), ("state", 0), ("reviewer", 0), ("stranger", 0)):
        assert len(queries.list_programmes(cast.actor(who), signed)) == sees, who


def test_approval_needs_content_both_parties_and_fulfils_the_clock(cast, signed, programme):
    with pytest.raises(Blocked) as empty:
        programmes.approve_programme(cast.act("mayor"), programme=programme)
    assert [b.code for b in empty.value.blockers] == ["no_activities", "modality_silent"]
    with pytest.raises(Refused):
        propose(cast, programme, "mayor")
    mine, theirs = propose(cast, programme), propose(cast, programme, "committee", title="Feria del libro")
    with pytest.raises(Blocked) as silent:
        programmes.approve_programme(cast.act("mayor"), programme=programme)
    assert [b.code for b in silent.value.blockers] == ["modality_silent"]
    with pytest.raises(Invalid) as busy:
        programmes.leave_out(cast.act("liaison"), programme=programme, modalities=[mine.modality], reason="No")
    assert list(busy.value.errors) == ["modalities"]
    leave_out_the_rest(cast, programme)
    for who in ("liaison", "committee", "state"):  # the mayor has an account: nobody puts it down instead
        with pytest.raises(Refused):
            programmes.approve_programme(cast.act(who), programme=programme, on=cast.at.date(), proof="Oficio 1")
    programme = programmes.approve_programme(cast.act("mayor"), programme=programme)
    assert programme.state == ProgrammeState.OURS
    with pytest.raises(Refused):
        programmes.change_activity(cast.act("liaison"), activity=mine, spec=spec(cast, programme))
    programme = programmes.reopen_programme(cast.act("liaison"), programme=programme, reason="Piden otra fecha.")
    programme = programmes.approve_programme(cast.act("mayor"), programme=programme)
    with pytest.raises(Invalid) as unproved:
        programmes.record_their_approval(cast.act("liaison"), programme=programme, on=cast.at.date() + DAY, proof=" ")
    assert sorted(unproved.value.errors) == ["on", "proof"]
    programme = programmes.record_their_approval(
        cast.act("liaison"), programme=programme, on=cast.at.date(), proof="Letter 12"
    )
    assert (programme.state, programme.theirs_how) == (ProgrammeState.RUNNING, "recorded")
    theirs.refresh_from_db()
    assert (theirs.state, theirs.agreed_on) == (ActivityState.AGREED, cast.at.date())
    duty = Duty.objects.get(partnership=signed, key="first_programme")
    assert (duty.state, duty.done_on) == (DutyState.DONE, cast.at.date())
    assert Fact.PROGRAMME_RUNNING in standing_facts(signed.case)
    assert queries.list_programmes(cast.actor("state"), signed) == [programme]


def test_project_without_its_seven_parts_is_not_taken(cast, programme):
    for name in relation.PARTS_OF_PROJECT:
        with pytest.raises(Invalid) as blank:
            propose(cast, programme, **{name: " "})
        assert list(blank.value.errors) == [name]
    row = propose(cast, programme)
    type(row).objects.filter(pk=row.pk).update(staff_plan="", resources="")  # as one of before the parts were asked
    leave_out_the_rest(cast, programme)
    with pytest.raises(Blocked) as no:
        programmes.approve_programme(cast.act("mayor"), programme=programme)
    assert [b.code for b in no.value.blockers] == ["no_parts"]
    row.refresh_from_db()
    told = queries.sentence_of(queries.lines_of(cast.actor("liaison"), [row], cast.at.date())[0].lacks[0])
    assert told == (
        "Le faltan partes que pide el artículo V: c) personal: perfil, número y duración; "
        "e) recursos materiales, humanos y financieros."
    )


def test_modality_is_left_out_as_optional_or_with_the_reason_that_forbids_it(cast, programme):
    first, second, third = [m["key"] for m in programme.modalities][:3]

    def leave(key: str, **more):
        return programmes.leave_out(cast.act("liaison"), programme=programme, modalities=[key], **more)

    leave(first, ground="optional")
    leave(second, ground="law", reason="Es facultad federal.")
    for typed, field in (({"ground": "custom"}, "reason"), ({"ground": "whim", "reason": "Sí"}, "ground")):
        with pytest.raises(Invalid) as no:
            leave(third, **typed)
        assert list(no.value.errors) == [field]
    picture = queries.picture_of_programme(cast.actor("liaison"), programme, cast.at.date())
    said = {m.key: m.reason for m in picture.modalities if m.is_left}
    assert said == {
        first: "Es opcional: el acuerdo no obliga a tener proyectos en todas",
        second: "Lo impide la ley; Es facultad federal.",
    }


@pytest.mark.vera
def test_counterpart_accepts_from_its_seat_and_the_programme_is_annexed_in_a_chain(cast, signed, programme):
    first = propose(cast, programme)
    leave_out_the_rest(cast, programme)
    with pytest.raises(Refused, match="programme_not_ours"):
        programmes.accept_programme(cast.act("counterpart"), programme=programme)
    programme = programmes.approve_programme(cast.act("mayor"), programme=programme)
    for who in ("liaison", "mayor", "state", "stranger"):
        with pytest.raises(Refused, match="not_counterpart"):
            programmes.accept_programme(cast.act(who), programme=programme)
    programme = programmes.accept_programme(cast.act("counterpart"), programme=programme)
    assert (programme.state, programme.theirs_how) == (ProgrammeState.RUNNING, "in_post")
    assert Duty.objects.get(partnership=signed, key="first_programme").state == DutyState.DONE
    # an additional proposal of the year (art. VI) becomes an annex of its own; what was annexed stays
    added = propose(cast, programme, "committee", title="Feria del libro", title_en="Book fair")
    assert added.is_additional
    programmes.agree_activity(cast.act("liaison"), activity=added, on=cast.at.date())
    one, two = queries.list_annexes(cast.actor("state"), signed)
    text = signed.agreement.agreed_version.sha256
    assert [(a.number, a.activity, a.follows) for a in (one, two)] == [(1, None, text), (2, added, one.sha256)]
    assert [a.sha256 for a in (one, two)] == [chained(a.follows, sha256_of(a.snapshot)) for a in (one, two)]
    assert [p["id"] for a in (one, two) for p in a.snapshot["projects"]] == [first.public_id, added.public_id]
    paper = one.issue.version.as_content
    assert paper.languages == ("es", "en")
    said = {lang: "\n".join(b.text[lang] for b in paper.blocks) for lang in paper.languages}
    for lang, words in (
        ("es", ("Estancia de bibliotecarias", "c) personal: perfil, número y duración\tUna persona, tres días")),
        ("en", ("Stay of librarians", "c) staff: profile, number and length of stay\tUna persona, tres días")),
    ):
        assert [w for w in (*words, one.sha256[:16], text[:16]) if w not in said[lang]] == [], lang
    assert [vera.failures(get_rendition(a.issue, "pdf")[2]) for a in (one, two)] == [[], []]
    assert queries.list_annexes(cast.actor("stranger"), signed) == []
    # the year after has its own duty
    second = opened(cast, signed, 2)
    propose(cast, second, starts_on=second.starts_on, ends_on=second.ends_on)
    run(cast, second)
    assert Duty.objects.get(partnership=signed, key="yearly_programme", period=2).state == DutyState.DONE
    assert queries.list_annexes(cast.actor("liaison"), signed)[-1].follows == two.sha256


def test_english_of_a_project_is_in_its_paper_and_what_lacks_it_is_pointed_out(cast, signed, programme):
    row, liaison = propose(cast, programme), cast.act("liaison")
    put = {"side": "ours", "amount": Decimal(10), "source": "own"}
    programmes.put_budget(liaison, activity=row, concept="Traslados", **put)
    leave_out_the_rest(cast, programme)
    silent = programme.left_out.count()
    lacking = [(u.activity, u.texts) for u in queries.untranslated_of(programme)]
    assert lacking == [(row, 8), (None, silent)]  # seven parts in words and a line of money; the reasons

    def said(lang):
        return "\n".join(b.text[lang] for b in queries.paper_of_draft(programme, ("es", "en"), liaison.on).blocks)

    assert ["Una persona, tres días" in said(lang) for lang in ("es", "en")] == [True, True]
    names = [name for name in relation.PARTS_OF_PROJECT if name != "objective"] + ["ours", "theirs", "indicator"]
    typed = {f"{name}_en": f"In English {name}" for name in (*names, "objective")}
    typed |= {name: f"En español {name}" for name in ("ours", "theirs", "indicator")}
    programmes.change_activity(liaison, activity=row, spec=spec(cast, programme, **typed))
    programmes.put_budget(liaison, activity=row, concept="Sede", concept_en="Venue", **put)
    programmes.assign_staff(
        liaison, activity=row, side="ours", post="Bibliotecaria", post_en="Librarian", employer="Ayuntamiento",
        functions="Leer", from_on=row.starts_on, until_on=row.starts_on,
    )  # fmt: skip
    keys = list(programme.left_out.values_list("modality", flat=True))
    programmes.leave_out(liaison, programme=programme, modalities=keys, reason="Sin presupuesto", reason_en="No money")
    assert [(u.activity, u.texts) for u in queries.untranslated_of(programme)] == [(row, 1)]  # the first line of money
    english, spanish = said("en"), said("es")
    words = [*(f"In English {name}" for name in (*names, "objective")), "Venue", "Librarian", "No money"]
    assert [w for w in words if w not in english or w in spanish] == []
    assert [w for w in ("Una persona, tres días", "Sede", "Bibliotecaria", "Sin presupuesto") if w not in spanish] == []
    for change in ({"languages": ["es"]}, {"klass": "domestic", "languages": ["es", "en"]}):
        Partnership.objects.filter(pk=signed.pk).update(**change)
        again = Programme.objects.get(pk=programme.pk)
        assert (queries.languages_of(again.partnership), queries.untranslated_of(again)) == (("es",), [])


def test_what_the_review_says_of_the_annex_is_told_while_it_is_drawn_up_and_before_each_approval(
    cast, signed, programme
):
    act = cast.act("liaison")
    propose(cast, programme, objective="Aprender con la ciudad de Zihuatanejo")
    found = queries.warned_of(programme, act.on)
    assert "P01" in {w.code for w in found}
    assert any("“Zihuatanejo” no es Parte" in str(w.told) for w in found)
    address = f"/programas/{programme.public_id}/"
    shown = cast.client("liaison").get(address).content.decode()
    assert "Lo que señala la revisión" in shown
    assert "“Zihuatanejo” no es Parte" in shown
    asked = cast.client("mayor").get(f"{address}aprobar/").content.decode()
    assert "Señala la revisión (P01)" in asked
    # put right, nothing is told
    activity = programme.activities.get()
    programmes.change_activity(act, activity=activity, spec=spec(cast, programme, objective="Aprender"))
    assert "P01" not in {w.code for w in queries.warned_of(programme, act.on)}
    assert "“Zihuatanejo”" not in cast.client("liaison").get(address).content.decode()


def test_product_is_put_in_the_register_with_whose_it_is_and_its_protection(cast, signed, programme):
    said = {
        "title": "Manual de lectura", "kind": "method", "made_on": cast.at.date(), "owner": "both",
        "use": "Ambas ciudades, sin fin de lucro.", "activity": propose(cast, programme), "has_value": True,
    }  # fmt: skip
    for typed, field in (
        ({"title": ""}, "title"), ({"use": " "}, "use"), ({"kind": "x"}, "kind"), ({"owner": "x"}, "owner"),
        ({"made_on": cast.at.date() + DAY}, "made_on"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as no:
            programmes.put_product(cast.act("liaison"), partnership=signed, **{**said, **typed})
        assert list(no.value.errors) == [field]
    with pytest.raises(Refused):
        programmes.put_product(cast.act("committee"), partnership=signed, **said)
    row = programmes.put_product(cast.act("liaison"), partnership=signed, **said)
    with pytest.raises(Invalid) as early:
        programmes.protect_product(
            cast.act("liaison"), product=row, registration="INDAUTOR 1", registered_on=cast.at.date() - DAY
        )
    assert list(early.value.errors) == ["registered_on"]
    programmes.protect_product(
        cast.act("liaison"), product=row, registration="INDAUTOR 1", registered_on=cast.at.date()
    )
    with pytest.raises(Refused, match="product_protected"):
        programmes.protect_product(cast.act("liaison"), product=row, registration="2", registered_on=cast.at.date())
    assert [(p.title, p.registration) for p in queries.list_products(cast.actor("state"), signed)] == [
        ("Manual de lectura", "INDAUTOR 1")
    ]
    assert queries.list_products(cast.actor("stranger"), signed) == []


def test_activity_says_what_it_lacks_and_is_judged_at_the_end(cast, signed, programme):
    row = propose(cast, programme)
    for typed, field in (
        ({"title": " "}, "title"), ({"modality": "none"}, "modality"), ({"goals": [18]}, "goals"),
        ({"ends_on": programme.starts_on - DAY}, "ends_on"), ({"ends_on": programme.ends_on + DAY}, "starts_on"),
        ({"goal": Decimal(0)}, "goal"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as no:
            propose(cast, programme, **typed)
        assert list(no.value.errors) == [field]
    line = queries.lines_of(cast.actor("liaison"), [row], cast.at.date())[0]
    assert {x.code for x in line.lacks} == {
        Lack.NO_PRIORITY, Lack.NO_BENEFICIARIES, Lack.NO_WHO, Lack.NO_GOAL, Lack.NO_RESPONSIBLE, Lack.NO_BUDGET,
        Lack.NO_DECLARATION,
    }  # fmt: skip
    row = programmes.change_activity(
        cast.act("liaison"), activity=row,
        spec=spec(
            cast, programme, priority="Fomento a la lectura", beneficiaries=40, beneficiaries_who="Bibliotecarias",
            ours="Dirección de Cultura", theirs="Public Library", goal=Decimal(40), indicator="personas capacitadas",
        ),
    )  # fmt: skip
    with pytest.raises(Refused):  # nothing is done before both agreed
        programmes.finish_activity(cast.act("liaison"), activity=row, done=True, on=cast.at.date(), outcome="Hecho")
    programme = run(cast, programme)
    extra = propose(cast, programme, title="Intercambio de catálogos")
    assert extra.is_additional
    extra = programmes.agree_activity(cast.act("liaison"), activity=extra, on=cast.at.date())
    row.refresh_from_db()
    with pytest.raises(Invalid):
        programmes.finish_activity(cast.act("liaison"), activity=row, done=False, on=cast.at.date(), outcome="")
    row = programmes.finish_activity(
        cast.act("liaison"), activity=row, done=True, on=cast.at.date(), outcome="Asistieron 38."
    )
    extra = programmes.finish_activity(
        cast.act("liaison"), activity=extra, done=False, on=cast.at.date(), outcome="Sin traslado."
    )
    picture = queries.picture_of_programme(cast.actor("state"), programme, cast.at.date())
    assert Lack.NO_EVIDENCE in {x.code for x in picture.lines[0].lacks}
    assert picture.lines[0].verb == "declared"
    assert (picture.tally.agreed, picture.tally.done, picture.tally.proved, picture.tally.not_done) == (2, 1, 0, 1)
    with pytest.raises(Blocked) as open_:
        programmes.close_programme(cast.act("committee"), programme=programme)
    assert [b.code for b in open_.value.blockers] == ["activity_not_judged"] * 2
    judge = {"result": "reached", "learned": "Empezar antes.", "achieved": Decimal(38)}
    for who, code in (("mayor", "not_evaluator"), ("state", "not_evaluator")):
        with pytest.raises(Refused) as no_judge:
            programmes.evaluate_activity(cast.act(who), activity=row, **judge)
        assert no_judge.value.code == code
    with pytest.raises(Invalid) as above:
        programmes.evaluate_activity(cast.act("committee"), activity=row, **judge)
    assert list(above.value.errors) == ["result"]
    programmes.evaluate_activity(cast.act("committee"), activity=row, **(judge | {"result": "partly"}))
    programmes.evaluate_activity(cast.act("committee"), activity=extra, result="missed", learned="Pedir con tiempo.")
    programme = programmes.close_programme(cast.act("committee"), programme=programme)
    assert programme.state == ProgrammeState.CLOSED
    with pytest.raises(Refused):
        propose(cast, programme)


def test_resources_of_an_activity(cast, programme):
    row, act, on = propose(cast, programme), cast.act("liaison"), cast.at.date()
    give = {"side": "ours", "concept": "Transporte", "amount": Decimal("12500.50"), "source": "own"}
    with pytest.raises(Refused):
        programmes.put_budget(cast.act("committee"), activity=row, **give)
    with pytest.raises(Invalid) as wrong:
        programmes.put_budget(act, activity=row, **(give | {"amount": Decimal(0), "source": "x", "currency": "peso"}))
    assert sorted(wrong.value.errors) == ["amount", "currency", "source"]
    programmes.put_budget(act, activity=row, **give)
    programmes.put_budget(act, activity=row, **(give | {"side": "theirs", "currency": "usd", "amount": Decimal(900)}))
    picture = queries.picture_of_programme(act.actor, programme, on)
    assert [(m.side, m.currency, m.amount) for m in picture.money] == [
        ("ours", "MXN", Decimal("12500.50")), ("theirs", "USD", Decimal(900))
    ]  # fmt: skip
    assert Lack.NO_AVAILABILITY in {x.code for x in picture.lines[0].lacks}
    programmes.put_availability(act, activity=row, number="SF/031/2022", on=on)
    sent = {"on": on, "sender": "ours", "kind": "information", "what": "Catálogo", "use": "Consulta"}
    with pytest.raises(Refused) as unsaid:
        programmes.log_transfer(act, activity=row, **sent)
    assert unsaid.value.code == "protected_unsaid"
    with pytest.raises(Invalid):
        programmes.declare_protected(act, activity=row, protected="found")
    row = programmes.declare_protected(act, activity=row, protected="none")
    with pytest.raises(Invalid) as permit:
        programmes.log_transfer(act, activity=row, **sent, is_controlled=True)
    assert list(permit.value.errors) == ["permit"]
    programmes.log_transfer(act, activity=row, **sent)
    paper = programmes.keep_restricted(
        act, activity=row, upload=relation.scan_file("plano.pdf"), caption="Plano de seguridad"
    )
    for who in ("liaison", "mayor"):
        with queries.open_restricted(cast.actor(who), paper.public_id).stream as stream:
            assert stream.read(5) == b"%PDF-"
    for who in ("committee", "state", "reviewer", "counterpart", "council_secretary", "stranger"):
        with pytest.raises(NotVisible):
            queries.open_restricted(cast.actor(who), paper.public_id)
    with pytest.raises(Refused):
        programmes.keep_restricted(act, activity=row, upload=SimpleUploadedFile("x.pdf", b"not a pdf"), caption="Otro")
    person = programmes.assign_staff(
        act, activity=row, side="ours", post="Bibliotecaria", employer="Ayuntamiento", functions="Impartir el curso",
        from_on=on, until_on=on + 5 * DAY, travels=True,
    )  # fmt: skip
    line = queries.lines_of(act.actor, [queries.get_activity(act.actor, row.public_id)], on)[0]
    assert {Lack.NO_INSURANCE, Lack.NO_ENTRY} <= {x.code for x in line.lacks}
    with pytest.raises(Invalid):
        programmes.put_insurance(act, staff=person, insurer="ISSSTE", policy="77", until_on=on)
    programmes.put_insurance(act, staff=person, insurer="ISSSTE", policy="77", until_on=on + 5 * DAY)
    programmes.ask_entry(act, staff=person, authority="Consulado", reference="OF/9", on=on)
    with pytest.raises(Invalid) as before:
        programmes.authorise_other_work(
            act, staff=person, what="Conferencia", authority="Migración", reference="A1", authorised_on=on,
            starts_on=on - DAY,
        )  # fmt: skip
    assert list(before.value.errors) == ["starts_on"]
    programmes.authorise_other_work(
        act, staff=person, what="Conferencia", authority="Migración", reference="A1", authorised_on=on, starts_on=on
    )
    line = queries.lines_of(act.actor, [queries.get_activity(act.actor, row.public_id)], on)[0]
    assert not {Lack.NO_INSURANCE, Lack.NO_ENTRY, Lack.NO_AVAILABILITY} & {x.code for x in line.lacks}


def test_differences_and_earlier_instruments(cast, signed):
    act, on = cast.act("liaison"), cast.at.date()
    with pytest.raises(Refused):
        programmes.open_dispute(cast.act("state"), partnership=signed, raised_by="ours", matter="X", raised_on=on)
    row = programmes.open_dispute(act, partnership=signed, raised_by="theirs", matter="Quién paga.", raised_on=on)
    with pytest.raises(Invalid):
        programmes.resolve_dispute(act, dispute=row, resolved_on=on - DAY, resolution="")
    row = programmes.resolve_dispute(act, dispute=row, resolved_on=on, resolution="Por mitades.", reference="Minuta 2")
    with pytest.raises(Refused):
        programmes.resolve_dispute(act, dispute=row, resolved_on=on, resolution="Otra vez")
    assert queries.list_disputes(cast.actor("reviewer"), signed) == [row]
    assert queries.list_disputes(cast.actor("stranger"), signed) == []
    from hermanar.partnerships.operations import record_earlier_act
    from hermanar.partnerships.rules.traditional import instruments

    key = next(iter(instruments()))
    earlier = record_earlier_act(act, partnership=signed, instrument=key, on=dt.date(1998, 5, 1))
    line = queries.list_instruments(act.actor, signed)[0]
    assert (line.about, line.declared) == (f"earlier_act:{earlier.public_id}", None)
    with pytest.raises(Invalid) as said:
        programmes.declare_conflict(act, partnership=signed, title=line.title, about=line.about, conflict="yes")
    assert list(said.value.errors) == ["text"]
    for answer, text in (("yes", "Su cláusula 2."), ("no", "")):
        programmes.declare_conflict(
            act, partnership=signed, title=line.title, about=line.about, conflict=answer, text=text, on=line.on
        )
    lines = queries.list_instruments(act.actor, signed)
    assert [(x.about, x.declared.conflict) for x in lines] == [(line.about, "no")]


@pytest.mark.vera
def test_report_shows_the_photographs_that_may_leave_the_house(cast, signed, programme):
    row = propose(cast, programme)
    run(cast, programme)
    row.refresh_from_db()
    act, on = cast.act("liaison"), cast.at.date()
    programmes.finish_activity(act, activity=row, done=True, on=on, outcome="Se hizo.", outcome_en="Done.")
    for name, alt in (("a.jpg", "Personas en una mesa"), ("b.jpg", "")):
        piece = evidence.add_evidence(
            act, circle=programme.circle, kind=Kind.PHOTO, on=on, place="Biblioteca", caption_es=f"Dos talleres: {name}",
            alt_es=alt, alt_en=alt, consent=Consent.PUBLIC_ACT,
            upload=SimpleUploadedFile(name, phone_photo((400 + len(alt), 300)), "image/jpeg"),
        )  # fmt: skip
        evidence.accept_evidence(act, evidence=piece)
        evidence.use_evidence(
            act, evidence=piece, subject=queries.SUBJECT, subject_id=row.public_id, label=row.title, claim=Claim.HELD
        )
    report = programmes.issue_report(act, partnership=signed, since_on=on, until_on=on)
    shown = [b for b in report.issue.version.as_content.blocks if b.key.startswith("picture-")]
    assert [b.text["es"].split("\n")[0] for b in shown] == ["Dos talleres: a.jpg"]
    assert shown[0].text["en"].startswith("“Dos talleres: a.jpg” (in Spanish)\nBiblioteca")
    with ZipFile(BytesIO(get_rendition(report.issue, "docx")[2])) as word:
        assert "Personas en una mesa" in word.read("word/document.xml").decode()
        assert "Dos talleres: b.jpg" in word.read("word/document.xml").decode()
    paper = get_rendition(report.issue, "pdf")[2]
    assert b"/Subtype /Image" in paper or b"/Subtype/Image" in paper
    assert vera.failures(paper) == []


@pytest.mark.vera
def test_report_says_only_what_the_evidence_shows(cast, signed, programme):
    held, told = propose(cast, programme), propose(cast, programme, title="Feria", title_en="Fair")
    act, on = cast.act("liaison"), cast.at.date()
    period = {"since_on": on, "until_on": on}
    with pytest.raises(Blocked) as none:
        programmes.issue_report(act, partnership=signed, **period)
    assert [b.code for b in none.value.blockers] == ["no_programme"]
    run(cast, programme)
    for row in (held, told):
        row.refresh_from_db()
        programmes.finish_activity(act, activity=row, done=True, on=on, outcome="Se hizo.", outcome_en="Done.")
    show_it_was_held(cast, held)
    show_it_was_held_but_unseen = queries.lines_of(act.actor, [held, told], on)
    assert [x.verb for x in show_it_was_held_but_unseen] == ["held", "declared"]
    with pytest.raises(Refused):
        programmes.issue_report(cast.act("mayor"), partnership=signed, **period)
    report = programmes.issue_report(act, partnership=signed, **period)
    content = report.issue.version.as_content
    assert content.languages == ("es", "en")
    assert content.block(f"a-{held.public_id}-said").text["es"] == "Se realizó el 31 de enero de 2022."
    assert content.block(f"a-{told.public_id}-said").text["en"].startswith("The municipality declares")
    assert content.block("summary-proved").text["es"].endswith("\t1")
    assert {r.format for r in report.issue.renditions.all()} == {"pdf", "docx"}
    assert vera.failures(get_rendition(report.issue, "pdf")[2]) == []
    # it freezes: what is put down later does not change it
    programmes.open_dispute(act, partnership=signed, raised_by="ours", matter="X", raised_on=on)
    report.refresh_from_db()
    assert report.snapshot["disputes"] == []
    duty = Duty.objects.get(partnership=signed, key="progress_report", period=1)
    to = {"office": "Área receptora", "sent_on": on}
    with pytest.raises(Invalid):
        programmes.send_report(act, report=report, to="nobody", reference="", **to)
    first = programmes.send_report(act, report=report, to="our_ministry", reference="OF/1", **to)
    duty.refresh_from_db()
    assert duty.state == DutyState.OPEN
    report = queries.get_report(act.actor, report.public_id)
    programmes.send_report(act, report=report, to="their_ministry", reference="L-2", sent_by="theirs", **to)
    duty.refresh_from_db()
    assert (duty.state, duty.proof) == (DutyState.DONE, "Oficios OF/1 y L-2")
    programmes.receive_receipt(act, submission=first, received_on=on, receipt="Sello")
    with pytest.raises(Refused):
        programmes.receive_receipt(act, submission=first, received_on=on, receipt="Sello")
    seen = {"on": on, "body": "Grupo de Trabajo", "act_number": "2"}
    with pytest.raises(Invalid):
        programmes.examine_report(act, report=report, approved=False, **seen)
    report = programmes.examine_report(act, report=report, approved=False, remarks="Faltan cifras.", **seen)
    report = programmes.examine_report(act, report=report, approved=True, **seen)
    assert (report.state, report.examined_on) == (ReportState.APPROVED, on)
    with pytest.raises(Refused):
        programmes.examine_report(act, report=report, approved=True, **seen)
    assert queries.list_reports(cast.actor("reviewer"), signed) == [report]
    assert queries.list_reports(cast.actor("stranger"), signed) == []


def test_page_of_a_programme_asks_the_same_however_many_activities(cast, programme, django_assert_num_queries):
    actor, on = cast.actor("liaison"), cast.at.date()
    propose(cast, programme)
    with django_assert_num_queries(9):
        queries.picture_of_programme(actor, programme, on)
    propose(cast, programme, title="Otra")
    propose(cast, programme, title="Otra más")
    with django_assert_num_queries(9):
        queries.picture_of_programme(actor, programme, on)


def test_activity_that_was_carried_out_is_offered_to_the_activity_report_with_its_evidence(cast, signed, programme):
    row = propose(cast, programme)
    run(cast, programme)
    row.refresh_from_db()
    client, page = cast.client("liaison"), reverse("web:reports:actions")
    assert row.title not in client.get(page).content.decode()
    programmes.finish_activity(
        cast.act("liaison"), activity=row, done=True, on=cast.at.date(), outcome="Asistieron 38."
    )
    show_it_was_held(cast, row)
    new = f"{reverse('web:reports:new_action')}?actividad={row.public_id}"
    assert new in client.get(page).content.decode()
    assert client.get(new).context["form"].initial["told"] == "Asistieron 38."
    typed = {"programme": "Ciudades Hermanas", "name": row.title, "on": cast.at.date().isoformat(), "precision": "day"}
    assert client.post(new, typed).status_code == 302
    action = row.actions.get()
    assert Use.objects.filter(subject="reports.action", subject_id=action.public_id).count() == 1
    assert new not in client.get(page).content.decode()
    assert "Esa actividad ya está entre las acciones." in client.post(new, typed).content.decode()
    assert row.actions.count() == 1
