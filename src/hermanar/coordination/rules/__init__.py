"""Pure judgements of coordination: clocks, compliance, questionnaires, times."""
