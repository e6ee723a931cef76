"""What may be done to a whole budget: bound its scenarios, and start a reprise from what its creation cost."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.core.scope import Owned
from filage.desks.budget import permissions
from filage.desks.budget.enums import ExpenseStatus, HypothesisCode, IncomeStatus, Side
from filage.desks.budget.models import Hypothesis, Line
from filage.desks.budget.operations.price import choose_all
from filage.productions.enums import ContractTrack, DpaeTrack, PayTrack, Phase
from filage.productions.models import Credit, Engagement, Production
from filage.productions.operations import free_slug, next_rank, refuse_unless_editor

PHASES = (Phase.CREATION, Phase.EXPLOITATION)
LEFT_BEHIND = (HypothesisCode.TRESORERIE_OUVERTURE, HypothesisCode.TRESORERIE_MOIS)
KEPT_OF_SHOW = (
    "structure_id", "kind", "genre", "creators", "pitch", "intention", "works_used", "mentions", "duration_minutes", "audience",
    "capacity", "touring_party", "stage_size",
)  # fmt: skip
KEPT_OF_LINE = (
    "side", "phase", "label", "destination", "account", "quantity", "unit", "unit_price", "per_performance", "hosting",
    "vat_handling", "vat_rate", "funder_id", "nature", "aid", "comment", "rank",
)  # fmt: skip
KEPT_OF_ENGAGEMENT = (
    "person_id", "placeholder", "function", "status", "phase", "destination", "unit", "gross", "headcount", "quantity",
    "per_performance", "quantity_following", "coefficient", "on_tour", "rank",
)  # fmt: skip


def bound(production: Production, bounds: Mapping[HypothesisCode, tuple[Decimal | None, str]], *, by: Any) -> JournalEntry | None:
    """Say how few dates and how dear the low scenario is, how many and how cheap the high one."""
    low, high = (bounds.get(code, (None, ""))[0] for code in (HypothesisCode.BAS_DATES, HypothesisCode.HAUT_DATES))
    if low is not None and high is not None and low > high:
        raise Refusal("L’hypothèse basse vend plus de dates que la haute : échangez-les.")
    return choose_all(production, bounds, by=by)


def start_reprise(production: Production, *, title: str, premiere: date | None, by: Any) -> Production:
    """Make a new spectacle from the budget of a creation, for its reprise, and return it.

    Charges come as estimates and produits as ideas; what is dated or paid, deals and the treasury stay behind.
    """
    refuse_unless_editor(by, production.organisation)
    permissions.refuse_unless_editor(by, production)
    if not title.strip():
        raise Refusal("Donnez un titre à la reprise.")
    rows = Production.objects.within(production.organisation_id)
    made = Production(
        organisation_id=production.organisation_id,
        slug=free_slug(title, rows),
        title=title.strip(),
        creation_end=premiere,
        rank=next_rank(rows),
        **{name: getattr(production, name) for name in KEPT_OF_SHOW},
    )
    changes = ChangeSet.create(made)
    for copy in (
        *_lines(production, made),
        *_team(production, made),
        *_hypotheses(production, made),
        *_credits(production, made),
    ):
        changes += ChangeSet.create(copy)
    changes.apply(by=by, why=f"reprise « {made.title} » depuis « {production.title} »")
    return made


def _lines(production: Production, made: Production) -> list[Owned]:
    rows = Line.objects.within(production.organisation_id).filter(production=production, phase__in=PHASES, activity=None)
    return [
        _copy(
            line,
            made,
            KEPT_OF_LINE,
            status=ExpenseStatus.ESTIME if line.side == Side.CHARGE else IncomeStatus.IDEE,
            source=f"repris de « {production.title} »"[:200],
        )
        for line in rows
    ]


def _team(production: Production, made: Production) -> list[Owned]:
    rows = Engagement.objects.within(production.organisation_id).filter(production=production, replaces=None)
    tracks = {"contract": ContractTrack.A_ETABLIR, "dpae": DpaeTrack.A_FAIRE, "pay": PayTrack.A_FAIRE}
    return [_copy(one, made, KEPT_OF_ENGAGEMENT, **tracks) for one in rows]


def _hypotheses(production: Production, made: Production) -> list[Owned]:
    rows = Hypothesis.objects.within(production.organisation_id).filter(production=production).exclude(code__in=LEFT_BEHIND)
    return [_copy(one, made, ("code", "value", "source", "rank")) for one in rows]


def _credits(production: Production, made: Production) -> list[Owned]:
    rows = Credit.objects.within(production.organisation_id).filter(production=production)
    return [_copy(one, made, ("role", "who", "rank")) for one in rows]


def _copy(held: Any, made: Production, names: tuple[str, ...], **fields: Any) -> Owned:
    """Return a new object of the new spectacle with the same values."""
    kept = {name: getattr(held, name) for name in names}
    copy: Owned = type(held)(organisation_id=made.organisation_id, production=made, **(kept | fields))
    return copy
