"""The closed lists of the schedule: French codes, since users read them in the Filage file."""

from django.db.models import TextChoices


class TaskTemplate(TextChoices):
    CREATION = "creation", "création d’un spectacle"
    DATE = "date", "une date de tournée"


class TaskPhase(TextChoices):
    CONCEPTION = "conception", "Conception"
    MONTAGE = "montage", "Montage"
    RESIDENCES = "residences", "Résidences"
    FABRICATION = "fabrication", "Fabrication"
    REPETITIONS = "repetitions", "Répétitions"
    CREATION = "creation", "Création"
    EXPLOITATION = "exploitation", "Exploitation"
    BILAN = "bilan", "Bilan"


class TaskAnchor(TextChoices):
    """What the days of a task are counted from: it moves with it."""

    PREMIERE = "premiere", "la première"
    DATE = "date", "une date"
    EMBAUCHE = "embauche", "la première heure de l’embauche"
    LIBRE = "libre", "rien : un jour choisi"


class TaskPriority(TextChoices):
    HAUTE = "haute", "haute"
    NORMALE = "normale", "normale"
    BASSE = "basse", "basse"


class TaskState(TextChoices):
    A_FAIRE = "a_faire", "À faire"
    EN_COURS = "en_cours", "En cours"
    BLOQUEE = "bloquee", "Bloquée"
    FAITE = "faite", "Faite"
    ABANDONNEE = "abandonnee", "Abandonnée"


OPEN = (TaskState.A_FAIRE, TaskState.EN_COURS, TaskState.BLOQUEE)


class PollReply(TextChoices):
    OUI = "oui", "oui"
    SI_BESOIN = "si_besoin", "si besoin"
    NON = "non", "non"
