"""What the interview page reads: answers by side of the project, needs with their quotes and lines, papers, open points."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.http import Http404

from filage.core import access
from filage.core.models import StoredFile
from filage.core.prepared import PreparedColumns
from filage.desks.budget.models import Line
from filage.productions.enums import InterviewTopic, NeedKind
from filage.productions.models import Answer, Attachment, Need, Production
from filage.web import format as french

ELSEWHERE = ""  # the needs that no answer asked for


@dataclass(frozen=True, slots=True)
class Asked:
    """A need as a page shows it: its cost is hidden from who may not read pay when it is somebody's work."""

    need: Need
    hidden: bool

    @property
    def total(self) -> Decimal | None:
        """Return quantity × unit cost; None while one of them is unknown."""
        need = self.need
        if need.unit_cost is None:
            return None
        return (need.unit_cost * (1 if need.quantity is None else need.quantity)).quantize(Decimal("0.01"))

    @property
    def amount(self) -> str:
        """Return how much is asked: « 12 pièces », « 1 forfait »; nothing while it is not said."""
        quantity, unit = self.need.quantity, self.need.unit
        if quantity is None:
            return unit
        return french.units(quantity, unit)

    @property
    def line(self) -> Any:
        """Return the budget line made from it, None when there is none."""
        return next(iter(self.need.budget_lines.all()), None)

    @property
    def state(self) -> str:
        """Return how far it is from being paid for: au budget, devis reçu, estimé, à chiffrer."""
        if self.line is not None:
            return "au budget"
        if self.need.quotes.all():
            return "devis reçu"
        return "à chiffrer" if self.need.unit_cost is None else "estimé"

    @property
    def differs(self) -> bool:
        """Tell whether the line says another cost or quantity than the need."""
        line, need = self.line, self.need
        quantity = Decimal(1) if need.quantity is None else need.quantity
        return line is not None and (line.unit_price, line.quantity) != (need.unit_cost, quantity)


@dataclass(frozen=True, slots=True)
class Interview:
    """The whole interview of a production."""

    answers: Mapping[str, Answer]
    needs: Mapping[str, Sequence[Asked]]
    papers: Sequence[Attachment]

    @property
    def open_points(self) -> list[tuple[str, str]]:
        """Return what is still to settle, with the side of the project it belongs to."""
        found = [
            (topic, point.strip())
            for topic in InterviewTopic.values
            if topic in self.answers
            for point in self.answers[topic].open_point.splitlines()
            if point.strip()
        ]
        for topic, asked in self.needs.items():
            found += [(topic, f"{one.need.label} : coût inconnu") for one in asked if one.need.unit_cost is None]
            found += [(topic, f"{one.need.label} : pas encore au budget") for one in asked if one.line is None and one.total]
        return found

    @property
    def silent(self) -> list[str]:
        """Return the sides of the project of which nothing was said."""
        return [topic for topic in InterviewTopic.values if topic not in self.answers or not self.answers[topic].text.strip()]


def interview(production: Production, user: Any) -> Interview:
    """Read the interview of a production; five queries."""
    here, mine = production.organisation_id, {"production": production}
    pay = access.can_read_pay(user, production)
    answers = {one.topic: one for one in Answer.objects.within(here).filter(**mine)}
    topics = {one.pk: topic for topic, one in answers.items()}
    needs: dict[str, list[Asked]] = defaultdict(list)
    for need in Need.objects.within(here).filter(**mine).prefetch_related("quotes", "budget_lines"):
        topic = topics.get(need.answer_id, ELSEWHERE) if need.answer_id else ELSEWHERE
        needs[topic].append(Asked(need, hides(need, pay=pay)))
    return Interview(answers, needs, list(Attachment.objects.within(here).filter(**mine)))


@dataclass(frozen=True, slots=True)
class Listed:
    """The needs of a production as a paper lists them, and what is still open, by side of the project."""

    asked: Sequence[Asked]
    open_points: Sequence[tuple[str, str]]


def listed(production: Production) -> Listed:
    """Return the needs of a production, in file order, pay hidden, with the open points; four queries."""
    here, mine = production.organisation_id, {"production": production}
    needs = Need.objects.within(here).filter(**mine).select_related("answer").prefetch_related("quotes", "budget_lines")
    answers = {one.topic: one for one in Answer.objects.within(here).filter(**mine)}
    points = [
        (topic, point.strip())
        for topic in InterviewTopic.values
        if topic in answers
        for point in answers[topic].open_point.splitlines()
        if point.strip()
    ]
    return Listed([Asked(need, hides(need, pay=False)) for need in needs], points)


@dataclass(frozen=True, slots=True)
class Outline:
    """What is open in an interview, without the interview."""

    points: Sequence[str]
    answered: int
    asked: int


def outline(production: Production) -> Outline:
    """Return the open points of an interview; two queries."""
    here, mine = production.organisation_id, {"production": production}
    answers = list(Answer.objects.within(here).filter(**mine))
    budgeted = Exists(Line.objects.within(here).filter(need=OuterRef("pk")))
    needs = list(Need.objects.within(here).filter(**mine).annotate(budgeted=budgeted))
    points = [point.strip() for one in answers for point in one.open_point.splitlines() if point.strip()]
    points += [f"{need.label} : coût inconnu" for need in needs if need.unit_cost is None]
    points += [f"{need.label} : pas encore au budget" for need in needs if need.unit_cost and not need.budgeted]
    return Outline(points, sum(bool(one.text.strip()) for one in answers), len(needs))


def hides(need: Need, *, pay: bool) -> bool:
    """Tell whether the cost of a need is somebody's pay that the reader may not know."""
    return need.kind == NeedKind.HUMAIN and not pay


def bytes_of(paper: Attachment) -> bytes:
    """Return the bytes of a paper; 404 when this installation never received them."""
    stored = StoredFile.objects.within(paper.organisation_id).filter(sha256=paper.sha256).first()
    if stored is None:
        raise Http404("Cette pièce est venue par un fichier Filage, sans ses octets : joignez-la de nouveau.")
    return stored.read()


@PreparedColumns
def NEEDS(organisation: UUID, ids: Sequence[UUID]) -> Any:
    counts = {"quoted": Count("quotes", distinct=True), "budgeted": Count("budget_lines", distinct=True)}
    columns = ("kind", "label", "origin", "unit", "quantity", "unit_cost", "quoted", "budgeted", "answer__topic")
    rows = Need.objects.within(organisation).filter(production__in=ids).annotate(**counts)
    return rows.values_list("production", *columns)


@PreparedColumns
def OPEN_POINTS(organisation: UUID, ids: Sequence[UUID]) -> Any:
    rows = Answer.objects.within(organisation).filter(production__in=ids).exclude(open_point="")
    return rows.values_list("production", "topic", "open_point")


def imprint(season: Any) -> dict[UUID | None, Any]:
    """Return what the needs list prints of each production; two queries."""
    ids = [production.pk for production in season.productions]
    found: dict[UUID | None, Any] = {pk: [] for pk in ids}
    for production, *said in (*NEEDS(season.organisation_id, ids), *OPEN_POINTS(season.organisation_id, ids)):
        found[production].append(tuple(said))
    return found
