"""What every row of the programmes shares: no figure of a spectacle moves with it."""

from uuid import UUID

from filage.core.scope import Owned


class SchoolRow(Owned):
    """Abstract: a row of the school; when it moves, only the duties and the findings of the house are read again."""

    class Meta(Owned.Meta):
        abstract = True

    def touched_productions(self) -> set[UUID]:
        """Return none."""
        return set()
