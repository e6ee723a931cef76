"""`calculer temps-de-travail`: what the services of one person contradict in the rules of working time."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from filage.cli.rules.dates import Day, Moment
from filage.cli.rules.shapes import Answer, BadInput, Entree, Sortie
from filage.rules import working_time
from filage.rules.engine import Law, load_law
from filage.rules.working_time import Limits, Service, Young

EXTENDED = ("representation", "montage", "demontage", "tournee", "festival", "generale", "voyage")
TRAVEL = ("voyage", "trajet")
TECHNICAL = ("montage", "demontage", "repetition_technique")
REST, SPAN = "Code du travail, art. L3131-1", "Convention 1285, art. VI.6"
DAY, WEEK = "Code du travail, art. L3121-18 ; convention 1285, art. VI.6", "Code du travail, art. L3121-20"
AVERAGE, WEEKLY_REST = "Code du travail, art. L3121-22 et L3121-23", "Code du travail, art. L3132-2"
JOURNEY, NIGHT_WORKER = "Convention 1285, art. VIII.1.1 C", "Code du travail, art. L3122-5 et L3122-6"
YOUNG = {
    "jour": "Code du travail, art. L3162-1",
    "semaine": "Code du travail, art. L3162-1",
    "repos": "Code du travail, art. L3164-1",
    "soir": "Code du travail, art. L3163-1",
}
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
    naissance: Annotated[date, Day()] | None = None


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
    services = [
        Service(rank, each.debut, each.fin, extended=each.type in EXTENDED, travel=each.type in TRAVEL)
        for rank, each in enumerate(entree.services)
    ]
    found = sorted(_findings(entree, services, load_law()), key=lambda one: (one.debut, one.code)) if services else []
    return Answer(TempsSortie(constats=found, avertissements=[]))


def _findings(entree: TempsEntree, services: list[Service], law: Law) -> Iterator[Constat]:
    limits = working_time.limits_of(law, min(service.day for service in services), entree.idcc)
    yield from _rests(entree, services, law, limits)
    yield from _days(entree, services, limits)
    yield from _weeks(services, limits)
    for service in services:
        if working_time.works_at_night(service):
            yield _constat("nuit", service, f"travail de nuit, jusqu’à {service.end:%H:%M}", NIGHT)
    if entree.naissance is not None:
        yield from map(_young, working_time.broken_by_the_young(law, services, entree.naissance, limits))


def _rests(entree: TempsEntree, services: list[Service], law: Law, limits: Limits) -> Iterator[Constat]:
    for one, other in working_time.overlaps(services):
        yield _constat("chevauchement", other, f"commence avant la fin du service de {one.start:%H:%M}", REST)
    for span in working_time.short_rests(services, limits):
        text = f"{_hours(span.length)} de repos après {span.first.end:%d/%m %H:%M} : {_hours(limits.rest)} au moins"
        if entree.idcc == "1285" and _technical(entree, law, span):
            text += " ; 9 h sont admises pour un technicien au montage, les heures manquantes étant récupérées"
        yield _constat("repos_quotidien", span.last, text, REST)
    for span in working_time.short_weekly_rests(services, limits):
        text = f"{_hours(span.length)} de repos de suite au plus dans la semaine : {_hours(limits.weekly_rest)} au moins"
        yield _constat("repos_hebdomadaire", span.first, text, WEEKLY_REST)
    for span in working_time.unbroken(services, limits):
        text = f"{_hours(span.length)} d’affilée : une pause de 20 minutes dès 6 h"
        yield _constat("pause", span.first, text, BREAK)


def _days(entree: TempsEntree, services: list[Service], limits: Limits) -> Iterator[Constat]:
    for span in working_time.long_spans(services, limits):
        if entree.idcc == "1285":
            text = f"amplitude de {_hours(span.length)}, trajets compris : {_hours(limits.span)} au plus"
            yield _constat("amplitude", span.first, text, SPAN)
    for span in working_time.long_days(services, limits):
        extended = any(service.extended for service in span.services)
        most = limits.extended_day if extended else limits.day
        worked = f"{_hours(span.length)} de travail dans la journée : {_hours(most)} au plus"
        if entree.idcc != "1285" and extended:
            worked += " (12 h si un accord le permet, art. L3121-19)"
        yield _constat("duree_quotidienne", span.first, worked, DAY)
    for span in working_time.long_journeys(services, limits):
        text = f"{_hours(span.length)} de trajet dans la journée : {_hours(limits.travel_day)} au plus"
        yield _constat("trajet", span.first, text, JOURNEY)
    for span in working_time.long_nights(services, limits):
        text = f"{_hours(span.length)} de travail pour un travailleur de nuit : {_hours(limits.night_day)} au plus"
        yield _constat("travailleur_de_nuit", span.first, text, NIGHT_WORKER)


def _weeks(services: list[Service], limits: Limits) -> Iterator[Constat]:
    for span in working_time.long_weeks(services, limits):
        worked = f"{_hours(span.length)} de travail dans la semaine : {_hours(limits.week)} au plus"
        yield _constat("duree_hebdomadaire", span.first, worked, WEEK)
    for span in working_time.long_runs(services, limits):
        text = f"{span.length.days} jours de travail à la suite : {limits.days_in_row} au plus"
        yield _constat("repos_hebdomadaire", span.first, text, ROW)
    for span in working_time.long_averages(services, limits):
        text = f"{_hours(span.length)} par semaine en moyenne sur {limits.weeks} semaines : {_hours(limits.average)} au plus"
        yield _constat("duree_moyenne", span.first, f"{text}, 46 h si un accord le permet", AVERAGE)


def _young(found: Young) -> Constat:
    end = f"{found.span.last.end:%H:%M}"
    said = {
        "jour": f"mineur : {_hours(found.span.length)} de travail dans la journée, {_hours(found.most)} au plus",
        "semaine": f"mineur : {_hours(found.span.length)} de travail dans la semaine, {_hours(found.most)} au plus",
        "repos": f"mineur : {_hours(found.span.length)} de repos, {_hours(found.most)} au moins",
        "soir": f"mineur : fin à {end}, {_hours(found.most)} au plus tard sauf dérogation de l’inspection du travail",
    }
    return _constat(f"mineur_{found.rule}", found.span.last, said[found.rule], YOUNG[found.rule])


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
