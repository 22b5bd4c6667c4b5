"""A page for one official act: what it will do, to whom it will be told, its form, and what still stands in its way."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision
from hermanar.kernel.verdicts import Blocker
from hermanar.registry.operations import follow_case
from hermanar.ui.uploads import is_unfinished

from .doors import DoorShown, shown
from .edge import given, operate, page
from .told import NOBODY, Told

T = TypeVar("T")


@dataclass(frozen=True)
class Deed:
    """`consequence`: what happens; `told`: whom the notice reaches (see `told.py`); `facts`: rows of term and value shown
    above the form; `sheet`: the paper as it will be given out, and what goes `enclosed` (title, links); `refusal`: how the
    act is not done, with its address."""

    title: Any
    submit: Any
    back: str
    crumbs: Sequence[dict] = ()
    lead: Any = ""
    consequence: Any = ""
    told: Told = NOBODY
    kind: str = "primary"
    facts: Sequence[dict] = ()
    blockers: Sequence[Blocker | DoorShown] = ()
    then: Sequence[Any] = field(default=())  # what follows, a sentence each
    sheet: Any = None
    enclosed: Sequence[dict] = ()
    refusal: tuple[Any, str] | None = None


def do(
    request: HttpRequest,
    deed: Deed,
    form: forms.Form,
    call: Callable[[Act], Any],
    *,
    circle: Any,
    then: Callable[[Any], str] | str = "",
    said: Any = "",
    fields: Mapping[str, str] | None = None,
    template: str = "web/deed.html",
    more: dict | None = None,
) -> HttpResponse:
    """Show the act's page; on a valid form, do it and go on. What is refused comes back with everything typed."""
    blockers = [b if isinstance(b, DoorShown) else shown(b) for b in deed.blockers]
    # half a form may lack what is required: that it came incomplete is said all the same
    if request.method == "POST" and (form.is_valid() or is_unfinished(request)):
        done = operate(
            request, call, circle=circle, form=form, then=then or deed.back, said=str(said), fields=fields or {}
        )
        if done.response:
            return done.response
        blockers = done.blockers or blockers
    context = {"deed": deed, "form": form, "blockers": blockers, **(more or {})}
    return page(request, template, context)


# of acts that take the effect from a paper already given out
SAYS_WHY = _("Quien verifique el papel leerá el motivo: no escriba datos personales.")


def followed(act: Act, partnership: Any, value: T, reason: str) -> T:
    """What an act took back is gone: what had been built on it follows, in the same transaction (see `operate`)."""
    follow_case(act, partnership=partnership, reason=reason)
    return value


class ReasonForm(forms.Form):
    """Official acts that take something back ask why."""

    reason = forms.CharField(
        label=_("Motivo"),
        help_text=_("Queda asentado en la bitácora con su nombre y la hora."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class MistakeForm(ReasonForm):
    """What is taken back was never so, or was so until now: only a person knows. `never` says the first."""

    mistaken = forms.BooleanField(
        label=_("Nunca fue así: se asentó por error"),
        help_text=_(
            "Con la casilla, el expediente no dirá de ningún día que fue así. Sin ella, lo sigue diciendo de antes."
        ),
        required=False,
    )

    def __init__(self, *args, never: Any = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if never:
            self.fields["mistaken"].label = never


def do_for_reason(
    request: HttpRequest, deed: Deed, call: Callable[..., Any], *, form: ReasonForm | None = None, **shown_how: Any
) -> HttpResponse:
    """`do`, for an act that takes something back: its form asks why, and `call` gets the `reason`."""
    form = form or ReasonForm(given(request))
    return do(request, deed, form, lambda act: call(act, **form.cleaned_data), **shown_how)


def do_from_paper(
    request: HttpRequest,
    deed: Deed,
    form: forms.Form,
    call: Callable[..., Any],
    *,
    circle: Any,
    caption: Any,
    **shown_how: Any,
) -> HttpResponse:
    """`do`, for an act that is recorded from its paper: `call` gets what was typed, with the scan kept (see `with_scan`)."""
    return do(
        request,
        deed,
        form,
        lambda act: call(act, **with_scan(act, circle, form, caption)),
        circle=circle,
        fields={"file": "scan"},
        **shown_how,
    )


class EmptyForm(forms.Form):
    """Nothing is asked: the act is its own button."""


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Put what may be chosen into a field of choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def day_field(*, asks_if_old: bool = False, **more: Any) -> forms.DateField:
    """A day, typed or chosen. One that no calendar has is said with how a day is written.

    `asks_if_old`: the form itself asks whether a day of long ago is right; any day passes here.
    """
    wrong = {"invalid": _("Esa fecha no está en el calendario. Escríbala con año, mes y día: 2022-03-15.")}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        widget=widget, error_messages=wrong, validators=[] if asks_if_old else [not_too_early], **more
    )


def not_too_early(on: dt.date) -> None:
    """No act of the programme is older than the year the instance says (`EARLIEST_YEAR`): the year was typed wrongly."""
    if on.year < settings.EARLIEST_YEAR:
        raise forms.ValidationError(
            _("El año no puede ser anterior a %(year)s. Revise cómo lo escribió: con cuatro cifras, como 2022-03-15.")
            % {"year": settings.EARLIEST_YEAR}
        )


def precision_field(**more: Any) -> forms.ChoiceField:
    """How precisely a date is known (R0-37): of a month, its first day is written."""
    choices = [
        (Precision.DAY, _("día")),
        (Precision.MONTH, _("mes")),
        (Precision.QUARTER, _("trimestre")),
        (Precision.YEAR, _("año")),
    ]
    return forms.ChoiceField(label=_("La fecha se conoce por"), choices=choices, initial=Precision.DAY, **more)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list:
        one = super().clean
        return (
            [one(item, initial) for item in data] if isinstance(data, list | tuple) else [d for d in [one(data)] if d]
        )


def keep(act: Act, circle: Any, upload: Any, *, expect: Expect = Expect.PDF_OR_IMAGE, caption: str = "") -> Any:
    """The upload as an attachment of the circle; None where nothing was sent. Raises Refused (`file`)."""
    return store_upload(act, circle=circle, upload=upload, expect=expect, caption=caption) if upload else None


def with_scan(act: Act, circle: Any, form: forms.Form, caption: Any) -> dict[str, Any]:
    """What was typed, ready for an operation that records an act from its paper: in the place of the form's `scan`, the
    `attachment` it is kept as, or None where none was sent. Raises Refused (`file`)."""
    typed = dict(form.cleaned_data)
    typed["attachment"] = keep(act, circle, typed.pop("scan", None), caption=str(caption))
    return typed
