"""What a date that falls leaves: an indemnity by the scale of its contract, wages due to their term, costs not given back."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from filage.core.prepared import Prepared
from filage.core.rails import costs, rare
from filage.core.rails import season as seasons
from filage.core.rails.season import once
from filage.core.rails.types import CostLine, Side, Stage
from filage.desks.contracts.enums import CancellationKind, Cause
from filage.desks.contracts.models import CancelledDate, LooseEnd, Term
from filage.productions.enums import LIVE, ContractTrack, DateStatus, DealStage, DpaeTrack
from filage.productions.models import Activity, Deal, Engagement
from filage.rules.accounting import fiscal_year_of
from filage.rules.budgeting.lines import forecast
from filage.rules.contracts import terms
from filage.rules.engine import Explained, given, sum_of, unknown
from filage.rules.engine.text import day_text
from filage.rules.pricing import cancellation as rules

SCALE = "bareme_annulation"  # the term of a contract that says it
FALLEN = (DateStatus.ANNULE, DateStatus.REPORTE)
INDEMNITY, WAGES, COSTS = "7588", "641", "6288"  # accounts
rare.declare(CancelledDate, LooseEnd)
FALLEN_DATES = Prepared(
    lambda organisation, ids: (
        CancelledDate.objects.within(organisation)
        .filter(cancellation__production__in=ids)
        .select_related("cancellation__deal__partner", "activity__production__structure")
    )
)
LOOSE_ENDS = Prepared(
    lambda organisation, ids: (
        LooseEnd.objects.within(organisation)
        .filter(cancellation__production__in=ids, done_on=None)
        .select_related("cancellation__production")
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is decided of some dates of one production, before anything is written."""

    dates: tuple[Activity, ...]
    cause: Cause
    kind: CancellationKind
    decided_on: date
    scale: str = ""
    spent: Decimal = Decimal(0)
    moved_to: date | None = None  # the new day of the first date; the others keep their distance from it
    reason: str = ""

    @property
    def first(self) -> Activity:
        """Return the date that the page was opened from."""
        return self.dates[0]

    @property
    def moves(self) -> bool:
        """Tell whether the dates are postponed rather than cancelled."""
        return self.kind == CancellationKind.REPORT


@dataclass(frozen=True, slots=True)
class Worker:
    """An embauche paid for a date: what it costs the employer, and whether its contract is signed."""

    engagement: Engagement
    cost: Explained
    of_the_show: bool = False  # paid for the show and not for a date: the budget goes on counting it
    still_works: bool = False  # other dates of its contract are played: nothing of it is lost

    @property
    def signed(self) -> bool:
        """Tell whether its contract binds."""
        return self.engagement.contract == ContractTrack.SIGNE

    @property
    def declared(self) -> bool:
        """Tell whether its DPAE was filed."""
        return self.engagement.dpae == DpaeTrack.DEPOSEE

    @property
    def who(self) -> str:
        """Name who works."""
        return self.engagement.person.name if self.engagement.person else self.engagement.function


@dataclass(frozen=True)
class Told:
    """What one date leaves."""

    activity: Activity
    days_before: int
    price: Explained
    workers: tuple[Worker, ...]
    outcome: rules.Cancellation

    @property
    def wages(self) -> Explained:
        """Return what its signed contracts of employment cost to their term."""
        return self.outcome.owed_to_employees


