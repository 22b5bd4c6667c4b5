import django.db.models.deletion
import hermanar.kernel.codes
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_initial'),
        ('partnerships', '0004_lead_origin_and_counterpart_committee'),
    ]

    operations = [
        migrations.CreateModel(
            name='Weights',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('values', models.JSONField(default=dict)),
                ('changed_on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('circle', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='candidate_weights', to='directory.circle')),
            ],
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=hermanar.kernel.codes.new_public_id, editable=False, max_length=12, unique=True)),
                ('state', models.CharField(choices=[('shortlisted', 'En la lista corta'), ('discarded', 'Descartada')], max_length=12)),
                ('reason', models.TextField(blank=True)),
                ('score', models.IntegerField(help_text='points on the day of the decision', null=True)),
                ('decided_on', models.DateField()),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidates', to='directory.circle')),
                ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.municipality')),
                ('partnership', models.OneToOneField(help_text='case opened from it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidate', to='partnerships.partnership')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.place')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('municipality__isnull', False), ('place', None)), models.Q(('municipality', None), ('place__isnull', False)), _connector='OR'), name='candidates_a_candidate_is_one_city'), models.UniqueConstraint(fields=('circle', 'place'), name='candidates_a_place_is_decided_once'), models.UniqueConstraint(fields=('circle', 'municipality'), name='candidates_a_municipality_is_decided_once'), models.CheckConstraint(condition=models.Q(('reason', ''), ('state', 'discarded'), _negated=True), name='candidates_who_discards_says_why', violation_error_message='Diga por qué se descarta.')],
            },
        ),
        migrations.CreateModel(
            name='ConsularOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=hermanar.kernel.codes.new_public_id, editable=False, max_length=12, unique=True)),
                ('consulate', models.CharField(max_length=200)),
                ('sense', models.CharField(choices=[('favourable', 'Favorable'), ('reserved', 'Con reservas'), ('unfavourable', 'No favorable')], max_length=12)),
                ('text', models.TextField(blank=True)),
                ('dated_on', models.DateField()),
                ('reference', models.CharField(blank=True, max_length=80)),
                ('how', models.CharField(default='in_post', max_length=12)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consular_opinions', to='directory.circle')),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consular_opinions', to='partnerships.lead')),
                ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.municipality')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consular_opinions', to='directory.organisation')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.place')),
            ],
            options={
                'ordering': ['dated_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('municipality__isnull', False), ('place', None)), models.Q(('municipality', None), ('place__isnull', False)), _connector='OR'), name='candidates_an_opinion_is_of_one_city')],
            },
        ),
        migrations.CreateModel(
            name='Datum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=hermanar.kernel.codes.new_public_id, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('practice', 'Resolvió un problema como el nuestro'), ('offer', 'Ofrece'), ('seek', 'Busca'), ('sector', 'Sector económico'), ('university', 'Universidad'), ('migrants', 'Viven ahí migrantes del municipio'), ('term', 'Su administración termina el'), ('committee', 'Tiene comité de ciudades hermanas'), ('no_committee', 'No tiene comité de ciudades hermanas')], max_length=12)),
                ('area', models.CharField(blank=True, max_length=40)),
                ('text', models.CharField(blank=True, max_length=200)),
                ('day', models.DateField(null=True)),
                ('source', models.CharField(max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('read_on', models.DateField()),
                ('withdrawn_on', models.DateField(null=True)),
                ('circle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidate_data', to='directory.circle')),
                ('municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.municipality')),
                ('place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='directory.place')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('municipality__isnull', False), ('place', None)), models.Q(('municipality', None), ('place__isnull', False)), _connector='OR'), name='candidates_a_datum_is_of_one_city')],
            },
        ),
    ]
