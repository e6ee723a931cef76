"""Writes the text of a contract with a partner from its facts: words, tables, clauses, those rewritten by hand, annexes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from filage.documents import agreement_tables as tables
from filage.documents import clauses, speech
from filage.documents.agreement_shapes import AgreementData, Amounts, Edit, Facts, Moved, Party, Sheet
from filage.documents.clauses import Article, Gap, Said, reading, writing
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Lang
from filage.rules.contracts import terms

ROOMS: Mapping[Lang, str] = {"fr": "contrats", "en": "contrats-en"}
VIGILANCE = Decimal(5000)
AMOUNTS = {
    "base_price": "prix",
    "producer_share": "part du producteur",
    "sharing_base": "base du partage",
    "form": "forme de la coproduction",
}


NET = "recette nette"
BASES: Mapping[str, str] = {NET: "net box office", "recette HT": "box office before VAT", "recette TTC": "gross box office"}
TAKEN: Mapping[Lang, tuple[str, str, str]] = {
    "fr": ("la TVA", "la taxe sur les spectacles", "les droits d’auteur"),
    "en": ("VAT", "the entertainment tax", "the royalties"),
}


def languages(kind: str) -> tuple[Lang, ...]:
    """Return the languages that a kind of contract is written in."""
    return tuple(lang for lang, room in ROOMS.items() if kind in reading.plans(room))


def paper(
    head: Head,
    facts: Facts,
    on: date,
    *,
    edits: Sequence[Edit] = (),
    sheet: Sheet | None = None,
    missing: Sequence[str] = (),
    draft: bool = False,
) -> AgreementData:
    """Return a contract, assembled: a clause rewritten by hand keeps its text, one struck out is left out."""
    room = ROOMS[facts.lang]
    plan = reading.plan(room, facts.kind)
    said = said_of(facts, on)
    articles = edited(clauses.assembled(room, facts.kind, said), edits, said)
    return AgreementData(
        head=head,
        title=plan.title,
        nature=plan.nature,
        facts=facts,
        articles=articles if draft else clauses.to_fill(articles),
        edited=tuple(each.topic for each in edits),
        annexes=tables.enclosed(sheet, facts.lang) + tables.annexes(facts),
        sheet=sheet,
        missing=tuple(missing),
        draft=draft,
    )


def amendment(head: Head, former: AgreementData, today: AgreementData, *, amends: str, on: date) -> AgreementData:
    """Return the amendment that brings a contract, as it was issued, to what it says today: what changes, and only that."""
    room = ROOMS[today.facts.lang]
    moved = changes(former, today)
    said = said_of(today.facts, on)
    told = Said(words=said.words, tables={**said.tables, "changements": tables.moves(moved, today.facts.lang)}, on=on)
    plan = reading.plan(room, "avenant")
    return AgreementData(
        head=head,
        title=plan.title,
        nature=today.title,
        facts=today.facts,
        articles=clauses.to_fill(clauses.assembled(room, "avenant", told)),
        amends=amends,
        changes=moved,
    )


def edited(articles: Sequence[Article], edits: Sequence[Edit], said: Said) -> tuple[Article, ...]:
    """Return articles with the clauses rewritten by hand in the place of theirs."""
    by_topic = {each.topic: each.text for each in edits}
    found = []
    for article in articles:
        text = by_topic.get(article.key)
        if text is None:
            found.append(article)
        elif text.strip():
            found.append(replace(article, blocks=writing.blocks_of(text, said.tables)))
    return tuple(found)


def plain(article: Article) -> str:
    """Return an article as it is edited: a line a paragraph, « - » for an item, a table by its name, a work between _."""
    return "\n".join(_line(block) for block in article.blocks)


def _line(block: clauses.Block) -> str:
    if block.kind == "table":
        return f"[tableau {block.name}]"
    text = "".join(f"_{run.text}_" if run.work else clauses.DOTS if run.gap else run.text for run in block.runs)
    return f"- {text}" if block.kind == "item" else text


def changes(former: AgreementData, today: AgreementData) -> tuple[Moved, ...]:
    """Return what moved between two contracts of the same deal, subject by subject, then clause by clause."""
    before, after = tables.summary(former.facts), tables.summary(today.facts)
    moved = [
        Moved(label=label, before=before.get(label, ""), after=after.get(label, ""))
        for label in dict.fromkeys([*before, *after])
        if before.get(label, "") != after.get(label, "")
    ]
    by_hand = {*former.edited, *today.edited}
    was, now = ({each.key: each for each in one.articles if each.key in by_hand} for one in (former, today))
    for key in dict.fromkeys([*was, *now]):
        old, new = (plain(one[key]) if key in one else "" for one in (was, now))
        if old != new:
            moved.append(Moved(label=(now.get(key) or was[key]).title, before=old, after=new))
    return tuple(moved)


def said_of(facts: Facts, on: date) -> Said:
    """Return the words and the tables that the clauses of a contract are written from."""
    kind, lang = terms.kinds()[facts.kind], facts.lang
    first, second = (_party(role, party, lang) for role, party in zip(kind.roles, (facts.first, facts.second), strict=True))
    money = tables.money_of(facts)
    words = {
        "contrat": {"etranger": facts.abroad, "type": facts.kind, "nous_payons": not facts.ours_first},
        "premier": first,
        "second": second,
        "spectacle": _work(facts),
        "dates": _dates(facts),
        "prix": _price(facts, money),
        "accueil": _hosting(facts),
        "droits": _rights(facts),
        "partage": _sharing(facts),
        "dit": _said(kind, facts),
        "choix": {code: terms.value_of(facts.values, code) for code in terms.catalogue()},
        "annexes": {"liste": speech.listed(annexed(facts), lang)},
    }
    return Said(words=words, tables=tables.tables_of(facts, money), on=on)


def annexed(facts: Facts) -> list[str]:
    """Return the annexes of a contract, as it names them."""
    fr = facts.lang == "fr"
    found = []
    if facts.technical_sheet:
        found.append(f"{'fiche technique' if fr else 'technical rider'} ({facts.technical_sheet})")
    elif facts.kind in ("cession", "corealisation"):
        found.append("fiche technique" if fr else "technical rider")
    if tables.annexes(facts):
        found.append("conditions d’accueil" if fr else "hospitality conditions")
    skipped = {"fiche technique", "conditions d’accueil"}
    return found + ([each for each in terms.kinds()[facts.kind].annexes if each not in skipped] if fr else [])


def _party(role: str, party: Party, lang: Lang) -> dict[str, Any]:
    named = speech.role(role, lang)
    return {
        **named,
        "role": named["nom"],
        "raison": party.name or Gap(f"nom {named['du']}"),
        "recepisses": " / ".join(party.licences),
        "pays": party.country,
        "representant": party.representative,
        "siret": party.siret,
    }


def _work(facts: Facts) -> dict[str, Any]:
    work = facts.work
    return {
        "titre": work.title or Gap("titre du spectacle"),
        "auteurs": work.creators,
        "de_auteurs": speech.of(work.creators, facts.lang),
        "mise_en_scene": work.director if work.director not in work.creators else "",
        "interpretes": work.cast,
        "duree": speech.lasting(work.minutes, facts.lang),
        "public": work.audience,
        "mentions": " ".join(work.mentions.split()).rstrip("."),
        "oeuvres": " ".join(work.used.split()).rstrip("."),
    }


def _dates(facts: Facts) -> dict[str, Any]:
    fr, dates = facts.lang == "fr", facts.dates
    count = len(dates)
    unit = ("représentation", "performance")[not fr]
    return {
        "nombre": count or "",
        "nombre_dit": f"{count} {unit}{'s' * (count > 1)}" if count else Gap("nombre de représentations"),
        "fois": ("une fois" if count == 1 else f"{count} fois") if fr else ("once" if count == 1 else f"{count} times"),
        "premiere": speech.day(dates[0].on, facts.lang) if dates else Gap("première date"),
        "derniere": speech.day(dates[-1].on, facts.lang) if dates else Gap("dernière date"),
        "liste": speech.listed([speech.day(each.on, facts.lang) for each in dates], facts.lang),
        "lieu": speech.listed(list(dict.fromkeys(each.place for each in dates if each.place)), facts.lang),
        "jauge": any(each.capacity for each in dates),
        "plein_air": any("plein air" in each.place.casefold() for each in dates),
    }


def _price(facts: Facts, money: tables.Money) -> dict[str, Any]:
    lang = facts.lang
    amounts = facts.amounts
    kind = terms.kinds()[facts.kind]
    base: Any = speech.amount(amounts.base, lang)
    if not base and "base_price" in kind.due:
        base = Gap("prix")
    return {
        "base": base,
        "ht": speech.amount(money.net, lang) if money.lines else "",
        "ttc": speech.amount(money.gross, lang) if money.lines else "",
        "taux_tva": speech.rate(amounts.vat, lang),
        "mention_tva": tables.vat_words(facts),
        "forfait": any(facts.values.get(code) for code in tables.FLAT),
        "artistique": _value(facts, "part_artistique"),
        "technique": _value(facts, "part_technique"),
        "droits_compris": _value(facts, "part_droits"),
        "acompte": bool(amounts.deposit_rate),
        "taux_acompte": speech.rate(amounts.deposit_rate, lang),
        "jours": str(amounts.payment_days),
        "vigilance": money.net is not None and money.net >= VIGILANCE,
        **_variable(amounts, lang),
    }


def _variable(amounts: Amounts, lang: Lang) -> dict[str, Any]:
    """Return what the tickets add to a guaranteed price: how, how much, beyond what, once what is deducted."""
    vat, tax, rights = TAKEN[lang]
    rated = ((tax, amounts.tax_rate), (rights, amounts.rights_rate))
    taken = [vat, *(f"{label} ({speech.rate(rate, lang)})" for label, rate in rated if rate)]
    taken += [f"{each.label} ({speech.amount(each.amount, lang)})" for each in amounts.deducted]
    return {
        "variable": amounts.variable,
        "part_variable": speech.rate(amounts.variable_share, lang) or (Gap("part de la recette") if amounts.variable else ""),
        "seuil": speech.amount(amounts.threshold, lang),
        "sur_serie": amounts.over_series,
        "base_variable": amounts.sharing_base if lang == "fr" else BASES.get(amounts.sharing_base, ""),
        "deduits": ", ".join(taken) if amounts.sharing_base == NET else "",
        "part_coplateau": speech.rate(amounts.bill_part, lang),
    }


def _hosting(facts: Facts) -> dict[str, Any]:
    fr = facts.lang == "fr"
    names = {
        "travel": ("les voyages", "travel"),
        "lodging": ("l’hébergement", "accommodation"),
        "meals": ("les repas", "meals"),
    }
    found: dict[str, list[str]] = {mode: [] for mode in ("fourni", "reel", "forfait", "compris", "")}
    for field, said in names.items():
        by_mode: dict[str, list[date]] = {}
        for each in facts.dates:
            by_mode.setdefault(getattr(each, field), []).append(each.on)
        for mode, days in by_mode.items():
            found[mode].append(said[not fr] + (_on(days, facts.lang) if len(by_mode) > 1 else ""))
    party = facts.work.party
    return {
        **{mode: speech.listed(parts, facts.lang) for mode, parts in found.items() if mode},
        "inconnu": speech.listed(found[""], facts.lang),
        "equipe": "" if not party else f"{party} personnes" if fr else f"{party} people",
    }


def _on(days: Sequence[date], lang: Lang) -> str:
    """Return the days of which a mode is said, when the others have another one: « (le 8 et le 9 avril 2027) »."""
    said = speech.listed([speech.day(each, lang) for each in days], lang)
    return f" ({said})"


def _rights(facts: Facts) -> dict[str, Any]:
    payers = {each.rights for each in facts.dates if each.rights}
    return {
        "lieu": payers == {"lieu"},
        "producteur": payers == {"producteur"},
        "dit": Gap("qui déclare et paie les droits d’auteur"),
        "autorisation": bool(facts.work.used),
    }


def _sharing(facts: Facts) -> dict[str, Any]:
    amounts, lang = facts.amounts, facts.lang
    other = None if amounts.share is None else 100 - amounts.share
    return {
        "part": speech.rate(amounts.share, lang) or Gap("part du producteur"),
        "reste": speech.rate(other, lang) or Gap("part de l’autre partie"),
        "base": amounts.sharing_base,
        "garantie": speech.amount(amounts.guarantee, lang),
        "garantie_pour": amounts.guarantee_for,
        "taxe": speech.rate(amounts.tax_rate, lang),
        "droits": speech.rate(amounts.rights_rate, lang),
        "forme": amounts.form,
        "part_partenaire": speech.rate(amounts.partner_share, lang) or Gap("part du coproducteur"),
        "jours": str(amounts.payment_days),
    }


def _said(kind: terms.ContractKind, facts: Facts) -> dict[str, Any]:
    """Return each term as it is printed; one that is due and not said is a gap."""
    found: dict[str, Any] = {}
    for code, term in terms.catalogue().items():
        said = _value(facts, code)
        found[code] = Gap(term.label) if not said and code in kind.due else said
    return found


def _value(facts: Facts, code: str) -> str:
    return tables.printed(code, terms.value_of(facts.values, code), facts.lang)
