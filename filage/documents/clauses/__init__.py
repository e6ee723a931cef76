"""Assembles a paper from clauses: readable texts with conditions and variables, dated, each with its reason and citation."""

from filage.documents.clauses.reading import Clause, clause, plan
from filage.documents.clauses.shapes import Article, Block, Mention, Run, Table
from filage.documents.clauses.writing import DOTS, Gap, Said, assembled, gaps, holds, to_fill

__all__ = [
    "DOTS",
    "Article",
    "Block",
    "Clause",
    "Gap",
    "Mention",
    "Run",
    "Said",
    "Table",
    "assembled",
    "clause",
    "gaps",
    "holds",
    "plan",
    "to_fill",
]
