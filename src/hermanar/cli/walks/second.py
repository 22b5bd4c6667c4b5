"""A second exercise for the same cast, left in the middle: something to take up at the browser.

The counterparts are invented (Lakeside, Riverton) and visibly so.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

from hermanar.agreements import operations as agreements
from hermanar.agreements.operations.papers import share_case_paper, start_case_paper
from hermanar.directory import operations as directory
from hermanar.meetings.operations import link_committee
from hermanar.partnerships import operations as partnerships
from hermanar.profiles.queries import profile_of

from .international import International
from .lead import DEFAULT, LeadFile
from .returned import take_back

COMMON: dict[str, Any] = {
    "country": "US", "foreign_zone": "America/Chicago", "reference": "", "third_city": "Zihuatanejo",
    "foreign_description": "Ciudad inventada para el ejercicio.", "diaspora": "Familias de la comunidad viven en la ciudad.",
    "summary": "Interés en un hermanamiento con contenido de cooperación.", "promoters": (), "community": "",
}  # fmt: skip
LAKESIDE = replace(DEFAULT, foreign_city="Lakeside", foreign_subdivision="Wisconsin", **COMMON)
RIVERTON = replace(
    DEFAULT,
    foreign_city="Riverton",
    foreign_subdivision="Illinois",
    motivations={
        "es": "Familias de nuestro municipio viven en Riverton y quieren que las dos ciudades trabajen juntas.",
        "en": "Families of our municipality live in Riverton and wish the two cities to work together.",
    },
    **COMMON,
)


class Second(International):
    """Takes the cast, the committee and the profile of the first walk."""

    def __init__(self, first: International, lead: LeadFile) -> None:
        super().__init__(first.stage, lead, first.gazetteer, slug=f"{first.slug}-{lead.foreign_city.lower()}")
        self.committee_body = first.committee_body
        self.day = self.stage.today + dt.timedelta(days=5)

    def open_lead(self) -> None:
        self.stage.on(self.day)
        super().open_lead()

    def ready(self) -> None:
        """What the municipality has by now serves the new relation too."""
        self.forward(2)
        link_committee(self.stage.act("liaison"), partnership=self.partnership, body=self.committee_body)
        profile = profile_of(self.stage.actor("liaison"), self.stage.organisations["municipality"])
        partnerships.link_profile(self.stage.act("liaison"), partnership=self.partnership, profile=profile)

    def session_number(self) -> str:
        return "3"

    def spoiled_text(self) -> None:
        """The text as it comes in real life: a third city, a blank, two different numbers of days."""
        self.forward(7)
        self.partnership = self.fresh()
        self.agreement = agreements.start_text(self.stage.act("liaison"), partnership=self.partnership)
        take_back(self.stage.act("liaison"), self.agreement)
        self.spoil()
        agreements.comment_article(
            self.stage.act("council_secretary"), draft=self.agreement, group="art-05", language="en",
            text="Confirmar el plazo con la contraparte antes de turnar el texto.",
        )  # fmt: skip
        self.forward(1)

    STEPS = ("open_lead", "open_case", "designate", "ready", "study", "letter", "spoiled_text")


def leave_open(first: International) -> None:
    """One lead waiting for an answer, one relation waiting for its text to be mended."""
    Second(first, RIVERTON).run()
    stage, lead = first.stage, LAKESIDE
    waiting = Second(first, lead)
    stage.on(waiting.day)
    opened = partnerships.open_lead(
        stage.act("consul"), country=waiting.country(), foreign_name=lead.foreign_city,
        foreign_subdivision=lead.foreign_subdivision, zone=lead.foreign_zone,
        proposed_place=waiting.municipality().name, municipality=waiting.municipality(),
        foreign_description=lead.foreign_description, contact_name="Persona de Muestra 43",
        contact_post=lead.contact_post, contact_languages=lead.contact_languages, diaspora=lead.diaspora,
        summary=lead.summary, ideas=list(lead.ideas), exercise_at=stage.clock,
    )  # fmt: skip
    partnerships.route_lead(
        stage.act("consul"), lead=opened, municipality=stage.organisations["municipality"],
        state=stage.organisations["state"],
    )  # fmt: skip
    # the finished exercise lives on to the same day
    directory.move_exercise_clock(stage.act("operator"), circle=first.fresh().circle, to=stage.clock)
    partnerships.propose_slot(stage.act("consul"), lead=opened, starts_at=stage.clock + dt.timedelta(hours=122))
    _negotiated(first)


def _negotiated(first: International) -> None:
    """On the desk of the finished exercise: an addendum that both sides are talking about."""
    paper = start_case_paper(
        first.stage.act("liaison"), partnership=first.fresh(), kind="addendum",
        typed={
            "addendum_reasons": {
                "es": "ambas comunidades desean cooperar también en la atención de sus personas mayores",
                "en": "both communities wish to cooperate in the care of their elders as well",
            },
            "amendments": [
                {
                    "es": "al artículo II se agrega el área de bienestar de las personas mayores",
                    "en": "the area of wellbeing of elders is added to Article II",
                }
            ],
            "effective_date": first.stage.clock.date() + dt.timedelta(days=60),
        },
    )  # fmt: skip
    share_case_paper(first.stage.act("liaison"), paper=paper)
    agreements.comment_article(
        first.stage.act("state"), draft=paper, group="art-01", language="en",
        text="Conviene nombrar el área como la nombra el catálogo.",
    )  # fmt: skip
