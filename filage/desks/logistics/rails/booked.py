"""The last days to give a booking up for nothing, the notes de frais that wait, the accessible services to ask."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from filage.core.rails.types import Deadline
from filage.desks.logistics.enums import BookingState, ExpenseState, ServiceState
from filage.desks.logistics.queries import services
from filage.desks.logistics.queries.held import expenses, logistics
from filage.productions.enums import LIVE

ASKED = (ServiceState.ENVISAGE, ServiceState.DEMANDE)
OPEN = (BookingState.POSE, BookingState.CONFIRME)


def deadlines(season: Any) -> Iterator[Deadline]:
    """Yield until when each journey and each stay may be given up."""
    held = logistics(season)
    rows: list[tuple[str, Any, str]] = [("trajet", one, f"{one.from_place} – {one.to_place}") for one in held.journeys]
    rows += [("sejour", one, one.hotel) for one in held.stays]
    for kind, row, name in rows:
        if row.cancellable_until and row.state in OPEN:
            yield Deadline(
                key=f"{kind}:{row.pk}",
                on=row.cancellable_until,
                title=f"{name} : dernier jour pour annuler sans frais",
                owner="production",
                state=row.get_state_display(),
                url=f"/dates/{row.activity_id}/logistique/" if row.activity_id else "",
                production=row.production_id,
            )


def expenses_to_decide(season: Any) -> Iterator[Deadline]:
    """Yield, for each show, the notes that nobody decided of and those still to be paid back; no amount, no name."""
    found: dict[tuple[Any, str], list[Any]] = defaultdict(list)
    for one in expenses(season):
        if one.state == ExpenseState.SAISI or (one.state == ExpenseState.VALIDE and not one.from_float):
            found[one.production_id, one.state].append(one)
    for (production, state), rows in found.items():
        what = "à valider" if state == ExpenseState.SAISI else "à rembourser"
        several = "s" * (len(rows) > 1)
        yield Deadline(
            key=f"frais:{production}:{state}",
            on=min(one.on for one in rows),
            title=f"{len(rows)} note{several} de frais {what}",
            owner="administration",
            state="",
            url=f"/spectacles/{season.production(production).slug}/frais/",
            production=production,
        )


def services_to_ask(season: Any) -> Iterator[Deadline]:
    """Yield by when each accessible service of a live date is asked, until somebody asked."""
    for one in logistics(season).services:
        activity = season.activity(one.activity_id)
        if one.state in ASKED and one.asked_on is None and activity.status in LIVE and activity.on >= season.today:
            law = season.law(activity.production.structure_id)
            yield Deadline(
                key=f"acces:{one.pk}",
                on=services.service(law, one, activity.on).ask_by,
                title=f"À demander : {one.get_kind_display()}",
                owner="production",
                state=one.get_state_display(),
                url=f"/dates/{activity.pk}/logistique/#acces",
                production=activity.production_id,
            )
