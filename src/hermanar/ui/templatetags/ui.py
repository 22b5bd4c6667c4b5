"""Tags and filters of the pages: words for dates, marks, controls. `{% load ui %}`."""

import datetime as dt
import re
import secrets
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.urls import translate_url
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext as _, ngettext

from hermanar.directory.queries import said_for
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, Dated, Precision, date_in_words, span_in_words
from hermanar.kernel.text import spanish_and, with_spanish_and
from hermanar.ui.refill import PAGE

register = template.Library()

WEEKDAYS_ES = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS_PT = ("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo")
WEEKDAYS_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
LANGUAGE_NAMES = {"es": "Español", "en": "English"}
# languages of a few pages, which say so in `page_languages`
MORE_NAMES = {"pt": "Português", "fr": "Français"}
SOON = 14  # days before a date at which its tag turns amber


def _lang() -> str:
    return get_language() or "es"


def _day(value: Any) -> dt.date | None:
    """The calendar day of a date, a moment (in the time zone of the page) or a dated fact; None when there is none."""
    if isinstance(value, Dated):
        return value.on
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, dt.date) else None


@register.filter
def before(link: str, word: Any) -> str:
    """The conjunction as that word asks for it: `y` is `e` before the sound i; any other stays."""
    return spanish_and(str(word)) if link == "y" else link


@register.filter(name="spanish_and", is_safe=True)
def in_good_spanish(sentence: str) -> str:
    """A sentence into which names were put, in the reader's language: in Spanish `y` is `e` before the sound i."""
    return with_spanish_and(sentence) if _lang().startswith("es") else sentence


@register.filter
def column_of_page(names: Any) -> int:
    """Which column of a sheet of two languages a phone shows first, from 1: the page's own, else the first."""
    own = (LANGUAGE_NAMES | MORE_NAMES).get(_lang()[:2])
    return list(names).index(own) + 1 if own in names else 1


# Dates ---------------------------------------------------------------------------------------------------------------


@register.filter
def spanish(text: Any) -> SafeString | str:
    """What somebody wrote in Spanish: on a page in another language it says so (WCAG 3.1.2)."""
    if not text:
        return ""
    return conditional_escape(text) if _lang().startswith("es") else format_html('<span lang="es">{}</span>', text)


@register.filter
def contracted(sentence: str) -> str:
    """“a cargo de el enlace” is in Spanish “a cargo del enlace”. What was escaped stays so."""
    return SafeString(re.sub(r"\bde el\b", "del", sentence)) if _lang() == "es" else sentence


@register.filter
def own_words(text: str, house: Any) -> str:
    """A sentence of the program as it is said of a house: an Alcaldía has no Ayuntamiento."""
    return said_for(house, text)


@register.filter
def span(label: str) -> str:
    """A quarter or a week by its key: `27 de 2025`, `abril–junio de 2025`."""
    return span_in_words(label, _lang())


@register.filter
def in_words(value: Any) -> str:
    """`31 de enero de 2022` / `January 31, 2022`; by month, quarter or year when the fact says no more."""
    if isinstance(value, Dated):
        return value.in_words(_lang())
    day = _day(value)
    return date_in_words(day, _lang()) if day else ""


@register.filter
def short_date(value: Any, precision: str = "") -> str:
    """`12 ene 2026` / `Jan 12, 2026`; by month, quarter or year where no more is known (`|short_date:letter.precision`)."""
    day = _day(value)
    if not day:
        return ""
    if precision and precision != Precision.DAY:
        return date_in_words(day, _lang(), Precision(precision))
    if _lang().startswith("es"):
        return f"{day.day} {MONTHS_ES[day.month - 1][:3]} {day.year}"
    if _lang()[:2] in MORE_NAMES:
        return date_in_words(day, _lang())
    return f"{MONTHS_EN[day.month - 1][:3]} {day.day}, {day.year}"


@register.filter
def long_date(value: Any) -> str:
    """`Viernes 19 de junio de 2026` / `Friday, June 19, 2026`."""
    day = _day(value)
    if not day:
        return ""
    if _lang().startswith("es"):
        return f"{WEEKDAYS_ES[day.weekday()].capitalize()} {day.day} de {MONTHS_ES[day.month - 1]} de {day.year}"
    if _lang()[:2] in MORE_NAMES:
        weekday = (WEEKDAYS_PT if _lang().startswith("pt") else WEEKDAYS_FR)[day.weekday()]
        return f"{weekday.capitalize()}{', ' if _lang().startswith('pt') else ' '}{date_in_words(day, _lang())}"
    return f"{WEEKDAYS_EN[day.weekday()]}, {MONTHS_EN[day.month - 1]} {day.day}, {day.year}"


