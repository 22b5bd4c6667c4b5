"""Why a file cannot be read as a table."""


class TableFault(Exception):
    """A file that cannot be read as a table. `code`: empty, not_a_table, too_many_rows, line_too_long, quote_open,
    no_column, protected, too_large_inside."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code, self.data = code, data
