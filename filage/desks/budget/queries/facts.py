"""What the budget desk adds to a season: lines with their years and payments, and hypotheses, read once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any
from uuid import UUID
from weakref import proxy, ref

from filage.core.prepared import Prepared, Shared
from filage.core.rails.season import once
from filage.core.remembering import Again, kept_with, values_of
from filage.core.scope import ScopedQuerySet
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis, Line, LineYear, Payment
from filage.desks.contracts.queries.terms_said import terms_by_deal
from filage.productions.enums import VatStatus
from filage.productions.models import Production
from filage.rules.budgeting.price import Hypotheses
from filage.rules.engine import Explained, given, percent

SERIES = (HypothesisCode.SERIE_1, HypothesisCode.SERIE_2, HypothesisCode.SERIE_3, HypothesisCode.SERIE_4)
COEFFICIENTS = (*SERIES, HypothesisCode.MEME_JOUR, HypothesisCode.MEME_LIEU)
RATES = {
    HypothesisCode.TAUX_GESTION,
    HypothesisCode.MARGE_SUR_COUT,
    HypothesisCode.MARQUE_SUR_PRIX,
    HypothesisCode.TVA_CESSION,
    HypothesisCode.BAS_CHARGES,
    HypothesisCode.HAUT_CHARGES,
}
COUNTS = (HypothesisCode.DATES_PREVUES, HypothesisCode.BAS_DATES, HypothesisCode.HAUT_DATES)
UNITS = dict.fromkeys(COUNTS, "dates") | {HypothesisCode.TRESORERIE_MOIS: "mois"} | dict.fromkeys(COEFFICIENTS, "")

_CHOSEN: Again[Hypotheses] = Again()  # by production, until one of its hypotheses moves

LINES = Shared(lambda organisation, ids: Line.objects.within(organisation).filter(production__in=ids))
HYPOTHESES = Prepared(lambda organisation, ids: Hypothesis.objects.within(organisation).filter(production__in=ids))


@Prepared
def YEARS(organisation: UUID, ids: Sequence[UUID]) -> ScopedQuerySet[LineYear]:
    rows = LineYear.objects.within(organisation).filter(line__production__in=ids)
    return rows.order_by("fiscal_year", "rank", "id")


@Prepared
def PAYMENTS(organisation: UUID, ids: Sequence[UUID]) -> ScopedQuerySet[Payment]:
    return Payment.objects.within(organisation).filter(line__production__in=ids).order_by("on", "rank", "id")


class Facts:
    """The budget desk's own nouns for the productions of a season; four queries at most."""

    def __init__(self, season: Any) -> None:
        self.season = proxy(season)  # which keeps these facts for as long as it lives, and no longer
        self._itself = ref(season)

    def lines_of(self, production_id: UUID) -> list[Line]:
        """Return the lines of a production, in file order."""
        return self._lines.get(production_id, [])

    @cached_property
    def terms(self) -> Any:
        """What the contracts say beyond their price, by contract."""
        return terms_by_deal(self._itself())

    @cached_property
    def claimed(self) -> dict[UUID, list[Line]]:
        """The lines that are the money of a contract, by contract."""
        found: dict[UUID, list[Line]] = defaultdict(list)
        for lines in self._lines.values():
            for line in lines:
                if line.deal_id is not None:
                    found[line.deal_id].append(line)
        return dict(found)

    def years_of(self, line: Line) -> list[LineYear]:
        """Return the parts of a line by fiscal year."""
        return self._years.get(line.pk, [])

    def payments_of(self, line: Line) -> list[Payment]:
        """Return the instalments of a line, by date."""
        return self._payments.get(line.pk, [])

    def hypothesis(self, production_id: UUID, code: HypothesisCode) -> Hypothesis | None:
        """Return one hypothesis of a production, None when it chose nothing."""
        return self._hypotheses.get((production_id, code))

    def chosen(self, production: Production) -> Hypotheses:
        """Return the hypotheses of a production, as the price and the treasury read them."""
        told = [values_of(row) for row in self._chosen_rows.get(production.pk, ())]
        return _CHOSEN.given(production.pk, told, partial(self._read, production))

    def _read(self, production: Production) -> Hypotheses:
        read = {code: self.value(production, code) for code in HypothesisCode}
        coefficients = tuple(value for code in SERIES if (value := read[code]) is not None)
        return Hypotheses(
            planned_dates=read[HypothesisCode.DATES_PREVUES],
            management_rate=read[HypothesisCode.TAUX_GESTION],
            structure_share=read[HypothesisCode.QUOTE_PART_STRUCTURE],
            payslip_cost=read[HypothesisCode.FRAIS_PAIE],
            asked=read[HypothesisCode.PRIX],
            markup=read[HypothesisCode.MARGE_SUR_COUT],
            margin_rate=read[HypothesisCode.MARQUE_SUR_PRIX],
            coefficients=coefficients,
            vat_rate=read[HypothesisCode.TVA_CESSION],
            opening=read[HypothesisCode.TRESORERIE_OUVERTURE],
        )

    def opens_on(self, production: Production) -> date | None:
        """Return the first day of the treasury plan of a production, None when it chose none."""
        opening = self.hypothesis(production.pk, HypothesisCode.TRESORERIE_OUVERTURE)
        return None if opening is None else opening.on

    def recovers_vat(self, production: Production) -> bool:
        """Tell whether the structure of a production recovers VAT when its creation starts (or today's latest regime)."""
        return self._vat_status(production) == VatStatus.ASSUJETTI

    def sells_without_vat(self, production: Production) -> bool:
        """Tell whether that structure is known to charge no VAT: a regime that nobody said tells nothing."""
        return self._vat_status(production) not in (None, VatStatus.ASSUJETTI)

    def _vat_status(self, production: Production) -> str | None:
        regimes = [regime for regime in self.season.regimes if regime.structure_id == production.structure_id]
        start = production.creation_start
        known = [regime for regime in regimes if start is None or regime.since <= start] or regimes[:1]
        return known[-1].status if known else None

    def value(self, production: Production, code: HypothesisCode) -> Explained | None:
        """Return what a production chose for a hypothesis, rates as fractions; None when it chose nothing."""
        hypothesis = self.hypothesis(production.pk, code)
        if hypothesis is None or hypothesis.value is None:
            return None
        source = hypothesis.source or "Hypothèse de la production"
        if code in RATES:
            return percent(hypothesis.value, code.label, source=source)
        return given(hypothesis.value, code.label, unit=UNITS.get(code, "EUR"), source=source)

    @property
    def _ids(self) -> list[UUID]:
        return [production.pk for production in self.season.productions]

    @cached_property
    def _lines(self) -> dict[UUID, list[Line]]:
        groups: dict[UUID, list[Line]] = defaultdict(list)
        for line in LINES(self.season.organisation_id, self._ids):
            groups[line.production_id].append(line)
        return dict(groups)

    @cached_property
    def _years(self) -> dict[UUID, list[LineYear]]:
        groups: dict[UUID, list[LineYear]] = defaultdict(list)
        for year in YEARS(self.season.organisation_id, self._ids):
            groups[year.line_id].append(year)
        return dict(groups)

    @cached_property
    def _payments(self) -> dict[UUID, list[Payment]]:
        groups: dict[UUID, list[Payment]] = defaultdict(list)
        for payment in PAYMENTS(self.season.organisation_id, self._ids):
            groups[payment.line_id].append(payment)
        return dict(groups)

    @cached_property
    def _chosen_rows(self) -> dict[UUID, list[Hypothesis]]:
        groups: dict[UUID, list[Hypothesis]] = defaultdict(list)
        for row in HYPOTHESES(self.season.organisation_id, self._ids):
            groups[row.production_id].append(row)
        return dict(groups)

    @cached_property
    def _hypotheses(self) -> dict[tuple[UUID, str], Hypothesis]:
        return {(row.production_id, row.code): row for rows in self._chosen_rows.values() for row in rows}


@once
def facts_of(season: Any) -> Facts:
    """Return the budget's facts of a season, read once for as long as the season lives."""
    return Facts(season)


def imprint(season: Any) -> dict[UUID | None, Any]:
    """Return what the papers print of each budget beside its amounts: how lines are made, and what the production chose."""
    facts = facts_of(season)
    found: dict[UUID | None, Any] = {}
    for production in season.productions:
        chosen = [row for code in HypothesisCode if (row := facts.hypothesis(production.pk, code)) is not None]
        lines = [kept_with(line, "facts", partial(_printed, line)) for line in facts.lines_of(production.pk)]
        found[production.pk] = [*lines, *map(_printed, chosen)]
    return found


def _printed(row: Line | Hypothesis) -> list[Any]:
    read = [field.value_from_object(row) for field in row._meta.concrete_fields]
    return [value if value is None or isinstance(value, str | int) else str(value) for value in read]
