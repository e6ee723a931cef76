"""Which cards bear a number that cannot be one, or are one house twice: told from their columns, thousands at a time."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any
from uuid import UUID

from filage.core.prepared import PreparedColumns
from filage.core.rails.season import once
from filage.productions.models import Structure
from filage.rules import identity
from filage.rules.reading.folding import folded

AT_ONCE = 5_000  # values a query


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The cards at fault with what is wrong, and the cards that are one house, by SIRET or by name and town."""

    sirets: Sequence[tuple[Structure, str]]
    vat_numbers: Sequence[tuple[Structure, str]]
    activity_codes: Sequence[tuple[Structure, str]]
    same_siret: Sequence[tuple[str, list[Structure]]]
    same_name: Sequence[list[Structure]]


@PreparedColumns
def SAID(organisation: UUID, _: Sequence[UUID]) -> Any:
    return Structure.objects.within(organisation).order_by().values_list("siret", "vat_number", "country", "ape", "name", "city")


@once
def doubtful(season: Any) -> Doubtful:
    """Return what is doubtful among all the cards of the organisation; one query, a few more when something is."""
    said = SAID(season.organisation_id)
    sirets = _faults((row[0] for row in said), identity.siret_fault)
    vats = _faults(((row[1], row[0], row[2]) for row in said if row[1]), lambda of: identity.vat_number_fault(*of))
    apes = _faults((row[3] for row in said), identity.ape_fault)
    twins = _several(row[0] for row in said if row[0])
    names = _several(_called(name, city) for *_, name, city in said)
    alike = {name for *_, name, city in said if _called(name, city) in names} if names else set()
    numbers = {"siret__in": {*sirets, *twins}, "vat_number__in": {vat for vat, *_ in vats}, "ape__in": set(apes)}
    rows = _cards(season.organisation_id, numbers | {"name__in": alike})
    same = _together((one.siret, one) for one in rows if one.siret)
    seen = {one.pk for held in same.values() for one in held}
    namesakes = _together((_called(one.name, one.city), one) for one in rows if one.pk not in seen)
    return Doubtful(
        sirets=[(one, sirets[one.siret]) for one in rows if one.siret in sirets],
        vat_numbers=[(one, vats[key]) for one in rows if (key := (one.vat_number, one.siret, one.country)) in vats],
        activity_codes=[(one, apes[one.ape]) for one in rows if one.ape in apes],
        same_siret=list(same.items()),
        same_name=list(namesakes.values()),
    )


def _faults[Said: Hashable](said: Iterable[Said], fault: Callable[[Said], str]) -> dict[Said, str]:
    """Return what is wrong with each value, once each; what is empty is unknown, not wrong."""
    return {value: text for value in set(said) if value and (text := fault(value))}


def _several[Said: Hashable](said: Iterable[Said]) -> set[Said]:
    return {value for value, count in Counter(said).items() if count > 1}


def _called(name: str, city: str) -> str:
    return f"{folded(name)} {folded(city)}"


def _cards(organisation: UUID, wanted: dict[str, set[str]]) -> list[Structure]:
    """Return the cards that one of the conditions is about, in file order."""
    held: dict[UUID, Structure] = {}
    for name, among in wanted.items():
        for some in batched(among, AT_ONCE, strict=False):
            held |= {one.pk: one for one in Structure.objects.within(organisation).filter(**{name: some})}
    return sorted(held.values(), key=lambda one: (one.rank, one.pk))


def _together(named: Iterable[tuple[str, Structure]]) -> dict[str, list[Structure]]:
    groups: dict[str, list[Structure]] = defaultdict(list)
    for name, one in named:
        groups[name].append(one)
    return {name: held for name, held in groups.items() if len(held) > 1}
