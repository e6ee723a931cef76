"""How a hand-in is frozen: its moment, its imprint, and nothing of it moves any more."""

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone

from filage.core.changes import ChangeSet
from filage.school.exercises.models import HandIn
from filage.school.exercises.queries import given


def freeze(row: HandIn, *, at: datetime, by_clock: bool = False, **fields: Any) -> None:
    """Write a hand-in for good, with the imprint of its answers and of its production."""
    whole = {"reponses": {one.question: one.text for one in row.answers.all()}, "production": fields.get("production", "")}
    imprint = sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    ChangeSet.on(row, handed_in_at=at, by_clock=by_clock, sha256=imprint, **fields).apply(by=None, why="copie rendue")


def settle(rows: Iterable[HandIn]) -> None:
    """Hand in, as they stood at that moment, the mock exams whose time is over."""
    for row in rows:
        end = given.ends_at(row)
        if row.handed_in_at is None and end is not None and timezone.now() >= end:
            freeze(row, at=end, by_clock=True)
