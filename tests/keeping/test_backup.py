"""What goes into a backup comes back the same, on the same engine and on the other one."""

import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from hermanar.cli.backup import backup
from tests.instance import ON_PG, Instance, must, new_pg_database

pytestmark = pytest.mark.xdist_group("keeping")

FILL = """
import datetime as dt
from hermanar.cli.runtime import start_django
start_django()
from tests.cast import make_cast
from tests.files.hostile import pdf
from hermanar.accounts.models import User
from hermanar.directory.operations import move_exercise_clock
from hermanar.files.operations import store_bytes
cast = make_cast()
User.objects.update(created_at=dt.datetime(2021, 5, 5, 5, 5, 5, 123456, tzinfo=dt.UTC))
for hour in range(1, 5):
    move_exercise_clock(cast.act("liaison"), circle=cast.circle, to=cast.at + dt.timedelta(hours=hour, microseconds=7))
store_bytes(cast.act("liaison"), circle=cast.circle, data=pdf(), filename="niñez.pdf", media_type="application/pdf")
"""
ADD = """
from hermanar.cli.runtime import start_django
start_django()
from hermanar.accounts.models import User
from hermanar.directory.models import Organisation
assert User.objects.count() == 12
assert str(User.objects.first().created_at) == "2021-05-05 05:05:05.123456+00:00", User.objects.first().created_at
assert Organisation.objects.get(slug="villa-serena").parent.slug == "oaxaca"
User.objects.create_user("after@example.org")
"""


def filled(instance: Instance) -> Instance:
    must(instance("migrate"))
    must(instance.python("-c", FILL))
    return instance


def same_rows(a: Path, b: Path) -> bool:
    def tables(file: Path) -> dict:
        with tarfile.open(file) as tar:
            manifest = json.load(tar.extractfile("manifest.json"))
        return {key: manifest[key] for key in ("tables", "files", "anchors")}

    return tables(a) == tables(b)


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory) -> tuple[Instance, Path]:
    """An instance on SQLite with something in it, and its backup."""
    home = tmp_path_factory.mktemp("from")
    file = home / "b.tar.gz"
    instance = filled(Instance(home))
    must(instance("backup", str(file)))
    return instance, file


def test_restore_into_an_empty_database_gives_the_same_and_goes_on(backed_up, tmp_path):
    _instance, file = backed_up
    there = Instance(tmp_path)
    assert "the journal holds" in must(there("restore", str(file)))
    must(there("backup", str(tmp_path / "again.tar.gz")))
    assert same_rows(file, tmp_path / "again.tar.gz")
    must(there("verify", "journal"))
    must(there.python("-c", ADD))


WRITE_MEANWHILE = """
import sqlite3
from hermanar.cli.runtime import start_django
start_django()
from django.conf import settings
from hermanar.accounts.models import User
from hermanar.cli.backup import _one_moment
with _one_moment():
    before = User.objects.count()
    other = sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE accounts_user SET email = 'x' || email")
    other.execute("DELETE FROM accounts_keptform")
    other.execute("COMMIT")
    assert not User.objects.filter(email__startswith="x").exists(), "two moments in one archive"
assert User.objects.filter(email__startswith="x").count() == before > 0
other.execute("UPDATE accounts_user SET email = substr(email, 2)")
"""


def test_backup_reads_one_moment_and_nobody_waits_for_it(backed_up):
    must(backed_up[0].python("-c", WRITE_MEANWHILE))


def test_backup_is_readable_by_its_owner_only(backed_up):
    assert backed_up[1].stat().st_mode & 0o777 == 0o600


def test_restore_into_a_database_with_rows_is_refused(backed_up):
    instance, file = backed_up
    done = instance("restore", str(file))
    assert done.returncode == 1
    assert "The database is not empty" in done.stderr


def spoiled(file: Path, target: Path, name: str, change) -> Path:
    """The same archive with one member changed."""
    with tarfile.open(file) as source, tarfile.open(target, "w:gz") as out:
        for info in source.getmembers():
            data = source.extractfile(info).read()
            if name in info.name:
                data = change(data)
                info.size = len(data)
            out.addfile(info, io.BytesIO(data))
    return target


def test_restore_of_a_changed_archive_is_refused_and_leaves_nothing(backed_up, tmp_path):
    """Each is tried in the same empty home, which takes the sound one at the end."""
    changes = [
        ("directory_organisation", lambda d: d.replace(b"Villa Serena", b"Villa Otra")),
        ("journal_entry", lambda d: b"\n".join(d.split(b"\n")[1:])),
        ("files/", lambda d: d[:-1] + b"x"),
        ("manifest", lambda d: d.replace(b'"format": 1', b'"format": 9')),
        ("manifest", lambda d: d.replace(b"journal.0002_append_only", b"journal.0099_other")),
        ("manifest", lambda d: b"{"),
    ]
    there = Instance(tmp_path / "home")
    for name, change in changes:
        done = there("restore", str(spoiled(backed_up[1], tmp_path / "spoiled.tar.gz", name, change)))
        assert (done.returncode, done.stderr[:7]) == (1, "Error: "), (name, done.stderr)
        assert [p for p in (there.home / "files").rglob("*") if p.is_file()] == [], name
    with tarfile.open(backed_up[1]) as sound:
        stored = next(m for m in sound.getmembers() if m.name.startswith("files/"))
    spoilt = there.home / "files" / stored.name[6:8] / stored.name[8:10] / stored.name[6:]
    spoilt.parent.mkdir(parents=True, exist_ok=True)
    spoilt.write_bytes(b"x" * stored.size)  # of the same size, and another
    assert "are back" in must(there("restore", str(backed_up[1])))
    assert hashlib.sha256(spoilt.read_bytes()).hexdigest() == spoilt.name


def test_restore_of_a_cut_archive_is_refused(backed_up, tmp_path):
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(backed_up[1].read_bytes()[:-2000])
    done = Instance(tmp_path)("restore", str(cut))
    assert done.returncode == 1
    assert "damaged" in done.stderr


def test_backup_with_a_damaged_file_is_refused_and_leaves_no_archive(backed_up, tmp_path):
    there = Instance(tmp_path)
    must(there("restore", str(backed_up[1])))
    stored = next(p for p in (tmp_path / "files").rglob("*") if p.is_file())
    stored.chmod(0o600)
    stored.write_bytes(b"x")
    done = there("backup", str(tmp_path / "b.tar.gz"))
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert not (tmp_path / "b.tar.gz").exists()


def test_restore_on_the_engine_of_this_run_and_back_gives_the_same(backed_up, tmp_path, db):
    """On the second engine's run: from SQLite to PostgreSQL and back."""
    other = Instance(tmp_path / "other", new_pg_database("keeping") if ON_PG else "")
    must(other("restore", str(backed_up[1])))
    there_file = tmp_path / "other.tar.gz"
    must(other("backup", str(there_file)))
    assert same_rows(backed_up[1], there_file)
    must(other("verify", "journal"))
    must(other.python("-c", ADD))
    back = Instance(tmp_path / "back")
    must(back("restore", str(there_file)))
    must(back.python("-c", ADD))


def test_backup_into_a_folder_that_is_not_there_says_so(tmp_path):
    ended = CliRunner().invoke(backup, [str(tmp_path / "nowhere" / "x.tar.gz")])
    assert ended.exit_code == 1
    assert "There is no folder" in ended.output
    assert not isinstance(ended.exception, FileNotFoundError)
