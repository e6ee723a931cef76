"""The closed lists of the directory: what somebody does in a house, how one met, and why her name may be kept."""

from django.db.models import TextChoices


class Function(TextChoices):
    """What somebody does in a structure, as a selection asks for it; her own title says it in full."""

    DIRECTION = "direction", "direction"
    PROGRAMMATION = "programmation", "programmation"
    SECRETARIAT_GENERAL = "secretariat_general", "secrétariat général"
    ADMINISTRATION = "administration", "administration"
    PRODUCTION = "production", "production"
    DIFFUSION = "diffusion", "diffusion"
    TECHNIQUE = "technique", "technique"
    COMMUNICATION = "communication", "communication"
    RELATIONS_PUBLIQUES = "relations_publiques", "relations publiques"
    BILLETTERIE = "billetterie", "billetterie"
    MEDIATION = "mediation", "médiation"
    CONSEIL = "conseil", "conseil, tutelle"
    AUTRE = "autre", "autre"


class InteractionKind(TextChoices):
    """How one was in touch."""

    RENCONTRE = "rencontre", "rencontre"
    VU = "vu", "a vu le spectacle"
    DOSSIER = "dossier", "dossier envoyé"
    APPEL = "appel", "appel"
    COURRIEL = "courriel", "courriel"
    COURRIER = "courrier", "courrier"
    AUTRE = "autre", "autre"


class Direction(TextChoices):
    """Who made the gesture: what comes from them keeps a contact alive three years more."""

    ENTRANT = "entrant", "de leur part"
    SORTANT = "sortant", "de notre part"


class LegalBasis(TextChoices):
    """Why the name of somebody may be kept (RGPD, art. 6)."""

    INTERET_LEGITIME = "interet_legitime", "intérêt légitime : prospection entre professionnels"
    CONSENTEMENT = "consentement", "consentement"
    CONTRAT = "contrat", "contrat"
    OBLIGATION = "obligation", "obligation légale"


class ImportState(TextChoices):
    """How far an import of contacts is."""

    LU = "lu", "lu, rien d’écrit"
    ECRITURE = "ecriture", "en cours d’écriture"
    ECRIT = "ecrit", "écrit"
    REFUSE = "refuse", "refusé, rien d’écrit"
    LAISSE = "laisse", "laissé"
