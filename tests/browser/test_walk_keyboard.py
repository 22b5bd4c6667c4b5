"""The international walk at a browser by keyboard alone, from the lead to the signed letter: every control is reached with Tab,
and the focus can be seen on it. The whole way, with the mouse and in both languages: `test_walk_whole.py`."""

import pytest

from hermanar.cli.walks.lead import DEFAULT as LEAD
from hermanar.cli.walks.people import federal_side, municipal_side
from hermanar.cli.walks.stage import Stage

from .stages import Browser, browser_of, world

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
    it.look().says("Expedida")
    page.goto(case)
    it.look()
