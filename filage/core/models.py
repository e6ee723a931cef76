"""The models of core, gathered where Django looks for them; each lives in the module of its mechanism."""

from filage.core.accounts import Membership, MembershipProduction, Organisation, User
from filage.core.archive import IssuedDocument
from filage.core.dismissals import Dismissal
from filage.core.files import StoredFile
from filage.core.journal import JournalEntry, JournalSubject
from filage.core.kept import CostRow, DeadlineRow, FactsRow, FindingRow, KeyFigureRow, SearchRow
from filage.core.links.opening import Link
from filage.core.outbox import Mail
from filage.core.own_settings import DatedSetting
from filage.core.presence import Presence
from filage.core.tracing import FindingTrace

__all__ = [
    "CostRow",
    "DatedSetting",
    "DeadlineRow",
    "Dismissal",
    "FactsRow",
    "FindingRow",
    "FindingTrace",
    "IssuedDocument",
    "JournalEntry",
    "JournalSubject",
    "KeyFigureRow",
    "Link",
    "Mail",
    "Membership",
    "MembershipProduction",
    "Organisation",
    "Presence",
    "SearchRow",
    "StoredFile",
    "User",
]
