"""The desk that lawyers sit at: it saves itself, undoes, tells what each article is, and keeps its comments."""

import io
import re
import secrets
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from hermanar.documents.models import Comment, ReturnedFile
from hermanar.documents.queries import checking, draft_docx, latest_version, ways_of
from hermanar.documents.renderers import read_back
from hermanar.notices.models import Notice
from hermanar.opinions import operations as opinions
from tests import relation
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post
from tests.web.test_drafting import text, typed, url

KEY = "art-01.p1"


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


@pytest.fixture
@kept
def agreement(cast, partnership):
    return relation.start_text(cast, partnership)


@pytest.fixture
def liaison(cast):
    return cast.client("liaison")


def save(client, partnership, **data):
    """What the form sends while somebody writes."""
    sent = {"_once": secrets.token_hex(8), **data}
    return client.post(url("edit", partnership, KEY), sent, headers={"X-Requested-With": "autosave"})


def number(agreement) -> int:
    return latest_version(agreement.document).number


def test_clause_saves_itself_goes_on_and_shows_both_where_two_write(cast, liaison, partnership, agreement):
    page = html_of(liaison.get(f"{url('text', partnership)}?editar={KEY}"))
    assert f'data-autosave="{url("edit", partnership, KEY)}"' in page
    first = save(liaison, partnership, **typed(agreement, KEY, es="Nuevo."))
    told = first.json()
    assert (told["fields"]["base_number"], told["fields"]["seen_es"], number(agreement)) == (2, "Nuevo.", 2)
    assert re.fullmatch(r"\d\d:\d\d h", told["at"])
    same = save(liaison, partnership, **typed(agreement, KEY))
    assert (same.status_code, number(agreement)) == (200, 2)
    going_on = {**typed(agreement, KEY), **told["fields"], "text_es": "Nuevo y más."}
    assert save(liaison, partnership, **going_on).json()["fields"]["seen_es"] == "Nuevo y más."
    # what stands around the text follows, without the text itself
    around = html_of(liaison.get(url("text", partnership), {"parte": "revision"}))
    assert "<html" not in around
    assert 'id="texto"' not in around
    assert all(f'id="{part}"' in around for part in ("encabezado", "esquema", "revision"))
    assert "versión 3" in around
    unprintable = save(liaison, partnership, **typed(agreement, KEY, en="A 𒀀 sign."))
    assert (unprintable.status_code, "𒀀" in unprintable.json()["error"]) == (422, True)
    stale = {**going_on, "text_es": "Lo que yo escribí."}  # seen before the second save
    met = save(liaison, partnership, **stale)
    assert (met.status_code, met.json(), text(agreement, KEY)) == (409, {"conflict": True}, "Nuevo y más.")
    both = html_of(post(liaison, url("edit", partnership, KEY), **stale))
    assert "Lo que yo escribí." in both
    assert "Guardar el mío" in both
    assert "data-autosave" not in both  # from here on it is a decision


def test_while_typing_only_the_changed_clause_is_checked_and_the_whole_when_asked(
    cast, liaison, partnership, agreement, monkeypatch
):
    page = html_of(liaison.get(f"{url('text', partnership)}?editar={KEY}"))
    assert "?parte=revision&amp;escribiendo=1" in page
    read: list[int] = []
    whole = checking.check
    monkeypatch.setattr(
        checking, "check", lambda content, *a, **k: read.append(len(content.blocks)) or whole(content, *a, **k)
    )
    writing, asked = {"parte": "revision", "escribiendo": "1"}, {"parte": "revision"}
    save(
        liaison,
        partnership,
        **typed(agreement, KEY, es="Las Partes se reunirán el 31 de febrero de 2023 en Zihuatanejo."),
    )
    around = html_of(liaison.get(url("text", partnership), writing))
    assert read == []
    assert "Fecha imposible" in around
    assert "Lugar ajeno a las Partes" in around
    assert "Revisar todo el texto" in around
    all_of_it = html_of(liaison.get(url("text", partnership), asked))
    assert len(read) == 1
    assert "Revisar todo el texto" not in all_of_it
    assert "Fecha imposible" in all_of_it
    # mended, it goes; what the whole said of other clauses stays until it is read again
    save(liaison, partnership, **typed(agreement, KEY, es="Las Partes se reunirán cada año."))
    around = html_of(liaison.get(url("text", partnership), writing))
    assert (len(read), "Fecha imposible" in around, "Lugar ajeno" in around) == (1, False, False)


