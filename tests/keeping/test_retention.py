"""Retention is data: the list is held against the tables, and what it promises to delete is deleted."""

import datetime as dt
import json
import re

import pytest
from click.testing import CliRunner
from django.apps import apps

from hermanar.accounts.models import KeptForm
from hermanar.accounts.operations import keep_form
from hermanar.cli.retention import purge_all, read, retention, would_purge
from hermanar.directory.enums import Role
from hermanar.directory.models import Invitation
from hermanar.directory.operations import create_office, invite, revoke_invitation
from hermanar.notices.models import Notice
from hermanar.notices.operations import notify, read_notices

# what a column with personal data is called here
SOUNDS_PERSONAL = re.compile(
    r"name|email|phone|^person$|^user$|contact|witness|holder|signator|promoter|caption|languages|present|snapshot|cipher"
)
# public ids (`issued_by`) lead to `directory.Person`, where the name can be withheld
PUBLIC_ID = re.compile(r"_by$|public_id")


def columns() -> set[tuple[str, str]]:
    return {
        (m._meta.label, f.name)
        for m in apps.get_models()
        if m.__module__.startswith("hermanar.")
        for f in m._meta.concrete_fields
    }


def listed(part: str) -> set[tuple[str, str]]:
    data = read()
    if part == "not_personal":
        return {(table, c) for table, names in data[part].items() for c in names}
    return {(row["table"], c) for row in data["tables"] for c in row["columns"]}


def test_every_column_that_sounds_personal_is_listed():
    sounding = {(t, c) for t, c in columns() if SOUNDS_PERSONAL.search(c) and not PUBLIC_ID.search(c)}
    assert sorted(sounding - listed("tables") - listed("not_personal")) == []


def test_every_listed_column_is_there_once():
    assert sorted((listed("tables") | listed("not_personal")) - columns()) == []
    assert sorted(listed("tables") & listed("not_personal")) == []
    tables = [row["table"] for row in read()["tables"]]
    assert tables == list(dict.fromkeys(tables))


def test_every_table_of_the_libraries_is_listed_or_holds_no_person():
    theirs = {m._meta.label for m in apps.get_models() if not m.__module__.startswith("hermanar.")}
    harmless = {"auth.Permission", "auth.Group", "contenttypes.ContentType"}
    assert theirs - harmless == {row["table"] for row in read()["libraries"]}


@pytest.mark.parametrize("row", read()["tables"], ids=lambda row: row["table"])
def test_every_row_says_whose_how_long_why_and_on_what_basis(row):
    assert [key for key in ("whose", "kept", "why", "basis") if not row.get(key)] == []


def test_purge_deletes_what_is_past_its_time_and_nothing_else(cast):
    act = cast.act("administrator")
    office = create_office(act, organisation=cast.organisations["municipality"], title="X", role=Role.OBSERVER)
    for number, on in enumerate((cast.at.date(), dt.date(2023, 1, 1))):
        invitation, _token = invite(
            act, office=office, email=f"n{number}@example.org", person_name=f"Persona de Muestra 8{number}", from_on=on
        )
    revoke_invitation(act, invitation=invitation)
    liaison = cast.users["liaison"]
    keep_form(act, user_public_id=liaison.public_id, page="/x/", path="/x/", data={"a": ["b"]})
    notify(act, to=[liaison, cast.users["mayor"]], key="case_opened", data={"folio": "1"})
    read_notices(cast.act("liaison"), user=liaison)

    def left() -> tuple[int, int, int]:
        return KeptForm.objects.count(), Invitation.objects.count(), Notice.objects.count()

    assert left() == (1, 2, 2)
    purge_all(cast.at + dt.timedelta(minutes=59))
    assert left() == (1, 2, 2)
    purge_all(cast.at + dt.timedelta(days=31))
    assert left() == (0, 1, 2)
    purge_all(cast.at + dt.timedelta(days=366))
    assert left() == (0, 0, 1)
    done = purge_all(cast.at + dt.timedelta(days=367))
    assert set(done.values()) == {0}


def test_dry_run_says_what_would_go_and_deletes_nothing(cast):
    keep_form(
        cast.act("liaison"), user_public_id=cast.users["liaison"].public_id, page="/x/", path="/x/", data={"a": ["b"]}
    )
    later = cast.at + dt.timedelta(days=2)
    said = would_purge(later)
    assert (said["kept_forms"], KeptForm.objects.count()) == (1, 1)
    assert purge_all(later) == said
    assert KeptForm.objects.count() == 0


def test_dry_run_goes_with_purge():
    assert CliRunner().invoke(retention, ["--dry-run"]).exit_code == 2


def test_retention_as_json_is_the_list():
    done = CliRunner().invoke(retention, ["--format", "json"])
    assert done.exit_code == 0
    assert json.loads(done.output) == read()
