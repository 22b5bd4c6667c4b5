"""An annex of the agreement as plain data and as a paper in the languages of the relation."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _, override

from hermanar.kernel.content import BlockKind, Content

from ..enums import ActivityState, Ground, PartOfProject, Source
from ..models import Activity, Annex, Programme
from .programmes import _activities
from .rows import Row, both, content_of, day, fact, iso, languages_of, modality_words, span, whose


def annex_told(
    programme: Programme, activity: Activity | None, number: int, on: dt.date, text_sha256: str,
    *, proposed: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """What both Parties accepted, as plain data: what is hashed. `proposed`: with what they are still asked to accept.
    Three queries."""
    parties = {p.side: {"es": p.name, "en": p.name_en or p.name} for p in programme.partnership.parties.all()}
    out = [ActivityState.DROPPED] if proposed else [ActivityState.DROPPED, ActivityState.PROPOSED]
    rows = _activities([programme]).exclude(state__in=out)
    if activity is not None:
        rows = rows.filter(pk=activity.pk)
    return {
        "number": number, "on": on.isoformat(), "folio": programme.partnership.folio, "text": text_sha256,
        "year": programme.number, "starts_on": programme.starts_on.isoformat(), "ends_on": programme.ends_on.isoformat(),
        "is_additional": activity is not None,
        "parties": {side: parties.get(side, {"es": "—", "en": "—"}) for side in ("ours", "theirs")},
        "approved": {
            "ours": {"on": iso(programme.ours_on), "proof": programme.ours_proof},
            "theirs": {"on": iso(programme.theirs_on), "proof": programme.theirs_proof},
        } if activity is None else {},
        "projects": [_project(row) for row in rows],
        "left_out": [
            {
                "modality": modality_words(programme, x.modality), "ground": x.ground,
                "reason": both(x.reason, x.reason_en),
            }
            for x in (programme.left_out.order_by("pk") if activity is None else ())
        ],
    }  # fmt: skip


def _project(row: Activity) -> dict[str, Any]:
    return {
        "id": row.public_id, "number": row.number, "title": both(row.title, row.title_en),
        "modality": modality_words(row.programme, row.modality), "priority": both(row.priority, row.priority_en),
        "objective": both(row.objective, row.objective_en), "from": row.starts_on.isoformat(),
        "to": row.ends_on.isoformat(), "staff": both(row.staff_plan, row.staff_plan_en),
        "assigned": [
            {
                "side": s.side, "post": both(s.post, s.post_en), "people": s.people, "from": s.from_on.isoformat(),
                "to": s.until_on.isoformat(),
            }
            for s in row.staff.all()
        ],
        "duties": {
            "ours": both(row.duties_ours, row.duties_ours_en), "theirs": both(row.duties_theirs, row.duties_theirs_en),
        },
        "offices": {"ours": both(row.ours, row.ours_en), "theirs": both(row.theirs, row.theirs_en)},
        "resources": both(row.resources, row.resources_en),
        "budget": [
            {
                "side": b.side, "concept": both(b.concept, b.concept_en), "source": b.source, "amount": str(b.amount),
                "currency": b.currency,
            }
            for b in row.budget.all()
        ],
        "evaluation": both(row.evaluation, row.evaluation_en), "indicator": both(row.indicator, row.indicator_en),
        "goal": f"{row.goal.normalize():f}" if row.goal is not None else "", "other": both(row.other_info, row.other_info_en),
        "beneficiaries": row.beneficiaries, "who": both(row.beneficiaries_who, row.beneficiaries_who_en),
    }  # fmt: skip


TEXTS = (
    "title", "objective", "priority", "beneficiaries_who", "ours", "theirs", "duties_ours", "duties_theirs", "indicator",
    "staff_plan", "resources", "evaluation", "other_info",
)  # fmt: skip


@dataclass(frozen=True)
class Untranslated:
    """Texts of a project that the English of the annex shows in Spanish; `activity` None: reasons of what is left out."""

    activity: Activity | None
    texts: int


def untranslated_of(programme: Programme) -> list[Untranslated]:
    """What both Parties would accept with Spanish in its English: pointed out before, never refused. Four queries; none
    where the paper has one language."""
    if "en" not in languages_of(programme.partnership):
        return []
    found = []
    for row in _activities([programme]).exclude(state=ActivityState.DROPPED):
        number = sum(bool(getattr(row, name)) and not getattr(row, f"{name}_en") for name in TEXTS)
        number += sum(not b.concept_en for b in row.budget.all()) + sum(not s.post_en for s in row.staff.all())
        if number:
            found.append(Untranslated(row, number))
    if reasons := programme.left_out.filter(reason_en="").exclude(reason="").count():
        found.append(Untranslated(None, reasons))
    return found


def paper_of_annex(told: dict[str, Any], languages: Sequence[str], follows: str, sha256: str) -> Content:
    """The annex as content that every renderer draws, the same blocks in each language: the seven parts of article V of each
    project, what is left out and why, both approvals, and the chain."""
    said: dict[str, list[Row]] = {}
    for lang in languages:
        with override(lang):
            said[lang] = list(_blocks(told, lang, follows, sha256))
    return content_of(said, languages)


def _line(text: str) -> str:
    return " ".join(text.split("\n")) or "—"


def _blocks(told: dict[str, Any], lang: str, follows: str, sha256: str) -> Iterator[Row]:
    yield "title", BlockKind.TITLE, (
        _("Proyecto adicional al Programa Operativo Anual") if told["is_additional"] else _("Programa Operativo Anual")
    ), ""  # fmt: skip
    yield fact("cover-parties", _("Partes"), " · ".join(told["parties"][side][lang] for side in ("ours", "theirs")))
    yield fact("cover-year", _("Año del acuerdo"), told["year"])
    yield fact("cover-period", _("Periodo"), span(told["starts_on"], told["ends_on"], lang))
    yield fact("cover-annex", _("Anexo del acuerdo"), told["number"])
    yield fact("cover-folio", _("Expediente"), told["folio"])
    yield "integral", BlockKind.PARAGRAPH, _(
        "Las Partes lo formularon de común acuerdo. Una vez formalizado, forma parte integrante del Acuerdo, conforme a su "
        "artículo V."
    ), ""  # fmt: skip
    for row in told["projects"]:
        yield from _project_told(row, told["year"], told["parties"], lang)
    if told["left_out"]:
        yield "left-out", BlockKind.HEADING, _("Modalidades sin proyecto este año"), ""
        for at, row in enumerate(told["left_out"]):
            why = [str(Ground(row["ground"]).label)] if row["ground"] != Ground.OTHER else []
            yield fact(
                f"left-out-{at}",
                row["modality"][lang],
                "; ".join([*why, *([_line(row["reason"][lang])] if row["reason"]["es"] else [])]),
            )
    yield "approved", BlockKind.HEADING, _("Aprobación de las Partes"), ""
    if told["is_additional"]:
        yield fact("approved-both", _("Acordado por ambas Partes"), day(told["on"], lang))
    for side in ("ours", "theirs"):
        if side in told["approved"]:
            one = told["approved"][side]
            said = ", ".join(x for x in (day(one["on"], lang), one["proof"]) if x)
            yield fact(f"approved-{side}", whose(told["parties"], side, lang), said)
    yield "chain", BlockKind.HEADING, _("Cadena de actos"), ""
    yield fact("chain-text", _("Texto firmado"), _hash(told["text"]))
    yield fact("chain-follows", _("Sigue a"), _hash(follows))
    yield fact("chain-own", _("Huella de este anexo"), _hash(sha256))


def _hash(sha256: str) -> str:
    return f"SHA-256 {sha256[:16]}…{sha256[-8:]}" if sha256 else "—"


def _project_told(row: dict[str, Any], year: int, parties: dict[str, Any], lang: str) -> Iterator[Row]:
    key = f"p-{row['id']}"
    yield key, BlockKind.HEADING, row["title"][lang], f"{year}.{row['number']}"
    yield fact(f"{key}-modality", _("Modalidad"), row["modality"][lang])
    if row["priority"]["es"]:
        yield fact(f"{key}-priority", _("Prioridad del municipio"), row["priority"][lang])
    yield fact(f"{key}-a", PartOfProject.OBJECTIVE.label, _line(row["objective"][lang]))
    yield fact(f"{key}-b", PartOfProject.CALENDAR.label, span(row["from"], row["to"], lang))
    yield fact(f"{key}-c", PartOfProject.STAFF.label, _line(row["staff"][lang]))
    for at, s in enumerate(row["assigned"]):
        label = _("Personal · %(side)s") % {"side": whose(parties, s["side"], lang)}
        yield fact(f"{key}-c{at}", label, f"{s['post'][lang]} ({s['people']}), {span(s['from'], s['to'], lang)}")
    for side in ("ours", "theirs"):
        label = f"{PartOfProject.DUTIES.label} · {whose(parties, side, lang)}"
        yield fact(f"{key}-d-{side}", label, _line(row["duties"][side][lang]))
    if row["offices"]["ours"]["es"] or row["offices"]["theirs"]["es"]:
        offices = f"{row['offices']['ours'][lang] or '—'} · {row['offices']['theirs'][lang] or '—'}"
        yield fact(f"{key}-d-offices", _("Responsables"), offices)
    yield fact(f"{key}-e", PartOfProject.RESOURCES.label, _line(row["resources"][lang]))
    for at, b in enumerate(row["budget"]):
        label = _("Recursos · %(side)s") % {"side": whose(parties, b["side"], lang)}
        money = f"{float(b['amount']):,.2f} {b['currency']}"
        yield fact(f"{key}-e{at}", label, f"{b['concept'][lang]}: {money} · {Source(b['source']).label}")
    yield fact(f"{key}-f", PartOfProject.EVALUATION.label, _line(row["evaluation"][lang]))
    if row["indicator"]["es"]:
        yield fact(f"{key}-f-goal", _("Meta e indicador"), f"{row['goal'] or '—'} · {row['indicator'][lang]}")
    people = f"{row['beneficiaries']:,}" if row["beneficiaries"] is not None else "—"
    yield fact(f"{key}-who", _("Beneficiarios previstos"), f"{people} · {row['who'][lang] or '—'}")
    yield fact(f"{key}-g", PartOfProject.OTHER.label, _line(row["other"][lang]))


def annex_of(programme: Programme) -> Annex | None:
    """The programme as it was annexed; None before both Parties approved it. One query."""
    rows = Annex.objects.select_related("issue__version__document")
    return rows.filter(programme=programme, activity=None).first()


def paper_of_draft(programme: Programme, languages: Sequence[str], on: dt.date) -> Content:
    """The programme as it would be annexed today: what is sent to the counterpart, or printed to be read. Nothing is kept."""
    last = Annex.objects.filter(partnership=programme.partnership).order_by("-number").first()
    told = annex_told(
        programme, None, last.number + 1 if last else 1, on, programme.text.sha256 if programme.text else ""
    )
    rows = _activities([programme]).exclude(state=ActivityState.DROPPED)
    told["projects"] = [_project(row) for row in rows]
    return paper_of_annex(told, languages, last.sha256 if last else told["text"], "")
