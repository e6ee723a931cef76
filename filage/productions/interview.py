"""What the interview with the artist leaves: answers, needs, the quotes of their suppliers, papers joined to a project."""

from django.db import models

from filage.core.fields import RateField
from filage.core.scope import Owned
from filage.productions import enums


class Answer(Owned):
    """What the artist says of one side of the project, and what is still open there."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="answers")
    topic = models.CharField(max_length=12, choices=enums.InterviewTopic)
    text = models.TextField(blank=True)
    open_point = models.TextField(blank=True)

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["production", "topic"], name="answer_once")]

    def __str__(self) -> str:
        return self.get_topic_display()


class Need(Owned):
    """What the project asks for, before it becomes a budget line."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="needs")
    answer = models.ForeignKey(Answer, on_delete=models.SET_NULL, null=True, blank=True, related_name="needs")
    kind = models.CharField(max_length=12, choices=enums.NeedKind)
    label = models.CharField(max_length=200)
    origin = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    quantity = RateField(null=True, blank=True)
    unit_cost = RateField(null=True, blank=True)
    cost_source = models.CharField(max_length=12, choices=enums.CostSource, default=enums.CostSource.ESTIMATION)
    certain = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.label


class Quote(Owned):
    """What a supplier asks for a need; one of them is chosen, the others stay beside it."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="quotes")
    supplier = models.CharField(max_length=160)
    reference = models.CharField(max_length=80, blank=True)
    unit_cost = RateField(null=True, blank=True)  # net of VAT; empty is unknown
    received_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    chosen = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"devis {self.supplier}"


class Attachment(Owned):
    """A paper joined to a project: its bytes are the stored file of the same imprint."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=12, choices=enums.AttachmentKind, default=enums.AttachmentKind.AUTRE)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    added_on = models.DateField()

    def __str__(self) -> str:
        return self.name
