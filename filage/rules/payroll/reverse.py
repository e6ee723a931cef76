"""Which gross gives a wished net or a wished cost, to the cent."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from filage.rules.payroll.payslip import Payslip, payslip
from filage.rules.payroll.scale import ONE, Scales
from filage.rules.payroll.terms import Employer, Terms

HIGHEST = 10_000_000  # cents: no payslip of the trade is beyond
AROUND = 800  # cents searched around a jump, where a reduction begins or ends


def gross_for(
    scales: Scales,
    employer: Employer,
    terms: Terms,
    wished: Decimal,
    figure: Callable[[Payslip], Decimal],
    *,
    times: Decimal = ONE,
) -> tuple[Payslip, bool]:
    """Return the payslip of a gross whose `figure` is `wished` euros, and whether it is met to the cent.

    When no gross gives it, the payslip is the nearest one from below. `figure` grows with the gross but for the jumps
    of the reductions. `times` is what the pay is multiplied by on the payslip: the end of a CDD.
    """

    def at(cents: int) -> Payslip:
        return payslip(scales, employer, replace(terms, gross=Decimal(cents).scaleb(-2) * times))

    low, high = 0, HIGHEST
    while low < high:
        middle = (low + high) // 2
        if figure(at(middle)) < wished:
            low = middle + 1
        else:
            high = middle
    found = at(low)
    if figure(found) == wished:
        return found, True
    near = [at(cents) for cents in range(max(low - AROUND, 0), low)]
    met = [one for one in near if figure(one) == wished]
    return (met[0], True) if met else (max((one for one in near if figure(one) <= wished), key=figure, default=found), False)
