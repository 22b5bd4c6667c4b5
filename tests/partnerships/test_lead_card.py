"""What a lead carries to whom it is routed: contact with languages, promoters, diaspora, ideas (R4-09, 10, 12, 13)."""

from hermanar.directory.models import Country
from hermanar.partnerships.operations import open_lead, route_lead
from hermanar.partnerships.queries import get_lead

IDEAS = [{"title": "Día de las Niñas y los Niños", "description": "Cada año"}, {"title": "City Market"}]
PROMOTERS = [{"group": "Grupo de compatriotas", "lead": "Persona de Muestra 41"}]


def test_routed_lead_shows_the_municipality_all_that_the_consulate_wrote(cast):
    lead = open_lead(
        cast.act("consul"), country=Country.objects.get(pk="US"), foreign_name="Lakeside", zone="America/Chicago",
        proposed_place="La Ribera", contact_name="Persona de Muestra 40", contact_post="City Manager",
        contact_languages="inglés, español", diaspora="La mayoría viene de La Ribera.", promoters=PROMOTERS, ideas=IDEAS,
        reference="DEP-0000/22", exercise_at=cast.at,
    )  # fmt: skip
    route_lead(cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"])
    seen = get_lead(cast.actor("liaison"), lead.public_id)
    assert (seen.contact_post, seen.contact_languages) == ("City Manager", "inglés, español")
    assert (seen.diaspora, seen.reference) == ("La mayoría viene de La Ribera.", "DEP-0000/22")
    assert (seen.promoters, seen.ideas) == (PROMOTERS, IDEAS)


def test_routed_lead_page_says_it_too(cast):
    lead = open_lead(
        cast.act("consul"), country=Country.objects.get(pk="US"), foreign_name="Lakeside", zone="America/Chicago",
        proposed_place="La Ribera", contact_name="Persona de Muestra 40", contact_post="City Manager",
        contact_languages="inglés, español", diaspora="La mayoría viene de La Ribera.", promoters=PROMOTERS, ideas=IDEAS,
        exercise_at=cast.at,
    )  # fmt: skip
    route_lead(cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"])
    page = cast.client("liaison").get(f"/prospectos/{lead.public_id}/").content.decode()
    wanted = [
        "City Manager",
        "inglés, español",
        "La mayoría viene de La Ribera.",
        "Grupo de compatriotas",
        "City Market",
    ]
    assert [w for w in wanted if w not in page] == []
