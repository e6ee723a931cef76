"""The carnet de route of a tour is one PDF of a sheet a day, made by a task that tells how far it is."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.logistics.models import Journey, RouteBook
from filage.desks.logistics.operations import books
from filage.desks.logistics.queries import day_books, day_pages
from filage.productions.models import Activity
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FIRST = date(2027, 3, 12)


@kept_rows
def tour(marees):
    """Return three performances in a row, a rehearsal the day before, and Ana who produces."""
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=marees.organisation, role=Role.PRODUCTION)
    marees.add(Activity, production=marees.production, kind="repetition", on=FIRST - timedelta(days=1), status="confirme")
    dates = [
        marees.play(FIRST + timedelta(days=rank), starts_at=datetime(2027, 3, 12 + rank, 19, 30, tzinfo=UTC)) for rank in range(3)
    ]
    return user, dates


def asked(tour, marees, **options):
    ana, dates = tour
    chosen = [str(one.pk) for one in dates]
    return books.ask(marees.production, chosen, **{"lang": "fr", "paper": "a4", "by": ana, "on": FIRST} | options)


def text(document):
    return ["".join(page.extract_text() for page in [each]) for each in PdfReader(io.BytesIO(document.read())).pages]


def test_a_carnet_holds_a_summary_then_a_sheet_a_day(tour, marees):
    book = books.run(asked(tour, marees))
    pages = text(day_books.work(book).document)
    assert len(pages) == 4 and book.is_done and book.done == 3
    assert "12 mars 2027 – 14 mars 2027, 3 dates" in pages[0].replace("\u00a0", " ")
    assert [day in page for day, page in zip(("12 mars", "13 mars", "14 mars"), pages[1:], strict=True)] == [True] * 3


def test_its_page_is_told_of_each_sheet_before_the_drawing(tour, marees):
    told, season = [], seasons.load(marees.organisation.pk, (marees.production.pk,))
    dates = day_books.days(season, marees.production.pk, FIRST)
    day_books.book(season, dates, lang="fr", paper="a4", on=FIRST, tell=told.append)
    assert told == [1, 2, 3]


def test_days_of_rehearsal_are_offered_and_not_chosen(tour, marees):
    season = seasons.load(marees.organisation.pk, (marees.production.pk,))
    season.today = FIRST - timedelta(days=2)
    assert [row.usual for row in day_books.rows(season, marees.production.pk)] == [False, True, True, True]


def test_the_next_carnet_and_the_sheet_say_what_changed_since_this_one(tour, marees):
    _, dates = tour
    books.run(asked(tour, marees))
    marees.add(Journey, production=marees.production, activity=dates[1], on=dates[1].on, mode="van", from_place="A", to_place="B")
    second = day_books.work(books.run(asked(tour, marees))).document
    assert second.version == 2 and [bool(one["changes"]) for one in second.data["sheets"]] == [False, True, False]
    Journey.objects.within(marees.organisation).update(from_place="C")
    assert next(one.after for one in day_pages.sheet_of(dates[1], "equipe", "fr").changes).startswith("Départ de C")


def test_the_same_facts_give_the_same_carnet_and_a_moved_hour_outdates_it(tour, marees):
    first = day_books.work(books.run(asked(tour, marees))).document
    assert not first.is_outdated
    marees.add(Journey, production=marees.production, activity=tour[1][0], on=FIRST, mode="van", from_place="A", to_place="B")
    assert first.is_outdated


def test_a_carnet_of_nothing_is_refused_and_readers_make_none(tour, marees):
    with pytest.raises(Refusal, match="au moins un jour"):
        books.ask(marees.production, ["non"], lang="fr", paper="a4", by=tour[0], on=FIRST)
    with pytest.raises(Refusal):
        asked(tour, marees, by=User.objects.create_user("lou@exemple.fr"))


def test_the_page_asks_and_follows_a_carnet(tour, marees, client):
    client.force_login(tour[0])
    address = reverse("logistics:book", args=[marees.production.slug])
    assert "Produire le carnet" in client.get(address).text
    data = {"jour": [str(one.pk) for one in tour[1]], "papier": "telephone", "langue": "en"}
    client.post(reverse("logistics:make_book", args=[marees.production.slug]), data)
    book = RouteBook.objects.within(marees.organisation).get()
    assert (book.lang, book.paper, book.whole) == ("en", "telephone", 3)
    books.run(book)
    assert "Télécharger le PDF" in client.get(reverse("logistics:follow_book", args=[marees.production.slug, book.pk])).text


def test_the_tour_is_read_while_a_date_still_seeks_its_place(tour, marees, client):
    client.force_login(tour[0])
    marees.organisation.pinned_on = FIRST
    marees.organisation.save()
    assert "lieu à trouver" in client.get(reverse("logistics:tour", args=[marees.production.slug])).text
