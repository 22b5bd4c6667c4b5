"""Old lists and own relations over HTTP."""

import csv
import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.directory.models import Country
from hermanar.partnerships.operations import record_letter
from hermanar.registry.models import Entry, Listing
from hermanar.registry.tasks import work_list
from tests import relation as relations
from tests.checks.test_tables import cell, workbook
from tests.registry.test_listings import ROWS, bring, read, undo, write

TEXT = "\n".join(["Ciudad hermana,País,Fecha,Tipo,Fuente", *ROWS, ""])


def send(client, text: str | bytes = TEXT, name: str = "vieja.csv"):
    data = text.encode() if isinstance(text, str) else text
    return client.post("/listas/", {"file": SimpleUploadedFile(name, data)})


def test_list_goes_from_file_to_book_and_out_again(cast):
    client = cast.client("liaison")
    assert "Todavía no se ha traído ninguna lista" in client.get("/listas/").content.decode()
    answer = send(client)
    listing = Listing.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/listas/{listing.public_id}/columnas/")
    page = client.get(answer.url).content.decode()
    assert "Siempre Villa Serena" in page
    assert "Yamanashi, Yamanashi" in page
    chosen = {"theirs": "0", "country": "1", "on": "2", "kind": "3", "source": "4"}
    assert client.post(answer.url, chosen).url == f"/listas/{listing.public_id}/"
    waiting = client.get(f"/listas/{listing.public_id}/").content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    assert client.post(f"/listas/{listing.public_id}/", {}).status_code == 302
    work_list.call(listing.public_id)
    page = client.get(f"/listas/{listing.public_id}/").content.decode()
    assert "Incorporar 2 relaciones" in page
    assert "Entra al libro" in page
    assert client.post(f"/listas/{listing.public_id}/incorporar/", {}).status_code == 302
    work_list.call(listing.public_id)
    assert "La lista está en el libro" in client.get(f"/listas/{listing.public_id}/").content.decode()
    assert Entry.objects.filter(withdrawn_at=None).count() == 2
    assert client.post(f"/listas/{listing.public_id}/deshacer/", {"reason": "Era otra."}).status_code == 302
    work_list.call(listing.public_id)
    assert "La lista se deshizo" in client.get(f"/listas/{listing.public_id}/").content.decode()
    assert Entry.objects.filter(withdrawn_at=None).count() == 0


def test_workbook_with_merged_cells_is_brought_in(cast):
    sheet = "".join(
        f'<row r="{n}">{cell(f"A{n}", one)}{cell(f"B{n}", other)}</row>'
        for n, (one, other) in enumerate(
            [("Relaciones del municipio", ""), ("País", "Ciudad hermana"), ("Japón", "Kyoto"), ("", "Sendai")], start=1
        )
    )
    answer = send(cast.client("liaison"), workbook(sheet, merge="A3:A4"), "vieja.xlsx")
    assert answer.status_code == 302
    listing = read(cast, Listing.objects.get())
    assert list(listing.rows.order_by("number").values_list("number", "theirs_printed", "country")) == [
        (3, "Kyoto", "JP"), (4, "Sendai", "JP"),
    ]  # fmt: skip


def test_columns_are_remembered_for_the_same_header(cast):
    first = bring(cast)
    read(cast, first, note=4, source=None)
    second = bring(cast, name="otra.csv")
    page = cast.client("liaison").get(f"/listas/{second.public_id}/columnas/").content.decode()
    assert "las columnas están como entonces" in page
    assert f'<td data-label="{second.header[0]}">' in page  # on a phone each cell says its column
    note = page[page.index('name="note"') :]
    assert '<option value="4" selected>' in note[: note.index("</select>")]


def test_file_that_is_no_list_is_refused_by_name(cast):
    page = send(cast.client("liaison"), b"%PDF-1.7 no", "acta.pdf").content.decode()
    assert "El archivo no es una tabla" in page
    assert Listing.objects.count() == 0


def test_asked_name_is_answered_on_its_page(cast):
    listing = bring(cast, ["Xyzzy,Lima,Perú"], "Municipio,Ciudad hermana,País", who="state", organisation="state")
    read(cast, listing, who="state")
    client, address = cast.client("state"), f"/listas/{listing.public_id}/filas/2/"
    page = client.get(address).content.decode()
    assert "¿Qué lugar es “Xyzzy”?" in page
    assert "Ninguno: dejar fuera" in page
    wrong = client.post(address, {"key": "other", "other": "Nadaquever"}).content.decode()
    assert "Ningún municipio del estado lleva ese nombre" in wrong
    assert client.post(address, {"key": "other", "other": "Oaxaca de Juárez"}).status_code == 302
    assert listing.rows.get().our_key == "20067"
    client.post(address, {"key": "none"})
    assert listing.rows.get().state == "left_out"


