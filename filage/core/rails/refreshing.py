"""How kept rows follow the facts: computed first, then replaced in the running transaction."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from filage.core import tracing
from filage.core.kept import CostRow, DeadlineRow, FactsRow, FindingRow, KeyFigureRow, SearchRow
from filage.core.rails import checks, costs, deadlines, facts, figures, search
from filage.core.rails import season as seasons
from filage.core.rails.providers import Rail
from filage.core.rails.table import Row, Table
from filage.core.rails.types import CostLine, Finding, KeyFigure
from filage.core.rails.types import SearchRow as Found
from filage.core.refusal import Refusal
from filage.core.release import release
from filage.core.remembering import kept_with
from filage.rules.engine import Explained, UnknownValue, formula, to_cent
from filage.rules.reading.folding import folded

FINDINGS, DEADLINES = Table(FindingRow), Table(DeadlineRow)
KEPT: tuple[tuple[Rail[Any], Table], ...] = (
    (costs.rail, Table(CostRow)),
    (deadlines.rail, DEADLINES),
    (checks.rail, FINDINGS),
    (search.rail, Table(SearchRow)),
    (figures.rail, Table(KeyFigureRow)),
)
FACTS = Table(FactsRow)
NOT_KEPT = ("memo", "beside")


def refresh(production_ids: Iterable[UUID] | None, organisation: Any) -> None:
    """Compute again the kept rows of some productions, or of the whole organisation (None), in the running transaction."""
    organisation_id: UUID = getattr(organisation, "pk", organisation)
    ids = () if production_ids is None else tuple(production_ids)
    if production_ids is not None and not ids:
        return
    season = seasons.load(organisation_id, ids)
    batches = [(table, list(_rows(rail, season, ids))) for rail, table in KEPT]
    if not ids:
        duties = next(rows for table, rows in batches if table is DEADLINES)
        duties += [_columns(code, given) for code, given in deadlines.of_the_house(season) if code not in deadlines.rail]
    findings = next(rows for table, rows in batches if table is FINDINGS)
    batches.append((FACTS, _facts(season, ids)))
    try:
        with transaction.atomic():
            for table, rows in batches:
                table.replace(organisation_id, ids, rows)
            tracing.follow(organisation_id, ids, findings)
    except ValidationError as error:  # each figure may be kept, but not their product
        raise Refusal(f"{' '.join(error.messages)} Vérifiez les quantités et les prix qui y mènent.") from error


def would_be(production_ids: Iterable[UUID] | None, organisation: Any) -> tuple[list[Row], list[Row]]:
    """Return the key figures and the findings as a refresh would keep them now, by column, and write nothing."""
    organisation_id: UUID = getattr(organisation, "pk", organisation)
    ids = () if production_ids is None else tuple(production_ids)
    if production_ids is not None and not ids:
        return [], []
    season = seasons.load(organisation_id, ids)
    return list(_rows(figures.rail, season, ids)), list(_rows(checks.rail, season, ids))


def reread_house(organisation_id: UUID) -> None:
    """Find again what concerns no single production, which an edit of one of them leaves as it was."""
    season = seasons.load(organisation_id)
    rows = [row for row in _rows(checks.rail, season, ()) if row["production"] is None]
    names = [field.attname for field in FINDINGS.fields if field.attname != "organisation_id"]
    with transaction.atomic():
        FindingRow.objects.within(organisation_id).filter(production=None).delete()
        FindingRow.objects.bulk_create(
            FindingRow(organisation_id=organisation_id, **{name: row[name] for name in names}) for row in rows
        )
        tracing.follow(organisation_id, (None,), rows)
    refresh_house_deadlines(organisation_id)


def refresh_house_findings(organisation_id: UUID, desks: Iterable[str]) -> None:
    """Find again what the desks that read the house alone say of it."""
    desks = tuple(desks)
    season = seasons.load(organisation_id)
    rows = [_columns(desk, given) for desk in desks for given in checks.rail.given_by(desk, season)]
    held = FindingRow.objects.within(organisation_id).filter(production=None, provider__in=desks)
    if not rows and not held.exists():
        return
    names = [field.attname for field in FINDINGS.fields if field.attname != "organisation_id"]
    with transaction.atomic():
        held.delete()
        FindingRow.objects.bulk_create(
            FindingRow(organisation_id=organisation_id, **{name: row[name] for name in names}) for row in rows
        )
        tracing.follow(organisation_id, (None,), rows, desks)


def refresh_house_deadlines(organisation_id: UUID) -> None:
    """Compute again the duties about no production, of the desks that give them alone: what is noted of a contact moves them."""
    names = [field.attname for field in DEADLINES.fields if field.attname != "organisation_id"]
    rows = [_columns(code, given) for code, given in deadlines.of_the_house(seasons.load(organisation_id))]
    codes = [code for code, _ in deadlines.house.items()]
    with transaction.atomic():
        DeadlineRow.objects.within(organisation_id).filter(production=None, provider__in=codes).delete()
        DeadlineRow.objects.bulk_create(
            DeadlineRow(organisation_id=organisation_id, **{name: row[name] for name in names}) for row in rows
        )


def refresh_touched(production_ids: Iterable[UUID] | None, organisation: Any, moved: Collection[str] = ()) -> None:
    """Refresh at once when few productions moved, otherwise hand it to a task, which starts after the commit.

    `moved`: the desks whose rows moved; when no production did, only those that read the house alone are asked again.
    """
    from filage.core import tasks  # a task calls refresh, which is here

    organisation_id: UUID = getattr(organisation, "pk", organisation)
    ids = None if production_ids is None else tuple(production_ids)
    if not ids and ids is not None:
        refresh_house_deadlines(organisation_id)
        if desks := [desk for desk in checks.house_desks() if desk in moved]:
            refresh_house_findings(organisation_id, desks)
        return
    count = len(ids) if ids is not None else _kept_productions(organisation_id)
    if count <= settings.REFRESH_AT_ONCE:
        refresh(ids, organisation_id)
        if ids:
            tasks.read_house_later(organisation_id)
    else:
        tasks.refresh_later(organisation_id, ids)


def _kept_productions(organisation_id: UUID) -> int:
    return FactsRow.objects.within(organisation_id).filter(production__isnull=False).count()


def _rows(rail: Rail[Any], season: Any, ids: tuple[UUID, ...]) -> Iterable[Row]:
    for provider, given in rail.rows(season):
        if not ids or given.production in ids:
            yield _columns(provider, given)


def _columns(provider: str, given: Any) -> Row:
    made = partial(_made, provider, given)
    return kept_with(given, "row", made, told=provider) if isinstance(given, CostLine) else made()


def _made(provider: str, given: Any) -> Row:
    columns = Row({name: getattr(given, name) for name in given.__slots__ if name not in NOT_KEPT} | {"provider": provider})
    if isinstance(given, CostLine | KeyFigure):
        columns |= _amount(given.amount)
    if isinstance(given, CostLine) and given.amount.is_known:
        columns["formula"] = formula(given.amount)
    if isinstance(given, Finding):
        columns["about"] = " ".join(given.about)
    if isinstance(given, Found):
        columns["folded"] = folded(f"{given.title} {given.text}")
    return columns


def _amount(amount: Explained | None) -> dict[str, Any]:
    if amount is None:
        return {"amount": None}
    try:
        return {"amount": to_cent(amount.known())}
    except UnknownValue as missing:
        return {"amount": None, "unknown_reason": str(missing)}


def _facts(season: Any, ids: tuple[UUID, ...]) -> list[Row]:
    said = facts.imprints(season, costs.of(season))
    productions = [production.pk for production in season.productions]
    return [
        Row(production=production, imprints=said.get(production, {}), version=release())
        for production in (productions if ids else (None, *productions))
    ]