@dataclass(frozen=True)
class Reading:
    """What a decision leaves, date by date and in all; `tier` is the step of the scale that the first date falls in.

    `beside` are the embauches paid for the show whose contract covers a date that falls.
    """

    decision: Decision
    dates: tuple[Told, ...]
    tier: rules.Tier | None
    beside: tuple[Worker, ...] = ()

    @cached_property
    def owed(self) -> Explained:
        """What the buyer owes."""
        return sum_of([one.outcome.owed_by_buyer for one in self.dates], "Dû par l’acheteur")

    @cached_property
    def wages(self) -> Explained:
        """What employees are owed until their term: those of the dates, and those of the show that no other date keeps."""
        return sum_of([*(one.wages for one in self.dates), *self._stranded], "Dû aux salariés, charges comprises")

    @property
    def _stranded(self) -> list[Explained]:
        return [one.cost for one in self.beside if one.signed and not one.still_works]

    @cached_property
    def loss(self) -> Explained:
        """What is left to bear; negative when the indemnity covers more."""
        return sum_of([*(one.outcome.loss for one in self.dates), *self._stranded], "Reste à notre charge")

    @cached_property
    def missed(self) -> Explained:
        """The price that will not come in."""
        return sum_of([one.price for one in self.dates], "Prix de vente qui ne viendra pas")

    @cached_property
    def alerts(self) -> tuple[str, ...]:
        """What to know, each thing once."""
        said = dict.fromkeys(text for one in self.dates for text in one.outcome.alerts)
        if self._stranded and not {rules.TERM, rules.TERM_EVEN_SO} & set(said):
            said[rules.TERM] = None
        return tuple(said)

    @cached_property
    def workers(self) -> tuple[Worker, ...]:
        """Who was to work, each once."""
        held = {one.engagement.pk: one for told in self.dates for one in told.workers}
        return (*held.values(), *(one for one in self.beside if one.engagement.pk not in held))

    @cached_property
    def engaged(self) -> tuple[Worker, ...]:
        """Each embauche once, with all that it costs on these dates, or until its term when it is paid for the show."""
        costs: dict[UUID, list[Explained]] = defaultdict(list)
        for told in self.dates:
            for one in told.workers:
                costs[one.engagement.pk].append(one.cost)
        of_dates = {one.engagement.pk: one for told in self.dates for one in told.workers}
        whole = (replace(one, cost=sum_of(costs[pk], one.engagement.function).rounded()) for pk, one in of_dates.items())
        return (*whole, *self.beside)


def scale_of(deal: Deal | None) -> str:
    """Return the scale that a contract says, empty when it says none."""
    if deal is None:
        return ""
    found = Term.objects.within(deal.organisation_id).filter(deal=deal, code=SCALE).first()
    return found.value if found is not None else ""


def together(activity: Activity) -> list[Activity]:
    """Return the live dates of the same contract, by date; the date alone when it has none."""
    rows = Activity.objects.within(activity.organisation_id).filter(status__in=LIVE)
    rows = rows.filter(deal=activity.deal_id) if activity.deal_id else rows.filter(pk=activity.pk)
    return list(rows.select_related("venue__structure", "deal__partner", "production__structure").order_by("on", "id"))


def read(decision: Decision) -> Reading:
    """Return what a decision leaves; one season is read, and nothing is written."""
    first = decision.first
    season = seasons.load(first.organisation_id, (first.production_id,))
    lines = forecast(costs.of(season))
    engaged = {one.pk: one for one in season.engagements_of(first.production_id)}
    tiers = [rules.Tier(tier.days, tier.percentage) for tier in terms.scale(decision.scale)]
    told = []
    for rank, activity in enumerate(decision.dates):
        mine = [line for line in lines if line.activity == activity.pk]
        days = max(0, (activity.on - decision.decided_on).days)
        price = _price(activity, mine)
        workers = tuple(_workers(mine, engaged))
        told.append(Told(activity, days, price, workers, _outcome(decision, days, price, tiers, workers, with_costs=not rank)))
    return Reading(decision, tuple(told), rules.tier_at(tiers, told[0].days_before), tuple(_beside(season, decision, lines)))


def _outcome(
    decision: Decision,
    days: int,
    price: Explained,
    tiers: Sequence[rules.Tier],
    workers: Sequence[Worker],
    *,
    with_costs: bool,
) -> rules.Cancellation:
    spent = [given(decision.spent, "Frais engagés qui ne reviennent pas")] if with_costs and decision.spent else []
    contracts = [rules.Employment(one.signed, one.cost) for one in workers]
    if decision.moves:
        return _postponed(spent, contracts)
    return rules.cancellation(price, days, rules.Cause(decision.cause), tiers, spent, contracts)


def _postponed(spent: Sequence[Explained], contracts: Sequence[rules.Employment]) -> rules.Cancellation:
    """Return what a date that will be played later leaves: the contracts signed for its first day still bind."""
    wages = sum_of([one.remaining for one in contracts if one.signed], "Dû aux salariés jusqu’au terme").rounded()
    lost = sum_of(spent, "Frais engagés").rounded()
    alerts = (rules.TERM,) if any(one.signed for one in contracts) else ()
    return rules.Cancellation(given(0, "Dû par l’acheteur"), wages, lost, alerts)


def _price(activity: Activity, mine: Sequence[CostLine]) -> Explained:
    if activity.deal_id is None:
        return given(0, "Prix de la date")
    sold = [line.amount for line in mine if line.origin == f"deal:{activity.deal_id}" and line.side == Side.INCOME]
    if not sold:
        return unknown("Prix de la date", gesture="Saisir le prix dans les conditions de vente.")
    return sum_of(sold, "Prix de la date").rounded()


