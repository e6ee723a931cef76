"""`calculer paie-inverse`: the gross that gives a wished net or a wished employer cost."""

from collections.abc import Callable
from decimal import Decimal

from filage.cli.rules.bulletins import Bulletin, amounts_of, bulletin, unsure, warnings_of
from filage.cli.rules.numbers import Positive
from filage.cli.rules.payslips import Contrat, employer_of, raised, scales_of, terms_of
from filage.cli.rules.shapes import Answer, BadInput, Money
from filage.rules.payroll.payslip import Payslip
from filage.rules.payroll.reverse import gross_for


class PaieInverseEntree(Contrat):
    """The terms of a payslip without its gross, and what is wished of it: one of the two."""

    net_vise: Positive | None = None
    cout_vise: Positive | None = None


class PaieInverseSortie(Bulletin):
    """The gross, before what the end of a CDD adds, and the payslip that it gives."""

    brut: Money


ENTREE, SORTIE = PaieInverseEntree, PaieInverseSortie


def answer(entree: PaieInverseEntree) -> Answer:
    """Return the payslip of the smallest gross that gives what is wished."""
    wished, figure = _wish(entree)
    base, times = terms_of(entree, Decimal(0)), raised(entree)
    found, met = gross_for(scales_of(entree), employer_of(entree), base, wished, figure, times=times)
    said = warnings_of(found, entree)
    if not met:
        said.insert(0, f"Aucun brut ne donne exactement {wished} € : le plus proche en dessous est rendu.")
    sortie = PaieInverseSortie(brut=f"{found.terms.gross / times:.2f}", **bulletin(found, entree), avertissements=said)
    return Answer(sortie, amounts_of(found))


def _wish(entree: PaieInverseEntree) -> tuple[Decimal, Callable[[Payslip], Decimal]]:
    if (entree.net_vise is None) == (entree.cout_vise is None):
        raise BadInput("net_vise", "donner net_vise ou cout_vise, l’un des deux")
    if entree.net_vise is not None:
        return entree.net_vise, _net
    return entree.cout_vise or Decimal(0), _cost


def _net(found: Payslip) -> Decimal:
    if found.net is None:
        raise BadInput("net_vise", "un taux salarial est inconnu : " + " ".join(unsure(found)))
    return found.net


def _cost(found: Payslip) -> Decimal:
    if found.cost is None:
        raise BadInput("cout_vise", "un taux de l’employeur est inconnu : " + " ".join(unsure(found)))
    return found.cost
