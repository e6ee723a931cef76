"""What the contracts desk keeps: terms, the negotiation of a contract, clauses changed by hand, signed copies."""

from filage.desks.contracts.models.agreements import Agreement, ClauseEdit, SignedCopy, Term

__all__ = ["Agreement", "ClauseEdit", "SignedCopy", "Term"]
