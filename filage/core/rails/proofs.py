"""Which proofs of quality each part of the house already holds: what an auditor asks for, counted from what is there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, QuerySet, Subquery

from filage.core.accounts import Organisation
from filage.core.rails.registry import Registry


@dataclass(frozen=True, slots=True)
class Proof:
    """So many things that show one indicator (`label` is said before the number), where they are read, when one last moved."""

    indicator: int
    label: str
    count: int
    url: str = ""
    on: date | None = None


type Holder = Callable[[Any], Iterable[Proof]]

holders: Registry[Holder] = Registry("proofs of quality")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that prove an indicator, and which of their days is told."""

    indicator: int
    label: str
    rows: QuerySet[Any]
    day: str
    url: str = ""


def counted(organisation: Any, asked: Iterable[Rows]) -> Iterator[Proof]:
    """Yield how many rows prove each indicator and when one last moved; one query for them all."""
    held, wanted = list(asked), dict[str, Any]()
    for rank, one in enumerate(held):
        grouped = one.rows.order_by().values("organisation")
        wanted[f"count_{rank}"] = Subquery(grouped.annotate(said=Count("pk", distinct=True)).values("said"))
        wanted[f"last_{rank}"] = Subquery(grouped.annotate(said=Max(one.day)).values("said"))
    found: Any = Organisation.objects.filter(pk=getattr(organisation, "pk", organisation)).values(**wanted).get()
    for rank, one in enumerate(held):
        last = found[f"last_{rank}"]
        on = last.date() if isinstance(last, datetime) else last
        yield Proof(one.indicator, one.label, found[f"count_{rank}"] or 0, one.url, on)


def of(organisation: Any) -> dict[int, list[Proof]]:
    """Return every proof of a house by indicator; what counts nothing proves nothing and is left out."""
    found: dict[int, list[Proof]] = {}
    registered = [give for _, give in holders.items()]
    for give in registered:
        for proof in give(organisation):
            if proof.count:
                found.setdefault(proof.indicator, []).append(proof)
    return found
