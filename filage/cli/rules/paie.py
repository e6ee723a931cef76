"""`calculer paie`: one payslip, line by line, from gross to employer cost."""

from filage.cli.rules.bulletins import Bulletin, amounts_of, bulletin, warnings_of
from filage.cli.rules.numbers import Positive
from filage.cli.rules.payslips import Contrat, employer_of, scales_of, terms_of
from filage.cli.rules.shapes import Answer
from filage.rules.payroll.payslip import payslip


class PaieEntree(Contrat):
    """The terms of a payslip, with its gross."""

    brut: Positive


ENTREE, SORTIE = PaieEntree, Bulletin


def answer(entree: PaieEntree) -> Answer:
    """Return the payslip."""
    found = payslip(scales_of(entree), employer_of(entree), terms_of(entree, entree.brut))
    return Answer(Bulletin(**bulletin(found, entree), avertissements=warnings_of(found, entree)), amounts_of(found))
