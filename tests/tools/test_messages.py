"""Sentences are found in code and templates, and a catalogue keeps what was translated."""

import gettext
import io

from babel.messages.extract import extract

from tools import messages


def sentences(code: str) -> list:
    return [m for _, m, _, _ in extract("python", io.BytesIO(code.encode()), keywords=messages.KEYWORDS)]


def test_find_in_template_reads_tags_blocks_and_component_attributes(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "{% load i18n %}<c-button label=\"{% translate 'Sí (“de acuerdo”)' %}\" title=\"{{ _('Otra') }}\">\n"
        "{% blocktranslate count n=3 trimmed %}Un caso\n de {{ town }}{% plural %}{{ n }} casos{% endblocktranslate %}"
        '{% if kind == _("Tercera") %}it\'s “loose” text (with a bracket{% endif %}'
    )
    assert sentences(messages._as_code(page)) == [
        "Sí (“de acuerdo”)",
        "Otra",
        ("Un caso de %(town)s", "%(n)s casos"),
        "Tercera",
    ]


def test_find_in_code_reads_sentences_inside_f_strings(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    app = tmp_path / "app"
    app.mkdir()
    (app / "views.py").write_text(
        """A = f"{_('Áreas')} {n} {name(_('tarde'))}"\nB = f'{gettext("carta")}-{m("x")}'\n"""
    )
    assert {message for _, _, message, _ in messages.found_in("app")} == {"Áreas", "tarde", "carta"}


def test_update_keeps_english_and_drops_what_is_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    app = tmp_path / "app"
    app.mkdir()
    code = app / "enums.py"
    code.write_text('A = _("Uno")\nB = ngettext("%(n)s día", "%(n)s días", 2)\n')
    assert messages.update("app") == 2
    path = messages.catalogue("app")
    text = path.read_text().replace('msgid "Uno"\nmsgstr ""', 'msgid "Uno"\nmsgstr "One"')
    path.write_text(
        text.replace('msgstr[0] ""', 'msgstr[0] "%(n)s day"').replace('msgstr[1] ""', 'msgstr[1] "%(n)s days"')
    )
    code.write_text('A = _("Uno")\nB = ngettext("%(n)s día", "%(n)s días", 2)\nC = _("Dos")\n')
    assert messages.update("app") == 1
    messages.compile_all()
    with path.with_suffix(".mo").open("rb") as f:
        english = gettext.GNUTranslations(f)
    assert english.gettext("Uno") == "One"
    assert [english.ngettext("%(n)s día", "%(n)s días", n) for n in (1, 2)] == ["%(n)s day", "%(n)s days"]
    assert english.gettext("Dos") == "Dos"
    code.write_text('C = _("Dos")\n')
    messages.update("app")
    assert "Uno" not in path.read_text()
