"""Says which words head a column of a payroll recap, which accounts speak of pay, and which month a text names."""

import re
from datetime import date

from filage.documents.sheets import Cell
from filage.rules.reading.days import MONTHS
from filage.rules.reading.folding import folded as _folded

PART = "part:"
PARTS = {
    "urssaf": "Urssaf",
    "accidents": "accidents du travail",
    "retraite": "retraite complémentaire",
    "chomage": "assurance chômage",
    "prevoyance": "prévoyance",
    "sante": "mutuelle",
    "conges": "Congés Spectacles",
    "formation": "formation (Afdas)",
    "taxes": "taxes sur les salaires",
    "reduction": "réduction générale",
}
ROLES = {
    "": "ne pas lire",
    "person": "nom",
    "first": "prénom",
    "production": "spectacle, section",
    "month": "mois",
    "gross": "brut",
    "charges": "charges patronales",
    "cost": "coût employeur",
    "net": "net avant impôt",
    "paid": "net payé",
    "withheld": "impôt prélevé",
    "hours": "heures",
    "cachets": "cachets",
    "account": "compte",
    "debit": "débit",
    "credit": "crédit",
    "label": "libellé de l’écriture",
    **{f"{PART}{code}": f"patronal : {label}" for code, label in PARTS.items()},
}
# first that matches wins; what is held from the employee, ceilings and bases are never read as what somebody costs
HEADS: tuple[tuple[str, str], ...] = (
    ("", r".*\b(salarial\w*|imposable|social|plafon\w+|base|tranche|taux|cumul\w*|abattu|abattement|frais|acompte\w*|"
         r"conges? payes?)\b.*"),
    ("", r"(n° ?|no ?|numero )?(de )?(secu\w*( sociale)?|ss|nir|insee|iban|matricule|salarie n°)|code( salarie)?|n°|no|emploi|"
         r"qualification|fonction|contrat|statut|categorie|ecart|jnl|journal|piece|n° piece|ref\w*"),
    ("production", r"spectacles?|projets?|affaires?|productions?|(section|code|axe|plan|imputation)?s? ?analytiques?( \d)?|"
                   r"sections?|dossiers?|chantiers?|centres? de couts?|imputations?"),
    ("first", r"prenoms?"),
    ("person", r"noms?( ?(et|&|/|,)? ?prenoms?)?|prenoms? (et )?noms?|(nom du |nom de l')?(salaries?|salariees?|intermittents?|"
               r"personnel|artistes?|employes?|beneficiaires?)|salarie\(e\)s?"),
    ("month", r"mois( de paie)?|periodes?( de (paie|travail|paye))?|date de (paie|paiement)|date"),
    ("cost", r"(cout|total|charge)s? (total|global|employeur|complet|entreprise|salarial charge)e?s?( employeur)?|cout|"
             r"brut charge|(total )?cout (de l')?employeur|salaire charge"),
    ("withheld", r"(montant )?(pas|impot( sur le revenu)?|prelevement a la source|impot preleve|retenue a la source)"),
    ("net", r"(salaire )?net( a payer)? avant (impot|pas|ir)\w*( sur le revenu)?"),
    ("paid", r"(salaire )?net( a payer| paye| verse| a virer)?( apres (impot|pas))?|montant verse|virement"),
    (f"{PART}accidents", r"(at|at/?mp|accidents?( du)?( travail)?)( patronal\w*| pat\.?| employeur)?"),
    (f"{PART}urssaf", r"urssaf( patronal\w*| pat\.?| employeur)?"),
    (f"{PART}retraite", r"(retraite|agirc[- /]?arrco|audiens retraite)( complementaire)?( patronal\w*| pat\.?| employeur)?"),
    (f"{PART}chomage", r"(chomage|assurance chomage|france travail|pole emploi)( patronal\w*| pat\.?| employeur)?"),
    (f"{PART}prevoyance", r"prevoyance( patronal\w*| pat\.?| employeur)?"),
    (f"{PART}sante", r"(mutuelle|complementaire sante|frais de sante|sante)( patronal\w*| pat\.?| employeur)?"),
    (f"{PART}conges", r"conges? spectacles?( patronal\w*| pat\.?)?|caisse des conges"),
    (f"{PART}formation", r"(afdas|formation)( professionnelle| continue)?( patronal\w*| pat\.?)?"),
    (f"{PART}taxes", r"taxes? (sur les salaires|d'apprentissage)"),
    (f"{PART}reduction", r"(reduction|allegement|exoneration)s?( generale?s?| fillon)?"),
    ("charges", r"(total )?(des )?(charges?|cotisations?|cot\.?|ch\.?)( sociales?)? ?(patronales?|patr?\.?|employeur)|"
                r"part patronale|patronales?"),  # « charges » alone may hold the employee's own: never guessed
    ("gross", r"(total |salaire |montant |remuneration )?brute?s?( total| fiscal| du mois)?|salaires? bruts?|total salaires?"),
    ("hours", r"(total |nb |nbre |nombre )?(d'|de )?h(eures)?\.?( payees| travaillees| remunerees)?"),
    ("cachets", r"(nb\.? |nbre |nombre )?(de )?cachets?( isoles| groupes)?"),
    ("account", r"(n° ?|no ?|numero )?(de )?compte( general)?|cpte|cpt"),
    ("debit", r"(montant )?debit"),
    ("credit", r"(montant )?credit"),
    ("label", r"libelles?( ecriture| du compte)?|intitules?|designation"),
)  # fmt: skip
_HEADS = tuple((role, re.compile(rf"(?:{pattern})")) for role, pattern in HEADS)
TOTAL = re.compile(r"^(sous[- ]?tot\w*|s/?s?[- ./]?total\w*|total\w*|totaux|cumul|recapitulatif)\b|\btotal( general)?$")
GENERAL = re.compile(r"general|totaux|^total$|ensemble|toutes? (les )?(sections|etablissements)|entreprise|societe")
CHARGE_PARTS: tuple[tuple[str, str], ...] = (
    ("reduction", r"reduction|allegement|exoneration"),
    ("conges", r"conges? spectacles?|caisse des conges"),
    ("accidents", r"\bat\b|at/?mp|accident"),
    ("retraite", r"retraite|agirc|arrco"),
    ("chomage", r"chomage|france travail|pole emploi"),
    ("prevoyance", r"prevoyance"),
    ("sante", r"mutuelle|sante"),
    ("formation", r"afdas|formation"),
    ("taxes", r"taxe|apprentissage|effort construction"),
    ("urssaf", r"urssaf"),
)  # fmt: skip
_YEAR = r"(20\d\d)"
_NUMBERED = re.compile(rf"\b(?:\d{{1,2}}[/.-])?(0?[1-9]|1[0-2])[/.-]{_YEAR}\b|\b{_YEAR}[/.-]?(0[1-9]|1[0-2])(?:[/.-]\d\d)?\b")
_SAID = re.compile(rf"\b({'|'.join(MONTHS)})\.?\s*{_YEAR}\b")


