"""Words for dates and figures, marks and addresses."""

import datetime as dt

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from hermanar.kernel.dates import Dated, Precision
from hermanar.ui.templatetags import ui

TODAY = dt.date(2026, 6, 19)


def after(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "spanish", "english", "tone"),
    [
        (-45, "venció hace 45 días", "45 days overdue", "red"),
        (-1, "venció ayer", "was due yesterday", "red"),
        (0, "vence hoy", "due today", "amber"),
        (1, "vence mañana", "due tomorrow", "amber"),
        (9, "vence en 9 días", "due in 9 days", "amber"),
        (14, "vence en 14 días", "due in 14 days", "amber"),
        (15, "vence en 15 días", "due in 15 days", ""),
        (1284, "vence en 1,284 días", "due in 1,284 days", ""),
    ],
)
def test_due_day_is_said_in_words_with_its_tone(days, spanish, english, tone):
    assert ui.due(after(days), TODAY) == spanish
    with translation.override("en"):
        assert ui.due(after(days), TODAY) == english
    assert ui.due_tone(after(days), TODAY) == tone


@pytest.mark.parametrize(
    ("days", "spanish", "english"),
    [
        (-45, "hace 45 días", "45 days ago"),
        (-1, "ayer", "yesterday"),
        (0, "hoy", "today"),
        (11, "en 11 días", "in 11 days"),
    ],
)
def test_distance_day_is_said_in_words(days, spanish, english):
    assert ui.distance(after(days), TODAY) == spanish
    with translation.override("en"):
        assert ui.distance(after(days), TODAY) == english


def test_due_without_a_day_says_nothing():
    assert (ui.due(None, TODAY), ui.due_tone(None, TODAY), ui.distance("", TODAY)) == ("", "", "")


def test_dates_are_said_in_the_language_of_the_page():
    assert [f(TODAY) for f in (ui.in_words, ui.short_date, ui.long_date)] == [
        "19 de junio de 2026",
        "19 jun 2026",
        "Viernes 19 de junio de 2026",
    ]
    with translation.override("en"):
        assert [f(TODAY) for f in (ui.in_words, ui.short_date, ui.long_date)] == [
            "June 19, 2026",
            "Jun 19, 2026",
            "Friday, June 19, 2026",
        ]


def test_in_words_fact_known_by_the_year_says_only_the_year():
    assert ui.in_words(Dated(dt.date(2001, 1, 1), Precision.YEAR)) == "2001"


def test_hour_is_said_in_the_time_zone_of_the_page():
    moment = dt.datetime(2026, 6, 19, 18, 4, tzinfo=dt.UTC)  # Mexico City keeps UTC−6 all year
    assert ui.hour(moment) == "12:04 h"
    with translation.override("en"):
        assert ui.hour(moment) == "12:04 p.m."
    assert ui.in_words(dt.datetime(2026, 6, 20, 3, 0, tzinfo=dt.UTC)) == "19 de junio de 2026"


def test_figures_are_written_as_mexico_writes_them():
    assert (ui.number(1284), ui.number(1284.5, 2), ui.number(None)) == ("1,284", "1,284.50", "")
    assert (ui.percent(50), ui.percent(33.333, 1)) == ("50%", "33.3%")
    kept = [ui.percent_kept(value) for value in (12.5, 50, "33.333", 0, 1234.5, None)]
    assert kept == ["12.5%", "50%", "33.33%", "0%", "1234.5%", ""]


@pytest.mark.parametrize(
    ("value", "whole", "expected"), [(1, 4, 25.0), (9, 4, 100.0), (-1, 4, 0.0), (1, 0, 0.0), (None, 4, 0.0)]
)
def test_share_stays_between_nothing_and_all(value, whole, expected):
    assert ui.share(value, whole) == expected


def test_svg_figure_has_a_point_in_every_language():
    with translation.override("es"):
        assert [ui.svg(v) for v in (12.5, 1284.0, 0, None)] == ["12.5", "1284", "0", "0"]


def test_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in ui.icon("check")
    named = ui.icon("check", "<hecho>")
    assert 'role="img" aria-label="&lt;hecho&gt;"' in named
    assert "icons.svg#check" in named


@pytest.mark.parametrize(("name", "letters"), [("Villa Serena, Oax.", "VS"), ("Lakeside", "L"), ("de la o", "DE")])
def test_initials_are_the_first_letters_of_the_name(name, letters):
    assert ui.initials(name) == letters


def test_with_query_changes_one_key_and_keeps_the_rest():
    context = Context({"request": RequestFactory().get("/registro/?pais=JP&pais=FR&desde=9")})
    assert ui.with_query(context, desde=None, orden="-firma") == "?pais=JP&pais=FR&orden=-firma"
    assert ui.sort_link(context, "orden", "firma", "-") == "?pais=JP&pais=FR&orden=-firma"


def test_languages_name_this_page_in_both():
    context = Context({"request": RequestFactory().get("/patrones/?a=1")})
    assert [(o["code"], o["url"], o["current"]) for o in ui.languages(context)] == [
        ("es", "/patrones/?a=1", True),
        ("en", "/en/patrones/?a=1", False),
    ]


def test_number_in_a_template_is_grouped_as_mexico_groups():
    assert Template("{{ n }}").render(Context({"n": 1284})) == "1,284"


@pytest.mark.parametrize(
    ("language", "html"),
    [("es", "Estudio &amp; voto"), ("en", '<span lang="es">Estudio &amp; voto</span>')],
)
def test_what_somebody_wrote_in_spanish_says_so_on_a_page_in_english(language, html):
    with translation.override(language):
        assert ui.spanish("Estudio & voto") == html
        assert Template("{% load ui %}{{ empty|spanish }}").render(Context({"empty": ""})) == ""


def test_lines_of_a_spanish_text_stay_lines():
    with translation.override("en"):
        html = Template("{% load ui %}{{ text|linebreaksbr|spanish }}").render(Context({"text": "Uno\n<b>"}))
    assert html == '<span lang="es">Uno<br>&lt;b&gt;</span>'


class _Two(forms.Form):
    sections = (("Quien firma", ("name", "post")),)
    rows = (("name", "post"),)
    place = forms.CharField()
    name = forms.CharField()
    post = forms.CharField()
    note = forms.CharField()
    token = forms.CharField(widget=forms.HiddenInput)


def test_sections_put_every_visible_field_once_under_its_legend_and_in_its_row():
    told = [(legend, [[f.name for f in row] for row in rows]) for legend, rows in ui.sections(_Two())]
    assert told == [(None, [["place"]]), ("Quien firma", [["name", "post"]]), (None, [["note"]])]
    assert ui.sections(None) == []
