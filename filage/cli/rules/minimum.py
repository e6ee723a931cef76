"""`calculer minimum`: what a function is paid at least by its agreement, with the text and its day."""

from datetime import date
from difflib import get_close_matches
from typing import Annotated, Literal

from filage.cli.rules.dates import Day
from filage.cli.rules.numbers import Number, Positive
from filage.cli.rules.shapes import Answer, BadInput, Entree, Money, Sortie, money
from filage.rules.engine import load_law, warnings
from filage.rules.engine.explained import Explained, Source, walk
from filage.rules.payroll import minima
from filage.rules.payroll.minima import GRIDS, Function
from filage.rules.reading.folding import folded

CHECK = "Minimum du dernier accord connu : vérifier s’il en existe un plus récent. Seul le SMIC est un plancher certain."


class MinimumEntree(Entree):
    """A function of an agreement on a day, paid by the cachet, the hour or the month: one of the three."""

    idcc: Literal["1285", "3090"]
    fonction: str
    date: Annotated[date, Day()]
    cachets_dans_le_mois: Annotated[int, Number(1, 62, whole=True)] | None = None
    heures: Positive | None = None
    mois: Positive | None = None
    echelon: Annotated[int, Number(1, 12, whole=True)] = 1


class MinimumSortie(Sortie):
    """The minimum of one cachet, hour or month, the text it comes from and its first day; null when it is not known."""

    minimum: Money | None
    total: Money | None
    texte: str | None
    depuis: str | None


ENTREE, SORTIE = MinimumEntree, MinimumSortie


def answer(entree: MinimumEntree) -> Answer:
    """Return the minimum of a function."""
    function = _function(entree)
    found, total = _found(entree, function)
    source = _source(found)
    sortie = MinimumSortie(
        minimum=money(found),
        total=money(total),
        texte=None if source is None else source.text,
        depuis=None if source is None or source.since is None else source.since.isoformat(),
        avertissements=list(dict.fromkeys([CHECK, *warnings(found)])),
    )
    return Answer(sortie, {"minimum": found})


def _source(found: Explained) -> Source | None:
    """Return the text of the minimum: that of the agreement, or of the minimum wage when it is higher."""
    held = next((one for one in found.inputs if one.value == found.value), found) if found.op == "max" else found
    return next((node.source for node in walk(held) if node.source and node.value is not None), None)


def _found(entree: MinimumEntree, function: Function) -> tuple[Explained, Explained]:
    given = [key for key in ("cachets_dans_le_mois", "heures", "mois") if getattr(entree, key) is not None]
    if len(given) != 1:
        raise BadInput("cachets_dans_le_mois", "donner cachets_dans_le_mois, heures ou mois, l’un des trois")
    law, where = load_law(), (entree.idcc, function)
    if entree.cachets_dans_le_mois is not None:
        if not function.tiers:
            raise BadInput("cachets_dans_le_mois", f"« {function.label} » se paie au mois ou à l’heure")
        count = entree.cachets_dans_le_mois
        return minima.cachet(law, *where, count, entree.date), minima.month_total(law, *where, count, entree.date)
    if not function.month:
        raise BadInput(given[0], f"« {function.label} » se paie au cachet")
    if entree.heures is not None:
        one = minima.hour(law, *where, entree.date)
        return one, (one * entree.heures).named("Total", "EUR").rounded()
    one = minima.month(law, *where, entree.date, echelon=entree.echelon)
    return one, (one * (entree.mois or 1)).named("Total", "EUR").rounded()


def _function(entree: MinimumEntree) -> Function:
    """Return the function that the words name: the same words, else the only one that holds them all."""
    grid = {folded(name): each for each in GRIDS[entree.idcc].values() for name in (each.label, *each.also)}
    asked = folded(entree.fonction)
    if asked in grid:
        return grid[asked]
    words = set(asked.replace(",", " ").split())
    labels = {folded(each.label): each for each in GRIDS[entree.idcc].values()}
    held = [each for label, each in labels.items() if words and words <= set(label.replace(",", " ").split())]
    if len(held) == 1:
        return held[0]
    near = [function.label for function in held] or [grid[label].label for label in get_close_matches(asked, grid, n=3)]
    known = " ; ".join(near or GRIDS[entree.idcc])
    raise BadInput("fonction", f"« {entree.fonction[:60]} » : fonctions proches ou possibles : {known}")
