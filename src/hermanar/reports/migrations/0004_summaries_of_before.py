"""Quarters closed before their summary was kept get it from their own snapshot: boards count them too."""

from django.db import migrations

from hermanar.reports.rules.board import summary_of


def fill(apps, schema_editor):
    """The snapshot stays as it was signed; one that lacks what a summary needs keeps none."""
    periods = apps.get_model("reports", "Period").objects.using(schema_editor.connection.alias)
    for period in periods.filter(summary__isnull=True, snapshot__isnull=False).order_by("pk").iterator(chunk_size=100):
        try:
            summary = summary_of(period.snapshot)
        except KeyError:
            continue
        periods.filter(pk=period.pk).update(summary=summary)


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_summary")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
