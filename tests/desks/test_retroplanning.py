"""A retroplanning from the screen: laid, advanced, shifted, and the première moved with what it takes along."""

from datetime import date, timedelta

import pytest

from filage.core.changes import last_of, undo
from filage.core.enums import Role
from filage.core.models import Membership, User
from filage.core.rails import deadlines
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.logistics.models import Journey, Stay
from filage.desks.schedule.enums import TaskState
from filage.desks.schedule.models import Task, TemplateTask
from filage.desks.schedule.operations import premiere, retroplanning
from filage.desks.schedule.queries.tasks import planned
from filage.productions.models import Person, Production
from tests.desks.sound import at, sound
from tests.keeping import kept_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
company = kept_rows(sound)
FIRST = date(2026, 12, 11)  # the date of the company, a Friday
DAY = timedelta(days=1)


@kept_rows
def ana(company):
    user = User.objects.create_user("ana@exemple.fr", name="Ana")
    Membership.objects.create(user=user, organisation=company.organisation, role=Role.PRODUCTION)
    return user


@kept_rows
def ines(company):
    user = User.objects.create_user("ines@exemple.fr", name="Inès")
    Membership.objects.create(user=user, organisation=company.organisation, role=Role.INVITE)
    return user


def season_of(company):
    return seasons.load(company.organisation.pk, (company.show.pk,))


def row(company, code):
    """Return the task of a code, as it stands."""
    return next(one for one in planned(season_of(company))[company.show.pk] if one.task.code == code)


def due(company, code):
    return Task.objects.within(company.organisation).get(code=code).due_on


def move(company, ana, to, **along):
    show = Production.objects.within(company.organisation).get(pk=company.show.pk)
    return premiere.carry_out(season_of(company), show, to, along=premiere.Along(**along), by=ana)


def test_a_date_gets_its_tasks_and_the_state_of_the_date_says_what_is_done(company, ana):
    retroplanning.lay_date(company.date, by=ana)
    assert due(company, "t14") == FIRST - 10 * DAY and due(company, "t09") == FIRST - 60 * DAY
    assert row(company, "t06").over, "la date est signée : nul ne le dit une seconde fois"
    with pytest.raises(Refusal, match="déjà posé"):
        retroplanning.lay_date(company.date, by=ana)


def test_the_tasks_to_do_are_duties_and_those_that_are_done_are_not(company, ana):
    retroplanning.lay_date(company.date, by=ana)
    told = {one.title.partition(" (")[0] for one in deadlines.of(season_of(company)) if one.key.startswith("tache:")}
    assert "Feuille de route diffusée" in told and "Contrat signé des deux parties" not in told


@pytest.mark.parametrize(("before", "accepted"), [(9, False), (8, True), (0, True), (-1, False)])
def test_a_declaration_is_done_from_eight_days_before_the_first_day_of_work(company, ana, before, accepted):
    company.set(company.embauche, starts_on=FIRST - 2 * DAY, dpae="a_faire", dpae_on=None)  # the road begins two days before
    retroplanning.lay_date(company.date, by=ana)
    held = row(company, "t15")
    assert held.due_on == FIRST - 2 * DAY
    on = FIRST - 2 * DAY - before * DAY
    if accepted:
        retroplanning.mark(held, TaskState.FAITE, on=on, by=ana)
        assert Task.objects.within(company.organisation).get(code="t15").done_on == on
    else:
        with pytest.raises(Refusal, match="Trop"):
            retroplanning.mark(held, TaskState.FAITE, on=on, by=ana)


def test_a_declaration_without_anybody_engaged_is_unknown_and_never_counted_from_the_date(company, ana):
    bare = company.play(FIRST + 30 * DAY)
    bare.participants.add(company.add(Person, name="Lise Morel"))
    retroplanning.lay_date(bare, by=ana)
    held = row(company, "t15")
    assert held.due_on is None and held.unknown == "la première heure de l’embauche"
    with pytest.raises(Refusal, match="inconnue"):
        retroplanning.mark(held, TaskState.FAITE, on=FIRST, by=ana)


def test_a_blocked_task_says_by_what(company, ana):
    retroplanning.lay_date(company.date, by=ana)
    with pytest.raises(Refusal, match="Dites ce qui bloque"):
        retroplanning.mark(row(company, "t09"), TaskState.BLOQUEE, on=FIRST, by=ana)
    retroplanning.mark(row(company, "t09"), TaskState.BLOQUEE, on=FIRST, by=ana, blocker="hôtel complet")
    assert row(company, "t09").task.blocker == "hôtel complet"


