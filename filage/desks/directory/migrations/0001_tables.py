"""Make every table of the room at once: what the first migrations made one after the other, and stands for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filage.core.identity


class Migration(migrations.Migration):
    initial = True
    replaces = [("directory", "0001_directory"), ("directory", "0002_imports"), ("directory", "0003_indexes")]

    dependencies = [
        ("core", "0001_tables"),
        ("productions", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("interet_legitime", "intérêt légitime : prospection entre professionnels"),
                            ("consentement", "consentement"),
                            ("contrat", "contrat"),
                            ("obligation", "obligation légale"),
                        ],
                        default="interet_legitime",
                        max_length=20,
                    ),
                ),
                ("since", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("opposed_on", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consent", to="productions.person"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContactImport",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("read_at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("lu", "lu, rien d’écrit"),
                            ("ecriture", "en cours d’écriture"),
                            ("ecrit", "écrit"),
                            ("refuse", "refusé, rien d’écrit"),
                            ("laisse", "laissé"),
                        ],
                        default="lu",
                        max_length=10,
                    ),
                ),
                ("header", models.IntegerField(default=-1)),
                ("roles", models.JSONField(default=list)),
                ("decisions", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("refused", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
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
                "ordering": ["-read_at", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "function",
                    models.CharField(
                        choices=[
                            ("direction", "direction"),
                            ("programmation", "programmation"),
                            ("secretariat_general", "secrétariat général"),
                            ("administration", "administration"),
                            ("production", "production"),
                            ("diffusion", "diffusion"),
                            ("technique", "technique"),
                            ("communication", "communication"),
                            ("relations_publiques", "relations publiques"),
                            ("billetterie", "billetterie"),
                            ("mediation", "médiation"),
                            ("conseil", "conseil, tutelle"),
                            ("autre", "autre"),
                        ],
                        default="autre",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="affiliations", to="productions.person"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="affiliations", to="productions.structure"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="affiliations",
                        to="productions.venue",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "person"], name="affiliation_by_person"),
                    models.Index(fields=["organisation", "structure"], name="affiliation_by_structure"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Interaction",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rencontre", "rencontre"),
                            ("vu", "a vu le spectacle"),
                            ("dossier", "dossier envoyé"),
                            ("appel", "appel"),
                            ("courriel", "courriel"),
                            ("courrier", "courrier"),
                            ("autre", "autre"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("entrant", "de leur part"), ("sortant", "de notre part")], default="sortant", max_length=8
                    ),
                ),
                ("on", models.DateField()),
                ("where", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interactions",
                        to="productions.person",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interactions",
                        to="productions.production",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interactions",
                        to="productions.structure",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interactions",
                        to="productions.venue",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["organisation", "on"], name="interaction_by_day")],
            },
        ),
        migrations.CreateModel(
            name="Label",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("code", models.CharField(max_length=20)),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="labels", to="productions.structure"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["organisation", "structure", "code"], name="label_by_structure")],
            },
        ),
        migrations.CreateModel(
            name="NextGesture",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("what", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("owner", models.CharField(blank=True, max_length=120)),
                ("done_on", models.DateField(blank=True, null=True)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="next_gestures",
                        to="productions.person",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="next_gestures",
                        to="productions.production",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="next_gestures",
                        to="productions.structure",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["organisation", "done_on", "due_on"], name="gesture_by_day")],
            },
        ),
    ]
