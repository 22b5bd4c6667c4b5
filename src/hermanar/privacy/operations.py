"""Requests about personal data from their arrival to the answer in the mail."""

import datetime as dt
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import get_language, gettext as _, override

from hermanar.accounts.models import User
from hermanar.directory.enums import Happened as InDirectory, RequestKind, Role
from hermanar.directory.models import Appointment, DataRequest, Person, RequestChange, WithheldName
from hermanar.directory.operations import answer_data_request, receive_data_request, withhold_in_copies, withhold_name
from hermanar.directory.policies import can_answer_data_requests
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, Channel
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.links.operations import count_try
from hermanar.notices.operations import mail_letter, notify

from .enums import Happened
from .queries import Found, acts_of, concerned_by, due_of, find, kept, search, tables

Address = Callable[[str], str]
EXPORT_LASTS = dt.timedelta(days=90)
FROM_ADDRESS = dt.timedelta(hours=1)  # in which requests from one address are counted
FROM_MAIL = dt.timedelta(days=1)


def _needs_operator(act: Act) -> None:
    if not can_answer_data_requests(act.actor):
        raise Refused("not_allowed", _("Ese acto corresponde a quien opera el sistema."))


def _mail(act: Act, request: DataRequest, subject: str, lines: Iterable[str]) -> None:
    mail_letter(act, to=request.from_email, subject=subject, text="\n\n".join(line for line in lines if line))


@transaction.atomic
def is_within_address(act: Act, *, who: str) -> bool:
    """Count one form sent from an address of the net; False past `DATA_REQUESTS_PER_ADDRESS` in an hour (0: no bound)."""
    most = settings.DATA_REQUESTS_PER_ADDRESS
    return not most or count_try(act, what="data_request", who=who, most=most, each=FROM_ADDRESS, now=act.at)


@transaction.atomic
def is_within_mail(act: Act, *, email: str) -> bool:
    """Count one request in the name of a mailbox; False past `DATA_REQUESTS_PER_MAIL` in a day (0: no bound). Past it the page
    says what it always says, for who fills it in need not be who reads the mailbox: that mailbox is told, once."""
    most, who = settings.DATA_REQUESTS_PER_MAIL, email.strip().casefold()
    if not most or count_try(act, what="data_request_mail", who=who, most=most, each=FROM_MAIL, now=act.at):
        return True
    if count_try(act, what="data_request_note", who=who, most=1, each=FROM_MAIL, now=act.at):
        lines = [
            _(
                "Hoy llegaron más de %(most)s solicitudes sobre datos personales con este correo, y la última no se tomó."
            )
            % {"most": most},
            _(
                "Las anteriores siguen en trámite. Si falta algo, dígalo mañana en una nueva, o responda a quien opera el sistema."
            ),
            _("Si usted no las hizo, no haga nada: sin su correo nadie recibe la respuesta."),
        ]
        subject = _("Hermanar: una solicitud más no se tomó")
        mail_letter(act, to=email.strip(), subject=subject, text="\n\n".join(lines))
    return False


def _search_later(request: DataRequest) -> None:
    transaction.on_commit(lambda: import_string(settings.JOBS["search_request"]).enqueue(request.public_id))


@transaction.atomic
def keep_search(act: Act, *, request: DataRequest, also: Iterable[str] = ()) -> DataRequest:
    """Search every room and keep which rows may be of the person, with its time. By the operator, or the job that a request
    leaves behind. Raises Refused (`not_allowed`)."""
    if act.channel != Channel.JOB:
        _needs_operator(act)
    request.search, request.searched_at = search(request, also), act.at
    request.save(update_fields=["search", "searched_at"])
    record(act, Happened.SEARCHED, about=request.public_id, number=len(request.search["rows"]))
    return request


