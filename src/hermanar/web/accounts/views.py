"""Invitation, choice of post, demonstration, one's own account."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from hermanar.accounts.operations import choose_language
from hermanar.accounts.queries import get_user, has_second_factor
from hermanar.directory.enums import Role
from hermanar.directory.operations import accept_invitation
from hermanar.directory.queries import OPERATOR, find_invitation, list_appointments_of, list_exercise_posts

from ..edge import SeatedRequest, find_seat, frame, operate, own_act, page, seat_required
from .forms import AcceptForm
from .personas import WALK, sample_link

BACKEND = "django.contrib.auth.backends.ModelBackend"


def accept(request: HttpRequest, token: str) -> HttpResponse:
    """What is offered, and the password that takes it. Whoever holds the token may; it opens once."""
    found = find_invitation(token, timezone.now())
    if found is None:
        raise Http404
    form = AcceptForm(request.POST or None, has_account=found.has_account)
    if request.method == "POST" and found.state == "open" and form.is_valid():
        done = operate(
            request,
            lambda act: accept_invitation(own_act(request), token=token, password=form.cleaned_data["password"]),
            form=form,
            then=reverse("web:desk"),
        )
        if done.response:
            user = done.value
            if user is None or has_second_factor(user):  # who has a second factor shows it
                messages.success(request, _("Su puesto quedó aceptado. Ingrese con su correo y su contraseña."))
                return redirect("account_login")
            login(request, user, backend=BACKEND)
            request.session.pop("appointment", None)
            return done.response
    context = {**frame(request), "invitation": found, "form": form}
    return render(request, "web/accounts/invitation.html", context, status=200 if found.state == "open" else 410)


def choose_post(request: HttpRequest) -> HttpResponse:
    """In which of their posts the person acts now."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    posts = list_appointments_of(request.user, timezone.localdate())
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        if chosen in {p.public_id for p in posts} or (chosen == OPERATOR and request.user.is_operator):
            request.session["appointment"] = chosen
            after = request.session.pop("after_post", "")
            safe = url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()})
            return HttpResponseRedirect(after if safe and after else reverse("web:desk"))
        messages.error(request, _("Ese puesto no es suyo o ya terminó. Elija otro."))
    seat = find_seat(request)
    context = {**frame(request), "posts": posts, "is_operator": request.user.is_operator, "seat": seat}
    return render(request, "web/accounts/post.html", context)


def _personas() -> list[dict]:
    """Personas of the exercise in the order of the walk, with what each does in it."""
    rows = [
        {
            "post": p,
            "does": WALK.get(Role(p.office.role), ("", 99))[0],
            "turn": WALK.get(Role(p.office.role), ("", 99))[1],
        }
        for p in list_exercise_posts()
    ]
    return sorted(rows, key=lambda r: (r["turn"], r["post"].pk))


def enter_demonstration(request: HttpRequest) -> HttpResponse:
    """One click per persona, in a demonstration only; elsewhere the page does not exist."""
    if not settings.IS_DEMONSTRATION:
        raise Http404
    personas = _personas()
    if request.method == "POST":
        chosen = next((p["post"] for p in personas if p["post"].public_id == request.POST.get("post")), None)
        user = get_user(chosen.person.user.public_id) if chosen else None
        if chosen is None or user is None:
            raise Http404
        login(request, user, backend=BACKEND)
        request.session["appointment"] = chosen.public_id
        return redirect("web:desk")
    context = {**frame(request), "personas": personas, "sample_link": sample_link()}
    return render(request, "web/accounts/demonstration.html", context)


@seat_required
def show_mine(request: SeatedRequest) -> HttpResponse:
    """Posts, language, password and second factor of the person."""
    return page(request, "web/accounts/mine.html", {"has_second_factor": has_second_factor(request.user)})


@seat_required
def choose_own_language(request: SeatedRequest) -> HttpResponse:
    """The language in which mail comes and in which the pages open."""
    if request.method == "POST":
        language = request.POST.get("language", "")
        done = operate(
            request,
            lambda act: choose_language(own_act(request), user=request.user, language=language),
            then=lambda user: translate_url(reverse("web:accounts:mine"), language),
            said=_("Idioma guardado."),
        )
        if done.response:
            return done.response
    return redirect("web:accounts:mine")
