"""`hermanar backup` and `hermanar restore`: database and files in one archive that either engine can read.

The archive is a gzipped tar: `manifest.json`, then `tables/<table>.jsonl` (one row per line, in order of primary key, values
as JSON knows them), then `files/<sha256>`. The manifest names version, migrations, rows and hash of each table, size of each
file and the heads of the journal's chains, so that a restore can prove that what came back is what went in.
"""

import base64
import datetime as dt
import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

import hermanar

from .runtime import manage, start_django

FORMAT = 1
# what is made anew by itself, or must not outlive the machine it was made on
LEFT_OUT = {
    "contenttypes.contenttype": "made by migrations",
    "auth.permission": "made by migrations",
    "auth.group": "not used",
    "sessions.session": "people sign in again",
    "accounts.keptform": "one hour, and sealed with the old machine's key",
    "axes.accessattempt": "addresses of visitors",
    "axes.accessattemptexpiration": "addresses of visitors",
    "axes.accessfailurelog": "addresses of visitors",
    "axes.accesslog": "addresses of visitors",
}


def tables() -> list[Any]:
    """Models whose rows are kept, many-to-many tables included, in a stable order."""
    from django.apps import apps

    kept = [
        m
        for m in apps.get_models(include_auto_created=True)
        if m._meta.managed and not m._meta.proxy and m._meta.label_lower not in LEFT_OUT
    ]
    left_out = {f"{name.split('.')[0]}_" for name in LEFT_OUT if name.startswith("auth.")}
    return sorted((m for m in kept if not m._meta.db_table.startswith(tuple(left_out))), key=lambda m: m._meta.db_table)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def rows_of(model: Any) -> Iterator[bytes]:
    """Each row of a table as one line of canonical JSON, in order of primary key."""
    fields = model._meta.concrete_fields
    rows = model._base_manager.order_by("pk").values_list(*(f.attname for f in fields))
    for row in rows.iterator(chunk_size=2000):
        values = {f.column: _plain(v) for f, v in zip(fields, row, strict=True)}
        yield json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def summary_of(model: Any, out: IO[bytes] | None = None) -> dict[str, Any]:
    """Rows and hash of a table as it stands; written to `out` where there is one."""
    digest, number = hashlib.sha256(), 0
    for line in rows_of(model):
        digest.update(line)
        number += 1
        if out:
            out.write(line)
    return {"rows": number, "sha256": digest.hexdigest()}


def migrations() -> list[str]:
    """Migrations that the database has had, ours and others'."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything is read as of one moment, while others go on writing."""
    from django.db import connection, transaction

    outermost = not connection.in_atomic_block
    connection.ensure_connection()  # which sets how transactions begin
    on_sqlite: Any = connection if connection.vendor == "sqlite" else None
    usual = on_sqlite and on_sqlite.transaction_mode
    if on_sqlite:
        on_sqlite.transaction_mode = "DEFERRED"  # who only reads takes no lock: the log holds that moment for it
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and outermost:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if on_sqlite:
            on_sqlite.transaction_mode = usual


