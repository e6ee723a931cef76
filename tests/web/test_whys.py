"""« Pourquoi ce montant ? »: who may ask, what is answered, and how the tree is told."""

from decimal import Decimal

import pytest

from filage.core.kept import CostRow
from filage.core.rails import costs
from filage.core.rails.types import CostLine, Side, Stage
from filage.rules.engine import given, quantity, unknown
from filage.web.pages import whys


def plateau():
    """Return the coût plateau of the published example: five cachets at 160,00 €, coefficient 1,55."""
    cachets = (
        quantity(5, "Cachets") * given("160.00", "Cachet brut") * quantity("1.55", "Coefficient", source="réglage du 3 sept.")
    )
    return cachets.named("Cachets chargés")


def test_an_amount_is_told_by_its_formula_its_inputs_and_its_rules():
    why = whys.describe((plateau() + given("50.00", "Usure")).named("Coût plateau"))
    assert why.value.replace("\u00a0", " ") == "1 290,00 €"
    assert why.formula.replace("\u00a0", " ") == "1 240,00 € + 50,00 €"
    told = [(row.level, row.label.replace("\u00a0", " ")) for row in why.rows]
    assert told[0] == (1, "Cachets chargés = 5 × 160,00 € × 1,55")
    assert (2, "Cachet brut") in told
    assert [(rule.label, rule.source) for rule in why.rules] == [("Coefficient", "réglage du 3 sept.")]


def test_an_unknown_amount_says_what_is_missing_and_the_gesture():
    why = whys.describe((plateau() + unknown("Captation", gesture="Demander le devis.")).named("Coût plateau"))
    assert not why.known
    assert why.missing == ["Captation : Demander le devis."]


def test_a_figure_shown_above_is_not_unfolded_twice():
    base = (plateau() + given("50.00", "Usure")).named("Coût plateau")
    why = whys.describe((base + (base * quantity("0.12", "Taux")).named("Gestion")).named("Prix plancher"))
    assert sum(row.label.startswith("Usure") for row in why.rows) == 1


@pytest.fixture
def line(season):
    """Plug a desk of ours, alone, that explains the line kept for « L'Estran »."""
    row = CostRow.objects.within(season.organisation).filter(production=season.estran.pk).first()
    told = CostLine(
        key=row.key, origin=row.origin, label="Interprètes", stage=Stage.COEFFICIENT, side=Side.EXPENSE, amount=plateau()
    )
    with costs.rail.only(budget=lambda season: [told]):
        yield row.key


def test_administration_reads_why_as_a_fragment_and_as_a_page(client, season, line):
    client.force_login(season.ana)
    fragment = client.get(f"/pourquoi/cout/{line}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "160,00" in fragment
    assert "<h1" in client.get(f"/pourquoi/cout/{line}/").content.decode()


def test_whoever_may_not_read_pay_is_told_so(client, season, line):
    client.force_login(season.karim)
    page = client.get(f"/pourquoi/cout/{line}/")
    assert page.status_code == 403
    assert "réservé à l’administration" in page.content.decode()
    assert "160,00" not in page.content.decode()


def test_nothing_is_explained_elsewhere(client, season, line):
    client.force_login(season.lou)
    assert client.get(f"/pourquoi/cout/{line}/").status_code == 404
    assert client.get("/pourquoi/chiffre/l-estran/creation/").status_code == 404


@pytest.mark.parametrize("address", ["/pourquoi/cout/rien/", "/pourquoi/autre/x/", "/pourquoi/chiffre/l-estran/rien/"])
def test_what_no_longer_exists_says_so(client, season, address):
    client.force_login(season.ana)
    assert client.get(address).status_code == 404


def test_money_in_a_rule_keeps_its_cents():
    assert whys.measure(Decimal("159.56"), "EUR/day").replace("\u00a0", " ") == "159,56 € par jour"


def test_what_repeats_side_by_side_is_told_once_with_how_many_times():
    cast = sum((given("248.00", "Interprète") for _ in range(4)), given("248.00", "Interprète"))
    why = whys.describe((cast + given("50.00", "Usure")).named("Coût plateau"))
    assert why.formula.replace("\u00a0", " ") == "5 × 248,00 € + 50,00 €"
    assert [(row.label, row.value.replace("\u00a0", " ")) for row in why.rows] == [
        ("5 × Interprète", "1 240,00 €"),
        ("Usure", "50,00 €"),
    ]
