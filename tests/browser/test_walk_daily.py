"""The day of a sister-cities office in Chromium, in Spanish on a wide screen: a letter is typed in, one of the pipeline sent, another
reminded of and interrupted, an old list asked about; on a phone and in English the counterpart answers by its link, and the
rooms are looked at again. Every page is looked at by axe."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hermanar.calls.models import Contribution
from hermanar.directory.models import Country, Place
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.models import Letter
from hermanar.registry.models import Listing
from hermanar.registry.tasks import work_list
from tests import relation as relations
from tests.browser.stages import Browser
from tests.cast import make_cast
from tests.partnerships.conftest import WORDS

LIST = "Ciudad hermana,País,Fecha\nSpringfield,Estados Unidos,2001\n=HYPERLINK(1),Estados Unidos,\n".encode("cp1252")


@pytest.fixture
def office(page, live_server, transactional_db, axe):
    """The liaison at the desk, with a signed letter of a relation and one to Lakeside that nobody answered."""
    with translation.override("es"):
        cast = make_cast()
        relation = relations.open_relation(cast, everybody=False)
        letter = operations.draft_letter(cast.act("liaison"), partnership=relation, **WORDS)
        operations.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relations.NOWHERE)
        silent = operations.record_letter(
            cast.act("liaison"), owner=cast.organisations["municipality"], kind=LetterKind.INTENT, direction=Direction.OUT,
            dated_on=cast.at.date() - dt.timedelta(days=21), folio="VS/090/2022", city="Lakeside",
            country=Country.objects.get(pk="US"), there=Place.objects.get(pk=900001),
        )  # fmt: skip
    session = cast.client("liaison").cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page.set_viewport_size({"width": 1366, "height": 860})
    return Browser(page, live_server.url, None, axe), relation, letter, silent


def at(name: str, *args: str) -> str:
    with translation.override("es"):
        return reverse(f"web:{name}", args=args)


def test_day_of_an_office(office):
    desk, relation, letter, silent = office
    page = desk.page

    # typed from paper, sent, reminded, interrupted with its reason, seen in the funnel
    desk.open(at("letters:incoming")).type(folio="13/2022", dated_on="2022-01-20", city="Lakeside, Wisconsin, USA")
    desk.type(sender="Mayor, City of Lakeside", subject="Invitation to the fair", kind="invitation").press("Guardar")
    assert Letter.objects.get(folio="13/2022").direction == Direction.IN
    desk.open(at("letters:list")).open(at("letters:letter", letter.public_id)).press("Asentar el envío")
    desk.type(sent_on="2022-01-31", sent_by="Correo electrónico").press("Asentar el envío").says("Enviada")
    desk.open(at("letters:letter", silent.public_id)).says("21 días sin respuesta").press("Preparar recordatorio")
    desk.press("Preparar recordatorio").says("VS/090/2022")
    page.goto(desk.url + at("letters:interrupt", silent.public_id))
    desk.type(code="no_committee_there", on="2022-01-31", reason="Nadie la representa.").press(
        "Asentar la interrupción"
    )
    desk.open(at("letters:funnel")).says("La contraparte no tiene comité que la represente")
    desk.open(at("profiles:mine"))

    # an old list: its columns, the one question it asks, the book
    desk.open(at("lists:list"))
    page.set_input_files("main input[type=file]", {"name": "vieja.csv", "mimeType": "text/csv", "buffer": LIST})
    desk.press("Traer").type(theirs="0", country="1", on="2")
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.wait_for_load_state()
    listing = Listing.objects.get()
    work_list.call(listing.public_id)
    desk.open(at("lists:listing", listing.public_id)).press("Decir cuál es cada una").says(
        "¿Qué ciudad es “Springfield”?"
    )
    page.locator("main input[name=ref]").first.check()
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    assert listing.rows.get(number=2).their_place
    desk.open(at("candidates:list"))

    # the counterpart's link, given here and used there: English, on a phone, without an account
    desk.open(at("links:give", relation.public_id)).type(holder="City Manager", language="en")
    page.locator("main form button").first.click()
    link = page.locator("#enlace").inner_text()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.set_viewport_size({"width": 390, "height": 844})
    there = re.search(r"/en/enlace/[^/]{43}/", link)
    assert there
    guest = Browser(page, desk.url, None, desk.axe, language="en")
    guest.open(there[0]).press("Read it and answer").choose(is_affirmative="yes")
    guest.type(text="With pleasure.", said_by="City Manager").press("Send the answer").says(
        "We received it. Thank you."
    )
    assert Contribution.objects.get().text == "With pleasure."


def test_rooms_of_the_day_in_english_on_a_phone(office):
    desk, _relation, letter, _silent = office
    desk.page.set_viewport_size({"width": 390, "height": 844})
    small = Browser(desk.page, desk.url, None, desk.axe, language="en")
    small.open(at("letters:list")).open(at("letters:incoming")).open(at("letters:letter", letter.public_id))
    small.open(at("candidates:list")).open(at("profiles:mine"))