def test_own_relations_say_what_they_lack_and_what_can_be_done(cast):
    client = cast.client("liaison")
    assert "Traer una lista" in client.get("/relaciones/").content.decode()
    write(cast, read(cast, bring(cast)))
    page = client.get("/relaciones/").content.decode()
    assert "el registro ante la SRE" in page
    assert "Buscar el documento firmado y depositarlo" in page
    assert "Retomar la conversación" in page
    assert "/correspondencia/nueva/?ciudad=Yamanashi" in page
    of_committee = cast.client("committee").get("/relaciones/").content.decode()
    assert "Retomar la conversación" in of_committee
    assert "/correspondencia/nueva/" not in of_committee


def test_own_relations_are_listed_by_what_can_be_done_after_a_change_of_administration(cast):
    write(cast, read(cast, bring(cast)))
    client = cast.client("liaison")
    ratify = client.get("/relaciones/?hacer=ratify").content.decode()
    assert "Lakeside" in ratify
    assert "Yamanashi" not in ratify
    resume = client.get("/relaciones/?hacer=resume").content.decode()
    assert "Yamanashi" in resume
    assert "Lakeside" not in resume


def test_antecedent_of_what_was_signed_since_says_so_and_offers_nothing(cast):
    write(cast, read(cast, bring(cast)))
    letter = Entry.objects.get(their_name__startswith="Yamanashi")
    said, client = "Antecedente de lo que se firmó después", cast.client("liaison")
    page = client.get("/relaciones/").content.decode()
    assert ("Retomar la conversación" in page, said in page) == (True, False)
    Entry.objects.filter(their_name="Lakeside").update(
        their_name=letter.their_name, country=letter.country, our_key=letter.our_key, rung=6,
        signed_on=dt.date(2021, 5, 1), snapshot=letter.snapshot,
    )  # fmt: skip
    page = client.get("/relaciones/").content.decode()
    assert ("Retomar la conversación" in page, said in page) == (False, True)


def test_history_of_a_pair_holds_book_file_and_terms(cast):
    write(cast, read(cast, bring(cast)))
    partnership = relations.open_relation(cast)
    town = cast.organisations["municipality"]
    for city, folio in (
        ("Lakeside", "PM/1/1998"),
        ("Lakeside Norte", "PM/2/1998"),
    ):  # on paper, before there was a case
        record_letter(
            cast.act("liaison"), owner=town, kind="intent", direction="out", dated_on=dt.date(1998, 5, 1), folio=folio,
            city=city, country=Country.objects.get(pk="US"),
        )  # fmt: skip
    client = cast.client("committee")
    page = client.get(f"/vinculaciones/{partnership.public_id}/historia/").content.decode()
    assert "Se abrió el expediente" in page
    assert "Documento citado por la fuente: Hermanamiento" in page
    assert "PM/1/1998" in page
    assert "PM/2/1998" not in page
    entry = Entry.objects.get(their_name="Lakeside")
    assert client.get(f"/relaciones/{entry.public_id}/").status_code == 200


def test_sources_that_disagree_are_shown_and_one_is_chosen(cast):
    write(cast, read(cast, bring(cast)))
    write(cast, read(cast, bring(cast, ["Lakeside,US,2003,Hermanamiento,"], name="otra.csv")))
    entry, client = Entry.objects.get(their_name="Lakeside"), cast.client("liaison")
    public = client.get(f"/registro/{entry.public_id}/").content.decode()
    assert "Las fuentes no coinciden" in public
    assert "Todavía no se decide cuál se sigue" in public
    address = f"/relaciones/{entry.public_id}/fuentes/"
    assert "Difieren en: la fecha" in client.get(address).content.decode()
    second = entry.snapshot["sources"][1]
    key = client.get(address).context["form"].fields["source"].choices[1][0]
    assert second["says"]["on"] == "2003-01-01"
    client.post(address, {"source": key, "reason": "El acta original está en el archivo."})
    public = client.get(f"/registro/{entry.public_id}/").content.decode()
    assert "La que se sigue" in public
    assert "El acta original está en el archivo." in public
    assert "Villa Serena:" in public


