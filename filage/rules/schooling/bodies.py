"""Whether the number of a declaration of activity can be one, and the sentences that go with it wherever it is written."""

import re

from filage.rules.identity import compact

LENGTH = 11
NO_APPROVAL = "Cet enregistrement ne vaut pas agrément de l’État."  # Code du travail, art. L6352-12
_NUMBER = re.compile(r"[0-9]{2}(?:[0-9]{2}|2[AB])[0-9]{5}(?:[0-9]{2}|2[AB])")


def activity_number_fault(text: str) -> str:
    """Return what is wrong with a number of declaration of activity, nothing when it can be one."""
    if _NUMBER.fullmatch(compact(text)):
        return ""
    return f"un n° de déclaration d’activité a {LENGTH} chiffres : « 11 75 12345 75 »"


def spoken(number: str) -> str:
    """Return the number as it is read: region, department, order, department."""
    return f"{number[:2]} {number[2:4]} {number[4:9]} {number[9:]}" if len(number) == LENGTH else number


def mention(number: str, region: str = "") -> str:
    """Return how a contract, a convention or an advertisement says the number; empty when it is not known."""
    if not number:
        return ""
    where = f" auprès du préfet de région {region}" if region else ""
    return f"Déclaration d’activité enregistrée sous le numéro {spoken(number)}{where}. {NO_APPROVAL}"
