"""What moved between two versions of a certification: competences that came, left or were worded again, and its dates."""

from collections.abc import Iterator

from filage.rules.schooling.certification import Certification


def moved(before: Certification, after: Certification) -> list[str]:
    """Return, in French, what a version says that the one before it did not; nothing when they say the same."""
    return list(_moves(before, after))


def _moves(before: Certification, after: Certification) -> Iterator[str]:
    if before.expires_on != after.expires_on:
        yield f"échéance {before.expires_on:%d/%m/%Y} → {after.expires_on:%d/%m/%Y}"
    if before.title != after.title:
        yield f"intitulé : {after.title}"
    old, new = ({one.code: one for one in held.competences} for held in (before, after))
    for word, held, other in (("compétence ajoutée", new, old), ("compétence retirée", old, new)):
        yield from (f"{word} : {code}, {held[code].title}" for code in sorted(held.keys() - other.keys()))
    shared = sorted(old.keys() & new.keys())
    for code in (code for code in shared if old[code].title != new[code].title):
        yield f"intitulé changé : {code}, « {old[code].title} » devient « {new[code].title} »"
    if weighed := [code for code in shared if old[code].criteria != new[code].criteria]:
        yield f"critères changés : {len(weighed)} compétence{'s' if len(weighed) > 1 else ''}"
    if before.jury != after.jury:
        yield "composition du jury changée"
