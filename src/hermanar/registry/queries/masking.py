"""What published copies do not show: names whose owners asked, in the places where the name is theirs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Exists, Q
from django.utils.translation import get_language

from hermanar.directory.models import Organisation, Person, WithheldName
from hermanar.directory.queries import WithheldNames, withheld_names
from hermanar.documents.models import Issue
from hermanar.documents.queries import get_rendition, names_in, redacted_rendition
from hermanar.documents.rules.redaction import WITHHELD_ON_PAGES, cover
from hermanar.partnerships.models import Partnership

from ..models import Entry, MaskedPicture


def somebody_asked() -> Q:
    """For a question of rows: whether any name is withheld at all, without another question."""
    return Q(Exists(Person.objects.exclude(withheld_at=None))) | Q(Exists(WithheldName.objects.all()))


def cover_page(value: Any, names: Iterable[str]) -> Any:
    """Plain values as a page may show them."""
    return cover(value, names, WITHHELD_ON_PAGES, (get_language() or "es")[:2])


def masked(rows: Iterable[Entry]) -> Iterator[Entry]:
    """The entries as pages may show them: their snapshots without what is withheld. As `names_of_entry`, once for all."""
    asked = withheld_names()
    circles = _circles(asked)
    for row in rows:
        if names := asked.at(row.public_id, circles.get(row.partnership, "")):
            row.snapshot = cover_page(row.snapshot, names)
        yield row


def names_of_entry(row: Entry) -> frozenset[str]:
    """Names that the entry does not show. One query where nobody asked."""
    asked = withheld_names()
    return asked.at(row.public_id, _circles(asked).get(row.partnership, ""))


def named_in(picture: Mapping[str, Any], names: Iterable[str]) -> frozenset[str]:
    """Of those names, the ones that the picture's own words say."""
    words = {k: picture.get(k) for k in ("caption", "alt")}
    return frozenset(n for n in names if cover_page(words, [n]) != words)


def mark_pictures(pictures: Iterable[dict[str, Any]], names: Iterable[str], address: str) -> None:
    """Say of each picture or scan of a house whether its own words name somebody who is withheld: what is drawn cannot be
    covered by the program. Where the house put a masked copy made for all those names, it stands in its place
    (`is_masked`); else the picture is not given to the public (`is_withheld`). `original` is its hash either way.

    One query where a picture names somebody withheld.
    """
    asked = frozenset(names)
    named: list[tuple[dict[str, Any], frozenset[str]]] = []
    for picture in pictures:
        picture["original"] = picture["files"]["large"] if "files" in picture else picture["picture"]
        picture["is_withheld"] = picture["is_masked"] = False
        if said := named_in(picture, asked):
            named.append((picture, said))
    if not named:
        return
    rows = MaskedPicture.objects.filter(address=address, original__in=[p["original"] for p, _said in named])
    copies = {row.original: row for row in rows.order_by("pk")}
    for picture, said in named:
        copy = copies.get(picture["original"])
        picture["is_masked"] = copy is not None and said <= set(copy.names)
        picture["is_withheld"] = not picture["is_masked"]
        if copy is not None and picture["is_masked"]:
            picture["files" if "files" in picture else "picture"] = (
                copy.files if "files" in picture else copy.files["large"]
            )


def _circles(asked: WithheldNames) -> dict[str, str]:
    """Relation → its circle, of those in which a name is withheld or kept."""
    places = {*asked.by_place, *asked.others}
    rows = Partnership.objects.filter(circle__public_id__in=places)
    return dict(rows.values_list("public_id", "circle__public_id")) if places else {}


def names_of_house(address: str) -> frozenset[str]:
    """Names that what a house publishes about itself does not show."""
    asked = withheld_names()
    if not (asked.by_place or asked.others):
        return asked.everywhere
    home = Organisation.objects.filter(slug=address).values_list("home__public_id", flat=True).first()
    return asked.at(home or "")


def withheld_in(issue: Issue, *places: str) -> frozenset[str]:
    """Names of that paper whose owners asked that public copies do not show them: of its circle, or of the entry that
    gives it out."""
    asked = withheld_names().at(issue.version.document.circle.public_id, *places)
    return names_in(issue, asked) if asked else frozenset()


def public_copy(issue: Issue, fmt: str, *places: str) -> tuple[str, str, bytes]:
    """(file name, media type, bytes) of the paper as it was issued; where it says a name that is withheld, printed again
    without it and marked so."""
    names = withheld_in(issue, *places)
    return redacted_rendition(issue, fmt, names=names) if names else get_rendition(issue, fmt)


def issue_of(code: str) -> Issue | None:
    """The paper with that code, with what its public copy needs."""
    rows = Issue.objects.select_related("version__document__issuer", "version__document__circle")
    return rows.filter(code=code).first()
