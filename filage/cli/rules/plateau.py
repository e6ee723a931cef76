"""`calculer plateau`: what one performance costs on stage."""

from filage.cli.rules.numbers import Count, Positive
from filage.cli.rules.shapes import Answer, BadInput, Entree, Money, Sortie, sure_money
from filage.rules.engine.explained import COEFFICIENT, Explained, given, quantity
from filage.rules.pricing.plateau import Post, plateau

USUAL_COEFFICIENTS = (1, 3)


class Membre(Entree):
    """A function of the team."""

    fonction: str
    nombre: Count
    brut: Positive
    quantite: Positive | None = None
    coefficient: Positive


class PlateauEntree(Entree):
    """A team, and what wears out with each performance."""

    equipe: list[Membre]
    consommables: Positive | None = None
    usure: Positive | None = None
    frais_paie: Positive | None = None
    bulletins: Count | None = None


class LignePlateau(Entree):
    """What a function costs."""

    fonction: str
    cout: Money


class PlateauSortie(Sortie):
    """The coût plateau: one line a function, in the order given, and the total with the rest."""

    lignes: list[LignePlateau]
    plateau: Money


ENTREE, SORTIE = PlateauEntree, PlateauSortie


def answer(entree: PlateauEntree) -> Answer:
    """Return the coût plateau of one performance."""
    found = plateau(
        [_post(membre) for membre in entree.equipe],
        consumables=None if entree.consommables is None else given(entree.consommables, "Consommables"),
        wear=None if entree.usure is None else given(entree.usure, "Usure"),
        payroll=_payroll(entree),
    )
    lines = [
        LignePlateau(fonction=membre.fonction, cout=sure_money(cost))
        for membre, cost in zip(entree.equipe, found.lines, strict=True)
    ]
    sortie = PlateauSortie(lignes=lines, plateau=sure_money(found.cost), avertissements=_warnings(entree))
    return Answer(sortie, {"plateau": found.cost})


def _post(membre: Membre) -> Post:
    return Post(
        function=membre.fonction,
        count=quantity(membre.nombre, "Nombre"),
        gross=given(membre.brut, "Brut"),
        quantity=None if membre.quantite is None else quantity(membre.quantite, "Quantité"),
        coefficient=quantity(membre.coefficient, "Coefficient de charges", unit=COEFFICIENT),
    )


def _payroll(entree: PlateauEntree) -> Explained | None:
    if entree.frais_paie is None and entree.bulletins is None:
        return None
    if entree.frais_paie is None or entree.bulletins is None:
        absent, present = ("bulletins", "frais_paie") if entree.bulletins is None else ("frais_paie", "bulletins")
        raise BadInput(absent, f"manque, puisque {present} est donné")
    return (quantity(entree.bulletins, "Bulletins") * given(entree.frais_paie, "Frais d’un bulletin")).named("Frais de paie")


def _warnings(entree: PlateauEntree) -> list[str]:
    least, most = USUAL_COEFFICIENTS
    found = [] if entree.equipe else ["L’équipe est vide : le plateau ne compte personne."]
    for membre in entree.equipe:
        if membre.coefficient < least:
            found.append(f"{membre.fonction} : coefficient {membre.coefficient} sous 1, l’employeur paierait moins que le brut.")
        elif membre.coefficient > most:
            found.append(f"{membre.fonction} : coefficient {membre.coefficient} inhabituel (un taux en % ?).")
    return found