def write_backup(target: Path) -> dict[str, Any]:
    """Write the archive, whole or not at all, readable by its owner only. Returns its manifest."""
    from django.apps import apps

    from hermanar.journal.queries import list_heads

    blobs = apps.get_model("files.Blob")
    with tempfile.TemporaryDirectory(prefix="hermanar-backup-", dir=target.parent) as folder:
        here = Path(folder)
        with _one_moment():
            summaries = {}
            for model in tables():
                name = model._meta.db_table
                with (here / name).open("wb") as out:
                    summaries[name] = summary_of(model, out)
            files = dict(blobs._base_manager.order_by("sha256").values_list("sha256", "size"))
            anchors = {name: {"seq": seq, "hash": digest} for name, (seq, digest) in list_heads().items()}
            known = migrations()
        manifest = {
            "format": FORMAT,
            "version": hermanar.__version__,
            "made_at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "migrations": known,
            "tables": summaries,
            "files": files,
            "anchors": anchors,
        }
        half = here / "archive"
        with tarfile.open(half, "w:gz", compresslevel=6) as tar:
            _add(tar, "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode())
            for name in summaries:
                tar.add(here / name, f"tables/{name}.jsonl", filter=_anonymous)
                (here / name).unlink()
            for digest, size in files.items():
                _add_file(tar, digest, size)
        half.chmod(0o600)
        os.replace(half, target)
    return manifest


def _anonymous(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(_anonymous(info), io.BytesIO(data))


def _path_of(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def _add_file(tar: tarfile.TarFile, digest: str, size: int) -> None:
    """Copy one stored file, and make sure that it is what its name says."""
    from django.core.files.storage import default_storage

    path = _path_of(digest)
    if not default_storage.exists(path):
        raise click.ClickException(f"A stored file is missing: {digest}. Bring it back before making a backup.")
    check = hashlib.sha256()
    with default_storage.open(path, "rb") as f, tempfile.TemporaryFile() as copy:
        while chunk := f.read(2**20):
            check.update(chunk)
            copy.write(chunk)
        if check.hexdigest() != digest or copy.tell() != size:
            raise click.ClickException(f"A stored file is damaged: {digest}. Bring it back before making a backup.")
        copy.seek(0)
        info = tarfile.TarInfo(f"files/{digest}")
        info.size = size
        tar.addfile(_anonymous(info), copy)


class Broken(click.ClickException):
    """The archive is not what its manifest says, or does not fit here."""


def read_backup(source: Path) -> dict[str, Any]:
    """Bring the archive back into an empty database and prove that it is the same. Returns its manifest.

    Raises Broken; then the database is as it was before.
    """
    from django.db import connection, transaction

    from hermanar.journal.queries import verify

    with _open(source) as tar:
        manifest = _manifest_of(tar)
        if missing := sorted(set(manifest["migrations"]) ^ set(migrations())):
            raise Broken(
                f"The backup is of version {manifest['version']} and this is {hermanar.__version__}: {missing[0]} is not on "
                "both sides. Restore with that version, then bring this one."
            )
        models = {m._meta.db_table: m for m in tables()}
        if set(models) != set(manifest["tables"]):
            raise Broken("The tables of the backup are not those of this database.")
        if full := [name for name, model in models.items() if model._base_manager.exists()]:
            raise Broken(
                f"The database is not empty ({full[0]} has rows). A backup is restored into an empty one only."
            )
        brought: list[str] = []
        try:
            for digest in manifest["files"]:
                brought += _bring_file(tar, digest)
            with transaction.atomic():
                for name, model in models.items():
                    _bring_rows(tar, name, model)
                connection.check_constraints()
                _reset_sequences(list(models.values()))
                for name, model in models.items():
                    if summary_of(model) != manifest["tables"][name]:
                        raise Broken(f"Table {name} did not come back as it was.")
                anchors = {name: (a["seq"], a["hash"]) for name, a in manifest["anchors"].items()}
                if drift := next(iter(verify(anchors)), None):
                    raise Broken(f"The journal does not hold: {drift.chain} · {drift.seq} · {drift.what}.")
        except (tarfile.TarError, EOFError, OSError, KeyError, ValueError) as wrong:
            _take_away(brought)
            raise Broken("The backup is damaged: it could not be read to its end.") from wrong
        except Broken:
            _take_away(brought)
            raise
    return manifest


def _take_away(paths: list[str]) -> None:
    """Files of a backup that is refused: nothing of it stays."""
    from django.core.files.storage import default_storage

    for path in paths:
        default_storage.delete(path)


def _open(source: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(source, "r:gz")
    except (tarfile.TarError, OSError, EOFError) as wrong:
        raise Broken("The file is not a backup of this program.") from wrong


def _manifest_of(tar: tarfile.TarFile) -> dict[str, Any]:
    try:
        first = tar.next()
        if first is None or first.name != "manifest.json" or (text := tar.extractfile(first)) is None:
            raise Broken("The file is not a backup of this program.")
        manifest = json.loads(text.read())
        if manifest["format"] != FORMAT:
            raise Broken(f"The backup has format {manifest['format']}; this program reads {FORMAT}.")
        return manifest
    except (tarfile.TarError, EOFError, OSError, KeyError, ValueError, TypeError) as wrong:
        raise Broken("The file is not a backup of this program.") from wrong


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    found = tar.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found


def _bring_file(tar: tarfile.TarFile, digest: str) -> list[str]:
    """Store the file, unless the same stands there already (its bytes say so, not its size). Returns the path it was given."""
    from django.core.files import File
    from django.core.files.storage import default_storage

    path = _path_of(digest)
    if default_storage.exists(path):
        with default_storage.open(path) as there:
            if hashlib.file_digest(there, "sha256").hexdigest() == digest:
                return []
    check = hashlib.sha256()
    with tempfile.TemporaryFile() as copy:
        source = _member(tar, f"files/{digest}")
        while chunk := source.read(2**20):
            check.update(chunk)
            copy.write(chunk)
        if check.hexdigest() != digest:
            raise Broken(f"File {digest} of the backup is damaged.")
        copy.seek(0)
        if default_storage.exists(path):
            default_storage.delete(path)
        default_storage.save(path, File(copy))
    return [path]


def _bring_rows(tar: tarfile.TarFile, name: str, model: Any) -> None:
    """Insert rows as they were, with their keys: no default, no automatic date is computed anew.

    Foreign keys are checked at the end of the transaction on both engines, so the order of tables does not matter; the
    journal's triggers refuse changes and deletions only.
    """
    from django.db import connection

    fields = model._meta.concrete_fields
    quoted = ", ".join(connection.ops.quote_name(f.column) for f in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({quoted}) VALUES ({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        lot: list[list[Any]] = []
        for line in _member(tar, f"tables/{name}.jsonl"):
            values = json.loads(line)
            lot.append([f.get_db_prep_save(_value(f, values[f.column]), connection) for f in fields])
            if len(lot) == 2000:
                cursor.executemany(statement, lot)
                lot = []
        if lot:
            cursor.executemany(statement, lot)


def _value(field: Any, value: Any) -> Any:
    from django.db import models

    if value is None or isinstance(field, models.JSONField):
        return value
    # a foreign key's value is that of the key it points to
    target = field.target_field if field.is_relation else field
    return target.to_python(value)


def _reset_sequences(models: list[Any]) -> None:
    """After rows with their own keys, the next key must be a new one (PostgreSQL counts apart)."""
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write database and files into one archive, FILE.tar.gz. It holds personal data: keep it locked."""
    if not file.resolve().parent.is_dir():
        raise click.ClickException(
            f"There is no folder {file.parent}: make it, or name the archive in one that exists."
        )
    start_django()
    try:
        manifest = write_backup(file.resolve())
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror or error}.") from error
    rows = sum(t["rows"] for t in manifest["tables"].values())
    click.echo(f"{file}: {rows:,} rows, {len(manifest['files']):,} files, {file.stat().st_size / 2**20:.1f} MB")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Bring back what `backup` wrote into an empty database, and prove that it is the same."""
    manage("migrate", "--no-input", "--verbosity=0")
    manifest = read_backup(file.resolve())
    rows = sum(t["rows"] for t in manifest["tables"].values())
    click.echo(
        f"{rows:,} rows and {len(manifest['files']):,} files of {manifest['made_at']} are back; the journal holds."
    )
