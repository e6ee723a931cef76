"""What the law says on a day, completed by the dated settings of an organisation or a structure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from filage.rules.engine.explained import Explained, Source, unknown
from filage.rules.engine.parameters import FOLDER, DatedValue, Parameter, ParameterError, load_parameter, parameter_codes


@dataclass(frozen=True, slots=True)
class DatedSetting:
    """A value that an organisation or a structure gives to a parameter, from a day on."""

    code: str
    since: date
    value: Decimal
    source: str
    confidence: str


class Law:
    """The parameters of a folder, read one by one when asked, and the settings laid over them."""

    def __init__(self, folder: Path = FOLDER, settings: Iterable[DatedSetting] = ()):
        self.folder = folder
        self.settings: dict[str, list[DatedSetting]] = {}
        for setting in sorted(settings, key=lambda setting: setting.since):
            self.parameter(setting.code)
            self.settings.setdefault(setting.code, []).append(setting)
        self._readings: dict[tuple[str, date], Explained] = {}
        self._nodes: dict[tuple[str, str, Source], Explained] = {}  # one for each value, whatever the days it stands on

    def read(self, code: str, on: date) -> Explained:
        """Return the value of `code` on a day: the structure's setting if it has one, otherwise the law's.

        The value is unknown (never an error) when it is not found, not in force or before the first date;
        an unknown code is a ParameterError that proposes the nearest ones.
        """
        reading = self._readings.get((code, on))
        if reading is None:
            reading = self._readings[(code, on)] = self._read(code, on)
        return reading

    def in_force(self, code: str, on: date) -> bool:
        """Tell whether the parameter has a meaning on a day; `value: null` says that nothing is in force."""
        dated = self.parameter(code).at(on)
        return dated is not None and dated.standing != "none"

    def with_settings(self, settings: Iterable[DatedSetting]) -> Law:
        """Return the same law with more settings; for one code, the latest one on the day wins over every other value."""
        kept = [setting for group in self.settings.values() for setting in group]
        return Law(self.folder, [*kept, *settings])

    def codes(self) -> list[str]:
        """Return the code of every parameter."""
        return parameter_codes(self.folder)

    def parameter(self, code: str) -> Parameter:
        """Return a parameter with all its dates; raise ParameterError when there is none of that code."""
        if not self.folder.joinpath(*code.split(".")).with_suffix(".yaml").is_file():
            near = get_close_matches(code, self.codes(), n=3, cutoff=0.4)
            advice = f" ; codes proches : {', '.join(near)}" if near else ""
            raise ParameterError(f"paramètre inconnu « {code} »{advice}")
        return load_parameter(code, self.folder)

    def overdue(self, on: date) -> list[Parameter]:
        """Return the parameters whose review date is past on that day."""
        return [parameter for parameter in map(self.parameter, self.codes()) if parameter.review_due < on]

    def _read(self, code: str, on: date) -> Explained:
        parameter = self.parameter(code)
        setting = next((kept for kept in reversed(self.settings.get(code, [])) if kept.since <= on), None)
        if setting is not None:
            source = Source(setting.source, "", setting.since, setting.confidence)
            return self._node(parameter, "setting", setting.value, source)
        dated = parameter.at(on)
        warning = ""
        if dated is not None and dated.standing == "expected":
            warning = f"valeur attendue depuis le {dated.since:%d/%m/%Y} et non publiée : la précédente est reconduite"
            dated = _last_published(parameter, dated)
        if dated is None or dated.standing != "known":
            return unknown(parameter.label, unit=parameter.unit, gesture=_gesture(parameter, dated, on), parameter=code)
        source = Source(dated.source, dated.url, dated.since, dated.confidence, warning)
        return self._node(parameter, "law", dated.value, source)

    def _node(self, parameter: Parameter, operation: str, value: Decimal | None, source: Source) -> Explained:
        """Return the same node for a value on each of its days: what is computed from it may be shared too."""
        key = parameter.code, operation, source
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = Explained(value, operation, (), parameter.label, parameter.unit, source, "", parameter.code)
        return node


def _last_published(parameter: Parameter, expected: DatedValue) -> DatedValue | None:
    earlier = [dated for dated in parameter.values if dated.since < expected.since and dated.standing != "expected"]
    return earlier[-1] if earlier else None


def _gesture(parameter: Parameter, dated: DatedValue | None, on: date) -> str:
    if dated is not None and dated.standing == "none":
        return f"Aucune valeur en vigueur au {on:%d/%m/%Y}."
    if dated is None:
        first = parameter.values[0].since
        return parameter.gesture or f"Aucune valeur connue avant le {first:%d/%m/%Y}."
    return parameter.gesture or "Saisir la valeur de la structure, avec sa source."


@cache
def load_law(folder: Path = FOLDER) -> Law:
    """Return the law of a folder of parameters, the same object at each call."""
    return Law(folder)
