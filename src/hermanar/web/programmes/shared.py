"""What the pages of the yearly programme share: addresses, crumbs, tones."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.checks.codes import CODES
from hermanar.programmes.enums import ActivityState, ProgrammeState, ReportState
from hermanar.programmes.queries import languages_of, list_annexes
from hermanar.programmes.queries.warnings import kept_of

from ..language import translated
from ..relations import crumbs, paper_links
from .forms import in_spanish_alone

TONES: dict[str, str] = {
    ProgrammeState.DRAFT: "", ProgrammeState.OURS: "amber", ProgrammeState.RUNNING: "leaf", ProgrammeState.CLOSED: "",
    ActivityState.PROPOSED: "", ActivityState.AGREED: "amber", ActivityState.DONE: "leaf", ActivityState.NOT_DONE: "red",
    ActivityState.DROPPED: "", ReportState.ISSUED: "amber", ReportState.APPROVED: "leaf", ReportState.RETURNED: "red",
}  # fmt: skip


def fitting(form: Any, partnership: Any) -> Any:
    """The form as the papers of the relation need it: without English boxes where they have one language."""
    return form if "en" in languages_of(partnership) else in_spanish_alone(form)


def url(name: str, *args: Any) -> str:
    return reverse(f"web:programmes:{name}", args=args)


def of_relation(partnership: Any) -> str:
    return url("programmes", partnership.public_id)


def crumbs_of(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    return crumbs(partnership, (_("Programa y avances"), of_relation(partnership)), *more)


def name_of(programme: Any) -> str:
    """`Programa del año 1`."""
    return _("Programa del año %(number)s") % {"number": programme.number}


def annexes_shown(actor: Any, partnership: Any) -> list[dict[str, Any]]:
    """Annexes of the agreement in the order of their chain, with what each is and its papers."""
    return [
        {
            "it": row,
            "name": str(row.activity) if row.activity else name_of(row.programme),
            "sha": row.sha256[:12],
            "follows": row.follows[:12],
            "papers": paper_links(row.issue),
            # approved by both as it stood: what the checker said of it is told, not hidden
            "kept": [
                {
                    "code": code,
                    "told": told or translated({"es": CODES[code].es, "en": CODES[code].en}),
                }
                for code, told in kept_of(row)
            ],
        }
        for row in list_annexes(actor, partnership)
    ]


def crumbs_of_activity(activity: Any, here: str = "") -> list[dict]:
    programme = activity.programme
    rows = [(name_of(programme), url("programme", programme.public_id))]
    rows.append((str(activity), url("activity", activity.public_id) if here else ""))
    return crumbs_of(programme.partnership, *rows, *([(here, "")] if here else []))
