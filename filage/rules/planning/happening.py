"""Which kind of service the words of an event tell: « Raccords + représentation » is a performance, « Train » a journey."""

import re

from filage.rules.reading.folding import folded

WORDS = (  # the first that is found tells
    ("reunion", r"reunion|rendez-vous|rdv|visio|assemblee generale"),
    ("montage", r"montage|demontage|raccords?|raccord technique|focus|implantation|dechargement|conduite lumiere|get-in|load-in"),
    ("atelier", r"ateliers?|mediation|bord plateau|rencontre|stage"),
    ("voyage", r"voyage|trajet|train|vol|route|depart|retour|travel"),
    ("residence", r"residences?"),
    ("repetition", r"repetitions?|repet|filage|italienne|generale|rehearsal"),
    ("concert", r"concerts?|balance|showcase|release party"),
    ("representation", r"representations?|spectacle|seance|scolaire|premiere|show|performance"),
)


def kind_of(text: str) -> str:
    """Return the kind that some words tell, empty when they tell none."""
    plain = folded(text)
    return next((kind for kind, words in WORDS if re.search(rf"\b(?:{words})\b", plain)), "")
