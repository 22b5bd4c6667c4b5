"""What is said at a city's line of a list of letters, where there is something with it already."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from hermanar.partnerships.enums import Rung
from hermanar.partnerships.queries.known_cities import KnownCity

from ..language import when_in_words
from ..relations import case_url

_OPEN, _PAUSED = "open", "paused"


def _stage(rung: int, state: str) -> str:
    if rung >= Rung.REGISTERED:
        said = gettext("firmada y registrada")
    elif rung >= Rung.SIGNED:
        said = gettext("firmada")
    else:
        said = gettext("en trámite")
    if state == _OPEN:
        return said
    over = gettext("interrumpida") if state == _PAUSED else gettext("terminada")
    return over if rung < Rung.SIGNED else f"{said}; {over}"


def show_known(known: KnownCity | None) -> list[dict[str, Any]]:
    """A sentence and its doors for each relation and each letter that waits. Advice: the list can be prepared so."""
    if known is None:
        return []
    shown: list[dict[str, Any]] = []
    for relation, standing in known.relations:
        url = case_url(relation)
        doors = [{"label": gettext("Abrir la vinculación"), "url": url}]
        if relation.case.state == _PAUSED:
            doors.append({"label": gettext("Retomarla"), "url": reverse("web:cases:resume", args=[relation.public_id])})
        elif standing.rung >= Rung.SIGNED:
            to_ratify = reverse("web:papers:start", args=[relation.public_id, "ratification"])
            doors.append({"label": gettext("Ratificarla"), "url": to_ratify})
        shown.append(
            {
                "says": gettext("Ya hay relación con esta ciudad: %(folio)s, %(stage)s.")
                % {"folio": relation.folio, "stage": _stage(standing.rung, relation.case.state)},
                "doors": doors,
            }
        )
    for letter in known.letters:
        when = when_in_words(letter.dated_on, letter.precision) if letter.dated_on else ""
        said = ", ".join(filter(None, (letter.folio, when, str(letter.get_state_display()).lower())))
        shown.append(
            {
                "says": gettext("Ya hay una carta de intención a esta ciudad: %(letter)s.") % {"letter": said},
                "doors": [
                    {"label": gettext("Abrir la carta"), "url": reverse("web:letters:letter", args=[letter.public_id])}
                ],
            }
        )
    return shown
