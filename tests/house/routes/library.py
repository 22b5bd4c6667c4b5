"""The library: read by whoever has a post, filled by ministry and states; what goes along follows its paper."""

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.directory.models import Country
from hermanar.documents.operations import add_library_item, import_model_text
from hermanar.partnerships.operations import annex_to_letter, draft_letter, open_lead
from tests import relation

from . import Row, everybody, only

MINISTRY = ("reviewer", "authoriser", "registrar")
WORDS = {"es": "Texto de prueba", "en": "Sample text"}


def make(cast) -> dict:
    item, _another = (
        add_library_item(
            cast.act("reviewer"),
            issuer=cast.organisations["ministry"],
            title=title,
            audience="everybody",
            upload=SimpleUploadedFile("guia.pdf", relation.scan_bytes(1)),
        )
        for title in ("Guía de prueba", "Otra guía de prueba")
    )
    lead = open_lead(
        cast.act("consul"),
        country=Country.objects.get(iso2="US"),
        foreign_name="Lakeside",
        proposed_place="Villa Serena",
        zone="America/Chicago",
        exercise_at=cast.at,
    )
    letter = draft_letter(
        cast.act("liaison"),
        partnership=relation.open_relation(cast),
        motivations=WORDS,
        interests=WORDS,
        objectives=WORDS,
    )
    annex = annex_to_letter(cast.act("liaison"), letter=letter, item=item)
    model = import_model_text(
        cast.act("reviewer"),
        issuer=cast.organisations["ministry"],
        data="ACUERDO ENTRE _____ Y _____\n\nARTÍCULO I\nObjetivo\nLas Partes cooperarán.".encode(),
        filename="modelo.txt",
    )
    return {
        "item": item.public_id,
        "model": model.public_id,
        "lead": lead.public_id,
        "letter": letter.public_id,
        "annex": annex.public_id,
    }


def _one(key: str):
    return lambda made: [made[key]]


ROUTES = {
    "web:library:library": Row(everybody()),
    "web:library:new": Row(only("state", *MINISTRY)),
    "web:library:file": Row(everybody(), args=_one("item")),
    "web:library:change": Row(only(*MINISTRY), args=_one("item")),
    "web:library:withdraw": Row(only(*MINISTRY), args=_one("item")),
    "web:library:models": Row(everybody()),
    "web:library:import_model": Row(only("liaison", "stranger", "state", *MINISTRY)),
    "web:library:model": Row(only(*MINISTRY), args=_one("model")),
    "web:library:confirm_model": Row(only(*MINISTRY), args=_one("model")),
    "web:library:annex_lead": Row(only("consul"), args=_one("lead")),
    "web:library:annex_letter": Row(only("liaison"), args=_one("letter")),
    "web:library:remove": Row(
        only("liaison", status=302), args=lambda made: [made["letter"], made["annex"]], method="post"
    ),
}
