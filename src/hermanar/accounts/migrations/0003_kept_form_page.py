from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_sessions_and_kept_forms")]

    operations = [
        # a form waits one hour at most: those of an older program are not carried over
        migrations.RunSQL("DELETE FROM accounts_keptform", migrations.RunSQL.noop),
        migrations.AddField("user", "forms_kept_until", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("keptform", "page", models.CharField(default="", max_length=500), preserve_default=False),
        migrations.AddField("keptform", "mark", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AddConstraint(
            "keptform",
            models.UniqueConstraint(fields=("user", "mark"), name="accounts_one_kept_form_per_form_shown"),
        ),
    ]
