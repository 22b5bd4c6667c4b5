"""Evidence: the municipality's own, of its committee too; judged by the liaison and the mayor."""

from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.evidence.operations import add_evidence, begin_arrival
from tests.files.test_images import phone_photo

from . import Row, only

MUNICIPAL = ("liaison", "mayor", "council_secretary", "administrator", "committee")
CAPTURE = ("liaison", "council_secretary", "committee")
JUDGE = ("liaison", "mayor")


def make(cast) -> dict:
    home = cast.organisations["municipality"].home
    upload = SimpleUploadedFile("foto.jpg", phone_photo(), "image/jpeg")
    row = add_evidence(cast.act("liaison"), circle=home, upload=upload, kind="photo")
    arrival = begin_arrival(cast.act("liaison"), circle=home, filename="otra.jpg", size=9)
    return {"piece": row.public_id, "arrival": arrival.public_id}


def _one(key: str):
    return lambda made: [made[key]]


ROUTES = {
    # another municipality finds its own gallery, empty
    "web:evidence:gallery": Row(only(*MUNICIPAL, "stranger")),
    "web:evidence:new": Row(only(*CAPTURE, "stranger")),
    "web:evidence:new_link": Row(only(*CAPTURE, "stranger")),
    "web:evidence:begin": Row(only(*CAPTURE, "stranger", status=422), method="post"),
    "web:evidence:part": Row(only("liaison"), args=_one("arrival")),
    "web:evidence:piece": Row(only(*MUNICIPAL), args=_one("piece")),
    "web:evidence:picture": Row(only(*MUNICIPAL), args=_one("piece")),
    "web:evidence:thumb": Row(only(*MUNICIPAL), args=_one("piece")),
    "web:evidence:describe": Row(only(*CAPTURE), args=_one("piece")),
    "web:evidence:accept": Row(only(*JUDGE), args=_one("piece")),
    "web:evidence:return": Row(only(*JUDGE), args=_one("piece")),
}
