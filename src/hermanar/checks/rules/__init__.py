"""One module per family of rules. A rule takes a `Reading` and yields findings; it never asks the clock."""
