"""Make every table of the room at once: what the first migrations made one after the other, and stands for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filage.core.fields
import filage.core.identity


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("core", "0001_initial"),
        ("core", "0002_facts_by_source"),
        ("core", "0003_pinned_and_keyed"),
        ("core", "0004_dismissed_and_traced"),
        ("core", "0005_languages"),
        ("core", "0006_sealed_mail"),
        ("core", "0007_figures_without_formula"),
        ("core", "0008_presence"),
        ("core", "0009_link_recipient"),
        ("core", "0010_documents_about_objects"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(blank=True, max_length=160)),
                ("is_active", models.BooleanField(default=True)),
                ("is_demo", models.BooleanField(default=False)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("pinned_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("changes", models.JSONField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "undoes",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="undone_by", to="core.journalentry"
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
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("direction_artistique", "direction artistique"),
                            ("administration", "administration"),
                            ("production", "production"),
                            ("diffusion", "diffusion"),
                            ("regie_generale", "régie générale"),
                            ("equipe", "équipe"),
                            ("expert_comptable", "expert-comptable (lecture)"),
                            ("invite", "invité"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="core.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("sender", models.CharField(max_length=254)),
                ("to", models.JSONField()),
                ("subject", models.CharField(max_length=300)),
                ("text", models.TextField()),
                ("secret", filage.core.fields.SealedTextField(blank=True, default="")),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("purpose", models.CharField(max_length=40)),
                ("target", models.CharField(blank=True, max_length=200)),
                ("recipient", models.CharField(blank=True, max_length=254)),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_seen_at", models.DateTimeField(null=True)),
                ("single_use", models.BooleanField(default=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="KeyFigureRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("production", models.UUIDField(null=True)),
                ("provider", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=60)),
                ("label", models.CharField(max_length=160)),
                ("amount", filage.core.fields.MoneyField(null=True)),
                ("unknown_reason", models.TextField(blank=True)),
                ("text", models.CharField(blank=True, max_length=300)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("tone", models.CharField(blank=True, max_length=20)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("rank", models.PositiveIntegerField(default=100)),
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
            name="FindingTrace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("production", models.UUIDField(null=True)),
                ("provider", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("code", models.CharField(max_length=60)),
                ("severity", models.CharField(max_length=12)),
                ("subject", models.CharField(max_length=300)),
                ("message", models.TextField()),
                ("pay", models.BooleanField(default=False)),
                ("appeared_at", models.DateTimeField()),
                ("vanished_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-appeared_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="FindingRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("production", models.UUIDField(null=True)),
                ("provider", models.CharField(max_length=40)),
                ("key", models.CharField(blank=True, max_length=200)),
                ("imprint", models.CharField(blank=True, max_length=16)),
                ("code", models.CharField(max_length=60)),
                ("severity", models.CharField(max_length=12)),
                ("subject", models.CharField(max_length=300)),
                ("message", models.TextField()),
                ("remedy", models.TextField(blank=True)),
                ("remedy_url", models.CharField(blank=True, max_length=300)),
                ("citation", models.TextField(blank=True)),
                ("citation_url", models.CharField(blank=True, max_length=300)),
                ("confidence", models.CharField(blank=True, max_length=20)),
                ("about", models.TextField(blank=True)),
                ("act", models.CharField(blank=True, max_length=20)),
                ("pay", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FactsRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("production", models.UUIDField(null=True)),
                ("imprints", models.JSONField(default=dict)),
                ("version", models.CharField(max_length=40)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Dismissal",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(max_length=200, verbose_name="constat")),
                ("imprint", models.CharField(max_length=16, verbose_name="empreinte")),
                ("code", models.CharField(max_length=60, verbose_name="code")),
                ("message", models.TextField(verbose_name="constat")),
                ("production", models.UUIDField(blank=True, null=True)),
                ("reason", models.CharField(max_length=300, verbose_name="motif")),
                ("until", models.DateField(verbose_name="jusqu’au")),
                ("made_on", models.DateField(verbose_name="écarté le")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            name="DeadlineRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("production", models.UUIDField(null=True)),
                ("provider", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("on", models.DateField()),
                ("title", models.CharField(max_length=300)),
                ("owner", models.CharField(blank=True, max_length=160)),
                ("state", models.CharField(blank=True, max_length=40)),
                ("url", models.CharField(blank=True, max_length=300)),
                ("structure", models.UUIDField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DatedSetting",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("structure", models.UUIDField(blank=True, null=True)),
                ("code", models.CharField(max_length=120)),
                ("since", models.DateField()),
                ("value", filage.core.fields.RateField()),
                ("source", models.CharField(max_length=300)),
                ("confidence", models.CharField(default="one_source", max_length=20)),
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
            name="CostRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("production", models.UUIDField(null=True)),
                ("provider", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("origin", models.CharField(max_length=120)),
                ("label", models.CharField(max_length=300)),
                ("stage", models.CharField(max_length=12)),
                ("side", models.CharField(max_length=8)),
                ("amount", filage.core.fields.MoneyField(null=True)),
                ("formula", models.TextField(blank=True)),
                ("unknown_reason", models.TextField(blank=True)),
                ("vat_rate", filage.core.fields.RateField(null=True)),
                ("on", models.DateField(null=True)),
                ("pays_on", models.DateField(null=True)),
                ("activity", models.UUIDField(null=True)),
                ("destination", models.CharField(blank=True, max_length=12)),
                ("account", models.CharField(blank=True, max_length=12)),
                ("phase", models.CharField(blank=True, max_length=20)),
                ("fiscal_year", models.PositiveSmallIntegerField(null=True)),
                ("funder", models.UUIDField(null=True)),
                ("structure", models.UUIDField(null=True)),
                ("status", models.CharField(blank=True, max_length=20)),
                ("certain", models.BooleanField(default=True)),
                ("variable", models.BooleanField(default=False)),
                ("cash", models.BooleanField(default=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("tab", models.CharField(max_length=40)),
                ("place", models.CharField(max_length=120)),
                ("spot", models.CharField(blank=True, max_length=120)),
                ("seen_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("production", models.UUIDField(null=True)),
                ("provider", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("title", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("folded", models.TextField()),
                ("url", models.CharField(blank=True, max_length=300)),
                ("kind", models.CharField(blank=True, max_length=40)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=120)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("stored_at", models.DateTimeField(auto_now_add=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IssuedDocument",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("production", models.UUIDField(null=True)),
                ("subject", models.CharField(blank=True, default="", max_length=80)),
                ("about", models.JSONField(blank=True, default=list)),
                ("number", models.PositiveIntegerField()),
                ("year", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("lang", models.CharField(default="fr", max_length=2)),
                ("data", models.JSONField()),
                ("facts_sha256", models.CharField(max_length=64)),
                ("issued_on", models.DateField()),
                ("issued_at", models.DateTimeField(auto_now_add=True)),
                (
                    "issued_by",
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
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="core.storedfile")),
            ],
            options={
                "ordering": ["-issued_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="JournalSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=80)),
                ("object_id", models.CharField(max_length=40)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="subjects", to="core.journalentry"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["model", "object_id"], name="core_journa_model_68ea01_idx")],
            },
        ),
        migrations.CreateModel(
            name="MembershipProduction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("production", models.UUIDField()),
                (
                    "membership",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="named", to="core.membership"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("membership", "production"), name="membership_production_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("user", "organisation", "role"), name="membership_once"),
        ),
        migrations.AddIndex(
            model_name="keyfigurerow",
            index=models.Index(fields=["organisation", "production"], name="core_keyfig_organis_8b16fb_idx"),
        ),
        migrations.AddIndex(
            model_name="journalentry",
            index=models.Index(fields=["organisation", "-at"], name="core_journa_organis_91dc76_idx"),
        ),
        migrations.AddIndex(
            model_name="findingtrace",
            index=models.Index(fields=["organisation", "vanished_at"], name="core_findin_organis_d3fae7_idx"),
        ),
        migrations.AddIndex(
            model_name="findingrow",
            index=models.Index(fields=["organisation", "production"], name="core_findin_organis_47b9d2_idx"),
        ),
        migrations.AddIndex(
            model_name="factsrow",
            index=models.Index(fields=["organisation", "production"], name="core_factsr_organis_01281e_idx"),
        ),
        migrations.AddConstraint(
            model_name="dismissal",
            constraint=models.UniqueConstraint(fields=("organisation", "key"), name="dismissal_once"),
        ),
        migrations.AddIndex(
            model_name="deadlinerow",
            index=models.Index(fields=["organisation", "production"], name="core_deadli_organis_5568d4_idx"),
        ),
        migrations.AddConstraint(
            model_name="datedsetting",
            constraint=models.UniqueConstraint(fields=("organisation", "structure", "code", "since"), name="dated_setting_once"),
        ),
        migrations.AddConstraint(
            model_name="datedsetting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("structure", None)),
                fields=("organisation", "code", "since"),
                name="organisation_setting_once",
            ),
        ),
        migrations.AddIndex(
            model_name="costrow",
            index=models.Index(fields=["organisation", "production"], name="core_costro_organis_66cf7a_idx"),
        ),
        migrations.AddConstraint(
            model_name="costrow",
            constraint=models.UniqueConstraint(fields=("organisation", "key"), name="cost_key_once"),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("organisation", "place", "user", "tab"), name="presence_once"),
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(fields=["organisation", "production"], name="core_search_organis_88547c_idx"),
        ),
        migrations.AddConstraint(
            model_name="issueddocument",
            constraint=models.UniqueConstraint(fields=("organisation", "kind", "year", "number"), name="document_number_once"),
        ),
        migrations.AddConstraint(
            model_name="issueddocument",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "production", "subject", "version"), name="document_version_once"
            ),
        ),
    ]
