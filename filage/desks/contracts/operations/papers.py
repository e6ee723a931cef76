"""Makes the papers of several deals, one a step so that progress shows; a refusal is kept and the others go on."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self
from uuid import UUID

from filage.core import archive
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.productions.models import Deal, Production

MOST = 500  # deals in one gesture
PAPERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "contrat": ("Contrats, PDF et Word", ("contrat-partenaire", "contrat-partenaire-word")),
    "contrat-pdf": ("Contrats, PDF", ("contrat-partenaire",)),
    "avenant": ("Avenants, PDF et Word", ("avenant-partenaire", "avenant-partenaire-word")),
}
AT_ONCE = 4  # deals a step


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Papers asked for several deals, and how far they are."""

    paper: str
    deals: tuple[tuple[str, str], ...]  # id and name
    done: int = 0
    made: tuple[str, ...] = ()  # ids of the documents
    refused: tuple[tuple[str, str], ...] = ()

    @classmethod
    def asked(cls, production: Production, paper: str, chosen: Sequence[str]) -> Self:
        """Return the batch that a form asks for. Refusal when nothing is chosen, or when the paper is unknown."""
        if paper not in PAPERS:
            raise Refusal("Ce papier n’existe pas.")
        rows = Deal.objects.within(production.organisation_id).filter(production=production).select_related("partner")
        wanted = set(chosen)
        found = [(str(each.pk), str(each.partner or each)) for each in rows if str(each.pk) in wanted]
        if not found or len(found) > MOST:
            raise Refusal("Choisissez au moins un contrat." if not found else f"Pas plus de {MOST} à la fois.")
        return cls(paper=paper, deals=tuple(found))

    @classmethod
    def told(cls, plain: Mapping[str, Any]) -> Self:
        """Return the batch that `plain` wrote."""
        pairs = (tuple((first, last) for first, last in plain[name]) for name in ("deals", "refused"))
        deals, refused = pairs
        return cls(paper=plain["paper"], deals=deals, done=plain["done"], made=tuple(plain["made"]), refused=refused)

    def plain(self) -> dict[str, Any]:
        """Return the batch as plain values."""
        return asdict(self)

    @property
    def label(self) -> str:
        """Return what is asked for."""
        return PAPERS[self.paper][0]

    @property
    def whole(self) -> int:
        """Return how many deals there are."""
        return len(self.deals)

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to make."""
        return self.done >= self.whole

    @property
    def coming(self) -> str:
        """Return whose paper is next."""
        return "" if self.is_done else self.deals[self.done][1]

    def step(self, production: Production, *, by: Any, on: date) -> Self:
        """Issue the papers of the next deals, the season read once for them."""
        made, refused = list(self.made), list(self.refused)
        season = seasons.load(production.organisation_id, (production.pk,))
        for key, name in self.deals[self.done : self.done + AT_ONCE]:
            try:
                made += issued(production, UUID(key), PAPERS[self.paper][1], by=by, on=on, season=season)
            except Refusal as refusal:
                refused.append((name, str(refusal)))
        done = min(self.done + AT_ONCE, self.whole)
        return replace(self, done=done, made=tuple(made), refused=tuple(refused))


def issued(production: Production, deal: UUID, kinds: Sequence[str], *, by: Any, on: date, season: Any = None) -> list[str]:
    """Issue the papers of one deal, from a season already read when there is one; return the ids of the documents."""
    options = {"saison": season or seasons.load(production.organisation_id, (production.pk,))}
    made = (archive.issue(kind, production, by=by, on=on, about=(f"deal:{deal}",), options=options) for kind in kinds)
    return [str(each.pk) for each in made]
