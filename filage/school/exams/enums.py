"""The closed lists of the exams: who organises them and where a candidate stands."""

from django.db import models


class CandidateState(models.TextChoices):
    """Where a candidate stands."""

    REGISTERED = "inscrit", "inscrit"
    ADMITTED = "admis_a_se_presenter", "admis à se présenter"
    REFUSED = "refuse", "refusé"
    ABSENT = "absent", "absent"
    PRESENT = "present", "présent"


class Opened(models.TextChoices):
    """Whether one may come without a training: nobody found what the record says of it."""

    OPEN = "ouverte", "ouverte"
    CLOSED = "fermee", "fermée"
    TO_CONFIRM = "a_confirmer", "à confirmer"


class PreparedBy(models.TextChoices):
    """Where a candidate followed her course."""

    CERTIFIER = "certificateur", "chez le certificateur"
    PARTNER = "partenaire", "chez un partenaire sous convention"
    ELSEWHERE = "ailleurs", "ailleurs"