def test_a_bundle_is_shifted_in_one_gesture_that_one_undo_takes_back(company, ana):
    made = {one.code: one for one in retroplanning.lay_date(company.date, by=ana)}
    retroplanning.shift([made["t09"], made["t14"], made["t15"]], 7, by=ana)
    assert due(company, "t09") == FIRST - 53 * DAY and due(company, "t14") == FIRST - 3 * DAY and due(company, "t15") is None
    undo(last_of(ana, company.organisation), by=ana)
    assert due(company, "t09") == FIRST - 60 * DAY


def test_some_tasks_leave_in_one_gesture_that_one_undo_takes_back_with_their_links(company, ana):
    made = {one.code: one for one in retroplanning.lay_date(company.date, by=ana)}
    whole = Task.objects.within(company.organisation).count()
    retroplanning.remove([made["t05"], made["t06"]], by=ana)
    assert Task.objects.within(company.organisation).count() == whole - 2
    undo(last_of(ana, company.organisation), by=ana)
    assert [one.code for one in Task.objects.within(company.organisation).get(code="t06").depends_on.all()] == ["t05"]


def test_a_premiere_moved_by_fourteen_days_takes_its_tasks_and_leaves_what_is_fixed_or_done(company, ana):
    company.set(company.show, creation_end=FIRST - DAY)
    made = {one.code: one for one in retroplanning.lay_creation(company.show, FIRST, by=ana)}
    company.set(made["affiches"], fixed=True)
    company.set(made["brochure"], state="faite")
    before = {code: due(company, code) for code in made}
    move(company, ana, FIRST + 14 * DAY)
    after = {code: due(company, code) for code in made}
    gaps = {code: (after[code] - before[code]).days for code in made}
    kept = {code for code, gap in gaps.items() if gap == 0}
    assert kept >= {"affiches", "brochure"} and set(gaps.values()) <= {0, 14} and gaps["repetitions"] == 14
    company.date.refresh_from_db()
    company.show.refresh_from_db()
    assert company.date.on == FIRST + 14 * DAY and company.date.starts_at == at(FIRST + 14 * DAY, company.date.starts_at.hour + 1)
    assert company.show.creation_end == FIRST + 13 * DAY
    undo(last_of(ana, company.organisation), by=ana)
    assert {code: due(company, code) for code in made} == before


def test_the_delays_of_the_trade_are_counted_again_from_a_premiere_moved_by_fourteen_days(company, ana):
    company.set(company.show, creation_end=FIRST - DAY)
    retroplanning.lay_creation(company.show, FIRST, by=ana)
    told = {"presse": 60, "affiches": 30, "relance": 15, "reseaux": 7, "repetitions": 1, "fabrication": 21}  # days before P
    assert {code: (FIRST - due(company, code)).days for code in told} == told
    move(company, ana, date(2026, 12, 25))
    assert {code: (date(2026, 12, 25) - due(company, code)).days for code in told} == told


def test_a_move_tells_what_no_longer_holds_before_anything_is_written(company, ana):
    company.set(company.show, creation_end=FIRST)
    later = company.play(FIRST + 7 * DAY)
    company.work(FIRST - 5 * DAY, 14, 4)
    made = {one.code: one for one in retroplanning.lay_creation(company.show, FIRST, by=ana)}
    company.set(made["repetitions"], fixed=True)
    show, season = company.show, season_of(company)
    after = premiere.plan(season, show, FIRST + 14 * DAY, along=premiere.Along())
    assert any("se jouerait avant la première" in said for said in after.conflicts), later
    earlier = premiere.plan(season_of(company), show, FIRST - 14 * DAY, along=premiere.Along())
    assert any("« Répétitions" in said and "figée" in said for said in earlier.conflicts)
    assert any("tomberait après la première" in said for said in earlier.conflicts)
    assert any("avenant" in said for said in earlier.conflicts), "le contrat de la date est signé"
    company.date.refresh_from_db()
    assert company.date.on == FIRST


def test_the_pay_of_a_moved_premiere_is_still_declared_on_the_fifteenth_of_the_next_month(company, ana):
    company.set(company.show, creation_end=FIRST)
    retroplanning.lay_date(company.date, by=ana)
    move(company, ana, FIRST + 30 * DAY)  # the tenth of January
    assert due(company, "t18") == date(2027, 2, 15) and due(company, "t17") == FIRST + 35 * DAY


