"""The library of the programme: who fills it, for whom each document is, and that a withdrawn one stays where it went."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.documents.models import LibraryItem
from hermanar.documents.operations import add_library_item, change_library_item, withdraw_library_item
from hermanar.documents.queries import (
    get_library_item,
    library_issuers,
    list_library,
    open_library_item,
    paper_titles,
)
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from tests.cast import make_cast
from tests.relation import scan_bytes

EVERYBODY = (
    *("consul", "liaison", "mayor", "committee", "council_secretary", "state", "reviewer", "authoriser"),
    *("registrar", "counterpart", "stranger", "administrator", "operator"),
)


@pytest.fixture
def cast(db):
    """Everybody of the fixed cast, not only the small town of these tests."""
    return make_cast()


def upload(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("guia.pdf", scan_bytes(1) if data is None else data)


def put(cast, who="reviewer", house="ministry", **more) -> LibraryItem:
    given = {"title": "Guía de prueba", "audience": "everybody", "upload": upload()} | more
    return add_library_item(cast.act(who), issuer=cast.organisations[house], **given)


@pytest.mark.parametrize(("who", "house"), [("reviewer", "ministry"), ("registrar", "ministry"), ("state", "state")])
def test_add_library_item_by_its_house_keeps_the_file_in_its_own_circle(cast, who, house):
    item = put(cast, who, house)
    assert (item.attachment.circle, item.added_on) == (cast.organisations[house].home, cast.at.date())


def test_add_library_item_by_the_operator_for_the_ministry(cast):
    assert put(cast, "operator").issuer == cast.organisations["ministry"]


@pytest.mark.parametrize(
    ("who", "house"),
    [
        ("liaison", "municipality"),
        ("liaison", "ministry"),
        ("state", "ministry"),
        ("reviewer", "state"),
        ("consul", "consulate"),
        ("operator", "municipality"),
        ("counterpart", "ministry"),
        ("nobody", "ministry"),
    ],
)
def test_add_library_item_by_somebody_else_is_refused(cast, who, house):
    with pytest.raises(Refused) as no:
        put(cast, who, house)
    assert (no.value.code, LibraryItem.objects.count()) == ("not_library_issuer", 0)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"audience": "todos"}, "audience"),
        ({"published_on": dt.date(2030, 1, 1)}, "published_on"),
    ],
)
def test_add_library_item_with_something_wrong_names_its_field(cast, more, field):
    with pytest.raises(Invalid) as no:
        put(cast, **more)
    assert list(no.value.errors) == [field]


def test_add_library_item_that_is_no_pdf_is_refused(cast):
    with pytest.raises(Refused) as no:
        put(cast, upload=upload(b"hola"))
    assert (no.value.code, LibraryItem.objects.count()) == ("not_a_pdf", 0)


@pytest.mark.parametrize("who", EVERYBODY)
def test_open_library_item_for_everybody_with_a_post(cast, who):
    item = put(cast)
    found = open_library_item(cast.actor(who), item.public_id)
    with found.stream as stream:
        assert stream.read() == scan_bytes(1)


@pytest.mark.parametrize(("who", "sees"), [("liaison", True), ("consul", True), ("committee", True), ("counterpart", False), ("nobody", False)])  # fmt: skip
def test_list_library_for_the_authorities_is_not_for_those_abroad(cast, who, sees):
    item = put(cast, audience="authorities")
    assert list_library(cast.actor(who)) == ([item] if sees else [])
    if not sees:
        with pytest.raises(NotVisible):
            get_library_item(cast.actor(who), item.public_id)


def test_list_library_of_an_exercise_stays_inside_it(cast):
    item = put(cast)
    cast.organisations["elsewhere"].__class__.objects.filter(pk=cast.organisations["elsewhere"].pk).update(
        is_exercise=False
    )
    assert list_library(cast.actor("stranger")) == []
    assert list_library(cast.actor("liaison")) == [item]


def test_change_library_item_corrects_the_card_and_not_the_file(cast):
    item = put(cast)
    changed = change_library_item(
        cast.act("authoriser"), item=item, title="Guía", title_en="Guide", audience="authorities", about="Empezar"
    )
    changed.refresh_from_db()
    assert (changed.title, changed.title_en, changed.audience, changed.about, changed.attachment) == (
        "Guía", "Guide", "authorities", "Empezar", item.attachment,
    )  # fmt: skip


def test_withdraw_library_item_takes_it_from_the_list_and_keeps_it(cast):
    item = put(cast)
    with pytest.raises(Invalid):
        withdraw_library_item(cast.act("reviewer"), item=item, reason=" ")
    gone = withdraw_library_item(cast.act("reviewer"), item=item, reason="Hay otra edición")
    assert (list_library(cast.actor("liaison")), list_library(cast.actor("liaison"), withdrawn=True)) == ([], [gone])
    for call in (
        lambda: withdraw_library_item(cast.act("reviewer"), item=gone, reason="otra vez"),
        lambda: change_library_item(cast.act("reviewer"), item=gone, title="Guía", audience="everybody"),
    ):
        with pytest.raises(Refused) as no:
            call()
        assert no.value.code == "library_item_withdrawn"


def test_library_issuers_are_those_in_whose_name_the_actor_may_publish(cast):
    houses = cast.organisations
    assert library_issuers(cast.actor("state")) == [houses["state"]]
    assert library_issuers(cast.actor("liaison")) == []
    assert set(library_issuers(cast.actor("operator"))) == {houses["state"], houses["ministry"]}


def test_paper_titles_name_every_kind_in_both_languages():
    titles = paper_titles()
    assert titles["letter_of_intent"]["en"] == "Letter of intent"
    assert all(set(t) >= {"es", "en"} for t in titles.values())
