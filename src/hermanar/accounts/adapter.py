"""allauth's questions, answered: nobody signs up by themselves; whoever enters reads in the language they chose."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import translate_url


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """Accounts are born of an invitation only."""
        return False

    def get_login_redirect_url(self, request) -> str:
        """The desk, in the person's language whatever the sign-in page's was. A page asked for by address keeps its own."""
        return translate_url(super().get_login_redirect_url(request), request.user.language)
