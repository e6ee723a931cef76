"""What the taxes of a budget are read against: franchises of our structures, taxed wages, taxed grants."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core.rails import costs
from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.season import once
from filage.core.rails.types import Severity
from filage.desks.budget.enums import Side, VatHandling
from filage.desks.budget.models import Line
from filage.desks.budget.queries.facts import facts_of
from filage.desks.budget.rails.controls_lines import on_line
from filage.productions.enums import DealKind, VatStatus
from filage.productions.models import Production, Structure
from filage.rules.budgeting.lines import INCOME, forecast, standing
from filage.rules.checks import Reach, reach
from filage.rules.engine.text import number_text, rounded_money_text

SALES = "70"
CESSIONS = (DealKind.CESSION, DealKind.PREACHAT)
WAGES = ("64", "86")
GRANTS = ("73", "74", "754", "755", "756")
OUT_OF_TAX = (VatStatus.HORS_CHAMP, VatStatus.EXONERE)
VAT_YEAR, VAT_BEFORE, COMMERCIAL = "vat.franchise_services_majoree", "vat.franchise_services", "commercial_tax.franchise"


def vat_franchise(season: Any) -> Iterator[Found]:
    """Yield our structures under the VAT franchise whose sales of a year come near its ceiling, or pass it."""
    for structure, year, sold in _sales(season, (VatStatus.FRANCHISE,)):
        text = "ventes de l’année en franchise de TVA"
        after = "la TVA est due dès la date du dépassement"
        yield from _reached(season, structure, year, sold, VAT_YEAR, text, after)


def vat_franchise_next_year(season: Any) -> Iterator[Found]:
    """Yield our structures that will leave the VAT franchise on the first of January, by the sales of the year."""
    for structure, year, sold in _sales(season, (VatStatus.FRANCHISE,)):
        most = season.law(structure.pk).read(VAT_BEFORE, date(year, 12, 31)).value
        beyond = season.law(structure.pk).read(VAT_YEAR, date(year, 12, 31)).value
        if most is not None and beyond is not None and most < sold <= beyond:
            said = f"{rounded_money_text(sold)} de ventes en {year}, au-dessus de {rounded_money_text(most)}"
            text = f"{said} : la franchise de TVA cesse le 1er janvier {year + 1}."
            yield _found(structure, text, "Préparer les prix et les contrats de l’an prochain avec la TVA.", year)


def commercial_franchise(season: Any) -> Iterator[Found]:
    """Yield our structures out of commercial taxes whose sales come near the franchise of accessory activities, or pass it."""
    for structure, year, sold in _sales(season, OUT_OF_TAX):
        text = "ventes de l’année, si elles sont lucratives (gestion, concurrence, « 4 P »)"
        after = "toute l’activité lucrative devient imposable"
        yield from _reached(season, structure, year, sold, COMMERCIAL, text, after)


def taxed_wages(season: Any) -> Iterator[Found]:
    """Yield the lines of wages or voluntary work that bear VAT."""
    for production, line, rate in _taxed(season, Side.CHARGE, WAGES):
        said = f"TVA à {number_text(rate)} % sur « {line.label} » (compte {line.account})"
        yield on_line(
            production, line, f"{said} : un salaire n’en porte pas.", "Ôter la TVA, ou corriger le compte.", cell="vat_rate"
        )


def taxed_grants(season: Any) -> Iterator[Found]:
    """Yield the grants that bear VAT: only the price of a service does."""
    for production, line, rate in _taxed(season, Side.PRODUIT, GRANTS):
        said = f"TVA à {number_text(rate)} % sur « {line.label} » (compte {line.account})"
        text = f"{said} : seule une subvention qui paie une prestation, ou complète un prix, est taxée."
        yield on_line(production, line, text, "Ôter la TVA, ou reclasser la somme en vente.", cell="vat_rate")


def charged_at_another_rate(season: Any) -> Iterator[Found]:
    """Yield the travel, lodging or meals charged with a cession at another rate than its price."""
    for production in season.productions:
        dates = {each.pk: each for each in season.activities_of(production.pk)}
        for line in facts_of(season).lines_of(production.pk):
            date_ = dates.get(line.activity_id)
            deal = date_.deal if date_ is not None else None
            if deal is None or deal.kind not in CESSIONS or deal.buys or line.side != Side.PRODUIT:
                continue
            if not line.account.startswith(SALES) or line.vat_rate is None or line.vat_handling == VatHandling.SANS:
                continue
            legal = season.law(production.structure_id).read("vat.taux_cession", date_.on if date_ else season.today).value
            rate = deal.vat_rate if deal.vat_rate is not None else None if legal is None else legal * 100
            if rate is not None and line.vat_rate != rate:
                said = f"TVA à {number_text(line.vat_rate)} % sur « {line.label} », et la cession est à {number_text(rate)} %"
                text = f"{said} : les frais d’approche suivent le prix."
                yield on_line(production, line, text, "Mettre le taux de la cession.", cell="vat_rate")


def _taxed(season: Any, side: Side, accounts: tuple[str, ...]) -> Iterator[tuple[Production, Line, Decimal]]:
    for production in season.productions:
        for line in facts_of(season).lines_of(production.pk):
            if (
                line.side == side
                and line.vat_rate
                and line.vat_handling != VatHandling.SANS
                and line.account.startswith(accounts)
            ):
                yield production, line, line.vat_rate


def _reached(season: Any, structure: Structure, year: int, sold: Decimal, code: str, what: str, after: str) -> Iterator[Found]:
    most = season.law(structure.pk).read(code, date(year, 12, 31)).value
    where = Reach.UNDER if most is None else reach(sold, most)
    if most is None or where is Reach.UNDER:
        return
    share = number_text((sold / most * 100).quantize(Decimal(1)))
    text = f"{rounded_money_text(sold)} de {what} en {year} : {share} % du plafond de {rounded_money_text(most)}"
    if where is Reach.PASSED:
        yield _found(structure, f"{text}, {after}.", "Décider du régime avec l’expert-comptable, puis le dater ici.", year)
    else:
        yield _found(structure, f"{text}.", "Surveiller les prochaines ventes.", year, severity=Severity.INFO)


def _sales(season: Any, regimes: tuple[VatStatus, ...]) -> Iterator[tuple[Structure, int, Decimal]]:
    """Yield (our structure, civil year, its firm sales) for those under one of some regimes that year, from this year on."""
    if season.production_ids:
        return
    for (structure_id, year), sold in sorted(_added(season).items(), key=lambda item: (str(item[0][0]), item[0][1])):
        if season.vat_status(structure_id, max(date(year, 1, 1), season.today)) in regimes:
            yield season.structure(structure_id), year, sold


@once
def _added(season: Any) -> dict[tuple[Any, int], Decimal]:
    sums: dict[tuple[Any, int], Decimal] = defaultdict(Decimal)
    for line in standing(forecast(costs.of(season))):
        counts = line.side == INCOME and line.account.startswith(SALES) and line.certain and line.amount.value is not None
        if counts and line.on is not None and line.on.year >= season.today.year and line.structure is not None:
            sums[line.structure, line.on.year] += line.amount.known()
    return sums


def _found(structure: Structure, message: str, remedy: str, year: int, **more: Any) -> Found:
    return Found(
        subject=structure.name,
        message=message,
        remedy=remedy,
        remedy_url=f"/structures/{structure.pk}/tva/#id_status",
        about=(f"structure:{structure.pk}",),
        part=str(year),
        **more,
    )


FRANCHISE = Citation(
    "CGI, art. 293 B : franchise en base, prestations de services, 37 500 € l’année passée et 41 250 € l’année en cours",
    "https://www.legifiscal.fr/actualites-fiscales/4317-promulgation-loi-stabilisant-seuils-franchise-base-tva.html",
    "two_sources",
)
ACCESSORY = Citation(
    "CGI, art. 206, 1 bis et 261, 7-1° : franchise des activités lucratives accessoires, recettes de l’année civile",
    "https://hayot-expertise.fr/en/blog/association-commercial-tax-franchise-and-the-4-p-rule-in-2026",
    "one_source",
)
OUTSIDE = Citation("CGI, art. 256 : la TVA frappe les ventes et les services, non les salaires", "", "derived")
GRANT = Citation(
    "CGI, art. 266, 1-a : une subvention n’est taxée que si elle paie une prestation ou complète un prix",
    "https://legiculture.fr/subventions-dequilibre-et-tva",
    "two_sources",
)
HOSTING = Citation(
    "Doctrine de l’accessoire : les frais d’approche prévus à la cession suivent le taux du prix",
    "https://legiculture.fr/facturation-des-defraiements-et-tva",
    "one_source",
)

ALERT, INFO = Severity.ALERTE, Severity.INFO
_check = checks_of("budget")
CHECKS = (
    _check("TVA-007", "La franchise de TVA est proche ou dépassée", vat_franchise, ALERT, FRANCHISE),
    _check(
        "TVA-008",
        "La franchise des activités lucratives accessoires est proche ou dépassée",
        commercial_franchise,
        ALERT,
        ACCESSORY,
    ),
    _check("TVA-009", "Une TVA est comptée sur des salaires", taxed_wages, ALERT, OUTSIDE),
    _check("TVA-010", "Une TVA est comptée sur une subvention", taxed_grants, INFO, GRANT),
    _check("TVA-011", "La franchise de TVA cesse l’an prochain", vat_franchise_next_year, ALERT, FRANCHISE),
    _check("TVA-013", "Des frais d’approche ont un autre taux que la cession", charged_at_another_rate, ALERT, HOSTING),
)
