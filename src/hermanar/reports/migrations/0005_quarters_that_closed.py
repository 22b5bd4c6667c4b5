"""Quarters whose report was authorised before the plan knew of it are closed in the plan too."""

from django.db import migrations


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    closed = apps.get_model("plans", "ClosedQuarter").objects.using(alias)
    locked = apps.get_model("reports", "Period").objects.using(alias).filter(state="locked")
    rows = locked.order_by("pk").values_list("organisation_id", "year", "quarter", "locked_at")
    for organisation, year, quarter, at in rows.iterator(chunk_size=500):
        closed.get_or_create(organisation_id=organisation, year=year, quarter=quarter, defaults={"at": at})


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_summaries_of_before"), ("plans", "0003_nothing_backwards")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
