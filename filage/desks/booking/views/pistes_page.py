"""What the board of the pistes shows: a column a stage, a card a piste, the forecast, what is filtered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from filage.desks.booking.enums import BY_HAND, ProspectStage, Segment
from filage.desks.booking.queries import pipeline
from filage.desks.booking.queries.pipeline import Piste
from filage.productions.enums import DateStatus
from filage.rules.booking.following import FALLEN, LADDER
from filage.rules.reading.folding import folded
from filage.web import format as french

CIBLE, CONTACTE, INTERESSE, OPTION, CONFIRME, SIGNE, JOUE, SOLDE, *_ = ProspectStage
COLUMNS = (
    *((stage.label, (stage,)) for stage in (CIBLE, CONTACTE, INTERESSE, OPTION, CONFIRME, SIGNE)),
    ("Joué, soldé", (JOUE, SOLDE)),
)
TO_DO = "a-faire"
ACTIVE = (CONTACTE, INTERESSE, OPTION)


@dataclass(frozen=True, slots=True)
class Card:
    """A piste as the board draws it; `back` and `forward` are the stages that a gesture reaches, empty when there is none."""

    piste: Piste
    today: date
    may_edit: bool
    whole_house: bool

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("booking:piste", args=[self.piste.prospect.pk])

    @property
    def dates(self) -> list[Any]:
        """Its dates that stand, those that hold it back first, else those that fell."""
        standing = [one.activity for one in self.piste.dates if one.activity.status not in FALLEN]
        return sorted(standing, key=lambda one: LADDER.index(one.status)) or [one.activity for one in self.piste.dates]

    @property
    def back(self) -> str:
        """The stage before, which the office may write; a piste that fell is taken up again."""
        stage = self.piste.stage
        if not self.may_edit or self.piste.follows:
            return ""
        if stage in FALLEN:
            return CONTACTE
        before = {CONTACTE: CIBLE, INTERESSE: CONTACTE, OPTION: INTERESSE}
        return before.get(stage, "")

    @property
    def forward(self) -> str:
        """The stage after, which the office may write."""
        after = {CIBLE: CONTACTE, CONTACTE: INTERESSE}
        return after.get(self.piste.stage, "") if self.may_edit and not self.piste.follows else ""

    @property
    def lays(self) -> str:
        """The page that lays its options, once there is interest."""
        if not self.may_edit or self.piste.stage not in (*BY_HAND, OPTION):
            return ""
        return reverse("booking:lay_options", args=[self.piste.prospect.pk])

    @property
    def back_label(self) -> str:
        """The words of the stage before."""
        return ProspectStage(self.back).label if self.back else ""

    @property
    def forward_label(self) -> str:
        """The words of the stage after."""
        return ProspectStage(self.forward).label if self.forward else ""

    @property
    def is_late(self) -> bool:
        """Tell whether its next gesture is past."""
        return self.piste.next is not None and self.piste.next.on < self.today

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing is planned while the talk goes on."""
        return self.piste.next is None and self.piste.stage in (CONTACTE, INTERESSE)

    @property
    def reckoned(self) -> str:
        """Say what it weighs: « 5 000 € × 40 % »; from a confirmed date on, the amount alone."""
        amount, probability = self.piste.amount, self.piste.prospect.probability
        if amount is None:
            return ""
        said = french.money(amount, 0 if amount == int(amount) else 2)
        sure = self.piste.weighed == amount and self.piste.follows
        return said if sure or probability is None else f"{said} × {french.percent(probability)}"


@dataclass(frozen=True, slots=True)
class Column:
    """A stage and its cards."""

    code: str
    label: str
    cards: Sequence[Card]

    @property
    def weighed(self) -> Decimal:
        """What its cards weigh together, unknown ones left out."""
        return sum((card.piste.weighed or Decimal(0) for card in self.cards), Decimal(0))


def context(found: Sequence[Piste], asked: QueryDict, *, today: date, editable: set[Any], whole_house: bool) -> dict[str, Any]:
    """Return what the board needs: its columns once filtered, the fallen pistes apart, the forecast of what is shown."""
    shown = [one for one in found if _matches(one, asked, today)]
    cards = [Card(one, today, one.prospect.production_id in editable, whole_house) for one in shown]
    whole = pipeline.forecast(shown)
    columns = [Column(stages[0], label, _at(cards, stages)) for label, stages in COLUMNS]
    return {
        "columns": columns,
        "fallen": _at(cards, FALLEN),
        "forecast": whole,
        "forecast_said": _forecast_said(whole),
        "count": french.count(len(shown), "piste"),
        "hidden": len(found) - len(shown),
        "any": bool(found),
        "asked": asked,
        "segments": Segment.choices,
        "seasons": sorted({one.prospect.season for one in found} - {""}),
        "to_do": TO_DO,
        "late": sum(card.is_late for card in cards),
    }


def _forecast_said(whole: pipeline.Forecast) -> str:
    missing = f", {french.count(whole.unknown, 'inconnue')} : montant ou probabilité à dire" if whole.unknown else ""
    at_least = "au moins " if whole.unknown else ""
    return f"{at_least}{french.money(whole.known, 0)}{missing}"


def _at(cards: Iterable[Card], stages: Iterable[str]) -> list[Card]:
    chosen = set(stages)
    return sorted((card for card in cards if card.piste.stage in chosen), key=_order)


def _order(card: Card) -> tuple[Any, ...]:
    first = min((one.on for one in card.dates if one.status != DateStatus.ANNULE), default=date.max)
    return (not card.is_late, first, -(card.piste.weighed or Decimal(0)), card.piste.prospect.rank)


def _matches(piste: Piste, asked: QueryDict, today: date) -> bool:
    prospect, words = piste.prospect, folded(asked.get("q", ""))
    contact = prospect.contact.name if prospect.contact else ""
    text = folded(f"{piste.place} {prospect.structure} {contact} {prospect.production.title} {prospect.note}")
    if any(word not in text for word in words.split()):
        return False
    if asked.get("segment") and prospect.segment != asked["segment"]:
        return False
    if asked.get("saison") and prospect.season not in ("", asked["saison"]):
        return False
    if asked.get("spectacle") and prospect.production.slug != asked["spectacle"]:
        return False
    late = piste.next is not None and piste.next.on <= today
    return asked.get("voir") != TO_DO or late or (piste.next is None and piste.stage in (CONTACTE, INTERESSE))
