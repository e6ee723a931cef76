"""How an embauche written on one line is read: « Camille Roux, comédienne, 5 cachets à 160 », or a row of a spreadsheet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from filage.rules.planning.run import read
from filage.rules.reading.folding import folded
from filage.rules.reading.numbers import amount, quantity
from filage.rules.reading.unreadable import Unreadable, plain, shown
from filage.rules.reading.words import words

LONGEST = 120  # letters of a function or of a name
EXAMPLE = "Écrivez par exemple « Camille Roux, comédienne, 5 cachets à 160 », ou « Régie, 12 h à 20 »."
COMMON_EXAMPLE = "Écrivez par exemple « 1 cachet par date à 180 », ou « 8 cachets à 160, du 3 au 12 mars »."
# A comma between two digits is a decimal one, unless a blank follows it.
_PARTS = re.compile(r"\t|;|,(?!\d)|(?<!\d),")
_UNITS = {
    "cachet": "cachets?",
    "service": "services?",
    "heure": "heures?|h",
    "jour": "jours?|jrs?|j",
    "mois": "mois",
    "forfait": "forfaits?",
}
_UNIT = "|".join(_UNITS.values())
_NUMBER = r"\d[\d\s\u00a0\u202f.,']*"
_EACH = r"(?:par|à chaque|a chaque|chaque|/)\s*(?:date|représentation|representation|concert|séance|seance)s?"
_GROSS = rf"(?P<gross>\(?{_NUMBER})\s*(?:€|euros?|eur)?\s*(?:bruts?)?(?:\s*(?:l['’]heure|(?:par|le|la|/)\s*(?:{_UNIT})))?"
_WORK = re.compile(
    rf"(?P<quantity>{_NUMBER}?)\s*(?P<unit>{_UNIT})?\.?(?:\s+(?P<each>{_EACH}))?(?:\s*(?:à|a|@|x|×|\*|de)\s*{_GROSS})?(?:\s+(?P<later>{_EACH}))?",
    re.IGNORECASE,
)
_PRICE = re.compile(rf"{_GROSS}", re.IGNORECASE)
_FLAT = re.compile(rf"forfait\s*(?:de|à|:)?\s*{_GROSS}", re.IGNORECASE)
_ALONE_EACH = re.compile(_EACH, re.IGNORECASE)
_BARE = re.compile(_NUMBER)
_COUNT = re.compile(r"(?P<count>\d{1,3})\s*(?:[x×]\s*(?P<what>.+)|personnes?)", re.IGNORECASE)
_NOT_PEOPLE = rf"(?:{_UNIT}|minutes?|semaines?|nuits?|repas|dates?|représentations?|representations?|séances?|seances?|concerts?)"
_PEOPLE = re.compile(rf"(?P<count>[2-9]|[1-9]\d\d?)\s+(?P<what>(?!{_NOT_PEOPLE}\b)[^\W\d_]{{2,}}[sx]\b[^\d,;]*)", re.IGNORECASE)
_PERIOD = re.compile(r"(?:du|des|des le|le|a partir du|jusqu'au|jusqu au|au) \d")
_STATUSES = {"artiste": "artistes?", "technicien": "technicien(?:ne)?s?", "permanent": "permanente?s?"}
_PHASES = {"creation": "creation", "exploitation": "exploitation|tournee"}
_TECHNICAL = re.compile(
    r"\b(?:regi|techni|eclairag|lumieres?\b|son\b|sonoris|machin|constru|costum|habill|accessoir|maquill|perruqu|decorat|electric"
    r"|cintri|video|plateau\b)"
)
_USUAL = {"artiste": "cachet", "technicien": "heure", "permanent": "mois"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Engaged:
    """An embauche as one line says it: who and what are texts; an empty gross is unknown."""

    function: str = ""
    who: str = ""
    status: str = ""
    phase: str = ""
    unit: str = ""
    quantity: Decimal | None = None
    gross: Decimal | None = None
    headcount: int = 1
    per_performance: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    texts: tuple[str, ...] = field(default=(), repr=False)  # what is neither work nor status: a name, a function


def engaged(text: str, *, names: Sequence[str] = (), today: date | None = None, common: Engaged | None = None) -> Engaged:
    """Read one line; `names` are those of the directory. Unreadable, in a sentence, when something of it is not understood.

    A day without its year is the next one from `today`. What the line does not say is that of the `common` terms. The status
    follows the function when nothing says it, and the unit follows the status: cachets, hours, months.
    """
    found = Engaged()
    for part in (piece.strip() for piece in _PARTS.split(plain(text))):
        if part:
            found = _dated(found, part, today) or _with(found, part)
    found = _named(found, names)
    if not found.function:
        raise Unreadable(f"Il manque la fonction. {EXAMPLE}")
    status = found.status or ("technicien" if _TECHNICAL.search(_dashless(found.function)) else "")
    if common is not None:
        status = status or common.status
        found = _completed(found, common, status)
    status = status or "artiste"
    worked = Decimal(1) if found.quantity is None else found.quantity
    return replace(found, status=status, unit=found.unit or _USUAL[status], quantity=worked, texts=())


def common_terms(text: str, *, today: date | None = None) -> Engaged:
    """Read the terms that a distribution shares: « 1 cachet par date à 180, du 3 au 12 mars »; no name, no function."""
    found = Engaged()
    for part in (piece.strip() for piece in _PARTS.split(plain(text))):
        if part:
            found = _dated(found, part, today) or _with(found, part)
    stray = [text for text in found.texts if not _code(_STATUSES, _dashless(text))]
    if stray or found.headcount > 1:
        raise Unreadable(f"{shown(stray[0] if stray else text)} ne se lit pas. {COMMON_EXAMPLE}")
    return replace(found, texts=())


def _completed(found: Engaged, common: Engaged, status: str) -> Engaged:
    """Return the same with what it does not say taken from the common terms; cachets are not for a technician."""
    if found.starts_on is None and found.ends_on is None:
        found = replace(found, starts_on=common.starts_on, ends_on=common.ends_on)
    found = replace(found, phase=found.phase or common.phase, per_performance=found.per_performance or common.per_performance)
    unit = found.unit or common.unit
    if unit == "cachet" and not found.unit and status != "artiste" and status:
        return found
    if unit != common.unit and common.unit:
        return found
    worked = common.quantity if found.quantity is None else found.quantity
    return replace(found, unit=unit, quantity=worked, gross=common.gross if found.gross is None else found.gross)


def _dated(found: Engaged, part: str, today: date | None) -> Engaged | None:
    """Return the same with the days that a part says, « du 3 au 12 mars », « dès le 5 mars »; None when it says none."""
    if not _PERIOD.match(folded(part)):
        return None
    said = read(part, today=today)
    return replace(found, starts_on=said.first, ends_on=said.last or (said.first if folded(part).startswith("le ") else None))


def _with(found: Engaged, part: str) -> Engaged:
    """Return what is known once one more part is read."""
    bare = _dashless(part)
    if _ALONE_EACH.fullmatch(part):
        return replace(found, per_performance=True)
    if code := _code(_PHASES, bare):
        return replace(found, phase=code)
    if (code := _code(_STATUSES, bare)) and not found.status:
        return replace(found, status=code, texts=(*found.texts, part))
    if said := _FLAT.fullmatch(part):
        return replace(found, unit="forfait", quantity=Decimal(1), gross=_amount(said["gross"]))
    if many := _COUNT.fullmatch(part):
        texts = (*found.texts, many["what"]) if many["what"] else found.texts
        return replace(found, headcount=int(many["count"]), texts=texts)
    return _with_work(found, part) or replace(found, texts=(*found.texts, words(part, longest=LONGEST)))


def _with_work(found: Engaged, part: str) -> Engaged | None:
    """Return the same with the work and the gross that a part says, None when it says neither."""
    if not part[:1].isdigit():
        return None
    if _BARE.fullmatch(part):
        if found.quantity is None:
            return replace(found, quantity=quantity(part))
        if found.gross is None:
            return replace(found, gross=_amount(part))
        raise Unreadable(f"{shown(part)} : un nombre de trop. {EXAMPLE}")
    if said := _WORK.fullmatch(part):
        unit = next((code for code, said_so in _UNITS.items() if said["unit"] and re.fullmatch(said_so, said["unit"], re.I)), "")
        gross = found.gross if said["gross"] is None else _amount(said["gross"])
        each = found.per_performance or bool(said["each"] or said["later"])
        return replace(found, quantity=quantity(said["quantity"]), unit=unit or found.unit, gross=gross, per_performance=each)
    if said := _PRICE.fullmatch(part):
        return replace(found, gross=_amount(said["gross"]))
    if (many := _PEOPLE.fullmatch(part)) and not found.texts:  # « 5 comédiens »
        return replace(found, headcount=int(many["count"]), texts=(*found.texts, words(many["what"], longest=LONGEST)))
    raise Unreadable(f"{shown(part)} ne se lit pas. {EXAMPLE}")


def _amount(text: str) -> Decimal | None:
    found = amount(text)
    if found is not None and found < 0:
        raise Unreadable(f"{shown(text)} : un brut n’est pas négatif.")
    return found


def _named(found: Engaged, names: Sequence[str]) -> Engaged:
    """Return the same with its name and its function told apart: who is in the directory, else the first of the two."""
    texts = found.texts
    others = tuple(text for text in texts if not _code(_STATUSES, _dashless(text)))
    if len(others) > 1 or (others and not _known(others[0], names)):  # « Administratrice, permanente »: only a status
        texts = others
    if len(texts) > 2:
        raise Unreadable(f"{shown(texts[2])} ne se lit pas. {EXAMPLE}")
    if len(texts) < 2:
        return replace(found, function=texts[0] if texts else "")
    known = [_known(text, names) for text in texts]
    first = 1 if known[1] and not known[0] else 0
    return replace(found, who=known[first] or texts[first], function=texts[1 - first])


def _known(text: str, names: Sequence[str]) -> str:
    """Return the name of the directory that a text says, whole or by some of its words; Unreadable when it may be several."""
    said = _dashless(text)
    exact = [name for name in names if _dashless(name) == said]
    found = exact or [name for name in names if set(said.split()) <= set(_dashless(name).split())]
    if len(found) > 1:
        raise Unreadable(f"{shown(text)} : {', '.join(found[:3])}… Écrivez le nom entier.")
    return found[0] if found else ""


def _code(codes: Mapping[str, str], bare: str) -> str:
    return next((code for code, said in codes.items() if re.fullmatch(said, bare)), "")


def _dashless(text: str) -> str:
    """Fold a text whose words may be joined by dashes."""
    return folded(text.replace("-", " "))
