"""What goes on being written outside Filage: the note d'intention, or every text that the dossier prints."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from filage.desks.directory.queries import house
from filage.documents.paper_shapes import ManuscriptData, TextBlock, TextPart
from filage.documents.shapes import Lang
from filage.productions.models import Production

INTENTION, TEXTS = "Note d’intention", "Textes du dossier"


def intention_data(season: Any, production: Production, *, on: date, lang: Lang) -> ManuscriptData:
    """Return the note d'intention of a production."""
    top = house.head(season, production, INTENTION, on=on, lang=lang)
    return ManuscriptData(head=top, parts=(_part(INTENTION, production.intention),))


def texts_data(season: Any, production: Production, *, on: date, lang: Lang) -> ManuscriptData:
    """Return every text of the dossier of a production, written or not."""
    top = house.head(season, production, TEXTS, on=on, lang=lang)
    credits = "\n".join(f"{each.role} : {each.who}" for each in production.credits.order_by("rank", "id"))
    return ManuscriptData(
        head=top,
        parts=(
            _part("Résumé", production.pitch),
            _part(INTENTION, production.intention),
            _part("Générique", credits),
            TextPart(title="L’équipe", blocks=tuple(_team(season, production))),
            _part("La compagnie", production.structure.story),
            _part("Œuvres utilisées", production.works_used),
            _part("Mentions", production.mentions),
        ),
    )


def _part(title: str, text: str) -> TextPart:
    return TextPart(title=title, blocks=(TextBlock(text=text),) if text.strip() else ())


def _team(season: Any, production: Production) -> Iterator[TextBlock]:
    """Yield each person engaged, once, with what is written of her."""
    seen = set()
    for engagement in season.engagements_of(production.pk):
        person = engagement.person
        if person is not None and person.pk not in seen:
            seen.add(person.pk)
            yield TextBlock(heading=person.name, text=person.bio)
