"""A relation of the cast, taken as far along its path as a test needs: each step is the real operation.

`relation.open_relation(cast)`, then `start_text`, `agree`, `authorise`, `dispatch`, `review`, `give_opinion`, `deposit`,
`confirm`. Everything happens on the clock of the exercise.
"""

import datetime as dt
import io
from functools import cache

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.oxml.ns import qn

from hermanar.agreements import operations as agreements
from hermanar.agreements.models import Agreement, Signing
from hermanar.checks.places import Places
from hermanar.directory.enums import Part
from hermanar.directory.models import Country, Place, Seat
from hermanar.documents.queries import latest_version
from hermanar.files.models import Attachment
from hermanar.files.operations import store_upload
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import BodyKind, Purpose, Sector, SessionKind
from hermanar.meetings.models import Body, Resolution, Session
from hermanar.opinions import operations as opinions
from hermanar.opinions.models import Dispatch, Opinion, Review
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations.studies import SECTIONS
from hermanar.partnerships.rules.triage import Answers
from tests.cast import STARTS, Cast
from tests.kept import kept

AREAS = (("tourism", "lct-2-ii"), ("culture", "lct-2-ii"))
LANGUAGES = ("es", "en")


class Nowhere:
    """A world without other places."""

    def find_in_text(self, text: str, lang: str) -> list:
        return []


NOWHERE: Places = Nowhere()


