"""What results there were become the first table of their record. A step of its own: rows, then columns."""

from django.db import migrations


def put_into_tallies(apps, _editor):
    """One table for each record that has answers. The day it was brought in was not kept."""
    answers = apps.get_model("plans", "Answer").objects
    tallies = apps.get_model("plans", "Tally").objects
    if answers.exists():
        for record in answers.order_by("record_id").values_list("record_id", flat=True).distinct():
            answers.filter(record_id=record).update(tally=tallies.create(record_id=record))


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_results_that_stay")]

    operations = [migrations.RunPython(put_into_tallies, migrations.RunPython.noop)]
