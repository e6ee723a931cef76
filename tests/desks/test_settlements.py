"""The settlement of an evening: cas pratique 5, situation B, filled, signed, counted."""

from datetime import date
from decimal import Decimal

import pytest

from filage.core import archive
from filage.core.changes import last_of, undo
from filage.core.models import Membership, User
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.booking.enums import TicketKind
from filage.desks.booking.operations import rental
from filage.desks.booking.operations import settlements as operations
from filage.desks.booking.operations.settlements import Opposed, Sold
from filage.desks.booking.queries import settlement_words as words
from filage.desks.booking.queries import settlements as queries
from filage.desks.budget import queries as budget
from filage.desks.contracts import queries as contracts
from filage.productions.models import Activity
from filage.rules.engine import to_cent
from filage.rules.planning.run import moments, read

NIGHT = date(2027, 1, 29)
SOLD = (Sold("prevente", "", 200, Decimal(18)), Sold("sur_place", "", 60, Decimal(18)), Sold("invitation", "", 10, Decimal(5)))


@pytest.fixture
def club(marees):
    """Return club B: 1 500 € plus 60 % of what passes 3 200 €, one evening."""
    ana = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=ana, organisation=marees.organisation, role="administration")
    terms = {"variable_mode": "plus", "variable_share": Decimal(60), "threshold": Decimal(3200), "vat_rate": Decimal("5.5")}
    terms |= {"tax_rate": Decimal("3.5"), "rights_rate": Decimal("8.8"), "stage": "signe", "partner": marees.partner("Club B")}
    deal = marees.deal(1500, **terms)
    night = marees.add(Activity, production=marees.production, kind="concert", on=NIGHT, deal=deal, status="joue")
    return marees, night, ana


def filled(club, *, opposed=(), advance=Decimal(1500), sold=SOLD):
    _, night, ana = club
    operations.write(night, by=ana, sold=sold, opposed=opposed, advance=advance)
    return queries.night(night)


def test_the_club_owes_what_passes_the_threshold_beyond_its_advance(club):
    night = filled(club)
    assert (to_cent(night.due.whole.known()), to_cent(night.left.known())) == (Decimal("1914.23"), Decimal("414.23"))
    assert words.taxed(night) == [
        ("Reste dû, hors taxes", Decimal("414.23")),
        ("TVA 5,5 %", Decimal("22.78")),
        ("Reste dû, TTC", Decimal("437.01")),
    ]
    assert night.invited == 10 and night.gap is None  # nobody foresaw the takings


def test_a_cost_that_the_contract_does_not_list_is_contested(club):
    night = filled(club, opposed=(Opposed("Frais de salle", Decimal(350)),))
    assert (night.costs.kept.known(), night.costs.contested.known()) == (0, 350)
    assert to_cent(night.due.whole.known()) == Decimal("1914.23")


def test_an_invitation_brings_nothing_even_when_a_price_is_typed(club):
    night = filled(club)
    assert [each.price for each in night.tickets if each.kind == TicketKind.INVITATION] == [0]


def test_a_signed_settlement_is_kept_invoiced_and_closed(club):
    office, activity, ana = club
    filled(club)
    paper = operations.sign(activity, by=ana, on=NIGHT, signed_for_venue="Jeanne", signed_for_producer="Ana")
    assert paper.read()[:4] == b"%PDF" and not archive.documents_about(office.organisation, office.production)[0].is_outdated
    (line,) = [line for line in budget.figures_of(office.production).lines if line.stage == "invoiced"]
    assert (line.amount.known(), line.origin) == (Decimal("1914.23"), f"deal:{activity.deal_id}")
    with pytest.raises(Refusal, match="signé"):
        filled(club)
    operations.reopen(activity, by=ana)
    night = filled(club, sold=SOLD[:1])
    assert night.due.variable.known() == 0
    assert archive.documents_about(office.organisation, office.production)[0].is_outdated


def test_an_empty_settlement_is_not_signed(club):
    _, activity, ana = club
    with pytest.raises(Refusal, match="saisissez"):
        operations.sign(activity, by=ana, on=NIGHT, signed_for_venue="Jeanne", signed_for_producer="Ana")


def test_a_month_is_rented_in_one_gesture_and_taken_back_in_one(club):
    office, _, ana = club
    run = read("22 dates à partir du 3 juillet 2027 à 14 h, relâche le lundi")
    services = [("Régie d’accueil", Decimal(900)), ("Affichage", None)]
    fields = {"label": "Créneau de 14 h", "base_price": Decimal(6600), "capacity": 49, "fill_rate": Decimal(40)}
    deal = rental.rent(office.production, moments(run), by=ana, services=services, average_price=Decimal(15), **fields)
    dates = list(deal.performances.order_by("on"))
    assert (len(dates), dates[0].on, dates[-1].on) == (22, date(2027, 7, 3), date(2027, 7, 28))  # 26 days, four of them Mondays
    assert all(each.on.weekday() != 0 and each.status == "option" for each in dates)
    lines = [line for line in budget.figures_of(office.production).lines if line.origin == f"deal:{deal.pk}"]
    assert [line.amount.value for line in lines if line.account in ("6132", "604")] == [6600, 900, None]
    undo(last_of(ana, office.organisation), by=ana)
    assert not Activity.objects.within(office.organisation).filter(kind="representation", on__year=2027, on__month=7).exists()


