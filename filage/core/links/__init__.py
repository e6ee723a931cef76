"""Doors without account: a link opens one thing for one purpose, until it lapses or is taken back."""

from filage.core.links.opening import Link, create, follow, held, revoke

__all__ = ["Link", "create", "follow", "held", "revoke"]
