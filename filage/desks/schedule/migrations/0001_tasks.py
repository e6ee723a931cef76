"""Keep the tasks of a retroplanning, and the lines of its templates that an organisation writes of its own."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import filage.core.identity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_tables"),
        ("productions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "template",
                    models.CharField(
                        blank=True,
                        choices=[("creation", "création d’un spectacle"), ("date", "une date de tournée")],
                        max_length=10,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=20)),
                ("label", models.CharField(max_length=200)),
                (
                    "phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("conception", "Conception"),
                            ("montage", "Montage"),
                            ("residences", "Résidences"),
                            ("fabrication", "Fabrication"),
                            ("repetitions", "Répétitions"),
                            ("creation", "Création"),
                            ("exploitation", "Exploitation"),
                            ("bilan", "Bilan"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "anchor",
                    models.CharField(
                        choices=[
                            ("premiere", "la première"),
                            ("date", "une date"),
                            ("embauche", "la première heure de l’embauche"),
                            ("libre", "rien : un jour choisi"),
                        ],
                        default="libre",
                        max_length=10,
                    ),
                ),
                ("offset_days", models.IntegerField(blank=True, null=True)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("owner", models.CharField(blank=True, max_length=120)),
                ("resource", models.CharField(blank=True, max_length=200)),
                (
                    "priority",
                    models.CharField(
                        choices=[("haute", "haute"), ("normale", "normale"), ("basse", "basse")], default="normale", max_length=8
                    ),
                ),
                (
                    "progress",
                    models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(100)]),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("a_faire", "À faire"),
                            ("en_cours", "En cours"),
                            ("bloquee", "Bloquée"),
                            ("faite", "Faite"),
                            ("abandonnee", "Abandonnée"),
                        ],
                        default="a_faire",
                        max_length=10,
                    ),
                ),
                ("blocker", models.CharField(blank=True, max_length=300)),
                ("fixed", models.BooleanField(default=False)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="productions.activity",
                    ),
                ),
                ("depends_on", models.ManyToManyField(blank=True, related_name="followers", to="schedule.task")),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="tasks",
                        to="productions.person",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["production", "due_on"], name="task_by_due_day")],
            },
        ),
        migrations.CreateModel(
            name="TemplateTask",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "template",
                    models.CharField(
                        choices=[("creation", "création d’un spectacle"), ("date", "une date de tournée")], max_length=10
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("kept", models.BooleanField(default=True)),
                ("label", models.CharField(max_length=200)),
                (
                    "phase",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("conception", "Conception"),
                            ("montage", "Montage"),
                            ("residences", "Résidences"),
                            ("fabrication", "Fabrication"),
                            ("repetitions", "Répétitions"),
                            ("creation", "Création"),
                            ("exploitation", "Exploitation"),
                            ("bilan", "Bilan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("starts", models.CharField(blank=True, max_length=12)),
                ("due", models.CharField(max_length=12)),
                ("owner", models.CharField(blank=True, max_length=120)),
                ("resource", models.CharField(blank=True, max_length=200)),
                (
                    "priority",
                    models.CharField(
                        choices=[("haute", "haute"), ("normale", "normale"), ("basse", "basse")], default="normale", max_length=8
                    ),
                ),
                ("after", models.CharField(blank=True, max_length=120)),
                ("note", models.TextField(blank=True)),
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
                "constraints": [models.UniqueConstraint(fields=("organisation", "template", "code"), name="template_task_once")],
            },
        ),
    ]
