"""Acts of a relation whose days contradict each other, in words."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import get_language, gettext as _

from hermanar.kernel.dates import Precision, date_in_words
from hermanar.process.queries import get_facts
from hermanar.process.rules import FactLine, standing

from ..enums import Fact
from ..models import Partnership, Study
from ..rules.order import approved_early, out_of_order


def agreed_before_saved(facts: Mapping[str, FactLine]) -> str:
    """The sentence that says that the text stands as agreed on a day before its version was saved here; empty where it
    does not. It may be so (agreed by mail, put down later): whoever reads it is told."""
    fact = facts.get(Fact.TEXT_AGREED)
    saved_on = dt.date.fromisoformat(fact.data["saved_on"]) if fact and "saved_on" in fact.data else None
    if fact is None or saved_on is None or fact.on >= saved_on:
        return ""
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    return _(
        "El texto consta acordado el %(agreed_on)s y esa versión se guardó aquí el %(saved_on)s. Si el día está mal, reabra "
        "el texto y asiéntelo de nuevo."
    ) % {"agreed_on": date_in_words(fact.on, lang), "saved_on": date_in_words(saved_on, lang)}


def approved_before_submitted(partnership: Partnership, facts: Mapping[str, FactLine]) -> str:
    """The sentence that says that the Committee's approval stands on a day before the study was put to it here; empty where
    it does not. One query, where the approval is known by its day."""
    fact = facts.get(Fact.STUDY_APPROVED)
    if fact is None or fact.precision != Precision.DAY:
        return ""
    study = Study.objects.filter(partnership=partnership).only("submitted_on").first()
    if study is None or not approved_early(fact.on, study.submitted_on):
        return ""
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    return _(
        "El estudio consta aprobado el %(approved_on)s y se sometió aquí al Comité el %(submitted_on)s. Si el día está mal, "
        "corrija el acuerdo del Comité con otro acto."
    ) % {"approved_on": date_in_words(fact.on, lang), "submitted_on": date_in_words(study.submitted_on, lang)}


def contradictions(partnership: Partnership, about: tuple[str, ...] = (), on: dt.date | None = None) -> list[str]:
    """One sentence for each act that was put down with a day before that of what comes first; `about`: only those of
    these facts. A day known by its month alone contradicts nothing. Two queries."""
    facts = get_facts(partnership.case)
    true_then = standing(facts, on)
    days = {key: f.on for key, f in true_then.items() if f.precision == Precision.DAY}
    agreed = [f.on for f in facts if f.key == Fact.TEXT_AGREED and not f.was_never]
    if agreed:  # a text agreed again after observations was agreed before
        days[Fact.TEXT_AGREED] = min(agreed)
    days["opened"] = partnership.opened_on
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    early = [] if about else [agreed_before_saved(true_then), approved_before_submitted(partnership, true_then)]
    return [sentence for sentence in early if sentence] + [
        _("Consta “%(later)s” el %(later_on)s, antes de “%(earlier)s” (%(earlier_on)s). Revise las fechas en los papeles.")
        % {
            "later": Fact(row.later).label, "later_on": date_in_words(row.later_on, lang),
            "earlier": _("apertura del expediente") if row.earlier == "opened" else Fact(row.earlier).label, "earlier_on": date_in_words(row.earlier_on, lang),
        }
        for row in out_of_order(days)
        if not about or row.later in about
    ]  # fmt: skip
