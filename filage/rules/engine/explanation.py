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
        "entrees": [explain(node, depth=depth - 1) for node in operands(root)] if depth > 0 else [],
    }


def operands(node: Explained) -> list[Explained]:
    """Return the figures that the formula of a node shows: the three factors of « 5 × 160,00 € × 1,55 », not two products."""
    if node.op not in STRENGTH or not node.inputs:
        return list(node.inputs)
    head, tail = _chain(node)
    return [head, *(item for _, item, _ in tail)]


def _source_data(source: Source) -> dict[str, str | None]:
    since = None if source.since is None else source.since.isoformat()
    return {"texte": source.text, "url": source.url, "depuis": since, "confiance": source.confidence}


def _unfold(node: Explained) -> str:
    if node.op in FUNCTIONS:
        return f"{FUNCTIONS[node.op]} ({' ; '.join(_operand(item, 0) for item in node.inputs)})"
    if node.op == "neg":
        said = _operand(node.inputs[0], 2)
        return f"−{HARD_SPACE}({said})" if said.startswith("−") else f"−{HARD_SPACE}{said}"
    if not node.inputs:
        return quantity_text(node.value, node.unit)
    head, tail = _chain(node)
    return _operand(head, STRENGTH[node.op]) + "".join(SIGNS[op] + _operand(item, strength) for op, item, strength in tail)


def _chain(node: Explained) -> tuple[Explained, list[tuple[str, Explained, int]]]:
    """Return the first operand, then each (sign, operand, strength it needs to stand without brackets).

    The left side of « a + b + c » is followed in a loop: a sum of a thousand terms is no recursion of a thousand calls.
    """
    strength = STRENGTH[node.op]
    tail: list[tuple[str, Explained, int]] = []
    while True:
        bracketed = strength + 1 if node.op in ("sub", "div") else strength
        tail.extend((node.op, item, bracketed) for item in reversed(node.inputs[1:]))
        head = node.inputs[0]
        if head.label or not head.inputs or STRENGTH.get(head.op) != strength:
            return head, tail[::-1]
        node = head


def _operand(node: Explained, strength: int) -> str:
    if node.op == "round":
        return _operand(node.inputs[0], strength) if not node.label else quantity_text(node.value, node.unit)
    if node.label or not node.inputs:
        return quantity_text(node.value, node.unit)
    text = _unfold(node)
    return f"({text})" if STRENGTH.get(node.op, 3) < strength else text
