"""The agreement and what happens to it: foreign approval, signing, registration, later acts."""

from django.db import models

from hermanar.directory.models import CircleQuerySet
from hermanar.documents.models import Document, Issue, Version
from hermanar.files.models import Attachment
from hermanar.kernel.codes import new_public_id
from hermanar.partnerships.models import Letter, Partnership

from .enums import AgreementState, Capacity, LaterActKind, SigningState, WhyNotAuthorised


class AgreementQuerySet(CircleQuerySet):
    circle_path = "partnership__circle_id"
    state_path = "state"
    visible = {
        None: frozenset({"lead", "overseer", "committee", "counterpart", "reviewer", "registrar", "observer", "consul"})
    }


class Agreement(models.Model):
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="agreement")
    document = models.OneToOneField(Document, on_delete=models.PROTECT)
    state = models.CharField(max_length=10, choices=AgreementState, default=AgreementState.DRAFTING)
    agreed_version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField(null=True)
    # of the latest version, kept by whatever changes the text: {"number", "errors", "more", "first": [{"block", "message"}]}
    reading = models.JSONField(
        default=dict, help_text="what the checker last said of the text, for the pages of the case"
    )

    objects = AgreementQuerySet.as_manager()


class OwnAuthorisation(models.Model):
    """What authorises our side where our party is a state: organ, instrument and the law it rests on, from its paper.

    `authorises` is what was found on that day, kept for the record; `legal_basis` empty: it is listed as lacking."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="own_authorisations")
    organ = models.CharField(max_length=200)
    instrument = models.CharField(max_length=160)
    legal_basis = models.CharField(max_length=300, blank=True)
    names = models.CharField(max_length=300, blank=True)
    authorised_on = models.DateField()
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    authorises = models.BooleanField(default=False)
    why_not = models.CharField(max_length=12, choices=WhyNotAuthorised, blank=True)
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    how = models.CharField(max_length=12)

    class Meta:
        ordering = ["authorised_on", "pk"]


class ForeignApproval(models.Model):
    """The other side's own approval: council resolution, decree, consent (domain 2.2, step 13); or its no (`refused`).

    `withdrawn_on`: a later act took it back; it stays, and proves nothing."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="foreign_approvals")
    body = models.CharField(max_length=200)
    instrument = models.CharField(max_length=120)
    approved_on = models.DateField()
    refused = models.BooleanField(default=False)
    grounds = models.TextField(blank=True, help_text="why they said no")
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True, help_text="why it was withdrawn")
    how = models.CharField(max_length=12)