@cache
def scan_bytes(pages: int = 2) -> bytes:
    """A scan of so many empty pages."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page(page_size=(612, 792))
        pdf.save(out)
    return out.getvalue()


def scan_file(name: str = "firmado.pdf", pages: int = 2) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, scan_bytes(pages), content_type="application/pdf")


def with_words(data: bytes, old: str, new: str) -> bytes:
    """The Word file with some words put for others."""
    document = Document(io.BytesIO(data))
    for run in document.element.body.iter(qn("w:t")):
        run.text = (run.text or "").replace(old, new)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def answers(*, country: str = "US", **more) -> Answers:
    return Answers(
        **{
            "our_kind": "municipality", "our_key": "20999", "country": country, "their_kind": "governmental",
            "scope": "whole", "earlier": "none", "proposed_by": "own", "areas": AREAS, "money": False, "staff": False,
            "protected": False, "forum": False,
        }
        | more
    )  # fmt: skip


@kept
def open_relation(cast: Cast, *, domestic: bool = False, everybody: bool = True, at=None) -> Partnership:
    """Villa Serena and Lakeside (or Los Cabos), in exercise; `everybody`: state, ministry, counterpart sit in it."""
    act = cast.act("liaison", at)
    other: dict = (
        {"country": Country.objects.get(pk="MX"), "their_name": "Los Cabos", "their_municipality_id": "03008"}
        if domestic
        else {
            "country": Country.objects.get(pk="US"), "their_name": "Lakeside", "their_name_en": "Lakeside",
            "their_subdivision": "Wisconsin", "their_place": Place.objects.get(pk=900001),
        }
    )  # fmt: skip
    if key := other.pop("their_municipality_id", None):
        from hermanar.directory.models import Municipality

        other["their_municipality"] = Municipality.objects.get(pk=key)
    relation = partnerships.open_partnership(
        act, owner=cast.organisations["municipality"], answers=answers(country="MX" if domestic else "US"),
        exercise_at=STARTS, **other,
    )  # fmt: skip
    partnerships.update_counterpart(
        act, partnership=relation, office="Office of the Mayor", head_name="Persona de Muestra 40", head_post="Mayor",
        head_post_es="Alcaldía", term_ends_on=dt.date(2024, 4, 15),
    )  # fmt: skip
    if everybody and not domestic:
        for who, part in (
            ("state", Part.OVERSEER), ("ministry", Part.REVIEWER), ("ministry", Part.REGISTRAR),
            ("counterpart", Part.COUNTERPART),
        ):  # fmt: skip
            Seat.objects.get_or_create(
                circle=relation.circle, organisation=cast.organisations[who], part=part,
                defaults={"from_on": STARTS.date()},
            )  # fmt: skip
    return Partnership.objects.get(pk=relation.pk)


@kept
def submit_study(cast: Cast, partnership: Partnership):
    """A study written and put before the committee."""
    act = cast.act("liaison")
    study = partnerships.draft_study(
        act,
        partnership=partnership,
        sections=dict.fromkeys(SECTIONS, "Texto de prueba.") | {"conclusion": "favourable"},
    )
    return partnerships.submit_study(act, study=study)


def fresh(partnership: Partnership) -> Partnership:
    return Partnership.objects.get(pk=partnership.pk)


@kept
def start_text(cast: Cast, partnership: Partnership) -> Agreement:
    return agreements.start_text(cast.act("liaison"), partnership=partnership)


@kept
def agree(cast: Cast, partnership: Partnership, at=None) -> Agreement:
    """The text, started where it was not, agreed as it is."""
    agreement = Agreement.objects.filter(partnership=partnership).first() or start_text(cast, partnership)
    return agreements.agree_text(cast.act("liaison", at), agreement=agreement, gazetteer=NOWHERE)


@kept
def edit(cast: Cast, agreement: Agreement, key: str, language: str, old: str, new: str, who: str = "liaison"):
    """One clause with `old` put as `new`."""
    latest = latest_version(agreement.document)
    seen = latest.as_content.block(key).text[language]
    assert old in seen, seen
    return agreements.edit_clause(
        cast.act(who), draft=agreement, base_number=latest.number, key=key, language=language,
        text=seen.replace(old, new), seen_text=seen,
    )  # fmt: skip


@kept
def cabildo(cast: Cast, *, members: int = 3) -> Body:
    """The Cabildo with its rule and members."""
    town = cast.organisations["municipality"]
    body = Body.objects.filter(organisation=town, kind=BodyKind.CABILDO).first()
    if body is None:
        act = cast.act("liaison")
        body = meetings.create_body(
            act, organisation=town, kind=BodyKind.CABILDO, name="Cabildo de Villa Serena", seats=members,
            source="Reglamento interior del Cabildo", valid_from=dt.date(2022, 1, 1),
        )  # fmt: skip
        seat_some(cast, body, members)
    return body


@kept
def committee(cast: Cast, *, members: int = 3) -> Body:
    """The committee, not installed yet."""
    house = cast.organisations["committee"]
    body = Body.objects.filter(organisation=house, kind=BodyKind.COMMITTEE).first()
    if body is None:
        body = meetings.create_body(
            cast.act("liaison"), organisation=house, kind=BodyKind.COMMITTEE,
            name="Comité de Ciudades Hermanas de Villa Serena", seats=members, source="Reglamento del Comité",
            valid_from=dt.date(2022, 1, 1),
        )  # fmt: skip
        seat_some(cast, body, members)
    return body


def seat_some(cast: Cast, body: Body, number: int) -> None:
    for n, who in enumerate(("mayor", "liaison", "administrator", "council_secretary", "committee")[:number]):
        meetings.seat_member(
            cast.act("liaison"), body=body, person=cast.persons[who], position=f"Vocalía {n + 1}",
            sector=Sector.CITIZEN if n % 2 else Sector.OFFICIAL, from_on=dt.date(2022, 1, 1),
            oath_on=dt.date(2022, 1, 1),
        )  # fmt: skip


def speaker(body: Body) -> str:
    return "council_secretary" if body.kind == BodyKind.CABILDO else "committee"


@kept
def hold(cast: Cast, body: Body, *, number: str = "01", present: int | None = None, at=None) -> Session:
    """A session of the body, convened and held the same day, by its secretary."""
    act = cast.act(speaker(body), at)
    session = meetings.convene_session(act, body=body, kind=SessionKind.ORDINARY, number=number, held_on=act.on)
    members = list(body.members.order_by("pk"))
    return meetings.hold_session(act, session=session, present=members[: len(members) if present is None else present])


@kept
def resolve(cast: Cast, session: Session, partnership: Partnership, purpose: Purpose, *, at=None, **more) -> Resolution:
    """A point of the session put and carried by all who are there."""
    act = cast.act(speaker(session.body), at)
    point = meetings.put_point(
        act, session=session, title="Asunto de la vinculación", purpose=purpose, partnership=partnership
    )
    return meetings.resolve_point(act, point=point, **{"in_favour": session.present.count()} | more)


@kept
def authorise(cast: Cast, partnership: Partnership, *, names: str = "Lakeside", number: str = "01", at=None, **more):
    return resolve(
        cast,
        hold(cast, cabildo(cast), number=number, at=at),
        partnership,
        Purpose.AUTHORISE,
        at=at,
        names=names,
        **{"signatory": "Persona de Muestra 01", "signatory_post": "Presidenta Municipal", "text": "Se autoriza."}
        | more,
    )


@kept
def authorise_and_certify(cast: Cast, partnership: Partnership):
    """The issued certificate of the Cabildo's authorisation."""
    resolution = authorise(cast, partnership)
    return meetings.certify_resolution(cast.act("council_secretary"), resolution=resolution).certificate


