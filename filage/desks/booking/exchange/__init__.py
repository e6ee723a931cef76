"""What of diffusion travels in the Filage file, one module a part."""

from filage.desks.booking.exchange import pipeline  # isort: skip  # pistes come before the quotes that name them
from filage.desks.booking.exchange import concerts, estimates

__all__ = ["concerts", "estimates", "pipeline"]
