"""The closed lists of admissions: how far a file is, what became of it, who may pay for a place, and how far that money is."""

from django.db import models

LEVELS = ((3, "niveau 3 (CAP, BEP)"), (4, "niveau 4 (bac, DAEU)"), (5, "niveau 5 (bac +2)"), (6, "niveau 6 (bac +3)"),
          (7, "niveau 7 (bac +5)"), (8, "niveau 8 (doctorat)"))  # fmt: skip


class Stage(models.TextChoices):
    """How far an application is, in order."""

    DRAFT = "brouillon", "brouillon"
    FILED = "depose", "déposé"
    CHECKED = "completude", "complétude"
    SHORTLIST = "preselection", "présélection"
    INTERVIEW = "entretien", "entretien"
    DECISION = "decision", "décision"
    FUNDING = "financement", "financement"
    ENROLLED = "inscrit", "inscrit"


class Outcome(models.TextChoices):
    """What became of an application; empty while nothing was said."""

    LATE = "hors_delai", "hors délai"
    INCOMPLETE = "incomplet", "incomplet"
    REFUSED = "refuse", "refusé"
    WAITING = "attente", "liste d’attente"
    ADMITTED = "admis", "admis"
    WITHDRAWN = "desiste", "désisté"


UNPROCESSED = frozenset({Outcome.LATE, Outcome.INCOMPLETE})
OVER = frozenset({Outcome.LATE, Outcome.INCOMPLETE, Outcome.REFUSED, Outcome.WITHDRAWN})


class Funder(models.TextChoices):
    """Who may pay for a place."""

    REGION = "region", "Région"
    AFDAS = "afdas", "Afdas"
    CPF = "cpf", "CPF"
    PTP = "ptp", "projet de transition professionnelle (PTP)"
    FRANCE_TRAVAIL = "france_travail", "France Travail"
    EMPLOYER = "employeur", "employeur"
    OWN = "personnel", "fonds personnels"


class Known(models.IntegerChoices):
    """How far somebody says she is in a competence, before she enters; words of Filage, no official scale."""

    NEVER = 0, "jamais fait"
    HELPED = 1, "fait avec de l’aide"
    ALONE = 2, "fait sans aide"
    LED = 3, "transmis à d’autres"


class Money(models.TextChoices):
    """How far the money of a funder is."""

    ASKED = "demande", "demandé"
    AGREED = "accord", "accord"
    REFUSED = "refuse", "refusé"
    INVOICED = "facture", "facturé"
    PAID = "paye", "payé"


GRANTED = frozenset({Money.AGREED, Money.INVOICED, Money.PAID})
