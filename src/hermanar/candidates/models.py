"""What is kept of candidates: the choice, the weights, data put down of a city, opinions of consulates.

Everything lies in the municipality's own circle: its people and its committee read it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, CircleQuerySet, Municipality, Organisation, Place
from hermanar.kernel.codes import new_public_id
from hermanar.partnerships.models import Lead, Partnership

from .enums import CandidateState, DatumKind, Sense


def one_city(name: str) -> models.CheckConstraint:
    """A row speaks of one city: of the world, or of Mexico."""
    return models.CheckConstraint(
        condition=Q(place=None, municipality__isnull=False) | Q(place__isnull=False, municipality=None), name=name
    )


class OwnQuerySet(CircleQuerySet):
    visible = {None: frozenset({"lead", "committee"})}


class Candidate(models.Model):
    """A city somebody decided about: on the short list, or discarded with its reason. `sheet` is its score that day."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="candidates")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=12, choices=CandidateState)
    reason = models.TextField(blank=True)
    score = models.IntegerField(null=True, help_text="points on the day of the decision")
    decided_on = models.DateField()
    partnership = models.OneToOneField(
        Partnership, null=True, on_delete=models.PROTECT, related_name="candidate", help_text="case opened from it"
    )

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            one_city("candidates_a_candidate_is_one_city"),
            models.UniqueConstraint(fields=["circle", "place"], name="candidates_a_place_is_decided_once"),
            models.UniqueConstraint(
                fields=["circle", "municipality"], name="candidates_a_municipality_is_decided_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="discarded", reason=""),
                name="candidates_who_discards_says_why",
                violation_error_message=_("Diga por qué se descarta."),
            ),
        ]

    @property
    def city_id(self) -> str:
        return f"p{self.place_id}" if self.place_id else f"m{self.municipality_id}"


class Weights(models.Model):
    """How much each criterion counts for a municipality: `values` criterion → points; what is missing has its default."""

    circle = models.OneToOneField(Circle, on_delete=models.PROTECT, related_name="candidate_weights")
    values = models.JSONField(default=dict)
    changed_on = models.DateField()
    reason = models.TextField(blank=True)

    objects = OwnQuerySet.as_manager()


class Datum(models.Model):
    """Something the liaison put down of a city, with where it was read. `area` is a key of the catalogue of areas."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="candidate_data")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=DatumKind)
    area = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=200, blank=True)
    day = models.DateField(null=True)
    source = models.CharField(max_length=300)
    source_url = models.URLField(max_length=500, blank=True)
    read_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [one_city("candidates_a_datum_is_of_one_city")]


class ConsularOpinion(models.Model):
    """What a consulate thinks of a city as counterpart: given by it, or put down from its paper (asentado)."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="consular_opinions")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.PROTECT)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="consular_opinions"
    )
    consulate = models.CharField(max_length=200)
    lead = models.ForeignKey(Lead, null=True, on_delete=models.PROTECT, related_name="consular_opinions")
    sense = models.CharField(max_length=12, choices=Sense)
    text = models.TextField(blank=True)
    dated_on = models.DateField()
    reference = models.CharField(max_length=80, blank=True)
    how = models.CharField(max_length=12, default="in_post")

    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["dated_on", "pk"]
        constraints = [one_city("candidates_an_opinion_is_of_one_city")]
