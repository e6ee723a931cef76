"""How a quote lives: written while it is a draft, frozen when it leaves, copied into a new version, turned into a deal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from filage.core import archive, clock, rehearsing, stages
from filage.core.changes import ChangeSet
from filage.core.identity import uuid7
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.core.stages import Transition
from filage.desks.booking.enums import EstimateStage
from filage.desks.booking.models import Estimate, EstimateDate, EstimateItem
from filage.desks.booking.queries import prefilled
from filage.desks.schedule.operations import zone_of
from filage.productions.enums import PERFORMANCES, ActivityKind, DateStatus, DealKind, DealStage
from filage.productions.models import Activity, Deal, Structure
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.web import format as french

PAPER, WORD = "devis", "devis-word"
BROUILLON, ENVOYE, ACCEPTE, REFUSE, EXPIRE = EstimateStage
FROZEN = "Ce devis est parti : il ne change plus. Faites-en une nouvelle version."
DEPOSIT_WITHIN = timedelta(days=30)


def may_leave(estimate: Any) -> str | None:
    """Say why a quote is not sent: to nobody, at no price, for ever."""
    if estimate.structure_id is None:
        return "Devis non envoyé : dites à qui il s’adresse."
    if estimate.base_price is None:
        return "Devis non envoyé : le prix manque."
    if estimate.valid_until is None:
        return "Devis non envoyé : dites jusqu’à quand il vaut."
    if estimate.items.filter(unit_cost=None).exclude(mode="compris").exclude(mode="fourni").exists():
        return "Devis non envoyé : un poste facturé n’a pas de prix."
    return None


STEPS = (
    Transition(BROUILLON, ENVOYE, may_leave),
    Transition(BROUILLON, ACCEPTE, may_leave),  # agreed on the telephone
    Transition(BROUILLON, REFUSE),
    *(Transition(ENVOYE, stage) for stage in (ACCEPTE, REFUSE, EXPIRE)),
    Transition(EXPIRE, ENVOYE),
    Transition(EXPIRE, ACCEPTE),
    Transition(EXPIRE, REFUSE),
    Transition(REFUSE, ENVOYE),
)


def plug() -> None:
    """Declare the stages of a quote."""
    stages.declare("devis", on="booking.Estimate.stage", states=EstimateStage.choices, transitions=STEPS)


type Rows = Sequence[Mapping[str, Any]]


def create(estimate: Estimate, dates: Rows, items: Rows, *, by: Any) -> Estimate:
    """Keep a new quote with its dates and items; Refusal when the user may not edit its production."""
    refuse_unless_editor(by, estimate.production)
    changes = _buyer(estimate, estimate.structure) + ChangeSet.create(estimate)
    for model, rows in ((EstimateDate, dates), (EstimateItem, items)):
        for rank, row in enumerate(rows):
            changes += ChangeSet.create(_row(model, estimate, rank, row))
    changes.apply(by=by, why=f"{estimate} établi")
    return estimate


def write(estimate: Any, fields: Mapping[str, Any], dates: Rows, items: Rows, *, by: Any) -> JournalEntry | None:
    """Change a draft: its fields, its dates and its items, each row known by `id` when it is there already."""
    refuse_unless_editor(by, estimate.production)
    if estimate.stage != BROUILLON:
        raise Refusal(FROZEN)
    changes = _buyer(estimate, fields.get("structure")) + ChangeSet.on(estimate, **fields)
    changes += _rows(EstimateDate, estimate, list(estimate.dates.all()), dates)
    changes += _rows(EstimateItem, estimate, list(estimate.items.all()), items)
    return changes.apply(by=by, why=f"{estimate} modifié")


def _buyer(estimate: Estimate, structure: Structure | None) -> ChangeSet:
    """Return the change that writes a buyer who was only named; none for one of the carnet."""
    if structure is None or not structure._state.adding:
        return ChangeSet()
    structure.rank = next_rank(Structure.objects.within(estimate.organisation_id))
    return ChangeSet.create(structure)


def _rows(model: type[Any], estimate: Estimate, held: Sequence[Any], rows: Rows) -> ChangeSet:
    """Return the changes that leave exactly `rows`, in order."""
    known, kept, changes = {each.pk: each for each in held}, set(), ChangeSet()
    for rank, row in enumerate(rows):
        here = known.get(row.get("id"))
        if here is None:
            changes += ChangeSet.create(_row(model, estimate, rank, row))
        else:
            kept.add(here.pk)
            changes += ChangeSet.on(here, rank=rank, **{name: value for name, value in row.items() if name != "id"})
    for each in held:
        if each.pk not in kept:
            changes += ChangeSet.delete(each)
    return changes


def _row(model: type[Any], estimate: Estimate, rank: int, row: Mapping[str, Any]) -> Any:
    values = {name: value for name, value in row.items() if name != "id"}
    return model(organisation=estimate.organisation, estimate=estimate, rank=rank, **values)


def new_version(estimate: Any, *, by: Any) -> Estimate:
    """Return the next version of a quote that left, a draft with the same dates and items; the one that left stays as it is."""
    refuse_unless_editor(by, estimate.production)
    versions = Estimate.objects.within(estimate.organisation_id).filter(number=estimate.number)
    if versions.filter(version__gt=estimate.version).exists():
        raise Refusal("Une version plus récente de ce devis existe déjà.")
    today = clock.today(estimate.organisation)
    valid = None if estimate.valid_until is None else max(estimate.valid_until, today + prefilled.VALIDITY)
    said = {"version": estimate.version + 1, "stage": BROUILLON, "made_on": today, "valid_until": valid}
    copy = _copy(estimate, **said, sent_on=None, answered_on=None, deal=None, production=estimate.production)
    copy.organisation = estimate.organisation
    changes = ChangeSet.create(copy)
    for each in (*estimate.dates.all(), *estimate.items.all()):
        changes += ChangeSet.create(_copy(each, estimate=copy))
    changes.apply(by=by, why=f"{copy} : nouvelle version")
    return copy


def _copy(obj: Any, **said: Any) -> Any:
    kept = {field.attname: getattr(obj, field.attname) for field in obj._meta.concrete_fields if field.name not in said}
    return type(obj)(**kept | {"id": uuid7()} | said)


def send(estimate: Any, *, by: Any, on: date) -> archive.IssuedDocument:
    """Freeze a quote as it leaves: its paper issued, its stage and its day in the journal; Refusal says what it lacks."""
    refuse_unless_editor(by, estimate.production)
    with transaction.atomic():
        (stages.step(estimate, ENVOYE) + ChangeSet.on(estimate, sent_on=on)).apply(by=by, why=f"{estimate} envoyé")
        key = f"estimate:{estimate.pk}"
        return archive.issue(PAPER, estimate.production, by=by, on=on, lang=estimate.language, about=(key,))


def close(estimate: Any, to: EstimateStage, *, by: Any) -> JournalEntry | None:
    """Mark a quote refused or lapsed, or send the same one anew, its answers taken into account."""
    refuse_unless_editor(by, estimate.production)
    changes = stages.step(estimate, to)
    if to is ENVOYE:
        today = clock.today(estimate.organisation)
        if estimate.valid_until is None or estimate.valid_until < today:
            changes += ChangeSet.on(estimate, valid_until=today + prefilled.VALIDITY)
    else:
        changes += ChangeSet.on(estimate, answered_on=clock.today(estimate.organisation))
    return (changes + _seen(estimate)).apply(by=by, why=f"{estimate} : {to.label.lower()}")


def take_note(estimate: Any, *, by: Any) -> JournalEntry | None:
    """Take the answers of a quote into account without moving it: the talk goes on."""
    refuse_unless_editor(by, estimate.production)
    return _seen(estimate).apply(by=by, why=f"{estimate} : réponse lue")


def _seen(estimate: Any) -> ChangeSet:
    changes = ChangeSet()
    for reply in estimate.replies.all():
        changes += ChangeSet.on(reply, seen=True)
    return changes


type Also = Callable[[Any, Deal, Sequence[Activity]], tuple[ChangeSet, Sequence[str]]]
_ALSO: list[Also] = []


def also(write: Also) -> None:
    """Let another desk write its part in the set of changes of an accepted quote, and say it; called once, when it starts."""
    _ALSO.append(write)


@dataclass(frozen=True, slots=True)
class Becoming:
    """What accepting a quote does: the set of changes, the deal, and what each date becomes, in words."""

    changes: ChangeSet
    deal: Deal
    words: tuple[str, ...]


def becoming(estimate: Any, *, today: date) -> Becoming:
    """Return what accepting a quote would write, nothing written yet; Refusal says what stands in the way."""
    if estimate.stage == ACCEPTE:
        raise Refusal("Ce devis est déjà accepté : ses conditions de vente sont à jour.")
    dates = list(estimate.dates.all())
    if not dates:
        raise Refusal("Ce devis n’a pas de date : ajoutez-en une, il deviendra ses conditions de vente.")
    deal, changes = _deal(estimate, dates, today)
    words = [f"Conditions de vente avec {estimate.structure} : {'à jour' if not deal._state.adding else 'créées'}."]
    hosting = {**dict(prefilled.hosting_of(list(estimate.items.all()))), "deal": deal}
    if estimate.rights_payer:
        hosting["rights_payer"] = estimate.rights_payer
    taken: list[Activity] = []
    for each in dates:
        activity, moved, said = _taken(each, estimate, hosting)
        changes, words = changes + moved, [*words, said]
        taken.append(activity)
    for write in _ALSO:
        more, told = write(estimate, deal, taken)
        changes, words = changes + more, [*words, *told]
    changes += stages.step(estimate, ACCEPTE) + ChangeSet.on(estimate, deal=deal, answered_on=today) + _seen(estimate)
    return Becoming(changes, deal, tuple(words))


def becomes_deal(estimate: Any, *, by: Any) -> JournalEntry | None:
    """Accept a quote: its terms become a deal, its dates are confirmed or laid as options, in one set of changes."""
    refuse_unless_editor(by, estimate.production)
    found = becoming(estimate, today=clock.today(estimate.organisation))
    return found.changes.apply(by=by, why=f"{estimate} accepté")


def rehearse(estimate: Any, *, by: Any, again: Callable[[], Any]) -> dict[str, Any]:
    """Return what accepting would move; `again()` reads the quote anew, since a rehearsal leaves its objects stale."""
    return rehearsing.rehearse(lambda: becomes_deal(again(), by=by))


def _deal(estimate: Any, dates: Sequence[EstimateDate], today: date) -> tuple[Deal, ChangeSet]:
    """Return the deal that the quote becomes: the one that its options already share, else a new one."""
    held = {each.activity.deal_id: each.activity.deal for each in dates if each.activity and each.activity.deal}
    if len(held) > 1:
        raise Refusal("Ces dates relèvent déjà de conditions de vente différentes : faites un devis pour chacune.")
    deposit_on = None
    if estimate.deposit_rate:
        deposit_on = min(today + DEPOSIT_WITHIN, min(each.on for each in dates))
    terms = {
        "partner": estimate.structure,
        "stage": DealStage.ACCORD,
        "base_price": estimate.base_price,
        "coefficients": list(estimate.coefficients),
        "vat_rate": estimate.vat_rate,
        "rights_rate": estimate.rights_rate,
        "deposit_rate": estimate.deposit_rate,
        "deposit_on": deposit_on,
        "payment_days": estimate.payment_days,
    }
    for deal in held.values():
        if deal.stage == DealStage.SIGNE:
            raise Refusal("Ces dates ont déjà un contrat signé : c’est un avenant qu’il faut, pas un devis.")
        return deal, ChangeSet.on(deal, kind=DealKind.CESSION, **terms)
    rows = Deal.objects.within(estimate.organisation_id)
    deal = Deal(
        organisation=estimate.organisation,
        production=estimate.production,
        kind=DealKind.CESSION,
        label=f"Devis {estimate.reference}",
        rank=next_rank(rows),
        **terms,
    )
    return deal, ChangeSet.create(deal)


def _taken(each: EstimateDate, estimate: Any, hosting: Mapping[str, Any]) -> tuple[Activity, ChangeSet, str]:
    """Return what a date of the quote becomes: an option confirmed, a firm one given its terms, or a new option."""
    day = french.day_long(each.on)
    activity = each.activity
    if activity is None:
        made = _laid(each, estimate, hosting)
        return made, ChangeSet.create(made) + ChangeSet.on(each, activity=made), f"Le {day} : une option est posée."
    changes = ChangeSet.on(activity, **hosting)
    if activity.venue_id is None and each.venue is not None:
        changes += ChangeSet.on(activity, venue=each.venue)
        activity.venue = each.venue  # what its step asks about; the set above is what writes it
    if activity.status == DateStatus.OPTION:
        return activity, changes + stages.step(activity, DateStatus.CONFIRME), f"Le {day} : l’option est confirmée."
    return activity, changes, f"Le {day} : les conditions sont données."


def _laid(each: EstimateDate, estimate: Any, hosting: Mapping[str, Any]) -> Activity:
    rows = Activity.objects.within(estimate.organisation_id)
    like = rows.filter(production=estimate.production, kind__in=PERFORMANCES).values_list("kind", flat=True).first()
    return Activity(
        organisation=estimate.organisation,
        production=estimate.production,
        kind=like or ActivityKind.REPRESENTATION,
        on=each.on,
        venue=each.venue,
        zone=zone_of(each.venue),
        status=DateStatus.OPTION,
        option_until=estimate.valid_until,
        capacity=estimate.capacity,
        rank=next_rank(rows),
        **hosting,
    )
