"""Proof lines in English: every form that an operation writes, and old rows as they are."""

from pathlib import Path

import pytest
from django.utils.translation import override

from hermanar.journal.models import Entry
from hermanar.kernel.data import read_yaml
from hermanar.partnerships.enums import Interruption, LetterKind
from hermanar.partnerships.queries import claim_of, proof_in_english, said_proof
from hermanar.partnerships.queries.proofs import proof_in
from hermanar.partnerships.rules import languages
from hermanar.process.queries import get_facts
from tests import relation


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("Oficio PM/003/2022", "Official letter PM/003/2022"),
        ("Dictamen DEP-0121/22", "Opinion DEP-0121/22"),
        ("Versión 3", "Version 3"),
        ("Registro de la SRE R-12", "SRE registration R-12"),
        ("Texto firmado en Villa Serena, Oaxaca", "Text signed in Villa Serena, Oaxaca"),
        ("Perfil municipal, revisión 4, español e inglés", "Municipal profile, revision 4, Spanish and English"),
        ("Acta 15 · acuerdo 15-01 · Cabildo de Villa Serena", "Act 15 · resolution 15-01 · Cabildo de Villa Serena"),
        ("Acta 15 · Cabildo de Villa Serena", "Act 15 · Cabildo de Villa Serena"),
        ("Acta 15", "Act 15"),
        (
            "Carta de intención, oficio PM/1/2022, 31 de enero de 2022",
            "Letter of intent, official letter PM/1/2022, January 31, 2022",
        ),
        ("Carta de intención, enero de 2022", "Letter of intent, January 2022"),
        ("Respuesta, tercer trimestre de 2019", "Answer, third quarter of 2019"),
        ("Carta de intención, oficio 7, 1.º de julio de 2019", "Letter of intent, official letter 7, July 1, 2019"),
        ("Artículo V del texto firmado", "Article V of the signed text"),
        ("Renovación del 4 de mayo de 2027", "Renewal of May 4, 2027"),
        (
            "Programa Operativo Anual aprobado por ambas Partes el 4 de mayo de 2022: Oficio 3",
            "Annual Operating Program approved by both Parties on May 4, 2022: Oficio 3",
        ),
        (
            "Grupo de Trabajo · sesión 2, acta 5, 31 de enero de 2023",
            "Grupo de Trabajo · session 2, act 5, January 31, 2023",
        ),
        (
            "Corregido por un acto posterior: Acta 5 · acuerdo 5-01 · Cabildo de Villa Serena",
            "Corrected by a later act: Act 5 · resolution 5-01 · Cabildo de Villa Serena",
        ),
        ("VS-2022-001", "VS-2022-001"),
        ("Ordenanza 12, Concejo de Lakeside", "Ordenanza 12, Concejo de Lakeside"),
        ("", ""),
    ],
)
def test_proof_in_english_knows_the_forms(kept, said):
    assert proof_in_english(kept) == said


@pytest.mark.parametrize(
    ("kept", "pt", "fr"),
    [
        ("Oficio PM/003/2022", "Ofício PM/003/2022", "Lettre officielle PM/003/2022"),
        (
            "Carta de intención, oficio 7, 1.º de julio de 2019", "Carta de intenção, ofício 7, 1.º de julho de 2019",
            "Lettre d’intention, lettre officielle 7, 1er juillet 2019",
        ),
        ("Respuesta, tercer trimestre de 2019", "Resposta, terceiro trimestre de 2019", "Réponse, troisième trimestre 2019"),
        (
            "Acta 15 · acuerdo 15-01 · Cabildo de Villa Serena", "Ata 15 · acordo 15-01 · Cabildo de Villa Serena",
            "Procès-verbal 15 · décision 15-01 · Cabildo de Villa Serena",
        ),
        ("Perfil municipal, revisión 4, español", "Perfil municipal, revisão 4, espanhol", "Profil municipal, révision 4, espagnol"),
        ("Convenio {0} del 31 de febrero de 2020", "Convenio {0} del 31 de febrero de 2020", "Convenio {0} del 31 de febrero de 2020"),
    ],
)  # fmt: skip
def test_proof_in_a_language_of_letters(kept, pt, fr):
    assert (proof_in("pt", kept), proof_in("fr", kept), proof_in("es", kept)) == (pt, fr, kept)


def test_every_form_of_a_proof_and_kind_of_letter_is_said_in_every_language_of_letters():
    said = read_yaml((Path(languages.__file__).parent.parent / "data" / "languages.yaml").read_text("utf-8"))
    beside = set(languages.languages_known()) - {"es", "en"}
    for group in ("proofs", "letter_kinds", "interruptions", "letters", "areas"):
        assert [key for key, words in said[group].items() if not beside <= set(words)] == [], group
    assert (set(said["letter_kinds"]), set(said["interruptions"])) == (set(LetterKind.values), set(Interruption.values))


def test_said_proof_is_the_kept_one_in_spanish():
    assert said_proof("Versión 3") == "Versión 3"
    with override("en"):
        assert said_proof("Versión 3") == "Version 3"


def test_every_proof_of_a_relation_to_its_opinion_has_its_english(cast):
    case = relation.ready_to_sign(cast)
    told = {f.proof for f in get_facts(case.case) if f.proof and f.proof != case.folio}
    assert len(told) >= 4
    assert [p for p in told if proof_in_english(p) == p] == []
    assert claim_of(case).proof


def test_what_is_done_from_an_english_page_is_kept_in_spanish(cast):
    with override("en"):
        case = relation.open_relation(cast)
        relation.agree(cast, case)
        paper = relation.authorise_and_certify(cast, case)
        relation.give_opinion(cast, relation.review(cast, case))
    told = {f.proof for f in get_facts(case.case) if f.proof and f.proof != case.folio}
    assert [p for p in told if proof_in_english(p) == p] == []
    kept = {str(v) for e in Entry.objects.all() for v in e.data.values() if isinstance(v, str)}
    assert kept & {"favourable", "Favorable", "Approved", "Aprobado", "ordinary", "Ordinary", "Ordinaria"} == {
        "Aprobado", "Favorable", "Ordinaria",
    }  # fmt: skip
    assert paper.version.values["session_kind"]["es"] == "ordinaria"


def test_case_page_in_english_says_its_proofs_in_english(cast):
    case = relation.ready_to_sign(cast)
    page = cast.client("liaison").get(f"/en/vinculaciones/{case.public_id}/").content.decode()
    kept = {f.proof for f in get_facts(case.case) if f.proof and f.proof != case.folio}
    assert [p for p in kept if p in page] == []
    assert "Opinion " in page
