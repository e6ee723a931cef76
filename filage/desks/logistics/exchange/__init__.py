"""What of logistics travels in the Filage file, one module a part."""

from filage.core.rails.exchange import leave_out
from filage.desks.logistics import models

from filage.desks.logistics.exchange import travel  # isort: skip  # vehicles come before what names them
from filage.desks.logistics.exchange import access, expenses, lodging

from filage.desks.logistics.exchange import offers  # isort: skip  # after what they price

leave_out("l’avancement d’un carnet reste avec la base : le carnet est dans les documents", models.RouteBook)

__all__ = ["access", "expenses", "lodging", "offers", "travel"]
