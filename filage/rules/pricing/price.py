"""The price of a performance: what it must cover, the floor, the price asked, and how many dates pay the creation back."""

from dataclasses import dataclass

from filage.rules.engine.explained import EURO, ZERO, Explained, given


@dataclass(frozen=True, slots=True)
class Price:
    """The figures of a price, net of VAT, for one performance; what was not asked for is None.

    `reachable` is False only when the margin per date is zero or less: then no number of dates pays the creation back.
    """

    creation_need: Explained
    amortisation: Explained | None
    management: Explained
    cost: Explained | None
    floor: Explained
    on_cost: Explained | None = None
    on_sale: Explained | None = None
    margin: Explained | None = None
    break_even_dates: Explained | None = None
    reachable: bool | None = None


def price(
    *,
    plateau: Explained,
    creation_costs: Explained,
    acquired_income: Explained,
    planned_dates: Explained,
    management_rate: Explained | None = None,
    structure_share: Explained | None = None,
    markup: Explained | None = None,
    margin_rate: Explained | None = None,
    asked: Explained | None = None,
) -> Price:
    """Return the price of a performance, from its coût plateau and the balance of its creation.

    `markup` is the taux de marge (on cost), `margin_rate` the taux de marque (on price, below 1): two different numbers.
    `management_rate` is a share of the plateau. Without planned dates, amortisation and cost are
    None, unless nothing is to be paid back.
    """
    need = (creation_costs - acquired_income).named("Besoin de création")
    management = _management(plateau, management_rate)
    floor = (plateau + management).named("Prix plancher")
    share = _amortisation(need, planned_dates)
    cost = None if share is None else _cost(plateau + management + share, structure_share)
    margin = None if asked is None else (asked - plateau - management).named("Marge par date")
    return Price(
        creation_need=need,
        amortisation=share,
        management=management,
        cost=cost,
        floor=floor,
        on_cost=None if cost is None or markup is None else (cost * (1 + markup)).named("Prix avec taux de marge"),
        on_sale=None if cost is None or margin_rate is None else (cost / (1 - margin_rate)).named("Prix avec taux de marque"),
        margin=margin,
        break_even_dates=None if margin is None else break_even_dates(need, margin),
        reachable=None if margin is None or margin.value is None else margin.value > 0,
    )


def break_even_dates(need: Explained, margin: Explained) -> Explained | None:
    """Return the number of dates that pay `need` back: None when the margin is zero or less, 0 when nothing is needed."""
    if margin.value is not None and margin.value <= 0:
        return None
    if need.value is not None and need.value <= 0:
        return given(0, "Seuil en dates", unit="dates", source="La création est déjà couverte.")
    return (need / margin).rounded_up().named("Seuil en dates", "dates")


def result_after(dates: int, *, need: Explained, margin: Explained) -> Explained:
    """Return what `dates` performances leave, in euros, once the creation is paid; negative while some is left to pay."""
    return (dates * margin - need).named(f"Résultat après {dates} dates", EURO)


def _amortisation(need: Explained, dates: Explained) -> Explained | None:
    if dates.value != 0:
        return (need / dates).named("Amortissement par date", EURO)
    return given(ZERO, "Amortissement par date", source="Rien à amortir.") if need.value == 0 else None


def _management(plateau: Explained, rate: Explained | None) -> Explained:
    if rate is None:
        return given(ZERO, "Frais de gestion")
    return (plateau * rate).named("Frais de gestion")


def _cost(direct: Explained, structure_share: Explained | None) -> Explained:
    return (direct if structure_share is None else direct + structure_share).named("Coût de revient")
