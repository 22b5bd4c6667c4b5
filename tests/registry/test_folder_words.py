"""The folder says of a paper what its verification says."""

import io
import json
import zipfile

import pytest

from hermanar.agreements import operations as agreements
from hermanar.partnerships.queries import stream_folder
from hermanar.registry.queries import verify_paper, words_of_papers
from tests import relation

pytestmark = pytest.mark.django_db


def folder(cast, partnership) -> zipfile.ZipFile:
    pieces = stream_folder(cast.actor("liaison"), partnership, cast.at.date(), words=words_of_papers)
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


@pytest.mark.parametrize(
    ("is_signed", "state", "said"),
    [(False, "prepared", "Preparado para firma, sin firmar"), (True, "signed", "Firmado")],
)
def test_folder_says_of_the_text_prepared_for_signature_what_its_verification_says(cast, is_signed, state, said):
    case = relation.ready_to_sign(cast)
    issue = agreements.prepare_signature(cast.act("liaison"), agreement=case.agreement)
    if is_signed:
        relation.confirm(cast, relation.deposit(cast, case, issue=issue))
    archive = folder(cast, relation.fresh(case))
    papers = [p for p in json.loads(archive.read("index.json"))["papers"] if p["code"]]
    assert {(p["state"], p["said"]) for p in papers if p["code"] == issue.code} == {(state, said)}
    verified = {p["code"]: verify_paper(p["code"]) for p in papers}
    assert {code: (v.state, v.state_label) for code, v in verified.items()} == {
        p["code"]: (p["state"], p["said"]) for p in papers
    }
    page = archive.read("index.html").decode()
    assert (said in page, "Vigente" in page) == (True, False)
