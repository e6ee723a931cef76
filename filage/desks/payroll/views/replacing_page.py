"""What the page of a replacement shows before it is made: contract, declaration, dates, générique, pay, cost, what to watch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from filage.core import access
from filage.core.rails import costs
from filage.core.rails import season as seasons
from filage.desks.payroll.operations import replacing as operations
from filage.desks.payroll.queries import replacing as queries
from filage.desks.payroll.queries.replacing import Replacement
from filage.productions.enums import AbsencePay, ContractTrack
from filage.productions.models import Activity, Engagement
from filage.rules.budgeting.lines import forecast
from filage.rules.engine import Explained, sum_of
from filage.rules.payroll.replacing import Remark, of_the_absent
from filage.rules.payroll.terms import Status
from filage.web import format as french
from filage.web import moves
from filage.web.pages import whys


@dataclass(frozen=True, slots=True)
class Watch:
    """Something to know before accepting: never a reason to forbid."""

    severity: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one embauche costs at the dates replaced, before and after, each with its reasons."""

    label: str
    before: Explained | None
    after: Explained | None

    @property
    def whys(self) -> list[tuple[str, whys.Why]]:
        """Return what explains each side that has something to explain."""
        sides = (("avant", self.before), ("après", self.after))
        return [(side, whys.describe(amount)) for side, amount in sides if amount is not None and amount.inputs]


def seen(asked: Replacement, today: date, *, by: Any) -> dict[str, Any]:
    """Return what a replacement would do, for the page; Refusal when it cannot be made."""
    dates, absent = list(asked.dates), asked.absent
    before = cost_at(_season(absent), absent, dates)

    def look(made: Engagement) -> tuple[Explained | None, Explained | None]:
        season = _season(made)
        return cost_at(season, absent, dates), cost_at(season, made, dates)

    moved, (after, mine) = operations.rehearse(asked, by=by, look=look)
    rows = [Cost(f"{absent.person}", before, after), Cost(asked.who or "Post à pourvoir", None, mine)]
    whole = Cost("En tout", before, _sum([after, mine]))
    return {
        "asked": asked,
        "dates": [(_day(one), _where(one), queries.is_past(one, today)) for one in dates],
        "watches": watches(asked, today, by=by),
        "remarks": remarks(absent, asked),
        "credits": [(credit.who, operations.credited(credit, str(absent.person), asked)) for credit in _credits(asked)],
        "kept": asked.absence_pay == AbsencePay.MAINTENUE,
        "declared": declared(asked.first, today),
        "costs": [row for row in rows if row.before is not None or row.after is not None],
        "whole": whole,
        "difference": whole.after - whole.before if whole.after is not None and whole.before is not None else whole.after,
        "moved": moves.moved(moved),
    }


def whom(activity: Activity) -> dict[str, Any]:
    """Return who may be replaced on a date, each with the address of her replacement."""
    production = activity.production
    team = queries.team(Engagement(organisation_id=activity.organisation_id, production=production))
    here = [one for one in team.engagements if one.person and any(date.pk == activity.pk for date in team.dates_of(one))]
    return {
        "activity": activity,
        "production": production,
        "tab": "organisation",
        "day": french.day_long(activity.on).capitalize(),
        "place": _where(activity),
        "date_url": reverse("schedule:date", args=[activity.pk]),
        "team": [(one, f"{address(one, 'replace')}?date={activity.pk}") for one in here],
    }


def watches(asked: Replacement, today: date, *, by: Any) -> list[Watch]:
    """Return what to know: dates already played, the other already elsewhere or already engaged, deals that name the absent."""
    found = [*_past(asked, today), *_elsewhere(asked, by), *_engaged(asked), *_deals(asked)]
    if asked.gross is None:
        found.append(Watch("inconnu", "Brut inconnu : le coût du remplacement l’est aussi."))
    if not asked.dates:
        found.append(Watch("info", "Aucun service du calendrier ces jours-là : seule l’embauche porte les dates."))
    return found


