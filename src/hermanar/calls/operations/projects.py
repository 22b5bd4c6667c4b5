"""Projects of the committee: an idea, found viable with interested parties, adopted or discarded by vote (R0-31)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.meetings.enums import Outcome
from hermanar.meetings.models import Resolution
from hermanar.partnerships.models import Partnership

from ..enums import Criterion, Happened, ProjectStage, Viability
from ..models import Project
from ..policies import can_call, can_judge
from ..rules import may_move, stage_after_evaluation
from .common import _numbered, _vote, _written


@transaction.atomic
def open_project(
    act: Act, *, owner: Organisation, title: str, summary: str, partnership: Partnership | None = None
) -> Project:
    """The committee's own idea of a project, of one relation or of none yet. Raises Refused, Invalid."""
    if not can_call(act.actor, owner.home):
        raise Refused("not_convener", _("Un proyecto lo abre el Comité o el enlace del municipio."))
    errors: dict[str, list] = {}
    if not normalise(title):
        errors["title"] = [_("Escriba un título breve.")]
    if partnership is not None and partnership.owner_id != owner.pk:
        errors["partnership"] = [_("Esa vinculación no es del municipio.")]
    if errors:
        raise Invalid(errors)
    project = _numbered(
        Project, owner, "PY", act.on.year,
        lambda folio: Project.objects.create(
            folio=folio, circle=owner.home, owner=owner, partnership=partnership, title=normalise(title)[:200],
            summary=normalise(summary, lines=True), opened_on=act.on,
        ),
    )  # fmt: skip
    record(act, Happened.PROJECT_OPENED, chain=owner.home.public_id, about=project.public_id, folio=project.folio)
    return project


@transaction.atomic
def evaluate_project(
    act: Act,
    *,
    project: Project,
    viability: Viability | str,
    assessment: str,
    criteria: Mapping[str, bool] | None = None,
) -> Project:
    """What the committee finds, with what interested parties said at hand; an idea found viable is viable.

    Raises Refused, Invalid.
    """
    if not can_judge(act.actor, project.circle):
        raise Refused("not_committee", _("Evalúa y contesta el Comité."))
    if viability not in Viability.values:
        raise Invalid({"viability": [_("Diga si es viable.")]})
    text = _written(_("Escriba en qué se basa."), assessment, "assessment")
    found = {key.value: bool((criteria or {}).get(key.value)) for key in Criterion}
    rows = Project.objects.filter(pk=project.pk, stage__in=[ProjectStage.IDEA, ProjectStage.VIABLE])
    stage = stage_after_evaluation(project.stage, viability)
    if viability == Viability.NOT_VIABLE:
        stage = ProjectStage.IDEA
    if not rows.update(viability=viability, assessment=text, criteria=found, evaluated_on=act.on, stage=stage):
        raise Refused("project_decided", _("El Comité ya votó este proyecto."))
    project.refresh_from_db()
    record(
        act, Happened.PROJECT_EVALUATED, chain=project.circle.public_id, about=project.public_id, folio=project.folio,
        viability=project.viability,
    )  # fmt: skip
    return project


@transaction.atomic
def decide_project(
    act: Act, *, project: Project, stage: ProjectStage | str, reason: str, resolution: Resolution | None
) -> Project:
    """The committee's vote: adopted, which needs a resolution that approves and a project found viable; or discarded.

    Raises Refused (`not_viable`, `project_decided`), Invalid (`resolution`, `reason`).
    """
    if not can_judge(act.actor, project.circle):
        raise Refused("not_committee", _("Evalúa y contesta el Comité."))
    if stage not in {ProjectStage.ADOPTED, ProjectStage.DISCARDED}:
        raise Invalid({"stage": [_("Diga si se adopta o se descarta.")]})
    if project.stage in {ProjectStage.ADOPTED, ProjectStage.DISCARDED}:
        raise Refused("project_decided", _("El Comité ya votó este proyecto."))
    if not may_move(project.stage, stage):
        raise Refused(
            "not_viable", _("Solo se adopta un proyecto que el Comité encontró viable. Asiente antes su evaluación.")
        )
    if stage == ProjectStage.ADOPTED and resolution is None:
        raise Invalid({"resolution": [_("Elija el acuerdo de la sesión en que el Comité lo votó.")]})
    _vote(project.owner, resolution, outcome=Outcome.APPROVED if stage == ProjectStage.ADOPTED else None)
    text = _written(_("Escriba el motivo: queda con el proyecto y lo lee quien lo propuso."), reason, "reason")
    if not Project.objects.filter(pk=project.pk, stage=project.stage).update(
        stage=stage, reason=text, resolution=resolution, decided_on=act.on
    ):
        raise Refused("project_decided", _("El Comité ya votó este proyecto."))
    project.refresh_from_db()
    record(
        act, Happened.PROJECT_DECIDED, chain=project.circle.public_id, about=project.public_id, folio=project.folio,
        stage=project.stage,
    )  # fmt: skip
    return project