def test_formula_never_leaves_as_a_formula(cast):
    write(cast, read(cast, bring(cast, ['"=HYPERLINK(""http://x"")",US,2001,,', '"@SUM(A1)",US,,,'])))
    answer = cast.client("nobody").get("/datos/registro.csv", {"estante": "ejercicios"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    cells = [c for row in rows for c in row if "HYPERLINK" in c or "SUM(" in c]
    assert cells
    assert [c for c in cells if c[0] in "=+-@"] == []


def test_query_count_is_flat(cast, django_assert_max_num_queries):
    client = cast.client("liaison")

    def asked(rows) -> int:
        listing = read(cast, bring(cast, rows, name=f"{len(rows)}.csv"))
        write(cast, listing)
        client.get("/relaciones/")
        found = []
        for address in ("/relaciones/", f"/listas/{listing.public_id}/"):
            with django_assert_max_num_queries(40) as asked:
                client.get(address)
            found.append(len(asked))
        return found

    assert asked(["Oshkosh,US,,,"]) == asked(["Madison,US,,,", "Racine,US,,,", "Kenosha,US,,,"])


@pytest.mark.parametrize("address", ["/en/relaciones/", "/en/listas/"])
def test_pages_in_english_have_no_spanish_left(cast, address):
    write(cast, read(cast, bring(cast)))
    page = cast.client("liaison").get(address).content.decode()
    for word in ("Le falta", "Traer una lista", "Todavía", "Contraparte"):
        assert word not in page


def test_new_case_is_warned_of_what_a_list_told(cast):
    write(cast, read(cast, bring(cast)))
    partnership = relations.open_relation(cast)
    page = cast.client("liaison").get(f"/vinculaciones/{partnership.public_id}/").content.decode()
    assert "Relaciones anteriores con esta ciudad" in page
    assert "Villa Serena – Lakeside" in page
    assert f"/vinculaciones/{partnership.public_id}/historia/" in page


def test_counterpart_named_as_several_places_is_asked_and_keeps_its_answer(cast):
    client = cast.client("liaison")
    rows = "Springfield,Estados Unidos,2001\nSpringfield,Estados Unidos,2004\nLakeside,Estados Unidos,1999"
    send(client, f"Ciudad hermana,País,Fecha\n{rows}\n")
    listing = read(cast, Listing.objects.get())
    base = f"/listas/{listing.public_id}/"
    first = listing.rows.get(number=2)
    assert (first.state, first.their_place, "place" in first.lacks) == ("matched", None, True)
    page = client.get(base).content.decode()
    asked = [r.number for r in listing.rows.exclude(their_candidates=[]).order_by("number")]
    assert asked[:2] == [2, 3]
    assert f'href="{base}filas/2/contraparte/"' in page
    ask = client.get(f"{base}filas/2/contraparte/").content.decode()
    assert "¿Qué ciudad es “Springfield”?" in ask
    assert "habitantes" in ask
    ref = first.their_candidates[0]
    refused = client.post(f"{base}filas/2/contraparte/", {"ref": "gn:1"}).content.decode()
    assert "gn:1" in refused or "opciones" in refused
    client.post(f"{base}filas/2/contraparte/", {"ref": ref})
    told = list(listing.rows.filter(theirs_printed="Springfield").order_by("number"))
    assert [(r.their_place, r.their_candidates, r.lacks.count("place")) for r in told] == [(int(ref[3:]), [], 0)] * 2
    assert [(r.state, r.same_as) for r in told] == [("matched", None), ("duplicate", 2)]
    for row in listing.rows.exclude(their_candidates=[]):
        client.post(f"{base}filas/{row.number}/contraparte/", {"ref": "none"})
    assert "como varios lugares" not in client.get(base).content.decode()
    assert client.get(f"{base}filas/2/contraparte/").status_code == 302


def test_mexican_counterpart_of_several_places_is_what_is_asked(cast):
    client = cast.client("liaison")
    send(client, "Ciudad hermana,País\nGuadalupe,México\nLakeside,Estados Unidos\n")
    listing = read(cast, Listing.objects.get())
    base = f"/listas/{listing.public_id}/"
    page = client.get(base).content.decode()
    assert "Falta decir cuál es la contraparte" in page
    assert f'href="{base}filas/2/contraparte/">Decidir<' in page
    assert f'href="{base}filas/2/">' not in page
    assert len(listing.rows.get(number=2).their_candidates) > 1
    write(cast, listing)
    undo(cast, listing)
    gone = client.get(base).content.decode()
    assert "No está en el libro" in gone
    assert "Entra al libro</span>" not in gone


def test_list_of_others_alone_says_so(cast):
    client = cast.client("liaison")
    send(client, "Municipio,Ciudad hermana,País\nGuadalajara,Kyoto,Japón\n")
    listing = read(cast, Listing.objects.get())
    assert (
        "Todas sus relaciones son de otros municipios" in client.get(f"/listas/{listing.public_id}/").content.decode()
    )
    assert [r.state for r in listing.rows.all()] == ["outside"]


def test_date_that_cannot_be_is_asked_beside_its_row(cast):
    client = cast.client("liaison")
    send(client, "Ciudad hermana,País,Fecha\nLakeside,Estados Unidos,31/02/2010\nYamanashi,Japón,25/12/2004\n")
    listing = read(cast, Listing.objects.get())
    page = client.get(f"/listas/{listing.public_id}/").content.decode()
    address = f"/listas/{listing.public_id}/filas/2/fecha/"
    assert f'href="{address}"' in page
    assert "filas/3/fecha/" not in page
    assert "Una fecha que exista" in page
    asked = client.get(address).content.decode()
    assert "¿Qué fecha es “31/02/2010”?" in asked
    assert client.post(address, {"on": "2010-02-01", "precision": "month"}).status_code == 302
    (row, _other) = listing.rows.order_by("number")
    assert (str(row.on), row.precision) == ("2010-02-01", "month")
    assert f'href="{address}"' not in client.get(f"/listas/{listing.public_id}/").content.decode()
