"""What can happen to the clock, the yearly programme and its report."""

from .activities import (
    ActivitySpec,
    agree_activity,
    change_activity,
    drop_activity,
    evaluate_activity,
    finish_activity,
    propose_activity,
)
from .agreement import declare_conflict, open_dispute, resolve_dispute
from .annexes import annex_programme, annex_project
from .clock import compile_clock, correct_duty, fulfil_duty, hold_clock, remind_duties, renew_clock, void_duty
from .products import protect_product, put_product
from .programme import (
    accept_programme,
    approve_programme,
    close_programme,
    leave_out,
    open_programme,
    record_their_approval,
    reopen_programme,
)
from .reports import examine_report, issue_report, receive_receipt, send_report
from .resources import (
    ask_entry,
    assign_staff,
    authorise_other_work,
    declare_protected,
    keep_restricted,
    log_transfer,
    put_availability,
    put_budget,
    put_insurance,
)

__all__ = [
    "ActivitySpec",
    "accept_programme",
    "agree_activity",
    "annex_programme",
    "annex_project",
    "approve_programme",
    "ask_entry",
    "assign_staff",
    "authorise_other_work",
    "change_activity",
    "close_programme",
    "compile_clock",
    "correct_duty",
    "declare_conflict",
    "declare_protected",
    "drop_activity",
    "evaluate_activity",
    "examine_report",
    "finish_activity",
    "fulfil_duty",
    "hold_clock",
    "issue_report",
    "keep_restricted",
    "leave_out",
    "log_transfer",
    "open_dispute",
    "open_programme",
    "propose_activity",
    "protect_product",
    "put_availability",
    "put_budget",
    "put_insurance",
    "put_product",
    "receive_receipt",
    "record_their_approval",
    "remind_duties",
    "renew_clock",
    "reopen_programme",
    "resolve_dispute",
    "send_report",
    "void_duty",
]
