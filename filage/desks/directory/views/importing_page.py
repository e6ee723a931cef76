"""What the pages of an import show: the columns with what they hold, and a few lines of each fate."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import QueryDict

from filage.core.refusal import Refusal
from filage.desks.directory.enums import ImportState
from filage.desks.directory.models import ContactImport
from filage.desks.directory.operations import importing as operations
from filage.desks.directory.queries import importing
from filage.desks.directory.queries.importing import KNOWN, NEW, REFUSED, TO_CHECK, TWICE, Cards, Matched
from filage.rules.directory import columns as rules

SHOWN = 40  # lines of each fate on the page
ASKED = 200  # lines to check on the page: the others wait for the next reading
SAMPLES = 4
FATES = (
    (NEW, "À créer", "Maisons et personnes qui ne sont pas encore au carnet."),
    (KNOWN, "Déjà au carnet", "Ce qui manque à la fiche est complété ; rien n’est remplacé."),
    (TWICE, "Maison déjà citée plus haut", "Seule la personne s’ajoute."),
    (REFUSED, "Laissées", "Ni structure ni personne sur la ligne."),
)
JOURNAL = 20


def journal(organisation: Any) -> list[ContactImport]:
    """Return the last lists that were brought."""
    return list(ContactImport.objects.within(organisation).select_related("by")[:JOURNAL])


def read(held: ContactImport) -> dict[str, Any]:
    """Return what the page of a list needs before it is written; Unreadable or Refusal when its file cannot be read again."""
    rows, lines = operations.read(held)
    found = importing.matched(lines, Cards(held.organisation_id).read(), held.decisions)
    tally = importing.tally(found)
    asking = [one for one in found if one.state == TO_CHECK]
    faults = [one for one in found if one.line.faults]
    return {
        "held": held,
        "header": held.header + 1,
        "columns": list(_columns(rows, held)),
        "roles": list(rules.ROLES.items()),
        "count": len(found),
        "fates": [(title, said, tally[code], _some(found, code)) for code, title, said in FATES if tally[code]],
        "asking": asking[:ASKED],
        "unasked": max(0, len(asking) - ASKED),
        "checking": len(asking),
        "faults": faults[:SHOWN],
        "fault_count": len(faults),
        "ready": bool(tally[NEW] + tally[KNOWN] + tally[TWICE] + tally[TO_CHECK]),
    }


def done(held: ContactImport) -> dict[str, Any]:
    """Return what the page of a list needs once it is being written, written, refused or left."""
    counts = held.counts
    return {
        "held": held,
        "working": held.state == ImportState.ECRITURE,
        "progress": operations.progress(held) if held.state == ImportState.ECRITURE else None,
        "counts": [(title, counts.get(code, 0)) for code, title, _ in FATES if counts.get(code)],
        "structures": counts.get("structures", 0),
        "people": counts.get("personnes", 0),
        "filled": counts.get("completees", 0),
        "unchecked": counts.get(TO_CHECK, 0),
    }


def corrected(asked: QueryDict, held: ContactImport) -> tuple[int, list[str], dict[str, str]]:
    """Return the row of the headings, what each column holds, and what was decided of the lines to check."""
    text = asked.get("titres", "")
    header = int(text) - 1 if text.isascii() and text.isdigit() and len(text) < 4 else held.header
    roles = [role if role in rules.ROLES else "" for role in asked.getlist("role")] or held.roles
    if header != held.header and "role" in asked:
        roles = _guessed(held, header)
    decisions = {key.removeprefix("ligne-"): value for key, value in asked.items() if key.startswith("ligne-") and value}
    return header, roles[: importing.BOUNDS.columns], held.decisions | dict(list(decisions.items())[: ASKED * 50])


def is_short(held: ContactImport) -> bool:
    """Tell whether a list is written while one waits."""
    try:
        return len(operations.read(held)[1]) <= operations.AT_ONCE
    except Refusal:
        return True


def _guessed(held: ContactImport, header: int) -> list[str]:
    rows, _ = operations.read(held)
    roles = [rules.role_of(cell) or "" for cell in rows[header]] if 0 <= header < len(rows) else []
    known = ["name" if role == "name_or_person" else role for role in roles]
    return [*known, *[""] * max(0, len(held.roles) - len(known))]


def _columns(rows: Sequence[Sequence[str]], held: ContactImport) -> Iterator[dict[str, Any]]:
    heads = rows[held.header] if 0 <= held.header < len(rows) else ()
    samples = rows[held.header + 1 : held.header + 1 + SAMPLES]
    for place, role in enumerate(held.roles):
        cells = [row[place][:60] if place < len(row) else "" for row in samples]
        yield {"letter": _letter(place), "head": heads[place][:60] if place < len(heads) else "", "role": role, "cells": cells}


def _letter(place: int) -> str:
    return chr(65 + place) if place < 26 else f"{chr(64 + place // 26)}{chr(65 + place % 26)}"


def _some(found: Sequence[Matched], state: str) -> list[Matched]:
    return [one for one in found if one.state == state][:SHOWN]