@transaction.atomic
def receive_request(
    act: Act, *, kind: str, from_name: str, from_email: str, what: str, address: Address
) -> DataRequest:
    """Take a request from anybody: its number and its own link go to the address it gives, and the operator and the
    organisations that hold something with that name or address are told. `address`: path of the link of a token.

    Raises Invalid.
    """
    request = receive_data_request(act, kind=kind, from_name=from_name, from_email=from_email, what=what)
    token = secrets.token_urlsafe(32)
    request.language = "en" if (get_language() or "es").startswith("en") else "es"
    request.token_sha256 = sha256_of(token.encode())
    request.due_on, request.due_source = due_of(kind, act.at.date())
    request.save(update_fields=["language", "token_sha256", "due_on", "due_source"])
    houses = concerned_by(find(request.from_name, request.from_email, short=True))
    request.concerned.set(houses)
    with override(request.language):
        _mail(
            act, request, _("Hermanar: recibimos su solicitud %(number)s") % {"number": request.public_id},
            [
                _("Recibimos su solicitud sobre datos personales: %(kind)s. Su número es %(number)s.")
                % {"kind": RequestKind(kind).label, "number": request.public_id},
                _("Se le contestará a este correo a más tardar el %(on)s.")
                % {"on": date_in_words(request.due_on, request.language)} if request.due_on else "",
                _("En esta dirección, que es solo suya, puede ver cómo va y lo que se le conteste:"),
                settings.PUBLIC_BASE_URL + address(token),
                _("Si usted no la hizo, no haga nada: sin su correo nadie recibe la respuesta."),
            ],
        )  # fmt: skip
    _tell(act, request)
    _search_later(request)
    return request


def _tell(act: Act, request: DataRequest) -> None:
    posts = Appointment.objects.in_force(act.at.date()).filter(
        office__organisation__in=request.concerned.all(), office__role=Role.ADMINISTRATOR
    )
    users = User.objects.filter(is_active=True)
    told = [*users.filter(is_operator=True), *users.filter(person__appointments__in=posts)]
    notify(
        act, to=list(dict.fromkeys(told)), key="data_request_received",
        data={"number": request.public_id, "due": request.due_on.isoformat() if request.due_on else ""},
        door="directory.data_request", at={"request": request.public_id},
    )  # fmt: skip


def _chosen(request: DataRequest, keys: Iterable[str], also: Iterable[str]) -> tuple[list[Found], list[Found]]:
    """(rows said to be of the person, the others), as the last search gives them. Raises Invalid for none."""
    wanted = set(keys)
    found = kept(request) if request.searched_at else find(request.from_name, request.from_email, also=also)
    mine = [f for f in found if f.key in wanted]
    if not mine:
        raise Invalid({"rows": [_("Marque al menos un renglón que sea de esta persona.")]})
    return mine, [f for f in found if f.key not in wanted]


@transaction.atomic
def withhold_rows(
    act: Act, *, request: DataRequest, keys: Iterable[str], also: Iterable[str] = (), everywhere: bool = False
) -> list[str]:
    """Withhold the person's name where the marked rows show it. `everywhere`: in every published copy, also those to
    come, except where a row that was not marked says that it is somebody else's. Returns the names that were covered.

    Raises Refused (`not_allowed`, `already_withheld`), Invalid.
    """
    _needs_operator(act)
    mine, others = _chosen(request, keys, also)
    names = {(name, f.place) for f in mine for name in f.spellings if f.place}
    if everywhere:
        names |= {(name, "") for f in mine for name in f.spellings}
    covers_all = everywhere or any(f.key.startswith("directory.Person:") for f in mine)
    places = {f.place for f in mine}
    if covers_all:
        for name, place in sorted(
            {(n, f.place) for f in others for n in f.spellings if f.place and f.place not in places}
        ):
            _cover(act, request, name, place, is_other=True)
    done = [_cover(act, request, name, place) for name, place in sorted(names)]
    for f in mine:
        table, _colon, pk = f.key.partition(":")
        if table == "directory.Person":
            person = Person.objects.get(pk=pk)
            if person.withheld_at is None:
                withhold_name(act, person=person)
                done.append(True)
    if not any(done):
        raise Refused("already_withheld", _("Ese nombre ya estaba reservado."))
    _keep(request, mine)
    return sorted({name for name, _place in names} | {n for f in mine for n in f.spellings})


