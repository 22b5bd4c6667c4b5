"""Correspondence for the demonstration, all of it in exercise.

`nineteen_letters`: the municipality of Los Cabos in exercise, with the nineteen letters of intent that its report of 2019
says were sent (nine inside Mexico, six to the United States, four more). The report names the cities and the quarter; of
San Luis, Springfield and London it does not say which, and of most it does not say what came of them: so they stand as
sent, without answer. Oaxaca's letter and answer are recorded by the domestic walk.

`lively_register`: letters of an invented kind to invented cities, so that every column of the pipeline has something in it.
"""

import datetime as dt
from typing import Any

from hermanar.calls import operations as calls
from hermanar.directory.queries import get_country, search_places
from hermanar.kernel.acts import Act, Channel
from hermanar.kernel.dates import Precision
from hermanar.links.queries import actor_of
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction, Interruption, LetterKind
from hermanar.partnerships.operations import Candidate

from .people import municipality_of
from .stage import Stage

MEXICO = ("07078", "17006", "23004", "12055", "18020", "07089", "25006", "02001")
# city, country, state where the city is the only one the report can mean
ABROAD: tuple[tuple[str, str, str], ...] = (
    ("San Luis", "US", ""), ("El Cajon", "US", "California"), ("Redondo Beach", "US", "California"),
    ("Imperial Beach", "US", "California"), ("Springfield", "US", ""), ("Austin", "US", "Texas"),
    ("Montreal", "CA", "Quebec"), ("Mauriac", "FR", ""), ("London", "", ""), ("Osaka", "JP", ""),
)  # fmt: skip
SENT = dt.date(2019, 7, 1)  # third quarter of 2019: the report gives no day


def nineteen_letters(stage: Stage) -> None:
    """Eighteen letters beside Oaxaca's, on their own date and as far as the source knows them."""
    town = stage.organisations["municipality"]

    def record(**side: Any) -> None:
        stage.do(
            f"letter.2019.{side.get('city') or side['municipality'].name}", "liaison", partnerships.record_letter,
            owner=town, kind=LetterKind.INTENT, direction=Direction.OUT, dated_on=SENT, precision=Precision.QUARTER,
            subject="Carta de intención", **side,
        )  # fmt: skip

    for key in MEXICO:
        record(municipality=municipality_of(key))
    for city, country, state in ABROAD:
        row = get_country(country) if country else None
        found = [p for p in search_places(city, country) if not state or p.subdivision == state] if country else []
        known = (
            found[0] if found and (state or country in {"FR", "JP"}) and found[0].name.startswith(city[:4]) else None
        )
        record(city=city, country=row, there=known, subdivision=state)


WORDS: dict[str, Any] = {
    "motivations": {
        "es": "Nuestro municipio busca ciudades con las que aprender y trabajar en lo que a su gente le importa.",
        "en": "Our municipality looks for cities with which to learn and to work on what matters to its people.",
        "pt": "O nosso município procura cidades com as quais aprender e trabalhar no que importa à sua gente.",
    },
    "interests": {
        "es": "Cultura y artesanía\nJuventud", "en": "Culture and crafts\nYouth", "pt": "Cultura e artesanato\nJuventude",
    },
    "objectives": {
        "es": "Un primer proyecto común en el año", "en": "A first joint project within the year",
        "pt": "Um primeiro projeto comum no ano",
    },
}  # fmt: skip


