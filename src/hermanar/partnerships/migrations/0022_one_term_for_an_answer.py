"""The term that a letter gives for its answer is said by its fact as well: a letter put down before it was kept there had
one day on its own page and another on the step of its case. Nothing that stood is written over: the fact did not say it."""

from django.db import migrations

_SOURCE = "partnerships.letter:"


def say(apps, schema_editor):
    Letter, Fact = apps.get_model("partnerships", "Letter"), apps.get_model("process", "Fact")
    waiting = dict(
        Letter.objects.filter(direction="out")
        .exclude(due_on=None)
        .exclude(partnership=None)
        .exclude(kind="answer")
        .values_list("public_id", "due_on")
    )
    for fact in Fact.objects.filter(source__startswith=_SOURCE, withdrawn_at=None).iterator(chunk_size=500):
        due_on = waiting.get(fact.source.removeprefix(_SOURCE))
        if due_on is not None and "due_on" not in fact.data:
            Fact.objects.filter(pk=fact.pk).update(data={**fact.data, "due_on": due_on.isoformat()})


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0021_refusals"), ("process", "0002_reopened")]

    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
