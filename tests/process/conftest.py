import datetime as dt

import pytest

from hermanar.directory.models import Circle, Organisation, Seat
from hermanar.kernel.acts import Act, Actor, Channel

TEXT = """
key: friendship
title: {es: Proceso de prueba, en: Test process}
schemes:
  sre2022:
    title: {es: Cinco etapas, en: Five stages}
    stages:
      - {key: identification, title: {es: Identificación, en: Identification}}
      - {key: negotiation, title: {es: Negociación, en: Negotiation}}
      - {key: formalisation, title: {es: Formalización, en: Formalization}}
  manual2009:
    title: {es: Manual, en: Handbook}
    stages:
      - {key: initiation, title: {es: Inicio, en: Beginning}}
      - {key: signing, title: {es: Firma, en: Signing}}
facts: [announced]
steps:
  - key: designate
    title: {es: Designar el área de enlace, en: Designate the liaison office}
    stage: {sre2022: identification, manual2009: initiation}
    fact: liaison_designated
    signs_off: [{part: lead, role: mayor}]
    door: partnerships.designation
    due: {from: opened, days: 10}
  - key: advice
    title: {es: Pedir asesoría, en: Ask for advice}
    stage: {sre2022: identification, manual2009: initiation}
    fact: advice_given
    advice: true
  - key: send_letter
    title: {es: Enviar la carta, en: Send the letter}
    stage: {sre2022: identification, manual2009: initiation}
    fact: letter_sent
    after: [designate, advice]
    produces: [letter_of_intent]
    basis: [lct-7]
    door: partnerships.letter
  - key: greet
    title: {es: Saludar, en: Greet}
    stage: {sre2022: negotiation, manual2009: signing}
    after: [send_letter]
    optional: true
  - key: agree
    title: {es: Acordar el texto, en: Agree on the text}
    stage: {sre2022: negotiation, manual2009: signing}
    fact: text_agreed
    needs: [letter_sent]
    after: [send_letter]
    due: {from: letter_sent, days: 30}
    door: partnerships.text
  - key: sign
    title: {es: Firmar, en: Sign}
    stage: {sre2022: formalisation, manual2009: signing}
    fact: signed
    needs: [text_agreed, liaison_designated]
    door: partnerships.signing
  - key: thank
    title: {es: Agradecer, en: Say thanks}
    stage: {sre2022: formalisation, manual2009: signing}
    after: [sign]
"""


def organisation(slug: str, **more) -> Organisation:
    return Organisation.objects.create(
        slug=slug,
        kind="municipality",
        name=f"Municipio de {slug}",
        opened_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        **more,
    )


def act_of(organisation: Organisation, *, on: dt.date = dt.date(2026, 3, 2), hour: int = 12, roles=("liaison",)) -> Act:
    actor = Actor(
        user="user00000001", organisation=organisation.public_id, appointment="post00000001", roles=frozenset(roles)
    )
    return Act(actor=actor, at=dt.datetime(on.year, on.month, on.day, hour, tzinfo=dt.UTC), channel=Channel.WEB)


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def town(db) -> Organisation:
    return organisation("villa-serena", code="VS")


@pytest.fixture
def circle(town) -> Circle:
    row = Circle.objects.create(kind="case", name="Villa Serena – Lakeside", opened_at=town.opened_at)
    Seat.objects.create(circle=row, organisation=town, part="lead", from_on=dt.date(2026, 1, 1))
    return row


@pytest.fixture
def act(town):
    """`act()` on 2 March 2026; `act(on=…, how=…)` otherwise."""

    def make(on: dt.date = dt.date(2026, 3, 2), **more) -> Act:
        return act_of(town, on=on, **more)

    return make


@pytest.fixture
def definition(act, text):
    from hermanar.process.operations import ensure_definition

    return ensure_definition(act(), key="friendship", text=text)


@pytest.fixture
def case(act, circle, definition):
    from hermanar.process.operations import open_case

    return open_case(act(), circle=circle, definition=definition, folio="VS/001/2026", opened_on=dt.date(2026, 3, 2))
