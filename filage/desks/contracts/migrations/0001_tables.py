"""Make every table of the room at once: what the first migrations made one after the other, and stands for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import filage.core.fields
import filage.core.identity


class Migration(migrations.Migration):
    initial = True
    replaces = [("contracts", "0001_initial"), ("contracts", "0002_pieces"), ("contracts", "0003_piece_kinds")]

    dependencies = [
        ("core", "0001_tables"),
        ("productions", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("projet", "projet"),
                            ("envoye", "envoyé"),
                            ("negociation", "en négociation"),
                            ("accorde", "accordé"),
                            ("signe", "signé"),
                            ("execute", "exécuté"),
                            ("avenant", "avenant en cours"),
                            ("reporte", "reporté"),
                            ("annule", "annulé"),
                        ],
                        default="projet",
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(choices=[("fr", "français"), ("en", "anglais")], default="fr", max_length=2)),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("signed_on", models.DateField(blank=True, null=True)),
                ("hosting_annexed", models.BooleanField(default=True)),
                ("note", models.TextField(blank=True)),
                (
                    "deal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="agreement", to="productions.deal"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "technical_sheet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="annexed_to",
                        to="productions.attachment",
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Cancellation",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("annulation", "annulation"), ("report", "report")], default="annulation", max_length=12
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("acheteur", "annulée par l’acheteur"),
                            ("producteur", "annulée par nous"),
                            ("maladie", "maladie d’un ou d’une artiste"),
                            ("force_majeure", "force majeure"),
                            ("intemperies", "intempéries"),
                            ("alerte_sanitaire", "alerte sanitaire"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decided_on", models.DateField()),
                ("scale", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "deal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="cancellations",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="cancellations", to="productions.production"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CancelledDate",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("price", filage.core.fields.MoneyField(blank=True, null=True)),
                ("owed", filage.core.fields.MoneyField(blank=True, null=True)),
                ("wages", filage.core.fields.MoneyField(blank=True, null=True)),
                ("spent", filage.core.fields.MoneyField(default=0)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cancelled_dates", to="productions.activity"
                    ),
                ),
                (
                    "cancellation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="dates", to="contracts.cancellation"
                    ),
                ),
                (
                    "moved_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="moved_from",
                        to="productions.activity",
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
            name="LooseEnd",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contrat", "contrat du partenaire"),
                            ("embauche", "contrat de travail"),
                            ("dpae", "DPAE"),
                            ("logistique", "transport, hébergement"),
                            ("financeur", "financeur"),
                            ("droits", "droits d’auteur"),
                            ("comptable", "expert-comptable"),
                            ("public", "public et communication"),
                        ],
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(max_length=300)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "cancellation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="loose_ends", to="contracts.cancellation"
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
            name="Piece",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("recepisse", "récépissé d’entrepreneur de spectacles"),
                            ("vigilance", "attestation de vigilance"),
                            ("liste_etrangers", "liste nominative des salariés étrangers, ou attestation de néant"),
                            ("kbis", "Kbis, extrait RNE ou récépissé de préfecture"),
                            ("assurance", "attestation d’assurance"),
                            ("pouvoir", "pouvoir du signataire"),
                            ("rib", "RIB"),
                            ("numero_tva", "n° de TVA, ou régime de TVA"),
                            ("a1", "certificat A1 de chaque salarié"),
                            ("residence_fiscale", "attestation de résidence fiscale"),
                            ("sipsi", "accusé de la déclaration de détachement (SIPSI)"),
                            ("information_prefet", "information préalable du préfet"),
                            ("ata", "carnet ATA du matériel"),
                            ("visa", "visas de travail"),
                            ("droits", "autorisation des auteurs"),
                            ("autre", "autre pièce"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("demandee", "demandée"), ("recue", "reçue"), ("verifiee", "vérifiée"), ("refusee", "refusée")],
                        default="demandee",
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=120)),
                ("category", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("asked_on", models.DateField(blank=True, null=True)),
                ("received_on", models.DateField(blank=True, null=True)),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("proof", models.CharField(blank=True, max_length=300)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("media_type", models.CharField(blank=True, max_length=120)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "deal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
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
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pieces", to="productions.structure"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SignedCopy",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(choices=[("contrat", "contrat"), ("avenant", "avenant")], default="contrat", max_length=8),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("signed_on", models.DateField()),
                ("document", models.CharField(blank=True, max_length=80)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="copies", to="contracts.agreement"
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="signed_copies", to="productions.attachment"
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
            name="ClauseEdit",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("topic", models.CharField(max_length=60)),
                ("text", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("on", models.DateField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="edits", to="contracts.agreement"
                    ),
                ),
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
                "constraints": [models.UniqueConstraint(fields=("agreement", "topic"), name="clause_edited_once")],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.UUIDField(default=filage.core.identity.uuid7, editable=False, primary_key=True, serialize=False)),
                ("rank", models.PositiveIntegerField(default=0, editable=False)),
                ("code", models.CharField(max_length=40)),
                ("value", models.TextField()),
                (
                    "deal",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="terms", to="productions.deal"),
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
                "constraints": [models.UniqueConstraint(fields=("deal", "code"), name="term_once")],
            },
        ),
    ]
