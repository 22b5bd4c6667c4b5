"""Papers as Word files that can be edited and come back.

Every block is bookmarked by its key, language and part: bookmarks survive an edit and a save elsewhere, content
controls do not. What the renderer adds (numbers, labels, rules, the letterhead) carries bookmarks of its own, so that
reading back takes only what the Parties wrote. Looks live in named styles (`Paper …`), not in direct formatting.
"""

import datetime as dt
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from hermanar.kernel.content import Content

from .fonts import SANS, SERIF
from .picture import RIGHT_TO_LEFT, picture
from .values import Letterhead, Marks

BLANK = "______"
_LOCALES = {
    "es": "es-MX",
    "en": "en-US",
    "pt": "pt-BR",
    "fr": "fr-FR",
    "de": "de-DE",
    "it": "it-IT",
    "ja": "ja-JP",
    "zh": "zh-CN",
    "ko": "ko-KR",
    "ar": "ar-SA",
    "he": "he-IL",
}
_WINE, _QUIET, _ROSE, _FAINT = "7B1E3A", "57504A", "F7ECEF", "D9D2C9"
_NAME_LIMIT = 40  # Word's own limit for the name of a bookmark
_BLOCK_NAME = re.compile(r"([bf])(\d+)_([a-z]{2,3})_(.+)")  # b: lines of a block; f: label and value of a fact
# what follows borders and shading among the properties of a paragraph, in the order that the format wants
_AFTER_SHADE = (
    *("w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct"),
    *("w:autoSpaceDE", "w:autoSpaceDN"),
)
_AFTER_BIDI = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl"),
    *("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)
_ESCAPES = {"_": "_u", "-": "_h", ".": "_d"}


class NotAWordFile(ValueError):
    """The bytes are not a Word file that can be read."""


# names of bookmarks


def _escape(key: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else _ESCAPES.get(c, f"_x{ord(c):x}x") for c in key)


def _unescape(name: str) -> str:
    back = {v: k for k, v in _ESCAPES.items()}
    return re.sub(
        r"_x([0-9a-f]+)x|_[uhd]", lambda m: chr(int(m.group(1), 16)) if m.group(1) else back[m.group(0)], name
    )


def bookmark_name(key: str, lang: str, part: int = 0, *, kind: str = "b") -> str:
    """Name of the bookmark of one part of a block: `b0_es_art_h02_dp1`. A key that is too long is named by its hash."""
    name = f"{kind}{part}_{lang}_{_escape(key)}"
    if len(name) > _NAME_LIMIT:
        name = f"{kind}{part}_{lang}__z{hashlib.sha256(key.encode()).hexdigest()[:24]}"
    return name


# writing


def render_docx(
    content: Content,
    letterhead: Letterhead,
    marks: Marks,
    *,
    language: str | None = None,
    slots: Mapping[str, Mapping[str, str]] | None = None,
) -> bytes:
    """The paper as a Word file, in all its languages or in one; the same bytes for the same paper.

    `slots`: labels of blanks, slot → language → label. Raises ValueError for a language that the paper does not have.
    """
    drawn = picture(content, letterhead, marks, language=language, slots=slots)
    return _Writer(drawn, letterhead, marks).write()


class _Writer:
    def __init__(self, drawn: dict[str, Any], letterhead: Letterhead, marks: Marks) -> None:
        from docx import Document

        self.drawn, self.letterhead, self.marks = drawn, letterhead, marks
        self.main = drawn["languages"][0]
        self.doc = Document()
        self.ids = 0

    def write(self) -> bytes:
        self._properties()
        _styles(self.doc, _LOCALES.get(self.main, self.main))
        for index, part in enumerate(self.drawn["parts"]):
            section = self._section(index)
            self._header(section, part["languages"][0])
            self._footer(section, part["languages"])
            if part["label"]:
                self._added(self.doc, "Paper Label", part["label"], part["languages"][0])
            self._nodes(part)
            self._verification(part["languages"])
        out = io.BytesIO()
        self.doc.save(out)
        return _steady(out.getvalue())

    def _properties(self) -> None:
        core = self.doc.core_properties
        at = dt.datetime.combine(self.marks.issued_on or dt.date(2000, 1, 1), dt.time(18))
        core.title, core.author = self.drawn["title"], self.drawn["author"]
        core.language = _LOCALES.get(self.main, self.main)
        core.identifier, core.keywords, core.comments = self.marks.code, self.marks.folio, ""
        core.created = core.modified = at
        core.last_modified_by, core.revision = "Hermanar", 1

    def _section(self, index: int) -> Any:
        from docx.enum.section import WD_SECTION
        from docx.shared import Cm

        section = self.doc.sections[0] if index == 0 else self.doc.add_section(WD_SECTION.NEW_PAGE)
        section.page_width, section.page_height = Cm(21.59), Cm(27.94)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
        section.header_distance = section.footer_distance = Cm(1)
        section.different_first_page_header_footer = True
        return section

    # bookmarks and runs

    def _open(self, paragraph: Any, name: str) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self.ids += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self.ids))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(self.ids))
        paragraph._p.append(start)
        return end

    def _run(self, paragraph: Any, text: str, lang: str, style: str | None = None) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run = paragraph.add_run(text, style)
        mark = OxmlElement("w:lang")
        locale = _LOCALES.get(lang, lang)
        slot = "w:eastAsia" if lang in {"ja", "zh", "ko"} else "w:bidi" if lang in RIGHT_TO_LEFT else "w:val"
        mark.set(qn(slot), locale)
        properties = run._r.get_or_add_rPr()
        if lang in RIGHT_TO_LEFT:
            properties.append(OxmlElement("w:rtl"))
        properties.append(mark)
        return run

    def _paragraph(self, container: Any, style: str, lang: str) -> Any:
        from docx.oxml import OxmlElement

        # a new cell comes with an empty paragraph: use it first
        first = getattr(container, "paragraphs", [])[:1] if hasattr(container, "_tc") else []
        unused = first and not first[0].runs and first[0]._p.find("{*}bookmarkStart") is None
        paragraph = first[0] if unused else container.add_paragraph()
        paragraph.style = style
        if lang in RIGHT_TO_LEFT:
            paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
        return paragraph

    def _added(self, container: Any, style: str, text: str, lang: str) -> Any:
        """A paragraph that the renderer adds: reading back leaves it out."""
        paragraph = self._paragraph(container, style, lang)
        end = self._open(paragraph, f"x{self.ids + 1}")
        if text:
            self._run(paragraph, text, lang)
        paragraph._p.append(end)
        return paragraph

    def _label(self, paragraph: Any, text: str, lang: str) -> None:
        end = self._open(paragraph, f"n{self.ids + 1}")
        self._run(paragraph, text, lang)
        paragraph._p.append(end)

    def _line(self, paragraph: Any, line: str | list, lang: str) -> None:
        for piece in [line] if isinstance(line, str) else line:
            if isinstance(piece, str):
                self._run(paragraph, piece, lang)
            else:
                end = self._open(paragraph, f"s{self.ids + 1}_{_escape(piece['slot'])}"[:_NAME_LIMIT])
                self._run(paragraph, f"{BLANK} ({piece['label']})", lang, "Paper Blank")
                paragraph._p.append(end)

    def _lines(self, paragraph: Any, lines: list, lang: str) -> None:
        for index, line in enumerate(lines):
            if index:
                paragraph.add_run().add_break()
            self._line(paragraph, line, lang)

    def _block(self, container: Any, style: str, cell: dict[str, Any], label: str = "", *, part: int = 0) -> Any:
        lang = cell["lang"]
        paragraph = self._paragraph(container, style, lang)
        if label:
            self._label(paragraph, label, lang)
        end = self._open(paragraph, bookmark_name(cell["key"], lang, part))
        self._lines(paragraph, cell["lines"], lang)
        paragraph._p.append(end)
        return paragraph

    def _shared(self, container: Any, style: str, owners: list[tuple[str, str, int]], line: str | list) -> Any:
        """One paragraph that is the same text in several languages: it carries a bookmark for each."""
        paragraph = self._paragraph(container, style, owners[0][1])
        ends = [self._open(paragraph, bookmark_name(*owner)) for owner in owners]
        self._line(paragraph, line, owners[0][1])
        for end in reversed(ends):
            paragraph._p.append(end)
        return paragraph

    # around the text

    def _bands(self, container: Any) -> None:
        for band in self.drawn["marks"]["bands"]:
            text = (" / " if band["kind"] == "draft" else " · ").join(said.upper() for _, said in band["texts"])
            self._added(
                container, "Paper Draft" if band["kind"] == "draft" else "Paper Band", text, band["texts"][0][0]
            )

    def _header(self, section: Any, lang: str) -> None:
        from docx.shared import Cm

        head = self.drawn["letterhead"][lang]
        first, others = section.first_page_header, section.header
        first.is_linked_to_previous = others.is_linked_to_previous = False
        for container in (first, others):
            _empty(container)
            self._bands(container)
        if head["issuer"]:
            text = head["issuer"][0] + (f"\t{self.marks.folio}" if self.marks.folio else "")
            self._added(others, "Paper Running Head", text, lang)
        names = first
        if self.letterhead.arms:
            table = first.add_table(1, 2, Cm(17))
            _widths(table, (Cm(2.4), Cm(14.6)))
            cell, names = table.rows[0].cells
            picture_ = cell.paragraphs[0].add_run().add_picture(io.BytesIO(self.letterhead.arms), height=Cm(1.9))
            picture_._inline.docPr.set("descr", head["arms_alt"])
        for index, line in enumerate(head["issuer"]):
            self._added(names, "Paper Office" if index else "Paper Issuer", line, lang)
        if head["issuer"] or self.letterhead.arms or head["motto"]:
            self._added(first, "Paper Motto", head["motto"], lang)
        for container in (first, others):
            if len(container._element) == 0:
                container.add_paragraph()

    def _footer(self, section: Any, languages: list[str]) -> None:
        said = self.drawn["marks"]["words"]
        for footer in (section.first_page_footer, section.footer):
            footer.is_linked_to_previous = False
            _empty(footer)
            paragraph = footer.add_paragraph(style="Paper Footer")
            left = [f"{said[self.main]['folio']} {self.marks.folio}"] if self.marks.folio else []
            left += [self.marks.code] if self.marks.code else []
            self._run(paragraph, " · ".join(left) + "\t", self.main)
            # a language that borrows its words does not say them again
            speaking = {said[lang]["page"]: lang for lang in reversed(languages)}
            for index, lang in enumerate(reversed(speaking.values())):
                before, _, rest = said[lang]["page"].partition("{n}")
                between, _, after = rest.partition("{total}")
                self._run(paragraph, f"{' · ' if index else ''}{before}", lang)
                _field(paragraph, "PAGE")
                self._run(paragraph, between, lang)
                _field(paragraph, "NUMPAGES")
                self._run(paragraph, after, lang)
            if slogan := self.drawn["letterhead"][languages[0]]["slogan"]:
                self._run(footer.add_paragraph(style="Paper Slogan"), slogan, languages[0])

    def _verification(self, languages: list[str]) -> None:
        if not self.marks.code:
            return
        import segno
        from docx.shared import Cm

        out = io.BytesIO()
        segno.make(self.marks.verify_url or self.marks.code, error="m", micro=False).save(
            out, kind="png", scale=6, border=1
        )
        said = self.drawn["marks"]["words"]
        self._added(self.doc, "Paper Rule", "", languages[0])
        columns = 1 + min(2, len(languages))
        table = self.doc.add_table(1, columns)
        _widths(table, (Cm(2.4), *(Cm(14.5 / (columns - 1)),) * (columns - 1)))
        cells = table.rows[0].cells
        figure = self._added(cells[0], "Paper Small", "", languages[0])
        drawing = figure.add_run().add_picture(io.BytesIO(out.getvalue()), width=Cm(1.9))
        drawing._inline.docPr.set("descr", said[languages[0]]["qr"])
        for cell, lang in zip(cells[1:], languages, strict=False):
            words = said[lang]
            lines = [f"{words['code']}: {self.marks.code}"]
            if self.marks.verify_url:
                lines.append(f"{words['verify']} {self.marks.verify_url}")
            issued = self.drawn["marks"]["issued"][lang]
            last = [f"{words['issued']} {issued}"] if issued else []
            last += [f"{words['anchor']}: {self.marks.anchor}"] if self.marks.anchor else []
            for line in [*lines, *([" · ".join(last)] if last else [])]:
                self._added(cell, "Paper Small", line, lang)

    # the text

    def _nodes(self, part: dict[str, Any]) -> None:
        table = None
        several = len(part["languages"]) > 1
        for node in part["nodes"]:
            kind = node["type"]
            if several and kind in {"heading", "columns"}:
                table = table or self._parallel(len(part["languages"]))
                self._rows(table, node)
                continue
            if table is not None:
                self._added(self.doc, "Paper Gap", "", self.main)
                table = None
            if kind == "title":
                for index, cell in enumerate(node["cells"]):
                    self._block(self.doc, "Paper Subtitle" if index else "Paper Title", cell)
            elif kind == "heading":
                for cell in node["cells"]:
                    self._heading(self.doc, cell, above=node["above"])
            elif kind == "columns":
                for row in node["rows"]:
                    for cell in row["cells"]:
                        self._piece(self.doc, row, cell)
            elif kind == "facts":
                self._facts(node)
            elif kind == "signatures":
                self._signatures(node)
            else:
                self._letter_part(node)

    def _parallel(self, columns: int) -> Any:
        from docx.shared import Cm

        table = self.doc.add_table(0, columns, "Paper Parallel")
        table.autofit = False
        for column in table.columns:
            column.width = Cm(17 / columns)
        return table

    def _rows(self, table: Any, node: dict[str, Any]) -> None:
        if node["type"] == "heading":
            for target, cell in zip(table.add_row().cells, node["cells"], strict=True):
                self._heading(target, cell, above=node["above"])
            return
        for row in node["rows"]:
            for target, cell in zip(table.add_row().cells, row["cells"], strict=True):
                self._piece(target, row, cell)

    def _heading(self, container: Any, cell: dict[str, Any], *, above: bool) -> None:
        paragraph = self._paragraph(container, "Heading 1", cell["lang"])
        if cell["number"]:
            end = self._open(paragraph, f"n{self.ids + 1}")
            self._run(paragraph, cell["number"] + ("" if above else " "), cell["lang"])
            if above:
                paragraph.add_run().add_break()
            paragraph._p.append(end)
        end = self._open(paragraph, bookmark_name(cell["key"], cell["lang"]))
        self._lines(paragraph, cell["lines"], cell["lang"])
        paragraph._p.append(end)

    def _piece(self, container: Any, row: dict[str, Any], cell: dict[str, Any]) -> None:
        style = {"item": "Paper Item", "note": "Paper Note"}.get(row["kind"], "Paper Text")
        label = f"{row['label'] or '–'}\t" if row["kind"] == "item" and cell["lines"] != [""] else ""
        self._block(container, style, cell, label)

    def _facts(self, node: dict[str, Any]) -> None:
        from docx.shared import Cm

        table = self.doc.add_table(0, 2, "Paper Facts")
        table.autofit = False
        for column, width in zip(table.columns, (5.2, 11.8), strict=True):
            column.width = Cm(width)
        for row in node["rows"]:
            targets = table.add_row().cells
            for part, (target, which) in enumerate(zip(targets, ("label", "value"), strict=True)):
                style = "Paper Value" if part else "Paper Fact"
                for line, owners in _same([one[which] for one in row["cells"]]):
                    self._several(target, style, [(key, lang, part) for key, lang in owners], line)
        self._added(self.doc, "Paper Gap", "", self.main)

    def _several(self, container: Any, style: str, owners: list[tuple[str, str, int]], lines: list) -> None:
        paragraph = self._paragraph(container, style, owners[0][1])
        ends = [self._open(paragraph, bookmark_name(*owner, kind="f")) for owner in owners]
        self._lines(paragraph, lines, owners[0][1])
        for end in reversed(ends):
            paragraph._p.append(end)

    def _signatures(self, node: dict[str, Any]) -> None:
        self._added(self.doc, "Paper Gap", "", self.main)
        people = [p for p in node["people"] if not p["honour"]]
        rows: list[list] = [people[i : i + 2] for i in range(0, len(people), 2)]
        rows += [[p] for p in node["people"] if p["honour"]]
        for row in rows:
            table = self.doc.add_table(1, len(row))
            table.style = "Paper Signatures"
            for cell, person in zip(table.rows[0].cells, row, strict=True):
                self._person(cell, person)
            self._added(self.doc, "Paper Gap", "", self.main)

    def _person(self, cell: Any, person: dict[str, Any]) -> None:
        cells = person["cells"]
        most = max(len(one["lines"]) for one in cells)
        for position in range(most):
            placed: list[tuple[list, list]] = []
            for one in cells:
                if position >= len(one["lines"]) or not one["lines"][position]:
                    continue
                line = one["lines"][position]
                owner = (one["key"], one["lang"], position)
                for owners, same in placed:
                    if same == line:
                        owners.append(owner)
                        break
                else:
                    placed.append(([owner], line))
            named = 1 if most > 2 else 0
            style = "Paper Party" if position < named else "Paper Signatory" if position == named else "Paper Post"
            for index, (owners, line) in enumerate(placed):
                # only the first of several spellings of a name stands under the rule
                self._shared(cell, "Paper Post" if style == "Paper Signatory" and index else style, owners, line)

    def _letter_part(self, node: dict[str, Any]) -> None:
        style = {
            "place_date": "Paper Right",
            "reference": "Paper Right",
            "subject": "Paper Subject",
            "addressee": "Paper Addressee",
            "salutation": "Paper Addressee",
            "closing": "Paper Closing",
            "copies": "Paper Small",
            "initials": "Paper Small",
        }[node["type"]]
        for cell in node["cells"]:
            label = node["label"][cell["lang"]]
            self._block(self.doc, style, cell, f"{label} " if label else "")


