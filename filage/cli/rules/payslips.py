"""What `paie` and `paie-inverse` share: the terms of a payslip, and what it comes to."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from filage.cli.rules.dates import Day
from filage.cli.rules.numbers import Count, Number, Percent, Positive
from filage.cli.rules.shapes import BadInput, Entree, Money, Sortie, money
from filage.rules.engine import DatedSetting, Law, load_law
from filage.rules.engine.explained import Explained
from filage.rules.payroll.payslip import Payslip
from filage.rules.payroll.scale import Scales
from filage.rules.payroll.terms import FIRST_DAY, Contract, Employer, ImpossibleTerms, Module, Status, Terms

DEDUCTIONS = {"artiste dramatique": "dramatique", "artiste musicien": "musicien"}
LARGEST_GROSS = 1_000_000
DISPUTED = "sources en désaccord"
UNSURE = {"disputed": DISPUTED, "derived": "taux déduit, sans publication"}


class Contrat(Entree):
    """One payslip: who, under which contract, on which day, for which employer."""

    id: str | None = None
    statut: Literal["artiste", "technicien", "permanent", "intervention"]
    contrat: Literal["CDI", "CDD", "CDDU"] | None = None
    annexe: Annotated[int, Number(8, 10, whole=True)] | None = None
    cadre: bool = False
    date: Annotated[date, Day()]
    effectif: Count = 1
    idcc: Literal["1285", "3090"] | None = None
    taux_atmp: Percent | None = None
    taux_vm: Percent | None = None
    mutuelle: Positive | None = None
    heures_mois: Positive | None = None
    heures_hebdo: Annotated[Decimal, Number(0, 48)] | None = None
    heures_aem: Positive | None = None
    taux_horaire: Positive | None = None
    nb_cachets: Count | None = None
    jours_contrat: Annotated[int, Number(0, 31, whole=True)] | None = None
    jours_calendaires_contrat: Annotated[int, Number(0, 31, whole=True)] | None = None
    jours_calendaires_mois: Annotated[int, Number(28, 31, whole=True)] | None = None
    duree_contrat_mois: Positive | None = None
    plafond: Positive | None = None
    dfs: Literal["artiste dramatique", "artiste musicien"] | None = None
    dfs_deja_appliquee: Positive | None = None
    association: bool | None = None
    non_lucrative: bool | None = None
    prime_precarite: bool = False
    sans_modules: list[Literal["afdas", "prevoyance", "medecine", "fonds", "conventionnel"]] | None = None


class Bulletin(Sortie):
    """What a payslip comes to, in euros; a line or a total that depends on an unknown rate is null."""

    brut_total: Money
    assiette_cotisations: Money
    plafond_applique: Money
    lignes: dict[str, Money | None]
    reduction_generale: Money | None
    cotisations_salarie: Money | None
    cotisations_employeur_nettes: Money | None
    net_a_payer_avant_impot: Money | None
    net_imposable: Money | None
    cout_total_employeur: Money | None
    cout_employeur_connu: Money


def terms_of(entree: Contrat, gross: Decimal) -> Terms:
    """Return the terms of a payslip for a gross in euros; BadInput names the key that no payslip can have."""
    status = Status(entree.statut)
    if gross > LARGEST_GROSS:
        raise BadInput("brut", f"au-delà de {LARGEST_GROSS} € pour un bulletin : une faute de frappe ?")
    days = entree.jours_contrat if entree.jours_contrat is not None else entree.jours_calendaires_contrat
    try:
        return Terms(
            status=status,
            contract=Contract(entree.contrat or (Contract.CDDU if status.is_intermittent else Contract.CDI)),
            on=entree.date,
            gross=gross * (Decimal("1.1") if entree.prime_precarite else 1),
            executive=entree.cadre,
            hours=entree.heures_mois,
            weekly_hours=entree.heures_hebdo or Decimal(35),
            cachets=entree.nb_cachets or 0,
            days=days,
            month_days=entree.jours_calendaires_mois or monthrange(entree.date.year, entree.date.month)[1],
            months=entree.duree_contrat_mois or Decimal(1),
            ceiling=entree.plafond,
            deduction=DEDUCTIONS.get(entree.dfs or "", ""),
            deducted=entree.dfs_deja_appliquee or Decimal(0),
            health=entree.mutuelle or Decimal(0),
            without=frozenset(Module(name) for name in entree.sans_modules or ()),
        )
    except ImpossibleTerms as error:
        raise BadInput(error.field, str(error)) from None


def employer_of(entree: Contrat) -> Employer:
    """Return the employer of a payslip."""
    nonprofit = entree.non_lucrative if entree.non_lucrative is not None else entree.association
    return Employer(entree.effectif, entree.idcc or "", bool(nonprofit))


def scales_of(entree: Contrat) -> Scales:
    """Return the scales of the law, with the rates notified to this employer."""
    notified = {
        "payroll.general.accidents_du_travail": entree.taux_atmp,
        "payroll.general.versement_mobilite": entree.taux_vm,
    }
    settings = [
        DatedSetting(code, FIRST_DAY, rate.scaleb(-2), "Saisi dans la demande", "official")
        for code, rate in notified.items()
        if rate is not None
    ]
    return Scales(_law(settings))


def _law(settings: list[DatedSetting]) -> Law:
    law = load_law()
    return law.with_settings(settings) if settings else law


def bulletin(found: Payslip) -> dict[str, Any]:
    """Return the keys of the answer."""
    return {
        "brut_total": f"{found.gross:.2f}",
        "assiette_cotisations": f"{found.taxed:.2f}",
        "plafond_applique": f"{found.ceiling:.2f}",
        "lignes": {name: money(amount) for name, amount in found.by_line().items()},
        "reduction_generale": money(found.reduction),
        "cotisations_salarie": money(found.held),
        "cotisations_employeur_nettes": money(found.employer),
        "net_a_payer_avant_impot": money(found.net),
        "net_imposable": money(found.taxable_net),
        "cout_total_employeur": money(found.cost),
        "cout_employeur_connu": f"{found.least_cost:.2f}",
    }


def warnings_of(found: Payslip) -> list[str]:
    """Return one sentence for each rate that is unknown, disputed or derived."""
    said: dict[str, None] = {}
    for line in found.lines:
        rate = line.levy.rate
        source = rate.source
        if rate.value is None:
            said[f"{line.levy.label} : taux inconnu. {rate.gesture}".rstrip()] = None
        elif source is not None and source.confidence in UNSURE:
            said[f"{line.levy.label} : {UNSURE[source.confidence]} ({source.text})."] = None
    if found.reduction is None:
        said["Réduction générale inconnue : les taux de janvier à avril 2025 ne sont pas tenus."] = None
    return list(said)


def amounts_of(found: Payslip) -> dict[str, Explained | None]:
    """Return what explains a payslip: its cost first, then its net."""
    return {"cout_total_employeur": found.explained_cost(), "net_a_payer_avant_impot": found.explained_net()}
