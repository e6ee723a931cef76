"""The pistes of a show: said in a line, moved by hand, laid as options, then followed from option to paid date."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filage.core import rails
from filage.core.changes import last_of, undo
from filage.core.enums import Role
from filage.core.kept import CostRow
from filage.core.models import Membership, Organisation, User
from filage.core.refusal import Refusal
from filage.desks.booking.models import Prospect
from filage.desks.booking.operations import options, pipeline
from filage.desks.booking.queries import journeys
from filage.desks.booking.queries import pipeline as queries
from filage.desks.booking.queries.calls import days_said
from filage.desks.directory.models import Interaction
from filage.desks.schedule.operations import gestures
from filage.desks.schedule.operations.gestures import GESTURES
from filage.productions.models import Activity, Deal, Person, Structure, Venue
from filage.productions.placing import town_of
from filage.rules.reading import Unreadable
from tests.keeping import kept_rows

TODAY = date(2026, 11, 22)


@kept_rows
def ana(marees):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.ADMINISTRATION)
    return user


@kept_rows
def karim(marees):
    user = User.objects.create_user("karim@exemple.fr", name="Karim")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.EQUIPE)
    return user


@kept_rows
def lou():
    user = User.objects.create_user("lou@exemple.fr", name="Lou")
    Membership.objects.create(
        user=user, organisation=Organisation.objects.create(name="Ailleurs", slug="ailleurs"), role=Role.ADMINISTRATION
    )
    return user


@kept_rows
def redon(marees, ana):
    """Return a piste in Redon, two dates for 5 000 €, as one line says it."""
    return pipeline.add(marees.production, "Théâtre de la Rive, Redon, Claire Morvan, 2 dates, 5 000 €, 40 %, B", by=ana)


def stage_of(prospect):
    return queries.as_it_stands(again(prospect)).stage


def again(prospect):
    joined = ("production__structure", "structure", "venue", "contact")
    return Prospect.objects.within(prospect.organisation_id).select_related(*joined).get(pk=prospect.pk)


def dates_of(prospect):
    rows = Activity.objects.within(prospect.organisation_id).select_related("venue__structure", "deal__partner", "production")
    return list(rows.filter(venue=prospect.venue_id).order_by("on"))


def do(activity, code, by, **asked):
    return gestures.carry_out(dates_of_one(activity), GESTURES[code], by=by, **asked)


def dates_of_one(activity):
    rows = Activity.objects.within(activity.organisation_id)
    return rows.select_related("venue__structure", "deal__partner", "production").get(pk=activity.pk)


def test_one_line_writes_the_piste_with_a_place_and_a_contact_nobody_knew(redon, ana, marees):
    assert (redon.venue.name, redon.venue.city, redon.structure.name) == ("Théâtre de la Rive", "Redon", "Théâtre de la Rive")
    assert (redon.venue.insee, redon.contact.name) == ("35236", "Claire Morvan")
    assert (redon.dates_wanted, redon.amount, redon.probability, redon.segment) == (2, 5000, 40, "B")
    assert queries.as_it_stands(redon).weighed == 2000
    undo(last_of(ana, marees.organisation), by=ana)
    for model in (Prospect, Venue, Person):
        assert not model.objects.within(marees.organisation).exists()


def test_a_known_place_is_found_and_a_near_one_is_asked_about(redon, ana, marees):
    with pytest.raises(Refusal, match="déjà une piste"):
        pipeline.add(marees.production, "theatre de la rive, Redon", by=ana)
    with pytest.raises(Refusal, match="ressemble à « Théâtre de la Rive, Redon »"):
        pipeline.add(marees.production, "Théâtre de la Rives", by=ana)
    other = pipeline.add(marees.production, "Théâtre de la Rives", by=ana, as_new=True)
    assert other.structure_id != redon.structure_id
    marees.add(Venue, name="Le Môle", city="Lorient")
    marees.add(Venue, name="Le Môle", city="Auray")
    with pytest.raises(Refusal, match="« Le Môle, Lorient » ou « Le Môle, Auray »"):
        pipeline.add(marees.production, "Le Môle", by=ana)
    found = pipeline.add(marees.production, "Le Môle, Auray", by=ana)
    assert Venue.objects.within(marees.organisation).get(city="Auray").structure_id == found.structure_id


def test_a_piste_goes_from_contact_to_paid_date_without_being_typed_again(redon, ana, marees):
    assert stage_of(redon) == "cible"
    pipeline.move(redon, "contacte", by=ana)
    pipeline.move(again(redon), "interesse", by=ana)
    made = options.lay(
        again(redon), days_said("12/3, 13/3 20 h 30", today=TODAY), venue=redon.venue, until=date(2027, 1, 15), by=ana
    )
    assert [(one.on, one.status, one.option_rank) for one in made] == [
        (date(2027, 3, 12), "option", 1),
        (date(2027, 3, 13), "option", 1),
    ]
    assert stage_of(redon) == "option"
    deal = Deal.objects.within(marees.organisation).get()
    assert (deal.base_price, deal.partner_id) == (Decimal(2500), redon.structure_id)
    for one in made:
        do(one, "confirmer", ana)
    assert stage_of(redon) == "confirme"
    do(made[0], "signer", ana)  # one contract covers both dates
    assert stage_of(redon) == "signe"
    Activity.objects.within(marees.organisation).filter(pk__in=[one.pk for one in made]).update(on=date(2026, 11, 1))
    for one in made:
        do(one, "jouer", ana)
    assert stage_of(redon) == "joue"
    rails.refresh(None, marees.organisation)
    for row in CostRow.objects.within(marees.organisation).filter(origin__startswith="deal:", side="income"):
        row.pk, row.key, row.stage = None, f"{row.key}#paye", "paid"
        row.save(force_insert=True)
    assert stage_of(redon) == "solde"


def test_what_falls_is_read_too_and_the_talk_may_begin_again(redon, ana):
    made = options.lay(redon, days_said("12/3", today=TODAY), venue=redon.venue, until=None, by=ana)
    do(made[0], "reporter", ana)
    assert stage_of(redon) == "reporte"
    do(made[0], "annuler", ana)
    assert stage_of(redon) == "annule"
    pipeline.move(again(redon), "contacte", by=ana)
    assert stage_of(redon) == "contacte"


def test_the_office_does_not_write_what_dates_say(redon, ana):
    with pytest.raises(Refusal, match="posez d’abord une option"):
        pipeline.move(redon, "signe", by=ana)
    options.lay(redon, days_said("12/3", today=TODAY), venue=redon.venue, until=None, by=ana)
    with pytest.raises(Refusal, match="Ses dates la disent « option »"):
        pipeline.move(again(redon), "cible", by=ana)
    with pytest.raises(Refusal, match=r"12\smars\s2027 est déjà posé"):
        options.lay(again(redon), days_said("12/3", today=TODAY), venue=redon.venue, until=None, by=ana)


def test_only_editors_write(redon, karim, marees):
    for act in (
        lambda: pipeline.add(marees.production, "Le Môle, Lorient", by=karim),
        lambda: pipeline.move(redon, "contacte", by=karim),
        lambda: options.lay(redon, days_said("12/3", today=TODAY), venue=redon.venue, until=None, by=karim),
    ):
        with pytest.raises(Refusal):
            act()


def test_who_came_to_see_the_show_is_read_from_the_interactions(redon, ana, marees):
    pipeline.note(redon, kind="vu", on=date(2026, 11, 5), by=ana)
    pipeline.plan(again(redon), what="appeler", on=date(2026, 11, 20), owner="Inès", by=ana)
    found = queries.as_it_stands(again(redon))
    assert (found.seen.on, found.next.what, found.stage) == (date(2026, 11, 5), "appeler", "contacte")
    pipeline.finish(again(redon), found.next.key, on=TODAY, by=ana)
    assert queries.as_it_stands(again(redon)).next is None
    assert Interaction.objects.within(marees.organisation).get().direction == "entrant"


def test_an_option_moves_up_when_the_one_before_falls_in_one_gesture(redon, ana, marees):
    first = options.lay(redon, days_said("12/3", today=TODAY), venue=redon.venue, until=None, by=ana)[0]
    lorient = pipeline.add(marees.production, "Le Môle, Lorient, 3 000 €", by=ana)
    second = options.lay(lorient, days_said("12/3", today=TODAY), venue=lorient.venue, until=None, by=ana)[0]
    assert second.option_rank == 2
    with pytest.raises(Refusal, match="une option de rang 1 tient ce jour-là"):
        do(second, "confirmer", ana)
    do(first, "annuler", ana)
    assert dates_of_one(second).option_rank == 1
    undo(last_of(ana, marees.organisation), by=ana)
    assert (dates_of_one(first).status, dates_of_one(second).option_rank) == ("option", 2)


def test_two_shows_want_one_of_our_rooms(marees, ana):
    """On the side of a venue the ranks are those of the room and the day, whatever the show."""
    hall = marees.add(Venue, name="Notre salle", structure=marees.structure)
    other = marees.add(type(marees.production), structure=marees.structure, slug="autre", title="Autre")
    first = marees.play(date(2027, 5, 4), hall, status="option", option_rank=1)
    second = marees.add(
        Activity, production=other, kind="representation", on=date(2027, 5, 4), venue=hall, status="option", option_rank=2
    )
    elsewhere = marees.play(date(2027, 5, 4), marees.venue("Ailleurs"), status="option", option_rank=2)
    do(first, "annuler", ana)
    assert (dates_of_one(second).option_rank, dates_of_one(elsewhere).option_rank) == (1, 2)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12/3, 14 mars 20 h 30", [(date(2027, 3, 12), "20:30"), (date(2027, 3, 14), "20:30")]),
        ("du 12 au 13 mars à 19 h", [(date(2027, 3, 12), "19:00"), (date(2027, 3, 13), "19:00")]),
        ("le 12 mars 2027", [(date(2027, 3, 12), "")]),
    ],
)
def test_days_are_typed_in_a_row(text, days):
    assert [(one.on, f"{one.at:%H:%M}" if one.at else "") for one in days_said(text, today=TODAY)] == days


def test_days_that_cannot_be_read_are_refused():
    for text in ("", "bientôt"):
        with pytest.raises(Unreadable):
            days_said(text, today=TODAY)


PAGES = ("/diffusion/", "/spectacles/estran/diffusion/", "/spectacles/estran/disponibilites/?du=2027-03-01&au=2027-04-30")


def test_the_pages_answer_in_few_queries_whatever_the_rows(client, redon, ana, marees, in_november):
    made = options.lay(redon, days_said("12/3", today=TODAY), venue=redon.venue, until=None, by=ana)
    for number in range(12):
        structure = marees.add(Structure, name=f"Scène {number}")
        marees.add(Prospect, production=marees.production, structure=structure, stage="contacte", amount=Decimal(1000))
    client.force_login(ana)
    for url in (*PAGES, f"/pistes/{redon.pk}/", f"/pistes/{redon.pk}/options/", f"/dates/{made[0].pk}/prevenir/"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get(url)
        assert page.status_code == 200, url
        assert len(asked) <= 20, f"{url}: {len(asked)}"


def test_someone_from_elsewhere_is_refused(client, redon, lou, karim):
    client.force_login(lou)
    for url in ("/spectacles/estran/diffusion/", "/spectacles/estran/disponibilites/", f"/pistes/{redon.pk}/"):
        assert client.get(url).status_code == 404
    assert "Redon" not in client.get("/diffusion/").content.decode()
    client.force_login(karim)
    assert client.get(f"/pistes/{redon.pk}/").status_code == 200
    assert client.get(f"/pistes/{redon.pk}/options/").status_code == 403
    assert client.post(f"/pistes/{redon.pk}/etape/", {"etape": "contacte"}).status_code == 403


def test_the_board_takes_a_line_and_moves_a_card(client, redon, ana, in_november):
    client.force_login(ana)
    url = "/spectacles/estran/diffusion/"
    assert client.post(url, {"ligne": "Le Môle, Lorient, 3 000 €"}).status_code == 302
    assert client.post(url, {"ligne": "12"}).status_code == 422
    moved = client.post(url, {"geste": f"{redon.pk}:contacte"})
    assert moved["Location"] == f"{url}#p-{redon.pk}"
    page = client.get(url, {"q": "redon"})
    assert [len(column.cards) for column in page.context["columns"]] == [0, 1, 0, 0, 0, 0, 0]
    assert "2\u00a0000\u00a0€" in page.context["forecast_said"]
    seen = client.post(
        f"/pistes/{redon.pk}/options/", {"days": "12/3", "place": str(redon.venue_id), "priced": "on", "voir": "1"}
    )
    assert seen.context["seen"]
    assert stage_of(redon) == "contacte"
    client.post(f"/pistes/{redon.pk}/options/", {"days": "12/3", "place": str(redon.venue_id), "priced": "on", "confirme": "1"})
    assert stage_of(redon) == "option"


def test_the_free_days_leave_out_what_is_taken(client, redon, ana, marees, in_november):
    marees.play(date(2027, 3, 3), marees.venue("Lorient"), status="signe")
    options.lay(redon, days_said("5/3", today=TODAY), venue=redon.venue, until=None, by=ana)
    client.force_login(ana)
    page = client.get(
        "/spectacles/estran/disponibilites/", {"du": "2027-03-01", "au": "2027-03-07", "relache": "6", "options": "on"}
    )
    assert page.context["text"].splitlines()[2] == (
        "En mars\u00a02027\u00a0: les lundi\u00a01er et mardi\u00a02, le jeudi\u00a04, "
        "le vendredi\u00a05 (après une option à Redon), le samedi\u00a06."
    )


def test_the_road_to_the_next_date_is_said_and_a_town_with_namesakes_is_asked(marees, in_november):
    """67.1 km from Toulouse to Albi as the crow flies (facts), 1.25 of detour: close to 84 km."""
    toulouse, albi = (
        marees.add(Venue, name=name, city=name, postal_code=code) for name, code in (("Toulouse", "31000"), ("Albi", "81000"))
    )
    first, second = (marees.play(date(2027, 4, day), venue) for day, venue in ((20, toulouse), (21, albi)))
    [leg] = journeys.legs_of(dates_of_one(first))
    assert abs(leg.journey.km.known() - Decimal(84)) < 1
    assert [one.first.pk for one in journeys.legs_of(dates_of_one(second))] == [first.pk]
    several = marees.add(Venue, name="Salle", city="Sainte-Colombe")
    asked = town_of(several)
    assert asked.town is None
    assert len(asked.choices) > 1
