"""The closed lists of the extranet: what is shared, talked about, improved, and where an indicator stands."""

from django.db import models


class TalkKind(models.TextChoices):
    """Why a learner is met alone."""

    ENTRY = "entree", "positionnement à l’entrée"
    HALFWAY = "mi_parcours", "mi-parcours"
    COMPANY = "entreprise", "suivi en entreprise"
    END = "bilan", "bilan"
    OTHER = "autre", "autre"


class EntryKind(models.TextChoices):
    """What the log of improvement holds."""

    COMPLAINT = "reclamation", "réclamation"
    HAZARD = "alea", "aléa"
    IDEA = "amelioration", "amélioration"
    LAW = "veille_legale", "veille légale"
    TRADE = "veille_metiers", "veille métiers et compétences"
    TEACHING = "veille_pedagogique", "veille pédagogique"


class IndicatorState(models.TextChoices):
    """Where a training body stands with an indicator."""

    NOT_APPLICABLE = "non_applicable", "non applicable"
    TO_PREPARE = "a_preparer", "à préparer"
    UNDER_WAY = "en_cours", "en cours"
    COMPLIANT = "conforme", "conforme"
    MINOR = "non_conforme_mineure", "non-conformité mineure"
    MAJOR = "non_conforme_majeure", "non-conformité majeure"
