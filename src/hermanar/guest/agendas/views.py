"""One unit, one week, two minutes: what is asked, the form, and what was received with its hour."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import NotVisible
from hermanar.plans import operations as plans
from hermanar.plans.enums import LinkFor
from hermanar.plans.queries import AGENDA, Task, asks_of, get_hand_in, tasks_of, unit_of_link

from ..edge import GuestRequest, address_of_link, at_link, moment, operate, page
from .forms import AskForm, FixForm, WeekForm


def _tasks(request: GuestRequest) -> tuple[Any, list[Task]]:
    unit = unit_of_link(request.guest.subject)
    return unit, tasks_of(unit, moment(unit.organisation.home).date())


@at_link(LinkFor.UNIT)
def home(request: GuestRequest) -> HttpResponse:
    """The form of the earliest week that still lacks something; otherwise what was received."""
    unit, tasks = _tasks(request)
    current = next((t for t in tasks if not t.is_done), None)
    return _show(request, unit, tasks, current)


@at_link(LinkFor.UNIT)
def line(request: GuestRequest, expected_id: str) -> HttpResponse:
    """One line of a week's list: of the unit itself or of one that hangs from it."""
    unit, tasks = _tasks(request)
    current = next((t for t in tasks if t.expected.public_id == expected_id), None)
    if current is None:
        raise NotVisible(expected_id)
    return _show(request, unit, tasks, current)


def _show(request: GuestRequest, unit: Any, tasks: list[Task], current: Task | None) -> HttpResponse:
    form = None
    if current is not None and not current.is_done:
        lacking = [d for d, came in current.asked if came is None]
        form = WeekForm(request.POST or None, request.FILES or None, open_items=lacking, agenda_key=AGENDA)
        if request.method == "POST" and form.is_valid():
            said, task = form.cleaned_data, current

            def call(act: Act) -> None:
                for item in lacking:
                    text = said.get("agenda" if item.key == AGENDA else f"text_{item.pk}", "")
                    upload = said.get(f"file_{item.pk}")
                    if text or upload:
                        plans.hand_in(
                            act, expected=task.expected, deliverable=item.key, text=text,
                            attachment=_kept(act, unit, upload),
                        )  # fmt: skip

            done = operate(
                request, call, form=form, then=address_of_link(request, "guest:agendas:line", task.expected.public_id),
                fields={"text": "agenda"},
            )  # fmt: skip
            if done.response:
                return done.response
    context = {
        "is_exercise": unit.organisation.is_exercise,
        "unit": unit,
        "current": current,
        "form": form,
        "others": [t for t in tasks if t is not current],
        "asks": asks_of(unit),
        "token": request.guest.token,
        "is_late": current is not None and current.week.due_at < moment(unit.organisation.home),
    }
    return page(request, "guest/agendas/home.html", context)


@at_link(LinkFor.UNIT)
def fix(request: GuestRequest, expected_id: str, hand_in_id: str) -> HttpResponse:
    """Correct what was handed in, while its week lasts: the first stays, with its hour."""
    unit, tasks = _tasks(request)
    task = next((t for t in tasks if t.expected.public_id == expected_id), None)
    if task is None:
        raise NotVisible(expected_id)
    row = get_hand_in(task.expected, hand_in_id)
    last = row.corrections.last()
    form = FixForm(request.POST or None, request.FILES or None, initial={"text": (last or row).text})
    back = address_of_link(request, "guest:agendas:line", expected_id)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = operate(
            request,
            lambda act: plans.correct_hand_in(
                act, hand_in=row, text=said["text"], attachment=_kept(act, unit, said["file"]), reason=said["reason"]
            ),
            form=form, then=back,
        )  # fmt: skip
        if done.response:
            return done.response
    context = {"unit": task.expected.unit, "it": row, "form": form, "week": task.week, "back": back}
    return page(request, "guest/agendas/fix.html", context)


def _kept(act: Act, unit: Any, upload: Any) -> Any:
    if not upload:
        return None
    return store_upload(act, circle=unit.organisation.home, upload=upload, expect=Expect.EVIDENCE)


@at_link(LinkFor.UNIT)
def ask(request: GuestRequest, ask_id: str) -> HttpResponse:
    """Something a record of the plan asks of the unit: its information for a programme."""
    unit = unit_of_link(request.guest.subject)
    row = next((a for a in asks_of(unit, limit=200) if a.public_id == ask_id), None)
    if row is None:
        raise NotVisible(ask_id)
    form = AskForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        done = operate(
            request,
            lambda act: plans.deliver_ask(act, ask=row, text=said["text"], attachment=_kept(act, unit, said["file"])),
            form=form, then=address_of_link(request) + "?listo=1",
        )  # fmt: skip
        if done.response:
            return done.response
    return page(
        request, "guest/agendas/ask.html", {"unit": unit, "it": row, "form": form, "title": _("Lo que se pide")}
    )
