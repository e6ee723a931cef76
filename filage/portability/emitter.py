"""How plain values become YAML: one readable block style, one form for each value, so that the same data give the same bytes."""

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

INDENT = "  "
_PLAIN = re.compile(r"[^\W\d_][^\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u2028\u2029]*")
_RESERVED = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "oui", "non"}
_BLOCK = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u2028\u2029\ufffe\uffff]+")
_ESCAPED = re.compile(r"[\x7f-\x9f\ufeff\u2028\u2029\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Noted:
    """A reference, and the comment that says what it names."""

    id: UUID
    note: str


def emit(value: dict[str, Any]) -> str:
    """Return the YAML text of a mapping."""
    return "".join(f"{line}\n" for line in _mapping(value, ""))


def _mapping(values: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in values.items():
        yield from _entry(f"{indent}{scalar(str(key))}:", value, indent)


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield head
        yield from _mapping(value, indent + INDENT)
    elif isinstance(value, list) and value:
        yield head
        yield from _sequence(value, indent + INDENT)
    elif isinstance(value, str) and _is_block(value):
        yield f"{head} {_chomping(value)}"
        for line in value.removesuffix("\n").split("\n"):
            yield f"{indent}{INDENT}{line}" if line else ""
    else:
        yield f"{head} {scalar(value)}"


def _sequence(values: list[Any], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict | list) and value:
            lines = list(_mapping(value, indent + INDENT) if isinstance(value, dict) else _sequence(value, indent + INDENT))
            yield f"{indent}- {lines[0][len(indent) + 2 :]}"
            yield from lines[1:]
        else:
            yield f"{indent}- {scalar(value)}"


def scalar(value: Any) -> str:
    """Return one value on one line."""
    if isinstance(value, Noted):
        return f"{value.id}  # {value.note}" if value.note else str(value.id)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, str):
        return value if _is_plain(value) else _quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return "{}" if isinstance(value, dict) else "[]"


def _is_plain(text: str) -> bool:
    if not _PLAIN.fullmatch(text) or text.lower() in _RESERVED or text != text.strip():
        return False
    return ": " not in text and " #" not in text and not text.endswith(":") and "\ufffe" not in text and "\uffff" not in text


def _is_block(text: str) -> bool:
    lines = text.split("\n")
    if len(lines) < 2 or not text.strip("\n") or not _BLOCK.fullmatch(text):
        return False
    return not lines[0].startswith(" ") and bool(lines[0]) and not any(line != line.rstrip() for line in lines)


def _chomping(text: str) -> str:
    if not text.endswith("\n"):
        return "|-"
    return "|" if not text.endswith("\n\n") else "|+"


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
