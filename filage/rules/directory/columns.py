"""Which heading of somebody's list of contacts means what: guessed by its words, BASILIC among them, to be corrected by hand."""

import re
from collections.abc import Sequence

from filage.rules.reading.folding import folded

ROLES = {
    "": "ne pas lire",
    "name": "structure ou lieu",
    "person": "personne (prénom et nom)",
    "first_name": "prénom",
    "last_name": "nom de famille",
    "title": "fonction",
    "email": "courriel",
    "phone": "téléphone",
    "address": "adresse",
    "postal_code": "code postal",
    "city": "ville",
    "country": "pays",
    "siret": "SIRET",
    "vat_number": "n° de TVA",
    "website": "site",
    "label": "label ou sorte de lieu",
    "discipline": "discipline",
    "network": "réseau",
    "capacity": "jauge",
    "insee": "code Insee",
    "latitude": "latitude",
    "longitude": "longitude",
    "note": "note",
    "source": "source",
    "opposed": "opposition",
}
# first that matches wins
HEADS: tuple[tuple[str, str], ...] = (
    ("", r"id|identifiant.*|n_departement|departement|region|precision.*|fonction_\d|annee.*|nombre_ecrans.*|id_?bpe|academie"),
    ("first_name", r"prenoms?|first ?name|given ?name"),
    ("last_name", r"nom de famille|patronyme|last ?name|family ?name|nom du contact|nom contact"),
    ("person", r"personne|contact|interlocut\w*|prenom (et )?nom|nom (et )?prenom|nom complet|full ?name|display ?name"),
    ("person", r"programmat\w+|responsable"),
    ("siret", r"(n° ?(de )?)?siret|code siret"),
    ("vat_number", r"(n° ?(de )?)?tva( intra\w*)?|vat.*"),
    ("email", r"e[- ]?mails?( .*)?|courriels?( .*)?|mel|adresse (e-?mail|electronique|courriel)|mail( .*)?|e-mail 1.*"),
    ("phone", r"tel(ephone)?s?\.?( .*)?|portable|mobile|phone.*|gsm"),
    ("postal_code", r"code_?postal|cp|c\.p\.|code post.*|postal ?code|zip.*"),
    ("insee", r"(code_?)?insee|code commune.*"),
    ("city", r"villes?|communes?|localite|libelle_geographique|city|town"),
    ("country", r"pays|country"),
    ("address", r"adresse.*|rue|voie|street.*|address.*"),
    ("website", r"site( (web|internet))?|url|web|www|website"),
    ("label", r"labels?.*|categories?|type.*|sorte|appellation.*|nature|label_et_appellation"),
    ("discipline", r"disciplines?.*|genres?|domaine|sous_?domaines?|esthetiques?"),
    ("network", r"reseaux?|network"),
    ("capacity", r"jauges?.*|capacites?.*|places|nb places|nombre de places|jauge_du_theatre"),
    ("latitude", r"lat(itude)?\.?"),
    ("longitude", r"lon(g|gitude)?\.?|lng"),
    ("opposed", r"oppos\w*|desinscri\w*|ne pas (contacter|ecrire).*|stop|opt.?out|rgpd"),
    ("source", r"sources?|origine|provenance"),
    ("note", r"notes?|remarques?|commentaires?|observations?|memo|infos?.*"),
    ("title", r"fonctions?|postes?|titres?|role|job ?title|qualite|metier"),
    ("name", r"nom (du |de la |de l')?(lieu|structure|salle|theatre|festival|organisme|etablissement).*"),
    ("name", r"raison sociale|denomination"),
    ("name", r"structures?.*|lieux?.*|organisme|organi[sz]ation.*|societe|company|theatre|salle|festival|etablissement"),
    ("name_or_person", r"nom|noms|name|intitule|libelle"),
)  # fmt: skip
_HEADS = tuple((role, re.compile(pattern)) for role, pattern in HEADS)
LOOKED_AT = 20  # first rows where a heading may stand
MANY = ("label", "discipline", "network", "note")  # columns of which there may be several


def role_of(heading: str) -> str | None:
    """Return what a heading means; None when it is none that we know."""
    text = re.sub(r"\s*[(\[].*?[)\]]|[:*]$", "", folded(heading)).strip(" .:")
    if not text or len(text) > 50:
        return None
    return next((role for role, pattern in _HEADS if pattern.fullmatch(text)), None)


def guess(rows: Sequence[Sequence[str]]) -> tuple[int, tuple[str, ...]]:
    """Return the row of the headings (from 0) and what each column holds; (-1, nothing) when no row looks like headings."""
    best, found = 1, (-1, ())
    for rank, row in enumerate(rows[:LOOKED_AT]):
        roles = [role_of(cell) for cell in row]
        known = sum(bool(role) for role in roles)
        if known > best:
            best, found = known, (rank, _settled(roles))  # type: ignore[assignment]
    return found


def _settled(roles: Sequence[str | None]) -> tuple[str, ...]:
    """Return the roles once each: « nom » is a person's when another column names the structure or a first name."""
    is_person = "name" in roles or "first_name" in roles
    bare = ("last_name" if "first_name" in roles else "person") if is_person else "name"
    meant = [bare if role == "name_or_person" else role or "" for role in roles]
    return tuple("" if role not in MANY and role in meant[:rank] else role for rank, role in enumerate(meant))
