"""A letter that came back from its signature: deposited under its own name and folio, confirmed page by page, corrected."""

from dataclasses import replace

import pytest

from hermanar.agreements.enums import SigningState
from hermanar.agreements.operations import deposit_letter
from hermanar.agreements.queries import get_signing
from hermanar.documents.enums import IssueState
from hermanar.journal.models import Entry
from hermanar.kernel.errors import NotVisible, Refused
from hermanar.notices.models import Notice
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction, LetterKind, LetterState
from hermanar.partnerships.queries import list_papers
from hermanar.process.queries import standing_facts
from hermanar.registry.operations import conclude_signing, retract_signing
from hermanar.registry.queries.received import told_of_received
from tests import relation as relations
from tests.kept import kept

WORDS = {
    "motivations": {"es": "Nos unen familias.", "en": "Families unite us."},
    "interests": {"es": "Cultura y juventud", "en": "Culture and youth"},
    "objectives": {"es": "Un primer proyecto común", "en": "A first joint project"},
}


@pytest.fixture
def relation(cast):
    return relations.open_relation(cast)


@pytest.fixture
@kept
def letter(cast, relation):
    row = partnerships.draft_letter(cast.act("liaison"), partnership=relation, **WORDS)
    return partnerships.sign_off_letter(cast.act("mayor"), letter=row, gazetteer=relations.NOWHERE)


def deposit(cast, letter, who="liaison", **more):
    typed = {
        "place": "Villa Serena, Oaxaca", "signed_on": cast.act("liaison").on, "originals": 1,
        "signatories": relations.signed_by()[:1],
        "scan": relations.attachment(cast, letter.partnership or relations.open_relation(cast), pages=2),
    }  # fmt: skip
    return deposit_letter(cast.act(who), letter=letter, **(typed | more))


def test_deposit_of_a_signed_letter_is_of_it_by_its_folio_and_moves_nothing_of_the_case(cast, relation, letter):
    before = standing_facts(relation.case)
    signing = deposit(cast, letter)
    assert (signing.letter, signing.agreement, signing.paper) == (letter, None, None)
    assert (signing.state, signing.lacks) == (SigningState.DEPOSITED, [])  # the mayor signs it alone
    assert (signing.version, signing.languages) == (letter.issue.version, ["es", "en"])
    assert conclude_signing(cast.act("liaison"), signing=signing, pages=(1, 2)) is None
    signing.refresh_from_db()
    assert signing.state == SigningState.CONFIRMED
    words = "\n".join(b.text.get("es", "") for b in signing.act_issue.version.as_content.blocks)
    assert "deposita, firmado, el papel “Carta de intención”, entre" in words
    assert "que es la que se expidió para su firma" in words
    lines = Entry.objects.filter(about=signing.public_id).order_by("pk").values_list("happened", "data__title")
    named = f"{letter.document.title} {letter.folio}"
    assert list(lines) == [("agreements.paper_deposited", named), ("agreements.paper_confirmed", named)]
    letter.refresh_from_db()
    assert (letter.state, standing_facts(relations.fresh(relation).case)) == (LetterState.SIGNED_OFF, before)
    # whoever sees the letter sees its deposit: the other side, once it went out
    assert get_signing(cast.actor("mayor"), signing.public_id) == signing
    partnerships.record_sent(cast.act("liaison"), letter=letter, sent_on=cast.act("liaison").on, sent_by="Mensajería")
    assert get_signing(cast.actor("counterpart"), signing.public_id) == signing
    with pytest.raises(NotVisible):
        get_signing(cast.actor("stranger"), signing.public_id)


