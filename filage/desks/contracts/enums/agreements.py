"""The closed lists that contracts use: French codes, since users read them in the Filage file."""

from django.db.models import TextChoices


class AgreementStage(TextChoices):
    """How far the text of a contract is, from its first draft to what became of it."""

    PROJET = "projet", "projet"
    ENVOYE = "envoye", "envoyé"
    NEGOCIATION = "negociation", "en négociation"
    ACCORDE = "accorde", "accordé"
    SIGNE = "signe", "signé"
    EXECUTE = "execute", "exécuté"
    AVENANT = "avenant", "avenant en cours"
    REPORTE = "reporte", "reporté"
    ANNULE = "annule", "annulé"


class Language(TextChoices):
    FRANCAIS = "fr", "français"
    ANGLAIS = "en", "anglais"


class SignedKind(TextChoices):
    """What a signed copy is of."""

    CONTRAT = "contrat", "contrat"
    AVENANT = "avenant", "avenant"
