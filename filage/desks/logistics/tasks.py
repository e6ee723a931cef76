"""The work of logistics that a page asks for and may leave: the carnet de route of a tour."""

from django.tasks import task

from filage.desks.logistics.models import RouteBook
from filage.desks.logistics.operations import books


@task()
def make_book(book_id: str) -> None:
    """Make a carnet de route; rights were checked when it was asked."""
    rows = RouteBook.objects.across_organisations(reason="carnet demandé depuis une page")
    books.run(rows.select_related("production__organisation", "by").get(pk=book_id))
