"""What a payslip comes to, as `paie` and `paie-inverse` answer it, and what the reader must know of it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from filage.cli.rules.payslips import Contrat
from filage.cli.rules.shapes import Entree, Money, Pct, Sortie, money, pct
from filage.rules.engine import load_law, unknown, warnings
from filage.rules.engine.explained import Explained, walk
from filage.rules.payroll.collection import Circuit, collected
from filage.rules.payroll.payslip import Payslip
from filage.rules.payroll.scale import SMALL_FIRM
from filage.rules.payroll.terms import Contract, Status
from filage.rules.payroll.withholding import SHORT, Withheld, withheld
from filage.rules.working_time import age_on

UNSURE = {"disputed": "sources en désaccord", "derived": "taux déduit, sans publication"}
OF_AGE, SCHOOL = 18, 16


class Recouvrement(Entree):
    """What one body collects, in euros: the employee's and the employer's shares; null when a rate is unknown."""

    organisme: str
    montant: Money | None


class Bulletin(Sortie):
    """What a payslip comes to, in euros; a line or a total that depends on an unknown rate is null."""

    brut_total: Money
    assiette_cotisations: Money
    plafond_applique: Money
    lignes: dict[str, Money | None]
    reduction_generale: Money
    cotisations_salarie: Money | None
    cotisations_employeur_nettes: Money | None
    net_a_payer_avant_impot: Money | None
    net_imposable: Money | None
    cout_total_employeur: Money | None
    cout_employeur_connu: Money
    base_prelevement_source: Money | None
    taux_prelevement_source_pct: Pct | None
    prelevement_source: Money | None
    net_apres_prelevement: Money | None
    recouvrement: list[Recouvrement]


def bulletin(found: Payslip, entree: Contrat) -> dict[str, Any]:
    """Return the keys of the answer."""
    tax = _tax(found, entree)
    left = None if found.net is None or tax.amount.value is None else found.net - tax.amount.value
    return {
        "brut_total": f"{found.gross:.2f}",
        "assiette_cotisations": f"{found.taxed:.2f}",
        "plafond_applique": f"{found.ceiling:.2f}",
        "lignes": {name: money(amount) for name, amount in found.by_line().items()},
        "reduction_generale": f"{found.reduction:.2f}",
        "cotisations_salarie": money(found.held),
        "cotisations_employeur_nettes": money(found.employer),
        "net_a_payer_avant_impot": money(found.net),
        "net_imposable": money(found.taxable_net),
        "cout_total_employeur": money(found.cost),
        "cout_employeur_connu": f"{found.least_cost:.2f}",
        "base_prelevement_source": money(tax.base),
        "taux_prelevement_source_pct": pct(tax.rate),
        "prelevement_source": money(tax.amount),
        "net_apres_prelevement": money(left),
        "recouvrement": [
            Recouvrement(organisme=name, montant=money(amount))
            for name, amount in collected(found, Circuit(entree.circuit)).items()
        ],
    }


def warnings_of(found: Payslip, entree: Contrat) -> list[str]:
    """Return what the reader must know: rates that are unknown, disputed or derived, what was supposed, who is a minor."""
    said = [*unsure(found), *_supposed(found, entree), *_of_the_circuit(entree), *_of_age(entree)]
    return list(dict.fromkeys([*said, *warnings(_tax(found, entree).amount)]))


def amounts_of(found: Payslip) -> dict[str, Explained | None]:
    """Return what explains a payslip: its cost first, then its net."""
    return {"cout_total_employeur": found.explained_cost(), "net_a_payer_avant_impot": found.explained_net()}


def _tax(found: Payslip, entree: Contrat) -> Withheld:
    if found.taxable_net is None:
        missing = unknown("Net imposable", gesture="Saisir les taux inconnus du salarié.")
        return Withheld(missing, missing, missing)
    rate = None if entree.taux_pas is None else entree.taux_pas.scaleb(-2)
    short = found.terms.contract is not Contract.CDI and found.terms.months <= SHORT
    return withheld(load_law(), found.taxable_net, entree.date, rate=rate, short=short)


def unsure(found: Payslip) -> Iterator[str]:
    """Yield one sentence for each rate that is unknown, disputed or derived."""
    provides = {line.levy.rate.parameter for line in found.lines if line.levy.provides}
    for rate in found.rests_on:
        for node in walk(rate):
            source = node.source
            if node.value is None and not node.inputs:
                also = " Le net (par la CSG) et le coût en dépendent." if node.parameter in provides else ""
                yield f"{node.label} : taux inconnu. {node.gesture}".rstrip() + also
            elif source is not None and source.confidence in UNSURE:
                yield f"{node.label} : {UNSURE[source.confidence]} ({source.text})."


def _supposed(found: Payslip, entree: Contrat) -> Iterator[str]:
    terms = found.terms
    untold = entree.jours_contrat is None and entree.jours_calendaires_contrat is None and entree.plafond is None
    if terms.status is Status.ARTISTE and untold and terms.cachets:
        yield "jours_contrat n’est pas donné : un jour de travail par cachet est supposé pour le plafond."
    elif terms.status.is_intermittent and untold:
        yield "Les jours du contrat ne sont pas donnés : le plafond du mois entier est supposé."
    if entree.effectif >= SMALL_FIRM and entree.taux_vm is None:
        yield "Versement mobilité non saisi (11 salariés et plus) : compté pour zéro ; saisir le taux de la commune."
    yield from _of_the_employer(entree)
    wage = found.scale.limits.minimum_wage.value
    if (
        terms.status is not Status.ARTISTE
        and wage is not None
        and terms.gross < (wage * terms.paid_hours).quantize(Decimal("0.01"))
    ):
        yield f"Brut inférieur au SMIC des heures payées ({wage * terms.paid_hours:.2f} €)."


def _of_the_employer(entree: Contrat) -> Iterator[str]:
    if entree.idcc == "3090":
        yield "FCAP-SVP : dû par entreprise et par an (80 € à 300 €), hors bulletin."
    if entree.idcc == "1285" and entree.effectif >= SMALL_FIRM:
        yield "FNAS : 1,45 % compté en entier ; dès onze salariés, une part va au CSE (convention 1285, art. III.3)."
    if entree.dfs is not None:
        yield "Déduction forfaitaire : elle demande l’accord du salarié, ou un accord collectif, et des frais à sa charge."
    published = load_law().parameter("payroll.pmss").values[-1].since
    if entree.date.year > published.year:
        yield f"Les barèmes de {entree.date.year} ne sont pas publiés ici : ceux de {published.year} sont reconduits."


def _of_the_circuit(entree: Contrat) -> Iterator[str]:
    if Circuit(entree.circuit) is Circuit.GUSO:
        yield "Guso : mêmes taux que la DSN ; déclaration unique et paiement dans les quinze jours qui suivent la fin du contrat."
        yield "Guso : son simulateur peut ne pas compter la réduction générale d’un technicien (Légiculture)."


def _of_age(entree: Contrat) -> Iterator[str]:
    if entree.naissance is None:
        return
    age = age_on(entree.naissance, entree.date)
    if age < SCHOOL:
        yield "Moins de seize ans : autorisation du préfet avant l’engagement (C. trav. L7124-1)."
    elif age < OF_AGE:
        yield "Mineur : durées du travail et nuit plus strictes (C. trav. L3161-1 et suivants) ; accord des représentants légaux."
