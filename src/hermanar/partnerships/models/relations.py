"""Leads, the case and its parties, letters, designation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import (
    Appointment,
    Circle,
    CircleQuerySet,
    Country,
    Municipality,
    Office,
    Organisation,
    Place,
    State,
    in_language,
)
from hermanar.documents.models import Document, Issue, LibraryItem, Version
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.dates import Dated, Precision
from hermanar.process.models import Case, TakenBack

from ..enums import (
    AWAITS_ANSWER,
    PROVES_NOTHING,
    Class,
    CommitteeKnown,
    Direction,
    Interruption,
    Kind,
    LeadOrigin,
    LeadState,
    LetterKind,
    LetterState,
    Participation,
    PartyKind,
    RefusedBy,
    RequestState,
    Side,
    StakeholderSector,
    StateActivityKind,
)
from .regions import LeadRegion, PartyRegion
from .seen import LetterQuerySet, StandingLetters


class LeadQuerySet(CircleQuerySet):
    state_path = "state"
    # a draft is its opener's own, a consulate or a municipality, until it is routed
    visible = {
        LeadState.DRAFT: frozenset({"consul", "lead"}),
        None: frozenset({"consul", "overseer", "lead", "reviewer"}),
    }


class Lead(LeadRegion, models.Model):
    """Somebody abroad, or here, thinks two cities should know each other (R4-07 to R4-15)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    folio = models.CharField(max_length=40, unique=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="leads")
    opened_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="leads_opened")
    state = models.CharField(max_length=12, choices=LeadState, default=LeadState.DRAFT)
    origin = models.CharField(max_length=12, choices=LeadOrigin, default=LeadOrigin.CONSULATE)
    origin_note = models.CharField(max_length=240, blank=True, help_text=_("De dónde salió: encuentro, persona, carta"))
    origin_about = models.CharField(max_length=12, blank=True, help_text="public id of the encounter it came from")
    reference = models.CharField(max_length=80, blank=True, help_text=_("Número de oficio que lo acompaña"))
    received_on = models.DateField()
    # the foreign city
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    foreign_name = models.CharField(max_length=160)
    foreign_name_es = models.CharField(max_length=160, blank=True)
    foreign_subdivision = models.CharField(max_length=120, blank=True)
    foreign_subdivision_es = models.CharField(max_length=120, blank=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT)
    zone = models.CharField(max_length=40)
    foreign_description = models.TextField(blank=True)
    foreign_profile = models.JSONField(default=dict, help_text="key of `rules.leads.CITY` → text (R4-11)")
    contact_name = models.CharField(max_length=160, blank=True)
    contact_post = models.CharField(max_length=160, blank=True)
    contact_languages = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(blank=True)
    # here
    proposed_place = models.CharField(
        max_length=200, help_text=_("Lugar que se propone, como lo dice quien lo propone")
    )
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT)
    beneficiary = models.CharField(max_length=160, blank=True)
    state_mx = models.ForeignKey(State, null=True, on_delete=models.PROTECT)
    diaspora = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    state_benefit = models.TextField(blank=True)
    promoters = models.JSONField(default=list, help_text='[{"group","name","role"}]')
    ideas = models.JSONField(default=list, help_text='[{"title","detail"}]')
    reply_due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    attachments = models.ManyToManyField(Attachment, blank=True)
    corrections = models.JSONField(default=list, help_text='[{"on","by","reason","before": field → what it said}]')

    objects = LeadQuerySet.as_manager()


class PartnershipQuerySet(CircleQuerySet):
    visible = {
        None: frozenset({"lead", "overseer", "committee", "counterpart", "reviewer", "registrar", "consul", "observer"})
    }


