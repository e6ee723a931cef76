"""What a feuille de route says beside the hours: whom to call, the place, the road, the nights, who is there, what is unknown."""

import re
from collections.abc import Iterator
from typing import Any

from filage.desks.logistics.enums import BookingState, HostingSide
from filage.desks.logistics.models import Stay
from filage.desks.logistics.queries import rooming
from filage.desks.logistics.queries.day_held import Sleeper
from filage.desks.logistics.queries.day_moments import Day, title
from filage.desks.logistics.queries.day_vocabulary import country, trade, usual
from filage.desks.logistics.queries.day_words import joined, listed, said
from filage.documents import speech
from filage.documents.day_sheet_shapes import Block, Call, Fact
from filage.productions.enums import HostingMode

ACTING = ("régie", "regie", "technique", "production", "tournée", "administration", "vhss")  # functions that one calls
FIRST = ("régie générale", "regie generale", "régie", "tournée", "production")
_HOUR = re.compile(r"\b(\d{1,2})\s?[hH]\s?(\d{2})?\b")
STAGE_REQUESTS = ("backline", "loges", "parking", "merch", "autre")  # diets are nobody's business here


def calls(day: Day) -> tuple[Call, ...]:
    """Return whom to call: those of ours who act, then the house and the venue; nobody else's telephone is here."""
    acting = sorted(_acting(day), key=lambda one: next((n for n, word in enumerate(FIRST) if word in one[0].casefold()), 9))
    found = [call for _, call in acting]
    house = day.season.production(day.activity.production_id).structure
    if house.phone:
        found.append(Call(role=day.words["house"], name=said(house.name), phone=house.phone))
    host = _host(day)
    if host is not None and host.phone and day.audience == "equipe":
        found.append(Call(role=day.words["venue_desk"], name=said(host.name), phone=host.phone))
    return tuple({one.phone: one for one in reversed(found)}.values())[::-1]


def _acting(day: Day) -> Iterator[tuple[str, Call]]:
    """Yield those of ours who act, each after what she does as it was typed."""
    present = {one.id for one in day.team}
    functions = _functions(day)
    for person in day.season.people:
        role = functions.get(person.pk, "")
        acts = any(word in role.casefold() for word in ACTING)
        if person.phone and acts and (person.pk in present or "régie" not in role.casefold()):
            yield role, Call(role=trade(role, day.lang), name=said(person.name), phone=person.phone)
    if day.audience == "lieu":
        return
    drivers = {seat.id: seat for one in day.journeys for seat in day.held.aboard.get(one.pk, ()) if seat.driver}
    for seat in drivers.values():
        if seat.phone and not any(word in functions.get(seat.id, "").casefold() for word in ACTING):
            yield "", Call(role=day.words["driver"], name=said(seat.name), phone=seat.phone)


def _functions(day: Day) -> dict[Any, str]:
    """Return what each person does in the show, the first of her embauches that covers the day."""
    found: dict[Any, str] = {}
    on = day.activity.on
    for one in day.season.engagements_of(day.activity.production_id):
        if one.person_id and (one.starts_on is None or one.starts_on <= on) and (one.ends_on is None or on <= one.ends_on):
            found.setdefault(one.person_id, one.function)
    return found


def _host(day: Day) -> Any:
    venue = day.activity.venue
    if venue is not None and venue.structure_id:
        return day.season.structure(venue.structure_id)
    return day.activity.deal.partner if day.activity.deal else None


def people(day: Day) -> tuple[Fact, ...]:
    """Return who is there, and what each does."""
    functions = _functions(day)
    return tuple(Fact(label=said(one.name), text=trade(functions.get(one.id, ""), day.lang)) for one in day.team)


def blocks(day: Day) -> tuple[Block, ...]:
    """Return the blocks that hold something."""
    words = day.words
    held = (
        (words["place"], _place(day)),
        (words["road"], _nights(day)),
        (words["stage"], _stage(day)),
        (words["hosting"], _hosting(day)),
        (words["safety"], _safety(day)),
    )
    found = ((name, tuple(Fact(label=label, text=text) for label, text in rows if text)) for name, rows in held)
    return tuple(Block(title=name, facts=facts) for name, facts in found if facts)


def _place(day: Day) -> Iterator[tuple[str, str]]:
    words, venue, room = day.words, day.activity.venue, day.activity.room
    if venue is not None:
        yield words["address"], address(day)
        yield words["accessibility"], said(venue.accessibility)
    if room is not None:
        yield words["room"], said(room.name)
        yield words["dock"], said(room.dock)


def address(day: Day) -> str:
    """Return the address of the venue on one line."""
    venue = day.activity.venue
    if venue is None:
        return ""
    town = f"{venue.postal_code} {venue.city}".strip()
    abroad = country(venue.country, day.lang) if venue.country != "FR" else ""
    return ", ".join(part for part in (said(venue.address), said(town), abroad) if part)


def _nights(day: Day) -> Iterator[tuple[str, str]]:
    words, lang = day.words, day.lang
    for stay in stays(day):
        if day.audience == "lieu":
            if stay.hosting == HostingMode.FOURNI or day.activity.lodging == HostingMode.FOURNI:
                yield words["nights"], _rooms(day, stay)
            continue
        where = ", ".join(part for part in (usual(stay.hotel, lang), said(stay.address), said(stay.city), stay.phone) if part)
        more = (
            words["breakfast"].format(_typed_hour(stay.breakfast_from, day)) if stay.breakfast_from else "",
            words["parking"].format(said(stay.parking)) if stay.parking else "",
            words["key"].format(said(stay.late_key)) if stay.late_key else "",
            words["to_book"] if stay.state == BookingState.A_RESERVER else "",
        )
        yield words["hotel"], " · ".join(part for part in (where, *more) if part)
        yield words["nights"], f"{speech.day(stay.arrives_on, lang)} – {speech.day(stay.leaves_on, lang)}"
        yield words["beds"], joined((_bed(day, bed) for bed in day.held.sleepers.get(stay.pk, ())), lang)


