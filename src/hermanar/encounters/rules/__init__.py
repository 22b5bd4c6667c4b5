"""Judgements on contacts and encounters: pure."""
