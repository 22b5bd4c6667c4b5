import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_model_left_out"),
        ("partnerships", "0018_letter_given_out"),
    ]

    operations = [
        migrations.AddField(
            model_name="study",
            name="issue",
            field=models.ForeignKey(
                help_text="the paper of the version approved",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.issue",
            ),
        ),
    ]
