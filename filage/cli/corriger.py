"""How what a learner hands in is marked from the command line: her production or her workbook, her answers, or both."""

import json
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from filage.cli.said import plainly

if TYPE_CHECKING:
    from filage.documents.shapes import WorkbookData
    from filage.productions.models import Production
    from filage.rules.schooling.exercises.exercise import Exercise
    from filage.rules.schooling.exercises.marking import Marked
    from filage.school.exercises.queries import Cause, Corrected

SIGNS = {"juste": "✓ juste", "reporte": "↳ juste à partir d’une erreur déjà comptée", "faux": "✗ faux", "manquant": "▨ manque",
         "a_lire": "· à lire par qui forme"}  # fmt: skip
LARGEST = 20 * 1024 * 1024  # bytes of what is handed in
WORKBOOKS = (".xlsx", ".ods")


def corriger(
    exercice: Annotated[str, typer.Argument(metavar="EXERCICE", help="Code d’un exercice, ou son fichier YAML.")],
    fichier: Annotated[
        Path | None, typer.Argument(metavar="[FICHIER]", help="Production rendue (fichier Filage) ou classeur de budget.")
    ] = None,
    reponses: Annotated[
        Path | None, typer.Option("--reponses", metavar="FICHIER", help="Réponses saisies, en YAML : « 1: 1686 ».")
    ] = None,
    depart: Annotated[
        Path | None, typer.Option("--depart", metavar="FICHIER", help="Écrit ici la production de départ de l’exercice.")
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
        typed = _typed(found, reponses) if reponses else {}
        held = _corrected(found, typed, fichier)
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
            raise Unreadable(f"la question « {strange[0]} » n’existe pas ; questions : {', '.join(one for one in codes)}.")
        read = {codes[str(name)]: amount(str(text)) for name, text in said.items() if text is not None}
    except Unreadable as reason:
        raise Refusal(f"« {path.name} » : {reason}") from None
    return {code: value for code, value in read.items() if value is not None}


def _corrected(exercise: "Exercise", typed: Mapping[str, Decimal], path: Path | None) -> "Corrected":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filage.config.settings")
    import django

    django.setup()
    from filage.core.refusal import Refusal
    from filage.school.exercises.queries import corrected

    if path is None:
        return corrected(exercise, typed)
    if not exercise.solved:
        raise Refusal("Cet exercice ne demande pas de production : donnez les réponses avec --reponses.")
    content = _bytes(path)
    return corrected(exercise, typed, _handed_in(exercise, path, content), _read(exercise, exercise.solved.encode()))


def _handed_in(exercise: "Exercise", path: Path, content: bytes) -> "WorkbookData":
    from filage.core.refusal import Refusal

    if path.suffix.lower() in WORKBOOKS:
        raise Refusal("Un classeur ne se corrige pas encore ici : importez-le dans Filage, puis donnez le fichier exporté.")
    return _read(exercise, content)


def _read(exercise: "Exercise", content: bytes) -> "WorkbookData":
    """Return what the workbook of a production would say; the production is read in memory and nothing is kept."""
    from filage.core.scratch import scratch_database
    from filage.portability import operations

    with tempfile.TemporaryDirectory() as folder, scratch_database():
        path = Path(folder, "production.filage.yaml")
        path.write_bytes(content)
        return _workbook(_production(exercise, operations.import_file(path)))


def _production(exercise: "Exercise", organisation: Any) -> "Production":
    from filage.core.refusal import Refusal
    from filage.productions.models import Production

    held = {one.slug: one for one in Production.objects.within(organisation).select_related("organisation", "structure")}
    if exercise.code not in held:
        names = ", ".join(f"« {one.title} »" for one in held.values()) or "aucun spectacle"
        raise Refusal(
            f"Ce fichier n’est pas celui de l’exercice « {exercise.title} » : il contient {names}. "
            f"Partez de la production de départ, dont le nom court est « {exercise.code} »."
        )
    return held[exercise.code]


def _workbook(production: "Production") -> "WorkbookData":
    from filage.core import archive, clock
    from filage.documents import codec
    from filage.documents.shapes import WorkbookData

    kind = next(each for each in archive.kinds() if each.code == "classeur")
    made = kind.make(production.organisation, production, on=clock.today(production.organisation), by=None)
    return codec.from_json(WorkbookData, made.data)


def _write_start(exercise: "Exercise", path: Path) -> None:
    from filage.core.refusal import Refusal

    if not exercise.start:
        raise Refusal("Cet exercice n’a pas de production de départ : il se résout avec l’énoncé.")
    path.write_text(exercise.start, encoding="utf-8")


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
    if unseen := [one for one in held.causes if not one.effects]:
        lines += ["", "Sans effet sur les réponses :", *(f"  {_difference(one)}" for one in unseen)]
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
    lines += [
        f"   → {_difference(each)} : {_signed(each.effects[question.code], question.unit)}" for each in held.causes_of(question)
    ]
    lines += [f"   → {one.cause}"] if one.cause else []
    return lines + [f"   {text}" for text in (question.explanation, question.citation) if text]


def _difference(cause: "Cause") -> str:
    """Say a difference: « Technique : quantité 8 au lieu de 12 »."""
    if cause.kind != "modifiée":
        worth = cause.given if cause.kind == "en trop" else cause.right
        return f"{cause.label} : ligne {cause.kind}" + (f" ({_cell(worth, 'EUR')})" if worth is not None else "")
    return f"{cause.label} : {cause.cell} {_cell(cause.given, cause.unit)} au lieu de {_cell(cause.right, cause.unit)}"


def _cell(value: Any, unit: str) -> str:
    from filage.rules.engine.text import quantity_text

    if isinstance(value, tuple):
        return " ; ".join(_cell(each, "") for each in value) or "aucun"
    if value is None or isinstance(value, Decimal | int):
        return quantity_text(None if value is None else Decimal(value), unit)
    return f"« {value} »" if value else "vide"


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
            "lignes": [_difference(each) for each in held.causes_of(one.question)],
            "vient_de": [each.number for each in one.follows],
        }
        for one in held.marking.marks
    ]
    total = {"points": _text(held.marking.points), "sur": _text(held.marking.out_of), "a_lire": _text(held.marking.left)}
    return json.dumps({"exercice": held.marking.exercise.code, **total, "questions": rows}, ensure_ascii=False, indent=2)


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize() + 0:f}"
