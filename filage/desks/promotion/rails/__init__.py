"""What the promotion desk gives to the rails: the production dossier."""

from collections.abc import Callable
from datetime import date
from typing import Any

from filage.core import archive
from filage.core.rails import season as seasons
from filage.desks.promotion import queries
from filage.desks.promotion.queries import texts
from filage.desks.promotion.rails import panels
from filage.documents import codec
from filage.documents.shapes import Lang


def dossier_file(organisation: Any, production: Any, *, on: date, by: Any, lang: Lang) -> archive.Produced:
    """Return the dossier of a production, as true on a day."""
    from filage.documents import dossier as paper  # loaded when a document is made

    season = seasons.load(organisation.pk, (production.pk,))
    data = queries.dossier_data(season, season.production(production.pk), on=on, lang=lang)
    return archive.Produced(codec.to_json(data), paper.render(data), f"{production.slug}-dossier{'-en' * (lang == 'en')}.pdf")  # type: ignore[arg-type]


DOSSIER = archive.DocumentKind(
    "dossier",
    "Dossier de production",
    ".pdf",
    "application/pdf",
    dossier_file,
    langs=("fr", "en"),
    english="Production dossier",
    rank=10,
)


def manuscript(read: Callable[..., Any], suffix: str) -> Callable[..., archive.Produced]:
    """Return what writes of a production a manuscript of the data that `read` returns, in French or in English."""

    def produce(organisation: Any, production: Any, *, on: date, by: Any, lang: Lang) -> archive.Produced:
        from filage.documents import manuscript as paper  # loaded when a document is made

        season = seasons.load(organisation.pk, (production.pk,))
        data = read(season, season.production(production.pk), on=on, lang=lang)
        name = f"{production.slug}-{suffix}{'-en' * (lang == 'en')}.docx"
        return archive.Produced(codec.to_json(data), paper.render(data), name)  # type: ignore[arg-type]

    return produce


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WORDS = ("spectacle", "equipe")  # what a manuscript is made of: no figure is in it
MANUSCRIPTS = tuple(
    archive.DocumentKind(
        code, label, ".docx", DOCX, manuscript(read, code), reads=WORDS, langs=("fr", "en"), english=english, rank=70
    )
    for code, label, english, read in (
        ("intention", texts.INTENTION, "Statement of intent", texts.intention_data),
        ("textes", texts.TEXTS, "Texts of the dossier", texts.texts_data),
    )
)


def plug() -> None:
    """Declare the dossier and the manuscripts."""
    for kind in (DOSSIER, *MANUSCRIPTS):
        archive.declare(kind)
    panels.plug()