class Partnership(models.Model):
    """One relation between two parties: its circle, its process case, what the triage found."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    folio = models.CharField(max_length=40, unique=True)
    circle = models.OneToOneField(Circle, on_delete=models.PROTECT, related_name="partnership")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="partnership")
    lead = models.OneToOneField(Lead, null=True, on_delete=models.PROTECT, related_name="partnership")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    kind = models.CharField(max_length=12, choices=Kind)
    klass = models.CharField(max_length=14, choices=Class)
    beneficiary = models.CharField(max_length=160, blank=True)
    theme = models.CharField(max_length=200, blank=True)
    theme_en = models.CharField(max_length=200, blank=True)
    areas = models.JSONField(
        default=list, help_text='[{"key", "power": citation of the municipal power}] (R4-42, R4-44)'
    )
    modalities = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    answers = models.JSONField(default=dict, help_text="the eight answers of the triage")
    outcome = models.JSONField(default=dict, help_text="what the triage found: path, papers, citations, warnings")
    money_note = models.CharField(max_length=300, blank=True)
    opened_on = models.DateField()
    paused_reason = models.CharField(max_length=24, choices=Interruption, blank=True)

    objects = PartnershipQuerySet.as_manager()

    def __str__(self) -> str:
        return self.folio


class Parties(models.Manager["Party"]):
    """With the places that a party stands for: whoever reads a party says where it lies, and asks for nothing more."""

    def get_queryset(self) -> models.QuerySet["Party"]:
        return super().get_queryset().select_related("municipality__state", "state_mx", "place", "country")


class Party(PartyRegion, models.Model):
    """One side. A locality or a private body is never a party (LCT art. 2-II)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="parties")
    side = models.CharField(max_length=6, choices=Side)
    kind = models.CharField(max_length=28, choices=PartyKind)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT)
    state_mx = models.ForeignKey(State, null=True, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    country = models.ForeignKey(Country, on_delete=models.PROTECT)
    subdivision = models.CharField(max_length=120, blank=True)
    subdivision_es = models.CharField(max_length=120, blank=True, help_text=_("Su estado o provincia, en español"))
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    style = models.CharField(max_length=300, help_text=_("Denominación completa, como firma"))
    style_en = models.CharField(max_length=300, blank=True)

    objects = Parties()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "side"], name="partnerships_one_party_per_side"),
            models.CheckConstraint(
                condition=~Q(kind__in=["private", "locality"]),
                name="partnerships_a_private_body_or_a_locality_is_no_party",
                violation_error_message=_("Un particular o una localidad no puede ser Parte."),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class Counterpart(models.Model):
    """Who answers on the other side (R4-09, R0-38). `last_contact_on` moves with letters and meetings."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="counterpart")
    office = models.CharField(max_length=200, blank=True)
    office_es = models.CharField(max_length=200, blank=True)
    head_name = models.CharField(max_length=160, blank=True)
    head_post = models.CharField(max_length=160, blank=True)
    head_post_es = models.CharField(max_length=160, blank=True)
    contact_name = models.CharField(max_length=160, blank=True)
    contact_post = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    languages = models.CharField(max_length=40, blank=True)
    committee = models.CharField(max_length=200, blank=True)
    committee_known = models.CharField(max_length=8, choices=CommitteeKnown, default=CommitteeKnown.UNKNOWN)
    committee_since = models.DateField(null=True)
    committee_precision = models.CharField(max_length=8, default=Precision.DAY)
    committee_contact = models.CharField(max_length=200, blank=True, help_text=_("Cargo y correo de quien lo atiende"))
    term_ends_on = models.DateField(null=True)
    term_source = models.CharField(max_length=300, blank=True, help_text="of the end of the term")
    election_on = models.DateField(null=True)
    election_source = models.CharField(max_length=300, blank=True)
    last_contact_on = models.DateField(null=True)


class Designation(TakenBack):
    """The liaison office of the municipality, single contact inside and outside (R4-21)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="designations")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    designated_on = models.DateField()
    folio = models.CharField(max_length=60, blank=True)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    how = models.CharField(max_length=12)