def test_undo_and_redo_walk_the_saved_steps_and_lose_none(liaison, cast, partnership, agreement):
    before = text(agreement, KEY)
    assert "Deshacer" not in html_of(liaison.get(url("text", partnership)))
    relation.edit(cast, agreement, KEY, "es", before, "Uno.")
    relation.edit(cast, agreement, KEY, "es", "Uno.", "Dos.")
    for name, base, told in (("undo", 3, "Uno."), ("undo", 4, before), ("redo", 5, "Uno."), ("redo", 6, "Dos.")):
        assert post(liaison, url(name, partnership), base_number=base).status_code == 302
        assert text(agreement, KEY) == told
    assert (number(agreement), ways_of(agreement.document).redo) == (7, None)
    behind = liaison.post(url("undo", partnership), {"base_number": 6, "_once": "x"}, follow=True)
    assert "Alguien guardó otra versión mientras tanto" in html_of(behind)
    assert (number(agreement), text(agreement, KEY)) == (7, "Dos.")
    post(cast.client("counterpart"), url("undo", partnership), base_number=7)
    assert number(agreement) == 7


def test_article_changed_in_one_language_is_told_until_the_other_follows_or_is_confirmed(
    cast, liaison, partnership, agreement
):
    told = "por actualizar en: English"
    relation.edit(cast, agreement, KEY, "es", text(agreement, KEY), "Nuevo.")
    page = html_of(liaison.get(url("text", partnership)))
    assert told in page
    assert "Dicen lo mismo" in page
    relation.edit(cast, agreement, KEY, "en", text(agreement, KEY, "en"), "New.")
    assert told not in html_of(liaison.get(url("text", partnership)))
    relation.edit(cast, agreement, "art-04.p1", "es", text(agreement, "art-04.p1"), "Otro.")
    assert told in html_of(liaison.get(url("text", partnership)))
    assert post(liaison, url("confirm", partnership), base_number=4, group="art-04").status_code == 302
    assert told not in html_of(liaison.get(url("text", partnership)))
    # a confirmation is no step of the text: what is undone is the edit
    post(liaison, url("undo", partnership), base_number=5)
    assert text(agreement, "art-04.p1") != "Otro."


def test_comment_is_on_a_clause_in_one_language_put_to_a_post_and_resolved_by_it(cast, liaison, partnership, agreement):
    page = html_of(liaison.get(f"{url('text', partnership)}?comentar=art-05.p6"))
    assert "Comentar la cláusula elegida" in page
    secretary = cast.appointments["council_secretary"].public_id
    asked = {"key": "art-05.p6", "group": "art-05", "language": "en", "for_appointment": secretary, "text": "¿90?"}
    assert post(liaison, url("comment", partnership), **asked).status_code == 302
    row = Comment.objects.get()
    assert (row.key, row.language, row.for_appointment) == ("art-05.p6", "en", secretary)
    assert list(Notice.objects.exclude(key="case_opened").values_list("key", "user_id")) == [
        ("comment_assigned", cast.users["council_secretary"].pk)
    ]
    address = reverse("web:drafting:resolve", args=[partnership.public_id, row.pk])
    assert address not in html_of(cast.client("counterpart").get(url("text", partnership)))
    post(cast.client("counterpart"), address)
    row.refresh_from_db()
    assert row.resolved_at is None
    assert address in html_of(cast.client("council_secretary").get(url("text", partnership)))
    post(cast.client("council_secretary"), address)
    row.refresh_from_db()
    assert row.resolved_by == cast.users["council_secretary"].public_id
    assert "1 comentario atendido" in html_of(liaison.get(url("text", partnership)))
    stranger = {**asked, "for_appointment": cast.appointments["stranger"].public_id}
    assert post(liaison, url("comment", partnership), **stranger).status_code == 200
    assert Comment.objects.count() == 1


def test_desk_asks_no_more_for_more_comments_and_steps(cast, liaison, partnership, agreement):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            liaison.get(url("text", partnership))
        return len(queries)

    post(liaison, url("comment", partnership), group="art-05", text="Uno.")
    relation.edit(cast, agreement, KEY, "es", text(agreement, KEY), "Uno.")
    first = asked()
    for n in range(3):
        post(liaison, url("comment", partnership), group="art-05", text=f"Otro {n}.")
        relation.edit(cast, agreement, KEY, "es", text(agreement, KEY), f"Paso {n}.")
    assert asked() == first


def back_from(agreement, *replaced: tuple[str, str], add: str = "") -> SimpleUploadedFile:
    """The draft in Word as the counterpart gives it back, some words put for others."""
    version = latest_version(agreement.document)
    owner = agreement.partnership.owner
    document = Document(io.BytesIO(draft_docx(version, letterhead_of=owner, exercise=True)))
    for run in document.element.body.iter(qn("w:t")):
        for old, new in replaced:
            run.text = (run.text or "").replace(old, new)
    if add:
        document.add_paragraph(add)
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile("acuerdo-lakeside.docx", out.getvalue())


