"""What an eligible base counts that a funder leaves out: contributions volontaires, dotations, or more than the charges."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Excess(StrEnum):
    """Why a base is too large."""

    DEPRECIATION = "depreciation"
    VOLUNTARY = "voluntary"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Charges:
    """The charges of a budget that an eligible base is read against, in euros."""

    paid: Decimal  # what is really paid out
    depreciation: Decimal = Decimal(0)  # dotations aux amortissements et provisions (68)
    voluntary: Decimal = Decimal(0)  # contributions volontaires (86)


def excess(base: Decimal, charges: Charges) -> Excess | None:
    """Return why a base is larger than what is really paid out, None when it is not."""
    if base <= charges.paid:
        return None
    if charges.depreciation and base <= charges.paid + charges.depreciation:
        return Excess.DEPRECIATION
    if charges.voluntary and base <= charges.paid + charges.depreciation + charges.voluntary:
        return Excess.VOLUNTARY
    return Excess.BEYOND
