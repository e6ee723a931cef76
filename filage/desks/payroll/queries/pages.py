"""What the pages read of the embauches of a production."""

from collections.abc import Iterable

from filage.productions.models import Engagement, Production


def embauches(production: Production) -> list[Engagement]:
    """Return the embauches of a production, in file order, people joined; one query."""
    rows = Engagement.objects.within(production.organisation_id).filter(production=production)
    return list(rows.select_related("person"))


def team(engagements: Iterable[Engagement]) -> list[tuple[str, list[str]]]:
    """Return who is engaged, each once, with her functions; a post still open says so by its placeholder."""
    found: dict[str, list[str]] = {}
    for engagement in engagements:
        name = engagement.person.name if engagement.person else engagement.placeholder
        functions = found.setdefault(name or "À pourvoir", [])
        if engagement.function not in functions:
            functions.append(engagement.function)
    return list(found.items())
