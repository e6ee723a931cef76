"""How kept rows follow the facts: computed first, then replaced in the running transaction."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from filage.core.kept import CostRow, DeadlineRow, FactsRow, FindingRow, KeptRow, KeyFigureRow, SearchRow
from filage.core.rails import checks, costs, deadlines, facts, figures, search
from filage.core.rails import season as seasons
from filage.core.rails.providers import Rail
from filage.core.rails.types import CostLine, KeyFigure
from filage.core.rails.types import SearchRow as Found
from filage.core.release import release
from filage.core.search import fold
from filage.rules.engine import Explained, UnknownValue, formula, to_cent

KEPT: tuple[tuple[Rail[Any], type[KeptRow]], ...] = (
    (costs.rail, CostRow),
    (deadlines.rail, DeadlineRow),
    (checks.rail, FindingRow),
    (search.rail, SearchRow),
    (figures.rail, KeyFigureRow),
)


def refresh(production_ids: Iterable[UUID] | None, organisation: Any) -> None:
    """Compute again the kept rows of some productions, or of the whole organisation (None), in the running transaction."""
    organisation_id: UUID = getattr(organisation, "pk", organisation)
    ids = () if production_ids is None else tuple(production_ids)
    if production_ids is not None and not ids:
        return
    season = seasons.load(organisation_id, ids)
    batches: list[tuple[type[Any], list[Any]]]
    batches = [(model, list(_rows(rail, model, season, organisation_id, ids))) for rail, model in KEPT]
    batches.append((FactsRow, _facts(season, organisation_id, ids)))
    with transaction.atomic():
        for model, rows in batches:
            old = model.objects.within(organisation_id)
            (old.filter(production__in=ids) if ids else old).delete()
            model.objects.bulk_create(rows)


def refresh_touched(production_ids: Iterable[UUID] | None, organisation: Any) -> None:
    """Refresh at once when few productions moved, otherwise hand it to a task, which starts after the commit."""
    from filage.core import tasks  # a task calls refresh, which is here

    organisation_id: UUID = getattr(organisation, "pk", organisation)
    ids = None if production_ids is None else tuple(production_ids)
    count = len(ids) if ids is not None else _kept_productions(organisation_id)
    if count <= settings.REFRESH_AT_ONCE:
        refresh(ids, organisation_id)
    else:
        tasks.refresh_later(organisation_id, ids)


def _kept_productions(organisation_id: UUID) -> int:
    return FactsRow.objects.within(organisation_id).filter(production__isnull=False).count()


def _rows(rail: Rail[Any], model: type[KeptRow], season: Any, organisation_id: UUID, ids: tuple[UUID, ...]) -> Iterable[KeptRow]:
    for provider, given in rail.rows(season):
        if not ids or given.production in ids:
            yield model(organisation_id=organisation_id, provider=provider, **_columns(given))


def _columns(given: Any) -> dict[str, Any]:
    columns = {name: getattr(given, name) for name in given.__slots__}
    if isinstance(given, CostLine | KeyFigure):
        columns |= _amount(given.amount)
    if isinstance(given, Found):
        columns["folded"] = fold(f"{given.title} {given.text}")
    return columns


def _amount(amount: Explained | None) -> dict[str, Decimal | str | None]:
    if amount is None:
        return {"amount": None}
    try:
        return {"amount": to_cent(amount.known()), "formula": formula(amount)}
    except UnknownValue as missing:
        return {"amount": None, "unknown_reason": str(missing)}


def _facts(season: Any, organisation_id: UUID, ids: tuple[UUID, ...]) -> list[FactsRow]:
    said: dict[UUID | None, str] = facts.imprints(season, costs.of(season))
    productions = [production.pk for production in season.productions]
    return [
        FactsRow(
            organisation_id=organisation_id, production=production, sha256=said.get(production, facts.empty()), version=release()
        )
        for production in (productions if ids else (None, *productions))
    ]