class Adviser(models.Model):
    """Case officers the ministry assigns (R4-16)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="advisers")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT)
    from_on = models.DateField()


class LetterBatch(models.Model):
    """Letters written at once from one form: what they say in common. Each keeps its own paragraph (R0-23 to R0-25)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="letter_batches")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="letter_batches")
    subject = models.CharField(max_length=240)
    motivations = models.JSONField(default=dict)
    interests = models.JSONField(default=dict)
    objectives = models.JSONField(default=dict)
    areas = models.JSONField(default=list)
    opened_on = models.DateField()

    objects = CircleQuerySet.as_manager()

    def __str__(self) -> str:
        return self.subject


class Letter(models.Model):
    """One line of the register, in or out: letter of intent, request to resume, answer, official note, invitation,
    dispatch, reminder; written here or recorded from paper (R0-20, R0-32, R3-40, R4-28). With or without a case."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="letters")
    owner = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="letters", help_text=_("De quién es el registro")
    )
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="letters")
    office = models.ForeignKey(
        Office,
        null=True,
        on_delete=models.PROTECT,
        related_name="letters",
        help_text="that signs it; none: the Presidency",
    )
    batch = models.ForeignKey(LetterBatch, null=True, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12, choices=LetterKind)
    direction = models.CharField(max_length=3, choices=Direction)
    state = models.CharField(max_length=12, choices=LetterState)
    folio = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True)
    precision = models.CharField(max_length=8, default=Precision.DAY)
    subject = models.CharField(max_length=240, blank=True)
    subject_in = models.JSONField(default=dict, help_text="the subject in the other languages of the letter")
    motivations = models.JSONField(default=dict)
    interests = models.JSONField(default=dict)
    objectives = models.JSONField(default=dict)
    languages = models.JSONField(default=list)
    why = models.JSONField(default=dict, help_text=_("Por qué esta ciudad: su propio párrafo, por idioma"))
    # the other side: whom it goes to, or who sends it
    city = models.CharField(max_length=200, blank=True)
    subdivision = models.CharField(max_length=120, blank=True)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT)
    there = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, help_text=_("Lugar del mundo"))
    other_name = models.CharField(max_length=160, blank=True)
    other_post = models.CharField(max_length=200, blank=True)
    other_post_in = models.JSONField(default=dict, help_text="the addressee's post in the letter's other languages")
    other_office = models.CharField(max_length=200, blank=True)
    other_address = models.TextField(blank=True)
    areas = models.JSONField(default=list, help_text="keys of `areas.yaml` that the letter names, confirmed (R3-41)")
    due_on = models.DateField(null=True, help_text=_("Fecha límite de respuesta"))
    event_code = models.CharField(max_length=40, blank=True, help_text=_("Evento al que se refiere"))
    entered_on = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(default=0, help_text="of its date, else of its entry")
    sought = models.TextField(blank=True, help_text="what the search of the register reads, folded")
    # of an official note (R4-05): where it was given and the post that sends it
    place = models.CharField(max_length=160, blank=True)
    sender = models.CharField(max_length=200, blank=True)
    archive = models.CharField(max_length=80, blank=True, help_text=_("Clasificación archivística"))
    copies = models.JSONField(default=list)
    initials = models.CharField(max_length=40, blank=True)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT)
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    profile_issue = models.ForeignKey(
        Issue, null=True, on_delete=models.PROTECT, related_name="letters_accompanied", help_text="R4-24"
    )
    lacks = models.JSONField(default=list, help_text="what it went without: keys of LetterLack (R4-25)")
    attachments = models.ManyToManyField(Attachment, blank=True, related_name="letters_annexed")
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answered_by")
    reminds = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="reminders")
    is_affirmative = models.BooleanField(null=True)
    names_counterpart = models.CharField(max_length=200, blank=True, help_text=_("A quién nombra el papel"))
    sent_on = models.DateField(null=True)
    sent_by = models.CharField(max_length=120, blank=True, help_text=_("Medio de envío"))
    touched_on = models.DateField(null=True, help_text="when we last wrote: its sending, or its last reminder")
    acknowledged_on = models.DateField(null=True)
    acknowledged_precision = models.CharField(max_length=8, default=Precision.DAY)
    interrupted_on = models.DateField(null=True)
    interrupted_precision = models.CharField(max_length=8, default=Precision.DAY)
    interruption = models.CharField(max_length=24, choices=Interruption, blank=True)
    how = models.CharField(max_length=12, default="in_post")
    signed_by = models.CharField(max_length=12, blank=True)
    reminded_days = models.PositiveSmallIntegerField(default=0, help_text="the last clock of silence that was told")
    withdrawn_on = models.DateField(null=True, help_text="put down by mistake: it stands in no list and no count")

    objects = StandingLetters()
    every = LetterQuerySet.as_manager()  # those put down by mistake too

    class Meta:
        indexes = [
            # the counts of pipeline and funnel are read from this index alone
            models.Index(
                fields=[
                    "circle",
                    "direction",
                    "kind",
                    "state",
                    "year",
                    "country",
                    "interruption",
                    "touched_on",
                    "acknowledged_on",
                    "partnership",
                    "withdrawn_on",
                ],
                name="partnerships_letter_pipeline",
            ),
            models.Index(fields=["circle", "-id"], name="partnerships_letter_register"),
            # the few put down by mistake are found without reading the register
            models.Index(
                fields=["owner", "-withdrawn_on"],
                condition=Q(withdrawn_on__isnull=False),
                name="partnerships_letter_withdrawn",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(direction="in") | Q(state="received"),
                name="partnerships_what_came_in_was_received",
                violation_error_message=_("Una carta recibida no tiene otro estado."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.folio}".strip()

    @property
    def sent(self) -> Dated | None:
        """When it went out, no more exactly than that is known: of one put down from its paper, as its own date is."""
        if self.sent_on is None:
            return None
        known = self.precision if self.sent_on == self.dated_on else Precision.DAY
        return Dated(self.sent_on, Precision(known))

    @property
    def awaits_answer(self) -> bool:
        """Whether it goes out to be answered, as `LetterQuerySet.awaiting` says it."""
        return self.kind in AWAITS_ANSWER or (self.kind == LetterKind.OFFICIAL and self.due_on is not None)

    @property
    def proves(self) -> bool:
        """Whether it may state a fact of its case: an answer to what proves nothing proves nothing either."""
        answered = self.answers if self.kind == LetterKind.ANSWER else None
        return self.kind not in PROVES_NOTHING and (answered is None or answered.kind not in PROVES_NOTHING)


class EarlierAct(TakenBack):
    """An act, declaration, proclamation or memorandum of before (R4-29): kept as antecedent, not registrable as such."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="earlier_acts")
    instrument = models.CharField(max_length=16, help_text="key of `data/traditional.yaml`")
    on = models.DateField()
    precision = models.CharField(max_length=8, default=Precision.DAY)
    summary = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    how = models.CharField(max_length=12)

    class Meta:
        ordering = ["on", "pk"]