def test_the_dates_of_the_same_series_follow_when_they_are_said_to(company, ana):
    company.set(company.show, creation_end=FIRST)
    second = company.play(FIRST + DAY)
    move(company, ana, FIRST + 14 * DAY, series=True)
    second.refresh_from_db()
    assert second.on == FIRST + 15 * DAY


def test_what_is_booked_for_a_date_that_moves_is_told(company, ana):
    company.set(company.show, creation_end=FIRST)
    said = {"production": company.show, "activity": company.date, "state": "confirme"}
    company.add(Journey, on=FIRST - DAY, mode="train", from_place="Rennes", to_place="Brest", **said)
    company.add(Stay, hotel="Hôtel de la Vigie", arrives_on=FIRST - DAY, leaves_on=FIRST + DAY, **said)
    found = premiere.plan(season_of(company), company.show, FIRST + 14 * DAY, along=premiere.Along())
    assert any("2 réservations (trajets, nuits) restent à l’ancien jour" in one for one in found.conflicts)
    assert [(one.label, one.why) for one in found.stays if "Vigie" in one.label or "Brest" in one.label] == [
        ("Trajet Rennes – Brest", "confirmé"),
        ("Nuits Hôtel de la Vigie", "confirmé"),
    ]


def test_an_organisation_lays_its_own_delays(company, ana):
    line = TemplateTask(organisation=company.organisation, template="date", code="t14", label="Feuille de route")
    retroplanning.write_template(line, by=ana, label="Feuille de route", due="R−7J", owner="tournée")
    retroplanning.lay_date(company.date, by=ana)
    assert due(company, "t14") == FIRST - 7 * DAY
    with pytest.raises(Refusal):
        bad = TemplateTask(organisation=company.organisation, template="date", code="t13", label="Contrats")
        retroplanning.write_template(bad, by=ana, label="Contrats", due="bientôt")


def test_a_task_is_added_to_a_template_left_out_and_taken_again(client, company, ana):
    client.force_login(ana)
    page, lines = "/retroplanning/gabarits/", "/retroplanning/gabarits/tache/?gabarit=date"
    typed = {
        "kept": "on",
        "label": "Louer le piano",
        "due": "R-20J",
        "priority": "haute",
        "phase": "",
        "resource": "un piano droit",
    }
    assert client.post(lines, typed | {"after": "t99"}).status_code == 422  # nothing bears that code, and nothing is kept
    assert client.post(lines, typed | {"after": "t04"}).status_code == 302
    assert "un piano droit" in client.get(page).content.decode()
    retroplanning.lay_date(company.date, by=ana)
    assert due(company, "m01") == FIRST - 20 * DAY
    assert client.post(f"{lines}&code=m01", {name: typed[name] for name in typed if name != "kept"}).status_code == 302
    left = client.get(page).content.decode()
    assert "Sans :" in left and "un piano droit" not in left


def test_a_reader_lays_and_shifts_nothing(company, ana, ines):
    with pytest.raises(Refusal):
        retroplanning.lay_date(company.date, by=ines)
    made = retroplanning.lay_date(company.date, by=ana)
    for act in (lambda: retroplanning.shift(made, 3, by=ines), lambda: retroplanning.remove(made, by=ines)):
        with pytest.raises(Refusal):
            act()


def test_the_page_says_the_tasks_as_a_list_and_as_bars_and_moves_the_premiere(client, company, ana):
    client.force_login(ana)
    page = f"/spectacles/{company.show.slug}/retroplanning/"
    company.set(company.show, creation_end=FIRST)
    client.post(f"{page}poser/", {"date": str(company.date.pk), "passees": "1"})
    assert "Feuille de route diffusée" in client.get(page).content.decode()
    bars = client.get(page, {"vue": "gantt"}).content.decode()
    assert bars.count('class="g-bar"') >= 5
    seen = client.post(f"{page}premiere/", {"le": (FIRST + 14 * DAY).isoformat()})
    assert "Ce qui bouge" in seen.content.decode() and due(company, "t16") == FIRST
    done = client.post(f"{page}premiere/", {"le": (FIRST + 14 * DAY).isoformat(), "confirme": "1"})
    assert done.status_code == 302 and due(company, "t16") == FIRST + 14 * DAY
