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


class Quality(models.TextChoices):
    """In what quality somebody sits in a jury: the seats of the record name these codes."""

    DIRECTION = "direction", "direction ou son représentant"
    TEACHING = "pedagogie", "responsable pédagogique"
    TRAINER = "formateur", "enseignant formateur"
    OUTSIDE = "externe", "professionnel externe du métier"


class TieKind(models.TextChoices):
    """What ties a juror to a candidate, and sets her aside for her."""

    TRAINED = "a_forme", "l’a formée ou formé"
    TUTORED = "tutore", "l’a tutorée ou tutoré en entreprise"
    EMPLOYS = "emploie", "l’emploie ou l’a employée"
    FAMILY = "famille", "famille ou vie commune"
    OTHER = "autre", "autre lien"


class Reckoning(models.TextChoices):
    """How the criteria of a competence make the verdict of a grid."""

    EACH = "chaque", "chaque critère obligatoire atteint le seuil"
    MEAN = "moyenne", "la moyenne des critères atteint le seuil"


class Judged(models.TextChoices):
    """What a jury says of one competence."""

    ACQUIRED = "acquis", "acquis"
    NOT_ACQUIRED = "non_acquis", "non acquis"
    ABSENT = "absent", "absent"
    EXEMPT = "exempte", "exempté"
    EQUIVALENT = "equivalence", "équivalence"


class FinalDecision(models.TextChoices):
    """What the minutes say of a candidate in the end."""

    VALID = "valide", "certification validée"
    PARTIAL = "partiel", "validation partielle"
    REFUSED = "non_valide", "non validé"
    ABSENT = "absent", "absent"
    EQUIVALENT = "equivalence", "validée par équivalence"
    ADJOURNED = "ajourne", "ajourné"


class EntryState(models.TextChoices):
    """What became of a mark that a tablet sent."""

    KEPT = "garde", "gardée"
    LATE = "anterieure", "écrite avant une autre, reçue après"
    CONFLICT = "conflit", "deux appareils, deux notes : à trancher"
    SETTLED = "tranchee", "tranchée"


class IncidentKind(models.TextChoices):
    """What happened during an exam."""

    INCIDENT = "incident", "incident"
    FRAUD = "fraude", "fraude ou tentative"


class ProofState(models.TextChoices):
    """Where a deliverable stands, as its candidate says."""

    STARTED = "en_cours", "en cours"
    READY = "pret", "prêt"


class InquiryHorizon(models.IntegerChoices):
    """How many days after the certification one is asked."""

    SIX_MONTHS = 180, "six mois"
    TWO_YEARS = 730, "deux ans"
