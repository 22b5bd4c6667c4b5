"""Contacts by post, encounters with what came of them, invitations, topics of interest, services asked."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, Country, Organisation
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.dates import Precision
from hermanar.partnerships.models import Lead, Letter, Partnership

from .enums import (
    TOPIC_OPEN,
    ContactKind,
    EncounterKind,
    EncounterState,
    Indicator,
    InvitationState,
    OutcomeKind,
    ServiceState,
    Side,
    TopicState,
    Way,
)

# the municipality's own circle, where its committee sits: what one knows outlives the administration
OWN: dict[str | None, frozenset[str]] = {None: frozenset({"lead", "committee"})}


class OwnQuerySet(CircleQuerySet):
    visible = OWN


class Contact(models.Model):
    """A person by post: the thread is the post's, and goes on when its holder changes (R0-28, R1-15, R1-19, R4-09)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=24, choices=ContactKind)
    side = models.CharField(max_length=6, choices=Side, default=Side.THEIRS)
    post = models.CharField(max_length=200)
    post_es = models.CharField(
        max_length=200, blank=True, help_text=_("Su cargo en español, si se llama en otro idioma")
    )
    organisation = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=160, blank=True)
    subdivision = models.CharField(max_length=120, blank=True)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT)
    languages = models.CharField(max_length=40, blank=True, help_text=_("Códigos ISO separados por coma: es, en"))
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address_as = models.CharField(max_length=160, blank=True, help_text=_("Cómo dirigirse: Señora Alcaldesa"))
    district = models.CharField(max_length=300, blank=True, help_text=_("Circunscripción consular, como la dice"))
    since_on = models.DateField(null=True, help_text=_("Desde cuándo existe el puesto o la acreditación"))
    until_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    folded = models.CharField(max_length=700, editable=False)
    added_on = models.DateField()
    partnerships = models.ManyToManyField(Partnership, blank=True, related_name="contacts")

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["circle", "kind", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(post=""),
                name="encounters_a_contact_is_a_post",
                violation_error_message=_("Escriba el cargo."),
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(since_on=None) | Q(until_on__gte=F("since_on")),
                name="encounters_a_post_ends_after_it_begins",
                violation_error_message=_("El puesto no puede terminar antes de empezar."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.organisation}" if self.organisation else self.post


class Holder(models.Model):
    """Who holds a contact's post, from and until. A name is optional, and may be withheld."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="holders")
    name = models.CharField(max_length=160)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    withheld_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(until_on=None),
                name="encounters_one_holder_at_a_time",
                violation_error_message=_("Ese puesto ya tiene titular."),
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(from_on=None) | Q(until_on__gte=F("from_on")),
                name="encounters_a_holder_leaves_after_coming",
            ),
        ]


class Encounter(models.Model):
    """A visit, a delegation, a gathering attended, a meeting, a conversation (R0-11, R0-21, R0-28)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="encounters")
    kind = models.CharField(max_length=16, choices=EncounterKind)
    state = models.CharField(max_length=10, choices=EncounterState)
    title = models.CharField(max_length=200)
    on = models.DateField()
    precision = models.CharField(max_length=8, default=Precision.DAY)
    until_on = models.DateField(null=True)
    starts_at = models.TimeField(null=True, help_text=_("Hora del municipio"))
    place = models.CharField(max_length=200, blank=True)
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT)
    organiser = models.CharField(max_length=200, blank=True)
    purpose = models.TextField(blank=True)
    agreed = models.TextField(blank=True, help_text=_("Lo que se acordó"))
    reference = models.CharField(max_length=80, blank=True)
    reason = models.TextField(blank=True)
    recorded_on = models.DateField()
    partnerships = models.ManyToManyField(Partnership, blank=True, related_name="encounters")
    attachments = models.ManyToManyField(Attachment, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["circle", "-on", "-id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("on")),
                name="encounters_an_encounter_ends_after_it_begins",
                violation_error_message=_("No puede terminar antes de empezar."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Participant(models.Model):
    """Who takes part, by post: a contact of one's own, or a post written as it is. No person's name is kept here."""

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="participants")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="participations")
    post = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=6, choices=Side)

    class Meta:
        ordering = ["side", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["encounter", "contact"],
                condition=Q(contact__isnull=False),
                name="encounters_a_contact_takes_part_once",
            )
        ]


