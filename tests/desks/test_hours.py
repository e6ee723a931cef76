"""Hours are foreseen from the calendar, told in a tap, checked by the office, counted apart by what they serve."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client

from filage.core.accounts import Membership, User
from filage.core.changes import last_of, undo
from filage.core.kept import DeadlineRow
from filage.core.refusal import Refusal
from filage.desks.payroll import operations as embauches
from filage.desks.payroll.models import HoursEntry
from filage.desks.payroll.operations import hours as operations
from filage.desks.payroll.operations import own_hours as doors
from filage.desks.payroll.operations.hours import Told
from filage.desks.payroll.queries.hours import Day, Usual, Work, between, count, planned, validated
from filage.productions.models import Activity, Engagement, Person

USUAL = Usual(Decimal(4), Decimal(7))
MONDAY = dt.date(2027, 3, 15)


def day(number):
    return dt.date(2027, 3, number)


def service(kind, on, start=None, end=None, until=None, **fields):
    hours = {
        "starts_at": start and dt.datetime.combine(on, start, dt.UTC),
        "ends_at": end and dt.datetime.combine(on, end, dt.UTC),
    }
    return Activity(id=uuid4(), kind=kind, on=on, until=until, status="confirme", zone="UTC", **hours, **fields)


def engaged(unit, quantity, **terms):
    return Engagement(function="Jeu", status="artiste", unit=unit, quantity=Decimal(quantity), **terms)


def work(engagement, *services, **options):
    return {on.day: work for on, (_, work) in planned(engagement, services, USUAL, **options).items()}


# ------------------------------------------------------------ what is foreseen, pure
def test_a_performance_is_so_many_cachets_and_says_no_hours():
    show = service("representation", day(16), dt.time(20, 30), dt.time(21, 50))
    assert work(engaged("cachet", 1, per_performance=True), show) == {16: Work(None, 1)}


def test_two_performances_in_a_day_are_two_cachets():
    shows = [service("representation", day(16), dt.time(hour), dt.time(hour + 1)) for hour in (14, 20)]
    assert work(engaged("cachet", 1, per_performance=True), *shows) == {16: Work(None, 2)}


def test_a_following_date_takes_its_own_units():
    first, second = service("representation", day(16)), service("representation", day(17))
    terms = engaged("heure", 12, per_performance=True, quantity_following=Decimal(8))
    assert work(terms, first, second, following={second.pk}) == {16: Work(Decimal(12)), 17: Work(Decimal(8))}


def test_timed_rehearsals_are_their_length_a_shared_moment_once():
    morning = service("repetition", day(16), dt.time(10), dt.time(13))
    long = service("repetition", day(16), dt.time(12), dt.time(18, 30))
    assert work(engaged("service", 2), morning, long) == {16: Work(Decimal("8.5"))}


def test_a_residency_asks_for_the_days_of_the_week_and_spreads_its_services():
    residency = service("residence", day(15), until=day(28))
    assert work(engaged("service", 20), residency) == {on: Work(Decimal(8)) for on in (15, 16, 17, 18, 19, 22, 23, 24, 25, 26)}


def test_hours_of_the_terms_run_out():
    residency = service("residence", day(15), until=day(18))
    assert list(work(engaged("heure", 16), residency).values()) == [
        Work(Decimal(7)),
        Work(Decimal(7)),
        Work(Decimal(2)),
        Work(Decimal(0)),
    ]


def test_what_nothing_tells_stays_unknown():
    assert work(engaged("forfait", 1), service("residence", day(15))) == {15: Work()}
    assert planned(engaged("service", 1), [service("repetition", day(15))], Usual(None, None))[day(15)][1] == Work()


def entry(engagement, on, **fields):
    return Day(engagement, on, (), Work(), HoursEntry(engagement=engagement, on=on, state="saisi", **fields))


def test_the_counters_are_never_mixed():
    cachet, hourly = engaged("cachet", 1), engaged("heure", 12)
    days = [
        entry(cachet, day(16), done_cachets=1, done_hours=Decimal(6)),
        entry(cachet, day(17), done_cachets=2),
        entry(hourly, day(16), done_hours=Decimal("7.5")),
        entry(hourly, day(17), done_hours=Decimal(0)),
    ]
    found = count(days)
    assert (found.days, found.cachets, found.aem, found.present, found.silent) == (3, 3, Decimal("43.5"), Decimal("13.5"), 1)


# ------------------------------------------------------------ told, checked, sent
@pytest.fixture
def team(marees):
    """Return the office with Nour engaged for each date, two dates in the week, an administrator and a régie."""
    office = marees
    office.nour = office.add(Person, name="Nour Tessaoui", email="nour@exemple.fr")
    office.jeu = office.engage("Comédienne", "artiste", "160", "1.55", person=office.nour)
    for on in (day(16), day(17), day(30)):
        office.play(on, office.venue("L’Étale"))
    for role in ("administration", "regie_generale", "diffusion"):
        user = User.objects.create_user(f"{role}@exemple.fr", name=role)
        Membership.objects.create(user=user, organisation=office.organisation, role=role)
        setattr(office, role, user)
    office.organisation.pinned_on = day(18)
    office.organisation.save()
    return office


def days_of(office):
    return {one.on.day: one for one in between([office.production.pk], office.organisation, day(1), day(31)).of(office.jeu)}


def visit(office, who):
    client = Client()
    client.force_login(getattr(office, who))
    return client


def own_link(office):
    return doors.invite(
        office.nour, production=office.production, address=lambda token: f"/mes-heures/{token}/", by=office.regie_generale
    )


def test_a_tap_on_a_phone_without_account_tells_a_day_and_the_office_checks_then_sends_it(team):
    phone, address = Client(), own_link(team)
    page = phone.get(address).content.decode()
    assert "Tout comme prévu, 2 jours" in page and "160,00" not in page
    assert phone.post(address, {"geste": "prevu", "jour": days_of(team)[16].key}).status_code == 302
    assert (
        phone.post(address, {"geste": "autre", "jour": days_of(team)[17].key, "hours": "6h30", "cachets": "1"}).status_code == 302
    )
    told = days_of(team)
    assert (told[16].done, told[17].done) == (Work(None, 1), Work(Decimal("6.5"), 1))
    assert validated(team.production, day(1)) == ()
    office, where = visit(team, "administration"), "/spectacles/estran/heures/mois/?semaine=2027-W11"
    office.post(where, {"geste": "valider"})
    found = validated(team.production, day(1))[0]
    assert (found.counters.cachets, found.counters.aem, found.days) == (2, Decimal(24), (day(16), day(17)))
    refused = phone.post(address, {"geste": "reprendre", "jour": days_of(team)[16].key})
    assert refused.status_code == 422 and "déjà validé" in refused.content.decode()
    office.post(where, {"geste": "transmettre"})
    team.jeu.refresh_from_db()
    assert {one.state for one in days_of(team).values()} == {"transmis", "prevu"} and team.jeu.pay == "releve"


def test_the_regie_types_a_week_reads_no_pay_and_takes_it_all_back_at_once(team):
    client, where = visit(team, "regie_generale"), "/spectacles/estran/heures/?semaine=2027-W11"
    page = client.get(where).content.decode()
    assert "Nour Tessaoui" in page and "160,00" not in page and "Valider" not in page
    told = days_of(team)
    client.post(where, {"geste": "enregistrer", f"j-{told[16].key}": "2 c", f"j-{told[17].key}": "0"})
    assert [days_of(team)[on].done for on in (16, 17)] == [Work(None, 2), Work(Decimal(0), 0)]
    undo(last_of(team.regie_generale, team.organisation), by=team.regie_generale)
    assert HoursEntry.objects.within(team.organisation).count() == 0
    refused = client.post(where, {"geste": "enregistrer", f"j-{told[16].key}": "beaucoup"})
    assert refused.status_code == 422 and "7 h 30, 1 cachet, ou 0" in refused.content.decode()
    client.post(where, {"geste": "valider"})
    assert HoursEntry.objects.within(team.organisation).filter(state="valide").count() == 0


def test_hours_are_refused_to_others_and_to_a_link_taken_back(team):
    assert visit(team, "diffusion").get("/spectacles/estran/heures/").status_code == 403
    address = own_link(team)
    own_link(team)
    assert Client().get(address).status_code == 410


@pytest.mark.parametrize(
    ("on", "done", "why"),
    [
        (30, Work(None, 1), "pas encore passé"),
        (16, Work(None, 4), "3 cachets au plus"),
        (16, Work(Decimal(25)), "de 0 à 24 heures"),
        (16, Work(), "combien"),
    ],
)
def test_a_day_that_cannot_be_is_refused(team, on, done, why):
    with pytest.raises(Refusal, match=why):
        operations.tell([Told(days_of(team)[on], done)], today=day(18), by=team.administration)


def test_the_pages_ask_the_database_the_same_whatever_the_days(team, django_assert_max_num_queries):
    phone, address = Client(), own_link(team)
    with django_assert_max_num_queries(20):
        phone.get(address)
    client = visit(team, "administration")
    for asked in ("", "?semaine=2027-W12", "?semaine=2029-W01"):  # where there is work, and where an empty week leads to it
        with django_assert_max_num_queries(20):
            client.get(f"/spectacles/estran/heures/{asked}")


def test_the_page_opens_where_there_is_work_and_an_empty_week_leads_to_it(team):
    client = visit(team, "regie_generale")
    team.organisation.pinned_on = dt.date(2027, 4, 20)
    team.organisation.save()
    assert client.get("/spectacles/estran/heures/").context["held"].monday == dt.date(2027, 3, 29)
    empty = client.get("/spectacles/estran/heures/?semaine=2027-W12").content.decode()
    assert "semaine=2027-W11" in empty and "Semaine du 29 mars 2027" in empty.replace("\u00a0", " ")


def test_a_month_that_waits_is_a_duty_of_the_production(team):
    operations.as_planned([days_of(team)[16], days_of(team)[17]], today=day(18), by=team.regie_generale)
    duty = DeadlineRow.objects.within(team.organisation).get(key__startswith="heures:")
    assert (duty.on, duty.state, duty.title) == (dt.date(2027, 4, 5), "à valider", "Heures de mars à valider : 2\u00a0jours")
    operations.check(team.production, [one.entry for one in days_of(team).values() if one.entry], by=team.administration)
    assert DeadlineRow.objects.within(team.organisation).get(key__startswith="heures:").state == "à transmettre"


def test_a_day_that_nothing_foresaw_is_gone_once_taken_back(team):
    phone, address = Client(), own_link(team)
    other = {"geste": "jour", "on": "2027-03-12", "engagement": str(team.jeu.pk), "hours": "3"}
    assert phone.post(address, other).status_code == 302
    phone.post(address, {"geste": "reprendre", "jour": days_of(team)[12].key})
    assert 12 not in days_of(team) and not HoursEntry.objects.within(team.organisation).exists()


def test_an_embauche_whose_hours_were_told_is_not_removed(team):
    operations.as_planned([days_of(team)[16]], today=day(18), by=team.administration)
    with pytest.raises(Refusal, match="heures dites"):
        embauches.remove(team.jeu, by=team.administration)
