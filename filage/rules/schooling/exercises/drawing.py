"""How one exercise becomes another for each learner: figures drawn from a seed, and a production that holds them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from random import Random
from typing import Any

from filage.rules.engine import Explained, to_ten_thousandth
from filage.rules.reading import Unreadable
from filage.rules.schooling.exercises.exercise import Exercise, Figure
from filage.rules.schooling.exercises.record import loaded


def seed_of(*parts: object) -> int:
    """Return the seed of a learner in an exercise given: the same ones always draw the same figures."""
    return int(sha256("/".join(map(str, parts)).encode()).hexdigest()[:15], 16)


def drawn(exercise: Exercise, seed: int) -> Exercise:
    """Return the exercise with figures of one's own; those that nothing lets move stay."""
    draw = Random(seed)
    figures = {code: _drawn(figure, draw) for code, figure in exercise.figures.items()}
    questions = tuple(replace(one, published=None) for one in exercise.questions)
    moved = replace(exercise, figures=figures, questions=questions, is_drawn=True)
    return replace(moved, start=_filled(moved, "depart", exercise.start), solved=_filled(moved, "corrige", exercise.solved))


def _drawn(figure: Figure, draw: Random) -> Figure:
    if figure.drawing is None:
        return figure
    steps = int((figure.drawing.most - figure.drawing.least) / figure.drawing.step)
    return replace(figure, value=figure.drawing.least + draw.randint(0, steps) * figure.drawing.step)


def _filled(exercise: Exercise, file: str, text: str) -> str:
    """Return a Filage text with the figures of the exercise in the cells that they fill."""
    held = [one for one in exercise.cells if file in one.files]
    if not text or not held:
        return text
    import yaml

    data, given = loaded(text), exercise.given()
    rows = dict(_rows(data))
    for cell in held:
        row = rows.get((cell.table, cell.id))
        if row is None:
            raise Unreadable(f"cellules : {cell.table} n’a pas de ligne {cell.id} dans {file}.")
        row[cell.key] = _written(cell.formula.value(given), row.get(cell.key))
    return str(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))


def _rows(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    for table, rows in data.items():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                yield (table, str(row.get("id", ""))), row
                yield from _rows(row)


def _written(value: Explained, before: object) -> object:
    """Return a figure as its cell says it: a whole number stays one."""
    exact = to_ten_thousandth(value.known())
    return int(exact) if isinstance(before, int) and exact == int(exact) else f"{_short(exact):f}"


def _short(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01")) if value == value.quantize(Decimal("0.01")) else value
