"""Who does what between a certifier and the body that teaches, and what their habilitation lets this body do, and until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

BODY, CERTIFIER = "organisme", "certificateur"  # who organises the trials


@dataclass(frozen=True, slots=True)
class Act:
    """Something that passes between the two: who does it when the certifier organises, when the body does, and its trace."""

    code: str
    label: str
    by_certifier: str
    by_body: str
    trace: str

    def held_by(self, organiser: str) -> str:
        """Return who does it, by who organises the trials."""
        return self.by_body if organiser == BODY else self.by_certifier


ACTS = (  # pratique des conventions d’habilitation : chaque ligne se règle dans la session
    Act("habilitation", "Habilite à former et à évaluer", "le certificateur", "le certificateur", "convention, dates, portée"),
    Act("inscription", "Inscrit à l’examen, réunit les pièces", "l’organisme transmet, le certificateur accepte",
        "l’organisme transmet, le certificateur accepte", "bordereau daté, accusé"),
    Act("sujets", "Écrit les sujets et les grilles", "le certificateur",
        "le certificateur, ou l’organisme avec son accord écrit", "version, empreinte"),
    Act("convocation", "Convoque candidats et jurés", "le certificateur", "l’organisme, au nom du certificateur",
        "convocation avec les deux noms"),
    Act("amenagement", "Aménage, exempte d’un critère", "le référent handicap du certificateur, puis le jury",
        "le référent handicap du certificateur, puis le jury ; l’organisme instruit", "avis motivé"),
    Act("proces_verbal", "Préside et signe le procès-verbal", "les jurés ; visa du certificateur",
        "les jurés ; transmis au certificateur", "procès-verbal, délai"),
    Act("decision", "Décide, délivre le parchemin, transmet au SI CPF", "le certificateur",
        "le certificateur, avec les données de l’organisme", "date de délivrance, accusé"),
    Act("egalite", "Contrôle l’égalité de traitement, reçoit les recours", "le certificateur", "le certificateur", "registre"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a habilitation lets a body do, and between which days; None is a day that nobody entered."""

    trains: bool
    assesses: bool
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What a habilitation does not cover; `sure` is False when a day is not known."""

    code: str
    message: str
    sure: bool = True


def training_faults(scope: Scope | None, first: date, last: date) -> Iterator[Fault]:
    """Yield what keeps a body from teaching from a day to another in the name of a certifier."""
    if scope is None:
        yield Fault("habilitation_absente", "aucune habilitation du certificateur à l’organisme n’est saisie")
        return
    if not scope.trains:
        yield Fault("habilitation_sans_formation", "l’habilitation ne porte pas sur la formation")
    yield from _outside(scope, first, last, "la formation")


def trial_faults(scope: Scope | None, first: date, last: date) -> Iterator[Fault]:
    """Yield what keeps a body from holding trials from a day to another in the name of a certifier."""
    if scope is None:
        yield Fault("habilitation_absente", "aucune habilitation du certificateur à l’organisme n’est saisie")
        return
    if not scope.assesses:
        yield Fault("habilitation_sans_examen", "l’habilitation ne porte pas sur les épreuves")
    yield from _outside(scope, first, last, "l’épreuve")


def _outside(scope: Scope, first: date, last: date, what: str) -> Iterator[Fault]:
    if scope.since is not None and first < scope.since:
        yield Fault("habilitation_pas_encore", f"{what} du {first:%d/%m/%Y} précède l’habilitation, le {scope.since:%d/%m/%Y}")
    if scope.until is not None and last > scope.until:
        yield Fault("habilitation_finie", f"{what} du {last:%d/%m/%Y} vient après sa fin, le {scope.until:%d/%m/%Y}")
    if scope.since is None or scope.until is None:
        yield Fault("habilitation_sans_dates", "les dates de l’habilitation ne sont pas saisies", sure=False)
