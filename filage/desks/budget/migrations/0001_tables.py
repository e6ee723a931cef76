"""Make every table of the room at once: what the first migrations made one after the other, and stands for them."""

import django.db.models.deletion
from django.db import migrations, models

import filage.core.fields
import filage.core.identity


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("budget", "0001_initial"),
        ("budget", "0002_initial"),
        ("budget", "0003_contribution"),
        ("budget", "0004_cash"),
        ("budget", "0005_aid"),
    ]

    dependencies = [
        ("core", "0001_tables"),
        ("productions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("side", models.CharField(choices=[("charge", "charge"), ("produit", "produit")], max_length=8)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("creation", "Création"),
                            ("exploitation", "Exploitation"),
                            ("structure", "Structure"),
                            ("action_culturelle", "Action culturelle"),
                        ],
                        max_length=20,
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                (
                    "destination",
                    models.CharField(
                        choices=[
                            ("A", "Plateau artistique"),
                            ("B", "Équipe de création"),
                            ("C", "Équipe technique"),
                            ("D", "Décors, costumes, accessoires, vidéo"),
                            ("E", "Entretien, consommables, reprises"),
                            ("F", "Voyages, hébergement, repas"),
                            ("G", "Droits"),
                            ("H", "Communication, diffusion"),
                            ("I", "Production, administration"),
                            ("J", "Frais généraux imputés"),
                            ("K", "Amortissement de la création"),
                            ("L", "Imprévus"),
                            ("P", "Produits"),
                            ("S", "Structure"),
                            ("Z", "Contributions volontaires"),
                        ],
                        max_length=1,
                    ),
                ),
                ("account", models.CharField(blank=True, max_length=8)),
                ("quantity", filage.core.fields.RateField(default=1)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("unit_price", filage.core.fields.RateField(blank=True, null=True)),
                ("per_performance", models.BooleanField(default=False)),
                (
                    "hosting",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("forfait", "refacturé au forfait"),
                            ("reel", "refacturé au réel"),
                            ("fourni", "pris en charge par l’organisateur"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "vat_handling",
                    models.CharField(
                        choices=[("ht", "hors taxes"), ("ttc", "toutes taxes comprises"), ("sans", "sans TVA")],
                        default="ht",
                        max_length=4,
                    ),
                ),
                ("vat_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("aid", models.CharField(blank=True, max_length=40)),
                ("eligible_base", filage.core.fields.MoneyField(blank=True, null=True)),
                ("asked", filage.core.fields.MoneyField(blank=True, null=True)),
                (
                    "nature",
                    models.CharField(
                        blank=True,
                        choices=[("numeraire", "numéraire"), ("industrie", "industrie"), ("nature", "nature")],
                        max_length=10,
                    ),
                ),
                ("status", models.CharField(blank=True, max_length=16)),
                ("on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("comment", models.TextField(blank=True)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="budget_lines",
                        to="productions.activity",
                    ),
                ),
                (
                    "funder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="budget_lines",
                        to="productions.structure",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="budget_lines",
                        to="productions.need",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="budget_lines", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FundingPaper",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("demande", "dossier de demande"),
                            ("lettre", "lettre d’accord ou de notification"),
                            ("convention", "convention"),
                            ("appel", "appel de fonds"),
                            ("bilan", "bilan et compte rendu"),
                            ("attestation", "attestation"),
                            ("autre", "autre pièce"),
                        ],
                        default="lettre",
                        max_length=12,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=160)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "attachment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="funding_papers",
                        to="productions.attachment",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                ("line", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="budget.line")),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("regie", "régie"),
                            ("scenographie", "scénographie"),
                            ("costumes", "costumes"),
                            ("lumiere", "lumière"),
                            ("son", "son"),
                            ("video", "vidéo"),
                        ],
                        max_length=12,
                    ),
                ),
                ("author", models.CharField(blank=True, max_length=120)),
                ("label", models.CharField(max_length=200)),
                ("quantity", filage.core.fields.RateField(default=1)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("unit_price", filage.core.fields.RateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposee", "à relire"),
                            ("acceptee", "acceptée"),
                            ("modifiee", "acceptée, changée"),
                            ("refusee", "refusée"),
                        ],
                        default="proposee",
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("proposed_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contributions", to="productions.production"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions",
                        to="budget.line",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LineYear",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("amount", filage.core.fields.MoneyField()),
                ("line", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="years", to="budget.line")),
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
            name="Payment",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("on", models.DateField()),
                ("amount", filage.core.fields.MoneyField(blank=True, null=True)),
                ("share", filage.core.fields.RateField(blank=True, null=True)),
                ("paid", models.BooleanField(default=False)),
                (
                    "line",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="payments", to="budget.line"),
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
            name="Version",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("frozen_on", models.DateField()),
                ("data", models.JSONField(default=dict)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="budget_versions", to="productions.production"
                    ),
                ),
                (
                    "sent_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="received_budgets",
                        to="productions.structure",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Hypothesis",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("dates_prevues", "Dates prévues pour amortir"),
                            ("taux_gestion", "Frais de gestion, % du coût plateau"),
                            ("quote_part_structure", "Quote-part de structure par date"),
                            ("frais_paie", "Frais de paie par bulletin"),
                            ("prix", "Prix de cession annoncé, HT"),
                            ("marge_sur_cout", "Taux de marge, % du coût"),
                            ("marque_sur_prix", "Taux de marque, % du prix"),
                            ("serie_1", "Coefficient de la 1re date"),
                            ("serie_2", "Coefficient de la 2e date"),
                            ("serie_3", "Coefficient de la 3e date"),
                            ("serie_4", "Coefficient de la 4e date et des suivantes"),
                            ("meme_jour", "Coefficient d’une 2e représentation le même jour"),
                            ("meme_lieu", "Coefficient d’un retour au même lieu"),
                            ("prix_scolaire", "Prix d’une représentation scolaire, HT"),
                            ("tva_cession", "TVA sur la cession, %"),
                            ("tresorerie_ouverture", "Solde d’ouverture"),
                            ("tresorerie_mois", "Nombre de mois du plan"),
                            ("bas_dates", "Hypothèse basse : dates vendues"),
                            ("bas_charges", "Hypothèse basse : charges en plus, %"),
                            ("haut_dates", "Hypothèse haute : dates vendues"),
                            ("haut_charges", "Hypothèse haute : charges en moins, %"),
                        ],
                        max_length=24,
                    ),
                ),
                ("value", filage.core.fields.RateField(blank=True, null=True)),
                ("on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hypotheses", to="productions.production"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("production", "code"), name="hypothesis_once")],
            },
        ),
    ]