class Topic(models.Model):
    """A topic of interest of one relation, with where it stands (R0-13)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="topics")
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="topics")
    encounter = models.ForeignKey(Encounter, null=True, on_delete=models.PROTECT, related_name="topics")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=TopicState, default=TopicState.RAISED)
    note = models.TextField(blank=True, help_text=_("Lo último que se hizo"))
    due_on = models.DateField(null=True)
    raised_on = models.DateField()
    moved_on = models.DateField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["-moved_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in TOPIC_OPEN


class Objective(models.Model):
    """What a relation is for, in a figure (R0-12): from a baseline with its day and source to a target with its day."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="objectives")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="objectives")
    title = models.CharField(max_length=200)
    indicator = models.CharField(max_length=12, choices=Indicator)
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    baseline_on = models.DateField(null=True)
    baseline_source = models.CharField(max_length=300, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2)
    target_on = models.DateField()
    set_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_reason = models.TextField(blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["partnership", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(baseline=None) | (Q(baseline_on__isnull=False) & ~Q(baseline_source="")),
                name="encounters_a_baseline_has_day_and_source",
                violation_error_message=_("La cifra de partida lleva su día y su fuente."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unit_in_words(self) -> str:
        return self.unit or str(self.get_indicator_display()).lower()


class Measure(models.Model):
    """A value of an objective, of what day and from what source; `void_reason`: put down by mistake, still in sight."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="measures")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    recorded_on = models.DateField()
    void_reason = models.TextField(blank=True)


class Outcome(models.Model):
    """What came of an encounter: for one relation (R1-24), or a project idea, a contact, a lead (R0-27)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=14, choices=OutcomeKind)
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="outcomes")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="outcomes")
    lead = models.ForeignKey(Lead, null=True, on_delete=models.PROTECT, related_name="outcomes")
    text = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["pk"]


class EventInvitation(models.Model):
    """An invitation to an event: received, with its answer due (R0-26), or sent to a counterpart (R0-35)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="event_invitations")
    way = models.CharField(max_length=3, choices=Way)
    state = models.CharField(max_length=10, choices=InvitationState)
    event = models.CharField(max_length=200)
    event_on = models.DateField(null=True)
    event_until = models.DateField(null=True)
    event_place = models.CharField(max_length=200, blank=True)
    # who invites (received), or whom we invite (sent): by post
    post = models.CharField(max_length=300)
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="invitations")
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="event_invitations")
    encounter = models.ForeignKey(Encounter, null=True, on_delete=models.PROTECT, related_name="invitations")
    dated_on = models.DateField(null=True, help_text=_("Cuándo se recibió o se envió"))
    reference = models.CharField(max_length=80, blank=True)
    respond_by = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)

    objects = OwnQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["circle", "state", "id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["encounter", "partnership"],
                condition=Q(way="out", encounter__isnull=False, partnership__isnull=False) & ~Q(state="withdrawn"),
                name="encounters_a_relation_is_invited_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(dated_on=None) | Q(answered_on__gte=F("dated_on")),
                name="encounters_an_answer_follows_its_invitation",
                violation_error_message=_("La respuesta no puede ser anterior a la invitación."),
            ),
        ]

    def __str__(self) -> str:
        return self.event


class LetterTie(models.Model):
    """What a letter of the house's register is about, and with whom: the encounter or the invitation, the contact (R3-40).
    At most one of encounter and invitation. Its own circle: the letter may be read by more than see these."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="tie")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="letter_ties")
    encounter = models.ForeignKey(Encounter, null=True, on_delete=models.PROTECT, related_name="letter_ties")
    invitation = models.ForeignKey(EventInvitation, null=True, on_delete=models.PROTECT, related_name="letter_ties")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="letter_ties")
    is_line = models.BooleanField(default=False, help_text="the letter is the line of that invitation in the register")

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(encounter=None) | Q(invitation=None), name="encounters_a_letter_is_about_one_event"
            ),
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(is_line=True), name="encounters_an_invitation_has_one_line"
            ),
        ]


class ServiceQuerySet(CircleQuerySet):
    visible = {None: frozenset({"lead", "consul"})}


class ServiceRequest(models.Model):
    """What a municipality asks of an embassy or a consulate (R4-04), in a circle of the two."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="service_requests")
    asked_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services_asked")
    asked_of = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="services_received")
    post = models.CharField(max_length=200, help_text=_("Embajada o consulado, como se llama"))
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=24, help_text="key of `data/services.yaml`")
    state = models.CharField(max_length=10, choices=ServiceState, default=ServiceState.ASKED)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    partnership = models.ForeignKey(Partnership, null=True, on_delete=models.PROTECT, related_name="services")
    reference = models.CharField(max_length=80, blank=True, help_text=_("Oficio con que se pidió"))
    asked_on = models.DateField()
    due_on = models.DateField()
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answer_reference = models.CharField(max_length=80, blank=True)
    how = models.CharField(max_length=12, blank=True)
    reason = models.TextField(blank=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "due_on", "id"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")),
                name="encounters_a_post_abroad_gets_time_to_answer",
                violation_error_message=_("El plazo no puede vencer antes de pedir el servicio."),
            )
        ]

    def __str__(self) -> str:
        return self.subject


class TripCost(models.Model):
    """What a trip cost, line by line: whose money and from which budget (R4-37)."""

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="costs")
    concept = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="MXN")
    payer = models.CharField(max_length=6, choices=Side)
    source = models.CharField(max_length=200, blank=True, help_text=_("Programa o partida"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="encounters_a_cost_has_an_amount",
                violation_error_message=_("Escriba una cantidad mayor que cero."),
            )
        ]


class TripReport(models.Model):
    """What a trip gave in return, reported by whoever travelled (R4-37)."""

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="trip_report")
    results = models.TextField()
    benefit = models.TextField(help_text=_("Qué gana el municipio"))
    reported_on = models.DateField()
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT, related_name="+")


class Communication(models.Model):
    """A line of the public communication plan of a trip or an encounter: message, for whom, by which channel, when."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="communications")
    message = models.TextField()
    audience = models.CharField(max_length=200)
    channel = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
