"""What the tour table says: the dates that stand, line by line, with who bears what."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from filage.desks.directory.queries import house
from filage.desks.schedule.queries import tour
from filage.desks.schedule.queries.calendar import TONES
from filage.documents.paper_shapes import TourData, TourLine
from filage.documents.shapes import Lang
from filage.productions.enums import LIVE, ActivityKind, DateStatus, DealStage, HostingMode, PerformanceType, RightsPayer
from filage.productions.models import Activity, Production
from filage.rules.engine import to_cent

KIND = "Tableau de tournée"
BORNE = {
    HostingMode.FOURNI: "lieu",
    HostingMode.REEL: "réel",
    HostingMode.FORFAIT: "forfait",
    HostingMode.COMPRIS: "compris",
}
RIGHTS = {RightsPayer.LIEU: "lieu", RightsPayer.PRODUCTEUR: "nous"}


def tour_data(season: Any, production: Production, *, on: date, lang: Lang) -> TourData:
    """Return the tour table of a production, as true on a day."""
    rows = tour.dates(production.organisation_id, (production.pk,), None, None, margins=False)
    standing = [row for row in rows if row.activity.status in LIVE]
    return TourData(
        head=house.head(season, production, KIND, on=on, lang=lang),
        dates=tuple(_line(row) for row in standing),
        called_off=len(rows) - len(standing),
    )


def _line(row: tour.TourDate) -> TourLine:
    activity, money = row.activity, row.money
    status = DateStatus(activity.status)
    return TourLine(
        on=activity.on,
        hour=activity.starts_at.astimezone(ZoneInfo(activity.zone)).strftime("%H:%M") if activity.starts_at else "",
        venue=activity.venue.name if activity.venue else "",
        town=activity.venue.city if activity.venue else "",
        what=_what(activity),
        state=status.label.lower() + (f" {activity.option_rank}" if status == DateStatus.OPTION and activity.option_rank else ""),
        tone=TONES.get(status, "firm"),
        deal=DealStage(activity.deal.stage).label if activity.deal else "",
        price=None if money.sold is None else to_cent(money.sold),
        priced=money.is_sold,
        travel=BORNE.get(activity.travel, ""),  # type: ignore[call-overload]
        lodging=BORNE.get(activity.lodging, ""),  # type: ignore[call-overload]
        meals=BORNE.get(activity.meals, ""),  # type: ignore[call-overload]
        rights=RIGHTS.get(activity.rights_payer, ""),  # type: ignore[call-overload]
    )


def _what(activity: Activity) -> str:
    """Return the type of a performance, or what it is called."""
    if activity.title:
        return activity.title
    return PerformanceType(activity.type).label if activity.type else ActivityKind(activity.kind).label
