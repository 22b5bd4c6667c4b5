"""Folder → document → version (immutable) → issue (with its code) → rendition (bytes)."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Circle, CircleQuerySet, Office, Organisation, in_language
from hermanar.files.models import Attachment, Blob
from hermanar.kernel.codes import new_public_id
from hermanar.kernel.content import Content

from .enums import Audience, Decision, IssueState, Origin, ReturnedKind


class Letterhead(models.Model):
    """What an organisation prints on its papers in a year (R0-02): motto of the year, arms, slogan."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="letterheads")
    year = models.PositiveSmallIntegerField()
    lines = models.TextField(blank=True, help_text=_("Un renglón por dependencia, de mayor a menor"))
    lines_en = models.TextField(blank=True)
    motto = models.CharField(max_length=300, blank=True)
    motto_en = models.CharField(max_length=300, blank=True)
    slogan = models.CharField(max_length=200, blank=True)
    arms = models.ForeignKey(Attachment, null=True, blank=True, on_delete=models.PROTECT)
    # what a new letter of that year begins with: whom it is copied to, a line each, and who drafts it
    copies = models.TextField(blank=True)
    copies_en = models.TextField(blank=True)
    initials = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="documents_one_letterhead_per_year")
        ]


class LegalBasis(models.Model):
    """A provision that a house cites in its papers (R3-44), as a text names it, from when to when it holds, and where it
    was read. One that no longer holds stays, with its day: papers of before cite it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="legal_bases")
    text = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return in_language(self.text, self.text_en)


class DocumentQuerySet(CircleQuerySet):
    circle_path = "circle_id"


class Document(models.Model):
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="documents")
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=240)
    title_en = models.CharField(max_length=240, blank=True)
    # who may see it is decided by what it is: working papers of an organisation, or of the whole circle
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)


class Version(models.Model):
    """Immutable. `sha256` is the hash of `content` with its late slots unfilled."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    template_sha256 = models.CharField(max_length=64, blank=True)
    values = models.JSONField(default=dict, help_text="slot values it was assembled from")
    origin = models.CharField(max_length=10, choices=Origin)
    note = models.CharField(max_length=300, blank=True)
    # which languages of a block still say what another said before it was changed (`rules.tongues`)
    tongues = models.JSONField(default=dict)
    restores = models.PositiveIntegerField(null=True, help_text="number of the version whose text an undo brings back")
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=12)

    class Meta:
        ordering = ["document_id", "number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="documents_versions_are_numbered")]

    @property
    def as_content(self) -> Content:
        return Content.from_json(self.content)


class FrozenVersion(models.Model):
    """A version that somebody fixed under a name, to find it and to compare with it: “la que se envió a Lakeside”."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="frozen")
    label = models.CharField(max_length=120)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=12)


class ReturnedFile(models.Model):
    """The paper as it came back from outside, in Word: what it changes is decided clause by clause.

    `base` is the version it was made from; `unread` what it carries beside text (`enums.Unread`)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="returned")
    base = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT)
    languages = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    tracked = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=12)


class ReturnedChange(models.Model):
    """One change of a returned file. `likeness`: percent, where no bookmark said which clause it is. Nothing is dropped:
    what no clause takes in is `loose`, to be placed or set aside by a person. `beside` of a moved clause is the one after
    which it stands in the file."""

    returned = models.ForeignKey(ReturnedFile, on_delete=models.PROTECT, related_name="changes")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=ReturnedKind)
    key = models.CharField(max_length=80, blank=True)
    group = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, blank=True)
    old_text = models.TextField(blank=True)
    new_text = models.TextField(blank=True)
    likeness = models.PositiveSmallIntegerField(null=True)
    beside = models.CharField(max_length=80, blank=True)
    tracked = models.BooleanField(default=False)
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.PENDING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=12, blank=True)
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["returned_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["returned", "position"], name="documents_changes_of_a_file_are_in_order")
        ]


class KeptFinding(models.Model):
    """A person read the finding, kept the text and said why. Holds as long as the text around it does (`fingerprint`)."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="kept")
    fingerprint = models.CharField(max_length=64)
    code = models.CharField(max_length=8)
    reason = models.TextField()
    kept_by = models.CharField(max_length=12)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "fingerprint"], name="documents_a_finding_is_kept_once")
        ]


class Comment(models.Model):
    """On an article, or on one clause of it, or on its words in one language; may be put to a post, and is resolved."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="comments")
    group = models.CharField(max_length=40)
    key = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=5, blank=True, help_text="empty: all of them")
    text = models.TextField()
    by_user = models.CharField(max_length=12)
    by_appointment = models.CharField(max_length=12)
    for_appointment = models.CharField(max_length=12, blank=True, help_text="the post that is asked to see to it")
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=12, blank=True)


