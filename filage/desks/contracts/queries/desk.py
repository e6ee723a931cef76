"""What the page of a contract reads: its text beside its data, what is missing, its papers, its signed copies, its versions."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from filage.core import archive
from filage.core.archive import IssuedDocument
from filage.core.rails import season as seasons
from filage.desks.contracts.enums import AgreementStage
from filage.desks.contracts.models import Agreement
from filage.desks.contracts.queries import agreements
from filage.documents import agreement as writer
from filage.documents.agreement_shapes import AgreementData
from filage.documents.clauses import Article, reading
from filage.productions.enums import DealKind
from filage.productions.models import Deal, Production
from filage.rules.contracts import terms

KINDS = ("contrat-partenaire", "contrat-partenaire-word", "avenant-partenaire", "avenant-partenaire-word")
CONFIDENCE = {
    "official": "texte lu",
    "two_sources": "deux sources",
    "one_source": "une source",
    "derived": "usage",
    "disputed": "discuté",
}
SHARED = (DealKind.CESSION, DealKind.COREALISATION, DealKind.CRENEAU)  # whose evenings may be paid by a percentage
type Sign = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClause:
    """A clause on the page: its article, why it is there, on what it rests, whether somebody rewrote it."""

    article: Article
    number: str
    why: str
    citation: str
    confidence: str
    by_hand: bool
    reason: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A clause in two versions: stretches of words that stay, go or come."""

    title: str
    state: str
    runs: Sequence[tuple[Sign, str]]


def season_of(production: Production) -> Any:
    """Return the season of one production."""
    return seasons.load(production.organisation_id, (production.pk,))


def page(production: Production, pk: UUID, *, today: date) -> dict[str, Any] | None:
    """Return what the page of a contract shows; None when there is no such deal."""
    season = season_of(production)
    season.today = today
    deal = next((each for each in season.deals_of(production.pk) if each.pk == pk), None)
    if deal is None:
        return None
    kept = agreements.agreement_of(season, deal)
    kind = terms.kinds()[deal.kind]
    data = agreements.paper(season, deal, on=today, draft=True)
    dates = agreements.dates_of(season, deal)
    stage = agreements.stage_of(deal, kept)
    issued = archive.documents_about(production.organisation_id, production, kinds=KINDS)
    mine = [each for each in issued if each.subject == f"deal:{deal.pk}"]
    return {
        "deal": deal,
        "agreement": kept,
        "stage": stage,
        "signed": stage in (AgreementStage.SIGNE, AgreementStage.EXECUTE),
        "shares": deal.kind in SHARED,
        "data": data,
        "clauses": shown(data, kept),
        "struck": struck(data, kept),
        "missing": data.missing,
        "pitfalls": kind.pitfalls,
        "annexes": writer.annexed(data.facts),
        "roles": kind.roles,
        "dates": dates,
        "past": late(stage, dates, today),
        "issued": mine,
        "versions": [each for each in mine if each.kind.startswith("contrat-partenaire") and not each.kind.endswith("word")],
        "copies": list(kept.copies.select_related("attachment").order_by("signed_on", "id")) if kept else [],
        "languages": writer.languages(deal.kind),
    }


def late(stage: AgreementStage, dates: Sequence[Any], today: date) -> str:
    """Say that the date of a contract that nobody signed has passed."""
    if not dates or stage not in (
        AgreementStage.PROJET,
        AgreementStage.ENVOYE,
        AgreementStage.NEGOCIATION,
        AgreementStage.ACCORDE,
    ):
        return ""
    gone = [each for each in dates if (each.until or each.on) < today]
    if not gone:
        return ""
    if len(gone) == 1 < len(dates) or len(dates) == 1:
        said = "Une date de ce contrat est passée"
    else:
        said = f"{len(gone)} dates de ce contrat sont passées"
    return f"{said} sans qu’il soit signé."


def shown(data: AgreementData, kept: Agreement | None) -> list[ShownClause]:
    """Return the clauses of a contract with their reasons, numbered as they are printed."""
    room, on = writer.ROOMS[data.facts.lang], data.head.document.issued
    edits = {} if kept is None else {each.topic: each for each in kept.edits.all()}
    number, found = 0, []
    for article in data.articles:
        number += bool(article.title)
        clause, edit = reading.clause(room, article.key, on), edits.get(article.key)
        found.append(
            ShownClause(
                article=article,
                number=str(number) if article.title else "",
                why=clause.why,
                citation=clause.citation,
                confidence=CONFIDENCE[clause.confidence],
                by_hand=edit is not None,
                reason=edit.reason if edit else "",
                who=(edit.by.name or edit.by.email) if edit and edit.by else "",
            )
        )
    return found


