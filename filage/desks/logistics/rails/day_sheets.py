"""The feuilles de route as documents of the archive, and the way to them on the page of a date."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.urls import reverse

from filage.core import archive
from filage.core.archive import DocumentKind, IssuedDocument, Produced
from filage.core.rails import pages
from filage.core.rails import season as seasons
from filage.core.rails.types import Panel
from filage.core.refusal import Refusal
from filage.desks.logistics.queries import day_books, day_pages
from filage.desks.logistics.queries.day_sheet import day_sheet, since
from filage.documents import codec
from filage.documents.day_sheet_shapes import Audience, BookData, Paper
from filage.documents.shapes import Lang
from filage.productions.enums import LIVE
from filage.productions.models import Activity

SHEETS: Mapping[str, tuple[str, str, Audience, Paper]] = {
    "feuille-de-route": ("Feuille de route", "Day sheet", "equipe", "a4"),
    "feuille-de-route-telephone": ("Feuille de route, téléphone", "Day sheet, phone", "equipe", "telephone"),
    "feuille-de-route-lieu": ("Feuille de route pour le lieu", "Day sheet for the venue", "lieu", "a4"),
}


def sheet_file(code: str) -> Callable[..., Produced]:
    """Return what makes one form of the feuille de route of a date (« activity:<id> »)."""
    _, _, audience, paper = SHEETS[code]

    def produce(
        organisation: Any, production: Any, *, on: date, by: Any, lang: Any, about: Sequence[str], options: Mapping[str, Any]
    ) -> Produced:
        from filage.documents import papers as press  # loaded when a document is made

        season = seasons.load(organisation.pk, (production.pk,))
        activity = next((one for one in season.activities if about and f"activity:{one.pk}" == about[0]), None)
        if activity is None:
            raise Refusal("Cette date n’existe plus.")
        data = day_sheet(season, activity, audience=audience, paper=paper, lang=lang, on=on)
        imprint, last = codec.imprint(data), day_pages.last_issued(activity, (code,), lang)
        if last is not None and last[0].facts_sha256 == imprint:
            data = last[1]  # nothing moved: the same sheet, not another that says so
        elif last is not None:
            data = since(data, last[1], last[0].issued_on)
        name = f"{production.slug}-{code}-{activity.on.isoformat()}{'-en' * (lang == 'en')}.pdf"
        return Produced(codec.to_json(data), press.render(data), name, imprint)  # type: ignore[arg-type]

    return produce


def book_file(
    organisation: Any, production: Any, *, on: date, by: Any, lang: Any, about: Sequence[str], options: Mapping[str, Any]
) -> Produced:
    """Make the carnet de route of the days « activity:<id> » of a show."""
    from filage.documents import papers as press  # loaded when a document is made

    season = seasons.load(organisation.pk, (production.pk,))
    held = {f"activity:{one.pk}": one for one in season.activities}
    dates = [held[key] for key in about if key in held]
    if not dates:
        raise Refusal("Aucun de ces jours n’existe plus.")
    paper: Paper = options.get("papier", "a4")
    plain = day_books.book(season, dates, lang=lang, paper=paper, on=on, tell=options.get("dit", lambda done: None))
    data = day_books.compared(plain, dates)
    days = (dates[0].on.isoformat(), dates[-1].on.isoformat())
    name = f"{production.slug}-carnet-de-route-{'-'.join(dict.fromkeys(days))}{'-en' * (lang == 'en')}.pdf"
    return Produced(codec.to_json(data), press.render(data), name, _imprint_of_book(plain))  # type: ignore[arg-type]


def book_imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what each carnet would be made from today; those of which a day is gone are left out."""
    found: dict[UUID, str] = {}
    for production in {each.production for each in documents if each.production}:
        season = seasons.load(getattr(organisation, "pk", organisation), (production,))
        held = {f"activity:{one.pk}": one for one in season.activities}
        for each in documents:
            if each.production == production and all(key in held for key in each.about):
                lang, paper = cast("Lang", each.lang), cast("Paper", each.data.get("paper", "a4"))
                dates = [held[key] for key in each.about]
                found[each.pk] = _imprint_of_book(day_books.book(season, dates, lang=lang, paper=paper, on=each.issued_on))
    return found


def imprints(organisation: Any, documents: Sequence[IssuedDocument]) -> Mapping[UUID, str]:
    """Return what each sheet would be made from today; those whose date is gone are left out."""
    found: dict[UUID, str] = {}
    for production in {each.production for each in documents if each.production}:
        season = seasons.load(getattr(organisation, "pk", organisation), (production,))
        held = {f"activity:{one.pk}": one for one in season.activities}
        for each in documents:
            if each.production == production and each.about[0] in held:
                _, _, audience, paper = SHEETS[each.kind]
                lang: Any = each.lang
                data = day_sheet(season, held[each.about[0]], audience=audience, paper=paper, lang=lang, on=each.issued_on)
                found[each.pk] = codec.imprint(data)
    return found


def _imprint_of_book(data: BookData) -> str:
    told = f"{data.paper} {data.head.lang} {' '.join(codec.imprint(one) for one in data.sheets)}"
    return hashlib.sha256(told.encode()).hexdigest()


def panel(request: Any, activity: Activity) -> Panel | None:
    """Give the way to the feuille de route of a date."""
    if activity.status not in LIVE:
        return None
    return Panel(
        slot="date.main",
        title="Feuille de route",
        count="",
        more_label="Lire, émettre, donner par lien",
        more_url=reverse("logistics:day_sheet", args=[activity.pk]),
        template="logistics/panel_day_sheet.html",
        context={},
        rank=14,
    )


def plug() -> None:
    """Declare the papers and the panel."""
    for rank, (code, (label, english, _, _)) in enumerate(SHEETS.items()):
        archive.declare(
            DocumentKind(
                code,
                label,
                ".pdf",
                "application/pdf",
                sheet_file(code),
                per="activity",
                langs=("fr", "en"),
                rank=55 + rank,
                english=english,
                imprint=imprints,
            )
        )
    archive.declare(
        DocumentKind(
            day_pages.BOOK,
            "Carnet de route",
            ".pdf",
            "application/pdf",
            book_file,
            per="tour",
            langs=("fr", "en"),
            rank=58,
            english="Tour book",
            imprint=book_imprints,
        )
    )
    pages.panel("date.main", "day_sheet", panel)
