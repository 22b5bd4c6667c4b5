"""Models that others wrote: brought in, looked at, confirmed (R4-31)."""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language, gettext_lazy as _

from hermanar.checks.sources import MAX_BYTES, in_one_language, read_source
from hermanar.checks.sources.unreadable import Unreadable
from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened
from ..models import ModelText
from ..policies import can_keep_model, models_of
from ..rules.model_texts import ModelRead, NotAModel, read_model


def _must_keep(act: Act, issuer: Organisation) -> None:
    if not can_keep_model(act.actor, issuer):
        raise Refused(
            "not_library_issuer",
            _(
                "Los modelos los publican la SRE y los enlaces estatales; para su propio uso, el enlace de un municipio."
            ),
        )


def _received(act: Act, issuer: Organisation, source: str, received_on: dt.date | None) -> dict[str, list]:
    """What a municipality must say of a model that nobody published here: from whom it has it, and since when."""
    errors: dict[str, list] = {}
    if received_on and received_on > act.on:
        errors["received_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if issuer.kind != OrganisationKind.MUNICIPALITY:
        return errors
    if not normalise(source):
        errors["source"] = [_("Escriba de quién se recibió: el oficio, el correo o la dirección.")]
    if received_on is None:
        errors["received_on"] = [_("Escriba qué día se recibió.")]
    return errors


def _read(data: bytes, filename: str, language: str) -> tuple[ModelRead, list[dict[str, str]]]:
    """The model, and what of the file could not be read."""
    if len(data) > MAX_BYTES:
        raise Refused(
            "model_unreadable",
            _("El archivo pesa demasiado para ser un modelo. Guárdelo sin imágenes ni objetos incrustados."),
            field="upload",
        )
    try:
        source = read_source(filename, data, labels=True)
        return read_model(in_one_language(source, language), language), [
            {"es": part.es, "en": part.en} for part in source.left_out
        ]
    except Unreadable as no:
        sentence = _("Ese archivo no se puede leer: %(why)s.") % {"why": no.said(get_language())}
        raise Refused(f"model_{no.code}", sentence, field="upload") from no
    except NotAModel as no:
        sentence = _("Ese archivo no es un modelo de acuerdo: %(why)s.") % {"why": no.said(get_language())}
        raise Refused(f"model_{no.code}", sentence, field="upload") from no


@transaction.atomic
def import_model_text(
    act: Act, *, issuer: Organisation, data: bytes, filename: str, title: str = "", language: str = "", source: str = "",
    valid_from: dt.date | None = None, valid_to: dt.date | None = None, received_on: dt.date | None = None,
) -> ModelText:  # fmt: skip
    """Read a file (DOCX, PDF with text, TXT, MD) as a model and keep it as the next version of its house and language.

    A municipality keeps one for its own use, as it got it (`source`, `received_on`). What could not be read of the file (a
    scanned page) is kept as said beside it. The same words again are the same version: it is given back and nothing
    happens; so is the published one, where a municipality brings its words. Raises Refused by the name of what is wrong
    with the file, Invalid.
    """
    _must_keep(act, issuer)
    if errors := _received(act, issuer, source, received_on):
        raise Invalid(errors)
    if valid_from and valid_to and valid_to < valid_from:
        raise Invalid({"valid_to": [_("El último día no puede ser anterior al primero. Corrija uno de los dos.")]})
    read, left_out = _read(data, filename, language)
    same = models_of(act.actor).filter(sha256=read.sha256)
    known = same.filter(issuer=issuer).first() or (
        same.exclude(issuer__kind=OrganisationKind.MUNICIPALITY).first()
        if issuer.kind == OrganisationKind.MUNICIPALITY
        else None
    )
    if known is not None:
        return known
    last = ModelText.objects.filter(issuer=issuer, language=read.language).aggregate(last=Max("number"))["last"] or 0
    model = ModelText.objects.create(
        issuer=issuer, title=(normalise(title) or read.title or filename)[:300], language=read.language, number=last + 1,
        content=read.content.as_json(), sha256=read.sha256, source=normalise(source)[:300], filename=normalise(filename)[:200],
        blanks=[{"group": group, "name": b.name, "position": b.position, "hint": b.hint} for group, b in read.blanks],
        left_out=left_out, received_on=received_on, valid_from=valid_from, valid_to=valid_to, added_on=act.on, added_by=act.actor.user,
    )  # fmt: skip
    record(
        act, Happened.MODEL_IMPORTED, chain=issuer.home.public_id, about=model.public_id, title=model.title,
        number=model.number, articles=len(read.articles),
    )  # fmt: skip
    return model


@transaction.atomic
def confirm_model_text(
    act: Act, *, model: ModelText, valid_from: dt.date | None = None, valid_to: dt.date | None = None, source: str = "",
) -> ModelText:  # fmt: skip
    """A person looked at its articles and blanks: the model is in use, between its dates. Raises Refused, Invalid."""
    _must_keep(act, model.issuer)
    if valid_from and valid_to and valid_to < valid_from:
        raise Invalid({"valid_to": [_("El último día no puede ser anterior al primero. Corrija uno de los dos.")]})
    changed = ModelText.objects.filter(pk=model.pk, confirmed_on=None).update(
        confirmed_on=act.on, confirmed_by=act.actor.user, valid_from=valid_from or model.valid_from or act.on,
        valid_to=valid_to or model.valid_to, source=normalise(source)[:300] or model.source,
    )  # fmt: skip
    if not changed:
        raise Refused("model_already_confirmed", _("Ese modelo ya se confirmó."))
    model.refresh_from_db()
    record(
        act, Happened.MODEL_CONFIRMED, chain=model.issuer.home.public_id, about=model.public_id, title=model.title,
        number=model.number,
    )  # fmt: skip
    return model
