"""A jury of four and three candidates, as the facts of the certification ask: a session of exam in June 2026."""

from dataclasses import dataclass
from datetime import date

from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User
from filage.productions.models import Person, Structure
from filage.rules.schooling.record import certifications
from filage.school.exams.models import Candidate, ExamSession, Juror, JuryRules

CODE = "RNCP39624"
CODES = tuple(one.code for one in certifications()[CODE].competences)
SEATS = (
    ("Diane Morel", "direction", {"president": True}),
    ("Paul Ferrand", "formateur", {}),
    ("Inès Kaci", "externe", {"employer": "Compagnie Les Marées"}),
    ("Tom Weber", "externe", {"employer": "Le Bocal"}),
)
CANDIDATES = ("Awa Diop", "Bruno Petit", "Chloé Nguyen")


@dataclass
class School:
    """A school with its exam, its jury and its candidates, and who edits."""

    organisation: Organisation
    exam: ExamSession
    jurors: list[Juror]
    candidates: list[Candidate]
    ana: User


def school_with_a_jury(*, declared=True):
    """Return the school, its jurors having declared that they are tied to nobody."""
    from django.utils import timezone

    house = Organisation.objects.create(name="École Ouverte", slug="ecole-du-jury")
    ana = User.objects.create_user("ana-jury@exemple.fr", name="Ana")
    Membership.objects.create(user=ana, organisation=house, role=Role.ADMINISTRATION)
    certifier = Structure.objects.create(organisation=house, name="Institut Certificateur")
    exam = ExamSession.objects.create(
        organisation=house,
        name="Examen de juin 2026",
        certification=CODE,
        certifier=certifier,
        first=date(2026, 6, 22),
        last=date(2026, 6, 26),
    )
    JuryRules.objects.create(organisation=house, exam=exam, appeals="Par écrit au certificateur, dans les deux mois.")
    now = timezone.now() if declared else None
    jurors = [
        Juror.objects.create(
            organisation=house, exam=exam, person=person(house, name), quality=quality, declared_at=now, rank=rank, **more
        )
        for rank, (name, quality, more) in enumerate(SEATS)
    ]
    candidates = [
        Candidate.objects.create(
            organisation=house, exam=exam, person=person(house, name), route="continue", number=str(rank), rank=rank
        )
        for rank, name in enumerate(CANDIDATES, 1)
    ]
    return School(house, exam, jurors, candidates, ana)


def person(house, name):
    """Return somebody of the directory, with an address."""
    first = name.split()[0].lower()
    return Person.objects.create(organisation=house, name=name, email=f"{first}@exemple.fr")
