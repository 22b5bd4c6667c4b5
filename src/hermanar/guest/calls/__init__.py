"""Calls and citizens' proposals: in public, without an account."""
