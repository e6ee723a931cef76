"""What the schedule keeps of its own, one module a part."""

from filage.desks.schedule.models.agendas import ImportedEvent
from filage.desks.schedule.models.announcements import Acknowledgement, Announcement
from filage.desks.schedule.models.availability import Poll, PollAnswer, PollDay, Unavailability
from filage.desks.schedule.models.tasks import Task, TemplateTask

__all__ = [
    "Acknowledgement",
    "Announcement",
    "ImportedEvent",
    "Poll",
    "PollAnswer",
    "PollDay",
    "Task",
    "TemplateTask",
    "Unavailability",
]
