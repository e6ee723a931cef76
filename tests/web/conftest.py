"""A season as the pages read it: two spectacles, kept rows, dates, an issued paper; and somebody from elsewhere."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from filage.core import archive
from filage.core.kept import CostRow, DeadlineRow, FindingRow, KeyFigureRow, SearchRow
from filage.core.models import Membership, Organisation, User
from filage.productions.models import Activity, Production, Structure, Venue
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
