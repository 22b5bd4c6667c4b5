"""The edge for people without an account: who they are by their link, how often, and how a *no* reaches them.

A page of a link is `@at_link("app.word")`; it is given `request.guest` and does its one operation with `operate`. A public
form is `@public_form`. Neither opens a session: there is none to misuse, a request sent from another site is refused
by its origin, and the address of a link's page is a secret in itself. The token never leaves in a referrer, is not kept
by any cache and is not indexed (`docs/reference/links.md`).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from hermanar.directory.queries import exercise_now
from hermanar.journal.queries import is_repeated
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.kernel.asker import asker_of
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.errors import Blocked, HouseError, Invalid, NotVisible, Refused
from hermanar.links.operations import confirm_code, count_try, record_use, send_code
from hermanar.links.queries import actor_of, is_of_issuer, open_link, writes_to_holder
from hermanar.links.rules import hidden_email
from hermanar.ui.kept import bring_back, hold_chosen
from hermanar.ui.places import placed

from .forms import CodeForm
from .mailbox import is_known, remember

ONCE = "_once"
SEND_CODE = "_code"
# [K] how often: what, of whom, how many, in how long
GUESSES = ("guess", 30, dt.timedelta(minutes=10))  # addresses of links that lead nowhere, per network address
DEEDS = ("deed", 40, dt.timedelta(hours=1))  # forms sent through one link
# a link that many people use one after the other, at the door of a session
SHARED = {"meetings.check_in": ("deed", 600, dt.timedelta(hours=1))}
CODES = ("code", 5, dt.timedelta(hours=1))  # codes sent for one link
PROPOSALS = ("propose", 6, dt.timedelta(hours=1))  # proposals, per network address

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Guest:
    """Who came: their link, the actor it makes of them, and the token of the address they came by."""

    link: Any
    actor: Actor
    token: str

    @property
    def subject(self) -> str:
        """Public id of the one record the link opens."""
        return self.link.subject


class GuestRequest(HttpRequest):
    """What a view behind `at_link` is given; only for the reader and the type checker."""

    guest: Guest


# -- who and when ---------------------------------------------------------------------------------------------


def asker(request: HttpRequest) -> str:
    """Network address of who asks, as the outermost proxy of ours saw it."""
    return asker_of(request.META, settings.TRUSTED_PROXIES)


def moment(circle: Any = None) -> dt.datetime:
    """Now; in an exercise, a minute after what last happened there."""
    clock = exercise_now(circle) if circle is not None else None
    if clock is None:
        return timezone.localtime()
    return (clock + dt.timedelta(minutes=1)).astimezone(ZoneInfo(settings.TIME_ZONE))


def act(request: HttpRequest, *, link: Any = None, circle: Any = None) -> Act:
    """The act of this request: of the link's holder, or of a stranger; its id is the same when the same form comes twice."""
    at = moment(link.circle if link is not None else circle)
    who = actor_of(link, at.date()) if link is not None else Actor.stranger()
    return Act(actor=who, at=at, channel=Channel.LINK, request_id=_request_id(request))


def _holding_act(guest: Guest) -> Act:
    """Of keeping files of a form: on the wall's clock, and not the act that the form is for."""
    return Act(guest.actor, timezone.now(), Channel.LINK)


def _request_id(request: HttpRequest) -> str:
    """Of the form's own token and all that was sent with it: changed words are another request."""
    if not request.POST.get(ONCE, ""):
        return Act(Actor.stranger(), timezone.now()).request_id
    sent = {k: request.POST.getlist(k) for k in request.POST if k != "csrfmiddlewaretoken"}
    names = [[f.name, f.size] for key in request.FILES for f in request.FILES.getlist(key)]
    return sha256_of([request.path, sent, names])[:16]


# -- doors ----------------------------------------------------------------------------------------------------


