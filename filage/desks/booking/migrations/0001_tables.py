"""Make every table of the room at once: what the first migrations made one after the other, and stands for them."""

import django.db.models.deletion
from django.db import migrations, models

import filage.core.fields
import filage.core.identity


class Migration(migrations.Migration):
    initial = True
    replaces = [("booking", "0001_pipeline"), ("booking", "0002_concerts"), ("booking", "0003_estimates")]

    dependencies = [
        ("core", "0001_tables"),
        ("productions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConcertTerms",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("set_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("standing_capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("seated_capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("advance_price", filage.core.fields.MoneyField(blank=True, null=True)),
                ("door_price", filage.core.fields.MoneyField(blank=True, null=True)),
                ("exclusivity_km", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("exclusivity_since", models.DateField(blank=True, null=True)),
                ("exclusivity_until", models.DateField(blank=True, null=True)),
                ("embargo_until", models.DateField(blank=True, null=True)),
                ("announced_on", models.DateField(blank=True, null=True)),
                ("merch_commission", filage.core.fields.RateField(blank=True, null=True)),
                ("doors_at", models.DateTimeField(blank=True, null=True)),
                ("curfew_at", models.DateTimeField(blank=True, null=True)),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="concert_terms", to="productions.activity"
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
            name="Estimate",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("number", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("language", models.CharField(choices=[("fr", "français"), ("en", "anglais")], default="fr", max_length=2)),
                ("made_on", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("brouillon", "Brouillon"),
                            ("envoye", "Envoyé"),
                            ("accepte", "Accepté"),
                            ("refuse", "Refusé"),
                            ("expire", "Expiré"),
                        ],
                        default="brouillon",
                        max_length=10,
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("base_price", filage.core.fields.MoneyField(blank=True, null=True)),
                ("coefficients", models.JSONField(blank=True, default=list)),
                ("grid_dates", models.PositiveSmallIntegerField(default=3)),
                ("vat_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("deposit_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("payment_days", models.PositiveSmallIntegerField(default=30)),
                (
                    "rights_payer",
                    models.CharField(blank=True, choices=[("lieu", "le lieu"), ("producteur", "nous")], max_length=12),
                ),
                ("rights_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("average_price", filage.core.fields.MoneyField(blank=True, null=True)),
                ("local_costs", filage.core.fields.MoneyField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="estimates",
                        to="productions.person",
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="estimates",
                        to="productions.deal",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="estimates", to="productions.production"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="estimates",
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
            name="EstimateDate",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("on", models.DateField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "activity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="estimate_dates",
                        to="productions.activity",
                    ),
                ),
                (
                    "estimate",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="dates", to="booking.estimate"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="estimate_dates",
                        to="productions.venue",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EstimateItem",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("voyage", "voyage de l’équipe"),
                            ("hebergement", "hébergement"),
                            ("repas", "repas"),
                            ("transport", "transport du décor"),
                            ("droits", "droits d’auteur"),
                            ("option", "option"),
                            ("autre", "autre"),
                        ],
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("fourni", "fourni par le lieu"),
                            ("reel", "refacturé au réel"),
                            ("forfait", "refacturé au forfait"),
                            ("compris", "compris dans le prix"),
                        ],
                        default="forfait",
                        max_length=8,
                    ),
                ),
                ("quantity", filage.core.fields.RateField(default=1)),
                ("unit_cost", filage.core.fields.RateField(blank=True, null=True)),
                ("optional", models.BooleanField(default=False)),
                ("chosen", models.BooleanField(default=False)),
                (
                    "estimate",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="items", to="booking.estimate"),
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
            name="EstimateReply",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("said", models.CharField(choices=[("oui", "oui"), ("non", "non"), ("parlons", "parlons-en")], max_length=8)),
                ("word", models.CharField(blank=True, max_length=1000)),
                ("who", models.CharField(blank=True, max_length=160)),
                ("on", models.DateField()),
                ("seen", models.BooleanField(default=False)),
                (
                    "estimate",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="booking.estimate"),
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
            name="HostRequest",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("backline", "backline"),
                            ("loges", "loges"),
                            ("repas", "repas"),
                            ("regimes", "régimes alimentaires"),
                            ("chambres", "chambres"),
                            ("parking", "parking, accès"),
                            ("invitations", "invitations"),
                            ("merch", "stand de merch"),
                            ("autre", "autre demande"),
                        ],
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[("apporte", "apporté"), ("loue", "loué"), ("fourni", "fourni sur place")],
                        max_length=8,
                    ),
                ),
                (
                    "provider",
                    models.CharField(
                        choices=[("nous", "nous"), ("eux", "eux"), ("a_discuter", "à discuter")],
                        default="a_discuter",
                        max_length=10,
                    ),
                ),
                ("estimated_cost", filage.core.fields.MoneyField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="host_requests", to="productions.activity"
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
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("name", models.CharField(blank=True, max_length=160)),
                ("seats", models.PositiveSmallIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("envoyee", "envoyée"),
                            ("confirmee", "confirmée"),
                            ("presente", "présente"),
                            ("absente", "absente"),
                            ("declinee", "déclinée"),
                        ],
                        default="envoyee",
                        max_length=10,
                    ),
                ),
                ("feedback", models.TextField(blank=True)),
                ("next_on", models.DateField(blank=True, null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="productions.activity"
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
                        related_name="invitations",
                        to="productions.person",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="invitations",
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
            name="Prospect",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("season", models.CharField(blank=True, max_length=20)),
                (
                    "segment",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("A", "A · partenaire historique"),
                            ("B", "B · la ligne colle"),
                            ("C", "C · réseau, tournée mutualisée"),
                            ("D", "D · opportunité"),
                        ],
                        max_length=1,
                    ),
                ),
                ("dates_wanted", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("amount", filage.core.fields.MoneyField(blank=True, null=True)),
                ("probability", filage.core.fields.RateField(blank=True, null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("cible", "Cible"),
                            ("contacte", "Contacté"),
                            ("interesse", "Intéressé"),
                            ("option", "Option"),
                            ("confirme", "Confirmé"),
                            ("signe", "Signé"),
                            ("joue", "Joué"),
                            ("solde", "Soldé"),
                            ("reporte", "Reporté"),
                            ("annule", "Annulé"),
                        ],
                        default="cible",
                        max_length=10,
                    ),
                ),
                ("lost_reason", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="prospects",
                        to="productions.person",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="prospects", to="productions.production"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="prospects", to="productions.structure"
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="prospects",
                        to="productions.venue",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="estimate",
            name="prospect",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="estimates",
                to="booking.prospect",
            ),
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "stage",
                    models.CharField(choices=[("brouillon", "en cours"), ("signe", "signé")], default="brouillon", max_length=10),
                ),
                ("ticket_vat_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("tax_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("rights_rate", filage.core.fields.RateField(blank=True, null=True)),
                ("advance", filage.core.fields.MoneyField(blank=True, null=True)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("signed_for_venue", models.CharField(blank=True, max_length=120)),
                ("signed_for_producer", models.CharField(blank=True, max_length=120)),
                ("note", models.TextField(blank=True)),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="settlement", to="productions.activity"
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
            name="SettlementCost",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("label", models.CharField(max_length=160)),
                ("amount", filage.core.fields.MoneyField()),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="costs", to="booking.settlement"),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SettlementTicket",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("prevente", "prévente"), ("sur_place", "sur place"), ("invitation", "invitation")],
                        max_length=10,
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=80)),
                ("seats", models.PositiveIntegerField()),
                ("price", filage.core.fields.MoneyField(default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tickets", to="booking.settlement"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("title", models.CharField(max_length=200)),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("tete", "tête d’affiche"),
                            ("premiere_partie", "première partie"),
                            ("plateau", "plateau partagé"),
                            ("decouverte", "plateau découverte"),
                            ("spectacle", "spectacle"),
                            ("autre", "autre"),
                        ],
                        default="plateau",
                        max_length=16,
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("changeover_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("soundcheck_at", models.DateTimeField(blank=True, null=True)),
                ("soundcheck_minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="productions.activity"
                    ),
                ),
                (
                    "deal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="slots",
                        to="productions.deal",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "stage_room",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="slots",
                        to="productions.room",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="slots",
                        to="productions.structure",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="estimate",
            constraint=models.UniqueConstraint(fields=("organisation", "number", "version"), name="estimate_once"),
        ),
    ]
