"""The lines of the yearly declaration of a training body (bilan pédagogique et financier), and on which of them one falls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

FORM = "Cerfa n° 10443*17"
TERMS = "articles L6352-11 et R6352-22 à R6352-24 du code du travail"
READ = "Libellés du formulaire lus le 22 novembre 2026 sur des reprises concordantes ; la notice de l’année n’a pas été trouvée."


class Kind(StrEnum):
    """As what a learner is declared (frame F-1); the order of the form."""

    EMPLOYEE = "salarie"
    APPRENTICE = "apprenti"
    SEEKER = "recherche_emploi"
    OWN = "particulier"
    OTHER = "autre"


KINDS = {
    Kind.EMPLOYEE: "Salariés d’employeurs privés hors apprentis",
    Kind.APPRENTICE: "Apprentis",
    Kind.SEEKER: "Personnes en recherche d’emploi",
    Kind.OWN: "Particuliers à leurs propres frais",
    Kind.OTHER: "Autres stagiaires",
}
BY_ROUTE = {"alternance": Kind.APPRENTICE, "professionnalisation": Kind.EMPLOYEE}
BY_FUNDER = {"ptp": Kind.EMPLOYEE, "france_travail": Kind.SEEKER, "personnel": Kind.OWN}
OBJECTIVES = {  # frame F-3: its mark, its label
    "a": "Formations visant un diplôme, un titre ou un CQP enregistré au RNCP",
    "a6": "dont de niveau 6 à 8",
    "a5": "dont de niveau 5",
    "a4": "dont de niveau 4",
    "a3": "dont de niveau 3",
    "a2": "dont de niveau 2",
    "acqp": "dont CQP sans niveau de qualification",
    "b": "Formations visant une certification ou une habilitation enregistrée au répertoire spécifique (RS)",
    "c": "Formations visant un CQP non enregistré au RNCP ou au RS",
    "d": "Autres formations professionnelles",
    "e": "Bilans de compétences",
    "f": "Actions d’accompagnement à la validation des acquis de l’expérience",
}
RESOURCES = {  # frame C, the lines that a file of admission can fill
    "1": "des entreprises pour la formation de leurs salariés",
    "2d": "des organismes gestionnaires de fonds : projets de transition professionnelle",
    "2e": "des organismes gestionnaires de fonds : compte personnel de formation",
    "2": "des organismes gestionnaires de fonds : autre dispositif, à ventiler de 2.a à 2.h",
    "6": "des pouvoirs publics pour des publics spécifiques : conseils régionaux",
    "7": "des pouvoirs publics pour des publics spécifiques : France Travail",
    "9": "de contrats conclus avec des personnes à titre individuel et à leurs frais",
}
PAID_BY = {
    "employeur": "1", "ptp": "2d", "cpf": "2e", "afdas": "2", "region": "6", "france_travail": "7", "personnel": "9",
}  # fmt: skip
HIGHEST, UNDER = 6, (5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Followed:
    """What one learner followed over the year: as what, towards what, in which speciality; `hours` None while not known."""

    learner: str
    kind: Kind | None
    objectives: tuple[str, ...]
    speciality: str
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a frame: how many learners, each once, their hours, and how many of these hours are not known."""

    mark: str
    label: str
    learners: int = 0
    hours: Decimal = Decimal(0)
    unknown: int = 0


def deduced(route: str, funder: str) -> Kind | None:
    """Return as what a learner is declared when her route or her funder leaves no doubt; None is to be said by somebody.

    A region, an employer, the CPF or Afdas pay for several of them.
    """
    return BY_ROUTE.get(route) or BY_FUNDER.get(funder)


def objectives(certification: str, level: int | None, route: str) -> tuple[str, ...]:
    """Return the lines of frame F-3 that a training falls on, the general one first."""
    if route == "vae":
        return ("f",)
    if certification.startswith("RNCP"):
        if level is None:
            return ("a",)
        return ("a", "a6") if level >= HIGHEST else ("a", f"a{level}") if level in UNDER else ("a",)
    return ("b",) if certification.startswith("RS") else ("d",)


def by_kind(rows: Sequence[Followed]) -> list[Line]:
    """Return frame F-1: every line of the form, those of nobody at zero, then who is not said when there is somebody."""
    lines = [
        _line(mark, KINDS[kind], (one for one in rows if one.kind == kind)) for mark, kind in zip("abcde", KINDS, strict=True)
    ]
    unsaid = _line("", "À dire : ni la voie ni le financement ne suffisent", (one for one in rows if one.kind is None))
    return [*lines, *([unsaid] if unsaid.learners else [])]


def by_objective(rows: Sequence[Followed]) -> list[Line]:
    """Return frame F-3: every line of the form, those of nobody at zero."""
    return [
        _line(mark if len(mark) == 1 else "", label, (one for one in rows if mark in one.objectives))
        for mark, label in OBJECTIVES.items()
    ]


def by_speciality(rows: Sequence[Followed]) -> list[Line]:
    """Return frame F-4: the five first specialities by their hours, the others together."""
    found = sorted(
        (_line(code, "", (one for one in rows if one.speciality == code)) for code in {one.speciality for one in rows}),
        key=lambda line: (-line.hours, line.mark),
    )
    others = [one.mark for one in found[5:]]
    rest = _line("", "Autres spécialités", (one for one in rows if one.speciality in others))
    return [*found[:5], *([rest] if others else [])]


def total(rows: Sequence[Followed]) -> Line:
    """Return the total of a frame, which is that of each other."""
    return _line("", "Total", rows)


def _line(mark: str, label: str, rows: Iterable[Followed]) -> Line:
    held = list(rows)
    known = sum((one.hours for one in held if one.hours is not None), Decimal(0))
    return Line(mark, label, len({one.learner for one in held}), round(known, 2), sum(one.hours is None for one in held))
