"""A file chosen in a form that comes back is kept for its next try, for the same person in the same post."""

import datetime as dt
import re
import secrets

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from hermanar.cli.retention import purge_all
from hermanar.files.models import Attachment, KeptUpload
from hermanar.files.operations import KEPT_LASTS
from hermanar.partnerships.models import Lead
from hermanar.plans import operations as plans
from tests.files.hostile import pdf, with_open_action

NEW = "/prospectos/nuevo/"
LEAD = {"foreign_name": "Lakeside", "country": "US", "proposed_place": "Villa Serena, Oax."}
ROWS = {f"{p}-{k}": v for p in ("promoters", "ideas") for k, v in (("TOTAL_FORMS", "3"), ("INITIAL_FORMS", "0"))}
WRONG = {**LEAD, **ROWS, "foreign_name": ""}


def scan(name: str = "carta firmada.pdf", pages: int = 2) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(pages=pages), "application/pdf")


def send(client: Client, data: dict, url: str = NEW):
    return client.post(url, {"_once": secrets.token_hex(8), **data})


def tokens(page: str) -> list[str]:
    return re.findall(r'name="_kept" value="(\w+)"[^>]* checked', page)


def test_file_of_a_form_that_came_back_is_kept_named_and_taken_by_the_next_try(cast):
    client = cast.client("consul")
    page = send(client, {**WRONG, "papers": [scan(), scan("anexo.pdf", 3)]}).content.decode()
    assert Lead.objects.count() == 0
    assert re.findall(r"Archivo conservado: ([^<]+\.pdf) \(\S+\sbytes\)", page) == ["carta firmada.pdf", "anexo.pdf"]
    kept = tokens(page)
    assert [k.public_id for k in KeptUpload.objects.order_by("pk")] == kept
    # wrong once more: the same two, not two more; in English for who reads English
    again = send(client, {**WRONG, "_kept": kept}, "/en" + NEW).content.decode()
    assert (tokens(again), KeptUpload.objects.count()) == (kept, 2)
    assert "File kept: anexo.pdf" in again
    right = {**LEAD, **ROWS, "_kept": kept, "_once": "a1b2c3d4e5f60718"}
    assert [client.post(NEW, right).status_code for _ in range(2)] == [302, 302]  # sent twice, done once
    assert (Lead.objects.count(), sorted(a.filename for a in Attachment.objects.all())) == (
        1, ["anexo.pdf", "carta firmada.pdf"]
    )  # fmt: skip
    assert Attachment.objects.get(filename="anexo.pdf").blob.pages == 3


def test_file_newly_chosen_replaces_the_kept_one_and_one_not_ticked_is_not_sent(cast):
    client = cast.client("consul")
    kept = tokens(send(client, {**WRONG, "papers": [scan("una.pdf"), scan("dos.pdf")]}).content.decode())
    page = send(client, {**WRONG, "_kept": kept[1:]}).content.decode()
    assert tokens(page) == kept[1:]  # the first was unticked
    send(client, {**LEAD, **ROWS, "_kept": kept, "papers": [scan("tres.pdf")]})
    assert [a.filename for a in Attachment.objects.all()] == ["tres.pdf"]


def test_anothers_token_gives_nothing_nor_does_ones_own_from_another_post(cast):
    kept = tokens(send(cast.client("consul"), {**WRONG, "papers": scan()}).content.decode())
    form = {**LEAD, **ROWS, "_kept": kept}
    send(cast.client("liaison"), form)
    KeptUpload.objects.update(appointment="another0post")
    send(cast.client("consul"), form)
    assert Client().post(NEW, form).status_code == 302  # a stranger: to sign in
    assert (Lead.objects.count(), Attachment.objects.count()) == (2, 0)
    KeptUpload.objects.update(appointment=cast.actor("consul").appointment)
    send(cast.client("consul"), {**form, "summary": "Otra vez"})
    assert Attachment.objects.count() == 1  # there was something to leak


