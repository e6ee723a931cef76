"""The feuille de route in a few lines, ready to be copied into a message."""

from collections.abc import Iterator

from filage.desks.logistics.queries.day_words import WORDS, joined
from filage.documents import speech
from filage.documents.day_sheet_shapes import Change, DaySheetData

MOST_CHANGES = 6


def message(data: DaySheetData, address: str = "") -> str:
    """Return the text of a message: what changed if anything did, the hours, where, whom to call, what is unknown."""
    return "\n".join(line for line in _lines(data, address) if line)


def _lines(data: DaySheetData, address: str) -> Iterator[str]:
    lang, words = data.head.lang, WORDS[data.head.lang]
    colon = " : " if lang == "fr" else ": "
    yield f"{data.head.title}, {speech.full_day(data.on, lang)}"
    yield ", ".join(part for part in (data.venue, data.address or data.town) if part)
    yield speech.opening(data.clocks)
    if data.changes:
        said = (change_text(one, lang) for one in data.changes[:MOST_CHANGES])
        yield f"{words['changed_sms']}{colon}{joined(said, lang)}"
    for one in data.moments:
        hour = speech.hour(one.at, lang) or "?"
        when = hour if one.on == data.on else f"{speech.day(one.on, lang)}, {hour}"
        zone = f" ({one.zone})" if one.zone else ""
        yield f"{when}{zone}  {one.what}"
    if data.calls:
        first = data.calls[0]
        yield f"{first.role}{colon}{first.name}, {first.phone}"
    if data.unknown:
        yield f"{words['unknown_sms']}{colon}{joined(data.unknown, lang)}"
    yield address


def change_text(one: Change, lang: str) -> str:
    """Return one change in words: « Montage : 10 h au lieu de 9 h »."""
    words = WORDS[lang]  # type: ignore[index]
    if one.kind == "ajoute":
        return f"{words['new'].format(one.what)}{f', {one.after}' if one.after else ''}"
    if one.kind == "retire":
        return words["gone"].format(one.what)
    if one.before == "?":  # nobody had said it
        return f"{one.what}{' : ' if lang == 'fr' else ': '}{one.after}"
    return words["moved"].format(one.what, one.after, one.before)
