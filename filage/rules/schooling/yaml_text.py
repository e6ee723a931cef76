"""How the YAML of somebody else is opened: no alias, nothing deep, no key twice, and the line of each row remembered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from filage.rules.reading import Unreadable

BIGGEST, DEEPEST = 2_000_000, 20  # characters, objects one inside the other


@dataclass(frozen=True, slots=True)
class Opened:
    """What a YAML text holds, and where.

    `lines[key, rank]` is the line of a row of a list at the top, `lines[key, name]` that of a name of an object at the top,
    `lines["", key]` that of a key at the top.
    """

    data: Any
    lines: dict[tuple[str, int | str], int]


def opened(text: str) -> Opened:
    """Return what a YAML text holds; Unreadable says why it cannot be taken, with its line."""
    import yaml  # YAML costs 0.1 s: only whoever reads a record pays it

    if len(text) > BIGGEST:
        raise Unreadable("Ce fichier est trop long : deux millions de signes au plus.")
    try:
        for fault in _hostile(yaml.parse(text, Loader=yaml.CSafeLoader)):
            raise Unreadable(fault)
        loader = yaml.CSafeLoader(text)
        node = loader.get_single_node()
        for fault in _twice(node):
            raise Unreadable(fault)
        return Opened(loader.construct_document(node) if node else None, dict(_lines(node)))
    except Unreadable:
        raise
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Unreadable(f"YAML illisible{f', ligne {mark.line + 1}' if mark else ''}.") from None
    except (ValueError, RecursionError, OverflowError, TypeError):
        raise Unreadable("YAML illisible : une date ou un nombre n’existe pas.") from None


def _hostile(events: Any) -> Iterator[str]:
    """Yield what would make a reader explode: it is seen event by event, before anything is built."""
    depth = 0
    for event in events:
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None):
            yield f"Ligne {line} : les ancres et les alias YAML (& et *) sont refusés : écrivez la valeur en entier."
        name = type(event).__name__
        depth += name in ("MappingStartEvent", "SequenceStartEvent")
        depth -= name in ("MappingEndEvent", "SequenceEndEvent")
        if depth > DEEPEST:
            yield f"Ligne {line} : plus de {DEEPEST} objets l’un dans l’autre."


def _twice(node: Any) -> Iterator[str]:
    if node is None or node.id == "scalar":
        return
    if node.id == "sequence":
        for one in node.value:
            yield from _twice(one)
        return
    seen: dict[str, int] = {}
    for key, value in node.value:
        word, line = str(key.value), key.start_mark.line + 1
        if word in seen:
            yield f"Ligne {line} : la clé « {word[:40]} » est déjà dite ligne {seen[word]}."
        seen[word] = line
        yield from _twice(value)


def _lines(node: Any) -> Iterator[tuple[tuple[str, int | str], int]]:
    for key, value in node.value if node is not None and node.id == "mapping" else ():
        yield ("", str(key.value)), key.start_mark.line + 1
        for rank, one in enumerate(value.value if value.id == "sequence" else ()):
            yield (str(key.value), rank), one.start_mark.line + 1
        for name, _ in value.value if value.id == "mapping" else ():
            yield (str(key.value), str(name.value)), name.start_mark.line + 1


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of an object: those that it must hold and those that it may, each with its type."""

    needed: Mapping[str, type]
    allowed: Mapping[str, type]


def faults_of(
    row: Any, keys: Keys, place: str, refused: Callable[[Any, type], str], *, unknown: str | None = None
) -> Iterator[str]:
    """Yield what is wrong with an object: keys that it lacks, keys that nobody knows, values that `refused` gives a reason for.

    A key that it may leave out may also say `unknown`.
    """
    if not isinstance(row, dict):
        yield f"{place} : un objet est attendu."
        return
    known = {**keys.needed, **keys.allowed}
    yield from (f"{place}.{key} : clé manquante." for key in keys.needed if key not in row)
    for key, value in row.items():
        if key not in known:
            yield f"{place}.{key} : clé inconnue ; clés admises : {', '.join(known)}."
        elif key in keys.allowed and unknown is not None and value == unknown:
            continue
        elif reason := refused(value, known[key]):
            yield f"{place}.{key} : {reason}"
