"""The strict YAML form of a parameter: a misspelt key stops the reading, it never disappears."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import yaml

from filage.rules.engine.parameters import CONFIDENCES, DatedValue, Parameter, ParameterError

PARAMETER_KEYS = ("label", "unit", "values", "confidence", "review", "gesture", "note")
VALUE_KEYS = ("value", "source", "url", "confidence", "note")
REVIEW_KEYS = ("checked_on", "every_months")
LEGIBLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_parameter(code: str, text: str, file: str) -> Parameter:
    """Return the parameter written in `text`; `file` is named by the errors."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}, ligne {mark.line + 1}" if mark else file
        raise ParameterError(f"{place} : YAML illisible ({getattr(error, 'problem', None) or error})") from error
    if root is None:
        raise ParameterError(f"{file} : fichier vide")
    return _Reader(file).parameter(code, root)


class _Reader:
    """Turns YAML nodes, which keep their line and their very text, into a Parameter."""

    def __init__(self, file: str):
        self.file = file

    def parameter(self, code: str, root: yaml.Node) -> Parameter:
        fields = self.mapping(root, PARAMETER_KEYS, required=("label", "unit", "values", "review"))
        confidence = self.confidence(fields["confidence"]) if "confidence" in fields else ""
        review = self.mapping(fields["review"], REVIEW_KEYS, required=REVIEW_KEYS)
        return Parameter(
            code=code,
            label=self.text(fields["label"]),
            unit=self.text(fields["unit"]),
            values=self.values(fields["values"], confidence),
            checked_on=self.day(review["checked_on"]),
            review_months=self.months(review["every_months"]),
            gesture=self.text(fields["gesture"]) if "gesture" in fields else "",
            note=self.text(fields["note"]) if "note" in fields else "",
        )

    def values(self, node: yaml.Node, confidence: str) -> tuple[DatedValue, ...]:
        found: dict[date, DatedValue] = {}
        for key, item in self.pairs(node):
            since = self.day(key)
            if since in found:
                raise self.error(key, f"date en double : {since}")
            found[since] = self.dated(since, item, confidence)
        if not found:
            raise self.error(node, "aucune valeur datée")
        return tuple(found[since] for since in sorted(found))

    def dated(self, since: date, node: yaml.Node, confidence: str) -> DatedValue:
        if isinstance(node, yaml.ScalarNode):
            if node.value in ("unknown", "expected"):
                return DatedValue(since, "unknown" if node.value == "unknown" else "expected")
            raise self.error(node, f"« {node.value} » : attendu {{value: …, source: …}}, unknown ou expected")
        fields = self.mapping(node, VALUE_KEYS, required=("value", "source"))
        confidence = self.confidence(fields["confidence"]) if "confidence" in fields else confidence
        if not confidence:
            raise self.error(node, f"confidence manque ; valeurs admises : {', '.join(CONFIDENCES)}")
        value = self.number(fields["value"])
        return DatedValue(
            since=since,
            standing="none" if value is None else "known",
            value=value,
            source=self.text(fields["source"]),
            url=self.text(fields["url"]) if "url" in fields else "",
            confidence=confidence,
            note=self.text(fields["note"]) if "note" in fields else "",
        )

    def pairs(self, node: yaml.Node) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
        if not isinstance(node, yaml.MappingNode):
            raise self.error(node, "attendu une suite de « clé: valeur »")
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.error(key, "une clé est un texte ou une date")
        return list(node.value)

    def mapping(self, node: yaml.Node, allowed: tuple[str, ...], *, required: tuple[str, ...]) -> dict[str, yaml.Node]:
        fields: dict[str, yaml.Node] = {}
        for key, item in self.pairs(node):
            if not key.tag.endswith(":str"):
                raise self.error(
                    key, f"clé « {key.value} » : YAML ne la lit pas comme un texte ; clés admises : {', '.join(allowed)}"
                )
            if key.value not in allowed:
                raise self.error(key, f"clé inconnue « {key.value} » ; clés admises : {', '.join(allowed)}")
            if key.value in fields:
                raise self.error(key, f"clé en double « {key.value} »")
            fields[key.value] = item
        absent = [key for key in required if key not in fields]
        if absent:
            raise self.error(node, f"clé manquante : {', '.join(absent)} ; clés admises : {', '.join(allowed)}")
        return fields

    def text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.tag.endswith(":str") or not node.value.strip():
            raise self.error(node, "attendu un texte (entre guillemets s’il ressemble à un nombre, une date ou oui/non)")
        return str(node.value)

    def number(self, node: yaml.Node) -> Decimal | None:
        if isinstance(node, yaml.ScalarNode):
            if node.tag.endswith(":null"):
                return None
            if node.tag.endswith((":str", ":int")) and LEGIBLE_NUMBER.fullmatch(node.value):
                return Decimal(node.value)
            if node.tag.endswith(":float"):
                raise self.error(node, f'{node.value} est un flottant : écrire « "{node.value}" » entre guillemets')
        raise self.error(node, 'attendu un nombre entre guillemets ("1.55") ou null')

    def day(self, node: yaml.Node) -> date:
        if isinstance(node, yaml.ScalarNode) and ISO_DATE.fullmatch(node.value):
            try:
                return date.fromisoformat(node.value)
            except ValueError:
                pass
        raise self.error(node, f"« {node.value if isinstance(node, yaml.ScalarNode) else '…'} » n’est pas une date AAAA-MM-JJ")

    def months(self, node: yaml.Node) -> int:
        if isinstance(node, yaml.ScalarNode) and re.fullmatch(r"[1-9][0-9]{0,2}", node.value):
            return int(node.value)
        raise self.error(node, "every_months : attendu un nombre entier de mois")

    def confidence(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value in CONFIDENCES:
            return str(node.value)
        raise self.error(node, f"confidence inconnue ; valeurs admises : {', '.join(CONFIDENCES)}")

    def error(self, node: yaml.Node, message: str) -> ParameterError:
        return ParameterError(f"{self.file}, ligne {node.start_mark.line + 1} : {message}")
