"""The counterpart's door: one relation, in the counterpart's language."""
