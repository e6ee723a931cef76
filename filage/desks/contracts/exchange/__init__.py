"""What of contracts travels in the Filage file: their terms and texts, the papers asked, the dates that fell."""

from filage.desks.contracts.exchange import agreements, cancellations, pieces

__all__ = ["agreements", "cancellations", "pieces"]
