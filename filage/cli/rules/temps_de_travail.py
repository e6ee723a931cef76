"""`calculer temps-de-travail`: what the services of one person contradict in the rules of working time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Literal

from filage.cli.rules.dates import Moment
from filage.cli.rules.shapes import Answer, BadInput, Entree, Sortie
from filage.rules import working_time
from filage.rules.engine import Law, load_law
from filage.rules.working_time import Service

EXTENDED = ("representation", "montage", "demontage", "tournee")
TECHNICAL = ("montage", "demontage", "repetition_technique")
REST, SPAN = "Code du travail, art. L3131-1", "Convention 1285, art. VI.6"
DAY, WEEK = "Code du travail, art. L3121-18 ; convention 1285, art. VI.6", "Code du travail, art. L3121-20"
ROW, NIGHT, BREAK = "Code du travail, art. L3132-1", "Code du travail, art. L3122-3", "Code du travail, art. L3121-16"


class ServiceEntree(Entree):
    """One timed service, in the local time of its place."""

    debut: Annotated[datetime, Moment()]
    fin: Annotated[datetime, Moment()]
    type: str
    ville: str | None = None


class TempsEntree(Entree):
    """The services of one person."""

    idcc: Literal["1285", "3090"]
    services: list[ServiceEntree]


class Constat(Entree):
    """What contradicts a rule."""

    code: str
    debut: str
    message: str
    citation: str


class TempsSortie(Sortie):
    """What the services contradict, by time."""

    constats: list[Constat]


ENTREE, SORTIE = TempsEntree, TempsSortie


def answer(entree: TempsEntree) -> Answer:
    """Return the findings on the services of one person."""
    for rank, each in enumerate(entree.services):
        if each.fin <= each.debut:
            raise BadInput(f"services.{rank}.fin", "précède debut ou le répète")
    services = [Service(rank, each.debut, each.fin, extended=each.type in EXTENDED) for rank, each in enumerate(entree.services)]
    found = sorted(_findings(entree, services, load_law()), key=lambda one: (one.debut, one.code)) if services else []
    return Answer(TempsSortie(constats=found, avertissements=[]))


def _findings(entree: TempsEntree, services: list[Service], law: Law) -> Iterator[Constat]:
    limits = working_time.limits_of(law, min(service.day for service in services))
    for one, other in working_time.overlaps(services):
        yield _constat("chevauchement", other, f"commence avant la fin du service de {one.start:%H:%M}", REST)
    for span in working_time.short_rests(services, limits):
        text = f"{_hours(span.length)} de repos après {span.first.end:%d/%m %H:%M} : {_hours(limits.rest)} au moins"
        if _technical(entree, law, span):
            text += " ; 9 h sont admises pour un technicien au montage, les heures manquantes étant récupérées"
        yield _constat("repos_quotidien", span.last, text, REST)
    for span in working_time.long_spans(services, limits):
        if entree.idcc == "1285":
            text = f"amplitude de {_hours(span.length)}, trajets compris : {_hours(limits.span)} au plus"
            yield _constat("amplitude", span.first, text, SPAN)
    for span in working_time.long_days(services, limits):
        extended = any(service.extended for service in span.services)
        most = limits.extended_day if extended else limits.day
        worked = f"{_hours(span.length)} de travail dans la journée : {_hours(most)} au plus"
        yield _constat("duree_quotidienne", span.first, worked, DAY)
    for span in working_time.long_weeks(services, limits):
        worked = f"{_hours(span.length)} de travail dans la semaine : {_hours(limits.week)} au plus"
        yield _constat("duree_hebdomadaire", span.first, worked, WEEK)
    for span in working_time.long_runs(services, limits):
        text = f"{span.length.days} jours de travail à la suite : {limits.days_in_row} au plus"
        yield _constat("repos_hebdomadaire", span.first, text, ROW)
    yield from _single(services, law)


def _single(services: list[Service], law: Law) -> Iterator[Constat]:
    after = timedelta(seconds=int(law.read("working_time.break_after", services[0].day).known() * 3600))
    for service in services:
        if working_time.works_at_night(service):
            yield _constat("nuit", service, f"travail de nuit, jusqu’à {service.end:%H:%M}", NIGHT)
        if service.length >= after:
            yield _constat("pause", service, f"{_hours(service.length)} d’affilée : une pause de 20 minutes dès 6 h", BREAK)


def _technical(entree: TempsEntree, law: Law, span: working_time.Span) -> bool:
    kinds = {entree.services[int(str(service.key))].type for service in span.services}
    shortest = law.read("working_time.daily_rest_technical", span.first.day).known()
    return kinds <= set(TECHNICAL) and span.length >= timedelta(hours=int(shortest))


def _constat(code: str, service: Service, message: str, citation: str) -> Constat:
    return Constat(
        code=code, debut=f"{service.start:%Y-%m-%dT%H:%M}", message=f"{message[:1].upper()}{message[1:]}.", citation=citation
    )


def _hours(length: timedelta) -> str:
    minutes = int(length.total_seconds()) // 60
    return f"{minutes // 60} h {minutes % 60:02d}" if minutes % 60 else f"{minutes // 60} h"
