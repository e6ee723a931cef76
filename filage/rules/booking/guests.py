"""A professional invited in one line, what follows her visit after 1, 7 and 30 days, and what a visit costs."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from filage.rules.engine import Explained, Partial, given, quantity
from filage.rules.reading import Unreadable

_APART = re.compile(r"\s*(?:;|\t|,)\s*")
_SEATS = re.compile(r"(\d{1,2})\s*(?:places?|invitations?)?", re.IGNORECASE)
MOST_SEATS = 20
AFTER = (
    (1, "remercier de sa venue"),
    (7, "appeler"),
    (30, "envoyer une proposition chiffrée, avec une date d’option qui expire"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """Who is invited: a name, a structure when it is said, how many seats."""

    name: str
    structure: str = ""
    seats: int = 1


def read(text: str) -> Said:
    """Read « Claire Morvan, Théâtre du Môle, 2 places »; Unreadable without a name."""
    parts = [part for part in _APART.split(" ".join(text.split())) if part]
    seats = next((found for part in parts[1:] if (found := _SEATS.fullmatch(part))), None)
    words = [part for part in parts if seats is None or part != seats[0]]
    if not words or _SEATS.fullmatch(words[0]) or not re.search(r"[^\W\d]", words[0]):
        raise Unreadable("Dites qui est invité : « Claire Morvan, Théâtre du Môle, 2 places ».")
    number = int(seats[1]) if seats else 1
    if not 1 <= number <= MOST_SEATS:
        raise Unreadable(f"De 1 à {MOST_SEATS} places par invitation.")
    return Said(words[0][:160], ", ".join(words[1:])[:200], number)


def after_a_visit(on: date) -> list[tuple[date, str]]:
    """Return what follows the visit of a professional, and when: J+1, J+7, J+30."""
    return [(on + timedelta(days=days), what) for days, what in AFTER]


def cost_of_a_visit(costs: Partial, present: int) -> Explained | None:
    """Return what each professional who came cost: the expenses of a series ÷ those present; None when nobody came.

    The costs that nobody knows are left out: the whole is then « au moins ».
    """
    if present == 0:
        return None
    return (
        (given(costs.known, "Dépenses de la série") / quantity(present, "Professionnels présents"))
        .named("Coût par professionnel venu")
        .rounded()
    )
