"""Money spent on the road: told by a phone without account, decided by the office, counted once, paid back."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from filage.core import clock, links
from filage.core.changes import last_of, undo
from filage.core.enums import Role
from filage.core.files import StoredFile
from filage.core.models import Membership, User
from filage.core.rails import costs
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.logistics.models import Expense, FloatMove, Journey
from filage.desks.logistics.operations import expenses as operations
from filage.desks.logistics.queries import expenses as queries
from filage.desks.logistics.rails import booked
from filage.productions.models import Person
from filage.rules.budgeting.lines import forecast
from tests.core.test_quiet_picture import exif, jpeg
from tests.keeping import kept_rows

pytestmark = pytest.mark.django_db
ON = date(2027, 3, 12)


@kept_rows
def ana(marees):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.PRODUCTION)
    return user


@kept_rows
def road(marees):
    """Return Camille, who plays in Rodez on the twelfth, and whose link is open."""
    venue = marees.venue("La Baleine")
    venue.city = "Rodez"
    venue.save()
    camille = marees.add(Person, name="Camille Roux")
    for days, where in ((-3, None), (0, venue), (4, None)):
        activity = marees.play(
            ON + timedelta(days=days), venue=where or marees.venue(f"Ailleurs {days}"), deal=marees.deal("2000")
        )
        activity.participants.set([camille])
        if not days:
            tonight = activity
    return Road(camille, tonight)


class Road:
    def __init__(self, camille, tonight):
        self.camille, self.tonight = camille, tonight
        self.production = tonight.production
        self.page = f"/spectacles/{tonight.production.slug}/frais/"

    def opened(self):
        return f"/mes-frais/{operations.open_for(self.camille, until=timedelta(days=1))}/"

    def notes(self):
        return list(Expense.objects.within(self.camille.organisation_id).order_by("rank"))

    def tell(self, **said):
        said = {"amount": Decimal("21.50"), "label": "", "kind": "repas", "on": ON, "upload": None} | said
        (moment, *_) = queries.moments_of(self.camille, said["on"])
        return operations.tell(self.camille, moment=said.pop("moment", moment), **said)

    def lines(self, start="frais:"):
        season = seasons.load(self.production.organisation_id, (self.production.pk,))
        return [line for line in costs.of(season) if line.key.startswith(start)]


@pytest.fixture(autouse=True)
def that_day():
    with clock.as_if(ON):
        yield


def photo(name="IMG_0042.jpg", content=None):
    return SimpleUploadedFile(name, content or jpeg(exif(6, b"GPS 44.35 2.57")), content_type="image/jpeg")


def note(road, **fields):
    data = {"geste": "noter", "kind": "repas", "amount": "21,50", "moment": f"date:{road.tonight.pk}", "on": ON.isoformat()}
    return data | fields


def test_a_phone_tells_a_note_with_its_photo_and_the_date_is_guessed(client, road):
    page = road.opened()
    shown = client.get(page).content.decode()
    assert "Aujourd’hui, <i>" in shown and "Rodez" in shown and "caisse" not in shown
    first = re.search(r'<option value="([^"]+)"', shown[shown.index('name="moment"') :])[1]
    assert first == f"date:{road.tonight.pk}"  # of three dates near, that of the day
    assert client.post(page, note(road, photo=photo())).status_code == 302
    (told,) = road.notes()
    assert (told.amount, told.activity_id, told.state, told.media_type) == (
        Decimal("21.50"),
        road.tonight.pk,
        "saisi",
        "image/jpeg",
    )
    seen = client.get(f"{page}justificatif/{told.pk}/")
    assert seen.headers["Content-Security-Policy"] == "default-src 'none'; sandbox" and b"GPS" not in seen.content


def test_kilometres_are_worth_the_scale_of_the_year(client, road):
    page, way = road.opened(), {"kind": "kilometres", "horsepower": "5", "label": "Toulouse – Rodez", "amount": ""}
    assert client.post(page, note(road, km="152", **way)).status_code == 302
    assert road.notes()[0].amount == Decimal("96.67")  # 152 × 0,636
    missing = client.post(page, note(road, km="", **way))
    assert missing.status_code == 422 and "Combien ?" in missing.content.decode()
    assert client.post(page, note(road, km="30000", **way)).status_code == 422  # no road is that long


def test_what_was_told_after_a_refused_note_is_worth_the_scale_without_it(road, ana):
    """5 CV: 0.636 € a kilometre up to 5,000 km a year, then 0.357 € and 1,395 € a year."""
    far, near = (road.tell(kind="kilometres", amount=None, km=Decimal(km), horsepower=5, label=km) for km in ("5000", "100"))
    assert (far.amount, near.amount) == (Decimal("3180.00"), Decimal("35.70"))  # 1,395 + 0.357 × 5,100 − 3,180
    operations.refuse(far, note="autre voiture", by=ana)
    assert [(one.state, one.amount) for one in road.notes()] == [("refuse", Decimal("3180.00")), ("saisi", Decimal("63.60"))]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (photo(content=b"<html>"), "n’est pas une pièce"),
        (photo(content=jpeg()[:-2]), "coupée ou abîmée"),
        (photo("note.pdf", jpeg()), "ne contient pas ce que son nom annonce"),
        (photo("note.pdf", b"%PDF-1.7\n/JavaScript (x)\nstartxref\n0\n%%EOF"), "un script"),
        (photo("note.txt", b"bonjour"), "un fichier PDF, JPG ou PNG est attendu"),
        (photo(content=jpeg(height=65_000, width=65_000)), "trop grande"),
    ],
)
def test_a_hostile_file_is_refused_and_nothing_is_written(client, road, sent, said):
    answer = client.post(road.opened(), note(road, file=sent))
    assert answer.status_code == 422 and said in answer.content.decode()
    assert road.notes() == [] and not StoredFile.objects.within(road.camille.organisation_id).exists()


@pytest.mark.one_database
@pytest.mark.parametrize(
    "fields",
    [
        {"amount": "-3"},
        {"amount": "1e9"},
        {"amount": "=1+1"},
        {"kind": "yacht"},
        {"moment": "date:x"},
        {"on": "2027-03-13"},
        {"on": "2025-01-01"},
    ],
)
def test_what_cannot_be_is_refused(client, road, fields):
    assert client.post(road.opened(), note(road, **fields)).status_code == 422 and road.notes() == []


def test_a_note_or_a_photo_comes_in_once(road):
    sent = operations.Upload("a.jpg", jpeg())
    road.tell(upload=sent)
    with pytest.raises(Refusal, match="déjà joint"):
        road.tell(amount=Decimal(9), upload=sent)
    road.tell(amount=Decimal(3))
    with pytest.raises(Refusal, match="déjà là"):
        road.tell(amount=Decimal(3))
    assert road.tell(amount=Decimal(3), label="péage du retour").amount == 3


def test_a_link_opens_one_s_own_notes_and_nothing_after_it_closes(client, road, marees, ana):
    lou = marees.add(Person, name="Lou Petit")
    other = Expense.objects.create(
        organisation=marees.organisation,
        production=road.production,
        person=lou,
        on=ON,
        kind="repas",
        amount=Decimal(9),
        sha256="a" * 64,
    )
    token = operations.invite(road.camille, production=road.production, address=str, by=ana)
    page = f"/mes-frais/{token}/"
    assert client.get(f"{page}justificatif/{other.pk}/").status_code == 404
    assert client.post(page, {"geste": "retirer", "note": str(other.pk)}).status_code == 422
    assert client.get(f"/mes-heures/{token}/").status_code == 410  # it opens expenses, not hours
    operations.withdraw(road.camille, production=road.production, by=ana)
    assert client.get(page).status_code == 410 and client.post(page, note(road)).status_code == 410
    assert [one.pk for one in road.notes()] == [other.pk]


def test_nothing_is_counted_before_the_office_accepts_and_once_afterwards(client, road, marees, ana):
    line = marees.line(
        "charge", "Repas", Decimal("60"), destination="F", account="6256", activity=road.tonight, phase="exploitation"
    )
    client.force_login(ana)
    told = road.tell(upload=operations.Upload("a.jpg", jpeg()))
    assert road.lines() == []
    shown = client.get(road.page).content.decode()
    assert re.search(rf'<option value="line:{line.pk}" selected>', shown)  # the one line of that account at that date
    assert client.get(f"{road.page}justificatif/{told.pk}/").status_code == 200
    data = {"note": [str(told.pk)], f"dans_{told.pk}": f"line:{line.pk}", f"tva_{told.pk}": "1,95"}
    assert client.post(f"{road.page}decider/", data).status_code == 302
    (spent,) = road.lines()
    assert (spent.stage, spent.amount.value, spent.origin) == ("invoiced", Decimal("19.55"), f"line:{line.pk}")
    season = seasons.load(road.production.organisation_id, (road.production.pk,))
    assert sum(one.amount.value for one in forecast(list(costs.of(season))) if one.destination == "F") == 60
    assert client.post(f"{road.page}rembourser/{road.camille.pk}/").status_code == 302
    assert [one.stage for one in road.lines()] == ["paid"] and road.notes()[0].paid_on == ON
    undo(last_of(ana, road.production.organisation), by=ana)
    assert road.notes()[0].state == "valide"


def test_what_foresees_a_note_is_among_what_was_offered(client, road, ana):
    client.force_login(ana)
    told = road.tell()
    client.post(f"{road.page}decider/", {"note": [str(told.pk)], f"dans_{told.pk}": "line:autre"})
    assert road.notes()[0].state == "saisi"


def test_a_toll_of_a_booked_journey_is_counted_with_it(road, marees, ana):
    journey = marees.add(
        Journey, production=road.production, activity=road.tonight, on=ON, mode="van", from_place="Toulouse", to_place="Rodez",
        cost=Decimal(180), state="confirme",
    )  # fmt: skip
    told = road.tell(kind="peage", amount=Decimal(178))
    assert dict(queries.of_production(road.production).foreseen[told.pk])[f"journey:{journey.pk}"]
    operations.accept([told], counted_in={told.pk: f"journey:{journey.pk}"}, vat={}, by=ana)
    season = seasons.load(road.production.organisation_id, (road.production.pk,))
    kept = [one.amount.value for one in forecast(list(costs.of(season))) if one.origin == f"journey:{journey.pk}"]
    assert kept == [178]  # what was really paid, not 180 + 178


def test_the_float_follows_what_is_spent_and_given_back(client, road, ana):
    with pytest.raises(Refusal, match="pas de caisse"):
        road.tell(from_float=True)
    client.force_login(ana)
    given = {"person": str(road.camille.pk), "amount": "300", "on": ON.isoformat(), "what": "tournée du Rouergue"}
    assert client.post(f"{road.page}caisse/", given).status_code == 302
    told = road.tell(from_float=True)
    operations.tell(
        road.camille,
        moment=queries.moments_of(road.camille, ON)[0],
        on=ON,
        kind="taxi",
        amount=Decimal(10),
        label="",
        from_float=True,
        upload=None,
    )
    assert [(one.given, one.left) for one in queries.purses_of(road.camille)] == [(300, Decimal("268.50"))]
    operations.refuse(told, note="addition illisible", by=ana)
    assert queries.purses_of(road.camille)[0].left == 290  # a refused note is to be given back
    assert client.post(f"{road.page}caisse/", given | {"amount": "290", "back": "1"}).status_code == 302
    assert queries.purses_of(road.camille)[0].left == 0
    assert FloatMove.objects.within(road.production.organisation_id).count() == 2


def test_a_refusal_says_why_and_is_read_by_who_told(client, road, ana):
    told, page = road.tell(), road.opened()
    client.force_login(ana)
    client.post(f"{road.page}decider/", {"refuser": str(told.pk), f"motif_{told.pk}": ""})
    assert road.notes()[0].state == "saisi"
    client.post(f"{road.page}decider/", {"refuser": str(told.pk), f"motif_{told.pk}": "ticket de carte, pas la note"})
    client.logout()
    assert "ticket de carte, pas la note" in client.get(page).content.decode()
    with pytest.raises(Refusal):
        operations.take_back(road.notes()[0])


def test_the_office_is_reminded_without_names_nor_amounts(road):
    road.tell()
    road.tell(amount=Decimal(7))
    season = seasons.load(road.production.organisation_id, (road.production.pk,))
    assert [one.title for one in booked.expenses_to_decide(season)] == ["2 notes de frais à valider"]


@pytest.mark.one_database
def test_a_photo_too_heavy_is_told_and_nothing_is_written(client, road, settings):
    settings.UPLOAD_LARGEST = 10
    heavy = photo(content=jpeg() + bytes(2 * 1024 * 1024))
    answer = client.post(road.opened(), {"photo": heavy} | note(road))
    assert answer.status_code == 422 and road.notes() == []


def test_the_budget_counts_a_note_without_naming_anybody(road, ana):
    operations.accept([road.tell(label="dîner avec Lou")], counted_in={}, vat={}, by=ana)
    assert [line.label for line in road.lines()] == ["Note de frais, repas"]


@pytest.mark.one_database
def test_only_an_editor_reads_and_decides(client, road, marees):
    ines = User.objects.create_user("ines@exemple.fr", name="Inès")
    Membership.objects.create(user=ines, organisation=marees.organisation, role=Role.INVITE)
    told = road.tell()
    client.force_login(ines)
    assert client.get(road.page).status_code == 403
    assert client.post(f"{road.page}decider/", {"note": [str(told.pk)]}).status_code == 403
    with pytest.raises(Refusal):
        operations.accept([told], counted_in={}, vat={}, by=ines)


@pytest.mark.one_database
def test_a_link_is_hashed_and_the_one_before_closes(road, ana):
    first = operations.invite(road.camille, production=road.production, address=str, by=ana)
    operations.invite(road.camille, production=road.production, address=str, by=ana)
    with pytest.raises(Refusal):
        links.follow(first, "frais")
