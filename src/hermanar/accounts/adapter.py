"""allauth's questions, answered: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """Accounts are born of an invitation only."""
        return False
