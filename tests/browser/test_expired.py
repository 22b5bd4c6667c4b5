"""A clause typed when the session has expired, in Chromium: it comes back after signing in, with scripts on and off."""

import pytest

from tests import relation
from tests.cast import PASSWORD

WORDS = "Lo que costó una hora escribir."
STORES = "() => JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_clause_comes_back_after_signing_in(browser, browser_context_args, live_server, cast, scripts):
    case = relation.open_relation(cast)
    relation.start_text(cast, case)
    desk = f"{live_server.url}/vinculaciones/{case.public_id}/texto/"
    context = browser.new_context(**browser_context_args, java_script_enabled=scripts)
    try:
        session = cast.client("liaison").cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(desk)
        page.locator("a[href*='?editar=art-02']").first.click()
        area = page.locator("textarea[name=text_es]")
        area.wait_for()
        context.clear_cookies(name="sessionid")
        area.fill(WORDS)
        if scripts:  # the clause tries to save itself, and says what became of it
            page.get_by_text("guarde para ingresar").wait_for()
            assert "una hora" not in page.evaluate(STORES)
        page.locator("form.clause-form").get_by_role("button", name="Guardar", exact=True).click()
        page.locator("input[name=login]").fill(cast.users["liaison"].email)
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Ingresar").click()
        page.get_by_text("Aquí está lo que había escrito").first.wait_for()
        assert page.locator("textarea[name=text_es]").input_value() == WORDS
        page.locator("form.clause-form").get_by_role("button", name="Guardar", exact=True).click()
        page.locator(".clause", has_text=WORDS).first.wait_for()
        assert all(WORDS not in str(cookie) for cookie in context.cookies())
    finally:
        context.close()
