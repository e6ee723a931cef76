"""A pipeline is declared once; a step is an operation that may refuse, and the journal keeps it."""

import pytest

from filage.core import changes, stages
from filage.core.refusal import Refusal
from filage.core.stages import Transition
from filage.productions.enums import DealStage
from filage.productions.models import Deal


def needs_a_partner(deal):
    """Say why a deal without partner is not signed."""
    return None if deal.partner_id else "Contrat non signé : dites d’abord avec qui."


@pytest.fixture
def deal(show):
    steps = [Transition("propose", "accord"), Transition("accord", "signe", needs_a_partner), Transition("accord", "rompu")]
    with stages.registry.only():
        stages.declare("essai", on="productions.Deal.stage", states=DealStage.choices, transitions=steps)
        yield Deal.objects.create(organisation=show.organisation, production=show, label="Tournée")


def test_a_step_is_taken_and_journaled(company, deal):
    entry = stages.move(deal, "accord", by=company.ana, why="au téléphone")
    assert deal.stage == "accord"
    assert (entry.why, entry.changes[0]["new"]) == ("au téléphone", "accord")
    changes.undo(entry, by=company.ana)
    deal.refresh_from_db()
    assert deal.stage == "propose"


def test_a_step_that_does_not_exist_is_refused_with_those_that_do(company, deal):
    with pytest.raises(Refusal, match="de « proposé » à « signé » ; depuis cette étape : accord"):
        stages.move(deal, "signe", by=company.ana)


def test_a_step_may_refuse_with_its_reason(company, deal):
    stages.move(deal, "accord", by=company.ana)
    with pytest.raises(Refusal, match="dites d’abord avec qui"):
        stages.move(deal, "signe", by=company.ana)
    stages.move(deal, "rompu", by=company.ana)
    with pytest.raises(Refusal, match="la dernière"):
        stages.move(deal, "accord", by=company.ana)


def test_the_screen_shows_where_an_object_stands(company, deal):
    stages.move(deal, "accord", by=company.ana)
    assert [(step.code, step.state) for step in stages.steps(deal)][:3] == [
        ("propose", "done"),
        ("accord", "current"),
        ("envoye", "todo"),
    ]


def test_a_pipeline_whose_steps_lead_nowhere_is_a_mistake():
    with pytest.raises(ValueError, match="étape inconnue"):
        stages.declare(
            "faux", on="productions.Deal.stage", states=DealStage.choices, transitions=[Transition("propose", "vendu")]
        )
