"""What the lines of a calendar file are: unfolded, each with its place in the file, gathered by component."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from filage.rules.reading import Unreadable
from filage.rules.reading.unreadable import shown

DEEPEST = 4  # components one inside the other: a calendar, its zone, its observance
LONGEST = 100_000  # characters of one property, once unfolded
NOT_A_CALENDAR = (
    "Ce fichier n’est pas un agenda : sa première ligne devrait être « BEGIN:VCALENDAR ». "
    "Exportez l’agenda au format iCalendar (.ics)."
)


@dataclass(frozen=True, slots=True)
class Property:
    """One property: « DTSTART;TZID=Europe/Paris:20270309T203000 » and the line of the file where it begins."""

    name: str
    options: dict[str, str]
    value: str
    line: int


@dataclass(slots=True)
class Component:
    """What stands between a BEGIN and its END."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    inside: list["Component"] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)  # lines that are no property

    def first(self, name: str) -> Property | None:
        """Return the first property of a name."""
        return next((one for one in self.properties if one.name == name), None)

    def every(self, name: str) -> list[Property]:
        """Return the properties of a name, in order."""
        return [one for one in self.properties if one.name == name]

    def text(self, name: str) -> str:
        """Return the value of the first property of a name, its blanks brought to one; empty without it."""
        found = self.first(name)
        return " ".join(found.value.split()) if found else ""


def components(text: str) -> list[Component]:
    """Return the calendars of a file; Unreadable, with the line, when it is none, cut, or goes deeper than a calendar may."""
    roots: list[Component] = []
    open_: list[Component] = []
    for line, written in _unfolded(text):
        word, _, named = written.partition(":")
        if word.upper() == "BEGIN":
            _begin(Component(named.strip().upper(), line), roots, open_)
        elif word.upper() == "END":
            _end(named.strip().upper(), line, open_)
        elif open_:
            _add(open_[-1], line, written)
        elif not roots or not word.upper().startswith("X-"):  # a comment may follow the last calendar
            raise Unreadable(f"Ligne {line} : {shown(written)} n’est dans aucun agenda. {NOT_A_CALENDAR}")
    if open_:
        raise Unreadable(
            f"Cet agenda est coupé : ce qui commence ligne {open_[-1].line} (BEGIN:{open_[-1].name}) ne se ferme pas. "
            "Exportez-le de nouveau, puis recommencez."
        )
    if not roots:
        raise Unreadable("Ce fichier est vide.")
    return roots


def _begin(made: Component, roots: list[Component], open_: list[Component]) -> None:
    if len(open_) >= DEEPEST:
        raise Unreadable(f"Ligne {made.line} : cet agenda s’emboîte plus profond qu’un agenda ne le fait. Il n’est pas lu.")
    if not open_ and made.name == "VEVENT":  # an event alone, as a mail carries it
        roots.append(Component("VCALENDAR", made.line, inside=[made]))
    elif not open_ and made.name != "VCALENDAR":
        raise Unreadable(f"Ligne {made.line} : {NOT_A_CALENDAR}")
    else:
        (open_[-1].inside if open_ else roots).append(made)
    open_.append(made)


def _end(name: str, line: int, open_: list[Component]) -> None:
    if not open_ or open_[-1].name != name:
        expected = f"« END:{open_[-1].name} » y était attendu" if open_ else "rien n’était ouvert"
        raise Unreadable(f"Ligne {line} : {shown(f'END:{name}')} ne ferme rien, {expected}. Exportez l’agenda de nouveau.")
    open_.pop()


def _add(to: Component, line: int, written: str) -> None:
    if len(written) > LONGEST:
        to.unread.append(line)
        return
    try:
        name, options, value = Contentline(written).parts()  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError):
        to.unread.append(line)
        return
    said = {key.upper(): each if isinstance(each, str) else ",".join(each) for key, each in options.items()}
    to.properties.append(Property(name.upper(), said, str(value), line))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield each logical line with the number of its first physical one; a line that begins with a blank continues."""
    begun, parts = 0, list[str]()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield begun, "".join(parts)
        begun, parts = number, [line] if line.strip() else []
    if parts:
        yield begun, "".join(parts)
