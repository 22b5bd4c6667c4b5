import django.db.models.deletion
import hermanar.kernel.codes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0004_mandate_of_the_office"),
        ("documents", "0003_desk"),
    ]

    operations = [
        migrations.AddField(model_name="letterhead", name="copies", field=models.TextField(blank=True)),
        migrations.AddField(model_name="letterhead", name="copies_en", field=models.TextField(blank=True)),
        migrations.AddField(
            model_name="letterhead", name="initials", field=models.CharField(blank=True, max_length=40)
        ),
        migrations.CreateModel(
            name="LegalBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=hermanar.kernel.codes.new_public_id, editable=False, max_length=12, unique=True
                    ),
                ),
                ("text", models.CharField(max_length=300)),
                ("text_en", models.CharField(blank=True, max_length=300)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("source", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_bases",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
    ]
