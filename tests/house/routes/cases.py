"""Cases: read by whoever has a seat in the circle, prepared by the liaison, decided by the mayor or the committee."""

from hermanar.directory.models import Country, Municipality
from hermanar.partnerships.operations import designate_liaison, open_lead, record_earlier_act, route_lead
from tests import relation

from . import Row, everybody, only


def make(cast) -> dict:
    partnership = relation.open_relation(cast)
    relation.submit_study(cast, partnership)
    unwritten = relation.open_relation(cast, domestic=True)
    lead = open_lead(
        cast.act("consul"),
        country=Country.objects.get(iso2="US"),
        foreign_name="Lakeside Hills",
        proposed_place="Villa Serena",
        municipality=Municipality.objects.get(key="20999"),
        zone="America/Chicago",
    )
    route_lead(cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"])
    liaison, day = cast.act("liaison"), cast.at.date()
    earlier = record_earlier_act(liaison, partnership=unwritten, instrument="declaration", on=day)
    designation = designate_liaison(
        cast.act("mayor"), partnership=unwritten, office=cast.offices["liaison"], designated_on=day
    )
    return {
        "partnership": partnership.public_id, "lead": lead.public_id, "unwritten": unwritten.public_id,
        "designated": unwritten.public_id, "designation": designation.public_id, "earlier": earlier.public_id,
    }  # fmt: skip


def _case(made: dict) -> list:
    return [made["partnership"]]


SEATED = ("liaison", "mayor", "council_secretary", "administrator", "committee", "state", "reviewer", "authoriser")
SEATED = (*SEATED, "registrar", "counterpart")
NOBODY_ELSE = only()

READ = ("case", "log", "circle", "folder", "designation")
OURS = tuple(p for p in SEATED if p != "counterpart")
LIAISON = (
    "counterpart",
    "terms",
    "earlier_act",
    "interrupt",
    "waive_step",
    "ask_step",
    "resume",
    "reopen",
    "withdraw",
    "refuse",
    "close",
    "seat",
    "end_seat",
)

ROUTES = {
    "web:cases:list": Row(everybody()),
    # the stranger of the cast is another municipality’s liaison: it opens cases of its own, as the state does
    "web:cases:new": Row(only("liaison", "state", "stranger")),
    "web:cases:outcome": Row(NOBODY_ELSE),  # answers what is typed, sent by POST
    "web:cases:of_lead": Row(only("liaison"), args=lambda made: [made["lead"]]),
    **{f"web:cases:{name}": Row(only(*SEATED), args=_case) for name in READ},
    # the study with its risks, and what was answered of the other side: never the other side’s
    **{f"web:cases:{name}": Row(only(*OURS), args=_case) for name in ("triage", "study")},
    **{f"web:cases:{name}": Row(only("liaison"), args=_case) for name in LIAISON},
    "web:cases:committee": Row(NOBODY_ELSE, args=_case),  # only where there is a committee to link
    "web:cases:unlink_committee": Row(NOBODY_ELSE, args=_case),  # only what stands is taken back
    "web:cases:unlink_profile": Row(NOBODY_ELSE, args=_case),
    "web:cases:withdraw_designation": Row(only("mayor"), args=lambda made: [made["designated"], made["designation"]]),
    "web:cases:withdraw_earlier_act": Row(only("liaison"), args=lambda made: [made["designated"], made["earlier"]]),
    "web:cases:study_submit": Row(only("liaison"), args=_case, method="post"),
    "web:cases:study_return": Row(only("committee"), args=_case),
    "web:cases:study_take_back": Row(only("liaison"), args=_case),
    # while the study is written; once it is before the committee these pages are not there
    "web:cases:study_whole": Row(only("liaison"), args=lambda made: [made["unwritten"]]),
    "web:cases:study_section": Row(only("liaison"), args=lambda made: [made["unwritten"], "risks"]),
    "web:cases:study_propose": Row(only("liaison"), args=lambda made: [made["unwritten"]]),
    # the exercise's clock: whoever works in it, not those who evaluate or answer
    "web:cases:clock": Row(only(*(p for p in SEATED if p not in {"committee", "counterpart"})), args=_case),
}
