"""`hermanar import registry FILE`: relations from an old list. The dry run starts without Django and keeps no row."""

from pathlib import Path
from typing import Any

import click

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.lists import MEXICO, UNKNOWN, Columns, Reader, Tally, columns_of
from hermanar.checks.spill import Names, Spill
from hermanar.checks.tables import MOST_ROWS, Table, TableFault, open_table
from hermanar.registry.rules.lists import known_pairs

from ..runtime import start_django

ANSWERS = 8_192  # names whose answer is kept
SHOWN = 200  # names of an answer in text
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
FAULTS = {
    "empty": "the file is empty",
    "not_a_table": "this is neither a CSV nor a workbook",
    "too_many_rows": "more than {most:,} rows: split the list, or raise --most-rows",
    "line_too_long": "a line of more than a megabyte: this is not a list",
    "quote_open": "a quotation mark opened before line {line} is never closed",
    "no_column": "no column “{name}”; the file has: {header}",
    "protected": "the workbook is protected by a password: save it without one",
    "too_large_inside": "the workbook unpacks to {megabytes} MB: save only the list as CSV",
}


def in_words(fault: TableFault) -> str:
    """The sentence of a fault."""
    return FAULTS[fault.code].format(**fault.data)


def _columns(table: Table, mapping: str, parties: str) -> Columns:
    names = [n.strip() for n in mapping.split(",")]
    if len(names) == 2:
        names = [names[0], "-", names[1], "-"]
    if len(names) != 4 or "-" in (names[0], names[2]):
        raise click.BadParameter("four columns: party A, its country, party B, its country (- where there is none)")
    return columns_of(table, names, cities=parties == "cities")


@click.command("registry")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map", "mapping", required=True, help="Columns: party A, its country, party B, its country; names or numbers."
)
@click.option("--country", default="Mexico", show_default=True, help="Only rows with a party of this country.")
@click.option(
    "--parties",
    type=click.Choice(["cities", "any"]),
    default="cities",
    show_default=True,
    help="What a name means that is a state's and its city's (Puebla): the city, or asked.",
)
@click.option("--dry-run", is_flag=True, help="Count and ask; write nothing.")
@click.option("--delimiter", type=click.Choice([*DELIMITERS]), help="What cuts the columns; found out where not given.")
@click.option("--most-rows", default=MOST_ROWS, show_default=True, type=click.IntRange(1), help="Refuse longer lists.")
@click.option("--as", "user", default="", help="Whose account brings it in (its address); needed to write.")
@click.option("--date", "on", default="", help="Column of the date, to write.")
@click.option("--kind", default="", help="Column of the kind of relation or document, to write.")
@click.option("--source", default="", help="Column of the source, to write.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    file: Path,
    mapping: str,
    country: str,
    parties: str,
    dry_run: bool,
    delimiter: str,
    most_rows: int,
    user: str,
    on: str,
    kind: str,
    source: str,
    form: str,
) -> None:
    """Relations from an old list (CSV, XLSX): who each party is, what is told twice, what must be asked.

    Mexican parties get their INEGI key (two digits: a state); a name that may mean two is asked, never guessed. Without
    --dry-run what is decided goes into the book; the rest waits in the browser for who brought it in.
    """
    if not dry_run and not user:
        raise click.UsageError("say whose account brings the list in with --as ADDRESS, or look first with --dry-run")
    try:
        gazetteer = Gazetteer.open()
    except FileNotFoundError as missing:
        raise click.ClickException(str(missing)) from missing
    wanted = [n for n in mapping.split(",") if n.strip() != "-"]
    with gazetteer, file.open("rb") as opened:
        try:
            reader = Reader(gazetteer, known=known_pairs(), kept=ANSWERS)
            iso = reader.country(country)
            if iso == UNKNOWN:
                raise click.BadParameter(f"no country “{country}”", param_hint="--country")
            sign = DELIMITERS.get(delimiter or "", "")
            table = open_table(opened, wanted=wanted, delimiter=sign, most_rows=most_rows)
            columns, tally = _columns(table, mapping, parties), Tally()
            asked: dict[str, str] = {"on": on, "kind": kind, "source": source}
            places = {role: table.column(name) for role, name in asked.items() if name}
            for line in table.lines:
                relation = reader.relation(line, columns, iso)
                if relation is not None:
                    tally.add(relation, iso)
        except TableFault as fault:
            raise click.ClickException(in_words(fault)) from fault
    more: dict[str, Any] = {}
    if not dry_run:
        if iso != MEXICO:
            raise click.UsageError("only relations of Mexico are written; look at others with --dry-run")
        more["written"] = _write(file, columns, places, user)
    if form == "json":
        for piece in tally.in_pieces(**more):
            click.echo(piece, nl=False)
        click.echo()
    else:
        click.echo("\n".join(_told(tally, more.get("written"))))


