"""Computes every figure of the workbook once, as its formulas will."""

from decimal import ROUND_CEILING, Decimal
from functools import cached_property

from filage.documents.shapes import (
    CashLine,
    ChargeLine,
    IncomeLine,
    PlateauLine,
    TeamLine,
    TourLine,
    TravelLine,
    WorkbookData,
)
from filage.documents.workbook.values import (
    UNKNOWN,
    Value,
    addition,
    is_number,
    known_sum,
    product,
    rounded,
    unknown_count,
    value_of,
)
from filage.documents.workbook.vocabulary import STATUSES

MOST_RANKS = 8
RECHARGED = ("forfait", "reel")
OUT_OF_REACH = "inatteignable"


class Model:
    """The figures behind the sheets, at the number of dates that the lines were computed for."""

    def __init__(self, data: WorkbookData) -> None:
        self.data = data
        self.hypotheses = data.hypotheses

    # ------------------------------------------------------------ lines
    def team_cost(self, line: TeamLine) -> Value:
        """Return the employer's cost of a line, to the cent."""
        return rounded(product(value_of(line.quantity), value_of(line.gross), value_of(line.coefficient)))

    def team_contributions(self, line: TeamLine) -> Value:
        """Return what the employer adds to the gross of a line."""
        cost, gross = self.team_cost(line), rounded(product(value_of(line.quantity), value_of(line.gross)))
        return cost - gross if is_number(cost) and is_number(gross) else UNKNOWN

    def unit_price(self, line: ChargeLine | IncomeLine) -> Value:
        """Return the unit price of a line: its own, or the one it reads on another sheet."""
        match line.price_from:
            case "plateau":
                return self.plateau[0]
            case "gestion":
                return self.management
            case "prix":
                return value_of(self.hypotheses.price)
            case "amortissement":
                return self.amortisation
            case "vhr":
                return self.recharged
        return value_of(line.unit_price)

    def charge(self, line: ChargeLine) -> Value:
        """Return the total of an expense, to the cent."""
        return rounded(self._in_terms(product(value_of(line.quantity), self.unit_price(line)), line))

    def _in_terms(self, value: Value, line: ChargeLine | TravelLine) -> Value:
        """Return an amount in the terms of the workbook: net of tax, or tax included."""
        rate = 1 + (line.vat_rate or Decimal(0))
        if not is_number(value) or line.tax in ("", self.data.tax):
            return value
        return value / rate if line.tax == "TTC" else value * rate

    # ------------------------------------------------------------ travel and dates
    def travel_cost(self, line: TravelLine) -> Value:
        """Return what a line of travel costs us, to the cent: nothing when the organiser pays it himself."""
        if line.mode == "fourni":
            return Decimal(0)
        return rounded(self._in_terms(product(value_of(line.quantity), value_of(line.unit_price)), line))

    def travel_each(self, line: TravelLine) -> Value:
        """Return what a line of travel costs on one date: its part when it comes back at each."""
        cost = self.travel_cost(line)
        if not line.variable or not is_number(cost):
            return cost
        dates = self.hypotheses.dates
        return rounded(cost / dates) if dates else Decimal(0)

    @cached_property
    def recharged(self) -> Decimal:
        """Return what organisers are charged for travel."""
        return known_sum(self.travel_cost(line) for line in self.data.travel if line.mode in RECHARGED)

    def travel_of(self, line: TourLine, *, recharged: bool = False) -> Decimal:
        """Return what travel costs on a date, or the part of it that is charged to the organiser."""
        held = [each for each in self.data.travel if each.variable or each.ref == line.ref]
        return known_sum(self.travel_each(each) for each in held if not recharged or each.mode in RECHARGED)

    def plateau_of(self, line: TourLine) -> Value:
        """Return what the plateau of a date should cost, after its rank at the venue."""
        return self.plateau[min(max(line.rank, 1), self.ranks) - 1]

    def date_margin(self, line: TourLine) -> Value:
        """Return what a date leaves: its price and what is charged, less plateau, management, travel and the rest."""
        plateau = rounded(self.plateau_of(line))
        management = rounded(product(plateau, value_of(self.hypotheses.management_rate or Decimal(0))))
        costs = addition(plateau, management, value_of(line.others))
        into = addition(value_of(line.price), self.travel_of(line, recharged=True))
        if not is_number(costs) or not is_number(into):
            return UNKNOWN
        return rounded(into - costs - self.travel_of(line))

    # ------------------------------------------------------------ income
    def asked(self, line: IncomeLine) -> Value:
        """Return what is asked: a quantity sold at its price, the dates of the tour, or an amount."""
        if line.price_from == "tournee":
            return known_sum(value_of(each.price) for each in self.data.tour if each.income == line.id)
        if line.quantity is not None or line.price_from:
            return rounded(product(value_of(line.quantity), self.unit_price(line)))
        return value_of(line.asked if line.asked is not None else line.granted)

    def retained(self, line: IncomeLine) -> Value:
        """Return what a source counts for in the forecast."""
        if not _rule(line)[1]:
            return Decimal(0)
        return rounded(value_of(line.granted)) if line.granted is not None else rounded(self.asked(line))

    def secured(self, line: IncomeLine) -> Value:
        """Return what a source counts for once secured."""
        retained = self.retained(line)
        return retained if _rule(line)[2] and is_number(retained) else Decimal(0)

    def deducted(self, line: IncomeLine) -> Value:
        """Return what a source takes off the need of the creation; what comes back from sold dates does not."""
        if line.phase != "creation" or line.price_from == "amortissement":
            return Decimal(0)
        retained = self.retained(line)
        if self.hypotheses.deducted == "secured":
            return self.secured(line)
        return retained if is_number(retained) else Decimal(0)

    # ------------------------------------------------------------ one performance
    @cached_property
    def ranks(self) -> int:
        """Return how many dates in one place the workbook prices."""
        given = [len(line.amounts or line.quantities) for line in self.data.plateau]
        return min(MOST_RANKS, max([2, len(self.hypotheses.coefficients), *given]))

    def plateau_cost(self, line: PlateauLine, rank: int) -> Value:
        """Return what a line costs on the date of a rank (0 is the first); nothing is rounded."""
        if line.amounts:
            return value_of(line.amounts[min(rank, len(line.amounts) - 1)])
        quantity = self.plateau_quantity(line, rank)
        return product(value_of(line.number), quantity, value_of(line.gross), value_of(line.coefficient))

    def plateau_quantity(self, line: PlateauLine, rank: int) -> Value:
        """Return the quantity of a line on the date of a rank."""
        return value_of(line.quantities[min(rank, len(line.quantities) - 1)]) if line.quantities else UNKNOWN

    @cached_property
    def plateau(self) -> list[Value]:
        """Return the coût plateau of each rank: unknown as soon as a line is, or when there is no line."""
        lines = self.data.plateau
        return [addition(*(self.plateau_cost(line, rank) for line in lines)) if lines else UNKNOWN for rank in range(self.ranks)]

    def coefficient(self, rank: int) -> Decimal:
        """Return the price coefficient of a rank; without any, 1."""
        given = self.hypotheses.coefficients or (Decimal(1),)
        return given[min(rank, len(given) - 1)]

    # ------------------------------------------------------------ the price
    @cached_property
    def creation_costs(self) -> Decimal:
        """Return the known charges of the creation, without the contributions in kind."""
        team = [self.team_cost(line) for line in self.data.team if line.phase == "creation"]
        travel = [self.travel_cost(line) for line in self.data.travel if line.phase == "creation"]
        rest = [self.charge(line) for line in self.data.charges if line.phase == "creation" and not line.account.startswith("86")]
        return known_sum([*team, *travel, *rest])

    @cached_property
    def creation_income(self) -> Decimal:
        """Return what is taken off the charges of the creation."""
        return known_sum(self.deducted(line) for line in self.data.income if not line.account.startswith("87"))

    @cached_property
    def need(self) -> Decimal:
        """Return what the dates must pay back."""
        return self.creation_costs - self.creation_income

    @cached_property
    def dates(self) -> Value:
        """Return the number of dates, or « inconnu »."""
        return value_of(self.hypotheses.dates)

    @cached_property
    def management(self) -> Value:
        """Return the management costs of one performance."""
        return product(self.plateau[0], value_of(self.hypotheses.management_rate or Decimal(0)))

    @cached_property
    def amortisation(self) -> Value:
        """Return the part of the need that each date pays back."""
        return self.need / self.dates if is_number(self.dates) and self.dates > 0 else UNKNOWN

    @cached_property
    def floor(self) -> Value:
        """Return the price under which each date loses money."""
        return addition(self.plateau[0], self.management)

    @cached_property
    def cost(self) -> Value:
        """Return the cost price of one performance."""
        return addition(self.floor, self.amortisation, value_of(self.hypotheses.structure_share or Decimal(0)))

    @cached_property
    def margin(self) -> Value:
        """Return what the price leaves on each date."""
        price = value_of(self.hypotheses.price)
        return price - self.floor if is_number(price) and is_number(self.floor) else UNKNOWN

    @cached_property
    def threshold(self) -> Value:
        """Return the number of dates that pay the creation back."""
        if not is_number(self.margin):
            return UNKNOWN
        if self.margin <= 0:
            return OUT_OF_REACH
        return (max(Decimal(0), self.need) / self.margin).quantize(Decimal(1), rounding=ROUND_CEILING)

    @cached_property
    def result(self) -> Value:
        """Return what all the dates leave once the creation is paid."""
        taken = product(self.dates, self.margin)
        return taken - self.need if is_number(taken) else UNKNOWN

    # ------------------------------------------------------------ cash
    def flow(self, line: CashLine, month: int) -> Value:
        """Return what is written for a month (0 is the first), before any delay."""
        if not line.base:
            return value_of(line.amounts[month]) if month < len(line.amounts) else Decimal(0)
        bases = [other for other in (self.data.cash.lines if self.data.cash else ()) if other.id == line.base and not other.base]
        if month < line.shift or not bases:
            return Decimal(0)
        return rounded(product(self.flow(bases[0], month - line.shift), value_of(line.rate)))

    def paid(self, line: CashLine, month: int) -> Value:
        """Return what moves that month, delays included."""
        return Decimal(0) if month < line.delay else rounded(self.flow(line, month - line.delay))

    # ------------------------------------------------------------ totals
    @cached_property
    def charge_values(self) -> list[Value]:
        """Return every expense of the budget, contributions in kind included."""
        team, travel = map(self.team_cost, self.data.team), map(self.travel_cost, self.data.travel)
        return [*team, *travel, *map(self.charge, self.data.charges)]

    @cached_property
    def unknown(self) -> Decimal:
        """Return how many amounts of the budget nobody knows yet."""
        return unknown_count(self.charge_values) + unknown_count([self.retained(line) for line in self.data.income])


def _rule(line: IncomeLine) -> tuple[str, bool, bool]:
    return STATUSES.get(line.status) or STATUSES["certain" if line.certain else "incertain"]
