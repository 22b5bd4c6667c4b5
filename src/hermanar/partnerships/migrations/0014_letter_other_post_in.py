from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0013_letter_pipeline_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='other_post_in',
            field=models.JSONField(default=dict, help_text="the addressee's post in the letter's other languages"),
        ),
    ]
