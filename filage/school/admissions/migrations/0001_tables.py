import django.db.models.deletion
from django.db import migrations, models

import filage.core.fields
import filage.core.identity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0002_overrides"),
        ("productions", "0016_partner_iban"),
        ("programmes", "0003_company_hours"),
    ]

    operations = [
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=160)),
                ("slug", models.SlugField(max_length=80)),
                ("published", models.BooleanField(default=False)),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("introduction", models.TextField(blank=True)),
                ("routes", models.CharField(blank=True, max_length=200)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("consent", models.TextField(blank=True)),
                ("interviews_from", models.DateField(blank=True, null=True)),
                ("interviews_until", models.DateField(blank=True, null=True)),
                ("decides_on", models.DateField(blank=True, null=True)),
                ("keep_months", models.PositiveSmallIntegerField(default=24)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="intakes", to="programmes.schoolsession"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InfoMeeting",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(default=90)),
                ("place", models.CharField(blank=True, max_length=160)),
                ("video", models.CharField(blank=True, max_length=300)),
                ("capacity", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="admissions.intake"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("brouillon", "brouillon"),
                            ("depose", "déposé"),
                            ("completude", "complétude"),
                            ("preselection", "présélection"),
                            ("entretien", "entretien"),
                            ("decision", "décision"),
                            ("financement", "financement"),
                            ("inscrit", "inscrit"),
                        ],
                        default="brouillon",
                        max_length=16,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hors_delai", "hors délai"),
                            ("incomplet", "incomplet"),
                            ("refuse", "refusé"),
                            ("attente", "liste d’attente"),
                            ("admis", "admis"),
                            ("desiste", "désisté"),
                        ],
                        max_length=12,
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=80)),
                ("last_name", models.CharField(blank=True, max_length=80)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("born_on", models.DateField(blank=True, null=True)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("postal_code", models.CharField(blank=True, max_length=12)),
                ("city", models.CharField(blank=True, max_length=120)),
                ("route", models.CharField(blank=True, max_length=20)),
                ("months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("ects", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("experience", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("derogation", models.BooleanField(default=False)),
                ("derogation_text", models.TextField(blank=True)),
                ("track", models.CharField(blank=True, max_length=40)),
                (
                    "funder",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("region", "Région"),
                            ("afdas", "Afdas"),
                            ("cpf", "CPF"),
                            ("ptp", "projet de transition professionnelle (PTP)"),
                            ("france_travail", "France Travail"),
                            ("employeur", "employeur"),
                            ("personnel", "fonds personnels"),
                        ],
                        max_length=16,
                    ),
                ),
                ("project", models.TextField(blank=True)),
                ("background", models.TextField(blank=True)),
                ("begun_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(blank=True, null=True)),
                ("consent_at", models.DateTimeField(blank=True, null=True)),
                ("interview_at", models.DateTimeField(blank=True, null=True)),
                ("interview_place", models.CharField(blank=True, max_length=200)),
                ("reasons", models.TextField(blank=True)),
                ("decided_on", models.DateField(blank=True, null=True)),
                (
                    "learner",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="application",
                        to="programmes.learner",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="applications", to="admissions.intake"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IntakeAssessor",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assessors", to="admissions.intake"
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
                    models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="productions.person"),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("comment", models.TextField(blank=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assessments", to="admissions.application"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "assessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assessments", to="admissions.intakeassessor"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IntakeCriterion",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=120)),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                ("most", models.PositiveSmallIntegerField(default=5)),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="admissions.intake"
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
            name="IntakeEntry",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("route", models.CharField(max_length=20)),
                ("level", models.PositiveSmallIntegerField()),
                ("ects", models.PositiveSmallIntegerField(default=0)),
                ("experience", models.PositiveSmallIntegerField(default=0)),
                ("months", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="admissions.intake"
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
            name="IntakePiece",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=80)),
                ("help", models.CharField(blank=True, max_length=200)),
                ("required", models.BooleanField(default=True)),
                (
                    "intake",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="admissions.intake"),
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
            name="ApplicationPiece",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("received_at", models.DateTimeField()),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=120)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="joined", to="admissions.application"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="joined", to="admissions.intakepiece"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IntakeQuota",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=60)),
                ("funders", models.CharField(max_length=120)),
                ("places", models.PositiveSmallIntegerField()),
                (
                    "intake",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="quotas", to="admissions.intake"),
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
        migrations.AddField(
            model_name="application",
            name="quota",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="applications",
                to="admissions.intakequota",
            ),
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("value", models.PositiveSmallIntegerField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="admissions.assessment"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="admissions.intakecriterion"
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
            name="MeetingGuest",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("registered_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="guests", to="admissions.infomeeting"
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
            name="PlaceFunding",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "funder",
                    models.CharField(
                        choices=[
                            ("region", "Région"),
                            ("afdas", "Afdas"),
                            ("cpf", "CPF"),
                            ("ptp", "projet de transition professionnelle (PTP)"),
                            ("france_travail", "France Travail"),
                            ("employeur", "employeur"),
                            ("personnel", "fonds personnels"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("demande", "demandé"),
                            ("accord", "accord"),
                            ("refuse", "refusé"),
                            ("facture", "facturé"),
                            ("paye", "payé"),
                        ],
                        default="demande",
                        max_length=12,
                    ),
                ),
                ("amount", filage.core.fields.MoneyField(blank=True, null=True)),
                ("invoiced", filage.core.fields.MoneyField(blank=True, null=True)),
                ("paid", filage.core.fields.MoneyField(blank=True, null=True)),
                ("name", models.CharField(blank=True, max_length=160)),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("asked_on", models.DateField(blank=True, null=True)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fundings", to="admissions.application"
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
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.UniqueConstraint(fields=("organisation", "slug"), name="intake_slug_once"),
        ),
        migrations.AddConstraint(
            model_name="intakeassessor",
            constraint=models.UniqueConstraint(fields=("intake", "person"), name="intake_assessor_once"),
        ),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=models.UniqueConstraint(fields=("application", "assessor"), name="assessment_once"),
        ),
        migrations.AddConstraint(
            model_name="intakecriterion",
            constraint=models.UniqueConstraint(fields=("intake", "name"), name="intake_criterion_once"),
        ),
        migrations.AddConstraint(
            model_name="intakepiece",
            constraint=models.UniqueConstraint(fields=("intake", "name"), name="intake_piece_once"),
        ),
        migrations.AddConstraint(
            model_name="applicationpiece",
            constraint=models.UniqueConstraint(fields=("application", "piece"), name="application_piece_once"),
        ),
        migrations.AddConstraint(
            model_name="intakequota",
            constraint=models.UniqueConstraint(fields=("intake", "name"), name="intake_quota_once"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["intake", "state"], name="application_by_state"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(fields=("intake", "number"), name="application_number_once"),
        ),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.UniqueConstraint(fields=("assessment", "criterion"), name="mark_once"),
        ),
        migrations.AddConstraint(
            model_name="meetingguest",
            constraint=models.UniqueConstraint(fields=("meeting", "email"), name="meeting_guest_once"),
        ),
    ]
