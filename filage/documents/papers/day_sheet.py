"""Says what feuilles de route print, alone or in a carnet: first the hours one looks for while walking, then whom to call."""

from itertools import groupby

from filage.documents import head, speech
from filage.documents.day_sheet_shapes import Audience, Block, BookData, Call, Change, DaySheetData, Fact, Moment, Paper
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Lang
from filage.documents.typesetter import Plain, Typesetter

BOXES = 4
WORDS: dict[Lang, dict[str, str]] = {
    "fr": {
        "hours": "Horaires",
        "hour": "Heure",
        "unset": "à préciser",
        "until": "jusqu’à",
        "calls": "Qui appeler",
        "for": "Pour",
        "phone": "Téléphone",
        "unknown": "Reste à confirmer",
        "changes": "Ce qui a changé",
        "since": "depuis la feuille du",
        "added": "ajouté",
        "gone": "supprimé",
        "equipe": "équipe",
        "lieu": "lieu",
        "people": "Équipe présente",
        "version": "version",
        "issued": "Éditée le",
        "legal": "Déduite des faits du jour où elle est éditée. Ni paie, ni santé, ni donnée privée.",
        "nothing": "Aucun horaire n’est encore dit.",
        "urgent": "Urgences : 112",
        "day": "Jour",
        "place": "Lieu",
        "open": "À confirmer",
        "page": "Page",
        "span": "{} – {}, {} dates",
    },
    "en": {
        "hours": "Hours",
        "hour": "Time",
        "unset": "to be set",
        "until": "until",
        "calls": "Whom to call",
        "for": "For",
        "phone": "Telephone",
        "unknown": "Still to be confirmed",
        "changes": "What has changed",
        "since": "since the sheet of",
        "added": "added",
        "gone": "removed",
        "equipe": "team",
        "lieu": "venue",
        "people": "Team on site",
        "version": "version",
        "issued": "Issued on",
        "legal": "Derived from the facts of the day it is issued. No pay, no health, no private data.",
        "nothing": "No hour has been set yet.",
        "urgent": "Emergencies: 112",
        "day": "Day",
        "place": "Venue",
        "open": "Open points",
        "page": "Page",
        "span": "{} – {}, {} dates",
    },
}


def view(desk: Typesetter, data: DaySheetData) -> Plain:
    """Return what the template reads of one sheet."""
    return _common(desk, data.head, data.audience, data.paper) | {"book": False, "sheets": [_sheet(desk, data)]}


def book(desk: Typesetter, data: BookData) -> Plain:
    """Return what the template reads of the carnet of a tour."""
    days = [one.on for one in data.sheets]
    first, last = (speech.day(on, desk.lang) for on in (days[0], days[-1]))
    span = first if len(days) == 1 else WORDS[desk.lang]["span"].format(first, last, len(days))
    sheets = [_sheet(desk, one) for one in data.sheets]
    return _common(desk, data.head, data.audience, data.paper) | {"book": True, "span": span, "sheets": sheets}


def _common(desk: Typesetter, top: Head, audience: Audience, paper: Paper) -> Plain:
    lang, words = desk.lang, WORDS[desk.lang]
    return head.sheet(desk, top) | {
        "phone": paper == "telephone",
        "words": words,
        "audience": words[audience],
        "edited": f"{words['issued']} {speech.day(top.document.issued, lang)}",
    }


def _sheet(desk: Typesetter, data: DaySheetData) -> Plain:
    lang, words = desk.lang, WORDS[desk.lang]
    place = ", ".join(part for part in (desk.text(data.venue), desk.text(data.town)) if part)
    return {
        "kind": desk.text(data.head.document.kind),
        "audience": words[data.audience],
        "day": speech.opening(speech.full_day(data.on, lang)),
        "day-short": speech.opening(speech.short_day(data.on, lang)),
        "main-hour": next((speech.hour(one.at, lang) for one in data.moments if one.main and one.at), "–"),
        "what": desk.text(data.what),
        "place": place,
        "status": desk.text(data.status),
        "clocks": desk.text(speech.opening(data.clocks)),
        "boxes": [_box(desk, one) for one in _boxes(data)],
        "days": [
            {"day": speech.opening(speech.full_day(on, lang)), "rows": [_moment(desk, one) for one in rows]}
            for on, rows in groupby(data.moments, key=lambda one: one.on)
        ],
        "calls": [_call(desk, one) for one in data.calls],
        "blocks": [_block(desk, one) for one in data.blocks],
        "people": [_fact(desk, one) for one in data.people],
        "unknown": [desk.text(one) for one in data.unknown],
        "changes": [_change(desk, one) for one in data.changes],
        "since": f"{words['since']} {speech.day(data.since, lang)}" if data.since else "",
    }


def _boxes(data: DaySheetData) -> list[Moment]:
    """Return the hours that stand in large: the first of the day, what it is for, the last, and what comes between."""
    timed = [one for one in data.moments if one.on == data.on and one.at]
    if len(timed) <= BOXES:
        return timed
    kept = [timed[0], *(one for one in timed[1:-1] if one.main), timed[-1]][:BOXES]
    others = [one for one in timed if one not in kept][: BOXES - len(kept)]
    return [one for one in timed if one in kept or one in others]


def _box(desk: Typesetter, one: Moment) -> Plain:
    return {"hour": speech.hour(one.at, desk.lang), "what": desk.short(one.what, 44), "main": one.main}


def _moment(desk: Typesetter, one: Moment) -> Plain:
    until = f"{WORDS[desk.lang]['until']} {speech.hour(one.until, desk.lang)}" if one.until else ""
    notes = [desk.text(each) for each in (one.zone, until, *one.details) if each]
    hour = speech.hour(one.at, desk.lang)
    return {"hour": hour, "what": desk.text(one.what), "note": " · ".join(notes), "main": one.main}


def _call(desk: Typesetter, one: Call) -> Plain:
    tel = "".join(c for c in one.phone if c in "+0123456789")
    return {"role": desk.text(one.role), "name": desk.text(one.name), "phone": desk.text(one.phone), "tel": tel}


def _block(desk: Typesetter, one: Block) -> Plain:
    return {"title": desk.text(one.title), "facts": [_fact(desk, each) for each in one.facts]}


def _fact(desk: Typesetter, one: Fact) -> Plain:
    return {"label": desk.text(one.label), "text": desk.text(one.text)}


def _change(desk: Typesetter, one: Change) -> Plain:
    words = WORDS[desk.lang]
    after = one.after if one.kind == "change" else ", ".join(p for p in (words["added"], one.after) if p)
    return {
        "what": desk.text(one.what),
        "before": "" if one.before == "?" else desk.text(one.before),
        "after": desk.text(words["gone"] if one.kind == "retire" else after),
    }
