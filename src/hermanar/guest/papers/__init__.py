"""The library of papers as anybody may read it: invented values, nobody’s case."""
