"""What can happen to the plan, and in the week."""

from .agendas import STILL_TAKEN, ask_deliverable, correct_hand_in, hand_in, open_week, put_unit, state_count
from .alliances import document_alliance, put_alliance, put_strategy, withdraw_alliance
from .doors import (
    MOST_CALLED,
    end_head,
    give_call_links,
    give_unit_link,
    mail_week_links,
    name_head,
    remind_weeks,
    send_week_links,
)
from .figures import (
    achieve,
    close_quarter,
    decide_change,
    put_rest_day,
    request_change,
    set_rules,
    withdraw_achievement,
    withdraw_rest_day,
)
from .records import ask_units, deliver_ask, move_record, open_record, take_results
from .tree import GoalSpec, correct_goal, open_plan, put_activity, put_axis, put_component, put_goal

__all__ = [
    "MOST_CALLED",
    "STILL_TAKEN",
    "GoalSpec",
    "achieve",
    "ask_deliverable",
    "ask_units",
    "close_quarter",
    "correct_goal",
    "correct_hand_in",
    "decide_change",
    "deliver_ask",
    "document_alliance",
    "end_head",
    "give_call_links",
    "give_unit_link",
    "hand_in",
    "mail_week_links",
    "move_record",
    "name_head",
    "open_plan",
    "open_record",
    "open_week",
    "put_activity",
    "put_alliance",
    "put_axis",
    "put_component",
    "put_goal",
    "put_rest_day",
    "put_strategy",
    "put_unit",
    "remind_weeks",
    "request_change",
    "send_week_links",
    "set_rules",
    "state_count",
    "take_results",
    "withdraw_achievement",
    "withdraw_alliance",
    "withdraw_rest_day",
]
