"""Says what the needs list prints: what the project asks for, by kind, what is priced, and what is still open."""

from collections.abc import Sequence

from filage.documents import head, phrases, sums
from filage.documents.paper_shapes import NeedGroup, NeedLine, NeedsData
from filage.documents.shapes import Lang, Notice
from filage.documents.text import cents
from filage.documents.typesetter import Plain, Typesetter
from filage.documents.vocabulary import say


def view(desk: Typesetter, data: NeedsData) -> Plain:
    """Return what the template reads."""
    lang = data.head.lang
    lines = [line for group in data.groups for line in group.lines]
    return head.sheet(desk, data.head) | {
        "lede": _counted(lines, lang),
        "sayings": [head.saying(each) for each in _notices(lines, lang)],
        "groups": [_group(desk, group) for group in data.groups if group.lines],
        "total": phrases.at_least(_sum(lines), lang) if lines else "",
        "open": [{"name": desk.text(say(side, lang)), "text": desk.text(point)} for side, point in data.open_points],
        "notes": [_silent(lang)] if any(line.silent for line in lines) else [],
    }


def _sum(lines: Sequence[NeedLine]) -> sums.Sum:
    return sums.add(line.amount for line in lines if not line.silent)


def _counted(lines: Sequence[NeedLine], lang: Lang) -> str:
    if not lines:
        return ""
    plural = "s" if len(lines) > 1 else ""
    return f"{len(lines)} besoin{plural}" if lang == "fr" else f"{len(lines)} need{plural}"


def _notices(lines: Sequence[NeedLine], lang: Lang) -> list[Notice]:
    if not lines:
        return [Notice(title="Aucun besoin n’est noté." if lang == "fr" else "No need is noted yet.", tone="unknown")]
    return []


def _silent(lang: Lang) -> str:
    if lang == "fr":
        return "Ce que gagnent les personnes n’est pas sur cette liste : le budget le dit à qui peut le lire."
    return "What people earn is not on this list: the budget says it to those who may read it."


def _group(desk: Typesetter, group: NeedGroup) -> Plain:
    total, lang = _sum(group.lines), desk.lang
    told = [line for line in group.lines if not line.silent]
    return {
        "name": desk.text(say(group.name, lang).capitalize()),
        "total": phrases.at_least(total, lang) if told and total.unknown < len(told) else "",
        "rows": [
            {
                "name": desk.text(line.label),
                "quantity": desk.text(line.quantity),
                "origin": desk.text(say(line.origin, lang)),
                "state": desk.text(say(line.state, lang)),
                "tone": line.tone,
                "amount": None if line.amount is None else str(cents(line.amount)),
                "silent": line.silent,
            }
            for line in group.lines
        ],
    }
