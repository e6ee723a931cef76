"""The labels that our own structures bear: what each asks for, and when its convention ends."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails.season import once
from filage.desks.directory.models import Label
from filage.productions.models import Structure
from filage.rules.directory.labels import KnownLabel, known_label

rare.declare(Label)
OURS = Prepared(lambda organisation, _: Label.objects.within(organisation).filter(structure__ours=True))
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Borne:
    """A label that a structure bears, as the catalogue knows it, and the last day of its convention when it can be told."""

    row: Label
    known: KnownLabel
    ends: date | None


def borne(season: Any, structure_id: UUID) -> list[Borne]:
    """Return the labels of one of our structures that the catalogue knows; one query a season, none where nobody bears any."""
    return [one for one in map(_borne, _read(season).get(structure_id, [])) if one is not None]


def borne_by(structure: Structure, on: date) -> list[Borne]:
    """Return the labels that a structure bears on a day; one query."""
    rows = Label.objects.within(structure.organisation_id).filter(structure=structure).order_by("rank", "id")
    found = [one for one in map(_borne, rows) if one is not None]
    return [
        one for one in found if (one.row.since is None or one.row.since <= on) and (one.row.until is None or on <= one.row.until)
    ]


@once
def _read(season: Any) -> dict[UUID, list[Label]]:
    held: dict[UUID, list[Label]] = defaultdict(list)
    for label in OURS(season.organisation_id) if rare.held(season, Label) else ():
        held[label.structure_id].append(label)
    return dict(held)


def _borne(row: Label) -> Borne | None:
    known = known_label(row.code)
    if known is None:
        return None
    ends = row.until
    if ends is None and row.since is not None and known.years is not None:
        since = row.since
        same = since.replace(year=since.year + known.years, day=28) if (since.month, since.day) == (2, 29) else None
        ends = (same or since.replace(year=since.year + known.years)) - DAY
    return Borne(row=row, known=known, ends=ends)