def test_correction_of_a_letters_deposit_is_told_with_its_reason_and_leaves_room_for_another(cast, letter):
    signing = deposit(cast, letter)
    conclude_signing(cast.act("liaison"), signing=signing, pages=(1, 2))
    signing.refresh_from_db()
    assert not Notice.objects.filter(key="paper_corrected").exists()
    retract_signing(cast.act("liaison"), signing=signing, reason="Se escaneó otra hoja.")
    assert (signing.state, signing.act_issue.state) == (SigningState.CORRECTED, IssueState.WITHDRAWN)
    told = Notice.objects.filter(key="paper_corrected")
    assert {n.data["paper"] for n in told} == {f"{letter.document.title} {letter.folio}"}
    assert {n.data["reason"] for n in told} == {"Se escaneó otra hoja."}
    again = deposit(cast, letter)
    assert again.state == SigningState.DEPOSITED
    conclude_signing(cast.act("liaison"), signing=again, pages=(1, 2))
    again.refresh_from_db()
    signing.act_issue.refresh_from_db()
    assert signing.act_issue.superseded_by == again.act_issue


def test_deposit_of_a_letter_is_refused_where_there_is_nothing_signed(cast, relation, letter):
    draft = partnerships.draft_letter(cast.act("liaison"), partnership=relation, **WORDS)
    came = partnerships.record_letter(
        cast.act("liaison"), partnership=relation, kind=LetterKind.INTENT, direction=Direction.IN,
        dated_on=cast.at.date(),
    )  # fmt: skip
    for it, who, code in (
        (draft, "liaison", "paper_not_issued"), (came, "liaison", "paper_unsigned"), (letter, "mayor", "not_liaison"),
    ):  # fmt: skip
        with pytest.raises(Refused) as caught:
            deposit(cast, it, who)
        assert caught.value.code == code
    deposit(cast, letter)
    with pytest.raises(Refused) as caught:
        deposit(cast, letter)
    assert caught.value.code == "signing_stands"


def test_the_page_of_a_letter_takes_its_signed_paper(cast, letter):
    client, address = cast.client("liaison"), f"/correspondencia/{letter.public_id}/depositar/"
    shown = f"/correspondencia/{letter.public_id}/"
    assert address in client.get(shown).content.decode()
    assert address not in cast.client("mayor").get(shown).content.decode()
    assert cast.client("mayor").get(address).status_code == 404
    form = client.get(address).content.decode()
    assert f"Carta de intención {letter.folio}" in form
    assert [name for name in ("our_name", "their_name", "witness_name") if f'name="{name}"' in form] == ["our_name"]
    typed = {
        "place": "Villa Serena, Oaxaca", "signed_on": cast.act("liaison").on.isoformat(), "originals": "1",
        "languages": ["es", "en"], "our_name": "Persona de Muestra 03", "our_post": "Presidencia municipal",
        "our_capacity": "in_post", "scan": relations.scan_file("carta.pdf"),
    }  # fmt: skip
    answer = client.post(address, typed)
    signing = letter.signings.get()
    at = f"/depositos/{signing.public_id}/"
    assert (answer.status_code, answer.headers["Location"]) == (302, at)
    assert f"Carta de intención {letter.folio}</h1>" in client.get(at).content.decode()
    assert "Leer y confirmar" in client.get(shown).content.decode()
    assert client.post(at, {"pages": ["1", "2"], "differences": ""}).status_code == 302
    assert "Leer y confirmar" not in client.get(shown).content.decode()
    corrected = client.post(f"{at}corregir/", {"reason": "Se escaneó otra hoja."})
    assert (corrected.status_code, corrected.headers["Location"]) == (302, shown)
    page = client.get(shown).content.decode()
    assert "Se escaneó otra hoja." in page
    assert address in page


def test_folder_names_what_was_deposited_of_a_letter(cast, relation, letter):
    document = relations.attachment(cast, relation, pages=1)
    signing = deposit(cast, letter, signatories=[replace(relations.signed_by()[0], delegation=document)])
    rows = list_papers(cast.actor("liaison"), relation, told=told_of_received(relation))
    named = {paper.title: (paper.folio, paper.dated_on, paper.path) for paper, _blob in rows}
    folio, day, path = named["Carta de intención, con firmas"]
    assert (folio, day) == (letter.folio, signing.signed_on.isoformat())
    assert path.startswith(f"recibidos/{day}-carta-de-intencion-con-firmas-")
    assert "Delegación de firma" in named
