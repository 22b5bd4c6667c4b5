"""The drafting desk over HTTP."""

import datetime as dt
import re
import secrets

import pytest
from django.urls import reverse

from hermanar.agreements.models import Agreement
from hermanar.documents.models import Version
from hermanar.documents.operations import confirm_model_text, import_model_text
from hermanar.documents.queries import latest_version
from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from tests import relation
from tests.documents.test_model_texts import OURS
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post


def url(name: str, partnership, *args) -> str:
    return reverse(f"web:drafting:{name}", args=[partnership.public_id, *args])


@pytest.fixture
def liaison(cast):
    return cast.client("liaison")


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


@pytest.fixture
@kept
def agreement(cast, partnership):
    return relation.start_text(cast, partnership)


def typed(agreement, key: str, **changes: str) -> dict:
    """What a browser sends of one clause that was just opened, with some languages changed."""
    latest = latest_version(agreement.document)
    block = latest.as_content.block(key)
    data = {"base_number": latest.number}
    for lang in latest.as_content.languages:
        data |= {f"seen_{lang}": block.text[lang], f"text_{lang}": changes.get(lang, block.text[lang])}
    return data


def text(agreement, key: str, lang: str = "es") -> str:
    return latest_version(agreement.document).as_content.block(key).text[lang]


def test_text_before_its_start_teaches_and_starts(liaison, partnership):
    page = liaison.get(url("text", partnership))
    assert page.status_code == 200
    assert "Iniciar el texto" in html_of(page)
    done = liaison.post(url("start", partnership), {"_once": "a"}, follow=True)
    assert "Texto negociado · versión 1" in html_of(done)
    again = liaison.post(url("start", partnership), {"_once": "a"}, follow=True)
    assert Agreement.objects.count() == 1
    assert "se hizo una sola vez" in html_of(again)


def test_desk_shows_both_languages_outline_and_hour(liaison, partnership, agreement):
    page = html_of(liaison.get(url("text", partnership)))
    assert "ARTÍCULO II · ARTICLE II" in page
    assert re.search(r"Guardado a las \d\d:\d\d h", page)
    assert '<p lang="es">' in page
    assert '<p lang="en">' in page
    assert page.count('class="article"') == len(latest_version(agreement.document).as_content.groups())


def test_edit_both_languages_in_place_without_scripts(liaison, partnership, agreement):
    page = html_of(liaison.get(url("text", partnership) + "?editar=art-01.p1"))
    assert url("edit", partnership, "art-01.p1") in page
    done = post(liaison, url("edit", partnership, "art-01.p1"), **typed(agreement, "art-01.p1", es="Nuevo.", en="New."))
    assert done.url == url("text", partnership) + "#b-art-01.p1"
    assert (text(agreement, "art-01.p1"), text(agreement, "art-01.p1", "en")) == ("Nuevo.", "New.")


def test_edit_over_somebody_elses_change_shows_both_and_loses_nothing(cast, liaison, partnership, agreement):
    seen = typed(agreement, "art-01.p1", es="Lo que escribí yo.")
    relation.edit(cast, agreement, "art-01.p1", "es", text(agreement, "art-01.p1"), "Lo que escribió otra persona.")
    page = html_of(post(liaison, url("edit", partnership, "art-01.p1"), **seen))
    assert "Otra persona cambió este mismo párrafo." in page
    assert "escribió" in page
    assert "Lo que escribí yo." in page
    assert text(agreement, "art-01.p1") == "Lo que escribió otra persona."
    hidden = dict(re.findall(r'<input type="hidden" name="(base_number|seen_es|seen_en)" value="([^"]*)"', page))
    decided = {**seen, "base_number": hidden["base_number"], "seen_es": hidden["seen_es"]}
    assert post(liaison, url("edit", partnership, "art-01.p1"), **decided).status_code == 302
    assert text(agreement, "art-01.p1") == "Lo que escribí yo."


def test_edit_of_another_clause_meanwhile_goes_on_top(cast, liaison, partnership, agreement):
    mine = typed(agreement, "art-01.p1", es="Lo mío.")
    relation.edit(cast, agreement, "art-04.p1", "es", text(agreement, "art-04.p1"), "Lo de otra persona.")
    assert post(liaison, url("edit", partnership, "art-01.p1"), **mine).status_code == 302
    assert (text(agreement, "art-01.p1"), text(agreement, "art-04.p1")) == ("Lo mío.", "Lo de otra persona.")


def test_edit_with_a_character_no_typeface_draws_names_it_at_the_field(liaison, partnership, agreement):
    done = post(liaison, url("edit", partnership, "art-01.p1"), **typed(agreement, "art-01.p1", en="A 𒀀 sign."))
    assert list(errors_of(done)) == ["text_en"]
    assert "“𒀀” (U+12000) no se puede imprimir" in errors_of(done)["text_en"][0]
    assert "A 𒀀 sign." in html_of(done)
    assert latest_version(agreement.document).number == 1


