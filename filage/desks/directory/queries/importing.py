"""What a list of contacts says, line by line, and which cards it already knows: nothing is written here."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from filage.desks.directory.enums import Function
from filage.desks.directory.models import Affiliation
from filage.documents import vcards
from filage.documents.recap import files
from filage.documents.sheets import Bounds, Cell, Grid
from filage.productions.models import Person, Structure
from filage.rules import identity
from filage.rules.directory import alike, columns, labels
from filage.rules.reading import Unreadable
from filage.rules.reading.folding import folded

MEGABYTES = 20
BOUNDS = Bounds(
    largest=MEGABYTES * 1024 * 1024,
    rows=60_000,
    columns=120,
    cells=3_000_000,
    too_big=f"Ce fichier dépasse {MEGABYTES} Mo : coupez-le en plusieurs, puis recommencez. Rien n’a été écrit.",
    too_long="Ce fichier dépasse 60 000 lignes ou 120 colonnes : coupez-le en plusieurs. Rien n’a été écrit.",
)
OF_CONTACTS = {  # what is said of the file of a payroll firm, as it is said of a list of contacts
    files.PDF: "Ce fichier est un PDF : demandez la même liste en .xlsx ou en .csv, un nom lu sur une image n’est pas sûr.",
    files.NOT_A_TEXT: "Ce fichier n’est ni un classeur (.xlsx, .ods), ni un texte (.csv), ni un carnet d’adresses (.vcf).",
}
FORMULA = re.compile(r"\A[=+@\t\r]|\A-[^\d\s]")
LONGEST = {"name": 200, "person": 160, "title": 120, "phone": 40, "address": 300, "postal_code": 12, "city": 120, "website": 200,
           "note": 2_000, "source": 200, "network": 300}  # fmt: skip
LABEL_WORDS = {folded(each.name): code for code, each in labels.known_labels().items()} | {
    folded(code): code for code in labels.known_labels()
}
FUNCTION_WORDS: tuple[tuple[Function, str], ...] = (
    (Function.SECRETARIAT_GENERAL, r"secretari|secretaire general"),
    (Function.PROGRAMMATION, r"programm|conseiller.*artistique"),
    (Function.ADMINISTRATION, r"administra|comptab|gestion"),
    (Function.TECHNIQUE, r"techni|regi[es]|plateau"),
    (Function.COMMUNICATION, r"communic|presse"),
    (Function.RELATIONS_PUBLIQUES, r"relations? (avec les )?publi|\brp\b"),
    (Function.BILLETTERIE, r"billet|accueil"),
    (Function.MEDIATION, r"mediat|action culturelle"),
    (Function.DIFFUSION, r"diffus|booking|tourn"),
    (Function.PRODUCTION, r"product"),
    (Function.DIRECTION, r"direct|dirige|president|maire|elue?\b"),
    (Function.CONSEIL, r"conseil|drac|tutelle"),
)
COUNTRIES = {"": "FR", "france": "FR", "belgique": "BE", "suisse": "CH", "luxembourg": "LU", "espagne": "ES", "italie": "IT",
             "allemagne": "DE", "canada": "CA", "quebec": "CA", "royaume-uni": "GB", "portugal": "PT"}  # fmt: skip
YES = {"oui", "x", "1", "true", "vrai", "o", "yes"}
NEW, KNOWN, TO_CHECK, TWICE, REFUSED = "nouveau", "connu", "a_verifier", "double", "refuse"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: what it says of a house and of somebody there, what was left out of it and why."""

    number: int  # as the reader counts: the first line of the file is 1
    values: dict[str, str]
    labels: tuple[str, ...] = ()
    disciplines: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    refused: str = ""

    def __getitem__(self, role: str) -> str:
        if role not in columns.ROLES:
            raise KeyError(role)
        return self.values.get(role, "")

    def some(self, *roles: str) -> dict[str, str]:
        """Return what it says of some roles, empty where it says nothing."""
        return {role: self.values.get(role, "") for role in roles}


@dataclass(slots=True)
class Matched:
    """A line beside the cards: what becomes of it, the card it is or may be, and the person it is."""

    line: Line
    state: str
    structure: UUID | None = None
    near: str = ""  # the name of the card it may be
    person: UUID | None = None
    first: int | None = None  # the line of the same list that speaks of the same house


