"""What the budget desk keeps: lines, their years and instalments, hypotheses, and frozen versions."""

from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.remembering import Shareable
from filage.core.scope import Owned
from filage.productions.enums import Phase

from . import enums


class Line(Owned, Shareable):
    """One charge or produit, read by destination, account, phase, fiscal year and funder."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="budget_lines")
    side = models.CharField(max_length=8, choices=enums.Side)
    phase = models.CharField(max_length=20, choices=Phase)
    label = models.CharField(max_length=200)
    destination = models.CharField(max_length=1, choices=enums.Destination)
    account = models.CharField(max_length=8, blank=True)
    quantity = RateField(default=1)
    unit = models.CharField(max_length=40, blank=True)
    unit_price = RateField(null=True, blank=True)  # empty is unknown
    per_performance = models.BooleanField(default=False)  # quantity is for each performance
    activity = models.ForeignKey(
        "productions.Activity", on_delete=models.SET_NULL, null=True, blank=True, related_name="budget_lines"
    )
    hosting = models.CharField(max_length=8, choices=enums.HostingMode, blank=True)
    vat_handling = models.CharField(max_length=4, choices=enums.VatHandling, default=enums.VatHandling.HT)
    vat_rate = RateField(null=True, blank=True)  # percent
    aid = models.CharField(max_length=40, blank=True)  # code of an aid of the catalogue, when this income is one
    eligible_base = MoneyField(null=True, blank=True)  # what the request of this aid counts as eligible
    asked = MoneyField(null=True, blank=True)  # of a funder, when it gave another sum than the line now counts
    funder = models.ForeignKey(
        "productions.Structure", on_delete=models.RESTRICT, null=True, blank=True, related_name="budget_lines"
    )
    nature = models.CharField(max_length=10, choices=enums.Nature, blank=True)  # of a coproducer's contribution
    status = models.CharField(max_length=16, blank=True)  # IncomeStatus or ExpenseStatus, after the side
    on = models.DateField(null=True, blank=True)  # when it is owed; a payment says when it is paid
    deal = models.ForeignKey(
        "productions.Deal", on_delete=models.SET_NULL, null=True, blank=True, related_name="budget_lines"
    )  # whose money it is: the line counts, the contract no more
    need = models.ForeignKey("productions.Need", on_delete=models.SET_NULL, null=True, blank=True, related_name="budget_lines")
    source = models.CharField(max_length=200, blank=True)  # quote n°, agreement, rule
    comment = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.label


class LineYear(Owned):
    """The part of a line that belongs to a fiscal year (named after the year it ends in)."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="years")
    fiscal_year = models.PositiveSmallIntegerField()
    amount = MoneyField()

    def __str__(self) -> str:
        return f"exercice {self.fiscal_year}"


class Payment(Owned):
    """One instalment of a line: an amount, or a share of the line in percent."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="payments")
    on = models.DateField()
    amount = MoneyField(null=True, blank=True)
    share = RateField(null=True, blank=True)
    paid = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"paiement du {self.on:%d/%m/%Y}"


class FundingPaper(Owned):
    """A letter or a paper between a funder and the office: sent or received, or still due."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=12, choices=enums.PaperKind, default=enums.PaperKind.LETTRE)
    reference = models.CharField(max_length=160, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)  # empty: not sent or not received yet
    attachment = models.ForeignKey(
        "productions.Attachment", on_delete=models.SET_NULL, null=True, blank=True, related_name="funding_papers"
    )

    def __str__(self) -> str:
        return self.reference or self.get_kind_display()


class Hypothesis(Owned):
    """A figure the production chose, with where it comes from."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="hypotheses")
    code = models.CharField(max_length=24, choices=enums.HypothesisCode)
    value = RateField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)  # the first day of the treasury plan, for its opening balance
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["production", "code"], name="hypothesis_once")]

    def __str__(self) -> str:
        return self.get_code_display()


class Version(Owned):
    """A budget frozen for someone: its figures never change again."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="budget_versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    frozen_on = models.DateField()
    sent_to = models.ForeignKey(
        "productions.Structure", on_delete=models.RESTRICT, null=True, blank=True, related_name="received_budgets"
    )
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"version {self.number}, {self.name}"


class Contribution(Owned):
    """A line that a post proposes for the budget; accepted, it becomes a line and stays linked to it."""

    production = models.ForeignKey("productions.Production", on_delete=models.CASCADE, related_name="contributions")
    post = models.CharField(max_length=12, choices=enums.Post)
    author = models.CharField(max_length=120, blank=True)
    label = models.CharField(max_length=200)
    quantity = RateField(default=1)
    unit = models.CharField(max_length=40, blank=True)
    unit_price = RateField(null=True, blank=True)  # empty is unknown
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=enums.ContributionState, default=enums.ContributionState.PROPOSEE)
    reason = models.CharField(max_length=300, blank=True)  # of a refusal
    line = models.ForeignKey(Line, on_delete=models.SET_NULL, null=True, blank=True, related_name="contributions")
    proposed_on = models.DateField()

    def __str__(self) -> str:
        return self.label
