from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0007_letters_register_required'),
    ]

    operations = [
        migrations.AddField(
            model_name='study',
            name='english',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='study',
            name='proposals',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='study',
            name='sources',
            field=models.JSONField(default=dict),
        ),
    ]
