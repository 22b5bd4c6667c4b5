"""A municipality that knows whom it deals with: contacts by post, visits, invitations, topics, services, leads of its own.

Everything is a sample: posts that exist anywhere, without persons, or “Persona de Muestra”.
"""

import datetime as dt
from decimal import Decimal

from hermanar.directory.queries import get_country, search_places
from hermanar.encounters import operations as encounters
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.queries import list_partnerships

from .stage import Stage


def lively_directory(stage: Stage) -> None:
    """Contacts, encounters, invitations, topics, services and two leads of the walk's municipality, on its clock."""
    house = stage.organisations["municipality"]
    home, today = house.home, stage.today
    relations = [p for p in list_partnerships(stage.actor("liaison"), limit=20) if p.owner_id == house.pk]
    newest, first = relations[0], relations[-1]
    united, el_salvador = get_country("US"), get_country("SV")
    assert united is not None

    def act():
        return stage.act("liaison")

    def ago(days: int) -> dt.date:
        return today - dt.timedelta(days=days)

    def ahead(days: int) -> dt.date:
        return today + dt.timedelta(days=days)

    manager = encounters.add_contact(
        act(), circle=home, kind="counterpart_office", side="theirs", post="City Manager", organisation="City Hall",
        city="Whitewater", country=united, languages="en, es", name="Persona de Muestra 40", held_since=ago(500),
        address_as="Señor Administrador de la Ciudad", email="city.manager@muestra.example", partnerships=[first],
    )  # fmt: skip
    secretary = encounters.add_contact(
        act(), circle=home, kind="secretary", side="theirs", post="Executive Assistant", organisation="City Hall",
        city="Whitewater", country=united, languages="en", name="Persona de Muestra 62", held_since=ago(400),
        partnerships=[first],
    )  # fmt: skip
    encounters.change_holder(act(), contact=secretary, from_on=ago(60), name="Persona de Muestra 63")
    encounters.add_contact(
        act(), circle=home, kind="promoter", side="third", post="Representación del grupo de compatriotas",
        organisation="Universidad local", city="Whitewater", country=united, languages="es, en",
        name="Persona de Muestra 41", partnerships=[first],
    )  # fmt: skip
    consul = encounters.add_contact(
        act(), circle=home, kind="consul", side="third", post="Consulado General de El Salvador",
        city="Ciudad de México", country=el_salvador or united, languages="es",
        district="La que señale su carta patente", since_on=ago(700),
    )  # fmt: skip
    encounters.add_contact(
        act(), circle=home, kind="speaker", side="third", post="Dirección de Cooperación Descentralizada",
        organisation="Ciudad de Ejemplo", city="Riverton", country=united, languages="en, es",
        name="Persona de Muestra 64",
    )  # fmt: skip
    encounters.add_contact(
        act(), circle=home, kind="agency", side="third", post="Secretaría Técnica",
        organisation="Red de ciudades de muestra", languages="es, en",
    )  # fmt: skip

    visit = encounters.record_encounter(
        act(), circle=home, kind="visit_in", on=ago(75), title="Visita de la ciudad de Whitewater", place=str(house),
        purpose="Conocer la comunidad de origen de sus vecinos y sus talleres.",
        agreed="Preparar juntos el festejo de la niñez.\nIntercambiar catálogos de artesanías.",
        partnerships=[first], contacts=[manager],
    )  # fmt: skip
    encounters.add_participant(
        act(), encounter=visit, post="Presidencia Municipal", organisation=str(house), side="ours"
    )
    health = encounters.raise_topic(
        act(), circle=home, title="Salud de las familias migrantes", partnership=first, encounter=visit,
        note="Pidieron una jornada informativa por videollamada.", due_on=ahead(12),
    )  # fmt: skip
    encounters.follow_topic(
        act(), topic=health, state="in_progress", note="El área de salud propuso dos fechas.", due_on=ahead(12)
    )
    encounters.raise_topic(
        act(), circle=home, title="Intercambio escolar", partnership=first, encounter=visit,
        note="Interesa a dos escuelas.",
    )  # fmt: skip
    encounters.record_outcome(
        act(), encounter=visit, kind="project", text="Festejo de la niñez en ambas ciudades, el mismo día."
    )
    gathering = encounters.record_encounter(
        act(), circle=home, kind="gathering", on=ago(140).replace(day=1), precision="month",
        title="Encuentro regional de ciudades hermanas", place="Sede de muestra", organiser="Red de ciudades de muestra",
        purpose="Reactivar relaciones y conocer proyectos.",
    )  # fmt: skip
    encounters.record_outcome(
        act(), encounter=gathering, kind="strengthened", text="Acordaron una feria conjunta.", partnership=first
    )
    talk = encounters.record_encounter(
        act(), circle=home, kind="conversation", on=ago(20), title="Conversación con el Consulado de El Salvador",
        purpose="Interés en una ciudad con comunidad cafetalera.", contacts=[consul],
    )  # fmt: skip
    place = next(iter(search_places("Santa Tecla", "SV")), None)
    if place is not None:
        encounters.open_lead_from(
            act(), encounter=talk, owner=house, country=place.country, foreign_name=place.name, zone=place.zone,
            place=place, summary="Café de altura y turismo cultural.", exercise_at=stage.clock,
            foreign_profile={"economy": "Café y servicios", "source": "Dicho en la conversación; por confirmar"},
        )  # fmt: skip
    declined = partnerships.open_lead(
        act(), country=united, foreign_name="Pine Harbor", foreign_subdivision="Wisconsin", zone="America/Chicago",
        proposed_place=str(house.municipality), municipality=house.municipality, origin="citizen",
        origin_note="Carta de un club de oriundos", summary="Quieren un festival de otoño.", exercise_at=stage.clock,
    )  # fmt: skip
    partnerships.withdraw_lead(act(), lead=declined, reason="El club pidió esperar a su nueva mesa directiva.")

    encounters.record_encounter(
        act(), circle=home, kind="meeting", on=ahead(4), starts_at=dt.time(11, 0), place="Videollamada",
        title="Reunión de trabajo con Whitewater", purpose="Programa del festejo de la niñez.",
        partnerships=[first], contacts=[manager, secretary],
    )  # fmt: skip
    festival = encounters.record_encounter(
        act(), circle=home, kind="gathering", on=ahead(70), title="Festival gastronómico del municipio",
        place="Plaza principal", organiser=str(house), purpose="Invitar a las ciudades con vínculo activo.",
    )  # fmt: skip
    guests = encounters.list_invitees(
        act(), circle=home, event="", encounter=festival, partnerships=[first], contacts=[consul]
    )
    encounters.send_invitation(act(), invitation=guests[0], sent_on=today, respond_by=ahead(30))
    encounters.record_invitation(
        act(), circle=home, event="Encuentro de Ciudades Hermanas", received_on=ago(3), respond_by=ahead(9),
        post="Regiduría que preside la Comisión de Relaciones Internacionales", event_on=ahead(45),
        event_place="Otra ciudad de muestra", reference="OF-REG-021",
    )  # fmt: skip

    consulate = stage.organisations["consulate"]
    answered = encounters.ask_service(
        act(), owner=house, asked_of=consulate, kind="counterpart_office", subject="Qué oficina atiende hermanamientos",
        text="¿Qué oficina de la ciudad lleva las ciudades hermanas y quién la encabeza?", due_on=ahead(5),
        partnership=newest, exercise_at=stage.clock,
    )  # fmt: skip
    encounters.answer_service(
        stage.act("consul"), service=answered, attended=True, answer="La oficina del City Manager. Atiende en inglés."
    )
    encounters.ask_service(
        act(), owner=house, asked_of=consulate, kind="visit", subject="Apoyo a la delegación del festejo",
        text="Acompañar a tres personas del municipio a la reunión con la universidad.", due_on=ahead(15),
        partnership=first, exercise_at=stage.clock,
    )  # fmt: skip
    encounters.ask_service(
        act(), owner=house, post="Embajada de México en El Salvador", kind="city_facts",
        subject="Informe sobre Santa Tecla", text="Población, economía y oficina a cargo.", due_on=ahead(20),
        country=el_salvador, exercise_at=stage.clock,
    )  # fmt: skip
    visitors = encounters.set_objective(
        act(), circle=home, partnership=first, title="Que nos visite más gente de la ciudad hermana",
        indicator="visitors", target=Decimal(400), target_on=ahead(300), baseline=Decimal(150), baseline_on=ago(420),
        baseline_source="Registro de la oficina de turismo, dato de muestra",
    )  # fmt: skip
    for days, value in ((200, 180), (20, 260)):
        encounters.measure_objective(
            act(), objective=visitors, value=Decimal(value), on=ago(days),
            source="Registro de la oficina de turismo, dato de muestra",
        )  # fmt: skip
    encounters.set_objective(
        act(), circle=home, partnership=first, title="Tres proyectos en común", indicator="projects",
        target=Decimal(3), target_on=ahead(365),
    )  # fmt: skip
    partnerships.record_counterpart_committee(
        act(), partnership=first, known="exists", name="Sister City Committee", since=ago(900), precision="year",
        contact="Presidencia del comité, sistercity@muestra.example",
    )  # fmt: skip
    partnerships.record_counterpart_committee(act(), partnership=newest, known="none")