class Signing(models.Model):
    """The signed text deposited: place, date, originals, languages, scan; confirmed page by page (R4-60, R4-61). Of the
    Agreement, or under its own name of a paper of the case or of a letter that was written in it."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="signings")
    paper = models.ForeignKey("CasePaper", null=True, on_delete=models.PROTECT, related_name="signings")
    letter = models.ForeignKey(Letter, null=True, on_delete=models.PROTECT, related_name="signings")
    state = models.CharField(max_length=10, choices=SigningState, default=SigningState.DEPOSITED)
    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, help_text="text prepared for signature")
    act_issue = models.ForeignKey(
        Issue, null=True, on_delete=models.PROTECT, related_name="+", help_text="act of deposit"
    )
    transcript = models.ForeignKey(
        Issue, null=True, on_delete=models.PROTECT, related_name="+",
        help_text="copy of the text given out after its deposit, where none was prepared for signature",
    )  # fmt: skip
    place = models.CharField(max_length=200)
    signed_on = models.DateField()
    originals = models.PositiveSmallIntegerField()
    languages = models.JSONField()
    witness_name = models.CharField(max_length=160, blank=True)
    witness_post = models.CharField(max_length=200, blank=True)
    witness_post_en = models.CharField(max_length=200, blank=True)
    scan = models.ForeignKey(Attachment, on_delete=models.PROTECT)
    scan_pages = models.PositiveSmallIntegerField(null=True)
    short_of = models.PositiveSmallIntegerField(
        null=True, help_text="pages that the text compared with has when printed, where what was deposited has fewer"
    )
    unsigned_reason = models.TextField(blank=True, help_text="why a paper as it was issued was deposited as the scan")
    pages_confirmed = models.JSONField(default=list)
    is_opined_text = models.BooleanField(null=True)
    lacks = models.JSONField(default=list, help_text="what it lacks and how it is mended: [code]")
    confirmed_by = models.CharField(max_length=12, blank=True)
    corrected_on = models.DateField(null=True)
    reason = models.TextField(blank=True, help_text="why it was corrected")
    how = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(agreement__isnull=False, paper=None, letter=None)
                    | models.Q(agreement=None, paper__isnull=False, letter=None)
                    | models.Q(agreement=None, paper=None, letter__isnull=False)
                ),
                name="a_signing_is_of_the_agreement_of_a_paper_or_of_a_letter",
            )
        ]

    @property
    def signed(self) -> "Signed":
        """What was signed: the Agreement, the paper, or the letter."""
        found = self.agreement or self.paper or self.letter
        assert found is not None
        return found

    @property
    def partnership(self) -> Partnership:
        found = self.signed.partnership
        assert found is not None  # a letter is deposited in its case
        return found

    @property
    def name(self) -> str:
        """What it is called: the paper by its title, a letter with its folio."""
        folio = self.letter.folio if self.letter is not None else ""
        return f"{self.version.document} {folio}".strip()


class Signatory(models.Model):
    """Who signed, for which side, in what capacity on that date."""

    signing = models.ForeignKey(Signing, on_delete=models.PROTECT, related_name="signatories")
    side = models.CharField(max_length=6)
    name = models.CharField(max_length=160)
    post = models.CharField(max_length=200)
    capacity = models.CharField(max_length=12, choices=Capacity)
    proof = models.CharField(max_length=200, blank=True)
    delegation = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    appointment = models.CharField(max_length=12, blank=True)


class Original(models.Model):
    """Custody of each original."""

    signing = models.ForeignKey(Signing, on_delete=models.PROTECT, related_name="custody")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=20)
    custodian = models.CharField(max_length=200)


class Registration(models.Model):
    """SRE's registration, recorded with SRE's number: an instance issues no number of its own.

    `withdrawn_on`: a later act took it back, by itself or with the deposit it rested on; it stays, and proves nothing."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="registrations")
    notice_folio = models.CharField(max_length=60, blank=True)
    notice_on = models.DateField(null=True)
    notice_issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT)
    number = models.CharField(max_length=60, blank=True)
    registered_on = models.DateField(null=True)
    refused_reason = models.TextField(blank=True)
    refused_on = models.DateField(null=True)
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    withdrawn_on = models.DateField(null=True)
    reason = models.TextField(blank=True, help_text="why it was withdrawn")
    how = models.CharField(max_length=12, blank=True)


class LaterAct(models.Model):
    """`until_on`: the new end of a renewal; `effective_on`: from when an amendment has effect (R4-59).

    `changes`: administrations that changed since the signature or the act before: [{"side","on"}] (R0-10)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="later_acts")
    kind = models.CharField(max_length=14, choices=LaterActKind)
    on = models.DateField()
    effective_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    summary = models.TextField()
    attachment = models.ForeignKey(Attachment, null=True, on_delete=models.PROTECT)
    changes = models.JSONField(default=list)
    how = models.CharField(max_length=12)


class CasePaper(models.Model):
    """A paper that a case prepares beside its text: ratification, addendum, renewal, termination, memorandum, declaration
    of friendship, concept note, proposal to the Cabildo, invitation to a meeting, lead sheet. `kind`: its folder in the library; `typed`: what a person filled in, kept to fill again.

    Its document is the house's own until it is issued; `later_act`: the act it became, once both sides did theirs."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="case_papers")
    kind = models.CharField(max_length=40)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict)
    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="+")
    later_act = models.OneToOneField(LaterAct, null=True, on_delete=models.PROTECT, related_name="paper")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.document)


# what is written at the drafting desk (decision 0085)
Draft = Agreement | CasePaper
# what is deposited signed
Signed = Agreement | CasePaper | Letter
