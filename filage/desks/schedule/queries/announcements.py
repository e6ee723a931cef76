"""What was announced of a show, who read it, and how it is said in a mail or in a messaging."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from filage.desks.schedule.models import Acknowledgement, Announcement
from filage.desks.schedule.queries import told
from filage.desks.schedule.queries.told import Line
from filage.productions.models import Production
from filage.web import format as french

PURPOSE = "annonce"  # of the links that open announcements
BEHIND = timedelta(days=7)  # what a first announcement tells
SHOWN = 20
KINDS = {"ajoute": "vous y êtes attendu·e", "retire": "vous n’y êtes plus attendu·e", "change": ""}


@dataclass(frozen=True, slots=True)
class Told:
    """An announcement, and those to whom it was told."""

    announcement: Announcement
    readers: Sequence[Acknowledgement]

    @property
    def read(self) -> int:
        """Return how many read it."""
        return sum(one.on is not None for one in self.readers)

    @property
    def late(self) -> bool:
        """Tell whether somebody who can be written to has not read it."""
        return any(one.on is None and one.person.email for one in self.readers)


def since(production: Production) -> datetime:
    """Return the moment from which changes are news: the last announcement, else a week ago; one query."""
    rows = Announcement.objects.within(production.organisation_id).filter(production=production)
    last = rows.order_by("-made_at").values_list("made_at", flat=True).first()
    return last or timezone.now() - BEHIND


def made(production: Production) -> list[Told]:
    """Return the announcements of a show, the newest first, with their readers; two queries."""
    rows = Announcement.objects.within(production.organisation_id).filter(production=production)
    newest = rows.select_related("production").order_by("-made_at", "-id")
    found = list(newest.prefetch_related("acknowledgements__person")[:SHOWN])
    return [Told(one, sorted(one.acknowledgements.all(), key=lambda each: each.person.name)) for one in found]


def readers(announcement: Announcement) -> list[Acknowledgement]:
    """Return those to whom an announcement was told; one query."""
    rows = Acknowledgement.objects.within(announcement.organisation_id).filter(announcement=announcement)
    return list(rows.select_related("person", "announcement__production", "organisation").order_by("person__name", "id"))


def lines(row: Acknowledgement) -> list[Line]:
    """Return what one person was told."""
    return told.read(row.announcement.what, row.person_id)


def said(line: Line) -> str:
    """Say a change in one line: « ven. 12 mars, Filage, Lorient : début 19 h 30 au lieu de 20 h »."""
    moves = " ; ".join(_move(line.kind, *pair) for pair in line.moves if len(pair) == 3)
    ends = ", ".join(part for part in (KINDS.get(line.kind, ""), moves) if part)
    return f"{french.day(date.fromisoformat(line.on))}, {line.what} : {ends}"


def letter(row: Acknowledgement, address: str, by: Any) -> str:
    """Return the mail that tells somebody what changed for her."""
    held = row.announcement
    told_lines = "\n".join(f"– {said(one)}" for one in lines(row))
    word = f"{held.note}\n\n" if held.note else ""
    return (
        f"Bonjour {row.person.name},\n\nVoici ce qui a changé pour vous, {held.production.title}, "
        f"depuis le {french.day_long(timezone.localtime(held.since).date(), year=False)} :\n\n{told_lines}\n\n{word}"
        f"Dites que vous l’avez lu, d’un appui :\n\n{address}\n\n{by}"
    )


def short_text(row: Acknowledgement, address: str) -> str:
    """Return what fits in a message."""
    told_lines = "\n".join(said(one) for one in lines(row))
    word = f"\n{row.announcement.note}" if row.announcement.note else ""
    return f"{row.announcement.production.title}, ça change :\n{told_lines}{word}\nLu ? {address}"


def _move(kind: str, label: str, before: str, after: str) -> str:
    if kind == "ajoute" or not before:
        return f"{label} {after}"
    return f"{label} {after or 'à préciser'} au lieu de {before}"
