"""A cabinet that meets every Monday, with its minutes, commitments and a problem; and evidence of what was done. Invented."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.evidence import operations as evidence
from hermanar.evidence.enums import Claim, Consent, Kind
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import BodyKind, Purpose, Sector

from .rich_profile import drawing
from .stage import Stage, sample_paper

_OFFICES = ("Secretaría de Gobierno", "Servicios Municipales", "Desarrollo Económico", "Cultura", "Comunicación Social")
_FIRST = dt.date(2022, 8, 1)  # a Monday


def weekly_cabinet(whole: Stage) -> None:
    """Five Mondays of August 2022: two held, with minutes through their approval; commitments in every state.

    Beside the walk, on its own days: the walk itself has gone further by then.
    """
    stage = Stage(people=whole.people, organisations=whole.organisations)
    stage.on(_FIRST, 8)
    act = stage.act("liaison")
    town = stage.organisations["municipality"]
    body = meetings.create_body(
        act, organisation=town, kind=BodyKind.CABINET, name="Gabinete municipal", name_en="Municipal cabinet",
        legal_basis="Práctica de la administración (muestra)",
    )  # fmt: skip
    meetings.set_rule(
        act, body=body, valid_from=_FIRST, seats=len(_OFFICES), source="Acuerdo de gabinete de muestra",
        every_months=1, numbering="series", takes_oath=False, notice_hours=24,
        composition=[{"position": post, "sector": "official", "count": 1} for post in _OFFICES],
    )  # fmt: skip
    members = [
        meetings.seat_member(
            act, body=body, name=f"Persona de Muestra {80 + n}", position=post, sector=Sector.OFFICIAL, from_on=_FIRST
        )
        for n, post in enumerate(_OFFICES)
    ]
    meetings.plan_series(
        act, body=body, weekday=0, at=dt.time(9), first_on=_FIRST, last_on=dt.date(2022, 8, 29), place="Sala de Cabildo"
    )  # fmt: skip
    first, second = body.sessions.order_by("held_on")[:2]
    point = meetings.put_point(act, session=first, title="Visita de la ciudad hermana: quién hace qué")
    meetings.call_session(act, session=first, basis="El acuerdo de gabinete de muestra.")
    meetings.hold_session(act, session=first, present=members, headed_by="Presidencia Municipal")
    meetings.add_attendees(
        act, session=first, people=[("Persona de Muestra 90", "Dirección de Turismo", "Direcciones", "Secretaría de Turismo")]
    )  # fmt: skip
    minutes = meetings.write_minutes(
        act, session=first,
        texts={
            "opening": "Se verificó la asistencia de las cinco áreas.",
            point.public_id: "Cada área dijo qué puede mostrar a la delegación y con qué recursos.",
            "closing": "La sesión terminó a las diez horas.",
        },
    )  # fmt: skip
    market = meetings.make_commitment(
        act, session=first, point=point, text="Preparar el recorrido por el mercado", owner=_OFFICES[1],
        due_on=dt.date(2022, 8, 12),
    )  # fmt: skip
    meetings.make_commitment(
        act, session=first, point=point, text="Reunir fotografías de las fiestas, con permiso de quienes aparecen",
        owner=_OFFICES[4], due_on=dt.date(2022, 9, 9),
    )  # fmt: skip
    problem = meetings.raise_problem(
        act, session=first, text="El salón no tiene audio para la videollamada", raised_by=_OFFICES[3]
    )  # fmt: skip
    meetings.circulate_minutes(act, minutes=minutes)
    amendment = meetings.propose_amendment(
        act, minutes=minutes, by=_OFFICES[2], text="Incluir a los productores de la región."
    )
    stage.on(second.held_on)
    act = stage.act("liaison")
    meetings.write_minutes(
        act, session=first,
        texts={point.public_id: "Cada área dijo qué puede mostrar a la delegación y con qué recursos, con los productores de la región."},
    )  # fmt: skip
    meetings.decide_amendment(act, amendment=amendment, is_accepted=True)
    approving = meetings.put_point(act, session=second, title="Minuta de la sesión 1", purpose=Purpose.APPROVE_MINUTES)
    meetings.hold_session(act, session=second, present=members[:4])
    resolution = meetings.resolve_point(act, point=approving, in_favour=4)
    meetings.approve_minutes(act, minutes=minutes, resolution=resolution)
    meetings.issue_minutes(act, minutes=minutes)
    meetings.move_problem(act, problem=problem, state="attended", owner=_OFFICES[0])
    meetings.follow_commitment(act, commitment=market, text="Se fijó la ruta con los locatarios.")
    stage.on(dt.date(2022, 8, 12))
    meetings.end_commitment(
        stage.act("liaison"), commitment=market, outcome="Se hizo el recorrido de prueba con dos áreas."
    )  # fmt: skip


def bodies_of_the_committee(stage: Stage, committee: Any, relation: Any) -> None:
    """The committee of one sister city alone, as some regulations ask, and a thematic commission within the committee of
    all: each with its rule and its members. Invented."""
    act = stage.act("liaison")
    seats = (
        (
            {"kind": BodyKind.COMMITTEE, "partnership": relation, "name": "Comité de la ciudad hermana (muestra)",
             "name_en": "Committee of the sister city (sample)", "deed": "Escritura de muestra 101"},
            (("Coordinación", "citizen", "chair"), ("Enlace", "citizen", "secretary"), ("Turismo municipal", "official", "")),
        ),
        (
            {"kind": BodyKind.THEMATIC, "parent": committee, "name": "Comisión de cultura y educación (muestra)",
             "name_en": "Commission on culture and education (sample)"},
            (("Coordinación", "citizen", "chair"), ("Casa de Cultura", "official", "secretary")),
        ),
    )  # fmt: skip
    number = 86
    for body, members in seats:
        row = meetings.create_body(
            act, organisation=stage.organisations["committee"], legal_basis="Reglamento de muestra, artículo 9",
            seats=len(members), source="Reglamento de muestra, artículos 9 a 12", valid_from=stage.today, **body,
        )  # fmt: skip
        for position, sector, role in members:
            meetings.seat_member(
                act, body=row, name=f"Persona de Muestra {number}", position=position, sector=Sector(sector), role=role,
                from_on=stage.today, oath_on=stage.today,
            )  # fmt: skip
            number += 1


def gallery_of_work(stage: Stage) -> None:
    """Pictures and papers of the municipality: accepted, returned, waiting, one used in two places, one link."""
    day = dt.date(2022, 8, 12)
    act = stage.act("liaison")
    home = stage.organisations["municipality"].home

    def photo(at: int, caption: str, **more: Any):
        upload = SimpleUploadedFile(f"muestra-{at}.jpg", drawing(at), "image/jpeg")
        about: dict[str, Any] = {
            "kind": Kind.PHOTO,
            "on": day,
            "place": "Plaza principal",
            "author": "Comunicación Social (muestra)",
        }
        told = {"caption_es": caption, "alt_es": f"{caption} (dibujo de muestra)", "consent": Consent.NONE_SHOWN}
        return evidence.add_evidence(act, circle=home, upload=upload, **(about | told | more))

    walk = photo(1, "Recorrido de prueba por el mercado")
    evidence.accept_evidence(act, evidence=walk)
    for subject_id, label in (("sesion-1", "Gabinete, sesión 1"), ("recorrido", "Recorrido por el mercado")):
        evidence.use_evidence(
            act, evidence=walk, subject="demo.record", subject_id=subject_id, label=label, claim=Claim.HELD
        )  # fmt: skip
    returned = photo(3, "Huerta", on=None, place="")
    evidence.return_evidence(act, evidence=returned, reason="Falta decir de cuándo es y dónde.")
    photo(2, "Acuerdo firmado con las tejedoras")  # says more than a photograph can show
    paper = sample_paper("Lista de asistencia", ["Sesión 1 del gabinete municipal", "Cinco áreas presentes"], day)
    upload = SimpleUploadedFile("lista.pdf", paper, "application/pdf")
    evidence.add_evidence(
        act, circle=home, upload=upload, kind=Kind.ATTENDANCE, on=_FIRST, place="Sala de Cabildo",
        author="Secretaría de Gobierno (muestra)", caption_es="Lista de asistencia de la sesión 1",
        consent=Consent.PUBLIC_ACT,
    )  # fmt: skip
    evidence.add_evidence(
        act, circle=home, kind=Kind.LINK, url="https://example.org/nota-de-muestra", on=day,
        caption_es="Nota de muestra sobre el recorrido", author="Medio de muestra", consent=Consent.NONE_SHOWN,
    )  # fmt: skip
