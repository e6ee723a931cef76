"""What the labels of our structures are read against: the length of a convention, the mention it bears."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.directory.queries.labels import Borne, borne
from filage.productions.models import Structure
from filage.rules.checks import FIRST_NOTICE
from filage.rules.engine.text import counted, day_text


def conventions_ending(season: Any) -> Iterator[Found]:
    """Yield the conventions of our structures that end within sixty days, or have ended, nothing following them."""
    for structure, held in _conventions(season):
        last = max((one for one in held if one.ends is not None), key=lambda one: one.ends or season.today, default=None)
        if last is None or last.ends is None or (last.ends - season.today).days > FIRST_NOTICE:
            continue
        years = counted(last.known.years or 0, "an")
        gone = "a pris fin" if last.ends < season.today else "prend fin"
        text = f"{last.known.name} : la convention de {years} {gone} le {day_text(last.ends)}."
        yield _found(structure, last, text, "La renouveler, puis saisir sa nouvelle période.")


def conventions_undated(season: Any) -> Iterator[Found]:
    """Yield the conventions of our structures that say neither their beginning nor their end."""
    for structure, held in _conventions(season):
        for one in held:
            if one.ends is None:
                text = f"{one.known.name} : ni début ni fin, le renouvellement de la convention ne peut pas être rappelé."
                yield _found(structure, one, text, "Saisir son premier jour.")


def mentions_unsaid(season: Any) -> Iterator[Found]:
    """Yield the labels of our structures whose mention is none of those that exist."""
    for structure, held in _conventions(season):
        for one in held:
            if one.known.mentions and not any(mention.casefold() in one.row.note.casefold() for mention in one.known.mentions):
                text = f"{one.known.name} : la mention n’est pas dite ({' ; '.join(one.known.mentions)})."
                yield _found(structure, one, text, "Écrire la mention dans la note du label.")


def _conventions(season: Any) -> Iterator[tuple[Structure, list[Borne]]]:
    """Yield our structures that bear an appellation given for some years, with it; several follow one another."""
    if season.production_ids:
        return
    for structure in season.structures:
        if structure.ours:
            held = [one for one in borne(season, structure.pk) if one.known.years is not None]
            if held:
                yield structure, held


def _found(structure: Structure, one: Borne, message: str, remedy: str) -> Found:
    return Found(
        subject=structure.name,
        message=message,
        remedy=remedy,
        remedy_url=f"/carnet/structures/{structure.pk}/",
        about=(f"structure:{structure.pk}",),
        part=str(one.row.pk),
    )


FOUR_YEARS = Citation(
    "Ministère de la Culture, « Scène conventionnée d’intérêt national » : convention de quatre ans, trois mentions",
    "https://www.culture.gouv.fr/thematiques/spectacle-vivant",
    "one_source",
)

_check = checks_of("directory")
CHECKS = (
    _check("LAB-001", "La convention d’un label prend fin", conventions_ending, Severity.ALERTE, FOUR_YEARS),
    _check("LAB-002", "Une convention n’a pas de date", conventions_undated, Severity.INCONNU, FOUR_YEARS),
    _check("LAB-003", "La mention d’une scène conventionnée n’est pas dite", mentions_unsaid, Severity.INCONNU, FOUR_YEARS),
)
