"""The one way to change facts, from the edit to the undo: read it as a manual."""

from datetime import date
from decimal import Decimal

import pytest

from filage.core import changes, rails, values
from filage.core.changes import ChangeSet, Conflict
from filage.core.models import JournalEntry
from filage.core.rails import read
from filage.core.refusal import Refusal
from filage.core.rehearsing import listen, rehearse
from filage.productions.models import Activity, Deal, Person, Production, Structure, Venue


@pytest.fixture
def deal(show):
    return Deal.objects.create(organisation=show.organisation, production=show, label="Tournée", base_price=Decimal("2600.00"))


def test_an_edit_is_written_journaled_and_undone(company, deal):
    entry = ChangeSet.on(deal, base_price="2800", payment_days=45).apply(by=company.ana, why="accord du 3 mars")
    deal.refresh_from_db()
    assert (deal.base_price, deal.payment_days) == (Decimal("2800.00"), 45)
    assert (entry.by, entry.why) == (company.ana, "accord du 3 mars")
    assert (entry.changes[0]["old"], entry.changes[0]["new"]) == ("2600.00", "2800.00")

    changes.undo(entry, by=company.ana)
    deal.refresh_from_db()
    assert (deal.base_price, deal.payment_days) == (Decimal("2600.00"), 30)
    assert [kept.why for kept in changes.history(deal)] == ["annulation", "accord du 3 mars"]
    with pytest.raises(Refusal, match="déjà"):
        changes.undo(entry, by=company.ana)


def test_who_comes_second_learns_who_was_there_first(company, deal):
    seen_by_karim = Deal.objects.within(company.organisation).get(pk=deal.pk)
    ChangeSet.on(deal, base_price=Decimal("2800.00")).apply(by=company.ana)
    with pytest.raises(Conflict, match=r"par Ana le .* c’est maintenant 2.800,00, vous partiez de 2.600,00"):
        ChangeSet.on(seen_by_karim, base_price=Decimal("2500.00")).apply(by=company.karim)
    ChangeSet.on(seen_by_karim, payment_days=60).apply(by=company.karim)  # another field of the same object is no conflict
    deal.refresh_from_db()
    assert (deal.base_price, deal.payment_days) == (Decimal("2800.00"), 60)


def test_a_field_that_does_not_move_is_left_out(company, deal):
    assert not ChangeSet.on(deal, base_price=Decimal("2600"))
    assert ChangeSet.on(deal, base_price=Decimal("2600")).apply(by=company.ana) is None
    assert not JournalEntry.objects.within(company.organisation).exists()


def test_several_edits_are_written_together_or_not_at_all(company, deal, show):
    both = ChangeSet.on(show, title="Les Grandes Marées") + ChangeSet.on(deal, payment_days=10)
    Deal.objects.within(company.organisation).update(payment_days=15)
    with pytest.raises(Conflict):
        both.apply(by=company.ana)
    show.refresh_from_db()
    assert show.title == "Les Marées"


def test_an_object_is_made_and_its_making_undone(company, show):
    people = [Person.objects.create(organisation=company.organisation, name=name) for name in ("Inès", "Tom")]
    rehearsal = Activity(organisation=company.organisation, production=show, kind="repetition", on=date(2027, 3, 1))
    entry = ChangeSet.create(rehearsal, participants=people).apply(by=company.karim)
    assert set(show.activities.get(kind="repetition").participants.all()) == set(people)
    changes.undo(entry, by=company.karim)
    assert not show.activities.filter(kind="repetition").exists()


def test_an_object_leaves_with_what_hangs_from_it_and_comes_back_with_it(company, show, deal):
    tom = Person.objects.create(organisation=company.organisation, name="Tom")
    first = show.activities.first()
    ChangeSet.on(first, deal=deal, participants=[tom]).apply(by=company.ana)

    gone = ChangeSet.delete(show).apply(by=company.ana)
    assert not Production.objects.within(company.organisation).exists()
    assert not Activity.objects.within(company.organisation).exists()

    changes.undo(gone, by=company.ana)
    assert show.activities.count() == 2
    back = Activity.objects.within(company.organisation).get(pk=first.pk)
    assert (back.deal, list(back.participants.all()), back.on) == (deal, [tom], date(2027, 3, 12))


def test_a_link_cut_by_a_deletion_is_mended_by_its_undo(company, show):
    hall = Venue.objects.create(organisation=company.organisation, name="Le Phare")
    first = show.activities.first()
    ChangeSet.on(first, venue=hall).apply(by=company.ana)
    gone = ChangeSet.delete(hall).apply(by=company.ana)
    first.refresh_from_db()
    assert first.venue is None
    changes.undo(gone, by=company.ana)
    first.refresh_from_db()
    assert first.venue == hall


def test_what_others_need_is_not_deleted(company, show):
    with pytest.raises(Refusal, match="« Les Marées » en dépendent"):
        ChangeSet.delete(show.structure)


def test_what_arrived_meanwhile_stops_a_deletion(company, show):
    leaving = ChangeSet.delete(show)
    Deal.objects.create(organisation=company.organisation, production=show)
    with pytest.raises(Conflict, match="ajouté entre-temps"):
        leaving.apply(by=company.ana)
    assert Activity.objects.within(company.organisation).count() == 2


