"""How a rule of `calculer` reads which certification is meant: its code, or what it is made of."""

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from filage.cli.rules.numbers import refuse
from filage.cli.rules.shapes import BadInput
from filage.rules.schooling.certification import Certification
from filage.rules.schooling.deliberation import Frame, frame
from filage.rules.schooling.record import certifications

MOST = 1000  # competences of a record


def known(code: str) -> Certification:
    """Return the certification of a code, « RNCP39624 » or « 39624 »; BadInput when Filage does not know it."""
    asked = code.replace(" ", "").upper()
    found = certifications().get(f"RNCP{asked}" if asked.isdecimal() else asked)
    if found is None:
        raise BadInput("certification", f"« {code[:40]} » n’est pas connue de Filage ; connues : {', '.join(certifications())}")
    return found


def asked_by(certification: "str | Frame") -> Frame:
    """Return what a certification asks of a jury; BadInput when its code is not known."""
    return frame(known(certification)) if isinstance(certification, str) else certification


@dataclass(frozen=True, slots=True)
class Record:
    """A certification in JSON: the code of one that Filage knows, or an object with its `blocs` and its `competences`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_read)

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        row = {
            "type": "object",
            "required": ["code", "bloc"],
            "properties": {"code": {"type": "string"}, "bloc": {"type": "string"}},
        }
        made = {"type": "object", "required": ["competences"], "properties": {"competences": {"type": "array", "items": row}}}
        return {"anyOf": [{"type": "string"}, made], "description": "un code, ou un objet qui dit ses compétences et leur bloc"}


def _read(value: Any) -> "str | Frame":
    if isinstance(value, str):
        return value
    rows = value.get("competences") if isinstance(value, dict) else None
    if not isinstance(rows, list) or not 0 < len(rows) <= MOST:
        raise refuse("doit être un code, ou un objet avec ses « competences »")
    codes: list[tuple[Any, Any]] = [(_code(row), row.get("bloc") if isinstance(row, dict) else None) for row in rows]
    if not all(isinstance(code, str) and isinstance(block, str) for code, block in codes):
        raise refuse("chaque compétence dit son « code » et son « bloc »")
    if len(dict(codes)) < len(codes):
        raise refuse("une compétence est en double")
    named = value.get("blocs")
    blocks: list[Any] = (
        [_code(row) for row in named] if isinstance(named, list) else list(dict.fromkeys(block for _, block in codes))
    )
    if strangers := {block for _, block in codes} - set(blocks):
        raise refuse(f"bloc inconnu : {', '.join(sorted(map(str, strangers)))[:80]}")
    return Frame(tuple(blocks), dict(codes), {})


def _code(row: Any) -> Any:
    return row.get("code", row.get("id")) if isinstance(row, dict) else row
