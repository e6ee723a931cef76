"""The dated duties of contracts, and what a dossier says of them."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.types import Deadline, Section
from filage.desks.contracts.queries.agreements import agreement_of, dates_of, stage_of
from filage.desks.contracts.queries.duties import duties_of
from filage.productions.enums import DealKind

OWNER = {"envoi": "diffusion", "signature": "diffusion", "avenant": "administration"}


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield what is awaited of each contract."""
    for production in season.productions:
        for deal in season.deals_of(production.pk):
            for duty in duties_of(season, deal):
                yield Deadline(
                    key=f"contrat:{duty.code}:{deal.pk}",
                    on=duty.on,
                    title=f"{duty.act} : {deal.partner.name if deal.partner else deal}",
                    owner=OWNER.get(duty.code, "administration"),
                    state="en retard" if duty.on < season.today else "à faire",
                    url=f"/spectacles/{production.slug}/conditions/{deal.pk}/contrat/",
                    production=production.pk,
                )


def sections(season: Any) -> Iterator[Section]:
    """Yield the contracts of a production as plain data: with whom, of which kind, how far, for how many dates."""
    for production in season.productions:
        rows = [
            {
                "partenaire": deal.partner.name if deal.partner else str(deal),
                "type": DealKind(deal.kind).label,
                "etape": stage_of(deal, agreement_of(season, deal)).label,
                "dates": len(dates_of(season, deal)),
            }
            for deal in season.deals_of(production.pk)
        ]
        if rows:
            yield Section(code="contrats", title="Contrats", rank=60, data={"lignes": rows})
