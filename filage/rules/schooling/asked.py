"""How a call for applications is typed, a line each: pieces, quotas, grid, what it asks beyond the record, meetings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from filage.rules.reading import Unreadable
from filage.rules.reading.days import day
from filage.rules.reading.folding import folded
from filage.rules.reading.unreadable import shown
from filage.rules.schooling.certification import Entry, Route

PARIS = ZoneInfo("Europe/Paris")
MOST = 40  # lines of a list
OPTIONAL = re.compile(r"\s*\(\s*(facultatif|facultative|si possible)\s*\)", re.IGNORECASE)
_QUOTA = re.compile(r"(?P<name>[^:]+?)\s*:\s*(?P<places>\d{1,4})\s*(?:places?)?\s*(?:\((?P<funders>[^)]*)\))?")
_CRITERION = re.compile(r"(?P<name>.+?)(?:\s*[×x*]\s*(?P<weight>\d{1,2}))?(?:\s*/\s*(?P<most>\d{1,3}))?")
_ENTRY = re.compile(r"(?P<route>[a-z_0-9]+)\s*:\s*niveau\s*(?P<level>\d)(?P<rest>.*)")
_ECTS, _EXPERIENCE, _MONTHS = (
    re.compile(rf"(\d{{1,4}})\s*{word}") for word in ("ects", r"mois d.experience", "mois de parcours")
)
_MEETING = re.compile(r"(?P<day>\S+)\s+(?:à\s+)?(?P<hour>\d{1,2})\s*(?:h|:)\s*(?P<minute>\d{2})?(?P<rest>.*)", re.IGNORECASE)
_SEATS = re.compile(r"(\d{1,4})\s*places?", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s,;]+")


@dataclass(frozen=True, slots=True)
class PieceAsked:
    """A piece that a file joins."""

    name: str
    required: bool


@dataclass(frozen=True, slots=True)
class QuotaSaid:
    """So many places for some funders."""

    name: str
    places: int
    funders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionSaid:
    """A line of the grid."""

    name: str
    weight: int
    most: int


@dataclass(frozen=True, slots=True)
class MeetingSaid:
    """When a meeting is, where (empty: by video), its video address, and how many it holds."""

    starts_at: datetime
    place: str
    video: str
    capacity: int | None


def pieces(text: str) -> list[PieceAsked]:
    """Return the pieces of « CV » or « Diplôme (facultatif) », a line each; Unreadable for one told twice."""
    found = [PieceAsked(OPTIONAL.sub("", line).strip()[:80], not OPTIONAL.search(line)) for _, line in _lines(text)]
    _once([one.name for one in found])
    return found


def quotas(text: str, funders: Mapping[str, str]) -> list[QuotaSaid]:
    """Return the quotas of « Région : 10 (Région, France Travail) »; `funders` gives the code of each folded name."""
    found = []
    for rank, line in _lines(text):
        said = _QUOTA.fullmatch(line)
        if said is None:
            raise Unreadable(f"Ligne {rank}, {shown(line)} : écrivez « Région : 10 (Région, France Travail) ».")
        names = [one.strip() for one in re.split(r"[,;]", said["funders"] or said["name"]) if one.strip()]
        codes = tuple(dict.fromkeys(_among(folded(one), funders, rank) for one in names))
        found.append(QuotaSaid(said["name"].strip()[:60], int(said["places"]), codes))
    _once([one.name for one in found])
    taken = [code for one in found for code in one.funders]
    if len(set(taken)) < len(taken):
        raise Unreadable("Un financeur n’est que d’un quota : sinon, on ne saurait où ranger une candidature.")
    return found


def criteria(text: str) -> list[CriterionSaid]:
    """Return the grid of « Projet professionnel × 3 / 5 »: weight 1 and marks out of 5 when they are not said."""
    found = []
    for rank, line in _lines(text):
        said = _CRITERION.fullmatch(line)
        one = CriterionSaid(said["name"].strip()[:120], int(said["weight"] or 1), int(said["most"] or 5)) if said else None
        if one is None or not one.weight or not one.most:
            raise Unreadable(f"Ligne {rank}, {shown(line)} : écrivez « Projet professionnel × 3 » (noté sur 5).")
        found.append(one)
    _once([one.name for one in found])
    return found


def entries(text: str, routes: Mapping[str, Route]) -> list[tuple[str, Entry]]:
    """Return what the call asks by route, « continue : niveau 4, 24 mois d’expérience »; never less than the record."""
    found = []
    for rank, line in _lines(text):
        said = _ENTRY.fullmatch(folded(line).replace("’", "'"))
        if said is None or said["route"] not in routes:
            known = ", ".join(routes)
            raise Unreadable(
                f"Ligne {rank}, {shown(line)} : écrivez « continue : niveau 4, 24 mois d’expérience ». Voies : {known}."
            )
        entry = Entry(
            level=int(said["level"]),
            ects=_number(_ECTS, said["rest"]) or 0,
            experience=_number(_EXPERIENCE, said["rest"]) or 0,
            months=_number(_MONTHS, said["rest"]),
        )
        if not stricter(routes[said["route"]], entry):
            raise Unreadable(
                f"Ligne {rank} : pour {routes[said['route']].name}, la fiche demande davantage ; une session durcit."
            )
        found.append((said["route"], entry))
    return found


def stricter(route: Route, entry: Entry) -> bool:
    """Tell whether who meets an entry of a call meets one of the record too."""
    return not route.entries or any(
        entry.level >= one.level
        and entry.ects >= one.ects
        and entry.experience >= one.experience
        and (one.months is None or one.months == entry.months)
        for one in route.entries
    )


def meetings(text: str) -> list[MeetingSaid]:
    """Return the meetings of « 16/06/2025 14 h 30, visio https://…, 100 places »; what else is said is the place."""
    found = []
    for rank, line in _lines(text):
        said = _MEETING.fullmatch(line)
        try:
            on = day(said["day"].rstrip(",")) if said else None
            at = time(int(said["hour"]), int(said["minute"] or 0)) if said else None
        except (Unreadable, ValueError):
            on = at = None
        if said is None or on is None or at is None:
            raise Unreadable(f"Ligne {rank}, {shown(line)} : écrivez « 16/06/2025 14 h 30, visio https://…, 100 places ».")
        web = _WEB.search(said["rest"])
        rest = _SEATS.sub("", _WEB.sub("", said["rest"]))
        place = ", ".join(part.strip() for part in rest.split(",") if part.strip() and folded(part.strip()) != "visio")
        seats = _SEATS.search(said["rest"])
        found.append(
            MeetingSaid(datetime.combine(on, at, PARIS), place[:160], web[0] if web else "", int(seats[1]) if seats else None)
        )
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    found = [(rank, line.strip()) for rank, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(found) > MOST:
        raise Unreadable(f"{MOST} lignes au plus.")
    yield from found


def _once(names: Sequence[str]) -> None:
    twice = [name for rank, name in enumerate(names) if folded(name) in map(folded, names[:rank])]
    if twice:
        raise Unreadable(f"« {twice[0]} » est dit deux fois.")


def _among(name: str, known: Mapping[str, str], rank: int) -> str:
    if name not in known:
        raise Unreadable(f"Ligne {rank} : financeur inconnu, {shown(name)}. Connus : {', '.join(known)}.")
    return known[name]


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else None
