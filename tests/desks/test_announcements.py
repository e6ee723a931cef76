"""What changed is told to those it concerns, by a link of their own; they say they read it, and nobody reads another's."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from filage.core import clock
from filage.core.changes import ChangeSet
from filage.core.enums import Role
from filage.core.links import Link
from filage.core.models import Membership, User
from filage.core.outbox import Mail
from filage.core.refusal import Refusal
from filage.desks.schedule.models import Acknowledgement, Announcement
from filage.desks.schedule.operations import announce
from filage.desks.schedule.queries import announcements, told
from filage.productions.models import Activity, Person
from tests.desks.sound import TODAY, at, sound
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
company = kept_rows(sound)
DAY = date(2027, 1, 12)


@kept_rows
def ana(company):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role=Role.PRODUCTION)
    return user


@kept_rows
def bo(company):
    return company.add(Person, name="Bo Lind", email="bo@exemple.fr")


@kept_rows
def call(company, bo):
    made = company.add(
        Activity,
        production=company.show,
        kind="montage",
        title="Montage",
        on=DAY,
        status="confirme",
        starts_at=at(DAY, 14),
        venue=company.venue,
        note="Cachet 391,13 €, penser à l’ordonnance de Bo",
    )
    made.participants.set([bo])
    return made


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda organisation: TODAY)


@pytest.fixture
def since(call):
    return timezone.now()


def move(activity, by, **fields):
    ChangeSet.on(Activity.objects.across_organisations(reason="essai").get(pk=activity.pk), **fields).apply(by=by)


def lines(company, since):
    return told.changed(company.show, since)


def told_to(company, person, since):
    return [(one.kind, one.what, one.moves) for one in lines(company, since).get(person.pk, ())]


def tell(company, ana, since, mails=True, note=""):
    people = [str(pk) for pk in lines(company, since)]
    return announce.announce(
        company.show, since=since, people=people, note=note, mails=mails, address=lambda token: f"https://ici/{token}", by=ana
    )


def test_an_hour_that_moves_is_told_to_those_who_are_there_and_to_nobody_else(company, ana, bo, call, since):
    move(call, ana, starts_at=at(DAY, 16))
    assert told_to(company, bo, since) == [("change", "Montage, Théâtre du Môle", [["début", "14\u00a0h", "16\u00a0h"]])]
    assert set(lines(company, since)) == {bo.pk}


def test_what_was_moved_and_put_back_is_no_news(company, ana, call, since):
    move(call, ana, starts_at=at(DAY, 16))
    move(call, ana, starts_at=at(DAY, 14))
    assert lines(company, since) == {}


def test_a_note_and_a_price_are_no_news_and_never_leave(company, ana, call, since):
    move(call, ana, note="391,13 €")
    assert lines(company, since) == {}


def test_who_joins_and_who_leaves_are_told_so(company, ana, bo, call, since):
    move(call, ana, participants=[company.ana])
    assert told_to(company, company.ana, since) == [("ajoute", "Montage, Théâtre du Môle", [["début", "", "14\u00a0h"]])]
    assert [kind for kind, *_ in told_to(company, bo, since)] == ["retire"]


def test_a_date_that_is_called_off_or_deleted_is_told(company, ana, bo, call, since):
    other = company.add(Activity, production=company.show, kind="montage", title="Réglages", on=DAY, status="confirme")
    other.participants.set([bo])
    move(call, ana, status="annule")
    ChangeSet.delete(Activity.objects.within(company.organisation).get(pk=other.pk)).apply(by=ana)
    assert [(kind, what.partition(",")[0]) for kind, what, _ in told_to(company, bo, since)] == [
        ("retire", "Montage"),
        ("retire", "Réglages"),
    ]


def test_a_new_date_is_told_to_the_team_engaged_for_it(company, ana, since):
    made = Activity(
        organisation=company.organisation,
        production=company.show,
        kind="representation",
        on=company.date.on + timedelta(days=1),
        status="confirme",
    )
    ChangeSet.create(made).apply(by=ana)
    assert [kind for kind, *_ in told_to(company, company.ana, since)] == ["ajoute"]


def test_a_date_that_is_over_is_no_news(company, ana, call, since, monkeypatch):
    move(call, ana, starts_at=at(DAY, 16))
    monkeypatch.setattr(clock, "today", lambda organisation: DAY + timedelta(days=2))
    assert lines(company, since) == {}


def test_each_gets_a_mail_with_a_link_of_her_own_and_the_next_time_begins_there(company, ana, bo, call, since):
    move(call, ana, starts_at=at(DAY, 16))
    made = tell(company, ana, since, note="Le camion arrive à 15 h.")
    mail = Mail.objects.get(organisation=company.organisation)
    assert mail.to == ["bo@exemple.fr"] and "début 16\u00a0h au lieu de 14\u00a0h" in mail.text and "{lien}" in mail.text
    assert "391" not in mail.text and "ordonnance" not in mail.text and "Le camion" in mail.whole_text
    assert announcements.since(company.show) == made.made_at and lines(company, made.made_at) == {}


def test_reading_by_the_link_is_not_saying_so_and_the_button_is(client, company, ana, bo, call, since):
    move(call, ana, starts_at=at(DAY, 16))
    tell(company, ana, since)
    address = Mail.objects.get(organisation=company.organisation).secret
    token = str(address).rpartition("/")[2]
    page = client.get(reverse("schedule:announcement", args=[token]))
    assert (
        "<ins>16\u00a0h</ins>" in page.content.decode() and Acknowledgement.objects.within(company.organisation).get().on is None
    )
    client.post(reverse("schedule:announcement", args=[token]))
    assert Acknowledgement.objects.within(company.organisation).get().on is not None
    assert "Lu le" in client.get(reverse("schedule:announcement", args=[token])).content.decode()


def test_one_reads_her_changes_and_not_those_of_another(client, company, ana, bo, call, since):
    move(call, ana, participants=[company.ana], starts_at=at(DAY, 16))
    made = tell(company, ana, since, mails=False)
    rows = {one.person_id: one for one in announcements.readers(made)}
    token = announce.link_for(made, rows[bo.pk].pk, by=ana)
    page = client.get(reverse("schedule:announcement", args=[token])).content.decode()
    assert "vous n’y êtes plus" in page and "début" not in page and company.ana.name not in page


def test_a_link_that_was_withdrawn_says_so(client, company, ana, bo, call, since):
    move(call, ana, starts_at=at(DAY, 16))
    tell(company, ana, since)
    token = str(Mail.objects.get(organisation=company.organisation).secret).rpartition("/")[2]
    Link.objects.update(revoked_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert client.get(reverse("schedule:announcement", args=[token])).status_code == 410
    assert client.post(reverse("schedule:announcement", args=[token])).status_code == 410


def test_only_those_who_have_not_read_are_reminded(company, ana, bo, call, since):
    move(call, ana, starts_at=at(DAY, 16))
    made = tell(company, ana, since)
    assert announce.remind(made, address=lambda token: token, by=ana) == 1
    announce.acknowledge(announcements.readers(made)[0])
    with pytest.raises(Refusal, match="tout le monde a lu"):
        announce.remind(made, address=lambda token: token, by=ana)


def test_the_page_tells_announces_and_gives_a_text_once(client, company, ana, bo, call, since):
    Announcement.objects.create(
        organisation=company.organisation, production=company.show, since=since, made_at=since - timedelta(seconds=1)
    )
    move(call, ana, starts_at=at(DAY, 16))
    client.force_login(ana)
    address = reverse("schedule:announcements", args=[company.show.slug])
    assert "Bo Lind" in client.get(address).content.decode()
    client.post(address, {"a": [str(bo.pk)], "courriel": "1"})
    made = Announcement.objects.within(company.organisation).order_by("-made_at").first()
    row = announcements.readers(made)[0]
    shown = client.post(reverse("schedule:act_on_announcement", args=[made.pk]), {"texte": str(row.pk)}, follow=True)
    assert "ça change" in shown.content.decode() and "ça change" not in client.get(address).content.decode()


def test_nobody_to_tell_is_said(company, ana, call, since):
    with pytest.raises(Refusal, match="Personne à prévenir"):
        tell(company, ana, since)
