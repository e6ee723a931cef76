"""What pay really came to, beside what was estimated: the cost lines that are paid, and each gap with its reasons."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from filage.core.kept import CostRow
from filage.core.prepared import Prepared
from filage.core.rails import rare
from filage.core.rails import season as seasons
from filage.core.rails.types import ESTIMATES, CostLine, Side, Stage
from filage.core.remembering import Again, values_of
from filage.desks.payroll.enums import PayPart
from filage.desks.payroll.models import ActualPay
from filage.desks.payroll.queries.slips import Slip, months_of, slips
from filage.desks.payroll.queries.working import month_end
from filage.documents.recap import shared
from filage.productions.models import Engagement, Production
from filage.rules.accounting import fiscal_year_of
from filage.rules.engine import Explained, given, unknown
from filage.rules.payroll import gaps
from filage.rules.payroll.gaps import Estimated, Paid, Reason

GROSS_ACCOUNT, CHARGES_ACCOUNT = "6411", "645"
_AGAIN: Again[tuple[CostLine, ...]] = Again()  # by payslip, until it or what it pays moves

WORDS = {gaps.GROSS: "brut", gaps.FOLLOWS: "charges qui suivent le brut", gaps.REST: "charges, le reste"}
rare.declare(ActualPay)
ACTUALS = Prepared(lambda organisation, ids: ActualPay.objects.within(organisation).filter(production__in=ids))


@dataclass(frozen=True, slots=True)
class Gap:
    """What a person cost a show in a month: estimated (None: nothing foresaw it), paid (None: not in the recaps), and why."""

    who: str
    production: Production
    estimated: Estimated | None
    actual: ActualPay | None
    reasons: tuple[Reason, ...]
    unknown: bool = False  # the estimate lacks an amount

    @property
    def estimated_cost(self) -> Decimal | None:
        """Return the employer's cost that was estimated."""
        if self.estimated is None or self.unknown:
            return None
        return self.estimated.gross + self.estimated.charges

    @property
    def paid_cost(self) -> Decimal | None:
        """Return the employer's cost that was paid, None when the file does not say it."""
        return self.actual.employer_cost if self.actual else None

    @property
    def gap(self) -> Decimal | None:
        """Return what was paid less what was estimated, None while one is unknown."""
        paid, foreseen = self.paid_cost, self.estimated_cost
        return None if paid is None or foreseen is None else paid - foreseen

    @property
    def told(self) -> list[tuple[str, Decimal, str]]:
        """Return the reasons in words: what, how much, what it may come from."""
        return [(WORDS.get(one.code) or PayPart(one.code).label, one.amount, one.hint) for one in self.reasons]


