"""The library of papers for whoever has a post; papers of a case: drafts for the house, issued ones for its circle."""

from hermanar.agreements.operations.papers import issue_case_paper, start_case_paper
from hermanar.documents.operations import add_legal_basis
from tests import relation

from . import Row, everybody, only
from .agreements import SEATED


def make(cast) -> dict:
    partnership = relation.ready_to_sign(cast)
    relation.confirm(cast, relation.deposit(cast, partnership))
    act, fresh = cast.act("liaison"), relation.fresh(partnership)
    draft = start_case_paper(act, partnership=fresh, kind="memorandum")
    given_out = start_case_paper(
        act, partnership=fresh, kind="ratification", typed={"our_authorization": "el acuerdo de Cabildo número 02"}
    )
    issue_case_paper(act, paper=given_out, gazetteer=relation.NOWHERE)
    basis = add_legal_basis(
        act, organisation=cast.organisations["municipality"], text="el artículo 2 del Bando", source="Muestra"
    )
    return {
        "partnership": partnership.public_id,
        "draft": draft.public_id,
        "issued": given_out.public_id,
        "basis": basis.public_id,
    }


def _one(key: str):
    return lambda made: [made[key]]


# who keeps the catalogue of their own house
KEEPERS = only("liaison", "administrator", "committee", "state", "authoriser", "stranger")

ROUTES = {
    "web:papers:house": Row(KEEPERS),
    "web:papers:add_basis": Row(KEEPERS),
    "web:papers:end_basis": Row(only("liaison", "administrator"), args=_one("basis")),
    "web:papers:copies": Row(KEEPERS),
    "web:papers:shelf": Row(everybody()),
    "web:papers:kind": Row(everybody(), args=lambda made: ["ratification"]),
    "web:papers:sample": Row(everybody(), args=lambda made: ["concept_note"]),
    "web:papers:of_case": Row(only(*SEATED), args=_one("partnership")),
    "web:papers:start": Row(only("liaison"), args=lambda made: [made["partnership"], "renewal"]),
    "web:papers:paper": Row(only(*SEATED), args=_one("issued")),
    "web:papers:correct": Row(only("liaison"), args=_one("draft")),
    "web:papers:issue": Row(only("liaison", "mayor"), args=_one("draft")),
    "web:papers:tie": Row(only("liaison", status=302), args=_one("issued")),
}
