"""A person asks about their data: acknowledged, found over all rooms, corrected, withheld, answered by mail."""

import re

import pytest
from django.apps import apps
from django.core import mail
from django.db.models import CharField, JSONField, TextField

from hermanar.accounts.models import User
from hermanar.agreements.models import Signatory
from hermanar.cli.retention import read
from hermanar.directory.models import DataRequest, Person, RequestChange, WithheldName
from hermanar.journal.queries import verify
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.notices.models import Notice
from hermanar.partnerships.models import Counterpart
from hermanar.privacy.operations import (
    answer_request,
    correct_row,
    keep_search,
    purge_exports,
    receive_request,
    withhold_rows,
)
from hermanar.privacy.queries import capped, find, get_request, kept, list_requests, tables
from hermanar.privacy.rules import says
from hermanar.registry.operations import publish_entry
from hermanar.registry.queries import get_entry
from tests.registry.conftest import ready, signed

__all__ = ["ready", "signed"]  # fixtures: a relation with its signed text

ABROAD = "Persona de Muestra 40"  # signed for the other side; no account, no post


@pytest.fixture
def operator(cast, client):
    user = cast.users["administrator"]
    User.objects.filter(pk=user.pk).update(is_operator=True)
    return user


def ask(cast, kind: str = "withholding", name: str = ABROAD, email: str = "p40@example.org") -> DataRequest:
    return receive_request(
        cast.act("nobody"), kind=kind, from_name=name, from_email=email, what="Mi nombre",
        address=lambda token: f"/datos-personales/{token}/",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "whole", "is_theirs"),
    [
        ("Ana Pérez López", False, True),
        ("MTRA. ANA PEREZ LOPEZ", True, True),
        ("Pérez López, Ana", False, True),
        ("Ana Pérez", False, True),
        ("Ana Pérez", True, False),
        ("Ana Pérez Ruiz", False, False),
        ("Ana", False, False),
        ({"es": "con Ana Pérez López"}, True, True),
    ],
)
def test_says_finds_the_name_as_it_is_written(said, whole, is_theirs):
    assert says(said, "Ana Pérez López", whole=whole) is is_theirs


def test_finder_looks_at_every_column_with_a_persons_data():
    looked = {(t.table, c) for t in tables() for c in (*t.names, *t.emails, *t.texts, *t.shown)}
    kept = {(row["table"], c) for row in read()["tables"] for c in row["columns"]}
    # public ids, sealed bytes, references; the journal is counted; a request is not sought in its own copy
    other = {("journal.Entry", "data"), ("journal.Entry", "user"), ("files.KeptUpload", "user"), ("evidence.Arrival", "user"), ("reports.Printing", "asked_by"),
             ("directory.DataRequest", "export"), ("directory.DataRequest", "search"), *(("directory.RequestChange", c) for c in ("old", "new", "reason"))}  # fmt: skip
    texts = {
        (table, c) for table, c in kept
        if isinstance(apps.get_model(table)._meta.get_field(c), CharField | TextField | JSONField)
    }  # fmt: skip
    assert sorted(texts - looked - other) == []
    for table in tables():
        columns = {f.name for f in apps.get_model(table.table)._meta.concrete_fields}
        assert {*table.names, *table.emails, *table.texts, *table.shown, *table.fix} <= columns, table.table


def test_request_is_acknowledged_to_its_own_address_and_the_operator_told(
    client, cast, operator, django_capture_on_commit_callbacks
):
    sent = {"kind": "access", "from_name": ABROAD, "from_email": "p40@example.org", "what": "Qué hay"}
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/datos-personales/", sent).content.decode()
    row = DataRequest.objects.get()
    letter = next(m for m in mail.outbox if m.to == ["p40@example.org"])
    link = re.search(r"/datos-personales/[\w-]{40,}/", letter.body).group()
    assert ("p40@example.org" in page, row.public_id in letter.subject, row.due_on is not None) == (True, True, True)
    assert (link in page, row.token_sha256 in letter.body) == (False, False)
    assert [n.user for n in Notice.objects.filter(key="data_request_received")] == [operator]
    assert "Está en trámite" in client.get(link).content.decode()
    assert "Your request" in client.get(f"/en{link}").content.decode()
    assert client.get(f"{link}datos.json").status_code == 404
    assert client.get("/datos-personales/none/").status_code == 404


