"""Issued documents say themselves périmés when what they read moves, and only then."""

from datetime import date

import pytest

from filage.core import archive, rails
from filage.core.archive import DocumentKind, Produced
from filage.core.changes import ChangeSet
from filage.productions.models import Activity, Credit, Engagement, Person, Production, Structure, Venue


@pytest.fixture
def show(company):
    """Return « Les Marées », with one date, one person and one credit."""
    ours = {"organisation": company.organisation}
    structure = Structure.objects.create(**ours, name="Compagnie des Marées", ours=True)
    show = Production.objects.create(**ours, structure=structure, slug="les-marees", title="Les Marées")
    hall = Venue.objects.create(**ours, name="Le Phare", city="Brest")
    Activity.objects.create(**ours, production=show, kind="representation", status="confirme", on="2027-03-12", venue=hall)
    tom = Person.objects.create(**ours, name="Tom")
    Engagement.objects.create(**ours, production=show, person=tom, function="comédien", status="artiste")
    Credit.objects.create(**ours, production=show, role="Texte", who="Inès")
    return show


@pytest.fixture
def papers(company, show):
    """Return a document that reads everything and another that reads the show and its dates only, both issued."""

    def write(organisation, production, *, on, by):
        return Produced(data={}, content=b"", filename="essai.txt")

    rails.refresh(None, company.organisation)
    with archive.registry.only():
        archive.declare(DocumentKind("tout", "Tout", ".txt", "text/plain", write))
        archive.declare(DocumentKind("agenda", "Agenda", ".txt", "text/plain", write, reads=("spectacle", "dates")))
        yield [archive.issue(code, show, by=company.ana, on=date(2027, 1, 15)) for code in ("tout", "agenda")]


@pytest.mark.parametrize(
    ("model", "edit", "agenda"),
    [
        (Production, {"title": "Les Grandes Marées"}, "périmé"),
        (Credit, {"who": "Inès et Tom"}, "périmé"),
        (Structure, {"name": "Les Marées"}, "périmé"),
        (Activity, {"on": date(2027, 3, 13)}, "périmé"),
        (Venue, {"city": "Quimper"}, "périmé"),
        (Person, {"name": "Thomas"}, "émis"),
        (Engagement, {"function": "narrateur"}, "émis"),
        (Person, {"phone": "06 00 00 00 00"}, "émis"),
    ],
)
def test_a_fact_that_moves_spoils_the_documents_that_read_it(company, papers, model, edit, agenda):
    ChangeSet.on(model.objects.within(company.organisation).get(), **edit).apply(by=company.ana)
    everything, dates = papers
    assert dates.status == agenda
    assert everything.status == ("émis" if "phone" in edit else "périmé")
