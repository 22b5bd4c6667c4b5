"""A model that nobody published here, kept by a municipality for its own use, as it got it."""

import datetime as dt

import pytest

from hermanar.documents import operations as documents
from hermanar.documents.queries import get_model_text, list_model_texts, offered_models, published_instead
from hermanar.kernel.errors import Invalid, NotVisible, Refused

OURS = b"ACUERDO ENTRE _____ Y _____\n\nART\xc3\x8dCULO I\nObjetivo\nLas Partes cooperar\xc3\xa1n."
THEIRS = OURS + b"\n\nART\xc3\x8dCULO II\nVigencia\nTendr\xc3\xa1 vigencia indefinida."
ON = dt.date(2022, 1, 10)


def receive(cast, who="liaison", data=OURS, house="municipality", **more):
    told = {"source": "Correo de la DGCP", "received_on": ON} | more
    issuer = cast.organisations[house]
    return documents.import_model_text(cast.act(who), issuer=issuer, data=data, filename="modelo.txt", **told)


def published(cast, data=THEIRS, **more):
    act = cast.act("reviewer")
    house = cast.organisations["ministry"]
    model = documents.import_model_text(act, issuer=house, data=data, filename="modelo.txt")
    return documents.confirm_model_text(act, model=model, **more)


def test_municipality_alone_keeps_a_model_as_received(cast):
    model = receive(cast)
    assert (model.is_received, model.received_on, model.source) == (True, ON, "Correo de la DGCP")
    assert receive(cast) == model
    model = documents.confirm_model_text(cast.act("liaison"), model=model)
    assert offered_models(cast.actor("liaison"), ["es"], cast.at.date()) == [model]
    assert offered_models(cast.actor("liaison"), ["en"], cast.at.date()) == []


@pytest.mark.parametrize("who", ["state", "reviewer", "stranger", "counterpart"])
def test_what_a_municipality_received_is_offered_to_nobody_else(cast, who):
    model = documents.confirm_model_text(cast.act("liaison"), model=receive(cast))
    assert list_model_texts(cast.actor("liaison")) == [model]
    assert list_model_texts(cast.actor(who)) == []
    with pytest.raises(NotVisible):
        get_model_text(cast.actor(who), model.public_id)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"source": " "}, "source"),
        ({"received_on": None}, "received_on"),
        ({"received_on": dt.date(2099, 1, 1)}, "received_on"),
    ],
)
def test_model_as_received_says_from_whom_and_since_when(cast, wrong, field):
    with pytest.raises(Invalid) as no:
        receive(cast, **wrong)
    assert list(no.value.errors) == [field]


@pytest.mark.parametrize(
    ("who", "house"), [("mayor", "municipality"), ("stranger", "municipality"), ("liaison", "ministry")]
)
def test_model_is_kept_by_the_liaison_of_its_own_house(cast, who, house):
    with pytest.raises(Refused, match="not_library_issuer"):
        receive(cast, who, house=house)


def test_the_published_one_wins_while_it_is_in_use(cast):
    mine = documents.confirm_model_text(cast.act("liaison"), model=receive(cast))
    on, actor = cast.at.date(), cast.actor("liaison")
    model = published(cast, valid_to=on)
    rows = list_model_texts(actor)
    assert published_instead(mine, rows, on) == model
    assert published_instead(model, rows, on) is None
    assert offered_models(actor, ["es"], on) == [model]
    # once it is no longer in use, both are offered, what was published first
    assert offered_models(actor, ["es"], on + dt.timedelta(days=1)) == [model, mine]


def test_words_that_are_published_are_not_kept_again(cast):
    model = published(cast, data=OURS)
    assert receive(cast) == model


def test_title_of_a_model_shows_its_blanks_as_lines(cast):
    assert "{" in receive(cast).title
    assert str(receive(cast)) == "ACUERDO ENTRE ____ Y ____"
