"""The first yearly programme of the walked relation: four activities, one shown by evidence, one only declared, one not
done, one proposed during the year; money, people, a difference, an earlier instrument, and the report. Invented."""

import datetime as dt
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.agreements.queries import current_signing, get_agreement
from hermanar.evidence import operations as evidence
from hermanar.evidence.enums import Claim, Consent, Kind
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Sector
from hermanar.programmes import operations as programmes
from hermanar.programmes.queries import SUBJECT
from hermanar.registry.operations import follow_case

from .international import International
from .rich_profile import drawing

# title, English, modality, days it lasts, beneficiaries, who, who in English, indicator, goal
_ACTIVITIES = (
    ("Estancia de dos bibliotecarias", "Stay of two librarians", "staff", 30, 40, "Personal de bibliotecas públicas",
     "Staff of public libraries", "personas capacitadas", 40),
    ("Taller de artesanía en línea", "Online crafts workshop", "training", 25, 60, "Familias artesanas",
     "Families of artisans", "personas inscritas", 60),
    ("Gira del coro juvenil", "Tour of the youth choir", "arts", 40, 300, "Jóvenes y público de ambas ciudades",
     "Young people and audiences of both cities", "funciones", 3),
)  # fmt: skip

_INDICATORS = {
    "personas capacitadas": "people trained", "personas inscritas": "people enrolled", "funciones": "performances",
}  # fmt: skip

# what article V also asks of each: staff, duties, resources, the rest
_PARTS = {
    "staff_plan": "Dos personas por Parte, con perfil de la actividad, durante sus días (muestra).",
    "duties_ours": "Recibir a quienes participen y prestar el espacio (muestra).",
    "duties_theirs": "Designar a quienes participen y cubrir su traslado (muestra).",
    "resources": "Salas y equipo de cada Parte; una persona de apoyo; gastos según su renglón (muestra).",
    "other_info": "Ninguna.",
    "staff_plan_en": "Two people from each Party, with the profile of the activity, while it lasts (sample).",
    "duties_ours_en": "To receive those who take part and lend the premises (sample).",
    "duties_theirs_en": "To appoint those who take part and cover their travel (sample).",
    "resources_en": "Rooms and equipment of each Party; one person in support; costs as listed (sample).",
    "other_info_en": "None.",
}


def yearly_programme(first: International) -> None:
    """Open it from the signed text, approve it by both, let a month pass, and report. The last steps are left to take."""
    first.day = max(first.day, first.stage.today)  # other scenes have carried the clock on since
    first.forward(7)
    stage, act = first.stage, first.stage.act("liaison")
    agreement = get_agreement(act.actor, first.partnership)
    signing = current_signing(agreement) if agreement else None
    if signing is None:
        return
    programme = programmes.open_programme(
        act, partnership=first.partnership, version=signing.version, signed_on=signing.signed_on
    )
    keys = [m["key"] for m in programme.modalities]
    rows = []
    for title, title_en, modality, days, number, who, who_en, indicator, goal in _ACTIVITIES:
        rows.append(
            programmes.propose_activity(
                stage.act("liaison"), programme=programme,
                spec=programmes.ActivitySpec(
                    title=title, title_en=title_en, modality=modality if modality in keys else keys[0],
                    starts_on=stage.today, ends_on=stage.today + dt.timedelta(days=days), beneficiaries=number,
                    beneficiaries_who=who, beneficiaries_who_en=who_en, indicator=indicator, goal=Decimal(goal),
                    priority="Fortalecer la educación y la cultura (muestra)",
                    priority_en="Strengthen education and culture (sample)", goals=(4, 11, 17),
                    ours="Dirección de Cultura (muestra)", ours_en="Department of Culture (sample)",
                    theirs="Oficina de Cultura (muestra)", theirs_en="Office of Culture (sample)",
                    objective="Aprender de la práctica de la otra ciudad y compartir la propia.",
                    objective_en="To learn from the other city's practice and to share one's own.",
                    evaluation="Lista de asistencia y encuesta a quienes participaron.",
                    evaluation_en="Attendance list and a survey of those who took part.",
                    indicator_en=_INDICATORS[indicator], **_PARTS,
                ),
            )
        )  # fmt: skip
    used = {row.modality for row in rows}
    programmes.leave_out(
        stage.act("liaison"), programme=programme, modalities=[k for k in keys if k not in used and k != "other"],
        ground="optional", reason="Sin presupuesto ni contraparte en el primer año (muestra).",
        reason_en="Neither budget nor counterpart in the first year (sample).",
    )  # fmt: skip
    _resources(first, rows[0])
    programmes.approve_programme(stage.act("mayor"), programme=programme)
    programme.refresh_from_db()
    first.forward(4)
    programmes.record_their_approval(
        stage.act("liaison"), programme=programme, on=stage.today, proof="Letter 2022-31 of the Mayor (sample)"
    )
    follow_case(
        stage.act("liaison"), partnership=programme.partnership,
        reason="Programa Operativo Anual aprobado por ambas Partes.",
    )  # fmt: skip
    first.forward(30)
    _year(first, rows)


