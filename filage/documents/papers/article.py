"""Says what a template reads of an article: its title, then its paragraphs, its items and its tables."""

from filage.documents.clauses import Article, Block, Run, Table
from filage.documents.typesetter import Plain, Typesetter


def article(desk: Typesetter, one: Article) -> Plain:
    """Return an article as a template draws it."""
    return {"title": desk.text(one.title), "blocks": [_block(desk, each) for each in one.blocks]}


def _block(desk: Typesetter, block: Block) -> Plain:
    return {
        "kind": block.kind,
        "runs": [_run(desk, each) for each in block.runs],
        "table": None if block.table is None else _table(desk, block.table),
    }


def _run(desk: Typesetter, run: Run) -> Plain:
    lead, trail = (end if end.isspace() else "" for end in (run.text[:1], run.text[-1:]))  # one that holds still holds
    text = desk.text(run.text)
    return {"text": f"{lead}{text}{trail}" if text else " ", "work": run.work, "gap": run.gap}


def _table(desk: Typesetter, table: Table) -> Plain:
    return {
        "columns": [desk.text(each) for each in table.columns],
        "rows": [[desk.text(cell) for cell in row] for row in table.rows],
        "total": [desk.text(cell) for cell in table.total],
        "figures": list(table.figures),
        "long": len(table.rows) > 14,
    }
