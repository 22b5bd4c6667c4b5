"""The clock, the yearly programme and its report: read by those who share the agreement, written by who keeps it."""

from hermanar.programmes import operations as programmes
from hermanar.programmes.models import Duty
from hermanar.registry.operations import conclude_signing
from tests import relation

from . import Row, everybody, only

CIRCLE = ("liaison", "mayor", "council_secretary", "administrator", "committee", "state", "counterpart")
MINISTRY = ("reviewer", "authoriser", "registrar")
OWN = ("liaison", "mayor", "council_secretary", "administrator", "committee")


def make(cast) -> dict:
    """A signed relation with its clock, and a running programme with an activity, a person, a paper and a report."""
    partnership = relation.ready_to_sign(cast)
    liaison = cast.act("liaison")
    signing = relation.deposit(cast, partnership)
    conclude_signing(liaison, signing=signing, pages=(1, 2))
    programme = programmes.open_programme(
        liaison, partnership=partnership, version=signing.version, signed_on=liaison.on
    )
    keys = [m["key"] for m in programme.modalities if m["key"] != "other"]
    activity = programmes.propose_activity(
        liaison, programme=programme,
        spec=programmes.ActivitySpec("Estancia", keys[0], starts_on=liaison.on, ends_on=liaison.on, **relation.PARTS_OF_PROJECT),
    )  # fmt: skip
    paper = programmes.keep_restricted(liaison, activity=activity, upload=relation.scan_file(), caption="Plano")
    person = programmes.assign_staff(
        liaison, activity=activity, side="ours", post="Bibliotecaria", employer="Ayuntamiento", functions="Curso",
        from_on=liaison.on, until_on=liaison.on,
    )  # fmt: skip
    programmes.leave_out(liaison, programme=programme, modalities=keys[1:], reason="Sin presupuesto")
    programmes.approve_programme(cast.act("mayor"), programme=programme)
    programme.refresh_from_db()
    programmes.record_their_approval(liaison, programme=programme, on=liaison.on, proof="Letter 1")
    report = programmes.issue_report(liaison, partnership=partnership, since_on=liaison.on, until_on=liaison.on)
    sent = programmes.send_report(
        liaison, report=report, to="our_ministry", office="Área", sent_on=liaison.on, reference="OF/1"
    )
    dispute = programmes.open_dispute(
        liaison, partnership=partnership, raised_by="ours", matter="Traslado", raised_on=liaison.on
    )
    product = programmes.put_product(
        liaison, partnership=partnership, title="Manual", kind="method", made_on=liaison.on, owner="both", use="Ambas"
    )
    return {
        "product": product.public_id, "partnership": partnership.public_id, "duty": Duty.objects.first().public_id, "programme": programme.public_id,
        "activity": activity.public_id, "paper": paper.public_id, "person": person.public_id,
        "report": report.public_id, "sent": sent.pk, "dispute": dispute.public_id,
    }  # fmt: skip


def _one(key: str):
    return lambda made: [made[key]]


ALL = (*CIRCLE, *MINISTRY)
_ROOMS = {
    "partnership": ("programmes", "open", "dispute", "instrument", "issue_report", "group", "product"),
    "programme": ("programme", "leave_out", "approve", "approve_there", "accept", "reopen", "close", "propose"),
    "activity": (
        "activity", "change", "agree", "done", "not_done", "drop", "evaluate", "budget", "availability", "protected",
        "transfer", "restricted", "staff",
    ),
    "person": ("entry", "insurance", "other_work"),
    "dispute": ("resolve",),
    "product": ("protect",),
    "report": ("report", "send_report", "examine_report"),
}  # fmt: skip

ROUTES = {
    "web:programmes:list": Row(everybody()),
    "web:programmes:my_calendar": Row(everybody()),
    "web:programmes:clock": Row(only(*ALL), args=_one("partnership")),
    "web:programmes:calendar": Row(only(*ALL), args=_one("partnership")),
    "web:programmes:fulfil": Row(only(*ALL), args=_one("duty")),
    "web:programmes:correct": Row(only(*ALL), args=_one("duty")),
    "web:programmes:void": Row(only(*ALL), args=_one("duty")),
    **{f"web:programmes:{name}": Row(only(*ALL), args=_one(key)) for key, names in _ROOMS.items() for name in names},
    "web:programmes:paper": Row(only(*ALL), args=lambda made: [made["programme"], "pdf"]),
    "web:programmes:health": Row(only(*OWN, "state"), args=_one("partnership")),
    "web:programmes:use_evidence": Row(only("liaison", "council_secretary", "committee"), args=_one("activity")),
    "web:programmes:restricted_paper": Row(only("liaison", "mayor"), args=_one("paper")),
    "web:programmes:receipt": Row(only(*ALL), args=lambda made: [made["report"], made["sent"]]),
}
