"""The call for applications of a session: when it is open, what it asks, what it adds to the record, who reads and who meets."""

from django.db import models

from filage.core.scope import Aside
from filage.productions.models import Person

BY_HAND = "hors-appel-"  # how the address of a call begins that nobody answers


class Intake(Aside):
    """A call for applications of a session, with its own page; `closes_at` is the last instant at which a file is in time."""

    session = models.ForeignKey("programmes.SchoolSession", on_delete=models.CASCADE, related_name="intakes")
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80)
    published = models.BooleanField(default=False)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    introduction = models.TextField(blank=True)
    routes = models.CharField(max_length=200, blank=True)  # codes of those offered, apart by a comma; empty: all of them
    contact = models.CharField(max_length=200, blank=True)  # whom to write to or call
    consent = models.TextField(blank=True)  # empty: the words of Filage
    positions = models.BooleanField(default=False)  # applicants say how far they are in each competence
    quitting = models.TextField(blank=True)  # what who leaves without force majeure owes; empty: to be said before a contract
    interviews_from = models.DateField(null=True, blank=True)
    interviews_until = models.DateField(null=True, blank=True)
    decides_on = models.DateField(null=True, blank=True)
    keep_months = models.PositiveSmallIntegerField(default=24)  # of the file of who did not enter, once it is decided

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="intake_slug_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def by_hand(self) -> bool:
        """Tell whether it gathers those who entered a session without applying."""
        return self.slug.startswith(BY_HAND)


class IntakeEntry(Aside):
    """What is enough to enter by a route of this call; never less than the record asks."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="entries")
    route = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    ects = models.PositiveSmallIntegerField(default=0)
    experience = models.PositiveSmallIntegerField(default=0)  # months in the trade
    months = models.PositiveSmallIntegerField(null=True, blank=True)  # length of the course that it opens

    def __str__(self) -> str:
        return f"{self.route}, niveau {self.level}"


class IntakePiece(Aside):
    """A piece that an application joins."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="pieces")
    name = models.CharField(max_length=80)
    help = models.CharField(max_length=200, blank=True)
    required = models.BooleanField(default=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["intake", "name"], name="intake_piece_once")]

    def __str__(self) -> str:
        return self.name


class IntakeQuota(Aside):
    """So many places for those whom some funders pay for."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="quotas")
    name = models.CharField(max_length=60)
    funders = models.CharField(max_length=120)  # codes, apart by a comma
    places = models.PositiveSmallIntegerField()

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["intake", "name"], name="intake_quota_once")]

    def __str__(self) -> str:
        return self.name


class IntakeCriterion(Aside):
    """A line of the grid of interviews, marked from 0 to `most`."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(max_length=120)
    weight = models.PositiveSmallIntegerField(default=1)
    most = models.PositiveSmallIntegerField(default=5)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["intake", "name"], name="intake_criterion_once")]

    def __str__(self) -> str:
        return self.name


class IntakeAssessor(Aside):
    """Someone who meets the applicants of a call and fills a grid of her own."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="assessors")
    person = models.ForeignKey(Person, on_delete=models.RESTRICT, related_name="+")

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["intake", "person"], name="intake_assessor_once")]

    def __str__(self) -> str:
        return str(self.person)


class InfoMeeting(Aside):
    """A meeting where the training is told; its video address is sent to those who registered, and to nobody else."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=90)
    place = models.CharField(max_length=160, blank=True)  # empty: by video
    video = models.CharField(max_length=300, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"réunion du {self.starts_at:%d/%m/%Y}"


class MeetingGuest(Aside):
    """Someone who registered to a meeting."""

    meeting = models.ForeignKey(InfoMeeting, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    registered_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["meeting", "email"], name="meeting_guest_once")]

    def __str__(self) -> str:
        return "inscription à une réunion"  # the journal does not name her
