"""Makes the carnet de route of a tour by a task that says how far it is, and keeps it in the archive."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from filage.core import archive
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.logistics.models import RouteBook
from filage.desks.logistics.queries.day_books import days
from filage.desks.logistics.queries.day_pages import BOOK
from filage.productions.models import Production
from filage.productions.operations import refuse_unless_editor

MOST = 200  # days in one carnet
PAPERS = ("a4", "telephone")
EVERY = 5  # sheets, after which the page says how far it is
BROKEN = "Le carnet s’est interrompu avant sa fin : demandez-le de nouveau."


def ask(production: Production, chosen: Sequence[str], *, lang: str, paper: str, by: Any, on: date) -> RouteBook:
    """Keep the carnet that a form asks for. Refusal when no day is chosen, or when the paper or the language is unknown."""
    refuse_unless_editor(by, production)
    if paper not in PAPERS or lang not in archive.LANGUAGES:
        raise Refusal("Ce papier n’existe pas.")
    season, wanted = seasons.load(production.organisation_id, (production.pk,)), set(chosen)
    found = [str(one.pk) for one in days(season, production.pk, date.min) if str(one.pk) in wanted]
    if not found or len(found) > MOST:
        raise Refusal("Choisissez au moins un jour." if not found else f"Pas plus de {MOST} jours à la fois.")
    here = production.organisation_id
    return RouteBook.objects.create(
        organisation_id=here, production=production, dates=found, lang=lang, paper=paper, by=by, on=on
    )


def run(book: RouteBook) -> RouteBook:
    """Write each sheet of a carnet, draw it and keep it; what stops it is said on its page."""
    from filage.documents.artwork import PictureRefused  # loaded when a document is made
    from filage.documents.dossier import DocumentRefused
    from filage.documents.fonts import FontsMissing

    if book.is_done:
        return book
    about = [f"activity:{key}" for key in book.dates]
    options = {"papier": book.paper, "dit": _telling(book)}
    try:
        made = archive.issue(BOOK, book.production, by=book.by, on=book.on, lang=book.lang, about=about, options=options)
    except (Refusal, DocumentRefused, PictureRefused, FontsMissing) as reason:
        _move(book, stopped=str(reason)[:300])
    except Exception:
        _move(book, stopped=BROKEN)
        raise
    else:
        _move(book, done=book.whole, document=made.pk, stopped="")
    return book


def _telling(book: RouteBook) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if done % EVERY == 0 or done == book.whole:
            _move(book, done=done)

    return tell


def _move(book: RouteBook, **fields: Any) -> None:
    """Keep how far a carnet is, and when it was said."""
    told = fields | {"moved_at": timezone.now()}
    RouteBook.objects.within(book.organisation_id).filter(pk=book.pk).update(**told)
    for name, value in told.items():
        setattr(book, name, value)
