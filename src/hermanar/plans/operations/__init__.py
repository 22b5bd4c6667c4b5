"""What can happen to the plan, and in the week."""

from .agendas import hand_in, open_week, put_unit, remind_weeks, state_count
from .figures import achieve, decide_change, request_change, set_rules, withdraw_achievement
from .tree import GoalSpec, open_plan, put_activity, put_axis, put_component, put_goal

__all__ = [
    "GoalSpec",
    "achieve",
    "decide_change",
    "hand_in",
    "open_plan",
    "open_week",
    "put_activity",
    "put_axis",
    "put_component",
    "put_goal",
    "put_unit",
    "remind_weeks",
    "request_change",
    "set_rules",
    "state_count",
    "withdraw_achievement",
]
