"""When two cards are one: the same SIRET, the same name in the same postal code, or names near enough to be looked at."""

import re
from difflib import SequenceMatcher

from filage.rules.reading.folding import folded

NEAR = 0.84  # of 1: from here on, a reader decides
SMALL = frozenset(
    ["le", "la", "les", "l", "du", "de", "des", "d", "et", "a", "au", "aux", "en", "the", "of", "association", "asso"]
)


def normalised(name: str) -> str:
    """Return a name as it is compared: « Théâtre de la Ville » and « THEATRE LA VILLE » are one."""
    words = re.sub(r"[^a-z0-9]+", " ", folded(name)).split()
    return " ".join(word for word in words if word not in SMALL) or " ".join(words)


def likeness(one: str, other: str) -> float:
    """Return how near two normalised names are, from 0 to 1."""
    matcher = SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0.0
    return matcher.ratio()
