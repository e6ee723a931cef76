"""What the promotion desk gives to the rails: the production dossier."""

from datetime import date
from typing import Any

from filage.core import archive
from filage.core.rails import season as seasons
from filage.desks.promotion import queries
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
    "dossier", "Dossier de production", ".pdf", "application/pdf", dossier_file, langs=("fr", "en"), english="Production dossier"
)


def plug() -> None:
    """Declare the dossier."""
    archive.declare(DOSSIER)
    panels.plug()
