"""Somebody is away and somebody else works instead: one gesture, what follows, what is refused, and the way back."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filage.core import clock, rails
from filage.core.changes import history, undo
from filage.core.enums import Role
from filage.core.models import JournalEntry, Membership, User
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.payroll.operations import change, naming
from filage.desks.payroll.operations.replacing import replace
from filage.desks.payroll.queries import replacing as queries
from filage.desks.payroll.queries.presence import presence
from filage.desks.payroll.queries.replacing import Replacement
from filage.desks.payroll.queries.replacing_words import messages, said_days
from filage.desks.payroll.views.replacing_page import cost_at, watches
from filage.desks.schedule.rails.presences import presences
from filage.portability.exporting import export
from filage.productions.enums import AbsencePay
from filage.productions.models import Activity, Credit, Engagement, Person
from filage.rules.payroll.replacing import REPLACEMENT, USAGE, Absence
from tests.keeping import kept_rows

TODAY = date(2027, 4, 1)
FIRST, SECOND, THIRD = date(2027, 4, 16), date(2027, 4, 17), date(2027, 4, 20)


@kept_rows
def tour(marees):
    """Return case 1 with Ada, comédienne at 160 € × 1.55 a date, Ben, and three dates; Chloé is in the directory."""
    people = {name: marees.add(Person, name=name) for name in ("Ada Roy", "Ben Sy", "Chloé Vidal")}
    marees.people = people
    marees.ada = marees.engage("Comédienne", "artiste", "160", "1.55", person=people["Ada Roy"])
    marees.ben = marees.engage("Comédien", "artiste", "160", "1.55", person=people["Ben Sy"])
    place = marees.venue("Théâtre du Môle")
    deal = marees.deal("2500", partner=marees.partner("Le Môle"), label="Cession avec Ada Roy")
    marees.dates = [marees.play(day, place, deal) for day in (FIRST, SECOND, THIRD)]
    marees.add(Credit, production=marees.production, role="Avec", who="Ada Roy, Ben Sy")
    rails.refresh(None, marees.organisation)
    return marees


@kept_rows
def ana(tour):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=tour.organisation, role=Role.ADMINISTRATION)
    return user


def asked(tour, *dates, **terms):
    """Return the replacement of Ada by Chloé at some of the dates, at 180 € gross."""
    held = [tour.dates[rank] for rank in dates or (0,)]
    chosen = {"dates": held, "first": held[0].on, "last": held[-1].on, "absence": Absence.MALADIE, "ground": USAGE}
    chosen |= {"person": tour.people["Chloé Vidal"], "gross": Decimal(180), "motive": "Remplacement d’Ada Roy, comédienne"}
    return Replacement(absent=again(tour.ada), **chosen | terms)


def again(engagement):
    rows = Engagement.objects.within(engagement.organisation_id).select_related("person", "production__structure", "replaces")
    return rows.get(pk=engagement.pk)


def at(activity):
    return sorted(
        Activity.objects.within(activity.organisation_id).get(pk=activity.pk).participants.values_list("name", flat=True)
    )


def paid(tour, engagement):
    season = seasons.load(tour.organisation.pk, (tour.production.pk,))
    held = presence(season)
    mine = next(one for one in season.engagements if one.pk == engagement.pk)
    return [day.on for day in season.performances_of(tour.production.pk) if held.paid(mine, day)]


def test_one_gesture_makes_the_embauche_names_who_is_there_and_is_one_entry_of_the_journal(tour, ana):
    made = again(replace(asked(tour, 0, credit="mention"), by=ana))
    assert (made.person.name, made.function, made.gross) == ("Chloé Vidal", "Comédienne", Decimal(180))
    assert (made.replaces_id, made.replaced_from, made.starts_on, made.ends_on) == (tour.ada.pk, FIRST, FIRST, FIRST)
    assert (made.contract_type, made.absence_reason, made.absence_pay) == ("CDDU", "maladie", "suspendue")
    assert at(tour.dates[0]) == ["Ben Sy", "Chloé Vidal"]
    assert at(tour.dates[1]) == []
    credit = Credit.objects.within(tour.organisation).get()
    assert credit.who == "Chloé Vidal (en remplacement d’Ada Roy), Ben Sy"
    (entry,) = history(made)
    assert entry.why == "remplacement : Ada Roy par Chloé Vidal, le 16\u00a0avr.\u00a02027"
    assert again(tour.ada).gross == Decimal(160)
    with connection.cursor() as cursor:
        cursor.execute("SELECT absence_reason FROM productions_engagement WHERE absence_reason <> ''")
        kept = str(cursor.fetchall())
    said = [kept, str(entry.changes), export(tour.organisation)]
    assert not any("maladie" in text for text in said), "why she is away is read by nobody but who reads the embauche"


def test_the_generique_says_each_replacement_once(tour, ana):
    replace(asked(tour, 0, credit="mention"), by=ana)
    replace(asked(tour, 1, credit="mention"), by=ana)
    replace(asked(tour, 2, credit="mention", person=None, newcomer="Dan Ito"), by=ana)
    credit = Credit.objects.within(tour.organisation).get()
    assert credit.who == "Chloé Vidal (en remplacement d’Ada Roy), Ben Sy"


def test_days_are_said_as_one_says_them():
    one, two, three = date(2027, 4, 16), date(2027, 4, 17), date(2027, 4, 20)
    assert said_days([one], one, one).replace("\xa0", " ") == "le 16 avril 2027"
    assert said_days([one, two], one, two).replace("\xa0", " ") == "du 16 au 17 avril 2027"
    assert said_days([one, two, three], one, three).replace("\xa0", " ") == "les 16, 17 et 20 avril 2027"
    assert said_days([], one, date(2028, 1, 2)).replace("\xa0", " ") == "du 16 avril 2027 au 2 janvier 2028"


def test_undoing_takes_everything_back(tour, ana):
    made = replace(asked(tour, 0, 1, credit="nom", newcomer="Dan Ito", person=None), by=ana)
    assert Person.objects.within(tour.organisation).filter(name="Dan Ito").exists()
    undo(history(made)[0], by=ana)
    assert not Engagement.objects.within(tour.organisation).filter(pk=made.pk).exists()
    assert not Person.objects.within(tour.organisation).filter(name="Dan Ito").exists()
    assert [at(one) for one in tour.dates] == [[], [], []]
    assert Credit.objects.within(tour.organisation).get().who == "Ada Roy, Ben Sy"


def test_the_pay_of_the_dates_goes_from_one_to_the_other_or_is_kept(tour, ana):
    made = replace(asked(tour, 0), by=ana)
    assert paid(tour, made) == [FIRST]
    assert paid(tour, tour.ada) == [SECOND, THIRD]
    assert paid(tour, tour.ben) == [FIRST, SECOND, THIRD]
    undo(history(made)[0], by=ana)
    replace(asked(tour, 0, absence_pay=AbsencePay.MAINTENUE), by=ana)
    assert paid(tour, tour.ada) == [FIRST, SECOND, THIRD]


def test_dates_that_are_not_in_a_row_are_the_only_ones_worked(tour, ana):
    made = replace(asked(tour, 0, 2), by=ana)
    assert paid(tour, made) == [FIRST, THIRD]
    assert paid(tour, tour.ada) == [SECOND]


def test_a_post_still_open_covers_its_dates_alone_and_keeps_them_once_named(tour, ana):
    made = again(replace(asked(tour, 0, 2, person=None), by=ana))
    assert (made.person, made.placeholder) == (None, "remplace Ada Roy")
    assert paid(tour, made) == [FIRST, THIRD]
    change(made, by=ana, person=tour.people["Chloé Vidal"], placeholder="")
    assert at(tour.dates[0]) == ["Ben Sy", "Chloé Vidal"]
    assert at(tour.dates[1]) == ["Ada Roy", "Ben Sy"]
    assert paid(tour, made) == [FIRST, THIRD]


def test_a_post_named_from_the_page_of_embauches_keeps_its_dates_too(tour, ana):
    made = again(replace(asked(tour, 0, person=None), by=ana))
    naming.name(made, "chloé vidal", by=ana)
    assert at(tour.dates[0]) == ["Ben Sy", "Chloé Vidal"]
    assert paid(tour, made) == [FIRST]


def test_a_name_of_the_directory_is_the_person_it_names(tour, ana):
    made = replace(asked(tour, 0, person=None, newcomer="chloe vidal"), by=ana)
    assert made.person == tour.people["Chloé Vidal"]
    with pytest.raises(Refusal, match="ne peut pas se remplacer"):
        replace(asked(tour, 1, person=None, newcomer="Ada Roy"), by=ana)


def test_a_date_shows_who_is_there_and_who_is_not(tour, ana, client):
    replace(asked(tour, 0), by=ana)
    client.force_login(ana)
    team = [
        client.get(f"/dates/{day.pk}/").content.decode().partition("Équipe")[2].partition("</section>")[0] for day in tour.dates
    ]
    assert "Chloé Vidal" in team[0] and "Ada Roy" not in team[0]
    assert "Chloé Vidal" not in team[1] and "Ada Roy" in team[1]


def test_nobody_is_thought_to_be_where_she_only_replaces(tour, ana):
    replace(asked(tour, 0), by=ana)
    held = presences(seasons.load(tour.organisation.pk))
    assert [one.first for one in held[tour.people["Chloé Vidal"].pk]] == [FIRST]
    assert [one.first for one in held[tour.people["Ada Roy"].pk]] == [SECOND, THIRD]


def test_whoever_replaces_may_be_replaced_in_turn(tour, ana):
    first = replace(asked(tour, 0, 1), by=ana)
    again_absent = Replacement(
        absent=again(first),
        dates=[tour.dates[1]],
        first=SECOND,
        last=SECOND,
        absence=Absence.AUTRE_ENGAGEMENT,
        ground=REPLACEMENT,
        motive="Remplacement de Chloé Vidal",
        newcomer="Dan Ito",
    )
    second = replace(again_absent, by=ana)
    assert paid(tour, second) == [SECOND]
    assert paid(tour, first) == [FIRST]
    assert paid(tour, tour.ada) == [THIRD]


def test_what_is_counted_whole_leaves_the_embauche_of_who_is_away(tour, ana):
    built = tour.engage("Costumière", "technicien", "20", "1.65", person=tour.people["Ada Roy"], per_performance=False,
                        unit="heure", quantity=Decimal(40), starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 5))  # fmt: skip
    terms = {"absent": again(built), "dates": [], "first": date(2027, 2, 4), "last": date(2027, 2, 5), "quantity": Decimal(16)}
    made = replace(
        Replacement(absence=Absence.ACCIDENT, ground=USAGE, motive="Remplacement", newcomer="Dan Ito", **terms), by=ana
    )
    assert (again(built).quantity, made.quantity) == (Decimal(24), Decimal(16))


def test_the_share_of_an_embauche_counted_whole_follows_its_days(tour):
    made = tour.engage("Interprète", "artiste", "61", "1.55", person=tour.people["Ada Roy"], per_performance=False,
                       unit="service", quantity=Decimal(30), phase="creation")  # fmt: skip
    rehearsals = tour.add(Activity, production=tour.production, kind="repetition", on=date(2027, 2, 1), until=date(2027, 2, 15))
    assert queries.share(made, [rehearsals], date(2027, 2, 1), date(2027, 2, 5)) == 10  # five days of fifteen
    made.unit = "forfait"
    assert queries.share(made, [], date(2027, 2, 1), date(2027, 2, 5)) == 30  # without any date, all of it


def test_a_residency_replaced_for_some_days_keeps_both_there(tour, ana):
    built = tour.engage("Interprète", "artiste", "61", "1.55", person=tour.people["Ada Roy"], per_performance=False,
                        unit="service", quantity=Decimal(30), phase="creation")  # fmt: skip
    stay = tour.add(Activity, production=tour.production, kind="residence", on=date(2027, 2, 1), until=date(2027, 2, 15))
    terms = {"absent": again(built), "dates": [stay], "first": date(2027, 2, 3), "last": date(2027, 2, 4), "quantity": Decimal(4)}
    terms |= {"absence": Absence.MALADIE, "ground": USAGE, "motive": "Remplacement", "newcomer": "Dan Ito"}
    made = replace(Replacement(**terms), by=ana)
    assert [one.pk for one in queries.team(made).dates_of(again(made))] == [stay.pk]
    assert at(stay) == ["Ada Roy", "Dan Ito"]
    assert [one.pk for one in queries.team(built).dates_of(again(built))] == [stay.pk]
    assert again(built).quantity == 26


def test_what_cannot_be_is_refused_and_writes_nothing(tour, ana):
    karim = User.objects.create_user("karim@exemple.fr")
    Membership.objects.create(user=karim, organisation=tour.organisation, role=Role.REGIE_GENERALE)
    for wrong, words, by in (
        (asked(tour, 0, person=tour.people["Ada Roy"]), "ne peut pas se remplacer", ana),
        (asked(tour, 0, motive=" "), "L1242-12", ana),
        (asked(tour, 0, dates=[]), "choisissez-en au moins une", ana),
        (asked(tour, 0, last=date(2027, 4, 1)), "précède", ana),
        (asked(tour, 0), "seules l’administration et la production", karim),
    ):
        with pytest.raises(Refusal, match=words):
            replace(wrong, by=by)
    assert not JournalEntry.objects.within(tour.organisation).exists()
    replace(asked(tour, 0), by=ana)
    with pytest.raises(Refusal, match="déjà remplacé"):
        replace(asked(tour, 0, newcomer="Dan Ito", person=None), by=ana)
    Engagement.objects.within(tour.organisation).filter(pk=tour.ada.pk).update(pay="paye")
    with pytest.raises(Refusal, match="rappel de paie"):
        replace(asked(tour, 1), by=ana)


def test_a_busy_replacer_a_played_date_and_a_deal_that_names_are_said_and_never_forbidden(tour, ana):
    chloe = tour.people["Chloé Vidal"]
    elsewhere = tour.play(FIRST, tour.venue("Ailleurs"))
    elsewhere.participants.set([chloe])
    said = [one.text for one in watches(asked(tour, 0), date(2027, 4, 18), by=ana)]
    assert said[0].startswith("1 date passée") or said[0].startswith("1\u00a0date passée")
    assert "Chloé Vidal a déjà quelque chose" in said[1] and "L’Estran" in said[1]
    assert "nomme Ada Roy" in said[2] and "Le Môle" in said[2]
    assert replace(asked(tour, 0), by=ana).pk


def test_the_replacement_is_shown_costed_then_made_and_leads_to_what_is_left(tour, ana, client):
    client.force_login(ana)
    with clock.as_if(TODAY):
        url = f"/spectacles/estran/embauches/{tour.ada.pk}/remplacer/"
        assert f'value="{tour.dates[0].pk}"' in client.get(url + f"?date={tour.dates[0].pk}").content.decode()
        typed = {"dates": [str(tour.dates[0].pk)], "absence": "maladie", "person": str(tour.people["Chloé Vidal"].pk),
                 "gross": "180", "quantity": "1", "absence_pay": "suspendue", "credit": "mention"}  # fmt: skip
        page = client.post(url, typed | {"voir": "1"}).content.decode()
        assert "248,00" in page  # 160 × 1,55, before
        assert "Remplacement d’Ada Roy, comédienne" in page.replace("\xa0", " ")
        assert not Engagement.objects.within(tour.organisation).exclude(replaces=None).exists()
        done = client.post(url, typed, follow=True)
        with CaptureQueriesContext(connection) as queries_made:
            assert client.get(done.redirect_chain[-1][0]).status_code == 200
    assert len(queries_made) <= 20
    after = done.content.decode()
    assert done.redirect_chain[-1][0].endswith("/remplacement/")
    assert "Il manque" in after and "SIRET" in after
    assert "maladie" not in after


def test_the_texts_say_who_and_when_and_never_why(tour, ana):
    made = again(replace(asked(tour, 0), by=ana))
    team, venue = messages(made, queries.team(made).dates_of(made), sender="Ana")
    assert "Ada Roy ne sera pas là" in team.text and "vendredi 16\u00a0avril\u00a02027" in team.text
    assert venue.label == "Théâtre du Môle" and "Chloé Vidal, en remplacement d’Ada Roy" in venue.text
    assert "maladie" not in team.text + venue.text


@pytest.mark.parametrize(("who", "status"), [("karim", 403), ("lou", 404)])
def test_only_who_reads_pay_here_replaces(tour, client, who, status):
    user = User.objects.create_user(f"{who}@exemple.fr")
    if who == "karim":
        Membership.objects.create(user=user, organisation=tour.organisation, role=Role.REGIE_GENERALE)
    client.force_login(user)
    for url in (f"/spectacles/estran/embauches/{tour.ada.pk}/remplacer/", f"/dates/{tour.dates[0].pk}/remplacer/"):
        assert client.get(url).status_code == status


def test_the_cost_of_the_dates_is_explained(tour, ana):
    season = seasons.load(tour.organisation.pk, (tour.production.pk,))
    assert cost_at(season, again(tour.ada), [tour.dates[0]]).known() == Decimal("248.00")
