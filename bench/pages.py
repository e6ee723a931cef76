"""Server time and queries of the pages, with the dates of the example and with ten times as many."""

from typing import Any

from bench.sample import Sample, sample
from bench.timing import Row, median_seconds, milliseconds

RUNS = 7
PAGES = {
    "Aujourd’hui": "/",
    "Spectacles": "/spectacles/",
    "Spectacle": "/spectacles/{slug}/",
    "Budget": "/spectacles/{slug}/budget/",
    "Prix": "/spectacles/{slug}/prix/",
    "Trésorerie": "/spectacles/{slug}/tresorerie/",
    "Calendrier": "/spectacles/{slug}/calendrier/",
    "Documents": "/documents/",
    "Contrôles": "/controles/",
    "Barèmes": "/baremes/",
}


def rows() -> list[Row]:
    """Measure each page: time in the server, queries, and the same with ten times the dates."""
    with sample() as season:
        base = {name: measured(season, path) for name, path in PAGES.items()}
    with sample(dates_times=10) as season:
        more = {name: measured(season, path) for name, path in PAGES.items()}
    return [
        Row(
            f"page {name}",
            f"{milliseconds(base[name][0])}, {base[name][1]} requêtes",
            "≤ 100 ms, ≤ 20 requêtes",
            f"dix fois plus de dates : {milliseconds(more[name][0])}, {more[name][1]} requêtes",
        )
        for name in PAGES
    ]


def measured(season: Sample, path: str) -> tuple[float, int]:
    """Return the seconds that the server takes to answer for a page, and how many queries it asks."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, address = Client(SERVER_NAME="localhost"), path.format(slug=season.production.slug)
    client.force_login(season.user)

    def read() -> Any:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} répond {answer.status_code}")
        return answer

    seconds = median_seconds(read, runs=RUNS)
    with CaptureQueriesContext(connection) as queries:
        read()
    return seconds, len(queries)