def _cover(act: Act, request: DataRequest, name: str, place: str, *, is_other: bool = False) -> bool:
    last = WithheldName.objects.filter(name=name, place=place).last()
    if last is not None and last.is_other == is_other:
        return False
    withhold_in_copies(act, name=name, place=place, is_other=is_other, request=request)
    return True


def _keep(request: DataRequest, mine: Iterable[Found]) -> None:
    request.rows = sorted({*request.rows, *(f.key for f in mine)})
    request.save(update_fields=["rows"])


@transaction.atomic
def correct_row(
    act: Act, *, request: DataRequest, key: str, column: str, value: str, reason: str, also: Iterable[str] = ()
) -> RequestChange:
    """Correct one column of a row that the search found; what it said, who changed it and why stay with the request.

    Raises Refused (`not_allowed`, `not_corrected_here`), Invalid.
    """
    _needs_operator(act)
    errors = {}
    if not (reason := normalise(reason, lines=True)):
        errors["reason"] = [_("Escriba por qué se corrige.")]
    if not (value := normalise(value)):
        errors["value"] = [_("Escriba cómo debe decir.")]
    if errors:
        raise Invalid(errors)
    mine, _others = _chosen(request, [key], also)
    if column not in mine[0].fix:
        raise Refused(
            "not_corrected_here", _("Ese dato es parte de un papel o de un acto: se corrige en su expediente.")
        )
    table, _colon, pk = key.partition(":")
    model: Any = apps.get_model(table)
    row = model.objects.get(pk=pk)
    old = str(getattr(row, column))
    field = model._meta.get_field(column)
    if len(value) > (field.max_length or 5000):
        raise Invalid({"value": [_("Es más largo de lo que cabe. Acórtelo.")]})
    model.objects.filter(pk=pk).update(**{column: value})
    change = RequestChange.objects.create(
        request=request, row=key, column=column, old=old, new=value, reason=reason, at=act.at, by=act.actor.user or ""
    )
    _keep(request, mine)
    record(act, InDirectory.DATA_CORRECTED, about=request.public_id, fields=[column], row=key, why=len(reason))
    return change


@transaction.atomic
def answer_request(
    act: Act, *, request: DataRequest, granted: bool, answer: str, keys: Iterable[str] = (), also: Iterable[str] = (),
    address: str = "",
) -> DataRequest:  # fmt: skip
    """Answer once, and mail it. A request of access that is granted takes with it a copy of what the marked rows hold,
    for `EXPORT_LASTS`, under the link of whoever asked.

    Raises Refused (`not_allowed`, `already_answered`), Invalid.
    """
    _needs_operator(act)
    wanted = list(keys)
    if granted and request.kind == RequestKind.ACCESS and wanted:
        mine, _others = _chosen(request, wanted, also)
        _keep(request, mine)
        request.export = _export(mine)
        request.export_until = (act.at + EXPORT_LASTS).date()
        request.save(update_fields=["export", "export_until"])
    answered = answer_data_request(act, request=request, granted=granted, answer=answer)
    with override(request.language):
        said = _("Su solicitud procede.") if granted else _("Su solicitud no procede.")
        _mail(
            act, request, _("Hermanar: respuesta a su solicitud %(number)s") % {"number": request.public_id},
            [
                said, answered.answer,
                _("En la dirección que recibió con su número puede descargar sus datos hasta el %(on)s.")
                % {"on": date_in_words(request.export_until, request.language)} if request.export_until else "",
            ],
        )  # fmt: skip
    return answered


def _export(mine: list[Found]) -> dict[str, Any]:
    known = {t.table: t for t in tables()}
    rows = []
    for f in mine:
        table = known[f.key.partition(":")[0]]
        rows.append({"what": dict(table.label), "where": f.where, "holds": dict(f.values)})
    return {"rows": rows, "acts_in_the_log": acts_of(mine)}


@transaction.atomic
def purge_exports(act: Act) -> int:
    """Delete copies that were handed over and whose time is past. Returns how many. Raises Refused (`not_allowed`)."""
    _needs_operator(act)
    past = DataRequest.objects.filter(export_until__lt=act.at.date()).exclude(export=None)
    number = past.update(export=None)
    if number:
        record(act, Happened.EXPORTS_PURGED, number=number)
    return number
