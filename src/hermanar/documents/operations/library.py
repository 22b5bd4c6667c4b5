"""The shared documents of the programme (R4-17)."""

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Audience, Happened
from ..models import LibraryItem
from ..policies import can_issue_library


def _must_issue(act: Act, issuer: Organisation) -> None:
    if not can_issue_library(act.actor, issuer):
        raise Refused("not_library_issuer", _("La biblioteca la llenan la SRE y los enlaces estatales."))


def _clean(title: str, audience: str, published_on: dt.date | None, on: dt.date) -> str:
    errors: dict[str, list] = {}
    title = normalise(title)
    if not title:
        errors["title"] = [_("Escriba el título del documento.")]
    if audience not in Audience.values:
        errors["audience"] = [_("Diga para quién es.")]
    if published_on and published_on > on:
        errors["published_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if errors:
        raise Invalid(errors)
    return title


@transaction.atomic
def add_library_item(
    act: Act, *, issuer: Organisation, upload: UploadedFile, title: str, audience: Audience | str, title_en: str = "",
    about: str = "", about_en: str = "", published_on: dt.date | None = None,
) -> LibraryItem:  # fmt: skip
    """Put a document in the library; its file stays in the issuer's own circle. Raises Refused, Invalid."""
    _must_issue(act, issuer)
    title = _clean(title, audience, published_on, act.on)
    attachment = store_upload(act, circle=issuer.home, upload=upload, expect=Expect.PDF, caption=title)
    item = LibraryItem.objects.create(
        issuer=issuer, title=title, title_en=normalise(title_en), about=normalise(about)[:400],
        about_en=normalise(about_en)[:400], audience=audience, attachment=attachment, published_on=published_on,
        added_on=act.on,
    )  # fmt: skip
    record(act, Happened.LIBRARY_ITEM_ADDED, chain=issuer.home.public_id, about=item.public_id, title=item.title)
    return item


@transaction.atomic
def change_library_item(
    act: Act, *, item: LibraryItem, title: str, audience: Audience | str, title_en: str = "", about: str = "",
    about_en: str = "", published_on: dt.date | None = None,
) -> LibraryItem:  # fmt: skip
    """Correct what the library says of a document; its file is not changed: another file is another document.

    Raises Refused, Invalid.
    """
    _must_issue(act, item.issuer)
    if item.withdrawn_on:
        raise Refused("library_item_withdrawn", _("Ese documento ya se retiró de la biblioteca."))
    item.title = _clean(title, audience, published_on, act.on)
    item.title_en, item.audience, item.published_on = normalise(title_en), audience, published_on
    item.about, item.about_en = normalise(about)[:400], normalise(about_en)[:400]
    item.save(update_fields=["title", "title_en", "audience", "published_on", "about", "about_en"])
    record(act, Happened.LIBRARY_ITEM_CHANGED, chain=item.issuer.home.public_id, about=item.public_id, title=item.title)
    return item


@transaction.atomic
def withdraw_library_item(act: Act, *, item: LibraryItem, reason: str) -> LibraryItem:
    """Take a document out of the library; where it went, it stays. Raises Refused, Invalid."""
    _must_issue(act, item.issuer)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba por qué se retira.")]})
    if not LibraryItem.objects.filter(pk=item.pk, withdrawn_on=None).update(withdrawn_on=act.on, reason=reason):
        raise Refused("library_item_withdrawn", _("Ese documento ya se retiró de la biblioteca."))
    item.refresh_from_db()
    record(
        act, Happened.LIBRARY_ITEM_WITHDRAWN, chain=item.issuer.home.public_id, about=item.public_id,
        title=item.title, reason=reason,
    )  # fmt: skip
    return item
