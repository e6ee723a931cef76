"""One decision about dates that fall: stages, contract, what stays due, what is left to undo, in one set of changes."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from filage.core import clock, rehearsing, stages
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.rails import checks
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.contracts.enums import AgreementStage, CancellationKind
from filage.desks.contracts.models import Cancellation, CancelledDate, LooseEnd
from filage.desks.contracts.operations import agreements
from filage.desks.contracts.queries.cancellation_words import loose_ends
from filage.desks.contracts.queries.cancellations import Decision, Reading, read
from filage.desks.schedule.operations.gestures import again, moving_up
from filage.productions.enums import LIVE, DateStatus, DealStage
from filage.productions.models import Activity, Deal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.contracts.terms import BadTerm
from filage.rules.engine import Explained
from filage.rules.engine.text import day_text

REQUIRED = "FIN-016"  # a funder asks for more dates than there are left


def decide(decision: Decision, *, by: Any) -> JournalEntry | None:
    """Make the dates fall, in one set of changes that one gesture undoes; Refusal when a stage, a right or a term forbids it."""
    first = decision.first
    refuse_unless_editor(by, first)
    _refuse_nonsense(decision)
    reading, funders = reading_of(decision), funders_after(decision)
    whole, copies = _dates(decision)
    kept = _kept(decision, reading, copies)
    word = "report" if decision.moves else "annulation"
    reason = f" ({decision.reason.strip()})" if decision.reason.strip() else ""
    why = f"{word} : {first.production.title}, {', '.join(day_text(one.on) for one in decision.dates)}{reason}"
    return (whole + _deal(decision) + kept + _ends(decision, reading, kept, funders)).apply(by=by, why=why[:300])


def reading_of(decision: Decision) -> Reading:
    """Return what a decision leaves; Refusal when its scale cannot be read."""
    try:
        return read(decision)
    except BadTerm as error:
        raise Refusal(str(error)) from error


def rehearse(decision: Decision, *, by: Any) -> dict[str, Any]:
    """Return what a decision would move, without writing anything; its dates must be read again afterwards."""
    return rehearsing.rehearse(lambda: decide(decision, by=by))


def required(organisation_id: Any, production_id: Any) -> list[str]:
    """Return what funders still ask of the dates of a production, as the control says it."""
    check = checks.named(REQUIRED)
    season = seasons.load(organisation_id, (production_id,))
    return [] if check is None else [found.message for found in checks.run(check, season)]


def finish(end: LooseEnd, *, by: Any) -> JournalEntry | None:
    """Say that something left to undo is done, or no longer is."""
    refuse_unless_editor(by, end.cancellation.production)
    on = None if end.done_on else clock.today(end.organisation_id)
    return ChangeSet.on(end, done_on=on).apply(by=by, why=f"{'à faire' if end.done_on else 'fait'} : {end.label}"[:300])


def _refuse_nonsense(decision: Decision) -> None:
    if any(one.status not in LIVE or one.status == DateStatus.JOUE for one in decision.dates):
        raise Refusal("Une de ces dates est déjà jouée ou tombée : relisez la page.")
    if any(one.production_id != decision.first.production_id for one in decision.dates):
        raise Refusal("Ces dates ne sont pas du même spectacle.")
    if decision.moves and decision.moved_to == decision.first.on:
        raise Refusal("Le nouveau jour est celui de la date qui tombe.")
    if decision.moves and decision.moved_to and decision.moved_to < decision.decided_on:
        raise Refusal("Le nouveau jour est passé.")


def _dates(decision: Decision) -> tuple[ChangeSet, dict[Any, Activity]]:
    """Return the changes of the dates, and the option that each postponed one becomes."""
    to = DateStatus.REPORTE if decision.moves else DateStatus.ANNULE
    whole, copies = ChangeSet(), {}
    for rank, one in enumerate(decision.dates):
        whole += stages.step(one, to) + moving_up(one)
        if decision.moves and decision.moved_to:
            gap = decision.moved_to - decision.first.on
            copies[one.pk] = again(one, one.on + gap, after=rank)
            whole += ChangeSet.create(copies[one.pk])
    return whole, copies


def _deal(decision: Decision) -> ChangeSet:
    """Return what becomes of the contract: broken when its last date is cancelled, postponed when all its dates are."""
    deal: Deal | None = decision.first.deal
    if deal is None or deal.performances.filter(status__in=LIVE).exclude(pk__in=[one.pk for one in decision.dates]).exists():
        return ChangeSet()
    if decision.moves:
        return agreements.fallen(deal, AgreementStage.REPORTE) if deal.stage == DealStage.SIGNE else ChangeSet()
    broken = stages.step(deal, DealStage.ROMPU) if deal.stage != DealStage.ROMPU else ChangeSet()
    return broken + agreements.fallen(deal, AgreementStage.ANNULE)


def _kept(decision: Decision, reading: Reading, copies: dict[Any, Activity]) -> ChangeSet:
    organisation = decision.first.organisation_id
    made = Cancellation(
        organisation_id=organisation,
        production=decision.first.production,
        deal=decision.first.deal,
        kind=CancellationKind(decision.kind),
        cause=decision.cause,
        decided_on=decision.decided_on,
        scale="" if decision.moves else decision.scale,
        reason=decision.reason.strip(),
        rank=next_rank(Cancellation.objects.within(organisation)),
    )
    whole, rank = ChangeSet.create(made), next_rank(CancelledDate.objects.within(organisation))
    for place, told in enumerate(reading.dates):
        whole += ChangeSet.create(
            CancelledDate(
                organisation_id=organisation,
                cancellation=made,
                activity=told.activity,
                moved_to=copies.get(told.activity.pk),
                price=_amount(told.price),
                owed=_amount(told.outcome.owed_by_buyer),
                wages=Decimal(0) if decision.moves and copies else _amount(told.wages),
                spent=Decimal(0) if place else decision.spent,
                rank=rank + place,
            )
        )
    return whole


def _ends(decision: Decision, reading: Reading, kept: ChangeSet, funders: Sequence[str]) -> ChangeSet:
    organisation = decision.first.organisation_id
    made = kept.objects[0]
    rank, whole = next_rank(LooseEnd.objects.within(organisation)), ChangeSet()
    for place, (kind, label, due) in enumerate(loose_ends(reading, funders)):
        end = LooseEnd(organisation_id=organisation, cancellation=made, kind=kind, label=label[:300], due_on=due)  # type: ignore[misc]
        end.rank = rank + place
        whole += ChangeSet.create(end)
    return whole


def funders_after(decision: Decision) -> Sequence[str]:
    """Return what funders will ask once these dates have fallen."""
    asked: list[str] = []

    def act() -> None:
        _dates(decision)[0].apply(by=None)
        asked.extend(required(decision.first.organisation_id, decision.first.production_id))

    held = {one.pk: one.status for one in decision.dates}
    rehearsing.rehearse(act)
    for one in decision.dates:  # the rows came back as they were, these objects did not
        one.status = held[one.pk]
    return asked


def _amount(value: Explained) -> Decimal | None:
    return value.value
