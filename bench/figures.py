"""The figures of a show computed again, and how that grows with its dates."""

from bench.sample import Sample, sample
from bench.timing import Row, median_seconds, milliseconds, times

RUNS = {1: 15, 10: 7, 100: 3}


def rows() -> list[Row]:
    """Measure the computing alone and the whole refresh of the kept rows, with 1, 10 and 100 times the dates."""
    found = []
    first: dict[str, float] = {}
    for dates_times, runs in RUNS.items():
        with sample(dates_times=dates_times) as season:
            for name, act in (("chiffres recalculés", compute), ("recalculés et gardés en lignes", keep)):
                seconds = median_seconds(lambda act=act, season=season: act(season), runs=runs)
                growth = times(seconds / first.setdefault(name, seconds))
                asked = (
                    "≤ 20 ms" if dates_times == 1 and act is compute else f"au plus × {dates_times}" if dates_times > 1 else ""
                )
                beside = f"{growth} pour × {dates_times} dates" if dates_times > 1 else ""
                found.append(Row(f"{name}, {season.dates} dates", milliseconds(seconds), asked, beside))
    return found


def compute(given: Sample) -> None:
    """Load the season and compute every cost line and key figure of the show, writing nothing."""
    from filage.core.rails import costs, figures, season

    loaded = season.load(given.organisation.pk, (given.production.pk,))
    costs.of(loaded)
    figures.rail.of(loaded)


def keep(given: Sample) -> None:
    """Refresh the kept rows of the show, as an operation does in its transaction."""
    from django.db import transaction

    from filage.core import rails

    with transaction.atomic():
        rails.refresh({given.production.pk}, given.organisation)
