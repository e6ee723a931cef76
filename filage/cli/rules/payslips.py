"""The terms of a payslip, which `paie` and `paie-inverse` read."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from filage.cli.rules.dates import Day
from filage.cli.rules.numbers import Count, Number, Percent, Positive
from filage.cli.rules.shapes import BadInput, Entree
from filage.rules.engine import DatedSetting, Law, load_law
from filage.rules.payroll.collection import Circuit, refuse_unless_open
from filage.rules.payroll.scale import Scales
from filage.rules.payroll.terms import FIRST_DAY, Contract, Employer, ImpossibleTerms, Module, Status, Terms

DEDUCTIONS = {"artiste dramatique": "dramatique", "artiste musicien": "musicien"}
LARGEST_GROSS = 1_000_000
TENTH = Decimal("1.1")


class Contrat(Entree):
    """One payslip: who, under which contract, on which day, for which employer."""

    id: str | None = None
    statut: Literal["artiste", "technicien", "permanent", "intervention"]
    contrat: Literal["CDI", "CDD", "CDDU"] | None = None
    annexe: Annotated[int, Number(8, 10, whole=True)] | None = None
    cadre: bool = False
    naissance: Annotated[date, Day()] | None = None
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
    taux_pas: Percent | None = None
    alsace_moselle: bool = False
    circuit: Literal["dsn", "guso"] = "dsn"
    association: bool | None = None
    non_lucrative: bool | None = None
    prime_precarite: bool = False
    indemnite_conges: bool = False
    sans_modules: list[Literal["afdas", "prevoyance", "medecine", "fonds", "conventionnel"]] | None = None


def terms_of(entree: Contrat, gross: Decimal) -> Terms:
    """Return the terms of a payslip for a gross in euros; BadInput names the key that no payslip can have."""
    status = Status(entree.statut)
    if gross > LARGEST_GROSS:
        raise BadInput("brut", f"au-delà de {LARGEST_GROSS} € pour un bulletin : une faute de frappe ?")
    month = entree.jours_calendaires_mois or monthrange(entree.date.year, entree.date.month)[1]
    try:
        terms = Terms(
            status=status,
            contract=_contract(entree, status),
            on=entree.date,
            gross=gross * raised(entree),
            executive=entree.cadre,
            hours=entree.heures_mois,
            weekly_hours=entree.heures_hebdo or Decimal(35),
            cachets=entree.nb_cachets or 0,
            days=_days(entree, month),
            month_days=month,
            months=entree.duree_contrat_mois or Decimal(1),
            ceiling=entree.plafond,
            deduction=DEDUCTIONS.get(entree.dfs or "", ""),
            deducted=entree.dfs_deja_appliquee or Decimal(0),
            health=entree.mutuelle or Decimal(0),
            without=frozenset(Module(name) for name in entree.sans_modules or ()),
        )
        refuse_unless_open(Circuit(entree.circuit), terms)
    except ImpossibleTerms as error:
        raise BadInput(error.field, str(error)) from None
    return terms


def _contract(entree: Contrat, status: Status) -> Contract:
    """Return the contract that is said, else the usual one of the status."""
    if entree.contrat is not None:
        return Contract(entree.contrat)
    usual = {Status.PERMANENT: Contract.CDI, Status.INTERVENTION: Contract.CDD}
    return usual.get(status, Contract.CDDU)


def raised(entree: Contrat) -> Decimal:
    """Return what the gross is multiplied by: a tenth for the end of a CDD, then a tenth for the leave not taken."""
    status = Status(entree.statut)
    if not (entree.prime_precarite or entree.indemnite_conges):
        return Decimal(1)
    if _contract(entree, status) is not Contract.CDD or status.is_intermittent:
        key = "prime_precarite" if entree.prime_precarite else "indemnite_conges"
        raise BadInput(key, "due à la fin d’un CDD de droit commun : ni CDI, ni CDDU (C. trav. L1242-16, L1243-8 et L1243-10)")
    return TENTH ** (entree.prime_precarite + entree.indemnite_conges)


def _days(entree: Contrat, month: int) -> int | None:
    """Return the days of the contract in the month; an artist whose days are not said is given one for each cachet."""
    said = entree.jours_contrat if entree.jours_contrat is not None else entree.jours_calendaires_contrat
    if said is None and entree.statut == "artiste" and entree.nb_cachets:
        return min(entree.nb_cachets, month)
    return said


def employer_of(entree: Contrat) -> Employer:
    """Return the employer of a payslip."""
    nonprofit = entree.non_lucrative if entree.non_lucrative is not None else entree.association
    return Employer(entree.effectif, entree.idcc or "", bool(nonprofit))


def scales_of(entree: Contrat) -> Scales:
    """Return the scales of the law, with the rates notified to this employer."""
    notified = {
        "payroll.general.accidents_du_travail": entree.taux_atmp,
        "payroll.general.versement_mobilite": entree.taux_vm,
        "payroll.general.alsace_moselle": Decimal(100) if entree.alsace_moselle else None,
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
