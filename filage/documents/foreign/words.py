"""Says which words head a column, open a family, close a table, and which post of a budget they speak of."""

import re
import unicodedata
from datetime import date

from filage.documents.sheets import Cell

ROLES = {
    "": "ne pas lire",
    "label": "libellé",
    "family": "famille",
    "account": "compte",
    "quantity": "quantité",
    "unit": "unité",
    "unit_price": "prix unitaire",
    "amount": "montant",
    "month": "montant du mois",
    "vat_rate": "TVA",
    "funder": "financeur",
    "status": "état",
    "on": "date",
    "comment": "commentaire",
}
# first that matches wins: « prix unitaire » before « prix », « total » last of the amounts
HEADS: tuple[tuple[str, str], ...] = (
    ("", r"%|pourcent\w*|part( du total)?|ecart|realis\w*|execut\w*|n-1|ref(erence)?|n°|no|numero|ligne"),
    ("vat_rate", r"(taux (de )?)?tva( ?%)?"),
    ("unit_price", r"p\.? ?u\.?( ?(ht|ttc))?|(prix|cout|tarif|montant|salaire|cachet)( brut)? (unit\w*\.?|journalier|horaire)"
                   r"( ?(ht|ttc|€|brut))*"),
    ("account", r"(n° ?(de )?)?comptes?( comptable)?|code( comptable| comptabl\w+)?|imputation|cpte"),
    ("unit", r"unites?|u\.?"),
    ("quantity", r"(qte|quantites?|nombre|nbre?|nb)\.?( (de|d').*)?|(nb|nbre?|nombre) .*|jours?|cachets|services|heures"),
    ("funder", r"financeurs?|partenaires?( financiers?)?|organismes?|cofinanceurs?"),
    ("status", r"statut|etat|acquis.*|obtenu.*|situation|avancement"),
    ("on", r"dates?( .*)?|echeances?"),
    ("comment", r"commentaires?|remarques?|observations?|notes?|precisions?|details? du calcul|justificatifs?"),
    ("family", r"famill\w*|categorie|chapitre|rubriques?|types?"),
    ("label", r"libelles?|designations?|postes?( budgetaires?)?|intitules?|natures?( .*)?|descriptions?|objets?|details?"),
    ("label", r"(les )?(charges|depenses|emplois)( .*)?|(les )?(produits|recettes|ressources|financements)( .*)?"),
    ("amount", r"(montants?|totaux|total|previsions?|previsionnel|prevu|budget|sommes?|couts?|prix|euros?|€|ht|ttc)( .*)?"),
)  # fmt: skip
CHARGES = re.compile(r"\b(charges?|depenses?|emplois|couts?|frais)\b")
PRODUITS = re.compile(r"\b(produits?|recettes?|ressources?|financements?|subventions?)\b")
TOTAL = re.compile(
    r"^(sous[- ]?tot\w*|s/?s?[- ./]?total\w*|ss[- ]?total\w*|total\w*|totaux|cumul|solde|resultat|equilibre|reste a|report|ecart|"
    r"difference|deficit|excedent|marge|coût total|cout total|montant total|budget total|balance)\b|\btotal( general)?$"
)
UNKNOWN = re.compile(
    r"^(\?+|nc|n\.c\.?|n/a|a (definir|preciser|voir|chiffrer|confirmer|completer)|en attente|inconnu|-+|xx+|\.+)$"
)
MONTHS = {
    name: rank
    for rank, names in enumerate(
        ("janvier janv jan", "fevrier fevr fev", "mars mar", "avril avr", "mai", "juin", "juillet juil", "aout",
         "septembre sept sep", "octobre oct", "novembre nov", "decembre dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
POSTS: tuple[tuple[str, str], ...] = (
    ("Z", r"benevol|contributions? volontaires?|mise a disposition gratuite|valorisation|en nature"),
    ("G", r"droits? (d'auteurs?|voisins|de representation)|sacd|sacem|\bdroits\b|redevance"),
    ("F", r"voyages?|transports?|deplacements?|hebergements?|hotels?|repas|defraiements?|missions?|vhr|trains?|billets?|"
          r"per diem|essence|peages?|location (de )?(camion|vehicule)|restauration|accueil des artistes|catering"),
    ("H", r"communication|diffusion|affiches?|publicite|presse|tracts?|promotion|site (internet|web)|imprimes?|teaser|captation"),
    ("D", r"decors?|costumes?|accessoires?|scenograph|materiaux|construction|video|masques?|marionnettes?|maquillage|perruques?|"
          r"location (de )?(materiel|lumiere|son)|materiel"),
    ("C", r"technicien|techniques?|regie|regisseur|eclairagiste|createur (son|lumiere)|montage"),
    ("B", r"mise en scene|metteur|choregraph|dramaturg|conception|auteurs?|autrice|compositeur|equipe (artistique|de creation)"),
    ("A", r"artistes?|interpretes?|comedien|danseu|musicien|chanteu|distribution|plateau artistique|cachets?|groupes?"),
    ("E", r"entretien|consommables?|usure|pressing"),
    ("I", r"administrat|production|comptab|gestion|honoraires?|assurances?|paies?|banc\w+|attachee? de"),
    ("J", r"frais generaux|fonctionnement|loyers?|structure|telephone|electricite|fournitures? de bureau|quote-part"),
    ("L", r"imprevus?|divers|aleas?"),
)  # fmt: skip
_HEADS = tuple((role, re.compile(rf"(?:{pattern})")) for role, pattern in HEADS)
_POSTS = tuple((code, re.compile(rf"\b(?:{pattern})")) for code, pattern in POSTS)
_YEAR = re.compile(r"\b(20\d\d)\b")


def folded(cell: Cell) -> str:
    """Return a text in small letters, without accents, NBSP or doubled blanks."""
    text = str(cell or "").replace("\u2019", "'").lower()
    bare = unicodedata.normalize("NFD", text)
    return " ".join("".join(sign for sign in bare if not unicodedata.combining(sign)).split())


def role_of(cell: Cell) -> str | None:
    """Return what a heading says its column holds; None when it is no heading that we know."""
    if month_of(cell):
        return "month"
    text = re.sub(r"\s*[(\[].*?[)\]]|\s+en (€|euros?)|\s*€$|[:*]$", "", folded(cell)).strip(" .:-") or folded(cell)
    if not text or len(text) > 40 or not isinstance(cell, str):
        return None
    return next((role for role, pattern in _HEADS if pattern.fullmatch(text)), None)


def month_of(cell: Cell) -> int:
    """Return the month that heads a column, 0 for anything else."""
    if isinstance(cell, date):
        return cell.month if cell.day == 1 else 0
    words = re.sub(r"[^a-z]+", " ", folded(cell)).split()
    return MONTHS.get(words[0], 0) if len(words) == 1 else 0


def year_of(cell: Cell) -> int:
    """Return the year that a text says, 0 when it says none."""
    if isinstance(cell, date):
        return cell.year
    found = _YEAR.search(str(cell or "")) or re.search(r"\b\d\d?[/-](\d\d)$", str(cell or ""))
    return 0 if found is None else int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])


def side_of(text: str) -> str:
    """Return « charge » or « produit » when a text speaks of one and not of the other."""
    spends, earns = bool(CHARGES.search(text)), bool(PRODUITS.search(text))
    return "" if spends == earns else "charge" if spends else "produit"


def post_of(*texts: str) -> str:
    """Return the post of a budget that the first speaking text names; an empty text when none does."""
    for text in texts:
        for code, pattern in _POSTS:
            if pattern.search(folded(text)):
                return code
    return ""
