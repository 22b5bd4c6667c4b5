"""Leads: board, form, page."""
