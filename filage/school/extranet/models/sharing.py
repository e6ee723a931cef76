"""What a session shares: documents with who read them, and the documentation space with its loans."""

from django.db import models

from filage.core.scope import Aside
from filage.school.programmes.models import Learner, Module, SchoolSession, Track


class SharedDocument(Aside):
    """A document handed to the learners of a session, or of one track; its bytes are a stored file."""

    session = models.ForeignKey(SchoolSession, on_delete=models.CASCADE, related_name="documents")
    track = models.ForeignKey(Track, on_delete=models.CASCADE, null=True, blank=True, related_name="+")  # empty: everyone
    module = models.ForeignKey(Module, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=160)
    shared_on = models.DateField()
    acknowledged = models.BooleanField(default=False)  # each one says that she read it
    name = models.CharField(max_length=200)  # of the file
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.title


class Reading(Aside):
    """A learner said that she read a document."""

    document = models.ForeignKey(SharedDocument, on_delete=models.CASCADE, related_name="readings")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="readings")
    read_at = models.DateTimeField()

    class Meta(Aside.Meta):
        constraints = [models.UniqueConstraint(fields=["document", "learner"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.learner} : {self.document}"


class LibraryItem(Aside):
    """A book, a review or a tool of the documentation space."""

    title = models.CharField(max_length=200)
    authors = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=80, blank=True)  # its mark on the shelf
    copies = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return self.title


class Loan(Aside):
    """A copy in somebody's hands."""

    item = models.ForeignKey(LibraryItem, on_delete=models.CASCADE, related_name="loans")
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="loans")
    lent_on = models.DateField()
    due_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.item} : {self.learner}"
