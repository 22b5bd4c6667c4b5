"""The public pages in a real browser: the search narrows in place, works from the keyboard, and axe finds nothing."""

import pytest
from playwright.sync_api import expect

from hermanar.registry.operations import load_documented

PUBLIC = ("/", "/mapa/", "/municipios/", "/municipios/17007/", "/verificar/", "/datos/", "/ejercicios/", "/privacidad/",
          "/datos-personales/", "/acerca/")  # fmt: skip


@pytest.fixture
def book(transactional_db, cast):
    load_documented(cast.act("operator"))


def test_search_narrows_in_place_and_keeps_the_address(page, live_server, book):
    page.goto(f"{live_server.url}/")
    page.evaluate("document.body.dataset.same = '1'")
    page.fill("#q", "cuernavaca")
    expect(page.locator("#resultados tbody tr")).to_have_count(3)
    assert page.evaluate("document.body.dataset.same") == "1"
    assert "q=cuernavaca" in page.url
    page.check("#pais-JP")
    expect(page.locator("#resultados tbody tr")).to_have_count(2)
    assert page.evaluate("document.activeElement.id") == "pais-JP"
    page.reload()
    assert (page.input_value("#q"), page.is_checked("#pais-JP")) == ("cuernavaca", True)


def test_box_ticked_while_a_search_is_under_way_is_not_lost(page, live_server, book):
    page.goto(f"{live_server.url}/")
    on_their_way = []  # the answers to the words alone, which never arrive
    page.route(lambda url: "q=cuernavaca" in url and "pais=" not in url, lambda route: on_their_way.append(route))
    with page.expect_request(lambda request: "q=cuernavaca" in request.url):
        page.fill("#q", "cuernavaca")
    page.check("#pais-JP")
    expect(page.locator("#resultados tbody tr")).to_have_count(2)
    assert (page.is_checked("#pais-JP"), len(on_their_way)) == (True, 1)


def test_search_works_without_scripts(browser, live_server, book, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/")
    page.fill("#q", "japan")
    page.press("#q", "Enter")
    page.wait_for_url("**/en/?*japan*")
    expect(page.locator("#resultados tbody tr")).to_have_count(13)
    page.locator("#resultados tbody th a").first.click()
    page.wait_for_url("**/en/registro/**")
    assert context.cookies() == []
    context.close()


def test_public_pages_are_clean_in_languages_and_sizes(page, live_server, look, book):
    page.goto(f"{live_server.url}/?q=minoh")
    entry = page.locator("#resultados tbody th a").first.get_attribute("href")
    assert look((*PUBLIC, "/?q=nada+de+esto", entry)) == []
