"""“Conservar y justificar” for what the checker says beyond numbers and names: it needs a reason, and it stays kept."""

import datetime as dt

import pytest

from hermanar.checks.brief import Brief
from hermanar.documents import operations, queries
from hermanar.documents.enums import Origin
from hermanar.kernel.errors import Invalid


class Nowhere:
    def find_in_text(self, text, lang):
        return []


# code → (language, words of our own agreement, what a counterpart puts there)
CHANGES = {
    "B11": ("es", "no afectará", "afectará"),
    "M07": ("en", "availability", "wishes"),
    "L06": ("es", "sufragará los gastos", "contraerá la deuda"),
    "L05": ("es", "de común acuerdo.", "de común acuerdo o por arbitraje."),
}


def _put(content, lang, old, new):
    block = next(b for b in content.blocks if old in b.text[lang])
    return content.with_text(block.key, lang, block.text[lang].replace(old, new, 1))


def test_keep_finding_of_every_family_with_a_reason_survives_the_next_version(cast, agreement):
    content = agreement.as_content
    for change in CHANGES.values():
        content = _put(content, *change)
    brief = Brief(
        kind="agreement", domestic=False, parties=(), on=dt.date(2026, 3, 2), languages=("es", "en"), paper="twinning"
    )
    call = {"brief": brief, "gazetteer": Nowhere()}
    version = operations.save_version(
        cast.act(), document=agreement.document, content=content, base_number=1, origin=Origin.EDITED
    )
    found = {f.code: f for f in queries.check_version(version, **call) if f.code in CHANGES}
    assert set(found) == set(CHANGES)
    with pytest.raises(Invalid):
        operations.keep_finding(
            cast.act(), document=agreement.document, fingerprint=found["B11"].fingerprint, code="B11", reason=" "
        )
    for code, finding in found.items():
        operations.keep_finding(
            cast.act(), document=agreement.document, fingerprint=finding.fingerprint, code=code, reason=f"Por {code}"
        )
    later = operations.save_version(
        cast.act(), document=agreement.document, base_number=2, origin=Origin.EDITED,
        content=_put(content, "es", "Han acordado lo siguiente:", "Han convenido lo siguiente:"),
    )  # fmt: skip
    standing, kept = queries.check_with_kept(later, **call)
    assert not {f.fingerprint for f in standing} & {f.fingerprint for f in found.values()}
    assert {k.finding.code: k.reason for k in kept} == {code: f"Por {code}" for code in CHANGES}
