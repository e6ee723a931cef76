"""What is said of the calendar of a session: each finding with its numbers, and the gesture that mends it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filage.rules.schooling.feasibility import (
    SATURDAY,
    Nature,
    Plan,
    Stretch,
    Volume,
    best_block,
    bridges,
    gaps,
    holidays_of,
    weeks_of,
    weeks_touched,
    year_end,
)  # fmt: skip

INFO, ALERT = "info", "alerte"
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One finding on a calendar."""

    code: str
    severity: str
    message: str
    remedy: str = ""


def findings(plan: Plan) -> list[Said]:
    """Return everything that the calendar of a session says of its hours, the centre first."""
    return [*_centre(plan), *_closures(plan), *_company(plan), *_weeks(plan), *_holidays(plan), *_gaps(plan)]


def _centre(plan: Plan) -> Iterator[Said]:
    if not plan.of(Nature.CENTRE) and not plan.centre_hours:
        return
    volume, parts = plan.centre, [len(plan.days_of(period)) for period in plan.of(Nature.CENTRE)]
    detail = f" ({' + '.join(map(str, parts))})" if len(parts) > 1 else ""
    offers = f"{_asked(volume)} en centre ; le calendrier offre {_days(volume.days)}{detail}, soit {_hours(volume.hours.known())}"
    yield _told("centre", volume, offers, "Ajouter des jours ou des demi-journées, ou raccourcir une fermeture.")


def _company(plan: Plan) -> Iterator[Said]:
    if not plan.of(Nature.COMPANY) and not plan.company_hours:
        return
    volume, missed = plan.company, f", {_days(plan.missed)} d’absence déduits" if plan.missed else ""
    offers = (
        f"{_asked(volume)} en entreprise ; la période offre {_days(volume.days)}{missed}, soit {_hours(volume.hours.known())}"
    )
    remedy = "Dépasser dans la limite légale de la structure, rattraper avant la fin, ou signer un avenant à la convention."
    days = [on for period in plan.of(Nature.COMPANY) for on in plan.days_of(period)]
    if volume.margin.known() or not days:
        yield _told("entreprise", volume, offers, remedy)
    else:
        reached = f"Elles ne sont atteintes que le {_on(days[-1])} ; une absence ou un pont fait passer dessous"
        text = f"{offers} : marge nulle. {reached}."
        yield Said(code="entreprise_marge_nulle", severity=ALERT, message=text, remedy=remedy)
    taken = [on for period in plan.of(Nature.COMPANY) for on in bridges(plan, period)]
    if taken:
        text = f"{_count(len(taken), 'pont possible', 'ponts possibles')} en entreprise ({', '.join(map(_on, taken))})"
        after = volume.margin.known() - len(taken) * plan.hours_a_day
        yield Said(code="ponts", severity=INFO, message=f"{text} : pris, la marge passe à {_signed(after)}.")


def _told(where: str, volume: Volume, offers: str, remedy: str) -> Said:
    if volume.margin.known() >= 0:
        spare = f"marge de {_signed(volume.margin.known())}, {_days(Decimal(volume.spare_days))} à perdre au plus"
        return Said(code=f"{where}_tient", severity=INFO, message=f"{offers} : {spare}.")
    lacking = f"il manque {_hours(-volume.margin.known())}, {_days(Decimal(-volume.spare_days))}"
    return Said(code=f"{where}_insuffisant", severity=ALERT, message=f"{offers} : {lacking}.", remedy=remedy)


def _closures(plan: Plan) -> Iterator[Said]:
    if not plan.of(Nature.CENTRE):
        return
    closures = sorted(plan.closures, key=lambda one: one.first)
    if closures:
        yield _hypothesis(plan, (), "Sans aucune fermeture")
    for rank, closure in enumerate(closures):
        also = "Avec la fermeture" if rank == 0 else "Et la fermeture"
        yield _hypothesis(plan, tuple(closures[: rank + 1]), f"{also} {_span(closure)}")
    if weeks := year_end(plan):
        yield _hypothesis(plan, (*closures, weeks), f"Si le centre fermait en fin d’année, {_span(weeks)}")


def _hypothesis(plan: Plan, closures: tuple[Stretch, ...], said: str) -> Said:
    volume, before = plan.centre_with(closures), plan.centre_with(closures[:-1])
    lost = f" ({_days(before.days - volume.days)} de moins)" if closures else ""
    fits = volume.margin.known() >= 0
    rest = f"({_days(Decimal(volume.spare_days))})" if fits else f"(il manque {_days(Decimal(-volume.spare_days))})"
    text = (
        f"{said}{lost} : {_days(volume.days)}, {_hours(volume.hours.known())}, marge de {_signed(volume.margin.known())} {rest}."
    )
    return Said(code="fermeture", severity=INFO if fits else ALERT, message=text)


