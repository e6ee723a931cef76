"""What a card of the carnet draws: the same blocks for a house and for somebody, in plain rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from filage.desks.directory.models import Label
from filage.desks.directory.queries import card as queries
from filage.desks.directory.queries.pages import Readable
from filage.productions.models import Activity, Person, Room, Structure
from filage.rules.directory import labels
from filage.web import format as french
from filage.web.tables import Cell, Column, Row, Table, plain


def context(thing: Any, readable: Readable, today: date) -> dict[str, Any]:
    """Return what the template of a card needs."""
    if isinstance(thing, Person):
        held = queries.person_card(thing, readable)
        return {"card": held, "person": thing, "today": today, "due": bool(held.purge_on and held.purge_on <= today)}
    card = queries.structure_card(thing, readable)
    return {
        "card": card,
        "structure": thing,
        "today": today,
        "labels": [(one, _label_period(one), labels.known_label(one.code)) for one in card.labels],
        "facts": [(label, value) for label, value in _facts(thing) if value],
        "played": _played(card.played),
        "seen": [one for one in card.interactions if one.kind == "vu"],
        "rooms": _rooms([room for venue in card.venues for room in venue.rooms.all()]),
    }


def period(since: date | None, until: date | None) -> str:
    """Say from when to when: « depuis le 3 mars 2024 », « du … au … », nothing when nothing is known."""
    if since and until:
        return french.period(since, until)
    said = f"depuis le {french.day_long(since, weekday=False)}" if since else ""
    return f"jusqu’au {french.day_long(until, weekday=False)}" if until else said


def _label_period(label: Label) -> str:
    return ", ".join(filter(None, [label.note, period(label.since, label.until)]))


def _facts(structure: Structure) -> Any:
    """Yield (label, value) of what is known of a house."""
    names = [labels.disciplines().get(code, code) for code in labels.listed(structure.disciplines)]
    low, high = structure.fee_low, structure.fee_high
    yield "Disciplines", ", ".join(names)
    yield "Réseaux", structure.networks
    yield "Cession", " à ".join(french.money(one, 0) for one in (low, high) if one is not None)
    yield "Choisit sa saison", structure.decision_months
    yield "Séances scolaires", {True: "oui", False: "non", None: ""}[structure.school_shows]
    yield "Résidences", structure.residency_terms or {True: "oui", False: "non", None: ""}[structure.residencies]
    yield "Coproduit", {True: "oui", False: "non", None: ""}[structure.coproduces]
    yield "Appels à projets", structure.calls
    yield "Note", structure.note
    read = f" (lue le {structure.source_on:%d/%m/%Y})" if structure.source_on else ""
    yield "Source", f"{structure.source}{read}" if structure.source else ""


def _rooms(rooms: Sequence[Room]) -> Table | None:
    if not rooms:
        return None
    columns = [Column("Jauge", "number"), Column("Plateau (m)"), Column("Sous gril (m)", wide=True), Column("Quai", wide=True)]
    return plain(
        "Salles",
        columns,
        [
            Row(
                Cell(room.name, url=reverse("directory:change_room", args=[room.pk]), note=room.venue.name),
                [
                    room.capacity or "",
                    " × ".join(french.number(one) for one in (room.width, room.depth) if one is not None),
                    french.number(room.height) if room.height is not None else "",
                    room.dock,
                ],
            )
            for room in rooms
        ],
        header="Salle",
    )


def _played(dates: Sequence[Activity]) -> Table | None:
    if not dates:
        return None
    rows = [
        Row(Cell(one.production.title, work=True), [one.on, one.venue.name if one.venue else "", one.get_status_display()])
        for one in dates
    ]
    return plain("Dates avec nous", [Column("Date", "day"), Column("Lieu", wide=True), Column("État")], rows, header="Spectacle")
