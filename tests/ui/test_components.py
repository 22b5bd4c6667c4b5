"""Components draw what they are given, escape it, and tie fields to their errors."""

import datetime as dt
import re

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

TODAY = dt.date(2026, 6, 19)


def draw(source: str, **context) -> str:
    template = engines["django"].from_string(_compiled(source))
    html = template.render(context, RequestFactory().get("/"))
    return re.sub(r"\s+", " ", html)


def _compiled(source: str) -> str:
    from django_cotton.compiler_regex import CottonCompiler

    return CottonCompiler().process(source)


class Letter(forms.Form):
    folio = forms.CharField(label="Folio", help_text="Como en el papel.")
    kind = forms.ChoiceField(label="Clase", choices=[("a", "Alfa"), ("b", "Beta")], widget=forms.RadioSelect)
    note = forms.CharField(label="Nota", required=False)

    def clean(self):
        raise forms.ValidationError("El oficio ya está asentado.")


@pytest.fixture
def wrong() -> Letter:
    form = Letter({"folio": "", "note": "<b>lo escrito</b>"})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("page", "names", "opened"),
    [
        ("es", ["Español", "English"], 1),
        ("en", ["Español", "English"], 2),
        ("en", ["English", "Español"], 1),
        ("fr", ["Español", "English"], 1),
    ],
)
def test_sheet_of_two_languages_opens_on_a_phone_in_that_of_the_page(page, names, opened):
    with translation.override(page):
        html = draw('<c-sheet :languages="names">texto</c-sheet>', names=names)
    assert f'data-bilingual="{opened}"' in html
    assert re.findall(r'data-column="(\d)" aria-pressed="true"', html) == [str(opened)]


def test_field_with_an_error_says_it_at_the_field_and_is_tied_to_it(wrong):
    html = draw('<c-field :field="form.folio" />', form=wrong)
    control = re.search(r"<input[^>]*>", html).group()
    assert 'aria-invalid="true"' in control
    described = re.search(r'aria-describedby="([^"]*)"', control).group(1).split()
    assert described == ["id_folio_helptext", "id_folio_error"]
    assert all(f'id="{name}"' in html for name in described)
    assert "form-control" in control


def test_field_keeps_what_was_written_and_escapes_it(wrong):
    assert 'value="&lt;b&gt;lo escrito&lt;/b&gt;"' in draw('<c-field :field="form.note" />', form=wrong)


def test_field_that_may_stay_empty_says_so(wrong):
    assert "(opcional)" in draw('<c-field :field="form.note" />', form=wrong)
    assert "(opcional)" not in draw('<c-field :field="form.folio" />', form=wrong)


def test_field_of_choices_is_a_group_with_a_legend(wrong):
    html = draw('<c-field :field="form.kind" />', form=wrong)
    assert "<legend>Clase" in html
    assert html.count('type="radio"') == html.count("form-check-input") == 2
    assert re.findall(r'<label for="([^"]+)"', html) == re.findall(r'<input[^>]* id="([^"]+)"', html)


def test_form_errors_link_to_each_field(wrong):
    html = draw('<c-form-errors :form="form" />', form=wrong)
    links = re.findall(r'href="#([^"]+)"', html)
    assert links == ["id_folio", "id_kind"]
    fields = draw('<c-fields :form="form" />', form=wrong)
    assert [f'id="{link}"' in fields for link in links] == [True, True]
    assert "El oficio ya está asentado." in html


def test_form_errors_of_a_sound_form_are_nothing():
    assert draw('<c-form-errors :form="form" />', form=Letter()).strip() == ""


def test_button_without_address_is_a_button_and_with_one_a_link():
    assert draw('<c-button kind="primary">Turnar</c-button>').startswith('<button type="submit" class="btn btn-primary')
    assert draw('<c-button href="/x/">Ver</c-button>').startswith('<a href="/x/" class="btn btn-plain')
    assert 'aria-disabled="true"' in draw('<c-button href="/x/" disabled="1">Ver</c-button>')


