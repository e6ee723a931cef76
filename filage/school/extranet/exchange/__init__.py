"""What of the extranet travels in the Filage file, one module a part."""

from filage.school.extranet.exchange import following, quality, sharing

__all__ = ["following", "quality", "sharing"]
