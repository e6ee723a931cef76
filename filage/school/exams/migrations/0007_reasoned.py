from django.db import migrations, models
from django.db.models import F


def those_granted_were_reasoned(apps, schema_editor):
    """No exemption was ever granted without the reasoned opinion."""
    apps.get_model("exams", "CriterionExemption").objects.update(reasoned=F("granted"))


class Migration(migrations.Migration):
    dependencies = [("exams", "0006_following")]
    operations = [
        migrations.AddField("criterionexemption", "reasoned", models.BooleanField(default=False)),
        migrations.RunPython(those_granted_were_reasoned, migrations.RunPython.noop),
    ]
