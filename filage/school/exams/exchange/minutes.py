"""What the minutes of a jury hold in the Filage file: whatever its papers and its letters will read of them."""

from collections.abc import Iterator
from typing import TypedDict

from filage.core.rails.exchange import Problem, Row


class Certification(TypedDict):
    """What the jury certifies."""

    code: str
    titre: str
    version: str


class Juror(TypedDict):
    """Who sat, and for how many candidates she stood aside."""

    nom: str
    qualite: str
    employeur: str
    preside: bool
    remplace: bool
    present: bool
    ecarte_pour: int


class Competence(TypedDict):
    """A column of the minutes, in its block."""

    code: str
    bloc: str
    titre: str


class Block(TypedDict):
    """A group of columns."""

    code: str
    titre: str


class Exemption(TypedDict):
    """A criterion that a candidate asked to be spared."""

    competence: str
    critere: int
    accordee: bool
    avis: str


class Candidate(TypedDict):
    """A line of the minutes."""

    id: str
    nom: str
    numero: str
    voie: str
    resultats: dict[str, str]
    votes: dict[str, str]
    motifs_competences: dict[str, str]
    blocs: dict[str, bool | None]
    a_representer: list[str]
    decision: str
    decision_dite: str
    motifs: str
    preconisations: str
    amenagements: str
    exemptions: list[Exemption]
    ecartes: list[str]


class Minutes(TypedDict):
    """The minutes, whole."""

    session: str
    certification: Certification
    certificateur: str
    organisme: str
    epreuves: list[str]
    lieu: str
    version: int
    motif_reouverture: str
    ouverte: str
    close: str
    quorum: str
    regle: str
    criteres_officiels: bool
    jures: list[Juror]
    competences: list[Competence]
    blocs: list[Block]
    candidats: list[Candidate]
    incidents: str
    recours: str


def closed_with_minutes(row: Row) -> Iterator[Problem]:
    """Refuse a closed deliberation without minutes."""
    if row["closed_at"] and not row["minutes"]:
        yield "proces_verbal", "manque à une délibération close"
