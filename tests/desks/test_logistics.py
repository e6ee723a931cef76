"""How a team travels, sleeps and eats: typed once, counted once, told to who must act."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from filage.core import clock
from filage.core.changes import last_of, undo
from filage.core.enums import Role
from filage.core.journal import JournalEntry
from filage.core.models import Membership, User
from filage.core.rails import costs
from filage.core.rails import season as seasons
from filage.core.rails.checks import run
from filage.core.refusal import Refusal
from filage.desks.logistics.forms.journeys import JourneyForm
from filage.desks.logistics.models import AccessNeed, Bed, HostingItem, Journey, Meal, Seat, Stay
from filage.desks.logistics.operations import arranging, needs
from filage.desks.logistics.operations.arranging import Slept
from filage.desks.logistics.queries import rooming
from filage.desks.logistics.queries.held import Somebody
from filage.desks.logistics.rails.controls import CHECKS
from filage.desks.logistics.views import tables, usual
from filage.productions.models import Person
from filage.rules.budgeting.lines import forecast
from tests.keeping import kept_rows

pytestmark = pytest.mark.django_db
ON = date(2027, 3, 12)


@kept_rows
def ana(marees):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.PRODUCTION)
    return user


@kept_rows
def ines(marees):
    user = User.objects.create_user("ines@exemple.fr", name="Inès")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.INVITE)
    return user


@kept_rows
def rodez(marees):
    """Return a performance in Rodez, of a company of Toulouse, with two people."""
    marees.structure.city = "Toulouse"
    marees.structure.save()
    venue = marees.venue("La Baleine")
    venue.city = "Rodez"
    venue.save()
    people = [marees.add(Person, name=name) for name in ("Camille Roux", "Karim Ziani")]
    activity = marees.play(ON, venue=venue, deal=marees.deal("2000"), travel="reel", lodging="forfait", meals="fourni")
    activity.participants.set(people)
    return activity


def team(activity):
    return [Somebody(one.pk, one.name) for one in activity.participants.order_by("name")]


def season_of(activity):
    return seasons.load(activity.organisation_id, (activity.production_id,))


def typed(activity, **fields):
    """Return the form of a journey to a date, as somebody types it."""
    data = {"on": "2027-03-12", "mode": "van", "from_place": "Toulouse", "to_place": "Rodez", "state": "a_reserver"}
    return JourneyForm(data | fields, journey=usual.journey(activity), team=team(activity), lines=[("", "")])


def journey(activity, by, **fields):
    form = typed(activity, **fields)
    assert form.is_valid(), form.errors
    return arranging.write_journey(form.journey, by=by, **form.cleaned_data)


def lines_of(activity, origin):
    return [line for line in costs.of(season_of(activity)) if line.key.startswith(origin)]


def found(activity, code, today=ON - timedelta(days=20)):
    check = next(one for one in CHECKS if one.code == code)
    season = season_of(activity)
    season.today = today
    return [one.message for one in run(check, season)]


def test_kilometres_are_estimated_by_the_road(rodez, ana):
    made = journey(rodez, ana, departs="8 h", arrives="10 h")
    assert (made.km, made.method, made.to_insee) == (Decimal("153.6"), "estime_route", "12202")  # 122,9 × 1,25
    assert made.departs_at.isoformat() == "2027-03-12T08:00:00+01:00"


def test_a_namesake_is_asked_and_a_short_road_refused(rodez):
    namesake, short = typed(rodez, to_place="Valence"), typed(rodez, km="100")
    assert not namesake.is_valid() and "Valence (26)" in namesake.errors["to_place"][0]
    assert not short.is_valid() and "122,9 km à vol d’oiseau" in short.errors["km"][0]


def test_a_long_road_is_asked_once_then_known(rodez, ana):
    assert not typed(rodez, km="300").is_valid()
    journey(rodez, ana, km="300", sure="on")
    assert journey(rodez, ana).km == 300  # the same pair, typed once


def test_hours_are_those_of_each_place_and_a_night_on_the_road_ends_the_next_day(rodez, ana):
    made = journey(rodez, ana, to_place="Londres", mode="avion", departs="20 h", arrives="0 h 30", arrival_zone="Europe/London")
    assert made.arrives_at.isoformat() == "2027-03-13T00:30:00+00:00"
    assert not typed(rodez, arrival_zone="Europe/Rodez").is_valid()


def test_a_real_cost_is_charged_to_the_host_and_a_provided_one_costs_nothing(rodez, ana):
    made = journey(rodez, ana, cost="180", state="confirme")
    assert [(line.side, line.amount.value) for line in lines_of(rodez, "journey:")] == [("expense", 180), ("income", 180)]
    Journey.objects.within(rodez.organisation).filter(pk=made.pk).update(hosting="fourni")
    assert lines_of(rodez, "journey:") == []


def test_what_the_budget_foresees_is_counted_once(rodez, marees, ana):
    line = marees.line(
        "charge", "Utilitaire", Decimal("200"), destination="F", account="6251", activity=rodez, phase="exploitation"
    )
    foreseen = sum(one.amount.value for one in forecast(list(costs.of(season_of(rodez)))) if one.destination == "F")
    made = journey(rodez, ana, cost="180", state="paye")
    Journey.objects.within(rodez.organisation).filter(pk=made.pk).update(counted_in=f"line:{line.pk}")
    kept = forecast(list(costs.of(season_of(rodez))))
    assert sum(one.amount.value for one in kept if one.destination == "F") == foreseen == 200
    assert [one.stage for one in lines_of(rodez, "journey:")] == ["paid"]


def test_a_rooming_list_counts_people(rodez, ana):
    camille, karim = (one.id for one in team(rodez))
    stay = usual.stay(rodez)
    stay.price = Decimal("70")
    beds = {camille: Slept("twin", karim, True), karim: Slept("twin", camille, True)}
    arranging.write_stay(stay, by=ana, hotel="Hôtel du Viaduc", beds=beds)
    (night,) = rooming.nights(stay, list(stay.beds.all()))
    assert (night.people, night.rooms, night.kinds) == (2, 1, (("deux lits", 1),))
    assert [line.amount.value for line in lines_of(rodez, "stay:")] == [70]  # one room; the lump sum is in the deal
    undo(last_of(ana, rodez.organisation), by=ana)
    assert not Stay.objects.within(rodez.organisation).exists()


def test_a_double_is_only_voluntary_and_a_stranger_has_no_bed(rodez, marees, ana):
    camille, karim = (one.id for one in team(rodez))
    stay = arranging.write_stay(usual.stay(rodez), by=ana, hotel="Hôtel", beds={camille: Slept("double", karim)})
    marees.add(Bed, stay=stay, person=marees.add(Person, name="Lou Petit"))
    assert sorted(found(rodez, "LOG-002")) == [
        "1 lit pour 2 présents ; Karim Ziani : ni lit ni retour.",
        "Hôtel : chambre partagée sans l’accord de Camille Roux.",
        "Hôtel : chambre réservée pour Lou Petit, qui n’est pas de cette date.",
    ]


def test_seats_and_beds_go_to_whoever_replaces(rodez, marees, ana):
    camille, karim = (one.id for one in team(rodez))
    made = journey(rodez, ana, people=[str(camille), str(karim)], driver=str(camille))
    lou = marees.add(Person, name="Lou Petit")
    arranging.instead(camille, lou, [rodez.pk], rodez.organisation_id).apply(by=ana)
    assert {seat.person.name for seat in Seat.objects.within(rodez.organisation).filter(journey=made)} == {
        "Karim Ziani",
        "Lou Petit",
    }


def test_a_need_is_told_as_waiting_without_being_said(rodez, marees):
    camille = team(rodez)[0].id
    marees.add(AccessNeed, person_id=camille, text="chambre sans escalier", until=ON)
    marees.add(AccessNeed, person_id=camille, kind="regime", text="sans gluten", until=ON)
    marees.add(Meal, activity=rodez, on=ON, moment="diner", provider="eux")
    assert found(rodez, "LOG-004", ON - timedelta(days=46)) == []
    (said,) = found(rodez, "LOG-004", ON - timedelta(days=45))
    (diet,) = found(rodez, "LOG-005", ON - timedelta(days=7))
    assert "escalier" not in said and "gluten" not in diet
    assert found(rodez, "LOG-005", ON - timedelta(days=8)) == []


def test_the_checklist_follows_the_deal(rodez, ana):
    arranging.write_hosting(rodez.deal, by=ana, sides={"repas": ("eux", "chauds"), "parking": ("a_discuter", "")})
    arranging.write_hosting(rodez.deal, by=ana, sides={"repas": ("nous", "")})
    (item,) = HostingItem.objects.within(rodez.organisation)
    assert (item.label, item.side, item.deal) == ("Repas", "nous", rodez.deal)


def test_only_an_editor_writes(rodez, ines):
    with pytest.raises(Refusal):
        journey(rodez, ines)


def test_the_pages_open_and_a_journey_is_added_by_its_form(client, rodez, ana):
    client.force_login(ana)
    page = f"/dates/{rodez.pk}/logistique/"
    data = {"on": "2027-03-12", "mode": "van", "from_place": "Toulouse", "to_place": "Rodez", "state": "pose"}
    assert client.post(page + "trajet/", data).status_code == 302
    shown = client.get(page).content.decode()
    assert "Toulouse – Rodez" in shown and "154" in shown
    for name in ("trajet/", "nuits/", "repas/", "accueil/"):
        assert client.get(page + name).status_code == 200
    assert client.get(f"/spectacles/{rodez.production.slug}/logistique/").status_code == 200
    made = Journey.objects.within(rodez.organisation).get()
    assert client.get(f"{page}trajet/{made.pk}/").status_code == 200
    assert client.post(f"{page}trajet/{made.pk}/supprimer/").status_code == 302
    assert not Journey.objects.within(rodez.organisation).exists()


def test_a_need_is_sealed_read_by_who_acts_and_forgotten_after_the_tour(client, rodez, ana, ines):
    camille = team(rodez)[0].id
    data = {"person": str(camille), "kind": "acces", "text": "chambre sans escalier", "until": "2027-03-12", "met": "oui"}
    client.force_login(ana)
    assert client.post(f"/dates/{rodez.pk}/logistique/besoin/", data).status_code == 302
    assert "sans escalier" in client.get(f"/dates/{rodez.pk}/logistique/").content.decode()
    client.force_login(ines)
    assert "sans escalier" not in client.get(f"/dates/{rodez.pk}/logistique/").content.decode()
    assert not any("escalier" in str(entry.changes) for entry in JournalEntry.objects.within(rodez.organisation))
    assert found(rodez, "LOG-004", ON) == []
    with clock.as_if(ON):
        assert needs.forget(rodez.organisation_id) == 0
    with clock.as_if(ON + timedelta(days=1)):
        assert needs.forget(rodez.organisation_id) == 2  # the need and its answer
    assert not AccessNeed.objects.within(rodez.organisation).exists()


def test_beds_are_counted_beside_people_night_by_night(rodez, marees):
    camille, karim = (one.id for one in team(rodez))
    stay = marees.add(
        Stay, production=rodez.production, activity=rodez, hotel="Hôtel", arrives_on=ON, leaves_on=ON + timedelta(days=1)
    )
    marees.add(Bed, stay=stay, person_id=camille)
    assert found(rodez, "LOG-002") == ["1 lit pour 2 présents ; Karim Ziani : ni lit ni retour."]
    marees.add(Bed, stay=stay, person_id=karim)
    assert found(rodez, "LOG-002") == []


def test_a_commune_that_no_table_places_is_known_by_its_code_and_its_kilometres_are_typed(client, rodez, ana):
    form = typed(rodez, to_place="Arbigny")
    assert form.is_valid() and form.cleaned_data["to_insee"] == "01016" and form.cleaned_data["km"] is None
    client.force_login(ana)
    offered = client.get("/villes/?to_place=sainte-colombe").content.decode()
    assert "Sainte-Colombe (69)" in offered and offered.count("<option") == 8
    assert client.get("/villes/?x=<script>").content == b""


def test_nights_alike_are_told_once(rodez, marees):
    camille, karim = rodez.participants.order_by("name")
    stay = marees.add(
        Stay, production=rodez.production, activity=rodez, hotel="Hôtel", arrives_on=ON, leaves_on=ON + timedelta(days=3)
    )
    marees.add(Bed, stay=stay, person=camille)
    marees.add(Bed, stay=stay, person=karim, leaves_on=ON + timedelta(days=2))
    beds = list(stay.beds.order_by("rank", "id"))
    told = tables.rooms(stay, beds, rooming.nights(stay, beds)).total.cells[1].replace("\u00a0", " ")
    assert told == "du ven. 12 mars au sam. 13 mars : 2 personnes, 2 chambres ; dim. 14 mars : 1 personne, 1 chambre"
