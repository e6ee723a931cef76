"""A tour whose embauches the pay engine prices: as many payslips as asked, in a database in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

PEOPLE, MONTHS, DATES_A_MONTH = 25, 20, 2
SLIPS = PEOPLE * MONTHS
FIRST = date(2026, 1, 7)
RATES = {
    "payroll.general.accidents_du_travail": "0.014",
    "payroll.intermittent.prevoyance": "0.0042",
    "payroll.branch.prevoyance_1285_technicien": "0.01",
}


@contextmanager
def tour() -> Iterator[Any]:
    """Make an organisation with one show, twenty-five people and two dates a month for the duration of the block."""
    from filage.core import scratch
    from filage.core.models import Organisation
    from filage.core.own_settings import DatedSetting
    from filage.productions.models import Production, Structure

    with scratch.scratch_database():
        organisation = Organisation.objects.create(name="Compagnie de mesure", slug="mesure")
        here = {"organisation": organisation}
        said = {"headcount": 5, "idcc": "1285", "nonprofit": True}
        ours = Structure.objects.create(**here, name="Compagnie de mesure", ours=True, **said)
        for code, rate in RATES.items():
            DatedSetting.objects.create(
                **here, code=code, since=date(2025, 1, 1), value=Decimal(rate), source="mesure", confidence="official"
            )
        bounds = {"creation_start": date(2025, 1, 1), "creation_end": FIRST}
        show = Production.objects.create(**here, structure=ours, slug="tournee", title="Tournée", **bounds)
        _people(show)
        _dates(show)
        yield organisation


def _people(show: Any) -> None:
    from filage.productions.models import Engagement, Person

    here = {"organisation": show.organisation}
    for rank in range(PEOPLE):
        person = Person.objects.create(**here, name=f"Personne {rank + 1}", rank=rank)
        terms = {"status": "artiste", "function": "Interprète", "unit": "cachet", "gross": Decimal(160 + rank)}
        if rank % 3 == 2:
            hourly = {"unit": "heure", "gross": Decimal(18) + Decimal(rank) / 10, "quantity": Decimal(10)}
            terms = {"status": "technicien", "function": "Régie", **hourly}
        Engagement.objects.create(**here, production=show, person=person, rank=rank, per_performance=True, **terms)


def _dates(show: Any) -> None:
    from filage.productions.models import Activity, Venue

    here = {"organisation": show.organisation}
    venue = Venue.objects.create(**here, name="Théâtre", city="Ville")
    for month in range(MONTHS):
        year, rank = divmod(FIRST.month - 1 + month, 12)
        opens = date(FIRST.year + year, rank + 1, FIRST.day)
        for turn in range(DATES_A_MONTH):
            Activity.objects.create(
                **here, production=show, kind="representation", status="signe", on=opens + timedelta(days=7 * turn), venue=venue
            )
