"""Relations of an organisation as a report of a quarter may say them."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import override

from hermanar.agreements.models import LaterAct
from hermanar.directory.enums import Part
from hermanar.directory.models import Organisation
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.kernel.text import with_spanish_and
from hermanar.partnerships.enums import CLAIMS, Kind, Side
from hermanar.partnerships.models import Letter, Partnership
from hermanar.partnerships.queries import claim_from, names_of
from hermanar.partnerships.rules.ladder import standing
from hermanar.process.queries import standing_of_cases

from ..enums import ACTS
from ..models import FiledText
from ..rules.acts import ActOfQuarter, Seen, act_of_quarter, seen_from
from ..rules.claims import Proved, facts_for_claims


@dataclass(frozen=True)
class RelationRow:
    """One relation in a quarter. `document` is what the sentence rests on; `is_alliance` counts apart."""

    public_id: str
    counterpart: str
    klass: str
    act: str
    rung: int
    claim_es: str
    claim_en: str
    document: str
    on: dt.date | None
    is_alliance: bool
    unsigned: bool
    proved: Proved


def relations_of(organisation: Organisation, starts: dt.date, ends: dt.date) -> list[RelationRow]:
    """Relations with any proof or paper by the end of the quarter, oldest first: what was true then. Seven queries.

    Those the organisation opened, and those in which it sits as the counterpart, or sat then: who left since was a Party
    in that quarter; and who took their seat after the fact was one too.
    """
    sat = Q(circle__seats__until_on=None) | Q(circle__seats__until_on__gte=starts)
    there = Q(owner=organisation) | Q(
        sat, circle__seats__organisation=organisation, circle__seats__part=Part.COUNTERPART
    )
    found = list(
        Partnership.objects.filter(there)
        .select_related("case", "circle", "owner")
        .prefetch_related("parties")
        .distinct()
        .order_by("opened_on", "pk")
    )
    facts = standing_of_cases([p.case for p in found], on=ends)
    texts: dict[int, list] = defaultdict(list)
    for text in FiledText.objects.filter(partnership__in=found, since__lte=ends):
        texts[text.partnership_id].append((text.of, text.since))
    later: dict[int, list] = defaultdict(list)
    for acted in LaterAct.objects.filter(agreement__partnership__in=found, on__lte=ends).select_related("agreement"):
        later[acted.agreement.partnership_id].append((acted.kind, acted.on))
    directions = dict(Letter.objects.filter(partnership__in=found).values_list("public_id", "direction"))
    rows = []
    for p in found:
        lines = facts[p.case_id]
        by_owner = p.owner_id == organisation.pk
        seen = []
        for key, line in lines.items():
            direction = directions.get(line.source.rpartition(":")[2], "")
            if not by_owner and direction:
                direction = "in" if direction == "out" else "out"
            seen.append(Seen(seen_from(key, by_owner=by_owner), line.on, line.proof, direction, line.precision))
        act = act_of_quarter(seen, texts[p.pk], later[p.pk], p.klass, (starts, ends))
        if not (texts[p.pk] or standing(lines, p.klass).rung or act.key != "none"):
            continue  # opened later, or nothing yet: there was nothing to say then
        rows.append(_row(p, by_owner, act, lines, texts[p.pk], later[p.pk], starts))
    return rows


def _row(
    p: Partnership, by_owner: bool, act: ActOfQuarter, lines: dict, texts: list, later: list, starts: dt.date
) -> RelationRow:
    parties = {party.side: party for party in p.parties.all()}
    ours, theirs = parties[Side.OURS], parties[Side.THEIRS]
    if not by_owner:
        ours, theirs = theirs, ours
    st = standing(lines, p.klass)
    said = {}
    claim = claim_from(p, lines)
    for lang, whole in (("es", claim.es), ("en", claim.en)):
        with override(lang):
            names = dict(zip(("ours", "theirs"), names_of({Side.OURS: ours, Side.THEIRS: theirs}, lang), strict=True))
            said_by_rung = act.rung == st.rung and (act.key == "letter_answered" or act.key not in ACTS)
            if act.key == "none" and st.rung == 0 and texts:
                said[lang] = f"{str(ACTS[f'{texts[-1][0]}_text']) % names}."
            elif act.key == "none" or said_by_rung:
                said[lang] = whole
            elif act.key in ACTS:
                said[lang] = f"{str(ACTS[act.key]) % names}{_when(act, lang)}."
            else:
                sentence = str(CLAIMS[act.key]) % names
                said[lang] = f"{sentence[:1].upper()}{sentence[1:]}{_when(act, lang)}."
    signed = "signed" in lines
    said["es"] = with_spanish_and(said["es"])
    return RelationRow(
        p.public_id, theirs.name, p.klass, act.key, st.rung, said["es"], said["en"],
        act.proof or (claim.proof[-1] if claim.proof and act.key == "none" else ""), act.on,
        p.kind == Kind.ALLIANCE, bool(texts) and not signed,
        Proved(theirs.name, p.klass, facts_for_claims(set(lines), {kind for kind, _on in later}), signed and lines["signed"].on < starts),
    )  # fmt: skip


def _when(act: ActOfQuarter, lang: str) -> str:
    """`, el 29 de abril de 2025` / `, on April 29, 2025`; by the month or the quarter where that is all that is known."""
    if act.on is None:
        return ""
    is_day = act.precision == Precision.DAY
    told = date_in_words(act.on, lang, Precision(act.precision))
    if lang == "en":
        return f", {'on' if is_day else 'in'} {'the ' if act.precision == Precision.QUARTER else ''}{told}"
    article = "el " if is_day else "en el " if act.precision == Precision.QUARTER else "en "
    return f", {article}{told}"


def proved_of(rows: list[RelationRow]) -> list[Proved]:
    """What a narrative is held against."""
    return [row.proved for row in rows]


def relation_with(organisation: Organisation, municipality: str, name: str, country: str) -> Partnership | None:
    """The relation with that counterpart, whichever side opened it; the oldest of several. Three queries."""
    theirs = Q(parties__side=Side.THEIRS) & (
        Q(parties__municipality_id=municipality) if municipality else Q(parties__name__iexact=name, parties__country_id=country)
    )  # fmt: skip
    ours = Q(parties__side=Side.OURS, parties__municipality_id=municipality) if municipality else Q(pk=None)
    seated = Q(
        circle__seats__organisation=organisation, circle__seats__part=Part.COUNTERPART, circle__seats__until_on=None
    )
    rows = Partnership.objects.select_related("circle", "case", "owner", "counterpart").prefetch_related("parties")
    own = rows.filter(owner=organisation).filter(theirs).order_by("pk").first()
    return own or rows.filter(seated).filter(ours).distinct().order_by("pk").first()
