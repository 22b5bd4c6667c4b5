"""The case: lead, triage, parties, letters, study, the ladder of proof."""
