from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0012_transcripts'),
    ]

    operations = [
        migrations.AddField(
            model_name='registration',
            name='refused_on',
            field=models.DateField(null=True),
        ),
    ]
