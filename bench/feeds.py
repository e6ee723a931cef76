"""The sample files of the icalendar package as a corpus of calendars that come in, and what a shared calendar takes to give."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from bench.timing import Row, median_seconds, milliseconds

WINDOW = date(1990, 1, 1), date(2035, 1, 1)
EVENTS, RUNS = 400, 9
READ, PART, NONE, EVENTLESS, REFUSED = "lus", "lus en partie", "tous leurs évènements refusés", "sans évènement", "refusés"
ORDER = (READ, PART, NONE, EVENTLESS, REFUSED)


def rows() -> list[Row]:
    """Read every sample file of the installed package, then give and read again a calendar of four hundred dates."""
    return [*_corpus(), *_shared()]


def _corpus() -> Iterator[Row]:
    import icalendar

    root = Path(icalendar.__file__).parent
    paths = sorted(root.rglob("*.ics"))
    if not paths:
        yield Row("fichiers d’exemple d’icalendar", "absents de ce paquet installé")
        return
    found = [_one(path.read_bytes()) for path in paths]
    counts, slowest = Counter(state for state, *_ in found), max(found, key=lambda one: one[2])
    said = ", ".join(f"{counts[state]} {state}" for state in ORDER if counts[state])
    theirs = sum(_theirs(path.read_bytes()) for path in paths)
    beside = f"icalendar seul en ouvre {theirs}, sans déplier ni dire pourquoi"
    yield Row(f"{len(paths)} fichiers d’exemple d’icalendar", said, "aucun plantage", beside)
    clear = sum(bool(why) and all(sign not in why for sign in ("Error", "Traceback")) for _, why, _ in found)
    yield Row("refus dits en français, avec la ligne", f"{clear} sur {sum(bool(why) for _, why, _ in found)}")
    yield Row("le plus lent d’entre eux", milliseconds(slowest[2]))


def _one(content: bytes) -> tuple[str, str, float]:
    """Return what becomes of a file, why it or one of its events is refused, and the seconds it took."""
    from filage.documents import agenda
    from filage.rules.reading import Unreadable

    begun = perf_counter()
    try:
        read = agenda.read(content, agenda.Window(*WINDOW))
    except Unreadable as error:
        return REFUSED, str(error), perf_counter() - begun
    took = perf_counter() - begun
    if read.refused:
        return (PART if read.events else NONE), f"ligne {read.refused[0].line} : {read.refused[0].why}", took
    return (READ if read.events else EVENTLESS), "", took


def _theirs(content: bytes) -> bool:
    from icalendar import Calendar

    try:
        return bool(Calendar.from_ical(content))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return False


def _shared() -> Iterator[Row]:
    from filage.documents import agenda, calendar
    from filage.documents.shapes import CalendarData, Event

    first = datetime(2027, 1, 4, 13, tzinfo=UTC)
    events = tuple(
        Event(uid=f"{rank}@filage", title=f"Service {rank}", start=first + timedelta(days=rank), end=None, zone="Europe/Paris")
        for rank in range(EVENTS)
    )
    data = CalendarData(name="Saison", stamp=first, events=events, refresh_hours=2)
    content = calendar.render(data)
    window = agenda.Window(date(2027, 1, 1), date(2028, 12, 31))
    assert len(agenda.read(content, window).events) == EVENTS
    given = median_seconds(lambda: calendar.render(data), runs=RUNS)
    yield Row(f"écrire un agenda de {EVENTS} dates", milliseconds(given))
    yield Row(
        f"relire ce même agenda de {EVENTS} dates", milliseconds(median_seconds(lambda: agenda.read(content, window), runs=RUNS))
    )
