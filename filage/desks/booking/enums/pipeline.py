"""How far a piste is, which kind of place it is for us, and whether an invited professional came."""

from django.db.models import TextChoices


class ProspectStage(TextChoices):
    """From a place one thinks of to a date that is paid for; from `option` on the dates say it, not the office."""

    CIBLE = "cible", "Cible"
    CONTACTE = "contacte", "Contacté"
    INTERESSE = "interesse", "Intéressé"
    OPTION = "option", "Option"
    CONFIRME = "confirme", "Confirmé"
    SIGNE = "signe", "Signé"
    JOUE = "joue", "Joué"
    SOLDE = "solde", "Soldé"
    REPORTE = "reporte", "Reporté"
    ANNULE = "annule", "Annulé"


BY_HAND = (ProspectStage.CIBLE, ProspectStage.CONTACTE, ProspectStage.INTERESSE)
FOLLOWED = (ProspectStage.OPTION, ProspectStage.CONFIRME, ProspectStage.SIGNE, ProspectStage.JOUE, ProspectStage.SOLDE)


class Segment(TextChoices):
    """What kind of place it is for a show, as a strategy of diffusion sorts its effort."""

    A = "A", "A · partenaire historique"
    B = "B", "B · la ligne colle"
    C = "C", "C · réseau, tournée mutualisée"
    D = "D", "D · opportunité"


class InvitationStatus(TextChoices):
    """What became of the invitation of a professional to a performance."""

    ENVOYEE = "envoyee", "envoyée"
    CONFIRMEE = "confirmee", "confirmée"
    PRESENTE = "presente", "présente"
    ABSENTE = "absente", "absente"
    DECLINEE = "declinee", "déclinée"
