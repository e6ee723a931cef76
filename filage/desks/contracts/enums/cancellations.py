"""Why a date falls, what becomes of it, and which papers are left to undo."""

from django.db.models import TextChoices


class CancellationKind(TextChoices):
    ANNULATION = "annulation", "annulation"
    REPORT = "report", "report"


class Cause(TextChoices):
    """The words of the rule `annulation`."""

    ACHETEUR = "acheteur", "annulée par l’acheteur"
    PRODUCTEUR = "producteur", "annulée par nous"
    MALADIE = "maladie", "maladie d’un ou d’une artiste"
    FORCE_MAJEURE = "force_majeure", "force majeure"
    INTEMPERIES = "intemperies", "intempéries"
    ALERTE_SANITAIRE = "alerte_sanitaire", "alerte sanitaire"


class LooseEndKind(TextChoices):
    """What is left to undo, by who holds it."""

    CONTRAT = "contrat", "contrat du partenaire"
    EMBAUCHE = "embauche", "contrat de travail"
    DPAE = "dpae", "DPAE"
    LOGISTIQUE = "logistique", "transport, hébergement"
    FINANCEUR = "financeur", "financeur"
    DROITS = "droits", "droits d’auteur"
    COMPTABLE = "comptable", "expert-comptable"
    PUBLIC = "public", "public et communication"