@dataclass(slots=True)
class Cards:
    """The cards that are there already, by what tells one from another; three queries."""

    organisation: Any
    by_siret: dict[str, UUID] = field(default_factory=dict)
    by_place: dict[tuple[str, str], UUID] = field(default_factory=dict)
    by_code: dict[str, list[tuple[str, str, UUID]]] = field(default_factory=lambda: defaultdict(list))
    by_town: dict[tuple[str, str], tuple[str, str, UUID]] = field(default_factory=dict)  # whatever its code: a CEDEX…
    people: dict[tuple[str, UUID], UUID] = field(default_factory=dict)  # by name and house: two may bear one name
    emails: dict[str, UUID] = field(default_factory=dict)

    def read(self) -> "Cards":
        """Read the cards of the organisation, ours left aside."""
        rows = Structure.objects.within(self.organisation).filter(ours=False)
        told = rows.values_list("pk", "name", "postal_code", "city", "siret")
        for pk, name, code, city, siret in told.iterator(chunk_size=5_000):
            self.add(pk, name, code.replace(" ", ""), city, siret)
        people = Person.objects.within(self.organisation).exclude(email="")
        self.emails = {email.lower(): pk for pk, email in people.values_list("pk", "email").iterator()}
        roles = Affiliation.objects.within(self.organisation).values_list("person", "person__name", "structure", "email")
        for pk, name, structure, email in roles.iterator(chunk_size=5_000):
            self.people.setdefault((alike.normalised(name), structure), pk)
            if email:
                self.emails.setdefault(email.lower(), pk)
        return self

    def person(self, line: Line, structure: UUID | None) -> UUID | None:
        """Return who a line speaks of: she of that address, or of that name in that house."""
        if not line["person"]:
            return None
        found = self.emails.get(line["email"].lower()) if line["email"] else None
        return found or (self.people.get((alike.normalised(line["person"]), structure)) if structure else None)

    def add(self, pk: UUID, name: str, code: str, city: str, siret: str) -> None:
        """Keep a card under all that names it."""
        normalised = alike.normalised(name)
        if siret:
            self.by_siret.setdefault(siret, pk)
        self.by_place.setdefault((normalised, code), pk)
        self.by_code[code].append((normalised, name, pk))
        if city:
            self.by_town.setdefault((normalised, _town(city)), (normalised, name, pk))


def grids(content: bytes) -> list[Grid]:
    """Return the tables of a file; Unreadable, in one French sentence, when it is none that we read."""
    if vcards.is_vcard(content):
        return [vcards.read(content, BOUNDS)]
    try:
        return files.read(content, BOUNDS)
    except Unreadable as refusal:
        raise Unreadable(OF_CONTACTS.get(str(refusal), str(refusal))) from refusal


