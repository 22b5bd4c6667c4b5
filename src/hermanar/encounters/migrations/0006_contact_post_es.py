from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('encounters', '0005_letters_of_invitations'),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='post_es',
            field=models.CharField(blank=True, help_text='Su cargo en español, si se llama en otro idioma', max_length=200),
        ),
    ]
