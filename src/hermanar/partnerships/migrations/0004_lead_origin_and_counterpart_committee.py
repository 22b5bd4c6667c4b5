from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partnerships', '0003_correspondence_and_antecedents'),
    ]

    operations = [
        migrations.AddField(
            model_name='counterpart',
            name='committee_contact',
            field=models.CharField(blank=True, help_text='Cargo y correo de quien lo atiende', max_length=200),
        ),
        migrations.AddField(
            model_name='counterpart',
            name='committee_known',
            field=models.CharField(choices=[('unknown', 'No se sabe'), ('exists', 'Existe'), ('none', 'No existe')], default='unknown', max_length=8),
        ),
        migrations.AddField(
            model_name='counterpart',
            name='committee_precision',
            field=models.CharField(default='day', max_length=8),
        ),
        migrations.AddField(
            model_name='counterpart',
            name='committee_since',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='lead',
            name='foreign_profile',
            field=models.JSONField(default=dict, help_text='key of `rules.leads.CITY` → text (R4-11)'),
        ),
        migrations.AddField(
            model_name='lead',
            name='origin',
            field=models.CharField(choices=[('consulate', 'Consulado o embajada'), ('event', 'Encuentro o evento'), ('citizen', 'Ciudadanía'), ('foreign_city', 'Ciudad extranjera'), ('conversation', 'Conversación')], default='consulate', max_length=12),
        ),
        migrations.AddField(
            model_name='lead',
            name='origin_about',
            field=models.CharField(blank=True, help_text='public id of the encounter it came from', max_length=12),
        ),
        migrations.AddField(
            model_name='lead',
            name='origin_note',
            field=models.CharField(blank=True, help_text='De dónde salió: encuentro, persona, carta', max_length=240),
        ),
    ]
