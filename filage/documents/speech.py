"""How a contract says days, hours, amounts, rates and parties, in French and in English."""

import unicodedata
from datetime import date
from decimal import Decimal

from filage.documents import spoken
from filage.documents.shapes import Lang
from filage.documents.text import MONTHS, money

_VOWELS = "aeiouyéèêhœ"
_FEMININE = {"compagnie", "structure"}
_ENGLISH = {
    "producteur": "producer",
    "organisateur": "presenter",
    "producteur délégué": "lead producer",
    "coproducteur": "co-producer",
    "compagnie": "company",
    "lieu": "venue",
    "occupant": "user",
    "établissement": "institution",
    "prestataire": "contractor",
    "client": "client",
    "auteur": "author",
    "mandataire": "agent",
    "mandant": "principal",
    "réalisateur": "recording producer",
    "structure": "organisation",
    "partenaire": "partner",
    "bénéficiaire": "beneficiary",
    "mécène": "patron",
    "parrainé": "sponsored party",
    "parrain": "sponsor",
    "fournisseur": "supplier",
    "acheteur": "buyer",
}


def role(name: str, lang: Lang) -> dict[str, str]:
    """Return how a party is called in a sentence: `nom`, `le`, `Le`, `du`, `au`."""
    if lang == "en":
        said = _ENGLISH.get(name, name)
        return {"nom": said, "le": f"the {said}", "Le": f"The {said}", "du": f"of the {said}", "au": f"to the {said}"}
    if name[0] in _VOWELS:
        forms = (f"l’{name}", f"de l’{name}", f"à l’{name}")
    elif name in _FEMININE:
        forms = (f"la {name}", f"de la {name}", f"à la {name}")
    else:
        forms = (f"le {name}", f"du {name}", f"au {name}")
    the, of, to = forms
    return {"nom": name, "le": the, "Le": the[0].upper() + the[1:], "du": of, "au": to}


def day(on: date | None, lang: Lang) -> str:
    """Return « 1er mars 2027 » or « 1 March 2027 », nothing when the day is unknown."""
    if on is None or lang == "fr":
        return spoken.day(on)
    return f"{on.day} {MONTHS['en'][on.month - 1]} {on.year}"


_WEEK = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def full_day(on: date, lang: Lang) -> str:
    """Return « vendredi 12 mars 2027 » or « Friday 12 March 2027 »."""
    return f"{_WEEK[lang][on.weekday()]} {day(on, lang)}"


def opening(text: str) -> str:
    """Return a text that opens a line: its first letter is a capital, the others stay (« Friday 15 March »)."""
    return text[:1].upper() + text[1:]


def short_day(on: date, lang: Lang) -> str:
    """Return « ven. 12 mars 2027 » or « Fri 12 March 2027 »."""
    if lang == "fr":
        return spoken.short_day(on)
    return f"{_WEEK['en'][on.weekday()][:3]} {on.day} {MONTHS['en'][on.month - 1]} {on.year}"


def hour(clock: str, lang: Lang) -> str:
    """Return « 20 h 30 » or « 20:30 »."""
    return clock if lang == "en" else spoken.hour(clock)


def amount(value: Decimal | None, lang: Lang) -> str:
    """Return an amount as it is written, nothing when it is unknown."""
    return "" if value is None else money(value, lang)


def rate(value: Decimal | None, lang: Lang) -> str:
    """Return a percentage: « 5,5 % » or « 5.5% »."""
    if value is None:
        return ""
    said = f"{value.normalize():f}"
    return f"{said}%" if lang == "en" else f"{said.replace('.', ',')}\u00a0%"


def listed(parts: list[str], lang: Lang) -> str:
    """Return « a, b et c » or “a, b and c”."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {'et' if lang == 'fr' else 'and'} {parts[-1]}"


def lasting(minutes: int | None, lang: Lang) -> str:
    """Return « 1 h 20 » or « 80 minutes »."""
    if minutes is None:
        return ""
    if lang == "en":
        return f"{minutes} minutes"
    hours, left = divmod(minutes, 60)
    return f"{hours}\u00a0h" + (f"\u00a0{left:02d}" if left else "") if hours else f"{left}\u00a0minutes"


def of(name: str, lang: Lang) -> str:
    """Return « de Maud », « d’Ondine », or “by Maud”."""
    if not name or lang != "fr":
        return f"by {name}" if name else ""
    return f"d’{name}" if unicodedata.normalize("NFD", name)[0] in "AEIOUaeiou" else f"de {name}"
