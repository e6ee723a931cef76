"""Says what the tour table prints: one line a date, by month, with who bears what, and what the tour adds up to."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from filage.documents import head, phrases, sums
from filage.documents.paper_shapes import TourData, TourLine
from filage.documents.shapes import Lang
from filage.documents.text import cents, money, month
from filage.documents.typesetter import Plain, Typesetter
from filage.documents.vocabulary import say

UNSAID = "?"
DAYS = {
    "fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def view(desk: Typesetter, data: TourData) -> Plain:
    """Return what the template reads."""
    lang = data.head.lang
    groups = [(start, list(held)) for start, held in groupby(data.dates, key=lambda each: each.on.replace(day=1))]
    return head.sheet(desk, data.head) | {
        "lede": _lede(data, lang),
        "figures": list(_figures(data, lang)),
        "prices": data.with_prices,
        "months": [
            {
                "name": month(start, lang).capitalize(),
                "count": _count(len(held), lang),
                "rows": [_row(desk, each) for each in held],
            }
            for start, held in groups
        ],
        "notes": [desk.text(note) for note in _notes(data, lang)],
    }


def _lede(data: TourData, lang: Lang) -> str:
    if not data.dates:
        return "Aucune date posée" if lang == "fr" else "No date yet"
    first, last = data.dates[0].on, data.dates[-1].on
    if (first.year, first.month) == (last.year, last.month):
        return month(first, lang).capitalize()
    return f"{month(first, lang).capitalize()} – {month(last, lang)}"


def _count(number: int, lang: Lang) -> str:
    if lang == "fr":
        return f"{number} date{'s' if number > 1 else ''}"
    return f"{number} date{'s' if number != 1 else ''}"


def _figures(data: TourData, lang: Lang) -> Iterator[Plain]:
    """Yield the three figures of a tour: its dates, its towns, what it is sold for."""
    if not data.dates:
        return
    fr = lang == "fr"
    firm = sum(each.tone == "firm" for each in data.dates)
    pending = len(data.dates) - firm
    said = f"{firm} ferme{'s' * (firm > 1)}, {pending} en option" if fr else f"{firm} firm, {pending} on option"
    yield {"name": "Dates", "value": str(len(data.dates)), "note": said}
    venues, towns = ({name for name in names if name} for names in zip(*((d.venue, d.town) for d in data.dates), strict=True))
    yield {
        "name": "Lieux" if fr else "Venues",
        "value": str(len(venues)) if venues else None,
        "note": f"{len(towns)} ville{'s' * (len(towns) > 1)}" if fr else f"{len(towns)} town{'s' * (len(towns) > 1)}",
    }
    if data.with_prices:
        sold = sums.add(each.price for each in data.dates if each.priced)
        counted = sum(each.priced for each in data.dates)
        yield {
            "name": "Cessions, hors taxes" if fr else "Fees, before tax",
            "value": phrases.at_least(sold, lang) if counted > sold.unknown else None,
            "note": _pending(data, counted, lang),
        }


def _pending(data: TourData, counted: int, lang: Lang) -> str:
    """Return how many dates have a price, and what of it rests on options."""
    fr, plural = lang == "fr", "s" if counted > 1 else ""
    said = f"{counted} date{plural} chiffrée{plural}" if fr else f"{counted} date{plural} priced"
    open_dates = sums.add(each.price for each in data.dates if each.priced and each.tone != "firm")
    if open_dates.known:
        said += (
            f", dont {money(open_dates.known, lang)} en option" if fr else f", {money(open_dates.known, lang)} of it on option"
        )
    return said


def _row(desk: Typesetter, each: TourLine) -> Plain:
    lang = desk.lang
    return {
        "day": f"{DAYS[lang][each.on.weekday()]}\u00a0{_day(each.on, lang)}",
        "hour": _hour(each.hour, lang),
        "venue": desk.text(each.venue),
        "town": desk.text(each.town),
        "what": desk.text(say(each.what, lang)),
        "state": desk.text(say(each.state, lang)),
        "tone": each.tone,
        "deal": desk.text(say(each.deal, lang)),
        "price": None if each.price is None else str(cents(each.price)),
        "priced": each.priced,
        "borne": [
            desk.text(say(word, lang)) if word else UNSAID for word in (each.travel, each.lodging, each.meals, each.rights)
        ],
        "note": desk.text(each.note),
    }


def _day(day: date, lang: Lang) -> str:
    return "1er" if day.day == 1 and lang == "fr" else str(day.day)


def _hour(text: str, lang: Lang) -> str:
    if not text or lang == "en":
        return text
    hour, minute = text.split(":")
    return f"{int(hour)}\u00a0h" + (f"\u00a0{minute}" if minute != "00" else "")


def _notes(data: TourData, lang: Lang) -> Iterator[str]:
    fr = lang == "fr"
    if any(not all((each.travel, each.lodging, each.meals, each.rights)) for each in data.dates):
        yield "? : à confirmer avec le lieu." if fr else "?: to be confirmed with the venue."
    if any((each.travel, each.lodging, each.meals) != ("", "", "") for each in data.dates):
        yield (
            "Voyages, hébergement, repas : « lieu », fournis par le lieu ; « réel » ou « forfait », refacturés ; « compris », "
            "dans le prix. Droits d’auteur : qui les déclare et les paie."
            if fr
            else "Travel, lodging, meals: “venue”, provided by the venue; “at cost” or “flat rate”, charged on; “included”, "
            "in the fee. Rights: who declares and pays them."
        )
    if data.called_off == 1:
        yield "1 date reportée ou annulée ne figure pas ici." if fr else "1 postponed or cancelled date is left out."
    elif data.called_off:
        many = data.called_off
        yield (
            f"{many} dates reportées ou annulées ne figurent pas ici."
            if fr
            else f"{many} postponed or cancelled dates are left out."
        )
