"""Consultations: who was asked, what they said."""

from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.partnerships.models import Stakeholder
from hermanar.partnerships.queries import SectionPicture, list_sections
from hermanar.partnerships.rules.studies import ORDER

from ..enums import LinkFor
from ..models import Consultation, Consulted
from ..policies import holds_link
from ..rules import Summary, summary_of

_RELATED = ("circle", "owner__home", "study__partnership", "project", "resolution__point__session")


def get_consultation(actor: Actor, public_id: str) -> Consultation:
    """A consultation, for the municipality and its committee. Raises NotVisible."""
    row = at_most_one(Consultation.objects.for_actor(actor).select_related(*_RELATED).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def list_consultations(
    actor: Actor, *, study: object | None = None, project: object | None = None, before: int | None = None,
    limit: int = 30,
) -> list[Consultation]:  # fmt: skip
    """Newest first, keyset by primary key; of a study or a project where given. One query."""
    rows = Consultation.objects.for_actor(actor).select_related("study__partnership", "project").order_by("-pk")
    if study is not None:
        rows = rows.filter(study=study)
    if project is not None:
        rows = rows.filter(project=project)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows[:limit])


def positions_of(consultation: Consultation) -> tuple[list[Consulted], Summary]:
    """Everybody invited with what they said, and the count of it. One query."""
    rows = list(consultation.consulted.select_related("stakeholder"))
    return rows, summary_of(row.position for row in rows)


def parties_to_invite(actor: Actor, consultation: Consultation) -> list[Stakeholder]:
    """Those of the municipality's list that may be invited still: not yet asked, or asked and silent. One query."""
    rows = Stakeholder.objects.for_actor(actor).filter(circle=consultation.circle)
    answered = consultation.consulted.exclude(answered_on=None).values("stakeholder")
    return list(rows.exclude(pk__in=answered))


def sections_shown(consultation: Consultation) -> list[SectionPicture]:
    """What those invited read of the study: the sections that were chosen for them, as far as they are written, in the order
    of the paper. No query where the study is loaded."""
    if consultation.study is None:
        return []
    shown = [p for p in list_sections(consultation.study) if p.written and p.key in consultation.shows]
    return sorted(shown, key=lambda p: ORDER.index(p.key))


def consultation_of_link(actor: Actor, subject: str) -> Consulted:
    """The one invitation that an interested party's link opens. Raises NotVisible."""
    if not holds_link(actor, LinkFor.CONSULTATION, subject):
        raise NotVisible(subject)
    rows = Consulted.objects.select_related(
        "stakeholder", "consultation__circle", "consultation__owner", "consultation__project",
        "consultation__study__partnership",
    )  # fmt: skip
    row = at_most_one(rows.filter(public_id=subject))
    if row is None:
        raise NotVisible(subject)
    return row
