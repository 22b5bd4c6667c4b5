"""“Revise su oficio”: a text or a file checked for anybody, in place. Nothing is kept and nobody is known."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hermanar.checks.by_hand import UnknownParty
from hermanar.checks.files import Said, check_named
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.sources import Source, read_source, read_text
from hermanar.checks.sources.unreadable import Unreadable
from hermanar.registry.queries import cited_laws, own_words
from hermanar.ui.uploads import is_unfinished

from ..forms import ReviewForm
from ..frame import asker, page, today

# [K] texts of one network address in a minute, and how long a text may be however it comes
PER_MINUTE = 12
MOST_CHARACTERS = 120_000
MINUTE = 60


@dataclass(frozen=True)
class Stretch:
    """A stretch of a paragraph; `mark` is how it is shown (`bad`, `dev`), "" where there is nothing to say of it."""

    text: str
    mark: str = ""
    number: int = 0


@dataclass(frozen=True)
class Note:
    """One finding as the page tells it; `severity` as the component knows it."""

    number: int
    severity: str
    code: str
    title: str
    message: str
    place: str
    repairs: list[str] = field(default_factory=list)


# Nothing is changed and nobody is known here: a foreign page that posts a text learns what it could ask by itself.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """The form; after it, the text with its findings in place."""
    if request.method != "POST":
        return page(request, "portal/review.html", {"form": ReviewForm()}, room="review")
    form = ReviewForm(request.POST, request.FILES)
    if _too_often(request):
        form.add_error(None, _("Revisó muchos textos en un minuto: espere un poco y vuelva a enviarlo."))
        return page(request, "portal/review.html", {"form": form}, room="review", status=429)
    if is_unfinished(request):
        form.add_error("file", _("El archivo no llegó completo: elíjalo y envíelo de nuevo."))
    if not form.is_valid():
        return page(request, "portal/review.html", {"form": form}, room="review", status=400)
    asked = form.cleaned_data
    language = "en" if (get_language() or "es").startswith("en") else "es"
    try:
        source = _source(asked)
        with Gazetteer.open() as gazetteer:
            found = check_named(
                source,
                asked["parties"],
                gazetteer,
                citations=cited_laws(),
                kind=asked["kind"],
                final=asked["final"],
                on=today(),
                own_words=own_words(asked["kind"]),
            )
    except Unreadable as refused:
        about = "file" if asked["file"] else "text"
        form.add_error(about, _("No se puede revisar: %(why)s.") % {"why": refused.said(language)})
        return page(request, "portal/review.html", {"form": form}, room="review", status=400)
    except UnknownParty as unknown:
        form.add_error("parties", _("No se reconoce: %(why)s.") % {"why": unknown.said(language)})
        return page(request, "portal/review.html", {"form": form}, room="review", status=400)
    context = {
        "form": form,
        "source": source,
        "paragraphs": list(_paragraphs(source, found)),
        "notes": [_note(n, f, source, language) for n, f in enumerate(found, 1)],
        "errors": sum(f.severity == "error" for f in found),
        "warnings": sum(f.severity == "warning" for f in found),
        "hints": sum(f.severity == "hint" for f in found),
    }
    return page(request, "portal/review.html", context, room="review")


def _source(asked: dict) -> Source:
    """What was sent, read; the file where there is one. Raises Unreadable."""
    if asked["file"]:
        source = read_source(asked["file"].name, asked["file"].read())
    else:
        source = read_text("", asked["text"])
    if len(source.text) > MOST_CHARACTERS:
        raise Unreadable("too_long", "es demasiado largo para esta página", "is too long for this page")
    return source


def _too_often(request: HttpRequest) -> bool:
    """Counted in each process, by network address; nothing else of whoever asks is looked at."""
    key = f"review:{asker(request)}:{int(time.time() // MINUTE)}"
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > PER_MINUTE
    except ValueError:  # the minute ended in between
        return False


def _paragraphs(source: Source, found: list[Said]) -> Iterator[list[Stretch]]:
    """The text, line by line, with what was found in place. Of two findings on the same words the graver is marked."""
    rank = {"error": 0, "warning": 1, "hint": 2}
    marks: list[tuple[int, int, int, str]] = []
    for number, f in sorted(enumerate(found, 1), key=lambda nf: (rank[nf[1].severity], nf[1].end - nf[1].start)):
        free = all(f.end <= a or f.start >= b for a, b, _n, _s in marks)
        if f.end > f.start and free:
            marks.append((f.start, f.end, number, "bad" if f.severity == "error" else "dev"))
    marks.sort()
    at, told = 0, set()
    for line in source.text.split("\n"):
        end = at + len(line)
        out: list[Stretch] = []
        here = at
        for a, b, number, mark in marks:
            start, stop = max(a, at), min(b, end)
            if start >= stop:
                continue
            if start > here:
                out.append(Stretch(source.text[here:start]))
            # only the first stretch of a finding bears its number, which is an address on the page
            out.append(Stretch(source.text[start:stop], mark, 0 if number in told else number))
            told.add(number)
            here = stop
        if here < end:
            out.append(Stretch(source.text[here:end]))
        if line.strip():
            yield out
        at = end + 1


def _note(number: int, f: Said, source: Source, language: str) -> Note:
    return Note(
        number,
        {"error": "error", "warning": "warning", "hint": "info"}[f.severity],
        f.code,
        f.finding.title[language],
        f.message[language],
        f.text if len(f.text) <= 60 else f"{f.text[:57]}…",
        list(dict.fromkeys(r.label[language] for r in f.finding.repairs))[:3],
    )
