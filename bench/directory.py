"""A carnet of fifty thousand contacts: brought in, searched, and what an edit of a budget costs beside it."""

import csv
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from difflib import get_close_matches
from itertools import count
from random import Random
from time import perf_counter
from typing import Any

from bench.sample import Sample, sample
from bench.timing import Row, median_seconds, milliseconds, times

MANY, FEW, RUNS = 50_000, 50, 9
KINDS = ("Théâtre", "Espace", "Centre culturel", "Scène", "Salle", "Maison de la culture", "Le Pôle")
NAMES = ("des Salines", "du Quai", "de l’Écluse", "Jean-Vilar", "des Brisants", "du Fleuve", "Louis-Aragon", "Éphémère")
TOWNS = ("Brest", "Évry", "Ajaccio", "Saint-Étienne", "Quimper", "Orléans", "Besançon", "Lille", "Alès", "Vénissieux")
FIRST = ("Claire", "Noé", "Iris", "Hélène", "Maël", "Aïcha", "Zoé", "Gaël", "Inès", "Loïc")
LAST = ("Morvan", "Santini", "Le Goff", "Évrard", "Kerven", "Ferrandis", "Bénazet", "Guéguen", "Roux", "Açar")
TITLES = ("Directrice de la programmation", "Administrateur", "Secrétaire générale", "Régisseur général", "Chargée de diffusion")
HEADINGS = ("Structure", "SIRET", "Contact", "Fonction", "E-mail", "Tél.", "CP", "Ville", "Label", "Jauge")
LABELS = ("Scène nationale", "CDN", "SMAC", "", "", "")
SEARCHES = ("theatre", "quai brest", "theatre des salines 4 2", "morvan", "claire morvan", "introuvable")


def rows() -> list[Row]:
    """Bring the list in, beside a plain script on the same file; search it; edit a line of the budget before and after."""
    few, content = written(FEW), written(MANY)
    with sample() as season:
        _bring(season, few)
        alone = _edit(season)
        seconds, said = _bring(season, content)
        found = [
            Row(f"{MANY} contacts apportés : lus, rapprochés, écrits", f"{seconds:.1f} s", "≤ 30 s", _script(content)),
            Row("leurs lignes au carnet", said),
        ]
        for name, look in _searches(season).items():
            worst = max(median_seconds(lambda look=look, words=words: look(words), runs=RUNS) for words in SEARCHES)
            found.append(Row(f"chercher {name}, la plus lente de {len(SEARCHES)}", milliseconds(worst), "≤ 50 ms", ""))
        for name, look in _filters(season).items():
            found.append(Row(f"les personnes {name}", milliseconds(median_seconds(look, runs=RUNS))))
        found.append(Row("un nom approché parmi eux, difflib seul", milliseconds(_close(content))))
        beside = _edit(season)
        told = f"{times(beside / alone)} ({milliseconds(alone)} avec {FEW})"
        found.append(Row("une ligne de budget corrigée à côté", milliseconds(beside), "au plus × 1,5", told))
    return found


def written(many: int, encoding: str = "utf-8-sig") -> bytes:
    """Return a list of contacts as the CSV of a spreadsheet, the same at each call: each line is another house."""
    draw, text = Random(6), io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADINGS)
    for rank in range(many):
        house = f"{draw.choice(KINDS)} {draw.choice(NAMES)} {rank // 7}"
        person = f"{draw.choice(FIRST)} {draw.choice(LAST)} {rank // 11}"
        code, phone = (
            f"{draw.randrange(1, 96):02d}{draw.randrange(1000):03d}",
            f"02 98 {rank % 100:02d} 00 {draw.randrange(100):02d}",
        )
        reach = (f"c{rank}@exemple.fr", phone, code, draw.choice(TOWNS))
        writer.writerow((house, _siret(rank), person, draw.choice(TITLES), *reach, draw.choice(LABELS), draw.randrange(80, 900)))
    return text.getvalue().encode(encoding)


def _siret(rank: int) -> str:
    from filage.rules.identity import luhn

    bare = f"{100_000_000 + rank}0001"
    return next(f"{bare}{key}" for key in range(10) if luhn(f"{bare}{key}") % 10 == 0)


def _bring(season: Sample, content: bytes) -> tuple[float, str]:
    """Return how long a list takes from its bytes to the carnet, and what it made."""
    from filage.desks.directory.operations import importing

    start = perf_counter()
    held = importing.bring(season.organisation, "contacts.csv", content, by=season.user)
    importing.start(held, by=season.user)
    importing.write(held, by=season.user)
    seconds = perf_counter() - start
    return seconds, f"{held.counts['structures']} structures, {held.counts['personnes']} personnes"


def _script(content: bytes) -> str:
    """Return how long a script takes that only keeps the same file in one table, the same house once."""
    start = perf_counter()
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE TABLE contact ({', '.join(f'c{rank}' for rank in range(len(HEADINGS)))}, UNIQUE (c1))")
        lines = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
        next(lines)
        marks = ", ".join("?" * len(HEADINGS))
        database.executemany(f"INSERT OR IGNORE INTO contact VALUES ({marks})", lines)
        database.commit()
    return f"csv et sqlite3 seuls, une table, rien de vérifié : {perf_counter() - start:.1f} s"


def _searches(season: Sample) -> dict[str, Callable[[str], Any]]:
    from filage.core import search
    from filage.desks.directory.queries import book

    here = season.organisation

    def listed(kind: Callable[[Any, book.Asked], Any]) -> Callable[[str], Any]:
        return lambda words: book.page_of(kind(here, book.Asked(words=words)), book.Asked(words=words))

    return {
        "une structure": listed(book.structures),
        "une personne": listed(book.people),
        "par la boîte de recherche": lambda words: search.find(here, words, edits=True),
    }


def _filters(season: Sample) -> dict[str, Callable[[], Any]]:
    from filage.desks.directory.queries import book

    asked = {
        "d’un label qu’un sixième des maisons porte": book.Asked(label="SMAC"),
        "d’un département": book.Asked(department="29"),
        "d’un label dans un département": book.Asked(label="SMAC", department="29"),
        "d’une fonction": book.Asked(function="programmation"),
    }
    return {name: lambda each=each: book.page_of(book.people(season.organisation, each), each) for name, each in asked.items()}


def _close(content: bytes) -> float:
    names = [line.split(";", 1)[0] for line in content.decode("utf-8-sig").splitlines()]
    return median_seconds(lambda: get_close_matches("Théâtre des Salynes 4242", names, cutoff=0.84), runs=1, warm=0)


def _edit(season: Sample) -> float:
    """Return the median duration of a new price on a line of the budget, its figures and its controls kept again."""
    from filage.core.changes import ChangeSet
    from filage.desks.budget.models import Line

    line = Line.objects.within(season.organisation).filter(unit_price__isnull=False)[0]
    price, turns = line.unit_price, count(1)
    return median_seconds(lambda: ChangeSet.on(line, unit_price=price + next(turns)).apply(by=season.user), runs=RUNS)