class Issue(models.Model):
    """A version given out: late slots filled, folio, code and QR, anchor of the journal. Kept for ever."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="issues")
    code = models.CharField(max_length=16, unique=True)
    folio = models.CharField(max_length=60, blank=True)
    late = models.JSONField(default=dict)
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=12)
    anchor_seq = models.PositiveBigIntegerField()
    anchor_hash = models.CharField(max_length=64)
    is_exercise = models.BooleanField(default=False)
    is_transcript = models.BooleanField(
        default=False, help_text="a copy of a text signed elsewhere, without signatures"
    )
    state = models.CharField(max_length=10, choices=IssueState, default=IssueState.IN_FORCE)
    superseded_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT)

    @property
    def has_successor(self) -> bool:
        return self.superseded_by_id is not None


class Rendition(models.Model):
    """Bytes of an issue in one format. Issued bytes are kept with their hash; drafts are made again at will."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="renditions")
    format = models.CharField(max_length=4, choices=[("pdf", "PDF"), ("docx", "DOCX")])
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "format"], name="documents_one_rendition_per_format")]


class FolioSeries(models.Model):
    """A house's numbering: organisation, series and year. `pattern` has {code}, {series}, {number}, {year}."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    pattern = models.CharField(max_length=60, default="{code}/{series}/{number:03d}/{year}")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "series", "year"], name="documents_one_series_per_year")
        ]


class OfficeFolios(models.Model):
    """The series in which an office numbers its papers from a day on; its scheme by year is that series'. The latest row
    that has begun holds. An office without one numbers in the organisation's."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="folio_series")
    series = models.CharField(max_length=20)
    from_on = models.DateField()

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "from_on"], name="documents_one_series_per_office_and_day")
        ]


class FolioUsed(models.Model):
    """Every folio given out or typed from paper. A folio is used once per house and direction."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    folio = models.CharField(max_length=60)
    what = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "folio"],
                name="documents_a_folio_is_used_once",
                violation_error_message=_("Ese folio ya se usó en esta oficina."),
            )
        ]


class LibraryItem(models.Model):
    """A shared document of the programme, a guide for example (R4-17). Its file stays in its issuer's own circle;
    `audience` says who reads it. Withdrawn ones stay where they went: what was sent was sent."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="library_items")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=400, blank=True, help_text=_("Para qué sirve"))
    about_en = models.CharField(max_length=400, blank=True)
    audience = models.CharField(max_length=12, choices=Audience)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="library_items")
    published_on = models.DateField(null=True, help_text=_("Fecha del documento"))
    added_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def purpose(self) -> str:
        return in_language(self.about, self.about_en)


_BLANK_OF_A_TITLE = re.compile(r"\{[a-z0-9_]+\}")


class ModelText(models.Model):
    """A model agreement that somebody else wrote, read into articles, items and blanks (R4-31, R4-39). Immutable: other
    words are another version. In use from the day a person looked at it and confirmed it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="model_texts")
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=5)
    number = models.PositiveIntegerField(help_text="version: one more than the last of that house and language")
    content = models.JSONField()
    blanks = models.JSONField(default=list, help_text="group, name, position and hint of each blank")
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=300, blank=True, help_text=_("De dónde viene"))
    filename = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True, help_text="when a municipality got it that keeps it for its own use")
    left_out = models.JSONField(default=list, help_text="what of the file could not be read: a sentence per language")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    added_on = models.DateField()
    added_by = models.CharField(max_length=12)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "language", "number"], name="documents_model_texts_are_numbered"),
            models.UniqueConstraint(fields=["issuer", "sha256"], name="documents_the_same_model_is_one_version"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None)
                | models.Q(valid_from=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="documents_a_model_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return _BLANK_OF_A_TITLE.sub("____", self.title)

    @property
    def is_received(self) -> bool:
        """Kept by a municipality as it got it: nobody published it here."""
        return self.issuer.kind == OrganisationKind.MUNICIPALITY

    @property
    def as_content(self) -> Content:
        return Content.from_json(self.content)
