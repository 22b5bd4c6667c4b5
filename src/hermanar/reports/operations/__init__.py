"""What can happen to reports."""

from .imports import Imported, import_quarter
from .periods import (
    authorise_period,
    correct_period,
    declare,
    open_period,
    prepare_period,
    quote,
    return_period,
    set_cover,
    write_narrative,
)
from .texts import file_text

__all__ = [
    "Imported",
    "authorise_period",
    "correct_period",
    "declare",
    "file_text",
    "import_quarter",
    "open_period",
    "prepare_period",
    "quote",
    "return_period",
    "set_cover",
    "write_narrative",
]
