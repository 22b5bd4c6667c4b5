"""Papers as PDF: PDF/UA-1 and PDF/A-2a in one file, the same bytes for the same paper, by typst inside this process.

Data enters typst only through `sys.inputs`; the root is closed over the templates; no typeface but ours; a warning of
typst is an error here.
"""

import base64
import ctypes
import datetime as dt
import io
import json
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hermanar.kernel.content import Content

from . import fonts, words
from .glyphs import Unprintable, uncovered
from .picture import REGIONS, RIGHT_TO_LEFT, picture
from .plates import Plate, as_svg, locator_svg, raster
from .qr import qr_of
from .values import Letterhead, Marks

TEMPLATES = Path(__file__).parent / "typst"
_TEMPLATE_OF = {
    "agreement": "agreement",
    "letter": "letter",
    "sheet": "sheet",
    "certificate": "sheet",
    "profile": "profile",
    "brief": "brief",
    "report": "report",
}
_ARMS_PIXELS = 700

# layouts with many photographs: they go to typst as files of a folder that is thrown away, a sixth of the time and memory
_WITH_FILES = frozenset({"report"})

_lock = threading.Lock()
_compilers: dict[str, Any] = {}
_typefaces: list[Any] = []
_nothing: list[Any] = []
_KEPT_FOR = 11  # compilations after which typst has let go of what it no longer used


class PrintingFailed(RuntimeError):
    """typst refused the paper, or warned: a fault of ours, not of who wrote the paper."""


def render_pdf(
    content: Content,
    letterhead: Letterhead,
    marks: Marks,
    *,
    language: str | None = None,
    slots: Mapping[str, Mapping[str, str]] | None = None,
    plates: Sequence[Plate] = (),
) -> bytes:
    """The paper as PDF, in all its languages or in one. `slots`: labels of blanks, slot → language → label; `plates`:
    pictures of a layout that has room for them.

    Raises Unprintable for a character that no typeface draws (forms refuse it before), fonts.FontsMissing before
    set-up, ValueError for a language that the paper does not have.
    """
    drawn = picture(content, letterhead, marks, language=language, slots=slots)
    _refuse_unprintable(drawn)
    drawn |= {
        "tongues": {
            lang: {
                "region": REGIONS.get(lang),
                "rtl": lang in RIGHT_TO_LEFT,
                "serif": fonts.chain(lang),
                "sans": fonts.chain(lang, sans=True),
            }
            for lang in _languages_in(drawn)
        },
        "arms": _arms(letterhead.arms),
        "qr": _qr(marks.verify_url or marks.code) if marks.code else "",
        "plates": {},
        "witness": {lang: words.word(lang, "witness")[1] for lang in drawn["languages"]},
        "description": _description(drawn),
        "keywords": [marks.folio] if marks.folio else [],
    }
    files = {}
    for number, plate in enumerate(plates):
        told = _plate(plate, drawn["languages"], as_file=content.layout in _WITH_FILES)
        if told["file"]:
            told["file"] = f"plate-{number}.{told['file']}"
            files[told["file"]] = plate.picture
        drawn["plates"][plate.at] = told
    noon = dt.datetime.combine(marks.issued_on or dt.date(2000, 1, 1), dt.time(18), dt.UTC)
    template = _TEMPLATE_OF.get(content.layout, "act")
    return compile_template(template, json.dumps(drawn, ensure_ascii=False), int(noon.timestamp()), files)


def compile_template(template: str, paper: str, timestamp: int, files: Mapping[str, bytes] | None = None) -> bytes:
    """The paper (JSON) through one of our templates; `files` are pictures it names, put beside a copy of the templates
    for as long as it takes. Raises PrintingFailed where typst refuses or warns."""
    with _lock:
        if files:
            with tempfile.TemporaryDirectory(prefix="paper-") as folder:
                for source in TEMPLATES.glob("*.typ"):
                    shutil.copy(source, folder)
                for name, data in files.items():
                    (Path(folder) / name).write_bytes(data)
                try:
                    return _compiled(_compiler(Path(folder), template, paper), paper, timestamp)
                finally:
                    _forget()
        # one compiler a template lives as long as the process: it keeps typefaces and parsed templates, never papers
        if template not in _compilers:
            _compilers[template] = _compiler(TEMPLATES, template, paper)
        return _compiled(_compilers[template], paper, timestamp)


