"""What the settlements and the requests of concerts give to the rails: actual amounts, estimated costs, a paper to sign."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from filage.core import archive
from filage.core.rails import costs
from filage.core.rails import season as seasons
from filage.core.rails.types import CostLine, Side, Stage
from filage.core.refusal import Refusal
from filage.desks.booking.enums import SettlementStage
from filage.desks.booking.operations.settlements import PAPER
from filage.desks.booking.queries import settlement_words as words
from filage.desks.booking.queries import settlements
from filage.desks.booking.rails import evenings
from filage.documents import codec
from filage.productions.enums import DealKind
from filage.productions.models import Activity
from filage.rules.accounting import fiscal_year_of

SHOW_ACCOUNT, SALE_ACCOUNT, SHARE_ACCOUNT = "611", "7062", "7063"


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield what each signed settlement makes certain, and what evenings cost or bring beside their deals."""
    yield from evenings.cost_lines(season)
    for night in settlements.nights(season):
        if night.settlement.stage == SettlementStage.SIGNE:
            yield _invoiced(season, night)


def _invoiced(season: Any, night: settlements.Night) -> CostLine:
    deal, activity = night.deal, night.activity
    partner = f", {deal.partner.name}" if deal.partner else ""
    sale = SHARE_ACCOUNT if deal.kind == DealKind.COREALISATION else SALE_ACCOUNT
    vat = words.rate_of(season, night)
    return CostLine(
        key=f"deal:{deal.pk}@{activity.pk}#decompte",
        origin=f"deal:{deal.pk}",
        label=f"Décompte{partner}",
        stage=Stage.INVOICED,
        side=Side.EXPENSE if deal.buys else Side.INCOME,
        amount=night.due.whole.rounded().named("Prix de la soirée, décompte signé"),
        vat_rate=vat,
        on=activity.on,
        pays_on=activity.on + timedelta(days=deal.payment_days),
        production=activity.production_id,
        activity=activity.pk,
        destination="C" if deal.buys else "P",
        account=SHOW_ACCOUNT if deal.buys else sale,
        phase="exploitation",
        fiscal_year=fiscal_year_of(activity.on, starts_in=activity.production.structure.fiscal_year_start),
        funder=None if deal.buys else deal.partner_id,
        structure=activity.production.structure_id,
        status="" if deal.buys else "conventionne",
        variable=True,
    )


def settlement_file(
    organisation: Any, production: Any, *, on: date, by: Any, about: Sequence[str], options: Mapping[str, Any]
) -> archive.Produced:
    """Return the settlement of an evening (« activity:<id> ») as a PDF to sign."""
    from filage.documents import papers as press  # loaded when a document is made

    season = seasons.load(organisation.pk, (production.pk,))
    night = _night(organisation, about[0])
    data = words.paper(season, night, on=on)
    name = f"{production.slug}-decompte-{night.activity.on:%Y-%m-%d}.pdf"
    return archive.Produced(codec.to_json(data), press.render(data), name, _imprint(data))  # type: ignore[arg-type]


def imprints(organisation: Any, documents: Sequence[archive.IssuedDocument]) -> Mapping[UUID, str]:
    """Return what the settlement of each evening would say today, the day of its paper kept."""
    found = {}
    for each in documents:
        try:
            night = _night(organisation, each.about[0])
        except Refusal:
            continue
        season = seasons.load(each.organisation_id, (night.activity.production_id,))
        found[each.pk] = _imprint(words.paper(season, night, on=each.issued_on))
    return found


def _imprint(data: Any) -> str:
    told: Any = codec.to_json(data)
    kept = {key: value for key, value in told.items() if key != "head"}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, default=str).encode()).hexdigest()


def _night(organisation: Any, key: str) -> settlements.Night:
    joined = ("production__structure", "venue", "room", "deal__partner", "organisation")
    rows = Activity.objects.within(organisation).select_related(*joined)
    activity = rows.filter(pk=key.partition(":")[2]).first()
    night = None if activity is None else settlements.night(activity)
    if night is None:
        raise Refusal("Cette date n’a pas de décompte : aucun contrat ne la vend.")
    return night


KIND = archive.DocumentKind(
    PAPER, words.TITLE, ".pdf", "application/pdf", settlement_file, per="activity", rank=60, imprint=imprints
)


def plug() -> None:
    """Give the actual amounts and the paper of the settlements."""
    costs.provide("booking", cost_lines)
    archive.declare(KIND)
