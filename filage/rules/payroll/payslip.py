"""One payslip, line by line: whole cents at once, and the tree of each amount when somebody asks why."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache, partial
from itertools import compress
from typing import NamedTuple

from filage.rules.engine import Explained, given, sum_of
from filage.rules.engine.explained import EURO
from filage.rules.payroll import reduction
from filage.rules.payroll.scale import BASE_LABELS, RATE_SCALE, Base, Levy, Limits, Scale, Scales, cents
from filage.rules.payroll.terms import Employer, Terms

HALF = RATE_SCALE // 2
KEPT_TAXABLE = ("csg_non_deductible", "crds")  # held from the net, not from what is taxed
CENT = Decimal("0.01")
SHARED = 512  # payslips that a stream remembers


class Line(NamedTuple):
    """What one contribution comes to, in euros; the amount is None when its rate is unknown."""

    levy: Levy
    base: Decimal
    amount: Decimal | None

    def explained(self) -> Explained:
        """Return the amount with its tree: base × rate, rounded to the cent."""
        return amount_of(self.levy, base_of(self.levy, self.base), self.amount)


class Payslip:
    """A payslip: its bases and amounts in cents, and in euros what they come to.

    A total is None when a rate that it depends on is unknown; `least_cost` counts what is known.
    """

    __slots__ = ("_amounts", "_bases", "_ceiling", "_held", "_paid", "_reduction", "scale", "terms")

    def __init__(self, scale: Scale, terms: Terms) -> None:
        limits = scale.limits
        self.scale, self.terms = scale, terms
        self._ceiling = limits.ceiling(terms)
        self._bases = _bases(limits, terms, self._ceiling)
        first = [(self._bases[base] * rate + HALF) // RATE_SCALE for base, rate in scale.first]
        self._bases += self._last_bases(sum(compress(first, scale.provides)))
        self._amounts = first + [(self._bases[base] * rate + HALF) // RATE_SCALE for base, rate in scale.last]
        self._paid = sum(compress(self._amounts, scale.borne))
        self._held = sum(self._amounts) - self._paid
        easing, taxed, gross = scale.easing, self._bases[Base.TAXED], self._bases[Base.GROSS]
        self._reduction = 0 if easing is None else reduction.reduction(easing, terms.paid_hours, taxed, gross)

    def _last_bases(self, provided: int) -> tuple[int, int]:
        """Return the bases of the CSG and of the forfait social, which count what the employer pays for prévoyance and health."""
        gross = self._bases[Base.GROSS]
        below = min(gross, 4 * self._ceiling)
        share = int((below * self.scale.limits.csg_share.known()).to_integral_value())
        return share + gross - below + provided, provided

    @property
    def gross(self) -> Decimal:
        """Return the gross in euros."""
        return _euros(self._bases[Base.GROSS])

    @property
    def taxed(self) -> Decimal:
        """Return the base of the contributions, after the DFS, in euros."""
        return _euros(self._bases[Base.TAXED])

    @property
    def ceiling(self) -> Decimal:
        """Return the ceiling of the period, in euros."""
        return _euros(self._ceiling)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the contributions that bear on something."""
        bases = [CENT * base for base in self._bases]
        found = []
        for levy, amount in zip(self.scale.levies, self._amounts, strict=True):
            if amount:
                found.append(Line(levy, bases[levy.base], CENT * amount))
            elif levy.rate.value is None and bases[levy.base]:
                found.append(Line(levy, bases[levy.base], None))
        return tuple(found)

    @property
    def reduction(self) -> Decimal:
        """Return the general reduction, in euros."""
        return _euros(self._reduction)

    @property
    def held(self) -> Decimal | None:
        """Return what is held from the gross, in euros."""
        return None if False in self.scale.unknown_sides else _euros(self._held)

    @property
    def net(self) -> Decimal | None:
        """Return the net before income tax, in euros."""
        return None if False in self.scale.unknown_sides else _euros(self._bases[Base.GROSS] - self._held)

    @property
    def taxable_net(self) -> Decimal | None:
        """Return the taxable net: the CSG and CRDS that are not deducted, and the employer's half of the mutuelle, are added."""
        net = self.net
        if net is None:
            return None
        pairs = zip(self.scale.levies, self._amounts, strict=True)
        return net + _euros(sum(amount for levy, amount in pairs if levy.line in (*KEPT_TAXABLE, "sante_employeur")))

    @property
    def employer(self) -> Decimal | None:
        """Return the employer's contributions less the reduction, in euros."""
        return None if True in self.scale.unknown_sides else _euros(self._paid - self._reduction)

    @property
    def cost(self) -> Decimal | None:
        """Return the employer cost, in euros."""
        employer = self.employer
        return None if employer is None else self.gross + employer

    @property
    def least_cost(self) -> Decimal:
        """Return what the employer pays at least: the lines whose rate is known."""
        return _euros(self._bases[Base.GROSS] + self._paid - self._reduction)

    def by_line(self) -> dict[str, Decimal | None]:
        """Return the amounts by name of line, in the order of the payslip; the tranches of one line are added."""
        found: dict[str, Decimal | None] = {}
        for line in self.lines:
            before = found.get(line.levy.line, Decimal(0))
            found[line.levy.line] = None if before is None or line.amount is None else before + line.amount
        return found

    @property
    def rests_on(self) -> tuple[Explained, ...]:
        """Return every rate and limit that the payslip depends on: what is unsure among them must be said."""
        rates = tuple(line.levy.rate for line in self.lines)
        deduction = self.scale.limits.deduction
        eased = self.scale.easing.rests_on if self.scale.easing is not None and self._reduction else ()
        return (*rates, *eased, *(() if deduction is None else (deduction,)))

    def explained_cost(self) -> Explained:
        """Return the employer cost with its whole tree."""
        parts = [given(self.gross, "Brut"), *self._explained(borne=True)]
        if self._reduction != 0:
            parts.append(-self._explained_reduction())
        return sum_of(parts, "Coût employeur")

    def _explained(self, *, borne: bool) -> list[Explained]:
        """Return the lines of one side with their trees, the same node for the same base."""
        bases: dict[Base, Explained] = {}
        found = []
        for levy, amount in zip(self.scale.levies, self._amounts, strict=True):
            rate = levy.rate
            if levy.employer is borne and (amount or (rate.value is None and self._bases[levy.base])):
                base = bases.get(levy.base)
                if base is None:
                    base = bases[levy.base] = base_of(levy, CENT * self._bases[levy.base])
                found.append(amount_of(levy, base, None if rate.value is None else CENT * amount))
        return found

    def _explained_reduction(self) -> Explained:
        easing, hours = self.scale.easing, self.terms.paid_hours
        if easing is None:
            return given(0, reduction.LABEL)
        capped = reduction.is_capped(easing, hours, self._bases[Base.TAXED], self._bases[Base.GROSS])
        return reduction.explained(easing, hours, self.taxed, self.gross, capped=capped)

    def explained_net(self) -> Explained:
        """Return the net before income tax with its whole tree."""
        held = [-amount for amount in self._explained(borne=False)]
        return sum_of([given(self.gross, "Brut"), *held], "Net à payer avant impôt")


