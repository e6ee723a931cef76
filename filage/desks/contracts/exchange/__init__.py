"""What of contracts travels in the Filage file: their terms and texts, the papers asked, the dates that fell."""

from filage.core.rails.exchange import leave_out
from filage.desks.contracts import models
from filage.desks.contracts.exchange import agreements, cancellations, pieces

leave_out("l’avancement d’un lot reste avec la base : ses papiers sont dans les documents", models.PaperBatch)

__all__ = ["agreements", "cancellations", "pieces"]
