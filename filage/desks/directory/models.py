"""What the directory keeps of contacts: labels and roles over time, what was said to whom, what comes next, and by what right."""

from uuid import UUID

from django.conf import settings
from django.db import models

from filage.core.scope import Owned, Scoped
from filage.rules.directory import labels

from . import enums

MOST_WORDS = 600  # characters by which a contact is found: an index holds no more, whatever they are written in


class InTheMargin(Owned):
    """Abstract: what is noted about a contact moves no figure of a spectacle but the one it names."""

    class Meta(Owned.Meta):
        abstract = True

    def touched_productions(self) -> set[UUID]:
        """Return the production it speaks of, or none."""
        found = getattr(self, "production_id", None)
        return {found} if found else set()


class Label(InTheMargin):
    """A label, an appellation or a kind that a structure bears, from a day to another."""

    structure = models.ForeignKey("productions.Structure", on_delete=models.CASCADE, related_name="labels")
    code = models.CharField(max_length=20)  # of `rules.directory.labels`
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)  # the mention of a convention

    class Meta(Owned.Meta):
        indexes = [
            models.Index(fields=["organisation", "structure", "code"], name="label_by_structure"),
            models.Index(fields=["organisation", "code", "structure"], name="label_by_code"),
        ]

    def __str__(self) -> str:
        return labels.label_name(self.code)


class Affiliation(InTheMargin):
    """What somebody does in a structure, from a day to another, and how to reach her there."""

    person = models.ForeignKey("productions.Person", on_delete=models.CASCADE, related_name="affiliations")
    structure = models.ForeignKey("productions.Structure", on_delete=models.CASCADE, related_name="affiliations")
    venue = models.ForeignKey("productions.Venue", on_delete=models.SET_NULL, null=True, blank=True, related_name="affiliations")
    function = models.CharField(max_length=20, choices=enums.Function, default=enums.Function.AUTRE)
    title = models.CharField(max_length=120, blank=True)  # as her card says it
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)  # last day; empty: still there
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta(Owned.Meta):
        indexes = [
            models.Index(fields=["organisation", "person"], name="affiliation_by_person"),
            models.Index(fields=["organisation", "structure"], name="affiliation_by_structure"),
        ]

    def __str__(self) -> str:
        return self.title or self.get_function_display()


class Interaction(InTheMargin):
    """A moment when one was in touch: met, called, written to, or came to see a spectacle."""

    structure = models.ForeignKey(
        "productions.Structure", on_delete=models.CASCADE, null=True, blank=True, related_name="interactions"
    )
    person = models.ForeignKey("productions.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="interactions")
    production = models.ForeignKey(
        "productions.Production", on_delete=models.SET_NULL, null=True, blank=True, related_name="interactions"
    )
    venue = models.ForeignKey("productions.Venue", on_delete=models.SET_NULL, null=True, blank=True, related_name="interactions")
    kind = models.CharField(max_length=12, choices=enums.InteractionKind)
    direction = models.CharField(max_length=8, choices=enums.Direction, default=enums.Direction.SORTANT)
    on = models.DateField()
    where = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["organisation", "on"], name="interaction_by_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on:%d/%m/%Y}"


class NextGesture(InTheMargin):
    """What is to be done next with a contact, by whom and when."""

    structure = models.ForeignKey(
        "productions.Structure", on_delete=models.CASCADE, null=True, blank=True, related_name="next_gestures"
    )
    person = models.ForeignKey(
        "productions.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="next_gestures"
    )
    production = models.ForeignKey(
        "productions.Production", on_delete=models.SET_NULL, null=True, blank=True, related_name="next_gestures"
    )
    what = models.CharField(max_length=200)
    due_on = models.DateField()
    owner = models.CharField(max_length=120, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["organisation", "done_on", "due_on"], name="gesture_by_day")]

    def __str__(self) -> str:
        return self.what


class Consent(InTheMargin):
    """By what right the name of somebody is kept, since when, from where, and whether she refused to be written to."""

    person = models.OneToOneField("productions.Person", on_delete=models.CASCADE, related_name="consent")
    basis = models.CharField(max_length=20, choices=enums.LegalBasis, default=enums.LegalBasis.INTERET_LEGITIME)
    since = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    opposed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.get_basis_display()


class ContactWords(Scoped):
    """The folded words by which a contact is found: hers and those of the houses where she has a role. Computed, never edited.

    It leaves with her in the act that removes her (`operations.words`), and is no part of what a set of changes gives back.
    """

    person = models.OneToOneField(
        "productions.Person", on_delete=models.DO_NOTHING, primary_key=True, related_name="contact_words"
    )
    words = models.CharField(max_length=MOST_WORDS)

    class Meta:
        indexes = [models.Index(fields=["organisation", "words"], name="contact_by_words")]

    def __str__(self) -> str:
        return self.words


class ContactImport(Owned):
    """One list of contacts that somebody brought: what was read of it, decided and written. Together, the journal."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)  # of the bytes among the stored files, until it is written or left
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=enums.ImportState, default=enums.ImportState.LU)
    header = models.IntegerField(default=-1)  # row of the headings; -1 when there is none
    roles = models.JSONField(default=list)  # what each column holds
    decisions = models.JSONField(default=dict)  # line -> id of the card it is, or « nouveau »
    counts = models.JSONField(default=dict)  # what was written, by kind
    refused = models.CharField(max_length=300, blank=True)

    class Meta(Owned.Meta):
        ordering = ["-read_at", "-id"]

    def __str__(self) -> str:
        return self.name
