"""Judgements on a relation: triage, the ladder of proof, places and posts. Pure."""
