"""How long a page waits before it says what a change moves, on a generated season of forty dates and twelve people."""

from datetime import timedelta
from typing import Any

from bench.season import Generated, generated
from bench.timing import Row, median_seconds, milliseconds

RUNS = 15
ASKED = "≤ 150 ms"


def rows() -> list[Row]:
    """Measure the preview of each heavy change, then the whole request of one of them, and the same with four times the dates."""
    with generated() as season:
        found = [
            Row(f"aperçu, {name}", milliseconds(median_seconds(lambda act=act, season=season: act(season), runs=RUNS)), ASKED)
            for name, act in ACTS.items()
        ]
        found.append(Row("aperçu dans la page, confirmer une date", milliseconds(_page(season)), ASKED))
    with generated(dates=160) as season:
        seconds = median_seconds(lambda: _gesture(season, "confirmer"), runs=5)
        found.append(Row("aperçu, confirmer une date, 160 dates", milliseconds(seconds)))
    return found


def _gesture(season: Generated, code: str, **asked: Any) -> None:
    from filage.desks.schedule.operations import gestures
    from filage.productions.models import Activity

    joined = Activity.objects.within(season.organisation).select_related("production", "venue", "deal")
    gestures.rehearse(joined.get(pk=season.option.pk), gestures.GESTURES[code], by=season.user, **asked)


def _add(season: Generated) -> None:
    from filage.core.changes import ChangeSet
    from filage.productions.models import Activity

    new = Activity(
        organisation=season.organisation, production=season.production, kind="representation", status="confirme",
        on=season.option.on + timedelta(days=1), venue=season.option.venue, deal=season.option.deal,
    )  # fmt: skip
    ChangeSet.create(new).preview()


def _team(season: Generated) -> None:
    from filage.core.changes import ChangeSet
    from filage.productions.models import Engagement

    first = Engagement.objects.within(season.organisation).filter(production=season.production).first()
    ChangeSet.on(first, headcount=2).preview()


def _page(season: Generated) -> float:
    from django.test import Client

    client, address = Client(SERVER_NAME="localhost"), f"/dates/{season.option.pk}/geste/confirmer/"
    client.force_login(season.user)

    def read() -> None:
        answer = client.get(address, headers={"HX-Request": "true"})
        if answer.status_code != 200:
            raise RuntimeError(f"{address} répond {answer.status_code}")

    return median_seconds(read, runs=RUNS)


ACTS = {
    "ajouter une date": _add,
    "confirmer une date": lambda season: _gesture(season, "confirmer"),
    "déplacer une date": lambda season: _gesture(season, "deplacer", on=season.option.on + timedelta(days=7)),
    "annuler une date": lambda season: _gesture(season, "annuler"),
    "changer l’équipe": _team,
}
