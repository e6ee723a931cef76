"""What a cell names elsewhere: the structure that pays, the performance that a line is for."""

from uuid import UUID

from filage.desks.budget.models import Line
from filage.productions import pointing
from filage.productions.enums import PERFORMANCES
from filage.productions.models import Activity, Production, Structure
from filage.rules import reading
from filage.rules.reading.folding import folded


def funder(text: str, line: Line) -> UUID | None:
    """Return the structure that a text names, by its name or its first letters; Unreadable when the directory has no such one."""
    rows = pointing.beginning(Structure, line.organisation_id, reading.words(text, longest=200))
    found = _one(text, {str(pk): name for pk, name in rows.values_list("pk", "name")})
    return UUID(found) if found else None


def funder_name(line: Line) -> str:
    """Return the name of the structure that pays for a line, or that it pays; one query when there is one."""
    if line.funder_id is None:
        return ""
    return Structure.objects.within(line.organisation_id).values_list("name", flat=True).get(pk=line.funder_id)


def funders(line: Line) -> list[str]:
    """Return the names that are offered to the funder of a line, in order; any other of the directory may be typed."""
    return sorted(pointing.offered(Structure, line.organisation_id).values_list("name", flat=True), key=folded)


def performance(text: str, line: Line) -> UUID | None:
    """Return the performance that a text names, by its day; Unreadable when there is none that day."""
    found = _one(text, {str(pk): name for pk, name in performances(line.production, line.organisation_id).items()})
    return UUID(found) if found else None


def performance_name(line: Line) -> str:
    """Return « 16/04/2027 », the performance that a line is for; one query when there is one."""
    if line.activity_id is None:
        return ""
    return performances(line.production, line.organisation_id).get(line.activity_id, "")


def performances(production: Production, organisation_id: UUID) -> dict[UUID, str]:
    """Return the performances of a production by day: « 16/04/2027 », then « 16/04/2027 (2) »; one query."""
    rows = Activity.objects.within(organisation_id).filter(production=production, kind__in=PERFORMANCES)
    found: dict[UUID, str] = {}
    days: dict[str, int] = {}
    for pk, on in rows.order_by("on", "starts_at", "id").values_list("pk", "on"):
        day = f"{on:%d/%m/%Y}"
        days[day] = days.get(day, 0) + 1
        found[pk] = day if days[day] == 1 else f"{day} ({days[day]})"
    return found


def _one(text: str, names: dict[str, str]) -> str:
    """Return the key of the name that a text says, wholly or by its first letters; an empty text is none."""
    bare = folded(reading.words(text, longest=200))
    if not bare:
        return ""
    exact = [key for key, name in names.items() if folded(name) == bare]
    near = exact or [key for key, name in names.items() if folded(name).startswith(bare)]
    if not near:
        raise reading.Unreadable(f"« {text.strip()} » est inconnu ici : ajoutez-le d’abord à l’annuaire ou au calendrier.")
    if len(near) > 1 and not exact:
        raise reading.Unreadable(f"« {text.strip()} » : plusieurs commencent ainsi, écrivez le nom entier.")
    return near[0]