def test_file_kept_is_gone_after_a_day_with_its_bytes(cast, django_capture_on_commit_callbacks):
    client = cast.client("consul")
    kept = tokens(send(client, {**WRONG, "papers": scan()}).content.decode())
    row = KeptUpload.objects.get()
    path = row.path
    assert default_storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_all(row.kept_at + dt.timedelta(hours=23))["kept_uploads"] == 0
        KeptUpload.objects.update(kept_at=timezone.now() - KEPT_LASTS)
        assert tokens(send(client, {**WRONG, "_kept": kept}).content.decode()) == []
        assert purge_all(timezone.now())["kept_uploads"] == 1
    assert (KeptUpload.objects.count(), default_storage.exists(path)) == (0, False)


def test_file_that_is_not_safe_is_not_kept_and_says_so(cast):
    sent = {
        "trampa.pdf": (pdf(with_open_action("/JavaScript")), "JavaScript"),
        "imagen.png": (b"\x89PNG\r\n\x1a\n....", "dañada"),
        "tabla.exe": (b"MZ....", ""),
        "nota.txt": (b"uno\x00dos", ""),
    }
    papers = [SimpleUploadedFile(name, data) for name, (data, _why) in sent.items()]
    page = send(cast.client("consul"), {**WRONG, "papers": papers}).content.decode()
    assert (KeptUpload.objects.count(), tokens(page)) == (0, [])
    for name, (_data, why) in sent.items():
        assert re.search(rf"No se conservó {re.escape(name)}: adjúntelo de nuevo\.[^<]*{why}", page), name


def test_refused_file_keeps_nothing_and_a_seat_keeps_its_share(cast, django_capture_on_commit_callbacks):
    client = cast.client("consul")
    with override_settings(FILE_MAX_BYTES=100):
        page = send(client, {**LEAD, **ROWS, "papers": scan()}).content.decode()
    assert "pesa más de" in page
    assert KeptUpload.objects.count() == 0
    size = len(pdf())
    with override_settings(FILE_MAX_BYTES=size), django_capture_on_commit_callbacks(execute=True):
        sent = [
            *tokens(send(client, {**WRONG, "papers": [scan("0.pdf"), scan("1.pdf")]}).content.decode()),
            *tokens(send(client, {**WRONG, "papers": [scan(f"{n}.pdf") for n in range(2, 6)]}).content.decode()),
        ]
    assert len(set(sent)) == 6
    rows = list(KeptUpload.objects.order_by("pk"))
    assert [r.filename for r in rows] == ["2.pdf", "3.pdf", "4.pdf", "5.pdf"]
    assert sum(default_storage.exists(f"kept/{token}") for token in sent) == 4


def test_file_of_a_personal_links_form_is_kept_for_that_link_alone(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison")
    units = [plans.put_unit(act, organisation=house, name=n) for n in ("Turismo", "Salud")]
    plan = plans.open_plan(act, organisation=house, year=2022)
    row = plans.open_record(act, plan=plan, kind="request", title="Lluvia Segura", fields={"programme": "a"})
    plans.ask_units(act, row=row, units=units, what="Informe", due_on=act.on)
    urls = {}
    for unit in units:
        _link, token = plans.give_unit_link(act, unit=unit, now=timezone.now())
        ask = row.asks.get(unit=unit).public_id
        urls[unit.name] = reverse("guest:agendas:ask", args=[token, ask])
    typed = {"text": "x" * 20_000}  # more than the field takes
    kept = tokens(send(Client(), {**typed, "file": scan()}, urls["Turismo"]).content.decode())
    assert (len(kept), Attachment.objects.count()) == (1, 0)
    send(Client(), {"text": "Nada", "_kept": kept}, urls["Salud"])
    assert Attachment.objects.count() == 0
    assert send(Client(), {"text": "Dos obras", "_kept": kept}, urls["Turismo"]).status_code == 302
    assert Attachment.objects.get().filename == "carta firmada.pdf"
