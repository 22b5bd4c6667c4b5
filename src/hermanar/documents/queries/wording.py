"""A template in the words of the house that issues it."""

from hermanar.directory.models import Organisation
from hermanar.directory.queries import key_of
from hermanar.directory.rules.governments import government_of, said_in

from ..rules.templates import Template, worded

# papers with which a state passes on what a town wrote
_PASSED_ON = frozenset({"dispatch_to_sre", "answer_to_sre"})


def as_issued_by(template: Template, issuer: Organisation) -> Template:
    """The template in the words of the house that issues it: an Alcaldía has no Ayuntamiento. What a state passes on speaks of
    the town whose it is, which in Mexico City is a demarcation."""
    key = key_of(issuer)
    if template.kind in _PASSED_ON and not issuer.municipality_id:
        key = f"{key}000"
    return worded(template, lambda text, lang: said_in(key, text, lang)) if government_of(key) else template
