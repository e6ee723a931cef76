"""What a payslip is computed from: who works, under which contract, for which employer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

FIRST_DAY = date(2025, 1, 1)  # the contributions of earlier days are not held
HOURS_OF_A_CACHET = 12
MOST_CACHETS_A_DAY = 3
LONGEST_MONTH = 31
FULL_WEEK = Decimal(35)
WEEKS_OF_A_MONTH = Decimal(52) / Decimal(12)


class Status(StrEnum):
    """How somebody is paid: annexe 10, annexe 8, ordinary law, or ordinary law for a workshop."""

    ARTISTE = "artiste"
    TECHNICIEN = "technicien"
    PERMANENT = "permanent"
    INTERVENTION = "intervention"

    @property
    def is_intermittent(self) -> bool:
        """Tell whether the unemployment rules of annexes 8 and 10 apply."""
        return self in (Status.ARTISTE, Status.TECHNICIEN)


class Contract(StrEnum):
    CDI = "CDI"
    CDD = "CDD"
    CDDU = "CDDU"


class Module(StrEnum):
    """What the trade adds to the legal lines."""

    AFDAS = "afdas"
    PREVOYANCE = "prevoyance"
    MEDECINE = "medecine"
    FONDS = "fonds"
    CONVENTIONNEL = "conventionnel"


class ImpossibleTerms(ValueError):
    """Terms that no payslip can have; `field` names the one to change, the message is French."""

    def __init__(self, field: str, message: str):
        self.field = field
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Employer:
    """The structure that pays: its headcount, its collective agreement (IDCC), whether it seeks no profit."""

    headcount: int = 1
    agreement: str = ""  # "1285", "3090" or none
    nonprofit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One payslip of one contract: gross in euros, hours of the month, days of the contract within it."""

    status: Status
    contract: Contract
    on: date
    gross: Decimal
    executive: bool = False
    hours: Decimal | None = None  # paid in the month; None: from the weekly hours, or from the cachets
    weekly_hours: Decimal = FULL_WEEK
    cachets: int = 0
    days: int | None = None  # of the contract in the month: worked days of an artist, calendar days otherwise
    month_days: int | None = None
    months: Decimal = Decimal(1)  # length of the contract
    ceiling: Decimal | None = None  # imposed, instead of the computed one
    deduction: str = ""  # DFS: "dramatique" or "musicien"
    deducted: Decimal = Decimal(0)  # DFS already applied this year
    health: Decimal = Decimal(0)  # cost of the mutuelle in the month, shared by halves
    without: frozenset[Module] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what no payslip can have."""
        if self.on < FIRST_DAY:
            raise ImpossibleTerms("date", f"les cotisations sont connues à partir du {FIRST_DAY:%d/%m/%Y}")
        if self.gross < 0:
            raise ImpossibleTerms("brut", "un salaire brut ne peut pas être négatif")
        days = self.month_days or LONGEST_MONTH if self.days is None else max(self.days, 1)
        if self.cachets > MOST_CACHETS_A_DAY * days:
            raise ImpossibleTerms("nb_cachets", f"plus de {MOST_CACHETS_A_DAY} cachets par jour")
        if self.contract is Contract.CDDU and not self.status.is_intermittent:
            raise ImpossibleTerms("contrat", "un CDDU ne convient ni à un permanent ni à un atelier : choisir CDD ou CDI")

    @property
    def paid_hours(self) -> Decimal:
        """Return the hours that the minimum wage is counted on."""
        if self.hours is not None:
            return self.hours
        if self.cachets:
            return Decimal(HOURS_OF_A_CACHET * self.cachets)
        return self.weekly_hours * WEEKS_OF_A_MONTH