def _same(cells: list[dict[str, Any]]) -> list[tuple[list, list[tuple[str, str]]]]:
    """Texts with the languages that share them, in order."""
    found: list[tuple[list, list[tuple[str, str]]]] = []
    for cell in cells:
        owner = (cell["key"], cell["lang"])
        for lines, owners in found:
            if lines == cell["lines"]:
                owners.append(owner)
                break
        else:
            found.append((cell["lines"], [owner]))
    return found


def _empty(container: Any) -> None:
    for child in list(container._element):
        container._element.remove(child)


def _field(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _widths(table: Any, widths: Iterable[Any]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _steady(data: bytes) -> bytes:
    """The same archive with its clock stopped: equal papers are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


def _styles(doc: Any, locale: str) -> None:
    """Named styles of the papers. Sizes in points; the page is the same as the PDF's."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN, WD_TAB_ALIGNMENT
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Cm, Pt, RGBColor

    styles = doc.styles
    for mark in styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), locale)

    def face(
        style: Any, family: str, size: float, *, bold: bool = False, italic: bool = False, colour: str = ""
    ) -> None:
        font = style.font
        font.name, font.size, font.bold, font.italic = family, Pt(size), bold, italic
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            if "Theme" in name:
                del fonts.attrib[name]
        for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(name), family)
        font.color.rgb = RGBColor.from_string(colour or "000000")

    def shape(style: Any, align: Any, before: float, after: float, *, line: float = 1.15, keep: bool = False) -> None:
        form = style.paragraph_format
        form.alignment, form.space_before, form.space_after = align, Pt(before), Pt(after)
        form.line_spacing, form.keep_with_next, form.widow_control = line, keep, True

    def border(style: Any, colour: str, *, size: int = 6, space: int = 4, sides: tuple[str, ...] = ("top",)) -> None:
        inner = "".join(
            f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>' for side in sides
        )
        form = style.element.get_or_add_pPr()
        framed = parse_xml(f"<w:pBdr {nsdecls('w')}>{inner}</w:pBdr>")
        form.insert_element_before(framed, "w:shd", *_AFTER_SHADE, "w:bidi", *_AFTER_BIDI)

    def paragraph(name: str) -> Any:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        return style

    face(styles["Normal"], SERIF, 10.5)
    shape(styles["Normal"], ALIGN.LEFT, 0, 0)
    heading = styles["Heading 1"]
    face(heading, SERIF, 11, bold=True)
    shape(heading, ALIGN.CENTER, 14, 6, keep=True)

    for name, family, size, bold, italic, colour, align, before, after, keep in (
        ("Paper Title", SERIF, 15, True, False, "", ALIGN.CENTER, 6, 4, True),
        ("Paper Subtitle", SERIF, 12.5, False, False, _QUIET, ALIGN.CENTER, 0, 12, True),
        ("Paper Text", SERIF, 10.5, False, False, "", ALIGN.JUSTIFY, 0, 6, False),
        ("Paper Item", SERIF, 10.5, False, False, "", ALIGN.LEFT, 0, 5, False),
        ("Paper Note", SERIF, 8.5, False, False, _QUIET, ALIGN.LEFT, 0, 5, False),
        ("Paper Right", SERIF, 11, False, False, "", ALIGN.RIGHT, 0, 4, True),
        ("Paper Subject", SERIF, 11, True, False, "", ALIGN.RIGHT, 0, 12, True),
        ("Paper Addressee", SERIF, 11, True, False, "", ALIGN.LEFT, 0, 8, True),
        ("Paper Closing", SERIF, 11, True, False, "", ALIGN.CENTER, 16, 4, True),
        ("Paper Party", SERIF, 10, True, False, "", ALIGN.CENTER, 0, 0, True),
        ("Paper Signatory", SERIF, 10.5, True, False, "", ALIGN.CENTER, 46, 0, True),
        ("Paper Post", SERIF, 9.5, False, False, "", ALIGN.CENTER, 0, 0, True),
        ("Paper Fact", SANS, 8.5, True, False, _QUIET, ALIGN.LEFT, 3, 3, False),
        ("Paper Value", SERIF, 10.5, False, False, "", ALIGN.LEFT, 3, 3, False),
        ("Paper Small", SANS, 7.5, False, False, _QUIET, ALIGN.LEFT, 0, 2, False),
        ("Paper Label", SANS, 8, True, False, _WINE, ALIGN.CENTER, 0, 10, True),
        ("Paper Band", SANS, 7.5, True, False, _WINE, ALIGN.CENTER, 0, 5, False),
        ("Paper Draft", SANS, 8, True, False, _QUIET, ALIGN.RIGHT, 0, 4, False),
        ("Paper Issuer", SERIF, 14, True, False, _WINE, ALIGN.LEFT, 6, 2, False),
        ("Paper Office", SANS, 8, True, False, _QUIET, ALIGN.LEFT, 0, 0, False),
        ("Paper Motto", SERIF, 9, False, True, _QUIET, ALIGN.CENTER, 4, 12, False),
        ("Paper Running Head", SANS, 7.5, False, False, _QUIET, ALIGN.LEFT, 0, 8, False),
        ("Paper Footer", SANS, 7.5, False, False, _QUIET, ALIGN.LEFT, 0, 0, False),
        ("Paper Slogan", SANS, 7.5, False, True, _QUIET, ALIGN.CENTER, 2, 0, False),
        ("Paper Rule", SANS, 4, False, False, "", ALIGN.LEFT, 14, 0, True),
        ("Paper Gap", SERIF, 6, False, False, "", ALIGN.LEFT, 0, 0, False),
    ):
        style = paragraph(name)
        face(style, family, size, bold=bold, italic=italic, colour=colour)
        shape(style, align, before, after, keep=keep)
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), "0")
    styles["Paper Title"].element.get_or_add_pPr().insert_element_before(outline, "w:divId", "w:rPr")
    styles["Paper Item"].paragraph_format.left_indent = Cm(0.7)
    styles["Paper Item"].paragraph_format.first_line_indent = Cm(-0.7)
    styles["Paper Item"].paragraph_format.tab_stops.add_tab_stop(Cm(0.7))
    for name in ("Paper Footer", "Paper Running Head"):
        styles[name].paragraph_format.tab_stops.add_tab_stop(Cm(16.99), WD_TAB_ALIGNMENT.RIGHT)
    border(styles["Paper Motto"], _WINE)
    border(styles["Paper Rule"], _WINE)
    border(styles["Paper Footer"], _FAINT)
    border(styles["Paper Signatory"], "000000")
    border(styles["Paper Running Head"], _WINE, size=4, space=2, sides=("bottom",))
    border(styles["Paper Band"], _WINE, sides=("top", "bottom"), space=2)
    shade = OxmlElement("w:shd")
    for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _ROSE)):
        shade.set(qn(key), value)
    styles["Paper Band"].element.get_or_add_pPr().insert_element_before(shade, *_AFTER_SHADE, "w:bidi", *_AFTER_BIDI)
    blank = styles.add_style("Paper Blank", WD_STYLE_TYPE.CHARACTER)
    blank.font.color.rgb = RGBColor.from_string(_QUIET)

    for name, inside in (
        ("Paper Parallel", f'<w:insideV w:val="single" w:sz="4" w:space="0" w:color="{_FAINT}"/>'),
        (
            "Paper Facts",
            "".join(
                f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_FAINT}"/>'
                for side in ("top", "bottom", "insideH")
            ),
        ),
        ("Paper Signatures", ""),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.TABLE)
        style.base_style = styles["Normal Table"]
        style.element.append(parse_xml(f"<w:tblPr {nsdecls('w')}><w:tblBorders>{inside}</w:tblBorders></w:tblPr>"))


