"""When people can come: days on which they said they cannot, and the days that are asked of them before a date is placed."""

from django.db import models

from filage.core.scope import Owned
from filage.desks.schedule import enums
from filage.productions.zones import known_zone


class Unavailability(Owned):
    """Days on which somebody cannot come; nobody has to say why."""

    person = models.ForeignKey("productions.Person", on_delete=models.CASCADE, related_name="unavailabilities")
    since = models.DateField()
    until = models.DateField()  # last day
    note = models.CharField(max_length=200, blank=True)  # for who plans; never the reason

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["organisation", "until"], name="unavailability_by_day")]

    def __str__(self) -> str:
        return f"indisponibilité de {self.person}"


class Poll(Owned):
    """Days asked of some people for a show, before one of them is placed on the calendar."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="polls")
    title = models.CharField(max_length=160)
    until = models.DateField(null=True, blank=True)  # last day to answer; empty: until it is closed
    note = models.CharField(max_length=300, blank=True)  # read by who answers
    people = models.ManyToManyField("productions.Person", blank=True, related_name="polls")  # asked
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class PollDay(Owned):
    """One of the days that a poll asks about."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    starts_at = models.DateTimeField(null=True, blank=True)  # empty: the whole day
    ends_at = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=40, default="Europe/Paris", validators=[known_zone])
    activity = models.ForeignKey(
        "productions.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="poll_days"
    )  # the date it became

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"


class PollAnswer(Owned):
    """What somebody answers about a day."""

    day = models.ForeignKey(PollDay, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey("productions.Person", on_delete=models.CASCADE, related_name="poll_answers")
    answer = models.CharField(max_length=10, choices=enums.PollReply)
    answered_on = models.DateField(null=True, blank=True)
    by_group = models.BooleanField(default=False)  # said through the link of the group: by whoever chose that name

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["day", "person"], name="poll_answer_once")]

    def __str__(self) -> str:
        return f"{self.person} : {self.get_answer_display()}"