def test_file_of_the_counterpart_is_read_and_each_change_accepted_placed_or_left(cast, liaison, partnership, agreement):
    relation.edit(cast, agreement, KEY, "es", text(agreement, KEY), "Para enviar.")
    clause = text(agreement, "art-04.p1", "en")
    upload = back_from(
        agreement,
        ("within sixty (60)", "within ninety (90)"),
        (clause, "Short."),
        add="The Parties shall plant a tree.",
    )
    sent = post(liaison, url("returns", partnership), file=upload, base_number=1)
    file = ReturnedFile.objects.get()
    assert (sent.url, file.base.number) == (url("returned", partnership, file.public_id), 2)  # the file says which
    page = html_of(liaison.get(sent.url))
    assert "3 cambios por resolver" in page
    assert "<del>sixty</del><ins>ninety</ins>" in page
    first, second, loose = file.changes.order_by("pk")
    by_key = {c.key: c for c in (first, second)}
    # ours changed meanwhile: asked again with both, then a decision
    relation.edit(cast, agreement, "art-04.p1", "en", clause, "Ours.")
    met = liaison.post(url("accept", partnership, by_key["art-04.p1"].pk), {"_once": "a"}, follow=True)
    assert "Esa cláusula cambió aquí mientras tanto" in html_of(met)
    assert "Lo que está ahora aquí" in html_of(met)
    assert text(agreement, "art-04.p1", "en") == "Ours."
    post(liaison, url("accept", partnership, by_key["art-04.p1"].pk), seen_text="Ours.")
    assert text(agreement, "art-04.p1", "en") == "Short."
    post(liaison, url("reject", partnership, by_key["art-05.p6"].pk))
    assert "sixty (60)" in text(agreement, "art-05.p6", "en")
    bad = html_of(post(liaison, url("accept", partnership, loose.pk), **{f"c{loose.pk}-key": "nada"}))
    assert "Escoja una opción" in bad or "Seleccione" in bad or "invalid" in bad
    where = {"key": "art-04.p1", "language": "en", "how": "after"}
    post(liaison, url("accept", partnership, loose.pk), **{f"c{loose.pk}-{k}": v for k, v in where.items()})
    new = latest_version(agreement.document).as_content.block("art-04.n1")
    assert dict(new.text) == {"es": "", "en": "The Parties shall plant a tree."}
    assert sorted(file.changes.values_list("decision", flat=True)) == ["accepted", "accepted", "rejected"]
    again = liaison.post(url("reject", partnership, loose.pk), {"_once": "b"}, follow=True)
    assert "Ese cambio ya se resolvió." in html_of(again)
    assert "Todo está resuelto" in html_of(liaison.get(sent.url))
    assert "por actualizar en: Español" in html_of(liaison.get(url("text", partnership)))
    refused = post(cast.client("counterpart"), url("returns", partnership), file=back_from(agreement), base_number=1)
    assert (refused.status_code, ReturnedFile.objects.count()) == (404, 1)


