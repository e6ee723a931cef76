"""Says what each line of the workbook holds, cell by cell, so that a workbook that comes back is compared with what left."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from filage.documents.shapes import ChargeLine, Hypotheses, IncomeLine, TeamLine, TravelLine, WorkbookData
from filage.documents.text import clean
from filage.documents.workbook import vocabulary
from filage.documents.workbook.vocabulary import phase, status, yes

STAMP = "filage-classeur-1"
PLACES = Decimal("1e-6")


@dataclass(frozen=True, slots=True)
class Field:
    """A column that may be read back: its heading, its name, what kind of thing it holds, what it is called in a sentence."""

    heading: str
    name: str
    kind: str  # text, number, percent, day
    label: str = ""

    @property
    def said(self) -> str:
        """Return how a sentence calls it."""
        return self.label or self.heading.lower()


@dataclass(frozen=True, slots=True)
class Kept:
    """A line of the workbook: its sheet, its stable id, the name of the line, the text of each of its cells."""

    sheet: str
    id: str
    label: str
    cells: Mapping[str, str]

    @property
    def written(self) -> str:
        """Return the line as the register keeps it."""
        return json.dumps({"": self.label} | {name: text for name, text in self.cells.items() if text}, ensure_ascii=False)


def _text(*pairs: tuple[str, str]) -> tuple[Field, ...]:
    return tuple(Field(heading, name, "text") for heading, name in pairs)


def _number(heading: str, name: str, label: str = "", kind: str = "number") -> Field:
    return Field(heading, name, kind, label)


FIELDS: dict[str, tuple[Field, ...]] = {
    "Hypothèses": (_number("Valeur", "value", "valeur"),),
    "Équipe": (
        *_text(("Fonction", "function"), ("Personne", "person"), ("Statut", "status"), ("Phase", "phase")),
        *_text(("Poste", "destination"), ("Compte", "account"), ("Exercice", "fiscal_year")),
        _number("Quantité", "quantity"), *_text(("Unité", "unit")), _number("Brut unitaire", "gross"),
        _number("Coef. employeur", "coefficient", "coefficient employeur"), *_text(("Variable", "variable")),
    ),
    "Production": (
        *_text(("Poste", "destination"), ("Compte", "account"), ("Libellé", "label"), ("Unité", "unit")),
        _number("Qté", "quantity", "quantité"), _number("Prix unitaire", "unit_price"), *_text(("Variable", "variable")),
        *_text(("Phase", "phase"), ("Exercice", "fiscal_year"), ("HT/TTC", "tax")), _number("TVA", "vat_rate", "TVA", "percent"),
        *_text(("Financeur", "funder"), ("Commentaire", "comment"), ("Justificatif", "source")),
    ),
    "VHR": (
        *_text(("Date (réf.)", "ref"), ("Nature", "kind"), ("Libellé", "label"), ("Unité", "unit")),
        _number("Qté", "quantity", "quantité"), _number("Prix unitaire", "unit_price"),
        *_text(("Prise en charge", "mode"), ("Variable", "variable"), ("Phase", "phase"), ("Compte", "account")),
        *_text(("Exercice", "fiscal_year"), ("HT/TTC", "tax")), _number("TVA", "vat_rate", "TVA", "percent"),
        *_text(("Commentaire", "comment"), ("Justificatif", "source")),
    ),
    "Financement": (
        *_text(("Partenaire", "label"), ("Type", "kind"), ("Dispositif", "scheme"), ("Phase", "phase"), ("Compte", "account")),
        *_text(("Exercice", "fiscal_year")), _number("Qté", "quantity", "quantité"), _number("Prix unitaire", "unit_price"),
        *_text(("Variable", "variable")), _number("Demandé ou prévu", "asked", "montant demandé"),
        _number("Obtenu", "granted", "montant obtenu"), *_text(("Statut", "status")),
        Field("Dépôt", "filed_on", "day"), Field("Réponse", "answer_on", "day"),
        *_text(("Financeur public", "funder_kind"), ("Commentaire", "comment"), ("Pièce", "source")),
    ),
}  # fmt: skip
NAMED = {"Hypothèses": "Hypothèse", "Équipe": "Fonction", "Production": "Libellé", "VHR": "Libellé", "Financement": "Partenaire"}


def stamp(data: WorkbookData) -> str:
    """Return when a workbook left: its day and the version it was made after."""
    return json.dumps({"le": data.issued.isoformat(), "version": data.version}, ensure_ascii=False)


def kept(data: WorkbookData) -> list[Kept]:
    """Return every line that may be read back, as the workbook shows it."""
    lines: Iterator[Kept] = iter(
        [
            *_hypotheses(data.hypotheses),
            *(Kept("Équipe", line.id, line.function, _team(line)) for line in data.team),
            *(Kept("Production", line.id, line.label, _charge(line)) for line in data.charges),
            *(Kept("VHR", line.id, line.label, _travel(line)) for line in data.travel),
            *(Kept("Financement", line.id, line.label, _income(line)) for line in data.income),
        ]
    )
    return [Kept(line.sheet, line.id, line.label, {name: _clean(text) for name, text in line.cells.items()}) for line in lines]


def number_text(value: Decimal | int | None) -> str:
    """Return a number as the register keeps it: « 1234.5 », an empty text when it is unknown."""
    if value is None:
        return ""
    return f"{Decimal(value).quantize(PLACES).normalize() + 0:f}"


def _clean(text: str) -> str:
    return " ".join(clean(text).split())


def _hypotheses(given: Hypotheses) -> Iterator[Kept]:
    from filage.documents.workbook.hypotheses import ROWS, ZERO_WHEN_ABSENT  # it writes what this module names

    for _, fields in ROWS:
        for field, _, label, _, _ in fields:
            value: Decimal | int | None = getattr(given, field)
            if value is None and field in ZERO_WHEN_ABSENT:
                value = 0
            yield Kept("Hypothèses", field, label, {"value": number_text(value)})


def _team(line: TeamLine) -> dict[str, str]:
    texts = {"function": line.function, "person": line.person, "status": line.status, "phase": phase(line.phase)}
    texts |= {"destination": line.destination, "account": line.account, "fiscal_year": line.fiscal_year, "unit": line.unit}
    numbers = {"quantity": line.quantity, "gross": line.gross, "coefficient": line.coefficient}
    return texts | _numbers(numbers) | {"variable": yes(line.variable)}


def _charge(line: ChargeLine) -> dict[str, str]:
    account = vocabulary.INTERNAL if line.internal else line.account
    texts = {"destination": line.destination, "account": account, "label": line.label, "unit": line.unit, "tax": line.tax}
    texts |= {"phase": phase(line.phase), "fiscal_year": line.fiscal_year, "funder": line.funder, "comment": line.comment}
    numbers = {"quantity": line.quantity, "vat_rate": line.vat_rate}
    numbers |= {} if line.price_from else {"unit_price": line.unit_price}
    return texts | _numbers(numbers) | {"variable": yes(line.variable), "source": line.source}


def _travel(line: TravelLine) -> dict[str, str]:
    ref = vocabulary.EVERY_DATE if line.variable else line.ref
    texts = {"ref": ref, "kind": line.kind, "label": line.label, "unit": line.unit, "mode": vocabulary.MODES[line.mode]}
    texts |= {"phase": phase(line.phase), "account": line.account, "fiscal_year": line.fiscal_year, "tax": line.tax}
    numbers = {"quantity": line.quantity, "unit_price": line.unit_price, "vat_rate": line.vat_rate}
    return texts | _numbers(numbers) | {"variable": yes(line.variable), "comment": line.comment, "source": line.source}


def _income(line: IncomeLine) -> dict[str, str]:
    account = vocabulary.INTERNAL if line.internal else line.account
    texts = {"label": line.label, "kind": line.kind, "scheme": line.scheme, "phase": phase(line.phase), "account": account}
    texts |= {"fiscal_year": line.fiscal_year, "variable": yes(line.variable), "comment": line.comment}
    texts |= {"status": status(line.status, certain=line.certain), "source": line.paper or line.source}
    texts |= {"funder_kind": vocabulary.FUNDER_KINDS.get(line.funder_kind, "")}
    days = {"filed_on": _day(line.filed_on), "answer_on": _day(line.answer_on)}
    numbers: dict[str, Decimal | int | None] = {"granted": line.granted}
    if line.price_from == "":
        sold = line.quantity is not None
        typed = line.asked if line.asked is not None else line.granted
        numbers |= {"quantity": line.quantity, "unit_price": line.unit_price} if sold else {"asked": typed}
    return texts | days | _numbers(numbers)


def _numbers(values: Mapping[str, Decimal | int | None]) -> dict[str, str]:
    return {name: number_text(value) for name, value in values.items()}


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
