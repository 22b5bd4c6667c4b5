"""A picture that names somebody withheld gets a copy in which they are covered, for the public to see in its place."""

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.files.enums import Expect
from hermanar.files.operations import keep_blob, store_upload
from hermanar.files.queries import read_blob
from hermanar.files.rules.images import copies_without_traces
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused

from ..enums import Happened
from ..models import MaskedPicture
from ..policies import can_publish
from ..queries.masked import EDGES, withheld_pictures


@transaction.atomic
def mask_picture(act: Act, *, organisation: Organisation, original: str, upload: UploadedFile) -> MaskedPicture:
    """Put a masked copy in the place of a picture that the house published (`original`: its hash) and that names somebody
    withheld; another one replaces it. Nothing published changes: what was sealed stays, and with it its hash.

    Raises Refused (`not_publisher`, `picture_not_withheld`, a file that is no picture: `files.enums.Fault`), Invalid.
    """
    home = organisation.home
    if home is None or not can_publish(act.actor, home):
        raise Refused("not_publisher", _("La copia la pone el enlace o la Presidencia del propio municipio."))
    found = next((p for p in withheld_pictures(organisation.slug) if p.original == original), None)
    if found is None:
        raise Refused("picture_not_withheld", _("Esa imagen no nombra a quien pidió reservar su nombre: elija otra."))
    attachment = store_upload(act, circle=home, upload=upload, expect=Expect.PHOTO)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture"
        path.write_bytes(read_blob(attachment.blob))
        try:
            made = copies_without_traces(path, tuple(EDGES.values()))
        except ValueError:
            raise Refused(
                "image_damaged", _("La imagen está dañada o incompleta. Vuelva a enviarla."), field="file"
            ) from None
    blobs = [keep_blob(act, data=copy.data, media_type="image/jpeg") for copy in made]
    files = {size: blob.sha256 for size, blob in zip(EDGES, blobs, strict=True)}
    if found.original in {attachment.blob.sha256, *files.values()}:
        raise Invalid({"file": [_("Es la misma imagen: cubra primero lo que nombra a esa persona.")]})
    row = MaskedPicture.objects.create(
        address=organisation.slug, original=original, names=sorted(found.names), attachment=attachment, files=files,
        put_at=act.at, put_by=act.actor.user,
    )  # fmt: skip
    record(
        act, Happened.PICTURE_MASKED, chain=home.public_id, about=organisation.public_id, original=original,
        sha256=files["large"],
    )  # fmt: skip
    return row
