"""What may be done to a budget, by whom, and what it moves: everything is journaled, and a frozen version never changes."""

from datetime import date
from decimal import Decimal

import pytest

from filage.core.changes import history, undo
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.rails import read
from filage.core.refusal import Refusal
from filage.desks.budget import operations, queries
from filage.desks.budget.models import Version


@pytest.fixture
def cast(marees):
    """Return the people around case 1: production, direction artistique, régie générale, and somebody from elsewhere."""
    people = {}
    for role in (Role.PRODUCTION, Role.DIRECTION_ARTISTIQUE, Role.REGIE_GENERALE):
        people[role] = User.objects.create_user(f"{role}@exemple.fr", name=role.label)
        Membership.objects.create(user=people[role], organisation=marees.organisation, role=role)
    people["elsewhere"] = User.objects.create_user("lou@exemple.fr", name="Lou")
    return people


@pytest.fixture
def ana(cast):
    return cast[Role.PRODUCTION]


def need(office):
    return queries.figures_of(office.production).budgets["creation"].previsionnel.need.known()


def kept(office, code):
    return next(row.amount for row in read.key_figures(office.organisation, office.production) if row.code == code)


def test_a_line_moves_the_kept_figures_in_the_same_act(marees, ana):
    line = operations.add_line(
        marees.production,
        by=ana,
        side="charge",
        phase="creation",
        label="Masques",
        destination="D",
        account="601",
        unit_price=640,
    )
    assert kept(marees, "creation") == 79040
    operations.change_line(line, by=ana, unit_price=Decimal(840), why="devis du 20 novembre")
    assert kept(marees, "creation") == 79240
    entry = history(line)[0]
    assert entry.by == ana and entry.why == "devis du 20 novembre"
    undo(entry, by=ana)
    assert kept(marees, "creation") == 79040
    line.refresh_from_db()
    operations.remove_line(line, by=ana)
    assert kept(marees, "creation") == 78400


def test_a_hypothesis_is_chosen_then_changed(marees, ana):
    operations.choose(marees.production, "taux_gestion", Decimal(10), by=ana, source="décision du bureau")
    assert kept(marees, "prix.gestion") == Decimal("168.60")
    operations.choose(marees.production, "quote_part_structure", Decimal(30), by=ana)
    assert queries.price(marees.production).price.cost.known() == Decimal("1686") + Decimal("168.6") + 600 + 30


def test_the_coefficient_of_the_structure_prices_the_embauches_that_have_none(marees, ana):
    marees.engage("Administration", "permanent", "1000", None, phase="creation", per_performance=False, destination="I")
    operations.give_coefficient(
        marees.structure, "permanent", Decimal("1.42"), since=date(2026, 1, 1), source="bulletins d’octobre 2026", by=ana
    )
    assert need(marees) == 12000 + 1420
    operations.give_coefficient(
        marees.structure, "permanent", Decimal("1.50"), since=date(2026, 1, 1), source="bulletins de novembre 2026", by=ana
    )
    assert need(marees) == 12000 + 1500


def test_freezing_keeps_every_figure_and_moves_none(marees, ana):
    before = {row.code: row.amount for row in read.key_figures(marees.organisation, marees.production)}
    version = operations.freeze(marees.production, name="dépôt DRAC", on=date(2026, 11, 21), by=ana)
    assert version.number == 1 and version.data["budgets"]["creation"]["need"] == "12000.00"
    after = {row.code: row.amount for row in read.key_figures(marees.organisation, marees.production)}
    assert not before or before == after
    operations.add_line(
        marees.production, by=ana, side="charge", phase="creation", label="Plus tard", destination="D", unit_price=1
    )
    stored = Version.objects.within(marees.organisation).get(pk=version.pk)
    assert stored.data == version.data and need(marees) == 12001
    assert operations.freeze(marees.production, name="suite", on=date(2026, 12, 1), by=ana).number == 2


@pytest.mark.parametrize("who", [Role.REGIE_GENERALE, "elsewhere"])
def test_a_reader_changes_nothing(marees, cast, who):
    for act in (
        lambda: operations.choose(marees.production, "prix", Decimal(1), by=cast[who]),
        lambda: operations.freeze(marees.production, name="x", on=date(2026, 11, 21), by=cast[who]),
        lambda: operations.add_line(marees.production, by=cast[who], side="charge", label="x"),
    ):
        with pytest.raises(Refusal):
            act()
    assert need(marees) == 12000


def test_the_direction_artistique_writes_lines_but_reads_no_payslip(marees, cast):
    director = cast[Role.DIRECTION_ARTISTIQUE]
    operations.choose(marees.production, "prix", Decimal(2600), by=director)
    with pytest.raises(Refusal, match="bulletins"):
        operations.give_coefficient(marees.structure, "artiste", Decimal("1.5"), since=date(2026, 1, 1), source="x", by=director)


@pytest.mark.parametrize(
    ("code", "value"),
    [("dates_prevues", "0"), ("dates_prevues", "1.5"), ("marque_sur_prix", "100"), ("taux_gestion", "101"), ("prix", "-1")],
)
def test_a_hypothesis_that_makes_no_sense_is_refused(marees, ana, code, value):
    with pytest.raises(Refusal):
        operations.choose(marees.production, code, Decimal(value), by=ana)


def test_a_status_of_the_other_side_is_refused(marees, ana):
    with pytest.raises(Refusal, match="notifie"):
        operations.add_line(marees.production, by=ana, side="charge", label="x", status="notifie")
