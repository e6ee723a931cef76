"""The journeys and the nights of a whole tour are laid in one gesture from its chain, which one undo takes back."""

from datetime import date

import pytest
from django.urls import reverse

from filage.core.changes import last_of, undo
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.logistics.models import Bed, Journey, Seat, Stay
from filage.desks.logistics.operations import chain
from filage.productions.models import Activity, Person
from tests.keeping import kept_rows

pytestmark = pytest.mark.django_db
MARCH = ((12, "Lorient", "FR"), (13, "Lorient", "FR"), (15, "Bruxelles", "BE"), (25, "Nantes", "FR"))


@kept_rows
def ana(marees):
    """Return Ana, who produces a tour of four dates from Rennes, one of them abroad, with two people on the road."""
    marees.organisation.pinned_on = date(2027, 1, 5)
    marees.organisation.save()
    marees.structure.city = "Rennes"
    marees.structure.save()
    team = [marees.add(Person, name=name) for name in ("Camille Roux", "Karim Ziani")]
    for day, city, country in MARCH:
        venue = marees.venue(f"Théâtre de {city}, {day}")
        venue.city, venue.country = city, country
        venue.save()
        zone = "Europe/Brussels" if country == "BE" else "Europe/Paris"
        marees.play(date(2027, 3, day), venue=venue, zone=zone).participants.set(team)
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.PRODUCTION)
    return user


def lay(marees, by, mode="van", nights=True):
    season = seasons.load(marees.organisation.pk, (marees.production.pk,))
    return chain.lay(season.production(marees.production.pk), season, mode, nights=nights, by=by)


def ways(marees):
    rows = Journey.objects.within(marees.organisation).order_by("on", "rank")
    return [(one.on.day, one.from_place, one.to_place) for one in rows]


def test_each_way_is_laid_through_home_when_there_is_time_for_it(marees, ana):
    lay(marees, ana)
    assert ways(marees) == [
        (12, "Rennes", "Lorient"),
        (15, "Lorient", "Bruxelles"),
        (16, "Bruxelles", "Rennes"),
        (25, "Rennes", "Nantes"),
        (26, "Nantes", "Rennes"),
    ]
    abroad = Journey.objects.within(marees.organisation).get(to_place="Bruxelles")
    assert (abroad.zone, abroad.arrival_zone, abroad.state) == ("Europe/Paris", "Europe/Brussels", "a_reserver")
    assert abroad.km > 700 and Seat.objects.within(marees.organisation).count() == 10


def test_the_nights_follow_each_date_away_from_home(marees, ana):
    lay(marees, ana)
    found = [(one.arrives_on.day, one.leaves_on.day) for one in Stay.objects.within(marees.organisation).order_by("arrives_on")]
    assert found == [(12, 13), (13, 15), (15, 16), (25, 26)] and Bed.objects.within(marees.organisation).count() == 8


def test_what_a_date_already_says_stays_and_a_second_time_lays_nothing(marees, ana):
    lay(marees, ana, nights=False)
    assert not Stay.objects.within(marees.organisation).exists()
    Journey.objects.within(marees.organisation).filter(to_place="Nantes").update(mode="train")
    lay(marees, ana)
    assert len(ways(marees)) == 5 and Journey.objects.within(marees.organisation).get(to_place="Nantes").mode == "train"
    with pytest.raises(Refusal, match="Rien à poser"):
        lay(marees, ana)


def test_a_hotel_of_several_nights_serves_the_dates_it_holds_and_only_who_lacks_a_bed_is_lodged(marees, ana):
    first = Activity.objects.within(marees.organisation).get(on=date(2027, 3, 12))
    camille, karim = first.participants.order_by("name")
    nights = {"arrives_on": date(2027, 3, 12), "leaves_on": date(2027, 3, 16)}
    held = marees.add(Stay, production=marees.production, activity=first, hotel="Hôtel du Port", **nights)
    marees.add(Bed, stay=held, person=camille)
    lay(marees, ana)
    found = Stay.objects.within(marees.organisation).exclude(pk=held.pk).order_by("arrives_on")
    lodged = {one.arrives_on.day: {bed.person for bed in one.beds.all()} for one in found}
    assert lodged == {13: {karim}, 15: {karim}, 25: {camille, karim}}  # on the 12th the date says its own hotel


def test_nobody_travels_from_home_to_home(marees, ana):
    venue = marees.venue("Salle de Rennes")
    venue.city = "Rennes"
    venue.save()
    marees.play(date(2027, 3, 20), venue=venue)
    lay(marees, ana)
    assert [way for way in ways(marees) if way[1] == way[2]] == [] and len(ways(marees)) == 5


def test_one_undo_takes_the_whole_tour_back(marees, ana):
    lay(marees, ana)
    undo(last_of(ana, marees.organisation), by=ana)
    assert not Journey.objects.within(marees.organisation).exists() and not Stay.objects.within(marees.organisation).exists()


def test_the_page_of_the_tour_lays_it_and_readers_do_not(marees, ana, client):
    client.force_login(ana)
    address = reverse("logistics:lay_tour", args=[marees.production.slug])
    page = client.post(address, {"comment": "train", "nuits": "1"}, follow=True)
    assert "C’est posé" in page.text and len(ways(marees)) == 5 and "Bruxelles" in page.text and "Brussels" not in page.text
    with pytest.raises(Refusal):
        lay(marees, User.objects.create_user("lou@exemple.fr"))
