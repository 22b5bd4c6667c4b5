"""Claims against proof, acts of a quarter, what does not agree, and the file of a quarter."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from hermanar.partnerships.rules.ladder import PROOF, standing
from hermanar.reports.rules.acts import RUNG_OF, Seen, act_of_quarter
from hermanar.reports.rules.claims import Proved, exceeding
from hermanar.reports.rules.findings import ActivityFigures, Figures, find
from hermanar.reports.rules.pieces import share
from hermanar.reports.rules.quarter_file import WrongFile, read
from hermanar.reports.rules.slips import overcounted, said_after, vague

QUARTER = (dt.date(2025, 4, 1), dt.date(2025, 6, 30))
THREE = [
    Proved("Puerto Claro", "domestic", frozenset({"letter_received"})),
    Proved("Santa Lucía", "domestic", frozenset()),
    Proved("Lakeside", "international", frozenset({"letter_sent", "study_approved"})),
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Durante el trimestre se formalizaron tres hermanamientos.", "se formalizaron tres hermanamientos"),
        ("El hermanamiento con Lakeside fue ratificado.", "hermanamiento con Lakeside fue ratificado"),
        ("Se firmó el acuerdo de hermanamiento con Puerto Claro.", "Se firmó el acuerdo de hermanamiento"),
        ("Se renovaron 2 alianzas.", "Se renovaron 2 alianzas"),
        ("Three twinnings were formalized.", "twinnings were formalized"),
        ("The agreement with Lakeside was signed.", "agreement with Lakeside was signed"),
        ("No solo se formalizaron tres hermanamientos.", "se formalizaron tres hermanamientos"),
        ("Sin duda se firmaron dos convenios.", "se firmaron dos convenios"),
        ("Se logró la formalización de tres hermanamientos.", "Se logró la formalización de tres hermanamientos"),
        ("Se estableció el hermanamiento con Lakeside.", "Se estableció el hermanamiento"),
        ("Not only were two twinnings formalized.", "twinnings formalized"),
        ("Se lograron tres hermanamientos.", "Se lograron tres hermanamientos"),
        ("Se obtuvieron dos nuevos convenios.", "Se obtuvieron dos nuevos convenios"),
        ("Tres hermanamientos logrados este año.", "hermanamientos logrados"),
        ("Se realizó el hermanamiento con Lakeside.", "Se realizó el hermanamiento"),
        ("Three twinnings were achieved.", "twinnings were achieved"),
        ("Villa Serena ya es ciudad hermana de Puerto Claro.", "es ciudad hermana"),
        ("Firma de convenio con Puerto Claro.", "Firma de convenio"),
        ("Ratificación del hermanamiento con Santa Lucía.", "Ratificación del hermanamiento"),
        ("Formalización de tres hermanamientos", "Formalización de tres hermanamientos"),
        ("El alcalde estampó su rúbrica en el convenio con Lakeside.", "estampó su rúbrica en el convenio"),
        ("Consolidamos 12 alianzas con municipios.", "Consolidamos 12 alianzas"),
        ("Se signó el convenio.", "Se signó el convenio"),
        ("El convenio lo signó el Presidente y quedó signado.", "convenio lo signó"),
        ("Ambas Partes rubricaron el convenio.", "rubricaron el convenio"),
        ("Nos hermanamos con Cozumel.", "Nos hermanamos"),
        ("El Municipio se hermanó con dos ciudades.", "se hermanó"),
        ("We twinned with Lakeside.", "We twinned"),
        ("El municipio ya cuenta con tres ciudades hermanas más.", "cuenta con tres ciudades hermanas"),
        ("Quedó sellado el hermanamiento con Lakeside.", "Quedó sellado el hermanamiento"),
        ("Puerto Claro es, desde este trimestre, ciudad hermana.", "es, desde este trimestre, ciudad hermana"),
        ("Logramos concretar el acuerdo con Lakeside.", "Logramos concretar el acuerdo con"),
        ("Se cerró la firma del acuerdo con Lakeside.", "Se cerró la firma del acuerdo con"),
        ("Se logró firmar el acuerdo con Nadie.", "Se logró firmar el acuerdo con"),
        ("Con Puerto Claro se dio formalidad al vínculo.", "se dio formalidad"),
        ("Tres nuevos hermanamientos: Puerto Claro, Santa Lucía y Lakeside.", "Tres nuevos hermanamientos"),
        ("Entró en vigor el hermanamiento con Puerto Claro.", "Entró en vigor el hermanamiento"),
        ("El hermanamiento con Puerto Claro es ya una realidad.", "hermanamiento con Puerto Claro es ya una realidad"),
        ("Se protocolizó el convenio con Lakeside.", "Se protocolizó el convenio"),
        ("Se dio por formalizada la relación con Puerto Claro.", "formalizada la relación"),
        ("Tuvo lugar la ceremonia de firma del hermanamiento.", "Tuvo lugar la ceremonia de firma del hermanamiento"),
        ("We secured the signing of the agreement with Lakeside.", "secured the signing of the agreement"),
        ("Tres hermanamientos. Se formalizaron.", "hermanamientos. Se formalizaron"),
        (
            "El convenio con Lakeside estaba listo; finalmente se firmó en mayo.",
            "convenio con Lakeside estaba listo; finalmente se firmó",
        ),
    ],
)
def test_claim_beyond_its_proof_is_found_in_its_words(text, words):
    assert [e.words for e in exceeding(text, THREE)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Se recibió carta de intención de Puerto Claro.",
        "Está en expediente un texto de ratificación con Santa Lucía, pendiente de acreditar su firma.",
        "No se firmó el hermanamiento con Lakeside.",
        "Se busca formalizar el hermanamiento con Lakeside.",
        "Puerto Claro es candidata a ciudad hermana.",
        "Se firmó la lista, de acuerdo con la Secretaría.",
        "Se tienen tres hermanamientos en proceso.",
        "Se firmó la minuta de la reunión con Lakeside.",
        "La Dirección de Ciudades Hermanas cuenta con tres personas.",
        "El hermanamiento con Puerto Claro entrará en vigor cuando se firme.",
        "Se prepara la ceremonia de firma del hermanamiento con Lakeside.",
        "Se firmó la lista de asistencia.",
        "No se logró la firma del hermanamiento con Lakeside.",
        "Se busca la formalización de tres hermanamientos.",
        "Se lograron tres reuniones sobre el hermanamiento con Lakeside.",
        "Se lograron las metas del convenio.",
        "El acto de hermanamiento se realizó en el Palacio.",
        "Se obtuvo carta de intención de Puerto Claro.",
        "Se busca lograr tres hermanamientos.",
        "No se lograron tres hermanamientos.",
        "El convenio es signo de amistad.",
        "El hermanamiento es un signo de confianza; se asignó el espacio.",
        "Aún no nos hermanamos con Cozumel.",
        "Visitó la oficina el municipio hermano de Lakeside.",
        "Se propone que nos hermanemos con Cozumel.",
        "Se revisaron tres hermanamientos. Se firmó la lista de asistencia.",
        "Se revisó la lista del convenio. Se registró.",
        "Se recibieron dos propuestas de convenio. Se registraron.",
        "Tres hermanamientos. No se formalizaron.",
        "Firma de convenio con Puerto Claro: en proceso.",
        "Firma de carta de intención con Puerto Claro.",
        "Avanza la formalización de tres hermanamientos.",
        "Se envió a Puerto Claro el proyecto de convenio.",
        "Puerto Claro no es ciudad hermana de Villa Serena.",
        "Se consolidó el equipo de trabajo.",
    ],
)
def test_what_is_proved_wished_or_about_something_else_is_no_claim(text):
    assert exceeding(text, THREE) == []


def test_claim_borne_by_a_signed_text_passes_and_one_more_does_not():
    signed = [Proved("Los Cabos", "domestic", frozenset({"signed"})), *THREE]
    assert exceeding("Se formalizó el hermanamiento con Los Cabos.", signed) == []
    found = exceeding("Se formalizaron dos hermanamientos.", signed)
    assert [(e.claimed, e.proved) for e in found] == [(2, 1)]


def test_plural_without_a_number_claims_at_least_two():
    vague_one, counted = exceeding("Se formalizaron hermanamientos. Se firmaron dos convenios.", THREE)
    assert (vague_one.claimed, vague_one.at_least, counted.at_least) == (2, True, False)


@pytest.mark.parametrize(
    ("text", "on_record", "words"),
    [
        ("Trabajamos con 12 alianzas metropolitanas.", 3, ["12 alianzas"]),
        ("Doce alianzas; además, tres nuevas alianzas.", 3, ["Doce alianzas"]),
        ("Trabajamos con tres alianzas.", 3, []),
        ("La fuente declara 12 alianzas.", 0, []),
        ("No hay 12 alianzas.", 0, []),
        ("Otras alianzas.", 0, []),
    ],
)
def test_more_alliances_than_are_on_record_are_found(text, on_record, words):
    assert [s.words for s in overcounted(text, on_record)] == words


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Se firmó el 16 de agosto de 2025.", True),
        ("Se firmó en enero de 2026.", True),
        ("It was signed on August 16, 2025.", True),
        ("Se firmó el 16 de junio de 2025.", False),
        ("Se firmó.", False),
        ("Se firmó. Lo demás fue en agosto de 2025.", False),
    ],
)
def test_sentence_that_dates_what_it_tells_after_the_quarter_is_known(text, after):
    assert said_after(text, 0, QUARTER[1]) is after


def test_international_is_formalised_by_its_registration():
    signed = [Proved("Lakeside", "international", frozenset({"signed"}))]
    assert exceeding("Se firmó el hermanamiento con Lakeside.", signed) == []
    assert len(exceeding("Se formalizó el hermanamiento con Lakeside.", signed)) == 1


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("", ()),
        ("Se fortalecieron los lazos culturales.", ("no_quantity", "no_date", "no_place", "no_document")),
        ("El 29 de abril se recibió en el Palacio un oficio con 3 propuestas.", ()),
        ("En mayo de 2025 hubo 4 talleres en el Palacio Municipal.", ("no_document",)),
    ],
)
def test_narrative_is_told_what_it_does_not_say(text, lacks):
    assert vague(text) == lacks


@given(
    st.dictionaries(st.sampled_from(sorted(RUNG_OF)), st.dates(dt.date(2024, 1, 1), dt.date(2025, 12, 31))),
    st.sampled_from(["domestic", "international"]),
    st.booleans(),
)
def test_no_combination_of_records_gives_an_act_above_its_rung(facts, klass, has_text):
    known = {
        k: on for k, on in facts.items() if on <= QUARTER[1] and not (klass == "domestic" and RUNG_OF[k] in {5, 7})
    }
    seen = [Seen(key, on) for key, on in known.items()]
    act = act_of_quarter(seen, [("ratification", QUARTER[0])] if has_text else [], [], klass, QUARTER)
    assert act.rung <= standing(known, klass).rung
    if act.rung:
        assert any(k in known and QUARTER[0] <= known[k] <= QUARTER[1] for k in PROOF[act.rung])


def test_later_act_without_a_signed_agreement_is_no_act():
    later = [("ratification", dt.date(2025, 5, 1))]
    assert act_of_quarter([], [], later, "domestic", QUARTER).key == "none"
    signed = [Seen("signed", dt.date(2019, 1, 1))]
    assert act_of_quarter(signed, [], later, "domestic", QUARTER).key == "ratification"


def codes(**more) -> list[str]:
    return [f.code for f in find(Figures(**more))]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({}, []),
        ({"unit_counts": {"chart": 24, "roster": 24}}, []),
        ({"unit_counts": {"chart": 24, "roster": 32}}, ["units_counted_differently"]),
        ({"activities": (ActivityFigures("4.1", Decimal(100), True), ActivityFigures("4.2", Decimal(25), True))},
         ["percent_without_quantity", "percent_means_two_things"]),
        ({"stated_components": {"4": (Decimal(60), Decimal(50))}}, ["component_not_its_mean"]),
        ({"agendas": {"2025-04": 100}, "agendas_total": 120}, ["agendas_do_not_sum"]),
        ({"alliances_declared": 12}, ["alliances_without_document"]),
        ({"descriptions": ("a", "b")}, ["alliances_described_differently"]),
        ({"texts": ("Cozumel",)}, ["text_without_signature"]),
        ({"sessions": (dt.date(2025, 4, 7), dt.date(2025, 4, 14), dt.date(2025, 4, 22))}, ["sessions_on_another_day"]),
    ],
)  # fmt: skip
def test_disagreement_is_shown_by_its_code(figures, expected):
    assert codes(**figures) == expected


SMALL = {"schema": "hermanar.quarter/1", "year": 2025, "quarter": 2, "source": "Informe"}


def test_file_with_only_what_is_needed_is_read():
    assert (read(SMALL).year, read(SMALL).basis, read(SMALL).components) == (2025, "annual", ())


@pytest.mark.parametrize(
    ("more", "path", "code"),
    [
        ({"schema": "other"}, "schema", "not_an_option"),
        ({"quarter": 5}, "quarter", "not_a_quarter"),
        ({"source": ""}, "source", "missing"),
        ({"nonsense": 1}, "nonsense", "unknown_field"),
        ({"components": [{"code": "3", "activities": [{"code": "3.1"}]}]}, "components[0].activities[0]", "no_figures"),
        ({"components": [{"code": "3", "activities": [{"code": "3.1", "percent": -1}]}]},
         "components[0].activities[0].percent", "not_a_number"),
        ({"weeks": [{"week": "2025-27", "units": [{"name": "A"}]}]}, "weeks[0].week", "not_a_week"),
        ({"weeks": [{"week": "2025-W40", "units": [{"name": "A"}]}]}, "weeks[0].week", "week_outside"),
        ({"components": [{"code": "3", "activities": [{"code": "3.1", "weight": 0, "percent": 5}]}]},
         "components[0].activities[0].weight", "not_above_zero"),
        ({"components": [{"code": "3", "activities": [{"code": "3.1", "goals": [
            {"code": "a", "measure": "m", "programmed": 4, "entries": [{"on": "2025-05-02"}, {"on": "2025-05-02"}]}]}]}]},
         "components[0].activities[0].goals[0].entries[1]", "same_entry"),
        ({"agendas": {"by_month": {"2025-07": 1}}}, "agendas.by_month.2025-07", "outside"),
        ({"partnerships": [{"counterpart": {"municipality": "3"}}]}, "partnerships[0].counterpart.municipality", "not_a_key"),
        ({"partnerships": [{"counterpart": {"municipality": "23001"}, "acts": [
            {"kind": "text", "of": "ratification", "in_sight": ["signatures", "date", "place"]}]}]},
         "partnerships[0].acts[0].in_sight", "deposit_instead"),
    ],
)  # fmt: skip
def test_file_says_every_place_that_is_wrong(more, path, code):
    with pytest.raises(WrongFile) as wrong:
        read(SMALL | more)
    assert (path, code) in [(p.path, p.code) for p in wrong.value.problems]


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
                        ["components", "weeks", "agendas", "units", "year", "partnerships", "activities"]), inner, max_size=3)))  # fmt: skip
def test_any_other_json_is_refused_and_nothing_breaks(data):
    with pytest.raises(WrongFile):
        read(data)


@pytest.mark.parametrize(
    ("totals", "most"),
    [
        ([], 40),
        ([3, 50, 100], 40),  # together 83: each shows what it may
        ([100] * 10, 12),
        ([1] * 119 + [40], 1),  # at least one of each, and no more than together fit
        ([5] * 500, 1),
    ],
)
def test_share_shows_as_many_of_each_as_together_fit(totals, most):
    assert share(totals, 40, 120) == most
