"""Says what a paper of employment must be told: who employs whom, to do what, when, for how much; None and "" are unknown."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from filage.documents.clauses.shapes import Article
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Money

type Kind = Literal["cddu-artiste", "cddu-technicien", "cddu-collectif", "cdd", "remplacement", "cdi", "intervention", "avenant"]
type Unit = Literal["cachet", "service", "heure", "jour", "mois", "forfait"]
type Ground = Literal["", "numero", "orchestre"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """The structure that engages; `funds` hold a name and an address, as the structure typed them."""

    name: str
    legal_form: str = ""
    address: str = ""
    siret: str = ""
    ape: str = ""
    representative: str = ""
    quality: str = ""
    licences: tuple[str, ...] = ()
    agreement: str = ""  # IDCC
    urssaf: str = ""
    retirement: str = ""
    welfare: str = ""
    conges_number: str = ""
    medical: str = ""
    email: str = ""
    phone: str = ""
    guso: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """Who is engaged."""

    name: str
    birth_name: str = ""
    born_on: date | None = None
    birth_place: str = ""
    nationality: str = ""
    address: str = ""
    nir: str = ""
    conges_number: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A service attended: `hours` is as the calendar says it, on the clocks of the place."""

    on: date
    until: date | None = None
    what: str = ""
    title: str = ""
    place: str = ""
    starts: str = ""
    ends: str = ""
    units: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """Who is replaced, in which qualification, from which day; never why: the law asks for no more than an absence."""

    name: str
    qualification: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One embauche, as its contract says it. `quantity` counts the units in all; `total` is their gross."""

    status: Literal["artiste", "technicien", "permanent", "intervention"]
    contract: Literal["CDDU", "CDD", "CDI"]
    employer: Employer
    employee: Employee
    function: str
    title: str
    position: str = ""
    executive: bool = False
    motive: str = ""
    phase: str = ""
    object_number: str = ""
    director: str = ""
    deduction: str = ""
    starts: date | None = None
    ends: date | None = None
    days: tuple[Day, ...] = ()
    weekly_hours: Decimal | None = None
    unit: Unit = "cachet"
    gross: Money = None
    quantity: Decimal | None = None
    total: Money = None
    replaced: Replaced | None = None
    dpae_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is chosen when the contract is made, and is kept with it."""

    trial: bool = False
    spread: str = ""  # how the hours of a part time are spread over the week or the month
    ground: Ground = ""  # why several artists may share one contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an amendment changes: the subject, what the contract said, what it says from now on."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmploymentData:
    """A paper of employment: its facts, and its text as it was assembled that day. `draft` marks what is still missing."""

    head: Head
    kind: Kind
    title: str
    nature: str
    terms: tuple[Terms, ...]  # one, or each artist of a collective contract, who signs first
    choices: Choices
    articles: tuple[Article, ...]
    draft: bool = False
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    amends: str = ""  # the reference and the day of the contract that an amendment changes


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of an official form, as it is copied there; `missing` when nobody said it and the form asks for it."""

    label: str
    value: str
    missing: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGroup:
    """The fields of one part of a form, in its order."""

    name: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormData:
    """What is copied into an official form: its parts in order, what is missing, where and until when it is given."""

    head: Head
    title: str
    subject: str
    where: str
    groups: tuple[FormGroup, ...]
    citation: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of the fields that are missing."""
        return tuple(field.label for group in self.groups for field in group.fields if field.missing)
