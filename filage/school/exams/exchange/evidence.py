"""What candidates prove with, in the Filage file; an archive brings the bytes of their files."""

from collections.abc import Iterator

from filage.core.rails.exchange import Problem, Row, Table, fields, provide
from filage.school.exams import models

HIGHEST = 3


def _on_the_scale(row: Row) -> Iterator[Problem]:
    if row["level"] > HIGHEST:
        yield "niveau", f"va de 0 à {HIGHEST}"


WORKS = Table(
    model=models.CandidateWork,
    key="spectacles_presentes",
    noun="un spectacle présenté par une candidate ou un candidat",
    parent="candidate",
    unique=(("candidate", "spectacle"),),
    fields=fields(spectacle="work"),
)
PROOFS = Table(
    model=models.Proof,
    key="preuves",
    noun="une preuve",
    parent="candidate",
    carries_bytes=True,
    fields=fields(
        competence="competence",
        livrable="deliverable",
        etat="state",
        date="on",
        note="note",
        nom="name",
        format="media_type",
        taille="size",
        sha256="sha256",
    ),
)
LEVELS = Table(
    model=models.SelfLevel,
    key="niveaux",
    noun="un niveau que la personne se donne",
    parent="candidate",
    unique=(("candidate", "competence"),),
    fields=fields(competence="competence", niveau="level"),
    checks=(_on_the_scale,),
)

provide(WORKS, PROOFS, LEVELS)
