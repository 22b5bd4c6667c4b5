"""Which papers the checker tells apart, and what each is for the rules."""

import re
from collections.abc import Sequence

# paper → what the rules treat it as: an agreement between the parties, a letter or an act that names both, or neither
KINDS = {
    "liaison_designation": "designation",
    "committee_act": "minutes",
    "study": "study",
    "letter_of_intent": "letter",
    "answer": "letter",
    "dispatch_letter": "letter",
    "council_resolution": "act",
    "twinning": "agreement",
    "specific_cooperation": "agreement",
    "domestic_twinning": "agreement",
    "ratification": "agreement",
    "memorandum": "agreement",
    "addendum": "agreement",
    "renewal": "agreement",
    "termination": "letter",
    "friendship": "declaration",
    "quarterly_report": "report",
    "activity_report": "report",
    "other": "other",
}

_BY_TITLE = (
    ("letter", re.compile(r"(?i)^\W*(?:asunto\s*:\s*|subject\s*:\s*|re\s*:\s*)?(?:carta\s+de\s+intenci[óo]n|letter\s+of\s+intent)\b")),
    ("act", re.compile(r"(?i)^\W*punto\s+de\s+acuerdo\b")),
    ("declaration", re.compile(r"(?i)^\W*(?:declaraci[óo]n\s+de\s+amistad|declaration\s+of\s+friendship|friendship\s+declaration)\b")),
    ("agreement", re.compile(
        r"(?i)^\W*(?:(?:acuerdo|convenio)\b[^.;:]{0,60}\b(?:hermanamiento|cooperaci[óo]n|colaboraci[óo]n)\b|memor[áa]ndum\s+de\s+entendimiento|"
        r"memorandum\s+of\s+understanding|[\w\s-]{0,30}\b(?:twinning|sister|cooperation)\b[\w\s-]{0,20}\bagreement\b)"
    )),
)  # fmt: skip


def kind_by_title(lines: Sequence[str], *, is_signed: bool) -> str:
    """What the rules treat a paper as that nobody named, by its title or its subject; "other" where neither tells. A
    title speaks of an agreement in many papers: one that is signed is one."""
    for line in lines:
        for kind, pattern in _BY_TITLE:
            if pattern.match(line):
                return kind if kind != "agreement" or is_signed else "other"
    return "other"
