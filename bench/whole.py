"""A whole season read again: every rail and figure, the controls alone, its pages, and how that grows with its dates."""

from datetime import timedelta
from typing import Any

from bench.pages import measured
from bench.sample import Sample, sample
from bench.timing import Row, median_seconds, milliseconds, times

SEASON = "saison-theatre"
RUNS = {1: 15, 10: 5, 100: 2}
ASKED = {
    "tous les rails et chiffres": "≤ 50 ms",
    "les contrôles seuls": "≤ 100 ms",
}
PAGES = {"Aujourd’hui": "/", "Saison": "/saison/", "Contrôles": "/controles/", "Spectacle": "/spectacles/{slug}/"}
MOST = 12  # times the duration, for ten times the dates


def rows() -> list[Row]:
    """Measure the theatre season as it is, then with 10 and 100 times its dates."""
    found: list[Row] = []
    first: dict[str, float] = {}
    for dates_times, runs in RUNS.items():
        with sample(dates_times=dates_times, example=SEASON) as season:
            for name, act in ACTS.items():
                seconds = median_seconds(lambda act=act, season=season: act(season), runs=runs)
                growth = times(seconds / first.setdefault(name, seconds))
                found.append(
                    Row(
                        f"{name}, {_dates(season)} dates",
                        milliseconds(seconds),
                        {1: ASKED.get(name, ""), 10: f"au plus × {MOST}"}.get(dates_times, ""),
                        f"{growth} pour × {dates_times} dates" if dates_times > 1 else "",
                    )
                )
            if dates_times in (1, 10):
                found += [_page(season, name, path) for name, path in PAGES.items()]
    return found


def everything(given: Sample) -> None:
    """Load the season and compute every rail, writing nothing."""
    from filage.core.rails import checks, costs, deadlines, figures, search, season, sections

    loaded = season.load(given.organisation.pk)
    for rail in (costs, figures, deadlines, checks, search, sections):
        rail.rail.of(loaded)


def moved(given: Sample) -> None:
    """The same, a date of the biggest show having just moved by a day: what depends on it is computed again."""
    from filage.productions.models import Activity

    rows = Activity.objects.within(given.organisation).filter(production=given.production, on__isnull=False)
    activity = rows.order_by("-on", "pk").first()
    if activity is not None:
        rows.filter(pk=activity.pk).update(on=activity.on + timedelta(days=1))
    everything(given)


def controls(given: Sample) -> None:
    """Load the season and run every control, with the costs and figures they read."""
    from filage.core.rails import checks, season

    checks.of(season.load(given.organisation.pk))


def kept(given: Sample) -> None:
    """Refresh every kept row of the organisation, as the task of the night does."""
    from filage.core import rails

    rails.refresh(None, given.organisation)


def _dates(given: Sample) -> int:
    from filage.productions.enums import PERFORMANCES
    from filage.productions.models import Activity

    return Activity.objects.within(given.organisation).filter(kind__in=PERFORMANCES).count()


def _page(season: Sample, name: str, path: str) -> Row:
    seconds, queries = measured(season, path)
    return Row(f"page {name}, {_dates(season)} dates", f"{milliseconds(seconds)}, {queries} requêtes", "≤ 20 requêtes")


ACTS: dict[str, Any] = {
    "tous les rails et chiffres": everything,
    "les mêmes, une date venant d’être déplacée": moved,
    "les contrôles seuls": controls,
    "recalculés et gardés en lignes": kept,
}
