"""Make every table of the room at once: what the first migrations made one after the other, and stands for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filage.core.fields
import filage.core.identity
import filage.productions.zones


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("productions", "0001_initial"),
        ("productions", "0002_interview"),
        ("productions", "0003_hosting"),
        ("productions", "0004_identity"),
        ("productions", "0005_coproduction_form"),
        ("productions", "0006_pay_terms"),
        ("productions", "0007_pay_days"),
        ("productions", "0008_deal_kinds"),
        ("productions", "0009_directory"),
        ("productions", "0010_concert_terms"),
        ("productions", "0011_sealed_absence"),
        ("productions", "0012_words"),
    ]

    dependencies = [
        ("core", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("jeu", "Le jeu"),
                            ("corps", "Les corps"),
                            ("espace", "L’espace"),
                            ("lumiere", "La lumière"),
                            ("son", "Le son"),
                            ("costume", "Les costumes"),
                            ("image", "L’image"),
                            ("public", "Le public"),
                            ("calendrier", "Le calendrier"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("open_point", models.TextField(blank=True)),
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
            name="Deal",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cession", "cession"),
                            ("corealisation", "coréalisation"),
                            ("location", "location"),
                            ("residence", "résidence"),
                            ("coproduction", "coproduction"),
                            ("preachat", "préachat"),
                            ("mise_a_disposition", "mise à disposition"),
                            ("atelier", "convention d’action culturelle"),
                            ("prestation", "prestation"),
                            ("auteur", "commande ou contrat d’auteur"),
                            ("mandat", "mandat de diffusion"),
                            ("captation", "captation, image"),
                            ("partenariat", "partenariat"),
                            ("mecenat", "mécénat"),
                            ("parrainage", "parrainage"),
                            ("fournisseur", "commande fournisseur"),
                            ("creneau", "location de créneau"),
                        ],
                        default="cession",
                        max_length=20,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("vente", "nous vendons, nous recevons"), ("achat", "nous achetons, nous payons")],
                        max_length=8,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("propose", "proposé"),
                            ("accord", "accord"),
                            ("envoye", "envoyé"),
                            ("signe", "signé"),
                            ("rompu", "rompu"),
                        ],
                        default="propose",
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=200)),
                ("base_price", filage.core.fields.MoneyField(blank=True, null=True)),
                ("coefficients", models.JSONField(blank=True, default=list)),
                ("vat_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("producer_share", filage.core.fields.RateField(blank=True, null=True)),
                (
                    "sharing_base",
                    models.CharField(
                        choices=[("nette", "recette nette"), ("ht", "recette HT"), ("ttc", "recette TTC")],
                        default="nette",
                        max_length=8,
                    ),
                ),
                ("guarantee", filage.core.fields.MoneyField(blank=True, null=True)),
                (
                    "guarantee_for",
                    models.CharField(blank=True, choices=[("producteur", "producteur"), ("lieu", "lieu")], max_length=12),
                ),
                ("tax_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("rights_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("deposit_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("deposit_on", models.DateField(blank=True, null=True)),
                ("payment_days", models.PositiveSmallIntegerField(default=30)),
                ("vitrine_reason", models.CharField(blank=True, max_length=200)),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("simple", "simple : un apport contre des mentions ou un préachat"),
                            ("sep", "société en participation : résultat et pertes partagés"),
                        ],
                        max_length=8,
                    ),
                ),
                ("partner_share", filage.core.fields.RateField(blank=True, null=True)),
                (
                    "variable_mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("plus", "en plus : la garantie, et une part de la nette au-delà du seuil"),
                            ("versus", "ou : la garantie ou la part de la nette, le plus grand des deux"),
                        ],
                        max_length=6,
                    ),
                ),
                ("threshold", filage.core.fields.MoneyField(blank=True, null=True)),
                ("variable_share", filage.core.fields.RateField(blank=True, null=True)),
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
            name="AgreedCost",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "role",
                    models.CharField(
                        choices=[("deduit", "déduit avant le partage"), ("prestation", "prestation à payer")],
                        default="deduit",
                        max_length=10,
                    ),
                ),
                ("label", models.CharField(max_length=160)),
                ("amount", filage.core.fields.MoneyField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreed_costs", to="productions.deal"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=160)),
                ("trades", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("bio", models.TextField(blank=True)),
                ("born_on", models.DateField(blank=True, null=True)),
                ("birth_place", models.CharField(blank=True, max_length=120)),
                ("birth_name", models.CharField(blank=True, max_length=120)),
                ("nationality", models.CharField(blank=True, max_length=60)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postal_code", models.CharField(blank=True, max_length=12)),
                ("city", models.CharField(blank=True, max_length=120)),
                ("country", models.CharField(default="FR", max_length=2)),
                ("conges_number", models.CharField(blank=True, max_length=40)),
                ("civility", models.CharField(blank=True, max_length=20)),
                ("language", models.CharField(default="fr", max_length=2)),
                ("tastes", models.CharField(blank=True, max_length=300)),
                ("nir", filage.core.fields.SealedTextField(blank=True, default="")),
                ("iban", filage.core.fields.SealedTextField(blank=True, default="")),
                ("access_needs", filage.core.fields.SealedTextField(blank=True, default="")),
                ("withholding_rate", filage.core.fields.SealedTextField(blank=True, default="")),
                (
                    "folded",
                    filage.core.fields.FoldedField(
                        blank=True, default="", editable=False, of=("name", "trades", "city", "email")
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
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
            name="Production",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("slug", models.SlugField(max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=[("spectacle", "spectacle"), ("projet", "projet")], default="spectacle", max_length=12
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("genre", models.CharField(blank=True, max_length=80)),
                ("creators", models.CharField(blank=True, max_length=300)),
                ("pitch", models.TextField(blank=True)),
                ("intention", models.TextField(blank=True)),
                ("works_used", models.TextField(blank=True)),
                ("mentions", models.TextField(blank=True)),
                ("duration_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("audience", models.CharField(blank=True, max_length=120)),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("touring_party", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("stage_size", models.CharField(blank=True, max_length=120)),
                ("creation_start", models.DateField(blank=True, null=True)),
                ("creation_end", models.DateField(blank=True, null=True)),
                ("exploitation_end", models.DateField(blank=True, null=True)),
                ("object_number", models.CharField(blank=True, max_length=40)),
                ("played_before", models.PositiveIntegerField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("humain", "humain"),
                            ("technique", "technique"),
                            ("logistique", "logistique"),
                            ("financier", "financier"),
                        ],
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                ("origin", models.CharField(blank=True, max_length=200)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("quantity", filage.core.fields.RateField(blank=True, null=True)),
                ("unit_cost", filage.core.fields.RateField(blank=True, null=True)),
                (
                    "cost_source",
                    models.CharField(
                        choices=[("devis", "devis"), ("accord", "accord"), ("estimation", "estimation")],
                        default="estimation",
                        max_length=12,
                    ),
                ),
                ("certain", models.BooleanField(default=False)),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="needs",
                        to="productions.answer",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("placeholder", models.CharField(blank=True, max_length=120)),
                ("function", models.CharField(max_length=120)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("artiste", "artiste"),
                            ("technicien", "technicien"),
                            ("permanent", "permanent"),
                            ("intervention", "intervention, atelier"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "contract_kind",
                    models.CharField(
                        blank=True,
                        choices=[("CDDU", "CDD d’usage (CDDU)"), ("CDD", "CDD de droit commun"), ("CDI", "CDI")],
                        max_length=4,
                    ),
                ),
                ("executive", models.BooleanField(default=False)),
                ("position", models.CharField(blank=True, max_length=120)),
                (
                    "deduction",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("dramatique", "artiste dramatique, lyrique, chorégraphique"),
                            ("musicien", "musicien, choriste, chef d’orchestre"),
                        ],
                        max_length=12,
                    ),
                ),
                ("weekly_hours", filage.core.fields.RateField(blank=True, null=True)),
                ("motive", models.CharField(blank=True, max_length=300)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("creation", "Création"),
                            ("exploitation", "Exploitation"),
                            ("structure", "Structure"),
                            ("action_culturelle", "Action culturelle"),
                        ],
                        default="exploitation",
                        max_length=20,
                    ),
                ),
                ("destination", models.CharField(default="A", max_length=1)),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("cachet", "cachet"),
                            ("service", "service"),
                            ("heure", "heure"),
                            ("jour", "jour"),
                            ("mois", "mois"),
                            ("forfait", "forfait"),
                        ],
                        default="cachet",
                        max_length=8,
                    ),
                ),
                ("gross", filage.core.fields.MoneyField(blank=True, null=True)),
                ("headcount", models.PositiveSmallIntegerField(default=1)),
                ("quantity", filage.core.fields.RateField(default=1)),
                ("per_performance", models.BooleanField(default=False)),
                ("quantity_following", filage.core.fields.RateField(blank=True, null=True)),
                ("coefficient", filage.core.fields.RateField(blank=True, null=True)),
                ("starts_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("on_tour", models.BooleanField(default=True)),
                (
                    "contract",
                    models.CharField(
                        choices=[("a_etablir", "à établir"), ("envoye", "envoyé"), ("signe", "signé")],
                        default="a_etablir",
                        max_length=12,
                    ),
                ),
                (
                    "dpae",
                    models.CharField(choices=[("a_faire", "à faire"), ("deposee", "déposée")], default="a_faire", max_length=12),
                ),
                (
                    "pay",
                    models.CharField(
                        choices=[
                            ("a_faire", "à faire"),
                            ("releve", "relevé"),
                            ("paye", "payé"),
                            ("declare", "AEM ou DSN faite"),
                            ("certificat", "certificat Congés Spectacles"),
                        ],
                        default="a_faire",
                        max_length=12,
                    ),
                ),
                ("contract_sent_on", models.DateField(blank=True, null=True)),
                ("contract_signed_on", models.DateField(blank=True, null=True)),
                ("dpae_on", models.DateField(blank=True, null=True)),
                ("dpae_number", models.CharField(blank=True, max_length=60)),
                ("reported_on", models.DateField(blank=True, null=True)),
                ("paid_on", models.DateField(blank=True, null=True)),
                ("declared_on", models.DateField(blank=True, null=True)),
                ("certified_on", models.DateField(blank=True, null=True)),
                ("replaced_from", models.DateField(blank=True, null=True)),
                ("absence_reason", filage.core.fields.SealedTextField(blank=True, default="")),
                (
                    "absence_pay",
                    models.CharField(
                        blank=True, choices=[("maintenue", "paie maintenue"), ("suspendue", "paie suspendue")], max_length=10
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replacements",
                        to="productions.engagement",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="engagements",
                        to="productions.person",
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="engagements", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="deal",
            name="production",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="deals", to="productions.production"
            ),
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("role", models.CharField(max_length=120)),
                ("who", models.CharField(max_length=300)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="credits", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("intention", "note d’intention"),
                            ("synopsis", "synopsis"),
                            ("texte", "texte ou scénario"),
                            ("fiche", "fiche technique"),
                            ("signe", "exemplaire signé"),
                            ("autre", "autre pièce"),
                        ],
                        default="autre",
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=120)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="answer",
            name="production",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="productions.production"
            ),
        ),
        migrations.CreateModel(
            name="Quote",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("supplier", models.CharField(max_length=160)),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("unit_cost", filage.core.fields.RateField(blank=True, null=True)),
                ("received_on", models.DateField(blank=True, null=True)),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("chosen", models.BooleanField(default=False)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "need",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="quotes", to="productions.need"),
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
            name="Structure",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=200)),
                ("ours", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("compagnie", "compagnie"),
                            ("lieu", "lieu"),
                            ("festival", "festival"),
                            ("bureau", "bureau de production"),
                            ("financeur", "financeur"),
                            ("fournisseur", "fournisseur"),
                            ("societe_auteurs", "société d’auteurs"),
                            ("ecole", "école"),
                            ("autre", "autre"),
                        ],
                        default="autre",
                        max_length=20,
                    ),
                ),
                (
                    "funder_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("etat", "État"),
                            ("region", "Région"),
                            ("departement", "Département"),
                            ("commune_epci", "Commune, intercommunalité"),
                            ("organisme_social", "Organisme social"),
                            ("europe", "Fonds européens"),
                            ("asp", "ASP (emplois aidés)"),
                            ("etab_public", "Établissement public"),
                            ("prive", "Aide privée"),
                        ],
                        max_length=20,
                    ),
                ),
                ("legal_form", models.CharField(blank=True, max_length=100)),
                ("siret", models.CharField(blank=True, max_length=14)),
                ("ape", models.CharField(blank=True, max_length=6)),
                ("vat_number", models.CharField(blank=True, max_length=20)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postal_code", models.CharField(blank=True, max_length=12)),
                ("city", models.CharField(blank=True, max_length=120)),
                ("country", models.CharField(default="FR", max_length=2)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("website", models.CharField(blank=True, max_length=200)),
                ("representative", models.CharField(blank=True, max_length=120)),
                ("representative_quality", models.CharField(blank=True, max_length=120)),
                ("idcc", models.CharField(blank=True, max_length=4)),
                ("headcount", models.PositiveIntegerField(blank=True, null=True)),
                ("nonprofit", models.BooleanField(blank=True, null=True)),
                ("pay_circuit", models.CharField(choices=[("dsn", "DSN"), ("guso", "Guso")], default="dsn", max_length=4)),
                ("urssaf", models.CharField(blank=True, max_length=120)),
                ("retirement_fund", models.CharField(blank=True, max_length=120)),
                ("welfare_fund", models.CharField(blank=True, max_length=120)),
                ("medical_service", models.CharField(blank=True, max_length=120)),
                ("conges_employer_number", models.CharField(blank=True, max_length=40)),
                ("fiscal_year_start", models.PositiveSmallIntegerField(default=1)),
                ("story", models.TextField(blank=True)),
                ("ink", models.CharField(blank=True, max_length=7)),
                ("accent", models.CharField(blank=True, max_length=7)),
                (
                    "typeface",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lineale", "Linéale : titres et textes en Source Sans, les œuvres en romain"),
                            ("mixte", "Mixte : titres en romain, textes et tableaux en linéale"),
                            ("romain", "Romain : tout en Source Serif"),
                        ],
                        max_length=8,
                    ),
                ),
                ("logo", models.CharField(blank=True, max_length=64)),
                ("aliases", models.CharField(blank=True, max_length=300)),
                ("networks", models.CharField(blank=True, max_length=300)),
                ("disciplines", models.CharField(blank=True, max_length=200)),
                ("social", models.CharField(blank=True, max_length=300)),
                ("artistic_budget", filage.core.fields.MoneyField(blank=True, null=True)),
                ("fee_low", filage.core.fields.MoneyField(blank=True, null=True)),
                ("fee_high", filage.core.fields.MoneyField(blank=True, null=True)),
                ("decision_months", models.CharField(blank=True, max_length=120)),
                ("programme_month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("school_shows", models.BooleanField(blank=True, null=True)),
                ("residencies", models.BooleanField(blank=True, null=True)),
                ("residency_terms", models.CharField(blank=True, max_length=300)),
                ("coproduces", models.BooleanField(blank=True, null=True)),
                ("calls", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("source_on", models.DateField(blank=True, null=True)),
                (
                    "folded",
                    filage.core.fields.FoldedField(
                        blank=True, default="", editable=False, of=("name", "aliases", "city", "postal_code", "networks")
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
            name="Recepisse",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("number", models.CharField(max_length=60)),
                ("category", models.PositiveSmallIntegerField()),
                ("since", models.DateField(blank=True, null=True)),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recepisses", to="productions.structure"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="production",
            name="structure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="productions", to="productions.structure"
            ),
        ),
        migrations.AddField(
            model_name="deal",
            name="partner",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="deals",
                to="productions.structure",
            ),
        ),
        migrations.CreateModel(
            name="BillShare",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("artist", models.CharField(max_length=160)),
                ("part", filage.core.fields.RateField(blank=True, null=True)),
                ("ours", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bill_shares", to="productions.deal"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bill_shares",
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
            name="VatRegime",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("since", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("assujetti", "assujetti à la TVA"),
                            ("franchise", "franchise en base (art. 293 B du CGI)"),
                            ("hors_champ", "hors champ de la TVA"),
                            ("exonere", "exonéré (art. 261, 7-1° du CGI)"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="vat_regimes", to="productions.structure"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=200)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postal_code", models.CharField(blank=True, max_length=12)),
                ("city", models.CharField(blank=True, max_length=120)),
                ("country", models.CharField(default="FR", max_length=2)),
                ("insee", models.CharField(blank=True, max_length=5)),
                ("latitude", filage.core.fields.RateField(blank=True, null=True)),
                ("longitude", filage.core.fields.RateField(blank=True, null=True)),
                ("accessibility", models.CharField(blank=True, max_length=300)),
                ("technical_note", models.TextField(blank=True)),
                (
                    "folded",
                    filage.core.fields.FoldedField(blank=True, default="", editable=False, of=("name", "city", "postal_code")),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="venues",
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
            name="Room",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(max_length=120)),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("seated", models.PositiveIntegerField(blank=True, null=True)),
                ("standing", models.PositiveIntegerField(blank=True, null=True)),
                ("width", filage.core.fields.RateField(blank=True, null=True)),
                ("depth", filage.core.fields.RateField(blank=True, null=True)),
                ("height", filage.core.fields.RateField(blank=True, null=True)),
                ("slope", filage.core.fields.RateField(blank=True, null=True)),
                ("wings", models.CharField(blank=True, max_length=120)),
                ("dock", models.CharField(blank=True, max_length=120)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="rooms", to="productions.venue"),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("repetition", "répétition"),
                            ("residence", "résidence"),
                            ("montage", "montage"),
                            ("representation", "représentation"),
                            ("concert", "concert"),
                            ("atelier", "atelier"),
                            ("voyage", "voyage"),
                            ("reunion", "réunion"),
                            ("autre", "autre service"),
                        ],
                        max_length=16,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                ("on", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                (
                    "zone",
                    models.CharField(default="Europe/Paris", max_length=40, validators=[filage.productions.zones.known_zone]),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("option", "Option"),
                            ("confirme", "Confirmé"),
                            ("signe", "Signé"),
                            ("joue", "Joué"),
                            ("reporte", "Reporté"),
                            ("annule", "Annulé"),
                        ],
                        default="option",
                        max_length=12,
                    ),
                ),
                ("option_rank", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("option_until", models.DateField(blank=True, null=True)),
                (
                    "type",
                    models.CharField(
                        blank=True,
                        choices=[("generale", "générale"), ("tout_public", "tout public"), ("scolaire", "scolaire")],
                        max_length=12,
                    ),
                ),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("reserved_seats", models.PositiveIntegerField(default=0)),
                ("fill_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("average_price", filage.core.fields.MoneyField(blank=True, null=True)),
                (
                    "travel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fourni", "fourni par le lieu"),
                            ("reel", "refacturé au réel"),
                            ("forfait", "refacturé au forfait"),
                            ("compris", "compris dans le prix"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "lodging",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fourni", "fourni par le lieu"),
                            ("reel", "refacturé au réel"),
                            ("forfait", "refacturé au forfait"),
                            ("compris", "compris dans le prix"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "meals",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fourni", "fourni par le lieu"),
                            ("reel", "refacturé au réel"),
                            ("forfait", "refacturé au forfait"),
                            ("compris", "compris dans le prix"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "rights_payer",
                    models.CharField(blank=True, choices=[("lieu", "le lieu"), ("producteur", "nous")], max_length=12),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="performances",
                        to="productions.deal",
                    ),
                ),
                ("participants", models.ManyToManyField(blank=True, related_name="activities", to="productions.person")),
                (
                    "production",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="activities", to="productions.production"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="activities",
                        to="productions.room",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="activities",
                        to="productions.venue",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["organisation", "folded"], name="person_by_words"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("production", "topic"), name="answer_once"),
        ),
        migrations.AddIndex(
            model_name="structure",
            index=models.Index(fields=["organisation", "folded"], name="structure_by_words"),
        ),
        migrations.AddConstraint(
            model_name="production",
            constraint=models.UniqueConstraint(fields=("organisation", "slug"), name="production_slug_unique"),
        ),
        migrations.AddIndex(
            model_name="venue",
            index=models.Index(fields=["organisation", "folded"], name="venue_by_words"),
        ),
    ]