def _resources(first: International, row) -> None:
    stage, on = first.stage, first.stage.today
    put = {"concept": "Traslados", "concept_en": "Travel", "source": "own"}
    programmes.put_budget(
        stage.act("liaison"), activity=row, side="ours", amount=Decimal(48000), source_note="Cultura 3.2", **put
    )
    programmes.put_budget(
        stage.act("liaison"), activity=row, side="theirs", amount=Decimal(1500), currency="USD", **put
    )
    programmes.put_availability(stage.act("liaison"), activity=row, number="SF/041/MUESTRA", on=on)
    programmes.declare_protected(stage.act("liaison"), activity=row, protected="none")
    row.refresh_from_db()
    person = programmes.assign_staff(
        stage.act("liaison"), activity=row, side="ours", post="Bibliotecaria", post_en="Librarian", people=2, travels=True,
        employer="Ayuntamiento", functions="Conocer el servicio de préstamo e impartir dos talleres de lectura.",
        from_on=row.starts_on, until_on=row.ends_on,
    )  # fmt: skip
    programmes.ask_entry(
        stage.act("liaison"), staff=person, authority="Consulado (muestra)", reference="OF/51/MUESTRA", on=on
    )
    programmes.put_insurance(
        stage.act("liaison"), staff=person, insurer="Aseguradora de muestra", policy="MUESTRA-77", until_on=row.ends_on
    )


def _year(first: International, rows: list) -> None:
    stage = first.stage
    home = stage.organisations["municipality"].home
    for row in rows:
        row.refresh_from_db()
    stay, workshop, tour = rows
    for row, outcome, english in (
        (stay, "Las dos bibliotecarias dieron dos talleres a 40 colegas.",
         "The two librarians gave two workshops to 40 colleagues."),
        (workshop, "Se impartió en tres sesiones.", "It was given in three sessions."),
    ):  # fmt: skip
        programmes.finish_activity(
            stage.act("liaison"), activity=row, done=True, on=stage.today, outcome=outcome, outcome_en=english
        )
    programmes.finish_activity(
        stage.act("liaison"), activity=tour, done=False, on=stage.today,
        outcome="La sede anfitriona cerró por obras.", outcome_en="The host venue closed for works.",
    )  # fmt: skip
    photo = evidence.add_evidence(
        stage.act("liaison"), circle=home, upload=SimpleUploadedFile("taller-1.jpg", drawing(0), "image/jpeg"),
        kind=Kind.PHOTO, on=stage.today, place="Biblioteca pública", author="Dirección de Cultura (muestra)",
        caption_es="Taller de lectura en la biblioteca", caption_en="Reading workshop at the library",
        alt_es="Dibujo de muestra de un taller", alt_en="Sample drawing of a workshop", consent=Consent.NONE_SHOWN,
    )  # fmt: skip
    evidence.accept_evidence(stage.act("liaison"), evidence=photo)
    evidence.use_evidence(
        stage.act("liaison"), evidence=photo, subject=SUBJECT, subject_id=stay.public_id, label=stay.title,
        claim=Claim.HELD,
    )  # fmt: skip
    stay.refresh_from_db()
    programmes.evaluate_activity(
        stage.act("committee"), activity=stay, result="reached", achieved=Decimal(40), reached_people=40,
        learned="Conviene acordar las fechas antes de la temporada de vacaciones.", goes_on=True,
    )  # fmt: skip
    programmes.declare_conflict(
        stage.act("liaison"), partnership=first.partnership, title="Declaración de amistad (muestra)",
        on=dt.date(1998, 5, 4), conflict="no",
    )  # fmt: skip
    programmes.put_product(
        stage.act("liaison"), partnership=first.partnership, activity=stay, kind="method", owner="both",
        title="Manual de talleres de lectura (muestra)", made_on=stage.today,
        use="Ambas ciudades, sin fin de lucro y con crédito a quienes lo escribieron.",
    )  # fmt: skip
    _group(first)
    dispute = programmes.open_dispute(
        stage.act("liaison"), partnership=first.partnership, raised_by="theirs", raised_on=stage.today,
        article="VIII", matter="Quién cubre el traslado de los materiales del taller.",
    )  # fmt: skip
    programmes.resolve_dispute(
        stage.act("liaison"), dispute=dispute, resolved_on=stage.today, reference="Minuta de muestra",
        resolution="Cada Parte cubre los suyos, como dice el artículo VIII.",
    )  # fmt: skip
    report = programmes.issue_report(
        stage.act("liaison"), partnership=first.partnership, since_on=stay.programme.starts_on, until_on=stage.today
    )
    sent = programmes.send_report(
        stage.act("liaison"), report=report, to="our_ministry", office="Dirección General de Coordinación Política",
        sent_on=stage.today, reference="OPM/61/MUESTRA",
    )  # fmt: skip
    programmes.receive_receipt(
        stage.act("liaison"), submission=sent, received_on=stage.today, receipt="Sello de muestra"
    )


def _group(first: International) -> None:
    """The working group with the office each Party designated, and a member of each: sample persons."""
    stage, partnership = first.stage, first.partnership
    body = meetings.form_working_group(
        stage.act("liaison"), partnership=partnership, name="Grupo de Trabajo de muestra", installed_on=stage.today,
        name_en="Sample Working Group", office_ours="Coordinación de Asuntos Internacionales (muestra)",
        office_theirs=partnership.counterpart.office or "Office of the City Manager (sample)",
    )  # fmt: skip
    for side, name, position in (
        ("ours", "Persona de Muestra 41", "Enlace"), ("theirs", "Persona de Muestra 42", "Sister Cities Officer"),
    ):  # fmt: skip
        meetings.seat_member(
            stage.act("liaison"), body=body, name=name, position=position, sector=Sector.OFFICIAL, side=side,
            from_on=stage.today,
        )  # fmt: skip
