"""A season as the pages read it: two spectacles, kept rows, dates, an issued paper; and somebody from elsewhere."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from filage.core import archive
from filage.core.kept import CostRow, DeadlineRow, FindingRow, KeyFigureRow, SearchRow
from filage.core.models import Membership, Organisation, User
from filage.desks.budget.models import Contribution
from filage.desks.budget.operations import needs
from filage.productions.models import Activity, Attachment, Engagement, Need, Person, Production, Room, Structure, Venue
from filage.rules.reading.folding import folded
from tests.keeping import kept_rows


@dataclass
class Season:
    """What the tests of pages hold: an organisation, its people, its spectacles."""

    organisation: Organisation
    ana: User  # administration
    lou: User  # administration, in another organisation
    karim: User  # régie générale, on « L'Estran » only
    estran: Production
    vagues: Production
    today: date


@kept_rows
def season(company):
    """Return a season whose figures are those of the first case of the trade."""
    organisation, today = company.organisation, timezone.localdate()
    structure = Structure.objects.create(organisation=organisation, name="Compagnie des Marées", ours=True)
    estran, vagues = (
        Production.objects.create(organisation=organisation, structure=structure, slug=slug, title=title, genre="théâtre")
        for slug, title in (("l-estran", "L’Estran"), ("petites-vagues", "Petites vagues"))
    )
    Membership.objects.get(user=company.karim).limit_to(estran.pk)
    made = Season(organisation, company.ana, company.lou, company.karim, estran, vagues, today)
    keep_rows(made, copies=1)
    return made


def keep_rows(season: Season, *, copies: int) -> None:
    """Keep rows as the desks would: `copies` of each kind, for « L'Estran », and one of « Petites vagues »."""
    here = {"organisation": season.organisation, "provider": "budget"}
    for index in range(copies):
        for production in (season.estran, season.vagues):
            mine = {**here, "production": production.pk}
            mark = f"{production.slug}-{KeyFigureRow.objects.within(season.organisation).count()}-{index}"
            _due(production, mark, season.today, mine)
            _found(production, mark, mine)
            _told(mark, mine)
            _played(production, season.today)


def _due(production, mark, today, mine):
    """Write what is due of a spectacle, and what is found by searching it."""
    DeadlineRow.objects.create(
        key=mark, on=today + timedelta(days=3), title=f"Relancer la Région pour {production.title}", owner="Ana", **mine
    )
    SearchRow.objects.create(
        key=mark,
        title=production.title,
        text="théâtre, création 2027",
        folded=folded(f"{production.title} théâtre"),
        url=f"/spectacles/{production.slug}/",
        kind="Spectacle",
        **mine,
    )


def _found(production, mark, mine):
    """Write what the controls say of a spectacle."""
    FindingRow.objects.create(
        key=f"VIG-01 {mark}",
        imprint="un",
        about=f"production:{production.pk}",
        act="signer",
        code="VIG-01",
        severity="bloquant",
        subject="Budget D1 → contrats",
        message=f"Attestation de vigilance manquante pour {production.title}",
        remedy="Demander l’attestation",
        remedy_url="/controles/",
        citation="C. trav., art. L. 8222-1",
        citation_url="https://www.legifrance.gouv.fr/",
        confidence="official",
        **mine,
    )
    FindingRow.objects.create(
        key=f"BUD-02 {mark}",
        imprint="un",
        code="BUD-02",
        severity="inconnu",
        subject="H2",
        message="Captation vidéo : montant inconnu",
        **{**mine, "provider": "budget"},
    )


def _told(mark, mine):
    """Write the figures of a spectacle, one of them unknown, and what they rest on."""
    KeyFigureRow.objects.create(
        code="creation",
        label="Budget de création",
        amount=Decimal("78400.00"),
        unit="EUR",
        note="reste à trouver 12 000 €",
        **mine,
    )
    KeyFigureRow.objects.create(
        code="creux",
        label="Creux de trésorerie",
        amount=Decimal("-14610.00"),
        note="fin mars 2027, trois mois sous zéro",
        tone="neg",
        **mine,
    )
    KeyFigureRow.objects.create(code="empreinte", label="Empreinte", unknown_reason="4 trajets sans mode de transport", **mine)
    CostRow.objects.create(
        key=f"engagement:{mark}",
        origin=f"engagement:{mark}",
        label="Interprètes",
        stage="coefficient",
        side="expense",
        amount=Decimal("28388.25"),
        **mine,
    )


