"""The link by which a letter without a case is answered: given, to one or to a whole list, and taken back."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.calls import operations as calls
from hermanar.calls.enums import LinkFor
from hermanar.calls.policies import can_open_door
from hermanar.calls.queries import answerable_in
from hermanar.encounters.queries import ties_of
from hermanar.kernel.errors import NotVisible
from hermanar.links.operations import revoke_link
from hermanar.links.queries import get_link, open_links
from hermanar.partnerships.queries import get_batch, list_batch

from ..deeds import do_for_reason
from ..edge import SeatedRequest, given, operate, page, seat_required
from ..links.forms import LANGUAGES, GiveForm
from ..links.given import show_given, show_many_given
from .pictures import city_of
from .views import liaison_deed, url_of


def holder_of(letter: Any) -> str:
    """Whom the letter went to, as its link is given."""
    return ", ".join(v for v in (letter.other_post, letter.other_office) if v) or letter.city


def _language_of(letter: Any) -> str:
    known = {key for key, _label in LANGUAGES}
    return next((lang for lang in reversed(letter.languages) if lang in known), "en")


@seat_required
def give(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Give whom the letter went to a link by which it is answered. Its address is shown once: it is kept nowhere."""
    letter, deed = liaison_deed(
        request, public_id, _("Dar un enlace para contestar"),
        lead=_("Abre una sola página, la de esta carta, a quien usted diga. Sin cuenta ni contraseña."),
        consequence=_("Dura noventa días y puede retirarlo cuando quiera. El enlace anterior deja de servir."),
    )  # fmt: skip
    form = GiveForm(given(request), initial={"holder": holder_of(letter), "language": _language_of(letter)})
    blockers: list[Any] = []
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        done = operate(
            request,
            lambda act: calls.give_letter_link(act, letter=letter, now=now, **form.cleaned_data),
            circle=letter.circle,
            form=form,
            then=url_of(letter),
        )
        if done.value is not None:
            link, token = done.value
            return show_given(request, link, token, back=url_of(letter), crumbs=deed.crumbs)
        if done.response:
            return done.response
        blockers = done.blockers
    return page(request, "web/deed.html", {"deed": deed, "form": form, "blockers": blockers})


class ManyForm(forms.Form):
    """For each letter that waits for its answer: whether it is given a link now, to whom, at which mailbox."""

    def __init__(
        self, *args: Any, letters: Sequence[Any], open_now: Collection[str], emails: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.letters = letters
        for letter in letters:
            at = letter.public_id
            self.fields[f"give_{at}"] = forms.BooleanField(
                label=_("Dar su enlace"), required=False, initial=at not in open_now
            )
            self.fields[f"holder_{at}"] = forms.CharField(
                label=_("A quién: cargo y oficina"), max_length=200, required=False, initial=holder_of(letter)
            )
            self.fields[f"email_{at}"] = forms.EmailField(
                label=_("Su correo"), required=False, initial=emails.get(letter.pk, "")
            )
            self.fields[f"language_{at}"] = forms.ChoiceField(
                label=_("Idioma"), choices=LANGUAGES, initial=_language_of(letter)
            )

    def rows(self) -> list[dict[str, Any]]:
        parts = ("give", "holder", "email", "language")
        return [{"it": w, "city": city_of(w), **{p: self[f"{p}_{w.public_id}"] for p in parts}} for w in self.letters]

    def asked(self) -> list[calls.ToAnswer]:
        data = self.cleaned_data
        return [
            calls.ToAnswer(w, data[f"holder_{at}"], data[f"email_{at}"], data[f"language_{at}"])
            for w in self.letters
            if data[f"give_{(at := w.public_id)}"]
        ]


@seat_required
def give_batch(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The links of a whole list at once: whoever each letter went to answers it by its own. Shown once, together."""
    actor, now = request.seat.actor, timezone.now()
    batch = get_batch(actor, public_id)
    letters = answerable_in(list_batch(actor, batch)) if batch is not None else []
    if batch is None or not can_open_door(actor, batch.circle):
        raise NotVisible(public_id)
    back = reverse("web:letters:batch", args=[public_id])
    trail = [
        {"label": _("Correspondencia"), "url": reverse("web:letters:list")}, {"label": str(batch), "url": back},
        {"label": _("Enlaces para contestar"), "url": ""},
    ]  # fmt: skip
    found = open_links(
        actor, circle=batch.circle, purpose=LinkFor.LETTER, subjects=[w.public_id for w in letters], now=now
    )
    emails = {key: tied.contact.email for key, tied in ties_of(actor, letters).items() if tied.contact}
    emails |= {w.pk: found[w.public_id].email for w in letters if w.public_id in found}
    form = ManyForm(given(request), letters=letters, open_now=found.keys(), emails=emails)
    if request.method == "POST" and form.is_valid():
        done = operate(
            request, lambda act: calls.give_letter_links(act, asked=form.asked(), now=now), circle=batch.circle,
            form=form, then=back,
        )  # fmt: skip
        if done.value is not None:
            given_now = [(city_of(letter), letter, link, token) for letter, link, token in done.value]
            return show_many_given(request, given_now, back=back, crumbs=trail)
        if done.response:
            return done.response
    rows = form.rows()
    for row in rows:
        row["open"] = found.get(row["it"].public_id)
    return page(request, "web/letters/batch_links.html", {"form": form, "rows": rows, "back": back, "crumbs": trail})


@seat_required
def take_back(request: SeatedRequest, public_id: str, link_id: str) -> HttpResponse:
    """Take the link back."""
    letter, deed = liaison_deed(
        request, public_id, _("Retirar el enlace"), kind="danger",
        consequence=_("Desde este momento no abre nada. Lo que ya se recibió por él se conserva."),
    )  # fmt: skip
    link = get_link(request.seat.actor, link_id)
    if (link.purpose, link.subject) != (LinkFor.LETTER, letter.public_id):
        raise NotVisible(link_id)
    now = timezone.now()
    return do_for_reason(
        request, deed, lambda act, **why: revoke_link(act, link=link, now=now, **why),
        circle=letter.circle, said=_("Enlace retirado."),
    )  # fmt: skip
