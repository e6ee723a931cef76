"""Which seasons of examples can be opened, what each tells, and how one is loaded anew in a space of its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from filage.core.enums import Role
from filage.core.models import Membership, Organisation
from filage.core.rails import exchange
from filage.core.refusal import Refusal
from filage.portability import operations

PACKAGE = Path(__file__).resolve().parents[1]
ROLES = (Role.ADMINISTRATION, Role.PRODUCTION, Role.DIRECTION_ARTISTIQUE)  # of who opens a season


@dataclass(frozen=True, slots=True)
class Example:
    """A file of examples: how it is called, the space it makes, and what one finds there."""

    code: str
    file: str
    space: str  # slug of the organisation of the file
    title: str
    sentence: str
    whole: bool = True  # a whole season, or one case

    @property
    def path(self) -> Path:
        """Return its file: inside the installed package, or beside it in a clone."""
        places = (PACKAGE / "examples" / self.file, PACKAGE.parent / "examples" / self.file)
        return next(place for place in places if place.exists())


EXAMPLES = (
    Example(
        "un-spectacle",
        "les-marees.filage.yaml",
        "les-marees",
        "Un seul spectacle",
        "La Compagnie Les Marées et une création : de l’entretien avec l’autrice à quatorze dates, sur un seul budget.",
    ),
    Example(
        "theatre",
        "saison-theatre.filage.yaml",
        "saison-theatre",
        "Une saison de théâtre",
        "La même compagnie, toute une saison : une création, une tournée de trente et une dates, cinq dates hors de France, "
        "des ateliers au lycée, et le budget de la structure.",
    ),
    Example(
        "musiques",
        "saison-musiques.filage.yaml",
        "saison-musiques",
        "Une saison de concerts",
        "Cinq musiciens, la sortie d’un album, des clubs et des festivals : garantie, pourcentage, co-plateau, première partie, "
        "et la taxe due sur deux concerts gratuits.",
    ),
    Example(
        "bureau",
        "bureau-production.filage.yaml",
        "bureau-production",
        "Un bureau, deux compagnies",
        "Une compagnie de danse assujettie à la TVA, une compagnie de théâtre qui n’y est pas : "
        "chacune ses taux, ses récépissés, ses spectacles.",
    ),
    Example(
        "contradictions",
        "saison-contradictions.filage.yaml",
        "saison-contradictions",
        "La même, contredite",
        "La saison de théâtre avec une contradiction de chaque sorte : les contrôles les trouvent toutes, et leur liste est dans "
        "un fichier à côté.",
    ),
    Example(
        "ecole",
        "ecole.filage.yaml",
        "la-servante",
        "Une session de formation",
        "861 heures vers la certification, vingt personnes, deux parcours : le programme, les intervenant·es, "
        "chaque demi-journée, cinq jours après la rentrée.",
    ),
    Example(
        "ecole-jury",
        "ecole-jury.filage.yaml",
        "le-proscenium",
        "Un jury de certification",
        "Le matin d’une délibération : quatre jurés, leurs grilles, une personne qui revient pour une seule compétence ; et le "
        "jury d’avant, clos, avec son procès-verbal, une validation partielle, une exemption, une absence.",
        whole=False,
    ),
    Example(
        "tresorerie",
        "tresorerie-creation.filage.yaml",
        "envers-du-decor",
        "Un plan de trésorerie",
        "Neuf mois de création, trois mois sous zéro : à redresser sans emprunt.",
        whole=False,
    ),
    Example(
        "association",
        "budget-association.filage.yaml",
        "les-passerelles",
        "Un budget d’association",
        "Un budget déposé par téléprocédure, avec son bénévolat valorisé des deux côtés.",
        whole=False,
    ),
    Example(
        "plateau",
        "plateau-cinq-interpretes.filage.yaml",
        "cinq-portes",
        "Un coût plateau",
        "Cinq interprètes, un technicien, cinquante euros d’usure : le calcul publié, et lui seul.",
        whole=False,
    ),
)


def example(code: str) -> Example:
    """Return the example of that code; Refusal that lists those there are."""
    found = next((each for each in EXAMPLES if each.code == code), None)
    if found is None:
        raise Refusal(f"Aucune saison « {code} ». Saisons connues : {', '.join(each.code for each in EXAMPLES)}.")
    return found


def load(code: str, *, user: Any = None) -> Organisation:
    """Import an example anew in place of an earlier loading, and give it to `user`; Refusal when others work in it."""
    path = example(code).path
    plan = operations.prepare(path)
    with transaction.atomic():
        if not plan.is_new:
            _refuse_if_shared(plan.organisation, user)
            erase(plan.organisation)
            plan = operations.prepare(path)
        made = operations.carry_out(plan, path)
        if user is not None:
            welcome(user, made)
    return made


def welcome(user: Any, *spaces: Organisation) -> None:
    """Give a user the roles that show everything of these spaces."""
    Membership.objects.bulk_create(Membership(user=user, organisation=one, role=role) for one in spaces for role in ROLES)
    user.kept_memberships = None  # read once by `access`: they have just moved


def erase(organisation: Organisation) -> None:
    """Delete a space and everything it holds."""
    for table in reversed(exchange.tables()):  # what refers goes before what is referred to
        table.model._default_manager.within(organisation).delete()  # type: ignore[attr-defined]
    organisation.delete()


def _refuse_if_shared(organisation: Organisation, user: Any) -> None:
    others = organisation.memberships.filter(user__is_demo=False).exclude(user=user)
    if others.exists():
        names = ", ".join(sorted({str(one.user) for one in others.select_related("user")}))
        raise Refusal(
            f"« {organisation.name} » n’a pas été refait : {names} y travaille. "
            "Exportez cet espace, ou chargez la saison sur une autre installation."
        )
