"""The answer to « Pourquoi ce montant ? »: value, formula, inputs level by level, rules with their sources, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from filage.core import access
from filage.core.kept import CostRow
from filage.core.rails import costs, figures, reasons
from filage.core.rails.types import CostLine
from filage.productions.queries import production_to_read
from filage.rules.engine import Explained, explain, formula, warnings
from filage.rules.engine.explained import missing, walk
from filage.web import reading
from filage.web.shapes import measure, spoken

DEEPEST = 4
SIGNS = ("+", "−", "×", "÷", "(")  # a formula without any only repeats its value
LONGEST = 40  # rows of one explanation; what is beyond is said by the formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A figure that enters the calculation, with its depth in the tree."""

    level: int
    label: str
    value: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A value of the law, or of the house, that the calculation used."""

    label: str
    value: str
    since: date | None
    source: str
    url: str
    confidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Everything the popover draws."""

    label: str
    value: str
    known: bool
    formula: str
    rows: Sequence[Input]
    rules: Sequence[Rule]
    missing: Sequence[str]
    warnings: Sequence[str]
    beside: str = ""  # a rougher estimate of the same amount


def page(request: HttpRequest, kind: str, key: str) -> Why:
    """Compute one kept amount again and explain it; 404 when it is gone, 403 when it shows pay the user may not read."""
    readers = {"cout": _cost, "chiffre": _figure, "origine": _origins}
    found = readers[kind](request, key) if kind in readers else _reason(request, kind, key)
    if found is None:
        raise Http404("Ce montant n’existe plus : la page d’où vous venez a sans doute changé.")
    return describe(found.amount, beside=found.beside) if isinstance(found, CostLine) else describe(found)


def describe(root: Explained, *, beside: Explained | None = None) -> Why:
    """Return an explained amount as rows to draw; `beside` is a rougher estimate of it, told with its formula."""
    tree = explain(root, depth=DEEPEST)
    lacking = missing(root)
    lost = {f"{item.label} : {item.gesture}" if item.gesture else item.label for item in lacking}
    return Why(
        label=root.label or "Montant",
        value=measure(root.value, root.unit),
        known=root.is_known,
        formula=_compact(spoken(formula(root))) if root.inputs else "",
        rows=_rows(_named(tree["entrees"]), 1, set())[:LONGEST],  # type: ignore[arg-type]
        rules=_rules(root),
        missing=sorted(lost),
        warnings=[text for text in warnings(root) if not text.startswith("Valeur inconnue")],
        beside=""
        if beside is None or beside.value is None
        else f"{spoken(formula(beside))} = {measure(beside.value, beside.unit)}",
    )


def _cost(request: HttpRequest, key: str) -> CostLine | None:
    organisation = access.organisation_of(request)
    row = CostRow.objects.within(organisation).filter(key=key).first()
    if row is None or not reading.readable([row], request.user, organisation):
        return None
    _refuse_pay(request, organisation, row.production)
    return costs.line(key, organisation)


def _origins(request: HttpRequest, key: str) -> Explained | None:
    """Explain several lines told as one: origins parted by « + », each with « |status » when only those lines count."""
    organisation = access.organisation_of(request)
    wanted = {(origin, status) for origin, _, status in (part.partition("|") for part in key.split("+"))}
    rows = list(CostRow.objects.within(organisation).filter(origin__in={origin for origin, _ in wanted}))
    if not rows or len(reading.readable(rows, request.user, organisation)) != len(rows):
        return None
    for production in {row.production for row in rows}:
        _refuse_pay(request, organisation, production)
    return costs.explain_origins(wanted, organisation)


def _figure(request: HttpRequest, key: str) -> Explained | None:
    organisation = access.organisation_of(request)
    slug, _, code = key.rpartition("/")
    production = production_to_read(request, slug).pk if slug else None
    _refuse_pay(request, organisation, production)
    return figures.explain(code, organisation, production)


def _reason(request: HttpRequest, kind: str, key: str) -> Explained | None:
    organisation = access.organisation_of(request)
    found = reasons.explain(kind, key, organisation)
    if found is None:
        return None
    _refuse_pay(request, organisation, found.production)
    return found.amount


def _refuse_pay(request: HttpRequest, organisation: Any, production: UUID | None) -> None:
    """The tree of an amount shows what people earn: only who may read pay opens it."""
    if not reading.reads_pay(request.user, organisation, production):
        raise PermissionDenied(
            "Le détail de ce montant montre des salaires : il est réservé à l’administration et à la production."
        )


def _rows(entries: Sequence[dict[str, Any]], level: int, shown: set[str]) -> list[Input]:
    """Return the inputs, deeper ones under theirs; what the formula already says is left out, as is what was shown above."""
    rows: list[Input] = []
    for entry, times in _runs(entries):
        value = None if entry["valeur"] is None else Decimal(entry["valeur"])
        if level > 2 and not entry["entrees"] and value is not None:
            continue
        told = measure(None if value is None else value * times, entry["unite"])
        label = f"{times} × {_label(entry)}" if times > 1 else _label(entry)
        rows.append(Input(level=level, label=label, value=told, known=value is not None))
        if level < DEEPEST and not (entry["libelle"] and entry["libelle"] in shown):
            shown.add(entry["libelle"])
            rows.extend(_rows(_named(entry["entrees"]), level + 1, shown))
    return rows


def _runs(entries: Sequence[dict[str, Any]]) -> list[tuple[dict[str, Any], int]]:
    """Return the entries, those that repeat side by side told once with how many times."""
    return [(entry, len(list(run))) for entry, run in groupby(entries)]


def _named(entries: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Step over a nameless calculation that stands alone: the line above has told it."""
    while len(entries) == 1 and not entries[0]["libelle"] and entries[0]["entrees"]:
        entries = entries[0]["entrees"]
    return entries


def _compact(text: str) -> str:
    """Write a sum that repeats a term with how many times: « 5 × 248,00 € + 50,00 € »."""
    if "(" in text or "−" in text:
        return text
    terms = [(term, len(list(run))) for term, run in groupby(text.split(" + "))]
    return " + ".join(f"{times} × {term}" if times > 1 else term for term, times in terms)


def _label(entry: dict[str, Any]) -> str:
    """Name an input: its label, and its formula when it is itself a calculation."""
    computed = _compact(spoken(entry["formule"])) if entry["entrees"] else ""
    label = entry["libelle"]
    if label and not any(sign in computed for sign in SIGNS):
        return str(label)
    return f"{label} = {computed}" if label and computed else label or computed or entry["operation"]


def _rules(root: Explained) -> list[Rule]:
    seen: dict[tuple[str, str], Rule] = {}
    for node in walk(root):
        if node.source is not None and node.source.text:
            url = node.source.url
            rule = Rule(
                label=node.label,
                value=measure(node.value, node.unit),
                since=node.source.since,
                source=node.source.text,
                url=url if not url or "://" in url else f"https://{url}",
                confidence=node.source.confidence,
            )
            seen.setdefault((node.label, node.source.text), rule)
    return list(seen.values())
