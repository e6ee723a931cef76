"""Where the hours of a session are spent, and whose public holidays it keeps."""

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
