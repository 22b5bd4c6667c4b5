"""The two sides of a letter as papers and checker take them, with a case or before there is one."""

import datetime as dt
from dataclasses import replace
from typing import Any

from hermanar.checks.brief import Brief, PartyRef, Side as CheckSide, Signatory
from hermanar.checks.countries import names_of_country
from hermanar.checks.regions import in_both, names_of_region
from hermanar.directory.enums import Role
from hermanar.directory.models import Organisation
from hermanar.directory.queries import HolderPicture, holder_on, holders_on, post_of, signer_on
from hermanar.directory.rules.governments import cited_in, organs_of
from hermanar.documents.rules import catalogues
from hermanar.kernel.acts import How

from ..enums import PartyKind
from ..models import Letter, Partnership
from ..rules.languages import country_in, languages_of, words_of
from ..rules.parties import article_in, with_article
from ..rules.styles import city_beside, city_style, municipality_style, region_beside, state_style
from .briefs import brief_for, sides, slot_values
from .seats import seat_of

LATE_SLOTS = ("issue_place", "issue_date", "folio")  # filled when the letter is issued


def side_of(partnership: Partnership) -> dict[str, Any]:
    """What the register keeps of the other side of a case's letters: columns of `Letter`."""
    theirs = sides(partnership)[1]
    return {
        "city": theirs.name,
        "subdivision": theirs.municipality.state.abbreviation if theirs.municipality else theirs.subdivision,
        "country_id": theirs.country_id,
        "municipality_id": theirs.municipality_id,
        "there_id": theirs.place_id,
    }


def languages_of_letters(partnership: Partnership) -> tuple[str, ...]:
    """Languages in which a letter of that case goes out."""
    return languages_of(partnership.languages, sides(partnership)[1].country_id)


def _our_style(owner: Organisation) -> dict[str, str]:
    if owner.municipality:
        return municipality_style(owner.municipality.name, owner.municipality.state.name)
    if owner.state:
        return state_style(owner.state.name)
    return dict.fromkeys(("es", "en", "pt", "fr"), owner.name)


def _their_state(letter: Letter) -> dict[str, str]:
    if letter.municipality:
        return dict.fromkeys(("es", "en"), letter.municipality.state.name)
    return {lang: region_beside(letter.subdivision, letter.country_id or "", lang) for lang in ("es", "en")}


def _area(key: str) -> dict[str, str]:
    known = catalogues.areas()
    return {**known[key].text, **words_of("areas", key)}


def letter_slots(letter: Letter, on: dt.date) -> dict[str, Any]:
    """Values of the library's common slots for one letter, in every language a letter may go in."""
    if letter.partnership is not None:
        values = slot_values(letter.partnership, on)
        keys = [a["key"] for a in letter.partnership.areas]
        owner = letter.partnership.owner
        if letter.other_name or letter.other_post or letter.other_post_in:  # this letter's own addressee
            values["their_signatory_name"] = letter.other_name
            values["their_signatory_post"] = _posts(letter)
    else:
        owner = letter.owner
        liaison = holder_on((owner, Role.LIAISON), on)
        country, state = letter.country, owner.municipality.state if owner.municipality else owner.state
        name_es, name_en = (country.name_es, country.name_en) if country else ("", "")
        abroad = letter.municipality is None
        style = (
            city_style(
                letter.city,
                letter.city,
                letter.subdivision,
                letter.country_id or "",
                name_es,
                name_en,
                listed=letter.there_id is not None,
            )
            if abroad
            else municipality_style(letter.municipality.name, letter.municipality.state.name)
        )
        ours = owner.municipality.name if owner.municipality else owner.name
        basis = cited_in(owner.municipality_id, ("cpeum-115",))
        values = {
            "our_city": ours,
            "our_state": state.name if state else "",
            "our_office": {
                "es": with_article(liaison.office_es if liaison else owner.name, "es"),
                "en": with_article(liaison.office_en if liaison else owner.name, "en"),
            },
            "their_city": letter.city,
            "their_subdivision": _their_state(letter),
            "their_country": {"es": name_es, "en": name_en},
            "their_style": style,
            "their_signatory_name": letter.other_name,
            "their_signatory_post": _posts(letter),
            "legal_basis": [
                dict(cited.text) for key, cited in catalogues.citations(on).items() if key in basis
            ],
            "relation_kind": "twinning",
            "organs": organs_of([(owner.municipality_id, ours), (letter.municipality_id, letter.city)]),
        }  # fmt: skip
        keys = list(letter.areas)
    signs = signer_of(letter, on)
    values["our_signatory_name"] = signs.name if signs else ""
    values["our_signatory_post"] = _own_posts(letter, signs) if letter.office or signs else ""
    values["our_style"] = {**_our_style(owner), **(values.get("our_style") or {})}
    values["areas"] = [_area(key) for key in keys if key in catalogues.areas()]
    return _placed(_in_other_languages(values, letter))


