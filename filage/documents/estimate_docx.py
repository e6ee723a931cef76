"""Writes a quote as a Word file that the other side may annotate: what the PDF says, in real styles, the same bytes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from jinja2 import Template
from jinja2.sandbox import SandboxedEnvironment

from filage.documents import speech, word_file
from filage.documents.estimate_shapes import EstimateData, QuotedItem
from filage.documents.papers import estimate
from filage.documents.text import cents, money
from filage.documents.typesetter import Plain, Typesetter

_OWN, _SHARED = "docx_estimate", "docx_agreement"
_PARTS = {
    "word/document.xml": _OWN,
    "word/header1.xml": _SHARED,
    "word/footer1.xml": _SHARED,
    "docProps/core.xml": _SHARED,
}
_WIDE = 9411  # the width of the text, in twentieths of a point
_LINES, _GRID, _PAIR = (4811, 1200, 1600, 1800), (4211, 2600, 2600), (6411, 3000)
_UNKNOWN = {"fr": "à chiffrer", "en": "to be priced"}
_NOBODY = {"fr": "à confirmer", "en": "to be confirmed"}


def render(data: EstimateData) -> bytes:
    """Return a quote as a DOCX file, the same bytes for the same data."""
    told = _context(data)
    written = {name: _template(folder, name).render(told).encode() for name, folder in _PARTS.items()}
    dressed = word_file.dressed(data.head.company, data.head.lang)
    return word_file.zipped({**dressed, **word_file.sources(_SHARED), **written})


def _context(data: EstimateData) -> Plain:
    top, lang = data.head, data.head.lang
    desk, issued = Typesetter(lang), top.document.issued
    shown: dict[str, Any] = estimate.view(desk, data)
    say = shown["say"]
    paper = f"{shown['document']['kind']} {shown['reference']}"
    mention = [f"{shown['mention']}."] if shown["mention"] else []
    return {
        "say": say,
        "paper": paper,
        "work": desk.text(top.title),
        "house": desk.text(top.company.name),
        "title": word_file.spaced(f"{paper} : {top.title}")[: word_file.LONGEST],
        "issued": issued.isoformat(),
        "locale": word_file.LOCALES[lang],
        "footer": " · ".join((desk.text(top.company.name), paper, speech.day(issued, lang))),
        "buyer": shown["buyer"] or _NOBODY[lang],
        "buyer_lines": shown["buyer_lines"],
        "valid": shown["valid"],
        "lines": _table(_LINES, _headings(say), tuple(_lines(data, shown))),
        "terms": [*mention, *shown["terms"], *([shown["note"]] if shown["note"] else [])],
        "tables": tuple(_tables(data, shown)),
    }


def _headings(say: Any) -> tuple[str, ...]:
    return say["what"], say["quantity"], say["unit"], say["amount"]


def _lines(data: EstimateData, shown: Any) -> Iterator[Plain]:
    """Yield the rows of the quote: its dates, what is beside them, its totals."""
    lang, say = data.head.lang, shown["say"]
    if data.dates:
        yield _row((say["fee"], "", "", ""), strong=True, kept=True)
    for told, each in zip(shown["dates"], data.dates, strict=True):
        price = _money(each.price, lang)
        label = ", ".join(part for part in (told["day"], told["where"]) if part)
        yield _row((label, "1", price, price), note=told["note"])
    if data.items:
        yield _row((say["beside"], "", "", ""), strong=True, kept=True)
    yield from _items(shown["items"], data.items, lang)
    yield _row((say["net"], "", "", _money(data.net, lang)), kept=True)
    if shown["taxed"]:
        yield _row((shown["vat_name"], "", "", _money(data.vat, lang)), kept=True)
    yield _row((say["gross"] if shown["taxed"] else say["paid"], "", "", _money(data.gross, lang)), strong=True)


def _items(told: Sequence[Any], items: Sequence[QuotedItem], lang: Any, mark: str = "") -> Iterator[Plain]:
    for row, each in zip(told, items, strict=True):
        amount = _money(each.amount, lang) if row["billed"] else row["apart"]
        unit = row["unit"] or (_UNKNOWN[lang] if row["billed"] else "")
        yield _row((f"{mark}{row['label']}", row["quantity"], unit, amount), note=row["mode"])


def _tables(data: EstimateData, shown: Any) -> Iterator[tuple[str, Plain, str]]:
    """Yield what follows the terms: the options to tick, the price of a run, and what it all costs the buyer."""
    lang, say = data.head.lang, shown["say"]
    if data.options:
        rows = tuple(_items(shown["options"], data.options, lang, "☐ "))
        yield say["options"], _table(_LINES, _headings(say), rows), ""
    if len(data.series) > 1:
        rows = tuple(
            _row((told["dates"], _money(each.total, lang), _money(each.each, lang)))
            for told, each in zip(shown["series"], data.series, strict=True)
        )
        yield say["series"], _table(_GRID, (say["dates"], say["total"], say["each"]), rows), ""
    if data.cost is not None:
        parts = zip(shown["cost"]["parts"], data.cost.parts, strict=True)
        rows = tuple(_row((told["name"], _money(amount, lang))) for told, (_, amount) in parts)
        whole = _row((say["cost-total"], _money(data.cost.total, lang)), strong=True)
        each = "" if data.cost.each is None else f"{say['spectator']} : {_money(data.cost.each, lang)}. "
        spaced = word_file.spaced(each) if lang == "fr" else each.replace(" :", ":")
        yield say["cost"], _table(_PAIR, (say["part"], say["worth"]), (*rows, whole)), f"{spaced}{say['cost-note']}"


def _money(amount: Decimal | None, lang: Any) -> str:
    return _UNKNOWN[lang] if amount is None else money(cents(amount), lang)


def _row(cells: tuple[str, ...], *, note: str = "", strong: bool = False, kept: bool = False) -> Plain:
    return {"cells": cells, "note": note, "strong": strong, "kept": kept}


def _table(widths: tuple[int, ...], columns: tuple[str, ...], rows: tuple[Plain, ...]) -> Plain:
    return {"widths": widths, "columns": columns, "rows": rows}


@cache
def _template(folder: str, name: str) -> Template:
    return SandboxedEnvironment(autoescape=True).from_string(word_file.sources(folder)[name].decode())
