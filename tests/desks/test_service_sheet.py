"""The tableau de service and the planning of one person: who is called when, what it makes, and nothing that is not theirs."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.desks.logistics.models import AccessNeed, Bed, Journey, Seat, Stay
from filage.desks.schedule.models import Unavailability
from filage.desks.schedule.queries.agenda import Agenda, Item
from filage.desks.schedule.queries.counting import sums
from filage.desks.schedule.queries.service_sheet import planning, sheet, team_of
from filage.productions.models import Engagement, Person
from filage.rules.engine import load_law
from filage.rules.working_time import Service, limits_of
from tests.desks.sound import TODAY, at, sound
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FIRST, DAY = date(2026, 12, 11), timedelta(days=1)  # a Friday: the one date, at eight in the evening
MONDAY, SUNDAY = date(2026, 12, 7), date(2026, 12, 13)
PLACES = (
    ("schedule:service", "jour"),
    ("schedule:service", "semaine"),
    *(("schedule:agenda", one) for one in ("mois", "semaine")),
)
company = kept_rows(sound)


@kept_rows
def lea(company):
    """Return a stage manager who reads everything."""
    user = User.objects.create_user("lea@exemple.fr", name="Léa")
    Membership.objects.create(user=user, organisation=company.organisation, role=Role.REGIE_GENERALE)
    return user


def plain(text):
    """Return a text with plain spaces."""
    return " ".join(text.replace("\u00a0", " ").split())


def week(company, production=None):
    agenda = Agenda(company.organisation.pk, None, MONDAY, SUNDAY)
    return sheet(team_of(agenda, MONDAY, SUNDAY, production), company.organisation, on=TODAY)


def month(company, person):
    since, until = date(2026, 12, 1), date(2026, 12, 31)
    agenda = Agenda(company.organisation.pk, None, since, until)
    return planning(agenda, person.pk, person.name, since, until, company.organisation, on=TODAY)


class TestTheWeekOfATeam:
    def test_each_person_has_her_days_and_what_they_make(self, company):
        company.work(FIRST - DAY, 14, 4)
        found = week(company)
        assert [row.name for row in found.team] == ["Ana Kerrien"]
        days = [[line.what for line in lines] for lines in found.team[0].days]
        assert days == [["repos"], ["repos"], ["repos"], ["Répétition"], ["Représentation"], ["repos"], ["repos"]]
        assert found.team[0].hours == "6 h" and found.team[0].over is False  # four, and a show of two

    def test_a_week_beyond_forty_eight_hours_says_so_and_forty_eight_does_not(self, company):
        company.date.delete()
        for shift in range(5):
            company.work(MONDAY + DAY * shift, 9, 9)
        company.work(MONDAY + 5 * DAY, 9, 3)
        assert [(row.hours, row.over) for row in week(company).team] == [("48 h", False)]
        company.work(MONDAY + 5 * DAY, 14, 1)
        assert [(row.hours, row.over) for row in week(company).team] == [("49 h", True)]

    def test_a_cancelled_service_calls_nobody(self, company):
        company.set(company.date, status="annule")
        assert week(company).team == ()

    def test_another_show_is_left_out_when_one_is_asked(self, company):
        other = company.another_show()
        company.set(company.work(FIRST - DAY, 14, 4), production=other)
        assert [line.what for line in week(company, company.show).team[0].days[3]] == ["repos"]

    def test_a_day_says_who_is_not_called(self, company):
        bruno = company.add(Person, name="Bruno Salaün")
        company.add(Engagement, production=company.show, person=bruno, function="Régisseur", status="technicien")
        agenda = Agenda(company.organisation.pk, None, FIRST, FIRST)
        found = sheet(team_of(agenda, FIRST, FIRST, company.show), company.organisation, on=TODAY)
        assert found.days[0].off == "Bruno Salaün"
        assert [(plain(line.hours), line.who) for line in found.days[0].lines] == [("20 h – 22 h", "Ana Kerrien")]


class TestThePlanningOfOne:
    def test_hours_by_sort_travel_nights_and_days_off_add_up(self, company):
        company.work(FIRST - DAY, 14, 4)
        said = {"mode": "train", "from_place": "Rennes", "to_place": "Lorient", "activity": company.date}
        train = company.add(Journey, production=company.show, on=FIRST, departs_at=at(FIRST, 9), arrives_at=at(FIRST, 12), **said)
        company.add(Seat, journey=train, person=company.ana)
        stay = company.add(Stay, production=company.show, hotel="Hôtel", arrives_on=FIRST, leaves_on=FIRST + 2 * DAY)
        company.add(Bed, stay=stay, person=company.ana)
        found = month(company, company.ana)
        assert {one.label: one.hours for one in found.counts} == {
            "Répétitions": "4 h",
            "Représentations": "2 h",
            "Voyages": "2 h 30",  # IDCC 1285, VIII.1.1 C: whole up to two hours, then half
        }
        assert found.worked == "8 h 30"
        assert (found.days_worked, found.days_off, found.nights) == (2, 29, 2)

    def test_days_off_in_a_row_are_one_line_which_names_the_holidays(self, company):
        company.date.delete()
        company.work(date(2026, 12, 18), 14, 4)
        lines = [(day.on.day, day.until and day.until.day, plain(day.said)) for day in month(company, company.ana).days]
        assert lines == [(1, 17, "sans service, 17 jours"), (18, None, ""), (19, 31, "sans service, 13 jours (Noël le 25/12)")]

    def test_a_service_without_hours_makes_the_sum_a_least(self, company):
        company.work(FIRST - DAY, 14, 4)
        company.set(company.date, starts_at=None, ends_at=None)
        found = month(company, company.ana)
        assert found.worked == "au moins 4 h"
        assert [(one.label, one.hours, one.unknown) for one in found.counts][1] == ("Représentations", "inconnu", 1)


def test_a_moment_shared_counts_once_and_a_night_stays_of_its_evening():
    def item(key, start, end):
        service = Service(key, start, end)
        said = {"kind": "repetition", "what": "", "on": start.date(), "until": start.date(), "status": "confirme"}
        return Item(key=key, activity=object(), start=start, end=end, service=service, **said)

    late = item("a", datetime(2027, 3, 27, 22), datetime(2027, 3, 28, 2))  # the night when the clocks change
    both = item("b", datetime(2027, 3, 27, 21), datetime(2027, 3, 27, 23))
    found = sums([late, both], limits_of(load_law(), date(2027, 3, 27)), date(2027, 3, 1), date(2027, 3, 31))
    assert (found.whole.hours, found.days_worked, found.days_off) == ("5 h", 1, 30)


class TestThePages:
    @pytest.mark.parametrize(("view", "words"), [("jour", "Ana Kerrien"), ("semaine", "Ana Kerrien")])
    def test_a_tableau_is_read_and_printed(self, client, company, lea, view, words, tmp_path):
        client.force_login(lea)
        asked = {"vue": view, "jour": FIRST.isoformat(), "spectacle": "estran"}
        assert words in client.get(reverse("schedule:service"), asked).text
        paper = client.get(reverse("schedule:service_paper"), asked)
        made = tmp_path / "tableau.pdf"
        made.write_bytes(paper.content)
        printed = plain(PdfReader(made).pages[0].extract_text())
        assert "Ana Kerrien" in printed and "Grande salle" in printed and "Tableau de service" in printed

    def test_a_planning_is_read_and_printed_and_a_stranger_has_none(self, client, company, lea):
        client.force_login(lea)
        asked = {"mois": "2026-12"}
        page = client.get(reverse("schedule:planning", args=[company.ana.pk]), asked)
        assert "Théâtre du Môle" in page.text and "Représentations" in page.text
        paper = client.get(reverse("schedule:planning_paper", args=[company.ana.pk]), asked)
        assert paper.content.startswith(b"%PDF") and "no-store" in paper["Cache-Control"]
        assert client.get(reverse("schedule:planning", args=[uuid4()])).status_code == 404

    def test_nothing_private_or_paid_reaches_a_page_or_a_paper(self, client, company, lea, tmp_path):
        company.set(company.ana, access_needs="SECRET-ACCES", iban="FR7630006000011234567890189", phone="0600000001")
        company.set(company.embauche, gross=Decimal("777.77"))
        company.add(AccessNeed, person=company.ana, text="SECRET-BESOIN", until=FIRST)
        company.add(Unavailability, person=company.ana, since=FIRST - DAY, until=FIRST - DAY, note="SECRET-RAISON")
        client.force_login(lea)
        asked = {"jour": FIRST.isoformat(), "mois": "2026-12"}
        said = [client.get(reverse(name), asked | {"vue": view}).text for name, view in PLACES]
        person = [company.ana.pk]
        said.append(client.get(reverse("schedule:planning", args=person), asked).text)
        for rank, (name, args) in enumerate((("schedule:service_paper", []), ("schedule:planning_paper", person))):
            made = tmp_path / f"{rank}.pdf"
            made.write_bytes(client.get(reverse(name, args=args), asked).content)
            said.append(" ".join(page.extract_text() for page in PdfReader(made).pages))
        for text in said:
            assert "Ana Kerrien" in text
            assert not any(word in plain(text) for word in ("SECRET", "777,77", "FR7630006", "0600000001"))

    def test_who_reads_one_show_sees_nobody_of_the_others(self, client, company):
        other = company.another_show()
        bruno = company.add(Person, name="Bruno Salaün")
        company.set(company.work(FIRST, 9, 4, who=bruno), production=other)
        ines = User.objects.create_user("ines@exemple.fr", name="Inès")
        Membership.objects.create(user=ines, organisation=company.organisation, role=Role.EQUIPE).limit_to(company.show.pk)
        client.force_login(ines)
        asked = {"vue": "semaine", "jour": FIRST.isoformat()}
        for name in ("schedule:service", "schedule:agenda"):
            page = client.get(reverse(name), asked)
            assert "Ana Kerrien" in page.text and "Bruno Salaün" not in page.text
        assert client.get(reverse("schedule:planning", args=[bruno.pk])).status_code == 404
