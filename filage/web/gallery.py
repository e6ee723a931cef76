"""Every component with its use and its call: what a builder of pages copies. The works and people are invented."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django import forms
from django.http import HttpRequest
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.text import slugify

from filage.core.marks import Mark
from filage.core.rails.types import Deadline, Finding, Severity
from filage.rules.engine import Partial, given, percent, quantity, unknown
from filage.rules.geography import Town
from filage.web import charts, maps, moves, shapes, tables
from filage.web.pages import whys

SPECIMENS = Path(__file__).parent / "specimens.yaml"
LOADS = "{% load filage %}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A component as the gallery shows it: drawn, and the calls that draw it."""

    title: str
    use: str
    drawn: SafeString
    calls: Sequence[str]

    @property
    def anchor(self) -> str:
        """Return the anchor of the specimen."""
        return f"c-{slugify(self.title)}"


class CachetForm(forms.Form):
    """A form of the gallery."""

    cachet = forms.DecimalField(localize=True, label="Cachet brut", help_text="Minimum 159,56 € depuis le 1er juin 2024")
    funder = forms.ChoiceField(label="Financeur", choices=[("", "Théâtre du Môle, Lorient")], required=False)
    approach = forms.BooleanField(label="Facturer les frais d’approche", required=False)


def specimens(request: HttpRequest) -> list[Specimen]:
    """Return the specimens of the gallery, drawn now."""
    context = Context(samples())
    return [_draw(sheet, context) for sheet in sheets()]


