"""What a feuille de route says that the one last issued did not: hours moved, things added, taken away, told otherwise."""

from collections.abc import Iterator

from filage.desks.logistics.queries.day_words import WORDS, joined
from filage.documents import speech
from filage.documents.day_sheet_shapes import Change, DaySheetData, Moment


def between(before: DaySheetData, after: DaySheetData) -> tuple[Change, ...]:
    """Return the changes from one sheet to another of the same language, those of the hours first."""
    return (*_moments(before, after), *_facts(before, after), *_calls(before, after))


def _hour(one: Moment, data: DaySheetData) -> str:
    hour = speech.hour(one.at, data.head.lang)
    return f"{speech.full_day(one.on, data.head.lang)}, {hour}".strip(", ") if one.on != data.on else hour


def _moments(before: DaySheetData, after: DaySheetData) -> Iterator[Change]:
    was, now = ({one.key: one for one in data.moments} for data in (before, after))
    for key, one in now.items():
        old = was.get(key)
        if old is None:
            yield Change(kind="ajoute", what=one.what, after=_hour(one, after))
        elif (old.on, old.at) != (one.on, one.at):
            yield Change(kind="change", what=one.what, before=_hour(old, before) or "?", after=_hour(one, after) or "?")
        elif (old.what, old.details) != (one.what, one.details):
            said = (", ".join((each.what, *each.details)) for each in (old, one))
            yield Change(kind="change", what=one.what, **dict(zip(("before", "after"), said, strict=True)))
    for key, one in was.items():
        if key not in now:
            yield Change(kind="retire", what=one.what, before=_hour(one, before))


def _facts(before: DaySheetData, after: DaySheetData) -> Iterator[Change]:
    was, now = _told(before), _told(after)
    for label in dict.fromkeys((*now, *was)):
        old, new = was.get(label, ""), now.get(label, "")
        if old != new:
            yield Change(kind="change" if old and new else "ajoute" if new else "retire", what=label, before=old, after=new)


def _told(data: DaySheetData) -> dict[str, str]:
    place = ", ".join(part for part in (data.venue, data.town) if part)
    found = {WORDS[data.head.lang]["place"]: place}
    for block in data.blocks:
        for fact in block.facts:
            found[fact.label] = joined((found[fact.label], fact.text), data.head.lang) if fact.label in found else fact.text
    found[WORDS[data.head.lang]["people"]] = ", ".join(one.label for one in data.people)
    return found


def _calls(before: DaySheetData, after: DaySheetData) -> Iterator[Change]:
    was, now = ({(one.role, one.name): one.phone for one in data.calls} for data in (before, after))
    for key in dict.fromkeys((*now, *was)):
        old, new = was.get(key, ""), now.get(key, "")
        if old != new:
            what = ", ".join(part for part in key if part)
            yield Change(kind="change" if old and new else "ajoute" if new else "retire", what=what, before=old, after=new)
