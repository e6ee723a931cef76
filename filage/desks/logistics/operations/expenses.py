"""How money spent on the road is told by whoever spent it, decided by the office, and paid back; what comes in is hostile."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import clock, links, outbox, own_settings, received
from filage.core.changes import ChangeSet
from filage.core.links import Link
from filage.core.received import Upload
from filage.core.refusal import Refusal
from filage.desks.logistics.enums import ExpenseKind, ExpenseState
from filage.desks.logistics.models import Expense, FloatMove
from filage.desks.logistics.queries import expenses as queries
from filage.desks.logistics.queries.expenses import PURPOSE, Moment
from filage.productions.models import Person, Production
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.engine.text import day_text
from filage.rules.payroll.allowances import journey_by_car

LIFETIME = timedelta(days=400)  # a season, and the time to tell its last notes
OLDEST = timedelta(days=400)
MOST_WAITING = 200  # notes that one person may leave undecided: beyond, it is not a hand that types
CLOSED = "Ce lien n’ouvre plus rien : la personne n’est plus au répertoire."


@dataclass(frozen=True, slots=True)
class Door:
    """What a link opens: the expenses of one person in one organisation, and nothing else."""

    person: Person
    link: Link


def invite(person: Person, *, production: Production, address: Callable[[str], str], send: bool = False, by: Any) -> str:
    """Return the address of a person's own link, said once and sent when asked; the one she had before closes."""
    refuse_unless_editor(by, production)
    if send and not person.email:
        raise Refusal(f"{person.name} n’a pas d’adresse au répertoire : copiez le lien et donnez-le.")
    _close(person)
    expires_at = timezone.now() + LIFETIME
    token = links.create(person.organisation, PURPOSE, person.pk, by=by, expires_at=expires_at, recipient=person.email)
    opened = address(token)
    if send:
        text = (
            f"Bonjour {person.name},\n\nVoici où noter vos frais, depuis votre téléphone : une photo, un montant.\n\n"
            f"{outbox.SECRET}\n\nCe lien est à vous, il s’ouvre sans compte : gardez-le, il sert toute la saison.\n\n{by}"
        )
        outbox.post("Vos notes de frais", text, [person.email], organisation=person.organisation, secret=opened)
    return opened


def withdraw(person: Person, *, production: Production, by: Any) -> None:
    """Take a person's link back; the notes told stay."""
    refuse_unless_editor(by, production)
    _close(person)


def open_for(person: Person, *, until: timedelta, by: Any = None) -> str:
    """Return a token that opens somebody's own expenses for a while, beside the link she may hold."""
    return links.create(person.organisation, PURPOSE, person.pk, by=by, expires_at=timezone.now() + until)


def enter(token: str) -> Door:
    """Return what a link opens; Refusal when it opens nothing."""
    link = links.follow(token, PURPOSE)
    rows = Person.objects.within(link.organisation_id).select_related("organisation") if link.organisation_id else None
    person = rows.filter(pk=UUID(link.target)).first() if rows is not None else None
    if person is None:
        raise Refusal(CLOSED)
    return Door(person, link)


def tell(person: Person, *, moment: Moment, on: date, kind: str, upload: Upload | None, **said: Any) -> Expense:
    """Keep what somebody spent; her kilometres are worth what the scale of the year gives. Refusal for what cannot be."""
    today, here = clock.today(person.organisation), person.organisation_id
    if not today - OLDEST <= on <= today:
        raise Refusal("Une note de frais est d’aujourd’hui ou d’un jour passé, de moins d’un an.")
    rows = Expense.objects.within(here)
    if rows.filter(person=person, state=ExpenseState.SAISI).count() >= MOST_WAITING:
        raise Refusal("Trop de notes attendent déjà la production : appelez-la.")
    made = Expense(
        organisation_id=here,
        person=person,
        production=moment.production,
        activity=moment.activity,
        on=on,
        kind=kind,
        rank=next_rank(rows),
        **said,
    )
    if made.from_float and not queries.purses_of(person, moment.production):
        raise Refusal("Vous ne tenez pas de caisse pour ce spectacle : dites que c’est votre argent.")
    if kind == ExpenseKind.KILOMETRES:
        made.amount = worth(made)
    if upload is not None:
        for name, value in received.keep(person.organisation, upload).facts.items():
            setattr(made, name, value)
    _refuse_twice(made)
    ChangeSet.create(made).apply(by=None, why=f"note de frais dite par {person.name}"[:300])
    return made


def worth(expense: Expense) -> Decimal:
    """Return what the scale of the year gives for the kilometres of a note; Refusal when they are not said."""
    if expense.km is None or not expense.horsepower:
        raise Refusal("Dites les kilomètres et la puissance fiscale de la voiture (case P.6 de la carte grise).")
    law = own_settings.law_for(expense.production.structure_id, organisation=expense.organisation_id)
    before = queries.driven(expense.person, expense.on.year, but=expense)
    found = journey_by_car(law, expense.km, expense.horsepower, expense.on, before=before, electric=expense.electric)
    return found.known()


