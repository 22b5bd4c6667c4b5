from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("programmes", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="duty",
            name="reminded",
            field=models.CharField(blank=True, help_text="last mark at which its owner was told", max_length=12),
        ),
    ]