def is_within(request: HttpRequest, limit: tuple[str, int, dt.timedelta], who: str) -> bool:
    """Count one try, and say whether it is still within the limit."""
    what, most, each = limit
    now = timezone.now()
    return count_try(Act(Actor.stranger(), now, Channel.LINK), what=what, who=who, most=most, each=each, now=now)


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that the form was sent from another site."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}


def _sealed(response: HttpResponse) -> HttpResponse:
    """What keeps the address of a link to itself."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    return response


def at_link(*purposes: str) -> Callable[[View], View]:
    """Only for who holds an open link to one of those purposes: `request.guest`; the view is not given the token.

    What is not there, is for something else or is guessed answers 404; one that ended says so (410); somebody of the
    side that gave it is told to use their own seat (403); whoever tries too often waits (429).
    """

    def guard(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
            return _sealed(_at_link(view, purposes, request, token, *args, **kwargs))

        return guarded

    return guard


def _at_link(view: View, purposes: Iterable[str], request: HttpRequest, token: str, *args, **kwargs) -> HttpResponse:
    now = timezone.now()
    try:
        link = open_link(token, now=now)
        if link.purpose not in purposes:
            raise NotVisible("link")
    except NotVisible as missing:
        if not is_within(request, GUESSES, asker(request)):
            return too_many(request)
        raise Http404 from missing
    except Refused as ended:
        return page(request, "guest/closed.html", {"title": ended.reason}, status=410)
    if request.user.is_authenticated and is_of_issuer(request.user, link):
        context = {
            "title": _("Este enlace no es para usted"),
            "lead": _("Lo dio su propia organización: solo puede usarlo la persona a quien se envió."),
        }
        return page(request, "guest/closed.html", context, status=403)
    if request.method == "POST" and is_foreign(request):
        raise Http404
    if not is_known(request, link):
        return _ask_mailbox(request, link, now)
    if request.method == "POST" and not is_within(request, SHARED.get(link.purpose, DEEDS), link.public_id):
        return too_many(request)
    try:
        if request.method in {"GET", "HEAD"}:
            record_use(act(request, link=link), link=link, now=now)
        request.guest = Guest(link, actor_of(link, moment(link.circle).date()), token)  # type: ignore[attr-defined]
        if request.method == "POST":
            bring_back(request, _holding_act(request.guest), request.POST)  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)
    except NotVisible as missing:
        raise Http404 from missing
    except Refused as ended:  # between opening and using
        return page(request, "guest/closed.html", {"title": ended.reason}, status=410)


def _ask_mailbox(request: HttpRequest, link: Any, now: dt.datetime) -> HttpResponse:
    """What a link says in a browser that has not shown that it reads the holder's mailbox: nothing of the record."""
    form, sent = CodeForm(), "code" in request.POST
    if request.method == "POST" and SEND_CODE in request.POST:
        if not is_within(request, CODES, link.public_id):
            return too_many(request)
        send_code(act(request, link=link), link=link, now=now)
        sent = True
    elif sent:
        form = CodeForm(request.POST)
        if form.is_valid() and confirm_code(
            act(request, link=link), link=link, code=form.cleaned_data["code"], now=now
        ):
            response = HttpResponseRedirect(request.get_full_path())
            remember(request, response, link)
            return response
        form.add_error("code", _("Ese código no es, o ya no sirve. Pida otro si hace falta."))
    context = {"email": hidden_email(link.email), "form": form, "sent": sent, "send": SEND_CODE}
    context["page_languages"] = [link.language[:2]]
    return page(request, "guest/mailbox.html", context)


