"""The drafting desk: who has a seat in the relation reads the text; what changes it is the liaison's."""

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.agreements.models import Agreement
from hermanar.agreements.operations import comment_article
from hermanar.agreements.operations.papers import start_case_paper
from hermanar.documents.models import ReturnedFile
from hermanar.documents.queries import draft_docx, latest_version
from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from tests import relation

from . import Row, only

SEATED = ("liaison", "mayor", "council_secretary", "administrator", "committee", "state", "reviewer", "authoriser")
SEATED = (*SEATED, "registrar", "counterpart")


def make(cast) -> dict:
    partnership = relation.open_relation(cast)
    relation.agree(cast, partnership)
    issue = relation.authorise_and_certify(cast, partnership)
    agreement = Agreement.objects.get(partnership=partnership)
    comment = comment_article(cast.act("liaison"), draft=agreement, group="art-05", text="Confirmar el plazo.")
    version = latest_version(agreement.document)
    upload = SimpleUploadedFile("acuerdo.docx", draft_docx(version, letterhead_of=partnership.owner, exercise=True))
    act = cast.act("liaison")
    attachment = store_upload(act, circle=partnership.circle, upload=upload, expect=Expect.DOCX)
    file = ReturnedFile.objects.create(
        document=agreement.document, base=version, attachment=attachment, received_at=act.at, received_by=act.actor.user
    )
    change = file.changes.create(
        position=0, kind="changed", key="art-05.p6", group="art-05", language="es", old_text="60", new_text="90"
    )
    paper = start_case_paper(act, partnership=relation.fresh(partnership), kind="memorandum")
    remark = comment_article(act, draft=paper, group="purpose", text="Confirmar con la contraparte.")
    back = ReturnedFile.objects.create(
        document=paper.document, base=latest_version(paper.document), attachment=attachment, received_at=act.at,
        received_by=act.actor.user,
    )  # fmt: skip
    proposed = back.changes.create(
        position=0, kind="changed", key="purpose.p1", group="purpose", language="es", old_text="60", new_text="90"
    )
    return {
        "partnership": partnership.public_id, "issue": issue.public_id, "comment": comment.pk, "file": file.public_id,
        "change": change.pk, "draft": paper.public_id, "remark": remark.pk, "back": back.public_id,
        "proposed": proposed.pk,
    }  # fmt: skip


def _case(made: dict) -> list:
    return [made["partnership"]]


def _draft(*more: str):
    return lambda made: [made["draft"], *more]


HOUSE = ("liaison", "mayor", "council_secretary", "administrator")
# what is done beside the text: not the other side’s, nor the Committee’s
WORKSHOP = tuple(p for p in SEATED if p not in {"committee", "counterpart"})
READ = Row(only(*SEATED), args=_case)
ACT = Row(only(*SEATED, status=302), args=_case, method="post")  # refused with a sentence, or done
FORM = Row(only(*SEATED), args=_case)  # the act itself is the operation's to refuse

ROUTES = {
    "web:drafting:text": READ,
    "web:drafting:start": ACT,
    "web:drafting:edit": Row(only(*SEATED, status=302), args=lambda made: [made["partnership"], "art-01.p1"]),
    "web:drafting:repair": Row(only(*WORKSHOP, status=302), args=_case, method="post"),
    "web:drafting:keep": Row(only(*WORKSHOP), args=_case, method="post"),
    "web:drafting:comment": Row(only(*SEATED), args=_case, method="post"),
    "web:drafting:resolve": Row(
        only(*SEATED, status=302), args=lambda made: [made["partnership"], made["comment"]], method="post"
    ),
    "web:drafting:bank": Row(only(*WORKSHOP), args=_case),
    "web:drafting:undo": ACT,
    "web:drafting:redo": ACT,
    "web:drafting:confirm": ACT,
    "web:drafting:agree": Row(only("liaison"), args=_case),
    "web:drafting:reopen": FORM,
    "web:drafting:refill": FORM,
    "web:drafting:versions": READ,
    "web:drafting:freeze": ACT,
    "web:drafting:comparison": READ,
    "web:drafting:returns": Row(only(*WORKSHOP), args=_case),
    "web:drafting:returned": Row(only(*WORKSHOP), args=lambda made: [made["partnership"], made["file"]]),
    "web:drafting:accept": Row(
        only(*WORKSHOP, status=302), args=lambda made: [made["partnership"], made["change"]], method="post"
    ),
    "web:drafting:reject": Row(
        only(*WORKSHOP, status=302), args=lambda made: [made["partnership"], made["change"]], method="post"
    ),
    "web:drafting:draft": Row(only(*SEATED), args=lambda made: [made["partnership"], "docx"]),
    "web:drafting:paper": Row(only(*SEATED), args=lambda made: [made["issue"], "pdf"]),
    # a paper of the case on the same desk: a draft that was not shared is the house's own
    "web:drafting:paper_text": Row(only(*HOUSE), args=_draft()),
    "web:drafting:paper_edit": Row(only(*HOUSE, status=302), args=_draft("purpose.p1")),
    "web:drafting:paper_repair": Row(only(*HOUSE, status=302), args=_draft(), method="post"),
    "web:drafting:paper_keep": Row(only(*HOUSE), args=_draft(), method="post"),
    "web:drafting:paper_comment": Row(only(*HOUSE), args=_draft(), method="post"),
    "web:drafting:paper_resolve": Row(
        only(*HOUSE, status=302), args=lambda made: [made["draft"], made["remark"]], method="post"
    ),
    "web:drafting:paper_bank": Row(only(*HOUSE), args=_draft()),
    "web:drafting:paper_undo": Row(only(*HOUSE, status=302), args=_draft(), method="post"),
    "web:drafting:paper_redo": Row(only(*HOUSE, status=302), args=_draft(), method="post"),
    "web:drafting:paper_confirm": Row(only(*HOUSE, status=302), args=_draft(), method="post"),
    "web:drafting:paper_versions": Row(only(*HOUSE), args=_draft()),
    "web:drafting:paper_freeze": Row(only(*HOUSE, status=302), args=_draft(), method="post"),
    "web:drafting:paper_comparison": Row(only(*HOUSE), args=_draft()),
    "web:drafting:paper_returns": Row(only(*HOUSE), args=_draft()),
    "web:drafting:paper_returned": Row(only(*HOUSE), args=lambda made: [made["draft"], made["back"]]),
    "web:drafting:paper_accept": Row(
        only(*HOUSE, status=302), args=lambda made: [made["draft"], made["proposed"]], method="post"
    ),
    "web:drafting:paper_reject": Row(
        only(*HOUSE, status=302), args=lambda made: [made["draft"], made["proposed"]], method="post"
    ),
    "web:drafting:paper_draft": Row(only(*HOUSE), args=_draft("docx")),
    # asked last: once the liaison shared it, who takes part in the case has it before them
    "web:drafting:paper_share": Row(only(*SEATED, status=302), args=_draft(), method="post"),
}
