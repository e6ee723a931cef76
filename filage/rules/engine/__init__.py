"""The doors of the rules engine: explained amounts, dated parameters and named roundings."""

from filage.rules.engine.explained import (
    Deferred,
    Explained,
    Operand,
    Source,
    UnknownValue,
    given,
    maximum,
    minimum,
    percent,
    quantity,
    sum_of,
    unknown,
)
from filage.rules.engine.explanation import explain, formula, sources, warnings
from filage.rules.engine.law import DatedSetting, Law, load_law
from filage.rules.engine.parameters import Parameter, ParameterError
from filage.rules.engine.partial import Partial, total
from filage.rules.engine.rounding import (
    ceil_units,
    to_cent,
    to_cent_largest_remainder,
    to_euro_largest_remainder,
    to_ten_thousandth,
)

__all__ = [
    "DatedSetting",
    "Deferred",
    "Explained",
    "Law",
    "Operand",
    "Parameter",
    "ParameterError",
    "Partial",
    "Source",
    "UnknownValue",
    "ceil_units",
    "explain",
    "formula",
    "given",
    "load_law",
    "maximum",
    "minimum",
    "percent",
    "quantity",
    "sources",
    "sum_of",
    "to_cent",
    "to_cent_largest_remainder",
    "to_euro_largest_remainder",
    "to_ten_thousandth",
    "total",
    "unknown",
    "warnings",
]
