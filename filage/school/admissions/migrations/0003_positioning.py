"""How far applicants say they are in each competence, when a call asks it."""

import django.db.models.deletion
from django.db import migrations, models

import filage.core.identity


class Migration(migrations.Migration):
    dependencies = [
        ("admissions", "0002_quitting"),
        ("core", "0002_overrides"),
    ]

    operations = [
        migrations.AddField(
            model_name="intake",
            name="positions",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="SelfLevel",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("competence", models.CharField(max_length=12)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "jamais fait"),
                            (1, "fait avec de l’aide"),
                            (2, "fait sans aide"),
                            (3, "transmis à d’autres"),
                        ]
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="levels", to="admissions.application"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("application", "competence"), name="self_level_once")],
            },
        ),
    ]