def remarks(absent: Engagement, asked: Replacement) -> Sequence[Remark]:
    """Return what becomes of the contract of the one replaced."""
    return of_the_absent(asked.absence, Status(absent.status), signed=absent.contract == ContractTrack.SIGNE)


def declared(first: date, today: date) -> str:
    """Say when the déclaration préalable is due."""
    if first < today:
        return "La première heure est passée : la déclaration devait la précéder. À faire tout de suite."
    if first == today:
        return "Aujourd’hui, avant la première heure de travail."
    return f"Avant la première heure du {french.day_long(first)} ({french.distance(first, today)})."


def cost_at(season: Any, engagement: Engagement, dates: Sequence[Activity]) -> Explained | None:
    """Return what an embauche costs at some dates, employer's part included; the whole of it when it is not paid by the date."""
    origin, wanted = f"engagement:{engagement.pk}", {one.pk for one in dates}
    lines = forecast([line for line in costs.rail.given_by("payroll", season) if line.origin == origin])
    if engagement.per_performance:
        lines = [line for line in lines if line.activity in wanted]
    told = [line.amount.named(f"{line.label}, {line.on:%d/%m/%Y}" if line.on else line.label) for line in lines]
    return sum_of(told, engagement.function) if told else None


def _season(engagement: Engagement) -> Any:
    return seasons.load(engagement.organisation_id, (engagement.production_id,))


def address(engagement: Engagement, name: str) -> str:
    """Return the address of a page of an embauche."""
    return reverse(f"payroll:{name}", args=[engagement.production.slug, engagement.pk])


def _past(asked: Replacement, today: date) -> list[Watch]:
    past = [one for one in asked.dates if queries.is_past(one, today)]
    if not past:
        return []
    said = french.count(len(past), "date passée", "dates passées")
    return [Watch("alerte", f"{said} : la déclaration et le contrat devaient précéder. Régularisez.")]


def _elsewhere(asked: Replacement, by: Any) -> list[Watch]:
    """Yield where the other one already is; a show that the user does not read is not named."""
    days = {one.on for one in asked.dates} or {asked.first, asked.last}
    found = []
    for one in queries.busy(asked.person, days, apart=[one.pk for one in asked.dates]):
        said = f"{asked.who} a déjà quelque chose le {french.day(one.on)}"
        if access.can_read(by, one):
            what = f" : {one.title or one.get_kind_display()}, « {one.production.title} »."
            found.append(Watch("alerte", said + what, reverse("schedule:date", args=[one.pk])))
        else:
            found.append(Watch("alerte", f"{said}, dans un autre spectacle."))
    return found


def _engaged(asked: Replacement) -> list[Watch]:
    held = queries.already_engaged(asked.person, asked.absent.production)
    if not held:
        return []
    functions = ", ".join(f"« {one.function} »" for one in held)
    return [Watch("info", f"{asked.who} est déjà de l’équipe ({functions}) : cette embauche s’y ajoute.")]


def _deals(asked: Replacement) -> list[Watch]:
    absent = str(asked.absent.person)
    return [
        Watch(
            "alerte",
            f"Le contrat « {deal} »{_with(deal)} nomme {absent} : prévenir le lieu et faire un avenant.",
            reverse("contracts:deal", args=[asked.absent.production.slug, deal.pk]),
        )
        for deal in queries.deals_naming(absent, asked.dates)
    ]


def _with(deal: Any) -> str:
    return f" avec {deal.partner}" if deal.partner else ""


def _credits(asked: Replacement) -> list[Any]:
    return queries.credits_of(str(asked.absent.person), asked.absent.production) if asked.credit and asked.who else []


def _day(activity: Activity) -> str:
    return french.day(activity.on) + (f" au {french.day(activity.until)}" if activity.until else "")


def _where(activity: Activity) -> str:
    venue = activity.venue
    return (venue.city or venue.name) if venue else activity.title or activity.get_kind_display()


def _sum(parts: Sequence[Explained | None]) -> Explained | None:
    held = [part for part in parts if part is not None]
    return sum_of(held, "Coût des dates remplacées") if held else None
