"""Publishing and withdrawing entries, loading lists of facts, and the use cases that end in the book."""

from .listed import finish_undoing, finish_writing, follow_source, undo_rows, write_rows
from .listings import (
    answer_date,
    answer_partner,
    answer_row,
    bring_list,
    choose_columns,
    confirm_list,
    finish_reading,
    put_rows,
    retry_list,
    undo_list,
)
from .lists import load_documented
from .publishing import publish_entry, withdraw_entry
from .usecases import (
    conclude_later_act,
    conclude_registration,
    conclude_signing,
    follow_case,
    retract_registration,
    retract_signing,
    send_for_registration,
)

__all__ = [
    "answer_date",
    "answer_partner",
    "answer_row",
    "bring_list",
    "choose_columns",
    "conclude_later_act",
    "conclude_registration",
    "conclude_signing",
    "confirm_list",
    "finish_reading",
    "finish_undoing",
    "finish_writing",
    "follow_case",
    "follow_source",
    "load_documented",
    "publish_entry",
    "put_rows",
    "retract_registration",
    "retract_signing",
    "retry_list",
    "send_for_registration",
    "undo_list",
    "undo_rows",
    "withdraw_entry",
    "write_rows",
]
