"""Rows that most organisations have none of are asked for only where there are some."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from filage.core.rails import rare
from filage.core.rails import season as seasons
from filage.desks.booking.models import Prospect
from filage.desks.booking.rails.searching import search_rows
from filage.desks.contracts.models import Piece


def test_rare_rows_are_read_where_there_are_some_and_nowhere_else(marees):
    assert list(search_rows(seasons.load(marees.organisation.pk))) == []
    common = {"organisation": marees.organisation, "production": marees.production}
    Prospect.objects.create(structure=marees.structure, **common)
    season = seasons.load(marees.organisation.pk)
    assert [row.title for row in search_rows(season)] and rare.held(season, Prospect) and not rare.held(season, Piece)


def test_one_query_tells_of_every_rare_row(marees):
    season = seasons.load(marees.organisation.pk)
    with CaptureQueriesContext(connection) as asked:
        assert not rare.held(season, Prospect) and not rare.held(season, Piece)
    assert len(asked) == 1
