"""The directory: whoever signed in reads mayors and offices; contacts are the municipality's and its committee's own."""

from hermanar.encounters.operations import add_contact

from . import Row, everybody, only

OWN = ("liaison", "mayor", "council_secretary", "administrator", "committee")
KEEPERS = ("liaison", "committee")


def make(cast) -> dict:
    contact = add_contact(
        cast.act("liaison"), circle=cast.organisations["municipality"].home, kind="promoter", side="third",
        post="Club de oriundos", name="Persona de Muestra 71",
    )  # fmt: skip
    return {"contact": contact.public_id, "holder": contact.holders.get().public_id}


ROUTES = {
    "web:contacts:list": Row(everybody()),
    "web:contacts:new": Row(only(*KEEPERS, "stranger")),
    "web:contacts:contact": Row(only(*OWN), args=lambda made: [made["contact"]]),
    "web:contacts:update": Row(only(*KEEPERS), args=lambda made: [made["contact"]]),
    "web:contacts:succeed": Row(only(*KEEPERS), args=lambda made: [made["contact"]]),
    "web:contacts:end": Row(only(*KEEPERS), args=lambda made: [made["contact"]]),
    "web:contacts:withhold": Row(only(*KEEPERS), args=lambda made: [made["contact"], made["holder"]]),
}
