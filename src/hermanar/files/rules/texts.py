"""The text of a PDF that has one. Pure: bytes in, words out; a scan without letters gives nothing."""

from hermanar.kernel.threads import alone_in_pdfium

PAGES = 12  # a letter is short: no more are read


@alone_in_pdfium
def text_of(data: bytes) -> str:
    """Text of the first pages, line by line as they stand; "" for a scan, or what cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ""
    try:
        pages = []
        for number in range(min(len(document), PAGES)):
            page = document[number]
            words = page.get_textpage()
            pages.append(words.get_text_bounded().replace("\r\n", "\n"))
            words.close()
            page.close()
        return "\n".join(pages)
    finally:
        document.close()
