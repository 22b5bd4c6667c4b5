"""The convenience and feasibility study: drafted by the liaison, decided by the committee from its own seat (R0-22).

It is written section by section, each saved by itself, in Spanish and where needed in English, with the sources it rests
on. What an upper floor proposes (the score sheet of a candidate) waits beside the section until the liaison takes it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import in_spanish
from hermanar.directory.queries import signer_on
from hermanar.documents import operations as documents
from hermanar.documents.enums import Drawn, IssueState
from hermanar.documents.queries import not_drawn
from hermanar.documents.rules import catalogues
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify

from ..enums import Fact, Happened, StudyState
from ..models import Partnership, Study, StudyReturn
from ..policies import TOWN, can_edit, can_evaluate, can_record_for
from ..queries import brief_of_paper, cities_beside, slot_values
from ..queries.seats import late_place
from ..queries.studies import missing_sections, section_label
from ..rules.studies import LISTS, OPTIONAL, SECTIONS, TEXTS, Cited, read_sources
from .cases import state_case_fact, withdraw_case_fact

CLOSED = frozenset({StudyState.APPROVED, StudyState.SUBMITTED})
CONCLUSIONS = ("favourable", "unfavourable")
_SERIES = "EST"  # of folios of the studies that the committee approved


def _study(act: Act, partnership: Partnership) -> Study | None:
    """The study as it stands, for its liaison to write in. Raises Refused."""
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Prepara el estudio el enlace del municipio titular."))
    study = Study.objects.filter(partnership=partnership).first()
    if study is not None and study.state in CLOSED:
        raise Refused(
            "study_closed",
            _(
                "El estudio ya está con el Comité o aprobado. Para cambiarlo, retírelo o espere a que el Comité lo devuelva."
            ),
        )
    return study


def _must_print(texts: Mapping[str, str]) -> None:
    """Raises Invalid at each text with a character that no typeface of the paper draws."""
    if errors := {name: bad for name, text in texts.items() if (bad := not_drawn(text))}:
        raise Invalid(errors)


@transaction.atomic
def draft_study(act: Act, *, partnership: Partnership, sections: dict[str, str]) -> Study:
    """Write or rewrite the whole study; each save is a version of its paper. An approved study is not rewritten.

    Raises Refused, Invalid (a section without text).
    """
    study = _study(act, partnership)
    clean = {key: normalise(sections.get(key, ""), lines=True) for key in SECTIONS}
    missing = [key for key, text in clean.items() if not text and key not in OPTIONAL]
    if missing:
        raise Invalid({key: [_("Escriba esta sección, o diga que no hay datos.")] for key in missing})
    _must_print(clean)
    study = study or Study(partnership=partnership)
    clean["conclusion"] = "unfavourable" if sections.get("conclusion") == "unfavourable" else "favourable"
    study.sections = clean
    return _saved(act, study)


@transaction.atomic
def save_study_section(
    act: Act, *, partnership: Partnership, key: str, es: str, en: str = "", sources: Iterable[Mapping] = (),
) -> Study:  # fmt: skip
    """Write one section of the study by itself, with the sources it rests on; the paper gets its next version.

    `key` is one of `SECTIONS`, or `conclusion` (then `es` is `favourable` or `unfavourable`). An empty text clears it.
    Raises Refused, Invalid (`key`, `en`: another number of lines).
    """
    study = _study(act, partnership) or Study(partnership=partnership)
    if key == "conclusion":
        if es not in CONCLUSIONS:
            raise Invalid({"es": [_("Elija la conclusión.")]})
        study.sections = {**study.sections, key: es}
        return _saved(act, study, section=key)
    if key not in SECTIONS:
        raise Invalid({"key": [_("El estudio no tiene esa sección.")]})
    es, en = normalise(es, lines=True), normalise(en, lines=True)
    if en and not es:
        raise Invalid({"es": [_("Escriba también el texto en español: de él se parte.")]})
    if key in LISTS and en and len(_points(es)) != len(_points(en)):
        raise Invalid({"en": [_("Escriba el mismo número de puntos en los dos idiomas. Cada renglón es un punto.")]})
    cited = [s.as_json() for s in read_sources(sources)]
    _must_print({"es": es, "en": en, "sources": "\n".join(str(v) for row in cited for v in row.values())})
    study.sections = {**study.sections, key: es}
    study.english = {**study.english, key: en}
    study.sources = {**study.sources, key: cited}
    study.proposals = {k: v for k, v in study.proposals.items() if k != key}
    return _saved(act, study, section=key)


@transaction.atomic
def propose_sections(
    act: Act, *, partnership: Partnership, proposals: Mapping[str, tuple[str, str, Iterable[Cited]]]
) -> Study:
    """Put proposals (section → Spanish, English, sources) beside the sections that nobody wrote yet: the liaison takes,
    mends or leaves each. What is written stays as it is. Raises Refused."""
    study = _study(act, partnership) or Study(partnership=partnership)
    offered = {
        key: {"es": normalise(es, lines=True), "en": normalise(en, lines=True), "sources": [s.as_json() for s in cited]}
        for key, (es, en, cited) in proposals.items()
        if key in SECTIONS and es and not study.sections.get(key)
    }
    study.proposals = {**study.proposals, **offered}
    study.state = StudyState.DRAFT
    study.save()
    record(
        act, Happened.STUDY_DRAFTED, chain=partnership.circle.public_id, about=study.public_id,
        proposed=sorted(offered),
    )  # fmt: skip
    return study


def _points(text: str) -> list[str]:
    """Items of a list, without the stop that the paper puts itself."""
    return [point for line in text.split("\n") if (point := line.rstrip(" .;"))]


def _saved(act: Act, study: Study, *, section: str = "") -> Study:
    """The study kept, with the next version of its paper: in two languages once every section has both."""
    partnership = study.partnership
    author = signer_on((partnership.owner, Role.LIAISON), act.on, act.actor.appointment)
    cited, areas = catalogues.citations(act.on), catalogues.areas()
    es, en = study.sections, study.english
    written = [key for key in SECTIONS if es.get(key)]
    languages: tuple[str, ...] = ("es",)
    asked = [key for key in SECTIONS if es.get(key) or key not in OPTIONAL]
    if "en" in partnership.languages and all(en.get(key) for key in asked):
        languages = ("es", "en")
    sources = [s for key in written for s in study.sources.get(key, ())]
    listed = list({(s["es"], s["url"]): s for s in sources}.values())
    texts: dict = {
        key: {"es": " ".join(es.get(key, "").split("\n")), "en": " ".join(en.get(key, "").split("\n"))} for key in TEXTS
    }
    for key in LISTS:
        one, other = _points(es.get(key, "")), _points(en.get(key, ""))
        texts[key] = [{"es": line, "en": other[n] if n < len(other) else ""} for n, line in enumerate(one)]
    unsaid = {"es": in_spanish(_("sin citar")), "en": "not cited"}
    values = slot_values(partnership, act.on) | {
        **cities_beside(partnership),
        "conclusion": es.get("conclusion") or "favourable",
        "powers": [
            {
                lang: f"{areas[a['key']].text[lang]}: "
                f"{cited[a['power']].text[lang] if a.get('power') in cited else unsaid[lang]}"
                for lang in ("es", "en")
            }
            for a in partnership.areas
            if a["key"] in areas
        ],
        "author_name": author.name if author else "",
        "author_post": {"es": author.post_es, "en": author.post_en or author.post_es} if author else "",
        "benefit_sides": "both" if es.get("their_benefits") else "ours",
        "sources_cited": "some" if listed else "none",
        "study_sources": [{"es": _cited(s, "es"), "en": _cited(s, "en")} for s in listed],
        **texts,
    }
    version = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind="feasibility_study", values=values,
        languages=languages, shared=True, document=study.document,
    )  # fmt: skip
    study.document, study.version, study.state = version.document, version, StudyState.DRAFT
    study.save()
    record(
        act, Happened.STUDY_DRAFTED, chain=partnership.circle.public_id, about=study.public_id, section=section
    )  # fmt: skip
    return study


def _cited(source: Mapping, lang: str) -> str:
    return " ".join(filter(None, [source.get(lang) or source["es"], source.get("url", "")]))


@transaction.atomic
def submit_study(act: Act, *, study: Study) -> Study:
    """Put the study before the committee. Raises Refused, Blocked (a section that is not written)."""
    partnership = study.partnership
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Somete el estudio el enlace del municipio titular."))
    if missing := missing_sections(study):
        raise Blocked(
            Blocker(
                f"study_{key}_missing", _("Falta en el estudio: %(section)s. Escríbala y sométalo.") % {"section": section_label(key)},
                "partnerships.study", {"partnership": partnership.public_id},
            )
            for key in missing
        )  # fmt: skip
    if not Study.objects.filter(
        pk=study.pk, state__in=[StudyState.DRAFT, StudyState.RETURNED, StudyState.REJECTED]
    ).update(state=StudyState.SUBMITTED, submitted_on=act.on):
        raise Refused(
            "study_closed",
            _(
                "El estudio ya está con el Comité o aprobado. Para cambiarlo, retírelo o espere a que el Comité lo devuelva."
            ),
        )
    study.refresh_from_db()
    record(act, Happened.STUDY_SUBMITTED, chain=partnership.circle.public_id, about=study.public_id)
    notify(
        act, to=(partnership.circle, Part.COMMITTEE, Role.COMMITTEE_SECRETARY), key="study_submitted",
        data={"folio": partnership.folio}, door="partnerships.study", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return study


@transaction.atomic
def return_study(
    act: Act, *, study: Study, reason: str, folio: str = "", returned_on: dt.date | None = None,
    attachment: Attachment | None = None,
) -> Study:  # fmt: skip
    """The committee, which evaluates and does not edit, sends the study back to its author with what has to be seen to. With
    nobody of the committee on board the liaison puts it down from its paper, with its number. Raises Refused, Invalid."""
    partnership, on = study.partnership, act.on
    if not can_evaluate(act.actor, partnership.circle):
        if not can_record_for(act.actor, partnership.circle, Part.COMMITTEE):
            raise Refused("not_committee", _("Devuelve el estudio la Secretaría del Comité, desde su lugar."))
        act, on = act.recording(), returned_on or on
    reason, folio = normalise(reason, lines=True), normalise(folio)
    errors = {}
    if not reason:
        errors["reason"] = [_("Escriba qué debe atenderse para someterlo otra vez.")]
    if act.actor.how == How.RECORDED and not folio:
        errors["folio"] = [_("Escriba el número del oficio o del acta del Comité, como viene en el papel.")]
    if on > act.on:
        errors["returned_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if errors:
        raise Invalid(errors)
    _comes_back(act, study, StudyState.RETURNED, reason, on=on, folio=folio[:60], attachment=attachment)
    record(
        act, Happened.STUDY_RETURNED, chain=partnership.circle.public_id, about=study.public_id, reason=reason, on=on
    )  # fmt: skip
    notify(
        act, to=(partnership.circle, TOWN), key="study_returned", data={"folio": partnership.folio, "reason": reason},
        door="partnerships.study", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return study


@transaction.atomic
def take_back_study(act: Act, *, study: Study, reason: str) -> Study:
    """Its author takes the study back before the committee decided; it is a draft again. Raises Refused, Invalid."""
    partnership = study.partnership
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Retira el estudio quien lo sometió: el enlace del municipio titular."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba por qué lo retira.")]})
    _comes_back(act, study, StudyState.DRAFT, reason, on=act.on, is_own=True)
    record(act, Happened.STUDY_TAKEN_BACK, chain=partnership.circle.public_id, about=study.public_id, reason=reason)
    notify(
        act, to=(partnership.circle, Part.COMMITTEE, Role.COMMITTEE_SECRETARY), key="study_taken_back",
        data={"folio": partnership.folio, "reason": reason}, door="partnerships.study",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
    return study


def _comes_back(act: Act, study: Study, state: StudyState, reason: str, *, on: dt.date, **more: Any) -> None:
    if not Study.objects.filter(pk=study.pk, state=StudyState.SUBMITTED).update(state=state):
        raise Refused(
            "study_not_submitted", _("El estudio no está ante el Comité. Lo somete antes el enlace del municipio.")
        )
    study.refresh_from_db()
    StudyReturn.objects.create(
        study=study, version=study.version, on=on, reason=reason, how=act.actor.how, **more
    )  # fmt: skip


@transaction.atomic
def decide_study(
    act: Act, *, partnership: Partnership, result: StudyState, on: dt.date, source: str, proof: str, reason: str = ""
) -> Study | None:
    """What the committee's resolution does to the study and to the case. Called by the meetings above, which checked
    that the committee decided. A relation recorded from old papers may have no study here: the fact stands alone."""
    study = Study.objects.filter(partnership=partnership).first()
    if study is not None:
        Study.objects.filter(pk=study.pk).update(state=result)
        study.refresh_from_db()
        if result == StudyState.APPROVED:
            _give_out(act, study, on)
        else:
            _taken_from(act, study, in_spanish(StudyState(result).label))
    record(
        act, Happened.STUDY_DECIDED, chain=partnership.circle.public_id, about=partnership.public_id,
        result=StudyState(result).label,
    )  # fmt: skip
    if result == StudyState.APPROVED:
        state_case_fact(act, partnership=partnership, fact=Fact.STUDY_APPROVED, on=on, source=source, proof=proof)
    else:
        withdraw_case_fact(
            act, partnership=partnership, fact=Fact.STUDY_APPROVED, reason=in_spanish(StudyState(result).label)
        )
    approved = result == StudyState.APPROVED
    notify(
        act, to=(partnership.circle, TOWN), key="study_approved" if approved else "study_rejected",
        data={"folio": partnership.folio} | ({"reason": reason} if reason and not approved else {}),
        door="partnerships.study", at={"partnership": partnership.public_id},
    )  # fmt: skip
    return study


def _give_out(act: Act, study: Study, on: dt.date) -> None:
    """The version that the committee approved becomes a paper like the others, dated that day; the one before it is
    superseded. What was approved was approved as it is written: the checker's word stays said and stops nothing."""
    partnership, version, before = study.partnership, study.version, study.issue
    if version is None or (before and before.version_id == version.pk and before.state == IssueState.IN_FORCE):
        return
    author = signer_on((partnership.owner, Role.LIAISON), on, "")
    try:
        with transaction.atomic():
            folio = documents.next_folio(act, organisation=partnership.owner, series=_SERIES, on=on)
            study.issue = documents.issue(
                act, version=version, issued_on=on, letterhead_of=partnership.owner, drawn=Drawn.FROM_FACTS,
                brief=brief_of_paper(
                    partnership, "feasibility_study", on, signs=(author,), languages=tuple(version.content["languages"])
                ),
                exercise=partnership.circle.exercise_at is not None, supersedes=before,
                because=in_spanish(_("El Comité lo aprobó así escrito.")),
                folio=folio, late={"folio": folio, "issue_date": on} | late_place(partnership.owner),
            )  # fmt: skip
    except (Blocked, Invalid):
        return  # what cannot be printed was approved all the same; its draft says what it lacks
    study.save(update_fields=["issue"])


def _taken_from(act: Act, study: Study, reason: str) -> None:
    documents.retire_issues(act, issues=[study.issue], reason=reason)


@transaction.atomic
def reopen_decision(act: Act, *, partnership: Partnership) -> Study | None:
    """The committee's decision on the study was corrected and none took its place: it waits for another session. Called by
    the meetings above, which checked that the committee says so."""
    study = Study.objects.filter(partnership=partnership).first()
    if study is None:
        return None
    Study.objects.filter(pk=study.pk, state__in=[StudyState.APPROVED, StudyState.REJECTED]).update(
        state=StudyState.SUBMITTED
    )
    study.refresh_from_db()
    _taken_from(act, study, in_spanish(_("Se corrigió el acto que lo aprobaba.")))
    record(
        act, Happened.STUDY_DECIDED, chain=partnership.circle.public_id, about=partnership.public_id,
        result=StudyState(study.state).label,
    )  # fmt: skip
    return study
