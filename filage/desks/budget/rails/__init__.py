"""What the budget desk gives to the rails: cost lines, key figures, findings, deadlines, sections and the workbook."""

from collections.abc import Callable
from datetime import date
from typing import Any

from filage.core import archive
from filage.core.rails import checks, costs, facts, pages
from filage.core.rails import deadlines as due
from filage.core.rails import figures as heads
from filage.core.rails import season as seasons
from filage.core.rails import sections as parts
from filage.desks.booking.operations import estimates
from filage.desks.budget import queries
from filage.desks.budget.models import Line, Version
from filage.desks.budget.operations import funding, quoted
from filage.desks.budget.queries.facts import facts_of
from filage.desks.budget.rails import (
    controls,
    controls_bases,
    controls_funding,
    controls_lines,
    controls_linked,
    controls_taxes,
    creating,
    date_panel,
    deadlines,
    key_figures,
    panels,
    papers,
    sections,
    workbook,
)
from filage.desks.contracts.queries import flat
from filage.documents import codec
from filage.documents.shapes import Lang
from filage.productions import pointing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_file(organisation: Any, production: Any, *, on: date, by: Any) -> archive.Promised:
    """Return the budget workbook of a production, as true on a day; who only reads what it says does not draw it."""
    from filage.documents import workbook as paper  # loaded when a document is made

    season = seasons.load(organisation.pk, (production.pk,))
    data = workbook.workbook_data(season, season.production(production.pk), on=on)
    return archive.Promised(codec.to_json(data), lambda: paper.render(data), f"{production.slug}-budget.xlsx")  # type: ignore[arg-type]


def sheet(read: Callable[..., Any], suffix: str) -> Callable[..., archive.Produced]:
    """Return what makes of a production a sheet of the data that `read` returns, in French or in English."""

    def produce(organisation: Any, production: Any, *, on: date, by: Any, lang: Lang) -> archive.Produced:
        from filage.documents import papers as press  # loaded when a document is made

        season = seasons.load(organisation.pk, (production.pk,))
        data = read(season, season.production(production.pk), on=on, lang=lang)
        name = f"{production.slug}-{suffix}{'-en' * (lang == 'en')}.pdf"
        return archive.Produced(codec.to_json(data), press.render(data), name)  # type: ignore[arg-type]

    return produce


LANGS = ("fr", "en")
BUDGETED = ("costs", "budget", "spectacle")  # a date that moves without its money leaves these sheets true
SHEETS = tuple(
    archive.DocumentKind(
        code, label, ".pdf", "application/pdf", sheet(read, code), reads=BUDGETED, langs=LANGS, english=english, rank=rank
    )
    for rank, code, label, english, read in (
        (20, "financement", papers.FINANCING, "Funding plan", papers.financing_data),
        (30, "comptes", papers.ACCOUNTS, "Budget by account", papers.accounts_data),
        (40, "tresorerie", papers.TREASURY, "Cash flow forecast", papers.treasury_data),
    )
)
NEEDED = archive.DocumentKind(
    "besoins",
    papers.NEEDS,
    ".pdf",
    "application/pdf",
    sheet(papers.needs_data, "besoins"),
    reads=("besoins", "spectacle"),
    langs=LANGS,
    english="List of needs",
    rank=60,
)
WORKBOOK = archive.DocumentKind("classeur", "Classeur de budget", ".xlsx", XLSX, workbook_file, shows_pay=True, rank=80)


def plug() -> None:
    """Declare the statuses of an income, and give cost lines, key figures, findings, deadlines, sections and the workbook."""
    funding.plug()
    pointing.declare(Line, "funder")
    pointing.declare(Version, "sent_to")
    estimates.also(quoted.lines_of_quote)
    flat.leave_to(lambda season: facts_of(season).claimed)
    costs.provide("budget", queries.cost_lines)
    heads.provide("budget", key_figures.key_figures)
    checks.declare(
        *controls.CHECKS,
        *controls_lines.CHECKS,
        *controls_taxes.CHECKS,
        *controls_funding.CHECKS,
        *controls_bases.CHECKS,
        *controls_linked.CHECKS,
    )
    due.provide("budget", deadlines.deadlines)
    parts.provide("budget", sections.sections)
    facts.provide("budget", queries.imprint)
    facts.provide("besoins", queries.needs.imprint)
    for kind in (*SHEETS, NEEDED, WORKBOOK):
        archive.declare(kind)
    panels.plug()
    pages.panel("date.main", "margin", date_panel.margin)
    creating.plug()
