"""“Lo que hoy se puede afirmar”: exact sentences in both languages, never above the proof, closed days closed."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from hermanar.kernel.dates import date_in_words
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Fact, Reopening
from hermanar.partnerships.queries import claim_of
from hermanar.partnerships.rules.ladder import PROOF
from hermanar.process.models import Fact as FactRow
from hermanar.process.queries import get_picture
from tests.cast import STARTS
from tests.relation import fresh

TODAY = STARTS.date()
DAY = dt.timedelta(days=1)

# facts in the order they come to be → (es, en)
INTERNATIONAL = [
    ([], "Villa Serena y Lakeside: solo se ha anunciado; no hay documento que lo acredite.",
     "Villa Serena and Lakeside: it has only been announced; no document proves it."),
    ([Fact.LETTER_SENT], "Villa Serena envió carta de intención a Lakeside.",
     "Villa Serena sent a letter of intent to Lakeside."),
    ([Fact.LETTER_RECEIVED], "Villa Serena recibió carta de intención de Lakeside.",
     "Villa Serena received a letter of intent from Lakeside."),
    ([Fact.RESUME_REQUESTED], "Villa Serena y Lakeside: se solicitó retomar el proceso.",
     "Villa Serena and Lakeside: resuming the process was requested."),
    ([Fact.LETTER_SENT, Fact.LETTER_ANSWERED], "Villa Serena y Lakeside intercambiaron cartas de intención.",
     "Villa Serena and Lakeside exchanged letters of intent."),
    ([Fact.LETTER_ANSWERED], "Lakeside contestó a Villa Serena.", "Lakeside answered Villa Serena."),
    ([Fact.LETTER_SENT, Fact.LETTER_ANSWERED, Fact.STUDY_APPROVED],
     "Villa Serena y Lakeside intercambiaron cartas de intención; el Comité aprobó el estudio de factibilidad.",
     "Villa Serena and Lakeside exchanged letters of intent; the Committee approved the feasibility study."),
    ([Fact.STUDY_APPROVED],
     "El Comité aprobó el estudio de factibilidad de la vinculación entre Villa Serena y Lakeside.",
     "The Committee approved the feasibility study of the relation between Villa Serena and Lakeside."),
    ([Fact.LETTER_ANSWERED, Fact.STUDY_APPROVED],
     "Lakeside contestó a Villa Serena; el Comité aprobó el estudio de factibilidad.",
     "Lakeside answered Villa Serena; the Committee approved the feasibility study."),
    ([Fact.STUDY_APPROVED, Fact.AUTHORISED],
     ("El Comité aprobó el estudio de factibilidad de la vinculación entre Villa Serena y Lakeside; el Cabildo autorizó la "
     "suscripción del acuerdo."),
     ("The Committee approved the feasibility study of the relation between Villa Serena and Lakeside; the Cabildo "
     "authorized the signature of the agreement.")),
    ([Fact.AUTHORISED], "El Cabildo autorizó la suscripción del acuerdo entre Villa Serena y Lakeside.",
     "The Cabildo authorized the signature of the agreement between Villa Serena and Lakeside."),
    ([Fact.AUTHORISED, Fact.OPINION_FAVOURABLE],
     ("El Cabildo autorizó la suscripción del acuerdo entre Villa Serena y Lakeside; la SRE emitió dictamen favorable de "
     "procedencia del acuerdo."),
     ("The Cabildo authorized the signature of the agreement between Villa Serena and Lakeside; SRE issued a favorable "
     "opinion on the agreement.")),
    ([Fact.AUTHORISED, Fact.OPINION_FAVOURABLE, Fact.SIGNED],
     "Se firmó el acuerdo entre Villa Serena y Lakeside.",
     "The agreement between Villa Serena and Lakeside was signed."),
    ([Fact.SIGNED], "Se firmó el acuerdo entre Villa Serena y Lakeside; sin dictamen de la SRE en el expediente.",
     "The agreement between Villa Serena and Lakeside was signed; without SRE’s opinion on file."),
    ([Fact.OPINION_FAVOURABLE, Fact.SIGNED, Fact.REGISTERED],
     "Se formalizó y se registró el acuerdo entre Villa Serena y Lakeside.",
     "The agreement between Villa Serena and Lakeside was formalized and registered."),
    ([Fact.SIGNED, Fact.REGISTERED, Fact.PROGRAMME_RUNNING],
     "La vinculación entre Villa Serena y Lakeside está en operación.",
     "The relation between Villa Serena and Lakeside is in operation."),
    ([Fact.PROGRAMME_RUNNING], "La vinculación entre Villa Serena y Lakeside está en operación; sin registro.",
     "The relation between Villa Serena and Lakeside is in operation; without registration."),
    ([Fact.SIGNED, Fact.REGISTERED, Fact.RESULTS],
     "La vinculación entre Villa Serena y Lakeside reporta resultados comprobados.",
     "The relation between Villa Serena and Lakeside reports proved results."),
]  # fmt: skip


def put(cast, relation, *facts, on=TODAY, at=None, source=None):
    for fact in facts:
        operations.state_case_fact(
            cast.act("liaison", at), partnership=relation, fact=fact, on=on, source=source or f"test.source:{fact}",
            proof=f"Prueba de {fact}",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "es", "en"), INTERNATIONAL, ids=["+".join(f) or "nothing" for f, _, _ in INTERNATIONAL]
)
def test_claim_of_international_relation_says_exactly(cast, relation, facts, es, en):
    put(cast, relation, *facts)
    found = claim_of(relation)
    assert (found.es, found.en) == (es, en)


def test_claim_of_a_day_before_it_was_opened_says_that_there_was_no_file(cast, relation):
    opened = relation.opened_on
    told = "Todavía no había expediente de la vinculación entre Villa Serena y Lakeside."
    assert claim_of(relation, opened - DAY).es == told
    assert (
        claim_of(relation, opened - DAY).en
        == "There was no file yet of the relation between Villa Serena and Lakeside."
    )
    assert "solo se ha anunciado" in claim_of(relation, opened).es
    put(cast, relation, Fact.LETTER_SENT, on=opened - 40 * DAY)
    assert claim_of(relation, opened - DAY).es == "Villa Serena envió carta de intención a Lakeside."
    assert claim_of(relation, opened - 41 * DAY).es == told


@pytest.mark.parametrize(
    ("facts", "es", "en"),
    [
        ([Fact.SIGNED], "Se formalizó el hermanamiento entre Villa Serena y Los Cabos.",
         "The twinning between Villa Serena and Los Cabos was formalized."),
        ([Fact.SIGNED, Fact.PROGRAMME_RUNNING], "La vinculación entre Villa Serena y Los Cabos está en operación.",
         "The relation between Villa Serena and Los Cabos is in operation."),
        ([Fact.OPINION_FAVOURABLE, Fact.REGISTERED],
         "Villa Serena y Los Cabos: solo se ha anunciado; no hay documento que lo acredite.",
         "Villa Serena and Los Cabos: it has only been announced; no document proves it."),
    ],
)  # fmt: skip
def test_claim_of_domestic_relation_says_exactly(cast, domestic, facts, es, en):
    put(cast, domestic, *facts)
    found = claim_of(domestic)
    assert (found.es, found.en) == (es, en)


@pytest.mark.parametrize(
    ("facts", "es", "en"),
    [
        ([], "Para decir “se envió carta de intención” falta la carta con folio y fecha de envío.",
         "To say “sent a letter of intent”, the letter with its folio and date of dispatch is missing."),
        ([Fact.SIGNED], "Para decir “se registró” falta el número y la fecha del registro de la SRE.",
         "To say “was registered”, the number and date of SRE’s registration are missing."),
        ([Fact.RESULTS], "", ""),
    ],
)  # fmt: skip
def test_claim_says_what_would_allow_the_next_one(cast, relation, facts, es, en):
    put(cast, relation, *facts)
    found = claim_of(relation)
    assert (found.next_es, found.next_en) == (es, en)


def test_claim_tells_two_cities_of_one_name_apart(cast, relation):
    relation.parties.filter(side="theirs").update(name="Villa Serena", name_en="Villa Serena")
    put(cast, relation, Fact.SIGNED, Fact.REGISTERED)
    ours = relation.parties.get(side="ours").municipality.state.name
    theirs = relation.parties.get(side="theirs").subdivision
    found = claim_of(fresh(relation))
    assert found.es == f"Se formalizó y se registró el acuerdo entre Villa Serena ({ours}) y Villa Serena ({theirs})."
    assert (
        found.en
        == f"The agreement between Villa Serena ({ours}) and Villa Serena ({theirs}) was formalized and registered."
    )


def test_claim_names_its_proof(cast, relation):
    put(cast, relation, Fact.LETTER_SENT, Fact.LETTER_ANSWERED, Fact.PROFILE_READY)
    assert set(claim_of(relation).proof) == {"Prueba de letter_sent", "Prueba de letter_answered"}


def test_claim_on_a_day_says_what_was_true_then(cast, relation):
    put(cast, relation, Fact.LETTER_SENT, on=TODAY - 30 * DAY)
    put(cast, relation, Fact.LETTER_ANSWERED, on=TODAY - 10 * DAY)
    said = [claim_of(relation, on=TODAY - n * DAY).standing.rung for n in (31, 30, 11, 10, 0)]
    assert said == [0, 1, 1, 2, 2]


def test_claim_that_was_withdrawn_still_stood_before(cast, relation):
    put(cast, relation, Fact.LETTER_SENT, on=TODAY - 5 * DAY)
    later = cast.act("liaison", TODAY + 3 * DAY)
    operations.withdraw_case_fact(later, partnership=relation, fact=Fact.LETTER_SENT, reason="Nombra a otra ciudad.")
    assert claim_of(relation).standing.rung == 0
    assert claim_of(relation, on=TODAY).standing.rung == 1
    assert claim_of(relation, on=TODAY + 3 * DAY).standing.rung == 0


@pytest.mark.parametrize(
    ("verb", "more", "es", "en"),
    [
        ("refuse", {"by": "counterpart"}, "la contraparte rechazó la vinculación el", "the counterpart refused the relation on"),
        ("refuse", {"by": "cabildo"}, "el Cabildo rechazó la vinculación el", "the Cabildo refused the relation on"),
        ("refuse", {}, "la vinculación se rechazó el", "the relation was refused on"),
        ("withdraw", {}, "nuestra parte desistió de la vinculación el", "our side withdrew from the relation on"),
        ("close", {}, "el expediente se cerró el", "the case was closed on"),
    ],
)  # fmt: skip
def test_claim_of_a_relation_that_ended_says_how_and_only_from_that_day(cast, relation, verb, more, es, en):
    put(cast, relation, Fact.LETTER_SENT, on=TODAY - 3 * DAY)
    act = cast.act("liaison", TODAY + 5 * DAY)
    before = claim_of(relation)
    getattr(operations, f"{verb}_partnership")(act, partnership=relation, reason="Así consta.", on=TODAY + DAY, **more)
    found = claim_of(fresh(relation))
    day = date_in_words(TODAY + DAY)
    assert found.es == f"{before.es.rstrip('.')}; {es} {day}."
    assert found.en == f"{before.en.rstrip('.')}; {en} {date_in_words(TODAY + DAY, 'en')}."
    assert (found.next_es, found.next_en) == ("", "")
    assert claim_of(fresh(relation), on=TODAY) == before
    assert claim_of(fresh(relation), on=TODAY + 2 * DAY, known_by=TODAY + 2 * DAY) == before
    operations.reopen_partnership(
        act, partnership=fresh(relation), code=Reopening.NEW_REQUEST, reason="Volvió a pedirlo."
    )
    assert claim_of(fresh(relation)) == before
    assert claim_of(fresh(relation), on=TODAY + 2 * DAY) == found


STATEMENT = st.tuples(
    st.sampled_from(["state", "withdraw", "note"]),
    st.sampled_from(sorted({f for facts in PROOF.values() for f in facts})),
    st.integers(0, 20),  # when it was true
    st.integers(0, 20),  # days until it is put down
)


def happen(cast, relation, statements, day) -> dt.date:
    for verb, fact, true_before, wait in statements:
        day += wait * DAY
        if verb == "state":
            put(cast, relation, Fact(fact), on=day - true_before * DAY, at=day, source=f"t.s:{day}-{true_before}")
        elif verb == "note":
            put(cast, relation, Fact.TEXT_AGREED, on=day, at=day, source=f"t.n:{day}")
        else:
            operations.withdraw_case_fact(
                cast.act("liaison", day), partnership=relation, fact=Fact(fact), reason="Se corrige."
            )
    return day


def everything(relation, day):
    row = fresh(relation)
    return claim_of(row, on=day, known_by=day), get_picture(row.case, on=day, known_by=day)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(STATEMENT, max_size=5), after=st.lists(STATEMENT, min_size=1, max_size=5))
def test_promise_10_what_was_said_on_a_day_never_changes(cast, relation, before, after):
    FactRow.objects.filter(case=relation.case).exclude(key=Fact.TRIAGED).delete()
    closed = happen(cast, relation, before, TODAY)
    said = everything(relation, closed)
    happen(cast, relation, after, closed + DAY)
    assert everything(relation, closed) == said


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statements=st.lists(STATEMENT, max_size=8))
def test_promise_1_after_any_history_the_rung_is_the_highest_that_stands(cast, relation, statements):
    FactRow.objects.filter(case=relation.case).exclude(key=Fact.TRIAGED).delete()
    day = TODAY
    for one in statements:
        rung = claim_of(fresh(relation)).standing.rung
        day = happen(cast, relation, [one], day)
        standing = set(FactRow.objects.filter(case=relation.case, withdrawn_at=None).values_list("key", flat=True))
        now = claim_of(fresh(relation)).standing
        assert now.rung == max((r for r, facts in PROOF.items() if standing & set(facts)), default=0)
        if one[0] == "note":
            assert now.rung == rung
        if one[0] == "withdraw":
            assert now.rung <= rung
