"""Topics of interest of each relation, with where they stand (R0-13)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.encounters import operations as encounters
from hermanar.encounters.policies import can_keep
from hermanar.encounters.queries import get_encounter, get_topic, list_topics
from hermanar.encounters.rules.moves import TOPIC

from ..contacts.home import home_of, number, relations_of, titles
from ..deeds import Deed, do, offer
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..relations import title_of
from .acts import url_of as encounter_url
from .forms import FollowForm, TopicForm
from .shared import crumbs, keeper, kept_home, tabs

PAGE = 50
TONES = {"raised": "amber", "in_progress": "amber", "agreed": "wine", "done": "leaf", "dropped": ""}


def _list_url() -> str:
    return reverse("web:encounters:topics")


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Topics of every relation, those last moved first; the open ones unless asked otherwise."""
    home, actor, day = home_of(request), request.seat.actor, today_of(request)
    everything = request.GET.get("todos") == "1"
    topics = list_topics(actor, open_only=not everything, before=number(request.GET.get("antes", "")), limit=PAGE)
    context = {
        "tabs": tabs(request, "topics"),
        "rows": [
            {
                "it": t,
                "relation": title_of(t.partnership) if t.partnership else "",
                "tone": TONES[t.state],
                "today": day,
            }
            for t in topics
        ],
        "everything": everything,
        "may": can_keep(actor, home),
        "columns": [
            {"label": _("Tema")},
            {"label": _("Vinculación")},
            {"label": _("En qué va")},
            {"label": _("Plazo")},
        ],
    }
    return page(request, "web/encounters/topics.html", context)


@seat_required
def add(request: SeatedRequest) -> HttpResponse:
    """A new topic, by itself or from an encounter."""
    home = kept_home(request)
    wanted = request.GET.get("encuentro", "")
    encounter = keeper(request, get_encounter(request.seat.actor, wanted)) if wanted else None
    relations = relations_of(request, home)
    first = encounter.partnerships.first() if encounter is not None else None
    initial = {"partnership": first.public_id if first else request.GET.get("vinculacion", "")}
    form = TopicForm(given(request), relations=titles(relations), initial=initial)
    deed = Deed(
        title=_("Nuevo tema de interés"),
        lead=encounter.title
        if encounter is not None
        else _("Lo que ambas ciudades quieren trabajar, con su seguimiento."),
        submit=_("Anotar el tema"),
        back=encounter_url(encounter) if encounter is not None else _list_url(),
        crumbs=crumbs((_("Temas de interés"), _list_url()), (_("Nuevo"), "")),
    )

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        chosen = relations.get(values.pop("partnership"))
        return encounters.raise_topic(act, circle=home, encounter=encounter, partnership=chosen, **values)

    return do(request, deed, form, call, circle=home, said=_("Tema anotado."))


@seat_required
def follow(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Say where it stands now."""
    topic = keeper(request, get_topic(request.seat.actor, public_id))
    form = FollowForm(given(request), initial={"state": topic.state, "due_on": topic.due_on})
    may = TOPIC[topic.state]
    offer(form, "state", [c for c in form.fields["state"].choices if c[0] in may])  # type: ignore[attr-defined]
    facts = [{"term": _("Hoy"), "value": str(topic.get_state_display())}]
    if topic.note:
        facts.append({"term": _("Lo último"), "value": topic.note})
    deed = Deed(
        title=topic.title,
        submit=_("Guardar el seguimiento"),
        back=_list_url(),
        crumbs=crumbs((_("Temas de interés"), _list_url()), (topic.title, "")),
        facts=facts,
    )
    return do(
        request,
        deed,
        form,
        lambda act: encounters.follow_topic(act, topic=topic, **form.cleaned_data),
        circle=topic.circle,
        said=_("Seguimiento guardado."),
    )
