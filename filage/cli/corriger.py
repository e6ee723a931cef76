"""How what a learner hands in is marked from the command line: her production or her workbook, her answers, or both."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from filage.cli.said import plainly

if TYPE_CHECKING:
    from filage.rules.schooling.exercises.exercise import Exercise
    from filage.rules.schooling.exercises.marking import Marked
    from filage.school.exercises.queries import Corrected

SIGNS = {"juste": "✓ juste", "reporte": "↳ juste à partir d’une erreur déjà comptée", "faux": "✗ faux", "manquant": "▨ manque",
         "a_lire": "· à lire par qui forme"}  # fmt: skip
LARGEST = 20 * 1024 * 1024  # bytes of a file


def corriger(
    exercice: Annotated[str, typer.Argument(metavar="EXERCICE", help="Code d’un exercice, ou son fichier YAML.")],
    fichier: Annotated[
        Path | None, typer.Argument(metavar="[FICHIER]", help="Production rendue (fichier Filage) ou classeur de budget.")
    ] = None,
    reponses: Annotated[
        Path | None, typer.Option("--reponses", metavar="FICHIER", help="Réponses saisies, en YAML : « 1: 1686 ».")
    ] = None,
    depart: Annotated[
        Path | None, typer.Option("--depart", metavar="FICHIER", help="Écrit ici la production de départ (.xlsx : son classeur).")
    ] = None,
    graine: Annotated[int | None, typer.Option("--graine", metavar="N", help="La variante tirée par ce nombre.")] = None,
    en_json: Annotated[bool, typer.Option("--json", help="Écrit la correction en JSON.")] = False,
) -> None:
    """Corrige ce qui est calculable et dit la première cause de chaque écart ; sans fichier, dit l’énoncé."""
    from filage.rules.schooling.exercises.drawing import drawn

    with plainly(fichier):
        found = _exercise(exercice)
        found = found if graine is None else drawn(found, graine)
        if depart is not None:
            _write_start(found, depart)
        if fichier is None and reponses is None:
            typer.echo(_told(found))
            return
        held = _corrected(found, _typed(found, reponses) if reponses else {}, fichier)
    typer.echo(_as_json(held) if en_json else _as_text(held))


# ------------------------------------------------------------ what is marked
def _exercise(name: str) -> "Exercise":
    from filage.core.refusal import Refusal
    from filage.rules.reading import Unreadable
    from filage.rules.schooling.exercises.record import exercises, read

    if name.endswith((".yaml", ".yml")):
        try:
            return read(_bytes(Path(name)).decode())
        except UnicodeDecodeError:
            raise Refusal(f"« {Path(name).name} » n’est pas un texte en UTF-8.") from None
        except Unreadable as reason:
            raise Refusal(f"« {Path(name).name} » n’est pas un exercice : {reason}") from None
    near = [one for code, one in exercises().items() if code == name or code.startswith(f"{name}-")]
    if len(near) != 1:
        raise Refusal(f"Aucun exercice « {name} ». Exercices : {', '.join(exercises())}.")
    return near[0]


def _bytes(path: Path) -> bytes:
    from filage.core.refusal import Refusal

    if path.stat().st_size > LARGEST:
        raise Refusal(f"« {path.name} » dépasse {LARGEST // 1024 // 1024} Mo : ce n’est pas la copie d’un exercice.")
    content = path.read_bytes()
    if not content.strip():
        raise Refusal(f"« {path.name} » est vide.")
    return content


def _typed(exercise: "Exercise", path: Path) -> dict[str, Decimal]:
    """Return the answers of a YAML text, by code; a question is named by its number or by its code."""
    from filage.core.refusal import Refusal
    from filage.rules.reading import Unreadable, amount
    from filage.rules.schooling.exercises.record import loaded

    codes = {name: one.code for one in exercise.questions for name in (one.number, one.code)}
    try:
        said = loaded(_bytes(path).decode(errors="replace"))
        if not isinstance(said, dict):
            raise Unreadable("une ligne par question est attendue, comme « 1: 1686 ».")
        if strange := [str(name) for name in said if str(name) not in codes]:
            raise Unreadable(f"la question « {strange[0]} » n’existe pas ; questions : {', '.join(codes)}.")
        read = {codes[str(name)]: amount(str(text)) for name, text in said.items() if text is not None}
    except Unreadable as reason:
        raise Refusal(f"« {path.name} » : {reason}") from None
    return {code: value for code, value in read.items() if value is not None}


def _corrected(exercise: "Exercise", typed: Mapping[str, Decimal], path: Path | None) -> "Corrected":
    _set_up()
    from filage.school.exercises.operations import reading
    from filage.school.exercises.queries import corrected

    return corrected(exercise, typed, reading.read(exercise, _bytes(path))[1] if path else None)


def _set_up() -> None:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filage.config.settings")
    import django

    django.setup()


def _write_start(exercise: "Exercise", path: Path) -> None:
    from filage.core.refusal import Refusal

    if not exercise.start:
        raise Refusal("Cet exercice n’a pas de production de départ : il se résout avec l’énoncé.")
    if path.suffix != ".xlsx":
        path.write_text(exercise.start, encoding="utf-8")
        return
    _set_up()
    from filage.school.exercises.operations.reading import workbook_of

    path.write_bytes(workbook_of(exercise))


# ------------------------------------------------------------ what is said
def _told(exercise: "Exercise") -> str:
    lines = [f"{exercise.title} ({exercise.code}, {exercise.minutes} min)", "", exercise.said(exercise.statement)]
    lines += [f"{one.number}. {exercise.said(one.text)} ({_points(one.points)})" for one in exercise.questions]
    return "\n".join(lines)


def _as_text(held: "Corrected") -> str:
    marking = held.marking
    lines = [f"{marking.exercise.title}", ""]
    for one in marking.marks:
        lines += _lines(held, one)
    if held.reading and (unseen := [one.said for one in held.reading.unseen]):
        lines += ["", "Sans effet sur les réponses :", *(f"  {said}" for said in unseen)]
    if held.reading and held.reading.findings:
        lines += ["", "Contrôles encore levés :", *(f"  {one.code}, {one.said} {one.remedy}" for one in held.reading.findings)]
    lines += ["", f"{_number(marking.points)} sur {_number(marking.out_of)} points calculés."]
    if marking.left:
        lines.append(f"Reste à lire par qui forme : {_points(marking.left)}.")
    return "\n".join(lines)


def _lines(held: "Corrected", one: "Marked") -> list[str]:
    from filage.rules.engine import formula
    from filage.rules.engine.text import quantity_text

    question, exercise = one.question, held.marking.exercise
    lines = [f"{question.number}. {exercise.said(question.text)} : {SIGNS[one.verdict]}"]
    if one.expected is None or one.verdict in ("juste", "a_lire"):
        return lines
    wanted = quantity_text(one.expected.value, question.unit)
    if one.answer is None or one.gap is None:
        lines.append(f"   attendu {wanted} = {formula(one.expected)}")
        return lines
    lines.append(f"   {quantity_text(one.answer, question.unit)} au lieu de {wanted}, écart {_signed(one.gap, question.unit)}")
    lines.append(f"   {formula(one.expected)}")
    if one.follows:
        lines.append(f"   vient de la question {', '.join(each.number for each in one.follows)}")
        return lines
    causes = [f"{each.said} : {_signed(each.effects[question.code], question.unit)}" for each in held.differences(question)]
    lines += [f"   → {said}" for said in (*causes, one.cause) if said]
    return lines + [f"   {text}" for text in (exercise.said(question.explanation), question.citation) if text]


def _signed(value: Decimal, unit: str) -> str:
    from filage.rules.engine.text import quantity_text

    return f"{'+' if value > 0 else ''}{quantity_text(value, unit)}"


def _points(value: Decimal) -> str:
    return f"{_number(value)} point{'s' if value > 1 else ''}"


def _number(value: Decimal) -> str:
    from filage.rules.engine.text import number_text

    return number_text(value)


def _as_json(held: "Corrected") -> str:
    rows = [
        {
            "question": one.question.number,
            "code": one.question.code,
            "verdict": str(one.verdict),
            "reponse": _text(one.answer),
            "attendu": _text(one.expected.value if one.expected else None),
            "ecart": _text(one.gap),
            "points": _text(one.points),
            "cause": one.cause,
            "lignes": [each.said for each in held.differences(one.question)],
            "vient_de": [each.number for each in one.follows],
        }
        for one in held.marking.marks
    ]
    total = {"points": _text(held.marking.points), "sur": _text(held.marking.out_of), "a_lire": _text(held.marking.left)}
    found = {"exercice": held.marking.exercise.code, **total, "questions": rows}
    raised = [f"{one.code} : {one.said}" for one in held.reading.findings] if held.reading else []
    return json.dumps(found | {"constats": raised}, ensure_ascii=False, indent=2)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize() + 0:f}"
