"""The international walk: from a consul's lead to a registered, publicly verifiable agreement, and every no on the way."""

import datetime as dt
from typing import Any

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import Capacity
from hermanar.agreements.operations import SignedBy
from hermanar.agreements.queries import check_text
from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory import operations as directory
from hermanar.directory.queries import get_country, get_office, holder_on, list_offices
from hermanar.documents import queries as papers
from hermanar.documents.rules import catalogues
from hermanar.encounters import operations as encounters
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Purpose, SessionKind
from hermanar.opinions import operations as opinions
from hermanar.opinions.enums import Sense
from hermanar.opinions.queries import get_desk, list_observations
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.queries import get_partnership
from hermanar.partnerships.rules.triage import Answers
from hermanar.registry import operations as registry

from .answered import answered
from .lead import LeadFile
from .people import (
    authorising_text,
    cabildo_body,
    committee_body,
    counterpart_side,
    federal_side,
    governed_on_both_sides,
    municipal_side,
    municipality_of,
    name_who_signs,
    place_of,
    session,
)
from .profile import write_profile
from .scans import Ceremony, deposited
from .stage import Stage, WalkFailed
from .study import study_of, told_of


class International:
    """One walk. `upto` names the last step of the seeded demonstration; None goes to the end."""

    def __init__(self, stage: Stage, lead: LeadFile, gazetteer: Gazetteer, *, slug: str = "ejercicio") -> None:
        self.stage, self.lead, self.gazetteer, self.slug = stage, lead, gazetteer, slug
        self.partnership: Any = None
        self.day = lead.start

    def forward(self, days: int) -> None:
        self.day += dt.timedelta(days=days)
        while self.day.weekday() > 4:
            self.day += dt.timedelta(days=1)
        self.stage.on(self.day)
        governed_on_both_sides(self)
        circle = self.partnership.circle if self.partnership else None
        if circle is not None and circle.exercise_at and circle.exercise_at < self.stage.clock:
            directory.move_exercise_clock(self.stage.act("operator"), circle=circle, to=self.stage.clock)
            self.partnership = self.fresh()

    def fresh(self):
        return get_partnership(self.stage.actor("liaison"), self.partnership.public_id)

    def issued(self, kind: str):
        """The last paper of a kind that was given out in the case."""
        rows = papers.list_issues(self.stage.actor("liaison"), self.partnership.circle)
        return next(issue for issue in rows if issue.version.document.kind == kind)

    # 1 lead --------------------------------------------------------------------------------------------------------

    @property
    def first_day(self) -> dt.date:
        """The day on which the persons of the walk begin in their posts."""
        return self.lead.start - dt.timedelta(days=100)

    def cast(self) -> None:
        self.stage.begin(self.first_day)
        municipal_side(self.stage, self.lead, slug=f"{self.slug}-{self.lead.municipality_key}")
        federal_side(self.stage, self.lead, slug=self.slug)
        self.stage.on(self.lead.start)

    def open_lead(self) -> None:
        stage, lead = self.stage, self.lead
        place, m = place_of(lead), municipality_of(lead.municipality_key)
        country = self.country()
        self.opened = stage.do(
            "lead.open", "consul", partnerships.open_lead, country=country, foreign_name=lead.foreign_city,
            foreign_name_es=lead.foreign_city_es, foreign_subdivision=lead.foreign_subdivision,
            foreign_subdivision_es=lead.foreign_subdivision_es, place=place, municipality=m, beneficiary=lead.community,
            zone=lead.foreign_zone or (place.zone if place else "UTC"), proposed_place=lead.community or m.name,
            reference=lead.reference, received_on=lead.start, foreign_description=lead.foreign_description,
            contact_name="Persona de Muestra 40", contact_post=lead.contact_post,
            contact_languages=lead.contact_languages, diaspora=lead.diaspora, summary=lead.summary,
            state_benefit=lead.state_benefit, promoters=list(lead.promoters), ideas=list(lead.ideas), exercise_at=stage.clock,
        )  # fmt: skip
        stage.do(
            "lead.route", "consul", partnerships.route_lead, lead=self.opened,
            municipality=stage.organisations["municipality"], state=stage.organisations["state"],
        )  # fmt: skip
        self.forward(2)
        for hours in (120, 146):
            slot = stage.do(
                "lead.propose_slot", "consul", partnerships.propose_slot, lead=self.opened,
                starts_at=stage.clock + dt.timedelta(hours=hours),
            )  # fmt: skip
        stage.do("lead.take_slot", "liaison", partnerships.take_slot, slot=slot)
        stage.do(
            "lead.answer", "liaison", partnerships.answer_lead, lead=self.opened,
            answer="El municipio tiene interés y acepta la reunión propuesta.",
        )  # fmt: skip

    # 2 triage, case ------------------------------------------------------------------------------------------------

    def country(self):
        """The counterpart's country. Raises WalkFailed."""
        found = get_country(self.lead.country)
        if found is None:
            raise WalkFailed(f"There is no country {self.lead.country}.")
        return found

    def municipality(self):
        return municipality_of(self.lead.municipality_key)

    def session_number(self) -> str:
        """Number of the committee's session on the study."""
        return "2"

    def answers(self, **changes) -> Answers:
        powers = {key: term.power for key, term in catalogues.areas().items()}
        base = {
            "our_kind": "locality" if self.lead.community else "municipality",
            "our_key": self.lead.municipality_key, "locality": self.lead.community, "country": self.lead.country,
            "their_kind": "governmental", "scope": "whole", "earlier": "none", "proposed_by": "consulate",
            "community": self.lead.community, "areas": tuple((a, powers.get(a, "")) for a in self.lead.areas),
            "money": False, "staff": True, "protected": False, "forum": False,
        }  # fmt: skip
        return Answers(**(base | changes))

    def open_case(self) -> None:
        stage, lead = self.stage, self.lead
        self.forward(3)
        country = self.country()
        common = {
            "owner": stage.organisations["municipality"], "country": country, "their_name": lead.city,
            "their_name_en": lead.foreign_city, "their_subdivision": lead.foreign_subdivision,
            "their_subdivision_es": lead.foreign_subdivision_es, "their_place": place_of(lead),
        }  # fmt: skip
        stage.must_not(
            "triage.private_counterpart", "liaison", partnerships.open_partnership, code="private_counterpart",
            answers=self.answers(their_kind="private"), **common,
        )  # fmt: skip
        self.partnership = stage.do(
            "case.open", "liaison", partnerships.open_partnership, answers=self.answers(), lead=self.opened,
            languages=lead.languages, **common,
        )  # fmt: skip
        if self.lead.community and "locality_is_beneficiary" not in self.partnership.outcome["notes"]:
            raise WalkFailed("The triage did not propose the municipality for the community.")
        self.partnership = self.fresh()
        stage.do(
            "case.counterpart", "liaison", partnerships.update_counterpart, partnership=self.partnership,
            contact_name="Persona de Muestra 40", contact_post=lead.contact_post, **self.other_side(),
        )  # fmt: skip
        self.stranger_reads()

    def other_side(self) -> dict[str, Any]:
        """What the case keeps of the counterpart, from the lead."""
        lead = self.lead
        return {
            "office": lead.foreign_office, "office_es": lead.foreign_office_es, "head_name": "Persona de Muestra 40",
            "head_post": lead.head_post, "head_post_es": lead.head_post_es, "languages": lead.contact_languages,
            "term_ends_on": lead.term_ends_on, "term_source": "dato de muestra del ejercicio",
        }  # fmt: skip

    def stranger_reads(self) -> None:
        public_id = self.partnership.public_id

        def read(act):
            return get_partnership(act.actor, public_id)

        self.stage.must_not("case.stranger_reads", "stranger", read, code="not_visible")

    # 3 liaison, committee, profile, study --------------------------------------------------------------------------

    def designate(self) -> None:
        self.forward(3)
        stage, owner = self.stage, self.stage.organisations["municipality"]
        picture = next(o for o in list_offices(owner, stage.today) if o.role == "liaison")
        office = get_office(stage.actor("operator"), picture.public_id)
        stage.do(
            "liaison.designate", "mayor", partnerships.designate_liaison, partnership=self.partnership, office=office,
            designated_on=stage.today, files=stage.papers("designacion"),
        )  # fmt: skip

    def committee(self) -> None:
        self.forward(4)
        stage = self.stage
        self.committee_body = committee_body(stage)
        (point,) = session(
            stage, "committee", self.committee_body, "1",
            [{"title": "Instalación del Comité y toma de protesta", "purpose": Purpose.INSTALL, "partnership": None}],
            kind=SessionKind.INSTALLATION, act_number="01",
        )  # fmt: skip
        resolution = stage.do(
            "committee.install", "committee", meetings.resolve_point, point=point, in_favour=9, number="CCH/01",
            text="Se instala el Comité y sus integrantes rinden protesta.",
        )  # fmt: skip
        stage.do(
            "committee.certify_installation", "committee", meetings.certify_resolution, resolution=resolution,
            files=stage.papers("acta-instalacion-comite"),
        )  # fmt: skip

    def profile(self) -> None:
        self.forward(3)
        write_profile(self.stage, self.partnership)

    def study(self) -> None:
        stage, lead = self.stage, self.lead
        self.forward(7)
        study = stage.do(
            "study.draft", "liaison", partnerships.draft_study, partnership=self.partnership,
            sections=study_of(
                lead, proposed_by=f"el {lead.consulate}" if lead.consulate else "un consulado de México",
                earlier=told_of(stage, lead),
            ),
        )  # fmt: skip
        stage.do("study.submit", "liaison", partnerships.submit_study, study=study)
        self.partnership = self.fresh()
        self.forward(4)
        (point,) = session(
            stage, "committee", self.committee_body, self.session_number(),
            [{"title": "Estudio de conveniencia y factibilidad", "purpose": Purpose.APPROVE_STUDY, "partnership": self.partnership}],
            act_number=f"{int(self.session_number()):02d}",
        )  # fmt: skip
        stage.must_not(
            "study.liaison_cannot_approve", "liaison", meetings.resolve_point, code="not_secretary", point=point,
            in_favour=9,
        )  # fmt: skip
        resolution = stage.do(
            "study.approve", "committee", meetings.resolve_point, point=point, in_favour=8, abstained=1,
            number=f"CCH/{int(self.session_number()):02d}", text="Se aprueba el estudio de conveniencia y factibilidad.",
            files=lambda _resolution: stage.papers("estudio")(self.fresh().study),
        )  # fmt: skip
        stage.do(
            "study.certify", "committee", meetings.certify_resolution, resolution=resolution,
            files=stage.papers("acta-comite-estudio"),
        )  # fmt: skip

    # 4 letter ------------------------------------------------------------------------------------------------------

    def letter(self) -> None:
        stage, lead = self.stage, self.lead
        self.forward(4)
        letter = stage.do(
            "letter.draft", "liaison", partnerships.draft_letter, partnership=self.partnership,
            motivations=lead.motivations, interests=lead.interests, objectives=lead.objectives,
            copies=[{"es": lead.consulate, "en": lead.consulate_en or lead.consulate}] if lead.consulate else [],
            initials="PM1/pm2",
        )  # fmt: skip
        stage.must_not(
            "letter.liaison_cannot_sign", "liaison", partnerships.sign_off_letter, code="not_mayor", letter=letter,
            gazetteer=self.gazetteer,
        )  # fmt: skip
        self.forward(1)
        letter = stage.do(
            "letter.sign_off", "mayor", partnerships.sign_off_letter, letter=letter, gazetteer=self.gazetteer,
            files=stage.papers("carta-de-intencion"),
        )  # fmt: skip
        self.forward(1)
        letter = stage.do(
            "letter.sent", "liaison", encounters.send_letter, letter=letter, sent_on=stage.today,
            sent_by="Por conducto del consulado",
        )  # fmt: skip
        self.forward(6)
        letter = stage.do(
            "letter.acknowledged", "liaison", partnerships.acknowledge_letter, letter=letter, on=stage.today
        )
        counterpart_side(stage, lead, slug=self.slug)
        directory.give_seat(
            stage.act("operator"), circle=self.partnership.circle, organisation=stage.organisations["counterpart"],
            part="counterpart", from_on=stage.today,
        )  # fmt: skip
        self.forward(14)
        paper = stage.received(
            "counterpart", self.partnership.circle, "respuesta-a-la-carta",
            [f"La ciudad de {lead.city} agradece la carta {letter.folio} y acepta iniciar el proceso."],
        )  # fmt: skip
        stage.do(
            "letter.answered", "counterpart", partnerships.record_answer, letter=letter, dated_on=stage.today,
            is_affirmative=True, folio=f"MUESTRA-{stage.today:%y}-14", text="Respuesta afirmativa", attachment=paper,
        )  # fmt: skip

    # 5 text --------------------------------------------------------------------------------------------------------

    def text(self) -> None:
        stage = self.stage
        self.forward(7)
        self.partnership = self.fresh()
        self.agreement = stage.do("text.start", "liaison", agreements.start_text, partnership=self.partnership)
        stage.must_not(
            "sign.before_cabildo", "liaison", agreements.prepare_signature, code="cabildo_authorisation_missing",
            agreement=self.agreement,
        )  # fmt: skip
        self.spoil()
        stage.must_not(
            "text.agree_with_third_city", "liaison", agreements.agree_text, code="finding_P01",
            agreement=self.agreement, gazetteer=self.gazetteer,
        )  # fmt: skip
        self.must_find()
        self.repair()
        self.forward(2)
        self.agreement = stage.do(
            "text.agree", "liaison", agreements.agree_text, agreement=self.agreement, gazetteer=self.gazetteer
        )
        self.partnership = self.fresh()

    def _edit(self, key: str, language: str, change) -> None:
        latest = papers.latest_version(self.agreement.document)
        seen = latest.as_content.block(key).text[language]
        self.stage.do(
            f"text.edit.{key}.{language}", "liaison", agreements.edit_clause, draft=self.agreement,
            base_number=latest.number, key=key, language=language, text=change(seen), seen_text=seen,
        )  # fmt: skip

    def spoil(self) -> None:
        """What happens to texts in real life: a third city, a blank, two different numbers of days."""
        content = papers.latest_version(self.agreement.document).as_content
        first = self.lead.languages[0]
        objective = next(b for b in content.blocks if b.group == "art-01" and b.kind == "paragraph")
        self._edit(objective.key, first, lambda s: self.lead.third_city.join(s.rsplit(self.lead.city, 1)))
        days = next(b for b in content.blocks if b.group == "art-05" and "(60)" in b.text[first])
        other = self.lead.languages[-1]
        self._edit(
            days.key, other, lambda s: s.replace("sixty (60)", "ninety (90)").replace("sesenta (60)", "noventa (90)")
        )
        blank = next(b for b in content.blocks if b.group == "art-08" and b.kind == "paragraph")
        self._edit(blank.key, first, lambda s: f"{s} ____")
        self.spoilt = {objective.key: "a third city", days.key: "another number of days", blank.key: "a blank"}

    def must_find(self) -> None:
        """Each of the three is found in its place; a number that no other language gainsays only differs from the base text.
        Raises WalkFailed naming what was overlooked."""
        latest = papers.latest_version(self.agreement.document)
        checked = check_text(self.agreement, latest, gazetteer=self.gazetteer, on=self.stage.today)
        found = {f.block for f in (checked.errors if len(self.lead.languages) > 1 else checked.findings)}
        if overlooked := [what for key, what in self.spoilt.items() if key not in found]:
            raise WalkFailed(f"Not found in the text: {', '.join(overlooked)}")

    def repair(self) -> None:
        """One click each: the repairs the checker offers, until no error is left."""
        for _round in range(12):
            latest = papers.latest_version(self.agreement.document)
            checked = check_text(self.agreement, latest, gazetteer=self.gazetteer, on=self.stage.today)
            if not checked.errors:
                return
            finding = next((f for f in checked.errors if f.repairs), None)
            if finding is None:
                raise WalkFailed(f"No repair is offered for {[f.code for f in checked.errors]}")
            self.stage.do(
                f"text.repair.{finding.code}", "liaison", agreements.repair_text, draft=self.agreement,
                base_number=latest.number, fingerprint=finding.fingerprint, repair_index=0, gazetteer=self.gazetteer,
            )  # fmt: skip
        raise WalkFailed(f"Errors left after the repairs: {[f.code for f in checked.errors]}")

    # 6 Cabildo -----------------------------------------------------------------------------------------------------

    def cabildo(self) -> None:
        stage, lead = self.stage, self.lead
        self.forward(5)
        self.cabildo_body = cabildo_body(stage)
        wrong, blank, right = session(
            stage, "council_secretary", self.cabildo_body, "14",
            [
                {"title": f"Autorización para firmar: {n}", "purpose": Purpose.AUTHORISE, "partnership": self.partnership}
                for n in (lead.other_city, "voto de confianza", lead.city)
            ],
            act_number="14",
        )  # fmt: skip
        other = stage.do(
            "cabildo.act_naming_another_city", "council_secretary", meetings.resolve_point, point=wrong, in_favour=11,
            names=f"Ciudad de {lead.other_city}", number="14-01", text=f"Se autoriza firmar con {lead.other_city}.",
        )  # fmt: skip
        if other.authorises or other.why_not != "other_city":
            raise WalkFailed("An act that names another city authorised this relation.")
        stage.must_not(
            "sign.with_act_naming_another_city", "liaison", agreements.prepare_signature,
            code="cabildo_authorisation_missing", agreement=self.agreement,
        )  # fmt: skip
        vote = stage.do(
            "cabildo.blank_vote_of_confidence", "council_secretary", meetings.resolve_point, point=blank, in_favour=11,
            is_blank=True, number="14-02", text="Voto de confianza para firmar lo que convenga.",
        )  # fmt: skip
        if vote.authorises or vote.why_not != "blank":
            raise WalkFailed("A blank vote of confidence authorised this relation.")
        stage.must_not(
            "sign.with_blank_vote", "liaison", agreements.prepare_signature, code="cabildo_authorisation_missing",
            agreement=self.agreement,
        )  # fmt: skip
        resolution = stage.do(
            "cabildo.authorise", "council_secretary", meetings.resolve_point, point=right, in_favour=10, abstained=1,
            names=f"Ciudad de {lead.city}, {lead.foreign_subdivision}".rstrip(", "), number="14-03",
            **authorising_text(stage, lead),
        )  # fmt: skip
        if not resolution.authorises:
            raise WalkFailed(f"The act that names the counterpart authorised nothing: {resolution.why_not}")
        stage.do(
            "cabildo.certify", "council_secretary", meetings.certify_resolution, resolution=resolution,
            files=stage.papers("certificacion-cabildo"),
        )  # fmt: skip
        stage.must_not(
            "sign.before_opinion", "liaison", agreements.prepare_signature, code="opinion_missing",
            agreement=self.agreement,
        )  # fmt: skip

    # 7 SRE ---------------------------------------------------------------------------------------------------------

    def dispatch(self) -> None:
        stage = self.stage
        self.forward(4)
        self.partnership = self.fresh()
        self.dispatched = stage.do(
            "dispatch.prepare", "liaison", opinions.prepare_dispatch, partnership=self.partnership
        )
        self.dispatched = stage.do(
            "dispatch.send", "mayor", opinions.send_dispatch, dispatch=self.dispatched,
            files=stage.papers("oficio-al-estado"),
        )  # fmt: skip
        self.forward(3)
        self.dispatched = stage.do(
            "dispatch.forward", "state", opinions.forward_dispatch, dispatch=self.dispatched,
            files=lambda d: stage.papers("oficio-a-la-sre")(d.forward_issue),
        )  # fmt: skip

    def review(self) -> None:
        stage = self.stage
        self.forward(4)
        review = stage.do("review.receive", "reviewer", opinions.receive_dispatch, dispatch=self.dispatched)
        stage.must_not(
            "register.before_opinion", "registrar", agreements.record_registration, code="opinion_missing",
            agreement=self.agreement, number="MUESTRA-000", registered_on=stage.today,
        )  # fmt: skip
        both = self.lead.languages
        stage.do(
            "review.observe", "reviewer", opinions.observe, review=review, group="art-05", language=both[-1],
            text="Precisar que la evaluación anual es de ambas Partes.",
        )  # fmt: skip
        stage.do(
            "review.observe_both", "reviewer", opinions.observe, review=review, group="art-08",
            text="Decir que cada Parte cubre sus gastos según su disponibilidad presupuestaria.",
        )  # fmt: skip
        if list_observations(stage.actor("liaison"), review):
            raise WalkFailed("The municipality saw observations before they were sent.")
        self.forward(5)
        review = stage.do(
            "review.send_all", "reviewer", opinions.send_observations, review=review,
            files=stage.papers("observaciones"),
        )  # fmt: skip
        following = answered(self, review)
        self.forward(6)
        opinion = stage.do(
            "opinion.propose", "reviewer", opinions.propose_opinion, review=following, sense=Sense.FAVOURABLE,
            grounds="El texto se ajusta al derecho internacional público.\nEl objeto está dentro de las atribuciones municipales.",
        )  # fmt: skip
        stage.must_not(
            "opinion.same_person_cannot_authorise", "reviewer", opinions.authorise_opinion, code="not_authorise",
            opinion=opinion,
        )  # fmt: skip
        self.forward(2)
        self.opinion = stage.do(
            "opinion.authorise", "authoriser", opinions.authorise_opinion, opinion=opinion,
            files=stage.papers("dictamen"),
        )  # fmt: skip

    def answer(self, review: Any, signer: str, **more: Any) -> Any:
        """One observation attended to, one not, with a new version; what was approved and did not change stays so."""
        stage = self.stage
        rows = list_observations(stage.actor("liaison"), review)
        stage.do(
            "review.accept", "liaison", opinions.answer_observation, observation=rows[0], accepted=True,
            answer="Se precisa en el texto.",
        )  # fmt: skip
        stage.do(
            "review.not_accept", "liaison", opinions.answer_observation, observation=rows[1], accepted=False,
            answer="El artículo ya lo dice en su primer párrafo.",
        )  # fmt: skip
        self.agreement = stage.do(
            "text.reopen", "liaison", agreements.reopen_text, agreement=self.agreement,
            reason="Atender las observaciones de la SRE.",
        )  # fmt: skip
        content = papers.latest_version(self.agreement.document).as_content
        block = next(b for b in content.blocks if b.group == "art-05" and b.kind == "paragraph")
        for lang, words in (
            ("es", "La evaluación anual corresponde a ambas Partes."),
            ("en", "The annual evaluation belongs to both Parties."),
        ):
            if lang in self.lead.languages:
                self._edit(block.key, lang, lambda s, w=words: f"{s} {w}")
        named = name_who_signs(self)
        self.agreement = stage.do(
            "text.agree_again", "liaison", agreements.agree_text, agreement=self.agreement, gazetteer=self.gazetteer
        )
        self.partnership = self.fresh()
        review.partnership = self.partnership
        following = stage.do(
            "review.submit_new_version", signer, opinions.submit_answer, review=review,
            version=self.agreement.agreed_version,
            files=lambda _round: stage.papers("respuesta-a-las-observaciones")(self.issued("observations_answer")),
            **more,
        )  # fmt: skip
        desk = get_desk(following)
        if desk.open != ("art-05", "art-08", *named):
            raise WalkFailed(f"What was approved and did not change did not stay approved: still to read {desk.open}")
        return following

    # 8 foreign approval, signature ---------------------------------------------------------------------------------

    def foreign_approval(self) -> None:
        self.forward(10)
        self.stage.do(
            "foreign.approve", "counterpart", agreements.record_foreign_approval, agreement=self.agreement,
            body=self.lead.foreign_body, instrument=f"MUESTRA-{self.stage.today:%y}-07", approved_on=self.stage.today,
        )  # fmt: skip

    def signature(self) -> None:
        stage, lead = self.stage, self.lead
        self.forward(10)
        self.partnership = self.fresh()
        self.agreement = self.partnership.agreement
        issue = stage.do(
            "sign.prepare", "liaison", agreements.prepare_signature, agreement=self.agreement,
            files=stage.papers("texto-para-firma"),
        )  # fmt: skip
        self.forward(7)
        m = municipality_of(lead.municipality_key)
        ceremony = Ceremony(
            f"{m.name}, {m.state.name}", stage.today, "Persona de Muestra 42", "Persona invitada (muestra)"
        )
        scan = deposited(stage, self.partnership.circle, issue, ceremony)
        mayor = holder_on((stage.organisations["municipality"], "mayor"), stage.today)
        signing = stage.do(
            "sign.deposit", "liaison", agreements.deposit_signing, agreement=self.agreement,
            place=ceremony.place, signed_on=ceremony.on, scan=scan, originals=2, issue=issue,
            signatories=[
                SignedBy("ours", mayor.name, mayor.post_es),
                SignedBy("theirs", "Persona de Muestra 40", lead.head_post_es, Capacity.IN_POST),
            ],
            witness_name=ceremony.witness_name, witness_post=ceremony.witness_post,
            custody=[
                {"language": "es-en", "custodian": f"Municipio de {m.name}"},
                {"language": "es-en", "custodian": f"Ciudad de {lead.city}"},
            ],
        )  # fmt: skip
        if signing.lacks:
            raise WalkFailed(f"A signing with everything before it lacks {signing.lacks}")
        stage.must_not(
            "sign.confirm_without_reading", "liaison", registry.conclude_signing, code="pages_not_confirmed",
            signing=signing, pages=(1,),
        )  # fmt: skip
        stage.do(
            "sign.confirm", "liaison", registry.conclude_signing, signing=signing,
            pages=tuple(range(1, (signing.scan_pages or 1) + 1)),
            files=lambda _entry: stage.papers("acta-de-deposito")(signing.act_issue),
        )  # fmt: skip

    # 9 registration, 10 clock --------------------------------------------------------------------------------------

    def registration(self) -> None:
        stage = self.stage
        self.forward(6)
        self.partnership = self.fresh()
        stage.do(
            "registration.notice", "mayor", registry.send_for_registration,
            agreement=self.partnership.agreement, files=stage.papers("envio-para-registro"),
        )  # fmt: skip
        self.forward(12)
        paper = stage.received(
            "registrar", self.partnership.circle, "constancia-de-registro",
            ["Constancia de muestra de un ejercicio: no es un registro de la SRE."],
        )  # fmt: skip
        stage.do(
            "registration.record", "registrar", registry.conclude_registration, agreement=self.partnership.agreement,
            number="MUESTRA-001", registered_on=stage.today, attachment=paper,
        )  # fmt: skip
        self.partnership = self.fresh()

    STEPS: tuple[str, ...] = (
        "cast", "open_lead", "open_case", "designate", "committee", "profile", "study", "letter", "text", "cabildo",
        "dispatch", "review", "foreign_approval", "signature", "registration",
    )  # fmt: skip

    def run(self, upto: str | None = None) -> None:
        """Walk every step, or up to and with the named one."""
        for name in self.STEPS:
            getattr(self, name)()
            if name == upto:
                return
