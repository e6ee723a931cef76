"""The carnet: structures and people found by words, label, department, discipline and role, a page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, Min, OuterRef, Q

from filage.desks.directory.models import Affiliation, Consent, Interaction, Label, NextGesture
from filage.productions import pointing
from filage.productions.models import Person, Structure
from filage.rules.directory import departments, labels
from filage.rules.reading.folding import folded

A_PAGE = 50
COUNTED = 1_000  # rows beyond which a list says « 1000 et plus »
FEW = 2_000  # houses beyond which one walks through the list and stops at a page, rather than gather them all first


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for in the carnet; an empty text asks nothing."""

    words: str = ""
    label: str = ""
    department: str = ""
    discipline: str = ""
    function: str = ""
    page: int = 1

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """Return what the address of a page asks; what is unknown asks nothing."""
        page = given.get("page", "")
        return cls(
            words=given.get("q", "")[:100].replace("\0", ""),
            label=code if (code := given.get("label", "")) in labels.known_labels() else "",
            department=given.get("departement", "")[:3],
            discipline=code if (code := given.get("discipline", "")) in labels.disciplines() else "",
            function=given.get("fonction", "")[:20].replace("\0", ""),
            page=min(max(int(page), 1), 2_000) if page.isascii() and page.isdigit() and len(page) < 5 else 1,
        )

    @property
    def about_places(self) -> bool:
        """Tell whether something is asked that only a structure answers."""
        return bool(self.label or self.department or self.discipline)


@dataclass(frozen=True, slots=True)
class Page[M]:
    """A page of what was found: its rows, how many there are in all, which page it is."""

    rows: Sequence[M]
    count: int
    number: int

    @property
    def more(self) -> bool:
        """Tell whether another page follows."""
        return self.number * A_PAGE < self.count


def structures(organisation: Any, asked: Asked) -> Any:
    """Return the partners that answer, by name."""
    few = _few(organisation, asked) if asked.about_places else None
    if few is None:
        rows = Structure.objects.within(organisation).filter(_of_places(organisation, asked), ours=False)
    else:
        rows = pointing.among(Structure, few).filter(ours=False)
    if asked.function:
        rows = rows.filter(Exists(_roles(organisation, asked).filter(structure=OuterRef("pk"))))
    return _holding(rows, asked.words).order_by("folded", "id")


def people(organisation: Any, asked: Asked) -> Any:
    """Return the people of the carnet, who have a role somewhere, by name; words are looked for in their structures as well."""
    roles, few = _roles(organisation, asked), _few(organisation, asked) if asked.about_places else None
    if few is None:
        contacts = Person.objects.across_organisations(reason="celles dont l’organisation garde les mots")
        found = contacts.filter(contact_words__organisation=organisation)
    else:
        theirs = roles.filter(structure__in=few).order_by().values_list("person", flat=True)
        found = pointing.among(Person, set(theirs)).filter(contact_words__isnull=False)
    for word in folded(asked.words).split():
        found = found.filter(contact_words__words__contains=word)
    if few is None and (asked.about_places or asked.function):
        hers = roles.filter(_of_places(organisation, asked, "structure__"), person=OuterRef("pk"))
        found = found.filter(Exists(hers))
    return found.order_by("contact_words__words", "id")


def page_of[M](rows: Any, asked: Asked) -> Page[M]:
    """Return the page that is asked; two queries."""
    first = (asked.page - 1) * A_PAGE
    return Page(list(rows[first : first + A_PAGE]), count_of(rows, first), asked.page)


def count_of(rows: Any, first: int = 0) -> int:
    """Return how many rows there are, told up to a thousand beyond the page: nobody reads further, and counting all costs."""
    return first + rows[first : first + COUNTED].count()


def mailable(people_: Any) -> Any:
    """Return those to whom one may write: with an address, and who did not oppose."""
    return people_.exclude(consent__opposed_on__isnull=False)


