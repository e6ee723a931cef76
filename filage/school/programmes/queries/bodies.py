"""Who teaches, as contracts, certificates and yearly accounts say it: declaration number, SIRET, Qualiopi, who signs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from filage.productions.models import Structure
from filage.rules.schooling.bodies import activity_number_fault, mention, spoken
from filage.school.programmes.models import SchoolSession, TrainingBody


@dataclass(frozen=True, slots=True)
class Body:
    """A structure as a training body; `row` is None while nobody typed what the school knows of it."""

    structure: Structure | None
    row: TrainingBody | None

    @property
    def name(self) -> str:
        """Return its name, empty when the house has no structure."""
        return self.structure.name if self.structure else ""

    @property
    def siret(self) -> str:
        """Return its fourteen digits, empty when unknown."""
        return self.structure.siret if self.structure else ""

    @property
    def activity_number(self) -> str:
        """Return its number of declaration of activity as it is read, empty when unknown."""
        return spoken(self.row.activity_number) if self.row else ""

    @property
    def mention(self) -> str:
        """Return the two sentences that its contracts, conventions and advertisements bear; empty without a number."""
        return mention(self.row.activity_number, self.row.region) if self.row else ""

    @property
    def representative(self) -> str:
        """Return who signs for it, empty when unknown."""
        return self.structure.representative if self.structure else ""

    @property
    def quality(self) -> str:
        """Return in which quality its representative signs, empty when unknown."""
        return self.structure.representative_quality if self.structure else ""

    @property
    def signature(self) -> str:
        """Return the line under its signature: « Hélène Marsouin, directrice », or its name when nobody is named."""
        return ", ".join(part for part in (self.representative, self.quality) if part) or self.name

    @property
    def qualiopi(self) -> str:
        """Return its quality certificate in one line, empty when unknown."""
        if not self.row or not self.row.qualiopi_number:
            return ""
        parts = [f"Qualiopi n° {self.row.qualiopi_number}"]
        parts += [f"délivré par {self.row.qualiopi_by}"] if self.row.qualiopi_by else []
        parts += [f"le {self.row.qualiopi_since:%d/%m/%Y}"] if self.row.qualiopi_since else []
        until = f", valable jusqu’au {self.row.qualiopi_until:%d/%m/%Y}" if self.row.qualiopi_until else ""
        return " ".join(parts) + until

    def lacks(self, on: date) -> list[str]:
        """Return what is missing, or over on a day, of what a contract, a certificate or the yearly account must say."""
        return list(_lacks(self, on))


def _lacks(body: Body, on: date) -> Iterator[str]:
    named = {"le SIRET": body.siret, "le n° de déclaration d’activité": body.activity_number}
    named |= {"qui la représente": body.representative}
    yield from (what for what, held in named.items() if not held)
    row = body.row
    if row and row.activity_number and activity_number_fault(row.activity_number):
        yield "un n° de déclaration d’activité qui puisse en être un"
    if row is None or not row.qualiopi_number:
        yield "le certificat Qualiopi"
    elif row.qualiopi_until is not None and row.qualiopi_until < on:
        yield f"un certificat Qualiopi en cours (échu le {row.qualiopi_until:%d/%m/%Y})"


def body_of(session: SchoolSession) -> Body:
    """Return who gives a session: the structure that it names, else the first of ours; two queries at most."""
    structure = session.body or ours(session.organisation_id)
    return of(structure) if structure else Body(None, None)


def house_body(organisation: Any) -> Body:
    """Return the training body that the house is, whatever the session: its first structure; two queries."""
    structure = ours(organisation)
    return of(structure) if structure else Body(None, None)


def of(structure: Structure) -> Body:
    """Return a structure as a training body; one query."""
    return Body(structure, TrainingBody.objects.within(structure.organisation_id).filter(structure=structure).first())


def ours(organisation: Any) -> Structure | None:
    """Return the first structure of the house; one query."""
    found: Structure | None = Structure.objects.within(organisation).filter(ours=True).order_by("rank", "id").first()
    return found


def bodies(organisation: Any) -> list[Body]:
    """Return those that teach for a house: ours, those that sessions name, and those that were typed; two queries."""
    held = {one.structure_id: one for one in TrainingBody.objects.within(organisation).select_related("structure")}
    named = SchoolSession.objects.within(organisation).order_by().filter(body__isnull=False).values("body")
    rows = Structure.objects.within(organisation)
    asked = rows.filter(ours=True) | rows.filter(pk__in=named) | rows.filter(pk__in=list(held))
    return [Body(one, held.get(one.pk)) for one in asked.order_by("-ours", "rank", "id")]
