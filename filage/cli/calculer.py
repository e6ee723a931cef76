"""`filage calculer`: one JSON object in, one out; a list in, a list out."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from filage.cli.rules import RULES

if TYPE_CHECKING:
    from pydantic import BaseModel

    from filage.cli.rules.shapes import BadInput

BIGGEST = 32 * 1024 * 1024  # bytes of JSON read
SHOWN_ERRORS = 10
REFUSED = 2
_PATTERNS = {"^[A-Z]{2}$": "doit être un pays en deux lettres capitales, comme FR ou BE"}


def calculer(
    regle: Annotated[str, typer.Argument(metavar="REGLE", help="La règle : " + ", ".join(RULES) + ".")],
    schema: Annotated[bool, typer.Option("--schema", help="Imprime le schéma JSON de l’entrée et de la sortie.")] = False,
    expliquer: Annotated[bool, typer.Option("--expliquer", help="Ajoute « pourquoi » : formules, entrées et sources.")] = False,
) -> None:
    """Calcule une règle : JSON lu sur l’entrée standard, JSON écrit sur la sortie standard."""
    module = _rule(regle)
    if schema:
        _print(_schema(module))
        return
    data = _read_json()
    try:
        results = [_answer(module, item, rank, expliquer) for rank, item in _items(data)]
    except _Refused as refused:
        _stop(str(refused))
    _print(results if isinstance(data, list) else results[0])


class _Refused(Exception):
    """The input cannot be taken; the text says why, one line a field."""


class _NotJson(ValueError):
    """A text that JSON readers of other languages would not take, or that says a key twice."""


def _rule(name: str) -> Any:
    if name not in RULES:
        near = get_close_matches(name, RULES, n=1)
        advice = f" (vouliez-vous « {near[0]} » ?)" if near else ""
        _stop(f"Règle inconnue « {name} »{advice}. Règles : {', '.join(RULES)}.")
    return importlib.import_module(f"filage.cli.rules.{RULES[name][0]}")


def _items(data: object) -> list[tuple[int | None, object]]:
    return list(enumerate(data)) if isinstance(data, list) else [(None, data)]


def _answer(module: Any, item: object, rank: int | None, expliquer: bool) -> dict[str, Any]:
    from pydantic import ValidationError

    from filage.cli.rules.shapes import BadInput

    place = "" if rank is None else f"{rank}."
    try:
        answer = module.answer(module.ENTREE.model_validate(item))
    except BadInput as error:
        raise _Refused(_line(place, error)) from None
    except ValidationError as error:
        raise _Refused("\n".join(_lines(module.ENTREE, place, error.errors(include_url=False, include_input=False)))) from None
    found: dict[str, Any] = answer.sortie.model_dump(mode="json")
    found["avertissements"] = found.pop("avertissements")  # last, after the figures
    if expliquer:
        found["pourquoi"] = answer.why()
    return found


def _read_json() -> object:
    if sys.stdin.isatty():
        sys.stderr.write("En attente de JSON sur l’entrée standard (Ctrl+D pour finir)…\n")
    raw = sys.stdin.buffer.read(BIGGEST + 1)
    if len(raw) > BIGGEST:
        _stop(f"Entrée trop grande : {BIGGEST // 1024 // 1024} Mo au plus.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _stop(f"L’entrée n’est pas en UTF-8 (octet {error.start}).")
    if not text.strip():
        _stop("Entrée vide : un objet JSON ou une liste d’objets est attendu.")
    try:
        return _whole_characters(
            json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_constant, object_pairs_hook=_no_duplicate)
        )
    except json.JSONDecodeError as error:
        _stop(f"JSON illisible, ligne {error.lineno}, colonne {error.colno}.")
    except _NotJson as error:
        _stop(str(error))
    except RecursionError:
        _stop("JSON trop imbriqué.")


def _whole_characters(data: object) -> object:
    try:
        json.dumps(data, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise _NotJson("JSON illisible : un texte contient une moitié de caractère (\\ud800 à \\udfff).") from None
    return data


def _no_constant(name: str) -> NoReturn:
    raise _NotJson(f"JSON illisible : {name} n’est pas un nombre.")


def _no_duplicate(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _NotJson(f"{twice} : clé en double.")
    return found


def _line(place: str, error: BadInput) -> str:
    return f"{place}{error.field} : {error.message}"


def _lines(model: type[BaseModel], place: str, errors: Sequence[Any]) -> list[str]:
    lines = []
    for error in errors[:SHOWN_ERRORS]:
        field = place + ".".join(str(part) for part in error["loc"])
        lines.append(f"{field.rstrip('.') or 'entrée'} : {_french(model, error)}")
    if len(errors) > SHOWN_ERRORS:
        lines.append(f"… et {len(errors) - SHOWN_ERRORS} autres erreurs.")
    return lines


def _french(model: type[BaseModel], error: Any) -> str:
    match error["type"]:
        case "refused":
            return str(error["msg"])
        case "missing":
            return "clé manquante"
        case "extra_forbidden":
            return f"clé inconnue ; clés admises : {', '.join(_allowed_keys(model, error['loc']))}"
        case "literal_error" | "enum":
            return f"valeur refusée ; valeurs admises : {str(error['ctx']['expected']).replace(' or ', ', ')}"
        case "string_pattern_mismatch":
            return _PATTERNS.get(str(error["ctx"]["pattern"]), "n’a pas la forme attendue")
        case "bool_type" | "bool_parsing":
            return "doit être true ou false"
        case "string_type" | "string_unicode":
            return "doit être un texte"
        case "list_type":
            return "doit être une liste"
        case "too_short":
            return "ne peut pas être vide"
        case "model_type" | "model_attributes_type" | "dict_type":
            return "doit être un objet JSON"
    return f"valeur refusée ({error['type']})"


def _allowed_keys(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    from typing import get_args

    from pydantic import BaseModel

    def models_in(annotation: object) -> list[type[BaseModel]]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return [annotation]
        return [found for part in get_args(annotation) for found in models_in(part)]

    for part in loc[:-1]:
        if isinstance(part, str):
            model = models_in(model.model_fields[part].annotation)[0]
    return list(model.model_fields)


def _schema(module: Any) -> dict[str, Any]:
    entree, sortie = module.ENTREE.model_json_schema(), module.SORTIE.model_json_schema(mode="serialization")
    definitions = entree.pop("$defs", {}) | sortie.pop("$defs", {})
    return {**entree, "sortie": sortie, "$defs": definitions}


def _print(data: object) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _stop(message: str) -> NoReturn:
    sys.stderr.write(message + "\n")
    raise SystemExit(REFUSED)
