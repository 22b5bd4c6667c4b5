"""The domestic walk: Los Cabos and Oaxaca de Juárez, 2019 to 2026, on its own dates (domain notes, 8.1).

Another lead walks the same way as many days before or after; what Los Cabos alone has numbers for is a sample there. Dates
and folios of letters, the committee's approval and the signature are facts with their sources there. The Cabildo's
authorisation of this pair was not found in public: the walk records a sample act, in an exercise that says so. The whole
case runs as an exercise and stays out of the documented book.
"""

import datetime as dt
from typing import Any

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import Capacity
from hermanar.agreements.operations import SignedBy
from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory import operations as directory
from hermanar.directory.queries import get_country, holder_on
from hermanar.documents import queries as papers
from hermanar.documents.rules import catalogues
from hermanar.kernel.dates import Precision, last_day
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Outcome, Purpose
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction, Interruption, LetterKind
from hermanar.partnerships.queries import claim_of, get_partnership
from hermanar.partnerships.rules.triage import Answers
from hermanar.registry import operations as registry

from .lead import LeadFile, municipalities_called
from .people import (
    authorised_to_sign,
    cabildo_body,
    committee_body,
    governed,
    municipal_side,
    municipality_of,
    session,
)
from .profile import write_profile
from .scans import Ceremony, deposited
from .stage import Stage, WalkFailed
from .study import study_of

LOS_CABOS = LeadFile(
    municipality_key="03008", community="", foreign_city="Oaxaca de Juárez", foreign_subdivision="Oaxaca", country="MX",
    foreign_zone="America/Mexico_City", start=dt.date(2019, 7, 15), municipal_code="LC", languages=("es",),
    areas=("tourism", "culture", "economy"), head_post="Mayor", head_post_es="Presidente Municipal",
    foreign_office="Coordinación de Relaciones Intergubernamentales e Internacionales", foreign_office_es="",
    state_code="BCS",
)  # fmt: skip
OAXACA = "20067"


def _first(day: dt.date, months: int = 1) -> dt.date:
    """First day of the month, or of the quarter, that a day falls in: what is known of a letter's date."""
    return day.replace(day=1, month=day.month - (day.month - 1) % months)


