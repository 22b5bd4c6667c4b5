"""The folder of a relation as one ZIP: every paper given out and every paper received, with an index that says the hash
and the code of each. Written as it is read: never whole in memory."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.db.models import prefetch_related_objects
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify
from django.utils.translation import get_language, gettext as _

from hermanar.documents.queries import list_issues
from hermanar.files.models import Attachment, Blob
from hermanar.files.queries import open_blob
from hermanar.journal.queries import get_head
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import date_in_words

from ..models import Partnership

_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Paper:
    """One file of the folder. `code` and `folio` of a paper of ours; empty for one received."""

    path: str
    title: str
    sha256: str
    size: int
    code: str = ""
    folio: str = ""
    dated_on: str = ""
    state: str = ""


def list_papers(actor: Actor, partnership: Partnership) -> list[tuple[Paper, Blob]]:
    """What the folder holds, as far as the actor sees: papers issued (each format), then attachments. Oldest first."""
    found: list[tuple[Paper, Blob]] = []
    issues = list_issues(actor, partnership.circle)
    prefetch_related_objects(issues, "renditions__blob")
    for issue in reversed(issues):
        title = str(issue.version.document)
        name = f"{issue.issued_on:%Y-%m-%d}-{slugify(title)[:60]}-{issue.code}"
        for rendition in sorted(issue.renditions.all(), key=lambda r: r.format):
            found.append(
                (
                    Paper(
                        f"{_('expedidos')}/{name}.{rendition.format}", title, rendition.blob.sha256,
                        rendition.blob.size, issue.code, issue.folio, issue.issued_on.isoformat(), issue.state,
                    ),
                    rendition.blob,
                )
            )  # fmt: skip
    rows = Attachment.objects.for_actor(actor).filter(circle=partnership.circle).select_related("blob").order_by("pk")
    for row in rows:
        stem, _dot, suffix = row.filename.rpartition(".")
        safe = f"{slugify(stem or row.filename)[:60] or 'archivo'}.{slugify(suffix)[:8] or 'bin'}"
        found.append(
            (
                Paper(
                    f"{_('recibidos')}/{row.attached_at:%Y-%m-%d}-{row.public_id}-{safe}", row.caption or row.filename,
                    row.blob.sha256, row.blob.size, dated_on=row.attached_at.date().isoformat(),
                ),
                row.blob,
            )
        )  # fmt: skip
    return found


class _Sink(io.RawIOBase):
    """What the ZIP is written to: gives up its bytes as they come."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def stream_folder(actor: Actor, partnership: Partnership, on: dt.date) -> Iterator[bytes]:
    """The bytes of the ZIP, a piece at a time: `index.json`, `index.html`, then the papers."""
    papers = list_papers(actor, partnership)
    length, head = get_head(partnership.circle.public_id)
    index = [paper for paper, _blob in papers]
    about = {
        "folio": partnership.folio,
        "on": on.isoformat(),
        "journal": {"length": length, "head": head},
        "papers": [asdict(paper) for paper in index],
    }
    texts = {
        "index.json": json.dumps(about, ensure_ascii=False, indent=1),
        "index.html": _index(partnership, index, on, f"{length}:{head[:16]}"),
    }
    # what needs the database and the reader's language is done by now; the rest is read as it is sent
    return _pieces(texts, papers, (on.year, on.month, on.day, 0, 0, 0))


def _pieces(texts: dict[str, str], papers: list[tuple[Paper, Blob]], when: tuple) -> Iterator[bytes]:
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(_info(name, when), text.encode())
            yield sink.take()
        for paper, blob in papers:
            with open_blob(blob) as source, archive.open(_info(paper.path, when), "w", force_zip64=True) as target:
                while piece := source.read(_CHUNK):
                    target.write(piece)
                    yield sink.take()
            yield sink.take()
    yield sink.take()


def _info(name: str, when: tuple) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, when)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _index(partnership: Partnership, papers: list[Paper], on: dt.date, anchor: str) -> str:
    language = get_language() or "es"
    parties = sorted(partnership.parties.all(), key=lambda p: p.side)
    title = f"{partnership.folio} · {' – '.join(str(p) for p in parties)}"
    rows = format_html_join(
        "\n",
        '<tr><td><a href="{}">{}</a></td><td>{}</td><td>{}</td><td>{}</td><td><code>{}</code></td></tr>',
        ((p.path, p.title, p.dated_on, p.folio or "—", p.code or "—", p.sha256) for p in papers),
    )
    heads = format_html_join(
        "",
        "<th>{}</th>",
        ((h,) for h in (_("Papel"), _("Fecha"), _("Folio"), _("Código"), "SHA-256")),
    )
    return format_html(
        '<!doctype html>\n<html lang="{}"><meta charset="utf-8"><title>{}</title>\n<h1>{}</h1>\n<p>{}</p>\n'
        "<table><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table></html>\n",
        language,
        title,
        title,
        _("Expediente al %(on)s. Bitácora: %(anchor)s.") % {"on": date_in_words(on, language), "anchor": anchor},
        heads,
        rows or format_html("<tr><td>{}</td></tr>", _("Todavía no hay papeles.")),
    )
