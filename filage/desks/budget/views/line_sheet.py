"""The sheet of one line: every field of it, said and read as the cells of the grid are, and what is engaged and paid of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from filage.core.changes import history
from filage.desks.budget.enums import Destination, HostingMode, Nature, Side
from filage.desks.budget.models import Line
from filage.desks.budget.queries import cell_links, cell_parts, cells
from filage.productions.enums import Phase
from filage.productions.models import Production

RATES = ("20", "10", "5,5", "2,1", "20 TTC", "sans")
UNITS = ("forfait", "jours", "heures", "nuits", "repas", "km", "mois", "pièces", "services")
VAT_HINT = "« 20 » : prix hors taxes ; « 20 TTC » : la taxe est dedans ; « sans » : pas de TVA."
PER_HINT = "Cochée, la quantité compte à chaque date qui n’est pas annulée."


@dataclass(frozen=True, slots=True)
class Input:
    """One field of the sheet: the cell that it writes, its label, the text that stands in it."""

    name: str
    label: str
    value: str
    options: Sequence[tuple[str, str]] | None = None  # a closed list, shown as one: what is written, its label
    offers: Sequence[str] = ()  # what may be typed quickly
    hint: str = ""
    kind: str = "text"
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the instalments or of the years: its day or its year, its sum or its share, whether it is paid."""

    head: str
    worth: str
    done: bool = False


def context(production: Production, line: Line) -> dict[str, Any]:
    """Return what the sheet of a line shows; a handful of queries."""
    payments, years = (cell_parts.PARTS[name].rows(line) for name in ("payments", "years"))
    entry = next(iter(history(line)), None)
    return {
        "production": production,
        "line": line,
        "groups": [("Calcul", _counted(line)), ("Rangement", _filed(line)), ("Origine", _said(line))],
        "per": line.per_performance,
        "per_hint": PER_HINT,
        "payments": [Part(*_split(cell_parts.PARTS["payments"].said(row)), row.paid) for row in payments],
        "payments_text": cell_parts.PARTS["payments"].text(payments),
        "years": [Part(*_split(cell_parts.PARTS["years"].said(row))) for row in years],
        "years_text": cell_parts.PARTS["years"].text(years),
        "paid_word": "payé" if line.side == Side.CHARGE else "reçu",
        "last": entry,
    }


def _counted(line: Line) -> list[Input]:
    return [
        _text("label", "Intitulé", line, wide=True),
        _text("quantity", "Quantité", line),
        Input("unit", "Unité", line.unit, offers=UNITS),
        _text("unit_price", "Prix unitaire, €", line, hint="Vide : inconnu."),
        _text("vat_rate", "TVA, %", line, offers=RATES, hint=VAT_HINT),
        _list("status", "État", line, cells.statuses(line.side).values()),
        _text("on", "Échéance", line, hint="Ou des versements, plus bas."),
        *(
            [_text("asked", "Somme demandée, €", line, hint="Si l’accord porte sur une autre.")]
            if line.side == Side.PRODUIT
            else []
        ),
    ]


def _filed(line: Line) -> list[Input]:
    days = cell_links.performances(line.production, line.organisation_id)
    return [
        Input(
            "destination", "Famille", line.destination, options=[(code, f"{code} · {name}") for code, name in Destination.choices]
        ),
        _text("account", "Compte", line),
        _list("phase", "Budget", line, _labels(Phase), empty=False),
        _text(
            "funder",
            "Financeur" if line.side == Side.PRODUIT else "Financeur, s’il la paie",
            line,
            offers=cell_links.funders(line),
        ),
        *([_list("nature", "Apport", line, _labels(Nature))] if line.side == Side.PRODUIT else []),
        _list("activity", "Pour une seule date", line, days.values()),
        *([_list("hosting", "Sur une date, qui paie", line, _labels(HostingMode))] if line.side == Side.CHARGE else []),
    ]


def _said(line: Line) -> list[Input]:
    return [
        _text("source", "D’où vient le prix", line, hint="Devis n°, accord, règle.", wide=True),
        Input("comment", "Commentaire", line.comment, kind="area", wide=True),
    ]


def _text(name: str, label: str, line: Line, *, hint: str = "", offers: Sequence[str] = (), wide: bool = False) -> Input:
    return Input(name, label, cells.written(name, line), hint=hint, offers=offers, wide=wide)


def _list(name: str, label: str, line: Line, options: Iterable[str], *, empty: bool = True) -> Input:
    return Input(
        name, label, cells.written(name, line), options=[*([("", "")] if empty else []), *((one, one) for one in options)]
    )


def _labels(choices: Any) -> list[str]:
    return [str(each.label) for each in choices]


def _split(text: str) -> tuple[str, str]:
    head, _, worth = text.partition(" : ")
    return head, worth.removesuffix(" payé")
