"""Make every table of the room at once: what the first migrations made one after the other, and stands for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filage.core.fields
import filage.core.identity


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("payroll", "0001_initial"),
        ("payroll", "0002_own_rights"),
        ("payroll", "0003_training"),
        ("payroll", "0004_meals_and_nights"),
    ]

    dependencies = [
        ("core", "0001_tables"),
        ("productions", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActualPay",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("who", models.CharField(max_length=160)),
                ("month", models.DateField()),
                ("gross", filage.core.fields.MoneyField()),
                ("net", filage.core.fields.MoneyField(blank=True, null=True)),
                ("employer_cost", filage.core.fields.MoneyField(blank=True, null=True)),
                ("hours", filage.core.fields.RateField(blank=True, null=True)),
                ("cachets", filage.core.fields.RateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("imprint", models.CharField(blank=True, max_length=64)),
                (
                    "engagement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actual_pays",
                        to="productions.engagement",
                    ),
                ),
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
                        related_name="actual_pays",
                        to="productions.person",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actual_pays", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActualPart",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("urssaf", "Urssaf"),
                            ("accidents", "accidents du travail"),
                            ("retraite", "retraite complémentaire"),
                            ("chomage", "assurance chômage"),
                            ("prevoyance", "prévoyance"),
                            ("sante", "mutuelle"),
                            ("conges", "Congés Spectacles"),
                            ("formation", "formation (Afdas)"),
                            ("taxes", "taxes sur les salaires"),
                            ("reduction", "réduction générale"),
                            ("autre", "autres cotisations"),
                        ],
                        max_length=12,
                    ),
                ),
                ("amount", filage.core.fields.MoneyField()),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "actual",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="payroll.actualpay"),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HoursEntry",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("on", models.DateField()),
                ("planned_hours", filage.core.fields.RateField(blank=True, null=True)),
                ("done_hours", filage.core.fields.RateField(blank=True, null=True)),
                ("planned_cachets", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("done_cachets", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("meals", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("nights", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[("prevu", "prévu"), ("saisi", "saisi"), ("valide", "validé"), ("transmis", "transmis")],
                        default="prevu",
                        max_length=12,
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="hours_entries",
                        to="productions.activity",
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hours_entries", to="productions.engagement"
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
            name="OwnRights",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                (
                    "annex",
                    models.PositiveSmallIntegerField(
                        blank=True, choices=[(8, "annexe 8, techniciens"), (10, "annexe 10, artistes")], null=True
                    ),
                ),
                ("anniversary_on", models.DateField(blank=True, null=True)),
                ("over_50", models.BooleanField(default=False)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="own_rights", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OwnWork",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("employer", models.CharField(max_length=160)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("cachets", models.PositiveSmallIntegerField(default=0)),
                ("hours", filage.core.fields.RateField(default=0)),
                ("teaching", models.BooleanField(default=False)),
                ("training", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="own_works", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["first", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="actualpay",
            constraint=models.UniqueConstraint(fields=("production", "person", "month"), name="actual_pay_once"),
        ),
        migrations.AddConstraint(
            model_name="hoursentry",
            constraint=models.UniqueConstraint(fields=("engagement", "on"), name="hours_once_a_day"),
        ),
    ]
