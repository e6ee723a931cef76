"""What was told of the changes of a calendar: to whom, what changed since when, and who read it."""

from django.db import models

from filage.core.scope import Owned


class Announcement(Owned):
    """Changes of the dates of a show, told once to the people they concern."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="announcements")
    activity = models.ForeignKey(
        "productions.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="announcements"
    )  # when a single date changed
    since = models.DateTimeField()  # what is told has changed after it
    made_at = models.DateTimeField()
    what = models.JSONField(default=dict, blank=True)  # as `queries.told` writes it: the dates, what changed, whom it concerns
    note = models.CharField(max_length=300, blank=True)  # a word of the office, read by all of them

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["production", "made_at"], name="announcement_by_day")]

    def __str__(self) -> str:
        return f"annonce du {self.made_at:%d/%m/%Y}"


class Acknowledgement(Owned):
    """Somebody to whom an announcement was told: she read it, or is still to."""

    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="acknowledgements")
    person = models.ForeignKey("productions.Person", on_delete=models.CASCADE, related_name="acknowledgements")
    mailed_on = models.DateField(null=True, blank=True)
    on = models.DateTimeField(null=True, blank=True)  # empty: not read yet

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["announcement", "person"], name="acknowledgement_once")]

    def __str__(self) -> str:
        return f"{self.person}"
