"""How the carnet is written: one line a house or a contact, with what was last said and what comes next."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from filage.desks.directory.models import Affiliation
from filage.desks.directory.queries import book
from filage.productions.models import Person, Structure
from filage.rules.directory import labels
from filage.rules.directory.departments import department_of
from filage.web.tables import Cell, Column, Row, Table, plain


def structures(organisation: Any, found: Sequence[Structure], on: date) -> Table:
    """Return the houses: town, labels, disciplines, last moment in touch, next gesture."""
    ids = [one.pk for one in found]
    worn, last = book.labels_of(found, on), book.last_touch(organisation, "structure", ids)
    coming = book.next_due(organisation, "structure", ids)
    said: dict[Column, list[Any]] = {
        Column("Ville"): [town(one) for one in found],
        Column("Labels", wide=True): [", ".join(_short(each.code) for each in worn.get(one.pk, ())) for one in found],
        Column("Disciplines", wide=True): [
            ", ".join(labels.disciplines().get(code, code) for code in labels.listed(one.disciplines)) for one in found
        ],
        Column("Dernier échange", "day", wide=True): [last.get(one.pk, "") for one in found],
        Column("Prochain geste", "day"): [coming.get(one.pk, "") for one in found],
    }
    shown = {column: cells for column, cells in said.items() if any(cells)}  # what is said of nobody has no column
    names = [Cell(one.name, url=reverse("directory:structure_card", args=[one.pk]), note=one.get_kind_display()) for one in found]
    rows = [Row(name, [cells[rank] for cells in shown.values()]) for rank, name in enumerate(names)]
    return plain("Lieux et structures du carnet", list(shown), rows, header="Nom")


def people(organisation: Any, found: Sequence[Person], on: date) -> Table:
    """Return the contacts: what they do and where, how to reach them, last moment in touch, next gesture."""
    ids = [one.pk for one in found]
    roles, refusing = book.roles_of(found, on), book.opposed(found)
    last, coming = book.last_touch(organisation, "person", ids), book.next_due(organisation, "person", ids)
    columns = [
        Column("Fonction"),
        Column("Courriel", wide=True),
        Column("Téléphone", wide=True),
        Column("Dernier échange", "day", wide=True),
        Column("Prochain geste", "day"),
    ]
    rows = [
        Row(
            Cell(one.name, url=reverse("directory:person_card", args=[one.pk])),
            [
                "; ".join(f"{each}, {each.structure.name}" for each in roles.get(one.pk, ())),
                "opposée aux envois" if one.pk in refusing else address(one, roles.get(one.pk, ())),
                next((each.phone for each in roles.get(one.pk, ()) if each.phone), one.phone),
                last.get(one.pk, ""),
                coming.get(one.pk, ""),
            ],
        )
        for one in found
    ]
    return plain("Personnes du carnet", columns, rows, header="Nom")


def mailing(found: Sequence[Person], roles: Mapping[UUID, Sequence[Affiliation]]) -> Iterator[list[str]]:
    """Yield name, address, role, house and town of each who has an address."""
    for one in found:
        held = roles.get(one.pk, ())
        if to := address(one, held):
            first = held[0] if held else None
            yield [one.name, to, str(first or ""), first.structure.name if first else "", first.structure.city if first else ""]


def address(person: Person, roles: Sequence[Affiliation]) -> str:
    """Return where to write to somebody: at work first."""
    return next((each.email for each in roles if each.email), person.email)


def town(structure: Structure) -> str:
    """Return the town with its department: « Brest (29) »."""
    code = department_of(structure.postal_code) if structure.country == "FR" else structure.country
    return f"{structure.city} ({code})" if structure.city and code else structure.city or code


def _short(code: str) -> str:
    known = labels.known_label(code)
    return known.short if known else code
