"""What the pages of the proposals read: the lines of every post, or of one, and the links that are open."""

from datetime import datetime

from filage.core.links import Link
from filage.desks.budget.enums import Post
from filage.desks.budget.models import Contribution
from filage.productions.models import Production

PURPOSE = "contribution"


def proposals(production: Production, post: str = "") -> list[Contribution]:
    """Return what was proposed, in the order it came; one query."""
    rows = Contribution.objects.within(production.organisation_id).filter(production=production).select_related("line")
    return list(rows.filter(post=post) if post else rows)


def open_links(production: Production, at: datetime) -> list[tuple[Link, str]]:
    """Return the links still open, each with its post; one query."""
    rows = Link.objects.filter(organisation=production.organisation_id, purpose=PURPOSE, target__startswith=f"{production.pk}:")
    return [(link, Post(link.target.partition(":")[2]).label) for link in rows if link.is_open(at)]
