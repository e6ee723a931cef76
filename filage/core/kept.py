"""What the rails keep as rows, production by production, so that a page reads one query a rail."""

from uuid import UUID

from django.db import models

from filage.core.fields import MoneyField, RateField
from filage.core.remembering import Shareable
from filage.core.scope import Scoped


class KeptRow(Scoped):
    """Abstract: a row that a provider computed; never edited, only computed again."""

    production = models.UUIDField(null=True)  # none: the organisation itself
    provider = models.CharField(max_length=40)

    class Meta:
        abstract = True
        ordering = ["id"]
        indexes = [models.Index(fields=["organisation", "production"])]

    @property
    def production_id(self) -> UUID | None:
        """Return the production it is about, as access asks for it."""
        return self.production


class CostRow(KeptRow, Shareable):
    """A cost line, with the formula of its amount; an unknown amount is null and says why."""

    key = models.CharField(max_length=200)
    origin = models.CharField(max_length=120)
    label = models.CharField(max_length=300)
    stage = models.CharField(max_length=12)
    side = models.CharField(max_length=8)
    amount = MoneyField(null=True)
    formula = models.TextField(blank=True)
    unknown_reason = models.TextField(blank=True)
    vat_rate = RateField(null=True)
    on = models.DateField(null=True)
    pays_on = models.DateField(null=True)
    activity = models.UUIDField(null=True)
    destination = models.CharField(max_length=12, blank=True)
    account = models.CharField(max_length=12, blank=True)
    phase = models.CharField(max_length=20, blank=True)
    fiscal_year = models.PositiveSmallIntegerField(null=True)
    funder = models.UUIDField(null=True)
    structure = models.UUIDField(null=True)
    status = models.CharField(max_length=20, blank=True)
    certain = models.BooleanField(default=True)
    variable = models.BooleanField(default=False)
    cash = models.BooleanField(default=True)

    class Meta(KeptRow.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="cost_key_once")]


class DeadlineRow(KeptRow):
    """A dated duty."""

    key = models.CharField(max_length=200)
    on = models.DateField()
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=160, blank=True)
    state = models.CharField(max_length=40, blank=True)
    url = models.CharField(max_length=300, blank=True)
    structure = models.UUIDField(null=True)

    class Meta(KeptRow.Meta):
        ordering = ["on", "id"]


class FindingRow(KeptRow):
    """What a control found; `about` names the objects that wear it, each between spaces."""

    key = models.CharField(max_length=200, blank=True)
    imprint = models.CharField(max_length=16, blank=True)  # of its facts: a dismissal holds as long as it is the same
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=12)
    subject = models.CharField(max_length=300)
    message = models.TextField()
    remedy = models.TextField(blank=True)
    remedy_url = models.CharField(max_length=300, blank=True)
    citation = models.TextField(blank=True)
    citation_url = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=20, blank=True)
    about = models.TextField(blank=True)
    act = models.CharField(max_length=20, blank=True)
    pay = models.BooleanField(default=False)

    dismissed = False  # set aside today: said by `read.all_findings`


class SearchRow(KeptRow):
    """What the search box may find; `folded` is title and text without accents or capitals."""

    key = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    folded = models.TextField()
    url = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=40, blank=True)


class KeyFigureRow(KeptRow):
    """One figure of the head of a page."""

    code = models.CharField(max_length=60)
    label = models.CharField(max_length=160)
    amount = MoneyField(null=True)
    unknown_reason = models.TextField(blank=True)
    text = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=300, blank=True)
    tone = models.CharField(max_length=20, blank=True)
    url = models.CharField(max_length=300, blank=True)
    rank = models.PositiveIntegerField(default=100)

    class Meta(KeptRow.Meta):
        ordering = ["rank", "id"]


class FactsRow(Scoped):
    """The imprints of what the documents of a production say, and the version of Filage that computed its rows."""

    production = models.UUIDField(null=True)
    imprints = models.JSONField(default=dict)  # sha256 by source of facts, "costs" among them
    version = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["organisation", "production"])]
