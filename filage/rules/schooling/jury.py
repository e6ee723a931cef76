"""Whether a jury may sit, and whom a tie sets aside for a candidate."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from filage.rules.schooling.certification import Seats

OUTSIDE = "externe"
SPOKEN = {
    "direction": "direction de l’école ou son représentant",
    "pedagogie": "responsable pédagogique",
    "formateur": "enseignant formateur",
    OUTSIDE: "professionnel externe du métier",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Juror:
    """A member of a jury: in what quality, whether the body employs her, whom she trained and whom she is tied to."""

    quality: str
    employed: bool = False  # by the training body or the certifier
    trained: Collection[str] = ()
    ties: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """What sets a member aside for one candidate."""

    rank: int
    candidate: str
    reason: str


def missing(seats: Sequence[Seats], jurors: Sequence[Juror]) -> list[str]:
    """Return what a full jury lacks, nothing when it may sit; an external who is an employee of the body does not count."""
    return [text for seat in seats if (text := _lack(seat, jurors))]


def asked(seats: Sequence[Seats]) -> list[str]:
    """Return who sits in a full jury, so many of each quality."""
    return [f"{seat.count} × {' ou '.join(SPOKEN.get(one, one) for one in seat.qualities)}" for seat in seats]


def ties(jurors: Sequence[Juror], candidates: Sequence[str]) -> list[Tie]:
    """Return whom a tie sets aside, and for whom: it never makes the jury invalid."""
    return [
        Tie(rank, candidate, reason)
        for rank, juror in enumerate(jurors)
        for candidate in candidates
        for held, reason in ((juror.trained, "a formé ce candidat"), (juror.ties, "lien déclaré avec ce candidat"))
        if candidate in held
    ]


def set_aside(jurors: Sequence[Juror]) -> list[int]:
    """Return the ranks of the externals who do not count, being employees of the body."""
    return [rank for rank, juror in enumerate(jurors) if juror.quality == OUTSIDE and juror.employed]


def _lack(seat: Seats, jurors: Sequence[Juror]) -> str:
    outside = set(set_aside(jurors))
    held = sum(juror.quality in seat.qualities for rank, juror in enumerate(jurors) if rank not in outside)
    if held >= seat.count:
        return ""
    who = " ou ".join(SPOKEN.get(one, one) for one in seat.qualities)
    return f"{who[:1].upper()}{who[1:]} : {held} sur {seat.count}."
