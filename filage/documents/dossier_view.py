"""Says what the dossier template prints: clean texts, computed sums, and which parts have matter."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from filage.documents import artwork, head, phrases, spread, sums
from filage.documents.shapes import (
    Budget,
    BudgetGroup,
    Company,
    DossierData,
    Funding,
    KeyFact,
    Member,
    Notice,
    Schedule,
    Terms,
    Threshold,
    Treasury,
    Work,
)
from filage.documents.text import breakable, cents, percent
from filage.documents.titles import lines_of
from filage.documents.typesetter import Plain, Typesetter
from filage.documents.vocabulary import say

UNNAMED = "…"  # a heading is never empty: a screen reader would stop on nothing


def view(data: DossierData) -> tuple[Plain, dict[str, bytes]]:
    """Return what the template reads, as plain JSON, and the pictures it shows, by file name."""
    desk = Typesetter(data.lang)
    terms = _terms(desk, data.terms, data.budget.threshold if data.budget else None)
    shown: Plain = {
        "lang": data.lang,
        "company": head.company(desk, data.company) | {"story": desk.paragraphs(data.company.story)},
        "document": {
            "kind": desk.short(say(data.document.kind, data.lang), 80),
            "number": desk.short(data.document.number, 40),
            "version": desk.short(data.document.version, 20),
            "issued": data.document.issued.isoformat(),
        },
        "work": _work(desk, data.work, data.company, data.work.facts or phrases.facts(data)),
        "house": _house(desk, data),
        "team": _team(desk, data.team, data.team_credit),
        "schedule": _schedule(desk, data.schedule),
        "budget": _budget(desk, data.budget, alone=terms is None),
        "treasury": _treasury(desk, data.treasury),
        "terms": terms,
        "contacts": [head.contact(desk, say(c.role, data.lang), c.name, c.phone, c.email) for c in data.contacts],
        "legal": head.legal(desk, data.company),
        "short": spread.short_parts(data),
    }
    shown["parts"] = _count_parts(shown)
    shown["unprinted"] = phrases.unprinted(desk.missing, desk.lang)
    return shown, desk.pictures


def _count_parts(shown: Plain) -> int:
    work, team = shown["work"], shown["team"]
    assert isinstance(work, dict) and isinstance(team, dict)
    present = (work["intention"], work["staging"] or work["pictures"], team["members"], shown["schedule"], shown["budget"])
    return sum(map(bool, (*present, shown["treasury"], shown["terms"] or shown["contacts"])))


def _work(desk: Typesetter, work: Work, company: Company, facts: Sequence[KeyFact]) -> Plain:
    title = desk.clean(work.title).replace("\n", " ") or UNNAMED
    cut = title if len(title) <= 300 else title[:300] + "…"
    lines = [desk.clean(line).replace("\n", " ") for line in work.title_lines] if work.title_lines else lines_of(cut)
    shades = head.shades_of(company)
    cover: Plain = (
        {"own": False, "file": desk.keep(artwork.cover(shades.ink.printed, shades.accent.printed), "svg")}
        if work.cover is None
        else {}
    )
    if work.cover is not None:
        cover = {"own": True, **desk.picture(work.cover, title)}
    intention = [paragraph for text in work.intention for paragraph in desk.paragraphs(text)]
    return {
        "title": breakable(title),
        "title_lines": [breakable(line) for line in lines if line] or [breakable(title)],
        "running": desk.short(work.title, 62),
        **{name: desk.short(getattr(work, name)) for name in ("genre", "author", "author_role", "creation", "creation_place")},
        "pitch": desk.paragraphs(work.pitch),
        "facts": [
            {
                "name": desk.short(say(fact.name, desk.lang), 40),
                "value": desk.short(say(fact.value, desk.lang), 80) or None,
                "note": desk.short(fact.note, 160),
            }
            for fact in facts
        ],
        "credits": [{"role": desk.text(credit.role), "names": desk.text(credit.names)} for credit in work.credits],
        "mentions": desk.paragraphs(work.mentions),
        "intention": intention,
        "pull": desk.runs(work.pull_quote) if intention else [],
        "pull_at": min(2, max(0, len(intention) - 1)),
        "staging": [{"name": desk.text(note.name) or UNNAMED, "text": desk.paragraphs(note.text)} for note in work.staging],
        "cover": cover,
        "pictures": [desk.picture(picture, title) for picture in work.pictures],
    }


def _house(desk: Typesetter, data: DossierData) -> list[Plain]:
    """Return who the house is, for the first page, when no contact says it further on."""
    company = data.company
    if data.contacts:
        return []
    fr = data.lang == "fr"
    rows = (
        ("Nom" if fr else "Name", company.name),
        ("Adresse" if fr else "Address", ", ".join(company.address)),
        ("Téléphone" if fr else "Telephone", company.phone),
        ("Courriel" if fr else "E-mail", company.email),
        ("Site", company.site),
    )
    return [{"name": name, "value": desk.text(value)} for name, value in rows if value]


def _team(desk: Typesetter, team: Sequence[Member], credit: str) -> Plain:
    members = [
        {
            "name": desk.text(member.name),
            "role": desk.text(member.role),
            "bio": desk.paragraphs(member.bio),
            "portrait": desk.picture(member.portrait, member.name) if member.portrait else None,
        }
        for member in team
    ]
    return {"members": members, "credit": desk.text(credit), "pictured": any(m["portrait"] for m in members)}


def _schedule(desk: Typesetter, schedule: Schedule | None) -> Plain | None:
    if schedule is None or not (schedule.rows or schedule.steps or schedule.counts):
        return None
    rows = [row for row in schedule.rows if row.bars or row.dots]
    since, until = _bounds(
        [(bar.since, bar.until) for row in rows for bar in row.bars] + [(dot, dot) for row in rows for dot in row.dots]
    )
    counts = [count for count in schedule.counts if count.count > 0]
    return {
        "start": since.isoformat(),
        "end": until.isoformat(),
        "rows": [
            {
                "name": desk.word(row.name),
                "bars": [
                    {"since": bar.since.isoformat(), "until": max(bar.since, bar.until).isoformat(), "tone": bar.tone}
                    for bar in row.bars
                ],
                "dots": [dot.isoformat() for dot in row.dots],
            }
            for row in rows
        ],
        "rows_alt": desk.text(phrases.timeline(schedule, desk.lang)),
        "steps": [
            {
                "when": desk.text(step.when),
                "since": step.since.isoformat() if step.since else None,
                "until": max(step.since, step.until).isoformat() if step.since and step.until else None,
                "what": desk.words(step.what),
                "where": desk.text(step.where),
                "status": desk.word(step.status),
                "tone": step.tone,
            }
            for step in schedule.steps
        ],
        "counts": [{"name": desk.word(count.name), "count": count.count, "tone": count.tone} for count in counts],
        "counts_alt": desk.text(phrases.counts(counts)),
        "long": spread.is_long(len(schedule.steps), (step.what + step.where for step in schedule.steps)),
        "goal_text": phrases.goal(schedule, desk.lang),
    }


def _bounds(spans: Iterable[tuple[date, date]]) -> tuple[date, date]:
    """Return the first day of the first month and the first day after the last month of `spans`."""
    days = [day for span in spans for day in span] or [date(2000, 1, 1)]
    after = max(days).replace(day=1) + timedelta(days=32)
    return min(days).replace(day=1), after.replace(day=1)


def _groups(desk: Typesetter, groups: Sequence[BudgetGroup]) -> list[Plain]:
    return [
        {
            "name": desk.word(group.name),
            "total": _group_total(group),
            "lines": [
                {"name": desk.words(line.name), "account": desk.text(line.account), "amount": _money(line.amount)}
                for line in sums.merged_lines(group.lines)
            ],
        }
        for group in groups
        if group.lines
    ]


def _side_total(groups: Sequence[BudgetGroup], total: sums.Sum) -> str | None:
    """Return the total of a side; None while no amount of it is known: an empty side is not a zero."""
    return str(total.known) if sum(len(group.lines) for group in groups) > total.unknown else None


def _group_total(group: BudgetGroup) -> str | None:
    total = sums.add(line.amount for line in group.lines)
    return None if total.unknown == len(group.lines) else str(total.known)


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else str(cents(amount))


def _budget(desk: Typesetter, budget: Budget | None, *, alone: bool) -> Plain | None:
    if budget is None or not (budget.charges or budget.income or budget.plan or budget.notices):
        return None
    charges, income = sums.add_groups(budget.charges), sums.add_groups(budget.income)
    gap = sums.gap(charges, income) if budget.charges and budget.income else None
    threshold = phrases.threshold(budget.threshold, desk.lang) if alone and budget.threshold else None
    notices = (*budget.notices, threshold) if threshold else budget.notices
    if gap is not None and budget.may_exceed and income.known > charges.known:
        notices, gap = (phrases.surplus(income.known - charges.known, desk.lang), *notices), None
    shown = [notice for notice in notices if not (gap is not None and notice.code == "BUD-001")]
    return {
        "tax_note": desk.words(budget.tax_note),
        "charges": _groups(desk, [group for group in budget.charges if not group.voluntary]),
        "income": _groups(desk, [group for group in budget.income if not group.voluntary]),
        "voluntary": _voluntary(desk, budget),
        "total_charges": _side_total(budget.charges, charges),
        "total_income": _side_total(budget.income, income),
        "unknown_charges": charges.unknown,
        "unknown_income": income.unknown,
        "gap": None if gap is None else str(gap),
        "plan": _plan(desk, budget.plan),
        "balances": phrases.balances(charges, income, sums.secured(budget.plan), desk.lang)
        if budget.plan and budget.charges
        else [],
        "notices": [_notice(desk, notice) for notice in shown],
    }


def _voluntary(desk: Typesetter, budget: Budget) -> Plain | None:
    """Return what is given without money, 86 beside 87, and the totals that hold it; None when nothing is."""
    sides = (budget.charges, budget.income)
    charges, income = ([group for group in side if group.voluntary] for side in sides)
    if not charges and not income:
        return None
    out, into = (sums.add_groups(side, voluntary=True) for side in sides)
    return {
        "charges": _groups(desk, charges),
        "income": _groups(desk, income),
        "total_charges": _side_total(budget.charges, out),
        "total_income": _side_total(budget.income, into),
        "unknown_charges": out.unknown,
        "unknown_income": into.unknown,
    }


def _plan(desk: Typesetter, plan: Sequence[Funding]) -> Plain | None:
    if not plan:
        return None
    ordered = sorted(sums.merged(plan), key=lambda source: not source.secured)
    total, held = sums.add(source.amount for source in ordered), sums.secured(ordered)
    shares = sums.shares([source.amount for source in ordered])
    tenths = sum(share or 0 for source, share in zip(ordered, shares, strict=True) if source.secured)
    return {
        "sources": [
            {
                "name": desk.words(source.name),
                "amount": _money(source.amount),
                "status": desk.word(source.status),
                "tone": source.tone,
                "secured": source.secured,
                "share": share,
            }
            for source, share in zip(ordered, shares, strict=True)
        ],
        "total": str(total.known),
        "unknown": total.unknown,
        "long": spread.is_long(len(plan), (source.name for source in plan)),
        "secured": {
            "tenths": tenths,
            "text": phrases.secured(held, tenths, desk.lang),
            "rest": phrases.to_find(total.known - held, desk.lang) if total.known > held else "",
        },
        "alt": desk.text(phrases.plan(total, held, [source.name for source in ordered], desk.lang)),
    }


def _notice(desk: Typesetter, notice: Notice) -> Plain:
    return {
        "title": desk.text(notice.title),
        "code": desk.text(notice.code),
        "tone": notice.tone,
        "text": desk.runs(notice.text),
        "remedy": desk.runs(notice.remedy),
        "citation": desk.runs(notice.citation),
    }


def _treasury(desk: Typesetter, treasury: Treasury | None) -> Plain | None:
    if treasury is None or not treasury.months:
        return None
    rows = sums.balances(treasury)
    return {
        "months": [
            {
                "month": row.month.isoformat(),
                "opening": str(row.opening),
                "cash_in": str(row.cash_in),
                "cash_out": str(row.cash_out),
                "closing": str(row.closing),
            }
            for row in rows
        ],
        "total_in": str(sums.add(row.cash_in for row in rows).known),
        "total_out": str(sums.add(row.cash_out for row in rows).known),
        "low_text": phrases.low_point(rows, treasury.unknown, desk.lang),
        "alt": phrases.cash(rows, desk.lang),
    }


def _terms(desk: Typesetter, terms: Terms | None, threshold: Threshold | None) -> Plain | None:
    if terms is None or not (terms.prices or terms.example or terms.notes or terms.wanted):
        return None
    said = phrases.threshold(threshold, desk.lang) if threshold else None
    return {
        "taxed": terms.taxed,
        "prices": [{"name": desk.words(price.name), "amount": _money(price.amount)} for price in terms.prices],
        "threshold": _notice(desk, said) if said else None,
        "example": _example(desk, terms),
        "long": spread.is_long(len(terms.prices), (price.name for price in terms.prices)),
        "notes": [{"name": desk.text(note.name), "text": desk.paragraphs(note.text)} for note in terms.notes],
        "wanted": desk.runs(terms.wanted),
    }


def _example(desk: Typesetter, terms: Terms) -> Plain | None:
    example = terms.example
    if example is None or not example.lines:
        return None
    net, vat, gross = sums.priced(example)
    known = all(line.amount is not None for line in example.lines)
    return {
        "title": desk.word(example.title) or UNNAMED,
        "lines": [{"name": desk.words(line.name), "amount": _money(line.amount)} for line in example.lines],
        "rate": percent(example.vat_rate, desk.lang) if example.vat_rate is not None else None,
        **({"net": str(net), "vat": str(vat), "gross": str(gross)} if known else {"net": None, "vat": None, "gross": None}),
    }
