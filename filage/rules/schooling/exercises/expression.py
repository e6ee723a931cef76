"""How the formula of an answer is read and worked out: named figures, four operations and a few roundings, nothing else."""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal

from filage.rules.engine import Explained, maximum, minimum
from filage.rules.engine.explained import as_explained
from filage.rules.reading import Unreadable

LONGEST, DEEPEST = 600, 40  # signs of a formula, parentheses and operations inside one another
FUNCTIONS: Mapping[str, Callable[..., Explained]] = {
    "arrondi": lambda value: value.rounded(),
    "entier_superieur": lambda value: value.rounded_up(),
    "plus_petit": minimum,
    "plus_grand": maximum,
}
OPERATIONS: Mapping[type[ast.operator], Callable[[Explained, Explained], Explained]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}


class Formula:
    """A formula that was read; `names` are the figures that it asks for, in the order in which it does."""

    __slots__ = ("names", "text", "tree")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = _parsed(text)
        self.names = tuple(dict.fromkeys(_names(self.tree)))

    def value(self, figures: Mapping[str, Explained]) -> Explained:
        """Return the figure; Unreadable when it divides by nothing."""
        try:
            return self._worked(self.tree, figures)
        except ZeroDivisionError:
            raise Unreadable(f"« {self.text} » divise par zéro.") from None
        except ArithmeticError:
            raise Unreadable(f"« {self.text} » donne un nombre trop grand pour se calculer.") from None

    def _worked(self, node: ast.expr, figures: Mapping[str, Explained]) -> Explained:
        match node:
            case ast.Name(id=name):
                return figures[name]
            case ast.BinOp(left=left, op=sign, right=right):
                return OPERATIONS[type(sign)](self._worked(left, figures), self._worked(right, figures))
            case ast.UnaryOp(operand=operand):
                return -self._worked(operand, figures)
            case ast.Call(func=ast.Name(id=name), args=args):
                return FUNCTIONS[name](*(self._worked(each, figures) for each in args))
        return as_explained(Decimal(ast.get_source_segment(self.text, node) or "0"))


def _parsed(text: str) -> ast.expr:
    if len(text) > LONGEST:
        raise Unreadable(f"Cette formule est trop longue : {LONGEST} signes au plus.")
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Unreadable(f"« {text} » n’est pas une formule.") from None
    _check(tree, text, DEEPEST)
    return tree


def _check(node: ast.AST, text: str, left: int) -> None:
    """Refuse what is not a figure, a name, an operation or a known function."""
    inside: list[ast.expr]
    match node:
        case ast.Name():
            inside = []
        case ast.Constant(value=value) if type(value) in (int, float) and _is_plain(ast.get_source_segment(text, node) or ""):
            inside = []
        case ast.BinOp(left=one, op=sign, right=other) if type(sign) in OPERATIONS:
            inside = [one, other]
        case ast.UnaryOp(op=ast.USub(), operand=one):
            inside = [one]
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS and _takes(name, len(args)):
            inside = args
        case _:
            raise Unreadable(
                f"« {text} » : seuls des nombres, des noms, + - * / et {', '.join(FUNCTIONS)} entrent dans une formule."
            )
    if not left:
        raise Unreadable(f"« {text} » est trop imbriquée.")
    for each in inside:
        _check(each, text, left - 1)


def _is_plain(said: str) -> bool:
    return said.replace(".", "", 1).isdigit() and said.isascii()


def _takes(name: str, count: int) -> bool:
    return count == 1 if name in ("arrondi", "entier_superieur") else count >= 2


def _names(tree: ast.AST) -> list[str]:
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]
