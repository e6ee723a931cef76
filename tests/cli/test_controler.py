"""What `filage controler` says of a file: what stands, what somebody set aside, and whether a finding blocks."""

import json
from datetime import date

import pytest

from filage.cli import controler as command
from filage.cli.app import build
from filage.cli.refusals import exit_code_of
from filage.core import clock, dismissals, rails
from filage.core.rails import checks, read
from filage.core.rails.checks import Check, Found
from filage.core.rails.types import Act, Severity
from filage.productions.models import Production, Structure

DAY = date(2026, 11, 22)


def of_the_house(season):
    if not season.production_ids:
        yield Found(subject="Structure", message=f"Relu le {season.today:%d/%m/%Y}.", remedy="Déclarez.", facts=("récépissé",))


RULE = Check(
    code="ESS-002",
    title="Le récépissé manque",
    desk="essai",
    severity=Severity.BLOQUANT,
    act=Act.SIGNER,
    citation="Code d’essai, art. 2",
    confidence="official",
    find=of_the_house,
)


@pytest.fixture
def kept(company, monkeypatch):
    """Return the company with one show, read against one rule of the whole house; the command reads this very database."""
    ours = Structure.objects.create(organisation=company.organisation, name="Les Marées", ours=True)
    Production.objects.create(organisation=company.organisation, structure=ours, slug="les-marees", title="Les Marées")
    monkeypatch.setattr("filage.cli.opening.open_data", lambda: None)
    with checks.only(RULE), clock.as_if(DAY):
        rails.refresh(None, company.organisation)
        yield company


@pytest.fixture
def controler(kept, capsys):
    """Return the command: what it exits with, and what it says."""

    def run(*words):
        code = exit_code_of(lambda: build().main(args=["controler", "les-marees", *words], standalone_mode=False))
        return code, capsys.readouterr().out

    return run


@pytest.mark.one_database
def test_a_finding_that_blocks_fails_the_command_until_it_is_set_aside(kept, controler):
    code, said = controler()
    assert code == 1 and "■ Bloquant  ESS-002" in said and said.endswith("1 bloquant.\n")
    (row,) = read.findings(kept.organisation)
    dismissals.dismiss(row, reason="demandé en préfecture", until=date(2026, 12, 31), by=kept.ana)
    code, said = controler()
    assert (code, said) == (0, "Aucun constat ; 1 écarté.\n")
    code, said = controler("--json")
    told = json.loads(said)
    assert code == 0 and told["constats"] == [] and [one["code"] for one in told["ecartes"]] == ["ESS-002"]


@pytest.mark.one_database
def test_another_day_is_read_as_that_day(controler):
    code, said = controler("--le", "2027-03-12")
    assert code == 1 and "Relu le 12/03/2027." in said
    assert controler("--le", "demain")[0] == 2
    assert command.SIGNS.keys() == {"bloquant", "alerte", "inconnu", "info"}
