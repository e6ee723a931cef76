"""How a road is written: whole kilometres, hours to a quarter."""

from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django import template

from filage.web import format as french

register = template.Library()
QUARTER = 15


@register.filter
def km(value: Decimal) -> str:
    """Write a distance: « 81 km »."""
    return f"{french.number(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))}{french.NBSP}km"


@register.filter
def duration(value: timedelta) -> str:
    """Write a duration to the next quarter of an hour: « 1 h 15 », « 45 min »."""
    minutes = -(-int(value.total_seconds() // 60) // QUARTER) * QUARTER
    hours, left = divmod(minutes, 60)
    if not hours:
        return f"{left}{french.NBSP}min"
    return f"{hours}{french.NBSP}h" + (f"{french.NBSP}{left:02d}" if left else "")
