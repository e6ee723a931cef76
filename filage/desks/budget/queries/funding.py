"""What the financing plan reads: each funder with its status, what was asked and obtained, payments, papers; what is left."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.rails import season as seasons
from filage.desks.budget.enums import SECURED, Destination, IncomeStatus, Side
from filage.desks.budget.models import FundingPaper, Line, Payment
from filage.desks.budget.queries.facts import Facts, facts_of
from filage.desks.budget.queries.kept import lines
from filage.desks.budget.queries.manual import net_amount
from filage.productions import pointing
from filage.productions.enums import FunderKind, Phase, StructureKind
from filage.productions.models import Attachment, Deal, Production, Structure
from filage.rules.budgeting.balances import Budget, budgets
from filage.rules.engine import to_cent
from filage.rules.reading import identifier

HUNDRED = Decimal(100)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class FunderPayment:
    """One part of what a funder gives: when, how much (None: the sum is unknown), and whether it came."""

    payment: Payment
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Funder:
    """A line of the financing plan."""

    line: Line
    name: str
    amount: Decimal | None
    payments: Sequence[FunderPayment]
    papers: Sequence[FundingPaper]

    @property
    def refused(self) -> bool:
        """Tell whether the funder said no."""
        return self.line.status == IncomeStatus.REFUSE

    @property
    def secured(self) -> bool:
        """Tell whether the money is written: notified, under agreement, or received."""
        return self.line.status in SECURED

    @property
    def asked(self) -> Decimal | None:
        """Return what was asked: the amount of the line as long as nothing else was granted."""
        return self.line.asked if self.line.asked is not None else self.amount

    @property
    def obtained(self) -> Decimal | None:
        """Return what is granted in writing: zero before it, None when it is unknown."""
        return self.amount if self.secured else ZERO

    @property
    def counted(self) -> Decimal:
        """Return what the forecast counts."""
        return ZERO if self.refused or self.amount is None else self.amount

    @property
    def received(self) -> Decimal:
        """Return what was paid."""
        if self.line.status == IncomeStatus.ENCAISSE and not self.payments:
            return self.amount or ZERO
        return sum((each.amount or ZERO for each in self.payments if each.payment.paid), ZERO)

    @property
    def unscheduled(self) -> Decimal | None:
        """Return what no payment says the day of; None when the amount is unknown."""
        if self.amount is None:
            return None
        return self.amount - sum((each.amount or ZERO for each in self.payments), ZERO)

    @property
    def next(self) -> FunderPayment | None:
        """Return the first payment that did not come."""
        return next((each for each in self.payments if not each.payment.paid), None)

    @property
    def awaited(self) -> list[FundingPaper]:
        """Return the papers that are not sent or not received."""
        return [paper for paper in self.papers if paper.done_on is None]


@dataclass(frozen=True, slots=True)
class Funding:
    """The financing plan of a creation: its funders, the largest first, and the budget that names what is left to find.

    `in_kind` is what partners give without money (contributions volontaires): shown beside, in no total.
    """

    funders: Sequence[Funder]
    budget: Budget | None
    in_kind: Sequence[Funder] = ()


def funding(production: Production) -> Funding:
    """Return the financing plan of a production."""
    season = seasons.load(production.organisation_id, (production.pk,))
    facts, loaded = facts_of(season), season.production(production.pk)
    names = {each.pk: each.name for each in season.structures}
    papers: dict[UUID, list[FundingPaper]] = defaultdict(list)
    for paper in FundingPaper.objects.within(production.organisation_id).filter(line__production=production):
        papers[paper.line_id].append(paper)
    recovers = facts.recovers_vat(loaded)
    rows = [line for line in facts.lines_of(production.pk) if line.side == Side.PRODUIT and line.phase == Phase.CREATION]
    found = [_funder(facts, line, names, papers[line.pk], recovers=recovers) for line in rows if not line.per_performance]
    budget = budgets(lines(production, Phase.CREATION)).get(Phase.CREATION)
    ranked = sorted(found, key=lambda each: (each.refused, -each.counted))
    paying = [each for each in ranked if each.line.destination != Destination.Z]
    return Funding(paying, budget, in_kind=[each for each in ranked if each.line.destination == Destination.Z])


def funder_of(line: Line) -> Funder | None:
    """Return what a line brings, whatever its budget, with its payments and its papers; None when it comes back at each date."""
    if line.per_performance:
        return None
    season = seasons.load(line.organisation_id, (line.production_id,))
    facts, loaded = facts_of(season), season.production(line.production_id)
    names = {each.pk: each.name for each in season.structures}
    papers = list(FundingPaper.objects.within(line.organisation_id).filter(line=line))
    return _funder(facts, line, names, papers, recovers=facts.recovers_vat(loaded))


def line_of_funder(production: Production, pk: UUID) -> Line | None:
    """Return a line of the financing plan, None when the production has no such one."""
    rows = Line.objects.within(production.organisation_id).filter(production=production, side=Side.PRODUIT, pk=pk)
    return rows.select_related("production__structure", "funder").first()


def line_to_link(production: Production, pk: UUID) -> Line | None:
    """Return a line of a production, income or charge; None when it has no such one."""
    rows = Line.objects.within(production.organisation_id).filter(production=production, pk=pk)
    return rows.select_related("production__structure", "funder", "deal__partner").first()


def deal_to_link(production: Production, pk: str) -> Deal | None:
    """Return a contract of a production by the text of its identifier; None when it has no such one."""
    named: Any = identifier(pk)
    rows = Deal.objects.within(production.organisation_id).filter(production=production, pk=named)
    return rows.select_related("partner").first()


def payment_of(line: Line, pk: UUID) -> Payment | None:
    """Return a payment of a line, None when it has no such one."""
    return Payment.objects.within(line.organisation_id).filter(line=line, pk=pk).select_related("line").first()


def paper_of(line: Line, pk: UUID) -> FundingPaper | None:
    """Return a paper of a line, None when it has no such one."""
    return FundingPaper.objects.within(line.organisation_id).filter(line=line, pk=pk).select_related("line").first()


def known_funders(organisation: Any) -> list[Structure]:
    """Return the structures that may give money: funders, venues and festivals, then the others, by name.

    Of a long carnet, those that the office works with and every funder.
    """
    giving = (StructureKind.FINANCEUR, StructureKind.LIEU, StructureKind.FESTIVAL)
    rows = list(pointing.offered(Structure, organisation, kind=StructureKind.FINANCEUR).filter(ours=False))
    return sorted(rows, key=lambda each: (each.kind not in giving, each.name))


def attachments(production: Production) -> list[Attachment]:
    """Return the papers joined to a production."""
    return list(Attachment.objects.within(production.organisation_id).filter(production=production).order_by("-added_on", "name"))


def account_of(kind: str) -> str:
    """Return the account where a funder of a kind is read, in the plan of associations; private money stands in 755."""
    numbers = {
        FunderKind.ETAT: "7411",
        FunderKind.REGION: "7412",
        FunderKind.DEPARTEMENT: "7413",
        FunderKind.COMMUNE: "7414",
    }
    return numbers.get(FunderKind(kind), "74") if kind else "755"


def _funder(facts: Facts, line: Line, names: dict[UUID, str], papers: list[FundingPaper], *, recovers: bool) -> Funder:
    amount = net_amount(line, recovers=recovers).value
    name = names.get(line.funder_id, line.label) if line.funder_id else line.label
    payments = [FunderPayment(payment, _sum(payment, amount)) for payment in facts.payments_of(line)]
    ordered = sorted(papers, key=lambda paper: (paper.done_on is not None, paper.due_on or paper.done_on or date.max))
    return Funder(line, name, amount, payments, ordered)


def _sum(payment: Payment, whole: Decimal | None) -> Decimal | None:
    if payment.share is not None:
        return None if whole is None else to_cent(whole * payment.share / HUNDRED)
    return payment.amount
