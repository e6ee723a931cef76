"""Keep unavailabilities, polls, announcements with who read them, and the events of other calendars."""

import django.db.models.deletion
from django.db import migrations, models

import filage.core.identity
import filage.productions.zones


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_overrides"),
        ("productions", "0014_long_carnet"),
        ("schedule", "0001_tasks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("since", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("what", models.JSONField(blank=True, default=dict)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="announcements",
                        to="productions.activity",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="announcements", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("mailed_on", models.DateField(blank=True, null=True)),
                ("on", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="acknowledgements", to="productions.person"
                    ),
                ),
                (
                    "announcement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="acknowledgements", to="schedule.announcement"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportedEvent",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("calendar", models.CharField(max_length=200)),
                ("uid", models.CharField(max_length=400)),
                ("occurrence", models.CharField(blank=True, max_length=32)),
                ("said", models.JSONField(blank=True, default=dict)),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imported_event", to="productions.activity"
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
            },
        ),
        migrations.CreateModel(
            name="Poll",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("title", models.CharField(max_length=160)),
                ("until", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                ("people", models.ManyToManyField(blank=True, related_name="polls", to="productions.person")),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="polls", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PollDay",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("on", models.DateField()),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "zone",
                    models.CharField(default="Europe/Paris", max_length=40, validators=[filage.productions.zones.known_zone]),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="poll_days",
                        to="productions.activity",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                ("poll", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="days", to="schedule.poll")),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PollAnswer",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("answer", models.CharField(choices=[("oui", "oui"), ("si_besoin", "si besoin"), ("non", "non")], max_length=10)),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="poll_answers", to="productions.person"
                    ),
                ),
                (
                    "day",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="schedule.pollday"),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unavailability",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="unavailabilities", to="productions.person"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="announcement",
            index=models.Index(fields=["production", "made_at"], name="announcement_by_day"),
        ),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.UniqueConstraint(fields=("announcement", "person"), name="acknowledgement_once"),
        ),
        migrations.AddIndex(
            model_name="importedevent",
            index=models.Index(fields=["organisation", "uid"], name="imported_event_by_uid"),
        ),
        migrations.AddConstraint(
            model_name="pollanswer",
            constraint=models.UniqueConstraint(fields=("day", "person"), name="poll_answer_once"),
        ),
        migrations.AddIndex(
            model_name="unavailability",
            index=models.Index(fields=["organisation", "until"], name="unavailability_by_day"),
        ),
    ]
