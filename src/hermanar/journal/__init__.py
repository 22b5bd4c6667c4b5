"""What happened: append-only, one hash chain per circle. Knows actors by public id only."""