@pytest.mark.parametrize("value", ["douze", "1.001", 1.5, "1e15"])
def test_a_value_that_its_field_does_not_accept_is_refused_in_french(deal, value):
    with pytest.raises(Refusal, match=r"nombre|décimales|flottant|dépasse"):
        ChangeSet.on(deal, base_price=value)


def test_a_choice_that_does_not_exist_is_refused(company, deal):
    with pytest.raises(Refusal):
        ChangeSet.on(deal, kind="troc").apply(by=company.ana)


def test_nothing_is_tied_to_another_organisation(company, deal, show):
    stranger = Structure.objects.create(organisation=company.elsewhere, name="Ailleurs")
    with pytest.raises(Refusal, match="espace"):
        ChangeSet.on(deal, partner=stranger).apply(by=company.ana)
    nobody = Person.objects.create(organisation=company.elsewhere, name="Personne")
    with pytest.raises(Refusal, match="espace"):
        ChangeSet.on(show.activities.first(), participants=[nobody]).apply(by=company.ana)


def test_a_secret_enters_the_journal_by_its_name_only(company):
    tom = Person.objects.create(organisation=company.organisation, name="Tom", nir="1 85 05 78 006 084 36")
    entry = ChangeSet.on(tom, nir="1 99 05 78 006 084 36").apply(by=company.ana)
    assert entry.changes == [{"model": "productions.Person", "id": str(tom.pk), "subject": "Tom", "field": "nir"}]
    with pytest.raises(Refusal, match="scellé"):
        changes.undo(entry, by=company.ana)
    gone = ChangeSet.delete(tom).apply(by=company.ana)
    assert "1 99" not in str(gone.changes)
    assert gone.changes[-1]["sealed"] == ["nir"]


def test_an_edit_moves_the_kept_rows_in_the_same_transaction(company, show, trial_desk):
    rails.refresh(None, company.organisation)
    ChangeSet.delete(show.activities.first()).apply(by=company.ana)
    assert [row.amount for row in read.key_figures(company.organisation)] == [Decimal("2600.00")]


def test_a_preview_says_what_would_move_and_moves_nothing(company, show, trial_desk):
    rails.refresh(None, company.organisation)
    third = Activity(organisation=company.organisation, production=show, kind="representation", on=date(2027, 4, 2))
    preview = ChangeSet.create(third).preview()
    figure = preview["figures"][0]
    assert (figure["label"], figure["before"], figure["after"]) == ("Recettes", Decimal("5200.00"), Decimal("7800.00"))
    assert figure["difference"] == Decimal("2600.00")
    assert show.activities.count() == 2
    assert [row.amount for row in read.key_figures(company.organisation)] == [Decimal("5200.00")]
    assert not JournalEntry.objects.within(company.organisation).exists()


def test_a_rehearsal_runs_any_operation_and_says_the_findings_that_appear_or_vanish(company, show, trial_desk):
    rails.refresh(None, company.organisation)
    moved = rehearse(lambda: ChangeSet.on(show, genre="théâtre").apply(by=company.ana))
    assert [row["code"] for row in moved["findings"]["vanished"]] == ["trial.genre"]
    assert moved["findings"]["appeared"] == []
    assert not JournalEntry.objects.within(company.organisation).exists()
    ChangeSet.on(Production.objects.within(company.organisation).get(), genre="théâtre").apply(by=company.ana)
    here = Production.objects.within(company.organisation).get()
    moved = rehearse(lambda: ChangeSet.on(here, genre="").apply(by=company.ana))
    assert [row["message"] for row in moved["findings"]["appeared"]] == ["Le genre manque."]


def test_a_rehearsal_of_nothing_moves_nothing_and_a_refusal_is_heard(company, show, trial_desk):
    assert rehearse(lambda: None)["figures"] == []
    with pytest.raises(Refusal):
        rehearse(lambda: ChangeSet.on(show, kind="opéra-bouffe").apply(by=company.ana))


def test_who_listens_hears_what_was_applied_and_what_it_moved(company, show, trial_desk):
    rails.refresh(None, company.organisation)
    with listen() as applied:
        entry = ChangeSet.delete(show.activities.first()).apply(by=company.ana)
    assert [one.entry for one in applied] == [entry]
    assert applied[0].moved["figures"][0]["difference"] == Decimal("-2600.00")


def test_what_was_done_again_may_be_taken_back_again(company, deal):
    entry = ChangeSet.on(deal, base_price="2800").apply(by=company.ana, why="accord")
    undone = changes.undo(changes.last_of(company.ana, company.organisation), by=company.ana)
    assert changes.last_of(company.ana, company.organisation) is None
    redone = changes.undo(undone, by=company.ana)
    assert [one.why for one in (entry, undone, redone)] == ["accord", "annulation", "rétablissement"]
    assert changes.last_of(company.ana, company.organisation) == redone
    assert changes.last_of(company.karim, company.organisation) is None


@pytest.mark.parametrize(
    ("kept", "said"), [("2.0000", "2"), ("1234.5000", "1\u202f234,50"), ("0.0625", "0,0625"), ("250.00", "250,00")]
)
def test_a_figure_is_told_without_the_zeros_of_its_field(kept, said):
    assert values.shown(Decimal(kept)) == said
