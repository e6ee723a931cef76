"""What the page of a batch of papers says: how far it is, whether somebody works at it, what it refused."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from filage.desks.contracts.models import PaperBatch
from filage.productions.models import Production

PATIENCE = timedelta(seconds=30)  # without a move, before saying that nobody works at it
LABELS = {"contrat": "Contrats, PDF et Word", "contrat-pdf": "Contrats, PDF", "avenant": "Avenants, PDF et Word"}


@dataclass(frozen=True, slots=True)
class Work:
    """A batch as its page shows it."""

    batch: PaperBatch

    @property
    def label(self) -> str:
        """Return what was asked for."""
        return LABELS.get(self.batch.paper, self.batch.paper)

    @property
    def waits(self) -> bool:
        """Tell whether nobody seems to work at it: it stopped, or has not moved for a while."""
        idle = timezone.now() - self.batch.moved_at > PATIENCE
        return not self.batch.is_done and (bool(self.batch.stopped) or idle)

    @property
    def runs(self) -> bool:
        """Tell whether the page should ask again."""
        return not self.batch.is_done and not self.waits


def last(production: Production) -> Work | None:
    """Return the last batch asked for a production."""
    rows = PaperBatch.objects.within(production.organisation_id).filter(production=production)
    found = rows.first()
    return None if found is None else Work(found)
