from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0004_circle_required'),
    ]

    operations = [
        migrations.AddField(
            model_name='consultation',
            name='shows',
            field=models.JSONField(default=list, help_text="keys of the study's sections that those invited read"),
        ),
    ]
