"""Relations: the list, the triage, the page of a case, its circle and its folder."""