class Domestic:
    """`lead` other than the default walks another pair of Mexican municipalities: `foreign_city` names the second."""

    def __init__(self, stage: Stage, lead: LeadFile, gazetteer: Gazetteer, *, slug: str = "ejercicio") -> None:
        self.stage, self.gazetteer, self.slug = stage, gazetteer, slug
        self.lead = lead if lead.country == "MX" else LOS_CABOS
        self.partnership: Any = None

    def day(self, year: int, month: int, day: int) -> dt.date:
        """That day of the first pair's history, as it falls in this lead's: all of them follow from its `start`."""
        return dt.date(year, month, day) + (self.lead.start - LOS_CABOS.start)

    def known(self, number: str, sample: str) -> str:
        """A number of the first pair's papers; a visible sample for any other."""
        return number if self.lead is LOS_CABOS else sample

    def at(self, year: int, month: int, day: int) -> None:
        """Move everything to a day: stage and the exercise's own clock."""
        self.stage.on(self.day(year, month, day))
        if self.partnership is not None:
            self.partnership = self.fresh()
            governed(self.stage, self.stage.organisations["municipality"], self.stage.today)
            circle = self.partnership.circle
            if circle.exercise_at < self.stage.clock:
                directory.move_exercise_clock(self.stage.act("operator"), circle=circle, to=self.stage.clock)
            self.partnership = self.fresh()

    def fresh(self):
        return get_partnership(self.stage.actor("liaison"), self.partnership.public_id)

    def says(self, on: dt.date, expected: str) -> None:
        """What could be said on a day, exactly by its proof. Raises WalkFailed."""
        said = claim_of(self.fresh(), on).es
        if expected not in said or (expected != "formalizó" and "formalizó" in said):
            raise WalkFailed(f"On {on} the case says “{said}”, expected “{expected}”.")
        self.stage.log(f"claim.{on.isoformat()}", "liaison", "done")

    def run(self, upto: str | None = None) -> None:
        """Walk every step, or up to and with the named one."""
        for name in (
            "cast",
            "letters",
            "interruption",
            "earlier_acts",
            "resumption",
            "study",
            "text",
            "authorisation",
            "signature",
        ):
            getattr(self, name)()
            if name == upto:
                return

    @property
    def first_day(self) -> dt.date:
        return self.day(2019, 4, 1)

    def cast(self) -> None:
        stage, lead = self.stage, self.lead
        stage.begin(self.first_day)
        municipal_side(stage, lead, slug=f"{self.slug}-{lead.municipality_key}")
        stage.on(lead.start)
        key = OAXACA if lead is LOS_CABOS else self.gazetteer_key(lead)
        theirs = municipality_of(key)
        powers = {k: term.power for k, term in catalogues.areas().items()}
        answers = Answers(
            our_kind="municipality", our_key=lead.municipality_key, country="MX", their_kind="governmental",
            scope="whole", earlier="none", proposed_by="own", areas=tuple((a, powers[a]) for a in lead.areas),
            money=False, staff=False, protected=False, forum=False,
        )  # fmt: skip
        common = {
            "owner": stage.organisations["municipality"], "country": get_country("MX"), "exercise_at": stage.clock,
        }  # fmt: skip
        stage.must_not(
            "case.same_city_twice", "liaison", partnerships.open_partnership, code="their_name", answers=answers,
            their_name=municipality_of(lead.municipality_key).name,
            their_municipality=municipality_of(lead.municipality_key), **common,
        )  # fmt: skip
        self.partnership = stage.do(
            "case.open", "liaison", partnerships.open_partnership, answers=answers, their_name=theirs.name,
            their_municipality=theirs, **common,
        )  # fmt: skip
        if self.partnership.klass != "domestic":
            raise WalkFailed("A Mexican counterpart was not taken as domestic.")
        self.partnership = self.fresh()
        stage.do(
            "case.counterpart", "liaison", partnerships.update_counterpart, partnership=self.partnership,
            office=lead.foreign_office, head_name="Persona de Muestra 40", head_post=lead.head_post,
            head_post_es=lead.head_post_es, languages="es",
        )  # fmt: skip
        public_id = self.partnership.public_id
        stage.must_not(
            "case.stranger_reads", "stranger", lambda act: get_partnership(act.actor, public_id), code="not_visible"
        )

    def gazetteer_key(self, lead: LeadFile) -> str:
        found = municipalities_called(lead, self.gazetteer)
        if len(found) != 1:
            raise WalkFailed(f"{lead.foreign_city} is not one municipality: {[m.key for m in found]}")
        return found[0].key

    def paper(self, name: str, line: str):
        """A sample of a paper that the sources tell of and nobody has seen."""
        lines = [line, "Papel de muestra de un ejercicio: no es el que cuentan las fuentes."]
        return self.stage.received("liaison", self.partnership.circle, name, lines)

    def letters(self) -> None:
        stage = self.stage
        self.at(2019, 12, 16)
        letter = stage.do(
            "letter.sent", "liaison", partnerships.record_letter, partnership=self.partnership,
            kind=LetterKind.INTENT, direction=Direction.OUT, dated_on=_first(self.day(2019, 8, 15), 3), precision=Precision.QUARTER,
            names=self.lead.foreign_city,
            attachment=self.paper("carta-de-intencion", f"Carta de intención a {self.lead.foreign_city}."),
        )  # fmt: skip
        stage.do(
            "letter.answered", "liaison", partnerships.record_letter, partnership=self.partnership,
            kind=LetterKind.ANSWER, direction=Direction.IN, dated_on=_first(self.day(2019, 10, 15)), precision=Precision.MONTH,
            is_affirmative=True, answers=letter, names=self.lead.foreign_city,
            attachment=self.paper("respuesta", f"{self.lead.foreign_city} responde con interés."),
        )  # fmt: skip
        self.says(last_day(_first(self.day(2019, 8, 15), 3), Precision.QUARTER), "envió carta de intención")
        self.says(self.day(2019, 12, 31), "intercambiaron cartas de intención")

    def interruption(self) -> None:
        self.at(2021, 10, 4)
        self.stage.do(
            "case.interrupt", "liaison", partnerships.interrupt_partnership, partnership=self.partnership,
            code=Interruption.CHANGE_HERE, reason="Sin actividad documentada; cambian las administraciones.",
        )  # fmt: skip

    def earlier_acts(self) -> None:
        """Acts that later papers cite for this pair: recorded, and proving nothing for it until seen."""
        stage = self.stage
        self.at(2024, 3, 13)
        self.cabildo_body = cabildo_body(stage)
        resolution = stage.do(
            "cabildo.act_naming_another_city", "council_secretary", meetings.record_resolution, body=self.cabildo_body,
            purpose=Purpose.AUTHORISE, held_on=self.day(2024, 3, 13), act_number=self.known("78", "MUESTRA-A"), number=self.known("324", "MUESTRA-A-1"),
            names="otra ciudad, según la carta que lo cita", partnership=self.partnership,
        )  # fmt: skip
        if resolution.authorises:
            raise WalkFailed("The earlier act authorised a relation it does not name.")
        self.at(2024, 8, 29)
        self.committee_body = committee_body(stage, seats=20, citizens=7)
        stage.do(
            "committee.act_04", "committee", meetings.record_resolution, body=self.committee_body,
            purpose=Purpose.OTHER, held_on=self.day(2024, 8, 29), act_number=self.known("04", "MUESTRA-B"), outcome=Outcome.APPROVED,
            title="Estudios de factibilidad", text="Se aprueban estudios de factibilidad; lo que se ve aquí es una muestra del acta.",
            number="MUESTRA-B-1", attachment=self.paper("acta-comite-estudios", "Se aprueban estudios de factibilidad."),
            partnership=self.partnership,
        )  # fmt: skip
        self.says(self.day(2024, 12, 31), "intercambiaron cartas de intención")

    def resumption(self) -> None:
        stage = self.stage
        self.at(2025, 4, 25)
        folio = self.known("PM/491/2025", f"PM/MUESTRA-1/{stage.today.year}")
        stage.do(
            "letter.resume", "liaison", partnerships.record_letter, partnership=self.partnership,
            kind=LetterKind.RESUME, direction=Direction.OUT, dated_on=self.day(2025, 4, 25), folio=folio,
            subject="Retomar proceso de hermanamiento", names=self.lead.foreign_city,
            attachment=self.paper("oficio-para-retomar", "Se solicita retomar el proceso de hermanamiento."),
        )  # fmt: skip
        stage.must_not(
            "letter.folio_used_twice", "liaison", partnerships.record_letter, code="folio_used",
            partnership=self.partnership, kind=LetterKind.RESUME, direction=Direction.OUT,
            dated_on=self.day(2025, 4, 25), folio=folio,
        )  # fmt: skip
        stage.do(
            "case.resume", "liaison", partnerships.resume_partnership, partnership=self.partnership,
            reason=f"Oficio {folio}: solicita retomar el proceso.",
        )  # fmt: skip
        ends = self.lead.their_term_ends_on
        stage.do(
            "case.counterpart_term", "liaison", partnerships.update_counterpart, partnership=self.partnership,
            term_ends_on=ends if ends and ends > self.day(2026, 1, 16) else self.day(2027, 12, 31),
            term_source="dato de muestra del ejercicio",
        )  # fmt: skip
        self.says(self.day(2025, 6, 30), "intercambiaron cartas de intención")
        write_profile(stage, self.partnership)

    def study(self) -> None:
        stage = self.stage
        self.at(2025, 9, 22)
        study = stage.do(
            "study.draft", "liaison", partnerships.draft_study, partnership=self.partnership,
            sections=study_of(self.lead, proposed_by="el municipio, que retoma lo tratado con la contraparte"),
        )  # fmt: skip
        stage.do("study.submit", "liaison", partnerships.submit_study, study=study)
        self.at(2025, 9, 30)
        (point,) = session(
            stage, "committee", self.committee_body, "3",
            [{"title": "Estudio de factibilidad", "purpose": Purpose.APPROVE_STUDY, "partnership": self.partnership}],
            act_number="03",
        )  # fmt: skip
        resolution = stage.do(
            "study.approve", "committee", meetings.resolve_point, point=point, in_favour=20, number="CCH/03",
            text="Se aprueba por unanimidad el estudio de factibilidad.",
            files=lambda _resolution: stage.papers("estudio")(self.fresh().study),
        )  # fmt: skip
        stage.do(
            "study.certify", "committee", meetings.certify_resolution, resolution=resolution,
            files=stage.papers("acta-comite"),
        )  # fmt: skip
        self.says(self.day(2025, 10, 1), "el Comité aprobó el estudio")

    def text(self) -> None:
        stage = self.stage
        self.at(2025, 11, 3)
        agreement = stage.do("text.start", "liaison", agreements.start_text, partnership=self.partnership)
        stage.must_not(
            "sign.before_cabildo", "liaison", agreements.prepare_signature, code="cabildo_authorisation_missing",
            agreement=agreement,
        )  # fmt: skip
        latest = papers.latest_version(agreement.document)
        block = next(b for b in latest.as_content.blocks if b.group == "art-01" and b.kind == "paragraph")
        seen = block.text["es"]
        stage.do(
            "text.edit", "liaison", agreements.edit_clause, draft=agreement, base_number=latest.number,
            key=block.key, language="es", text=f"{seen} Participará también el Municipio de {self.lead.third_city}.",
            seen_text=seen,
        )  # fmt: skip
        stage.must_not(
            "text.agree_with_third_city", "liaison", agreements.agree_text, code="finding_P01", agreement=agreement,
            gazetteer=self.gazetteer,
        )  # fmt: skip
        latest = papers.latest_version(agreement.document)
        now = latest.as_content.block(block.key).text["es"]
        stage.do(
            "text.mend", "liaison", agreements.edit_clause, draft=agreement, base_number=latest.number,
            key=block.key, language="es", text=seen, seen_text=now,
        )  # fmt: skip
        self.agreement = stage.do(
            "text.agree", "liaison", agreements.agree_text, agreement=agreement, gazetteer=self.gazetteer
        )

    def authorisation(self) -> None:
        stage = self.stage
        self.at(2025, 12, 8)
        # the act of 2024 stands on record, and names another city
        stage.must_not(
            "sign.with_act_naming_another_city", "liaison", agreements.prepare_signature,
            code="cabildo_authorisation_missing", agreement=self.agreement,
        )  # fmt: skip
        (point,) = session(
            stage, "council_secretary", self.cabildo_body, "MUESTRA-1",
            [{"title": f"Hermanamiento con {self.lead.foreign_city}", "purpose": Purpose.AUTHORISE, "partnership": self.partnership}],
            act_number="MUESTRA-1",
        )  # fmt: skip
        resolution = stage.do(
            "cabildo.authorise", "council_secretary", meetings.resolve_point, point=point, in_favour=11,
            names=f"Municipio de {self.lead.foreign_city}", number="MUESTRA-1-01",
            text=f"Se autoriza firmar el hermanamiento con el Municipio de {self.lead.foreign_city}.",
            **authorised_to_sign(stage),
        )  # fmt: skip
        stage.do(
            "cabildo.certify", "council_secretary", meetings.certify_resolution, resolution=resolution,
            files=stage.papers("certificacion-cabildo"),
        )  # fmt: skip

    def signature(self) -> None:
        stage = self.stage
        self.at(2026, 1, 12)
        agreement = self.partnership.agreement
        issue = stage.do(
            "sign.prepare", "liaison", agreements.prepare_signature, agreement=agreement,
            files=stage.papers("texto-para-firma"),
        )  # fmt: skip
        self.at(2026, 1, 19)
        ceremony = Ceremony(
            f"{self.lead.foreign_city}, {self.lead.foreign_subdivision}".rstrip(", "), self.day(2026, 1, 16),
            "Persona de Muestra 42", "Persona invitada (muestra)",
        )  # fmt: skip
        scan = deposited(stage, self.partnership.circle, issue, ceremony)
        mayor = holder_on((stage.organisations["municipality"], "mayor"), stage.today)
        signing = stage.do(
            "sign.deposit", "liaison", agreements.deposit_signing, agreement=self.partnership.agreement,
            place=ceremony.place, signed_on=ceremony.on, scan=scan, issue=issue,
            witness_name=ceremony.witness_name, witness_post=ceremony.witness_post,
            signatories=[
                SignedBy("ours", mayor.name, mayor.post_es),
                SignedBy("theirs", "Persona de Muestra 40", self.lead.head_post_es, Capacity.IN_POST),
            ],
        )  # fmt: skip
        stage.do(
            "sign.confirm", "liaison", registry.conclude_signing, signing=signing,
            pages=tuple(range(1, (signing.scan_pages or 1) + 1)), files=lambda _entry: stage.papers("acta-de-deposito")(signing.act_issue),
        )  # fmt: skip
        self.partnership = self.fresh()
        stage.must_not(
            "register.domestic", "liaison", agreements.send_registration_notice, code="domestic_no_registration",
            agreement=self.partnership.agreement,
        )  # fmt: skip
        self.says(self.day(2026, 1, 31), "formalizó")
        self.says(self.day(2025, 6, 30), "intercambiaron cartas de intención")
