from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_who_headed_and_took_part'),
    ]

    operations = [
        migrations.AlterField(
            model_name='point',
            name='purpose',
            field=models.CharField(choices=[('approve_study', 'Aprobar el estudio de factibilidad'), ('authorise', 'Autorizar la suscripción'), ('install', 'Instalar el Comité'), ('correct', 'Corregir un acuerdo anterior'), ('approve_minutes', 'Aprobar la minuta anterior'), ('decide', 'Adoptar una decisión sobre el acuerdo (función a)'), ('identify', 'Identificar áreas para proyectos (función b)'), ('recommend', 'Orientar actividades y recomendar (función c)'), ('examine_report', 'Examinar un informe de avance'), ('other', 'Otro asunto')], default='other', max_length=16),
        ),
    ]