class Refusal(models.Model):
    """The no that ended a relation: who said it (`RefusedBy`), of which day, and the paper that says it. The case may be taken
    up again; this stays as it was put down."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="refusals")
    by = models.CharField(max_length=12, choices=RefusedBy, blank=True)
    folio = models.CharField(max_length=60, blank=True)
    refused_on = models.DateField()
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    how = models.CharField(max_length=12)

    class Meta:
        ordering = ["refused_on", "pk"]


class Annex(models.Model):
    """A document of the library that went with a lead or a letter (R4-17): which one, and the copy kept in that circle."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    lead = models.ForeignKey(Lead, null=True, on_delete=models.PROTECT, related_name="annexes")
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="annexes")
    item = models.ForeignKey(LibraryItem, on_delete=models.PROTECT, related_name="annexes")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT)
    added_on = models.DateField()
    removed_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lead=None, letter__isnull=False) | Q(lead__isnull=False, letter=None),
                name="partnerships_an_annex_goes_with_one_paper",
            ),
            models.UniqueConstraint(
                fields=["lead", "item"], condition=Q(removed_on=None), name="partnerships_an_item_goes_once_with_a_lead"
            ),
            models.UniqueConstraint(
                fields=["letter", "item"],
                condition=Q(removed_on=None),
                name="partnerships_an_item_goes_once_with_a_letter",
            ),
        ]


