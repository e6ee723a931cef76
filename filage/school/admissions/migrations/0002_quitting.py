"""What a contract says of who leaves before the end."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("admissions", "0001_tables")]
    operations = [
        migrations.AddField("intake", "quitting", models.TextField(blank=True, default=""), preserve_default=False),
    ]