# reading back


def read_docx(data: bytes, keys: Iterable[str] = ()) -> dict[str, dict[str, str]]:
    """Text of each block and language of a Word file that `render_docx` made and somebody edited.

    Insertions under tracked changes count as text, deletions do not. A blank that was left alone comes back as its
    `{slot}`. A block whose bookmark is gone is absent. Paragraphs that nobody can place are under key "" (and
    language ""), one a line: the person decides. `keys`: known keys, to recognise those too long for a bookmark.
    Size and zip bombs are guarded before, where files enter. Raises NotAWordFile.
    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        body = Document(io.BytesIO(data)).element.body
    except (PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise NotAWordFile(str(error)) from error
    return _Reader(keys).read(body)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {
    f"{_W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "drawing", "pict", "object", "instrText", "sectPr")
}


class _Reader:
    def __init__(self, keys: Iterable[str]) -> None:
        self.hashed = {hashlib.sha256(key.encode()).hexdigest()[:24]: key for key in keys}
        self.open: dict[str, str] = {}
        self.found: dict[tuple[str, str], dict[int, list[str]]] = {}
        self.facts: set[tuple[str, str]] = set()
        self.loose: list[str] = []

    def read(self, body: Any) -> dict[str, dict[str, str]]:
        self._container(body)
        result: dict[str, dict[str, str]] = {}
        for (key, lang), parts in self.found.items():
            pieces = ["\n".join(parts.get(n, [""])) for n in range(max(parts) + 1)]
            result.setdefault(key, {})[lang] = ("\t" if (key, lang) in self.facts else "\n").join(pieces)
        if self.loose:
            result[""] = {"": "\n".join(self.loose)}
        return result

    def _container(self, element: Any) -> None:
        owners: list[str] = []
        for child in element:
            if child.tag == f"{_W}p":
                owners = self._paragraph(child, owners)
            elif child.tag in {f"{_W}bookmarkStart", f"{_W}bookmarkEnd"}:
                self._mark(child)
            elif child.tag == f"{_W}tc":
                self._container(child)
            elif child.tag not in _SKIPPED:
                # rows, tables, content controls, tracked rows: the text is further inside
                self._container(child)

    def _mark(self, element: Any) -> None:
        number = element.get(f"{_W}id")
        if element.tag == f"{_W}bookmarkStart":
            self.open[number] = element.get(f"{_W}name") or ""
        else:
            self.open.pop(number, None)

    def _paragraph(self, element: Any, before: list[str]) -> list[str]:
        carried = set(self.open.values())
        seen: list[str] = []
        spans: list[tuple[frozenset[str], str]] = []

        def walk(node: Any) -> None:
            for child in node:
                if child.tag in _SKIPPED or child.tag == f"{_W}p":
                    continue
                if child.tag in {f"{_W}bookmarkStart", f"{_W}bookmarkEnd"}:
                    self._mark(child)
                    if child.tag == f"{_W}bookmarkStart":
                        seen.append(child.get(f"{_W}name") or "")
                    continue
                text = {
                    f"{_W}t": child.text or "",
                    f"{_W}tab": "\t",
                    f"{_W}br": "\n",
                    f"{_W}cr": "\n",
                    f"{_W}noBreakHyphen": "-",
                }.get(child.tag)
                if text is not None:
                    spans.append((frozenset(self.open.values()), text))
                else:
                    walk(child)

        walk(element)
        # a bookmark that ends where the paragraph begins does not own it
        spanning = {name for names, _ in spans for name in names} | set(self.open.values())
        names = [*dict.fromkeys([*(n for n in carried if n in spanning), *seen])]
        owners = [n for n in names if _BLOCK_NAME.fullmatch(n)]
        added = any(re.fullmatch(r"x\d+", n) for n in names)
        text = self._text(spans)
        if owners:
            for name in owners:
                self._keep(name, text)
            return owners
        if added:
            return []
        if before and text.strip():
            for name in before:
                self._keep(name, text)
            return before
        if text.strip():
            self.loose.append(text.strip())
        return before

    def _text(self, spans: list[tuple[frozenset[str], str]]) -> str:
        pieces: list[str] = []
        blanks: dict[str, int] = {}
        for names, text in spans:
            if any(re.fullmatch(r"n\d+", n) for n in names):
                continue
            slot = next((n for n in names if re.match(r"s\d+_", n)), "")
            if not slot:
                pieces.append(text)
            elif slot in blanks:
                pieces[blanks[slot]] += text
            else:
                blanks[slot] = len(pieces)
                pieces.append(text)
        for name, index in blanks.items():
            if pieces[index].startswith("__"):
                pieces[index] = "{" + _unescape(name.split("_", 1)[1]) + "}"
        return "".join(pieces)

    def _keep(self, name: str, text: str) -> None:
        named = _BLOCK_NAME.fullmatch(name)
        assert named is not None, name
        kind, part, lang, escaped = named.groups()
        key = self.hashed.get(escaped[2:], escaped) if escaped.startswith("_z") else _unescape(escaped)
        if kind == "f":
            self.facts.add((key, lang))
        self.found.setdefault((key, lang), {}).setdefault(int(part), []).append(text)
