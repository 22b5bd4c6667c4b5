"""Tables of other people: delimiters, encodings, headers further down, workbooks, hostile files."""

import io
import tracemalloc
import zipfile

import pytest

from hermanar.checks.tables import TableFault, open_table

ROWS = [["Ciudad hermana", "País"], ["Peñíscola", "España"], ["Łódź", "Polonia"], ["Uruapan", "México"]]


def text(rows=ROWS, sign=",") -> str:
    return "".join(sign.join(r) + "\n" for r in rows)


def read(data: bytes, **more):
    table = open_table(io.BytesIO(data), **more)
    return table, [list(line.cells) for line in table.lines]


def workbook(sheet: str, *, merge: str = "") -> bytes:
    """The least that is a workbook: one sheet of inline text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        kind = "http://schemas.openxmlformats.org/"
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{kind}package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
            'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        )
        link = "officeDocument/2006/relationships"
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{kind}package/2006/relationships"><Relationship Id="r1" '
            f'Type="{kind}{link}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{kind}spreadsheetml/2006/main" xmlns:r="{kind}{link}"><sheets>'
            '<sheet name="Lista" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{kind}package/2006/relationships"><Relationship Id="r1" '
            f'Type="{kind}{link}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        merged = f'<mergeCells count="1"><mergeCell ref="{merge}"/></mergeCells>' if merge else ""
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{kind}spreadsheetml/2006/main"><sheetData>{sheet}</sheetData>{merged}</worksheet>',
        )
    return out.getvalue()


def cell(at: str, value: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>' if value else ""


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_open_table_finds_the_delimiter(sign):
    table, rows = read(text(sign=sign).encode())
    assert (table.delimiter, list(table.header), rows) == (sign, ROWS[0], ROWS[1:])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_open_table_reads_every_usual_encoding(encoding):
    assert read(text().encode(encoding))[1] == ROWS[1:]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_open_table_reads_what_windows_writes(encoding):
    plain = [ROWS[0], ROWS[1], ROWS[3]]
    assert read(text(plain).encode(encoding))[1] == plain[1:]


def test_open_table_reads_a_file_of_two_encodings_line_by_line():
    data = "Ciudad,País\nMérida,España\n".encode() + "Peñíscola,España\n".encode("cp1252")
    assert read(data)[1] == [["Mérida", "España"], ["Peñíscola", "España"]]


def test_open_table_finds_a_header_further_down_and_keeps_the_numbers_of_the_file():
    data = f"Relación de hermanamientos\n\n{text()}".encode()
    table = open_table(io.BytesIO(data), wanted=["ciudad hermana"])
    assert (table.header_row, [line.number for line in table.lines]) == (3, [4, 5, 6])


def test_open_table_finds_a_header_further_down_without_knowing_it():
    table, rows = read(f"Relación de hermanamientos,\n,\n{text()}".encode())
    assert (list(table.header), len(rows)) == (ROWS[0], 3)


def test_open_table_keeps_formulas_as_text():
    data = b'Ciudad,Pa\xc3\xads\n"=HYPERLINK(""http://example.org"",""x"")",US\n+1+1,US\n@SUM(A1),US\n-2,US\n'
    assert [r[0] for r in read(data)[1]] == ['=HYPERLINK("http://example.org","x")', "+1+1", "@SUM(A1)", "-2"]


def test_open_table_reads_a_cell_of_several_lines_as_one_row():
    table = open_table(io.BytesIO(b'Ciudad,Nota\nTaxco,"una\ndos"\nTepic,tres\n'))
    assert [(line.number, line.cells) for line in table.lines] == [(2, ("Taxco", "una dos")), (3, ("Tepic", "tres"))]


def test_open_table_reads_a_workbook_with_merged_cells():
    sheet = (
        f'<row r="2">{cell("B2", "Municipio")}{cell("C2", "Ciudad hermana")}</row>'
        f'<row r="3">{cell("B3", "Taxco")}{cell("C3", "Baguio")}</row>'
        f'<row r="4">{cell("C4", "Cuenca")}</row><row r="5">{cell("B5", "Tepic")}{cell("C5", "=1+1")}</row>'
    )
    table = open_table(io.BytesIO(workbook(sheet, merge="B3:B4")))
    at = [table.column("municipio"), table.column("Ciudad hermana")]
    assert [(line.number, *(line[i] for i in at)) for line in table.lines] == [
        (3, "Taxco", "Baguio"), (4, "Taxco", "Cuenca"), (5, "Tepic", "=1+1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"%PDF-1.7\n1 0 obj", "not_a_table"),
        (b"PK\x03\x04 not a package", "not_a_table"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", "not_a_table"),
    ],
)
def test_open_table_refuses_what_is_no_table(data, code):
    with pytest.raises(TableFault) as fault:
        open_table(io.BytesIO(data))
    assert fault.value.code == code


def test_open_table_refuses_a_quotation_mark_that_is_never_closed():
    with pytest.raises(TableFault) as fault:
        read(b'a,b\n"' + b"x,y\n" * 60_000)
    assert fault.value.code == "quote_open"


def test_open_table_refuses_a_line_without_end():
    with pytest.raises(TableFault) as fault:
        read(b"a,b\n" + b"x" * (1 << 21))
    assert fault.value.code == "line_too_long"


def test_open_table_refuses_a_row_too_many_when_it_comes_to_it():
    table = open_table(io.BytesIO(text().encode()), most_rows=2)
    assert next(table.lines).number == 2
    with pytest.raises(TableFault) as fault:
        list(table.lines)
    assert (fault.value.code, fault.value.data) == ("too_many_rows", {"most": 2})


def test_open_table_refuses_a_workbook_that_unpacks_to_more_than_a_list():
    with pytest.raises(TableFault) as fault:
        open_table(io.BytesIO(workbook(" " * (8 * 2**20))))
    assert fault.value.code == "too_large_inside"


def test_column_is_found_by_name_without_accents_or_by_number():
    table = open_table(io.BytesIO(text().encode()))
    assert [table.column(n) for n in ("pais", "CIUDAD HERMANA", "2")] == [1, 0, 1]
    with pytest.raises(TableFault) as fault:
        table.column("Municipio")
    assert fault.value.data["header"] == "Ciudad hermana, País"


class Endless(io.RawIOBase):
    """A list of a million rows that is made as it is read, and says how much of it was."""

    def __init__(self) -> None:
        self.made = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, at: int, whence: int = 0) -> int:
        self.made = 0
        return 0

    def readinto(self, buffer) -> int:
        line = b"Ciudad,Pais\n" if not self.made else b"Taxco,MX\n"
        self.made += 1
        if self.made > 1_000_000:
            return 0
        buffer[: len(line)] = line
        return len(line)


@pytest.mark.long
def test_open_table_reads_a_million_rows_in_bounded_memory_and_refuses_one_more():
    tracemalloc.start()
    try:
        table = open_table(Endless(), most_rows=999_999)
        assert sum(1 for _line in table.lines) == 999_999
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()
    with pytest.raises(TableFault) as fault:
        for _line in open_table(Endless(), most_rows=999_998).lines:
            continue
    assert (fault.value.code, fault.value.data) == ("too_many_rows", {"most": 999_998})


def test_open_table_reads_no_more_of_a_million_rows_than_it_takes():
    endless = Endless()
    table = open_table(endless, most_rows=500)
    with pytest.raises(TableFault):
        for _line in table.lines:
            continue
    assert endless.made < 1_000
