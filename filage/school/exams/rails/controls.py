"""What an exam is read against: jurors who sit twice at once, summonses that left too late."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from filage.core.rails import rare
from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.school.exams.models import ExamSession
from filage.school.exams.queries import benches, holding

FEW = 4  # names that a finding names
rare.declare(ExamSession)


def sits_twice(season: Any) -> Iterator[Found]:
    """Yield those who sit in two panels at once, or in two exams on one half-day, of exams that are not over."""
    if not rare.held(season, ExamSession):
        return
    for one in benches.of_days(season.organisation_id, season.today, date.max).doubled():
        yield Found(
            subject=one.first.exam_name,
            message=benches.told(one),
            remedy="Déplacer un passage, ou faire siéger quelqu’un d’autre.",
            remedy_url=reverse("exams:timetable", args=[one.first.exam]),
            about=tuple(f"exam_session:{exam}" for exam in dict.fromkeys((one.first.exam, one.second.exam))),
        )


def convened_late(season: Any) -> Iterator[Found]:
    """Yield the exams that are not over and whose summonses left, or would leave, less than fifteen days before."""
    if not rare.held(season, ExamSession):
        return
    for exam, held in holding.late_summons(season.organisation_id, season.today).items():
        names = [name for name, _ in held]
        rest = len(names) - FEW
        some = ", ".join(names[:FEW]) + (f" et {rest} de plus" if rest > 0 else "")
        waits = any(on is None for _, on in held)
        yield Found(
            subject=exam.name,
            message=f"{some} : convocation à moins de {holding.NOTICE} jours des épreuves du {exam.first:%d/%m/%Y}.",
            remedy="Convoquer aujourd’hui, et prévenir de vive voix."
            if waits
            else "S’assurer que chacune et chacun est prévenu.",
            remedy_url=reverse("exams:timetable", args=[exam.pk]),
            about=(f"exam_session:{exam.pk}",),
        )


ALERT = Severity.ALERTE
HELD = Citation(
    "Usage : personne ne siège à deux jurys à la fois ; chaque passage se tient devant son jury entier", "", "derived"
)
TOLD = Citation("Usage : convoquer aux épreuves quinze jours avant au moins", "", "derived")
_check = checks_of("exams", house=True)
CHECKS = (
    _check("FOR-025", "Une personne siège à deux jurys à la fois", sits_twice, ALERT, HELD),
    _check("FOR-026", "Une convocation à un examen part trop tard", convened_late, ALERT, TOLD),
)
