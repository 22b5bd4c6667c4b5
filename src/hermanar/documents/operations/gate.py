"""Nothing is issued unread: the checker's word on the text as it will be printed (promise 2)."""

from django.utils.translation import gettext_lazy as _

from hermanar.checks.brief import Brief
from hermanar.checks.check import check
from hermanar.checks.findings import Finding, Severity
from hermanar.checks.gazetteer import Gazetteer
from hermanar.kernel.acts import Act
from hermanar.kernel.content import Content
from hermanar.kernel.errors import Blocked, Refused
from hermanar.kernel.verdicts import Blocker

from ..enums import Drawn
from ..models import Version
from ..queries import ReadAhead, finding_told, model_of
from .texts import keep_finding


def _read_before_issue(
    act: Act, *, version: Version, content: Content, brief: Brief, drawn: Drawn, because: str = "",
    read: ReadAhead | None = None,
) -> None:  # fmt: skip
    """Let the checker read what is about to be issued. What was kept with a reason, on the desk or in this act
    (`act.reasons`, or `because` of everything), stays said in the journal.

    Raises Blocked: one blocker for each finding that stands, with `ask` where a reason would lift it; Refused
    (`text_moved`) where `read` is of another text.
    """
    model = model_of(version)
    if read is None:
        with Gazetteer.open() as gazetteer:
            read_now = check(content, brief, gazetteer, model=model)
    elif read.is_of(content, brief, model):
        read_now = list(read.findings)
    else:
        raise Refused("text_moved", _("Algo cambió mientras se leía el texto. Inténtelo de nuevo."))
    found = [f for f in read_now if f.severity == Severity.ERROR or _is_unseen(f, drawn)]
    if not found:
        return
    kept = set(version.document.kept.values_list("fingerprint", flat=True))
    blockers = []
    for finding in found:
        may_keep = finding.may_keep or finding.severity == Severity.WARNING or drawn == Drawn.FROM_FACTS
        if may_keep and finding.fingerprint in kept:
            continue
        reason = because or act.reasons.get(finding.fingerprint, "")
        if may_keep and reason.strip():
            keep_finding(
                act, document=version.document, fingerprint=finding.fingerprint, code=finding.code, reason=reason
            )
            continue
        ask = finding.fingerprint if may_keep else ""
        blockers.append(Blocker(f"finding_{finding.code}", finding_told(finding, content), ask=ask))
    if blockers:
        raise Blocked(blockers)


def _is_unseen(finding: Finding, drawn: Drawn) -> bool:
    return finding.severity == Severity.WARNING and drawn != Drawn.AT_A_DESK
