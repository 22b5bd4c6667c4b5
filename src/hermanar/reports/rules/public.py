"""What of an authorised report everybody may read: figures, sentences, pictures with consent; no person, no inner address."""

from collections.abc import Mapping, Sequence
from typing import Any

_GOAL = ("code", "name", "measure", "annual", "programmed", "achieved", "achieved_until", "percent", "stated")
_RELATION = ("counterpart", "class", "act", "rung", "claim_es", "claim_en", "document")
_PIECE = ("id", "kind", "caption", "alt", "on", "precision", "place", "author", "outside", "picture")


def public_report(
    report: Mapping[str, Any], corrections: Sequence[Mapping[str, Any]], paper: str
) -> dict[str, Any]:  # fmt: skip
    """`paper`: code of the paper that was issued."""
    return {
        **{
            key: report[key] for key in ("organisation", "year", "quarter", "from", "until", "basis", "cover", "source")
        },
        "components": [
            {
                **{key: c[key] for key in ("code", "name", "axis", "percent")},
                "activities": [
                    {
                        **{key: a[key] for key in ("code", "name", "percent", "narrative")},
                        "goals": [{key: g[key] for key in _GOAL} for g in a["goals"]],
                        "pieces": [
                            {key: p[key] for key in _PIECE}
                            for p in a.get("evidence", {"rows": []})["rows"]
                            if p["prints"] and p["picture"]
                        ],
                    }
                    for a in c["activities"]
                ],
            }
            for c in report["components"]
        ],
        "sessions": {key: report["sessions"][key] for key in ("held", "programmed_year", "dates")},
        "agendas": {key: report["agendas"][key] for key in ("total", "by_month", "stated")},
        "roster": {key: report["roster"][key] for key in ("expected", "delivered")},
        "partnerships": [{key: r[key] for key in _RELATION} for r in report["partnerships"]],
        "counts": report["counts"],
        "alliances": {key: report["alliances"][key] for key in ("declared", "documented")},
        "findings": [{key: f[key] for key in ("code", "message_es", "message_en")} for f in report["findings"]],
        "corrections": [dict(c) for c in corrections],
        "paper": paper,
    }
