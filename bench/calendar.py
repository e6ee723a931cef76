"""The calendar of a season of twelve people and four hundred services: its pages, the conflicts of a month, a service tried."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any
from zoneinfo import ZoneInfo

from bench.pages import measured
from bench.sample import Sample, sample
from bench.timing import Row, median_seconds, milliseconds

SEASON, PEOPLE, SERVICES, JOURNEYS = "saison-theatre", 12, 400, 60
RUNS = 9
PARIS = ZoneInfo("Europe/Paris")
FIRST = date(2026, 10, 5)
MONTH = "2027-02"
HOURS = ((9, 13), (14, 18), (20, 23))
PAGES = {
    "Agenda, un mois": f"/agenda/?mois={MONTH}",
    "Agenda, une semaine": f"/agenda/?vue=semaine&jour={MONTH}-10",
    "Agenda, la liste d’un mois": f"/agenda/?vue=liste&mois={MONTH}",
    "Saison, toute la liste": f"/saison/?vue=liste&mois={MONTH}",
    "Tableau de service, une semaine": f"/tableau-de-service/?jour={MONTH}-10",
}


def rows() -> list[Row]:
    """Measure each page, then what a month of conflicts and a month of trials cost."""
    with sample(example=SEASON) as season:
        said = _filled(season)
        found = [Row("saison mesurée", said)]
        for name, path in PAGES.items():
            seconds, queries = measured(season, path)
            found.append(Row(name, f"{milliseconds(seconds)}, {queries} requêtes", "≤ 120 ms, ≤ 20 requêtes"))
        for name, (act, asked, beside) in _acts(season).items():
            found.append(Row(name, milliseconds(median_seconds(act, runs=RUNS)), asked, beside()))
        return found


def _filled(season: Sample) -> str:
    """Write what is missing to reach the people, the services and the journeys of the measure; say what there is."""
    from filage.core import rails
    from filage.desks.logistics.models import Journey, Seat
    from filage.productions.models import Activity, Person

    here, show = season.organisation, season.production
    people = list(Person.objects.within(here).order_by("rank", "id")[:PEOPLE])
    missing = SERVICES - Activity.objects.within(here).count()
    days = (FIRST + timedelta(days=shift) for shift in range(400))
    worked = [day for day in days if day.weekday() < 6]
    made = []
    for rank in range(missing):
        day, (start, end) = worked[rank // len(HOURS)], HOURS[rank % len(HOURS)]
        hours = {"starts_at": datetime.combine(day, time(start), PARIS), "ends_at": datetime.combine(day, time(end), PARIS)}
        made.append(Activity(organisation=here, production=show, kind="repetition", on=day, status="confirme", **hours))
    Activity.objects.bulk_create(made)
    link: Any = Activity.participants.through
    team = cycle(people)
    link.objects.bulk_create(link(activity=one, person=next(team)) for one in made for _ in range(4))
    journeys = [
        Journey(organisation=here, production=show, on=worked[rank * 2], mode="train", from_place="Brest", to_place="Rennes")
        for rank in range(JOURNEYS)
    ]
    Journey.objects.bulk_create(journeys)
    Seat.objects.bulk_create(Seat(organisation=here, journey=one, person=person) for one in journeys for person in people[:6])
    rails.refresh(None, here)
    count = Activity.objects.within(here).count()
    return f"{len(people)} personnes, {count} services, {JOURNEYS} trajets"


def _acts(season: Sample) -> dict[str, tuple[Callable[[], Any], str, Callable[[], str]]]:
    from filage.core import marks
    from filage.core.rails import checks
    from filage.core.rails import season as seasons
    from filage.desks.schedule.queries.agenda import Agenda
    from filage.desks.schedule.queries.agenda_filters import CONFLICTS, conflicts, told
    from filage.desks.schedule.queries.trying import trial_of, tried
    from filage.desks.schedule.views.month import bounds
    from filage.productions.models import Activity

    here, month = season.organisation.pk, date.fromisoformat(f"{MONTH}-01")
    since, until = bounds(month)
    days = [since + timedelta(days=shift) for shift in range((until - since).days + 1)]
    items = Agenda(here, None, since, until).items
    service = Activity.objects.within(here).filter(on__gte=month, kind="repetition").select_related("production").first()
    assert service is not None  # four hundred were written

    named = [checks.named(code) for code in sorted(CONFLICTS)]

    def kept() -> Any:
        found = conflicts(marks.found(here), items)
        return found, told(here, found[:6])

    def again() -> Any:
        loaded = seasons.load(here)
        return [found for check in named if check for found in checks.run(check, loaded)]

    def one_day() -> Any:
        return tried(trial_of(service, None, month, month), [month])

    return {
        "les conflits d’un mois": (kept, "≤ 30 ms", lambda: f"{len(kept()[0])} conflits, parmi les constats tenus"),
        "les mêmes, toute la saison relue": (again, "", lambda: f"{len(again())} conflits de la saison"),
        "un service essayé sur les jours d’un mois": (
            lambda: tried(trial_of(service, None, since, until), days),
            "",
            lambda: f"{len(days)} jours, lecture comprise",
        ),
        "un service essayé à une heure": (one_day, "", lambda: "lecture comprise"),
    }
