"""How far a quote is, what its items are for, and what the programmer answers."""

from django.db.models import TextChoices


class EstimateStage(TextChoices):
    """From a draft to an answer; what left the office no longer changes."""

    BROUILLON = "brouillon", "Brouillon"
    ENVOYE = "envoye", "Envoyé"
    ACCEPTE = "accepte", "Accepté"
    REFUSE = "refuse", "Refusé"
    EXPIRE = "expire", "Expiré"


class ItemKind(TextChoices):
    """What an item beside the price is for."""

    VOYAGE = "voyage", "voyage de l’équipe"
    HEBERGEMENT = "hebergement", "hébergement"
    REPAS = "repas", "repas"
    TRANSPORT = "transport", "transport du décor"
    DROITS = "droits", "droits d’auteur"
    OPTION = "option", "option"
    AUTRE = "autre", "autre"


class Said(TextChoices):
    """What a programmer answers to a quote."""

    OUI = "oui", "oui"
    NON = "non", "non"
    PARLONS = "parlons", "parlons-en"
