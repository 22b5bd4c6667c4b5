from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agreements', '0007_taken_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='signing',
            name='unsigned_reason',
            field=models.TextField(blank=True, help_text='why a paper as it was issued was deposited as the scan'),
        ),
    ]
