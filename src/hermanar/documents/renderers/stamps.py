"""The stamp of a Word file that left here: which version of which paper it is, kept where Word and LibreOffice keep what is
said of a file, so that it comes back whatever was done to its text."""

from typing import Any

from .bookmarks import STAMP_NAME

_PROPERTY = "Hermanar"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_MEDIA = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# the format identifier that every property a person adds has
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def put_stamp(document: Any, name: str) -> None:
    """Say in the properties of the file which version of which paper it is (`v3_<public id>`)."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_SPACE}" xmlns:vt="{_VALUES}"><property fmtid="{_FORMAT}" pid="2" name="{_PROPERTY}">'
        f"<vt:lpwstr>{name}</vt:lpwstr></property></Properties>"
    )
    package = document.part.package
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _MEDIA, text.encode(), package), _KIND)


def stamp_of(document: Any) -> tuple[int, str] | None:
    """Number and paper of the version the file says it is, in its properties; None where it says none."""
    from lxml import etree

    for part in document.part.package.iter_parts():
        if part.content_type != _MEDIA:
            continue
        try:
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            return None
        for row in root.iter(f"{{{_SPACE}}}property"):
            said = STAMP_NAME.fullmatch("".join(row.itertext()).strip())
            if row.get("name") == _PROPERTY and said:
                return int(said[1]), said[2]
    return None
