"""Tables of the directory. Offices, holders and administrations are time-bounded records, never strings in code."""

import datetime as dt
from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import get_language, gettext_lazy as _, override

from hermanar.kernel.acts import Actor, How
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.text import fold

from .enums import CircleKind, OrganisationKind, Part, Role


def in_language(es: str, en: str) -> str:
    """The wording of the reader's language: Spanish to who reads it or where the other is missing, English to the rest."""
    return en if en and not (get_language() or "es").startswith("es") else es


def day_said(on: dt.date) -> str:
    """The day in words, in the reader's language: `2 de junio de 2022` / `June 2, 2022`."""
    return date_in_words(on, get_language() or "es")


def in_spanish(words: object, **values: object) -> str:
    """A sentence or a label of the code as records and the Spanish of papers keep it, whatever language the page of whoever
    acts is read in."""
    with override("es"):
        said = str(words)
    return said % values if values else said


class State(models.Model):
    """One of the 32 federal entities. `key` is INEGI's two digits."""

    key = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=60)
    official_name = models.CharField(max_length=80)
    abbreviation = models.CharField(max_length=12)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """Municipality or borough of Mexico City. `key` is INEGI's five digits; a point only where one is known."""

    key = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    state = models.ForeignKey(State, on_delete=models.PROTECT, related_name="municipalities")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.name}, {self.state.abbreviation}"


class Town(models.Model):
    """A town of a municipality: an alias of it, never a party (LCT art. 2-II; R4-08)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="towns")
    name = models.CharField(max_length=160)
    folded = models.CharField(max_length=160, db_index=True)


class ZoneInForce(models.Model):
    """Time zone of a municipality in a period (IANA name), with its source."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="zones")
    zone = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=300, blank=True)


class Country(models.Model):
    iso2 = models.CharField(max_length=2, primary_key=True)
    name_es = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)

    def __str__(self) -> str:
        return in_language(self.name_es, self.name_en)


class Place(models.Model):
    """A populated place of the world, 500 inhabitants or more (GeoNames). `id` is the GeoNames id."""

    id = models.PositiveIntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    country = models.ForeignKey(Country, on_delete=models.PROTECT)
    subdivision = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField()
    zone = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["folded", "-population"]), models.Index(fields=["country", "folded"])]

    def __str__(self) -> str:
        return f"{self.name}, {self.subdivision}" if self.subdivision else self.name


class Organisation(models.Model):
    """An office-bearing body: municipality, state government, ministry, consulate, committee, foreign city."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=12, blank=True, help_text=_("Siglas para folios, p. ej. MD"))
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT)
    state = models.ForeignKey(State, null=True, blank=True, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT)
    zone = models.CharField(max_length=40, default="America/Mexico_City")
    home = models.OneToOneField("Circle", null=True, on_delete=models.PROTECT, related_name="home_of")
    is_exercise = models.BooleanField(default=False)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class Administration(models.Model):
    """A term of municipal government, by number (XIII Ayuntamiento) and dates (R0-01, R0-10)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="administrations")
    number = models.CharField(max_length=20, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    slogan = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    election_on = models.DateField(null=True, help_text="when the next one is elected")
    election_source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(election_on=None) | ~Q(election_source=""),
                name="directory_an_election_has_its_source",
                violation_error_message=_("Diga de dónde sale la fecha de la elección."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="directory_administration_ends_after_it_starts",
                violation_error_message=_("La administración debe terminar después de empezar."),
            ),
        ]


class Office(models.Model):
    """A post of an organisation: free title, fixed role, dates. Its holders are appointments; with none, vacant."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offices")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=24, choices=Role)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)


class FormerTitle(models.Model):
    """What an office was called until a day (its last), and the act that gave it another name."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="former_titles")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    until_on = models.DateField()
    reference = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "until_on"],
                name="directory_an_office_changes_its_name_once_a_day",
                violation_error_message=_("La oficina ya cambió de nombre ese día."),
            )
        ]


class Mandate(models.Model):
    """What the organisation's office of international links is for, from a day on: its mission, what it rests on, what it
    does (R0-05). A change is a new row: the one before stays with its day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    from_on = models.DateField()
    mission = models.TextField()
    mission_en = models.TextField(blank=True)
    legal_basis = models.TextField(help_text=_("Un fundamento por renglón"))
    legal_basis_en = models.TextField(blank=True)
    functions = models.TextField(help_text=_("Una función por renglón"))
    functions_en = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-from_on", "-pk"]


class Person(models.Model):
    """A person in the directory, with or without an account. `withheld_at`: published copies do not show the name."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=160)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="person")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    languages = models.CharField(max_length=40, blank=True, help_text=_("Códigos ISO separados por coma: es, en"))
    withheld_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class AppointmentQuerySet(models.QuerySet):
    def in_force(self, on: dt.date | None) -> "AppointmentQuerySet":
        """Those whose dates cover `on`; without a date, those that have not ended."""
        rows = self.filter(ended_at=None)
        if on is None:
            return rows.filter(until_on=None)
        return rows.filter(from_on__lte=on).filter(Q(until_on=None) | Q(until_on__gte=on))

    def standing(self) -> "AppointmentQuerySet":
        """Those that were not put down by mistake: who held the office, holds it or will."""
        return self.filter(mistaken_at=None)

    def covering(self, on: dt.date) -> "AppointmentQuerySet":
        """Those whose dates cover a day of the past, ended since or not."""
        return self.standing().filter(from_on__lte=on).filter(Q(until_on=None) | Q(until_on__gte=on))


