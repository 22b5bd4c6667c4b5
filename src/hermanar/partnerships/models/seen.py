"""Which letters are seen: by the seats of their circle, and without those put down by mistake."""

from collections.abc import Collection

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from hermanar.directory.enums import Part
from hermanar.directory.models import CircleQuerySet, seats_of
from hermanar.kernel.acts import Actor
from hermanar.process.models import Fact

from ..enums import AWAITS_ANSWER, LetterKind, LetterState

# what goes to the ministry, and what other offices wrote, is nothing between the two cities
OUTSIDE = frozenset({Part.COUNTERPART, Part.OBSERVER})
BETWEEN_OFFICES = [LetterKind.DISPATCH, LetterKind.NOTE]


class LetterQuerySet(CircleQuerySet):
    """Letters by the seats of their circle. The circles are asked once, not per letter: a register holds many."""

    state_path = "state"

    def for_actor(self, actor: Actor):
        """Letters the actor may see: drafts the titular's own, signed ones whoever works on the case, the other side once they
        are sent, the rest whoever sits in the circle."""
        if not actor.organisation:
            return self.none()
        seats = seats_of(actor)
        named = [state for state in self.visible if state is not None]
        condition = Q()
        for state, parts in self.visible.items():
            may = Q(circle_id__in=seats.filter(part__in=sorted(parts)).values("circle_id"))
            condition |= may & (Q(state=state) if state is not None else ~Q(state__in=named))
        theirs = Q(circle_id__in=seats.filter(part__in=sorted(OUTSIDE)).values("circle_id"))
        others = Q(circle_id__in=seats.exclude(part__in=sorted(OUTSIDE)).values("circle_id"))
        # of any seat first: a database that reads each alternative of `condition` by itself reads the register three times
        own = self.filter(circle_id__in=seats.values("circle_id"))
        return own.filter(condition).exclude(theirs & ~others & Q(kind__in=BETWEEN_OFFICES))

    def for_parts(self, parts: Collection[str]):
        own = super().for_parts(parts)
        return own if set(parts) - OUTSIDE else own.exclude(kind__in=BETWEEN_OFFICES)

    def of_own_side(self, actor: Actor):
        """Without those that the other Party's register holds: they came in here, and are followed there."""
        theirs = seats_of(actor).filter(part=Part.COUNTERPART).values("circle_id")
        return self.exclude(circle_id__in=theirs)

    def awaiting(self):
        """Those of kinds that go out to be answered; an official note, where it says by when."""
        return self.filter(Q(kind__in=AWAITS_ANSWER) | Q(kind=LetterKind.OFFICIAL, due_on__isnull=False))

    def open_still(self):
        """Those of `awaiting` without what asked for an agreement that both signed since: nothing is left to answer there."""
        signed = Fact.objects.filter(
            case__partnership=OuterRef("partnership"), key="signed", withdrawn_at=None,
            on__gte=Coalesce(OuterRef("sent_on"), OuterRef("dated_on")),
        )  # fmt: skip
        return self.awaiting().exclude(Exists(signed), kind__in=[LetterKind.INTENT, LetterKind.RESUME])

    visible = {
        LetterState.DRAFT: frozenset({"lead"}),
        LetterState.SIGNED_OFF: frozenset({"lead", "overseer", "committee", "reviewer", "registrar", "consul"}),
        None: frozenset(
            {"lead", "overseer", "committee", "reviewer", "registrar", "consul", "observer", "counterpart"}
        ),
    }


class StandingLetters(models.Manager.from_queryset(LetterQuerySet)):  # type: ignore[misc]
    """Letters as every list and count reads them: without those put down by mistake."""

    def get_queryset(self):
        return super().get_queryset().filter(withdrawn_on=None)
