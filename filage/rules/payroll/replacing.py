"""On what ground somebody is engaged in the place of another, and what the law says of the one who is away."""

from dataclasses import dataclass
from enum import StrEnum

from filage.rules.payroll.terms import Contract, Status
from filage.rules.reading.folding import folded

CODE = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050"
VOWELS = frozenset("aeiouy")


class Absence(StrEnum):
    """Why somebody does not work a day she was engaged for, in the words that are kept."""

    MALADIE = "maladie"
    ACCIDENT = "accident"
    PARENTALITE = "parentalité"
    AUTRE_ENGAGEMENT = "autre engagement"
    DESISTEMENT = "désistement"
    AUTRE = "autre"

    @property
    def suspends(self) -> bool:
        """Tell whether the contract goes on, suspended, whatever its parties want."""
        return self in (Absence.MALADIE, Absence.ACCIDENT, Absence.PARENTALITE)

    @property
    def leaves(self) -> bool:
        """Tell whether nobody is away any more: who withdraws is not an absent employee."""
        return self is Absence.DESISTEMENT


@dataclass(frozen=True, slots=True)
class Ground:
    """A case of the Code du travail under which the replacing contract is made, and what goes with it (French)."""

    contract: Contract
    label: str
    citation: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence on the contract of whoever is away, and the articles it rests on."""

    topic: str  # "Contrat", "Paie" or "Avenant"
    text: str
    citation: str

    @property
    def asks(self) -> bool:
        """Tell whether something is to be written."""
        return self.topic == "Avenant"


USAGE = Ground(
    Contract.CDDU,
    "CDD d’usage, dont l’objet dit le remplacement",
    "Code du travail, art. L1242-2 3° et D1242-1 6°",
    (
        "L’objet nomme le spectacle et les dates : un motif imprécis fait un CDI (art. L1242-12).",
        "Pas d’indemnité de fin de contrat, sauf accord plus favorable (art. L1243-10 1°).",
    ),
)
REPLACEMENT = Ground(
    Contract.CDD,
    "CDD de remplacement",
    "Code du travail, art. L1242-2 1°",
    (
        "Le contrat nomme la personne remplacée et sa qualification (art. L1242-12 1°).",
        "Indemnité de fin de contrat de 10 % du brut (art. L1243-8), comptée dans l’estimation.",
        "Le terme peut être le retour de la personne, avec une durée minimale (art. L1242-7) ; fixé, il peut être reporté "
        "jusqu’au surlendemain de ce retour (art. L1243-7).",
    ),
)
OTHER = Ground(
    Contract.CDD,
    "CDD de droit commun, autre motif",
    "Code du travail, art. L1242-2",
    ("Qui s’est désisté n’est plus un salarié absent : écrire un autre cas de la loi, ou proposer un CDI.",),
)


def grounds(status: Status, absence: Absence) -> tuple[Ground, ...]:
    """Return the grounds open to the replacing contract, the usual one of the trade first; there is always one."""
    found = []
    if status.is_intermittent:
        found.append(USAGE)
    if not absence.leaves:
        found.append(REPLACEMENT)
    return tuple(found) or (OTHER,)


def motive(ground: Ground, *, who: str, function: str, work: str, when: str) -> str:
    """Return the words of the motive: whom it replaces, in which work and when; never why she is away, which is hers."""
    absent = "" if ground is USAGE else ", pendant son absence"
    post = function[:1].lower() + function[1:]
    return f"Remplacement {of(who)}, {post}{absent}, dans « {work} », {when}"


def of(name: str) -> str:
    """Return a name after « de »: « de Camille », « d’Ana »."""
    return f"d’{name}" if folded(name)[:1] in VOWELS else f"de {name}"


def of_the_absent(absence: Absence, status: Status, *, signed: bool) -> tuple[Remark, ...]:
    """Return what becomes of the contract and the pay of whoever is away."""
    found = []
    if absence.suspends:
        text = "Son contrat est suspendu, pas rompu ; son terme ne change pas."
        found.append(Remark("Contrat", text, "Code du travail, art. L1243-6"))
        if absence is not Absence.PARENTALITE:
            found.append(_kept_pay(absence))
    elif signed and status is not Status.PERMANENT:
        found.append(
            Remark(
                "Avenant",
                "Son contrat est signé : ses dates restent dues jusqu’au terme, sauf accord des deux, faute grave, force majeure "
                "ou inaptitude. Faire signer un avenant qui retire ces dates.",
                "Code du travail, art. L1243-1",
            )
        )
    return tuple(found)


def _kept_pay(absence: Absence) -> Remark:
    text = "Le maintien de la paie est dû après un an d’ancienneté ; la convention ou la prévoyance peuvent donner plus."
    if absence is Absence.ACCIDENT:
        text += " Un accident du travail se déclare sous 48 heures (CSS, art. L441-2 et R441-3)."
    return Remark("Paie", text, "Code du travail, art. L1226-1 et D1226-1")
