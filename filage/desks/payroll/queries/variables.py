"""What a payroll firm is given for a month: a row for each embauche of each person, and how one payslip is shared by projects."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Any

from filage.core.rails import season as seasons
from filage.desks.payroll.queries import hours, papers, period
from filage.desks.payroll.queries.hours import Away, Validated
from filage.desks.payroll.queries.slips import Slip, slips
from filage.desks.payroll.queries.working import endings
from filage.documents import delimited, employment
from filage.documents.delimited import Cell
from filage.productions.enums import EmploymentStatus, GrossUnit
from filage.productions.models import Engagement, Production
from filage.rules.engine.explained import cents
from filage.rules.payroll import allowances, ending
from filage.rules.payroll.allowances import Allowed

COLUMNS = (
    "Mois", "Structure", "SIRET", "Salarié", "Naissance", "N° Congés Spectacles", "Bulletin", "Statut", "Contrat", "Cadre",
    "Emploi", "Position", "Abattement", "Spectacle", "Code analytique", "Numéro d’objet", "Début du contrat", "Fin du contrat",
    "Dates travaillées", "Jours", "Cachets", "Heures", "Source des heures", "Unité", "Brut de l’unité", "Brut",
    "Brut du bulletin", "Part analytique (%)", "Repas", "Nuits",
    "Défraiements dus", "Défraiements exonérés", "Défraiements soumis", "À vérifier",
)  # fmt: skip
HUNDRED, CENT = Decimal(100), Decimal("0.01")
DUE_AT_THE_END = {ending.END: "fin de contrat, 10 % à ajouter", ending.LEAVE: "congés non pris, 10 % à ajouter"}
NEAR_PARIS = ("75", "92", "93", "94")  # where a night costs more
VALIDATED, FORESEEN = "relevé validé", "prévu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One embauche in one month; None is unknown. `payslip` names the payslip it falls on, `share` its part there, percent."""

    engagement: Engagement
    month: date
    payslip: str
    begins: date | None
    ends: date | None
    dates: tuple[date, ...]
    days: int
    cachets: int
    hours: Decimal | None
    source: str
    gross: Decimal | None
    whole: Decimal | None = None
    share: Decimal | None = None
    meals: int = 0
    nights: int = 0
    road: Allowed | None = None  # what is owed for them; None when nothing was told
    doubts: tuple[str, ...] = ()


def months(productions: Sequence[Production]) -> list[date]:
    """Return the months in which somebody works for these productions, in order."""
    if not productions:
        return []
    season = _season(productions)
    return sorted({slip.month for each in season.engagements for slip in slips(season, each)})


def variables(productions: Sequence[Production], month: date) -> list[Variable]:
    """Return what the payroll firm is given of a month (its first day): by payslip, then by production, in file order."""
    if not productions:
        return []
    season = _season(productions)
    checked = {found.engagement.pk: found for each in productions for found in hours.validated(each, month)}
    rows = [
        _variable(season, each, slip, checked.get(each.pk))
        for each in season.engagements
        for slip in slips(season, each)
        if slip.month == month
    ]
    return list(_shared(rows))


def table(rows: Iterable[Variable]) -> bytes:
    """Return the variables as a CSV that a French spreadsheet opens."""
    return delimited.render(COLUMNS, (_cells(row) for row in rows))


def shares(grosses: Sequence[Decimal]) -> list[Decimal]:
    """Return the part of each gross in their total, in percent with two decimals, which add up to exactly 100."""
    total = sum(grosses, Decimal(0))
    if not total:
        return [Decimal(0)] * len(grosses)
    exact = [gross * HUNDRED / total for gross in grosses]
    found = [each.quantize(CENT, rounding=ROUND_DOWN) for each in exact]
    left = int((HUNDRED - sum(found)) / CENT)
    for rank in sorted(range(len(exact)), key=lambda rank: found[rank] - exact[rank])[:left]:
        found[rank] += CENT
    return found


def _season(productions: Sequence[Production]) -> Any:
    return seasons.load(productions[0].organisation_id, tuple(each.pk for each in productions))


