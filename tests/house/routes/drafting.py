"""The drafting desk: who has a seat in the relation reads the text; what changes it is the liaison's."""

from hermanar.agreements.models import Agreement
from hermanar.agreements.operations import comment_article
from tests import relation

from . import Row, only

SEATED = ("liaison", "mayor", "council_secretary", "administrator", "committee", "state", "reviewer", "authoriser")
SEATED = (*SEATED, "registrar", "counterpart")


def make(cast) -> dict:
    partnership = relation.open_relation(cast)
    relation.agree(cast, partnership)
    issue = relation.authorise_and_certify(cast, partnership)
    agreement = Agreement.objects.get(partnership=partnership)
    comment = comment_article(cast.act("liaison"), agreement=agreement, group="art-05", text="Confirmar el plazo.")
    return {"partnership": partnership.public_id, "issue": issue.public_id, "comment": comment.pk}


def _case(made: dict) -> list:
    return [made["partnership"]]


READ = Row(only(*SEATED), args=_case)
ACT = Row(only(*SEATED, status=302), args=_case, method="post")  # refused with a sentence, or done
FORM = Row(only(*SEATED), args=_case)  # the act itself is the operation's to refuse

ROUTES = {
    "web:drafting:text": READ,
    "web:drafting:start": ACT,
    "web:drafting:edit": Row(only(*SEATED, status=302), args=lambda made: [made["partnership"], "art-01.p1"]),
    "web:drafting:repair": ACT,
    "web:drafting:keep": Row(only(*SEATED), args=_case, method="post"),
    "web:drafting:comment": Row(only(*SEATED), args=_case, method="post"),
    "web:drafting:resolve": Row(
        only(*SEATED, status=302), args=lambda made: [made["partnership"], made["comment"]], method="post"
    ),
    "web:drafting:undo": ACT,
    "web:drafting:redo": ACT,
    "web:drafting:confirm": ACT,
    "web:drafting:agree": Row(only("liaison"), args=_case),
    "web:drafting:reopen": FORM,
    "web:drafting:refill": FORM,
    "web:drafting:versions": READ,
    "web:drafting:draft": Row(only(*SEATED), args=lambda made: [made["partnership"], "docx"]),
    "web:drafting:paper": Row(only(*SEATED), args=lambda made: [made["issue"], "pdf"]),
}
