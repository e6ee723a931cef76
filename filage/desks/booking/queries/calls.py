"""Which days typed in a few words become options: « 12/3, 14 mars 20 h 30 », « du 12 au 14 mars à 19 h »."""

import re
from dataclasses import replace
from datetime import date

from filage.rules.planning.run import Moment, moments, read
from filage.rules.reading import Unreadable

APART = re.compile(r"\s*(?:;|,|\bpuis\b|\bet\b)\s*")
BARE = re.compile(r"\d")
MOST = 60


def days_said(text: str, *, today: date) -> list[Moment]:
    """Return the moments of a few days typed in a row, in order; an hour said once is that of those without one."""
    found: list[Moment] = []
    hour = None
    for part in filter(None, APART.split(text.strip())):
        run = read(f"le {part}" if BARE.match(part) else part, today=today)
        if run.first is None and run.hours and found:
            hour = run.hours[0]
            continue
        found += moments(replace(run, count=run.count or (None if run.last else 1)))
        hour = run.hours[0] if run.hours else hour
    if not found:
        raise Unreadable("Dites quels jours : « 12/3, 14 mars 20 h 30 », « du 12 au 14 mars ».")
    if len(found) > MOST:
        raise Unreadable(f"Plus de {MOST} dates d’un coup : posez une série depuis le calendrier du spectacle.")
    days = {(one.on, one.at or hour): Moment(one.on, one.at or hour) for one in found}
    return [days[key] for key in sorted(days, key=lambda key: (key[0], key[1] is not None, key[1]))]