def _played(production, today):
    """Write a date that is confirmed, and an option."""
    organisation = production.organisation
    venue = Venue.objects.create(organisation=organisation, name="La Halle du Steir", city="Quimper")
    Activity.objects.create(
        organisation=organisation,
        production=production,
        kind="representation",
        on=today + timedelta(days=2),
        venue=venue,
        status="confirme",
    )
    Activity.objects.create(
        organisation=organisation,
        production=production,
        kind="representation",
        on=today + timedelta(days=90),
        venue=venue,
        status="option",
        option_rank=1,
        option_until=today + timedelta(days=5),
    )


@dataclass
class Workshop:
    """The season with one of each thing that a form writes."""

    season: object
    person: Person
    venue: Venue
    room: Room
    need: Need
    paper: Attachment
    engagement: Engagement
    proposed: Contribution

    @property
    def pages(self):
        """Return the address of every page with a form."""
        slug = self.season.estran.slug
        return [
            "/nouveau-spectacle/",
            "/personnes/nouvelle/",
            f"/personnes/{self.person.pk}/",
            "/structures/nouvelle/",
            f"/structures/{self.season.estran.structure_id}/",
            "/lieux/nouveau/",
            f"/lieux/{self.venue.pk}/",
            f"/lieux/{self.venue.pk}/salles/nouvelle/",
            f"/salles/{self.room.pk}/",
            f"/structures/{self.season.estran.structure_id}/tva/",
            f"/structures/{self.season.estran.structure_id}/recepisses/",
            f"/structures/{self.season.estran.structure_id}/coefficient/",
            f"/spectacles/{slug}/dates/nouvelles/",
            f"/spectacles/{slug}/embauches/nouvelle/",
            f"/spectacles/{slug}/embauches/{self.engagement.pk}/",
            f"/spectacles/{slug}/entretien/",
            f"/spectacles/{slug}/entretien/lumiere/",
            f"/spectacles/{slug}/besoins/nouveau/",
            f"/spectacles/{slug}/besoins/{self.need.pk}/",
            f"/spectacles/{slug}/besoins/{self.need.pk}/devis/",
            f"/spectacles/{slug}/pieces/nouvelle/",
            f"/spectacles/{slug}/propositions/",
            f"/spectacles/{slug}/propositions/{self.proposed.pk}/changer/",
            f"/spectacles/{slug}/propositions/{self.proposed.pk}/refuser/",
        ]


@kept_rows
def workshop(season):
    """Return the season with a person, a venue, a need and its quotes, a paper, an embauche, a proposed line."""
    organisation, estran, ana = season.organisation, season.estran, season.ana
    person = Person.objects.create(organisation=organisation, name="Nour Belaïd", trades="créatrice lumière")
    venue = Venue.objects.create(organisation=organisation, name="Le Carré", city="Morlaix")
    room = Room.objects.create(organisation=organisation, venue=venue, name="Grande salle", capacity=320)
    need = needs.add_need(
        estran, topic="lumiere", by=ana, label="Douze découpes", kind="technique", quantity=Decimal(12), unit="pièce"
    )
    for supplier, cost in (("Scènelux", 40), ("Ouest Éclairage", 35)):
        needs.add_quote(need, by=ana, supplier=supplier, unit_cost=Decimal(cost))
    paper = needs.attach(estran, kind="intention", name="note.pdf", content=b"%PDF-1.7 note", on=date(2026, 11, 21), by=ana)
    engagement = Engagement.objects.create(
        organisation=organisation, production=estran, function="Lumière", status="technicien", gross=Decimal(180), person=person
    )
    proposed = Contribution.objects.create(
        organisation=organisation,
        production=estran,
        post="costumes",
        label="Manteau",
        unit_price=90,
        proposed_on=date(2026, 11, 20),
    )
    return Workshop(season, person, venue, room, need, paper, engagement, proposed)


@pytest.fixture
def dossier():
    """Declare a kind of document for the duration of a test; it says the title and shows no pay."""

    def produce(organisation, production, *, on, by):
        return archive.Produced(
            {"title": production.title}, f"Dossier de {production.title}".encode(), f"{production.slug}-dossier.txt"
        )

    kind = archive.DocumentKind("essai", "Dossier d’essai", "txt", "text/plain", produce)
    with archive.registry.only(essai=kind):
        yield kind
