"""The folder of a relation as one ZIP: every paper given out and every paper received, with an index that says the hash
and the code of each. Written as it is read: never whole in memory."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language, gettext as _

from hermanar.documents.enums import IssueState
from hermanar.documents.models import Issue
from hermanar.documents.queries import list_issues, list_issues_of
from hermanar.files.models import Attachment, Blob
from hermanar.files.queries import open_blob
from hermanar.journal.queries import get_head
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.profiles.models import Profile

from ..models import Partnership
from ..rules.traditional import instruments
from .sight import unseen_letters

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
    said: str = ""  # its state in words
    superseded_by: str = ""
    verify: str = ""
    came_as: str = ""  # the name of the file received


# attachment → (what paper it is, its folio or number, its date), as whoever holds it says it
Told = Mapping[int, tuple[str, str, dt.date | None]]
# papers → code → (state, its words), as whoever verifies the paper reads them
Words = Callable[[list[Issue]], Mapping[str, tuple[str, str]]]


def _as_kept(issues: list[Issue]) -> dict[str, tuple[str, str]]:
    return {i.code: (i.state, "" if i.state == IssueState.IN_FORCE else str(IssueState(i.state).label)) for i in issues}


def list_papers(
    actor: Actor,
    partnership: Partnership,
    *,
    sessions: tuple[Iterable[Issue], Iterable[Attachment]] = ((), ()),
    told: Told = MappingProxyType({}),
    words: Words = _as_kept,
) -> list[tuple[Paper, Blob]]:
    """What the folder holds, as far as the actor sees: papers issued (each format), those of the profile and of the
    `sessions` that dealt with the relation (given by who knows sessions), then attachments. Oldest first. `told`: what
    files received are, given by who holds them. `words`: how the state of each paper is said."""
    found: list[tuple[Paper, Blob]] = []
    hidden = set(unseen_letters(actor, partnership))
    texts = set(partnership.letters.filter(public_id__in=hidden).values_list("document_id", flat=True))
    seen: set[int] = set()
    for place, issues in (
        (_("expedidos"), list_issues(actor, partnership.circle)),
        (_("perfil"), _profile_issues(actor, partnership)),
        (_("sesiones"), list(sessions[0])),
    ):
        fresh = [i for i in reversed(issues) if i.pk not in seen and i.version.document_id not in texts]
        seen |= {issue.pk for issue in fresh}
        prefetch_related_objects(fresh, "renditions__blob")
        states = words(fresh)
        found += [row for issue in fresh for row in _given_out(issue, place, *states[issue.code])]
    rows = Attachment.objects.for_actor(actor).filter(circle=partnership.circle).select_related("blob").order_by("pk")
    of_sessions = {row.pk: row for row in sessions[1]}
    own = [of_sessions.pop(row.pk, row) for row in rows]
    received = own + list(of_sessions.values())
    known = {**told, **_told_of_received(partnership)}
    for row in received:
        title, folio, on = known.get(row.pk) or (row.caption or row.filename, "", None)
        stem, _dot, suffix = row.filename.rpartition(".")
        # named by what it is: the name it came with stands in the index
        named = f"{title} {folio}" if row.pk in known else row.caption or stem or row.filename
        safe = f"{slugify(named)[:80] or 'archivo'}-{row.public_id}.{slugify(suffix)[:8] or 'bin'}"
        day = (on or row.attached_at.date()).isoformat()
        found.append(
            (
                Paper(
                    f"{_('recibidos')}/{day}-{safe}", title, row.blob.sha256, row.blob.size, folio=folio, dated_on=day,
                    came_as=row.filename,
                ),
                row.blob,
            )
        )  # fmt: skip
    return found


def _told_of_received(partnership: Partnership) -> dict[int, tuple[str, str, dt.date | None]]:
    """What the case itself knows a paper received by."""
    told: dict[int, tuple[str, str, dt.date | None]] = {}
    for act in partnership.earlier_acts.exclude(attachment=None):
        title = _("Antecedente: %(instrument)s") % {"instrument": _instrument(act.instrument)}
        told[act.attachment_id] = (title, "", act.on if act.precision == Precision.DAY else None)
    for letter in partnership.letters.exclude(attachment=None):
        told[letter.attachment_id] = (
            letter.get_kind_display(),
            letter.folio,
            letter.dated_on if letter.precision == Precision.DAY else None,
        )
    for no in partnership.refusals.exclude(attachment=None):
        title = _("Rechazo: %(by)s") % {"by": no.get_by_display()} if no.by else _("Rechazo")
        told[no.attachment_id] = (title, no.folio, no.refused_on)
    for row in partnership.designations.exclude(attachment=None):
        told[row.attachment_id] = (_("Designación del área de enlace"), row.folio, row.designated_on)
    return told


def _instrument(key: str) -> str:
    known = instruments().get(key)
    return (known.text.get((get_language() or "es")[:2]) or known.text["es"]) if known else key


def _profile_issues(actor: Actor, partnership: Partnership) -> list[Issue]:
    """The printed profile of the relation's own municipality, each that was given out."""
    rows = Profile.objects.filter(organisation=partnership.owner_id).exclude(document=None)
    return list_issues_of(actor, rows.values_list("document_id", flat=True))


