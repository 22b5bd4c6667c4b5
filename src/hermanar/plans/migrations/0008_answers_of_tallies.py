import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_results_into_tallies")]

    operations = [
        migrations.RemoveField(model_name="answer", name="record"),
        migrations.AlterField(
            model_name="answer",
            name="tally",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="plans.tally"
            ),
        ),
    ]