def _typed_hour(text: str, day: Day) -> str:
    """Return an hour as it was typed, « 7 h 30 », in the language."""
    return said(text) if day.lang == "fr" else _HOUR.sub(lambda found: f"{found[1]}:{found[2] or '00'}", said(text))


def stays(day: Day) -> list[Stay]:
    """Return the hotels of the date: those that serve it, and those where one sleeps that night."""
    on, here = day.activity.on, day.activity.production_id
    return [
        one
        for one in day.held.stays
        if one.production_id == here
        and one.state != BookingState.ANNULE
        and (one.activity_id == day.activity.pk or one.arrives_on <= on < one.leaves_on)
    ]


def _rooms(day: Day, stay: Stay) -> str:
    nights = rooming.nights(stay, day.held.sleepers.get(stay.pk, ()))
    if not nights:
        return ""
    count = day.words["rooms"].format(max(night.rooms for night in nights))
    return f"{count}, {speech.day(stay.arrives_on, day.lang)} – {speech.day(stay.leaves_on, day.lang)}"


def _bed(day: Day, bed: Sleeper) -> str:
    shared = bed.shared_name if bed.room in rooming.SHARED else ""
    more = f" {day.words['with'].format(said(shared))}" if shared else ""
    return f"{said(bed.name)}, {day.words[bed.room]}{more}"


def _stage(day: Day) -> Iterator[tuple[str, str]]:
    words, one, room = day.words, day.activity, day.activity.room
    if room is not None:
        sizes = [_metres(value, day) for value in (room.width, room.depth, room.height)]
        if any(sizes):
            yield words["size"], words["size_said"].format(*(each or "?" for each in sizes))
    yield words["asked_stage"], said(day.season.production(one.production_id).stage_size)
    seats = one.capacity or (room.capacity if room else None)
    yield words["capacity"], words["seats"].format(seats) if seats else ""
    yield words["session"], words.get(one.type, "")
    shown = day.held.services.get(one.pk, ())
    yield words["services"], ", ".join(f"{words[each.said]} ({words[f'is_{each.state}']})" for each in shown)


def _metres(value: Any, day: Day) -> str:
    if value is None:
        return ""
    text = f"{value.normalize():f}"
    return f"{text.replace('.', ',') if day.lang == 'fr' else text}\u00a0m"


def _hosting(day: Day) -> Iterator[tuple[str, str]]:
    """Yield what the venue sees to, and what we do: conditions of the deal, and what the concert asks."""
    words, one = day.words, day.activity
    settled = day.held.conditions.get(one.deal_id, ()) if one.deal_id else ()
    for side in (HostingSide.EUX, HostingSide.NOUS):
        rows = [usual(each.said, day.lang) for each in settled if each.state == side]
        yield words[f"side_{side}"].capitalize(), joined(rows, day.lang)
    asked = [each for each in day.evening.wishes if each.kind in STAGE_REQUESTS]
    yield words["requests"], joined((usual(each.label, day.lang) for each in asked if each.provider != "nous"), day.lang)


def _safety(day: Day) -> Iterator[tuple[str, str]]:
    yield day.words["emergency"], day.words["emergency_said"]
    functions = _functions(day)
    referents = [said(one.name) for one in day.team if "vhss" in functions.get(one.id, "").casefold()]
    yield day.words["harassment"], listed(referents, day.lang)


def unknown(day: Day) -> tuple[str, ...]:
    """Return what nobody said yet, so that it is asked rather than guessed."""
    return tuple(dict.fromkeys(_unknown(day)))


def _unknown(day: Day) -> Iterator[str]:
    words, one = day.words, day.activity
    for service in day.services:
        if service.starts_at is None and service.until in (None, service.on):
            yield words["no_hour"].format(title(service, day.lang))
    if one.venue is None:
        yield words["no_place"]
    elif not one.venue.address and not one.venue.latitude:
        yield words["no_address"]
    if not day.team:
        yield words["no_person"]
    if not any(True for _ in _acting(day)):
        yield words["no_call"]
    if day.audience == "lieu":
        return
    host = _host(day)
    if host is None or not host.phone:
        yield words["no_phone"]
    yield from _unknown_on_the_road(day)


def _unknown_on_the_road(day: Day) -> Iterator[str]:
    words, one = day.words, day.activity
    if not day.journeys:
        yield words["no_journey"]
    for journey in day.journeys:
        if journey.departs_at is None:
            yield words["no_leaving"].format(said(journey.from_place))
    held = stays(day)
    if held:
        slept = {bed.person_id for stay in held for bed in day.held.sleepers.get(stay.pk, ())}
        yield from (words["no_bed"].format(said(who.name)) for who in day.team if who.id not in slept)
    elif one.lodging:
        yield words["no_hotel"]
    if not day.meals:
        yield words["no_meal"]
    for meal in day.meals:
        if meal.provider == "a_discuter":
            yield words["no_meal_side"].format(words[meal.moment])
