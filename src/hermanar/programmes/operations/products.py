"""The register of what came out of an agreement, whose it is and how it is protected (art. XI, R4-56)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.partnerships.models import Partnership

from ..enums import Happened, Owner, ProductKind
from ..models import Activity, Product
from .shared import _must_edit, _record, _Wrong


@transaction.atomic
def put_product(
    act: Act, *, partnership: Partnership, title: str, kind: str, made_on: dt.date, owner: str, use: str,
    has_value: bool = False, activity: Activity | None = None,
) -> Product:  # fmt: skip
    """Put a product in the register: what it is, whose, who may use it and how. Raises Refused, Invalid."""
    _must_edit(act, partnership.circle)
    wrong = _Wrong()
    title = wrong.said("title", title, _("Escriba qué producto es."))
    use = wrong.said("use", use, _("Escriba quién puede usarlo y cómo."))
    if kind not in ProductKind.values:
        wrong.add("kind", _("Elija qué clase de producto es."))
    if owner not in Owner.values:
        wrong.add("owner", _("Diga de quién es."))
    if activity is not None and activity.programme.partnership_id != partnership.pk:
        wrong.add("activity", _("Elija una actividad de este acuerdo."))
    wrong.past(act, "made_on", made_on)
    wrong.stop()
    row = Product.objects.create(
        partnership=partnership, activity=activity, title=title[:200], kind=kind, made_on=made_on, owner=owner, use=use,
        has_value=has_value,
    )  # fmt: skip
    _record(act, Happened.PRODUCT_PUT, row, partnership.circle, product=row.title)
    return row


@transaction.atomic
def protect_product(act: Act, *, product: Product, registration: str, registered_on: dt.date) -> Product:
    """Authority and number of its registration, where it was protected. Raises Refused, Invalid."""
    circle = product.partnership.circle
    _must_edit(act, circle)
    wrong = _Wrong()
    registration = wrong.said("registration", registration, _("Escriba la autoridad y el número de su registro."))
    wrong.past(act, "registered_on", registered_on)
    if registered_on < product.made_on:
        wrong.add("registered_on", _("No puede registrarse antes de existir."))
    wrong.stop()
    if not Product.objects.filter(pk=product.pk, registration="").update(
        registration=registration[:200], registered_on=registered_on
    ):
        raise Refused("product_protected", _("Ese producto ya tiene su registro asentado."))
    product.refresh_from_db()
    _record(
        act, Happened.PRODUCT_PROTECTED, product, circle, product=product.title, registration=product.registration
    )  # fmt: skip
    return product
