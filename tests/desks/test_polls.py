"""Days asked of people: each answers on her telephone without account, the day that suits goes to the calendar with them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from filage.core import clock
from filage.core.changes import last_of, undo
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.outbox import Mail
from filage.core.refusal import Refusal
from filage.desks.schedule.models import Poll, PollAnswer, Unavailability
from filage.desks.schedule.operations import absences, polls
from filage.desks.schedule.queries import polls as queries
from filage.productions.models import Activity, Person
from filage.rules.planning.run import moments, read
from tests.desks.sound import TODAY, sound
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
company = kept_rows(sound)


@kept_rows
def ana(company):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role=Role.PRODUCTION)
    return user


@kept_rows
def bo(company):
    return company.add(Person, name="Bo Lind", email="bo@exemple.fr")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda organisation: TODAY)


@kept_rows
def poll(company, ana, bo):
    days = moments(read("du 18 au 20 janvier 2027", today=TODAY)) + moments(read("le 22 janvier 2027 à 14 h", today=TODAY))
    people = [company.ana, bo]
    return polls.ask(company.show, title="Reprise", moments=days, until=date(2026, 12, 1), note="", people=people, by=ana)


def page(token):
    return reverse("schedule:poll_opened", args=[token])


def reply(client, token, poll, answers, **also):
    days = [one.day for one in queries.whole(poll).days]
    return client.post(page(token), {f"j-{days[rank].pk}": code for rank, code in answers.items()} | also, follow=True)


def answers(poll):
    rows = PollAnswer.objects.within(poll.organisation_id).filter(day__poll=poll)
    return {(one.person.name, one.day.on.day): one.answer for one in rows.select_related("person", "day")}


def test_a_sentence_a_line_makes_the_days(poll):
    whole = queries.whole(poll)
    assert [one.day.on.day for one in whole.days] == [18, 19, 20, 22]
    assert [one.day.starts_at and one.day.starts_at.hour for one in whole.days] == [None, None, None, 13]


def test_one_answers_by_her_own_link_without_account_and_changes_her_mind(client, poll, ana, bo):
    token = polls.invite(poll, str(bo.pk), by=ana)
    assert "Bo Lind" in client.get(page(token)).content.decode()
    assert "C’est noté" in reply(client, token, poll, {0: "oui", 1: "si_besoin", 2: "non"}).content.decode()
    reply(client, token, poll, {0: "non"})
    assert answers(poll) == {("Bo Lind", 18): "non", ("Bo Lind", 19): "si_besoin", ("Bo Lind", 20): "non"}


def test_somebody_of_a_group_says_who_she_is_and_answers_for_herself(client, company, poll, ana):
    token = polls.invite(poll, "", by=ana)
    assert "Choisissez votre nom" in client.get(page(token)).content.decode()
    reply(client, token, poll, {3: "oui"}, pour=str(company.ana.pk))
    assert answers(poll) == {("Ana Kerrien", 22): "oui"}


def test_nobody_of_a_group_changes_or_reads_what_another_said(client, company, poll, ana, bo):
    """A group cannot know who chooses a name: the first device that answers keeps it, the office reads how it came."""
    token = polls.invite(poll, "", by=ana)
    reply(client, token, poll, {0: "oui"}, pour=str(bo.pk))
    assert "checked" in client.get(f"{page(token)}?pour={bo.pk}").content.decode()
    other = type(client)()
    shown = other.get(f"{page(token)}?pour={bo.pk}").content.decode()
    assert "a déjà répondu" in shown and "checked" not in shown
    assert "a déjà répondu" in reply(other, token, poll, {0: "non"}, pour=str(bo.pk)).content.decode()
    reply(client, token, poll, {0: "si_besoin"}, pour=str(bo.pk))
    assert answers(poll) == {("Bo Lind", 18): "si_besoin"}
    client.force_login(ana)
    assert "lien du groupe" in client.get(reverse("schedule:poll", args=[poll.pk])).content.decode()
    reply(client, polls.invite(poll, str(bo.pk), by=ana), poll, {0: "non"})  # her own link settles it
    assert not PollAnswer.objects.within(poll.organisation_id).get().by_group


def test_hours_are_those_of_the_place_where_the_show_is_that_day(client, company, ana, bo):
    company.add(
        Activity, production=company.show, kind="montage", on=date(2027, 1, 22), zone="America/Toronto", status="confirme"
    )
    days = moments(read("du 21 au 22 janvier 2027 à 14 h", today=TODAY))
    asked = polls.ask(company.show, title="Là-bas", moments=days, until=None, note="", people=[bo], by=ana)
    assert [one.day.starts_at.hour for one in queries.whole(asked).days] == [13, 19]  # 14 h in Paris, then in Montréal
    shown = client.get(page(polls.invite(asked, str(bo.pk), by=ana))).content.decode()
    assert "14 h (heure de Toronto)" in shown.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_personal_link_answers_for_nobody_else(client, company, poll, ana, bo):
    token = polls.invite(poll, str(bo.pk), by=ana)
    reply(client, token, poll, {0: "oui"}, pour=str(company.ana.pk))
    assert answers(poll) == {("Bo Lind", 18): "oui"}
    assert company.ana.name not in client.get(page(token)).content.decode()


def test_a_browser_may_send_the_answers_back(client, poll, ana, bo):
    """A page that tells no referrer sends its form without origin, which every browser then sees refused."""
    shown = client.get(page(polls.invite(poll, str(bo.pk), by=ana)))
    assert shown["Referrer-Policy"] == "same-origin" and shown["X-Robots-Tag"] == "noindex, nofollow"


def test_nonsense_is_not_an_answer(client, poll, ana, bo):
    token = polls.invite(poll, str(bo.pk), by=ana)
    reply(client, token, poll, {0: "peut-être"})
    client.post(page(token), {"j-x": "oui", "j-": "oui"})
    assert answers(poll) == {}


def test_a_closed_poll_takes_no_answer_and_a_withdrawn_link_opens_nothing(client, poll, ana, bo, monkeypatch):
    token = polls.invite(poll, str(bo.pk), by=ana)
    monkeypatch.setattr(clock, "today", lambda organisation: date(2026, 12, 2))
    assert "est clos" in reply(client, token, poll, {0: "oui"}).content.decode() and answers(poll) == {}
    polls.withdraw(poll, str(bo.pk), by=ana)
    assert client.get(page(token)).status_code == 410


def test_only_those_who_are_silent_and_have_an_address_are_written_to(client, poll, ana, bo):
    assert polls.write_to_all(poll, address=lambda token: token, by=ana) == 1
    mail = Mail.objects.get(organisation=poll.organisation)
    assert mail.to == ["bo@exemple.fr"] and "{lien}" in mail.text
    reply(client, str(mail.secret), poll, {0: "oui"})
    with pytest.raises(Refusal, match="tout le monde a répondu"):
        polls.write_to_all(poll, address=lambda token: token, by=ana)


def test_the_day_that_suits_goes_to_the_calendar_with_those_who_can(client, company, poll, ana, bo):
    reply(client, polls.invite(poll, str(bo.pk), by=ana), poll, {0: "oui", 1: "oui", 2: "non"})
    reply(client, polls.invite(poll, str(company.ana.pk), by=ana), poll, {0: "non", 1: "si_besoin"})
    whole = queries.whole(poll)
    (best,) = [one for one in whole.days if one.best]
    assert best.day.on.day == 19 and whole.answered == 2
    made = polls.keep(best.day, kind="repetition", title="", refusals=True, by=ana)
    assert {one.name for one in made.participants.all()} == {"Ana Kerrien", "Bo Lind"}
    rows = Unavailability.objects.within(company.organisation).select_related("person")
    away = {(one.person.name, one.since.day) for one in rows}
    assert away == {("Bo Lind", 20), ("Ana Kerrien", 18)}
    undo(last_of(ana, company.organisation), by=ana)
    assert not Activity.objects.within(company.organisation).filter(pk=made.pk).exists()
    assert Poll.objects.within(company.organisation).get().closed_on is None


def test_what_somebody_already_does_that_day_is_said(client, company, poll, ana, bo):
    elsewhere = company.add(Activity, production=company.show, kind="montage", on=date(2027, 1, 19), status="confirme")
    elsewhere.participants.set([bo])
    client.force_login(ana)
    shown = client.get(reverse("schedule:poll", args=[poll.pk])).content.decode()
    assert f'<span class="xs">{company.show.title}</span>' in shown


def test_the_form_says_which_line_it_does_not_understand(client, company, ana):
    client.force_login(ana)
    address = reverse("schedule:add_poll", args=[company.show.slug])
    asked = {"title": "Reprise", "days": "18 janvier\nbientôt", "people": [str(company.ana.pk)]}
    answer = client.post(address, asked)
    assert answer.status_code == 422 and "bientôt" in answer.context["form"].errors["days"][0]
    assert client.post(address, asked | {"days": "18 janvier\n20 janvier à 14 h"}).status_code == 302


def test_an_absence_is_told_taken_back_and_never_backwards(client, company, ana, bo):
    client.force_login(ana)
    address = reverse("schedule:absences")
    client.post(address, {"person": str(bo.pk), "since": "2027-02-01"})
    row = Unavailability.objects.within(company.organisation).get()
    assert row.until == date(2027, 2, 1) and "Bo Lind" in client.get(address).content.decode()
    assert "déjà noté" in client.post(address, {"person": str(bo.pk), "since": "2027-02-01"}).content.decode()
    client.post(reverse("schedule:remove_absence", args=[row.pk]))
    assert not Unavailability.objects.within(company.organisation).exists()
    with pytest.raises(Refusal, match="précède"):
        absences.absent(bo, since=row.since, until=row.since - timedelta(days=1), note="", by=ana)