def in_series(club, guarantee, to):
    """Turn the deal into case 3 A over two evenings of 18 seats: 60 % of the net takings, and a minimum for the series."""
    marees, first, ana = club
    terms = {"kind": "corealisation", "producer_share": Decimal(60), "rights_rate": Decimal(12), "tax_rate": None}
    terms |= {"guarantee": guarantee, "guarantee_for": to, "variable_mode": "", "base_price": None}
    for name, value in terms.items():
        setattr(first.deal, name, value)
    first.deal.save()
    last = marees.add(Activity, production=marees.production, kind="concert", on=date(2027, 2, 5), deal=first.deal, status="joue")
    for night in (first, last):
        operations.write(night, by=ana, sold=(Sold("prevente", "", 18, Decimal(14)),), opposed=(), advance=None)
        settlement = queries.settlement_of(night)
        settlement.ticket_vat_rate = Decimal("2.1")
        settlement.save()
    return first, last


@pytest.mark.parametrize(
    ("guarantee", "to", "expected"),
    [
        (900, "producteur", "769.68"),  # 900 less the 130.32 of the first evening: 217.20 of net takings, 60 %
        (200, "producteur", "130.32"),  # 260.64 in all: the minimum does not play
        (900, "lieu", "-595.92"),  # 434.40 shared, 900 for the venue: the company owes 465.60, and gives the 130.32 back
    ],
)
def test_a_minimum_over_several_dates_is_settled_at_the_last_one(club, guarantee, to, expected):
    first, last = in_series(club, guarantee, to)
    assert to_cent(queries.night(first).due.whole.known()) == Decimal("130.32")
    night = queries.night(last)
    assert to_cent(night.due.whole.known()) == Decimal(expected) and queries.CLOSED.format("le minimum garanti") in night.notes
    kept = {each.activity.pk: each for each in queries.nights(seasons.load(last.organisation_id, (last.production_id,)))}
    assert to_cent(kept[last.pk].due.whole.known()) == Decimal(expected), "the budget reads the same"


@pytest.mark.parametrize(
    ("mode", "price", "seats", "expected"),
    [
        ("versus", 100, (36, 0), "160.64"),  # 434.40 of net takings in all, 60 %: 260.64 against 200, less the 100 of the first
        ("versus", 300, (18, 18), "300.00"),  # 260.64 against 600: the guarantee
        ("plus", 100, (18, 18), "180.64"),  # 200, and 60 % of the 134.40 above 300, less the 100 of the first
        ("plus", 100, (18, 0), "100.00"),  # 217.20 in all: below 300
    ],
)
def test_a_percentage_over_a_series_is_settled_at_its_last_date(club, mode, price, seats, expected):
    first, last = in_series(club, None, "")
    terms = {"kind": "cession", "variable_mode": mode, "variable_share": Decimal(60), "variable_over": "serie"}
    terms |= {"threshold": Decimal(300) if mode == "plus" else None, "base_price": Decimal(price), "coefficients": []}
    for name, value in terms.items():
        setattr(first.deal, name, value)
    first.deal.save()
    for night, count in zip((first, last), seats, strict=True):
        night.deal = first.deal
        operations.write(night, by=club[2], sold=(Sold("prevente", "", count, Decimal(14)),), opposed=(), advance=None)
    assert to_cent(queries.night(first).due.whole.known()) == price
    night = queries.night(last)
    assert to_cent(night.due.whole.known()) == Decimal(expected)
    assert queries.CLOSED.format("la part de la recette") in night.notes
    kept = {each.activity.pk: each for each in queries.nights(seasons.load(last.organisation_id, (last.production_id,)))}
    assert to_cent(kept[last.pk].due.whole.known()) == Decimal(expected)


def test_what_a_series_is_expected_to_add_is_reckoned_once_on_its_last_date(club):
    marees, first, _ = club
    seats = {"capacity": 18, "fill_rate": Decimal(100), "average_price": Decimal(14)}
    terms = {"rights_rate": Decimal(12), "tax_rate": None, "threshold": Decimal(300), "variable_over": "serie", "base_price": 100}
    for name, value in terms.items():
        setattr(first.deal, name, value)
    first.deal.save()
    marees.add(
        Activity, production=marees.production, kind="concert", on=date(2027, 2, 5), deal=first.deal, status="signe", **seats
    )
    Activity.objects.within(marees.organisation).filter(pk=first.pk).update(**seats)
    lines = contracts.cost_lines(seasons.load(marees.organisation.pk, (marees.production.pk,)))
    said = {(line.on, line.key.rsplit("#")[-1]): to_cent(line.amount.known()) for line in lines}
    added = [(on, value) for (on, what), value in said.items() if what == "variable"]
    assert added == [(date(2027, 2, 5), Decimal("72.24"))]  # 2 × 252 / 1.055 less 12 % : 420.40, 60 % of what passes 300


def test_the_minimum_waits_for_the_settlement_of_each_date(club):
    first, last = in_series(club, 900, "producteur")
    queries.settlement_of(first).delete()
    night = queries.night(last)
    assert queries.LACKING.format("le minimum garanti") in night.notes and to_cent(night.due.whole.known()) == Decimal("130.32")
