"""Every component in real Chromium: no violation of WCAG 2.2 AA, usable by keyboard, nothing wider than a phone."""


def test_every_component_is_clean_in_languages_and_sizes(look):
    assert look(["/patrones/"], colours=True) == []


def test_palette_opens_on_ctrl_k_and_goes_where_it_is_told(page, axe, live_server):
    page.goto(f"{live_server.url}/patrones/")
    page.keyboard.press("Control+k")
    page.keyboard.type("sesio")
    page.wait_for_selector("#palette [aria-selected=true] >> text=Sesiones")
    axe()
    page.keyboard.press("Enter")
    page.wait_for_url("**/patrones/#sessions")


def test_queue_is_walked_by_j_and_k_and_opened_by_o(page, live_server):
    page.goto(f"{live_server.url}/patrones/")
    for key in "jjkj":
        page.keyboard.press(key)
    assert page.locator("[data-item][aria-current]").inner_text().startswith("Villa Serena")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#f2"
    page.keyboard.press("o")
    page.wait_for_url("**/patrones/#f2")


def test_skip_link_comes_first_and_leads_to_the_content(page, live_server):
    page.goto(f"{live_server.url}/patrones/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenido"


def test_sheet_on_a_phone_shows_one_language_at_a_time(page, live_server):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/patrones/")
    spanish, english = page.locator(".bi [lang=es]").first, page.locator(".bi [lang=en]").first
    assert (spanish.is_visible(), english.is_visible()) == (True, False)
    page.get_by_role("button", name="English").click()
    assert (spanish.is_visible(), english.is_visible()) == (False, True)


def test_page_reads_whole_without_scripts(browser, live_server):
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/patrones/")
        assert page.locator(".bi [lang=en]").first.is_visible()
        page.locator("details.confirm summary").last.click()
        assert page.locator("details.confirm textarea").last.is_visible()
        page.locator(".nav-phone summary").click()
        assert page.locator(".nav-phone a").first.is_visible()


# htmx keeps the address of the page there; of what is written nothing may be
STORED = "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"


def add_form(page) -> None:
    """A form that saves itself, put into the page as a swap by htmx would."""
    page.evaluate(
        """() => {
          const form = document.createElement("form");
          form.dataset.autosave = "/guardar/";
          form.innerHTML = '<label>Texto <textarea name="text">antes</textarea></label>' +
            '<p data-saved role="status" data-at="Guardado a las {}" data-failed="No se pudo"></p>';
          document.querySelector("main").prepend(form);
          form.dispatchEvent(new CustomEvent("htmx:load", {bubbles: true}));
        }"""
    )


def test_autosave_posts_what_is_written_and_says_the_hour(page, live_server):
    sent = []

    def answer(route):
        sent.append(route.request.post_data)
        route.fulfill(json={"at": "12:09 h"})

    page.route("**/guardar/", answer)
    page.goto(f"{live_server.url}/patrones/")
    add_form(page)
    page.get_by_role("textbox", name="Texto", exact=True).fill("después")
    page.get_by_text("Guardado a las 12:09 h").wait_for()
    assert "después" not in page.evaluate(STORED)
    assert len(sent) == 1
    assert "después" in sent[0]


def test_autosave_that_fails_keeps_what_is_written_in_the_page_and_nowhere_else(page, live_server):
    page.expected_errors.append("500")
    page.route("**/guardar/", lambda route: route.fulfill(status=500))
    page.goto(f"{live_server.url}/patrones/")
    add_form(page)
    page.get_by_role("textbox", name="Texto", exact=True).fill("después")
    page.get_by_text("No se pudo", exact=True).wait_for()
    assert page.get_by_role("textbox", name="Texto", exact=True).input_value() == "después"
    assert "después" not in page.evaluate(STORED)
    asked = []
    page.once("dialog", lambda dialog: asked.append(dialog.type) or dialog.accept())
    page.reload()
    assert asked == ["beforeunload"]
    add_form(page)
    assert page.get_by_role("textbox", name="Texto", exact=True).input_value() == "antes"


def test_official_act_pressed_twice_is_sent_once(page, live_server):
    sent = []
    page.route("**/turnar/", lambda route: sent.append(1) or route.fulfill(status=204))
    page.goto(f"{live_server.url}/patrones/")
    page.evaluate("document.querySelector('#c1 form').action = '/turnar/'")
    page.locator("#c1 textarea").fill("Lo pide el Comité.")
    page.evaluate("() => { const b = document.querySelector('#c1 button[type=submit]'); b.click(); b.click(); }")
    page.wait_for_timeout(300)
    assert len(sent) == 1
