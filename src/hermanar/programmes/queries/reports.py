"""The progress report of an agreement: read from its records, written as a paper in the languages of the relation."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _, override

from hermanar.directory.enums import Role
from hermanar.directory.queries import signer_on
from hermanar.documents.queries import plates_of
from hermanar.documents.renderers import Plate
from hermanar.evidence.enums import Kind
from hermanar.evidence.queries import carries
from hermanar.kernel.acts import Actor
from hermanar.kernel.content import BlockKind, Content
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import claim_of
from hermanar.process.queries import standing_facts

from ..enums import REPORT_SAYS, Addressee, ProgrammeState, Reached, Source
from ..models import Dispute, ProgressReport
from ..rules import tally_of
from .programmes import ActivityLine, _activities, lines_of, money_of
from .rows import Row, both, content_of, day, fact, iso, languages_of, modality_words, span, whose

PICTURES_EACH = 4  # photographs that the paper shows of one activity; the rest are named


def progress_of(actor: Actor, partnership: Partnership, since: dt.date, until: dt.date, on: dt.date) -> dict[str, Any]:
    """What the records say of the agreement in a period, as plain data: the report's snapshot (R4-48).

    Activities are those of approved programmes whose dates touch the period. Nothing is typed: each line is a record.
    """
    programmes = partnership.programmes.filter(
        state__in=[ProgrammeState.RUNNING, ProgrammeState.CLOSED], starts_on__lte=until, ends_on__gte=since
    )
    rows = _activities(programmes).exclude(agreed_on=None).filter(starts_on__lte=until, ends_on__gte=since)
    lines = [_ended(line, until) for line in lines_of(actor, rows, on)]
    parties = {p.side: p for p in partnership.parties.all()}
    facts = standing_facts(partnership.case, on=until)
    claim = claim_of(partnership, until)
    return {
        "since": since.isoformat(), "until": until.isoformat(), "folio": partnership.folio, "class": partnership.klass,
        "parties": {
            side: {"es": party.name, "en": party.name_en or party.name} for side, party in parties.items()
        },
        "claim": {"es": claim.es, "en": claim.en},
        "signed_on": facts[Fact.SIGNED].on.isoformat() if Fact.SIGNED in facts else "",
        "registered_on": facts[Fact.REGISTERED].on.isoformat() if Fact.REGISTERED in facts else "",
        "programmes": [
            {
                "number": p.number, "starts_on": p.starts_on.isoformat(), "ends_on": p.ends_on.isoformat(),
                "ours_on": iso(p.ours_on), "theirs_on": iso(p.theirs_on),
            }
            for p in programmes.order_by("number")
        ],
        "activities": [_activity(line) for line in lines],
        "tally": vars(tally_of((x["state"], x["verb"] == "held", x["people"]) for x in map(_activity, lines))),
        "money": [
            {"side": m.side, "currency": m.currency, "amount": str(m.amount)} for m in money_of(x.it for x in lines)
        ],
        "disputes": [
            {"on": d.raised_on.isoformat(), "article": d.article, "resolved_on": iso(d.resolved_on)}
            for d in Dispute.objects.filter(partnership=partnership, raised_on__lte=until).filter(
                Q(resolved_on=None) | Q(resolved_on__gte=since)
            ).order_by("raised_on")
        ],
    }  # fmt: skip


def _ended(line: ActivityLine, until: dt.date) -> ActivityLine:
    """As it stood at the end of the period: what ended afterwards was still planned."""
    if line.it.ended_on is not None and line.it.ended_on > until:
        return ActivityLine(line.it, line.lacks, (), False, "planned")
    return line


def _activity(line: ActivityLine) -> dict[str, Any]:
    it = line.it
    told = line.verb in {"held", "declared", "not_held", "dropped"}
    judged = it.judged if hasattr(it, "judged") and told else None
    return {
        "id": it.public_id, "year": it.programme.number, "number": it.number,
        "state": it.state if told else "agreed", "verb": line.verb,
        "title": both(it.title, it.title_en), "objective": both(it.objective, it.objective_en),
        "modality": modality_words(it.programme, it.modality), "priority": both(it.priority, it.priority_en),
        "beneficiaries": it.beneficiaries, "who": both(it.beneficiaries_who, it.beneficiaries_who_en),
        "starts_on": it.starts_on.isoformat(), "ends_on": it.ends_on.isoformat(),
        "ended_on": iso(it.ended_on) if told else "", "outcome": both(it.outcome, it.outcome_en) if told else None,
        "ours": both(it.ours, it.ours_en), "theirs": both(it.theirs, it.theirs_en), "goals": it.goals, "goal": f"{it.goal.normalize():f}" if it.goal else "",
        "indicator": both(it.indicator, it.indicator_en), "result": judged.result if judged else "",
        "achieved": f"{judged.achieved.normalize():f}" if judged and judged.achieved is not None else "",
        "people": judged.reached_people if judged else None,
        "budget": [
            {"side": b.side, "source": b.source, "amount": str(b.amount), "currency": b.currency}
            for b in it.budget.all()
        ],
        "evidence": [
            {
                "id": p.row.public_id, "kind": p.row.kind, "caption": both(p.row.caption_es, p.row.caption_en),
                "on": iso(p.row.on), "precision": p.row.precision, "place": p.row.place,
                "alt": both(p.row.alt_es or p.row.alt_en, p.row.alt_en),
                "picture": p.row.shown.sha256 if p.row.shown and p.may_be_published else "",
            }
            for p in line.evidence if carries(p)
        ],
    }  # fmt: skip


def untranslated(snapshot: dict[str, Any], partnership: Partnership) -> list[str]:
    """Titles of activities whose words the English paper would show in Spanish: pointed out before it is issued."""
    if "en" not in languages_of(partnership):
        return []
    found = []
    for row in snapshot["activities"]:
        texts = [
            row[key] for key in ("title", "objective", "who", "outcome", "ours", "theirs", "indicator") if row[key]
        ]
        if any(t["es"] and t["es"] == t["en"] for t in texts):
            found.append(row["title"]["es"])
    return found


def addressees_of(partnership: Partnership) -> tuple[str, ...]:
    """To whom it goes: both ministries where it is international; a domestic one has none."""
    return tuple(Addressee) if partnership.klass == "international" else (Addressee.BILATERAL,)


def list_reports(actor: Actor, partnership: Partnership) -> list[ProgressReport]:
    """Reports of an agreement with their submissions, the last first. Two queries."""
    rows = ProgressReport.objects.for_actor(actor).filter(partnership=partnership)
    return list(rows.select_related("issue").prefetch_related("submissions__attachment"))


def get_report(actor: Actor, public_id: str) -> ProgressReport:
    """Raises NotVisible."""
    row = at_most_one(
        ProgressReport.objects.for_actor(actor)
        .select_related("issue", "document", "partnership__circle", "partnership__case", "partnership__owner")
        .prefetch_related("submissions__attachment", "partnership__parties")
        .filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


# -- the paper --------------------------------------------------------------------------------------------------

_Rows = Iterator[Row]


def paper_of_report(partnership: Partnership, snapshot: dict[str, Any], on: dt.date) -> Content:
    """The report as content that every renderer draws, the same blocks in each language."""
    liaison = signer_on((partnership.owner, Role.LIAISON), on)
    languages = languages_of(partnership)
    told: dict[str, list[Row]] = {}
    for lang in languages:
        with override(lang):
            post = (liaison.post_en if lang == "en" else liaison.post_es) if liaison else partnership.owner.name
            told[lang] = [
                *_cover(snapshot, lang), *_summary(snapshot, lang), *_done(snapshot, lang), *_settled(snapshot, lang),
                ("closing", BlockKind.NOTE, _note(), ""),
                ("signature-0", BlockKind.SIGNATURE, "\n".join([_("Elaboró"), liaison.name if liaison else "—", post]), ""),
            ]  # fmt: skip
    return content_of(told, languages)


def _note() -> str:
    return _(
        "Este informe se compone de los registros del expediente. “Se realizó” se dice solo de lo que muestra una "
        "evidencia aceptada; lo demás se dice como lo declara el municipio."
    )


def _cover(s: dict, lang: str) -> _Rows:
    yield "title", BlockKind.TITLE, _("Informe de avances del Acuerdo"), ""
    yield fact(
        "cover-parties", _("Partes"), " · ".join(s["parties"].get(x, {}).get(lang, "—") for x in ("ours", "theirs"))
    )
    yield fact("cover-period", _("Periodo"), span(s["since"], s["until"], lang))
    yield fact("cover-signed", _("Firma del acuerdo"), day(s["signed_on"], lang))
    if s["class"] == "international":
        yield fact("cover-registered", _("Registro en la SRE"), day(s["registered_on"], lang))
    yield fact("cover-folio", _("Expediente"), s["folio"])
    yield fact("cover-claim", _("Estado de la relación"), s["claim"][lang])


def _summary(s: dict, lang: str) -> _Rows:
    t = s["tally"]
    yield "summary", BlockKind.HEADING, _("Resumen"), ""
    yield fact("summary-programmes", _("Programas operativos en el periodo"), len(s["programmes"]))
    yield fact("summary-agreed", _("Actividades acordadas"), t["agreed"])
    yield fact("summary-proved", _("Realizadas, con evidencia aceptada"), t["proved"])
    yield fact("summary-declared", _("Declaradas por el municipio, sin evidencia aceptada"), t["done"] - t["proved"])
    yield fact("summary-not-done", _("No realizadas"), t["not_done"])
    yield fact("summary-people", _("Personas alcanzadas en actividades comprobadas"), f"{t['people']:,}")
    for at, m in enumerate(s["money"]):
        label = _("Presupuesto · %(side)s") % {"side": whose(s["parties"], m["side"], lang)}
        yield fact(f"summary-money-{at}", label, _money(m))


def _money(m: dict) -> str:
    return f"{float(m['amount']):,.2f} {m['currency']}"


def _done(s: dict, lang: str) -> _Rows:
    for row in s["activities"]:
        key = f"a-{row['id']}"
        yield key, BlockKind.HEADING, row["title"][lang], f"{row['year']}.{row['number']}"
        told = REPORT_SAYS[row["verb"]] % {
            "on": day(row["ended_on"], lang), "from": day(row["starts_on"], lang), "to": day(row["ends_on"], lang),
        }  # fmt: skip
        yield f"{key}-said", BlockKind.PARAGRAPH, str(told), ""
        if row["outcome"]:
            yield f"{key}-outcome", BlockKind.PARAGRAPH, " ".join(row["outcome"][lang].split("\n")), ""
        if row["objective"]["es"]:
            yield fact(f"{key}-objective", _("Objetivo"), " ".join(row["objective"][lang].split("\n")))
        yield fact(f"{key}-modality", _("Modalidad"), row["modality"][lang])
        if row["priority"]["es"]:
            yield fact(f"{key}-priority", _("Prioridad del municipio"), row["priority"][lang])
        people = f"{row['beneficiaries']:,}" if row["beneficiaries"] is not None else "—"
        yield fact(f"{key}-who", _("Beneficiarios previstos"), f"{people} · {row['who'][lang] or '—'}")
        if row["people"] is not None:
            yield fact(f"{key}-people", _("Personas alcanzadas"), f"{row['people']:,}")
        yield fact(
            f"{key}-responsible", _("Responsables"), f"{row['ours'][lang] or '—'} · {row['theirs'][lang] or '—'}"
        )
        if row["goals"]:
            yield fact(f"{key}-goals", _("Objetivos de la Agenda 2030"), ", ".join(str(g) for g in row["goals"]))
        if row["indicator"]["es"]:
            goal = _("%(indicator)s: meta %(goal)s, alcanzado %(achieved)s") % {
                "indicator": row["indicator"][lang], "goal": row["goal"] or "—", "achieved": row["achieved"] or "—",
            }  # fmt: skip
            yield fact(f"{key}-goal", _("Indicador"), goal)
        if row["result"]:
            yield fact(f"{key}-result", _("Evaluación"), Reached(row["result"]).label)
        for at, b in enumerate(row["budget"]):
            label = _("Recursos · %(side)s") % {"side": whose(s["parties"], b["side"], lang)}
            yield fact(f"{key}-budget-{at}", label, f"{_money(b)} · {Source(b['source']).label}")
        shown = _pictured(row)
        for at, e in enumerate(row["evidence"]):
            said = ", ".join(x for x in (_caption(e, lang), day(e["on"], lang, e["precision"])) if x)
            if at in shown:
                continue
            yield fact(f"{key}-evidence-{at}", f"{_('Evidencia')} · {Kind(e['kind']).label}", said)
        for at in shown:
            e = row["evidence"][at]
            credit = " · ".join(x for x in (e["place"], day(e["on"], lang, e["precision"])) if x)
            yield (
                f"picture-{row['id']}-{at}",
                BlockKind.PARAGRAPH,
                f"{_caption(e, lang) or Kind(e['kind']).label}\n{credit}".strip(),
                "",
            )


def _caption(e: dict, lang: str) -> str:
    """Its caption; one that nobody wrote in English stands there between quotation marks, as what it is."""
    told = e["caption"]
    if lang == "es" or told["en"] != told["es"] or not told["es"]:
        return told[lang]
    return f"“{told['es']}” (in Spanish)"


def _pictured(row: dict) -> list[int]:
    """Which pieces of an activity are shown as pictures: the first few that may leave the house."""
    return [at for at, e in enumerate(row["evidence"]) if e.get("picture")][:PICTURES_EACH]


def plates_of_report(s: dict[str, Any]) -> list[Plate]:
    """Pictures of its paper, beside their captions."""
    return plates_of(
        (f"picture-{row['id']}-{at}", row["evidence"][at]["picture"], row["evidence"][at]["alt"])
        for row in s["activities"]
        for at in _pictured(row)
    )


def _settled(s: dict, lang: str) -> _Rows:
    if not s["disputes"]:
        return
    yield "disputes", BlockKind.HEADING, _("Diferencias sobre el acuerdo"), ""
    for at, row in enumerate(s["disputes"]):
        end = _("resuelta de común acuerdo el %(on)s") % {"on": day(row["resolved_on"], lang)} if row["resolved_on"] \
            else _("por resolver")  # fmt: skip
        label = _("Planteada el %(on)s") % {"on": date_in_words(dt.date.fromisoformat(row["on"]), lang)}
        yield fact(f"disputes-{at}", label, end)
