from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_dismissed_and_traced")]

    operations = [
        migrations.AddField(
            model_name="issueddocument",
            name="lang",
            field=models.CharField(default="fr", max_length=2),
        ),
    ]
