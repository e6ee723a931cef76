"""What somebody may be spending for today, what she told, what she holds of the caisse, and what the office has to decide."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum

from filage.core import links
from filage.core.files import StoredFile
from filage.core.rails import read
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.logistics.enums import ExpenseState
from filage.desks.logistics.models import Expense, FloatMove
from filage.desks.logistics.queries.held import teams
from filage.productions.enums import LIVE
from filage.productions.models import Activity, Engagement, Person, Production
from filage.rules.reading.folding import folded

PURPOSE = "frais"
BEFORE, AFTER = timedelta(days=90), timedelta(days=21)
MOST_MOMENTS = 40
SPENT_ON = {
    "6251": ("train", "taxi", "peage", "kilometres", "carburant"),
    "6256": ("repas", "hotel", "autre"),
    "6063": ("materiel",),
}
ACCOUNTS = {kind: account for account, kinds in SPENT_ON.items() for kind in kinds}
WORDS = {  # what a line that foresees such a note is called: nothing else is guessed
    "repas": ("repas", "dejeuner", "diner", "catering"),
    "hotel": ("hotel", "hebergement", "nuit", "chambre"),
    "train": ("train", "avion", "billet"),
    "taxi": ("taxi", "navette"),
    "carburant": ("carburant", "essence", "utilitaire"),
    "peage": ("peage",),
    "kilometres": ("kilometr", "voiture"),
}
FORESEEN = ("line:", "journey:", "stay:", "meal:")


@dataclass(frozen=True, slots=True)
class Moment:
    """What money may be spent for: a date of somebody, or a show without date."""

    key: str
    production: Production
    activity: Activity | None = None

    @property
    def on(self) -> date | None:
        """Return the day of the date."""
        return self.activity.on if self.activity else None


@dataclass(frozen=True, slots=True)
class Purse:
    """The caisse that somebody holds for a show: what she was given, what she spent of it, what is left."""

    production: Production
    given: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """Return what she should have in hand."""
        return self.given - self.spent


@dataclass(frozen=True, slots=True)
class Own:
    """What the page of one's own expenses says."""

    moments: Sequence[Moment]
    purses: Sequence[Purse]
    told: Sequence[Expense]
    horsepower: int | None
    electric: bool

    @property
    def owed(self) -> Decimal:
        """Return what the house owes her: told or accepted, of her own money, not paid back yet."""
        waiting = (ExpenseState.SAISI, ExpenseState.VALIDE)
        return sum((one.amount for one in self.told if one.state in waiting and not one.from_float), Decimal(0))


@dataclass(frozen=True, slots=True)
class Decided:
    """What the office reads of the expenses of a show."""

    waiting: Sequence[Expense]
    to_pay: Mapping[Person, Sequence[Expense]]
    past: Sequence[Expense]
    purses: Mapping[Person, Purse]
    foreseen: Mapping[UUID, Sequence[tuple[str, str]]]  # by expense: what may foresee it already
    usual: Mapping[UUID, str]
    people: Sequence[Person]
    linked: frozenset[UUID]


def own(person: Person, today: date) -> Own:
    """Return what somebody reads of her own expenses."""
    rows = Expense.objects.within(person.organisation_id).filter(person=person)
    told = list(rows.select_related("production", "activity__venue").order_by("-on", "-rank", "-id")[:200])
    driven = next((one for one in told if one.horsepower), None)
    return Own(
        moments_of(person, today),
        purses_of(person),
        told,
        driven.horsepower if driven else None,
        driven.electric if driven else False,
    )


def moments_of(person: Person, today: date) -> list[Moment]:
    """Return what somebody may spend for, what she is doing today first, then by nearness; her shows without date come last."""
    ids = _productions(person)
    if not ids:
        return []
    season = seasons.load(person.organisation_id, tuple(ids))
    there = teams(season)
    near = [
        one
        for one in season.activities
        if one.status in LIVE and -BEFORE <= one.on - today <= AFTER and _attends(season, there, one, person.pk)
    ]
    near.sort(key=lambda one: (abs((one.on - today).days), one.on > today, one.starts_at is None, str(one.starts_at)))
    dated = [Moment(f"date:{one.pk}", one.production, one) for one in near[:MOST_MOMENTS]]
    shows = {one.production_id: rank for rank, one in reversed(list(enumerate(near)))}
    productions = sorted(season.productions, key=lambda one: (shows.get(one.pk, MOST_MOMENTS), one.rank))
    return dated + [Moment(f"spectacle:{one.pk}", one) for one in productions]


def purses_of(person: Person, production: Production | None = None) -> list[Purse]:
    """Return the caisses that somebody holds, one a show; two queries."""
    moves = FloatMove.objects.within(person.organisation_id).filter(person=person).select_related("production")
    spent = _spent(Expense.objects.within(person.organisation_id).filter(person=person), "production")
    given: dict[Production, Decimal] = defaultdict(Decimal)
    for move in moves.filter(production=production) if production else moves:
        given[move.production] += move.amount
    return [Purse(show, amount, spent.get(show.pk, Decimal(0))) for show, amount in given.items()]


def of_production(production: Production) -> Decided:
    """Return the expenses of a show, as the office decides of them; the number of queries does not move with the rows."""
    here = production.organisation_id
    rows = list(
        Expense.objects.within(here)
        .filter(production=production)
        .select_related("person", "activity__venue")
        .order_by("on", "rank", "id")
    )
    waiting = [one for one in rows if one.state == ExpenseState.SAISI]
    to_pay: dict[Person, list[Expense]] = defaultdict(list)
    for one in rows:
        if one.state == ExpenseState.VALIDE and not one.from_float:
            to_pay[one.person].append(one)
    past = [one for one in reversed(rows) if one.state != ExpenseState.SAISI]
    foreseen, usual = _foreseen(production, waiting)
    people = list(Person.objects.within(here).filter(pk__in=_people_of(production)).order_by("name", "id"))
    open_links = links.held(production.organisation, PURPOSE, [one.pk for one in people])
    linked = frozenset(UUID(link.target) for link in open_links if link.revoked_at is None)
    return Decided(waiting, dict(to_pay), past, _purses(production), foreseen, usual, people, linked)


