"""What a concert pays: a guarantee, a percentage added to it or set against it, a share of a co-plateau, less the advance."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from filage.rules.engine.explained import EURO, ZERO, Explained, given, maximum, minimum, quantity, sum_of
from filage.rules.pricing.sharing import Guarantee, ShareBase, share, shared_base
from filage.rules.pricing.ticketing import SEATS, Category, Deductions, Takings, takings


class Accord(StrEnum):
    """How a contract pays a concert."""

    FIXED = "cession"
    PLUS = "plus"
    VERSUS = "versus"
    SHARE = "corealisation"


@dataclass(frozen=True, slots=True)
class ConcertPrice:
    """What a contract says of the price of one evening.

    `fixed` is the guaranteed price; `part` the share of the takings (a fraction); `threshold` what the takings must pass before a
    share adds up; `bill_part` our part of what the artists receive together (a fraction; None: we play alone).
    """

    accord: Accord
    fixed: Explained
    part: Explained
    threshold: Explained
    base: ShareBase = ShareBase.NET
    guarantee: Guarantee | None = None
    bill_part: Explained | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What the evening brings us: the price certain whatever the tickets, what the tickets add, and both."""

    base: Explained
    fixed: Explained
    variable: Explained
    whole: Explained


@dataclass(frozen=True, slots=True)
class Kept:
    """The costs opposed before sharing: those kept, within what the contract lists, and those contested."""

    kept: Explained
    contested: Explained


NOTHING = given(ZERO, "Rien")


def costs_kept(opposed: Sequence[Explained], listed: Sequence[Explained]) -> Kept:
    """Return what may be deducted of the costs that a venue opposes: never more, in all, than the contract lists."""
    asked = sum_of(opposed, "Frais opposés par le lieu") if opposed else given(ZERO, "Frais opposés par le lieu")
    agreed = sum_of(listed, "Frais listés au contrat") if listed else given(ZERO, "Frais listés au contrat")
    kept = minimum(asked, agreed, label="Frais déduits")
    return Kept(kept, (asked - kept).named("Frais contestés"))


def after_costs(found: Takings, base: ShareBase, costs: Explained) -> Explained:
    """Return what is shared: the takings less tax, rights and the costs of the contract; a share before tax bears no cost."""
    shared = shared_base(found, base)
    if base is not ShareBase.NET or costs.value == ZERO:
        return shared
    return (shared - costs).named("Recette nette après frais convenus")


def due(price: ConcertPrice, base: Explained) -> Due:
    """Return what an evening pays for `base`, what its tickets leave to share; unknown takings leave the price known."""
    if price.accord is Accord.FIXED:
        return Due(base, price.fixed, NOTHING, price.fixed)
    if price.accord is Accord.SHARE:
        part = _ours(share(base, price.part, price.guarantee).producer, price.bill_part).named("Part du producteur")
        return Due(base, NOTHING, part, part)
    if price.accord is Accord.PLUS:
        above = maximum(ZERO, base - price.threshold, label="Recette nette au-delà du seuil")
        variable = _ours(above * price.part, price.bill_part).named("Part au-delà du seuil")
    else:
        by_share = (base * price.part).named("Part de la recette nette")
        excess = (maximum(price.fixed, by_share, label="Le plus grand des deux") - price.fixed).named(
            "Part au-delà de la garantie"
        )
        variable = _ours(excess, price.bill_part).named("Part au-delà de la garantie")
    return Due(base, price.fixed, variable, (price.fixed + variable).named("Prix de la soirée"))


def whole_series(price: ConcertPrice, bases: Sequence[Explained], fixed: Sequence[Explained]) -> Due:
    """Return what a series pays in all, its terms played once on the takings of its evenings; `fixed` are their sure prices."""
    base = sum_of(bases, "Recette à partager de la série")
    if price.accord is Accord.SHARE:
        return due(price, base)
    return due(replace(price, fixed=sum_of(fixed, "Prix garanti de la série")), base)


def closing(price: ConcertPrice, bases: Sequence[Explained], fixed: Sequence[Explained], paid: Sequence[Explained]) -> Due:
    """Return what the last evening of a series owes, the terms of the series played on the takings of all its evenings.

    `bases` are what each evening left to share and `fixed` what each is paid for certain, the last one included; `paid` what the
    earlier ones owed. Less than nothing is to be given back: a minimum of the venue that the takings do not reach.
    """
    whole = whole_series(price, bases, fixed).whole.named("Dû pour la série entière")
    rest = (whole - sum_of(paid, "Déjà dû pour les dates précédentes")).named("Solde de la série")
    if price.accord is Accord.SHARE:
        return Due(bases[-1], NOTHING, rest, rest)
    return Due(bases[-1], fixed[-1], (rest - fixed[-1]).named("Part de la recette, série entière"), rest)


def night_takings(sold: Sequence[Category], deductions: Deductions) -> Takings:
    """Return what the tickets of an evening bring, price by price; an evening without tickets brings nothing."""
    seats = sum_of([each.seats for each in sold], "Entrées payantes", unit=SEATS) if sold else quantity(0, "Entrées", unit=SEATS)
    gross = sum_of([each.seats * each.price for each in sold], "Recette TTC") if sold else given(ZERO, "Recette TTC")
    whole = takings(quantity(1, "Une soirée", unit=SEATS), gross.named("Recette TTC", EURO), deductions)
    return Takings(seats, gross, whole.net_of_vat, whole.tax, whole.rights, whole.net)


def left_to_pay(whole: Explained, advance: Explained) -> Explained:
    """Return what is still due once the advance is deducted; less than nothing is to be given back."""
    return (whole - advance).named("Reste dû")


def _ours(amount: Explained, bill_part: Explained | None) -> Explained:
    return amount if bill_part is None else amount * bill_part