def struck(data: AgreementData, kept: Agreement | None) -> list[tuple[str, str]]:
    """Return the clauses that somebody struck out: topic and title."""
    room, on = writer.ROOMS[data.facts.lang], data.head.document.issued
    gone = [each.topic for each in (kept.edits.all() if kept else ()) if not each.text.strip()]
    return [(topic, reading.clause(room, topic, on).title) for topic in gone if topic in reading.library(room)]


def clause_text(
    production: Production, deal: Deal, topic: str, *, today: date
) -> tuple[str, str, str | None, reading.Clause] | None:
    """Return the title of a clause, its text as edited, the text by hand behind it, and its reason; None when there is none."""
    season = season_of(production)
    kept = agreements.agreement_of(season, deal)
    data = agreements.paper(season, deal, on=today, draft=True)
    room = writer.ROOMS[data.facts.lang]
    if topic not in reading.plan(room, deal.kind).clauses:
        return None
    edit = next((each for each in kept.edits.all() if each.topic == topic), None) if kept else None
    article = next((each for each in data.articles if each.key == topic), None)
    clause = reading.clause(room, topic, today)
    title = article.title if article else clause.title
    text = edit.text if edit is not None else writer.plain(article) if article else ""
    return title or "Préambule", text, None if edit is None else edit.text, clause


def compared(before: AgreementData, after: AgreementData) -> list[Compared]:
    """Return two versions clause by clause: those that moved first in their order, the others as they are."""
    old, new = ({each.key: each for each in one.articles} for one in (before, after))
    found = []
    for key in dict.fromkeys([*new, *old]):
        was, now = (printed(one[key]) if key in one else "" for one in (old, new))
        title = (new.get(key) or old[key]).title or "Préambule"
        state = "sans changement" if was == now else "nouvelle" if key not in old else "retirée" if key not in new else "changée"
        found.append(Compared(title=title, state=state, runs=words(was, now)))
    return found


def printed(article: Article) -> str:
    """Return an article as one text, its tables row by row."""
    lines = []
    for block in article.blocks:
        if block.table is None:
            lines.append("".join(run.text for run in block.runs))
        else:
            lines += [" · ".join(cell for cell in row if cell) for row in (*block.table.rows, block.table.total) if row]
    return "\n".join(lines)


def words(before: str, after: str) -> list[tuple[Sign, str]]:
    """Return what stays, what goes and what comes between two texts, word by word."""
    old, new = before.split(" "), after.split(" ")
    runs: list[tuple[Sign, str]] = []
    for tag, at, to, then, until in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("same", " ".join(old[at:to])))
            continue
        if at < to:
            runs.append(("gone", " ".join(old[at:to])))
        if then < until:
            runs.append(("new", " ".join(new[then:until])))
    return [(sign, text) for sign, text in runs if text]


def versions(
    production: Production, pk: UUID, issued: Sequence[IssuedDocument], asked: Mapping[str, str], *, today: date
) -> dict[str, Any] | None:
    """Return two versions of a contract side by side: those asked for, else the last and today’s; None without deal."""
    season = season_of(production)
    deal = next((each for each in season.deals_of(production.pk) if each.pk == pk), None)
    if deal is None:
        return None
    here = agreements.paper(season, deal, on=today)
    choices: list[tuple[str, str]] = [("", "texte d’aujourd’hui")]
    choices += [(str(each.pk), f"version {each.version} du {each.issued_on:%d/%m/%Y}") for each in issued]
    known = {str(each.pk): each for each in issued}

    def told(key: str) -> AgreementData:
        return agreements.told(known[key].data) if key in known else here

    before = asked.get("avant", str(issued[0].pk) if issued else "")
    after = asked.get("apres", "")
    rows = compared(told(before), told(after))
    return {
        "deal": deal,
        "choices": choices,
        "before": before if before in known else "",
        "after": after if after in known else "",
        "rows": [each for each in rows if each.state != "sans changement"],
        "same": [each for each in rows if each.state == "sans changement"],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRow:
    """A deal on the page of a batch: how far its text is, what it lacks, its last papers."""

    deal: Deal
    stage: AgreementStage
    missing: Sequence[str]
    issued: Sequence[IssuedDocument]


def rows(production: Production) -> list[DealRow]:
    """Return the deals of a production, with what each lacks and what was issued of it."""
    season = season_of(production)
    issued = archive.documents_about(production.organisation_id, production, kinds=KINDS)
    latest: dict[str, dict[str, IssuedDocument]] = {}
    for each in issued:
        latest.setdefault(each.subject, {}).setdefault(each.kind, each)
    return [
        DealRow(
            deal=deal,
            stage=agreements.stage_of(deal, agreements.agreement_of(season, deal)),
            missing=agreements.missing(season, deal),
            issued=list(latest.get(f"deal:{deal.pk}", {}).values()),
        )
        for deal in season.deals_of(production.pk)
    ]
