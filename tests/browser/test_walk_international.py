"""The international walk at a browser: from the lead to the signed letter in Spanish, from the dispatch to the public entry in
English, and once by keyboard alone. Every page on the way is clean."""

import pytest

from hermanar.cli.walks.international import International
from hermanar.cli.walks.lead import DEFAULT as LEAD
from hermanar.cli.walks.people import federal_side, municipal_side
from hermanar.cli.walks.stage import Stage, sample_paper
from hermanar.opinions import operations as opinions

from .stages import Browser, browser_of, seeded, world

__all__ = ["browser_of"]


def opened() -> Stage:
    """The house of the lead, before anything happened in it."""
    world()
    stage = Stage()
    stage.clock = stage.clock.replace(year=2021, month=10, day=23)
    municipal_side(stage, LEAD)
    federal_side(stage, LEAD)
    stage.on(LEAD.start)
    return stage


@pytest.mark.django_db(transaction=True)
def test_lead_becomes_a_signed_letter_in_spanish(browser_of):
    it: Browser = browser_of(opened())
    it.sit("consul").open("/prospectos/nuevo/")
    it.type(
        foreign_name="Whitewater", proposed_place="San José de Otates, Manuel Doblado, Gto.", summary=LEAD.summary,
        promoters__0__group="Grupo de compatriotas", ideas__0__title="City Market",
    )  # fmt: skip
    it.keep("prospecto-nuevo")
    it.press("Abrir prospecto").says("Manuel Doblado", "San José de Otates")
    it.press("Turnar")
    lead = it.page.url
    it.sit("liaison").look()
    it.keep("escritorio-enlace", height=460)
    it.open(lead.removeprefix(it.url)).type(answer="El municipio tiene interés.").press("Contestar que interesa")
    it.press("Abrir expediente")
    it.type(country="US", their_name="Whitewater")
    it.choose(
        scope="whole", earlier="none", proposed_by="consulate", money="no", staff="yes", protected="no", forum="no"
    )
    it.choose(areas="culture")
    it.page.get_by_text("Las ocho preguntas están respondidas").wait_for()  # the outcome follows while it is answered
    it.look().keep("ocho-preguntas")
    it.press("Abrir el expediente").says("Siguiente paso")
    case = it.page.url.removeprefix(it.url)
    it.press("Editar", exact=False).type(
        head_name="Persona de Muestra 40", head_post="City Manager", head_post_es="Administrador"
    )
    it.press("Guardar")
    it.open(case.replace("/vinculaciones/", "/correspondencia/relacion/") + "nueva/")
    it.type(
        **{
            f"{p}_{lang}": getattr(LEAD, p)[lang]
            for p in ("motivations", "interests", "objectives")
            for lang in ("es", "en")
        }
    )
    it.press("Guardar el borrador")
    letter = it.page.url.removeprefix(it.url)
    it.keep("carta-borrador")
    it.sit("mayor").look().open(letter)
    it.keep("carta-por-firmar")
    it.press("Firmar la carta").press("Firmar la carta").says("Firmada")
    it.open(case).says("Lo que hoy se puede afirmar")


@pytest.mark.django_db(transaction=True)
def test_agreement_is_opined_signed_and_registered_in_english(browser_of, tmp_path):
    exercise = seeded("cabildo")
    it: Browser = browser_of(exercise.stage, "en")
    dispatched(exercise.walk)
    it.sit("reviewer").open("/dictamenes/")
    it.page.locator("main table a, main .rows a").first.click()
    it.look().keep("revision-en")
    desk = it.page.url.removeprefix(it.url)
    it.type(group="art-05", text="State that the yearly evaluation belongs to both Parties.").press(
        "Note the observation", exact=False
    )
    it.page.get_by_role("button", name="Withdraw").first.click()
    it.look().open(desk.removeprefix("/en"))
    it.press("Propose", exact=False)
    it.choose(sense="favourable").type(grounds="The text is in order.").press("Propose", exact=False)
    opinion = it.page.url.removeprefix(it.url).removeprefix("/en")
    it.sit("authoriser").open(opinion).press("Authori", exact=False)
    it.page.locator("main form button[type=submit]").first.click()
    it.look()
    it.sit("mayor").open(exercise.case + "firma/preparar/")
    it.page.locator("main form button[type=submit]").first.click()
    it.look()
    it.sit("liaison").open(exercise.case + "firma/depositar/")
    paper = tmp_path / "signed.pdf"
    paper.write_bytes(sample_paper("signed", ["Signed text of the exercise."], exercise.stage.today))
    it.type(place="Manuel Doblado, Guanajuato", their_name="Persona de Muestra 40")
    it.page.locator("input[name=scan]").set_input_files(paper)
    it.page.locator("main form button[type=submit]").last.click()
    it.page.locator("input[name=pages]").first.wait_for()
    for box in it.page.locator("input[name=pages]").all():
        box.check()
    it.look().keep("texto-firmado-en")
    it.page.locator("main form button[type=submit]").last.click()
    it.look()
    it.sit("registrar").open(exercise.case + "registro/asentar/")
    it.type(number="MUESTRA-001")
    it.page.locator("main form button[type=submit]").first.click()
    it.look().says("MUESTRA-001")
    it.page.context.clear_cookies()
    it.open("/ejercicios/")
    it.page.locator("main a", has_text="Whitewater").first.click()
    it.look().says("Whitewater")
    it.keep("registro-publico-en")