@register.filter
def hour(value: Any) -> str:
    """`09:00 h` in Spanish, `9:00 a.m.` in English; in the time zone of the page."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).time() if timezone.is_aware(value) else value.time()
    if not isinstance(value, dt.time):
        return ""
    if not _lang().startswith("en"):
        return f"{value:%H:%M} h"
    return f"{(value.hour - 1) % 12 + 1}:{value:%M} {'a.m.' if value.hour < 12 else 'p.m.'}"


@register.filter
def days_until(on: Any, today: Any) -> int | None:
    """Days from `today` to `on`; negative when it has passed."""
    a, b = _day(on), _day(today)
    return (a - b).days if a and b else None


@register.filter
def due(on: Any, today: Any) -> str:
    """`vence en 9 días`, `vence hoy`, `venció hace 3 días`; needs the day of today."""
    days = days_until(on, today)
    if days is None:
        return ""
    if days == 0:
        return _("vence hoy")
    if days == 1:
        return _("vence mañana")
    if days == -1:
        return _("venció ayer")
    if days > 0:
        return ngettext("vence en %(days)s día", "vence en %(days)s días", days) % {"days": number(days)}
    return ngettext("venció hace %(days)s día", "venció hace %(days)s días", -days) % {"days": number(-days)}


@register.filter
def distance(on: Any, today: Any) -> str:
    """`en 11 días`, `hoy`, `hace 45 días`, `ayer`, `mañana`."""
    days = days_until(on, today)
    if days is None:
        return ""
    if days in (-1, 0, 1):
        return {-1: _("ayer"), 0: _("hoy"), 1: _("mañana")}[days]
    if days > 0:
        return ngettext("en %(days)s día", "en %(days)s días", days) % {"days": number(days)}
    return ngettext("hace %(days)s día", "hace %(days)s días", -days) % {"days": number(-days)}


@register.filter
def due_tone(on: Any, today: Any) -> str:
    """Tone of the tag of a deadline: red when it has passed, amber within a fortnight, plain before."""
    days = days_until(on, today)
    if days is None:
        return ""
    return "red" if days < 0 else "amber" if days <= SOON else ""


@register.simple_tag
def machine_date(value: Any) -> str:
    """What `<time datetime>` carries."""
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="minutes")
    day = _day(value)
    return day.isoformat() if day else ""


# Figures -------------------------------------------------------------------------------------------------------------


@register.filter
def number(value: Any, decimals: int = 0) -> str:
    """`1,284` in both languages, as Mexico writes it."""
    return "" if value is None or value == "" else f"{float(value):,.{decimals}f}"


@register.filter
def percent(value: Any, decimals: int = 0) -> str:
    """`50%` from 50; no space, as Mexico writes it."""
    return "" if value is None or value == "" else f"{float(value):.{decimals}f}%"


@register.filter
def percent_kept(value: Any) -> str:
    """`12.5%` of a report: as its paper says it, with the decimals it has, two at most."""
    return "" if value is None or value == "" else f"{float(round(Decimal(str(value)), 2)):.10g}%"


@register.filter
def share(value: Any, whole: Any) -> float:
    """Hundredths of `whole` that `value` is, between 0 and 100, with a point as SVG wants it."""
    whole = float(whole or 0)
    return max(0.0, min(100.0, 100 * float(value or 0) / whole)) if whole else 0.0


@register.filter
def svg(value: Any) -> str:
    """A figure as an SVG attribute wants it, whatever the language: `12.5`."""
    return f"{float(value or 0):.2f}".rstrip("0").rstrip(".")


# Marks ---------------------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """An icon of the sprite; silent for screen readers unless it has a `label`. `size="lg"` is larger.

    The build puts into the sprite the icons that templates and modules name; names are Tabler's.
    """
    if not label:
        return _silent_icon(name, size)
    css, href = _drawn(name, size)
    return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', css, label, href)


def _drawn(name: str, size: str) -> tuple[str, str]:
    return f"icon icon-{size}" if size else "icon", f"{static('dist/icons.svg')}#{name}"


@cache
def _silent_icon(name: str, size: str) -> SafeString:
    """Written once in a process: a page of a text has two hundred of them."""
    html = '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>'
    return format_html(html, *_drawn(name, size))


@register.simple_tag
def initials(name: str) -> str:
    """`VS` for Villa Serena: the first letters of its first two words that do not begin small."""
    words = [word for word in str(name).replace(",", " ").split() if word[0] == word[0].title()]
    return "".join(word[0] for word in words[:2]) or str(name)[:2].upper()


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[dict[str, Any]]:
    """This page in each language: code, name, address, whether it is the one being read."""
    request = context.get("request")
    if request is None:
        return []
    path = request.get_full_path()
    own = {code: MORE_NAMES[code] for code in context.get("page_languages") or () if code in MORE_NAMES}
    return [
        {"code": code, "name": name, "url": translate_url(path, code), "current": _lang().startswith(code)}
        for code, name in {**LANGUAGE_NAMES, **own}.items()
    ]


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """The query of this address with some keys changed; None or "" takes a key away. For filters, order and pages."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else {}
    for key, value in changes.items():
        if value is None or value == "":
            query.pop(key, None)
        else:
            query[key] = str(value)
    encoded = query.urlencode() if hasattr(query, "urlencode") else "&".join(f"{k}={v}" for k, v in query.items())
    return f"?{encoded}" if encoded else "?"


