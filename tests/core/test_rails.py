"""The rails: desks give, core keeps rows, pages read one query."""

from decimal import Decimal

import pytest
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from filage.core import rails, search, tasks
from filage.core.models import CostRow, FactsRow
from filage.core.rails import costs, figures, pages, read
from filage.core.rails.registry import Registry
from filage.core.rails.types import MenuEntry, Panel
from filage.productions.models import Production
from filage.rules.reading.folding import folded

DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def kept(company, show, trial_desk):
    """Return the organisation once its rows are kept."""
    rails.refresh(None, company.organisation)
    return company.organisation


def test_what_the_desks_give_is_read_in_one_query_a_rail(kept, show, django_assert_num_queries):
    with django_assert_num_queries(4):
        lines = read.costs(kept, show)
        assert [row.title for row in read.deadlines(kept)] == ["Signer le contrat"]
        assert [row.message for row in read.findings(kept, show.pk)] == ["Le genre manque."]
        assert [row.amount for row in read.key_figures(kept)] == [Decimal("5200.00")]
    assert [(line.label, line.amount, line.side) for line in lines] == [
        ("Représentation du 12/03/2027", Decimal("2600.00"), "income"),
        ("Représentation du 13/03/2027", Decimal("2600.00"), "income"),
    ]


def test_nobody_reads_the_rows_of_another_organisation(company, kept):
    assert read.costs(company.elsewhere) == read.key_figures(company.elsewhere) == []


def test_an_unknown_amount_stays_unknown_and_says_why(kept, show):
    show.activities.filter(rank=0).update(status="reporte")
    rails.refresh([show.pk], kept)
    row = read.costs(kept)[0]
    assert row.amount is None
    assert "Fixez la date." in row.unknown_reason
    assert read.key_figures(kept)[0].amount is None


def test_one_amount_is_computed_again_when_somebody_asks_why(company, kept, show):
    line = read.costs(kept)[0]
    assert costs.explain(line.key, kept).label == "Prix de cession"
    assert [entry.value for entry in figures.explain("recettes", kept, show.pk).inputs] == [Decimal("2600.00")] * 2
    assert costs.explain("inconnue", kept) is None
    assert costs.explain(line.key, company.elsewhere) is None


def test_refreshing_one_show_leaves_the_others_alone(kept, show):
    other = Production.objects.create(organisation=kept, structure=show.structure, slug="autre", title="Autre")
    other.activities.create(organisation=kept, kind="concert", on="2027-05-01", status="option")
    show.activities.all().delete()
    rails.refresh([other.pk], kept)
    assert (len(read.costs(kept, show)), len(read.costs(kept, other))) == (2, 1)
    rails.refresh([show.pk], kept)
    assert (len(read.costs(kept, show)), len(read.costs(kept, other))) == (0, 1)


def test_only_the_rows_that_moved_are_written_again_and_keep_their_place(kept, show):
    rails.refresh([show.pk], kept)
    before = [(row.pk, row.key) for row in read.costs(kept, show)]
    rails.refresh([show.pk], kept)
    assert [(row.pk, row.key) for row in read.costs(kept, show)] == before
    show.activities.all().delete()
    show.activities.create(organisation=kept, kind="concert", on="2027-05-01", status="option")
    rails.refresh([show.pk], kept)
    assert [row.key for row in read.costs(kept, show)] != [key for _, key in before]


@pytest.mark.parametrize("count", [1, 6])
def test_a_refresh_costs_the_same_queries_whatever_the_number_of_shows(
    company, show, trial_desk, count, django_assert_max_num_queries
):
    for rank in range(1, count):
        other = Production.objects.create(
            organisation=show.organisation, structure=show.structure, slug=f"n{rank}", title=f"N{rank}"
        )
        other.activities.create(organisation=show.organisation, kind="concert", on="2027-05-01", status="option")
    reading, writing = 8, 3 * 6 + 2  # shared nouns; look, delete and insert of six tables inside a savepoint
    with django_assert_max_num_queries(reading + writing):
        rails.refresh(None, company.organisation)
    assert FactsRow.objects.within(company.organisation).filter(production__isnull=False).count() == count


def test_many_shows_are_refreshed_by_the_task_worker(kept, show):
    show.activities.all().delete()
    Production.objects.create(organisation=kept, structure=show.structure, slug="vide", title="Vide")
    with override_settings(TASKS=DATABASE_TASKS, REFRESH_AT_ONCE=0):
        rails.refresh_touched([show.pk], kept)
        asked = DBTaskResult.objects.get()
    assert len(read.costs(kept)) == 2
    tasks.refresh_organisation.call(*asked.args_kwargs["args"])
    assert read.costs(kept) == []


@override_settings(TASKS=DATABASE_TASKS)
def test_the_night_is_planned_once_and_plans_the_next(kept):
    tasks.on_start()
    tasks.on_start()
    asked = DBTaskResult.objects.get(task_path="filage.core.tasks.nightly")
    assert asked.run_after.astimezone().minute == 0
    DBTaskResult.objects.all().delete()
    tasks.nightly.call()
    assert DBTaskResult.objects.get().task_path == "filage.core.tasks.nightly"


def test_after_an_update_the_rows_of_another_release_are_computed_again(kept):
    assert tasks.refresh_after_update() == 1  # the company that has no row yet
    FactsRow.objects.within(kept).update(version="0.0.1")
    CostRow.objects.within(kept).delete()
    assert tasks.refresh_after_update() >= 1
    assert len(read.costs(kept)) == 2
    assert tasks.refresh_after_update() == 0


def test_the_search_box_forgets_accents_and_capitals(company, kept, show):
    assert [row.title for row in search.find(kept, "MAREES les")] == ["Les Marées"]
    assert search.find(kept, "marées introuvable") == search.find(kept, "  ") == search.find(company.elsewhere, "marées") == []
    assert search.find(kept, "marées", productions=frozenset()) == []
    assert folded("Œuvre d’été") == "oeuvre d'ete"


def test_a_code_is_given_once():
    registry = Registry("essai")
    registry.provide("budget", test_a_code_is_given_once)
    with pytest.raises(ValueError, match="déjà"):
        registry.provide("budget", test_the_search_box_forgets_accents_and_capitals)


def test_a_desk_adds_to_the_shells_without_touching_them():
    with pages.entries.only(), pages.slots.only():
        pages.menu(MenuEntry(label="Saison", url_name="saison", rank=2))
        pages.menu(MenuEntry(label="Aujourd’hui", url_name="today", rank=1))
        assert [entry.label for entry in pages.menu_entries()] == ["Aujourd’hui", "Saison"]
        pages.panel("essai.main", "a", lambda request, production: Panel(slot="essai.main", title="A", template="a.html"))
        pages.panel("essai.main", "b", lambda request, production: Panel(slot="essai.main", title="B", template="b.html", rank=1))
        pages.panel("essai.main", "c", lambda request, production: None)
        assert [panel.title for panel in pages.panels("essai.main", None)] == ["B", "A"]
