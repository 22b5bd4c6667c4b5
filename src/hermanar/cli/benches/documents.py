"""Papers: our agreement against bare typst with the same content, DOCX, and LibreOffice where it is installed.

Warm process; every content is new (the same again takes a tenth of the time); same typefaces, same standards; paired
runs, the order alternating.
"""

import datetime as dt
import io
import json
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hermanar.documents.renderers import Letterhead, Marks, fonts, render_docx, render_pdf
from hermanar.documents.rules.fill import fill
from hermanar.documents.rules.templates import load
from hermanar.kernel.codes import new_paper_code
from hermanar.kernel.content import BlockKind, Content

BARE = Path(__file__).parent / "bare.typ"
HEAD = Letterhead(
    issuer={"es": ("H. Ayuntamiento de Villa Serena",), "en": ("Municipal Government of Villa Serena",)},
    slogan={"es": "Villa Serena, casa abierta"},
)


def agreement(number: int) -> Content:
    """The agreement of the library filled with its own sample; no two numbers share a paragraph."""
    template = load("agreement")
    content = fill(template, template.sample, languages=("es", "en")).content
    blocks = tuple(
        replace(b, text={lang: f"{text} ({number})" for lang, text in b.text.items()})
        if b.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM}
        else b
        for b in content.blocks
    )
    return replace(content, blocks=blocks)


def marks() -> Marks:
    code = new_paper_code()
    return Marks(
        code=code, verify_url=f"https://hermanar.example/verificar/{code}/", folio="VS/001/2026",
        anchor="9:9c1e04ab77d2", issued_on=dt.date(2026, 3, 2),
    )  # fmt: skip


class Bare:
    """typst with the bare template; one compiler as long as the process, as ours."""

    def __init__(self) -> None:
        import typst

        self.compiler = typst.Compiler(
            str(BARE), root=str(BARE.parent),
            font_paths=typst.Fonts(
                include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.folder())]
            ),
            sys_inputs={"paper": "{}"},
        )  # fmt: skip

    def __call__(self, content: Content) -> bytes:
        printed = marks()
        paper = {
            "issuer": HEAD.issuer["es"][0],
            "folio": printed.folio,
            "code": printed.code,
            "url": printed.verify_url,
            "qr": _qr(printed.verify_url),
            "title": content.blocks[0].text["es"],
            "fonts": fonts.chain("es"),
            "languages": list(content.languages),
            "blocks": [b.as_json() for b in content.blocks],
        }
        pdf = self.compiler.compile(
            format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
            timestamp=1_772_474_400,
        )  # fmt: skip
        assert isinstance(pdf, bytes)
        return pdf


def _qr(address: str) -> str:
    import segno

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()


def seconds(call: Callable[[Content], Any], content: Content) -> float:
    began = time.perf_counter()
    call(content)
    return time.perf_counter() - began


def paired(one: Callable[[Content], Any], other: Callable[[Content], Any], runs: int, first: int) -> dict[str, float]:
    """Median of each and of the ratio one ÷ other over pairs of the same, new content."""
    ones: list[float] = []
    others: list[float] = []
    for n in range(runs):
        content = agreement(first + n)
        order = [(one, ones), (other, others)]
        for call, times in order if n % 2 else reversed(order):
            times.append(seconds(call, content))
    return {
        "ratio": round(statistics.median(a / b for a, b in zip(ones, others, strict=True)), 2),
        "ms": round(statistics.median(ones) * 1000, 1),
        "against_ms": round(statistics.median(others) * 1000, 1),
    }


def ours(content: Content) -> bytes:
    return render_pdf(content, HEAD, marks())


def word(content: Content) -> bytes:
    return render_docx(content, HEAD, marks())


def office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def by_office(program: str, content: Content) -> None:
    """DOCX written and converted, which is how it is done without a typesetter."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "paper.docx"
        source.write_bytes(word(content))
        profile = f"-env:UserInstallation=file://{scratch}/profile"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", scratch, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)


def measure(runs: int) -> dict[str, Any]:
    """Every ratio of this run."""
    bare, warm = Bare(), agreement(0)
    ours(warm), bare(warm), word(warm)
    told: dict[str, Any] = {
        "runs": runs,
        "pages": {"ours": _pages(ours(warm)), "bare": _pages(bare(warm))},
        "pdf_against_bare_typst": paired(ours, bare, runs, 1),
        "docx_against_pdf": paired(word, ours, runs, 1 + runs),
    }
    program = office()
    told["pdf_against_libreoffice"] = (
        paired(ours, lambda content: by_office(program, content), min(runs, 5), 1 + 2 * runs) if program else None
    )
    return told


def _pages(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