def base_of(levy: Levy, base: Decimal) -> Explained:
    """Return what a contribution bears on, in euros."""
    return Explained(base, "given", (), BASE_LABELS[levy.base], EURO)


def amount_of(levy: Levy, base: Explained, amount: Decimal | None) -> Explained:
    """Return what a contribution comes to, with its tree: base × rate, rounded to the cent."""
    rate, known = levy.rate, base.value
    product = None if rate.value is None or known is None else known * rate.value
    return Explained(amount, "round", (Explained(product, "mul", (base, rate), "", EURO),), levy.label, EURO)


def payslip(scales: Scales, employer: Employer, terms: Terms) -> Payslip:
    """Return the payslip of some terms."""
    return Payslip(scales.of(employer, terms), terms)


def stream(scales: Scales, employer: Employer, terms: Iterable[Terms]) -> Iterator[Payslip]:
    """Yield payslips one by one, none of them kept but the last ones: equal terms that come back share one, computed once."""
    return map(lru_cache(maxsize=SHARED)(partial(payslip, scales, employer)), terms)


def _euros(amount: int) -> Decimal:
    return CENT * amount


def _bases(limits: Limits, terms: Terms, ceiling: int) -> tuple[int, ...]:
    gross = cents(terms.gross)
    taxed = gross if limits.deduction is None else _deducted(limits, terms, gross)
    beyond = min(taxed, 8 * ceiling)
    half = cents(terms.health / 2) if terms.health else 0
    return (
        gross,
        taxed,
        min(taxed, ceiling),
        min(taxed, 4 * ceiling),
        min(gross, 4 * ceiling),
        max(beyond - ceiling, 0),
        beyond if taxed > ceiling else 0,
        half,
        cents(terms.health) - half if half else 0,
    )


def _deducted(limits: Limits, terms: Terms, gross: int) -> int:
    """Return the gross after the DFS: within what the year still allows, never under the minimum wage of the paid hours."""
    rate = limits.deduction.value if limits.deduction is not None else None
    if rate is None:
        return gross
    left = max(cents(limits.deduction_most.known() - terms.deducted), 0)
    after = gross - min(cents(terms.gross * rate), left)
    return min(gross, max(after, cents(limits.minimum_wage.known() * terms.paid_hours)))
