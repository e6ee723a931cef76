"""What the carnet de route of a tour gathers: one sheet a day, and what changed in each since it was last told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core.archive import IssuedDocument
from filage.desks.logistics.models import RouteBook
from filage.desks.logistics.queries.day_pages import last_told
from filage.desks.logistics.queries.day_sheet import day_sheet, since
from filage.documents.day_sheet_shapes import BookData, Paper
from filage.documents.shapes import Lang
from filage.productions.enums import LIVE, PERFORMANCES, ActivityKind
from filage.productions.models import Activity, Production

PATIENCE = timedelta(seconds=30)  # without a move, before saying that nobody works at it
AT_HOME = (ActivityKind.REPETITION, ActivityKind.RESIDENCE, ActivityKind.REUNION)  # not of the tour, unless they are chosen
TITLES: Mapping[Lang, str] = {"fr": "Carnet de route", "en": "Tour book"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """A day that may enter a carnet: its service, whether it is of the tour, and what its sheet still lacks."""

    activity: Activity
    usual: bool
    unknown: Sequence[str]


def days(season: Any, production: UUID, on: date) -> list[Activity]:
    """Return the days of a show from a day on, one service each: its performance when there is one."""
    found: dict[date, Activity] = {}
    rows = [one for one in season.activities_of(production) if one.status in LIVE and one.on >= on]
    for one in sorted(rows, key=lambda each: (each.kind not in AT_HOME) + 2 * (each.kind in PERFORMANCES)):
        found[one.on] = one
    return [found[day] for day in sorted(found)]


def rows(season: Any, production: UUID) -> list[DayRow]:
    """Return the days to come of a show, with what the sheet of each still lacks."""
    found = []
    for one in days(season, production, season.today):
        told = day_sheet(season, one, on=season.today, logo=False)
        found.append(DayRow(activity=one, usual=one.kind not in AT_HOME, unknown=told.unknown))
    return found


def book(
    season: Any, dates: Sequence[Activity], *, lang: Lang, paper: Paper, on: date, tell: Callable[[int], None] = lambda done: None
) -> BookData:
    """Return the carnet of these days; `tell` is called with the number of sheets written."""
    sheets = []
    for rank, one in enumerate(dates, start=1):
        sheets.append(day_sheet(season, one, lang=lang, paper=paper, on=on))
        tell(rank)
    top = sheets[0].head
    head = replace(top, document=replace(top.document, kind=TITLES[lang]))
    return BookData(head=head, paper=paper, sheets=tuple(sheets))


def compared(data: BookData, dates: Sequence[Activity]) -> BookData:
    """Return a carnet whose sheets say what changed since each day was last told to the team; one query."""
    told = last_told(dates, "equipe", data.head.lang)
    found = []
    for one, activity in zip(data.sheets, dates, strict=True):
        before = told.get(activity.pk)
        found.append(since(one, before[0], before[1]) if before else one)
    return replace(data, sheets=tuple(found))


@dataclass(frozen=True, slots=True)
class Work:
    """A carnet in the making, as its page shows it."""

    book: RouteBook
    document: IssuedDocument | None = None

    @property
    def waits(self) -> bool:
        """Tell whether nobody seems to work at it: it stopped, or has not moved for a while."""
        idle = timezone.now() - self.book.moved_at > PATIENCE
        return not self.book.is_done and (bool(self.book.stopped) or idle)

    @property
    def runs(self) -> bool:
        """Tell whether the page should ask again."""
        return not self.book.is_done and not self.waits

    @property
    def coming(self) -> str:
        """Return what is being done."""
        return "mise en page" if self.book.done == self.book.whole else "les feuilles se déduisent"


def last(production: Production) -> Work | None:
    """Return the last carnet asked for a show, with its document."""
    found = RouteBook.objects.within(production.organisation_id).filter(production=production).first()
    return None if found is None else work(found)


def work(found: RouteBook) -> Work:
    """Return a carnet as its page shows it."""
    rows = IssuedDocument.objects.within(found.organisation_id).select_related("file")
    return Work(found, rows.filter(pk=found.document).first() if found.document else None)
