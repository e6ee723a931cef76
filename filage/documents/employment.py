"""Writes the text of an employment contract or of its amendment from the terms of an embauche: words, clauses, mentions."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from filage.documents import clauses
from filage.documents.clauses import Gap, Mention, Said, Table, reading
from filage.documents.employment_shapes import Change, Choices, Day, EmploymentData, Kind, Terms
from filage.documents.paper_shapes import Head
from filage.documents.spoken import day, hour, nir, number, short_day
from filage.documents.text import money

ROOM = "embauche"
FULL_WEEK = Decimal(35)
AGREEMENTS = {
    "1285": "Convention collective nationale des entreprises artistiques et culturelles (CCNEAC, IDCC 1285)",
    "3090": "Convention collective nationale des entreprises du secteur privé du spectacle vivant (CCNSVP, IDCC 3090)",
}
GROUNDS = {"numero": "se produisent dans un même numéro", "orchestre": "appartiennent au même orchestre"}
UNITS = {
    "cachet": ("cachet", "cachets"),
    "service": ("service", "services"),
    "heure": ("heure", "heures"),
    "jour": ("jour", "jours"),
    "mois": ("mois", "mois"),
    "forfait": ("forfait", "forfaits"),
}
_POSTCODE = re.compile(r"\b\d{5}\b")
TRIAL_LONG = 183  # days of a contract of more than six months


def kind_of(terms: Terms) -> Kind:
    """Return the kind of contract that an embauche asks for."""
    if terms.contract == "CDI":
        return "cdi"
    if terms.contract == "CDDU":
        return "cddu-artiste" if terms.status == "artiste" else "cddu-technicien"
    if terms.replaced is not None:
        return "remplacement"
    return "intervention" if terms.status == "intervention" else "cdd"


def paper(
    head: Head, kind: Kind, terms: Sequence[Terms], on: date, *, choices: Choices | None = None, draft: bool = False
) -> EmploymentData:
    """Return a contract, assembled; what is missing is named, and marked as a gap in the text."""
    chosen = choices or Choices()
    said = said_of(kind, terms, chosen, on)
    plan = reading.plan(ROOM, kind)
    missing = clauses.gaps(ROOM, kind, said)
    return EmploymentData(
        head=head,
        kind=kind,
        title=plan.title,
        nature=plan.nature,
        terms=tuple(terms),
        choices=chosen,
        articles=clauses.assembled(ROOM, kind, said) if draft else clauses.to_fill(clauses.assembled(ROOM, kind, said)),
        draft=draft,
        missing=tuple(each.label for each in missing if each.blocks),
        warnings=tuple(each.label for each in missing if not each.blocks),
    )


def amendment(head: Head, former: Terms, today: Terms, on: date, *, amends: str) -> EmploymentData:
    """Return the amendment between a contract as it was issued and the embauche of today."""
    moved = changes(former, today)
    said = said_of("avenant", [today], Choices(), on)
    rows = tuple((each.label, each.before, each.after) for each in moved)
    table = Table(columns=("Sujet", "Le contrat disait", "Il dit désormais"), rows=rows)
    told = Said(words=said.words, tables={**said.tables, "changements": table}, on=on)
    plan = reading.plan(ROOM, "avenant")
    return EmploymentData(
        head=head,
        kind="avenant",
        title=plan.title,
        nature=plan.nature,
        terms=(today,),
        choices=Choices(),
        articles=clauses.to_fill(clauses.assembled(ROOM, "avenant", told)),
        changes=moved,
        amends=amends,
    )


def missing(kind: Kind, terms: Sequence[Terms], on: date, choices: Choices | None = None) -> tuple[Mention, ...]:
    """Return the mentions that a contract of these terms lacks, those that block first."""
    found = clauses.gaps(ROOM, kind, said_of(kind, terms, choices or Choices(), on))
    return tuple(sorted(found, key=lambda each: not each.blocks))


def said_of(kind: Kind, terms: Sequence[Terms], choices: Choices, on: date) -> Said:
    """Return the words and the tables that the clauses of a contract are written from."""
    first = terms[0]
    agreement = AGREEMENTS.get(first.employer.agreement, f"IDCC {first.employer.agreement}" if first.employer.agreement else "")
    words = {
        "employeur": _employer(first),
        "salarie": _employee(first),
        "spectacle": {
            "titre": _or(first.title, "titre du spectacle"),
            "numero_objet": _or(first.object_number, "numéro d’objet"),
            "metteur_en_scene": _or(first.director, "nom du metteur en scène ou de la metteuse en scène"),
        },
        "emploi": _post(kind, first),
        "contrat": _contract(kind, first, choices),
        "remuneration": _pay(first),
        "convention": {"intitule": _or(agreement, "convention collective applicable"), "idcc": first.employer.agreement},
        "organismes": _funds(first),
        "remplace": _replaced(first),
        "collectif": _collective(terms, choices),
    }
    tables = {"calendrier": calendar(first), "artistes": artists(terms)}
    return Said(words=words, tables=tables, on=on)


def _employer(terms: Terms) -> dict[str, Any]:
    house = terms.employer
    return {
        "nom": house.name,
        "forme": house.legal_form[:1].lower() + house.legal_form[1:],
        "adresse": _or(house.address, "adresse de l’employeur"),
        "siret": house.siret,
        "ape": house.ape,
        "representant": _or(house.representative, "nom de qui signe pour l’employeur"),
        "qualite": house.quality,
        "recepisses": _or(" / ".join(house.licences), "n° de récépissé d’entrepreneur de spectacles"),
        "guso": house.guso,
    }


def _employee(terms: Terms) -> dict[str, Any]:
    who = terms.employee
    return {
        "nom": _or(who.name, "nom du salarié ou de la salariée"),
        "nom_naissance": who.birth_name,
        "naissance": _or(day(who.born_on), "date de naissance"),
        "lieu_naissance": _or(who.birth_place, "lieu de naissance"),
        "nationalite": _or(who.nationality, "nationalité"),
        "adresse": _or(who.address, "adresse"),
        "nir": _or(nir(who.nir), "numéro de sécurité sociale"),
        "conges": who.conges_number,
    }


def _post(kind: Kind, terms: Terms) -> dict[str, Any]:
    return {
        "fonction": _or(terms.function, "emploi"),
        "position": _or(terms.position, "position dans la classification"),
        "position_due": terms.employer.agreement in AGREEMENTS and kind != "intervention",
        "cadre": terms.executive,
        "artiste": terms.status == "artiste",
        "dramatique": terms.status == "artiste" and terms.deduction == "dramatique",
        "abattement": bool(terms.deduction),
    }


def _contract(kind: Kind, terms: Terms, choices: Choices) -> dict[str, Any]:
    places = list(dict.fromkeys(each.place for each in terms.days if each.place))
    first = min((each for each in terms.days if each.starts), key=lambda each: (each.on, each.starts), default=None)
    part_time = terms.contract != "CDDU" and terms.weekly_hours is not None and terms.weekly_hours < FULL_WEEK
    return {
        "objet": _or(_object(kind, terms), "objet ou motif précis du contrat"),
        "debut": _or(day(terms.starts), "date de début"),
        "fin": _or(day(terms.ends), "date de fin"),
        "un_jour": terms.starts is not None and terms.starts == terms.ends,
        "heure": _or(hour(first.starts) if first and first.on == terms.starts else "", "heure d’embauche"),
        "lieux": " ; ".join(places),
        "plusieurs_lieux": len(places) > 1,
        "duree": _or(_length(terms), "durée du travail"),
        "calendrier": bool(terms.days),
        "temps_partiel": part_time,
        "repartition": _or(choices.spread, "répartition de la durée du travail entre les jours ou les semaines"),
        "essai": _trial(terms) if choices.trial else "",
        "dpae": terms.dpae_number,
    }


def _object(kind: Kind, terms: Terms) -> str:
    """Return what a contract is for: as typed; a CDD d’usage has else the show and what is done for it."""
    if terms.motive:
        return terms.motive.strip().rstrip(".")
    if not kind.startswith("cddu") or not terms.title:
        return ""
    done = "la création" if terms.phase == "creation" else "les représentations"
    return f"{done} du spectacle _{terms.title}_"


def _pay(terms: Terms) -> dict[str, Any]:
    one, several = UNITS[terms.unit]
    known = terms.gross is not None
    count = terms.quantity
    return {
        "brut": money(terms.gross) if known and terms.gross is not None else Gap("rémunération brute"),
        "unite": one,
        "forfait": terms.unit == "forfait",
        "mensuelle": terms.unit == "mois",
        "nombre": "" if count is None else f"{number(count)} {several if count >= 2 else one}",
        "plusieurs": count is not None and count > 1,
        "total": "" if terms.total is None else money(terms.total),
    }


def _funds(terms: Terms) -> dict[str, Any]:
    house = terms.employer
    return {
        "retraite": _or(house.retirement, "nom et adresse de la caisse de retraite complémentaire"),
        "prevoyance": _or(house.welfare, "nom et adresse de l’organisme de prévoyance"),
        "adresses": all(_POSTCODE.search(each) for each in (house.retirement, house.welfare)),
        "conges": _or(house.conges_number, "numéro d’affiliation aux Congés Spectacles"),
        "urssaf": _or(house.urssaf, "Urssaf où la déclaration préalable est déposée"),
        "sante": _or(house.medical, "service de santé au travail"),
    }


def _replaced(terms: Terms) -> dict[str, Any]:
    gone = terms.replaced
    return {
        "nom": "" if gone is None else _or(gone.name, "nom de la personne remplacée"),
        "qualification": "" if gone is None else _or(gone.qualification, "qualification de la personne remplacée"),
        "depuis": "" if gone is None else day(gone.since),
    }


def _collective(terms: Sequence[Terms], choices: Choices) -> dict[str, Any]:
    paid = all(each.gross is not None for each in terms)
    return {
        "signataire": terms[0].employee.name,
        "nombre": str(len(terms)),
        "cadre": _or(GROUNDS.get(choices.ground, ""), "cas où le contrat peut être commun : même numéro, ou même orchestre"),
        "salaires": True if paid else Gap("salaire de chaque artiste"),
        "noms": _list([each.employee.name for each in terms]),
    }


def _length(terms: Terms) -> str:
    """Return the work owed: « 5 cachets », « 35 heures par semaine »."""
    if terms.contract != "CDDU" and terms.weekly_hours is None and terms.unit == "mois":
        return "35 heures par semaine"
    if terms.weekly_hours is not None:
        return f"{number(terms.weekly_hours)} heures par semaine"
    if terms.quantity is None or terms.unit == "forfait":
        return ""
    one, several = UNITS[terms.unit]
    return f"{number(terms.quantity)} {several if terms.quantity >= 2 else one}"


def _trial(terms: Terms) -> str:
    """Return the longest trial: a day a week up to two weeks, a month beyond six months; by category for a CDI."""
    if terms.contract == "CDI":
        return "trois mois" if terms.executive else "un mois"
    if terms.starts is None or terms.ends is None:
        return ""
    length = (terms.ends - terms.starts).days + 1
    if length >= TRIAL_LONG:
        return "un mois"
    days = min(length // 7, 14)
    return "" if not days else "1 jour" if days == 1 else f"{days} jours"


def calendar(terms: Terms) -> Table:
    """Return the table of the services attended, in order."""
    rows = tuple((_when(each), _hours(each), each.what, each.place or "à préciser") for each in terms.days)
    return Table(columns=("Jour", "Heures", "Service", "Lieu"), rows=rows)


def artists(terms: Sequence[Terms]) -> Table:
    """Return the table of a collective contract: each artist, with what she earns."""
    rows = tuple(
        (
            each.employee.name,
            each.function,
            _paid(each),
            "à compléter" if each.total is None else money(each.total),
        )
        for each in terms
    )
    return Table(columns=("Artiste", "Emploi", "Rémunération brute", "Total brut"), rows=rows, figures=(3,))


def _paid(terms: Terms) -> str:
    if terms.gross is None:
        return "à compléter"
    one, several = UNITS[terms.unit]
    if terms.quantity is None or terms.unit == "forfait":
        return f"{money(terms.gross)} au forfait" if terms.unit == "forfait" else f"{money(terms.gross)} par {one}"
    return f"{number(terms.quantity)} {several if terms.quantity >= 2 else one} à {money(terms.gross)}"


def changes(former: Terms, today: Terms) -> tuple[Change, ...]:
    """Return what moved between a contract as it was issued and the embauche of today, subject by subject."""
    pairs = (
        ("Emploi", former.function, today.function),
        ("Position dans la classification", former.position, today.position),
        ("Objet du contrat", former.motive, today.motive),
        ("Début", day(former.starts), day(today.starts)),
        ("Fin", day(former.ends), day(today.ends)),
        ("Durée du travail", _length(former), _length(today)),
        ("Rémunération brute", _price(former), _price(today)),
        ("Total brut", _total(former), _total(today)),
        ("Numéro d’objet", former.object_number, today.object_number),
    )
    moved = [Change(label=label, before=before or "–", after=after or "–") for label, before, after in pairs if before != after]
    return (*moved, *_days_moved(former.days, today.days))


def _days_moved(former: Sequence[Day], today: Sequence[Day]) -> list[Change]:
    """Return the services added, taken away, or moved: two on the same day with the same work are the same."""
    before = {(each.on, each.what, rank): each for rank, each in _ranked(former)}
    after = {(each.on, each.what, rank): each for rank, each in _ranked(today)}
    moved = []
    for key in sorted({*before, *after}):
        one, other = before.get(key), after.get(key)
        was, now = (_said(each) if each else "" for each in (one, other))
        if was != now:
            moved.append(Change(label=_when(other or one or today[0]), before=was or "–", after=now or "retiré"))
    return moved


def _ranked(days: Sequence[Day]) -> list[tuple[int, Day]]:
    seen: dict[tuple[date, str], int] = {}
    found = []
    for each in days:
        rank = seen[(each.on, each.what)] = seen.get((each.on, each.what), -1) + 1
        found.append((rank, each))
    return found


def _said(each: Day) -> str:
    return ", ".join(part for part in (each.what, each.place, _hours(each)) if part)


def _price(terms: Terms) -> str:
    if terms.gross is None:
        return ""
    return money(terms.gross) + ("" if terms.unit == "forfait" else f" par {UNITS[terms.unit][0]}")


def _total(terms: Terms) -> str:
    return "" if terms.total is None else money(terms.total)


def _or(value: Any, name: str) -> Any:
    return value or Gap(name)


def _when(each: Day) -> str:
    if each.until and each.until != each.on:
        return f"du {short_day(each.on)} au {short_day(each.until)}"
    return short_day(each.on)


def _hours(each: Day) -> str:
    return " – ".join(hour(part) for part in (each.starts, each.ends) if part)


def _list(parts: Sequence[str]) -> str:
    return ", ".join(parts[:-1]) + (" et " if len(parts) > 1 else "") + parts[-1] if parts else ""