def _variable(season: Any, engagement: Engagement, slip: Slip, checked: Validated | None) -> Variable:
    between = period.period_in(season, engagement)
    found = _counted(engagement, slip, checked)
    doubts = [*slip.missing[:2], *(DUE_AT_THE_END[code] for code in endings(engagement))]
    if engagement.person is None:
        doubts.append("personne à nommer")
    if checked is None and engagement.status != EmploymentStatus.PERMANENT:
        doubts.append("heures non validées")
    away = checked.away if checked else ()
    road = _road(season, engagement, away)
    if road is not None and not (road.owed.is_known and road.exempt.is_known):
        doubts.append("défraiements : barème de la convention à saisir")
    return Variable(
        engagement=engagement,
        month=slip.month,
        payslip=_payslip(engagement, slip.month),
        begins=between[0] if between else None,
        ends=between[1] if between else None,
        dates=checked.days if checked else slip.dates,
        source=VALIDATED if checked else FORESEEN,
        meals=sum(one.meals for one in away),
        nights=sum(one.nights for one in away),
        road=road,
        doubts=tuple(doubts),
        **found,
    )


def _road(season: Any, engagement: Engagement, away: Sequence[Away]) -> Allowed | None:
    """Return what the scale of the agreement owes for the meals and the nights that the office checked; None without any."""
    structure, found = engagement.production.structure, []
    law = season.law(structure.pk)
    for one in away:
        if one.meals:
            found.append(allowances.meals(law, structure.idcc, one.meals, one.on))
        if one.nights:
            found.append(allowances.nights(law, structure.idcc, one.nights, one.on, paris=_near_paris(one)))
    return allowances.together(found) if found else None


def _near_paris(away: Away) -> bool | None:
    return None if away.postal_code is None else away.postal_code[:2] in NEAR_PARIS


def _counted(engagement: Engagement, slip: Slip, checked: Validated | None) -> dict[str, Any]:
    """Return the days, cachets, hours and gross of a month: as the office checked them, else as they are foreseen."""
    gross = slip.base
    if checked is None:
        told = None if slip.hours is None else slip.hours.quantize(CENT)
        return {"days": slip.days, "cachets": slip.cachets, "hours": told, "gross": gross}
    counters, each = checked.counters, engagement.gross
    done = counters.aem
    if each is not None and engagement.unit == GrossUnit.CACHET:
        gross = each * counters.cachets
    elif each is not None and engagement.unit == GrossUnit.HEURE:
        gross = each * done
    return {"days": counters.days, "cachets": counters.cachets, "hours": done, "gross": gross}


def _payslip(engagement: Engagement, month: date) -> str:
    """Return what names a payslip: one a month for a person, a structure, a status and a contract."""
    who = engagement.person.name if engagement.person else engagement.placeholder or engagement.function
    structure = engagement.production.structure
    kind = f"{engagement.get_status_display()} {engagement.contract_type}"
    return f"{month:%Y-%m} {structure.name}, {who}, {kind}"


def _shared(rows: Sequence[Variable]) -> Iterator[Variable]:
    held: dict[tuple[Any, ...], list[Variable]] = defaultdict(list)
    for row in rows:
        person = row.engagement.person_id or row.engagement.pk
        held[(row.payslip, person)].append(row)
    for together in held.values():
        known = [row.gross for row in together if row.gross is not None]
        whole = sum(known, Decimal(0)) if len(known) == len(together) else None
        parts: Sequence[Decimal | None] = shares(known) if whole is not None else [None] * len(together)
        for row, part in zip(together, parts, strict=True):
            yield replace(row, whole=whole, share=part)


def _cells(row: Variable) -> list[Cell]:
    one, person = row.engagement, row.engagement.person
    production = one.production
    return [
        f"{row.month:%Y-%m}",
        production.structure.name,
        papers.siret(production.structure.siret),
        person.name if person else one.placeholder,
        person.born_on if person else None,
        person.conges_number if person else "",
        row.payslip,
        one.get_status_display(),
        one.contract_type.value,
        "oui" if one.executive else "non",
        one.function,
        one.position,
        one.deduction,
        production.title,
        production.slug,
        production.object_number,
        row.begins,
        row.ends,
        " ".join(f"{each:%d/%m}" for each in row.dates),
        row.days,
        row.cachets,
        row.hours,
        row.source,
        employment.UNITS[one.unit][0],
        one.gross,
        row.gross,
        row.whole,
        row.share,
        row.meals or None,
        row.nights or None,
        *([cents(each) for each in (row.road.owed, row.road.exempt, row.road.taxed)] if row.road else [None] * 3),
        ", ".join(row.doubts),
    ]
