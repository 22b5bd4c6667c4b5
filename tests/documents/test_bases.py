"""The catalogue of legal bases of a house, its usual copies, and its own letterhead on every page it issues."""

import datetime as dt

import pytest
from pypdf import PdfReader

from hermanar.documents.operations import (
    add_legal_basis,
    assemble,
    end_legal_basis,
    issue,
    next_folio,
    set_letterhead,
    set_usual_copies,
)
from hermanar.documents.queries import brief_of_house, get_rendition, legal_basis_of, list_legal_bases, usual_copies
from hermanar.documents.rules.catalogues import bases
from hermanar.documents.rules.templates import load
from hermanar.kernel.errors import Invalid, Refused
from tests.documents.conftest import DAY

LAW = "el artículo 113 de la Constitución del Estado de Muestra"


def test_catalogue_of_a_house_holds_provisions_by_their_days(cast):
    add = {"organisation": cast.town, "source": "Periódico Oficial, 3 de enero de 2020"}
    row = add_legal_basis(cast.act(), text=f"{LAW}.", text_en="article 113", valid_from=dt.date(2020, 1, 3), **add)
    assert legal_basis_of(cast.town, DAY) == [{"es": LAW, "en": "article 113"}]
    assert legal_basis_of(cast.town, dt.date(2019, 12, 31)) == []
    end_legal_basis(cast.act(), basis=row, valid_to=dt.date(2026, 1, 1))
    assert legal_basis_of(cast.town, DAY) == []
    assert [b.valid_to for b in list_legal_bases(cast.town)] == [dt.date(2026, 1, 1)]
    with pytest.raises(Refused):
        end_legal_basis(cast.act(), basis=row, valid_to=DAY)
    add_legal_basis(cast.act(), text="el artículo 2 del Bando", **add)
    for bad in ({"text": ""}, {"source": ""}, {"valid_from": DAY, "valid_to": dt.date(2020, 1, 1)}):
        with pytest.raises(Invalid):
            add_legal_basis(cast.act(), **{"text": "el artículo 9", **add, **bad})
    with pytest.raises(Refused):
        add_legal_basis(cast.act(), text="El artículo 2 del Bando", **add)
    with pytest.raises(Refused):
        add_legal_basis(cast.act(cast.counterpart), text="el artículo 5", **add)


def test_proposals_carry_their_source_and_both_languages():
    known = [row for key in ("11015", "14098", "20067", "23001", "23005") for row in bases(key)]
    assert len(known) == 5
    for row in known:
        assert (row.evidence in {"P", "D"}, bool(row.source)) == (True, True)
        assert all(set(p) == {"es", "en"} for p in row.provisions)
    assert bases("01001") == ()


def test_usual_copies_are_of_their_year_and_begin_the_next(cast):
    set_usual_copies(
        cast.act(), organisation=cast.town, year=2025, copies="Archivo.\nSíndico", copies_en="File.", initials="PM/em"
    )
    assert usual_copies(cast.town, DAY) == {
        "copies": [{"es": "Archivo.", "en": "File."}, {"es": "Síndico", "en": "Síndico"}], "initials": "PM/em",
    }  # fmt: skip
    assert usual_copies(cast.town, dt.date(2024, 5, 1)) == {"copies": [], "initials": ""}
    with pytest.raises(Refused):
        set_usual_copies(cast.act(cast.outsider), organisation=cast.town, year=2025)


def test_ministry_and_state_print_their_own_letterhead_on_every_page(cast, tmp_path):
    """R1-21: whoever issues a paper prints its own sheet, page after page."""
    for slug, kind, name, role in (
        ("sre", "ministry", "Secretaría de Relaciones Exteriores", "authoriser"),
        ("estado", "state", "Gobierno del Estado de Muestra", "state_liaison"),
    ):
        house = cast.organisation(slug, name, kind=kind)
        act = cast.act(house, roles=(role,))
        set_letterhead(
            act, organisation=house, year=DAY.year, lines=f"{name}\nOficina de Muestra", motto="2026, Año de Muestra"
        )
        values = load("observations_letter").sample
        many = [
            {"es": f"Observación {n}: el plazo no coincide.", "en": f"Observation {n}: the period differs."}
            for n in range(60)
        ]
        lists = {n: many for n, s in load("observations_letter").slots.items() if s.type == "list" and n != "copies"}
        version = assemble(
            act, circle=house.home, issuer=house, kind="observations_letter", values=values | lists, languages=("es",)
        )
        folio = next_folio(act, organisation=house, series="DEP", on=DAY)
        paper = issue(
            act,
            version=version,
            brief=brief_of_house(house, "observations_letter", DAY),
            folio=folio,
            issued_on=DAY,
            letterhead_of=house,
            late={"folio": folio, "issue_place": "Muestra", "issue_date": DAY},
        )
        path = tmp_path / f"{slug}.pdf"
        path.write_bytes(get_rendition(paper, "pdf")[2])
        pages = [" ".join(p.extract_text().split()) for p in PdfReader(path).pages]
        assert len(pages) > 1
        assert [name in page or name.split()[-1] in page for page in pages] == [True] * len(pages)
        assert all("Año de Muestra" in page for page in pages)
