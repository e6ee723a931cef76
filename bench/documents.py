"""The papers of a show made again, and its workbook taken back, beside LibreOffice on the same files."""

from datetime import date, timedelta
from functools import partial
from itertools import count
from typing import Any

from bench import office
from bench.sample import Sample, sample
from bench.timing import Row, median_seconds, milliseconds, times

RUNS = 7
ON = date(2026, 11, 21)
SEASON = "saison-theatre"
PAGES = 20
REPEATED = 90  # times the note d’intention, so that the dossier has its twenty pages


def rows() -> list[Row]:
    """Measure every kind of document of the example, then the workbook and a long dossier of the theatre season."""
    from filage.core import archive

    with sample() as season:
        made, seconds = {}, {}
        for kind in archive.kinds(per="production"):
            make = partial(kind.make, season.organisation, season.production, by=season.user)
            days = (ON + timedelta(days=rank) for rank in count())  # never twice the same paper: the compiler remembers pages
            made[kind.code] = make(on=ON).content
            seconds[kind.label] = median_seconds(lambda make=make, days=days: make(on=next(days)), runs=RUNS)
    printed = office.conversion(made["classeur"], ".xlsx", "pdf")
    found = [Row(label, milliseconds(value), "< 500 ms", _beside(printed, value)) for label, value in seconds.items()]
    with sample(example=SEASON) as season:
        return [*found, *_workbook(season), _dossier(season)]


def _workbook(season: Sample) -> list[Row]:
    """Measure the workbook of the biggest show of the season: written, read again, compared with the budget of today."""
    from filage.core.rails import season as seasons
    from filage.desks.budget.rails import workbook as told
    from filage.documents import sheets, workbook
    from filage.documents.workbook import difference, reading, register

    def data() -> Any:
        loaded = seasons.load(season.organisation.pk, (season.production.pk,))
        return told.workbook_data(loaded, loaded.production(season.production.pk), on=ON)

    today = data()
    content = workbook.render(today)
    back = reading.read(sheets.read(content))
    saved = office.conversion(content, ".xlsx", "xlsx")
    acts = {
        "sorti, calculs compris": (lambda: workbook.render(data()), "≤ 1 s"),
        "relu": (lambda: reading.read(sheets.read(content)), "≤ 500 ms"),
        "comparé": (lambda: difference.compare(back.sent, register.kept(today), back.found), "≤ 300 ms"),
    }
    found = [(name, median_seconds(act, runs=RUNS), asked) for name, (act, asked) in acts.items()]
    return [
        Row(f"classeur de la saison, {name}", milliseconds(seconds), asked, _beside(saved, seconds, "ouvre, recalcule et garde"))
        for name, seconds, asked in found
    ]


def _dossier(season: Sample) -> Row:
    """Measure a dossier of twenty pages, beside LibreOffice printing the same texts from the DOCX."""
    import io

    from pypdf import PdfReader

    from filage.core.rails import season as seasons
    from filage.desks.promotion import queries
    from filage.desks.promotion.queries import texts
    from filage.documents import dossier, manuscript

    loaded = seasons.load(season.organisation.pk, (season.production.pk,))
    show = loaded.production(season.production.pk)
    written, ranks = show.intention, count()

    def act() -> bytes:
        show.intention = "\n\n".join([f"Version {next(ranks)}. {written}"] * REPEATED)  # the compiler remembers pages
        return dossier.render(queries.dossier_data(loaded, show, on=ON))

    pages = len(PdfReader(io.BytesIO(act())).pages)
    seconds = median_seconds(act, runs=RUNS)
    printed = office.conversion(manuscript.render(texts.texts_data(loaded, show, on=ON, lang="fr")), ".docx", "pdf")
    return Row(
        f"dossier de {pages} pages", milliseconds(seconds), f"≤ 1 s pour {PAGES}", _beside(printed, seconds, "imprime ses textes")
    )


def _beside(office_seconds: float | None, ours: float, what: str = "recalcule et imprime le classeur") -> str:
    if office_seconds is None:
        return ""
    return f"LibreOffice {what} : {milliseconds(office_seconds)} ({times(office_seconds / ours)})"
