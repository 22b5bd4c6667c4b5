"""What is wrong with letters of intent before they are written, all of it at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hermanar.documents.rules import catalogues
from hermanar.kernel.text import normalise

from ..rules.correspondence import threshold
from ..rules.languages import languages_for

PARTS = ("motivations", "interests", "objectives")


def missing_parts(fields: Mapping[str, Any], languages: Sequence[str]) -> dict[str, list]:
    """Parts that a letter of intent lacks, by field and language (R4-28)."""
    errors: dict[str, list] = {}
    for name in PARTS:
        for lang in languages:
            if not normalise(str((fields.get(name) or {}).get(lang, "")), lines=True):
                errors.setdefault(f"{name}_{lang}", []).append(
                    _("Esta parte es obligatoria en una carta de intención.")
                )
    counts = {
        name: {
            len([x for x in str((fields.get(name) or {}).get(lang, "")).split("\n") if x.strip()]) for lang in languages
        }
        for name in ("interests", "objectives")
    }
    for name, lengths in counts.items():
        if len(lengths) > 1 and f"{name}_{languages[-1]}" not in errors:
            errors[f"{name}_{languages[-1]}"] = [_("Escriba el mismo número de renglones en los dos idiomas.")]
    return errors


def batch_faults(
    *, own: str | None, candidates: Sequence[Any], areas: Sequence[str], parts: Mapping[str, Any], is_whole: bool = True
) -> dict[str, list]:
    """Everything that is wrong with a batch, by field. `own`: the municipality that writes. `is_whole`: no city of the list is
    left of which it still has to be said which place it is."""
    found: dict[str, list] = {}
    most = int(threshold("batch_most"))
    wrong: list[Any] = []
    if not candidates and is_whole:
        wrong.append(_("Elija a qué ciudades va la carta."))
    if len(candidates) > most:
        wrong.append(_("Son más de %(n)s cartas: prepárelas en dos veces.") % {"n": most})
    keys = [one.key for one in candidates]
    twice = dict.fromkeys(one.city for n, one in enumerate(candidates) if one.key in keys[:n])
    wrong += [_("“%(city)s” está dos veces. Deje un solo renglón.") % {"city": city} for city in twice]
    if any(one.municipality is not None and one.municipality.pk == own for one in candidates):
        wrong.append(_("No se envía una carta de intención al propio municipio. Quite su ciudad de la lista."))
    if wrong:
        found["candidates"] = wrong
    if any(key not in catalogues.areas() for key in areas):
        found["areas"] = [_("Hay un área que no está en el catálogo. Elija las áreas de la lista.")]
    elif not areas:
        found["areas"] = [_("Elija al menos un área de cooperación.")]
    needed = tuple(dict.fromkeys(lang for one in candidates for lang in languages_for(one.country.pk)))
    return found | missing_parts(parts, needed)
