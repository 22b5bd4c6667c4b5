"""The daily work of the office, over HTTP: an old list comes in and tells of a relation, the city becomes a candidate and a
case with its study, its letter goes out by the pipeline, the counterpart answers by its link, a visit is put down, and a
citizen's proposal becomes a project."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hermanar.calls.models import Contribution, Project, Proposal
from hermanar.candidates.models import Candidate
from hermanar.encounters.models import Encounter
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Letter, LetterBatch, Partnership, Study
from hermanar.process.queries import standing_facts
from hermanar.registry.models import Entry, Listing
from hermanar.registry.tasks import work_list
from tests.guest.conftest import PROPOSAL, send, took
from tests.web.forms import errors_of, html_of, post

LAKESIDE = "p900001"
LIST = "Ciudad hermana,País,Fecha,Tipo\nLakeside,Estados Unidos,2001,Hermanamiento\n=HYPERLINK(1),Estados Unidos,,\n"
ANSWERS = {
    "our_kind": "municipality", "our_place": "Villa Serena", "country": "US", "their_name": "Lakeside",
    "their_subdivision": "Wisconsin", "their_place": "900001", "their_kind": "governmental", "scope": "whole",
    "earlier": "none", "proposed_by": "own", "areas": ["culture"], "power_culture": "", "money": "no", "staff": "no",
    "protected": "no", "forum": "no", "accion": "abrir",
}  # fmt: skip
LETTER = {
    "subject": "Carta de intención", "areas": ["culture"],
    **{f"{part}_{lang}": f"Texto {lang}." for part in ("motivations", "interests", "objectives") for lang in ("es", "en")},
}  # fmt: skip


def at(name: str, *args: str) -> str:
    return reverse(f"web:{name}", args=args)


def went(answer) -> str:
    """Where a form that was taken leads."""
    assert answer.status_code == 302, errors_of(answer)
    return answer.url


@pytest.fixture
def house(cast, settings):
    settings.IS_DEMONSTRATION = True
    return cast.organisations["municipality"]


def test_daily_work_goes_from_an_old_list_to_a_project(cast, client: Client, house):
    liaison, mayor, committee = cast.client("liaison"), cast.client("mayor"), cast.client("committee")

    # an old list: read, into the book, and with it what one already has
    went(liaison.post(at("lists:list"), {"file": SimpleUploadedFile("vieja.csv", LIST.encode("cp1252"))}))
    listing = Listing.objects.get()
    page = at("lists:listing", listing.public_id)
    columns = {"theirs": "0", "country": "1", "on": "2", "kind": "3"}
    assert went(liaison.post(at("lists:columns", listing.public_id), columns)) == page
    work_list.call(listing.public_id)
    went(liaison.post(at("lists:confirm", listing.public_id), {}))
    work_list.call(listing.public_id)
    entry = Entry.objects.get(withdrawn_at=None, snapshot__theirs__name__es="Lakeside")
    assert "Lakeside" in html_of(liaison.get(at("lists:own")))

    # the candidate says so, and its case begins with its study
    sheet = html_of(liaison.get(at("candidates:city", LAKESIDE)))
    assert entry.public_id in sheet
    went(post(liaison, at("candidates:shortlist", LAKESIDE), reason="Ya hubo relación."))
    went(post(liaison, f"{at('cases:new')}?candidata={LAKESIDE}", **ANSWERS))
    case = Partnership.objects.get()
    assert Candidate.objects.get().partnership == case
    assert Study.objects.get().partnership == case
    assert entry.public_id in html_of(liaison.get(at("lists:of_case", case.public_id)))

    # its letter, by the pipeline: written with others, signed at once, sent, joined to the case
    looked = post(liaison, at("letters:many"), cities="Lakeside", accion="buscar")
    key = looked.context["rows"][0]["line"].key
    own = {f"place_{key}": "gn:900001", f"why_es_{key}": "Nos une 2001.", f"why_en_{key}": "2001 unites us."}
    batch = went(post(liaison, at("letters:many"), cities="Lakeside", accion="preparar", **LETTER, **own))
    assert batch == at("letters:batch", LetterBatch.objects.get().public_id)
    went(post(mayor, at("letters:sign_batch", LetterBatch.objects.get().public_id)))
    letter = Letter.objects.get()
    assert letter.folio == "VS/PM/001/2022"
    went(post(liaison, at("letters:send", letter.public_id), sent_on="2022-01-31", sent_by="Correo electrónico"))
    went(post(liaison, at("letters:case", letter.public_id), partnership=case.public_id))
    assert Fact.LETTER_SENT in standing_facts(case.case)
    assert "1 en curso" in html_of(liaison.get(at("letters:list")))

    # the counterpart answers by its link; the sender cannot use it, and nobody by a guess
    shown = post(
        liaison, at("links:give", case.public_id), holder="City Manager", email="c@lakeside.example", language="en"
    )
    found = re.search(r"/enlace/([^/]{43})/", html_of(shown))
    assert found
    answer = reverse("guest:counterpart:letter", args=[found[1], letter.public_id])
    assert client.get(answer.replace(found[1], "A" * 43)).status_code == 404
    assert liaison.get(answer).status_code == 403
    went(send(client, answer, is_affirmative="yes", text="With pleasure.", said_by="City Manager"))
    came = Contribution.objects.get()
    assert "With pleasure." in html_of(liaison.get(at("links:contribution", came.public_id)))
    went(post(liaison, at("links:take", came.public_id), received_on="2022-01-31", reference="", folio=""))
    assert Fact.LETTER_ANSWERED in standing_facts(case.case)
    letter.refresh_from_db()
    assert letter.state == "answered"

    # they meet
    visit = {"kind": "visit_in", "title": "Visita de Lakeside", "on": "2022-01-31", "precision": "day"}
    went(post(liaison, at("encounters:new"), **visit, relations=[case.public_id], purpose="Conocerse"))
    assert Encounter.objects.get().partnerships.get() == case
    assert "Visita de Lakeside" in html_of(liaison.get(at("encounters:of_case", case.public_id)))

    # a citizen proposes without an account; the committee makes it a project of this relation
    proposing = reverse("guest:calls:propose_freely", args=[house.slug])
    went(send(client, proposing, **PROPOSAL, began=took(20)))
    proposal = Proposal.objects.get()
    weighed = {"viability": "viable", "assessment": "Hay con qué.", "criteria": ["need"]}
    went(post(committee, at("calls:evaluate", proposal.public_id), **weighed))
    went(
        post(
            committee,
            at("calls:accept", proposal.public_id),
            answer="Se hará.",
            partnership=case.public_id,
            resolution="",
        )
    )
    project = Project.objects.get()
    assert (project.partnership, project.stage) == (case, "viable")
    assert "Orquesta de barrio" in html_of(committee.get(at("calls:project", project.public_id)))