def team_of(production: Production) -> Any:
    """Return the people who work on a show, or spent for it, as a queryset."""
    return Person.objects.within(production.organisation_id).filter(pk__in=_people_of(production))


def proof(expense: Expense) -> StoredFile:
    """Return the photo of an expense; Refusal when it is not here."""
    rows = StoredFile.objects.within(expense.organisation_id)
    kept = rows.filter(sha256=expense.sha256).first() if expense.sha256 else None
    if kept is None:
        raise Refusal("Aucun justificatif n’est joint à cette note, ou ses octets ne sont pas dans cette installation.")
    return kept


def driven(person: Person, year: int, *, but: Expense | None = None) -> Decimal:
    """Return the kilometres that somebody told for a year, refused ones left out."""
    rows = Expense.objects.within(person.organisation_id).filter(person=person, on__year=year, km__isnull=False)
    rows = rows.exclude(state=ExpenseState.REFUSE)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return rows.aggregate(whole=Sum("km"))["whole"] or Decimal(0)


def told_by_car(person: Person, year: int, *, but: Expense) -> list[Any]:
    """Return the notes of kilometres of somebody in a year, in the order they were told, refused ones left out."""
    rows = Expense.objects.within(person.organisation_id).filter(person=person, on__year=year, km__isnull=False)
    kept = rows.exclude(state=ExpenseState.REFUSE).exclude(pk=but.pk).exclude(horsepower=None)
    return list(kept.order_by("rank", "id"))


def _productions(person: Person) -> list[UUID]:
    here = person.organisation_id
    engaged = Engagement.objects.within(here).filter(person=person).order_by().values_list("production", flat=True)
    named = Activity.objects.within(here).filter(participants=person).order_by().values_list("production", flat=True)
    held = FloatMove.objects.within(here).filter(person=person).order_by().values_list("production", flat=True)
    return list(engaged.union(named, held).order_by())


def _people_of(production: Production) -> Any:
    here = production.organisation_id
    engaged = Engagement.objects.within(here).filter(production=production, person__isnull=False).order_by().values("person")
    named = (
        Activity.objects.within(here).filter(production=production, participants__isnull=False).order_by().values("participants")
    )
    held = FloatMove.objects.within(here).filter(production=production).order_by().values("person")
    spent = Expense.objects.within(here).filter(production=production).order_by().values("person")
    return engaged.union(named, held, spent).order_by()


def _attends(season: Any, there: Mapping[UUID, Sequence[Any]], activity: Activity, person: UUID) -> bool:
    if activity.pk in there:
        return any(one.id == person for one in there[activity.pk])
    return any(
        one.person_id == person
        and (one.starts_on is None or one.starts_on <= activity.on)
        and (one.ends_on is None or activity.on <= one.ends_on)
        for one in season.engagements_of(activity.production_id)
    )


def _spent(rows: Any, by: str) -> dict[UUID, Decimal]:
    """Return what was spent of the caisse, by person or by show; a refused note is to be given back."""
    kept = rows.filter(from_float=True).exclude(state=ExpenseState.REFUSE).order_by()
    return dict(kept.values_list(by).annotate(Sum("amount")))


def _purses(production: Production) -> dict[Person, Purse]:
    moves = FloatMove.objects.within(production.organisation_id).filter(production=production).select_related("person")
    spent = _spent(Expense.objects.within(production.organisation_id).filter(production=production), "person")
    given: dict[Person, Decimal] = defaultdict(Decimal)
    for move in moves.order_by("on", "rank", "id"):
        given[move.person] += move.amount
    return {person: Purse(production, amount, spent.get(person.pk, Decimal(0))) for person, amount in given.items()}


def _foreseen(production: Production, waiting: Iterable[Expense]) -> tuple[dict[UUID, list[tuple[str, str]]], dict[UUID, str]]:
    """Return what may already foresee each note (of its date, or of none), and the one it most likely is."""
    asked = list(waiting)
    if not asked:
        return {}, {}
    rows = [
        row
        for row in read.costs(production.organisation_id, production)
        if row.side == "expense" and row.origin.startswith(FORESEEN) and "#" not in row.origin
    ]
    choices: dict[UUID, list[tuple[str, str]]] = {}
    usual: dict[UUID, str] = {}
    for one in asked:
        near = [row for row in rows if row.activity in (None, one.activity_id)]
        choices[one.pk] = list(dict.fromkeys((row.origin, row.label[:70]) for row in near))
        said = WORDS.get(one.kind, ())
        same = {row.origin for row in near if row.activity == one.activity_id is not None and _names(row.label, said)}
        usual[one.pk] = same.pop() if len(same) == 1 else ""
    return choices, usual


def _names(label: str, words: Sequence[str]) -> bool:
    spelt = folded(label)
    return any(word in spelt for word in words)


def same_note(expense: Expense) -> Expense | None:
    """Return a note that says the same as a new one, or bears the same photo; None when there is none."""
    rows = Expense.objects.within(expense.organisation_id).exclude(state=ExpenseState.REFUSE).exclude(pk=expense.pk)
    same = Q(
        person=expense.person_id,
        on=expense.on,
        kind=expense.kind,
        amount=expense.amount,
        label=expense.label,
        sha256=expense.sha256,
    )
    return rows.filter(same | Q(sha256=expense.sha256) if expense.sha256 else same).order_by("on").first()
