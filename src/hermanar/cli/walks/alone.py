"""The same relation with nobody else on board: one liaison, recording from the papers received what absent offices did."""

from typing import Any

from hermanar.agreements import operations as agreements
from hermanar.directory.queries import get_office, list_offices
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import BodyKind, Purpose, SessionKind
from hermanar.opinions import operations as opinions
from hermanar.opinions.enums import Sense
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.registry import operations as registry

from .international import International
from .people import municipal_side, municipality_of, names_of_council, place_of
from .profile import write_profile
from .stage import WalkFailed
from .study import study_of


class Alone(International):
    """`persona` is `liaison` at every step but the stranger's."""

    def cast(self) -> None:
        self.stage.begin(self.first_day)
        municipal_side(self.stage, self.lead, alone=True, slug=f"{self.slug}-solo-{self.lead.municipality_key}")
        self.stage.on(self.lead.start)

    def open_case(self) -> None:
        stage, lead = self.stage, self.lead
        country = self.country()
        self.partnership = stage.do(
            "case.open", "liaison", partnerships.open_partnership, owner=stage.organisations["municipality"],
            answers=self.answers(proposed_by="own"), country=country, their_name=lead.city,
            their_name_en=lead.foreign_city, their_subdivision=lead.foreign_subdivision, their_subdivision_es=lead.foreign_subdivision_es, their_place=place_of(lead),
            languages=lead.languages, exercise_at=stage.clock,
        )  # fmt: skip
        self.partnership = self.fresh()
        stage.do(
            "case.counterpart", "liaison", partnerships.update_counterpart, partnership=self.partnership,
            **self.other_side(),
        )  # fmt: skip
        self.stranger_reads()

    def paper(self, name: str, *lines: str):
        return self.stage.received("liaison", self.partnership.circle, name, list(lines))

    def designate(self) -> None:
        self.forward(3)
        stage = self.stage
        picture = next(o for o in list_offices(stage.organisations["municipality"], stage.today) if o.role == "liaison")
        office = get_office(stage.actor("operator"), picture.public_id)
        common: dict[str, Any] = {"partnership": self.partnership, "office": office, "designated_on": stage.today}
        stage.must_not(
            "liaison.designate_without_number", "liaison", partnerships.designate_liaison, code="folio", **common
        )
        stage.do(
            "liaison.designate", "liaison", partnerships.designate_liaison, folio=f"PM/014/{stage.today.year}",
            attachment=self.paper("oficio-de-designacion", "Se designa el área de enlace."), **common,
        )  # fmt: skip
        stage.must_not(
            "liaison.folio_used_twice", "liaison", partnerships.designate_liaison, code="folio_used",
            folio=f"PM/014/{stage.today.year}", **common,
        )  # fmt: skip

    def _body(self, kind: BodyKind, name: str, name_en: str, seats: int):
        return meetings.create_body(
            self.stage.act("liaison"), organisation=self.stage.organisations["municipality"], kind=kind, name=name,
            name_en=name_en, seats=seats, source="[K] práctica usual donde el reglamento es omiso", valid_from=self.stage.today,
        )  # fmt: skip

    def committee(self) -> None:
        self.forward(4)
        m = municipality_of(self.lead.municipality_key)
        self.committee_body = self._body(
            BodyKind.COMMITTEE, f"Comité de Ciudades Hermanas de {m.name}", f"Sister Cities Committee of {m.name}", 9
        )
        self.stage.do(
            "committee.install", "liaison", meetings.record_resolution, body=self.committee_body,
            purpose=Purpose.INSTALL, held_on=self.stage.today, kind=SessionKind.INSTALLATION, act_number="01",
            text="Se instala el Comité.", attachment=self.paper("acta-01-comite", "Acta de instalación del Comité."),
        )  # fmt: skip

    def profile(self) -> None:
        self.forward(3)
        write_profile(self.stage, self.partnership)

    def study(self) -> None:
        stage = self.stage
        self.forward(7)
        study = stage.do(
            "study.draft", "liaison", partnerships.draft_study, partnership=self.partnership,
            sections=study_of(self.lead, proposed_by="el municipio"),
        )  # fmt: skip
        stage.do("study.submit", "liaison", partnerships.submit_study, study=study)
        stage.do(
            "study.approve", "liaison", meetings.record_resolution, body=self.committee_body,
            purpose=Purpose.APPROVE_STUDY, held_on=stage.today, act_number="02", number="CCH/02",
            partnership=self.fresh(), in_favour=8, against=0, abstained=1,
            attachment=self.paper("acta-02-comite", "El Comité aprueba el estudio."),
            files=lambda _resolution: stage.papers("estudio")(self.fresh().study),
        )  # fmt: skip

    def letter(self) -> None:
        stage, lead = self.stage, self.lead
        self.forward(4)
        letter = stage.do(
            "letter.sent", "liaison", partnerships.record_letter, partnership=self.partnership, kind=LetterKind.INTENT,
            direction=Direction.OUT, dated_on=stage.today, folio=f"PM/031/{stage.today.year}", names=lead.city,
            attachment=self.paper("carta-de-intencion", f"Carta de intención a {lead.city}."),
        )  # fmt: skip
        self.forward(20)
        stage.do(
            "letter.answered", "liaison", partnerships.record_answer, letter=letter, dated_on=stage.today,
            is_affirmative=True, folio=f"MUESTRA-{stage.today:%y}-14",
            attachment=self.paper("respuesta", f"{lead.city} acepta iniciar el proceso."),
        )  # fmt: skip

    def cabildo(self) -> None:
        stage, lead = self.stage, self.lead
        self.forward(5)
        named = names_of_council(stage)
        self.cabildo_body = self._body(BodyKind.CABILDO, named["name"], named["name_en"], 11)
        common = {
            "body": self.cabildo_body, "purpose": Purpose.AUTHORISE, "held_on": stage.today,
            "partnership": self.partnership, "in_favour": 11, "against": 0, "abstained": 0,
        }  # fmt: skip
        other = stage.do(
            "cabildo.act_naming_another_city", "liaison", meetings.record_resolution, act_number="14",
            number="14-01", names=f"Ciudad de {lead.other_city}", **common,
        )  # fmt: skip
        if other.authorises:
            raise WalkFailed("An act that names another city authorised this relation.")
        stage.must_not(
            "sign.with_act_naming_another_city", "liaison", agreements.prepare_signature,
            code="cabildo_authorisation_missing", agreement=self.agreement,
        )  # fmt: skip
        right = stage.do(
            "cabildo.authorise", "liaison", meetings.record_resolution, act_number="15", number="15-01",
            names=f"Ciudad de {lead.city}",
            attachment=self.paper("acta-15-cabildo", f"Se autoriza firmar con la Ciudad de {lead.city}."), **common,
        )  # fmt: skip
        if not right.authorises:
            raise WalkFailed(f"The act that names the counterpart authorised nothing: {right.why_not}")
        stage.must_not(
            "sign.before_opinion", "liaison", agreements.prepare_signature, code="opinion_missing",
            agreement=self.agreement,
        )  # fmt: skip

    def dispatch(self) -> None:
        stage = self.stage
        self.forward(4)
        self.partnership = self.fresh()
        self.dispatched = stage.do(
            "dispatch.sent", "liaison", opinions.record_dispatch, partnership=self.partnership,
            version=self.partnership.agreement.agreed_version, folio=f"PM/052/{stage.today.year}", sent_on=stage.today,
            attachment=self.paper("oficio-de-envio", "Envío del texto negociado a la SRE."),
        )  # fmt: skip

    def review(self) -> None:
        stage = self.stage
        stage.must_not(
            "register.before_opinion", "liaison", agreements.record_registration, code="opinion_missing",
            agreement=self.agreement, number="MUESTRA-000", registered_on=stage.today,
        )  # fmt: skip
        self.forward(20)
        last = self.lead.languages[-1]
        review = stage.do(
            "observations.recorded", "liaison", opinions.record_observations, dispatch=self.dispatched,
            folio=f"CJA/011/{stage.today.year}", dated_on=stage.today, received_on=stage.today,
            received_by="Oficialía de partes",
            observations=[
                opinions.Said("art-05", "Precisar que la evaluación anual es de ambas Partes.", last),
                opinions.Said("art-08", "Decir que cada Parte cubre sus gastos."),
            ],
            attachment=self.paper("oficio-de-observaciones", "Observaciones de muestra al texto negociado."),
        )  # fmt: skip
        self.forward(4)
        self.answer(review, "liaison", approval=f"Instrucción por escrito de la Presidencia, {stage.today}")
        self.forward(6)
        stage.do(
            "opinion.recorded", "liaison", opinions.record_opinion, partnership=self.partnership,
            sense=Sense.FAVOURABLE, number="DICTAMEN-MUESTRA-1", issued_on=stage.today,
            version=self.partnership.agreement.agreed_version,
            attachment=self.paper("dictamen", "Dictamen favorable de muestra."),
        )  # fmt: skip

    def foreign_approval(self) -> None:
        self.forward(10)
        self.stage.do(
            "foreign.approve", "liaison", agreements.record_foreign_approval, agreement=self.agreement,
            body=self.lead.foreign_body, instrument=f"MUESTRA-{self.stage.today:%y}-07", approved_on=self.stage.today,
            attachment=self.paper("resolucion", "Resolución de la contraparte."),
        )  # fmt: skip

    def registration(self) -> None:
        stage = self.stage
        self.forward(18)
        self.partnership = self.fresh()
        stage.do(
            "registration.notice", "liaison", registry.send_for_registration,
            agreement=self.partnership.agreement, approval=f"Instrucción por escrito de la Presidencia, {stage.today}",
            files=stage.papers("envio-para-registro"),
        )  # fmt: skip
        self.forward(12)
        stage.do(
            "registration.record", "liaison", registry.conclude_registration, agreement=self.partnership.agreement,
            number="MUESTRA-001", registered_on=stage.today,
            attachment=self.paper("constancia", "Constancia de muestra de un ejercicio: no es un registro de la SRE."),
        )  # fmt: skip
        self.partnership = self.fresh()

    STEPS = (
        "cast", "open_case", "designate", "committee", "profile", "study", "letter", "text", "cabildo", "dispatch",
        "review", "foreign_approval", "signature", "registration",
    )  # fmt: skip
