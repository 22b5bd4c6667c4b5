"""Requests about personal data: what the program holds of the person, what is done with it, the answer."""

import re
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from hermanar.directory.operations import correct_person
from hermanar.directory.policies import can_answer_data_requests
from hermanar.directory.queries import data_of, names_for
from hermanar.kernel.errors import Invalid
from hermanar.privacy.operations import answer_request, correct_row, keep_search, withhold_rows
from hermanar.privacy.queries import Found, acts_of, capped, get_request, kept, list_requests as requests_of, own_rows

from ..edge import SeatedRequest, given, operate, page, seat_required, today
from .forms import CorrectionForm, CorrectRowForm, RequestAnswerForm


@seat_required
def list_requests(request: SeatedRequest) -> HttpResponse:
    """Requests of access, correction or withholding, the unanswered first, with the day by which each is due."""
    context = {"rows": requests_of(request.seat.actor), "today": today(request)}
    return page(request, "web/organisation/data_requests.html", context)


def _also(text: str) -> list[str]:
    return [s.strip()[:160] for s in re.split(r"[;\n]", text) if s.strip()][:8]


def _columns(found: list[Found]) -> list[tuple[str, str]]:
    """What may be corrected here: row and column → how it is told."""
    return [
        (f"{f.key}|{column}", f"{f.label}, {f.where} · {f.values[column]}")
        for f in found for column in f.fix if column in f.values
    ]  # fmt: skip


@seat_required
def show_request(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One request: every row that may be of the person, marked one by one; the operator corrects, withholds, answers. An
    organisation that it concerns sees what lies in its own circles."""
    row = get_request(request.seat.actor, public_id)
    is_operator = can_answer_data_requests(request.seat.actor)
    data = given(request)
    wanted = data.get("do", "") if data else ""
    also = _also(data.get("otros", "")) if data else (row.search or {}).get("also", [])
    found = list(own_rows(request.seat.actor, kept(row)))
    marked = data.getlist("rows") if data else []
    if data and not marked and "shown" not in data and row.person_id:
        marked = [f"directory.Person:{row.person_id}"]
    answer = RequestAnswerForm(data if wanted == "answer" else None)
    correction = CorrectRowForm(data if wanted == "correct" else None, choices=_columns(found))
    if request.method == "POST":
        if not is_operator:
            raise Http404
        if wanted == "search":
            done = operate(
                request,
                lambda act: keep_search(act, request=row, also=also),
                said=_("Se buscó en todos los registros."),
            )
            if done.response:
                return done.response
            raise Http404
        done = _do(request, row, wanted, marked, also, answer, correction)
        if done is not None and done.response:
            return done.response
    context = {
        "row": row,
        "is_operator": is_operator,
        "found": [
            {"it": f, "marked": f.key in marked if data else f.key in row.rows or (f.is_sure and not row.rows)}
            for f in found
        ],
        "also": "; ".join(also),
        "capped": capped(row),
        "answer": answer,
        "correction": correction,
        "changes": row.changes.all(),
        "names": names_for(c.by for c in row.changes.all()),
        "withheld": row.withheld.filter(is_other=False),
        "acts": acts_of(f for f in found if f.key in row.rows or f.is_sure),
        "kept": data_of(row.person) if is_operator and row.person is not None else None,
        "today": today(request),
        "concerned": row.concerned.all(),
    }
    return page(request, "web/organisation/data_request.html", context)


def _do(
    request: SeatedRequest, row: Any, wanted: str, marked: list[str], also: list[str], answer: Any, correction: Any
) -> Any:
    if wanted == "withhold":
        everywhere = request.POST.get("everywhere") == "1"
        return operate(
            request,
            lambda act: withhold_rows(act, request=row, keys=marked, also=also, everywhere=everywhere),
            said=_("El nombre quedó reservado."),
        )
    if wanted == "answer":
        if not answer.is_valid():
            return None
        granted, text = answer.cleaned_data["granted"] == "yes", answer.cleaned_data["answer"]
        return operate(
            request,
            lambda act: answer_request(act, request=row, granted=granted, answer=text, keys=marked, also=also),
            form=answer,
            said=_("Solicitud contestada. La respuesta va por correo."),
        )
    if wanted == "correct" and "what" not in request.POST and row.person is not None:
        own = CorrectionForm(request.POST)
        if not own.is_valid():
            raise Invalid(dict(own.errors))
        return operate(
            request, lambda act: correct_person(act, person=row.person, **own.cleaned_data), said=_("Datos corregidos.")
        )
    if wanted == "correct":
        if not correction.is_valid():
            return None
        key, _bar, column = correction.cleaned_data["what"].partition("|")
        value, reason = correction.cleaned_data["value"], correction.cleaned_data["reason"]
        return operate(
            request,
            lambda act: correct_row(act, request=row, key=key, column=column, value=value, reason=reason, also=also),
            form=correction,
            said=_("Datos corregidos."),
        )
    raise Http404
