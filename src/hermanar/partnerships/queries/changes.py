"""What came over a relation since it was signed: changes of administration (R0-10), and that it is signed at all."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hermanar.kernel.verdicts import Blocker
from hermanar.process.queries import standing_facts

from ..enums import Fact, Side
from ..models import Partnership
from ..rules.posts import changes, term_ended


@dataclass(frozen=True)
class AdministrationChange:
    """`side`: ours or theirs. Ours: `on` is the first day of administration `number`. Theirs: the last day of the term
    that was known; who governs since then is not said here."""

    side: str
    on: dt.date
    number: str = ""


def administration_changes(
    partnership: Partnership, on: dt.date, *, since: dt.date | None = None
) -> list[AdministrationChange]:
    """What changed after `since` (by default: since it was signed, else since the file was opened) until `on`, in order.
    Three queries at most: the administration that signed need not ratify what it signed."""
    if since is None:
        signed = standing_facts(partnership.case, on).get(Fact.SIGNED)
        since = signed.on if signed else partnership.opened_on
    terms = {a.starts_on: a for a in partnership.owner.administrations.filter(starts_on__lte=on)}
    found = [
        AdministrationChange(Side.OURS.value, day, terms[day].number)
        for day in changes([(a.starts_on, a.ends_on) for a in terms.values()], since, on)
    ]
    counterpart = getattr(partnership, "counterpart", None)
    if counterpart is not None and term_ended(counterpart.term_ends_on, since, on):
        found.append(AdministrationChange(Side.THEIRS.value, counterpart.term_ends_on))
    return sorted(found, key=lambda c: c.on)


def given_up_no_more(partnership: Partnership) -> list[Blocker]:
    """Why the intention can be given up or refused no more: what is signed ends as its text says, with notice. One query."""
    if Fact.SIGNED not in standing_facts(partnership.case):
        return []
    words = _(
        "El acuerdo está firmado: ya no se desiste de él ni se rechaza. Se termina con el aviso que su texto prevé; si la "
        "firma se asentó por error, corríjala en el texto firmado."
    )
    return [Blocker("signed_already", words, "agreements.papers", {"partnership": partnership.public_id})]
