"""The closed lists of the programmes: where and when hours are spent, of which kind, and who answers for what."""

from django.db import models

LONGEST = 3660  # days of a period


class Where(models.TextChoices):
    """Where the hours of a period are spent."""

    CENTRE = "centre", "en centre"
    COMPANY = "entreprise", "en entreprise"


class Land(models.TextChoices):
    """Whose public holidays a session keeps."""

    METROPOLE = "metropole", "métropole"
    ALSACE_MOSELLE = "alsace_moselle", "Alsace-Moselle"
    GUADELOUPE = "guadeloupe", "Guadeloupe"
    MARTINIQUE = "martinique", "Martinique"
    GUYANE = "guyane", "Guyane"
    LA_REUNION = "la_reunion", "La Réunion"
    MAYOTTE = "mayotte", "Mayotte"
    SAINT_BARTHELEMY = "saint_barthelemy", "Saint-Barthélemy"
    SAINT_MARTIN = "saint_martin", "Saint-Martin"


class Moment(models.TextChoices):
    """The halves of a day."""

    MORNING = "matin", "matin"
    AFTERNOON = "apres_midi", "après-midi"


class Hours(models.TextChoices):
    """What an hour of a programme is; self-study is never counted in the hours of the centre."""

    TAUGHT = "enseigne", "enseigné"
    SUPERVISED = "encadre", "travail encadré"
    SELF_STUDY = "autonome", "travail en autonomie"
    EXAM = "examen", "examen"
    COMPANY = "entreprise", "en entreprise"


class Organiser(models.TextChoices):
    """Who holds the trials of a certification."""

    CERTIFIER = "certificateur", "le certificateur"
    BODY = "organisme", "l’organisme, au nom du certificateur"


class ReferentRole(models.TextChoices):
    """What somebody answers for in a programme."""

    TEACHING = "pedagogique", "pédagogie"
    OFFICE = "administratif", "administration"
    ACCESS = "handicap", "handicap"
    COMPANY = "entreprise", "relations avec les entreprises"
    VHSS = "vhss", "VHSS"


class TrainerPaperKind(models.TextChoices):
    """What is asked of somebody who teaches."""

    CV = "cv", "CV"
    TITLES = "titres", "titres et diplômes"
    CONTRACT = "contrat", "contrat ou convention"
    SIRET = "siret", "SIRET ou attestation de vigilance"
    CHARTER = "charte_vhss", "charte VHSS"
    PROGRAMME = "deroule", "déroulé pédagogique"
