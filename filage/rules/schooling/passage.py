"""What the schema of the Caisse des dépôts asks of a passage handed to the SI CPF: codes, lengths, and what a holder lacks.

Read in the schema `urn:cdc:cpf:pc5:schema:1.0.0`, version 1.1.2 (a later one, 1.1.5, also takes an action and the NIR).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from filage.rules.geography import towns
from filage.rules.schooling.sitting import ALONE, VAE

SPACE = "urn:cdc:cpf:pc5:schema:1.0.0"
CLIENT, CONTRACT, NAME = 8, 20, 60  # signs: exactly, at most, at most
YEARS = range(1900, 2100)
ACCESS = {  # route of a record -> modaliteAcces; a route that is not here is said unknown, as the schema allows
    "initiale_1": "FORMATION_INITIALE_HORS_APPRENTISSAGE",
    "initiale_2": "FORMATION_INITIALE_HORS_APPRENTISSAGE",
    "alternance": "FORMATION_INITIALE_APPRENTISSAGE",
    "professionnalisation": "FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION",
    "continue": "FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION",
    VAE: "VAE",
    ALONE: "CANDIDAT_LIBRE",
}
SEXES = {"m.": "M", "m": "M", "monsieur": "M", "mme": "F", "madame": "F"}
POSTAL = re.compile(r"\b(\d{5})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody certified, as the file details her: never by her NIR."""

    name: str
    birth_name: str
    civility: str
    born_on: date | None
    birth_place: str

    @property
    def first(self) -> str:
        """Return her first name."""
        return self.name.partition(" ")[0]

    @property
    def usage(self) -> str:
        """Return the name that she uses, empty when it is the one she was born with."""
        last = self.name.partition(" ")[2]
        return "" if last.casefold() == self.birth_name.casefold() else last

    @property
    def sex(self) -> str:
        """Return M or F, empty when nobody said."""
        return SEXES.get(self.civility.strip().casefold(), "")

    @property
    def postal(self) -> str:
        """Return the postal code written in her place of birth."""
        found = POSTAL.search(self.birth_place)
        return found[1] if found else ""

    @property
    def town(self) -> str:
        """Return the name of the town where she was born."""
        return re.sub(r"\(?\s*\d{5}\s*\)?", "", self.birth_place).strip(" ,")

    @property
    def insee(self) -> str:
        """Return the code of the only town of that name, when no postal code is written."""
        found = towns.find(self.town, country="FR") if self.town and not self.postal else ()
        return found[0].insee if len(found) == 1 else ""

    @property
    def faults(self) -> tuple[str, ...]:
        """Return what the schema would refuse of her."""
        return tuple(_faults(self))

    @property
    def doubts(self) -> tuple[str, ...]:
        """Return what the schema takes empty, and that the certifier had better fill."""
        return () if self.postal or self.insee else ("le code de la commune de naissance (postal, entre parenthèses)",)


def _faults(one: Holder) -> Iterator[str]:
    for value, what in ((one.birth_name, "le nom de naissance"), (one.first, "le prénom")):
        if not value:
            yield f"{what} manque"
        elif len(value) > NAME:
            yield f"{what} dépasse {NAME} signes"
    if len(one.usage) > NAME:
        yield f"le nom d’usage dépasse {NAME} signes"
    if one.born_on is None:
        yield "la date de naissance manque"
    elif one.born_on.year not in YEARS:
        yield "l’année de naissance n’est pas entre 1900 et 2099"
    if not one.sex:
        yield "la civilité (Mme ou M.) manque"


def sender_faults(client: str, contract: str) -> Iterator[str]:
    """Yield what the schema would refuse of the account of a certifier."""
    if len(client) != CLIENT:
        yield f"L’idClient a {CLIENT} signes : le reprendre du compte du certificateur."
    if not 0 < len(contract) <= CONTRACT:
        yield f"L’idContrat a 1 à {CONTRACT} signes : le reprendre du compte du certificateur."