def test_edit_sent_twice_makes_one_version(liaison, partnership, agreement):
    data = typed(agreement, "art-01.p1", es="Nuevo.") | {"_once": "same"}
    answers = [liaison.post(url("edit", partnership, "art-01.p1"), data) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    assert latest_version(agreement.document).number == 2


def test_finding_is_shown_in_place_and_repaired_with_one_click(cast, liaison, partnership, agreement):
    relation.edit(cast, agreement, "art-05.p6", "en", "sixty (60)", "ninety (90)")
    page = html_of(liaison.get(url("text", partnership)))
    assert '<mark class="bad">' in page
    assert "Las versiones no coinciden" in page
    form = re.search(
        r'name="base_number" value="(\d+)".*?name="fingerprint" value="(\w+)".*?name="index" value="(\d+)".*?>Poner 60',
        page,
    )
    done = post(liaison, url("repair", partnership), base_number=form[1], fingerprint=form[2], index=form[3])
    assert done.status_code == 302
    assert "sixty (60)" in text(agreement, "art-05.p6", "en")
    assert "Las versiones no coinciden" not in html_of(liaison.get(url("text", partnership)))
    log = html_of(liaison.get(reverse("web:cases:log", args=[partnership.public_id])))
    assert "modificó Artículo V" in log
    assert "repair" not in log.split('class="log"')[1].split("</ol>")[0]


def test_repair_of_what_is_gone_says_so_and_changes_nothing(liaison, partnership, agreement):
    done = liaison.post(
        url("repair", partnership),
        {"base_number": 1, "fingerprint": "0" * 16, "index": 0, "_once": secrets.token_hex(8)},
        follow=True,
    )
    assert "Ese señalamiento ya no está en el texto." in html_of(done)
    assert latest_version(agreement.document).number == 1


def third_city(cast, agreement) -> None:
    relation.edit(
        cast,
        agreement,
        "art-02.p1",
        "es",
        "del presente Acuerdo",
        "del presente Acuerdo entre Villa Serena y Zihuatanejo",
    )


def test_keep_asks_why_and_stays_justified(cast, liaison, partnership, agreement):
    third_city(cast, agreement)
    page = html_of(liaison.get(url("text", partnership)))
    found = dict(re.findall(r'name="fingerprint" value="(\w+)"><input type="hidden" name="code" value="(\w+)"', page))
    fingerprint = next(f for f, code in found.items() if code == "P01")
    refused = html_of(post(liaison, url("keep", partnership), fingerprint=fingerprint, code="P01", reason=""))
    assert "Escriba el motivo." in refused
    done = post(liaison, url("keep", partnership), fingerprint=fingerprint, code="P01", reason="Sede del encuentro.")
    assert done.status_code == 302
    assert "Se conserva: Sede del encuentro." in html_of(liaison.get(url("text", partnership)))


def test_agree_with_errors_is_blocked_with_doors_to_the_clause(cast, liaison, partnership, agreement):
    third_city(cast, agreement)
    door = f"{url('text', partnership)}#b-art-02.p1"
    page = html_of(liaison.get(url("agree", partnership)))
    assert "Lugar ajeno a las Partes" in page
    assert re.findall(r'href="([^"]*#b-[^"]*)"', page) == [door]
    done = post(liaison, url("agree", partnership), agreed_on="2022-01-31")
    assert done.status_code == 200
    assert Fact.TEXT_AGREED not in standing_facts(partnership.case)


def test_agree_reopen_and_refill(liaison, partnership, agreement):
    done = post(liaison, url("agree", partnership), agreed_on="2022-01-31")
    assert done.status_code == 302, errors_of(done)
    assert Fact.TEXT_AGREED in standing_facts(partnership.case)
    page = html_of(liaison.get(url("text", partnership)))
    assert "Texto acordado · versión 1" in page
    assert "?editar=" not in page
    refused = post(liaison, url("edit", partnership, "art-01.p1"), **typed(agreement, "art-01.p1", es="Otro."))
    assert refused.status_code == 200
    assert latest_version(agreement.document).number == 1
    assert list(errors_of(post(liaison, url("reopen", partnership)))) == ["reason"]
    assert post(liaison, url("reopen", partnership), reason="Cambió el plazo.").status_code == 302
    assert post(liaison, url("refill", partnership)).status_code == 302
    assert latest_version(agreement.document).number == 2


def test_a_day_put_down_by_mistake_is_true_on_no_day(cast, liaison, partnership, agreement):
    case = reverse("web:cases:case", args=[partnership.public_id])
    refused = errors_of(post(liaison, url("agree", partnership), agreed_on="2020-01-01"))
    assert "antes de que se abriera el expediente, el 31 de enero de 2022" in refused["agreed_on"][0]
    done = html_of(liaison.post(url("agree", partnership), {"agreed_on": "2022-01-31"}, follow=True))
    assert "El texto quedó acordado. Falta la autorización del Cabildo" in done
    assert "Nunca se acordó así: se asentó por error" in html_of(liaison.get(url("reopen", partnership)))

    def said() -> bool:
        card = (
            html_of(liaison.get(f"{case}?al=2022-01-31")).split("Lo que era cierto ese día")[1].split("</section>")[0]
        )
        return "texto negociado sin errores, acordado por las Partes" in card

    assert said()
    assert post(liaison, url("reopen", partnership), reason="La fecha estaba mal.", mistaken="on").status_code == 302
    assert not said()
    assert "Se asentó por error y no fue así: texto negociado" in html_of(liaison.get(case))


def test_a_text_agreed_before_it_was_saved_is_told_to_whoever_reads_it(cast, liaison, partnership, agreement):
    Version.objects.filter(document=agreement.document).update(created_at=cast.at + dt.timedelta(3))
    post(liaison, url("agree", partnership), agreed_on="2022-01-31")
    told = "El texto consta acordado el 31 de enero de 2022 y esa versión se guardó aquí el 3 de febrero de 2022."
    assert told in html_of(liaison.get(url("text", partnership)))
    assert told in html_of(liaison.get(reverse("web:cases:case", args=[partnership.public_id])))


def test_what_follows_the_agreed_text_is_what_the_case_lacks(cast, liaison, partnership, agreement):
    relation.authorise(cast, partnership)
    page = html_of(liaison.get(url("agree", partnership)))
    assert "Falta el envío a la SRE por conducto del enlace estatal" in page
    assert "Cabildo, en un acto" not in page
    done = html_of(liaison.post(url("agree", partnership), {"agreed_on": "2022-01-31"}, follow=True))
    assert "El texto quedó acordado. Falta el envío a la SRE" in done


def test_comment_of_another_post_is_seen_by_all(cast, liaison, partnership, agreement):
    secretary = cast.client("council_secretary")
    done = post(secretary, url("comment", partnership), group="art-05", text="Confirmar el plazo.")
    assert done.status_code == 302
    page = html_of(liaison.get(url("text", partnership)))
    assert "Confirmar el plazo." in page
    assert "Secretaría del Ayuntamiento" in page
    assert "Comentar un artículo" not in html_of(cast.client("registrar").get(url("text", partnership)))


def test_versions_compare_with_each_other_and_with_the_model(cast, liaison, partnership, agreement):
    relation.edit(cast, agreement, "art-02.b", "es", "patrimonio", "lenguas indígenas")
    with_model = html_of(liaison.get(url("versions", partnership) + "?de=modelo&a=2"))
    between = html_of(liaison.get(url("versions", partnership) + "?de=1&a=2"))
    for page in (with_model, between):
        assert "<del>patrimonio</del><ins>lenguas indígenas</ins>" in page
    assert "Sin diferencias" in html_of(liaison.get(url("versions", partnership) + "?de=2&a=2"))
    assert liaison.get(url("versions", partnership) + "?de=1&a=99").status_code == 404
    assert liaison.get(url("versions", partnership) + "?de=x").status_code == 404
    # a model that others wrote, once the ministry has looked at it; its blanks take what the case knows
    act = cast.act("reviewer")
    model = import_model_text(act, issuer=cast.organisations["ministry"], data=OURS.encode(), filename="modelo.md")
    with_other = f"{url('versions', partnership)}?de=modelo-{model.public_id}&a=2"
    assert liaison.get(with_other).status_code == 404
    confirm_model_text(act, model=model)
    page = html_of(liaison.get(with_other))
    assert f'value="modelo-{model.public_id}" selected' in page
    assert "<del>" in page
    assert "{their_city}" not in page


@pytest.mark.parametrize(("fmt", "magic"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_draft_is_downloaded(liaison, partnership, agreement, fmt, magic):
    answer = liaison.get(url("draft", partnership, fmt))
    assert answer.content.startswith(magic)
    assert f"VS-2022-001-v1-borrador.{fmt}" in answer["Content-Disposition"]


def test_draft_in_another_format_is_nothing(liaison, partnership, agreement):
    assert liaison.get(url("draft", partnership, "exe")).status_code == 404


def test_desk_in_english_speaks_english(liaison, partnership, agreement):
    page = html_of(liaison.get("/en" + url("text", partnership)))
    assert "Negotiated text · version 1" in page
    assert "Agree on the text" in page


def test_who_only_reads_gets_no_buttons(cast, partnership, agreement):
    page = html_of(cast.client("counterpart").get(url("text", partnership)))
    assert "ARTÍCULO II" in page
    assert "?editar=" not in page
    assert "Acordar el texto" not in page
    refused = post(
        cast.client("counterpart"), url("edit", partnership, "art-01.p1"), **typed(agreement, "art-01.p1", es="Otro.")
    )
    assert refused.status_code == 200
    assert latest_version(agreement.document).number == 1
