"""Letters of before stand in the register of the municipality of their case, with the other side's name."""

from django.db import migrations

from hermanar.partnerships.rules.correspondence import sought


def fill(apps, schema_editor):
    Letter = apps.get_model("partnerships", "Letter")
    rows = Letter.objects.filter(circle=None).select_related("partnership").prefetch_related("partnership__parties")
    batch = []
    for letter in rows.iterator(chunk_size=500):
        partnership = letter.partnership
        theirs = next((p for p in partnership.parties.all() if p.side == "theirs"), None)
        letter.circle_id, letter.owner_id = partnership.circle_id, partnership.owner_id
        if theirs is not None:
            letter.city, letter.subdivision = theirs.name, theirs.subdivision
            letter.country_id, letter.municipality_id = theirs.country_id, theirs.municipality_id
            letter.there_id = theirs.place_id
        letter.languages = list(partnership.languages) if letter.kind == "intent" else ["es"]
        letter.entered_on = letter.dated_on or letter.sent_on or partnership.opened_on
        letter.year = (letter.dated_on or letter.entered_on).year
        letter.touched_on = letter.sent_on
        letter.sought = sought(letter.folio, letter.subject, letter.city, letter.sender)
        batch.append(letter)
    fields = [
        "circle", "owner", "city", "subdivision", "country", "municipality", "there", "languages", "entered_on", "year",
        "touched_on", "sought",
    ]  # fmt: skip
    Letter.objects.bulk_update(batch, fields, batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0005_letters_register")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
