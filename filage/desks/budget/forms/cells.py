"""What the grid of a budget sends: cells, new lines, moves, departures, or an act to go back on."""

import json
from dataclasses import dataclass
from uuid import UUID

from filage.core.refusal import Refusal
from filage.desks.budget.operations import cells
from filage.productions.enums import Phase

TAB_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """What the grid asks: an act on one budget, or to go back on an entry of the journal."""

    phase: str
    reading: str
    act: cells.Act
    goes_back: UUID | None = None


def grid_act(body: bytes) -> Asked:
    """Read what the grid sends (JSON); Refusal when it is not what a grid sends."""
    try:
        sent = json.loads(body)
        phase, reading = Phase(sent["phase"]), str(sent.get("reading", ""))
        if sent.get("undo"):
            return Asked(phase, reading, cells.Act(), UUID(sent["undo"]))
        edits = [cells.Edit(UUID(one["line"]), str(one["field"]), str(one["old"]), str(one["new"])) for one in sent["edits"]]
        inserts = [
            cells.Insert(
                UUID(one["line"]),
                str(one["side"]),
                str(one["destination"]),
                _uuid(one["after"]),
                tuple((str(name), str(text)) for name, text in one["texts"].items()),
            )
            for one in sent["inserts"]
        ]
        moves = [cells.Move(UUID(one["line"]), str(one["destination"]), _uuid(one["after"])) for one in sent["moves"]]
        return Asked(phase, reading, cells.Act(edits, inserts, moves, [UUID(one) for one in sent["deletes"]]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal("Cette saisie est illisible : rechargez la page, puis recommencez.") from error


@dataclass(frozen=True, slots=True)
class Heard:
    """What the grid says while nobody types: the budget it shows, where one is, what was last seen of the journal."""

    phase: str
    reading: str
    spot: str
    since: UUID | None
    mine: tuple[UUID, ...]  # what this page did since
    tab: str
    leaving: bool


def grid_presence(body: bytes) -> Heard:
    """Read where somebody is in a grid (JSON); Refusal when it is not what a grid sends."""
    try:
        sent = json.loads(body)
        mine = tuple(UUID(one) for one in sent["mine"])
        tab, leaving = str(sent["tab"])[:TAB_LENGTH], bool(sent["leaving"])
        return Heard(
            Phase(sent["phase"]), str(sent.get("reading", "")), str(sent["spot"]), _uuid(sent["since"]), mine, tab, leaving
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal("Cette présence est illisible : rechargez la page.") from error


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
