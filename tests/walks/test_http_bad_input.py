"""What bad input gets (section 4 of the first walk): a clear sentence at the place, and nothing lost."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import UnreadablePostError
from django.test import Client
from django.urls import reverse

from hermanar.accounts.models import KeptForm
from hermanar.directory.models import Country, Municipality, Place, State
from hermanar.files.models import Attachment, Blob
from hermanar.partnerships.models import Lead, Letter, Partnership
from hermanar.partnerships.operations import open_lead
from tests import relation
from tests.cast import PASSWORD
from tests.files import hostile
from tests.kept import kept

from .browserless import Visitor, words
from .steps import NO_DAY, NOT_A_DAY


@pytest.fixture
def sit(cast):
    """`sit("liaison")`: that persona's browser."""
    return lambda name: Visitor(name, cast.client(name, enforce_csrf_checks=True))


@pytest.fixture
def case(cast):
    return relation.open_relation(cast)


@pytest.fixture
@kept
def lead(cast):
    return open_lead(
        cast.act("consul"), country=Country.objects.get(iso2="US"), foreign_name="Lakeside", zone="America/Chicago",
        foreign_subdivision="Wisconsin", place=Place.objects.get(pk=900001), proposed_place="Villa Serena",
        municipality=Municipality.objects.get(key="20999"), contact_name="Persona de Muestra 30",
        contact_post="City Clerk", summary="Agua limpia.", exercise_at=cast.at,
    )  # fmt: skip


def url_of(name: str, *arguments: str) -> str:
    return reverse(f"web:{name}", args=arguments)


# places ----------------------------------------------------------------------------------------------------------------


TRIAGE = {
    "their_kind": "governmental", "scope": "whole", "earlier": "none", "proposed_by": "own", "money": "no",
    "staff": "no", "protected": "no", "forum": "no", "areas": ["culture"],
}  # fmt: skip


def test_same_city_twice_is_no_relation(sit):
    liaison = sit("liaison").open("/vinculaciones/nueva/")
    liaison.form("Abrir el expediente").send(**TRIAGE, country="MX", their_name="Villa Serena")
    assert any("mism" in e for e in liaison.errors()), liaison.errors()
    assert liaison.kept("their_name") == ["Villa Serena"]
    assert Partnership.objects.count() == 0


def test_place_that_does_not_exist_is_said_at_its_field(sit):
    liaison = sit("liaison").open("/vinculaciones/nueva/")
    liaison.refused(
        "Abrir el expediente", "Ningún municipio de México lleva ese nombre", **TRIAGE, country="MX",
        their_name="Xochitlán de los Milagros",
    )  # fmt: skip
    liaison.refused("Abrir el expediente", "no está en el catálogo", **TRIAGE, country="US", their_name="Nowhereville")
    assert Partnership.objects.count() == 0


def test_place_that_exists_twice_is_asked_for(sit):
    Municipality.objects.create(key="03998", name="Los Cabos", folded="los cabos", state=State.objects.get(key="11"))
    liaison = sit("liaison").open("/vinculaciones/nueva/")
    liaison.refused("Abrir el expediente", "más de un municipio", **TRIAGE, country="MX", their_name="Los Cabos")
    choices = [words(label) for label in liaison.tree.xpath("//label[.//input[@name='their_place']]")]
    assert choices == ["Los Cabos, Baja California Sur", "Los Cabos, Guanajuato"]
    liaison.send("Abrir el expediente", their_place="03008")
    assert Partnership.objects.get().parties.get(side="theirs").municipality_id == "03008"


def test_community_in_no_list_is_asked_for_its_municipality(sit):
    consul = sit("consul").open("/prospectos/nuevo/")
    consul.refused(
        "Abrir prospecto", "No encontramos ese lugar", foreign_name="Lakeside", country="US",
        proposed_place="San José de Nadie, Oaxaca", summary="Agua limpia.",
    )  # fmt: skip
    consul.send("Abrir prospecto", proposed_place="San José de Nadie, Villa Serena, Oax.")
    opened = Lead.objects.get()
    assert (opened.municipality_id, opened.beneficiary) == ("20999", "San José de Nadie")


# dates -----------------------------------------------------------------------------------------------------------------


