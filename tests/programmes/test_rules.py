"""Terms of the signed text become dates (promise 6; R4-49, R4-59)."""

import datetime as dt

import pytest

from hermanar.documents.rules.fill import fill
from hermanar.documents.rules.templates import load
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.programmes.rules import Terms, compile_duties, terms_of

SIGNED = dt.date(2022, 6, 15)


def dates(terms: Terms, klass: str = "international") -> dict[str, list[dt.date]]:
    found: dict[str, list[dt.date]] = {}
    for duty in compile_duties(terms, signed_on=SIGNED, klass=klass):
        found.setdefault(duty.key, []).append(duty.due_on)
    return found


def test_compile_duties_of_the_model_gives_its_deadlines():
    told = dates(Terms(first_programme_days=60, term_years=5, notice_days=60, is_yearly=True))
    assert told["first_programme"] == [dt.date(2022, 8, 14)]
    assert told["end_of_validity"] == [dt.date(2027, 6, 14)]
    assert told["notice_deadline"] == [dt.date(2027, 4, 15)]
    years = [dt.date(2022 + n, 6, 15) for n in range(1, 5)]
    assert told["yearly_meeting"] == [*years, dt.date(2027, 6, 14)]
    assert told["progress_report"] == told["yearly_meeting"]
    assert told["yearly_programme"] == years  # of the years 2 to 5: each as its year begins


def test_compile_duties_says_nothing_that_the_text_does_not():
    told = dates(Terms(first_programme_days=None, term_years=None, notice_days=None, is_yearly=False), "domestic")
    assert told == {}


def test_compile_duties_of_a_domestic_relation_reports_to_no_ministry():
    told = dates(Terms(first_programme_days=60, term_years=3, notice_days=30, is_yearly=True), "domestic")
    assert set(told) == {"first_programme", "yearly_programme", "yearly_meeting", "end_of_validity", "notice_deadline"}


@pytest.mark.parametrize(
    ("kind", "first", "ends"),
    [("agreement", "V", "XIV"), ("agreement_specific", "V", "XIV"), ("agreement_domestic", "V", "XIII")],
)
@pytest.mark.parametrize("language", ["es", "en"])
def test_terms_of_every_text_to_sign_are_read_whatever_the_number_of_their_article(kind, first, ends, language):
    template = load(kind)
    values = template.sample | {"term_years": 4, "notice_days": 45, "first_programme_days": 30}
    terms = terms_of(fill(template, values, languages=(language,)).content)
    assert (terms.first_programme_days, terms.term_years, terms.notice_days, terms.is_yearly) == (30, 4, 45, True)
    assert terms.articles == {"first": first, "years": ends, "notice": ends, "yearly": "V"}
    sources = {d.key: d.source for d in compile_duties(terms, signed_on=SIGNED, klass="domestic")}
    assert (sources["notice_deadline"], sources["first_programme"]) == (
        f"Artículo {ends} del texto firmado", f"Artículo {first} del texto firmado",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Este Convenio estará vigente por tres (3) años.", (None, 3, None, False)),
        ("La estancia del personal durará dos (2) años.", (None, None, None, False)),
        ("Podrá darse por terminado con treinta (30) días de antelación.", (None, None, 30, False)),
        ("Las sesiones se convocarán con cinco (5) días de anticipación.", (None, None, None, False)),
        ("Las Partes se reunirán cada año en sedes alternas.", (None, None, None, True)),
        ("Dentro de los noventa (90) días siguientes formularán un Programa Operativo Anual.", (90, None, None, False)),
        ("Los Programas Operativos Anuales se publicarán.", (None, None, None, False)),
    ],
)
def test_terms_are_known_by_what_a_paragraph_speaks_of(sentence, expected):
    paragraph = Block("a.p1", BlockKind.PARAGRAPH, {"es": sentence}, group="a")
    terms = terms_of(Content(("es",), (paragraph,)))
    assert (terms.first_programme_days, terms.term_years, terms.notice_days, terms.is_yearly) == expected