def dispatched(walk: International) -> None:
    """Sent by the town, passed on by the state, received by the ministry."""
    walk.dispatch()
    walk.forward(4)
    walk.stage.do("review.receive", "reviewer", opinions.receive_dispatch, dispatch=walk.dispatched)


# by keyboard alone -----------------------------------------------------------------------------------------------------


def reach(page, *, name: str = "", label: str = "", back: bool = False) -> None:
    """Tab until the focus stands on the control of that name, or on what says that label; visibly."""
    for _step in range(160):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        at = page.evaluate(
            "() => { const e = document.activeElement; if (/^(BODY|MAIN)$/.test(e.tagName)) return {name: '', text: ''};"
            " const s = getComputedStyle(e); return {"
            "name: e.name || '', text: (e.innerText || e.value || '').trim(),"
            "seen: s.outlineStyle !== 'none' || s.boxShadow !== 'none' } }"
        )
        if (name and at["name"] == name) or (label and label in at["text"]):
            assert at["seen"], f"the focus on {name or label} cannot be seen on {page.url}"
            return
    raise AssertionError(f"no Tab reaches {name or label} on {page.url}")


def typed(page, **fields: str) -> None:
    """Type into the fields in the order of the page."""
    for name, value in fields.items():
        reach(page, name=name)
        page.keyboard.insert_text(value) if len(value) > 30 else page.keyboard.type(value)


def pressed(page, label: str) -> None:
    reach(page, label=label)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def chosen(page, **groups: int) -> None:
    """In each group of radio buttons take the nth, with Space and the arrows."""
    for name, number in groups.items():
        reach(page, name=name)
        page.keyboard.press("Space")
        for _down in range(number):
            page.keyboard.press("ArrowDown")


@pytest.mark.django_db(transaction=True)
def test_lead_becomes_a_signed_letter_by_keyboard_alone(browser_of):
    it: Browser = browser_of(opened())
    page = it.page
    it.sit("consul")
    pressed(page, "Abrir un prospecto")
    typed(page, foreign_name="Whitewater", proposed_place="Manuel Doblado, Gto.", summary=LEAD.summary)
    pressed(page, "Abrir prospecto")
    pressed(page, "Turnar")
    it.sit("liaison")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    assert page.evaluate("document.activeElement.id") or page.url.endswith("#contenido")
    pressed(page, "Manuel Doblado")
    typed(page, answer="El municipio tiene interés.")
    pressed(page, "Contestar que interesa")
    pressed(page, "Abrir expediente")
    chosen(page, scope=0, earlier=0, proposed_by=0)
    reach(page, name="areas")
    page.keyboard.press("Space")
    chosen(page, money=1, staff=1, protected=1, forum=1)
    page.get_by_text("Las ocho preguntas están respondidas").wait_for()  # nothing is asked any more while it is opened
    pressed(page, "Abrir el expediente")
    case = page.url
    it.look()
    pressed(page, "Editar")
    typed(page, head_name="Persona de Muestra 40", head_post="City Manager", head_post_es="Administrador")
    pressed(page, "Guardar")
    pressed(page, "Cartas")
    pressed(page, "Nueva carta")
    typed(
        page,
        **{
            f"{p}_{lang}": getattr(LEAD, p)[lang]
            for p in ("motivations", "interests", "objectives")
            for lang in ("es", "en")
        },
    )
    pressed(page, "Guardar el borrador")
    letter = page.url
    it.sit("mayor")
    page.goto(letter)
    pressed(page, "Firmar la carta")
    reach(page, name="dated_on")
    pressed(page, "Firmar la carta")
    it.look().says("Firmada")
    page.goto(case)
    it.look()
