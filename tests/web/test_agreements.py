"""Foreign approval, signature, deposit and registration over HTTP."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from hermanar.agreements import operations as agreements
from hermanar.agreements.models import ForeignApproval, LaterAct, Registration, Signing
from hermanar.agreements.queries.printed import printed_pages
from hermanar.directory.enums import Part
from hermanar.directory.models import Seat
from hermanar.documents.models import Issue
from hermanar.documents.queries import get_rendition
from hermanar.notices.models import Notice
from hermanar.opinions.enums import Sense
from hermanar.opinions.models import Dispatch, Opinion
from hermanar.opinions.operations import record_opinion
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.operations import state_case_fact
from hermanar.process.queries import standing_facts
from hermanar.programmes.models import Duty
from hermanar.registry.models import Entry
from hermanar.registry.operations import conclude_signing
from hermanar.registry.queries import verify_paper
from hermanar.web.cases.listing import turn_at
from hermanar.web.deeds import SAYS_WHY
from tests import relation
from tests.web.forms import errors_of, html_of, post


def url(name: str, *args) -> str:
    return reverse(f"web:agreements:{name}", args=args)


def facts(partnership) -> set[str]:
    return set(standing_facts(partnership.case))


@pytest.fixture
def ready(cast):
    return relation.ready_to_sign(cast)


BEGUN = (
    Fact.TRIAGED, Fact.LIAISON_DESIGNATED, Fact.COMMITTEE_INSTALLED, Fact.PROFILE_READY, Fact.STUDY_APPROVED,
    Fact.LETTER_SENT, Fact.LETTER_ANSWERED,
)  # fmt: skip


def begin(cast, found) -> None:
    """What comes before the text is on record."""
    for fact in BEGUN:
        state_case_fact(
            cast.act("liaison"), partnership=found, fact=fact, on=dt.date(2022, 1, 31), source=f"a:{fact}",
            proof="oficio",
        )  # fmt: skip


TYPED = {
    "place": "Villa Serena, Oaxaca", "signed_on": "2022-01-31", "originals": "2", "languages": ["es", "en"],
    "our_name": "Persona de Muestra 03", "our_post": "Presidencia Municipal", "our_capacity": "in_post",
    "their_name": "Persona de Muestra 40", "their_post": "Alcaldía", "their_capacity": "in_post",
    "custody": "Archivo municipal\nOffice of the Mayor",
}  # fmt: skip


def test_case_without_a_text_yet_has_no_door_to_its_approval(cast):
    found = relation.open_relation(cast)
    approval = url("foreign_approval", found.public_id)
    mayor = cast.client("mayor")
    page = html_of(mayor.get(f"/vinculaciones/{found.public_id}/"))
    assert "Aprobación de la contraparte" in page
    assert (approval in page, mayor.get(approval).status_code) == (False, 404)
    room = url("signature", found.public_id)
    assert (room in page, mayor.get(room).status_code) == (True, 200)


def test_signature_before_its_time_shows_doors_and_issues_nothing(cast):
    found = relation.open_relation(cast)
    relation.agree(cast, found)
    liaison = cast.client("liaison")
    page = html_of(liaison.get(url("signature", found.public_id)))
    assert "Falta la autorización del Cabildo que nombre a la contraparte." in page
    assert reverse("web:meetings:cabildo", args=[found.public_id]) in page
    done = post(liaison, url("prepare", found.public_id), issued_on="2022-01-31")
    assert done.status_code == 200
    assert reverse("web:meetings:cabildo", args=[found.public_id]) in html_of(done)
    assert not relation.fresh(found).agreement.document.versions.filter(issues__isnull=False).exists()


def test_signature_prepared_deposited_confirmed_and_registered(cast, ready):
    liaison = cast.client("liaison")
    done = post(liaison, url("prepare", ready.public_id), issued_on="2022-01-31")
    assert done.status_code == 302, errors_of(done)
    done = post(liaison, url("deposit", ready.public_id), **TYPED, scan=relation.scan_file())
    assert done.status_code == 302, errors_of(done)
    signing = Signing.objects.get()
    assert done.url == url("signing", signing.public_id)
    assert (signing.issue is not None, signing.custody.count(), signing.scan_pages) == (True, 2, 2)
    page = html_of(liaison.get(done.url))
    assert "No consta la aprobación de la contraparte." in page
    assert url("foreign_approval", ready.public_id) in page
    picture = liaison.get(url("page", signing.public_id, 2))
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert liaison.get(url("page", signing.public_id, 3)).status_code == 404
    half = post(liaison, url("signing", signing.public_id), pages=["1"], differences="")
    assert "Faltan páginas por confirmar: 2." in html_of(half)
    assert Fact.SIGNED not in facts(ready)
    done = post(liaison, url("signing", signing.public_id), pages=["1", "2"], differences="")
    assert done.status_code == 302, errors_of(done)
    assert Fact.SIGNED in facts(ready)
    assert Duty.objects.filter(partnership=ready).exists()
    done = post(cast.client("mayor"), url("send", ready.public_id), on="2022-01-31")
    assert done.status_code == 302, errors_of(done)
    registrar = cast.client("registrar")
    assert url("registration", ready.public_id) in html_of(registrar.get(url("queue")))
    # what it registers is there to be read: the signed text, its deposit and the opinion
    there = html_of(registrar.get(url("registration", ready.public_id)))
    assert f'href="{url("signing", signing.public_id)}"' in there
    papers = re.findall(r'href="([^"]+)">(?:Ejemplar digitalizado|Constancia de depósito · PDF|PDF)<', there)
    assert len(papers) == 4  # scan, record of deposit, opinion, the letter that sent them
    for address in (url("signing", signing.public_id), *papers):
        answer = registrar.get(address)
        assert answer.status_code == 200, address
        answer.close()
    assert list(errors_of(post(registrar, url("record", ready.public_id), registered_on="2022-01-31"))) == ["number"]
    done = post(registrar, url("record", ready.public_id), number="SRE-123", registered_on="2022-01-31")
    assert done.status_code == 302, errors_of(done)
    assert Fact.REGISTERED in facts(ready)
    assert "Inscrito con el número SRE-123" in html_of(liaison.get(url("registration", ready.public_id)))


def test_deposit_by_whose_term_does_not_cover_the_day_says_so_at_the_name(cast, ready):
    cast.appointments["mayor"].until_on = cast.at.date().replace(day=15)
    cast.appointments["mayor"].save()
    liaison = cast.client("liaison")
    refused = post(liaison, url("deposit", ready.public_id), **TYPED, scan=relation.scan_file())
    assert list(errors_of(refused)) == ["our_name"]
    assert "Archivo municipal" in html_of(refused)
    assert not Signing.objects.exists()
    delegated = TYPED | {"our_capacity": "delegate", "our_proof": "Oficio PM/3/2022"}
    done = post(
        liaison, url("deposit", ready.public_id), **delegated, scan=relation.scan_file(),
        our_delegation=relation.scan_file("delegacion.pdf"),
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    assert Signing.objects.get().signatories.get(side="ours").delegation is not None


def test_deposit_of_the_paper_as_it_was_issued_asks_why(cast, ready):
    liaison = cast.client("liaison")
    assert 'type="hidden" name="unsigned_reason"' in html_of(liaison.get(url("deposit", ready.public_id)))
    assert post(liaison, url("prepare", ready.public_id), issued_on="2022-01-31").status_code == 302
    data = get_rendition(Issue.objects.get(version__document=ready.agreement.document), "pdf")[2]
    refused = post(liaison, url("deposit", ready.public_id), **TYPED, scan=SimpleUploadedFile("f.pdf", data))
    assert list(errors_of(refused)) == ["scan", "unsigned_reason"]
    assert '<textarea name="unsigned_reason"' in html_of(refused)
    assert not Signing.objects.exists()
    typed = TYPED | {"unsigned_reason": "El original está en la notaría."}
    done = post(liaison, url("deposit", ready.public_id), **typed, scan=SimpleUploadedFile("f.pdf", data))
    assert done.status_code == 302, errors_of(done)
    page = html_of(liaison.get(done.url))
    assert "El original está en la notaría." in page
    assert "Lo depositado es el papel como se expidió, sin firmas." in page


@pytest.mark.parametrize("data", [b"no soy un PDF", b"%PDF-1.7 a medias"])
def test_deposit_of_what_is_no_pdf_says_so_at_the_scan(cast, ready, data):
    done = post(
        cast.client("liaison"), url("deposit", ready.public_id), **TYPED, scan=SimpleUploadedFile("firmado.pdf", data)
    )
    assert list(errors_of(done)) == ["scan"]
    assert not Signing.objects.exists()


def test_deposit_keeps_originals_languages_and_who_keeps_each(cast, ready):
    liaison = cast.client("liaison")
    done = post(liaison, url("deposit", ready.public_id), **TYPED, scan=relation.scan_file())
    assert done.status_code == 302, errors_of(done)
    signing = Signing.objects.get()
    assert (signing.originals, signing.languages) == (2, ["es", "en"])
    kept = [(o.number, o.custodian) for o in signing.custody.order_by("number")]
    assert kept == [(1, "Archivo municipal"), (2, "Office of the Mayor")]
    for prefix, said in (("", "2 originales"), ("/en", "2 originals")):
        page = html_of(liaison.get(prefix + url("signing", signing.public_id)))
        assert [w for w in (said, *(custodian for _n, custodian in kept)) if w not in page] == []


def test_deposit_with_more_keepers_than_originals_is_refused_at_the_field(cast, ready):
    done = post(
        cast.client("liaison"), url("deposit", ready.public_id), **(TYPED | {"custody": "uno\ndos\ntres"}),
        scan=relation.scan_file(),
    )  # fmt: skip
    assert list(errors_of(done)) == ["custody"]


def test_confirm_with_differences_says_that_it_is_another_text(cast, ready):
    signing = relation.deposit(cast, ready)
    liaison = cast.client("liaison")
    done = post(liaison, url("signing", signing.public_id), pages=["1", "2"], differences="Artículo V: 90 días")
    assert done.status_code == 302, errors_of(done)
    signing.refresh_from_db()
    assert (signing.is_opined_text, "text_differs_from_opinion" in signing.lacks) == (False, True)
    assert "El texto firmado no es el que obtuvo el dictamen." in html_of(
        liaison.get(url("signing", signing.public_id))
    )


def test_correct_takes_the_signature_back_and_opens_another_deposit(cast, ready):
    signing = relation.confirm(cast, relation.deposit(cast, ready))
    liaison = cast.client("liaison")
    assert list(errors_of(post(liaison, url("correct", signing.public_id)))) == ["reason"]
    done = post(liaison, url("correct", signing.public_id), reason="Se escaneó otro ejemplar.")
    assert done.status_code == 302, errors_of(done)
    assert Fact.SIGNED not in facts(ready)
    assert url("deposit", ready.public_id) in html_of(liaison.get(url("signature", ready.public_id)))


def test_foreign_approval_from_the_counterparts_own_seat(cast, ready):
    typed = {"body": "Common Council", "instrument": "Resolution 22-04", "approved_on": "2022-01-31"}
    refused = post(cast.client("liaison"), url("foreign_approval", ready.public_id), **typed)
    assert "Lo asienta la contraparte" in html_of(refused)
    done = post(
        cast.client("counterpart"), url("foreign_approval", ready.public_id), **typed, scan=relation.scan_file("r.pdf")
    )
    assert done.status_code == 302, errors_of(done)
    assert ForeignApproval.objects.get().how == "in_post"
    assert Fact.COUNTERPART_APPROVED in facts(ready)


def test_registration_before_opinion_and_signature_is_blocked(cast):
    found = relation.open_relation(cast)
    relation.agree(cast, found)
    done = post(cast.client("registrar"), url("record", found.public_id), number="1", registered_on="2022-01-31")
    assert done.status_code == 200
    assert "Falta el dictamen favorable de la SRE: lo da la SRE aquí" in html_of(done)
    assert not Registration.objects.exists()


def test_registration_refused_can_be_sent_again(cast, ready):
    relation.confirm(cast, relation.deposit(cast, ready))
    liaison, registrar = cast.client("liaison"), cast.client("registrar")
    post(cast.client("mayor"), url("send", ready.public_id), on="2022-01-31")
    done = post(registrar, url("refuse", ready.public_id), reason="Falta una rúbrica.")
    assert done.status_code == 302, errors_of(done)
    assert "Falta una rúbrica." in html_of(liaison.get(url("registration", ready.public_id)))
    case = liaison.get(reverse("web:cases:case", args=[ready.public_id])).context["case"]
    step = next(s for s in case.steps if s.key == "registration")
    assert (step.state, step.proof) == ("returned", "No se inscribió el 31 ene 2022: Falta una rúbrica.")
    assert "No se inscribió el 31 ene 2022: Falta una rúbrica." in case.claim_missing
    assert post(cast.client("mayor"), url("send", ready.public_id), on="2022-01-31").status_code == 302


def test_letter_of_the_signed_copy_is_read_before_it_is_signed_and_says_what_is_issued(cast, ready):
    relation.confirm(cast, relation.deposit(cast, ready))
    mayor, send = cast.client("mayor"), url("send", ready.public_id)
    read = mayor.get(send)
    shown = [str(cell) for row in read.context["deed"].sheet.rows for _lang, cell in row.cells]
    assert "Ejemplar original firmado" in html_of(read)
    assert [row["title"] for row in read.context["deed"].enclosed] == [
        "Ejemplar original firmado",
        "Constancia de depósito",
    ]
    assert post(mayor, send, on="2022-01-31").status_code == 302
    issue = relation.fresh(ready).agreement.registrations.get().notice_issue
    said = [block.text["es"] for block in issue.version.as_content.blocks]
    assert len(said) == len(shown)
    assert any("dictamen" in text and text in " ".join(shown) for text in said)
    # it went: there is nothing to read before signing
    assert mayor.get(send).context["deed"].sheet is None


def test_mayor_returns_the_letter_of_the_signed_copy_unsigned_and_it_is_asked_for_again(cast, ready):
    relation.confirm(cast, relation.deposit(cast, ready))
    mayor, liaison = cast.client("mayor"), cast.client("liaison")
    shown, back, send = (url(name, ready.public_id) for name in ("registration", "return_unsigned", "send"))
    assert post(liaison, send).status_code == 302
    assert back in html_of(mayor.get(shown))
    assert back in html_of(mayor.get(send))
    assert {who: cast.client(who).get(back).status_code for who in ("mayor", "liaison", "registrar")} == {
        "mayor": 200, "liaison": 404, "registrar": 404,
    }  # fmt: skip
    assert "Se avisará al enlace del municipio." in html_of(mayor.get(back))
    assert list(errors_of(post(mayor, back, reason=""))) == ["reason"]
    assert post(mayor, back, reason="Falta la constancia.").status_code == 302
    assert "Falta la constancia." in html_of(liaison.get(shown))
    assert Notice.objects.get(key="signature_returned").user == cast.users["liaison"]
    assert post(liaison, send).status_code == 302
    assert "Falta la constancia." not in html_of(liaison.get(shown))
    assert post(mayor, send, on="2022-01-31").status_code == 302
    assert errors_of(post(mayor, back, reason="Tarde."))["__all__"] == ["Ese oficio ya salió."]


def test_refusal_from_paper_has_the_day_of_the_paper(cast, ready):
    relation.confirm(cast, relation.deposit(cast, ready))
    post(cast.client("mayor"), url("send", ready.public_id), on="2022-01-31")
    address = url("refuse", ready.public_id)
    assert "refused_on" not in cast.client("registrar").get(address).context["form"].fields
    Seat.objects.filter(circle=ready.circle, part="registrar").delete()
    liaison = cast.client("liaison")
    assert "refused_on" in liaison.get(address).context["form"].fields
    told = {}
    for on in ("2022-01-30", "2022-02-01", ""):
        told[on] = errors_of(post(liaison, address, refused_on=on, reason="Falta una rúbrica."))["refused_on"]
    assert "31 de enero de 2022, día del oficio con que se envió el ejemplar" in told["2022-01-30"][0]
    assert "no puede ser posterior al día de hoy" in told["2022-02-01"][0]
    done = post(liaison, address, refused_on="2022-01-31", reason="Falta una rúbrica.")
    assert done.status_code == 302, errors_of(done)
    row = Registration.objects.get()
    assert (row.refused_on, row.how) == (dt.date(2022, 1, 31), "recorded")
    log = html_of(liaison.get(reverse("web:cases:log", args=[ready.public_id])))
    assert "Se asentó que la SRE no inscribió el Acuerdo el 31 de enero de 2022: Falta una rúbrica." in log


def test_step_of_the_signature_and_its_room_name_one_and_the_same(cast, ready):
    approve = {"instrument": "R-1", "approved_on": cast.at.date(), "body": "Council"}
    agreements.record_foreign_approval(cast.act("counterpart"), agreement=ready.agreement, **approve)
    begin(cast, ready)
    found = relation.fresh(ready)
    for prepare in (False, True):
        if prepare:
            agreements.prepare_signature(cast.act("liaison"), agreement=found.agreement)
        for who in ("liaison", "mayor", "state", "counterpart"):
            turn = turn_at(cast.actor(who), relation.fresh(ready), "signature", cast.at.date())
            room = cast.client(who).get(url("signature", ready.public_id)).context["next"]
            assert (who, room["mine"], room["whose"]) == (who, turn.mine, turn.whose)
            assert turn.mine == (who == "liaison")
            assert "Enlace" in turn.whose


@pytest.mark.parametrize("who", ["liaison", "mayor", "state", "committee"])
def test_room_of_the_signature_names_the_next_step_of_the_case_while_a_study_is_open(cast, ready, who):
    relation.submit_study(cast, ready)
    case = cast.client(who).get(reverse("web:cases:case", args=[ready.public_id])).context["case"]
    room = cast.client(who).get(url("signature", ready.public_id)).context["next"]
    assert room["key"] == "study"
    assert {name: room[name] for name in ("title", "why", "mine", "whose")} == {
        name: getattr(case.turn, name) for name in ("title", "why", "mine", "whose")
    }
    assert room["url"] == (case.turn.url if case.turn.mine else "")


@pytest.mark.parametrize("who", ["liaison", "mayor", "state"])
def test_room_of_a_signature_not_yet_possible_has_the_next_step_of_the_case_and_what_lacks_apart(cast, who):
    found = relation.open_relation(cast)
    relation.start_text(cast, found)
    client = cast.client(who)
    turn = client.get(reverse("web:cases:case", args=[found.public_id])).context["case"].turn
    room = client.get(url("signature", found.public_id))
    told, page = room.context["next"], html_of(room)
    assert (told["title"], told["mine"], told["whose"]) == (turn.title, turn.mine, turn.whose)
    assert page.count('<section class="next') == 1
    assert turn.title in _first(page)
    assert "Todavía no puede prepararse la firma" in page
    assert "Todavía no puede prepararse la firma" not in _first(page)
    assert url("prepare", found.public_id) not in page


def test_later_act_stands_beside_the_agreement(cast, ready):
    relation.confirm(cast, relation.deposit(cast, ready))
    liaison = cast.client("liaison")
    done = post(liaison, url("later", ready.public_id), kind="amendment", on="2022-01-31", summary="Se agrega un área.")
    assert done.status_code == 302, errors_of(done)
    assert LaterAct.objects.get().summary == "Se agrega un área."
    assert "Se agrega un área." in html_of(liaison.get(url("signature", ready.public_id)))


SEEN = {
    "liaison": [200, 200, 200, 200], "mayor": [200, 200, 200, 404], "state": [200, 200, 200, 404],
    "counterpart": [200, 200, 200, 404], "registrar": [200, 200, 200, 404], "stranger": [404, 404, 404, 404],
}  # fmt: skip


def test_pages_of_a_signature_answer_whom_they_are_for(cast, ready):
    signing = relation.confirm(cast, relation.deposit(cast, ready))
    addresses = [
        url("signature", ready.public_id), url("registration", ready.public_id), url("signing", signing.public_id),
        url("deposit", ready.public_id),
    ]  # fmt: skip
    assert {p: [cast.client(p).get(a).status_code for a in addresses] for p in SEEN} == SEEN


def test_what_was_put_down_wrongly_is_corrected_page_by_page_and_says_who_will_read_why(cast):
    """One world, the office alone: refused with what was typed kept, done, and sent on; what a paper loses its effect by is
    read by whoever verifies it, and the page says so before."""
    found = relation.open_relation(cast, everybody=False)
    relation.agree(cast, found)
    relation.authorise(cast, found)
    liaison, case, why = cast.client("liaison"), found.public_id, "Se asentó de otro papel."

    def opinions(name: str, *args) -> str:
        return reverse(f"web:opinions:{name}", args=args)

    def given_out() -> str:
        assert post(liaison, url("prepare", case), issued_on="2022-01-31").status_code == 302
        issues = Issue.objects.filter(version__document=found.agreement.document, state="in_force")
        return issues.get().code

    def corrects(address: str, public: bool, again: str = "") -> None:
        """A page that asks for its reason: without one, done, and once more when it is done already."""
        assert (str(SAYS_WHY) in html_of(liaison.get(address))) is public, address
        assert list(errors_of(post(liaison, address, reason=" "))) == ["reason"]
        assert post(liaison, address, reason=why).status_code == 302, address
        late = post(liaison, address, reason="Otra vez, con sus palabras.")
        assert (late.status_code, "Otra vez, con sus palabras." in html_of(late), again in html_of(late)) == (
            200,
            True,
            True,
        )

    def ruled(sense: str, number: str, language: str = "es"):
        typed = {"sense": sense, "number": number, "issued_on": "2022-01-31", "about_text": "on"}
        with override(language):  # the address too
            done = post(liaison, opinions("record", case), **typed)
        assert done.status_code == 302, errors_of(done)
        return Opinion.objects.latest("pk").public_id

    ruled("favourable", "DGCP-01/2022")
    # the other side's no, put down from its paper and taken back
    code, no = given_out(), url("foreign_refusal", case)
    assert str(SAYS_WHY) in html_of(liaison.get(no))
    typed = {
        "body": "Common Council",
        "instrument": "Resolution 8",
        "refused_on": "2022-01-31",
        "grounds": "Falta presupuesto.",
    }
    half = post(liaison, no, **typed | {"instrument": ""})
    assert (list(errors_of(half)), "Falta presupuesto." in html_of(half)) == (["instrument"], True)
    done = post(liaison, no, **typed)
    assert (done.status_code, done.url) == (302, url("signature", case))
    paper = verify_paper(code)
    assert (paper.state, paper.reason) == ("withdrawn", "Falta presupuesto.")
    corrects(
        url("withdraw_approval", case, ForeignApproval.objects.get().public_id), True, "Eso ya se había corregido."
    )
    # an opinion taken back, and one that does not favour, put down by a clerk who reads in English
    code = given_out()
    first = Opinion.objects.get().public_id
    corrects(opinions("withdraw_opinion", first), True, "Ese dictamen no está dado, o ya quedó sin efecto.")
    assert verify_paper(code).reason == why
    ruled("favourable", "DGCP-02/2022")
    code = given_out()
    against = ruled("unfavourable", "DGCP-03/2022", "en")
    assert verify_paper(code).reason == "Dictamen DGCP-03/2022, no favorable."
    assert post(liaison, opinions("withdraw_opinion", against), reason=why).status_code == 302
    # the dispatch
    assert post(liaison, opinions("record_dispatch", case), folio="PM/9/2022", sent_on="2022-01-20").status_code == 302
    sent = Dispatch.objects.latest("pk").public_id
    corrects(opinions("correct_dispatch", sent), False, "Solo se corrige un envío asentado")
    # the registration
    relation.confirm(cast, relation.deposit(cast, relation.fresh(found)))
    assert post(cast.client("mayor"), url("send", case), on="2022-01-31").status_code == 302
    done = post(liaison, url("record", case), number="SRE-1/2022", registered_on="2022-01-31")
    assert done.status_code == 302, errors_of(done)
    corrects(url("correct_registration", case), False, "No hay un registro asentado por corregir")
    assert Registration.objects.get(number="SRE-1/2022").withdrawn_on is not None


def test_entry_is_taken_off_the_book_and_published_again_by_who_publishes(cast, ready):
    conclude_signing(cast.act("liaison"), signing=relation.deposit(cast, ready), pages=(1, 2), publish=True)
    liaison, reader = cast.client("liaison"), cast.client("committee")
    room, off, again = (url(name, ready.public_id) for name in ("entry", "take_off", "publish"))
    assert room in html_of(liaison.get(url("registration", ready.public_id)))
    shown = html_of(liaison.get(room))
    public = reverse("portal:entry", args=[Entry.objects.get(partnership=ready.public_id).public_id])
    assert (public in shown, off in shown, again in shown) == (True, True, False)
    assert (off in html_of(reader.get(room)), reader.get(off).status_code) == (False, 404)
    assert errors_of(post(liaison, off, reason=" "))["reason"]
    assert post(liaison, off, reason="Trae un dato personal.").url == room
    assert (liaison.get(public).status_code, liaison.get(off).status_code) == (410, 404)
    withdrawn = html_of(cast.client("mayor").get(room))
    assert ("Retirada el" in withdrawn, again in withdrawn) == (True, True)
    assert "Trae un dato personal." in html_of(liaison.get(reverse("web:cases:log", args=[ready.public_id])))
    assert (again in html_of(reader.get(room)), reader.get(again).status_code) == (False, 404)
    assert post(cast.client("registrar"), again).url == room
    assert (liaison.get(public).status_code, liaison.get(again).status_code) == (200, 404)
    with override("en"):
        assert "Revision 2" in html_of(liaison.get(url("entry", ready.public_id)))


def _first(page: str) -> str:
    """The card of the next step."""
    return page.partition('<section class="next')[2].partition("</section>")[0]


def test_signature_says_to_each_the_one_next_step_of_the_case(cast, ready):
    liaison, theirs = cast.client("liaison"), cast.client("counterpart")
    room, approval = url("signature", ready.public_id), url("foreign_approval", ready.public_id)
    begin(cast, ready)
    hers = _first(html_of(theirs.get(room)))
    assert ("a su cargo" in hers, "Aprobación de la contraparte" in hers, approval in hers) == (True, True, True)
    ours = _first(html_of(liaison.get(room)))
    assert ("a su cargo" in ours, "Aprobación de la contraparte" in ours, approval in ours) == (False, True, False)
    typed = {"body": "Common Council", "instrument": "Resolution 22-04", "approved_on": "2022-01-31"}
    assert post(theirs, approval, **typed).status_code == 302
    assert "Preparar el texto para firma" in _first(html_of(liaison.get(room)))
    assert "a su cargo" not in _first(html_of(theirs.get(room)))
    assert post(liaison, url("prepare", ready.public_id), issued_on="2022-01-31").status_code == 302
    given_out = _first(html_of(liaison.get(room)))
    assert ("Firmar el texto y depositarlo firmado" in given_out, url("deposit", ready.public_id) in given_out) == (
        True,
        True,
    )
    assert "Sign the text and deposit it signed" in _first(html_of(liaison.get("/en" + room)))


def test_signature_gives_the_liaison_the_approval_where_the_counterpart_has_no_account(cast):
    found = relation.open_relation(cast)
    found.circle.seats.filter(organisation=cast.organisations["counterpart"]).delete()
    relation.agree(cast, found)
    relation.authorise(cast, found)
    relation.give_opinion(cast, relation.review(cast, found))
    begin(cast, found)
    first = _first(html_of(cast.client("liaison").get(url("signature", found.public_id))))
    assert ("a su cargo" in first, url("foreign_approval", found.public_id) in first) == (True, True)


def test_case_desk_and_signature_name_one_next_step_with_the_opinion_in_hand_and_no_dispatch(cast):
    found = relation.open_relation(cast, everybody=False)
    begin(cast, found)
    relation.agree(cast, found)
    relation.authorise(cast, found)
    theirs = cast.organisations["counterpart"]
    Seat.objects.create(circle=found.circle, organisation=theirs, part=Part.COUNTERPART, from_on=dt.date(2022, 1, 31))
    liaison, hers = cast.client("liaison"), cast.client("counterpart")
    case, room = reverse("web:cases:case", args=[found.public_id]), url("signature", found.public_id)
    assert "Envío a la SRE" in _first(html_of(liaison.get(case)))
    record_opinion(
        cast.act("liaison"), partnership=relation.fresh(found), sense=Sense.FAVOURABLE, number="CJA/77/2022",
        issued_on=dt.date(2022, 1, 31), version=relation.fresh(found).agreement.agreed_version,
    )  # fmt: skip
    page = html_of(liaison.get(case))
    assert "No consta el oficio de envío; ya consta el dictamen" in page
    assert "No letter of dispatch is on record; the opinion already is" in html_of(liaison.get("/en" + case))
    assert [("Aprobación de la contraparte" in _first(html_of(c.get(at))), "a su cargo" in _first(html_of(c.get(at))))
        for c in (liaison, hers) for at in (case, room)] == [(True, False), (True, False), (True, True), (True, True)]  # fmt: skip
    assert found.folio in html_of(hers.get("/escritorio/"))
    assert [m.title for m in hers.get("/escritorio/").context["desk"].matters] == ["Aprobación de la contraparte"]


def test_what_was_signed_without_a_text_agreed_on_has_its_earlier_acts_put_down_from_paper(cast):
    found = relation.open_relation(cast, everybody=False)
    relation.start_text(cast, found)
    liaison, kept = cast.client("liaison"), {"public_id": found.public_id}
    agree, sent = reverse("web:drafting:agree", kwargs=kept), reverse("web:opinions:record_dispatch", kwargs=kept)
    case, dispatches = (reverse(n, kwargs=kept) for n in ("web:cases:case", "web:opinions:dispatches_of_case"))
    council = reverse("web:meetings:cabildo", kwargs=kept)
    assert (liaison.get(agree).status_code, liaison.get(sent).status_code) == (200, 404)
    room, point = html_of(liaison.get(council)), reverse("web:papers:start", args=[found.public_id, "cabildo_point"])
    assert "Antes, las Partes acuerdan el texto." in room
    assert "Falta que las Partes acuerden el texto." in html_of(liaison.get(dispatches))
    relation.confirm(cast, relation.deposit(cast, found))
    page = html_of(liaison.get(case))
    for fact in (Fact.TEXT_AGREED, Fact.AUTHORISED, Fact.DISPATCHED):
        assert f"Se firmó sin que conste: {fact.label}" in page
    assert f"Falta: {Fact.TEXT_AGREED.label}" not in page
    assert "Signed, and not on record: dispatch to SRE" in html_of(liaison.get("/en" + case))
    assert liaison.get(agree).status_code == 404
    room = html_of(liaison.get(council))
    assert point not in room
    assert ("Se firmó sin que conste la autorización." in room, "acuerdan el texto" in room) == (True, False)
    room = html_of(liaison.get(dispatches))
    assert ("Se firmó sin que conste el envío" in room, sent in room, "acuerden el texto" in room) == (
        True,
        True,
        False,
    )
    assert post(liaison, sent, folio="VS/SRE/04/2022", sent_on="2022-01-31").status_code == 302
    assert Dispatch.objects.get().version == Signing.objects.get().version
    assert f"Se firmó sin que conste: {Fact.DISPATCHED.label}" not in html_of(liaison.get(case))


@pytest.mark.parametrize("given_out", [True, False])
def test_scan_of_fewer_pages_than_the_text_prints_is_asked_about_and_taken(cast, ready, given_out):
    liaison = cast.client("liaison")
    if given_out:
        assert post(liaison, url("prepare", ready.public_id), issued_on="2022-01-31").status_code == 302
    row = relation.deposit(cast, ready, pages=1)
    printed = printed_pages(row)
    at, asked = url("signing", row.public_id), f"tiene {printed} páginas impreso y el escaneado 1: ¿falta el resto?"
    page = html_of(liaison.get(at))
    assert printed > 1
    assert (asked in page, url("correct", row.public_id) in page) == (True, True)
    assert f"prints on {printed} pages and the scan has 1: is the rest missing?" in html_of(liaison.get("/en" + at))
    assert post(liaison, at, pages=["1"]).status_code == 302  # advice: what was signed is taken
    assert asked in html_of(liaison.get(at))
    assert post(liaison, url("correct", row.public_id), reason="Faltaban páginas.").status_code == 302
    assert asked not in html_of(liaison.get(at))
    whole = relation.deposit(cast, ready, pages=printed)
    assert "¿falta el resto?" not in html_of(liaison.get(url("signing", whole.public_id)))


def test_who_signed_in_the_place_of_another_is_mended_by_correcting_the_deposit(cast, ready):
    others = relation.signed_by()
    others[-1] = replace(others[-1], name="Persona de Muestra 11")
    row = relation.deposit(cast, ready, signatories=others)
    assert "other_signatory_theirs" in row.lacks
    lack = next(b for b in cast.client("liaison").get(url("signing", row.public_id)).context["lacks"]
        if "firmó otra persona" in b["sentence"])  # fmt: skip
    assert lack["url"] == url("correct", row.public_id)
    seen = cast.client("counterpart").get(url("signing", row.public_id)).context
    assert [b["url"] for b in seen["lacks"] if "firmó otra persona" in b["sentence"]] == [""]


def test_registration_of_a_text_signed_otherwise_is_stopped_with_its_reason(cast, ready):
    row = relation.confirm(cast, relation.deposit(cast, ready), differences=("Artículo V: 90 días",))
    room = url("registration", ready.public_id)
    for who in ("liaison", "mayor", "registrar"):
        page = html_of(cast.client(who).get(room))
        assert "difiere del que obtuvo el dictamen en: Artículo V: 90 días" in page, who
        assert ("con dictamen favorable" in page, url("signing", row.public_id) in page) == (False, True)
        assert (url("send", ready.public_id) in page, url("record", ready.public_id) in page) == (False, False)
    deposit = html_of(cast.client("liaison").get(url("signing", row.public_id)))
    assert ("Artículo V: 90 días" in deposit, url("correct", row.public_id) in deposit) == (True, True)
