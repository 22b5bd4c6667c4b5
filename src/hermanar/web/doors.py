"""Symbolic doors of blockers and notices → addresses. A door whose room is not there leads nowhere: no link is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _, override

from hermanar.kernel.verdicts import Blocker

# door → (name of the address, its arguments in order). The arguments are keys of the door's `at`.
DOORS: dict[str, tuple[str, tuple[str, ...]]] = {
    "invitation": ("web:accounts:invitation", ("token",)),
    "link": ("guest:link", ("token",)),
    "directory.organisation": ("web:organisation:organisation", ()),
    "directory.data_request": ("web:organisation:data_request", ("request",)),
    "directory.invitation": ("web:organisation:organisation", ()),
    "candidates.city": ("web:candidates:city", ("city",)),
    "partnerships.lead": ("web:leads:lead", ("lead",)),
    "partnerships.case": ("web:cases:case", ("partnership",)),
    "partnerships.triage": ("web:cases:triage", ("partnership",)),
    "partnerships.designation": ("web:cases:designation", ("partnership",)),
    "partnerships.study": ("web:cases:study", ("partnership",)),
    "partnerships.letter": ("web:letters:letter", ("letter",)),
    "partnerships.follow_up": ("web:follow_up:list", ()),
    "partnerships.batch": ("web:letters:batch", ("batch",)),
    "partnerships.area_request": ("web:areas:request", ("request",)),
    "partnerships.answer": ("web:letters:answer", ("partnership",)),
    "profiles.profile": ("web:profiles:profile", ("partnership",)),
    "meetings.committee": ("web:meetings:committee", ("partnership",)),
    "meetings.cabildo": ("web:meetings:cabildo", ("partnership",)),
    "meetings.resolution": ("web:meetings:complete", ("resolution",)),
    "meetings.session": ("web:meetings:session", ("session",)),
    "meetings.body": ("web:meetings:body", ("body",)),
    "meetings.minutes": ("web:meetings:minutes", ("session",)),
    "meetings.commitment": ("web:meetings:commitment", ("commitment",)),
    "agreements.text": ("web:drafting:text", ("partnership",)),
    "coordination.advice": ("web:coordination:advice", ("advice",)),
    "coordination.invitation": ("web:coordination:invitation", ("invitation",)),
    "coordination.proposal": ("web:coordination:proposal", ("proposal",)),
    "agreements.papers": ("web:papers:of_case", ("partnership",)),
    "agreements.case_paper": ("web:papers:paper", ("paper",)),
    "agreements.authorisation": ("web:agreements:authorisation", ("partnership",)),
    "agreements.foreign_approval": ("web:agreements:foreign_approval", ("partnership",)),
    "agreements.signing": ("web:agreements:signing", ("signing",)),
    "agreements.signature": ("web:agreements:signature", ("partnership",)),
    "agreements.queue": ("web:agreements:queue", ()),
    "agreements.registration": ("web:agreements:registration", ("partnership",)),
    "opinions.dispatch": ("web:opinions:dispatch", ("dispatch",)),
    "opinions.review": ("web:opinions:review", ("review",)),
    "opinions.opinion": ("web:opinions:opinion", ("opinion",)),
    "calls.door": ("web:links:door", ("partnership",)),
    "calls.call_edit": ("web:calls:edit", ("call",)),
    "calls.proposal": ("web:calls:proposal", ("proposal",)),
    "calls.consultation": ("web:calls:consultation", ("consultation",)),
    "plans.plan": ("web:plans:plan", ("year",)),
    "plans.week": ("web:agendas:week", ("week",)),
    "reports.period": ("web:reports:period", ("year", "quarter")),
    "reports.printing": ("web:reports:printing", ("year", "quarter")),
    "reports.activity": ("web:reports:activity", ("year", "quarter", "code")),
    "programmes.clock": ("web:programmes:clock", ("partnership",)),
    "programmes.programmes": ("web:programmes:programmes", ("partnership",)),
    "programmes.programme": ("web:programmes:programme", ("programme",)),
    "programmes.activity": ("web:programmes:activity", ("activity",)),
    "programmes.report": ("web:programmes:report", ("report",)),
    "evidence.piece": ("web:evidence:piece", ("evidence",)),
    "encounters.service": ("web:encounters:service", ("service",)),
    "encounters.invitation": ("web:encounters:invitation", ("invitation",)),
    "encounters.encounter": ("web:encounters:encounter", ("encounter",)),
}
# Where a door knows only the relation, not the paper: the list of that room in the case.
OF_CASE: dict[str, str] = {
    "partnerships.letter": "web:letters:of_case",
    "opinions.dispatch": "web:opinions:dispatches_of_case",
    "opinions.review": "web:opinions:of_case",
    "opinions.opinion": "web:opinions:of_case",
}


def address_of(door: str, at: Mapping[str, Any], language: str | None = None) -> str:
    """Path of a door, in that language's addresses; the case's page where its room is not there; "" where none is."""
    if language is not None:
        with override(language):
            return address_of(door, at)
    name, keys = DOORS.get(door, ("", ()))
    tries = [(name, [at.get(k) for k in keys])] if name else []
    if "partnership" in at:
        tries += [(OF_CASE[door], [at["partnership"]])] if door in OF_CASE else []
        tries += [("web:cases:case", [at["partnership"]])]
    for candidate, arguments in tries:
        if all(arguments):
            try:
                return reverse(candidate, args=arguments)
            except NoReverseMatch:
                continue
    return ""


@dataclass(frozen=True)
class DoorShown:
    """What `<c-blockers>` and `<c-next-step>` take."""

    sentence: str
    url: str
    door: str
    code: str = ""


def shown(blocker: Blocker) -> DoorShown:
    """A blocker as the page shows it: its sentence and the link to where it is solved, at the clause where it names one."""
    url = address_of(blocker.door, blocker.at) if blocker.door else ""
    if url and "#" not in url and (block := blocker.at.get("block")):
        url += f"#b-{block}"
    if url and "#" not in url and (named := blocker.at.get("field")):
        url += f"#id_{named}"
    return DoorShown(str(blocker.about), url, _("Resolver") if url else "", blocker.code)
