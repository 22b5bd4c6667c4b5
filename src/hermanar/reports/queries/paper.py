"""The paper of a report: the layout municipal offices use, as content that every renderer draws."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _, ngettext, override

from hermanar.documents.renderers import Plate
from hermanar.evidence.enums import Kind
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, date_in_words, span_in_words
from hermanar.plans.enums import Basis, Head, UnitKind

from ..enums import AnnexKind, DeclaredKey, PeriodState, in_order
from ..models import Period
from .late import late_told
from .pieces import plates_of, when_told
from .report import report_of, signer

WEEKDAYS_ES = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDER = {"es": ("primer", "segundo", "tercer", "cuarto"), "en": ("first", "second", "third", "fourth")}


# parts of the paper that cite what a source declared, and say where it does not agree
CITED = ("quoted", "findings", "units")


def paper_of(
    period: Period, now: dt.datetime, languages: tuple[str, ...] = ("es",), *, report: dict[str, Any] | None = None
) -> Content:
    """The report of a period as a paper, with the signatures it has so far. `report`: it, where it was read before."""
    signatures = [
        ("prepared", period.prepared_by, period.prepared_on),
        ("authorised", period.authorised_by, period.authorised_on),
    ]
    people = [(label, *signer(appointment), on) for label, appointment, on in signatures]
    corrections = list(period.corrections.values_list("on", "text", "reason"))
    return paper_from(report or report_of(period, now), people, languages, str(period.state), corrections)


def paper_from(
    report: dict[str, Any], people: list[tuple], languages: tuple[str, ...] = ("es",), state: str = PeriodState.OPEN,
    corrections: Sequence[tuple] = (),
) -> Content:  # fmt: skip
    """The same from a report already read; `people`: key, name, post, day of each signature."""
    told: dict[str, list[tuple]] = {}
    for lang in languages:
        with override(lang):
            told[lang] = [
                *_cover(report, lang, state), *_components(report, lang), *_sessions(report, lang),
                *_agendas(report, lang), *_roster(report, lang), *_relations(report, lang), *_quoted(report),
                *_late(report, lang), *_annexes(report), *_findings(report, lang), *_corrections(corrections, lang), *_signatures(people, lang),
            ]  # fmt: skip
    first = told[languages[0]]
    blocks, group = [], ""
    for at, (key, kind, _text, number) in enumerate(first):
        if kind == BlockKind.HEADING:
            group = key
        blocks.append(Block(key, kind, {lang: told[lang][at][2] for lang in languages}, group, number))
    return Content(languages, tuple(blocks), layout="report")


def title_of(year: int, quarter: int, lang: str) -> str:
    order = _ORDER["en" if lang == "en" else "es"][quarter - 1]
    if lang == "en":
        return f"{order.capitalize()} quarterly report {year}"
    return f"{order.capitalize()} informe trimestral {year}"


def months_of(year: int, quarter: int, lang: str) -> str:
    """`abril–junio de 2025` · `April–June 2025`."""
    return span_in_words(f"{year}-T{quarter}", lang)


def day_told(iso: str, lang: str, *, weekday: bool = False) -> str:
    on = dt.date.fromisoformat(iso)
    day = date_in_words(on, lang)
    if not weekday:
        return day
    return f"{(WEEKDAYS_EN if lang == 'en' else WEEKDAYS_ES)[on.weekday()]}, {day}"


def percent_told(value: float | None) -> str:
    return "—" if value is None else f"{value:g}%"


def _amount(value: float | None) -> str:
    return "—" if value is None else f"{value:,.10g}"


_Rows = Iterator[tuple[str, BlockKind, str, str]]


def _fact(key: str, label: Any, value: Any) -> tuple[str, BlockKind, str, str]:
    return key, BlockKind.FACT, f"{label}\t{value}", ""


def _heading(key: str, text: Any, number: str = "") -> tuple[str, BlockKind, str, str]:
    return key, BlockKind.HEADING, str(text), number


def _cover(report: dict, lang: str, state: str) -> _Rows:
    yield "title", BlockKind.TITLE, title_of(report["year"], report["quarter"], lang), ""
    cover = report["cover"]
    yield _fact("cover-organisation", _("Municipio"), report["organisation"][lang])
    yield _fact("cover-unit", _("Área que informa"), cover["unit"] or "—")
    yield _fact("cover-period", _("Periodo"), months_of(report["year"], report["quarter"], lang))
    yield _fact("cover-term", _("Gobierno"), cover["term"] or "—")
    if cover["slogan"]:
        yield _fact("cover-slogan", _("Lema"), cover["slogan"])
    yield _fact("cover-basis", _("Porcentajes"), Basis(report["basis"]).label)
    yield _fact("cover-state", _("Estado del informe"), PeriodState(state).label)
    if report["source"]:
        yield _fact("cover-source", _("Fuente de las cifras"), report["source"])


def _components(report: dict, lang: str) -> _Rows:
    for c in report["components"]:
        key = f"c-{c['code']}"
        yield _heading(key, _("Componente %(code)s") % {"code": c["code"]} + (f". {c['name']}" if c["name"] else ""))
        if c["axis"]:
            yield _fact(f"{key}-axis", _("Eje"), c["axis"])
        if c["responsible"]:
            yield _fact(f"{key}-responsible", _("Responsable"), c["responsible"])
        yield _fact(f"{key}-percent", _("Porcentaje trimestral alcanzado"), percent_told(c["percent"]))
        for a in c["activities"]:
            yield from _activity(a, lang)


def _activity(a: dict, lang: str) -> _Rows:
    key = f"a-{a['code']}"
    yield _heading(key, _("Actividad %(code)s") % {"code": a["code"]} + (f". {a['name']}" if a["name"] else ""))
    if a["responsible"]:
        yield _fact(f"{key}-responsible", _("Responsable"), a["responsible"])
    yield _fact(f"{key}-percent", _("Porcentaje trimestral alcanzado"), percent_told(a["percent"]))
    for g in a["goals"]:
        where = f"{key}-{g['code']}"
        if g["stated"]:
            yield _fact(where, _("Cantidad"), _("No consta en la fuente; se asienta el porcentaje declarado."))
            continue
        label = g["name"] or g["measure"]
        split = g["programmed"] is not None
        told = (
            _("programado en el año %(annual)s · en el trimestre %(programmed)s · alcanzado %(achieved)s") if split
            else _("programado en el año %(annual)s, sin repartir por trimestre · alcanzado %(achieved)s")
        ) % {
            "annual": _amount(g["annual"]), "programmed": _amount(g["programmed"]), "achieved": _amount(g["achieved"]),
        }  # fmt: skip
        yield _fact(where, f"{label} ({g['measure']})" if g["name"] else label, told)
        until = g["programmed_until"] is not None
        sums = (_("programado %(programmed)s · alcanzado %(achieved)s") if until else _("alcanzado %(achieved)s")) % {
            "programmed": _amount(g["programmed_until"]), "achieved": _amount(g["achieved_until"]),
        }  # fmt: skip
        yield _fact(f"{where}-sum", _("Acumulado al trimestre"), sums)
        if g.get("entries_in_all"):
            yield _fact(f"{where}-entries", _("Registros del trimestre"), f"{g['entries_in_all']:,}")
        if g["verification"]:
            yield _fact(f"{where}-verification", _("Medio de verificación"), g["verification"])
    if a["narrative"]:
        for number, line in enumerate(a["narrative"].split("\n")):
            if line:
                yield f"{key}-p{number}", BlockKind.PARAGRAPH, line, ""
    yield from shown_of(a["code"], a.get("evidence", {"total": 0, "rows": []}), lang)


def shown_of(code: str, evidence: dict[str, Any], lang: str) -> _Rows:
    """Captions of the pictures, then papers and links; what may not be shown is counted with its reason."""
    papers = [row for row in evidence["rows"] if row["prints"] and not row["picture"]]
    for number, row in enumerate(row for row in evidence["rows"] if row["prints"] and row["picture"]):
        yield f"picture-{code}-{number}", BlockKind.PARAGRAPH, f"{row['caption'][lang]}\n{_credit(row, lang)}", ""
    for number, row in enumerate(papers):
        said = [f"{Kind(row['kind']).label}: {row['caption'][lang]}", _credit(row, lang)]
        yield f"piece-{code}-{number}", BlockKind.ITEM, ". ".join(s for s in said if s), f"{number + 1}."
    kept = sum(not row["prints"] for row in evidence["rows"])
    more = evidence["total"] - len(evidence["rows"])
    notes = []
    if kept:
        notes.append(
            ngettext(
                "%(number)s pieza no se imprime: falta revisarla, su texto alternativo o el consentimiento.",
                "%(number)s piezas no se imprimen: falta revisarlas, su texto alternativo o el consentimiento.",
                kept,
            )
            % {"number": kept}
        )
    if more > 0:
        notes.append(ngettext("Y %(number)s pieza más.", "Y %(number)s piezas más.", more) % {"number": more})
    if notes:
        yield f"pieces-{code}-note", BlockKind.NOTE, " ".join(notes), ""


def _credit(row: dict[str, Any], lang: str) -> str:
    """Where, when, whose; and what a reader must know of it."""
    said = [row["place"], when_told(row, lang), row["author"]]
    if row["outside"]:
        said.append(_("fuera del periodo"))
    return " · ".join(s for s in said if s) or _("Sin fecha ni lugar")


def plates_of_report(report: dict[str, Any]) -> list[Plate]:
    """Pictures of its paper, beside their captions."""
    return plates_of(
        (f"picture-{a['code']}-{number}", row)
        for c in report["components"]
        for a in c["activities"]
        for number, row in enumerate(r for r in a.get("evidence", {"rows": []})["rows"] if r["prints"] and r["picture"])
    )


def _annexes(report: dict) -> _Rows:
    rows = report.get("annexes", [])
    if rows:
        yield _heading("annexes", _("Anexos"))
    for at, row in enumerate(rows):
        told = f"{AnnexKind(row['kind']).label}: {row['title']} (SHA-256 {row['sha256'][:16]})"
        yield f"annexes-{at}", BlockKind.ITEM, told, f"{at + 1}."


def _late(report: dict, lang: str) -> _Rows:
    """What was put down after the quarter it is of had closed: the next report says it, the issued one stays."""
    rows = report.get("late", [])
    if rows:
        yield _heading("late", _("Correcciones a trimestres ya informados"))
    for at, row in enumerate(rows):
        yield f"late-{at}", BlockKind.ITEM, late_told(row, lang), f"{at + 1}."
    more = report.get("late_in_all", len(rows)) - len(rows)
    if more > 0:
        told = ngettext("Y %(number)s corrección más.", "Y %(number)s correcciones más.", more) % {"number": more}
        yield "late-more", BlockKind.NOTE, told, ""


def _sessions(report: dict, lang: str) -> _Rows:
    s = report["sessions"]
    if not s["dates"]:
        return
    yield _heading("sessions", _("Calendario de sesiones"))
    told = _("%(held)s en el trimestre, de %(programmed)s programadas en el año")
    if not s["programmed_year"]:
        told = _("%(held)s en el trimestre; ninguna meta del año las programa")
    yield _fact("sessions-held", _("Sesiones"), told % {"held": s["held"], "programmed": _amount(s["programmed_year"])})
    for number, on in enumerate(s["dates"]):
        label = s["references"][number] or _("Sesión %(number)s") % {"number": number + 1}
        yield _fact(f"sessions-{number + 1}", label, day_told(on, lang, weekday=True))


def _agendas(report: dict, lang: str) -> _Rows:
    a = report["agendas"]
    if not a["total"]:
        return
    yield _heading("agendas", _("Agendas semanales"))
    names = MONTHS_EN if lang == "en" else MONTHS_ES
    for month, number in sorted(a["by_month"].items()):
        told = f"{number:,}"
        if month in a["stated"]:
            told += f" · {_('declaradas, sin lista')}"
        yield _fact(f"agendas-{month}", names[int(month[5:]) - 1], told)
    yield _fact("agendas-total", _("Total"), f"{a['total']:,}")


def _received(line: dict, lang: str) -> str:
    if line["receipt"] in {"missing", "awaited"}:
        told = _("FALTA") if line["receipt"] == "missing" else _("por entregar")
    else:
        told = _("entregó")
        if line["since"]:
            told = _("entregó entre el %(since)s y el %(on)s") % {
                "since": day_told(line["since"], lang), "on": day_told(line["on"], lang),
            }  # fmt: skip
        elif line["on"]:
            told = f"{told}, {day_told(line['on'], lang)}" + (f", {line['at']} h" if line["at"] else "")
        if line["receipt"] == "late":
            told = f"{told} ({_('tarde')})"
    return f"{told} · {_('sin titular')}" if line["head"] == Head.VACANT else told


def _roster(report: dict, lang: str) -> _Rows:
    units = report["units"]
    if units["counts"]:
        yield _heading("units", _("Áreas"))
        for kind, number in in_order(UnitKind, units["chart"]):
            yield _fact(f"units-{kind}", UnitKind(kind).label, number)
        for key, number in in_order(DeclaredKey, units["counts"]):
            label = f"{_('Áreas')} {DeclaredKey(key).label}"
            yield _fact(f"units-count-{key}", label, number)
    for week in report["roster"]["weeks"]:
        key = f"week-{week['label']}"
        yield _heading(key, _("Lista de la semana %(week)s") % {"week": span_in_words(week["label"], lang)})
        told = _("%(delivered)s de %(expected)s entregaron; faltan %(missing)s") % {
            "delivered": week["delivered"], "expected": week["expected"],
            "missing": week["expected"] - week["delivered"],
        }  # fmt: skip
        yield _fact(f"{key}-sum", _("Entrega"), told)
        for line in week["lines"]:
            name = f"{line['parent']} · {line['unit']}" if line["parent"] else line["unit"]
            yield _fact(f"{key}-{line['number']}", f"{line['number']}. {name}", _received(line, lang))


def _relations(report: dict, lang: str) -> _Rows:
    rows = report["partnerships"]
    if rows:
        yield _heading("relations", _("Vinculaciones: lo que prueban los documentos"))
    for at, row in enumerate(rows):
        klass = _("nacional") if row["class"] == "domestic" else _("internacional")
        told = row["claim_en" if lang == "en" else "claim_es"]
        yield _fact(f"relations-{at}", f"{row['counterpart']} ({klass})", told)
    a = report["alliances"]
    if a["declared"] or a["documented"]:
        yield _heading("alliances", _("Alianzas intermunicipales"))
        yield _fact("alliances-declared", _("Declaradas"), a["declared"])
        yield _fact("alliances-documented", _("Con documento en el expediente"), a["documented"])
        for at, row in enumerate(a.get("listed", ())):
            said = row["document"] if row["documented"] and row["document"] else _("sin documento")
            on = day_told(row["on"], lang) if row["on"] else ""
            yield _fact(f"alliances-{at}", row["partner"], ", ".join(x for x in (on, said) if x))


def _quoted(report: dict) -> _Rows:
    if not report["quoted"]:
        return
    yield _heading("quoted", _("Declaraciones de la fuente, citadas"))
    of_component = {c["code"] for c in report["components"]}
    for at, row in enumerate(report["quoted"]):
        kind = _("Componente %(code)s") if row["where"] in of_component else _("Actividad %(code)s")
        where = f"{kind % {'code': row['where']}}: " if row["where"] else ""
        yield f"quoted-{at}", BlockKind.ITEM, f"{where}“{row['text']}”", f"{at + 1}."


def _findings(report: dict, lang: str) -> _Rows:
    if not report["findings"]:
        return
    yield _heading("findings", _("Lo que no coincide"))
    for at, row in enumerate(report["findings"]):
        text = row["message_en" if lang == "en" else "message_es"]
        yield f"findings-{at}", BlockKind.ITEM, text, f"{at + 1}."


def _corrections(rows: Sequence[tuple], lang: str) -> _Rows:
    if rows:
        yield _heading("corrections", _("Correcciones posteriores al cierre"))
    for at, (on, text, reason) in enumerate(rows):
        yield f"corrections-{at}", BlockKind.ITEM, f"{date_in_words(on, lang)}: {text} ({reason})", f"{at + 1}."


def _signatures(people: list[tuple], lang: str) -> _Rows:
    for at, (label, name, post, on) in enumerate(people):
        lines = [_("Elaboró") if label == "prepared" else _("Autorizó"), name or _("Por firmar"), post or "—"]
        if on is not None:
            lines.append(date_in_words(on, lang))
        yield f"signature-{at}", BlockKind.SIGNATURE, "\n".join(lines), ""
