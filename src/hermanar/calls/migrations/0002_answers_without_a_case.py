from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0001_calls'),
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='contribution',
            name='circle',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='directory.circle'),
        ),
        migrations.AlterField(
            model_name='contribution',
            name='partnership',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='partnerships.partnership'),
        ),
    ]
