"""Candidates: which cities one could write to, why, why not, and what becomes of them."""
