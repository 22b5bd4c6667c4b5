"""Judgements of reports. Pure."""
