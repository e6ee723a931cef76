"""The closed lists that the payroll desk uses: French codes, since users read them in the Filage file."""

from django.db.models import IntegerChoices, TextChoices


class HoursState(TextChoices):
    """How far a day of work is: foreseen, told by who worked, checked by the office, sent to who makes the payslips."""

    PREVU = "prevu", "prévu"
    SAISI = "saisi", "saisi"
    VALIDE = "valide", "validé"
    TRANSMIS = "transmis", "transmis"


class PayPart(TextChoices):
    """What an employer's contribution of a payslip is for, as a payroll recap or a journal of pay tells them apart."""

    URSSAF = "urssaf", "Urssaf"
    ACCIDENTS = "accidents", "accidents du travail"
    RETRAITE = "retraite", "retraite complémentaire"
    CHOMAGE = "chomage", "assurance chômage"
    PREVOYANCE = "prevoyance", "prévoyance"
    SANTE = "sante", "mutuelle"
    CONGES = "conges", "Congés Spectacles"
    FORMATION = "formation", "formation (Afdas)"
    TAXES = "taxes", "taxes sur les salaires"
    REDUCTION = "reduction", "réduction générale"
    AUTRE = "autre", "autres cotisations"


class Annex(IntegerChoices):
    """The rules of unemployment that an intermittent comes under."""

    TECHNICIENS = 8, "annexe 8, techniciens"
    ARTISTES = 10, "annexe 10, artistes"
