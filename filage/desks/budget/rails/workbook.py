"""What the budget workbook of a production holds: hypotheses, team, charges, plateau, income and treasury."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core.rails.types import CostLine
from filage.desks.budget import queries
from filage.desks.budget.enums import HypothesisCode, Side, VatHandling
from filage.desks.budget.models import Line, Version
from filage.desks.budget.queries.manual import RECHARGE_ACCOUNT, net_amount
from filage.desks.budget.rails import workbook_team, workbook_tour
from filage.desks.budget.rails.sections import cents, income_kind
from filage.desks.payroll import queries as payroll
from filage.documents.shapes import CashLine, CashPlan, ChargeLine, Hypotheses, IncomeLine, WorkbookData
from filage.productions.enums import LIVE, Phase
from filage.productions.models import Production
from filage.rules.budgeting.lines import EXPENSE, TRAVEL
from filage.rules.engine import Explained, Partial, sum_of

SALES = "Ventes"
RECOVERY_LABEL = "Amortissement de la création"
TRAVEL_UNITS = {"km": "km", "nuit": "night", "repas": "meal"}


def workbook_data(season: Any, production: Production, *, on: date, versions: Sequence[Version] | None = None) -> WorkbookData:
    """Return the data of the workbook of a production, as true on a day; its frozen versions are read unless they are given.

    Exploitation is priced for the number of dates planned, or for the dates of the calendar when none is planned.
    """
    found = queries.figures(season, production)
    versions = queries.versions(production) if versions is None else versions
    builder = _Builder(season, found)
    return WorkbookData(
        title=production.title,
        organisation=production.structure.name,
        issued=on,
        version=str(versions[-1].number) if versions else "",
        author=production.structure.name,
        production=str(production.pk),
        tax="HT" if found.recovers_vat else "TTC",
        hypotheses=builder.hypotheses(),
        team=tuple(workbook_team.team(season, production, dates=builder.dates)),
        charges=tuple(builder.charges()),
        plateau=tuple(workbook_team.plateau(season, found)),
        travel=tuple(workbook_tour.travel(season, found)),
        tour=tuple(workbook_tour.tour(season, found, builder.deals)),
        income=tuple(builder.income()),
        cash=builder.cash(),
        scenarios=workbook_tour.scenarios(season, found),
        versions=workbook_tour.versions(versions),
        notes=found.cash.hypotheses,
    )


class _Builder:
    """Builds the sheets of one production, for one number of dates."""

    def __init__(self, season: Any, found: queries.Figures) -> None:
        self.season, self.found = season, found
        self.production = found.production
        self.facts = queries.facts_of(season)
        self.law = season.law(self.production.structure_id)
        planned = found.price.planned.value
        self.dates = int(planned) if planned else len(found.performances)
        self.day = payroll.reference_day(season, self.production)
        kept = found.counted
        self.lines: list[CostLine] = kept
        self.deals = workbook_tour.sold_by_date(kept, found)

    def hypotheses(self) -> Hypotheses:
        chosen = self.found.chosen
        return Hypotheses(
            dates=self.dates or None,
            price=None if self.found.price.base is None else cents(self.found.price.base),
            management_rate=_value(chosen.management_rate),
            structure_share=_value(chosen.structure_share),
            cost_margin=_value(chosen.markup),
            price_margin=_value(chosen.margin_rate),
            vat_rate=self._vat(),
            coefficients=tuple(each.known() for each in chosen.coefficients),
            people=self.production.touring_party,
            **self._example_date(),
            sources=tuple(self._sources()),
        )

    def _vat(self) -> Decimal | None:
        if not self.found.recovers_vat:
            return Decimal(0)
        return _value(self.found.chosen.vat_rate) or _value(self.law.read("vat.taux_cession", self.day))

    def _example_date(self) -> dict[str, Any]:
        """Return what travel costs on the first date that has some: kilometres, nights and meals for each of the party."""
        travel = [line for line in self.facts.lines_of(self.production.pk) if line.destination == TRAVEL and line.hosting]
        first = next((line.activity_id for line in travel if line.activity_id), None)
        found: dict[str, Any] = {}
        for line in travel:
            name = next((name for unit, name in TRAVEL_UNITS.items() if line.unit.startswith(unit)), "")
            if line.activity_id == first and name and f"{name}_price" not in found:
                party = Decimal(self.production.touring_party or 1) if name != "km" else Decimal(1)
                plural = name if name == "km" else f"{name}s"
                found |= {plural: line.quantity / party, f"{name}_price": line.unit_price}
        return found

    def _sources(self) -> Iterator[tuple[str, str]]:
        for code, field in (
            (HypothesisCode.DATES_PREVUES, "dates"),
            (HypothesisCode.PRIX, "price"),
            (HypothesisCode.TAUX_GESTION, "management_rate"),
        ):
            row = self.facts.hypothesis(self.production.pk, code)
            if row is not None and row.source:
                yield field, row.source

    def charges(self) -> Iterator[ChargeLine]:
        for line in self.facts.lines_of(self.production.pk):
            if line.side == Side.CHARGE and line.destination != TRAVEL and self._counts(line):
                yield self._charge(line)
        yield from self._venues()
        yield from self._computed()

    def _counts(self, line: Line) -> bool:
        return line.activity_id is None or self.season.activity(line.activity_id).status in LIVE

    def _charge(self, line: Line) -> ChargeLine:
        return ChargeLine(
            id=str(line.pk),
            label=line.label,
            quantity=line.quantity * (self.dates if self._varies(line) else 1),
            unit=line.unit,
            unit_price=line.unit_price,
            tax=workbook_tour.tax_of(line),
            vat_rate=workbook_tour.vat_of(line),
            phase=line.phase,
            destination=line.destination,
            account=line.account,
            funder=self._name(line.funder_id),
            variable=self._varies(line),
            comment=line.comment,
            source=line.source,
        )

    def _varies(self, line: Line) -> bool:
        return line.per_performance and not line.activity_id

    def _priced(self, line: Line) -> tuple[Decimal, Decimal | None]:
        """Return quantity and unit price in the terms of the structure (net of VAT, or with it when it is not recovered)."""
        times = self.dates if self._varies(line) else 1
        taxed = line.vat_rate and line.vat_handling != VatHandling.SANS
        converted = taxed and (line.vat_handling == VatHandling.TTC) == self.found.recovers_vat
        if line.unit_price is None or not converted:
            return line.quantity * times, line.unit_price
        return Decimal(times), cents(net_amount(line, recovers=self.found.recovers_vat))

    def _name(self, structure_id: Any) -> str:
        return self.season.structure(structure_id).name if structure_id else ""

    def _venues(self) -> Iterator[ChargeLine]:
        """Yield what deals cost: the rent of a venue, the rights and the tax that we owe on takings."""
        owed: dict[tuple[str, str, str], list[CostLine]] = defaultdict(list)
        for line in self.lines:
            if line.origin.startswith("deal:") and line.side == EXPENSE:
                owed[line.origin, line.label, line.account].append(line)
        for (origin, label, account), parts in owed.items():
            price = cents(sum_of([part.amount for part in parts], label))
            place = {"phase": parts[0].phase, "destination": parts[0].destination, "account": account}
            yield ChargeLine(id=f"{origin}/{account}", label=label, unit_price=price, **place)  # type: ignore[arg-type]

    def _computed(self) -> Iterator[ChargeLine]:
        sheet, chosen = self.found.price, self.found.chosen
        slips = payroll.payslips(self.season, self.production)
        if chosen.payslip_cost is not None and slips:
            each = self._each_date("paie", "Établissement des paies", cents(chosen.payslip_cost * slips))
            yield replace(each, destination="I", account="6187")
        if chosen.management_rate is not None and sheet.has_plateau:
            yield replace(self._each_date("gestion", "Frais de gestion", None), price_from="gestion", internal=True)
        if chosen.structure_share is not None:
            yield replace(self._each_date("quote-part", "Quote-part de structure", cents(chosen.structure_share)), internal=True)
        if self._recovers():
            once = self._each_date("reprise", RECOVERY_LABEL, cents(sheet.need))
            yield replace(once, quantity=Decimal(1), unit="", destination="K", variable=False, internal=True)

    def _recovers(self) -> bool:
        """Tell whether the dates pay a creation back."""
        need, planned = self.found.price.need.value, self.found.chosen.planned_dates
        return bool(self.dates and need and need > 0 and planned is not None)

    def _each_date(self, id: str, label: str, unit_price: Decimal | None) -> ChargeLine:
        return ChargeLine(
            id=id,
            label=label,
            quantity=Decimal(self.dates),
            unit="dates",
            unit_price=unit_price,
            phase=Phase.EXPLOITATION,
            destination="J",
            variable=True,
        )

    def income(self) -> Iterator[IncomeLine]:
        for line in self.facts.lines_of(self.production.pk):
            if line.side == Side.PRODUIT and self._counts(line):
                yield self._typed_income(line)
        yield from self._sales()
        yield from self._recharged()
        if self._recovers():
            yield IncomeLine(
                id="amortissement",
                label="À amortir sur l’exploitation",
                kind="Exploitation",
                quantity=Decimal(self.dates),
                price_from="amortissement",
                phase=Phase.CREATION,
                variable=True,
                internal=True,
            )

    def _typed_income(self, line: Line) -> IncomeLine:
        _, price = self._priced(line)
        base = next((each for each in self.lines if each.origin == f"line:{line.pk}"), None)
        quantity = line.quantity * (self.dates if self._varies(line) else 1)
        sold = quantity != 1 or self._varies(line)
        counted, asked = (price, line.asked) if line.asked is not None else (None, price)
        structure = self.season.structure(line.funder_id) if line.funder_id else None
        return IncomeLine(
            id=str(line.pk),
            label=line.label,
            kind=income_kind(base) if base else "Autres produits",
            scheme=structure.name if structure else "",
            funder_kind=structure.funder_kind if structure else "",
            quantity=quantity if sold else None,
            unit_price=price if sold else None,
            asked=None if sold else asked,
            granted=None if sold else counted,
            status=line.status or "idee",
            phase=line.phase,
            account=line.account,
            variable=self._varies(line),
            answer_on=line.on,
            schedule=workbook_tour.schedule(self.facts.payments_of(line)),
            comment=line.comment,
            source=line.source,
        )

    def _sales(self) -> Iterator[IncomeLine]:
        """Yield what deals bring, deal by deal and status by status, then the dates still to sell at the price asked."""
        for (origin, label, status), parts in workbook_tour.sales(self.lines).items():
            id = f"{origin}/{status}/{label}"
            by_date = id in self.deals.values()
            yield IncomeLine(
                id=id,
                label=label,
                kind=SALES,
                asked=None if by_date else cents(sum_of([part.amount for part in parts], label)),
                price_from="tournee" if by_date else "",
                status=status,
                phase=parts[0].phase,
                account=parts[0].account,
            )
        left = self.dates - len(self.found.performances)
        if left > 0 and self.found.price.base is not None:
            yield IncomeLine(
                id="a-vendre",
                label="Cessions, dates à vendre",
                kind=SALES,
                quantity=Decimal(left),
                price_from="prix",
                status="idee",
                phase=Phase.EXPLOITATION,
                account="7062",
            )

    def _recharged(self) -> Iterator[IncomeLine]:
        """Yield what organisers are charged for travel: the sheet « VHR » says how much."""
        parts = [line for line in self.lines if line.account == RECHARGE_ACCOUNT and line.origin.endswith("#refacture")]
        charged = [line for line in workbook_tour.travel(self.season, self.found) if line.mode in ("forfait", "reel")]
        if charged:
            sold = self.dates <= len(self.found.performances) or not any(line.variable for line in charged)
            yield IncomeLine(
                id="vhr",
                label="Voyages, hébergement, repas refacturés",
                kind=SALES,
                quantity=Decimal(1),
                price_from="vhr",
                certain=sold and bool(parts) and all(part.certain for part in parts),
                phase=Phase.EXPLOITATION,
                account=RECHARGE_ACCOUNT,
            )

    def cash(self) -> CashPlan | None:
        plan = self.found.cash
        if not plan.months:
            return None
        lines = tuple(
            CashLine(
                id=f"tresorerie-{rank}",
                label=row.label,
                direction="out" if row.side == EXPENSE else "in",
                amounts=tuple(_month(part) for part in row.amounts),
                funder=self._name(row.funder),
            )
            for rank, row in enumerate(plan.rows)
        )
        return CashPlan(start=plan.months[0].month, months=len(plan.months), opening=cents(plan.months[0].opening), lines=lines)


def _month(part: Partial) -> Decimal | None:
    """Return the amount of a month; None when all of it is unknown."""
    return None if part.missing and not part.known else cents(_given(part.known))


def _given(value: Decimal) -> Explained:
    return Explained(value)


def _value(amount: Explained | None) -> Decimal | None:
    return None if amount is None else amount.value
