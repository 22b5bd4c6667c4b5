"""The edge: who asks, in which post, on which clock; how an operation's *no* reaches the person.

A view is `@seat_required`, reads with `request.seat.actor`, and hands its one operation to `operate`:

    form = LeadForm(given(request))
    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            lambda act: open_lead(act, **form.cleaned_data),
            form=form,
            then=lambda lead: reverse("web:leads:lead", args=[lead.public_id]),
            said=_("El prospecto quedó abierto."),
        )
        if done.response:
            return done.response
    return page(request, "web/leads/form.html", {"form": form})

Forms carry `{% csrf_token %}{% once %}` (`{% load ui %}`; `<c-confirm>` brings both): the same form sent twice does its
thing once, and the second answer shows what the first one did.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hermanar.accounts.queries import LAST_COOKIE, has_second_factor, read_last_user, sign_last_user
from hermanar.directory.enums import CircleKind
from hermanar.directory.policies import may_need_second_factor, second_factor_required, why_second_factor
from hermanar.directory.queries import (
    OPERATOR,
    Zones,
    actor_for,
    actor_in,
    in_exercise,
    latest_exercise,
    list_posts_held,
    standing_posts,
    zones_of,
)
from hermanar.journal.queries import is_repeated, latest_at
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.errors import Blocked, HouseError, Invalid, NotVisible, Refused
from hermanar.kernel.once import reading
from hermanar.kernel.text import normalise
from hermanar.ui.kept import KEPT, bring_back, hold_chosen
from hermanar.ui.places import placed
from hermanar.ui.refill import OF_THE_PAGE, PAGE
from hermanar.ui.uploads import is_unfinished

from .doors import DoorShown, shown
from .expired import give_back, is_autosave, keep, kept_for, shown_on
from .nav import rooms_for

ONCE = "_once"
# where an exercise begins that has no circle yet: the date of the real lead it follows
EXERCISE_BEGINS = dt.datetime(2022, 1, 31, 12, 0, tzinfo=ZoneInfo("America/Mexico_City"))
_OF_THE_FORM = {*OF_THE_PAGE, KEPT}
_REMEMBERED = 12  # results of forms that a session remembers


@dataclass(frozen=True)
class Seat:
    """Who sits before the page: the user, the post chosen, its organisation, and every post they could choose."""

    user: Any
    actor: Actor
    appointment: Any = None
    posts: tuple = ()

    @property
    def organisation(self) -> Any:
        """None for the operator."""
        return self.appointment.office.organisation if self.appointment else None

    @property
    def role(self) -> str:
        return self.appointment.office.role if self.appointment else OPERATOR

    @cached_property
    def zones(self) -> Zones:
        """The time zones that the organisation's municipality kept and keeps; for the operator, the system's."""
        return zones_of(self.organisation) if self.organisation else Zones(settings.TIME_ZONE)

    @property
    def zone(self) -> ZoneInfo:
        """That of today. What is of another day is told with `zones`."""
        return self.zones.on(timezone.now().date())

    @property
    def is_exercise(self) -> bool:
        return bool(self.organisation and self.organisation.is_exercise)


class SeatedRequest(HttpRequest):
    """What a view behind `seat_required` is given; only for the reader and the type checker."""

    seat: Seat
    user: Any


# -- who and when ---------------------------------------------------------------------------------------------


def actor(request: HttpRequest) -> Actor:
    """The actor of this request; a stranger where nobody signed in or no post is chosen."""
    seat = find_seat(request)
    return seat.actor if seat else Actor.stranger()


def find_seat(request: HttpRequest) -> Seat | None:
    """The chosen post of the signed-in person, asked once per request; the only one they have needs no choosing."""
    if not request.user.is_authenticated:
        return None
    if not hasattr(request, "_seat"):
        request._seat = _seat_of(request)  # type: ignore[attr-defined]
    return request._seat  # type: ignore[attr-defined]


def _seat_of(request: HttpRequest) -> Seat | None:
    today = timezone.localdate()
    user: Any = request.user
    posts = tuple(standing_posts(_held(request), today))
    chosen = request.session.get("appointment", "")
    if not chosen and len(posts) + bool(user.is_operator) == 1:
        chosen = posts[0].public_id if posts else OPERATOR
    if not chosen:
        return None
    mine = next((p for p in posts if p.public_id == chosen), None)
    try:
        found = actor_in(user, mine, today) if mine and user.is_active else actor_for(user, chosen, today)
    except NotVisible:
        return None
    return Seat(user, found, mine, posts)


def _held(request: HttpRequest) -> list[Any]:
    """Every post of the signed-in person that was not ended, asked once per request."""
    if not hasattr(request, "_held"):
        request._held = list_posts_held(request.user)  # type: ignore[attr-defined, arg-type]
    return request._held  # type: ignore[attr-defined]


def _exercise_clock(seat: Seat | None, circle: Any) -> dt.datetime | None:
    """Where the exercise's own clock stands; None outside an exercise, where the wall's counts. A house of an exercise
    (its committee's sessions, its profile) goes by the latest of its relations."""
    if circle is not None and circle.kind != CircleKind.HOME:
        return circle.exercise_at
    if seat is None or not seat.is_exercise:
        return circle.exercise_at if circle is not None else None
    known = [seat.organisation.home.exercise_at, latest_exercise(seat.organisation)]
    return max((at for at in known if at), default=EXERCISE_BEGINS)


def moment(seat: Seat | None, circle: Any = None) -> dt.datetime:
    """Now, in the seat's time zone. An exercise has its own clock, a minute after what last happened in its circle."""
    zones = seat.zones if seat else Zones(settings.TIME_ZONE)
    clock = _exercise_clock(seat, circle)
    if clock is None:
        return zones.local(timezone.now())
    last = _last_in(circle) if circle is not None else None
    return zones.local(max(clock, last or clock) + dt.timedelta(minutes=1))


def _last_in(circle: Any) -> dt.datetime | None:
    """When what happened last in an exercise's circle happened. Posts and invitations of a house are given on the wall's
    clock (`act(wall=True)`): they do not carry the exercise along."""
    return latest_at(circle.public_id, apart_from="directory." if circle.kind == CircleKind.HOME else "")


def today(request: HttpRequest, circle: Any = None) -> dt.date:
    """The day it is: the calendar's, or that of the exercise (the circle's, or the latest that the post is in)."""
    seat = find_seat(request)
    if circle is not None:
        return moment(seat, circle).date()
    if not hasattr(request, "_today"):
        request._today = moment(seat).date()  # type: ignore[attr-defined]
    return request._today  # type: ignore[attr-defined]


def act(request: HttpRequest, circle: Any = None, *, wall: bool = False) -> Act:
    """The act of this request: who, when (see `moment`; `wall`: on today's clock even in an exercise), and an id that is
    the same when the same form comes twice."""
    seat = find_seat(request)
    now = timezone.now()
    at = (seat.zones.local(now) if seat else now.astimezone()) if wall else moment(seat, circle)
    who = seat.actor if seat else Actor.stranger()
    if seat and at.date() != who.on:
        who = replace(who, on=at.date())
    return Act(actor=who, at=at, channel=Channel.WEB, request_id=_request_id(request), reasons=_reasons(request))


_REASON = "conservar-"  # fields of the page of a paper's findings: why each is left as it is


def _reasons(request: HttpRequest) -> dict[str, str]:
    found = {k.removeprefix(_REASON): str(request.POST[k]) for k in request.POST if k.startswith(_REASON)}
    return {asked: normalise(reason, lines=True)[:2000] for asked, reason in found.items() if normalise(reason)}


def own_act(request: HttpRequest) -> Act:
    """An act of the account itself (language, password, kept forms): no post, the clock of the wall."""
    user = request.user.public_id if request.user.is_authenticated else ""
    return Act(Actor(user=user), timezone.now(), Channel.WEB, _request_id(request))


def _holding_act(seat: Seat) -> Act:
    """Of keeping files of a form: on the wall's clock, and not the act that the form is for."""
    return Act(seat.actor, timezone.now())


def _request_id(request: HttpRequest) -> str:
    """Of the form's own token and all that was sent with it: changed words are another request."""
    token = request.POST.get(ONCE, "")
    if not token:
        return Act(Actor.stranger(), timezone.now()).request_id
    sent = {k: request.POST.getlist(k) for k in request.POST if k not in {"csrfmiddlewaretoken", PAGE}}
    names = [[f.name, f.size] for key in request.FILES for f in request.FILES.getlist(key)]
    return sha256_of([request.path, sent, names])[:16]


# -- doors of the house ---------------------------------------------------------------------------------------


def seat_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for who signed in, with the second factor their post needs, and chose a post: `request.seat`.

    A form that comes with an expired session is kept for the same person, and the page that showed it gives it back
    (`web/expired.py`). What the actor may not see answers 404.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _sign_in(request)
        seat = find_seat(request)
        if seat is None:
            _elsewhere_first(request)
            request.session["after_post"] = shown_on(request)
            return redirect("web:accounts:post")
        if must_set_up_second_factor(request):
            _elsewhere_first(request)
            return _to_second_factor(request)
        request.seat = seat  # type: ignore[attr-defined]
        if request.method == "POST":
            bring_back(request, _holding_act(seat), request.POST)
        response = give_back(
            request, own_act(request), lambda: _seen(view, request, *args, **kwargs), lambda c, s: _alone(request, c, s)
        )
        return _remember(request, response)

    return guarded


def _seen(view: Callable[..., HttpResponse], request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    try:
        with reading() if request.method in {"GET", "HEAD"} else nullcontext():
            return view(request, *args, **kwargs)
    except NotVisible as missing:
        raise Http404 from missing


def _alone(request: HttpRequest, context: dict, status: int) -> HttpResponse:
    """What somebody wrote, where its page cannot be shown any more."""
    return page(request, "web/given_back_alone.html", context, status=status)


def must_set_up_second_factor(request: HttpRequest) -> bool:
    """A post that signs, opines or registers needs it; in a demonstration, exercise personas enter without."""
    user: Any = request.user
    held = _held(request)
    if not may_need_second_factor(user, held) or has_second_factor(user):
        return False
    if not second_factor_required(user, timezone.localdate(), held):
        return False
    return not (settings.IS_DEMONSTRATION and in_exercise(user))


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    """To the page where it is set up, which says what about the post asks for it."""
    why = why_second_factor(request.user, timezone.localdate(), _held(request))  # type: ignore[arg-type]
    messages.info(request, _("Su puesto pide segundo factor: %(why)s.") % {"why": why})
    return redirect("mfa_activate_totp")


def _sign_in(request: HttpRequest) -> HttpResponse:
    page = shown_on(request)
    login = redirect_to_login(page, reverse("account_login"))
    if request.method == "POST":
        told = keep(request, own_act(request), read_last_user(request.COOKIES.get(LAST_COOKIE)), page)
        if is_autosave(request):
            return JsonResponse({"error": told.text, "kept": told.kept}, status=401)
        messages.add_message(request, told.level, told.text)
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": login.url})
    return login


def _elsewhere_first(request: HttpRequest) -> None:
    """Before a person can go on they choose a post, or set up their second factor: what they sent waits for them."""
    if request.method == "POST":
        user: Any = request.user
        told = keep(request, own_act(request), user.public_id, shown_on(request), expired=False)
        messages.add_message(request, told.level, told.text)


def _remember(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Leave the cookie that says who was here last."""
    user: Any = request.user
    if user.is_authenticated and read_last_user(request.COOKIES.get(LAST_COOKIE)) != user.public_id:
        response.set_cookie(
            LAST_COOKIE,
            sign_last_user(user),
            max_age=30 * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def given(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, or what was kept of it when the session had expired; None for an empty form."""
    if request.method == "POST":
        return request.POST
    if not hasattr(request, "_given"):
        found = kept_for(request, request.get_full_path())
        seat = find_seat(request)
        if found is not None and seat is not None:
            bring_back(request, _holding_act(seat), found)
        request._given = found  # type: ignore[attr-defined]
    return request._given  # type: ignore[attr-defined]


# -- doing ----------------------------------------------------------------------------------------------------


@dataclass
class Done:
    """What came of an operation. `response` is where to go on; None: show the page again, with what is wrong."""

    response: HttpResponse | None = None
    value: Any = None
    blockers: list[DoorShown] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return self.response is not None


def operate(
    request: HttpRequest,
    call: Callable[[Act], Any],
    *,
    circle: Any = None,
    wall: bool = False,
    form: forms.BaseForm | None = None,
    then: Callable[[Any], str] | str = "",
    said: str | Callable[[Any], str] = "",
    fields: Mapping[str, str] | None = None,
) -> Done:
    """Do one operation as this request's act, once, in one transaction.

    `then` is the address to go on to (or makes it from the result; default: this page), `said` the message shown there.
    `fields` renames the operation's arguments to the form's fields. A *no* goes to the field it is about, to the form,
    or without a form to a message; blockers come as doors in `blockers`. NotVisible answers 404.
    """
    if is_unfinished(request):
        return _unfinished(request, form)
    the_act = act(request, circle, wall=wall)
    results = request.session.get("results", {})
    try:
        with transaction.atomic():
            repeated = ONCE in request.POST and is_repeated(the_act)
            value = None if repeated else call(the_act)
    except Blocked as no:
        if no.blockers and all(b.ask for b in no.blockers) and not is_autosave(request):
            return Done(_to_take_on(request, no, form))
        return _blocked(request, no, form)
    except HouseError as no:
        return _refused(request, no, form, fields or {})
    if repeated:
        messages.info(request, _("Ese formulario ya se había enviado: se hizo una sola vez."))
        return Done(HttpResponseRedirect(results.get(the_act.request_id, request.get_full_path())))
    url = then(value) if callable(then) else then or request.get_full_path()
    if ONCE in request.POST:
        request.session["results"] = dict([*results.items(), (the_act.request_id, url)][-_REMEMBERED:])
    if said:
        messages.success(request, said(value) if callable(said) else said)
    return Done(HttpResponseRedirect(url), value)


def _unfinished(request: HttpRequest, form: forms.BaseForm | None) -> Done:
    """What came is not all that was sent: nothing is done with half of it, and what was typed is shown again."""
    told = _(
        "El envío se interrumpió antes de llegar completo y no se guardó nada. Adjunte el archivo y envíe de nuevo."
    )
    if form is None:
        messages.error(request, told)
    else:
        form.add_error(None, told)
    return Done(errors=[told])


def _blocked(request: HttpRequest, no: Blocked, form: forms.BaseForm | None) -> Done:
    doors = [shown(b) for b in no.blockers]
    for door in doors:
        if form is not None:
            form.add_error(None, door.sentence)
        elif door.url:
            messages.error(request, format_html('{} <a href="{}">{}</a>', door.sentence, door.url, door.door))
        else:
            messages.error(request, door.sentence)
    return Done(blockers=doors, errors=[d.sentence for d in doors])


def _to_take_on(request: HttpRequest, no: Blocked, form: forms.BaseForm | None) -> HttpResponse:
    """What the checker says of a paper about to be issued, each with the reason why it stays: sent, the same act comes again
    with all that was typed."""
    findings = [
        {"name": f"{_REASON}{b.ask}", "sentence": b.about, "code": b.code.removeprefix("finding_")} for b in no.blockers
    ]
    typed = [(k, v) for k in request.POST if k not in _OF_THE_FORM for v in request.POST.getlist(k)]
    context = {
        "findings": [f | {"reason": request.POST.get(f["name"], "")} for f in findings],
        # reasons given before stay beside those asked for now
        "typed": [(k, v) for k, v in typed if k not in {f["name"] for f in findings}],
        "form": form,
        "back": request.get_full_path(),
    }
    return page(request, "web/take_on.html", context)


def _refused(request: HttpRequest, no: HouseError, form: forms.BaseForm | None, fields: Mapping[str, str]) -> Done:
    if isinstance(no, Refused):
        errors: Mapping[str, Iterable] = {no.field or "": [no.reason]}
    elif isinstance(no, Invalid):
        errors = no.errors
    else:
        raise Http404 from no
    told = []
    for name, sentence in list(placed(form, errors, fields)):
        told.append(sentence)
        if form is None:
            messages.error(request, sentence)
        else:
            form.add_error(name, sentence)
    return Done(errors=told)


# -- showing --------------------------------------------------------------------------------------------------


def page(request: HttpRequest, template: str, context: dict | None = None, *, status: int = 200) -> HttpResponse:
    """Render a page inside, in its frame: rooms that work for this post, who is here, unread notices. In answer to a
    form, the files it came with are kept for its next try."""
    seat = find_seat(request)
    if request.FILES and seat is not None:  # those of a form just sent, or of one that is given back
        hold_chosen(request, _holding_act(seat), context or {})
    return render(request, template, {**frame(request), **(context or {})}, status=status)


def frame(request: HttpRequest) -> dict:
    """What `ui/base_app.html` expects."""
    seat = find_seat(request)
    if seat is None:
        return {"home_url": reverse("web:desk")}
    links = []
    user: Any = request.user
    if len(seat.posts) + bool(user.is_operator) > 1:
        links.append({"label": _("Cambiar de puesto"), "url": reverse("web:accounts:post")})
    links.append({"label": _("Biblioteca"), "url": reverse("web:library:library")})
    links.append({"label": _("Guía del proceso"), "url": reverse("web:guide:guide")})
    links.append({"label": _("Glosario"), "url": reverse("web:guide:glossary")})
    links.append({"label": _("Mi cuenta"), "url": reverse("web:accounts:mine")})
    return {
        "nav": rooms_for(seat, request.path),
        "viewer": {
            "organisation": str(seat.organisation) if seat.organisation else _("Operación"),
            "post": str(seat.appointment.office) if seat.appointment else _("Quien opera el sistema"),
            "links": links,
            "logout_url": reverse("account_logout"),
        },
        "home_url": reverse("web:desk"),
        "search_url": reverse("web:search"),
        "seat": seat,
        "today": today(request),
    }


def fingerprint(*parts: str) -> str:
    """Short id for elements of a page, from what they are about."""
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:8]
