"""Named styles of the papers as Word files, and the order in which the format wants properties."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

# Faces that Word has and for which LibreOffice brings its own of the same widths (Caladea, Carlito). The faces of the PDF
# are on no office computer: LibreOffice 7.4 prints a file that names them in DejaVu Sans, also where the file's table of
# faces names others. Neither has Hebrew or Arabic: the second of each pair does.
SERIF, SANS = ("Cambria", "Times New Roman"), ("Calibri", "Arial")
_WINE, _QUIET, _ROSE, _FAINT = "7B1E3A", "57504A", "F7ECEF", "D9D2C9"
_MARGIN = 0.19  # centimetres at the sides of a cell
PARALLEL_MARGIN = 0.3  # between two languages and the line that parts them
# what follows borders and shading among the properties of a paragraph, in the order that the format wants
_AFTER_SHADE = (
    *("w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct"),
    *("w:autoSpaceDE", "w:autoSpaceDN"),
)
AFTER_BIDI = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents"),
    *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl"),
    *("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)


@dataclass(frozen=True)
class Styled:
    """`file`: an empty Word file with the styles of the papers; `ids`: name of each style → its id."""

    file: bytes
    ids: Mapping[str, str]


@lru_cache(maxsize=16)
def with_styles(locale: str) -> Styled:
    """Made once for each locale: it takes as long as most papers, and to find a style by its name reads all of them."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    doc = Document()
    # the hundred looks of tables that the library brings: Word has its own of the same names
    for style in [
        s for s in doc.styles if s.type == WD_STYLE_TYPE.TABLE and s.name not in {"Normal Table", "Table Grid"}
    ]:
        style.element.getparent().remove(style.element)
    _add_styles(doc, locale)
    out = io.BytesIO()
    doc.save(out)
    return Styled(out.getvalue(), {style.name: style.style_id for style in doc.styles})


def _add_styles(doc: Any, locale: str) -> None:
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
        style: Any, pair: tuple[str, str], size: float, *, bold: bool = False, italic: bool = False, colour: str = ""
    ) -> None:
        family, complex_script = pair
        font = style.font
        font.name, font.size, font.bold, font.italic = family, Pt(size), bold, italic
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            if "Theme" in name:
                del fonts.attrib[name]
        for name in ("w:ascii", "w:hAnsi", "w:eastAsia"):
            fonts.set(qn(name), family)
        fonts.set(qn("w:cs"), complex_script)
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
        form.insert_element_before(framed, "w:shd", *_AFTER_SHADE, "w:bidi", *AFTER_BIDI)

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
        ("Paper Figure", SERIF, 10.5, False, False, "", ALIGN.CENTER, 6, 3, True),
        ("Paper Caption", SANS, 8, False, False, _QUIET, ALIGN.CENTER, 0, 3, False),
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
        ("Paper Running Motto", SERIF, 9, False, True, _QUIET, ALIGN.CENTER, 0, 12, False),
        ("Paper Running Head", SANS, 7.5, False, False, _QUIET, ALIGN.LEFT, 0, 8, False),
        ("Paper Footer", SANS, 7.5, False, False, _QUIET, ALIGN.LEFT, 0, 0, False),
        ("Paper Slogan", SANS, 7.5, False, True, _QUIET, ALIGN.CENTER, 2, 0, False),
        ("Paper Rule", SANS, 4, False, False, "", ALIGN.LEFT, 14, 0, True),
        ("Paper Gap", SERIF, 6, False, False, "", ALIGN.LEFT, 0, 0, True),
    ):
        style = paragraph(name)
        face(style, family, size, bold=bold, italic=italic, colour=colour)
        shape(style, align, before, after, keep=keep)
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), "0")
    styles["Paper Title"].element.get_or_add_pPr().insert_element_before(outline, "w:divId", "w:rPr")
    signatory = styles["Paper Signatory"].paragraph_format  # two lines to sign on do not touch
    signatory.left_indent = signatory.right_indent = Cm(0.4)
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
    styles["Paper Band"].element.get_or_add_pPr().insert_element_before(shade, *_AFTER_SHADE, "w:bidi", *AFTER_BIDI)
    blank = styles.add_style("Paper Blank", WD_STYLE_TYPE.CHARACTER)
    blank.font.color.rgb = RGBColor.from_string(_QUIET)

    for name, margin, inside in (
        ("Paper Parallel", PARALLEL_MARGIN, f'<w:insideV w:val="single" w:sz="4" w:space="0" w:color="{_FAINT}"/>'),
        (
            "Paper Facts",
            _MARGIN,
            "".join(
                f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_FAINT}"/>'
                for side in ("top", "bottom", "insideH")
            ),
        ),
        ("Paper Signatures", _MARGIN, ""),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.TABLE)
        style.base_style = styles["Normal Table"]
        sides = "".join(f'<w:{side} w:w="{round(margin * 567)}" w:type="dxa"/>' for side in ("left", "right"))
        style.element.append(
            parse_xml(
                f"<w:tblPr {nsdecls('w')}><w:tblBorders>{inside}</w:tblBorders>"
                f"<w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>"
            )
        )
