"""A performance in Rodez, its team, its road and its night; its feuille de route, what it prints, the links that open it."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

from django.urls import reverse
from pypdf import PdfReader

from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.rails import season as seasons
from filage.desks.logistics.models import (
    AccessNeed,
    Bed,
    Journey,
    Meal,
    Seat,
    Stay,
)
from filage.desks.logistics.operations import day_links
from filage.desks.logistics.queries import day_pages
from filage.desks.logistics.queries.day_sheet import day_sheet
from filage.documents import papers
from filage.productions.models import Engagement, Person

ON = date(2027, 3, 12)


def at(hour, minute=0, day=ON):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def evening(marees):
    """Return a performance in Rodez with its team of two, a van, a hotel and a dinner; clocks are one hour ahead of UTC."""
    venue = marees.venue("La Baleine")
    venue.city, venue.address, venue.postal_code = "Rodez", "1, place de la Cité", "12000"
    venue.save()
    camille, karim = (
        marees.add(Person, name=name, phone=phone)
        for name, phone in (("Camille Roux", "06 39 98 14 20"), ("Karim Ziani", "06 39 98 14 21"))
    )
    for person, function in ((camille, "Régie générale"), (karim, "Comédien")):
        marees.add(
            Engagement,
            production=marees.production,
            person=person,
            function=function,
            status="artiste",
            gross=Decimal("391.13"),
        )
    date_ = marees.play(ON, venue=venue, starts_at=at(19, 30), deal=marees.deal("2000"), lodging="forfait")
    date_.participants.set([camille, karim])
    journey = marees.add(
        Journey,
        production=marees.production,
        activity=date_,
        on=ON,
        mode="van",
        from_place="Toulouse",
        to_place="Rodez",
        departs_at=at(8),
        arrives_at=at(10, 15),
        state="confirme",
        cost=Decimal("391.13"),
    )
    marees.add(Seat, journey=journey, person=camille, driver=True)
    marees.add(Seat, journey=journey, person=karim)
    _around(marees, date_, camille, karim)
    return date_


def _around(marees, date_, camille, karim):
    """Write where they sleep and eat, and what one of them cannot."""
    stay = marees.add(
        Stay,
        production=marees.production,
        activity=date_,
        hotel="Hôtel du Midi",
        arrives_on=ON,
        leaves_on=date(2027, 3, 13),
        price=Decimal("391.13"),
    )
    marees.add(Bed, stay=stay, person=camille)
    marees.add(Meal, activity=date_, on=ON, moment="diner", provider="eux", at=at(17, 30), place="Le Chenal")
    marees.add(AccessNeed, person=karim, kind="regime", text="secret : sans arachide")


def producer(marees):
    """Return the account of somebody of the production."""
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.PRODUCTION)
    return user


def sheet(activity, **options):
    season = seasons.load(activity.organisation_id, (activity.production_id,))
    return day_sheet(season, season.activity(activity.pk), on=ON, **options)


def printed(data):
    """Return the words of a paper, and whatever else its file carries in clear."""
    held = PdfReader(io.BytesIO(papers.render(data)))
    return "".join(page.extract_text() for page in held.pages) + str(held.metadata)


def given(rodez, ana, name):
    reader = next(one for one in day_pages.readers(rodez) if one.name == name)
    return reader.key, day_links.give(
        rodez, reader.key, address=lambda token: reverse("logistics:day_opened", args=[token]), by=ana
    )