def labels_of(structures_: Iterable[Structure], on: date) -> dict[UUID, list[Label]]:
    """Return the labels that stand on a day, by structure."""
    found: dict[UUID, list[Label]] = {}
    shown = list(structures_)
    if not shown:
        return found
    rows = Label.objects.within(shown[0].organisation_id).filter(structure__in=shown)
    for each in rows.filter(Q(until=None) | Q(until__gte=on)):
        found.setdefault(each.structure_id, []).append(each)
    return found


def roles_of(people_: Iterable[Person], on: date) -> dict[UUID, list[Affiliation]]:
    """Return what people do on a day, by person, with the structure."""
    found: dict[UUID, list[Affiliation]] = {}
    shown = list(people_)
    if not shown:
        return found
    rows = Affiliation.objects.within(shown[0].organisation_id).filter(person__in=shown).select_related("structure")
    for each in rows.filter(Q(until=None) | Q(until__gte=on)):
        found.setdefault(each.person_id, []).append(each)
    return found


def last_touch(organisation: Any, name: str, ids: Sequence[UUID]) -> dict[UUID, date]:
    """Return the day of the last interaction with each of some structures or people (`name`)."""
    rows = Interaction.objects.within(organisation).filter(**{f"{name}__in": ids}).order_by()
    return dict(rows.values_list(name).annotate(last=Max("on")))


def next_due(organisation: Any, name: str, ids: Sequence[UUID]) -> dict[UUID, date]:
    """Return the day of the next gesture with each of some structures or people (`name`)."""
    rows = NextGesture.objects.within(organisation).filter(done_on=None, **{f"{name}__in": ids}).order_by()
    return dict(rows.values_list(name).annotate(next=Min("due_on")))


def opposed(people_: Sequence[Person]) -> set[UUID]:
    """Return those of some people who do not want to be written to."""
    if not people_:
        return set()
    rows = Consent.objects.within(people_[0].organisation_id).filter(person__in=people_, opposed_on__isnull=False)
    return set(rows.values_list("person", flat=True))


def _roles(organisation: Any, asked: Asked) -> Any:
    rows = Affiliation.objects.within(organisation)
    return rows.filter(function=asked.function, until=None) if asked.function else rows


def _few(organisation: Any, asked: Asked) -> list[UUID] | None:
    """Return the houses that answer what only a structure does; None when they are many."""
    houses, left = Structure.objects.within(organisation), asked
    if asked.label:
        labelled = Label.objects.within(organisation).filter(code=asked.label).order_by()
        bearing = list(labelled.values_list("structure", flat=True).distinct()[: FEW + 1])
        if len(bearing) <= FEW:
            houses, left = pointing.among(Structure, bearing), replace(asked, label="")
        elif not (asked.department or asked.discipline):
            return None
    found = houses.filter(_of_places(organisation, left)).order_by().values_list("pk", flat=True)
    ids = list(found[: FEW + 1])
    return ids if len(ids) <= FEW else None


def _of_places(organisation: Any, asked: Asked, through: str = "") -> Q:
    """Return what a structure answers to the label, the discipline and the department; `through` leads to it."""
    wanted = Q()
    if asked.label:
        bearing = Label.objects.within(organisation).filter(code=asked.label, structure=OuterRef(f"{through}pk"))
        wanted &= Q(Exists(bearing))
    if asked.discipline:
        wanted &= Q(**{f"{through}disciplines__contains": asked.discipline})
    if asked.department:
        there = Q()
        for each in departments.prefixes(asked.department):
            bounds = {f"{through}postal_code__gte": each, f"{through}postal_code__lt": str(int(each) + 1).zfill(len(each))}
            there |= Q(**bounds)
        wanted &= there or Q(pk__in=[])
    return wanted


def _holding(rows: Any, words: str) -> Any:
    for word in folded(words).split():
        rows = rows.filter(folded__contains=word)
    return rows
