"""The convenience and feasibility study: drafted by the liaison, decided by the committee from its own seat (R0-22)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.queries import holder_on
from hermanar.documents import operations as documents
from hermanar.documents.rules import catalogues
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify

from ..enums import Fact, Happened, StudyState
from ..models import Partnership, Study
from ..policies import can_edit
from ..queries import slot_values
from .cases import state_case_fact, withdraw_case_fact

TEXTS = (
    "origin", "earlier_relations", "our_profile", "their_profile", "counterpart_nature", "community_ties",
    "plan_alignment", "resources", "conclusion_reasons",
)  # fmt: skip
LISTS = ("shared_problems", "strengths", "expected_benefits", "risks")  # one per line
SECTIONS = (*TEXTS, *LISTS)


@transaction.atomic
def draft_study(act: Act, *, partnership: Partnership, sections: dict[str, str]) -> Study:
    """Write or rewrite the study; each save is a version of its paper. An approved study is not rewritten.

    Raises Refused, Invalid (a section without text).
    """
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Prepara el estudio el enlace del municipio titular."))
    clean = {key: normalise(sections.get(key, ""), lines=True) for key in SECTIONS}
    missing = [key for key, text in clean.items() if not text]
    if missing:
        raise Invalid({key: [_("Escriba esta sección, o diga que no hay datos.")] for key in missing})
    study = Study.objects.filter(partnership=partnership).first()
    if study is not None and study.state in {StudyState.APPROVED, StudyState.SUBMITTED}:
        raise Refused("study_closed", _("El estudio ya está con el Comité o aprobado."))
    author = holder_on((partnership.owner, Role.LIAISON), act.on)
    cited, areas = catalogues.citations(act.on), catalogues.areas()
    values = slot_values(partnership, act.on) | {
        "conclusion": "unfavourable" if sections.get("conclusion") == "unfavourable" else "favourable",
        "powers": [
            f"{areas[a['key']].text['es']}: {cited[a['power']].text['es'] if a.get('power') in cited else _('sin citar')}"
            for a in partnership.areas
            if a["key"] in areas
        ],
        "author_name": author.name if author else "",
        "author_post": author.post_es if author else "",
        **{key: " ".join(clean[key].split("\n")) for key in TEXTS},
        **{key: [line for line in clean[key].split("\n") if line] for key in LISTS},
    }
    version = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind="feasibility_study", values=values,
        languages=("es",), shared=True, document=study.document if study else None,
    )  # fmt: skip
    if study is None:
        study = Study(partnership=partnership)
    study.sections, study.document, study.version, study.state = clean, version.document, version, StudyState.DRAFT
    study.save()
    record(act, Happened.STUDY_DRAFTED, chain=partnership.circle.public_id, about=study.public_id)
    return study


@transaction.atomic
def submit_study(act: Act, *, study: Study) -> Study:
    """Put the study before the committee. Raises Refused."""
    partnership = study.partnership
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Somete el estudio el enlace del municipio titular."))
    if not Study.objects.filter(
        pk=study.pk, state__in=[StudyState.DRAFT, StudyState.RETURNED, StudyState.REJECTED]
    ).update(state=StudyState.SUBMITTED, submitted_on=act.on):
        raise Refused("study_closed", _("El estudio ya está con el Comité o aprobado."))
    study.refresh_from_db()
    record(act, Happened.STUDY_SUBMITTED, chain=partnership.circle.public_id, about=study.public_id)
    notify(
        act, to=(partnership.circle, Part.COMMITTEE, Role.COMMITTEE_SECRETARY), key="study_submitted",
        data={"folio": partnership.folio}, door="partnerships.study", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return study


@transaction.atomic
def decide_study(
    act: Act, *, partnership: Partnership, result: StudyState, on: dt.date, source: str, proof: str
) -> Study | None:
    """What the committee's resolution does to the study and to the case. Called by the meetings above, which checked
    that the committee decided. A relation recorded from old papers may have no study here: the fact stands alone."""
    study = Study.objects.filter(partnership=partnership).first()
    if study is not None:
        Study.objects.filter(pk=study.pk).update(state=result)
        study.refresh_from_db()
    record(
        act, Happened.STUDY_DECIDED, chain=partnership.circle.public_id, about=partnership.public_id,
        result=StudyState(result).label,
    )  # fmt: skip
    if result == StudyState.APPROVED:
        state_case_fact(act, partnership=partnership, fact=Fact.STUDY_APPROVED, on=on, source=source, proof=proof)
    else:
        withdraw_case_fact(act, partnership=partnership, fact=Fact.STUDY_APPROVED, reason=str(StudyState(result).label))
    return study
