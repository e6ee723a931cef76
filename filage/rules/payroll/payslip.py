"""One payslip, line by line: whole cents at once, and the tree of each amount when somebody asks why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from filage.rules.engine import Explained, given, sum_of
from filage.rules.payroll import reduction
from filage.rules.payroll.scale import BASE_LABELS, RATE_SCALE, Base, Levy, Limits, Scale, Scales, cents
from filage.rules.payroll.terms import Employer, Terms

HALF = RATE_SCALE // 2
KEPT_TAXABLE = ("csg_non_deductible", "crds")  # held from the net, not from what is taxed
KNOWN_FIRST = Base.CSG  # the bases before it come from the terms alone


@dataclass(frozen=True, slots=True)
class Line:
    """What one contribution comes to, in euros; the amount is None when its rate is unknown."""

    levy: Levy
    base: Decimal
    amount: Decimal | None

    def explained(self) -> Explained:
        """Return the amount with its tree: base × rate, rounded to the cent."""
        base = given(self.base, BASE_LABELS[self.levy.base])
        return (base * self.levy.rate).named(self.levy.label, "EUR").rounded()


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
        self._amounts = self._compute()
        self._held = self._paid = 0
        for levy, amount in zip(scale.levies, self._amounts, strict=True):
            if levy.employer:
                self._paid += amount
            else:
                self._held += amount
        self._reduction = reduction.reduction(scale.easing, terms.paid_hours, self._bases[Base.TAXED], self._bases[Base.GROSS])

    def _compute(self) -> list[int]:
        """Return the amount of each levy in cents, zero where its rate is unknown; the levies are in the order of their bases."""
        bases = self._bases
        found: list[int] = []
        for base, rate in self.scale.weights:
            if base >= KNOWN_FIRST and len(bases) == KNOWN_FIRST:
                bases = self._bases = (*bases, *self._last_bases(found))
            found.append((bases[base] * rate + HALF) // RATE_SCALE)
        return found

    def _last_bases(self, amounts: list[int]) -> tuple[int, int]:
        """Return the bases of the CSG and of the forfait social, which count what the employer pays for prévoyance and health."""
        provided = sum(amount for levy, amount in zip(self.scale.levies, amounts, strict=False) if levy.provides)
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
        found = zip(self.scale.levies, self._amounts, strict=True)
        lines = (Line(levy, _euros(self._bases[levy.base]), _known(levy, amount)) for levy, amount in found)
        return tuple(line for line in lines if line.base and line.amount != 0)

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
        parts = [given(self.gross, "Brut"), *(line.explained() for line in self.lines if line.levy.employer)]
        if self._reduction != 0:
            parts.append(-self._explained_reduction())
        return sum_of(parts, "Coût employeur")

    def _explained_reduction(self) -> Explained:
        easing, hours = self.scale.easing, self.terms.paid_hours
        if easing is None:
            return given(0, reduction.LABEL)
        capped = reduction.is_capped(easing, hours, self._bases[Base.TAXED], self._bases[Base.GROSS])
        return reduction.explained(easing, hours, self.taxed, self.gross, capped=capped)

    def explained_net(self) -> Explained:
        """Return the net before income tax with its whole tree."""
        held = [-line.explained() for line in self.lines if not line.levy.employer]
        return sum_of([given(self.gross, "Brut"), *held], "Net à payer avant impôt")


def payslip(scales: Scales, employer: Employer, terms: Terms) -> Payslip:
    """Return the payslip of some terms."""
    return Payslip(scales.of(employer, terms), terms)


def stream(scales: Scales, employer: Employer, terms: Iterable[Terms]) -> Iterator[Payslip]:
    """Yield payslips one by one; equal terms share one, computed once and kept as long as the stream."""
    known: dict[Terms, Payslip] = {}
    for each in terms:
        found = known.get(each)
        if found is None:
            found = known[each] = payslip(scales, employer, each)
        yield found


def _euros(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-2)


def _known(levy: Levy, amount: int) -> Decimal | None:
    return None if levy.rate.value is None else _euros(amount)


def _bases(limits: Limits, terms: Terms, ceiling: int) -> tuple[int, ...]:
    gross = cents(terms.gross)
    taxed = gross if limits.deduction is None else _deducted(limits, terms, gross)
    beyond = min(taxed, 8 * ceiling)
    return (
        gross,
        taxed,
        min(taxed, ceiling),
        min(taxed, 4 * ceiling),
        min(gross, 4 * ceiling),
        max(beyond - ceiling, 0),
        beyond if taxed > ceiling else 0,
        cents(terms.health / 2),
        cents(terms.health) - cents(terms.health / 2),
    )


def _deducted(limits: Limits, terms: Terms, gross: int) -> int:
    """Return the gross after the DFS: within what the year still allows, never under the minimum wage of the paid hours."""
    rate = limits.deduction.value if limits.deduction is not None else None
    if rate is None:
        return gross
    left = max(cents(limits.deduction_most.known() - terms.deducted), 0)
    after = gross - min(cents(terms.gross * rate), left)
    return min(gross, max(after, cents(limits.minimum_wage.known() * terms.paid_hours)))
