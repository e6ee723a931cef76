"""An application: what its applicant typed and joined, what two assessors think of it, what was decided, and who pays."""

from django.db import models

from filage.core.fields import MoneyField
from filage.core.scope import Aside
from filage.school.admissions.enums import Funder, Known, Money, Outcome, Stage
from filage.school.admissions.models.calls import Intake, IntakeAssessor, IntakeCriterion, IntakePiece, IntakeQuota


class Application(Aside):
    """The file of somebody who would enter a session; neither NIR nor health is asked."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="applications")
    number = models.PositiveIntegerField(null=True, blank=True)  # given when it is filed
    state = models.CharField(max_length=16, choices=Stage, default=Stage.DRAFT)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    born_on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=120, blank=True)
    route = models.CharField(max_length=20, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)  # length of the course asked for
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    ects = models.PositiveSmallIntegerField(null=True, blank=True)
    experience = models.PositiveSmallIntegerField(null=True, blank=True)  # months in the trade
    derogation = models.BooleanField(default=False)
    derogation_text = models.TextField(blank=True)
    track = models.CharField(max_length=40, blank=True)  # name of the one she would follow
    funder = models.CharField(max_length=16, choices=Funder, blank=True)
    project = models.TextField(blank=True)
    background = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True, blank=True)  # by the clock of the server, once all of it was received
    consent_at = models.DateTimeField(null=True, blank=True)
    interview_at = models.DateTimeField(null=True, blank=True)
    interview_place = models.CharField(max_length=200, blank=True)
    reasons = models.TextField(blank=True)  # of the decision, as she reads them
    decided_on = models.DateField(null=True, blank=True)
    quota = models.ForeignKey(IntakeQuota, on_delete=models.SET_NULL, null=True, blank=True, related_name="applications")
    learner = models.OneToOneField(
        "programmes.Learner", on_delete=models.SET_NULL, null=True, blank=True, related_name="application"
    )

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["intake", "number"], name="application_number_once")]
        indexes = [models.Index(fields=["intake", "state"], name="application_by_state")]

    def __str__(self) -> str:
        return f"candidature {self.reference}"  # the journal does not name her

    @property
    def name(self) -> str:
        """Return the name as it is said."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def reference(self) -> str:
        """Return what names the file on paper."""
        return f"n° {self.number}" if self.number else "en brouillon"


class ApplicationPiece(Aside):
    """A file that an applicant joined, as it was received."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="joined")
    piece = models.ForeignKey(IntakePiece, on_delete=models.CASCADE, related_name="joined")
    received_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["application", "piece"], name="application_piece_once")]

    def __str__(self) -> str:
        return "pièce d’une candidature"


class SelfLevel(Aside):
    """How far an applicant says she is in a competence of the record, before she enters."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="levels")
    competence = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField(choices=Known)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["application", "competence"], name="self_level_once")]

    def __str__(self) -> str:
        return "positionnement d’une candidature"


class Assessment(Aside):
    """What one assessor thinks of an application after the interview."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="assessments")
    assessor = models.ForeignKey(IntakeAssessor, on_delete=models.CASCADE, related_name="assessments")
    comment = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["application", "assessor"], name="assessment_once")]

    def __str__(self) -> str:
        return "grille d’entretien"


class Mark(Aside):
    """A mark of a grid."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(IntakeCriterion, on_delete=models.CASCADE, related_name="marks")
    value = models.PositiveSmallIntegerField()

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["assessment", "criterion"], name="mark_once")]

    def __str__(self) -> str:
        return "note d’une grille"


class PlaceFunding(Aside):
    """What a funder gives towards the place of somebody, and how far that money is."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="fundings")
    funder = models.CharField(max_length=16, choices=Funder)
    state = models.CharField(max_length=12, choices=Money, default=Money.ASKED)
    amount = MoneyField(null=True, blank=True)  # asked, then agreed; empty: unknown
    invoiced = MoneyField(null=True, blank=True)
    paid = MoneyField(null=True, blank=True)
    name = models.CharField(max_length=160, blank=True)  # of the employer or of the office that decides
    reference = models.CharField(max_length=80, blank=True)  # of the agreement
    asked_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"financement {self.get_funder_display()}"
