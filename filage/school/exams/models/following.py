"""What becomes of those who were certified: whom was asked, when, and what each answered."""

from django.db import models

from filage.core.scope import Aside
from filage.school.exams.enums import InquiryHorizon
from filage.school.exams.models.candidates import Candidate


class Inquiry(Aside):
    """A question put to somebody certified, six months or two years after; without answer it counts in no rate."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="inquiries")
    horizon = models.PositiveSmallIntegerField(choices=InquiryHorizon)
    asked_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    employed = models.BooleanField(null=True, blank=True)
    in_trade = models.BooleanField(null=True, blank=True)

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["candidate", "horizon"], name="inquiry_once")]

    def __str__(self) -> str:
        return f"enquête, {self.candidate}"


class PublishedResults(Aside):
    """That a house publishes its results of a certification, from a day on; anybody may then read them."""

    certification = models.CharField(max_length=20)
    since = models.DateField()

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "certification"], name="results_published_once")]

    def __str__(self) -> str:
        return f"résultats publiés, {self.certification}"
