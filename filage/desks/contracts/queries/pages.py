"""What the pages read of the deals of a production."""

from django.db.models import Count, F, Min, Q

from filage.productions.enums import LIVE
from filage.productions.models import Deal, Production


def deals(production: Production) -> list[Deal]:
    """Return the deals of a production by their first date, with their partner and `dates`, how many still stand; one query."""
    rows = Deal.objects.within(production.organisation_id).filter(production=production).select_related("partner")
    live = Count("performances", filter=Q(performances__status__in=LIVE), distinct=True)
    by_date = F("first").asc(nulls_last=True)
    return list(rows.annotate(dates=live, first=Min("performances__on")).order_by(by_date, "rank", "id"))
