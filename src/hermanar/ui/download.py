"""Papers and lists as answers of the web: their bytes, their kind, the name they are kept under."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse

from hermanar.documents.queries import MEDIA_TYPES
from hermanar.documents.renderers import Letterhead, Marks, Plate, Unprintable, render_docx, render_pdf
from hermanar.kernel.content import Content
from hermanar.kernel.errors import NotVisible


def download(data: bytes, media_type: str, name: str, *, inline: bool = False) -> HttpResponse:
    """The bytes under that name; `inline` opens in the browser, else it is kept."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return response


def must_be_paper(fmt: str) -> None:
    """Raises NotVisible for what papers are not printed as."""
    if fmt not in {"pdf", "docx"}:
        raise NotVisible(fmt)


def printed(
    content: Content, letterhead: Letterhead, marks: Marks, *, fmt: str, name: str, plates: Sequence[Plate] = ()
) -> HttpResponse:
    """What nobody issued, as it stands: a PDF opens in the browser, a Word file is kept. `name` without its ending."""
    render = render_pdf if fmt == "pdf" else render_docx
    try:
        data = render(content, letterhead, marks, plates=plates)
    except Unprintable as no:  # a preview is read all the same: what no typeface draws is a square in it
        undrawn = dict.fromkeys((ord(char) for _place, char, _name in no.where), "□")
        blocks = [
            replace(b, text={lang: said.translate(undrawn) for lang, said in b.text.items()}) for b in content.blocks
        ]
        plates = [replace(p, alt={lang: said.translate(undrawn) for lang, said in p.alt.items()}) for p in plates]
        data = render(replace(content, blocks=tuple(blocks)), letterhead, marks, plates=plates)
    return download(data, MEDIA_TYPES[fmt], f"{name}.{fmt}", inline=fmt == "pdf")