def _weeks(plan: Plan) -> Iterator[Said]:
    days = [on for period in plan.of(Nature.COMPANY) for on in plan.days_of(period)]
    if not days:
        return
    touched, counted = sum(map(weeks_touched, plan.of(Nature.COMPANY))), weeks_of(days)
    short = [f"{week}" for (_, week), held in counted.items() if held < SATURDAY]
    weeks = f"{_count(touched, 'semaine ISO', 'semaines ISO')} ({min(counted)[1]} à {max(counted)[1]})"
    text = (
        f"La période en entreprise touche {weeks}"
        f"{f', {plan.most_weeks} au plus' if plan.most_weeks else ''}{f' ; incomplètes : {_list(short)}' if short else ''}."
    )
    if plan.most_weeks is None or touched <= plan.most_weeks:
        yield Said(code="semaines", severity=INFO, message=text)
        return
    first, most = best_block(days, plan.most_weeks)
    offer = _count(plan.most_weeks, "semaine n’offre", "semaines de suite n’offrent")
    block = f"{offer} que {_hours(most * plan.hours_a_day)} au mieux"
    text = f"{text} {block} (dès la semaine {first.isocalendar().week}), pour {_hours(plan.company_hours)} demandées."
    remedy = "Lire la limite en durée cumulée (semaines × heures hebdomadaires), ou la changer dans la convention."
    yield Said(code="semaines_depassees", severity=ALERT, message=text, remedy=remedy)


def _holidays(plan: Plan) -> Iterator[Said]:
    found = sorted(day for period in plan.periods for day in holidays_of(plan, period))
    if found:
        named = _list([f"{_on(on)} ({name})" for on, name in found])
        text = f"{_count(len(found), 'jour férié', 'jours fériés')} en semaine dans les périodes : {named}."
        yield Said(code="feries", severity=INFO, message=text)


def _gaps(plan: Plan) -> Iterator[Said]:
    for days in gaps(plan):
        text = f"{_count(len(days), 'jour ouvré', 'jours ouvrés')} sans centre ni entreprise {_span(Stretch(days[0], days[-1]))}."
        yield Said(code="intervalle", severity=INFO, message=text)


def slack(plan: Plan) -> str:
    """Return in one sentence what a calendar that holds leaves to lose, in the centre and in a company."""
    centre, company, said = plan.centre, plan.company, []
    if plan.of(Nature.CENTRE) and centre.margin.known() >= 0:
        weeks = year_end(plan)
        closed = plan.centre_with((*plan.closures, weeks)).margin.known() if weeks else None
        less = f", {_signed(closed)} s’il fermait {_span(weeks)}" if weeks and closed is not None else ""
        said.append(f"en centre : {_left(centre)}{less}")
    if plan.of(Nature.COMPANY) and company.margin.known() >= 0:
        taken = [on for period in plan.of(Nature.COMPANY) for on in bridges(plan, period)]
        after = company.margin.known() - len(taken) * plan.hours_a_day
        less = f", {_signed(after)} avec {_count(len(taken), 'pont', 'ponts')}" if taken else ""
        said += [f"en entreprise : {_left(company)}{less}"] if less or company.margin.known() else []
    return f"Marge {' ; '.join(said)}." if said else ""


def _left(volume: Volume) -> str:
    return f"{_signed(volume.margin.known())} ({_days(Decimal(volume.spare_days))})" if volume.margin.known() else "nulle"


def _asked(volume: Volume) -> str:
    whole = volume.asked == volume.asked_days * volume.a_day
    return f"{_hours(volume.asked)} ({_days(Decimal(volume.asked_days))}{'' if whole else ' entamés'} de {_hours(volume.a_day)})"


def _days(count: Decimal) -> str:
    return f"{_number(count)} {'jour' if abs(count) < 2 else 'jours'}"


def _hours(count: Decimal) -> str:
    return f"{_number(count)} h"


def _signed(hours: Decimal) -> str:
    return f"{'+' if hours > 0 else ''}{_hours(hours)}".replace("-", "−")


def _number(count: Decimal) -> str:
    return f"{count.normalize():f}".replace(".", ",")


def _count(count: int, one: str, several: str) -> str:
    return f"{count} {one if count < 2 else several}"


def _span(stretch: Stretch) -> str:
    if stretch.first == stretch.last:
        return f"du {stretch.first:%d/%m/%Y}"
    return f"du {stretch.first:%d/%m/%Y} au {stretch.last:%d/%m/%Y}"


def _on(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _list(texts: list[str]) -> str:
    return " et ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)
