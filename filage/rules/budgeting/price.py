"""What a performance is sold for: plateau of a first and of a following date, price, series, dates that pay the creation back."""

from collections.abc import Sequence
from dataclasses import dataclass

from filage.rules.engine import Explained, given, quantity, sum_of, unknown
from filage.rules.pricing.price import Price, break_even_dates, price
from filage.rules.pricing.series import BelowPlateau, series

SERIES_LENGTH = 4
DATES = "dates"


@dataclass(frozen=True, slots=True)
class PlateauItem:
    """What one post costs on the first date in a place, and on each date played there the days after."""

    key: str
    label: str
    first: Explained
    following: Explained


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """The figures that the production chose; None is an absent one. Rates are fractions."""

    planned_dates: Explained | None = None
    management_rate: Explained | None = None
    structure_share: Explained | None = None
    payslip_cost: Explained | None = None
    asked: Explained | None = None
    markup: Explained | None = None
    margin_rate: Explained | None = None
    coefficients: tuple[Explained, ...] = ()
    vat_rate: Explained | None = None
    opening: Explained | None = None


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """The n-th date played in one place on consecutive days; totals are those of the n first dates."""

    rank: int
    plateau: Explained
    cost: Explained | None
    cost_total: Explained | None
    price: Explained | None
    price_total: Explained | None
    margin_total: Explained | None
    shortfall: Explained | None


@dataclass(frozen=True, slots=True)
class PriceSheet:
    """Everything about the price of a production, net of VAT.

    `calculated` is the price that the figures ask for, `asked` the one announced; `base` is the one that serves.
    """

    items: tuple[PlateauItem, ...]
    plateau: Explained
    plateau_following: Explained
    need: Explained
    planned: Explained
    price: Price
    calculated: Explained | None
    asked: Explained | None
    base: Explained | None
    series: tuple[SeriesRow, ...]

    @property
    def has_plateau(self) -> bool:
        """Tell whether anything says what a performance costs."""
        return bool(self.items)


def price_sheet(items: Sequence[PlateauItem], costs: Explained, income: Explained, chosen: Hypotheses) -> PriceSheet:
    """Return the price sheet of a production from its plateau, its creation (charges, then produits) and what it chose."""
    items = tuple(items)
    creation = (costs, income)
    plateau = _plateau(items, "Coût plateau")
    planned = chosen.planned_dates or _unplanned()
    sheet = _priced(plateau, creation, planned, chosen)
    calculated = _calculated(sheet)
    following = _plateau(items, "Coût plateau d’une date suivante", following=True)
    return PriceSheet(
        items=items,
        plateau=plateau,
        plateau_following=following,
        need=sheet.creation_need,
        planned=planned,
        price=sheet,
        calculated=calculated,
        asked=chosen.asked,
        base=chosen.asked or calculated,
        series=_series((plateau, following), creation, planned, chosen, chosen.asked or calculated),
    )


def calculated_over(sheet: PriceSheet, creation: tuple[Explained, Explained], dates: int, chosen: Hypotheses) -> Explained | None:
    """Return the price that the figures ask for when `dates` performances pay the creation (its charges, its produits) back."""
    return _calculated(_priced(sheet.plateau, creation, quantity(dates, "Dates", unit=DATES), chosen))


def dates_left(need: Explained, margins: Sequence[Explained], margin: Explained | None) -> Explained | None:
    """Return how many dates are still to sell: what the firm dates left unpaid, divided by the margin of one more date.

    None when one more date leaves nothing.
    """
    if margin is None:
        return None
    left = left_to_recover(need, margins)
    found = break_even_dates(left, margin)
    return None if found is None else found.named("Dates à vendre", DATES)


def left_to_recover(need: Explained, margins: Sequence[Explained]) -> Explained:
    """Return what is left of the creation once the margins of the firm dates are taken; zero when it is paid back."""
    left = (need - sum_of(margins, "Marges des dates fermes")).named("Reste à amortir")
    return given(0, "Reste à amortir") if left.value is not None and left.value <= 0 else left


def _calculated(found: Price) -> Explained | None:
    asked_for = found.on_sale or found.on_cost or found.cost
    return None if asked_for is None else asked_for.named("Prix de cession calculé")


def _plateau(items: Sequence[PlateauItem], label: str, *, following: bool = False) -> Explained:
    if not items:
        return unknown(label, gesture="Saisir l’équipe et les dépenses d’une représentation.")
    costs = [(item.following if following else item.first).named(item.label) for item in items]
    return sum_of(costs, label)


def _unplanned() -> Explained:
    return unknown("Dates prévues", unit=DATES, gesture="Saisir le nombre de dates prévues pour amortir.")


def _priced(plateau: Explained, creation: tuple[Explained, Explained], planned: Explained, chosen: Hypotheses) -> Price:
    return price(
        plateau=plateau,
        creation_costs=creation[0],
        acquired_income=creation[1],
        planned_dates=planned,
        management_rate=chosen.management_rate,
        structure_share=chosen.structure_share,
        markup=chosen.markup,
        margin_rate=chosen.margin_rate,
        asked=chosen.asked,
    )


def _series(
    plateaux: tuple[Explained, Explained],
    creation: tuple[Explained, Explained],
    planned: Explained,
    chosen: Hypotheses,
    base: Explained | None,
) -> tuple[SeriesRow, ...]:
    sheets = [_priced(plateau, creation, planned, chosen) for plateau in plateaux]
    costs = [sheet.on_sale or sheet.on_cost or sheet.cost for sheet in sheets]
    coefficients = chosen.coefficients or (quantity(1, "Coefficient, sans dégressivité"),)
    rows = []
    for rank in range(1, SERIES_LENGTH + 1):
        own = [costs[min(date, 1)] for date in range(rank)]
        known = [cost for cost in own if cost is not None]
        sold = None if base is None else series(base, coefficients, rank, [plateaux[min(date, 1)] for date in range(rank)])
        rows.append(
            SeriesRow(
                rank=rank,
                plateau=plateaux[min(rank - 1, 1)],
                cost=own[-1],
                cost_total=sum_of(known, f"Série de {rank} au prix calculé") if len(known) == rank else None,
                price=None if sold is None else sold.prices[-1],
                price_total=None if sold is None else sold.total,
                margin_total=None if sold is None else sold.margin,
                shortfall=None if sold is None else _shortfall(sold.below_plateau, rank),
            )
        )
    return tuple(rows)


def _shortfall(below: Sequence[BelowPlateau], rank: int) -> Explained | None:
    return next((found.shortfall for found in below if found.rank == rank), None)
