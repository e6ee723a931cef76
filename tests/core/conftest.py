"""A show of the company, and a desk plugged into the rails for the time of a test."""

from contextlib import ExitStack
from decimal import Decimal

import pytest

from filage.core.rails import checks, costs, deadlines, facts, figures, search
from filage.core.rails.types import CostLine, Deadline, Finding, KeyFigure, SearchRow, Severity, Side, Stage
from filage.productions.models import Activity, Production, Structure
from filage.rules.engine import given, sum_of, unknown
from tests.keeping import kept_rows


@kept_rows
def show(company):
    """Return « Les Marées », with two dates."""
    ours = Structure.objects.create(organisation=company.organisation, name="Compagnie des Marées", ours=True)
    show = Production.objects.create(organisation=company.organisation, structure=ours, slug="les-marees", title="Les Marées")
    for rank, day in enumerate(("2027-03-12", "2027-03-13")):
        Activity.objects.create(
            organisation=company.organisation, production=show, kind="representation", status="confirme", on=day, rank=rank
        )
    return show


def price_of_each_date(season):
    """Price each performance at 2 600 €, or leave it unknown when the date is reported."""
    for production in season.productions:
        for date in season.activities_of(production.pk):
            price = given(Decimal("2600.00"), "Prix de cession")
            yield CostLine(
                key=f"trial:{date.pk}",
                origin=f"activity:{date.pk}",
                label=f"Représentation du {date.on:%d/%m/%Y}",
                stage=Stage.COMPUTED,
                side=Side.INCOME,
                amount=unknown("Prix de la date reportée", gesture="Fixez la date.") if date.status == "reporte" else price,
                on=date.on,
                production=production.pk,
                activity=date.pk,
            )


def takings_of_each_show(season):
    """Add the prices up, production by production."""
    for production in season.productions:
        prices = [line.amount for line in costs.of(season) if line.production == production.pk]
        yield KeyFigure(code="recettes", label="Recettes", amount=sum_of(prices, "Recettes"), production=production.pk)


def duty_of_each_show(season):
    """Ask for one contract a show."""
    for production in season.productions:
        for date in season.activities_of(production.pk)[:1]:
            yield Deadline(key=f"trial:{production.pk}", on=date.on, title="Signer le contrat", production=production.pk)


def fault_of_each_show(season):
    """Find the show without genre."""
    for production in season.productions:
        if not production.genre:
            yield Finding(
                code="trial.genre",
                severity=Severity.INFO,
                subject=production.title,
                message="Le genre manque.",
                remedy="Dites-le.",
                production=production.pk,
            )


def name_of_each_show(season):
    """Let the search box find each show."""
    for production in season.productions:
        yield SearchRow(
            key=f"trial:{production.pk}", title=production.title, url=f"/{production.slug}/", production=production.pk
        )


def title_of_each_show(season):
    """Say that documents print the title."""
    return {production.pk: production.title for production in season.productions}


GIFTS = (
    (costs.rail, price_of_each_date),
    (figures.rail, takings_of_each_show),
    (deadlines.rail, duty_of_each_show),
    (checks.rail, fault_of_each_show),
    (search.rail, name_of_each_show),
    (facts.registry, title_of_each_show),
)


@pytest.fixture
def trial_desk():
    """Plug a desk that prices each date into every rail, alone."""
    with ExitStack() as desks_away:
        for rail, gift in GIFTS:
            desks_away.enter_context(rail.only(trial=gift))
        yield