def folded(cell: Cell) -> str:
    """Return a text in small letters, without accents or doubled blanks."""
    return _folded(str(cell or "").replace("\u00a0", " ").replace("\u202f", " "))


def role_of(cell: Cell) -> str | None:
    """Return what a heading says its column holds; None when it is no heading that we know."""
    if not isinstance(cell, str):
        return None
    text = re.sub(r"\s*[(\[].*?[)\]]|\s+en (€|euros?)|\s*€$|[:*]$", "", folded(cell)).strip(" .:-")
    if not text or len(text) > 60:
        return None
    return next((role for role, pattern in _HEADS if pattern.fullmatch(text)), None)


def month_of(cell: Cell) -> date | None:
    """Return the first day of the only month that a cell names: « Novembre 2026 », « 11/2026 », a day of it; None otherwise."""
    if isinstance(cell, date):
        return cell.replace(day=1)
    found = months_in(str(cell or ""))
    return found.pop() if len(found) == 1 else None


def months_in(text: str) -> set[date]:
    """Return the first day of each month that a text names."""
    said = folded(text).replace("_", " ")
    found = {date(int(year), MONTHS[name], 1) for name, year in _SAID.findall(said)}
    for month, year, first_year, second in _NUMBERED.findall(said):
        found.add(date(int(year or first_year), int(month or second), 1))
    return found


def part_of(label: str) -> str:
    """Return which contribution a label of an account speaks of, « autre » when it does not say."""
    return next((code for code, pattern in CHARGE_PARTS if re.search(pattern, folded(label))), "autre")