def _write(file: Path, columns: Columns, places: dict[str, Any], user: str) -> dict[str, Any]:
    """Bring the list in whole, or not at all: its rows by what became of them."""
    start_django()
    from django.db import transaction

    from hermanar.kernel.errors import HouseError
    from hermanar.registry import operations as registry
    from hermanar.registry.queries.listings import count_decided, count_rows, fault_sentence
    from hermanar.registry.rules.mapping import Mapping
    from hermanar.registry.tasks import read_whole, write_whole

    act, organisation = _whose(user)
    chosen = Mapping(
        ours=columns.a, our_country=columns.country_a, theirs=columns.b, country=columns.country_b,
        cities=columns.a_is_city, **places,
    )  # fmt: skip
    try:
        with transaction.atomic(), file.open("rb") as opened:
            listing = registry.bring_list(act, organisation=organisation, filename=file.name, data=opened.read())
            registry.choose_columns(act, listing=listing, mapping=chosen)
            opened.seek(0)
            read_whole(act, listing, open_table(opened, wanted=[h for h in listing.header if h]))
            if listing.fault:
                raise click.ClickException(fault_sentence(listing.fault, listing.fault_data))
            if count_decided(listing):
                registry.confirm_list(act, listing=listing)
                write_whole(act, listing)
    except HouseError as no:
        raise click.ClickException(str(no)) from no
    return {"list": listing.public_id, **count_rows(listing)}


def _whose(address: str) -> tuple[Any, Any]:
    """The act of that account: in the post that may bring lists in, or as the operator."""
    import datetime as dt

    from hermanar.accounts.queries import find_user
    from hermanar.directory.queries import OPERATOR, actor_for, list_appointments_of
    from hermanar.kernel.acts import Act, Channel
    from hermanar.registry.policies import can_bring_list

    now = dt.datetime.now(dt.UTC)
    user = find_user(address)
    if user is None:
        raise click.ClickException(f"no account of {address}")
    for post in list_appointments_of(user, now.date()):
        actor = actor_for(user, post.public_id, now.date())
        if can_bring_list(actor, post.office.organisation):
            return Act(actor, now, Channel.CLI), post.office.organisation
    if user.is_operator:
        return Act(actor_for(user, OPERATOR, now.date()), now, Channel.CLI), None
    raise click.ClickException(f"{address} has no post that brings lists in")


def _told(tally: Tally, written: dict[str, Any] | None) -> list[str]:
    kept = tally.kept
    lines = [f"In the book: list {written.pop('list')}; rows: {written}"] if written else []
    return [
        *lines,
        f"{tally.rows:,} rows; {tally.matched:,} with every party of the country matched",
        f"{tally.distinct:,} distinct relations; {kept.count_again():,} rows told before",
        f"To ask: {_some(kept, Names.AMBIGUOUS)}",
        f"Not found: {_some(kept, Names.UNMATCHED)}",
        f"Partners to ask: {kept.count_names(Names.PARTNERS_AMBIGUOUS):,}",
        f"Partners not found: {kept.count_names(Names.PARTNERS_UNMATCHED):,}",
    ]


def _some(kept: Spill, kind: Names) -> str:
    """The names, as many as a screen holds; --format json has them all."""
    count = kept.count_names(kind)
    said = ", ".join(kept.names(kind, SHOWN)) or "nothing"
    return f"{said} … and {count - SHOWN:,} more (--format json)" if count > SHOWN else said
