"""The closed lists of attendance and of the period in a company."""

from django.db import models

from filage.rules.schooling.declaration import KINDS, Kind


class Gesture(models.TextChoices):
    """What a record of the register does."""

    PRESENCE = "presence", "signature d’une demi-journée"
    TRAINER = "contreseing", "signature de l’intervenant·e"
    STATE = "etat", "absence, retard ou départ"
    CORRECTION = "correction", "correction"
    PROOF = "justificatif", "décision sur un justificatif d’absence"
    WEEK = "semaine", "heures d’une semaine en entreprise"
    TUTOR = "semaine_tuteur", "signature du tuteur"


class State(models.TextChoices):
    """How a learner was there for a half-day."""

    PRESENT = "present", "présent·e"
    LATE = "retard", "en retard"
    LEFT_EARLY = "sortie_anticipee", "parti·e plus tôt"
    ABSENT = "absent", "absent·e"
    EXCUSED = "absent_justifie", "absence justifiée"
    UNEXCUSED = "absent_injustifie", "absence injustifiée"


class Reason(models.TextChoices):
    """Why somebody was away; it is sealed, for illness is said of somebody's health."""

    ILLNESS = "maladie", "maladie"
    ACCIDENT = "accident", "accident"
    SUMMONS = "convocation", "convocation (administration, justice, concours)"
    FAMILY = "famille", "évènement familial"
    TRAVEL = "transport", "transport empêché"
    WORK = "emploi", "contrat de travail court"
    OTHER = "autre", "autre raison"


class ProofState(models.TextChoices):
    """Where the proof of an absence stands."""

    RECEIVED = "recu", "à lire"
    ACCEPTED = "accepte", "accepté"
    REFUSED = "refuse", "refusé"


class DeclaredKind(models.TextChoices):
    """As what a learner is declared in the yearly accounts of a training body."""

    EMPLOYEE = Kind.EMPLOYEE, KINDS[Kind.EMPLOYEE]
    APPRENTICE = Kind.APPRENTICE, KINDS[Kind.APPRENTICE]
    SEEKER = Kind.SEEKER, KINDS[Kind.SEEKER]
    OWN = Kind.OWN, KINDS[Kind.OWN]
    OTHER = Kind.OTHER, KINDS[Kind.OTHER]


class Means(models.TextChoices):
    """By what somebody signed."""

    LINK = "lien", "lien personnel"
    TABLET = "tablette", "tablette, code personnel"
    ACCOUNT = "compte", "compte"


class Outcome(models.TextChoices):
    """What came of a contact with a place."""

    WAITING = "attente", "en attente"
    MEETING = "rendez_vous", "rendez-vous"
    YES = "accord", "accord"
    NO = "refus", "refus"


class PlacementState(models.TextChoices):
    """Where a period in a company stands."""

    PROPOSED = "propose", "proposée"
    APPROVED = "approuve", "lieu approuvé"
    REFUSED = "refuse", "lieu refusé"
    SIGNED = "signe", "convention signée"
    BROKEN = "rompu", "rompue"
    ENDED = "acheve", "achevée"


class Standing(models.TextChoices):
    """Under what social standing somebody learns in a company."""

    LEARNER = "stagiaire_fp", "stagiaire de la formation professionnelle"
    EMPLOYEE = "salarie", "salarié·e"
    INTERMITTENT = "intermittent", "intermittent·e indemnisé·e"
    UNKNOWN = "a_preciser", "à préciser"


class Contact(models.TextChoices):
    """How a place is followed during the period."""

    VISIT = "visite", "visite"
    CALL = "appel", "appel"


class Stage(models.TextChoices):
    """When a tutor judges."""

    MIDWAY = "bilan", "bilan intermédiaire"
    FINAL = "finale", "évaluation finale"


class Level(models.TextChoices):
    """How far a tutor saw a competence held; an empty mark was not seen."""

    NONE = "0", "0, pas acquise"
    STARTED = "1", "1, commencée"
    HELPED = "2", "2, avec de l’aide"
    HELD = "3", "3, acquise"
    MASTERED = "4", "4, maîtrisée"
