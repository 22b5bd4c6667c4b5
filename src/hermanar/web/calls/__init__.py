"""The committee's room for what citizens propose: inbox, calls, projects, consultations."""
