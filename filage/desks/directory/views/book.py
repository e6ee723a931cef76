"""The carnet, and the lists of who may be written to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from filage.core import access, clock
from filage.desks.directory.enums import Function
from filage.desks.directory.queries import book as queries
from filage.desks.directory.queries.book import Asked
from filage.desks.directory.views import book_tables
from filage.desks.directory.views.tables import links
from filage.documents import delimited
from filage.rules.directory import labels
from filage.web import editing
from filage.web.shapes import Link

PEOPLE = "personnes"


def page(request: HttpRequest) -> HttpResponse:
    """Find a house or somebody; with htmx, the list alone."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    asked, shows_people = Asked.of(request.GET.dict()), request.GET.get("montrer") == PEOPLE
    rows = queries.people(organisation, asked) if shows_people else queries.structures(organisation, asked)
    others = queries.count_of(queries.structures(organisation, asked) if shows_people else queries.people(organisation, asked))
    found: queries.Page[Any] = queries.page_of(rows, asked)
    on = clock.today(organisation)
    table = (book_tables.people if shows_people else book_tables.structures)(organisation, found.rows, on)
    shown = _choices(asked) | {"asked": asked, "found": found, "table": table, "people": shows_people, "lists": links("carnet")}
    shown |= {
        "sides": _sides(asked, found.count, others, people=shows_people),
        "turn": _turn(asked, found, shows_people),
    }
    whole = request.headers.get("HX-Request") != "true"
    return render(request, "directory/book.html" if whole else "directory/book_list.html", shown)


def mailing(request: HttpRequest) -> HttpResponse:
    """Give the people who answer and may be written to, as a CSV that a mailing tool reads."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    people = list(queries.mailable(queries.people(organisation, Asked.of(request.GET.dict()))))
    roles = queries.roles_of(people, clock.today(organisation))
    columns = ("nom", "courriel", "fonction", "structure", "ville")
    listed = delimited.render(columns, book_tables.mailing(people, roles))
    disposition = {"Content-Disposition": 'attachment; filename="liste-d-envoi.csv"'}
    return HttpResponse(listed, content_type="text/csv; charset=utf-8", headers=disposition)


def _choices(asked: Asked) -> dict[str, Any]:
    known = labels.known_labels().values()
    return {
        "labels": [(one.code, one.name, one.code == asked.label) for one in known],
        "disciplines": [(code, name, code == asked.discipline) for code, name in labels.disciplines().items()],
        "functions": [(code, name, code == asked.function) for code, name in Function.choices],
        "mailing": f"{reverse('directory:mailing')}?{_query(asked)}",
    }


def _query(asked: Asked, **more: Any) -> str:
    kept = {
        "q": asked.words,
        "label": asked.label,
        "departement": asked.department,
        "discipline": asked.discipline,
        "fonction": asked.function,
    }
    return urlencode({name: value for name, value in (kept | more).items() if value})


def _sides(asked: Asked, mine: int, others: int, *, people: bool) -> list[Link]:
    counts = (others, mine) if people else (mine, others)
    book = reverse("directory:book")
    return [
        Link(label=f"Lieux et structures, {_said(counts[0])}", url=f"{book}?{_query(asked)}", current=not people),
        Link(label=f"Personnes, {_said(counts[1])}", url=f"{book}?{_query(asked, montrer=PEOPLE)}", current=people),
    ]


def _turn(asked: Asked, found: Any, people: bool) -> dict[str, str]:
    side = PEOPLE if people else ""
    before = f"?{_query(asked, montrer=side, page=found.number - 1)}" if found.number > 1 else ""
    after = f"?{_query(asked, montrer=side, page=found.number + 1)}" if found.more else ""
    return {"before": before, "after": after}


def _said(count: int) -> str:
    return f"{count} et plus" if count and count % queries.COUNTED == 0 else str(count)