class Appointment(models.Model):
    """A person in an office, from and until (inclusive). `how`: in post, in charge (encargado), by absence. One that was
    put down by mistake keeps its row and counts for no day."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    how = models.CharField(
        max_length=12, choices=[(h.value, h.value) for h in How if h != How.BY_LINK], default=How.IN_POST
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True)
    mistaken_at = models.DateTimeField(null=True, help_text="taken back: the person never held it")
    reference = models.CharField(max_length=120, blank=True, help_text=_("Oficio o nombramiento"))
    basis = models.CharField(max_length=200, blank=True, help_text="what the capacity rests on, as its document says")
    written = models.CharField(max_length=200, blank=True, help_text="how the capacity is written, where not as usual")
    written_en = models.CharField(max_length=200, blank=True)
    absent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="stand_ins", help_text="in whose absence"
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="directory_appointment_ends_after_it_starts",
                violation_error_message=_("El puesto no puede terminar antes de empezar."),
            ),
            models.CheckConstraint(
                condition=Q(absent=None) | Q(how=How.BY_ABSENCE),
                name="directory_only_a_stand_in_has_an_absent_holder",
                violation_error_message=_("Solo quien suple por ausencia suple a alguien."),
            ),
            models.CheckConstraint(
                condition=Q(mistaken_at=None) | Q(ended_at__isnull=False),
                name="directory_a_mistaken_post_gives_nothing",
                violation_error_message=_("Un puesto asentado por error no da nada."),
            ),
        ]


class Correction(models.Model):
    """What was put down wrong of a post, a term or an office: what it said, what it says, who put it right, when and why."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="corrections")
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="corrections")
    administration = models.ForeignKey(Administration, null=True, on_delete=models.PROTECT, related_name="corrections")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="corrections")
    was = models.JSONField()
    now = models.JSONField()
    reason = models.TextField()
    corrected_by = models.CharField(max_length=12)
    corrected_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(appointment__isnull=False, administration=None, office=None)
                    | Q(appointment=None, administration__isnull=False, office=None)
                    | Q(appointment=None, administration=None, office__isnull=False)
                ),
                name="directory_a_correction_is_of_one_thing",
                violation_error_message=_("Se corrige una sola cosa cada vez."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="directory_a_correction_has_its_reason",
                violation_error_message=_("Escriba qué se corrige y por qué."),
            ),
        ]


class Invitation(models.Model):
    """An office offered to an e-mail address, in a capacity. Only the hash of the token is kept; it opens once."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    person_name = models.CharField(max_length=160, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    how = models.CharField(
        max_length=12, choices=[(h.value, h.value) for h in How if h != How.BY_LINK], default=How.IN_POST
    )
    reference = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    written = models.CharField(max_length=200, blank=True)
    written_en = models.CharField(max_length=200, blank=True)
    invited_by = models.CharField(max_length=12)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class Circle(models.Model):
    """A set of organisations around records: an organisation's own or a relation's (círculo de vinculación, R2-12).

    `exercise_at`: the circle runs on this clock, never on today's; its papers carry the exercise band.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=8, choices=CircleKind)
    name = models.CharField(max_length=240)
    exercise_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """An organisation's dated place in a circle."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    part = models.CharField(max_length=12, choices=Part)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "organisation", "part"],
                condition=Q(until_on=None),
                name="directory_one_open_seat_per_part",
                violation_error_message=_("Esa organización ya ocupa ese lugar en el círculo."),
            )
        ]
        indexes = [models.Index(fields=["organisation", "part", "circle"])]


def seats_of(actor: Actor):
    """Seats the actor's organisation holds now (queryset)."""
    rows = Seat.objects.filter(organisation__public_id=actor.organisation or "-")
    if actor.on is None:
        return rows.filter(until_on=None)
    return rows.filter(Q(until_on=None) | Q(until_on__gte=actor.on))


