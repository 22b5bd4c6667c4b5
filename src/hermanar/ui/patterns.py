"""The pattern page: every component in every state, in both languages. No database; the towns are invented."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _, gettext_lazy, pgettext

from hermanar.ui import circle, map

TODAY = dt.date(2026, 6, 19)  # the page shows the same day for ever, so that its pictures can be compared


class SampleForm(forms.Form):
    """One field of each kind."""

    folio = forms.CharField(
        label=gettext_lazy("Número de oficio"),
        help_text=gettext_lazy("Como aparece en el papel, por ejemplo PM/161/2026."),
    )
    received_on = forms.DateField(
        label=gettext_lazy("Fecha de recepción"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Área de enlace"),
        choices=[
            ("1", gettext_lazy("Dirección de Relaciones Internacionales")),
            ("2", gettext_lazy("Secretaría Particular")),
        ],
    )
    answer = forms.ChoiceField(
        label=gettext_lazy("Respuesta de la contraparte"),
        widget=forms.RadioSelect,
        choices=[
            ("yes", gettext_lazy("Afirmativa")),
            ("no", gettext_lazy("Negativa")),
            ("more", gettext_lazy("Pide más información")),
        ],
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Temas de cooperación"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[
            ("c", gettext_lazy("Cultura")),
            ("e", gettext_lazy("Educación")),
            ("d", gettext_lazy("Desarrollo económico")),
        ],
    )
    note = forms.CharField(
        label=gettext_lazy("Observaciones"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    original = forms.BooleanField(label=gettext_lazy("Se tuvo a la vista el original"), required=False)
    attachment = forms.FileField(label=gettext_lazy("Documento digitalizado"), required=False)


def show_patterns(request: HttpRequest) -> HttpResponse:
    """The pattern page. It reads no data and says nothing about anybody, so it needs no session."""
    return render(request, "ui/patterns.html", patterns_context())


def patterns_context() -> dict[str, Any]:
    """Everything that the pattern page draws."""
    wrong = SampleForm({"folio": "", "part": "2", "note": _("Llegó por correo certificado.")}, auto_id="bad_%s")
    wrong.is_valid()
    home, other = "Villa Serena", "Lakeside"
    return {
        "today": TODAY,
        "nav": [
            {"label": label, "url": "#" + key, "current": key == "case"}
            for key, label in (
                ("desk", _("Escritorio")),
                ("case", _("Hermanamientos")),
                ("letters", _("Correspondencia")),
                ("programme", _("Programa anual")),
                ("sessions", _("Sesiones")),
            )
        ],
        "viewer": {
            "organisation": "Villa Serena, Oax.",
            "post": _("Enlace internacional"),
            "initials": "VS",
            "links": [{"label": _("Mi puesto"), "url": "#post"}, {"label": _("Seguridad"), "url": "#security"}],
        },
        "search_url": "#search",
        "office_hours": [
            {
                "label": "Villa Serena",
                "note": "09:00–17:00 h",
                "spans": [{"start": 540, "length": 480}],
                "tone": "wine",
            },
            {
                "label": "Otaki",
                "note": "18:00–02:00 h",
                "spans": [{"start": 1080, "length": 360}, {"start": 0, "length": 120}],
                "tone": "gold",
            },
            {"label": _("En común"), "note": _("ninguna"), "spans": [], "tone": ""},
        ],
        "stages": [
            {"label": _("Identificación"), "state": "done", "note": _("3 de 3"), "url": "#s1"},
            {"label": _("Vinculación"), "state": "done", "note": _("2 de 2"), "url": ""},
            {"label": _("Formalización"), "state": "now", "note": _("0 de 7 · vence 30 jun"), "url": ""},
            {
                "label": _("Implementación"),
                "state": "later",
                "note": _("primer programa a 60 días de la firma"),
                "url": "",
            },
        ],
        "stopped": [
            {"label": _("Identificación"), "state": "done", "note": "", "url": ""},
            {"label": _("Vinculación"), "state": "stopped", "note": _("sin respuesta en 90 días"), "url": ""},
            {"label": _("Formalización"), "state": "later", "note": "", "url": ""},
            {"label": _("Implementación"), "state": "later", "note": "", "url": ""},
        ],
        "blockers": [
            {
                "sentence": _("Falta el acta del Comité que aprueba el estudio."),
                "url": "#b1",
                "door": _("Agregar acta"),
            },
            {
                "sentence": _("Las versiones en español y en inglés no coinciden en el Artículo V."),
                "url": "#b2",
                "door": "",
            },
        ],
        "steps": [
            {
                "title": _("Designar área de enlace"),
                "state": "done",
                "proof": _("Oficio PM/114/2026"),
                "when": "",
                "url": "#e1",
            },
            {
                "title": _("Carta de intención"),
                "state": "done",
                "proof": _("Respuesta afirmativa"),
                "when": "",
                "url": "",
            },
            {
                "title": _("Visita previa"),
                "state": "waived",
                "proof": _("Dispensada: presupuesto agotado"),
                "when": "",
                "url": "",
            },
            {
                "title": _("Texto negociado del Acuerdo"),
                "state": "now",
                "proof": _("Versión 3 · 2 errores"),
                "when": "",
                "url": "",
            },
            {
                "title": _("Dictamen de procedencia"),
                "state": "returned",
                "proof": _("Devuelto con 2 observaciones"),
                "when": "",
                "url": "",
            },
            {"title": _("Registro ante la SRE"), "state": "later", "proof": "", "when": "", "url": ""},
        ],
        "clocks": [
            {
                "label": _("Responder la carta de San Mateo"),
                "on": TODAY - dt.timedelta(3),
                "owner": _("Enlace internacional"),
                "url": "#c1",
            },
            {"label": _("Texto al Cabildo"), "on": TODAY + dt.timedelta(11), "owner": "", "url": ""},
            {"label": _("Aviso de no renovación"), "on": TODAY + dt.timedelta(226), "owner": "", "url": ""},
            {"label": _("Fin de la administración"), "on": dt.date(2027, 12, 31), "owner": "", "url": "", "far": True},
        ],
        "due_days": [TODAY + dt.timedelta(days) for days in (-45, -1, 0, 1, 9, 40)],
        "entries": [
            {"when": _("Hoy 10:12 h"), "sentence": _("El área jurídica municipal comentó el Artículo V"), "by": ""},
            {"when": _("Ayer"), "sentence": _("La contraparte devolvió la versión 3: 4 cláusulas cambiadas"), "by": ""},
            {
                "when": _("15 abr 2026"),
                "sentence": _("Respuesta afirmativa a la carta de intención"),
                "by": _("asentada por el enlace"),
            },
        ],
        "rows": _sheet_rows(home, other),
        "outline": [
            {"label": _("Preámbulo"), "url": "#a0", "clean": True},
            {"label": _("II Áreas de cooperación"), "url": "#a2", "current": True, "errors": 1},
            {"label": _("VIII Financiamiento"), "url": "#a8", "deviates": True},
            {"label": _("IX Información protegida"), "url": "#a9"},
        ],
        "columns": [
            {"label": _("Parte mexicana"), "key": "parte"},
            {"label": _("Contraparte"), "key": ""},
            {"label": _("Firma"), "key": "firma"},
            {"label": _("Vigencia"), "key": ""},
            {"label": _("Acciones"), "key": "", "num": True},
        ],
        "relations": [
            {
                "mine": "Villa Serena, Oax.",
                "theirs": "Lakeside, California",
                "country": _("Estados Unidos"),
                "on": dt.date(2026, 6, 2),
                "tone": "leaf",
                "state": _("Vigente"),
            },
            {
                "mine": "Villa Serena, Oax.",
                "theirs": "Mauriac",
                "country": _("Francia"),
                "on": dt.date(1996, 8, 20),
                "tone": "",
                "state": _("Sin término documentado"),
            },
            {
                "mine": "Puerto Claro, Col.",
                "theirs": "Osaka",
                "country": _("Japón"),
                "on": dt.date(2001, 4, 1),
                "tone": "red",
                "state": pgettext("acuerdo", "Vencido"),
            },
        ],
        "crumbs": [
            {"label": "Villa Serena y Lakeside", "url": "#t"},
            {"label": _("Acuerdo de hermanamiento"), "url": ""},
        ],
        "tabs": [
            {"label": _("A mi cargo"), "url": "#m", "current": True, "count": "4"},
            {"label": _("En espera de otros"), "url": "#w", "count": "12"},
            {"label": _("Concluidos"), "url": "#d"},
        ],
        "stage_counts": [
            {"label": _("Identificación"), "value": 3},
            {"label": _("Vinculación"), "value": 7},
            {"label": _("Formalización"), "value": 2},
            {"label": _("Implementación"), "value": 13},
        ],
        "reasons": [
            {"label": _("Cambio de administración"), "value": 12, "url": "#r1"},
            {"label": _("La contraparte no tiene comité"), "value": 6},
            {"label": _("Sin respuesta en 90 días"), "value": 3},
        ],
        "funnel": [
            {"label": _("Cartas enviadas"), "value": 48},
            {"label": _("Con acuse"), "value": 31, "rate": 65},
            {"label": _("Respondidas"), "value": 12, "rate": 39},
            {"label": _("Firmadas"), "value": 5, "rate": 42},
        ],
        "arcs": map.draw(
            [
                map.Route((-99.2, 18.9), (139.9, 35.3), "Villa Serena – Osaka", "#m1"),
                map.Route((-99.9, 16.9), (140.4, 35.2), "Puerto Claro – Onjuku"),
                map.Route((-100.3, 25.7), (2.3, 45.2), "Villa Serena – Mauriac", "#m2"),
                map.Route((-103.3, 20.7), (-122.2, 47.5), "Puerto Claro – Renton"),
                map.Route((-89.6, 21.0), (-0.4, 39.5), "Santa Lucía – Valencia"),
                map.Route((-98.2, 19.0), (-49.3, -25.4), "Santa Lucía – Curitiba", "", "gold"),
                map.Route((-99.1, 19.4), (77.2, 28.6), "Villa Serena – Delhi"),
            ]
        ),
        "circle": circle.around(
            "VS",
            [
                circle.Place("Lakeside", _("Contraparte"), "L"),
                circle.Place(_("Comité de Ciudades Hermanas"), _("Comité"), "9"),
                circle.Place(_("Oficina estatal"), _("Enlace estatal"), "E"),
                circle.Place(_("Consejería Jurídica"), _("Dictamen"), "D", vacant=True),
                circle.Place(_("Dirección de ciudades hermanas"), _("Registro"), "R"),
                circle.Place(_("Consulado"), _("Asesoría"), "C"),
            ],
        ),
        "week_days": [_("lun"), _("mar"), _("mié"), _("jue"), _("vie"), _("sáb"), _("dom")],
        "weeks": _weeks(),
        "facts": [
            {"term": _("Contraparte"), "value": "City of Lakeside"},
            {"term": _("Último contacto"), "value": _("hace 12 días")},
            {"term": _("Asesora"), "value": _("Consulado de México en la circunscripción")},
        ],
        "form": SampleForm(),
        "wrong": wrong,
    }


def _sheet_rows(home: str, other: str) -> list[dict[str, str]]:
    """Two clauses with the four marks; the text on both sides is ours."""
    pieces = [
        (
            f"{home} y <mark class='bad'>Zihuatanejo</mark> trabajarán juntas en las áreas siguientes:",
            f"{home} and {other} will work together in the following areas:",
        ),
        (
            "a) fomento de la cultura <ins>y de las lenguas originarias</ins>;",
            "a) support for culture <ins>and for native languages</ins>;",
        ),
        (
            (
                "b) el primer programa quedará listo a los <mark class='dev'>sesenta días</mark> de la firma"
                "<del>, según el presupuesto</del>."
            ),
            (
                "b) the first program will be ready <mark class='dev'>sixty days</mark> after signing"
                "<del>, subject to the budget</del>."
            ),
        ),
    ]
    return [{"left": mark_safe(left), "right": mark_safe(right)} for left, right in pieces]


def _weeks() -> list[list[dict[str, Any]]]:
    first = dt.date(2026, 6, 15)
    items = {dt.date(2026, 6, 22): _("Reunión de gabinete"), dt.date(2026, 6, 25): _("Seminario virtual")}
    return [
        [
            {
                "on": day,
                "today": day == TODAY,
                "outside": day.month != TODAY.month,
                "items": [{"label": items[day], "url": "#cal"}] if day in items else [],
            }
            for day in (first + dt.timedelta(7 * week + n) for n in range(7))
        ]
        for week in range(3)
    ]
