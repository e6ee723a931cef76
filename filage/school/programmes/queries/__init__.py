"""What the other rooms read of the programmes: sessions and their calendar, certifications, the pages of a session."""

from filage.school.programmes.queries.certifications import Known, certification, judged, known, version_of
from filage.school.programmes.queries.sessions import (
    SessionPage,
    Told,
    house_pages,
    in_order,
    session,
    session_pages,
    sessions,
    told,
    tried,
)

__all__ = [
    "Known",
    "SessionPage",
    "Told",
    "certification",
    "house_pages",
    "in_order",
    "judged",
    "known",
    "session",
    "session_pages",
    "sessions",
    "told",
    "tried",
    "version_of",
]
