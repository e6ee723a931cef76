"""Draws a block of a clause: a paragraph, an item of a list, or a table."""

from typing import Any

from django import template

from filage.documents.clauses import Block

register = template.Library()


@register.inclusion_tag("contracts/clause_block.html")
def clause_block(block: Block) -> dict[str, Any]:
    """Return what a block of a clause is drawn from."""
    return {"block": block}
