"""How labels, account numbers and the words of a closed list are read."""

import re
from collections.abc import Mapping

from filage.rules.reading.folding import folded
from filage.rules.reading.unreadable import Unreadable, plain, shown

_ACCOUNT = re.compile(r"[1-8]\d{0,7}")
_BLANK = re.compile(r"[\s\u00a0\u202f\u2007\u2009]+")


def words(text: str, *, longest: int) -> str:
    """Read a label or a comment, on one line; Unreadable when it is longer than what is kept."""
    said = " ".join(plain(text).split())
    if len(said) > longest:
        raise Unreadable(f"{len(said)} signes : {longest} au plus.")
    return said


def account(text: str) -> str:
    """Read the number of an account of the plan comptable: « 6411 », « 641 1 »; an empty text is no account."""
    bare = _BLANK.sub("", plain(text))
    if bare and not _ACCOUNT.fullmatch(bare):
        raise Unreadable(f"{shown(text)} n’est pas un compte : de 1 à 8 chiffres, comme 6411.")
    return bare


def one_of(text: str, options: Mapping[str, str]) -> str:
    """Read a word of a closed list (code: label), by its label, its code or its first letters; an empty text is none of them."""
    bare = folded(plain(text))
    if not bare:
        return ""
    said = {code: folded(label) for code, label in options.items()}
    exact = [code for code, label in said.items() if bare in (label, folded(code))]
    near = exact or [code for code, label in said.items() if label.startswith(bare)]
    if len(near) != 1:
        raise Unreadable(f"{shown(text)} : choisissez parmi {', '.join(label.lower() for label in options.values())}.")
    return near[0]