def _given_out(issue: Issue, place: str, state: str, said: str) -> list[tuple[Paper, Blob]]:
    title = str(issue.version.document)
    if issue.is_transcript:
        title = _("Transcripción del texto firmado: %(title)s") % {"title": title}
    name = f"{issue.issued_on:%Y-%m-%d}-{slugify(title)[:60]}-{issue.code}"
    by = issue.superseded_by.code if issue.superseded_by else ""
    return [
        (
            Paper(
                f"{place}/{name}.{rendition.format}", title, rendition.blob.sha256, rendition.blob.size, issue.code,
                issue.folio, issue.issued_on.isoformat(), state, said, by,
                f"{settings.PUBLIC_BASE_URL}/verificar/{issue.code}/",
            ),
            rendition.blob,
        )
        for rendition in sorted(issue.renditions.all(), key=lambda r: r.format)
    ]  # fmt: skip


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


def stream_folder(
    actor: Actor,
    partnership: Partnership,
    on: dt.date,
    *,
    sessions: tuple[Iterable[Issue], Iterable[Attachment]] = ((), ()),
    told: Told = MappingProxyType({}),
    words: Words = _as_kept,
) -> Iterator[bytes]:
    """The bytes of the ZIP, a piece at a time: `index.json`, `index.html`, then the papers. `sessions`, `told` and
    `words` as in `list_papers`."""
    papers = list_papers(actor, partnership, sessions=sessions, told=told, words=words)
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
        '<tr><td><a href="{}">{}</a>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td><code>{}</code></td></tr>',
        (
            (
                p.path,
                f"{p.title} ({_format(p)})",
                _came_as(p),
                date_in_words(dt.date.fromisoformat(p.dated_on), language),
                p.folio or "—",
                _code(p),
                _state(p),
                p.sha256,
            )
            for p in papers
        ),
    )
    heads = format_html_join(
        "",
        '<th scope="col">{}</th>',
        ((h,) for h in (_("Papel"), _("Fecha"), _("Folio"), _("Código"), _("Estado"), "SHA-256")),
    )
    return format_html(
        '<!doctype html>\n<html lang="{}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title>\n<style>{}</style>\n'
        "<h1>{}</h1>\n<p>{}</p>\n<p>{}</p>\n"
        '<div class="wide"><table><thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table></div></html>\n',
        language,
        title,
        mark_safe(_STYLE),
        title,
        _("Expediente al %(on)s. Bitácora: %(anchor)s.") % {"on": date_in_words(on, language), "anchor": anchor},
        _(
            "Cada huella se comprueba con el archivo que está junto a ella; cada código, en la dirección a la que lleva."
        ),
        heads,
        rows or format_html('<tr><td colspan="6">{}</td></tr>', _("Todavía no hay papeles.")),
    )


_STYLE = (
    "body{font:15px/1.5 'Noto Sans',sans-serif;color:#2b2622;background:#faf7f1;max-width:72rem;margin:2rem auto;padding:0 1rem}"
    "h1{font:600 1.7rem/1.2 'Source Serif 4',Georgia,serif}a{color:#7b1e3a}.wide{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%;background:#fff}th,td{border:1px solid #e4dccf;padding:.45rem .6rem;text-align:left;"
    "vertical-align:top}th{font-weight:600}code{font-size:.8rem;overflow-wrap:anywhere}.old{color:#7a4a00;font-weight:600}.came{font-size:.85rem;color:#6b6259;overflow-wrap:anywhere}"
)


def _format(paper: Paper) -> str:
    """`PDF`, `Word`: two rows of one paper are told apart by it."""
    suffix = paper.path.rpartition(".")[2]
    return {"docx": "Word"}.get(suffix, suffix.upper())


def _came_as(paper: Paper) -> str:
    """The name that a file received came with, where its title is another."""
    if not paper.came_as or paper.came_as == paper.title:
        return ""
    return format_html('<br><span class="came">{}</span>', _("llegó como “%(name)s”") % {"name": paper.came_as})


def _code(paper: Paper) -> str:
    if not paper.code:
        return "—"
    return format_html('<a href="{}"><code>{}</code></a>', paper.verify, paper.code)


def _state(paper: Paper) -> str:
    """Of a paper of ours, whether it holds on the day of the folder; of one received there is nothing to say."""
    if not paper.state:
        return "—"
    label = paper.said or "—"
    if paper.superseded_by:
        said = _("%(state)s por %(code)s") % {"state": label, "code": paper.superseded_by}
        return format_html('<span class="old">{}</span>', said)
    if paper.state == IssueState.WITHDRAWN:
        return format_html('<span class="old">{}</span>', label)
    return str(label)