def lively_register(stage: Stage) -> None:
    """Letters sent, acknowledged, answered, interrupted, received and to be sent, to invented cities."""
    town, day = stage.organisations["municipality"], stage.today

    def sent(city: str, country: str, ago: int, number: int, **more: Any) -> Any:
        return stage.do(
            f"register.sent.{city}", "liaison", partnerships.record_letter, owner=town, kind=LetterKind.INTENT,
            direction=Direction.OUT, dated_on=day - dt.timedelta(days=ago), folio=f"PM/EJ-{number:03d}/{day.year}",
            subject="Carta de intención", city=city, country=get_country(country), **more,
        )  # fmt: skip

    sent("Puerto Claro", "CO", 45, 1, other_post="Alcaldía")
    _answered_by_link(stage, sent("Valmont-sur-Lys", "FR", 12, 2, subdivision="Cantal"))
    acknowledged = sent("Higashikawa-Muestra", "JP", 30, 3)
    stage.do(
        "register.acknowledged", "liaison", partnerships.acknowledge_letter, letter=acknowledged,
        on=day - dt.timedelta(days=16),
    )  # fmt: skip
    for city, country, ago, number, yes in (
        ("Bluewater", "US", 120, 4, True), ("Santa Lucía del Ejemplo", "MX", 100, 5, False),
    ):  # fmt: skip
        letter = sent(city, country, ago, number)
        stage.do(
            f"register.answered.{city}", "liaison", partnerships.record_answer, letter=letter,
            dated_on=day - dt.timedelta(days=ago - 40), is_affirmative=yes,
            text="Pide una primera reunión." if yes else "Por ahora no es posible.",
        )  # fmt: skip
    for city, ago, number, code, reason in (
        ("San Mateo del Río", 200, 6, Interruption.CHANGE_THERE, "Entró otra administración y no retomó el tema."),
        ("Bahía Norte", 190, 7, Interruption.NO_COMMITTEE_THERE, "No tiene comité que la represente."),
        ("Puerto Ejemplo", 150, 8, Interruption.SILENCE, "Dos recordatorios sin respuesta."),
    ):
        letter = sent(city, "MX", ago, number)
        stage.do(
            f"register.interrupted.{city}", "liaison", partnerships.interrupt_letter, letter=letter, code=code,
            reason=reason, on=day - dt.timedelta(days=ago - 95),
        )  # fmt: skip
    stage.do(
        "register.received.intent", "liaison", partnerships.record_letter, owner=town, kind=LetterKind.INTENT,
        direction=Direction.IN, dated_on=day - dt.timedelta(days=9), folio="OPM/0064/EJ", subject="Carta de intención",
        city="San Mateo del Ejemplo", country=get_country("MX"), sender="Presidencia Municipal",
        areas=("tourism", "culture"), due_on=day + dt.timedelta(days=20),
    )  # fmt: skip
    stage.do(
        "register.received.note", "liaison", partnerships.record_letter, owner=town, kind=LetterKind.NOTE,
        direction=Direction.IN, dated_on=day - dt.timedelta(days=20), folio="CRI/EJ-112", place="Capital del estado",
        subject="Convocatoria a capacitación de enlaces municipales", sender="Coordinación de Relaciones Internacionales del estado",
    )  # fmt: skip
    stage.do(
        "register.batch", "liaison", partnerships.draft_batch, owner=town, areas=("culture", "education"),
        subject="Carta de intención", candidates=batch(), initials="PM3", **WORDS,
    )  # fmt: skip


def _answered_by_link(stage: Stage, letter: Any) -> None:
    """Whom the letter went to answers it without an account; the liaison has not looked at it yet."""
    link, _token = stage.do(
        "register.link", "liaison", calls.give_letter_link, letter=letter, holder="Secrétariat général", language="fr",
        now=dt.datetime.now(dt.UTC),
    )  # fmt: skip
    act = stage.act("liaison")
    calls.hand_in_answer(
        Act(actor_of(link, act.on), act.at, Channel.LINK), letter=letter, is_affirmative=True,
        text="Votre lettre a été lue en conseil : nous aimerions en parler.", said_by="Secrétariat général",
    )  # fmt: skip


def batch() -> list[Candidate]:
    """Three letters to be signed: one language, two, and Portuguese."""
    return [
        Candidate(
            "Taxco del Valle", _country("MX"), subdivision="Ejemplo", other_post="Presidencia Municipal",
            other_address="Palacio Municipal, Centro",
            why={"es": "Taxco del Valle enseña el oficio de la plata a sus jóvenes; el nuestro enseña el del barro."},
        ),
        Candidate(
            "Clearbrook", _country("US"), subdivision="Example State", other_address="1 Example Street",
            why={
                "es": "En Clearbrook trabajan familias de nuestras comunidades en la cosecha de cada otoño.",
                "en": "Families of our communities work in Clearbrook in the harvest of every autumn.",
            },
        ),
        Candidate(
            "Ribeira do Exemplo", _country("BR"),
            why={
                "es": "Ribeira do Exemplo abrió un mercado semanal de productores que queremos conocer.",
                "pt": "Ribeira do Exemplo abriu uma feira semanal de produtores que queremos conhecer.",
            },
        ),
    ]  # fmt: skip


def _country(iso2: str) -> Any:
    found = get_country(iso2)
    assert found is not None, iso2
    return found