def test_foreign_signatory_is_found_withheld_and_answered(cast, operator, signed, django_capture_on_commit_callbacks):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    row = ask(cast)
    assert [o.slug for o in row.concerned.all()] == [cast.organisations["municipality"].slug]
    found = {f.key: f for f in find(row.from_name, row.from_email)}
    signer = Signatory.objects.get(name=ABROAD)
    mine = f"agreements.Signatory:{signer.pk}"
    assert {key.partition(":")[0] for key in found} >= {"agreements.Signatory", "registry.Entry", "documents.Version"}
    act = cast.act("operator")
    with pytest.raises(Invalid):
        withhold_rows(act, request=row, keys=[])
    assert withhold_rows(act, request=row, keys=[mine]) == [ABROAD]
    shown = get_entry(entry.public_id, on=cast.at.date())
    assert [s.name for s in shown.picture.signatories] == ["Persona de Muestra 03", "Nombre reservado"]
    with pytest.raises(Refused) as refused:
        withhold_rows(act, request=row, keys=[mine])
    assert refused.value.code == "already_withheld"
    with django_capture_on_commit_callbacks(execute=True):
        answer_request(act, request=row, granted=True, answer="Se reservó su nombre.")
    assert [m.to for m in mail.outbox] == [["p40@example.org"]]
    assert "Se reservó su nombre." in mail.outbox[0].body
    assert list(verify()) == []


def test_row_of_a_text_says_which_paper_it_is_of(cast, signed):
    entry, row = publish_entry(cast.act("liaison"), partnership=signed), ask(cast)
    keep_search(cast.act("operator"), request=row, also=())
    found = [f for f in kept(row) if f.key.startswith(("documents.Version:", "documents.Issue:"))]
    assert found
    assert [f.key for f in found if f.paper is None] == []
    act = signed.agreement.signings.get().act_issue
    told = next(f.paper for f in found if f.key == f"documents.Version:{act.version_id}")
    assert (told.title, told.number) == (act.version.document.title, act.version.number)
    assert (told.on, told.folio, told.code) == (act.issued_on, act.folio, act.code)
    assert {f.entry for f in kept(row) if f.key.startswith("registry.Entry:")} == {entry.public_id}


def test_homonym_that_was_not_marked_keeps_the_name(cast, signed):
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    other = Person.objects.create(name=ABROAD, email="p40@example.org")
    row = ask(cast)
    withhold_rows(cast.act("operator"), request=row, keys=[f"directory.Person:{other.pk}"])
    other.refresh_from_db()
    shown = get_entry(entry.public_id, on=cast.at.date())
    assert other.withheld_at is not None
    assert ABROAD in [s.name for s in shown.picture.signatories]
    assert WithheldName.objects.filter(is_other=True, place=signed.circle.public_id).exists()


def test_row_is_corrected_with_its_reason_and_says_what_it_said(cast, signed):
    Counterpart.objects.filter(partnership=signed).update(contact_name="Person Sample 77", email="p77@example.org")
    card = Counterpart.objects.get(partnership=signed)
    row = ask(cast, "correction", "Person Sample 77", "p77@example.org")
    asked = {"request": row, "key": f"partnerships.Counterpart:{card.pk}", "column": "contact_name"}
    with pytest.raises(Invalid) as wrong:
        correct_row(cast.act("operator"), **asked, value="Person Sample 78", reason=" ")
    assert list(wrong.value.errors) == ["reason"]
    correct_row(cast.act("operator"), **asked, value="Person Sample 78", reason="Así se llama")
    card.refresh_from_db()
    change = RequestChange.objects.get()
    assert card.contact_name == "Person Sample 78"
    assert (change.old, change.new, change.reason) == ("Person Sample 77", "Person Sample 78", "Así se llama")
    signer = Signatory.objects.get(name=ABROAD)
    other = ask(cast, "correction")
    with pytest.raises(Refused) as refused:
        correct_row(
            cast.act("operator"), request=other, key=f"agreements.Signatory:{signer.pk}", column="name", value="Otra",
            reason="x",
        )  # fmt: skip
    assert refused.value.code == "not_corrected_here"


