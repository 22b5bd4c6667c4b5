"""Papers as Word files that can be edited and come back (`word_reader` reads them).

Every block is bookmarked by its key, language and part: bookmarks survive an edit and a save elsewhere, content
controls do not. What the renderer adds (numbers, labels, rules, the letterhead) carries bookmarks of its own, so that
reading back takes only what the Parties wrote. Looks live in named styles (`Paper …`), not in direct formatting.
"""

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hermanar.kernel.content import Content

from .bookmarks import NAME_LIMIT, bookmark_name, escape
from .picture import RIGHT_TO_LEFT, SLOT, picture
from .plates import Plate, locator_png, raster
from .qr import qr_of
from .stamps import put_stamp
from .tracking import Track, as_text, is_removed, mark_paragraph, runs, wrap
from .values import Letterhead, Marks
from .word_pieces import empty, field, keep_last_words, unbroken, widths
from .word_styles import AFTER_BIDI, PARALLEL_MARGIN, with_styles
from .words import slot_label

BLANK = "____________________"  # as long as a name of a city or a day is by hand
_LETTER_STYLES = {
    "place_date": "Paper Right",
    "reference": "Paper Right",
    "subject": "Paper Subject",
    "addressee": "Paper Addressee",
    "salutation": "Paper Addressee",
    "closing": "Paper Closing",
    "copies": "Paper Small",
    "initials": "Paper Small",
}
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


def render_docx(
    content: Content,
    letterhead: Letterhead,
    marks: Marks,
    *,
    language: str | None = None,
    slots: Mapping[str, Mapping[str, str]] | None = None,
    plates: Sequence[Plate] = (),
    stamp: str = "",
    track: Track | None = None,
) -> bytes:
    """The paper as a Word file, in all its languages or in one; the same bytes for the same paper.

    `slots`: labels of blanks, slot → language → label; `plates`: pictures above the block that captions them; `stamp`:
    name of a bookmark that says which version it is; `track`: what changed, as tracked changes. Raises ValueError for a
    language that the paper does not have.
    """
    drawn = picture(content, letterhead, marks, language=language, slots=slots)
    writer = _Writer(drawn, letterhead, marks, plates)
    writer.track = track
    return writer.write(stamp)


