"""What the calendar and the planning of a session are read against: hours that do not fit, weeks, half-days that clash."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.urls import reverse

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Act, Severity
from filage.rules.schooling.findings import Said, slack
from filage.school.programmes.models import SchoolSession
from filage.school.programmes.queries.planning import Board
from filage.school.programmes.queries.watched import watched

CALENDAR, HOURS = "#id_calendar", "#id_morning_hours"
KEEP = "Rien à réparer : chaque hypothèse est sur la page de la session."
SHORTEN = "Ajouter des jours ou des demi-journées, ou raccourcir une fermeture."


def expired(season: Any) -> Iterator[Found]:
    """Yield the sessions that begin when their certification is no longer registered, or is not yet."""
    yield from _said(season, lambda board: board.told.findings, ("entree",), "#id_certification")


def centre_short(season: Any) -> Iterator[Found]:
    """Yield the sessions whose calendar does not offer the hours asked in the centre."""
    yield from _said(season, lambda board: board.told.findings, ("centre_insuffisant",), CALENDAR)


def company_short(season: Any) -> Iterator[Found]:
    """Yield the sessions whose period in a company does not hold its hours, or holds them to the very last one."""
    yield from _said(season, lambda board: board.told.findings, ("entreprise_insuffisant", "entreprise_marge_nulle"), CALENDAR)


def too_many_weeks(season: Any) -> Iterator[Found]:
    """Yield the sessions whose period in a company touches more weeks than said."""
    yield from _said(season, lambda board: board.told.findings, ("semaines_depassees",), "#id_most_weeks")


def margins(season: Any) -> Iterator[Found]:
    """Yield in a sentence what a calendar leaves to lose; the page of the session says the rest."""
    for board in watched(season).boards:
        if board.told.plan is not None and (said := slack(board.told.plan)):
            yield of(board.session, said, KEEP, remedy_url=reverse("programmes:session", args=[board.session.pk]))


def unknown_calendar(season: Any) -> Iterator[Found]:
    """Yield the sessions without days, or without the hours of a day: nothing can be said of them."""
    for board in watched(season).boards:
        if not board.told.periods or board.told.plan is None:
            lacking = "ses périodes" if not board.told.periods else "les heures d’un jour"
            text = f"Il manque {lacking} : rien ne dit si les heures demandées tiennent."
            yield of(board.session, text, "Dire le calendrier de la session et les heures d’un jour.", CALENDAR)


def unknown_certification(season: Any) -> Iterator[Found]:
    """Yield the sessions that prepare to a certification whose record, or version, is not here."""
    for board in watched(season).boards:
        session = board.session
        if session.certification and board.told.certification is None:
            version = f", version « {session.version} »" if session.version else ""
            text = (
                f"La fiche de {session.certification}{version} n’est pas ici : ni son échéance ni ses compétences ne sont lues."
            )
            yield of(session, text, "Importer le référentiel de son certificateur, ou rattacher la session.", "#id_certification")


def taken_twice(season: Any) -> Iterator[Found]:
    """Yield the half-days that take a trainer, a room or a group already taken."""
    yield from _clashes(
        season, ("intervenant", "salle", "groupe"), "Déplacer l’une des deux, ou changer d’intervenant·e ou de salle."
    )


def closed_day(season: Any) -> Iterator[Found]:
    """Yield the half-days on a holiday, a closure, or outside the periods of the centre."""
    yield from _clashes(season, ("ferie", "fermeture", "hors_session"), "Déplacer la demi-journée, ou changer le calendrier.")


def small_room(season: Any) -> Iterator[Found]:
    """Yield the half-days in a room smaller than the group."""
    yield from _clashes(season, ("petite_salle",), "Changer de salle, ou partager le groupe.")


def trainer_away(season: Any) -> Iterator[Found]:
    """Yield the half-days given to somebody who said that she is not free."""
    yield from _clashes(season, ("absence", "hors_disponibilite"), "Demander à quelqu’un d’autre, ou changer de jour.")


def unequal_tracks(season: Any) -> Iterator[Found]:
    """Yield the sessions whose tracks have not the same hours."""
    yield from _said(season, lambda board: board.hours_said, ("parcours_inegaux",), planning=True)


def too_many_hours(season: Any) -> Iterator[Found]:
    """Yield the sessions where more hours are planned than asked."""
    yield from _said(season, lambda board: board.hours_said, ("heures_en_trop",), planning=True)


def unknown_hours(season: Any) -> Iterator[Found]:
    """Yield the sessions where half-days last nobody knows how long."""
    yield from _said(season, lambda board: board.hours_said, ("heures_inconnues",), HOURS)


def of(session: SchoolSession, message: str, remedy: str, anchor: str = "", **more: Any) -> Found:
    """Return what is found of a session; its remedy is its form, at a field, unless `remedy_url` says more."""
    url = reverse("programmes:edit", args=[session.pk]) + anchor
    return Found(
        subject=session.name,
        message=message,
        remedy=remedy,
        about=(f"schoolsession:{session.pk}",),
        **({"remedy_url": url} | more),
    )


def _said(
    season: Any, read: Callable[[Board], Iterable[Said]], codes: tuple[str, ...], anchor: str = "", *, planning: bool = False
) -> Iterator[Found]:
    for board in watched(season).boards:
        page = {"remedy_url": reverse("programmes:planning", args=[board.session.pk])} if planning else {}
        for one in read(board):
            if one.code in codes:
                yield of(board.session, one.message, one.remedy or SHORTEN, anchor, part=one.code, **page)


def _clashes(season: Any, codes: tuple[str, ...], remedy: str) -> Iterator[Found]:
    for board in watched(season).boards:
        for one, text in board.told_once():
            if one.code in codes:
                url = f"{reverse('programmes:planning', args=[board.session.pk])}?le={one.on}"
                part = f"{one.code} {one.on} {one.half}"
                yield of(board.session, text, remedy, remedy_url=url, part=part)


REGISTERED = Citation(
    "Code du travail, art. L6113-9, FAQ de France compétences : le droit à l’examen naît d’une entrée pendant l’enregistrement",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050",
    "two_sources",
)
VOLUME = Citation(
    "Code du travail, art. L6353-1 et D6353-1 : la convention dit la durée de la formation",
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050",
    "one_source",
)
AGREED = Citation("Convention de la période en entreprise : ses heures, et le nombre de semaines au plus", "", "derived")
ONCE = Citation(
    "Référentiel national qualité, indicateurs 17 et 18 : moyens adaptés, intervenant·es coordonné·es", "", "one_source"
)
OPEN = Citation("Calendrier de la session : jours fériés, fermetures du centre, périodes", "", "derived")
SAME = Citation("Programme de la formation : deux parcours d’une même session ont le même volume", "", "derived")
RECORD = Citation(
    "France compétences, répertoire national : une certification se lit dans sa fiche",
    "https://www.francecompetences.fr",
    "derived",
)
ALERT, UNKNOWN, INFO = Severity.ALERTE, Severity.INCONNU, Severity.INFO
_check = checks_of("programmes", house=True)
CHECKS = (
    _check("FOR-001", "Une session commence hors de l’enregistrement de sa certification", expired, Severity.BLOQUANT, REGISTERED,
           Act.INSCRIRE, final=True),
    _check("FOR-002", "Les heures en centre ne tiennent pas dans le calendrier", centre_short, ALERT, VOLUME),
    _check("FOR-003", "Les heures en entreprise ne tiennent pas, ou sans aucune marge", company_short, ALERT, VOLUME),
    _check("FOR-004", "La période en entreprise touche trop de semaines", too_many_weeks, ALERT, AGREED),
    _check("FOR-005", "Ce que le calendrier d’une session laisse de marge", margins, INFO, VOLUME),
    _check("FOR-006", "Le calendrier d’une session manque", unknown_calendar, UNKNOWN, VOLUME),
    _check("FOR-007", "La fiche de la certification préparée manque", unknown_certification, UNKNOWN, RECORD),
    _check("FOR-008", "Intervenant·e, salle ou groupe est pris deux fois", taken_twice, ALERT, ONCE),
    _check("FOR-009", "Une demi-journée tombe un jour fermé ou hors de la session", closed_day, ALERT, OPEN),
    _check("FOR-010", "Une salle est plus petite que le groupe", small_room, ALERT, ONCE),
    _check("FOR-011", "Une demi-journée est donnée à quelqu’un qui n’est pas libre", trainer_away, ALERT, ONCE),
    _check("FOR-012", "Les parcours d’une session n’ont pas les mêmes heures", unequal_tracks, ALERT, SAME),
    _check("FOR-013", "Plus d’heures sont planifiées que demandées", too_many_hours, ALERT, VOLUME),
    _check("FOR-014", "Des demi-journées ont des heures inconnues", unknown_hours, UNKNOWN, VOLUME),
)  # fmt: skip
