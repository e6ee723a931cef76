"""What of diffusion travels in the Filage file, one module a part."""

from filage.desks.booking.exchange import concerts, pipeline

__all__ = ["concerts", "pipeline"]
