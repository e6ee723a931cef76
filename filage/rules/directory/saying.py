"""What a line says of a moment in touch: « vu L’Estran le 12/11, a aimé -> rappeler le 3/12 »."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from filage.rules.reading.days import MONTHS, day
from filage.rules.reading.folding import folded
from filage.rules.reading.unreadable import Unreadable

KINDS: tuple[tuple[str, str], ...] = (
    ("vu", r"(a |ont |est |sont )?(vue?s?|venue?s?)( voir)?"),
    ("dossier", r"dossier( envoye| transmis)?|envoi (du|de) dossier"),
    ("appel", r"r?appel\w*|tel(ephone|\.)?( a)?|coup de fil|message vocal"),
    ("courriel", r"e-?mails?|mails?|courriels?|ecrit( a)?|relance"),
    ("courrier", r"courrier|lettre"),
    ("rencontre", r"rencontr\w+|rdv|rendez-vous|reunion|croisee?s?|dejeuner|cafe|visio|salon"),
)
THEIRS = re.compile(r"\b(nous (a|ont) (r?appel|ecrit|repondu|contact)\w*|a repondu|rappelle|recu|de sa part|de leur part)\b")
BEFORE = {"aujourd'hui": 0, "hier": 1, "avant-hier": 2}
THEN = re.compile(r"\s*(?:->|→|=>|\bpuis\b)\s*")
MONTH = "|".join(MONTHS)
DAY = re.compile(
    r"\b(?:(?:le|au|pour le|d'ici le)\s+)?(\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:er)?\s+(?:{MONTH})\.?(?:\s+\d{{4}})?)\b"
)
IN = re.compile(r"\b(?:dans|sous)\s+(\d{1,3})\s+(jour|semaine|mois)s?\b|\bj ?\+ ?(\d{1,3})\b")
DAYS = {"jour": 1, "semaine": 7, "mois": 30}
USUAL_DAYS = 7  # when a next gesture says no day
NOT_NOW = re.compile(r"\bpas (pour )?cette (saison|annee)\b|\bpas (pour )?la saison (prochaine|qui vient)\b")
AGAIN = (9, 1)  # month and day when the trade speaks of the following season
AGAIN_WHAT = "Reproposer pour la saison suivante"


@dataclass(frozen=True, slots=True)
class Said:
    """A moment in touch as a line tells it, and what comes next when the line says it."""

    kind: str
    on: date
    theirs: bool
    note: str
    show: str = ""  # the key of the show that is named
    next_what: str = ""
    next_on: date | None = None


def said(line: str, today: date, shows: Mapping[str, str]) -> Said:
    """Return what a line says; `shows` gives the titles by key. Unreadable when the line is empty or no kind of touch is said."""
    first, _, after = _parted(" ".join(line.split()))
    words = folded(first)
    later = NOT_NOW.search(words) is not None
    kind = _kind(words) or ("autre" if later else "")
    if not kind:
        raise Unreadable("Dites d’abord comment : « vu », « appel », « courriel », « rencontre », « dossier », « courrier ».")
    on = _day(words, today, ahead=False) or today
    show = next((key for key, title in shows.items() if folded(title) in words), "")
    theirs = later or _theirs(kind, words)
    if not after and later:
        return Said(kind, on, theirs, first, show, AGAIN_WHAT, _following(max(on, today)))
    if not after:
        return Said(kind, on, theirs, first, show)
    due = _day(folded(after), today, ahead=True) or today + timedelta(days=USUAL_DAYS)
    return Said(kind, on, theirs, first, show, _capital(_without_day(after)), due)


def _following(today: date) -> date:
    """Return the first of September that follows a day."""
    there = date(today.year, *AGAIN)
    return there if there > today else date(today.year + 1, *AGAIN)


def _parted(line: str) -> tuple[str, str, str]:
    found = THEN.search(line)
    return (line, "", "") if found is None else (line[: found.start()], found[0], line[found.end() :])


def _kind(words: str) -> str:
    found = [
        (match.start(), rank, kind)
        for rank, (kind, pattern) in enumerate(KINDS)
        if (match := re.search(rf"\b(?:{pattern})\b", words))
    ]
    return min(found)[2] if found else ""


def _theirs(kind: str, words: str) -> bool:
    return kind == "vu" or THEIRS.search(words) is not None


def _day(words: str, today: date, *, ahead: bool) -> date | None:
    """Return the day that a text says; without a year, the nearest one behind, or ahead."""
    for name, back in BEFORE.items():
        if re.search(rf"(?<!-)\b{name}\b", words):
            return today - timedelta(days=back)
    if ahead and "demain" in words:
        return today + timedelta(days=1)
    if ahead and (found := IN.search(words)):
        return today + timedelta(days=int(found[3]) if found[3] else int(found[1]) * DAYS[found[2]])
    if (found := DAY.search(words)) is None:
        return None
    text = found[1].replace(".", "")
    if re.search(r"\d{4}|/\d+/\d{2}$", text):
        return day(text)
    return _nearest(text, today, ahead=ahead)


def _nearest(text: str, today: date, *, ahead: bool) -> date | None:
    slash = "/" in text
    years = (today.year, today.year + 1) if ahead else (today.year, today.year - 1)
    for year in years:
        try:
            made = day(f"{text}/{year}" if slash else f"{text} {year}")
        except Unreadable:
            continue
        if made and (made >= today if ahead else made <= today):
            return made
    raise Unreadable(f"« {text} » n’est pas un jour, comme 12/11.")


def _without_day(text: str) -> str:
    cut = IN.sub("", DAY.sub("", text)).replace("demain", "")
    return " ".join(cut.split()).strip(" ,;.") or "Reprendre contact"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
