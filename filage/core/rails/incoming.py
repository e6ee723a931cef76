"""How those who stand below what reads a Filage text have one written as a space, or written out again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from filage.core.rails.registry import Registry


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads Filage texts: `bring` writes one as a space and returns it, Refusal when it is faulty; `text_of` the reverse."""

    bring: Callable[[bytes], Any]
    text_of: Callable[[Any], str]


readers: Registry[Reader] = Registry("readers of Filage texts")


def bring(content: bytes) -> Any:
    """Return the organisation that a Filage text makes; Refusal, with every fault, when it makes none."""
    return _reader().bring(content)


def text_of(organisation: Any) -> str:
    """Return the Filage text of an organisation."""
    return _reader().text_of(organisation)


def _reader() -> Reader:
    return next(reader for _, reader in readers.items())
