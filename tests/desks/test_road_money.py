"""What the road asks besides journeys: per diems by rule, offers side by side, vehicles, and performances open to more people."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from filage.core import clock
from filage.core.changes import last_of, undo
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.logistics.models import AccessService, Bed, Journey, Meal, Offer, Seat, Stay, Vehicle
from filage.desks.logistics.operations import offers
from filage.desks.logistics.queries import vehicles
from filage.desks.logistics.queries.per_diems import per_diems
from filage.desks.logistics.rails import booked
from filage.rules.engine import UnknownValue
from tests.desks.sound import at
from tests.desks.test_logistics import ON, ana, lines_of, rodez

pytestmark = pytest.mark.django_db
__all__ = ["ana", "rodez"]


def season_of(activity):
    return seasons.load(activity.organisation_id, (activity.production_id,))


def ride(marees, activity, person, *, out, back):
    """Seat somebody in a van to Rodez and back."""
    said = {"production": activity.production, "activity": activity, "mode": "van", "state": "pose"}
    for ends, on, leaves, arrives in (
        (("Toulouse", "Rodez"), out.date(), out, out + timedelta(hours=2)),
        (("Rodez", "Toulouse"), back.date(), back - timedelta(hours=2), back),
    ):
        leg = marees.add(Journey, on=on, from_place=ends[0], to_place=ends[1], departs_at=leaves, arrives_at=arrives, **said)
        marees.add(Seat, journey=leg, person=person)


def test_per_diems_follow_the_hours_less_what_is_provided(rodez, marees):
    camille, karim = rodez.participants.order_by("name")
    rodez.production.structure.idcc = "1285"
    rodez.production.structure.save()
    ride(marees, rodez, camille, out=at(ON, 9), back=at(ON + timedelta(days=1), 21))
    ride(marees, rodez, karim, out=at(ON, 14), back=at(ON, 23))
    stay = marees.add(
        Stay, production=rodez.production, activity=rodez, hotel="Hôtel", arrives_on=ON, leaves_on=ON + timedelta(days=1)
    )
    marees.add(Bed, stay=stay, person=camille)
    marees.add(Meal, activity=rodez, on=ON, moment="diner", provider="eux")
    found = per_diems(season_of(rodez), rodez.production, ON)
    assert [(one.person.name, one.on.day, one.due.meals, one.meals, one.due.room, one.night) for one in found] == [
        ("Camille Roux", 12, 2, 1, True, False),  # the place gives dinner, the hotel the night
        ("Camille Roux", 13, 2, 2, False, False),
        ("Karim Ziani", 12, 1, 0, False, False),
    ]
    assert found[0].amount.known == Decimal("21.40")  # one meal of 2026, as long as 2027 is not published
    assert found[0].grand is None  # 153 km, and no train to tell whether 1 h 30 is enough


def test_a_return_nobody_said_is_told(client, rodez, marees, ana):
    camille = rodez.participants.order_by("name").first()
    leg = marees.add(
        Journey, production=rodez.production, activity=rodez, on=ON, mode="van", from_place="Toulouse", to_place="Rodez",
        departs_at=at(ON, 10),
    )  # fmt: skip
    marees.add(Seat, journey=leg, person=camille)
    client.force_login(ana)
    with clock.as_if(ON):
        page = client.get(f"/spectacles/{rodez.production.slug}/logistique/defraiements/").content.decode()
    assert "Retour non dit" in page and "Camille Roux" in page
    (one,) = per_diems(season_of(rodez), rodez.production, ON)
    assert one.night and not one.amount.is_known  # the room of the agreement is not published: unknown, never zero


def test_offers_are_compared_and_the_one_taken_is_booked(client, rodez, marees, ana):
    client.force_login(ana)
    nights = {"arrives_on": ON, "leaves_on": ON + timedelta(days=2)}
    stay = marees.add(Stay, production=rodez.production, activity=rodez, hotel="à trouver", **nights)
    page = f"/dates/{rodez.pk}/logistique/sejour/{stay.pk}/devis/"
    for supplier, price in (("Hôtel du Viaduc", "70"), ("Hôtel Biney", "64"), ("Gîte", "")):
        assert client.post(page, {"supplier": supplier, "price": price, "cancellable_until": "2027-03-01"}).status_code == 302
    shown = client.get(page).content.decode()
    assert shown.index("Biney") < shown.index("Viaduc") < shown.index("Gîte") and "le moins cher" in shown
    assert "+ 12,00" in shown  # two nights, six euros apart
    cheap = Offer.objects.within(rodez.organisation_id).get(supplier="Hôtel Biney")
    assert client.post(f"{page}{cheap.pk}/").status_code == 302
    stay.refresh_from_db()
    assert (stay.hotel, stay.price, stay.state, stay.cancellable_until) == ("Hôtel Biney", 64, "pose", date(2027, 3, 1))
    assert f'{page}">posé, ses devis' in client.get(f"/dates/{rodez.pk}/logistique/").content.decode()
    undo(last_of(ana, rodez.organisation), by=ana)
    stay.refresh_from_db()
    assert (stay.hotel, stay.state) == ("à trouver", "a_reserver")
    with pytest.raises(Refusal, match="pas encore dit son prix"):
        stay.production = rodez.production
        offers.take(stay, Offer.objects.within(rodez.organisation_id).get(supplier="Gîte"), by=ana)


def test_vehicles_tell_their_licence_and_their_next_journeys(client, rodez, marees, ana):
    client.force_login(ana)
    data = {"name": "Le Porteur", "kind": "camion", "seats": "3", "gross_kg": "7500", "height": "3,40"}
    assert client.post("/vehicules/nouveau/", data).status_code == 302
    made = Vehicle.objects.within(rodez.organisation_id).get()
    marees.add(Journey, production=rodez.production, activity=rodez, on=ON, mode="camion", from_place="Toulouse", to_place="Rodez", vehicle=made)  # fmt: skip  # noqa: E501
    with clock.as_if(ON):
        page = client.get("/vehicules/").content.decode()
    assert "permis C" in page and "Toulouse – Rodez" in page
    assert client.post(f"/vehicules/{made.pk}/supprimer/").status_code == 302
    assert Journey.objects.within(rodez.organisation_id).get().vehicle is None


@pytest.mark.parametrize(
    ("kg", "seats", "said"), [(3500, 3, "B"), (3501, 3, "C"), (3500, 9, "B"), (3500, 10, "D"), (None, 3, "")]
)
def test_a_licence_is_told_by_the_weight_and_the_seats(kg, seats, said):
    assert vehicles.licence(Vehicle(kind="fourgon", gross_kg=kg, seats=seats)) == said


def test_an_accessible_performance_is_asked_in_time(client, rodez, marees, ana):
    client.force_login(ana)
    page = f"/dates/{rodez.pk}/logistique/"
    data = {"kind": "lsf", "state": "envisage", "hosting": "nous"}
    assert client.post(f"{page}acces/", data).status_code == 302
    assert client.post(f"{page}acces/", data).status_code == 422  # once a date
    asked = ON - timedelta(days=45)
    with clock.as_if(asked):
        (duty,) = booked.services_to_ask(season_of(rodez))
        assert duty.on == asked and "prix à demander" in client.get(page).content.decode()
    made = AccessService.objects.within(rodez.organisation_id).get()
    said = data | {"state": "demande", "asked_on": asked.isoformat(), "price": "850"}
    assert client.post(f"{page}acces/{made.pk}/", said).status_code == 302
    assert list(booked.services_to_ask(season_of(rodez))) == []
    assert client.post(f"{page}acces/{made.pk}/retirer/").status_code == 302


def test_the_price_of_a_kilometre_estimates_what_nobody_priced(client, rodez, marees, ana):
    """420 km at 0.60 € are 252 € (the published case of a tour); the train counts each seat; without price, unknown."""
    client.force_login(ana)
    said = {"production": rodez.production, "activity": rodez, "on": ON, "from_place": "Toulouse", "to_place": "Rodez"}
    van = marees.add(Journey, mode="van", km=Decimal(420), **said)
    train = marees.add(Journey, mode="train", km=Decimal(100), **said)
    for person in rodez.participants.all():
        marees.add(Seat, journey=train, person=person)
    with pytest.raises(UnknownValue, match="Prix et délais"):
        lines_of(rodez, f"journey:{van.pk}")[0].amount.known()
    house = f"/logistique/prix/{rodez.production.structure_id}"
    for key, price in (("van", "0,60"), ("train", "0,15")):
        assert (
            client.post(f"{house}/{key}/", {"price": price, "since": "2026-01-01", "source": "moyenne 2026"}).status_code == 302
        )
    ways = [line for line in lines_of(rodez, "journey:") if "#" not in line.key]  # what the host is charged comes beside
    found = {line.key: (line.amount.value, line.stage) for line in ways}
    assert found == {f"journey:{van.pk}": (Decimal("252.00"), "computed"), f"journey:{train.pk}": (Decimal("30.00"), "computed")}
    assert client.post(f"{house}/van/", {"since": "2026-01-01", "source": "rien"}).status_code == 422
    page = client.get("/logistique/prix/").content.decode()
    assert "0,60" in page and "moyenne 2026" in page and "à dire" in page


def test_the_delay_and_the_price_of_the_house_are_those_of_its_services(client, rodez, marees, ana):
    client.force_login(ana)
    marees.add(AccessService, activity=rodez, kind="lsf", hosting="nous")
    address = f"/logistique/prix/{rodez.production.structure_id}/lsf/"
    data = {"price": "850", "lead": "60", "since": "2026-01-01", "source": "devis du 3 mars"}
    assert client.post(address, data).status_code == 302
    with clock.as_if(ON - timedelta(days=90)):
        (duty,) = booked.services_to_ask(season_of(rodez))
    assert duty.on == ON - timedelta(days=60)
    assert [line.amount.value for line in lines_of(rodez, "access:")] == [Decimal("850.00")]
