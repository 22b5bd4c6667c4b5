"""Sending forms as a browser without scripts does."""

import secrets

from django.test import Client


def post(client: Client, url: str, **typed):
    """One form, sent once: with its own token."""
    return client.post(url, {"_once": secrets.token_hex(8), **{k: v for k, v in typed.items() if v is not None}})


def html_of(response) -> str:
    return response.content.decode()


def errors_of(response) -> dict[str, list[str]]:
    """Field → sentences of the form on the page; "__all__" is the form as a whole."""
    form = response.context["form"] if response.context else None
    return {k: [str(e) for e in v] for k, v in form.errors.items()} if form is not None else {}
