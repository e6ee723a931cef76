"""Says what the budget workbook must be told, so that every figure in it can be a live formula."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

type Money = Decimal | None
# Where a unit price comes from: typed in, or read live from another sheet. An expense never reads the amortisation of the
# creation, which is computed from the expenses.
type ChargePrice = Literal["", "plateau", "gestion", "prix"]
type IncomePrice = Literal["", "plateau", "gestion", "prix", "amortissement", "vhr", "tournee"]
# How a price is typed: net of tax, tax included, or without tax at all (and then nothing is converted).
type Tax = Literal["", "HT", "TTC"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypotheses:
    """The few figures that everything follows. Rates are fractions (0.12); None is unknown.

    `dates` is the number of performances that the lines of this workbook were computed for: the reader changes a copy of it.
    `price` is the price asked for one date; `coefficients` its steps for the 1st, 2nd… date in one place (the last repeats).
    `deducted` says which income of the creation is taken off what the dates must pay back: all that is expected, or what is
    secured. The rest prices one example date: kilometres there and back, people, nights and meals for each of them.
    """

    dates: int | None = None
    price: Money = None
    management_rate: Decimal | None = None
    structure_share: Money = None
    cost_margin: Decimal | None = None
    price_margin: Decimal | None = None
    vat_rate: Decimal | None = None
    coefficients: tuple[Decimal, ...] = ()
    deducted: Literal["expected", "secured"] = "expected"
    km: Decimal | None = None
    km_price: Money = None
    people: int | None = None
    nights: Decimal | None = None
    night_price: Money = None
    meals: Decimal | None = None
    meal_price: Money = None
    sources: tuple[tuple[str, str], ...] = ()  # (name of a field above, where its figure comes from)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """Paid work: quantity × gross × coefficient; a `variable` quantity is for all the dates and moves with their number.

    `id` is stable. `unit` is cachet, heure, service, jour, mois…; `coefficient` turns gross into employer's cost (1.55).
    `phase` is creation, exploitation, structure or action_culturelle; `destination` a letter of the plan (A…L, Z).
    """

    id: str
    function: str
    person: str = ""
    job: str = ""
    status: str = "CDDU"
    quantity: Decimal | None = None
    unit: str = "cachet"
    gross: Money = None
    coefficient: Decimal | None = None
    rate_note: str = ""  # comment of the coefficient
    phase: str = "creation"
    destination: str = "A"
    account: str = "641"
    fiscal_year: str = ""
    variable: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeLine:
    """Any other expense: quantity × unit price; a `variable` quantity is for all the dates and moves with them.

    `tax` says how the price is typed and `vat_rate` (a fraction) what turns it into the terms of the workbook. An `internal`
    line moves money inside the office only: no public form shows it.
    """

    id: str
    label: str
    quantity: Decimal | None = Decimal(1)
    unit: str = ""
    unit_price: Money = None
    price_from: ChargePrice = ""
    tax: Tax = ""
    vat_rate: Decimal | None = None
    phase: str = "creation"
    destination: str = "D"
    account: str = ""
    fiscal_year: str = ""
    funder: str = ""
    variable: bool = False
    internal: bool = False
    comment: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelLine:
    """A journey, nights or meals of one date (`ref`, that of the tour), of every date (`variable`), or of the creation.

    `mode` says who bears it: "" we do, forfait or reel it is charged to the organiser, fourni the organiser pays it himself
    and it costs nothing here.
    """

    id: str
    label: str
    kind: str = ""
    ref: str = ""
    on: date | None = None
    place: str = ""
    quantity: Decimal | None = Decimal(1)
    unit: str = ""
    unit_price: Money = None
    tax: Tax = ""
    vat_rate: Decimal | None = None
    mode: Literal["", "forfait", "reel", "fourni"] = ""
    phase: str = "exploitation"
    account: str = ""
    fiscal_year: str = ""
    variable: bool = False
    comment: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TourLine:
    """One performance: `ref` names it (« D1 »), `rank` is its place in a run at the same venue (1 is the first date).

    `income` is the id of the income line that its price goes to. `others` holds rights and what is neither plateau nor travel.
    """

    id: str
    ref: str
    on: date
    venue: str = ""
    city: str = ""
    contract: str = ""
    status: str = ""
    rank: int = 1
    price: Money = None
    others: Money = Decimal(0)
    income: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioLine:
    """One way the budget may turn: dates, charges more or less, share of hoped-for aid, share of the price. Fractions."""

    label: str
    dates: int | None = None
    charges: Decimal = Decimal(0)
    hoped: Decimal = Decimal(1)
    filling: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A frozen version of the budget: for whom, by whom, why."""

    number: str
    name: str
    on: date
    author: str = ""
    sent_to: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeLine:
    """A source of money: `granted` counts once known, else `asked` (or quantity × unit price for a sale).

    `status` is idee, demande, en_instruction, accorde_oral, notifie, conventionne, encaisse or refuse for a grant; option,
    confirme, signe, joue, reporte or annule for a sale; empty with `certain` says the rest. `kind` groups the lines
    (« Subventions », « Ventes »…), `funder_kind` is etat, region… prive, or empty. `schedule` and `paper` are told as they are.
    """

    id: str
    label: str
    kind: str = ""
    scheme: str = ""
    funder_kind: str = ""
    asked: Money = None
    granted: Money = None
    quantity: Decimal | None = None
    unit_price: Money = None
    price_from: IncomePrice = ""
    status: str = ""
    certain: bool = False
    phase: str = "creation"
    account: str = ""
    fiscal_year: str = ""
    variable: bool = False
    internal: bool = False
    filed_on: date | None = None
    answer_on: date | None = None
    schedule: str = ""
    paper: str = ""
    comment: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateauLine:
    """What one performance costs. Either people (number × quantity × gross × coefficient) or a plain `amount` a date.

    `quantities` and `amounts` are given for the 1st, 2nd… date played in one place; the last repeats.
    """

    id: str
    label: str
    number: Decimal | None = Decimal(1)
    unit: str = "cachet"
    gross: Money = None
    coefficient: Decimal | None = None
    rate_note: str = ""
    quantities: tuple[Decimal | None, ...] = (Decimal(1),)
    amounts: tuple[Money, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashLine:
    """A flow, tax included, month after month (positive numbers), from the first month of the plan.

    `delay` is the scenario of the reader: months late. A line with `base` is computed: that line's amounts × `rate`, paid
    `shift` months later (social contributions on net wages). `variable` moves with the number of dates.
    """

    id: str
    label: str
    direction: Literal["in", "out"]
    amounts: tuple[Money, ...] = ()
    funder: str = ""
    delay: int = 0
    base: str = ""
    rate: Decimal | None = None
    shift: int = 1
    variable: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashPlan:
    """The cash plan: the first day of its first month, how many months, what the account holds on that day."""

    start: date
    months: int = 12
    opening: Money = None
    lines: tuple[CashLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookData:
    """The budget workbook of a production. Only the title, the house and the date are owed; empty sheets say so."""

    title: str
    organisation: str
    issued: date
    version: str = ""
    author: str = ""
    production: str = ""  # the id that lets the workbook be read back
    tax: Literal["HT", "TTC"] = "HT"
    hypotheses: Hypotheses = Hypotheses()
    team: tuple[TeamLine, ...] = ()
    charges: tuple[ChargeLine, ...] = ()
    plateau: tuple[PlateauLine, ...] = ()
    travel: tuple[TravelLine, ...] = ()
    tour: tuple[TourLine, ...] = ()
    income: tuple[IncomeLine, ...] = ()
    cash: CashPlan | None = None
    scenarios: tuple[ScenarioLine, ...] = ()
    versions: tuple[VersionLine, ...] = ()
    notes: tuple[str, ...] = ()
