"""The carnet de route of a tour of forty dates: its sheets deduced, drawn in one PDF, kept in the archive."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bench.sample import sample
from bench.timing import Row, median_seconds, milliseconds

RUNS = 5
DATES, TEAM = 40, 8
SEASON = "saison-theatre"
ON = date(2026, 11, 21)


def rows() -> list[Row]:
    """Measure what each step of a carnet takes, its progress told."""
    from filage.core import archive
    from filage.core.rails import season as seasons
    from filage.desks.logistics.queries import day_books

    with sample(example=SEASON, dates_times=4) as season:
        show, here = season.production, season.organisation
        loaded = seasons.load(here.pk, (show.pk,))
        days = day_books.days(loaded, show.pk, date.min)
        days = [one for one in days if one.kind not in day_books.AT_HOME][:DATES]
        arrange(show, days)
        told: list[int] = []
        kind = next(each for each in archive.kinds("tour"))
        about = [f"activity:{one.pk}" for one in days]
        turns = iter(range(1_000))

        def deduce() -> None:
            fresh = seasons.load(here.pk, (show.pk,))
            day_books.book(fresh, [fresh.activity(one.pk) for one in days], lang="fr", paper="a4", on=ON)

        def make(paper: str) -> None:
            on = ON + timedelta(days=next(turns))  # never twice the same paper: the compiler remembers pages
            kind.make(here, show, on=on, by=season.user, about=about, options={"papier": paper, "dit": told.append})

        acts = {
            f"carnet de {len(days)} jours, déduit": (deduce, ""),
            f"carnet de {len(days)} jours, A4": (lambda: make("a4"), "≤ 5 s"),
            f"carnet de {len(days)} jours, téléphone": (lambda: make("telephone"), "≤ 5 s"),
        }
        found = [Row(name, milliseconds(median_seconds(act, runs=RUNS)), most, "") for name, (act, most) in acts.items()]
        assert told[: len(days)] == list(range(1, len(days) + 1)), "l’avancement se dit feuille après feuille"
        return found


def arrange(show: Any, days: Sequence[Any]) -> None:
    """Give each day what a real one has: a journey, its passengers, a hotel, its beds, two meals."""
    from filage.desks.logistics.models import Bed, Journey, Meal, Seat, Stay
    from filage.productions.models import Person

    here = {"organisation_id": show.organisation_id}
    team = list(Person.objects.within(show.organisation_id)[:TEAM])
    for one in days:
        noon = datetime.combine(one.on, time(12), UTC)
        serves = here | {"production": show, "activity": one}
        road = Journey.objects.create(on=one.on, mode="van", from_place="Paris", to_place="Lyon", departs_at=noon, **serves)
        hotel = Stay.objects.create(hotel="Hôtel", arrives_on=one.on, leaves_on=one.on + timedelta(days=1), **serves)
        Seat.objects.bulk_create(Seat(journey=road, person=who, **here) for who in team)
        Bed.objects.bulk_create(Bed(stay=hotel, person=who, **here) for who in team)
        meals = (("dejeuner", "indemnite"), ("diner", "eux"))
        eaten = [Meal(activity=one, on=one.on, moment=moment, provider=by, **here) for moment, by in meals]
        Meal.objects.bulk_create(eaten, ignore_conflicts=True)  # the season has some of its own