def _placed(values: dict[str, Any]) -> dict[str, Any]:
    """The addressee's place always reads “city, where”: with no state or province known, the country stands there."""
    where = values.get("their_subdivision")
    if not (any(where.values()) if isinstance(where, dict) else where):
        values["their_subdivision"], values["their_country"] = values.get("their_country"), None
    return values


def _posts(letter: Letter) -> dict[str, str]:
    """The addressee's post in each language of the letter: as it was given for that one, else as it was typed; the usual one
    where it was left empty."""
    given = {lang: post for lang, post in letter.other_post_in.items() if post}
    if typed := post_typed(letter):
        return dict.fromkeys(("es", "en", "pt", "fr"), typed) | given
    return dict(words_of("posts", "mayor"))


def post_typed(letter: Letter) -> str:
    """The addressee's post as it stands in the languages for which it was not given: the Spanish one, else the first that
    was; "" where none was typed, and each language has the usual one."""
    return letter.other_post or next((post for post in letter.other_post_in.values() if post), "")


def posts_missing(letter: Letter) -> list[str]:
    """Languages of the letter, Spanish too, in which its addressee's post stands as it was typed in another."""
    if not post_typed(letter):
        return []
    given = letter.other_post_in | {"es": letter.other_post}
    return [lang for lang in letter.languages if not given.get(lang)]


def signer_of(letter: Letter, on: dt.date) -> HolderPicture | None:
    """Who signs a letter on a day, in what capacity: who signed it, where it is signed; else whoever signs for the office
    that it names, or for the Presidency."""
    if letter.signed_by:
        return post_of(letter.signed_by)
    return signer_on(letter.office or (letter.owner, Role.MAYOR), on)


def _own_posts(letter: Letter, signs: HolderPicture | None) -> dict[str, str]:
    """What stands under the name of who signs: the title of the office, or the capacity of who signs for it. Where the
    house gave it no English, and in the other languages, as it is; the mayor's post is known in those."""
    es, en = (signs.post_es, signs.post_en) if signs else (letter.office.title, letter.office.title_en)
    found = {"es": es, "en": en or es, "pt": es, "fr": es}
    if letter.office is None and signs is not None and signs.how == How.IN_POST:
        found |= {lang: post for lang, post in words_of("posts", "our_mayor").items() if lang not in {"es", "en"}}
    return found


def _is_city(letter: Letter) -> bool:
    """Whether the other side is a city: with no case, nobody else is written to."""
    if letter.partnership is None:
        return True
    return sides(letter.partnership)[1].kind != PartyKind.INTERNATIONAL_ORGANISATION


