"""What the dates of a tour are read against before they are sold: the order of the options, the road, who came."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from filage.core.prepared import PreparedColumns
from filage.core.rails import rare
from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.booking.enums import InvitationStatus
from filage.desks.booking.models import Invitation
from filage.desks.booking.queries import journeys
from filage.desks.schedule.queries import what
from filage.desks.schedule.queries.options import contests
from filage.productions.enums import FIRM, LIVE, DateStatus
from filage.productions.models import Activity
from filage.rules.booking.journey import Feasible, km_text, road_text
from filage.rules.booking.options import out_of_order
from filage.rules.engine.text import day_text


def options_out_of_order(season: Any) -> Iterator[Found]:
    """Yield the days that several options want without a clear order."""
    for held in contests(season.activities).values():
        waiting = [one for one in held if one.status == DateStatus.OPTION]
        if out_of_order([one.option_rank for one in waiting]):
            said = ", ".join(
                _place(one) + (f" (rang {one.option_rank})" if one.option_rank else " (sans rang)") for one in waiting
            )
            yield _about(waiting, f"Plusieurs options veulent ce jour sans ordre clair : {said}.", "Dire laquelle est de rang 1.")


def options_behind_a_firm_date(season: Any) -> Iterator[Found]:
    """Yield the options that still wait behind a date that is firm."""
    for held in contests(season.activities).values():
        firm = [one for one in held if one.status in FIRM]
        waiting = [one for one in held if one.status == DateStatus.OPTION]
        if firm and waiting:
            said = ", ".join(_place(one) for one in waiting)
            text = f"Le jour est ferme à {_place(firm[0])}, et une option attend encore : {said}."
            yield _about([*firm[:1], *waiting], text, "Prévenir, puis libérer l’option.")


def roads_too_long(season: Any) -> Iterator[Found]:
    """Yield the dates of a show that the road keeps apart: not doable before the next call, or only just."""
    for production in season.productions:
        held = [one for one in season.activities_of(production.pk) if one.status in LIVE]
        for leg in journeys.legs(held, season.law(production.structure_id)):
            if leg.journey is None or leg.feasible not in (Feasible.NO, Feasible.TIGHT):
                continue
            both = leg.first.status in FIRM and leg.second.status in FIRM
            said = f"{km_text(leg.journey.km.known())}, environ {road_text(leg.journey.road)} de route"
            short = "ne tient pas" if leg.feasible == Feasible.NO else "tient tout juste"
            text = f"De {_place(leg.first)} à {_place(leg.second)} : {said} (estimé, à vérifier), ce qui {short} avant l’appel."
            yield Found(
                severity=Severity.ALERTE if both and leg.feasible == Feasible.NO else Severity.INFO,
                subject=f"{production.title} · {day_text(leg.second.on)}",
                message=text,
                remedy="Déplacer une date, décaler l’appel, ou prévoir le train.",
                remedy_url=f"/dates/{leg.second.pk}/",
                production=production.pk,
                about=(f"activity:{leg.first.pk}", f"activity:{leg.second.pk}"),
            )


rare.declare(Invitation)


@PreparedColumns
def UNTICKED(organisation: UUID, ids: Sequence[UUID]) -> Any:
    open_states = (InvitationStatus.ENVOYEE, InvitationStatus.CONFIRMEE)
    rows = Invitation.objects.within(organisation).filter(activity__production__in=ids, status__in=open_states)
    return rows.order_by().values_list("activity")


def visits_not_ticked(season: Any) -> Iterator[Found]:
    """Yield the performances that are over where nobody said which of the invited professionals came; one query."""
    if not rare.held(season, Invitation):
        return
    shown = [one.pk for one in season.productions]
    waiting = Counter(activity for (activity,) in UNTICKED(season.organisation_id, shown))
    if not waiting:
        return
    for production in season.productions:
        for activity in season.performances_of(production.pk):
            left = waiting[activity.pk]
            if left and activity.on < season.today:
                plural = "s" if left > 1 else ""
                text = f"{left} professionnel{plural} invité{plural} sans présent ni absent : {what(activity)}."
                yield Found(
                    subject=f"{production.title} · {day_text(activity.on)}",
                    message=text,
                    remedy="Cocher qui est venu, pour que la suite parte.",
                    remedy_url=f"/dates/{activity.pk}/invites/",
                    production=production.pk,
                    about=(f"activity:{activity.pk}",),
                )


def _about(held: list[Activity], message: str, remedy: str) -> Found:
    works = {one.production_id for one in held}
    first = held[0]
    return Found(
        subject=f"{first.production.title} · {day_text(first.on)}",
        message=message,
        remedy=remedy,
        remedy_url=f"/dates/{first.pk}/prevenir/",
        production=works.pop() if len(works) == 1 else None,
        about=tuple(f"activity:{one.pk}" for one in held),
    )


def _place(activity: Activity) -> str:
    venue = activity.venue
    return (venue.city or venue.name) if venue else activity.production.title


TRADE = Citation(
    "Usage de la profession : une option a un rang par date et par salle, et un terme ; qui perd son rang est prévenu",
    "",
    "derived",
)
ROAD = Citation(
    "Code du travail, art. L3131-1 : onze heures de repos entre deux journées ; route estimée, grand cercle × détour",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050",
    "derived",
)
GUESTS = Citation(
    "Usage de la diffusion : merci le lendemain d’une venue, appel à sept jours, proposition à trente", "", "derived"
)
_check = checks_of("booking")
CHECKS = (
    _check("OPT-001", "Des options du même jour n’ont pas d’ordre clair", options_out_of_order, Severity.ALERTE, TRADE),
    _check("OPT-002", "Une option attend derrière une date ferme", options_behind_a_firm_date, Severity.INFO, TRADE),
    _check("TRJ-001", "La route ne tient pas entre deux dates", roads_too_long, Severity.ALERTE, ROAD),
    _check("PRO-001", "Nul ne dit quels professionnels sont venus", visits_not_ticked, Severity.INFO, GUESTS),
)
