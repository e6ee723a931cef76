"""Budgets published elsewhere, entered as facts: the tour of case 5, the plateau of V1, the Off of V2, the accounts of V3."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from filage.core import rails
from filage.desks.budget import queries
from filage.rules.budgeting.ratios import ratios
from filage.rules.budgeting.totals import account_view
from filage.rules.engine import to_cent
from tests.desks.conftest import office

V3_CHARGES = {
    "601": 8974, "6063": 200, "613": 4550, "615": 917, "616": 713, "618": 830, "622": 6933, "623": 5747, "625": 2279, "627": 755,
    "641": 64202, "645": 27761, "647": 13481, "658": 3687, "661": 83,
}  # fmt: skip
V3_SUBSIDIES = {
    "asp": 8500, "etat": 48535 + 11400 + 7000, "commune_epci": 9100, "organisme_social": 1890, "region": 32000,
}  # fmt: skip
V3_CLASSES = {"60": 9174, "61": 7010, "62": 15714, "64": 105444, "65": 3687, "66": 83}


@pytest.fixture
def digue(db):
    """Return « La Digue », case 5 A: six dates in three places, travel charged back, 9 000 € to recover on 15 dates."""
    tour = office("grand-ecart", vat="assujetti")
    tour.engage("Interprètes", "artiste", "165", "1.56", headcount=4)
    tour.engage(
        "Régie", "technicien", "22", "1.64", unit="heure", quantity=Decimal(9), quantity_following=Decimal(7), destination="C"
    )
    each_date = {"phase": "exploitation", "per_performance": True}
    tour.line("charge", "Consommables", 45, destination="E", account="602", **each_date)
    tour.line("charge", "Nuits", 78, quantity=5, destination="F", account="6256", hosting="reel", **each_date)
    tour.line("charge", "Repas", Decimal("20.50"), quantity=10, destination="F", account="6256", hosting="reel", **each_date)
    tour.line("charge", "Création", 9000, account="604")
    tour.choose("dates_prevues", 15)
    tour.choose("taux_gestion", 8)
    day, first = date(2027, 4, 1), None
    for place, count in (("Lieu 1", 2), ("Lieu 2", 3), ("Lieu 3", 1)):
        venue = tour.venue(place)
        deal = tour.deal(2800, coefficients=["1", "0.90", "0.85"], partner=tour.partner(place, kind="lieu"), stage="signe")
        for rank in range(count):
            played = tour.play(day + timedelta(days=rank), venue, deal)
            first = first or played
        day += timedelta(days=10)
    for label, quantity, price in (("Véhicule", 1380, "0.58"), ("Péages", 1, "140")):
        tour.line(
            "charge",
            label,
            Decimal(price),
            quantity=quantity,
            phase="exploitation",
            destination="F",
            account="6251",
            activity=first,
            hosting="reel",
        )
    return tour


def total(rows, part):
    return sum(getattr(row, part).known() for row in rows)


def test_case_5_a_gives_the_corrected_budget_of_the_six_dates(digue):
    found = queries.figures_of(digue.production)
    rows = list(found.dates.values())
    assert total(rows, "plateau") == Decimal("8179.44")
    assert total(rows, "travel") == Decimal("4510.40")
    assert to_cent(total(rows, "overheads")) == Decimal("654.36")
    exploitation = found.budgets["exploitation"].previsionnel
    assert exploitation.expense.known == Decimal("16944.20")
    assert exploitation.income.known == Decimal("20330.40")
    assert -exploitation.need.known() == Decimal("3386.20")


def test_case_5_a_charges_six_fifteenths_of_the_creation(digue):
    lines = [line for line in queries.figures_of(digue.production).lines if line.destination == "K"]
    assert [line.amount.known() for line in lines] == [600] * 6


def test_v1_prices_the_plateau_of_five_performers(db):
    piece = office("v1", vat="assujetti")
    piece.engage("Interprètes", "artiste", "160", "1.55", headcount=5)
    piece.engage("Technique", "technicien", "20", "1.65", unit="heure", quantity=Decimal(12), destination="C")
    piece.line("charge", "Usure", 50, phase="exploitation", destination="E", account="615", per_performance=True)
    sheet = queries.price(piece.production)
    assert [to_cent(item.first.known()) for item in sheet.items] == [Decimal("1240.00"), Decimal("396.00"), Decimal("50.00")]
    assert sheet.plateau.known() == Decimal("1686.00")


def test_v2_leaves_fifteen_thousand_euros_to_find(db):
    off = office("v2", vat="assujetti")
    off.line("charge", "Tout compris", 30000, account="611")
    off.line("produit", "Billetterie", 12000, account="7061", status="idee")
    off.line("produit", "Fonpeps", 3000, account="7416", status="demande", funder=off.partner("ASP", funder_kind="asp"))
    balance = queries.figures_of(off.production).budgets["creation"].previsionnel
    assert balance.need.known() == 15000
    assert balance.share == Decimal("0.5")


class TestV3:
    @pytest.fixture
    def association(self, db):
        project = office("v3", vat="hors_champ")
        for account, amount in V3_CHARGES.items():
            project.line("charge", account, amount, phase="structure", destination="S", account=account)
        project.line("charge", "Bénévolat", 116000, phase="structure", destination="Z", account="864")
        for kind, amount in V3_SUBSIDIES.items():
            funder = project.partner(kind, funder_kind=kind)
            project.line("produit", kind, amount, phase="structure", account="741", status="conventionne", funder=funder)
        project.line("produit", "Autofinancement", 22687, phase="structure", status="conventionne")
        project.line("produit", "Bénévolat", 116000, phase="structure", destination="Z", account="875", status="conventionne")
        refused = project.partner("Refus", funder_kind="departement")
        project.line("produit", "Non recevable", 4000, phase="structure", account="741", status="refuse", funder=refused)
        return project

    def test_money_is_balanced_on_both_sides_and_volunteers_come_below(self, association):
        budget = queries.figures_of(association.production).budgets["structure"]
        assert budget.previsionnel.expense.known == budget.previsionnel.income.known == 141112
        assert budget.used.known == budget.given.known == 116000
        assert budget.previsionnel.expense.known + budget.used.known == 257112

    def test_shares_are_those_of_the_published_project(self, association):
        found = ratios(
            [line for line in queries.figures_of(association.production).lines if line.status != "refuse"],
            queries.funder_kinds(association.organisation),
        )
        shares = (found.staff, found.public_funding, found.own_resources, found.apparent_charges)
        assert [round(share.known() * 100, 1) for share in shares] == [Decimal(text) for text in ("74.7", "83.9", "16.1", "43.2")]

    def test_the_account_view_follows_the_form_and_volunteers_change_number(self, association):
        rails.refresh([association.production.pk], association.organisation)
        lines = [line for line in queries.lines(association.production) if line.status != "refuse"]
        charges, income = account_view(lines, queries.funder_kinds(association.organisation))
        classes = {}
        for row, amount in charges.items():
            classes[row.account_class] = classes.get(row.account_class, 0) + amount.known
        assert classes == V3_CLASSES | {"86": 116000}
        assert {row.code: amount.known for row, amount in income.items()} == {
            "74etat": 66935,
            "74region": 32000,
            "74commune": 9100,
            "74social": 1890,
            "74asp": 8500,
            "autofinancement": 22687,
            "870": 116000,
        }
