"""A QR code as a drawing of the page: no file, no inline style."""

import io

from django.utils.safestring import SafeString

from hermanar.documents.renderers.qr import qr_of


def qr_svg(text: str, *, title: str) -> SafeString:
    """SVG of a QR code for an address, with `title` for who cannot see it. Black on white, four modules of border."""
    out = io.BytesIO()
    qr_of(text).save(
        out, kind="svg", xmldecl=False, svgns=True, border=4, dark="#000", light="#fff", omitsize=True, title=title
    )
    return SafeString(out.getvalue().decode())
