"""Nothing of one organisation's budget is read from another, and what a person earns never reaches the search box."""

import pytest

from filage.core import rails
from filage.core.kept import SearchRow
from filage.core.rails import costs, read
from filage.core.scope import ScopeError
from filage.desks.budget import queries
from filage.desks.budget.models import Line
from filage.productions.models import Person


def test_each_organisation_reads_its_own_lines(marees, treasury):
    for office in (marees, treasury):
        rails.refresh([office.production.pk], office.organisation)
    mine, theirs = ({line.key for line in queries.lines(office.production)} for office in (marees, treasury))
    assert mine and theirs and not mine & theirs
    assert not {row.key for row in read.costs(marees.organisation)} & theirs
    assert costs.explain(next(iter(theirs)), marees.organisation) is None
    assert not set(queries.funder_names(marees.organisation)) & set(queries.funder_names(treasury.organisation))


def test_lines_are_never_read_without_an_organisation(marees):
    with pytest.raises(ScopeError):
        list(Line.objects.all())


def test_the_search_box_finds_people_by_their_trade_and_never_by_their_pay(marees):
    nour = marees.add(Person, name="Nour Tessaoui", trades="comédienne", nir="2 85 12 75 108 234", iban="FR76 3000")
    marees.engage("Jeu", "artiste", "317.43", "1.55", person=nour)
    rails.refresh(None, marees.organisation)
    texts = [f"{row.title} {row.text} {row.folded}" for row in SearchRow.objects.within(marees.organisation)]
    assert any("Nour Tessaoui" in text and "comédienne" in text for text in texts)
    assert not any(secret in text for text in texts for secret in ("317", "108 234", "FR76"))
