"""Encounters, invitations, topics, services asked abroad, and the page the mayor reads."""
