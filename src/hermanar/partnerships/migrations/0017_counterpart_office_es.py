from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0016_taken_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='counterpart',
            name='office_es',
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
