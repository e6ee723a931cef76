"""What the links of the attendance open, and which are open."""

from collections.abc import Iterable
from typing import Any

from filage.core import links
from filage.core.links import Link

LEARNER, TRAINER, TABLET, TUTOR = "emargement", "emargement-intervenant", "emargement-tablette", "emargement-tuteur"


def open_links(organisation: Any, purpose: str, targets: Iterable[Any], at: Any) -> dict[str, Link]:
    """Return the open link of each target, by its id; one query."""
    return {link.target: link for link in links.held(organisation, purpose, list(targets)) if link.is_open(at)}
