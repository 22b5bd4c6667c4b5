"""What came before by a relation's door is read where the relation is."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    Contribution = apps.get_model("calls", "Contribution")
    Partnership = apps.get_model("partnerships", "Partnership")
    circle = Partnership.objects.filter(pk=OuterRef("partnership_id")).values("circle_id")[:1]
    Contribution.objects.filter(circle=None).update(circle_id=Subquery(circle))


class Migration(migrations.Migration):
    dependencies = [("calls", "0002_answers_without_a_case")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
