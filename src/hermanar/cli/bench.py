"""`hermanar bench`: how long our papers and pages take, as ratios measured in one run."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from .runtime import scratch

form_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)  # fmt: skip
WORDS = {
    "pdf_against_bare_typst": "our agreement as PDF ÷ bare typst with the same content",
    "docx_against_pdf": "the same agreement as DOCX ÷ our PDF",
    "pdf_against_libreoffice": "our PDF ÷ DOCX converted by LibreOffice",
}


@click.group()
def bench() -> None:
    """Measure documents, pages or the ranking of candidates. Read the ratios, not the milliseconds: those are of this machine."""


def _say(told: dict[str, Any], form: str, in_words: Callable[[dict[str, Any]], Iterable[str]]) -> None:
    """What was measured, as one line of JSON or in words."""
    click.echo(json.dumps(told) if form == "json" else "\n".join(in_words(told)))


@bench.command()
@click.option("--runs", default=20, show_default=True, type=click.IntRange(1, 500), help="Pairs to measure.")
@form_option
def documents(runs: int, form: str) -> None:
    """Our agreement against bare typst: warm process, content never compiled before, same typefaces and standards."""
    with scratch("bench", tables=False):
        from .benches.documents import measure

        told = measure(runs)
    told["held"] = documents_held(told)
    _say(told, form, _documents_in_words)
    if not all(told["held"].values()):
        raise click.exceptions.Exit(1)


PAPER_RATIO = 1.3  # of our agreement as PDF ÷ bare typst with the same content


def documents_held(told: dict[str, Any]) -> dict[str, bool]:
    """What was promised of papers → whether this run kept it. What LibreOffice takes is known only where it is installed."""
    office = told["pdf_against_libreoffice"]
    return {
        "pdf_ratio": told["pdf_against_bare_typst"]["ratio"] <= PAPER_RATIO,
        "faster_than_libreoffice": office is None or office["ratio"] < 1,
    }


def _documents_in_words(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['runs']} pairs; pages: ours {told['pages']['ours']}, bare {told['pages']['bare']}"
    for key, words in WORDS.items():
        one = told[key]
        if one is None:
            yield f"     –  {words}: LibreOffice is not installed here"
        else:
            yield f"{one['ratio']:6.2f}  {words} ({one['ms']} ms ÷ {one['against_ms']} ms)"
    broken = [name for name, kept in told.get("held", {}).items() if not kept]
    yield f"beyond its limit: {', '.join(broken)}" if broken else f"every limit held ({PAPER_RATIO}× bare typst)"


@bench.command()
@click.option("--runs", default=20, show_default=True, type=click.IntRange(1, 500), help="Pairs to measure.")
@form_option
def checks(runs: int, form: str) -> None:
    """The checker against one first typst compile of the same agreement, one clause against the whole, 200 letters."""
    with scratch("bench", tables=False):
        from .benches.checks import measure

        told = measure(runs)
    _say(told, form, _checks_in_words)


def _checks_in_words(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['runs']} pairs"
    yield f"{told['check_against_typst']:6.2f}  the agreement checked ÷ one first typst compile of it"
    yield f"{told['clause_against_typst']:6.3f}  one changed clause checked ÷ that compile"
    yield f"{told['clause_against_check']:6.3f}  one changed clause checked ÷ the whole agreement checked"
    yield f"{told['memory_growth_kb']:6d}  kB gained over {told['letters']} letters in one process"


@bench.command()
@click.option("--runs", default=30, show_default=True, type=click.IntRange(1, 1000), help="Pairs to measure per page.")
@form_option
def pages(runs: int, form: str) -> None:
    """Desk, case, drafting desk and portal search against an empty view of the same server, with query counts."""
    with scratch("bench"):
        from .benches.pages import measure

        told = measure(runs)
    _say(told, form, _pages_in_words)


def _pages_in_words(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['runs']} pairs on {told['engine']}; ÷ an empty view"
    for name, page in told["pages"].items():
        yield (
            f"{page['ratio']:7.1f}  {name:14} {page['ms']:6.1f} ms ÷ {page['empty_ms']} ms · "
            f"{page['queries']} queries · {page['kB']} kB"
        )


@bench.command()
@click.option("--limit", type=click.IntRange(1), help="Only so many cities (default: every place and municipality).")
@form_option
def candidates(limit: int | None, form: str) -> None:
    """Every place of the world scored, one at a time, against reading the same rows; and the page of the rank."""
    with scratch("bench"):
        from .benches.candidates import measure

        told = measure(limit)
    _say(told, form, _candidates_in_words)


def _candidates_in_words(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['cities']:,} cities on {told['engine']}, {told['per_second']:,} scored a second"
    yield f"{told['ratio']:7.1f}  scored ÷ only read ({told['scored_s']} s ÷ {told['bare_s']} s)"
    yield f"{told['grown_MB']:7.1f}  MB grown while scoring"
    page = told["page"]
    yield f"{page['ms']:7.1f}  ms the rank of {page['cities']} cities with a ground · {page['queries']} queries"


@bench.command()
@click.option("--runs", default=20, show_default=True, type=click.IntRange(1, 1000), help="Pairs to measure per page.")
@click.option(
    "--letters", default=50_000, show_default=True, type=click.IntRange(1, 1_000_000), help="Letters to load."
)
@form_option
def pipeline(runs: int, letters: int, form: str) -> None:
    """Pipeline, register and funnel of correspondence with many letters, against an empty view, with query counts."""
    with scratch("bench"):
        from .benches.pipeline import measure

        told = measure(runs, letters)
    _say(told, form, _pipeline_in_words)


def _pipeline_in_words(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['letters']:,} letters · {told['runs']} pairs on {told['engine']}; ÷ an empty view"
    for name, page in told["pages"].items():
        yield (
            f"{page['ratio']:7.1f}  {name:10} {page['ms']:6.1f} ms ÷ {page['empty_ms']} ms · {page['queries']} queries "
            f"(with few letters {page['queries_few']}) · {page['kB']} kB"
        )


@bench.command("match")
@click.option("--rows", default=26_000, show_default=True, type=click.IntRange(10, 5_000_000), help="Rows to make.")
@click.option(
    "--file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A list instead of a made one."
)
@click.option("--map", "mapping", default="", help="Its four columns: party A, its country, party B, its country.")
@form_option
def match_bench(rows: int, file: Path | None, mapping: str, form: str) -> None:
    """Every spelling of a list to its key, against a bare look-up in a dictionary. Without Django."""
    from .benches.match import COLUMNS, measure

    names = tuple(n.strip() for n in mapping.split(",")) if mapping else COLUMNS
    if len(names) != 4:
        raise click.BadParameter("four columns: party A, its country, party B, its country", param_hint="--map")
    told = measure(rows, file, names)
    _say(told, form, _match_in_words)


def _match_in_words(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['rows']:,} rows, {told['touching']:,} of Mexico, {told['matched']:,} of them with a key"
    yield f"{told['ratio']:7.1f}  a list read and matched ÷ its cells looked up in a dictionary"
    yield f"{told['rows_per_second']:,} rows a second ({told['bare_rows_per_second']:,} looked up)"
    yield f"{told['memory_mb']} MB held at most, {told['memory_grew_mb']} MB more than before the list"
    yield (
        f"{told['strange_rows']:,} rows more that nothing bears, {told['strange_distinct']:,} distinct: "
        f"{told['strange_rows_per_second']:,} a second, {told['strange_grew_mb']} MB more"
    )


@bench.command()
@click.option("--photos", default=500, show_default=True, type=click.IntRange(1, 100_000), help="Photographs to copy.")
@form_option
def photos(photos: int, form: str) -> None:
    """Photographs of twelve megapixels to their two copies without traces, against only decoding them."""
    with scratch("bench", tables=False):
        from .benches.photos import measure

        told = measure(photos)
    _say(told, form, _photos_in_words)


def _photos_in_words(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['photos']} photographs, {told['per_second']} a second"
    yield f"{told['ratio']:7.2f}  two copies ÷ decoded ({told['ours_s']} s ÷ {told['bare_s']} s)"
    yield f"{told['grown_MB']:7}  MB grown; {told['memory_MB']} MB held at most"


@bench.command("reports")
@click.option("--photos", default=100, show_default=True, type=click.IntRange(1, 1000), help="In the paper.")
@click.option("--runs", default=5, show_default=True, type=click.IntRange(1, 100), help="Pairs of papers.")
@click.option("--goals", default=10_000, show_default=True, type=click.IntRange(10, 100_000), help="In the plan.")
@click.option("--pieces", default=100_000, show_default=True, type=click.IntRange(10, 1_000_000), help="Of evidence.")
@click.option("--units", default=2_500, show_default=True, type=click.IntRange(1, 20_000), help="That hand in.")
@click.option("--thumbs", default=500, show_default=True, type=click.IntRange(1, 100_000), help="Photographs to copy.")
@click.option("--database", default="", help="URL of an empty database to measure on; else SQLite, thrown away.")
@form_option
def reports_bench(
    photos: int, runs: int, goals: int, pieces: int, units: int, thumbs: int, database: str, form: str
) -> None:
    """A report with photographs against bare typst, a large plan's quarter, a week's last hour, thumbnails."""
    with scratch("bench", database=database):
        from .benches.reports import measure

        told = measure(photos, runs, goals, pieces, units, thumbs)
    told["held"] = reports_held(told)
    _say(told, form, _reports_in_words)
    if not all(told["held"].values()):
        raise click.exceptions.Exit(1)


REPORT_RATIO, REPORT_MEMORY = 1.3, 500  # ÷ bare typst, and MB held, of a report with photographs


def reports_held(told: dict[str, Any]) -> dict[str, bool]:
    """What was promised of reports → whether this run kept it."""
    paper, quarter = told["paper"], told["quarter"]
    return {
        "paper_ratio": paper["ratio"] <= REPORT_RATIO,
        "paper_memory": paper["memory_MB"] <= REPORT_MEMORY,
        "quarter_is_flat": quarter["queries"] <= quarter["queries_few"],
        "units_without_error": told["units"]["errors"] == 0 and told["units"]["hour_used"] <= 1,
        "links_without_error": told["links"]["errors"] == 0 and told["links"]["hour_used"] <= 1,
        "thumbnails_bounded": told["thumbnails"]["memory_MB"] <= REPORT_MEMORY,
    }


def _reports_in_words(told: dict[str, Any]) -> Iterator[str]:
    one = told["paper"]
    yield (
        f"{one['ratio']:7.2f}  report with {one['photos']} photographs ÷ bare typst ({one['ms']} ms ÷ {one['bare_ms']} ms), "
        f"{one['memory_MB']} MB held at most"
    )
    one = told["quarter"]
    yield (
        f"{one['queries']:7}  queries of a quarter with {one['goals']:,} goals and {one['pieces']:,} pieces of evidence "
        f"(with few {one['queries_few']}), {one['seconds']} s and {one['kB']} kB; one activity {one['activity_seconds']} s; "
        f"everything for the paper {one['paper_seconds']} s"
    )
    one = told["units"]
    yield (
        f"{one['errors']:7}  errors of {one['units']:,} units handing in from {one['threads']} threads on {one['engine']}, "
        f"{one['seconds']} s: {one['hour_used']:.1%} of an hour"
    )
    one = told["links"]
    yield (
        f"{one['errors']:7}  errors of {one['links']:,} units handing in by personal link from {one['threads']} threads on "
        f"{one['engine']}, {one['seconds']} s: {one['hour_used']:.1%} of an hour; page and form {one['median_ms']} ms at the "
        f"median, {one['slowest_ms']} ms at most"
    )
    one = told["thumbnails"]
    yield f"{one['ratio']:7.2f}  two copies of {one['photos']} photographs ÷ decoded, {one['grown_MB']} MB grown"
    broken = [name for name, kept in told.get("held", {}).items() if not kept]
    yield (
        f"every limit held ({REPORT_RATIO}× and {REPORT_MEMORY} MB)"
        if not broken
        else f"beyond its limit: {', '.join(broken)}"
    )


DRAFTING = {
    "compare": "two versions compared, clause by clause and word by word ÷ bare difflib over paragraphs",
    "docx_in": "a Word file read into changes per clause ÷ opened and read by python-docx",
    "docx_in_by_likeness": "the same without bookmarks, by likeness ÷ opened and read by python-docx",
    "docx_out_tracked": "a Word file written with tracked changes ÷ the same file opened and read by python-docx",
}


@bench.command()
@click.option("--runs", default=20, show_default=True, type=click.IntRange(1, 500), help="Pairs to measure.")
@form_option
def drafting(runs: int, form: str) -> None:
    """Versions compared and Word files read, against difflib and python-docx on the same texts and files."""
    with scratch("bench", tables=False):
        from .benches.drafting import measure

        told = measure(runs)
    _say(told, form, _drafting_in_words)


def _drafting_in_words(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['runs']} pairs of an agreement of {told['blocks']} blocks in two languages"
    for key, words in DRAFTING.items():
        one = told[key]
        yield f"{one['ratio']:6.2f}  {words} ({one['ms']} ms ÷ {one['against_ms']} ms)"
    for form in ("docx", "odt"):
        words = f"changes that come back otherwise when LibreOffice saved the tracked file as {form.upper()}"
        if told["back_from_libreoffice"] is None:
            yield f"     –  {words}: LibreOffice is not installed here"
        else:
            back = told["back_from_libreoffice"][form]
            yield f"{back['other']:6d}  {words} (of {back['changes']})"
