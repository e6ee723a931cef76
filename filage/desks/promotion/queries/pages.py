"""What the pages read of the words of a production."""

from filage.productions.models import Credit, Production


def credits(production: Production) -> list[Credit]:
    """Return the lines of the générique, in file order; one query."""
    return list(Credit.objects.within(production.organisation_id).filter(production=production))