def test_impossible_day_in_a_lead_is_said_and_everything_stays(sit, lead):
    consul = sit("consul").open("/prospectos/nuevo/")
    typed = {"foreign_name": "Lakeside", "country": "US", "proposed_place": "Villa Serena, Oax.", "summary": "Agua."}
    consul.refused("Abrir prospecto", NOT_A_DAY, **typed, received_on=NO_DAY)
    assert Lead.objects.count() == 1


def test_mayor_whose_term_does_not_cover_the_day_does_not_sign(sit, cast, case):
    letter = _letter(sit, case)
    mayor = sit("mayor").open(url_of("letters:sign", letter.public_id))
    mayor.refused("Firmar la carta", "la Presidencia municipal", dated_on="2021-06-01")
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_day_to_come_is_no_day_of_a_paper_received(sit, case):
    liaison = sit("liaison").open(url_of("letters:record", case.public_id))
    liaison.refused(
        "Asentar la carta", "posterior", kind="intent", direction="out", folio="PM/1/2022", dated_on="2031-01-01"
    )
    assert Letter.objects.count() == 0


# files -----------------------------------------------------------------------------------------------------------------


def _bomb() -> bytes:
    """A Word document of a few kilobytes that would unpack to 64 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        z.writestr("[Content_Types].xml", hostile.TYPES)
        z.writestr("word/document.xml", bytes(64 * 2**20))
    return out.getvalue()


HOSTILE = {
    "no_pdf": ("acta.pdf", lambda: b"MZ" + bytes(400), "PDF"),
    "encrypted": ("acta.pdf", lambda: hostile.pdf(encryption=_locked()), "contraseña"),
    "script": ("acta.pdf", lambda: hostile.pdf(hostile.with_open_action("/JavaScript")), "JavaScript"),
    "script_on_page": ("acta.pdf", lambda: hostile.pdf(hostile.with_script_in_page_annotation), "JavaScript"),
    "bomb_as_word": ("acta.docx", _bomb, "PDF"),
    "bomb_as_pdf": ("acta.pdf", _bomb, "PDF"),
    "empty": ("acta.pdf", lambda: b"", "vac"),
}


def _locked():
    import pikepdf

    return pikepdf.Encryption(owner="x", user="y")


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_scan_is_refused_by_name_and_nothing_stays(sit, case, what):
    name, make, said = HOSTILE[what]
    before = (Attachment.objects.count(), Blob.objects.count())
    liaison = sit("liaison").open(url_of("letters:record", case.public_id))
    liaison.refused(
        "Asentar la carta", said, files={"file": SimpleUploadedFile(name, make(), "application/pdf")},
        kind="intent", direction="out", folio="PM/1/2022", names="Lakeside", dated_on="2022-01-20",
    )  # fmt: skip
    assert (Attachment.objects.count(), Blob.objects.count()) == before
    assert Letter.objects.count() == 0


def test_scan_beyond_the_limit_is_refused_with_the_limit(sit, case, settings):
    settings.FILE_MAX_BYTES = 1 * 2**20
    big = SimpleUploadedFile("acta.pdf", hostile.pdf() + bytes(2 * 2**20), "application/pdf")
    liaison = sit("liaison").open(url_of("letters:record", case.public_id))
    liaison.refused(
        "Asentar la carta", "1 MB", files={"file": big}, kind="intent", direction="out", folio="PM/1/2022",
        dated_on="2022-01-20",
    )  # fmt: skip
    assert (Attachment.objects.count(), Letter.objects.count()) == (0, 0)


class Flood(io.RawIOBase):
    """A form whose scan is 200 MB, made while it is read: the server is not told the size of a part beforehand."""

    def __init__(self, size: int = 200 * 2**20) -> None:
        self.head = _parts(b"\n")
        self.tail = b"\r\n--x--\r\n"
        self.length = len(self.head) + size + len(self.tail)
        self.at = 0

    def read(self, size: int = -1) -> bytes:
        many = min(size if size >= 0 else 2**20, 2**20, self.length - self.at)
        start, self.at = self.at, self.at + many
        if start >= len(self.head) and self.at <= self.length - len(self.tail):
            return bytes(many)
        whole = {**dict.fromkeys(range(start, self.at), 0)}
        for i in whole:
            if i < len(self.head):
                whole[i] = self.head[i]
            elif i >= self.length - len(self.tail):
                whole[i] = self.tail[i - self.length]
        return bytes(whole.values())


def test_scan_of_200_mb_that_streams_in_is_refused_with_the_limit(cast, case, settings):
    flood = Flood()
    answer = cast.client("liaison").generic(
        "POST", url_of("letters:record", case.public_id), b"-", "multipart/form-data; boundary=x",
        **{"wsgi.input": flood, "CONTENT_LENGTH": str(flood.length)},
    )  # fmt: skip
    said = answer.content.decode()
    assert (answer.status_code, flood.at) == (200, flood.length)
    assert "40 MB" in said
    assert 'value="PM/1/2022"' in said
    assert (Attachment.objects.count(), Blob.objects.count(), Letter.objects.count()) == (0, 0, 0)
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*")) == []


class BrokenLine(io.BytesIO):
    """What a server reads of a connection that breaks: some bytes, then an error."""

    def read(self, *size: int) -> bytes:
        if piece := super().read(*size):
            return piece
        raise OSError("connection reset by peer")


def test_interrupted_upload_leaves_nothing(cast, case):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="folio"\r\n\r\nPM/1/2022\r\n'
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="acta.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + hostile.pdf()[:300]
    )
    broken = {"wsgi.input": BrokenLine(body), "CONTENT_LENGTH": str(len(body) + 5000)}
    with pytest.raises(UnreadablePostError):
        cast.client("liaison").generic(
            "POST", url_of("letters:record", case.public_id), body, "multipart/form-data; boundary=x", **broken
        )
    assert (Attachment.objects.count(), Blob.objects.count(), Letter.objects.count()) == (0, 0, 0)


def _parts(end: bytes) -> bytes:
    """A form of a letter with its scan, whose last part is followed by `end`."""
    fields = {"kind": "intent", "direction": "out", "folio": "PM/1/2022", "dated_on": "2022-01-20", "precision": "day"}
    typed = b"".join(
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    )
    scan = b'--x\r\nContent-Disposition: form-data; name="file"; filename="acta.pdf"\r\n\r\n' + hostile.pdf()
    return typed + scan + end


@pytest.mark.parametrize("end", [b"", b"\r\n", b"\r\n--x", b"\r\n--x\r\n"])
def test_upload_without_its_end_is_refused_and_what_was_typed_stays(cast, case, end):
    url = url_of("letters:record", case.public_id)
    answer = cast.client("liaison").generic("POST", url, _parts(end), "multipart/form-data; boundary=x")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "El envío se interrumpió antes de llegar completo" in said
    assert 'value="PM/1/2022"' in said
    assert (Attachment.objects.count(), Blob.objects.count(), Letter.objects.count()) == (0, 0, 0)


def test_the_same_upload_with_its_end_is_taken(cast, case):
    url = url_of("letters:record", case.public_id)
    answer = cast.client("liaison").generic("POST", url, _parts(b"\r\n--x--\r\n"), "multipart/form-data; boundary=x")
    assert answer.status_code == 302
    assert (Attachment.objects.count(), Letter.objects.get().folio) == (1, "PM/1/2022")


def test_half_a_file_is_not_called_a_foreign_one(client, db):
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n' + hostile.pdf()[:200]
    answer = client.generic("POST", reverse("portal:verify-file"), part, "multipart/form-data; boundary=x")
    assert answer.status_code == 400
    assert "El archivo no llegó completo" in answer.content.decode()


# twice -----------------------------------------------------------------------------------------------------------------


def test_same_form_sent_twice_does_its_thing_once(sit, case):
    liaison = sit("liaison").open(url_of("letters:record", case.public_id))
    form = liaison.form("Asentar la carta")
    typed = {"kind": "intent", "direction": "out", "folio": "PM/1/2022", "names": "Lakeside", "dated_on": "2022-01-20"}
    form.send(**typed)
    first = liaison.url
    liaison.url = url_of("letters:record", case.public_id)
    form.send(**typed)
    liaison.says("se hizo una sola vez")
    assert liaison.url == first
    assert Letter.objects.count() == 1


def test_folio_used_twice_is_said_at_the_field(sit, case):
    liaison = sit("liaison")
    typed = {"kind": "intent", "direction": "out", "folio": "PM/1/2022", "names": "Lakeside", "dated_on": "2022-01-20"}
    liaison.open(url_of("letters:record", case.public_id)).send("Asentar la carta", **typed)
    liaison.open(url_of("letters:record", case.public_id)).refused("Asentar la carta", "PM/1/2022", **typed)
    assert liaison.tree.xpath("//div[contains(@class,'invalid')]//input[@name='folio']")
    assert Letter.objects.count() == 1


def test_two_persons_on_one_clause_see_both_texts(sit, cast, case):
    relation.start_text(cast, case)
    desk = url_of("drafting:text", case.public_id)
    one, other = sit("liaison").open(desk), sit("liaison").open(desk)
    clause = next(a.get("href") for a in one.tree.xpath("//a[contains(@href,'?editar=art-02')]"))
    one.open(clause)
    other.open(clause)
    seen = one.kept("text_es")[0]
    one.send("Guardar", text_es=f"{seen} Lo escribió la primera persona.")
    other.form("Guardar").send(text_es=f"{seen} Lo escribió la segunda.")
    other.says("Otra persona cambió este mismo párrafo", "Lo escribió la primera persona.", "Lo escribió la segunda.")
    other.send("Guardar el mío")
    other.open(desk).says("Lo escribió la segunda.").silent("Lo escribió la primera persona.")


# characters ------------------------------------------------------------------------------------------------------------


def _words(**changes: str) -> dict[str, str]:
    kept = {}
    for part, es, en in (
        ("motivations", "Familias en las dos ciudades.", "Families in both cities."),
        ("interests", "Agua limpia", "Clean water"),
        ("objectives", "Un proyecto cada año", "One project every year"),
    ):
        kept |= {f"{part}_es": es, f"{part}_en": en}
    return kept | changes


def _letter(sit, case) -> Letter:
    sit("liaison").open(url_of("letters:new", case.public_id)).send("Guardar", **_words())
    return Letter.objects.get()


def test_character_no_font_can_print_is_named_at_the_field(sit, case):
    liaison = sit("liaison").open(url_of("letters:new", case.public_id))
    typed = _words(motivations_es="Familias \U00013000 en las dos ciudades.")
    liaison.form("Guardar").send(**typed)
    said = " ".join(liaison.errors())
    assert "\U00013000" in said or "U+13000" in said, said
    assert liaison.kept("motivations_es") == [typed["motivations_es"]]


# the session expires ---------------------------------------------------------------------------------------------------


def _sign_in(visitor: Visitor, email: str) -> None:
    visitor.form("Ingresar").send(login=email, password=PASSWORD)


def _expired(sit, case) -> tuple[Visitor, str, dict]:
    """A letter typed, the session gone when it is sent."""
    page = url_of("letters:new", case.public_id)
    liaison = sit("liaison").open(page)
    form = liaison.form("Guardar")
    liaison.client.cookies.pop("sessionid")
    typed = _words(motivations_es="Lo que costó una hora escribir.")
    form.send(**typed)
    assert liaison.url.startswith("/cuenta/login/"), liaison.url
    liaison.says("Su sesión venció")
    return liaison, page, typed


def test_form_of_an_expired_session_comes_back_to_the_same_person(sit, cast, case):
    liaison, page, typed = _expired(sit, case)
    kept = KeptForm.objects.get()
    assert b"una hora escribir" not in bytes(kept.ciphertext)
    assert "una hora escribir" not in str(liaison.client.cookies)
    _sign_in(liaison, "liaison@example.org")
    assert liaison.url == page
    liaison.says("Aquí está lo que había escrito")
    assert liaison.kept("motivations_es") == [typed["motivations_es"]]
    liaison.send("Guardar")
    assert Letter.objects.get().motivations["es"] == typed["motivations_es"]
    assert KeptForm.objects.count() == 0


def test_form_of_an_expired_session_is_nothing_to_another_person(sit, cast, case):
    liaison, page, _typed = _expired(sit, case)
    liaison.client.force_login(cast.users["administrator"], backend="django.contrib.auth.backends.ModelBackend")
    liaison.open(page)
    assert liaison.status == 404
    assert "una hora escribir" not in liaison.open("/escritorio/").text
    liaison.client.force_login(cast.users["liaison"], backend="django.contrib.auth.backends.ModelBackend")
    liaison.open(page)
    assert liaison.kept("motivations_es") == ["Lo que costó una hora escribir."]
    assert Letter.objects.count() == 0


def test_form_of_an_expired_session_in_another_browser_is_not_kept(case):
    stranger = Visitor("nobody", Client())
    stranger.client.post(url_of("letters:new", case.public_id), {"motivations_es": "Algo."})
    assert KeptForm.objects.count() == 0
