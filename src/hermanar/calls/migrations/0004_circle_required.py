from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0003_circle_of_contributions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='contribution',
            name='circle',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='directory.circle'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('partnership__isnull', False), models.Q(('kind', 'answer'), ('letter__isnull', False)), _connector='OR'), name='calls_without_a_case_a_letter_is_answered'),
        ),
    ]
