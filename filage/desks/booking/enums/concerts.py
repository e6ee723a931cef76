"""What a concert asks for: who brings what, what each ticket is, how far a settlement is."""

from django.db.models import TextChoices


class SlotPosition(TextChoices):
    """The place of an artist on the bill of an evening."""

    TETE = "tete", "tête d’affiche"
    PREMIERE_PARTIE = "premiere_partie", "première partie"
    PLATEAU = "plateau", "plateau partagé"
    DECOUVERTE = "decouverte", "plateau découverte"
    SPECTACLE = "spectacle", "spectacle"
    AUTRE = "autre", "autre"


class HostKind(TextChoices):
    """What is asked of whoever hosts a concert: an instrument of the backline, or a side of the hospitality."""

    BACKLINE = "backline", "backline"
    LOGES = "loges", "loges"
    REPAS = "repas", "repas"
    REGIMES = "regimes", "régimes alimentaires"
    CHAMBRES = "chambres", "chambres"
    PARKING = "parking", "parking, accès"
    INVITATIONS = "invitations", "invitations"
    MERCH = "merch", "stand de merch"
    AUTRE = "autre", "autre demande"


class BacklineSource(TextChoices):
    """Where an instrument comes from."""

    APPORTE = "apporte", "apporté"
    LOUE = "loue", "loué"
    FOURNI = "fourni", "fourni sur place"


class Provider(TextChoices):
    """Who answers for a request, and pays it."""

    NOUS = "nous", "nous"
    EUX = "eux", "eux"
    DISCUTER = "a_discuter", "à discuter"


class TicketKind(TextChoices):
    """How a seat was taken."""

    PREVENTE = "prevente", "prévente"
    SUR_PLACE = "sur_place", "sur place"
    INVITATION = "invitation", "invitation"


class SettlementStage(TextChoices):
    """A settlement is filled during the evening, then signed by both sides."""

    BROUILLON = "brouillon", "en cours"
    SIGNE = "signe", "signé"
