"""What of logistics travels in the Filage file, one module a part."""

from filage.desks.logistics.exchange import travel  # isort: skip  # vehicles come before what names them
from filage.desks.logistics.exchange import access, expenses, lodging

__all__ = ["access", "expenses", "lodging", "travel"]
