"""What the case tells the checker and the templates: names, posts, numbers, powers."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Q

from hermanar.checks.brief import Brief, PartyRef, Side as CheckSide, Signatory
from hermanar.checks.countries import names_of_country
from hermanar.checks.kinds import KINDS
from hermanar.checks.regions import in_both, names_of_region
from hermanar.directory.enums import OrganisationKind, Role
from hermanar.directory.models import Organisation
from hermanar.directory.queries import HolderPicture, holder_on, holders_on, key_of, signer_on
from hermanar.directory.rules.governments import cited_in, organs_of
from hermanar.documents.queries import late_of, legal_basis_of, own_citations, signatories_of
from hermanar.documents.rules import catalogues
from hermanar.documents.rules.papers import kind_of
from hermanar.kernel.text import fold
from hermanar.profiles.models import Profile

from ..enums import Side
from ..models import Designation, Partnership, Party
from ..rules.offices import ministry_office
from ..rules.parties import with_article
from ..rules.styles import proper_name
from .seats import MINISTRY_SEAT, seat_of

# where the ministry sits and what it is called: letters of every case go there
_MINISTRY = ("Secretaría de Relaciones Exteriores", MINISTRY_SEAT, "Mexico City")


def accepted_names(party: Party) -> tuple[str, ...]:
    """Every name that means this party, the usual one first."""
    names = [party.name, party.name_en]
    if party.municipality:
        names.append(party.municipality.name)
    if party.place:
        names.append(party.place.name)
    return tuple(dict.fromkeys(n for n in names if n))


def names_beside(party: Party) -> tuple[str, ...]:
    """Names of its state and country, which may follow its own."""
    state = party.municipality.state if party.municipality else party.state_mx
    names = [*_regions(party), party.country.name_es, party.country.name_en]
    if state:
        names += [state.name, state.official_name, state.abbreviation]
    return tuple(dict.fromkeys(n for n in names if n))


def _regions(party: Party) -> tuple[str, ...]:
    """Every name of the state or province abroad where it lies, the Spanish one first."""
    return names_of_region(party.subdivision, party.country_id, party.subdivision_es)


def _airport(owner: Organisation) -> str:
    """What its profile says of the nearest airport, "" where it says nothing."""
    said = Profile.objects.filter(organisation=owner).values_list("sections__airport__es", flat=True).first()
    return said or ""


def _ref(party: Party, airport: str = "") -> PartyRef:
    state = party.municipality.state if party.municipality else party.state_mx
    subdivisions = _regions(party)
    if state:
        subdivisions = (state.name, state.official_name, state.abbreviation)
    names = accepted_names(party)
    if state is None and (proper := proper_name(party.name)) != party.name:
        # a state or a province that is itself the party lies in none
        names = (*names, proper)
        subdivisions = tuple(s for s in subdivisions if fold(s) != fold(proper))
    country = names_of_country(party.country_id, party.country.name_es, party.country.name_en)
    return PartyRef(
        side=CheckSide(party.side),
        names=names,
        key=party.municipality_id or (party.state_mx_id or ""),
        subdivisions=tuple(s for s in dict.fromkeys(subdivisions) if s),
        country=party.country_id,
        country_names=country,
        regions=in_both(party.subdivision, party.country_id, party.subdivision_es) if party.country_id != "MX" else {},
        airport=airport,
    )


def sides(partnership: Partnership) -> tuple[Party, Party]:
    """(ours, theirs)."""
    found = {p.side: p for p in partnership.parties.all()}
    return found[Side.OURS], found[Side.THEIRS]


def brief_for(
    partnership: Partnership, kind: str, on: dt.date, *, dates: dict[str, dt.date] | None = None,
    numbers: dict[str, int] | None = None, late_slots: tuple[str, ...] = (), also: tuple[str, ...] = (),
) -> Brief:  # fmt: skip
    """The brief of a text of this relation on a day. `numbers` are those agreed; only agreements compare them."""
    ours, theirs = sides(partnership)
    counterpart = getattr(partnership, "counterpart", None)
    signatories: list[Signatory] = []
    # whoever presides, and who is in charge or stands in: each signs in their own capacity
    signatories += signatories_of(holders_on((partnership.owner, Role.MAYOR), on))
    if counterpart and counterpart.head_name:
        signatories.append(
            Signatory(
                counterpart.head_name,
                counterpart.head_post_es or counterpart.head_post,
                counterpart.head_post,
                None,
                counterpart.term_ends_on,
            )
        )
    allowed = [partnership.beneficiary, seat_of(partnership.owner), *also]
    for party in (ours, theirs):
        allowed += [*_regions(party), party.country.name_es, party.country.name_en]
    if partnership.owner.municipality:
        allowed.append(partnership.owner.municipality.state.name)
    return Brief(
        kind=kind,
        domestic=partnership.klass == "domestic",
        parties=(_ref(ours, _airport(partnership.owner)), _ref(theirs)),
        on=on,
        also_allowed=tuple(dict.fromkeys(n for n in allowed if n)),
        beneficiaries=(partnership.beneficiary,) if partnership.beneficiary else (),
        signatories=tuple(signatories),
        dates=dates or {},
        numbers=numbers or {},
        areas=tuple((a["key"], a.get("power", "")) for a in partnership.areas),
        languages=tuple(partnership.languages),
        late_slots=late_slots,
        citations=catalogues.cited_laws() | own_citations(_houses_of(partnership.owner, theirs)),
    )


def _houses_of(owner: Organisation, theirs: Party) -> Q:
    """Whose catalogues of provisions a text of both may cite: ours, and that of the other side where it is of Mexico."""
    who = Q(organisation=owner)
    if theirs.municipality_id:
        who |= Q(organisation__municipality=theirs.municipality_id, organisation__kind=OrganisationKind.MUNICIPALITY)
    return who


def brief_of_paper(
    partnership: Partnership, folder: str, on: dt.date, *, signs: Iterable[HolderPicture | None] = (),
    also: Iterable[str] = (), languages: tuple[str, ...] = ("es",), dates: dict[str, dt.date] | None = None,
) -> Brief:  # fmt: skip
    """The brief of a paper of the library that is made from this case and issued at once. `signs`: who signs it beside the
    heads of the Parties; `also`: names that may stand in it, as that of an office that gets it."""
    sort = kind_of(folder)
    brief = brief_for(
        partnership,
        KINDS[sort],
        on,
        dates=dates,
        late_slots=late_of(folder),
        also=(*_MINISTRY, *(n for n in also if n)),
    )
    own = signatories_of(signs)
    # what the relation takes on stands in its agreement, and its powers are asked for there: an oficio cites none
    areas = brief.areas if brief.kind == "agreement" else ()
    return replace(brief, paper=sort, languages=languages, signatories=(*own, *brief.signatories), areas=areas)


def house_of(party: Party) -> Organisation | None:
    """The organisation that is this party, where it is a Mexican municipality that uses the program."""
    if party.municipality_id is None:
        return None
    rows = Organisation.objects.filter(municipality=party.municipality_id, kind=OrganisationKind.MUNICIPALITY)
    return rows.order_by("pk").first()


def designation_on(partnership: Partnership, on: dt.date) -> Designation | None:
    """The designation of the liaison office that holds on a day: the last one made by then and not taken back; where all came
    later, the first."""
    rows = partnership.designations.filter(withdrawn_on=None).select_related("office", "issue", "attachment")
    held = rows.filter(designated_on__lte=on).order_by("designated_on", "pk").last()
    return held or rows.order_by("designated_on", "pk").first()


def slot_values(partnership: Partnership, on: dt.date, appointment: str | None = None) -> dict:
    """Values of the common slots of the library, from the case (docs/reference/document-library.md). Of a paper that is
    given out at once, `appointment` (or "") says who acts: the head of our Party is then who signs that day, in their
    capacity, and not whoever holds the post."""
    ours, theirs = sides(partnership)
    counterpart = getattr(partnership, "counterpart", None)
    head = (partnership.owner, Role.MAYOR)
    mayor = holder_on(head, on) if appointment is None else signer_on(head, on, appointment)
    state = ours.municipality.state if ours.municipality else ours.state_mx
    own = tuple(partnership.outcome.get("citations", ()))
    areas, modalities, cited = catalogues.areas(), catalogues.modalities(), catalogues.citations(on)
    liaison = holder_on((partnership.owner, Role.LIAISON), on)
    designated = designation_on(partnership, on)
    office = designated.office if designated else None
    return {
        "our_city": {"es": ours.name, "en": ours.name_en or ours.name},
        "our_state": state.name if state else "",
        "our_style": {"es": ours.style, "en": ours.style_en or ours.style},
        "our_signatory_name": mayor.name if mayor else "",
        "our_signatory_post": {"es": mayor.post_es, "en": mayor.post_en or mayor.post_es} if mayor else "",
        "our_office": {
            "es": with_article(office.title if office else (liaison.office_es if liaison else ""), "es"),
            "en": with_article(
                (office.title_en or office.title) if office else (liaison.office_en if liaison else ""), "en"
            ),
        },
        "their_city": {"es": theirs.name, "en": theirs.name_en or theirs.name},
        "their_subdivision": {lang: theirs.region_in(lang) for lang in ("es", "en")},
        "their_country": {"es": theirs.country.name_es, "en": theirs.country.name_en},
        "their_style": {"es": theirs.style, "en": theirs.style_en or theirs.style},
        "their_signatory_name": counterpart.head_name if counterpart else "",
        "their_signatory_post": {
            "es": (counterpart.head_post_es or counterpart.head_post) if counterpart else "",
            "en": counterpart.head_post if counterpart else "",
        },
        "their_office": {
            "es": with_article(counterpart.office_es or counterpart.office, "es"),
            "en": with_article(counterpart.office, "en"),
        }
        if counterpart
        else "",
        "organs": organs_of([(key_of(party), party.name) for party in (ours, theirs)]),
        "beneficiary": partnership.beneficiary,
        "areas": [dict(areas[a["key"]].text) for a in partnership.areas if a["key"] in areas],
        "modalities": [dict(modalities[m].text) for m in partnership.modalities if m in modalities],
        # each language has its own words or a blank, never those of the other
        "theme": {"es": partnership.theme, "en": partnership.theme_en},
        "legal_basis": [dict(cited[c].text) for c in cited_in(key_of(ours), own) if c in cited]
        + legal_basis_of(partnership.owner, on),
        "their_legal_basis": legal_basis_of(house_of(theirs), on),
        "relation_kind": "specific" if partnership.kind == "specific" else "twinning",
    }


def addressee(organisation: Organisation | None, role: Role, on: dt.date) -> dict:
    """Slots of whom a letter goes to: the holder of that post; with none known, the office itself, by its name."""
    holder = holder_on((organisation, role), on) if organisation else None
    if organisation is not None and holder is not None:
        return {
            "addressee_name": holder.name,
            "addressee_post": {"es": holder.called_es, "en": holder.called_en},
            "addressee_office": {"es": organisation.name, "en": organisation.name_en or organisation.name},
        }
    known = ministry_office()
    if organisation is not None and organisation.kind != OrganisationKind.MINISTRY:
        known = known | {"post": str(Role(role).label), "organisation": organisation.name}
    return {
        "addressee_name": known["addressee"],
        "addressee_post": known["post"],
        "addressee_office": known["organisation"],
    }