# Forms ---------------------------------------------------------------------------------------------------------------

_PARTS = frozenset({"parte", "escribiendo"})  # of a query that asks for a part of the page
_CHOICES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.filter
def sections(form: forms.BaseForm | None) -> list[tuple[Any, list[list[BoundField]]]]:
    """(legend or None, rows of fields) of a form, all its visible fields in their order. `sections` of the form are
    (legend, names): from the first of these names on, those that follow each other stand under the legend. `rows` are the
    names that share a row; with `side_by_side` what is written in English (`name_en`) stands in the row of its Spanish."""
    if form is None:
        return []
    legends = {name: legend for legend, names in getattr(form, "sections", ()) for name in names}
    row_of = {name: row for row in getattr(form, "rows", ()) for name in row}
    found: list[tuple[Any, list[list[BoundField]]]] = []
    for field in form.visible_fields():
        legend = legends.get(field.name)
        if not found or found[-1][0] != legend:
            found.append((legend, []))
        rows = found[-1][1]
        before = rows[-1][-1].name if rows else ""
        in_english = getattr(form, "side_by_side", False) and field.name == f"{before}_en"
        if in_english or (before and before in row_of.get(field.name, ())):
            rows[-1].append(field)
        else:
            rows.append([field])
    return found


@register.filter
def control(field: BoundField) -> SafeString:
    """The control of a form field in our looks. Django itself ties it to its help and its error (aria-describedby)."""
    widget = field.field.widget
    css = widget.attrs.get("class", "")
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        kind = "form-check-input"
    elif isinstance(widget, forms.Select | forms.SelectMultiple):
        kind = "form-select"
    else:
        kind = "form-control"
    return field.as_widget(attrs={"class": f"{kind} {css}".strip()})


@register.filter
def choice_control(choice: BoundWidget) -> SafeString:
    """One radio or check box of a group, in our looks."""
    choice.data["attrs"]["class"] = "form-check-input"
    return choice.tag()


@register.filter
def control_kind(field: BoundField) -> str:
    """How the field is laid out: `hidden`, `check`, `choices` (a group with a legend) or `line`."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, _CHOICES):
        return "choices"
    return "check" if isinstance(widget, forms.CheckboxInput) else "line"


@register.filter
def held(field: BoundField) -> list[Any]:
    """The files that the server keeps for this field while its form is put right (`ui/kept.py`)."""
    return getattr(field.field, "held", [])


@register.filter
def not_held(field: BoundField) -> list[dict[str, Any]]:
    """The files that came for this field and were not kept, each with why."""
    return getattr(field.field, "not_held", [])


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString:
    """The token of one form as it was shown: sent twice, it does its thing once; and the page that shows it."""
    token = format_html('<input type="hidden" name="_once" value="{}">', secrets.token_hex(8))
    request = context.get("request")
    page = page_of(request) if request is not None else ""
    return format_html('{}<input type="hidden" name="{}" value="{}">', token, PAGE, page) if page else token


def page_of(request: HttpRequest) -> str:
    """The address at which the page that is being made can be read again: of one that answers a form, the one that the form
    stood on; of a part of a page, the page."""
    if request.method == "POST":
        return str(request.POST.get(PAGE, ""))
    path, _mark, query = request.get_full_path().partition("?")
    kept = "&".join(part for part in query.split("&") if part and part.partition("=")[0] not in _PARTS)
    return f"{path}?{kept}" if kept else path


# Parts ---------------------------------------------------------------------------------------------------------------


@register.filter
def half_share(value: Any, whole: Any) -> float:
    """Half of `share`: what a centred bar goes to the left."""
    return share(value, whole) / 2


@register.simple_tag(takes_context=True)
def sort_link(context: Context, param: str, key: str, direction: str) -> str:
    """Address of this list ordered by `key` (`-` before it: descending), from its first page."""
    return with_query(context, **{param: direction + key, "desde": None})
