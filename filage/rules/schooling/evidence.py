"""What proves a deliverable: the words of its name say which facts of a production answer it; nothing here names a competence."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from filage.rules.reading.folding import folded


class Fact(StrEnum):
    """What the office may hold of a production that proves something."""

    INTERVIEW = "entretien"
    NEEDS = "besoins"
    CREATION = "budget_creation"
    EXPLOITATION = "budget_exploitation"
    WORKBOOK = "classeur"
    TREASURY = "tresorerie"
    FUNDERS = "financeurs"
    DOSSIER = "dossier"
    PRICE = "prix"
    COMMITTED = "engage"
    EMPLOYMENT = "contrats_travail"
    DPAE = "dpae"
    HIRES = "embauches"
    PAY = "paie"
    SALE = "cession"
    SHARED = "corealisation"
    COPRODUCTION = "coproduction"
    RESIDENCY = "residence"
    LOAN = "mise_a_disposition"
    WORKS = "oeuvres"
    PLAN = "retroplanning"
    TOUR = "tournee"
    TRAVEL = "deplacements"
    NIGHTS = "nuits"
    COST_OF_TRAVEL = "cout_vhr"
    DAY_SHEET = "feuille_de_route"
    STORY = "textes"


# words of a deliverable, as folded patterns, and the facts that prove it; the first that answers wins
ANSWERS: tuple[tuple[str, tuple[Fact, ...]], ...] = (
    (r"\bentretien\b.*\bartiste", (Fact.INTERVIEW,)),
    (r"\bliste des besoins\b", (Fact.NEEDS,)),
    (r"\bhypotheses\b", (Fact.WORKBOOK,)),
    (r"\bbudget de (production|creation)\b", (Fact.CREATION, Fact.WORKBOOK)),
    (r"\bbudget d.exploitation\b", (Fact.EXPLOITATION, Fact.WORKBOOK)),
    (r"\bplan de tresorerie\b", (Fact.TREASURY,)),
    (r"\bfinanceurs\b", (Fact.FUNDERS,)),
    (r"\bdossier de subvention\b", (Fact.DOSSIER,)),
    (r"\bprix de cession\b|\bgrille tarifaire\b", (Fact.PRICE,)),
    (r"\bprevu\b.*\brealise\b", (Fact.COMMITTED,)),
    (r"\bcddu\b|\bcontrats? de travail\b", (Fact.EMPLOYMENT,)),
    (r"\bdpae\b", (Fact.DPAE,)),
    (r"\btableau des contrats\b", (Fact.HIRES,)),
    (r"\bsimulation de paie\b", (Fact.PAY,)),
    (r"\bcontrat de cession\b", (Fact.SALE,)),
    (r"\bcontrat de corealisation\b", (Fact.SHARED,)),
    (r"\bcontrat de coproduction\b", (Fact.COPRODUCTION,)),
    (r"\bconvention de residence\b", (Fact.RESIDENCY,)),
    (r"\bmise a disposition\b", (Fact.LOAN,)),
    (r"\binventaire des .*droits\b", (Fact.WORKS,)),
    (r"\bretroplanning\b|\bgantt\b|\bjalons\b|\btableau de taches\b", (Fact.PLAN,)),
    (r"\bplan de tournee\b", (Fact.TOUR, Fact.TRAVEL)),
    (r"\breservations\b", (Fact.NIGHTS, Fact.TRAVEL)),
    (r"\brooming list\b", (Fact.NIGHTS,)),
    (r"\bbudget vhr\b", (Fact.COST_OF_TRAVEL,)),
    (r"\bfeuille de route\b", (Fact.DAY_SHEET,)),
    (r"\bargumentaire\b", (Fact.STORY,)),
    (r"^dossier$", (Fact.DOSSIER,)),
)


class State(StrEnum):
    """Where a deliverable stands."""

    MISSING = "manque"
    FOUND = "trouve"
    STARTED = "en_cours"
    READY = "pret"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Something of a production that proves: its name, of which production, its day, its address, the imprint of its bytes."""

    fact: Fact
    name: str
    work: str = ""
    on: date | None = None
    url: str = ""
    imprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A proof that a candidate gave: a file or a word, with the state that she says."""

    key: str
    name: str = ""
    note: str = ""
    state: State
    on: date | None = None
    imprint: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A deliverable of a competence: its state, what the office holds that proves it, what was given."""

    competence: str
    deliverable: str
    held: tuple[Held, ...]
    given: tuple[Given, ...]

    @property
    def state(self) -> State:
        """Return what the candidate says of it, else whether something was found."""
        said = [one.state for one in self.given]
        if said:
            return max(said, key=list(State).index)
        return State.FOUND if self.held else State.MISSING

    @property
    def is_proved(self) -> bool:
        """Tell whether something proves it: found, or said ready."""
        return self.state in (State.FOUND, State.READY)

    @property
    def on(self) -> date | None:
        """Return the last day of what proves it."""
        days = [one.on for one in self.held] + [one.on for one in self.given]
        return max((on for on in days if on), default=None)


def facts_for(deliverable: str) -> tuple[Fact, ...]:
    """Return the facts that prove a deliverable, by its words; none when only a file can."""
    said = folded(deliverable)
    return next((facts for pattern, facts in ANSWERS if re.search(pattern, said)), ())


def matrix(
    competences: Mapping[str, Sequence[str]], held: Collection[Held], given: Mapping[tuple[str, str], Sequence[Given]]
) -> Iterator[Cell]:
    """Yield a cell for each deliverable of each competence, in the order of the record."""
    for code, deliverables in competences.items():
        for deliverable in deliverables:
            facts = facts_for(deliverable)
            found = tuple(sorted((one for one in held if one.fact in facts), key=lambda one: facts.index(one.fact)))
            yield Cell(code, deliverable, found, tuple(given.get((code, deliverable), ())))
