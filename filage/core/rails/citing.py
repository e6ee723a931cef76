"""How a desk writes its controls in one line each, the rule they rest on being cited once."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from filage.core.rails.checks import Check, Found
from filage.core.rails.types import Act, Severity


class Citation(NamedTuple):
    """A rule that checks rest on: what is said on the page, where it is read, how sure it is."""

    text: str
    url: str
    confidence: str


type Find = Callable[[Any], Iterable[Found]]


def checks_of(desk: str, *, house: bool = False) -> Callable[..., Check]:
    """Return what makes the checks of a desk: code, title, what finds, gravest severity, citation, and the act it blocks."""
    return partial(_check, desk, house)


def _check(
    desk: str,
    house: bool,
    code: str,
    title: str,
    find: Find,
    severity: Severity,
    rule: Citation,
    act: Act | str = "",
    final: bool = False,
) -> Check:
    return Check(
        code=code,
        title=title,
        desk=desk,
        severity=severity,
        citation=rule.text,
        citation_url=rule.url,
        confidence=rule.confidence,
        act=act,
        house=house,
        final=final,
        find=find,
    )