class Seated(Func):
    """Whether the actor's organisation holds one of these parts in the circle that a row names, now: one EXISTS over dated
    seats, as `seats_of` gives them. Every list of every page asks it; written by the query builder it cost a tenth of a page."""

    output_field = models.BooleanField()

    def __init__(self, circle_path: str, actor: Actor, parts: Collection[str]) -> None:
        super().__init__(F(circle_path))
        self.organisation, self.on, self.parts = actor.organisation or "-", actor.on, sorted(parts)

    def as_sql(self, compiler, connection, **extra):
        circle, params = compiler.compile(self.source_expressions[0])
        seat, house = (connection.ops.quote_name(model._meta.db_table) for model in (Seat, Organisation))
        still = "hs.until_on IS NULL"
        dated = []
        if self.on is not None:
            still = f"({still} OR hs.until_on >= %s)"
            dated = [connection.ops.adapt_datefield_value(self.on)]
        sql = (
            f"EXISTS(SELECT 1 FROM {seat} hs INNER JOIN {house} ho ON ho.id = hs.organisation_id"
            f" WHERE ho.public_id = %s AND {still} AND hs.circle_id = {circle}"
            f" AND hs.part IN ({', '.join(['%s'] * len(self.parts))}))"
        )
        return sql, [self.organisation, *dated, *params, *self.parts]


class CircleQuerySet(models.QuerySet):
    """Base of every tenant record's queryset: `for_actor` is one EXISTS over dated seats.

    A subclass may set `circle_path` (how the row reaches its circle), `state_path` and `visible`: state → parts that
    see a row in that state; key None is every state not named. Absence is no.
    """

    circle_path = "circle_id"
    state_path = ""
    visible: dict[str | None, frozenset[str]] = {None: frozenset(Part.values)}

    def for_actor(self, actor: Actor):
        """Rows the actor may see. A stranger sees none."""
        if not actor.organisation:
            return self.none()
        named = [s for s in self.visible if s is not None]
        condition = Q()
        for state, parts in self.visible.items():
            if not parts:
                continue
            may = Q(Seated(self.circle_path, actor, parts))
            if state is not None:
                may &= Q(**{self.state_path: state})
            elif named:
                may &= ~Q(**{f"{self.state_path}__in": named})
            condition |= may
        return self.filter(condition) if condition else self.none()

    def for_parts(self, parts: Collection[str]):
        """Rows of one circle for whoever holds these parts in it: as `for_actor`, without asking for the seats again."""
        named = [s for s in self.visible if s is not None]
        seen = [s for s in named if self.visible[s] & set(parts)]
        condition = Q(**{f"{self.state_path}__in": seen}) if seen else Q()
        if self.visible.get(None, frozenset()) & set(parts):
            if not named:
                return self.all()
            condition |= ~Q(**{f"{self.state_path}__in": named})
        return self.filter(condition) if condition else self.none()

    def readers(self) -> frozenset[str]:
        """Parts that see any of these rows; none where there are no rows. One query."""
        if not self.state_path:
            return self.visible[None] if self.exists() else frozenset()
        states = set(self.order_by().values_list(self.state_path, flat=True).distinct())
        return frozenset().union(*(self.visible.get(s, self.visible.get(None, frozenset())) for s in states))


class DataRequest(models.Model):
    """A person's request of access, correction or withholding of their data, and what was answered."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(
        max_length=12,
        choices=[("access", _("Acceso")), ("correction", _("Rectificación")), ("withholding", _("Oposición"))],
    )
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT)
    from_name = models.CharField(max_length=160)
    from_email = models.EmailField()
    what = models.TextField()
    received_at = models.DateTimeField()
    language = models.CharField(max_length=5, default="es")
    token_sha256 = models.CharField(
        max_length=64, blank=True, db_index=True, help_text="of the link mailed to who asks"
    )
    due_on = models.DateField(null=True)
    due_source = models.CharField(max_length=300, blank=True)
    concerned = models.ManyToManyField(Organisation, related_name="data_requests")
    search = models.JSONField(
        null=True, help_text="other spellings, keys of the rows that the last search found; no value of theirs"
    )
    searched_at = models.DateTimeField(null=True)
    rows = models.JSONField(default=list, help_text="rows said to be of this person: table and key")
    export = models.JSONField(null=True, help_text="copy handed over; deleted after `export_until`")
    export_until = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    granted = models.BooleanField(null=True)


class RequestChange(models.Model):
    """What a row said, what it says since a request about personal data, who changed it and why. Rows are only added."""

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="changes")
    row = models.CharField(max_length=80, help_text="table and key")
    column = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["pk"]


class WithheldName(models.Model):
    """A name that published copies of one place do not show: the papers and the entry of a circle (`place` is its public
    id), one entry of the book (its public id), or all of them (empty). With `is_other` the name is there somebody else's
    and stays, also where it is withheld everywhere. Rows are only added: the last of a name and place holds."""

    name = models.CharField(max_length=160)
    place = models.CharField(max_length=12, blank=True)
    is_other = models.BooleanField(default=False)
    request = models.ForeignKey(DataRequest, null=True, on_delete=models.PROTECT, related_name="withheld")
    withheld_at = models.DateTimeField()
    withheld_by = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["pk"]


def folded_for(name: str) -> str:
    """What `folded` columns hold."""
    return fold(name)