class StakeholderQuerySet(CircleQuerySet):
    # the municipality's own list; its committee keeps it across administrations
    visible = {None: frozenset({"lead", "committee"})}


class Stakeholder(models.Model):
    """Who of the people takes part (R4-23). In the municipality's own circle: no administration takes it away."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="stakeholders")
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="stakeholders")
    sector = models.CharField(max_length=10, choices=StakeholderSector)
    organisation = models.CharField(max_length=200, blank=True)
    contact_name = models.CharField(max_length=160, blank=True)
    contact_data = models.CharField(max_length=200, blank=True, help_text=_("Correo o teléfono"))
    role = models.CharField(max_length=200, blank=True, help_text=_("En qué participa"))
    added_on = models.DateField()
    invited_on = models.DateField(null=True)
    reference = models.CharField(max_length=80, blank=True, help_text=_("Número del oficio de invitación"))
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=10, choices=Participation, blank=True)
    note = models.TextField(blank=True)

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        ordering = ["sector", "organisation", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(organisation="") | ~Q(contact_name=""),
                name="partnerships_a_stakeholder_is_somebody",
                violation_error_message=_("Escriba la organización o la persona."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(invited_on__lte=models.F("answered_on")),
                name="partnerships_an_invitation_comes_before_its_answer",
                violation_error_message=_("La respuesta no puede ser anterior a la invitación."),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation or self.contact_name


class AreaRequestQuerySet(CircleQuerySet):
    circle_path = "partnership__circle_id"
    visible = {None: frozenset({"lead"})}


class AreaRequest(models.Model):
    """What the liaison asks of an area of its own municipality: each area attends its own matters (R4-22)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="area_requests")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="area_requests")
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.ASKED)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=12)
    due_on = models.DateField()
    answered_on = models.DateField(null=True)
    answered_by = models.CharField(max_length=12, blank=True)
    answer = models.TextField(blank=True)
    reference = models.CharField(max_length=80, blank=True, help_text=_("Oficio con que contestó el área"))
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    how = models.CharField(max_length=12, blank=True)
    ended_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    objects = AreaRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("asked_on")),
                name="partnerships_an_area_gets_time_to_answer",
                violation_error_message=_("El plazo no puede vencer antes de turnar la solicitud."),
            )
        ]

    def __str__(self) -> str:
        return self.subject


class StateOffice(models.Model):
    """The designation of the state's office as main interlocutor of the programme (R2-14)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="state_offices")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="state_offices")
    office = models.ForeignKey(Office, on_delete=models.PROTECT)
    designated_on = models.DateField()
    designated_by = models.CharField(max_length=200, help_text=_("Autoridad que designa"))
    folio = models.CharField(max_length=60)
    valid_until = models.DateField(null=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    ended_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        ordering = ["-designated_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_on=None),
                name="partnerships_one_state_office_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=models.F("designated_on")),
                name="partnerships_a_designation_ends_after_it_starts",
                violation_error_message=_("La vigencia no puede terminar antes de la designación."),
            ),
        ]


class StateActivity(models.Model):
    """Training and advice that the state's office gives (R2-14)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="state_activities")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="state_activities")
    kind = models.CharField(max_length=10, choices=StateActivityKind)
    on = models.DateField()
    subject = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT)
    attendees = models.PositiveIntegerField(null=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
