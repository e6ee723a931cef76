"""Says what an employment contract prints: who and what in a glance, numbered articles, what is missing, who signs."""

from decimal import Decimal

from filage.documents import head, spoken
from filage.documents.employment_shapes import EmploymentData
from filage.documents.papers.article import article
from filage.documents.text import money
from filage.documents.typesetter import Plain, Typesetter

PREPARED = "Préparé avec Filage, qui estime et prépare : il n’émet pas de bulletin de paie."


def view(desk: Typesetter, data: EmploymentData) -> Plain:
    """Return what the template reads."""
    return head.sheet(desk, data.head) | {
        "paper": desk.text(data.title),
        "nature": desk.text(data.nature),
        "draft": data.draft,
        "missing": [desk.text(each) for each in data.missing],
        "summary": [{"name": name, "value": desk.text(value)} for name, value in summary(data)],
        "articles": [article(desk, each) for each in data.articles],
        "signatures": [{"role": role, "name": desk.text(name)} for role, name in signatures(data)],
        "amends": desk.text(data.amends),
        "prepared": PREPARED,
    }


def summary(data: EmploymentData) -> list[tuple[str, str]]:
    """Return the four facts that a reader looks for first: who, to do what, when, for how much."""
    first, many = data.terms[0], len(data.terms)
    who = first.employee.name if many == 1 else f"{many} artistes, représentés par {first.employee.name}"
    until = spoken.span(first.starts, first.ends)
    if first.contract == "CDI" and first.starts:
        until = f"depuis le {spoken.day(first.starts)}"
    what = ("Emploi", first.function) if many == 1 else ("Spectacle", first.title)
    told = (("Qui", who), what, ("Quand", until), ("Rémunération brute", _earned(data)))
    return [(name, value or "à compléter") for name, value in told]


def _earned(data: EmploymentData) -> str:
    first = data.terms[0]
    if len(data.terms) > 1:
        totals = [each.total for each in data.terms]
        known = [each for each in totals if each is not None]
        return f"{money(sum(known, Decimal(0)))} en tout" if len(known) == len(totals) else ""
    if first.unit == "mois" and first.gross is not None:
        return f"{money(first.gross)} par mois"
    amount = first.gross if first.total is None else first.total
    return "" if amount is None else money(amount)


def signatures(data: EmploymentData) -> list[tuple[str, str]]:
    """Return who signs: the employer, then whom she engages."""
    first = data.terms[0]
    house = ", ".join(part for part in (first.employer.representative, first.employer.quality) if part) or first.employer.name
    artist = first.status == "artiste"
    role = "Pour les artistes, par mandat" if len(data.terms) > 1 else "L’artiste" if artist else "La personne salariée"
    return [("Pour l’employeur", house), (role, first.employee.name)]