@kept
def attachment(cast: Cast, partnership: Partnership, who: str = "liaison", pages: int = 2) -> Attachment:
    return store_upload(
        cast.act(who), circle=partnership.circle, upload=scan_file(pages=pages), expect="pdf", caption="Papel"
    )


@kept
def prepare_dispatch(cast: Cast, partnership: Partnership) -> Dispatch:
    """The dispatch with every required paper put to it."""
    act = cast.act("liaison")
    row = opinions.prepare_dispatch(act, partnership=fresh(partnership))
    paper = attachment(cast, partnership)
    for item in row.items.filter(is_required=True, attachment=None, issue=None, note=""):
        opinions.attach_item(act, dispatch=row, key=item.key, attachment=paper)
    return row


@kept
def dispatch(cast: Cast, partnership: Partnership) -> Dispatch:
    """Sent by the town, passed on by the state: at the ministry's door."""
    row = opinions.send_dispatch(cast.act("mayor"), dispatch=prepare_dispatch(cast, partnership))
    return opinions.forward_dispatch(cast.act("state"), dispatch=row)


@kept
def review(cast: Cast, partnership: Partnership) -> Review:
    """Round 1, open on the ministry's desk."""
    return opinions.receive_dispatch(cast.act("reviewer"), dispatch=dispatch(cast, partnership))


@kept
def answer(cast: Cast, partnership: Partnership, row: Review) -> Review:
    """The round observed on article V and answered with a new version; as it then stands."""
    noted = opinions.observe(cast.act("reviewer"), review=row, group="art-05", text="Precisar.")
    opinions.send_observations(cast.act("reviewer"), review=row)
    noted.refresh_from_db()
    opinions.answer_observation(cast.act("liaison"), observation=noted, accepted=True)
    agreement = fresh(partnership).agreement
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Observaciones.")
    edit(cast, agreement, "art-05.p4", "es", "una vez al año", "cada año")
    version = agree(cast, partnership).agreed_version
    opinions.submit_answer(cast.act("mayor"), review=Review.objects.get(pk=row.pk), version=version)
    return Review.objects.select_related("partnership__circle", "dispatch").get(pk=row.pk)


@kept
def give_opinion(cast: Cast, row: Review, sense: str = "favourable") -> Opinion:
    proposed = opinions.propose_opinion(
        cast.act("reviewer"), review=row, sense=sense, grounds="El texto es procedente."
    )
    return opinions.authorise_opinion(cast.act("authoriser"), opinion=proposed)


def signed_by(**more) -> list[agreements.SignedBy]:
    return [
        agreements.SignedBy("ours", more.get("ours", "Persona de Muestra 03"), "Presidencia Municipal"),
        agreements.SignedBy("theirs", "Persona de Muestra 40", "Mayor"),
    ]


@kept
def deposit(cast: Cast, partnership: Partnership, *, pages: int = 2, at=None, **more) -> Signing:
    act = cast.act("liaison", at)
    return agreements.deposit_signing(
        act, agreement=partnership.agreement, **{
            "place": "Villa Serena, Oaxaca", "signed_on": act.on, "scan": attachment(cast, partnership, pages=pages),
            "signatories": signed_by(),
        } | more,
    )  # fmt: skip


@kept
def confirm(cast: Cast, signing: Signing, **more) -> Signing:
    pages = tuple(range(1, (signing.scan_pages or 1) + 1))
    return agreements.confirm_signing(cast.act("liaison"), signing=signing, pages=pages, **more)


@kept
def ready_to_sign(cast: Cast) -> Partnership:
    """Text agreed, authorised by the Cabildo, with a favourable opinion."""
    partnership = open_relation(cast)
    agree(cast, partnership)
    authorise(cast, partnership)
    give_opinion(cast, review(cast, partnership))
    return fresh(partnership)


# the parts a to g of article V that a project says in words
PARTS_OF_PROJECT = {
    "objective": "Aprender", "staff_plan": "Una persona, tres días", "duties_ours": "Recibir",
    "duties_theirs": "Enviar", "resources": "Una sala", "evaluation": "Encuesta", "other_info": "Ninguna",
}  # fmt: skip