class _Writer:
    def __init__(
        self, drawn: dict[str, Any], letterhead: Letterhead, marks: Marks, plates: Sequence[Plate] = ()
    ) -> None:
        from docx import Document

        self.drawn, self.letterhead, self.marks = drawn, letterhead, marks
        self.plates = {plate.at: plate for plate in plates}
        self.main = drawn["languages"][0]
        styled = with_styles(_LOCALES.get(self.main, self.main))
        self.doc = Document(io.BytesIO(styled.file))
        self.styles = styled.ids
        self.ids = 0
        self.track: Track | None = None

    def write(self, stamp: str = "") -> bytes:
        self._properties()
        for index, part in enumerate(self.drawn["parts"]):
            section = self._section(index)
            self._header(section, part["languages"][0])
            self._footer(section, part["languages"])
            if part["label"]:
                self._added(self.doc, "Paper Label", part["label"], part["languages"][0])
            self._nodes(part)
            self._verification(part["languages"])
        if stamp:
            self._stamp(stamp)
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

    def _stamp(self, name: str) -> None:
        """In the properties of the file, and in an empty bookmark at the end of the first paragraph: edits of its words leave
        it there."""
        put_stamp(self.doc, name)
        first = self.doc.paragraphs[0]
        first._p.append(self._open(first, name))

    def _run(self, paragraph: Any, text: str, lang: str, style: str | None = None) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        run = paragraph.add_run(text)
        if style:
            run._r.style = self.styles[style]
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
        paragraph._p.style = self.styles[style]
        if lang in RIGHT_TO_LEFT:
            paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *AFTER_BIDI)
        return paragraph

    def _table(self, rows: int, columns: int, style: str = "Normal Table") -> Any:
        table = self.doc.add_table(rows, columns)
        table._tblPr.style = self.styles[style]
        return table

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
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        for piece in [line] if isinstance(line, str) else line:
            if isinstance(piece, str):
                self._run(paragraph, piece, lang)
            else:
                end = self._open(paragraph, f"s{self.ids + 1}_{escape(piece['slot'])}"[:NAME_LIMIT])
                self._run(paragraph, f"{BLANK} ({piece['label']})", lang, "Paper Blank")
                paragraph._p.append(end)
                # what is filled by hand stands ragged: the rest of its line is not drawn apart
                if paragraph.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT

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
        self._said(paragraph, cell, part)
        return paragraph

    def _said(self, paragraph: Any, cell: dict[str, Any], part: int = 0) -> None:
        """The words of a cell under its bookmark; what was taken out of the text is nobody's when it comes back."""
        gone = is_removed(cell["key"])
        name = f"x{self.ids + 1}" if gone else bookmark_name(cell["key"], cell["lang"], part)
        end = self._open(paragraph, name)
        self._changed_or_not(paragraph, [(cell["key"], cell["lang"], 0)], cell["lines"], "")
        paragraph._p.append(end)

    def _changed_or_not(self, paragraph: Any, owners: list[tuple[str, str, int]], lines: list, separator: str) -> None:
        """Lines as they are, or with what was deleted and inserted against what the block said before."""
        key, lang, part = owners[0]
        if self.track is None:
            self._lines(paragraph, lines, lang)
            return
        if is_removed(key):
            old, new = as_text(lines), ""
        else:
            old, new = self.track.old_of(key, lang, part, separator), as_text(lines)
        if old is None or old == new:
            self._lines(paragraph, lines, lang)
            return
        labels = {
            p["slot"]: p["label"] for line in lines if not isinstance(line, str) for p in line if isinstance(p, dict)
        }
        for op, pieces in runs(old, new, self.track.compare):
            for piece in pieces:
                self._tracked(paragraph, op, piece, lang, labels)
        if not old or not new:
            self.ids += 1
            mark_paragraph(paragraph, "insert" if new else "delete", self.ids, self.track)

    def _tracked(self, paragraph: Any, op: str, piece: str, lang: str, labels: Mapping[str, str]) -> None:
        slot = SLOT.fullmatch(piece)
        if slot is not None and op != "delete":
            end = self._open(paragraph, f"s{self.ids + 1}_{escape(slot[1])}"[:NAME_LIMIT])
        text = f"{BLANK} ({labels.get(slot[1]) or slot_label(lang, slot[1])})" if slot else piece
        run = self._run(paragraph, text, lang, "Paper Blank" if slot else None)
        if op != "equal":
            assert self.track is not None
            self.ids += 1
            wrap(run, op, self.ids, self.track)
        if slot is not None and op != "delete":
            paragraph._p.append(end)

    def _shared(self, container: Any, style: str, owners: list[tuple[str, str, int]], line: str | list) -> Any:
        """One paragraph that is the same text in several languages: it carries a bookmark for each."""
        paragraph = self._paragraph(container, style, owners[0][1])
        gone = is_removed(owners[0][0])
        names = [f"x{self.ids + 1}"] if gone else [bookmark_name(*owner) for owner in owners]
        ends = [self._open(paragraph, name) for name in names]
        self._changed_or_not(paragraph, owners, [line], "\n")
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
            empty(container)
            self._bands(container)
        if head["issuer"]:
            text = head["issuer"][0] + (f"\t{self.marks.folio}" if self.marks.folio else "")
            self._added(others, "Paper Running Head", text, lang)
        if head["motto"]:  # the phrase of the year stands on every page (R0-02)
            # the running head above it is underlined already
            self._added(others, "Paper Running Motto" if head["issuer"] else "Paper Motto", head["motto"], lang)
        names = first
        if self.letterhead.arms:
            table = first.add_table(1, 2, Cm(17))
            widths(table, (Cm(2.4), Cm(14.6)))
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
            empty(footer)
            paragraph = self._paragraph(footer, "Paper Footer", self.main)
            left = [f"{said[self.main]['folio']} {self.marks.folio}"] if self.marks.folio else []
            left += [self.marks.code] if self.marks.code else []
            self._run(paragraph, " · ".join(left) + "\t", self.main)
            # a language that borrows its words does not say them again
            speaking = {said[lang]["page"]: lang for lang in reversed(languages)}
            for index, lang in enumerate(reversed(speaking.values())):
                before, _, rest = said[lang]["page"].partition("{n}")
                between, _, after = rest.partition("{total}")
                self._run(paragraph, f"{' · ' if index else ''}{before}", lang)
                field(paragraph, "PAGE")
                self._run(paragraph, between, lang)
                field(paragraph, "NUMPAGES")
                self._run(paragraph, after, lang)
            if slogan := self.drawn["letterhead"][languages[0]]["slogan"]:
                self._run(self._paragraph(footer, "Paper Slogan", languages[0]), slogan, languages[0])

    def _verification(self, languages: list[str]) -> None:
        if not self.marks.code:
            return
        from docx.shared import Cm

        out = io.BytesIO()
        qr_of(self.marks.verify_url or self.marks.code).save(out, kind="png", scale=6, border=1)
        said = self.drawn["marks"]["words"]
        self._added(self.doc, "Paper Rule", "", languages[0])
        columns = 1 + min(2, len(languages))
        table = self._table(1, columns)
        widths(table, (Cm(2.4), *(Cm(14.5 / (columns - 1)),) * (columns - 1)))
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
        after_line = False
        for node in self._with_plates(part["nodes"]):
            kind = node["type"]
            if several and kind in {"heading", "columns"}:
                if table is None and after_line:
                    self._added(self.doc, "Paper Gap", "", self.main)
                table = table or self._parallel(len(part["languages"]))
                self._rows(table, node)
                continue
            if table is not None:
                self._added(self.doc, "Paper Gap", "", self.main)
                table = None
            after_line = kind in _LETTER_STYLES
            if kind in {"closing", "signatures"}:
                keep_last_words(self.doc.element.body)
            if kind == "plate":
                self._plate(node)
            elif kind == "title":
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

    def _with_plates(self, nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The nodes, and before each what is shown above it: the cover's picture after the title, the map before the
        general data, each picture before its caption."""
        for node in nodes:
            if node["type"] == "columns" and self.plates:
                kept: list[dict[str, Any]] = []
                for row in node["rows"]:
                    plate = self.plates.get(row["cells"][0]["key"])
                    if plate is None:
                        kept.append(row)
                        continue
                    if kept:
                        yield {"type": "columns", "rows": kept}
                        kept = []
                    yield {"type": "plate", "plate": plate, "cells": row["cells"]}
                if kept:
                    yield {"type": "columns", "rows": kept}
                continue
            yield node
            above = {"title": "cover", "heading": "map"}.get(node["type"], "")
            if above in self.plates and (above == "cover" or node["cells"][0]["key"] == "general"):
                yield {"type": "plate", "plate": self.plates[above], "cells": []}

    def _plate(self, node: dict[str, Any]) -> None:
        """A picture as wide as its kind allows, in the middle, with its caption under it."""
        from docx.shared import Cm

        plate: Plate = node["plate"]
        figure = self._added(self.doc, "Paper Figure", "", self.main)
        data = locator_png(plate.point) if plate.point else plate.picture
        if not plate.point:
            raster(data)
        widest = 8.0 if plate.point else 16.6 if plate.at == "cover" else 12.0
        drawing = figure.add_run().add_picture(io.BytesIO(data), width=Cm(widest))
        drawing._inline.docPr.set("descr", plate.alt.get(self.main) or plate.alt.get("es", ""))
        for cell in node["cells"]:
            if cell["lines"] != [""]:
                self._block(self.doc, "Paper Caption", cell)

    def _parallel(self, columns: int) -> Any:
        from docx.shared import Cm

        table = self._table(0, columns, "Paper Parallel")
        table.autofit = False
        for column in table.columns:
            column.width = Cm((17 + 2 * PARALLEL_MARGIN) / columns)
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
        self._said(paragraph, cell)

    def _piece(self, container: Any, row: dict[str, Any], cell: dict[str, Any]) -> None:
        style = {"item": "Paper Item", "note": "Paper Note"}.get(row["kind"], "Paper Text")
        label = f"{row['label'] or '–'}\t" if row["kind"] == "item" and cell["lines"] != [""] else ""
        self._block(container, style, cell, label)

    def _facts(self, node: dict[str, Any]) -> None:
        from docx.shared import Cm

        table = self._table(0, 2, "Paper Facts")
        table.autofit = False
        for column, width in zip(table.columns, (5.2, 11.8), strict=True):
            column.width = Cm(width)
        for row in node["rows"]:
            added = table.add_row()
            unbroken(added)
            targets = added.cells
            for part, (target, which) in enumerate(zip(targets, ("label", "value"), strict=True)):
                style = "Paper Value" if part else "Paper Fact"
                for line, owners in _same([one[which] for one in row["cells"]]):
                    self._several(target, style, [(key, lang, part) for key, lang in owners], line)
        self._added(self.doc, "Paper Gap", "", self.main)

    def _several(self, container: Any, style: str, owners: list[tuple[str, str, int]], lines: list) -> None:
        paragraph = self._paragraph(container, style, owners[0][1])
        gone = is_removed(owners[0][0])
        names = [f"x{self.ids + 1}"] if gone else [bookmark_name(*owner, kind="f") for owner in owners]
        ends = [self._open(paragraph, name) for name in names]
        self._changed_or_not(paragraph, owners, lines, "\t")
        for end in reversed(ends):
            paragraph._p.append(end)

    def _signatures(self, node: dict[str, Any]) -> None:
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Cm

        self._added(self.doc, "Paper Gap", "", self.main)
        people = [p for p in node["people"] if not p["honour"]]
        rows: list[list] = [people[i : i + 2] for i in range(0, len(people), 2)]
        rows += [[p] for p in node["people"] if p["honour"]]
        for row in rows:
            table = self._table(1, len(row), "Paper Signatures")
            if len(row) == 1:  # a line as wide as the page is nobody's place to sign
                table.alignment = WD_TABLE_ALIGNMENT.CENTER
                widths(table, (Cm(8.6),))
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
        style = _LETTER_STYLES[node["type"]]
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


# the first of January of 2000, at midnight, as an archive writes the time and the day of a file
_STOPPED = struct.pack("<HH", 0, 20 << 9 | 1 << 5 | 1)


def _steady(data: bytes) -> bytes:
    """The same archive with its clock stopped: equal papers are equal bytes. What is packed stays as it is: an archive says
    the time of each file before it, and again in its directory."""
    out = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at = archive.start_dir
        for entry in archive.infolist():
            out[entry.header_offset + 10 : entry.header_offset + 14] = out[at + 12 : at + 16] = _STOPPED
            at += 46 + sum(struct.unpack_from("<3H", data, at + 28))
    return bytes(out)