@pytest.mark.parametrize(
    ("days", "short", "text", "tone"),
    [
        (9, "", "vence en 9 días", "tag-amber"),
        (11, "1", "en 11 días", "tag-amber"),
        (-3, "1", "venció hace 3 días", "tag-red"),
    ],
)
def test_due_says_the_words_and_carries_the_exact_day(days, short, text, tone):
    on = TODAY + dt.timedelta(days)
    html = draw(f'<c-due :on="on" :today="today" short="{short}" />', on=on, today=TODAY)
    assert f">{text}<" in html
    assert f'datetime="{on.isoformat()}"' in html
    assert tone in html


def test_path_says_where_the_case_stands_without_colour():
    stages = [
        {"label": "Uno", "state": "done"},
        {"label": "Dos", "state": "now", "note": "0 de 7"},
        {"label": "Tres", "state": "later"},
    ]
    html = draw('<c-path :stages="stages" />', stages=stages)
    assert html.count('aria-current="step"') == 1
    assert [word in html for word in ("Concluida.", "En curso.", "Pendiente.", "0 de 7")] == [True] * 4


def test_next_step_says_whose_turn_it_is():
    assert "a su cargo" in draw('<c-next-step title="Firmar" />')
    assert "a cargo de la contraparte" in draw('<c-next-step title="Esperar" turn="waiting" whose="la contraparte" />')
    with translation.override("en"):
        assert "Next step · yours" in draw('<c-next-step title="Firmar" />')


def test_blockers_are_doors():
    html = draw('<c-blockers :items="items" />', items=[{"sentence": "Falta el acta.", "url": "/actas/"}])
    assert '<a href="/actas/">Resolver<span class="visually-hidden">: Falta el acta.</span></a>' in html


def test_claim_card_without_proof_claims_nothing():
    html = draw("<c-claim-card />")
    assert "Todavía nada" in html
    assert "data-copy" not in html


def test_confirm_works_without_scripts_and_says_who_is_told():
    html = draw(
        '<c-confirm action="/turnar/" label="Turnar" told="Se avisará a la Secretaría." reason="reason" />',
        csrf_token="x",
    )
    assert '<form method="post" action="/turnar/"' in html
    assert "Se avisará a la Secretaría." in html
    assert 'name="reason"' in html
    assert html.startswith("<details")


def test_confirm_with_a_missing_reason_comes_back_open():
    html = draw(
        '<c-confirm label="Turnar" reason="reason" :reason_error="error" reason_value="ya" />', error="Diga el motivo."
    )
    assert re.search(r"<details[^>]* open>", html)
    assert "Diga el motivo." in html
    assert ">ya</textarea>" in html


def test_table_orders_by_its_heads_and_says_how():
    columns = [{"label": "Parte", "key": "parte"}, {"label": "Firma", "key": "firma"}, {"label": ""}]
    html = draw(
        '<c-table :columns="columns" caption="Relaciones" sort="-firma"><tr><td>x</td></tr></c-table>', columns=columns
    )
    assert 'aria-sort="descending"' in html
    assert re.findall(r'href="([^"]+)"><?', html)[:2] == ["?orden=parte", "?orden=firma"]
    assert '<span class="visually-hidden">Acciones</span>' in html


def test_quarter_bars_behind_the_plan_are_gold_and_say_both_figures():
    html = draw('<c-quarter-bars :achieved="35" :planned="50" />')
    assert "fill-gold" in html
    assert "alcanzado 35% de 50% programado al trimestre" in html
    assert 'width="35%"' in html


def test_log_escapes_its_sentences():
    html = draw('<c-log :entries="entries" />', entries=[{"when": "Hoy", "sentence": "<script>x</script>"}])
    assert "&lt;script&gt;" in html


def test_finding_says_its_gravity_in_words():
    assert "Error." in draw('<c-finding severity="error" code="P01" title="Ajeno">No es Parte.</c-finding>')
    assert "Aviso." in draw('<c-finding title="Ajeno">Se aparta.</c-finding>')