@dataclass(frozen=True, slots=True)
class Month:
    """The pay of a month, person by person and show by show."""

    month: date
    months: tuple[date, ...]  # those that have real pay
    rows: tuple[Gap, ...]

    @property
    def compared(self) -> list[Gap]:
        """Return the rows whose two costs are known."""
        return [row for row in self.rows if row.gap is not None]

    @property
    def estimated(self) -> Decimal:
        """Return what the rows compared were estimated to cost."""
        return sum((row.estimated_cost or Decimal(0) for row in self.compared), Decimal(0))

    @property
    def gap(self) -> Decimal:
        """Return what they cost more than estimated."""
        return self.paid - self.estimated

    @property
    def paid(self) -> Decimal:
        """Return what the rows compared really cost."""
        return sum((row.paid_cost or Decimal(0) for row in self.compared), Decimal(0))


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield what is really paid, gross and charges apart, under the origins of the embauches that it pays; one query.

    A payslip of several embauches is shared to the cent, by what each was estimated to pay that month.
    """
    shows = [one.pk for one in season.productions]
    for actual in ACTUALS(season.organisation_id, shows) if rare.held(season, ActualPay) else ():
        production = season.production(actual.production_id)
        engaged, weights = _paid_by(season, actual)
        told = (
            values_of(actual),
            values_of(production),
            production.structure.fiscal_year_start,
            weights,
            [one and values_of(one) for one in engaged],
        )
        yield from _AGAIN.given(actual.pk, told, partial(_lines_of, production, actual, engaged, weights))


def _lines_of(
    production: Production, actual: ActualPay, engaged: Sequence[Engagement | None], weights: Sequence[Decimal]
) -> tuple[CostLine, ...]:
    charges = None if actual.employer_cost is None else shared(actual.employer_cost - actual.gross, weights)
    found: list[CostLine] = []
    for rank, (engagement, gross) in enumerate(zip(engaged, shared(actual.gross, weights), strict=True)):
        spent = given(gross, "Brut payé", source=actual.source), _charges(actual, None if charges is None else charges[rank])
        found += _paid(production, actual, engagement, spent)
    return tuple(found)


def _paid(
    production: Production, actual: ActualPay, engagement: Engagement | None, amounts: tuple[Explained, Explained]
) -> Iterator[CostLine]:
    place = f"@{engagement.pk}" if engagement else ""
    for part, account, amount in zip(("brut", "charges"), (GROSS_ACCOUNT, CHARGES_ACCOUNT), amounts, strict=True):
        yield CostLine(
            key=f"paie:{actual.pk}{place}#{part}",
            origin=f"engagement:{engagement.pk}" if engagement else f"paie:{actual.pk}",
            label=engagement.function if engagement else f"Paie, {actual.who}",
            stage=Stage.PAID,
            side=Side.EXPENSE,
            amount=amount,
            on=month_end(actual.month),
            pays_on=month_end(actual.month),
            production=production.pk,
            destination=engagement.destination if engagement else "A",
            account=account,
            phase=engagement.phase if engagement else "exploitation",
            fiscal_year=fiscal_year_of(actual.month, starts_in=production.structure.fiscal_year_start),
            structure=production.structure_id,
        )


def months(organisation: Any) -> tuple[date, ...]:
    """Return the months that have real pay, the last first; one query."""
    rows = ActualPay.objects.within(organisation).order_by("-month").values_list("month", flat=True).distinct()
    return tuple(rows)


def month(organisation: Any, first: date | None, ids: Sequence[UUID] | None = None) -> Month | None:
    """Return the pay of a month (the last one that has some, when none is asked) beside its estimate; None without any.

    `ids` names the shows that may be read; all of them when it is None.
    """
    held = months(organisation)
    if not held:
        return None
    first = first or held[0]
    rows = ActualPay.objects.within(organisation).filter(month=first).select_related("person").prefetch_related("parts")
    actuals = [one for one in rows if ids is None or one.production_id in ids]
    season = seasons.load(organisation.pk, tuple({one.production_id for one in actuals}))
    found = _estimates(season, first) if actuals else {}
    return Month(first, held, tuple(sorted(_gaps(season, actuals, found), key=lambda row: (row.production.rank, row.who))))


def _gaps(season: Any, actuals: Sequence[ActualPay], found: Mapping[tuple[UUID, UUID], "_Foreseen"]) -> Iterator[Gap]:
    seen = set()
    for actual in actuals:
        key = actual.production_id, actual.person_id
        seen.add(key)
        foreseen = found.get(key) if actual.person_id else None  # type: ignore[arg-type]
        production = season.production(actual.production_id)
        if foreseen is None:
            yield Gap(_name(actual), production, None, actual, ())
            continue
        charges = None if actual.employer_cost is None else actual.employer_cost - actual.gross
        paid = Paid(actual.gross, charges, {one.part: one.amount for one in actual.parts.all()})
        why = () if foreseen.unknown else gaps.reasons(foreseen.estimated, paid)
        yield Gap(_name(actual), production, foreseen.estimated, actual, why, foreseen.unknown)
    for key, foreseen in found.items():
        if key not in seen and foreseen.estimated.gross:
            yield Gap(foreseen.name, season.production(key[0]), foreseen.estimated, None, (), foreseen.unknown)


@dataclass(frozen=True, slots=True)
class _Foreseen:
    name: str
    estimated: Estimated
    unknown: bool


def _estimates(season: Any, first: date) -> dict[tuple[UUID, UUID], _Foreseen]:
    """Return what each person was estimated to cost each show in a month: the kept cost lines, told by their payslip."""
    engaged: dict[tuple[UUID, UUID], list[Engagement]] = defaultdict(list)
    for engagement in season.engagements:
        if engagement.person_id:
            engaged[engagement.production_id, engagement.person_id].append(engagement)
    kept: dict[str, list[CostRow]] = defaultdict(list)
    last = date(first.year, first.month, monthrange(first.year, first.month)[1])
    rows = CostRow.objects.within(season.organisation_id).filter(provider="payroll", on__range=(first, last), stage__in=ESTIMATES)
    for row in rows:
        kept[row.origin].append(row)
    found = {}
    for key, held in engaged.items():
        lines = [row for one in held for row in kept.get(f"engagement:{one.pk}", ())]
        if lines:
            month_slips = [slip for one in held for slip in slips(season, one) if slip.month == first]
            estimated = _estimated(lines, month_slips)
            found[key] = _Foreseen(str(held[0].person), estimated, any(row.amount is None for row in lines))
    return found


def _estimated(rows: Iterable[CostRow], held: Sequence[Slip]) -> Estimated:
    gross = charges = Decimal(0)
    for row in rows:
        amount = row.amount or Decimal(0)
        gross, charges = (gross, charges + amount) if row.account == CHARGES_ACCOUNT else (gross + amount, charges)
    lines: dict[str, tuple[str, Decimal]] = {}
    base = Decimal(0)
    if held and all(slip.cost is not None for slip in held):
        for slip in held:
            base += _told(slip, lines)
    if sum((amount for _, amount in lines.values()), Decimal(0)) != charges:
        lines, base = {gaps.COEFFICIENT: ("Coefficient de charges", charges)}, Decimal(0)
    return Estimated(gross, lines, base)


def _told(slip: Slip, lines: dict[str, tuple[str, Decimal]]) -> Decimal:
    """Add the employer's lines of a payslip to those held, and return the base of its accidents du travail."""
    base = Decimal(0)
    if slip.payslip is None:
        return base
    for line in slip.payslip.lines:
        if line.levy.employer and line.amount is not None:
            _, before = lines.get(line.levy.line, ("", Decimal(0)))
            lines[line.levy.line] = line.levy.label, before + line.amount
            base += line.base if line.levy.line == gaps.ACCIDENTS else Decimal(0)
    if slip.payslip.reduction:
        _, before = lines.get("reduction", ("", Decimal(0)))
        lines["reduction"] = "Réduction générale", before - slip.payslip.reduction
    return base


def _paid_by(season: Any, actual: ActualPay) -> tuple[Sequence[Engagement | None], list[Decimal]]:
    """Return the embauches that a payslip pays, with what each was to pay that month: its own, else those of the person."""
    mine = [one for one in season.engagements_of(actual.production_id) if actual.person_id and one.person_id == actual.person_id]
    own = [one for one in mine if one.pk == actual.engagement_id]
    if own or len(mine) < 2:
        return own or mine or [None], [Decimal(1)]
    at_work = [(one, month.gross) for one in mine for month in months_of(season, one) if month.first == actual.month]
    if not at_work:
        return mine[:1], [Decimal(1)]
    return [one for one, _ in at_work], [weight for _, weight in at_work]


def _charges(actual: ActualPay, amount: Decimal | None) -> Explained:
    label = "Charges payées"
    if amount is None:
        return unknown(label, gesture=f"Demander au cabinet de paie le coût employeur de {actual.who}.")
    return given(amount, label, source=actual.source)


def _name(actual: ActualPay) -> str:
    return actual.person.name if actual.person else actual.who
