"""Write the steps of the process into `docs/explanation/proceso.md`, from the definitions that the cases run on.

`python tools/process_page.py` after a definition has changed; what stands above the steps is written by hand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "explanation" / "proceso.md"
DEFINITIONS = ROOT / "src" / "hermanar" / "partnerships" / "definitions"
MARK = "<!-- pasos -->\n"


def table(definition: dict[str, Any]) -> str:
    schemes = definition["schemes"]
    titles = {key: {s["key"]: s["title"]["es"] for s in scheme["stages"]} for key, scheme in schemes.items()}
    named = {step["key"]: step["title"]["es"] for step in definition["steps"]}
    proves = {step["fact"]: step["title"]["es"] for step in definition["steps"] if "fact" in step}
    heads = [scheme["title"]["es"] for scheme in schemes.values()]
    lines = [
        f"## {definition['title']['es']} (`{definition['key']}`)",
        "",
        f"| # | paso | {' | '.join(heads)} | lo da | necesita | después de | plazo | fundamento |",
        f"| --- | --- | {' | '.join('---' for _ in heads)} | --- | --- | --- | --- | --- |",
    ]
    for number, step in enumerate(definition["steps"], start=1):
        due = step.get("due")
        cells = [
            str(number),
            f"{step['title']['es']} (`{step['key']}`)",
            *(titles[key].get(step["stage"].get(key, ""), "–") for key in schemes),
            ", ".join(f"`{s['part']}` · `{s['role']}`" for s in step["signs_off"]),
            "; ".join(proves.get(fact, fact) for fact in step.get("needs", ())) or "–",
            "; ".join(named[key] for key in step.get("after", ())) or "–",
            f"{due['days']} días desde “{proves.get(due['from'], due['from'])}”" if due else "–",
            ", ".join(f"`{b}`" for b in step.get("basis", ())) or "–",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def written() -> str:
    """The page as it should be."""
    head = PAGE.read_text(encoding="utf-8").partition(MARK)[0] + MARK
    found = [yaml.safe_load(p.read_text(encoding="utf-8")) for p in sorted(DEFINITIONS.glob("*.yaml"), reverse=True)]
    return head + "\n" + "\n\n".join(table(d) for d in found) + "\n"


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