def public_form(view: View) -> View:
    """A form for anybody: no cookie, refused from another site, never kept by a cache."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_foreign(request):
            raise Http404
        try:
            return view(request, *args, **kwargs)
        except NotVisible as missing:
            raise Http404 from missing

    return guarded


def too_many(request: HttpRequest) -> HttpResponse:
    """Wait: too many tries in a short time."""
    context = {
        "title": _("Demasiados intentos"),
        "lead": _("Espere unos minutos y vuelva a intentarlo. Lo que ya se recibió no se pierde."),
    }
    response = page(request, "guest/closed.html", context, status=429)
    response["Retry-After"] = "600"
    return response


# -- doing ----------------------------------------------------------------------------------------------------


@dataclass
class Done:
    """What came of an operation. `response` is where to go on; None: show the page again, with what is wrong."""

    response: HttpResponse | None = None
    value: Any = None
    repeated: bool = False
    errors: list[str] = field(default_factory=list)


def operate(
    request: HttpRequest,
    call: Callable[[Act], Any],
    *,
    circle: Any = None,
    form: forms.BaseForm | None = None,
    then: Callable[[Any], str] | str = "",
    again: Callable[[Act], str] | None = None,
    fields: Mapping[str, str] | None = None,
) -> Done:
    """Do one operation, once, in one transaction with the use of the link. A link that ended meanwhile does nothing.

    `then` is where to go on (the result is None when the same form came before; then `again`, if given, says where).
    """
    guest: Guest | None = getattr(request, "guest", None)
    the_act = act(request, link=guest.link if guest else None, circle=circle)
    value = None
    try:
        with transaction.atomic():
            if guest is not None:
                record_use(the_act_of_use(the_act), link=guest.link, now=timezone.now())
            repeated = ONCE in request.POST and is_repeated(the_act)
            if not repeated:
                value = call(the_act)
            elif again is not None:
                then = again(the_act_of_use(the_act))
    except HouseError as no:
        return Done(errors=_refused(no, form, fields or {}))
    if repeated and again is None and not isinstance(then, str):
        then = ""  # there is no result to go to: the page itself says what was received
    url = then if isinstance(then, str) else then(value)
    return Done(HttpResponseRedirect(url or request.get_full_path()), value, repeated)


def the_act_of_use(the_act: Act) -> Act:
    """The same person and moment under another id: counting a use is not the thing that is done once."""
    return Act(the_act.actor, the_act.at, the_act.channel)


def _refused(no: HouseError, form: forms.BaseForm | None, fields: Mapping[str, str]) -> list[str]:
    if isinstance(no, Refused):
        errors: Mapping[str, Iterable] = {no.field or "": [no.reason]}
    elif isinstance(no, Invalid):
        errors = no.errors
    elif isinstance(no, Blocked):
        errors = {"": [b.about for b in no.blockers]}
    else:
        raise Http404 from no
    told = list(placed(form, errors, fields))
    for name, sentence in told if form is not None else ():
        form.add_error(name, sentence)
    return [sentence for _name, sentence in told]


# -- showing --------------------------------------------------------------------------------------------------


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The template in the guests' frame."""
    frame: dict[str, Any] = {
        "nav": _nav(request),
        "home_url": _address("portal:home") or "/",
        "search_url": "",
        "login_url": "",
    }
    frame |= {"desk_url": "", "palette_url": "", "oob": False, "privacy_url": _address("portal:privacy")}
    guest: Guest | None = getattr(request, "guest", None)
    frame["guest"] = guest
    if guest is not None and request.method == "POST":
        hold_chosen(request, _holding_act(guest), context or {})
    if guest is not None:
        frame |= {"page_languages": [guest.link.language[:2]], "asks_mailbox": writes_to_holder(guest.link)}
    return render(request, template, frame | (context or {}), status=status)


def address_of_link(request: GuestRequest, name: str = "guest:link", *args: str) -> str:
    """Address of a page of the link by which the request came."""
    return reverse(name, args=[request.guest.token, *args])


def _nav(request: HttpRequest) -> list[dict[str, Any]]:
    """A page of a link leads nowhere else: what the public has is beside it, not in it."""
    if getattr(request, "guest", None) is not None:
        return []
    rooms = [("portal:home", _("Registro")), ("guest:calls:list", _("Convocatorias"))]
    rows = [{"label": label, "url": _address(name)} for name, label in rooms]
    return [{**row, "current": row["url"] != "/" and request.path.startswith(row["url"])} for row in rows if row["url"]]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