def _in_other_languages(values: dict[str, Any], letter: Letter) -> dict[str, Any]:
    """Portuguese and French of what the shared catalogues keep in Spanish and English."""
    others = [lang for lang in letter.languages if lang not in {"es", "en"}]
    for lang in others:
        country = letter.country_id or ""
        named = country_in(lang, country) or (letter.country.name_es if letter.country else "")
        more = {
            "their_country": named,
            "their_style": city_beside(letter.city, letter.subdivision, named, lang, is_city=_is_city(letter)),
        }
        for name, words in more.items():
            given = values.get(name)
            values[name] = {**(given if isinstance(given, dict) else {"es": given, "en": given}), lang: words}
        office = values.get("our_office")
        if isinstance(office, dict) and not office.get(lang):
            values["our_office"] = {**office, lang: article_in(office.get("es", ""), lang)}
        theirs = values.get("their_signatory_post")
        if isinstance(theirs, dict) and not theirs.get(lang):  # as it is called there, where that is known
            values["their_signatory_post"] = {**theirs, lang: theirs.get("en") or theirs.get("es", "")}
        for name in ("our_city", "their_city", "their_subdivision"):
            given = values.get(name)
            if isinstance(given, dict) and not given.get(lang):
                values[name] = {**given, lang: given.get("es", "")}
    if others:
        cited = catalogues.citations().get("lct-7")
        values["lct_7"] = {**(cited.text if cited else {}), **words_of("citations", "lct-7")}
    return values


def brief_of_letter(letter: Letter, on: dt.date) -> Brief:
    """What is known about the letter before it is read; whoever is copied may be named in it."""
    brief, signs = _brief_of(letter, on), signer_of(letter, on)
    if signs is None or (letter.office is None and not letter.signed_by):
        return brief
    own = _own_posts(letter, signs)
    more = Signatory(signs.name, own["es"], own["en"], signs.from_on, signs.until_on, own)
    return replace(brief, signatories=(more, *brief.signatories))


def _brief_of(letter: Letter, on: dt.date) -> Brief:
    copies = tuple(c if isinstance(c, str) else c.get("es", "") for c in letter.copies)
    also = (*copies, letter.other_office)
    if letter.partnership is not None:
        brief = brief_for(letter.partnership, "letter", on, also=also, late_slots=LATE_SLOTS)
        if not set(letter.languages) - set(brief.languages):
            return replace(brief, languages=tuple(letter.languages) or brief.languages)
        values = letter_slots(letter, on)  # posts as the paper says them
        posts = {values[f"{whose}_signatory_name"]: values[f"{whose}_signatory_post"] for whose in ("our", "their")}
        signing = tuple(replace(s, posts=posts.get(s.name) or {}) for s in brief.signatories)
        return replace(brief, languages=tuple(letter.languages), signatories=signing)
    owner, country = letter.owner, letter.country
    state = owner.municipality.state if owner.municipality else owner.state
    signatories = [
        Signatory(
            m.name, m.post_es, m.post_en, m.from_on, m.until_on,
            words_of("posts", "our_mayor") if m.how == How.IN_POST else {},
        )
        for m in holders_on((owner, Role.MAYOR), on)
    ]  # fmt: skip
    if letter.other_name:
        posts = _posts(letter)
        signatories.append(Signatory(letter.other_name, posts["es"], posts["en"], None, None, posts))
    theirs = letter.municipality.state if letter.municipality else None
    named = names_of_country(country.pk, country.name_es, country.name_en) if country else ()
    regions = names_of_region(letter.subdivision, letter.country_id or "") if letter.subdivision else ()
    ours = (state.name, state.official_name, state.abbreviation) if state else ()
    return Brief(
        kind="letter",
        domestic=letter.country_id == "MX",
        parties=(
            PartyRef(
                CheckSide.OURS, (owner.municipality.name if owner.municipality else owner.name,),
                owner.municipality_id or owner.state_id or "", ours, "MX",
                ("México", "Mexico", "Estados Unidos Mexicanos", "United Mexican States"),
            ),
            PartyRef(
                CheckSide.THEIRS, (letter.city,), letter.municipality_id or "",
                (theirs.name, theirs.official_name, theirs.abbreviation) if theirs else regions,
                letter.country_id or "MX", named,
                regions=in_both(letter.subdivision, letter.country_id or "") if letter.country_id != "MX" else {},
            ),
        ),
        on=on,
        also_allowed=tuple(n for n in dict.fromkeys((*also, letter.subdivision, *regions, seat_of(owner), *named, *ours)) if n),
        signatories=tuple(signatories),
        areas=tuple((key, catalogues.areas()[key].power) for key in letter.areas if key in catalogues.areas()),
        languages=tuple(letter.languages) or ("es",),
        late_slots=LATE_SLOTS,
        citations=catalogues.cited_laws(),
    )  # fmt: skip
