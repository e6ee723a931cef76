"""How the modules of a programme are typed, one a line, and what of a certification they cover."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from filage.rules.reading import Unreadable
from filage.rules.reading.folding import folded
from filage.rules.reading.unreadable import shown

KINDS = {
    "enseigne": "enseigne", "encadre": "encadre", "travail encadre": "encadre", "autonome": "autonome",
    "travail en autonomie": "autonome", "autonomie": "autonome", "examen": "examen", "entreprise": "entreprise",
    "en entreprise": "entreprise",
}  # fmt: skip
TAUGHT, MOST, LONGEST_TITLE, LONGEST_TRACK = "enseigne", 300, 200, 40
EXAMPLE = "écrivez « 1.1 Montage budgétaire | 21 h | BC01-C1, BC01-C2 »"
_LINE = re.compile(r"^\s*(\d+(?:\.\d+){0,3})[.)]?\s+(.+?)\s*$")
_HOURS = re.compile(r"^(\d+(?:[.,]\d{1,4})?)\s*h(?:eures?)?$", re.IGNORECASE)
_CODE = re.compile(r"^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A module as it is typed."""

    code: str
    title: str
    hours: Decimal | None = None
    kind: str = TAUGHT
    track: str = ""
    competences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the modules of a programme cover: the modules of each competence, and the codes that nobody knows."""

    modules: dict[str, tuple[str, ...]]
    unknown: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the competences that no module covers."""
        return tuple(code for code, held in self.modules.items() if not held)


def read(text: str, known: Collection[str] = ()) -> list[Line]:
    """Return the modules of a programme, one a line; Unreadable names the line. `known`: the competences one may name."""
    lines = [(rank, line) for rank, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST:
        raise Unreadable(f"{MOST} modules au plus.")
    found: dict[str, Line] = {}
    for rank, line in lines:
        one = _read(line, rank, known)
        if one.code in found:
            raise Unreadable(f"Ligne {rank} : le module {one.code} est déjà dit.")
        found[one.code] = one
    return list(found.values())


def written(lines: Sequence[Line]) -> str:
    """Return the text that reads as these modules."""
    return "\n".join(" | ".join(part for part in _parts(one) if part) for one in lines)


def order(code: str) -> tuple[int, ...]:
    """Return what sorts the codes of modules: 1.2 before 1.10."""
    return tuple(int(part) for part in code.split("."))


def coverage(competences: Sequence[str], modules: Sequence[Line]) -> Coverage:
    """Return which modules cover each competence, in the order of the certification."""
    held = {code: tuple(one.code for one in modules if code in one.competences) for code in competences}
    named = dict.fromkeys(code for one in modules for code in one.competences)
    return Coverage(held, tuple(code for code in named if code not in held))


def leaves(modules: Sequence[Line]) -> list[Line]:
    """Return the modules without parts: only these carry hours."""
    parents = {one.code.rpartition(".")[0] for one in modules}
    return [one for one in modules if one.code not in parents]


def summed(modules: Sequence[Line], track: str = "") -> tuple[Decimal, int]:
    """Return the hours known in the centre for whoever follows a track, and how many modules say none."""
    followed = [one for one in leaves(modules) if one.track in ("", track) and one.kind not in ("entreprise", "autonome")]
    return sum((one.hours or Decimal(0) for one in followed), Decimal(0)), sum(one.hours is None for one in followed)


def _read(line: str, rank: int, known: Collection[str]) -> Line:
    first, *others = [part.strip() for part in re.split(r"[|\t]", line)]
    found = _LINE.match(first)
    if found is None or len(found[2]) > LONGEST_TITLE:
        raise Unreadable(f"Ligne {rank}, {shown(line)} : {EXAMPLE}.")
    fields: dict[str, object] = {"code": found[1], "title": found[2]}
    for part in filter(None, others):
        codes = tuple(dict.fromkeys(code.upper() for code in re.split(r"[,;\s]+", part)))
        if hours := _HOURS.match(part):
            fields["hours"] = Decimal(hours[1].replace(",", "."))
        elif folded(part) in KINDS:
            fields["kind"] = KINDS[folded(part)]
        elif all(_CODE.match(code) for code in codes):
            if strangers := [code for code in codes if known and code not in known]:
                raise Unreadable(f"Ligne {rank} : la certification n’a pas de compétence {strangers[0]}.")
            fields["competences"] = codes
        elif "track" not in fields and len(part) <= LONGEST_TRACK:
            fields["track"] = part
        else:
            raise Unreadable(f"Ligne {rank}, {shown(part)} : {EXAMPLE}.")
    return Line(**fields)  # type: ignore[arg-type]


def _parts(one: Line) -> list[str]:
    hours = f"{one.hours.normalize():f} h".replace(".", ",") if one.hours is not None else ""
    kind = "" if one.kind == TAUGHT else one.kind
    return [f"{one.code} {one.title}", hours, ", ".join(one.competences), one.track, kind]