def texts(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Return cells as texts: a postal code that a spreadsheet made a number loses no zero."""
    return [[_text(cell) for cell in row] for row in rows]


def lines(rows: Sequence[Sequence[str]], header: int, roles: Sequence[str]) -> Iterator[Line]:
    """Yield what each row under the headings says; an empty row is none."""
    for rank, row in enumerate(rows[header + 1 :], start=header + 2):
        said: dict[str, list[str]] = defaultdict(list)
        for role, cell in zip(roles, row, strict=False):
            if role and (bare := _clean(cell)):
                said[role].append(bare)
        if said:
            yield _line(rank, said)


def matched(found: Sequence[Line], cards: Cards, decisions: dict[str, str], told: Any = None) -> list[Matched]:
    """Return what becomes of each line: SIRET first, then name and postal code, then likeness, which a reader decides."""
    seen: dict[str, int] = {}
    made: list[Matched] = []
    for rank, line in enumerate(found):
        made.append(_match(line, cards, decisions, seen))
        if told is not None and rank % 1_000 == 0:
            told(rank, len(found))
    return made


def tally(found: Sequence[Matched]) -> Counter[str]:
    """Return how many lines there are of each state."""
    return Counter(one.state for one in found)


@lru_cache(maxsize=4_096)
def function_of(title: str) -> Function:
    """Return what a title says one does: « Directrice de la programmation » is of the programmation."""
    words = folded(title)
    return next((function for function, pattern in FUNCTION_WORDS if re.search(pattern, words)), Function.AUTRE)


def _match(line: Line, cards: Cards, decisions: dict[str, str], seen: dict[str, int]) -> Matched:
    if line.refused:
        return Matched(line, REFUSED)
    if not line["name"]:
        person = cards.person(line, None)
        return Matched(line, KNOWN if person else NEW, person=person)
    name, code = alike.normalised(line["name"]), line["postal_code"]
    keys = [f"{name}|{code}|{'' if code else folded(line['city'])}", *([f"siret:{line['siret']}"] if line["siret"] else [])]
    first = next((seen[key] for key in keys if key in seen), None)
    known = cards.by_siret.get(line["siret"]) if line["siret"] else None
    known = known or (cards.by_place.get((name, code)) if code else None)
    if first is not None:
        return Matched(line, TWICE, known, person=cards.person(line, known), first=first)
    seen.update(dict.fromkeys(keys, line.number))
    if known:
        return Matched(line, KNOWN, known, person=cards.person(line, known))
    near, decided = _nearest(name, line, cards), decisions.get(str(line.number), "")
    if near is None or decided == NEW:
        return Matched(line, NEW, person=cards.person(line, None))
    state = KNOWN if decided == str(near[2]) else TO_CHECK
    return Matched(line, state, near[2], near[1], cards.person(line, near[2]))


def _nearest(name: str, line: Line, cards: Cards) -> tuple[str, str, UUID] | None:
    """Return the card of this name in this town, else that of this postal code, or of none, whose name is the nearest."""
    if line["city"] and (same := cards.by_town.get((name, _town(line["city"])))):
        return same
    code = line["postal_code"]
    best, found = 0.0, None
    for each in (*cards.by_code.get(code, ()), *(cards.by_code.get("", ()) if code else ())):
        how_near = 1.0 if each[0] == name else alike.likeness(name, each[0])
        if how_near > best:
            best, found = how_near, each
    return found


def _town(city: str) -> str:
    return folded(city).partition(" cedex")[0]


def _line(number: int, said: dict[str, list[str]]) -> Line:
    faults: list[str] = []
    values = {role: cells[0] for role, cells in said.items() if role not in ("label", "discipline")}
    values["network"] = ", ".join(said.get("network", ()))[: LONGEST["network"]]
    if "note" in said:
        values["note"] = "\n".join(said["note"])
    whole = " ".join(filter(None, [values.pop("first_name", ""), values.pop("last_name", "")]))
    values["person"] = values.get("person", "") or whole
    _check(values, faults)
    for role, most in LONGEST.items():
        if len(values.get(role, "")) > most:
            values[role] = values[role][:most].rstrip()
            faults.append(f"{role} coupé à {most} signes")
    marks = [code for text in said.get("label", ()) for code in _labels(text)]
    fields = [code for text in said.get("discipline", ()) for code in _disciplines(text)]
    refused = "" if values.get("name") or values.get("person") else "ni structure ni personne"
    return Line(number, values, tuple(dict.fromkeys(marks)), tuple(dict.fromkeys(fields)), tuple(faults), refused)


def _check(values: dict[str, str], faults: list[str]) -> None:
    """Keep what can be what it says it is; what cannot is left out, and said."""
    for role, fault in (("siret", identity.siret_fault), ("vat_number", identity.vat_number_fault)):
        if text := values.get(role, ""):
            values[role] = identity.compact(text)
            if said := fault(text):
                values[role] = ""
                faults.append(f"{'SIRET' if role == 'siret' else 'n° de TVA'} « {text[:20]} » laissé : {said}")
    if text := values.get("email", ""):
        try:
            validate_email(text.strip().lower())
            values["email"] = text.strip()
        except ValidationError:
            values["email"] = ""
            faults.append(f"courriel « {text[:40]} » laissé : il n’a pas la forme d’une adresse")
    values["postal_code"] = _postal(values.get("postal_code", ""), values.get("country", ""))
    values["country"] = _country(values.get("country", ""))
    for role, largest in (("latitude", 90), ("longitude", 180)):
        values[role] = _degrees(values.get(role, ""), largest)
    seats = re.sub(r"\D", "", values.get("capacity", "").split(".")[0].split(",")[0])
    values["capacity"] = seats if seats and int(seats[:9]) <= 200_000 and len(seats) < 7 else ""


def _labels(text: str) -> Iterator[str]:
    for part in re.split(r"[,;/|]", text):
        words = folded(part)
        if code := LABEL_WORDS.get(words) or LABEL_WORDS.get(words.split(" (")[0]):
            yield code


def _disciplines(text: str) -> Iterator[str]:
    known = {folded(name): code for code, name in labels.disciplines().items()} | {code: code for code in labels.disciplines()}
    for part in re.split(r"[,;/|]", text):
        if code := known.get(folded(part)):
            yield code


def _clean(cell: str) -> str:
    """Return a cell without what a spreadsheet would compute, nor signs that nobody sees."""
    bare = (cell if cell.isprintable() else "".join(sign for sign in cell if sign.isprintable() or sign == "\n")).strip()
    while FORMULA.match(bare) and not re.fullmatch(r"\+[\d\s().-]{6,}", bare):
        bare = bare[1:].lstrip()
    return bare


def _text(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}" if cell == cell.to_integral() else f"{cell:f}"
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell or ""


def _postal(text: str, country: str) -> str:
    bare = re.sub(r"\s", "", text)
    return bare.zfill(5) if bare.isdigit() and len(bare) == 4 and _country(country) == "FR" else bare[:12]


def _country(text: str) -> str:
    words = folded(text)
    letters = COUNTRIES.get(words, words.upper())
    return letters if len(letters) == 2 and letters.isascii() and letters.isalpha() else "FR"


def _degrees(text: str, largest: int) -> str:
    try:
        found = Decimal(text.replace(",", ".").strip()).quantize(Decimal("0.0001"))
    except InvalidOperation:
        return ""
    return str(found) if abs(found) <= largest else ""


def opposed(line: Line) -> bool:
    """Tell whether a line says that somebody does not want to be written to."""
    return folded(line["opposed"]) in YES
