"""The engine of the process: definitions as data, cases that advance on facts. Knows nothing of partnerships."""