def _compiler(root: Path, template: str, paper: str) -> Any:
    import typst

    if not _typefaces:
        _typefaces.append(
            typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.folder())])
        )
    return typst.Compiler(
        str(root / f"{template}.typ"), root=str(root), font_paths=_typefaces[0], sys_inputs={"paper": paper}
    )


def _forget() -> None:
    """Let typst drop the pictures of a paper that is done, and the system have their memory back.

    typst keeps what it read for the next ten papers: reports of a hundred photographs, one after another, would hold
    gigabytes. So many papers of nothing make it old at once (a few milliseconds); our templates are read again afterwards.
    """
    import typst

    if not _nothing:
        _nothing.append(typst.Compiler(str(TEMPLATES / "nothing.typ"), root=str(TEMPLATES), font_paths=_typefaces[0]))
    for _again in range(_KEPT_FOR):
        _nothing[0].compile(format="pdf")
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def _compiled(compiler: Any, paper: str, timestamp: int) -> bytes:
    import typst

    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs={"paper": paper}, timestamp=timestamp
        )
    except typst.TypstError as error:
        raise PrintingFailed(f"{error.message} {error.hints or ''}".strip()) from error
    if warnings:
        raise PrintingFailed("; ".join(warning.message for warning in warnings))
    if not isinstance(pdf, bytes):
        raise PrintingFailed("typst gave no file")
    return pdf


def _languages_in(drawn: dict[str, Any]) -> list[str]:
    """Languages of the paper, and those that its marks borrow a word from."""
    borrowed = [text[0] for band in drawn["marks"]["bands"] for text in band["texts"]]
    return list(dict.fromkeys([*drawn["languages"], "es", *borrowed]))


def _description(drawn: dict[str, Any]) -> str:
    parts = [text for band in drawn["marks"]["bands"] for _, text in band["texts"]]
    return " · ".join(parts) or drawn["title"]


def _strings(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        place = value.get("key", place)
        for name, inner in value.items():
            yield from _strings(inner, place or name)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, place)


def _refuse_unprintable(drawn: dict[str, Any]) -> None:
    where = [(place, char, name) for place, text in _strings(drawn, "") for _, char, name in uncovered(text)]
    if where:
        raise Unprintable(where)


def _qr(address: str) -> str:
    out = io.BytesIO()
    qr_of(address).save(out, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return out.getvalue().decode()


def _plate(plate: Plate, languages: Sequence[str], *, as_file: bool) -> dict[str, Any]:
    """What the template needs of it; `file` is the kind of picture where it goes as a file."""
    said = [text for lang in languages if (text := plate.alt.get(lang) or plate.alt.get("es", ""))]
    kind = ""
    if plate.address:
        image = _qr(plate.address)
    elif plate.point:
        image = locator_svg(plate.point)
    elif as_file:
        image, kind = "", raster(plate.picture)[0]
    else:
        image = as_svg(plate.picture)
    return {"image": image, "file": kind, "alt": " / ".join(dict.fromkeys(said)), "address": plate.address}


def _arms(data: bytes | None) -> str:
    """The coat of arms as SVG around its picture, which is how bytes reach typst without a file. "" when there is none.

    What is large, animated, or not plain grey or RGB is drawn again as PNG: PDF/A takes no other colour silently.
    """
    if not data:
        return ""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        plain = image.format in {"PNG", "JPEG"} and image.mode in {"L", "RGB", "RGBA", "P"}
        plain = (
            plain and max(image.size) <= _ARMS_PIXELS and not (set(image.info) & {"icc_profile", "exif", "duration"})
        )
        width, height = image.size
        if not plain:
            redrawn = image.convert("RGBA")
            redrawn.thumbnail((_ARMS_PIXELS, _ARMS_PIXELS))
            width, height = redrawn.size
            out = io.BytesIO()
            redrawn.save(out, "PNG")
            data = out.getvalue()
        kind = image.format.lower() if plain and image.format else "png"
    source = base64.b64encode(data).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/{kind};base64,{source}"/></svg>'
    )
