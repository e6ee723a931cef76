"""How the entries of a route are said in one line."""

from collections.abc import Iterable

from filage.rules.schooling.certification import Entry


def entries(held: Iterable[Entry]) -> str:
    """Return what is enough to enter by a route, in one line."""
    return " ; ou ".join(map(_entry, held)) or "recevabilité du dossier"


def _entry(entry: Entry) -> str:
    more = [f"{entry.ects} ECTS du domaine"] if entry.ects else []
    more += [f"{entry.experience} mois d’expérience du secteur"] if entry.experience else []
    said = " et ".join([f"niveau {entry.level}", *more])
    return f"{said} pour {entry.months} mois" if entry.months else said
