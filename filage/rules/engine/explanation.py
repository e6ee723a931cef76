"""What an explained amount says of itself: formula, sources, warnings, and its tree for JSON."""

from collections.abc import Mapping

from filage.rules.engine.explained import Explained, Source, missing_text, walk
from filage.rules.engine.text import HARD_SPACE, quantity_text

SIGNS: Mapping[str, str] = {"add": " + ", "sub": " − ", "mul": " × ", "div": " ÷ ", "sum": " + "}
STRENGTH: Mapping[str, int] = {"add": 1, "sub": 1, "sum": 1, "mul": 2, "div": 2}
FUNCTIONS: Mapping[str, str] = {"min": "le plus petit de", "max": "le plus grand de", "ceil": "arrondi au supérieur de"}
OPERATIONS: Mapping[str, str] = {
    "given": "donnée",
    "unknown": "inconnue",
    "add": "somme",
    "sub": "différence",
    "mul": "produit",
    "div": "quotient",
    "sum": "total",
    "neg": "opposé",
    "min": "minimum",
    "max": "maximum",
    "round": "arrondi au centime",
    "ceil": "arrondi au supérieur",
    "law": "barème",
    "setting": "réglage",
}
DOUBTFUL: Mapping[str, str] = {"derived": "valeur déduite, à confirmer", "disputed": "valeur discutée, à confirmer"}
DEEPEST = 24


def formula(node: Explained) -> str:
    """Return the operation in French, « 5 × 160,00 € × 1,55 »: a named input shows as one figure, the others unfold."""
    while node.op == "round":
        node = node.inputs[0]
    return _unfold(node) if node.inputs else quantity_text(node.value, node.unit)


def sources(root: Explained) -> list[Source]:
    """Return the sources met in the tree, each once, in reading order."""
    return list(dict.fromkeys(node.source for node in walk(root) if node.source is not None))


def warnings(root: Explained) -> list[str]:
    """Return what the reader must know: unknown values with their gesture, values awaited, derived or disputed."""
    texts: list[str] = []
    for node in walk(root):
        if node.value is None and not node.inputs:
            texts.append(missing_text(node))
        if node.source is not None:
            if node.source.warning:
                texts.append(f"{node.label} : {node.source.warning}")
            if node.source.confidence in DOUBTFUL:
                texts.append(f"{node.label} : {DOUBTFUL[node.source.confidence]}")
    return list(dict.fromkeys(texts))


def explain(root: Explained, *, depth: int = DEEPEST) -> dict[str, object]:
    """Return the tree as JSON-ready data, `depth` levels deep; amounts are texts, never floats."""
    source = root.source
    return {
        "libelle": root.label,
        "valeur": None if root.value is None else f"{root.value:f}",
        "unite": root.unit,
        "operation": OPERATIONS.get(root.op, root.op),
        "formule": formula(root),
        "source": None if source is None else _source_data(source),
        "geste": root.gesture,
        "entrees": [explain(node, depth=depth - 1) for node in root.inputs] if depth > 0 else [],
    }


def _source_data(source: Source) -> dict[str, str | None]:
    since = None if source.since is None else source.since.isoformat()
    return {"texte": source.text, "url": source.url, "depuis": since, "confiance": source.confidence}


def _unfold(node: Explained) -> str:
    if node.op in FUNCTIONS:
        return f"{FUNCTIONS[node.op]} ({' ; '.join(_operand(item, 0) for item in node.inputs)})"
    if node.op == "neg":
        return f"−{HARD_SPACE}{_operand(node.inputs[0], 2)}"
    strength = STRENGTH[node.op]
    last_needs_more = 1 if node.op in ("sub", "div") else 0
    parts = [_operand(item, strength + (last_needs_more if rank else 0)) for rank, item in enumerate(node.inputs)]
    return SIGNS[node.op].join(parts) or quantity_text(node.value, node.unit)


def _operand(node: Explained, strength: int) -> str:
    if node.op == "round":
        return _operand(node.inputs[0], strength) if not node.label else quantity_text(node.value, node.unit)
    if node.label or not node.inputs:
        return quantity_text(node.value, node.unit)
    text = _unfold(node)
    return f"({text})" if STRENGTH.get(node.op, 3) < strength else text