def take_back(expense: Expense) -> None:
    """Take back a note that the office has not decided of."""
    if expense.state != ExpenseState.SAISI:
        raise Refusal("Cette note est déjà décidée : demandez à la production.")
    ChangeSet.delete(expense).apply(by=None, why=f"note de frais retirée par {expense.person.name}"[:300])


def prove(expense: Expense, upload: Upload | None) -> None:
    """Join the photo of a note that has none."""
    if expense.state not in (ExpenseState.SAISI, ExpenseState.VALIDE) or expense.sha256:
        raise Refusal("Cette note a déjà son justificatif, ou elle est close.")
    if upload is None:
        raise Refusal("Prenez la photo, ou choisissez un fichier de 20 Mo au plus.")
    kept = received.keep(expense.person.organisation, upload).facts
    _refuse_twice(Expense(pk=expense.pk, organisation_id=expense.organisation_id, **_facts(expense), **kept))
    ChangeSet.on(expense, **kept).apply(by=None, why=f"justificatif joint par {expense.person.name}"[:300])


def accept(notes: Iterable[Expense], *, counted_in: Mapping[UUID, str], vat: Mapping[UUID, Decimal | None], by: Any) -> int:
    """Accept notes, each with what foresees it already and the VAT that is taken back; return how many."""
    whole, count = ChangeSet(), 0
    for one in notes:
        refuse_unless_editor(by, one.production)
        if one.state != ExpenseState.SAISI:
            raise Refusal(f"« {one} » est déjà décidée : relisez la page.")
        taxed = vat.get(one.pk)
        if taxed is not None and not 0 <= taxed < one.amount:
            raise Refusal(f"« {one} » : la TVA est plus petite que le montant.")
        whole += ChangeSet.on(one, state=ExpenseState.VALIDE, vat=taxed, counted_in=counted_in.get(one.pk, ""), note="")
        count += 1
    whole.apply(by=by, why="notes de frais validées")
    return count


def refuse(expense: Expense, *, note: str, by: Any) -> None:
    """Refuse a note and say why: she reads it on her page."""
    refuse_unless_editor(by, expense.production)
    if not note.strip():
        raise Refusal("Dites pourquoi : la personne le lira sur sa page.")
    if expense.state == ExpenseState.REMBOURSE:
        raise Refusal("Cette note est déjà remboursée.")
    changes = ChangeSet.on(expense, state=ExpenseState.REFUSE, note=note.strip()[:300]) + _rescaled(expense)
    changes.apply(by=by, why=f"note de frais refusée : {expense}"[:300])


def _rescaled(refused: Expense) -> ChangeSet:
    """Return what the kilometres told after a refused note are worth without it: the scale reads the year; paid ones stay."""
    whole = ChangeSet()
    if refused.km is None:
        return whole
    law = own_settings.law_for(refused.production.structure_id, organisation=refused.organisation_id)
    before = Decimal(0)
    for one in queries.told_by_car(refused.person, refused.on.year, but=refused):
        worth_now = journey_by_car(law, one.km, one.horsepower, one.on, before=before, electric=one.electric).known()
        if one.rank > refused.rank and one.state in (ExpenseState.SAISI, ExpenseState.VALIDE) and one.amount != worth_now:
            whole += ChangeSet.on(one, amount=worth_now)
        before += one.km
    return whole


def pay_back(production: Production, person: Person, *, on: date, by: Any) -> Decimal:
    """Say that everything accepted of somebody's own money was paid back; return how much."""
    refuse_unless_editor(by, production)
    rows = Expense.objects.within(production.organisation_id).filter(production=production, person=person)
    due = list(rows.filter(state=ExpenseState.VALIDE, from_float=False))
    if not due:
        raise Refusal(f"Rien n’est à rembourser à {person.name}.")
    whole = ChangeSet()
    for one in due:
        whole += ChangeSet.on(one, state=ExpenseState.REMBOURSE, paid_on=on)
    whole.apply(by=by, why=f"frais remboursés : {person.name}"[:300])
    return sum((one.amount for one in due), Decimal(0))


def move(production: Production, *, person: Person, amount: Decimal, on: date, what: str, back: bool, by: Any) -> FloatMove:
    """Give cash to somebody for a tour, or take it back."""
    refuse_unless_editor(by, production)
    rows = FloatMove.objects.within(production.organisation_id)
    made = FloatMove(
        organisation_id=production.organisation_id,
        production=production,
        person=person,
        on=on,
        amount=-amount if back else amount,
        what=what,
        rank=next_rank(rows),
    )
    ChangeSet.create(made).apply(by=by, why=f"caisse de tournée : {person.name}"[:300])
    return made


def _close(person: Person) -> None:
    for link in links.held(person.organisation, PURPOSE, [person.pk]):
        if link.revoked_at is None:
            links.revoke(link)


def _facts(expense: Expense) -> dict[str, Any]:
    return {name: getattr(expense, name) for name in ("person_id", "on", "kind", "amount", "label")}


def _refuse_twice(made: Expense) -> None:
    same = queries.same_note(made)
    if same is None:
        return
    if made.sha256 and same.sha256 == made.sha256:
        raise Refusal(f"Ce justificatif est déjà joint à une note du {day_text(same.on)}.")
    raise Refusal("Cette note est déjà là : même jour, même montant. Si c’en est une autre, dites un mot qui les distingue.")
