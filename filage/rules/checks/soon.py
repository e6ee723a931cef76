"""How soon a duty falls due: told sixty days ahead, then fifteen, then once it is late."""

from datetime import date
from enum import StrEnum

FIRST_NOTICE, LAST_NOTICE = 60, 15  # days before; the notices that an account of a grant is given


class Due(StrEnum):
    """Where a duty stands on a day."""

    FAR = "far"
    FIRST = "first"
    LAST = "last"
    LATE = "late"


def due(on: date, today: date) -> Due:
    """Return where a duty of a day stands today; on its own day it is not late yet."""
    left = (on - today).days
    if left < 0:
        return Due.LATE
    if left <= LAST_NOTICE:
        return Due.LAST
    return Due.FIRST if left <= FIRST_NOTICE else Due.FAR
