"""What of the schedule travels in the Filage file, one module a part."""

from filage.desks.schedule.exchange import tasks  # isort: skip  # in the order in which the file lists them
from filage.desks.schedule.exchange import availability  # isort: skip
from filage.desks.schedule.exchange import agendas, announcements

__all__ = ["agendas", "announcements", "availability", "tasks"]