def test_access_is_answered_with_a_copy_under_the_link_for_its_time(
    client, cast, operator, django_capture_on_commit_callbacks
):
    mayor = cast.persons["mayor"]
    with django_capture_on_commit_callbacks(execute=True):
        row = ask(cast, "access", mayor.name, mayor.email)
    link = next(
        re.search(r"/datos-personales/[\w-]{40,}/", m.body).group() for m in mail.outbox if m.to == [mayor.email]
    )
    keys = [f"directory.Person:{mayor.pk}"]
    answer_request(cast.act("operator"), request=row, granted=True, answer="Va su copia.", keys=keys)
    told = client.get(f"{link}datos.json").json()
    assert [r["holds"]["email"] for r in told["rows"]] == [mayor.email]
    assert mayor.email in client.get(link).content.decode()
    with pytest.raises(Refused) as refused:
        answer_request(cast.act("operator"), request=row, granted=False, answer="No.")
    assert refused.value.code == "already_answered"
    assert purge_exports(cast.act("operator")) == 0
    DataRequest.objects.update(export_until=cast.at.date().replace(year=cast.at.year - 1))
    assert purge_exports(cast.act("operator")) == 1
    assert client.get(f"{link}datos.json").status_code == 404


def test_requests_are_the_operators_and_of_the_organisation_they_concern(cast, signed):
    concerned, other = ask(cast), ask(cast, name="Persona de Muestra 99", email="p99@example.org")
    administrator = cast.actor("administrator")
    assert [r.pk for r in list_requests(administrator)] == [concerned.pk]
    assert get_request(administrator, concerned.public_id) == concerned
    for name, row in (("administrator", other), ("liaison", concerned), ("nobody", concerned)):
        with pytest.raises(NotVisible):
            get_request(cast.actor(name), row.public_id)
    for call in (
        lambda: withhold_rows(cast.act("administrator"), request=concerned, keys=["x"]),
        lambda: answer_request(cast.act("administrator"), request=concerned, granted=True, answer="Sí."),
        lambda: purge_exports(cast.act("administrator")),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.code == "not_allowed"


def test_search_is_kept_with_its_time_and_reads_its_rows_again(
    cast, operator, signed, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = ask(cast)
    row.refresh_from_db()
    found = [f.key for f in kept(row)]
    signer = Signatory.objects.get(name=ABROAD)
    assert (row.searched_at is not None, f"agreements.Signatory:{signer.pk}" in found) == (True, True)
    assert found == [f.key for f in find(ABROAD, "p40@example.org")]
    Signatory.objects.filter(pk=signer.pk).update(name="Otra Persona de Muestra")
    assert f"agreements.Signatory:{signer.pk}" not in [f.key for f in kept(row)]
    later = Person.objects.create(name=ABROAD, email="p41@example.org")
    assert f"directory.Person:{later.pk}" not in [f.key for f in kept(row)]
    with pytest.raises(Refused, match="not_allowed"):
        keep_search(cast.act("liaison"), request=row)
    keep_search(cast.act("operator"), request=row, also=["Persona Muestra"])
    assert f"directory.Person:{later.pk}" in [f.key for f in kept(row)]
    assert (row.search["also"], capped(row)) == (["Persona Muestra"], [])
    assert list(verify()) == []


def test_search_says_of_which_rows_it_took_the_first_only(cast, operator, monkeypatch):
    monkeypatch.setattr("hermanar.privacy.queries.MOST", 2)
    for n in range(3):
        Person.objects.create(name=ABROAD, email=f"x{n}@example.org")
    row = keep_search(cast.act("operator"), request=ask(cast))
    assert len(capped(row)) == 1
    assert len([f for f in kept(row) if f.key.startswith("directory.Person:")]) == 2


def test_kept_rows_ask_as_many_questions_as_one(cast, operator, assert_flat):
    made = iter(range(9))
    row = ask(cast)

    def make():
        Person.objects.create(name=ABROAD, email=f"y{next(made)}@example.org")
        keep_search(cast.act("operator"), request=row)

    assert_flat(make, lambda: kept(row))
