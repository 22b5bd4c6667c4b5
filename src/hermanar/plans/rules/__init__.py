"""Judgements of the plan and of the week. Pure."""