def _workers(mine: Sequence[CostLine], engaged: dict[UUID, Engagement]) -> Iterator[Worker]:
    held: dict[UUID, list[Explained]] = defaultdict(list)
    for line in mine:
        kind, _, key = line.origin.partition(":")
        if kind == "engagement" and line.side == Side.EXPENSE:
            held[UUID(key)].append(line.amount)
    for pk, amounts in held.items():
        if pk in engaged:
            yield Worker(engaged[pk], sum_of(amounts, engaged[pk].function).rounded())


def _beside(season: Any, decision: Decision, lines: Sequence[CostLine]) -> Iterator[Worker]:
    """Yield the embauches paid for the show whose contract covers a falling date, with what they cost from now to their term."""
    falling = {one.pk for one in decision.dates}
    played = [one.on for one in season.performances_of(decision.first.production_id) if one.pk not in falling]
    for one in season.engagements_of(decision.first.production_id):
        since, until = one.starts_on, one.ends_on
        if one.per_performance or since is None or until is None or until < decision.decided_on:
            continue
        if not any(since <= each.on <= until for each in decision.dates):
            continue
        mine = [line for line in lines if line.origin == f"engagement:{one.pk}" and line.side == Side.EXPENSE]
        left = [line.amount for line in mine if line.activity is None and _to_come(line, decision.decided_on, until)]
        if left:
            still = any(max(since, decision.decided_on) <= day <= until for day in played)
            yield Worker(one, sum_of(left, one.function).rounded(), of_the_show=True, still_works=still)


def _to_come(line: CostLine, today: date, until: date) -> bool:
    """Tell whether a line of pay is of a month that is not over; undated, it is of the term."""
    on = line.on or until
    return (on.year, on.month) >= (today.year, today.month)


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield what the dates that fell still bring and cost: they are no longer sold nor played, and this is what stays."""
    for one in fallen(season):
        if one.activity.status in FALLEN:
            yield from _lines(one)


@once
def fallen(season: Any) -> list[CancelledDate]:
    """Return the dates of a season that a decision made fall."""
    ids = [production.pk for production in season.productions]
    return FALLEN_DATES(season.organisation_id, ids) if rare.held(season, CancelledDate) else []


def _lines(one: CancelledDate) -> Iterator[CostLine]:
    decision, production = one.cancellation, one.activity.production
    deal = decision.deal
    whom = f", {deal.partner.name}" if deal and deal.partner else ""
    day = day_text(one.activity.on)
    common: dict[str, Any] = {
        "origin": f"annulation:{one.pk}",
        "stage": Stage.COMPUTED,
        "production": production.pk,
        "activity": one.activity_id,
        "phase": "exploitation",
        "fiscal_year": fiscal_year_of(one.activity.on, starts_in=production.structure.fiscal_year_start),
        "structure": production.structure_id,
    }
    if one.owed != 0:
        paid = decision.decided_on + timedelta(days=deal.payment_days if deal else 0)
        signed = deal is not None and (deal.stage == DealStage.SIGNE or decision.scale)
        yield CostLine(
            key=f"annulation:{one.pk}#dedit",
            label=f"Dédit{whom}",
            side=Side.INCOME,
            amount=_kept(one.owed, f"Dédit, date du {day}", "Barème d’annulation du contrat"),
            on=decision.decided_on,
            pays_on=paid,
            destination="P",
            account=INDEMNITY,
            funder=deal.partner_id if deal else None,
            status="conventionne" if signed else "accorde_oral",
            **common,
        )
    if one.wages != 0:
        yield _charge(one, "salaires", f"Salaires dus, date tombée{whom}", one.wages, ("A", WAGES), common)
    if one.spent:
        yield _charge(one, "frais", f"Frais perdus, date tombée{whom}", one.spent, ("F", COSTS), common)


def _charge(
    one: CancelledDate, part: str, label: str, amount: Decimal | None, place: tuple[str, str], common: dict[str, Any]
) -> CostLine:
    told = _kept(amount, f"{label}, {day_text(one.activity.on)}", "Décision d’annulation")
    key = f"annulation:{one.pk}#{part}"
    day = one.activity.on
    line = CostLine(key=key, label=label, side=Side.EXPENSE, amount=told, on=day, pays_on=day, **common)
    return replace(line, destination=place[0], account=place[1])


def _kept(amount: Decimal | None, label: str, source: str) -> Explained:
    if amount is None:
        return unknown(label, gesture="Chiffrer ce que la date tombée laisse.")
    return given(amount, label, source=source)