def test_file_with_a_moved_clause_no_signature_and_another_heading_is_told_and_taken(
    cast, liaison, partnership, agreement
):
    latest = latest_version(agreement.document)
    content = latest.as_content
    order = [b.key for b in content.blocks]
    document = Document(io.BytesIO(draft_docx(latest, letterhead_of=partnership.owner, exercise=True)))
    rows = [r for t in document.tables for r in t._tbl.iter(qn("w:tr"))]

    def row_of(key):
        words = content.block(key).text["en"][:40]
        return next(r for r in rows if words in "".join(t.text or "" for t in r.iter(qn("w:t"))))

    spot = {key: row_of(key) for key in ("art-09", "art-10", "art-10.p1")}
    for key in ("art-10", "art-10.p1"):
        spot["art-09"].addprevious(spot[key])
    section = document.sections[0]
    section.header.paragraphs[0].text = "Law Office of the Counterpart"
    out = io.BytesIO()
    document.save(out)
    upload = SimpleUploadedFile("vuelta.docx", out.getvalue())
    sent = post(liaison, url("returns", partnership), file=upload, base_number=latest.number)
    file = ReturnedFile.objects.get()
    moved, around = file.changes.order_by("pk")
    assert (moved.kind, moved.key, around.kind) == ("moved", "art-10", "around")
    assert around.new_text == "Law Office of the Counterpart"
    page = html_of(liaison.get(sent.url))
    assert "Se mueve: pasa después de" in page
    assert "Encabezado y pie" in page
    assert page.count(url("accept", partnership, around.pk)) == 0
    post(liaison, url("accept", partnership, moved.pk))
    now = [b.key for b in latest_version(agreement.document).as_content.blocks]
    at = order.index("art-09")
    assert now == [*order[:at], "art-10", "art-10.p1", *(k for k in order[at:] if not k.startswith("art-10"))]
    post(liaison, url("reject", partnership, around.pk))
    assert "Todo está resuelto" in html_of(liaison.get(sent.url))
    # sent back as it was, it says the same: the heading of the house is no change
    same = SimpleUploadedFile("igual.docx", draft_docx(latest, letterhead_of=partnership.owner, exercise=True))
    assert "dice lo mismo" in html_of(post(liaison, url("returns", partnership), file=same, base_number=latest.number))


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def test_hostile_and_empty_files_are_refused_by_name(liaison, partnership, agreement):
    same = back_from(agreement)
    whole = same.read()
    same.seek(0)
    types = {"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<w/>"}
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    for upload, said in (
        (same, "no hay cambios"),
        (SimpleUploadedFile("a.docx", ole + "EncryptedPackage".encode("utf-16-le")), "tiene contraseña"),
        (SimpleUploadedFile("a.doc", ole), "un Word anterior"),
        (SimpleUploadedFile("a.docx", packed(**types, word__vbaProject=b"x")), "lleva macros"),
        (SimpleUploadedFile("a.docx", packed(**types, word__media__a=b"\0" * 3_000_000)), "tamaño desmedido"),
        (SimpleUploadedFile("a.docx", whole[: len(whole) // 2]), "dañado o incompleto"),
        (SimpleUploadedFile("a.docx", packed(**types)), "dañado o incompleto"),
        (SimpleUploadedFile("a.docx", b"%PDF-1.4"), "no es un documento de Word"),
        (None, "Elija el documento de Word"),
    ):
        answer = post(liaison, url("returns", partnership), file=upload, base_number=1)
        assert [said in s for s in errors_of(answer)["file"]] == [True], (upload, errors_of(answer))
    assert ReturnedFile.objects.count() == 0


def test_versions_are_fixed_compared_on_paper_and_taken_away_with_changes(cast, liaison, partnership, agreement):
    relation.edit(cast, agreement, "art-05.p6", "en", "sixty (60)", "ninety (90)")
    assert post(liaison, url("freeze", partnership), number=1, label="La que se envió").status_code == 302
    page = html_of(liaison.get(url("versions", partnership)))
    assert "versión 1 · La que se envió" in page
    assert "Word con control de cambios" in page
    nameless = liaison.post(url("freeze", partnership), {"number": 2, "label": " ", "_once": "x"}, follow=True)
    assert "Escriba con qué nombre se fija" in html_of(nameless)
    # an address asked for after an English page would be an English one
    comparison, draft, review = (
        url("comparison", partnership), url("draft", partnership, "docx"), url("draft", partnership, "pdf"),
    )  # fmt: skip
    for address in (f"{comparison}?de=1&a=2", f"/en{comparison}?de=modelo&a=2"):
        printed = liaison.get(address)
        assert (printed["Content-Type"], printed.content[:4]) == ("application/pdf", b"%PDF")
    assert liaison.get(f"{comparison}?de=x").status_code == 404
    word = liaison.get(f"{draft}?contra=1")
    assert "v1-v2-cambios" in word["Content-Disposition"]
    read = read_back(word.content)
    assert [("sixty" in row.before, "ninety" in row.after) for row in read.rows if row.tracked] == [(True, True)]
    assert read.stamp == (2, agreement.document.public_id)
    assert liaison.get(f"{review}?revision=1").content[:4] == b"%PDF"
    assert liaison.get(f"{draft}?contra=x").status_code == 404


def test_bank_tells_what_was_observed_of_each_article_to_who_may_see_it(cast, liaison, partnership):
    relation.agree(cast, partnership)
    relation.authorise(cast, partnership)
    review = relation.review(cast, partnership)
    observation = opinions.observe(
        cast.act("reviewer"), review=review, group="art-05", language="en", text="Sesenta días.", proposal="sixty (60)"
    )
    address = url("bank", partnership)
    assert "Sesenta días." not in html_of(liaison.get(address))  # still the ministry's own
    opinions.send_observations(cast.act("reviewer"), review=review)
    page = html_of(liaison.get(f"{address}?articulo=art-05"))
    assert "Sesenta días." in page
    assert "este expediente" in page
    assert "Nada observado de Artículo VI" in html_of(liaison.get(f"{address}?articulo=art-06"))
    assert cast.client("counterpart").get(address).status_code == 404
    assert observation.group == "art-05"