@cache
def sheets() -> Sequence[dict[str, str]]:
    """Return the specimens as written: title, use, and a template."""
    return tuple(yaml.load(SPECIMENS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def samples() -> dict[str, Any]:
    """Return the data that the specimens draw, one name a shape."""
    return {
        "plateau": Decimal("1686.00"),
        "saisi": Decimal("2500.00"),
        "partial": Partial(Decimal("12300.00"), (unknown("Captation vidéo"),)),
        "today": date(2026, 11, 21),
        "friday": date(2027, 4, 16),
        "tuesday": date(2027, 4, 20),
        "good_form": CachetForm(initial={"cachet": Decimal("160.00")}, prefix="ok"),
        "bad_form": _bad_form(),
        "tabs": _tabs(),
        "views": [
            shapes.Link(label="Par destination", url="#c-lectures", current=True),
            shapes.Link(label="Par compte", url="#c-lectures"),
            shapes.Link(label="Par exercice", url="#c-lectures"),
        ],
        "figures": _figures(),
        "duty": Deadline(key="dpae", on=date(2026, 11, 23), title="Déposer deux DPAE", owner="Awa Diarra, Paul Guégan", url="#"),
        "late": Deadline(key="sacd", on=date(2026, 9, 12), title="Envoyer la demande d’autorisation", url="#"),
        "finding": _finding(),
        "missing": _missing(),
        "worn": {"line:captation": Mark("line:captation", "inconnu", ("Un montant est inconnu",))},
        "days": _days(),
        "points": _points(),
        "trip": _trip(),
        "spark": [Decimal(value) for value in (7820, 9790, 2510, 26030, 21050, -2030, -14610, -590, 6130)],
        "parts": [
            ("Sécurisé", Decimal(37400), "full"),
            ("Espéré", Decimal(29000), "part"),
            ("À amortir", Decimal(12000), "hole"),
        ],
        "whole": Decimal(78400),
        "balances": _balances(),
        "rungs": _rungs(),
        "table": _table(),
        "moved": moves.Moved(
            figures=[
                shapes.Move("Marge des dates fermes", "+611,68 €"),
                shapes.Move("Reste à vendre", "12\u00a0dates", before="13\u00a0dates"),
                shapes.Move("Creux de trésorerie", "\u221215 200,00 €", before="\u221214 610,00 €"),
            ],
            findings=[moves.Shift(appears=True, severity="alerte", message="La trésorerie passe sous zéro en mars 2027.")],
        ),
        "why": whys.describe(_explained()),
    }


def _draw(sheet: dict[str, str], context: Context) -> Specimen:
    source = sheet["template"]
    calls = [call for call in re.findall(r"{%[^%]*%}", source) if not re.match(r"{% (if|for|else|end|with|include)", call)]
    return Specimen(
        title=sheet["title"], use=sheet["use"], drawn=Template(LOADS + source).render(context), calls=list(dict.fromkeys(calls))
    )


def _bad_form() -> CachetForm:
    form = CachetForm({"ko-cachet": "130"}, prefix="ko")
    form.add_error("cachet", "Sous le minimum : mettez 159,56 € ou plus.")
    return form


def _tabs() -> list[shapes.Link]:
    named = [
        ("Budget & ressources", 2, "alerte"),
        ("Contrats & règles", 3, "bloquant"),
        ("Organisation", 0, ""),
        ("Promotion", 0, ""),
    ]
    return [
        shapes.Link(label=label, url="#c-onglets", current=not rank, count=count, tone=tone, count_label=f"{tone}s")
        for rank, (label, count, tone) in enumerate(named)
    ]


@dataclass(frozen=True, slots=True)
class _Figure:
    code: str
    label: str
    amount: Decimal | None
    text: str = ""
    unit: str = "EUR"
    note: str = ""
    tone: str = ""
    url: str = ""


def _figures() -> list[_Figure]:
    return [
        _Figure("creation", "Budget de création", Decimal("78400"), note="reste à trouver 12 000 € en prévisionnel"),
        _Figure("plateau", "Coût plateau", Decimal("1686"), note="par représentation"),
        _Figure("empreinte", "Empreinte", None, note="4 trajets sans mode de transport"),
    ]


def _finding() -> Finding:
    return Finding(
        code="VIG-01",
        severity=Severity.BLOQUANT,
        subject="Budget D1 → contrats",
        message="Atelier du Môle : 9 000,00 € HT sans attestation de vigilance",
        remedy="Demander l’attestation",
        remedy_url="#c-constat",
        citation="C. trav., art. L. 8222-1",
    )


def _missing() -> Finding:
    return Finding(
        code="RID-03",
        severity=Severity.INCONNU,
        subject="La Halle du Steir",
        message="Hauteur sous gril : inconnue",
        remedy="Écrire au lieu pour demander sa fiche technique à jour, puis la saisir.",
        citation="Fiche technique § 1",
    )


def _days() -> list[shapes.Day]:
    event = shapes.Event(title="", hour="17 h", work="Petites vagues", place="Saint-Brieuc, L’Anse", state="signe")
    return [shapes.Day(date(2026, 11, day), (event,) if day == 21 else ()) for day in range(20, 24)]


def _trip() -> maps.Map | None:
    places = (
        ("Redon", "2", "signe", 47.65, -2.08),
        ("Quimper", "16", "confirme", 48.0, -4.1),
        ("Vannes", "24", "option", 47.66, -2.76),
    )
    marks = [
        maps.Mark(town=Town(name, "FR", "", "", latitude, longitude, 0), note=days, state=state)
        for name, days, state, latitude, longitude in places
    ]
    return maps.drawn(marks, threads=[[mark.town for mark in marks[:2]]], title="Dates d’avril")


def _points() -> list[charts.Point]:
    ends = [
        (2026, 9, 30),
        (2026, 10, 31),
        (2026, 11, 30),
        (2026, 12, 31),
        (2027, 1, 31),
        (2027, 2, 28),
        (2027, 3, 31),
        (2027, 4, 30),
        (2027, 5, 31),
    ]
    balances = (7820, 9790, 2510, 26030, 21050, -2030, -14610, -590, 6130)
    return [charts.Point(date(*end), Decimal(balance)) for end, balance in zip(ends, balances, strict=True)]


def _balances() -> list[shapes.Balance]:
    secured, hoped = ("Sécurisé", Decimal(37400), "full"), ("Espéré", Decimal(29000), "part")
    whole = Decimal(78400)
    return [
        shapes.Balance(
            label="Prévisionnel",
            note="tout compte",
            value=Decimal(12000),
            parts=[secured, hoped],
            whole=whole,
            text="66 400,00 sur 78 400,00 €",
        ),
        shapes.Balance(
            label="Sécurisé",
            note="à partir de « notifié »",
            value=Decimal(41000),
            parts=[secured],
            whole=whole,
            text="37 400,00 sur 78 400,00 €",
        ),
    ]


def _rungs() -> list[shapes.Rung]:
    return [
        shapes.Rung(label="Coût plateau", value=Decimal("1686.00")),
        shapes.Rung(label="Gestion,", note="12 % du plateau", value=Decimal("202.32")),
        shapes.Rung(label="Prix plancher", value=Decimal("1888.32"), strong=True),
        shapes.Rung(label="Amortissement,", note="12 000,00 € sur 20 dates", value=Decimal("600.00")),
        shapes.Rung(label="Prix de cession calculé", value=Decimal("2488.32"), chosen=True),
    ]


def _table() -> tables.Table:
    columns = (
        tables.Column("Compte", "code", wide=True),
        tables.Column("Avancement", "steps", wide=True),
        tables.Column("Prévu, €", "amount"),
    )
    rows = (
        tables.Row("Interprètes, répétitions", ("641", "", tables.Cell(Decimal("28388.25"), because="demo")), code="A1"),
        tables.Row(
            tables.Cell("Costumes", mark="alerte", note="devis du 20 novembre"), ("607", "", Decimal("3200.00")), code="A2"
        ),
        tables.Row("Captation vidéo", ("623", "en_instruction", None), code="A3"),
    )
    return tables.Table(
        "Charges de création",
        columns,
        (tables.Group(rows, title="Plateau artistique", code="A", cells=("", "", Decimal("31588.25")), unknown=1),),
        header="Ligne",
        total=tables.Row("Total", ("", "", Decimal("31588.25"))),
        total_unknown=1,
        sheet=True,
        codes=True,
    )


def _explained() -> Any:
    """Return the price of the third case of the trade: plateau, gestion and amortissement."""
    cachets = (quantity(5, "Interprètes") * given("160.00", "Cachet brut") * quantity("1.55", "Coefficient de charges")).named(
        "Cachets chargés"
    )
    technique = (quantity(12, "Heures") * given("20.00", "Taux horaire") * quantity("1.65", "Coefficient")).named("Technique")
    plateau = (cachets + technique + given("50.00", "Usure, forfait")).named("Coût plateau")
    gestion = (plateau * percent("12", "Taux de gestion", source="réglage de la structure")).named("Gestion")
    amort = (given("12000.00", "Reste à amortir") / quantity(20, "Dates prévues")).named("Amortissement")
    return (plateau + gestion + amort).named("Prix de cession")
