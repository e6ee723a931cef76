"""What the récépissés of our structures are read against: held, in force until the last date, of the right category."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from filage.core.rails.checks import Check, Found
from filage.core.rails.types import Act, Severity
from filage.desks.directory.queries.recepisses import recepisses_of, stands
from filage.productions.enums import LIVE, PERFORMANCES, DealKind
from filage.productions.models import Recepisse, Structure
from filage.rules.contracts.due import lapses_on
from filage.rules.engine.text import counted, day_text
from filage.rules.identity import is_current_recepisse, is_performing_trade

PRODUCER = 2  # the category of whoever sells a show and employs those who play it
TOLD_WITHIN = timedelta(days=15)  # after a change of representative
REPLACED_WITHIN = 3  # months, for the competent person
FIRST_MONTH = timedelta(days=31)  # before a first declaration stands
LAST_OCCASIONAL = 2  # how many occasional performances are left when somebody should look
ARTICLE = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI"
DURATION = "Code du travail, art. R7122-5 : le récépissé vaut licence cinq ans, à renouveler"


def never_declared(season: Any) -> Iterator[Found]:
    """Yield our structures without any récépissé that play more than an occasional organiser may, year by year."""
    for structure, year, count, most in _undeclared(season):
        if count > most:
            said = f"{counted(count, 'représentation')} en {year} et aucun récépissé : au-delà de {most} par année civile, "
            yield _found(structure, f"{said}la déclaration d’entrepreneur est obligatoire.", _DECLARE, part=str(year))


def nearly_too_many(season: Any) -> Iterator[Found]:
    """Yield our structures without récépissé that come near the most an occasional organiser may play."""
    for structure, year, count, most in _undeclared(season):
        if most - LAST_OCCASIONAL < count <= most:
            said = f"{counted(count, 'représentation')} en {year} sans récépissé, {most} au plus"
            yield _found(structure, f"{said} pour un organisateur occasionnel.", _DECLARE, part=str(year))


def expires_too_soon(season: Any) -> Iterator[Found]:
    """Yield the récépissés that end before the last performance, nothing following them."""
    for structure, held, dates in _producers(season):
        last = dates[-1]
        ends = [each.until for each in held if stands(each, season.today) and each.until]
        if ends and not any(stands(each, last) for each in held):
            until = max(ends)
            text = f"Le récépissé expire le {day_text(until)}, avant la dernière représentation ({day_text(last)})."
            yield _found(structure, text, _RENEW)


def expired(season: Any) -> Iterator[Found]:
    """Yield our structures whose récépissés have all ended while they still have dates to play."""
    for structure, held, dates in _producers(season):
        ahead = [day for day in dates if day >= season.today]
        if held and ahead and all(each.until is not None and each.until < season.today for each in held):
            until = max(each.until for each in held if each.until is not None)
            text = f"Le récépissé a expiré le {day_text(until)} et il reste {counted(len(ahead), 'représentation')} à jouer."
            yield _found(structure, text, _RENEW)


def wrong_category(season: Any) -> Iterator[Found]:
    """Yield our structures that sell shows without the récépissé of a producer."""
    sellers = {deal.production.structure_id for deal in season.deals if deal.kind in (DealKind.CESSION, DealKind.PREACHAT)}
    for structure in _ours(season):
        held = recepisses_of(season, structure.pk)
        if structure.pk in sellers and held and all(each.category != PRODUCER for each in held):
            said = ", ".join(str(category) for category in sorted({each.category for each in held}))
            text = f"Récépissé de catégorie {said} seulement : vendre un spectacle demande la catégorie 2."
            yield _found(structure, text, "Déclarer la catégorie 2, ou saisir son récépissé.")


def plays_before_it(season: Any) -> Iterator[Found]:
    """Yield our structures that are to play before their first récépissé stands."""
    for structure, held, dates in _producers(season):
        starts = [each.since for each in held if each.since is not None]
        early = [day for day in dates if day >= season.today and starts and day < min(starts)]
        if early and len(starts) == len(held):
            text = f"Représentation du {day_text(early[0])} avant le récépissé, valable à partir du {day_text(min(starts))}."
            yield _found(structure, text, "Déplacer la date, ou corriger la date du récépissé.")


def old_numbers(season: Any) -> Iterator[Found]:
    """Yield the numbers of récépissé that have not the form given since 2019."""
    for structure in _ours(season):
        for each in recepisses_of(season, structure.pk):
            if not is_current_recepisse(each.number):
                text = f"N° de récépissé « {each.number} » : ni PLATESV-D-AAAA-NNNNNN, ni L-D-AA-N."
                yield _found(structure, text, "Relire le récépissé, ou le garder tel quel s’il est ancien.", part=str(each.pk))


def undated(season: Any) -> Iterator[Found]:
    """Yield the récépissés whose end nobody gave: nothing can watch them."""
    for structure in _ours(season):
        for each in recepisses_of(season, structure.pk):
            if each.until is None:
                text = f"Récépissé {each.number} : sa date de fin manque, son renouvellement ne peut pas être rappelé."
                yield _found(structure, text, "Saisir la date de fin, cinq ans après le récépissé.", part=str(each.pk))


def trade_undeclared(season: Any) -> Iterator[Found]:
    """Yield our structures of the trade that hold no récépissé and play little: an occasional organiser has another trade."""
    for structure, year, count, most in _undeclared(season):
        if count > most - LAST_OCCASIONAL or not is_performing_trade(structure.ape):
            continue
        ahead = [day for day in _dates(season, structure) if day >= season.today and day.year == year]
        text = (
            f"Aucun récépissé, et le code APE {structure.ape} dit un métier du spectacle : la dispense n’est que pour les autres"
        )
        if ahead and ahead[0] - season.today < FIRST_MONTH:
            text += f" ; une première déclaration demande un mois, et la date est le {day_text(ahead[0])}"
        yield _found(structure, f"{text}.", _DECLARE, part=str(year))


def changes_to_tell(season: Any) -> Iterator[Found]:
    """Yield our structures whose representative has changed within fifteen days, or whose competent person has left."""
    for structure in _ours(season):
        since, told, left = structure.representative_since, structure.change_told_on, structure.competent_until
        if not recepisses_of(season, structure.pk):
            continue
        if since is not None and since <= season.today and (told is None or told < since):
            last = since + TOLD_WITHIN
            if season.today <= last + TOLD_WITHIN:
                text = f"Nouveau dirigeant depuis le {day_text(since)} : à déclarer au plus tard le {day_text(last)}."
                yield _identity(structure, text, "Le déclarer sur le téléservice, puis dire le jour.", "change_told_on")
        if left is not None and left <= season.today:
            last = _three_months(left)
            text = f"La personne compétente est partie le {day_text(left)} : la remplacer avant le {day_text(last)}."
            remedy = "Dire qui la remplace, et vider son départ ; une personne formée à la sécurité se remplace en un mois."
            yield _identity(structure, text, remedy, "competent_until", part="compétence")


def _three_months(day: date) -> date:
    return lapses_on(day, REPLACED_WITHIN)


def _identity(structure: Structure, message: str, remedy: str, field: str, *, part: str = "") -> Found:
    return Found(
        subject=structure.name,
        message=message,
        remedy=remedy,
        remedy_url=f"/structures/{structure.pk}/#id_{field}",
        about=(f"structure:{structure.pk}",),
        part=part,
    )


_DECLARE = "Déclarer l’activité sur le téléservice, puis saisir le récépissé."
_RENEW = "Renouveler sur le téléservice, puis saisir le nouveau récépissé."


def _ours(season: Any) -> Iterator[Structure]:
    if season.production_ids:
        return
    holding = {production.structure_id for production in season.productions}
    yield from (each for each in season.structures if each.ours and each.pk in holding)


def _dates(season: Any, structure: Structure) -> list[date]:
    played = (each for each in season.activities if each.kind in PERFORMANCES and each.status in LIVE)
    return [each.on for each in played if each.production.structure_id == structure.pk]


def _producers(season: Any) -> Iterator[tuple[Structure, list[Recepisse], list[date]]]:
    """Yield our structures that play, with their récépissés of producer and their dates."""
    for structure in _ours(season):
        held = [each for each in recepisses_of(season, structure.pk) if each.category == PRODUCER]
        dates = _dates(season, structure)
        if held and dates:
            yield structure, held, dates


def _undeclared(season: Any) -> Iterator[tuple[Structure, int, int, int]]:
    """Yield (structure, civil year, performances, the most it may play) for those that hold no récépissé at all."""
    for structure in _ours(season):
        if not recepisses_of(season, structure.pk):
            for year, count in sorted(Counter(day.year for day in _dates(season, structure)).items()):
                most = season.law(structure.pk).read("licence.occasional_performances", date(year, 12, 31)).value
                if most is not None:
                    yield structure, year, count, int(most)


def _found(structure: Structure, message: str, remedy: str, *, part: str = "") -> Found:
    return Found(
        subject=structure.name,
        message=message,
        remedy=remedy,
        remedy_url=f"/structures/{structure.pk}/recepisses/#id_number",
        about=(f"structure:{structure.pk}",),
        part=part,
    )


CHECKS = (
    Check(
        code="LIC-001",
        title="Notre structure joue sans récépissé",
        desk="directory",
        severity=Severity.BLOQUANT,
        act=Act.SIGNER,
        citation="Code du travail, art. L7122-3, L7122-19 et R7122-13 : au-delà de six représentations, un récépissé",
        citation_url=f"{ARTICLE}000038723957",
        confidence="official",
        find=never_declared,
    ),
    Check(
        code="LIC-002",
        title="Le récépissé expire avant la dernière représentation",
        desk="directory",
        severity=Severity.ALERTE,
        citation=DURATION,
        citation_url=f"{ARTICLE}000039159624",
        confidence="official",
        find=expires_too_soon,
    ),
    Check(
        code="LIC-003",
        title="Le récépissé a expiré et des dates restent à jouer",
        desk="directory",
        severity=Severity.BLOQUANT,
        act=Act.SIGNER,
        citation=DURATION,
        citation_url=f"{ARTICLE}000039159624",
        confidence="official",
        find=expired,
    ),
    Check(
        code="LIC-004",
        title="Le récépissé n’est pas de la catégorie d’un producteur",
        desk="directory",
        severity=Severity.ALERTE,
        citation="Code du travail, art. D7122-1 : catégorie 2, producteur et employeur du plateau artistique",
        citation_url=f"{ARTICLE}000039159654",
        confidence="official",
        find=wrong_category,
    ),
    Check(
        code="LIC-005",
        title="Un organisateur occasionnel approche de son plafond",
        desk="directory",
        severity=Severity.ALERTE,
        citation="Code du travail, art. L7122-19 et R7122-13 : six représentations par année civile",
        citation_url=f"{ARTICLE}000039159740",
        confidence="official",
        find=nearly_too_many,
    ),
    Check(
        code="LIC-006",
        title="Un récépissé n’a pas de date de fin",
        desk="directory",
        severity=Severity.INCONNU,
        citation=DURATION,
        citation_url=f"{ARTICLE}000039159624",
        confidence="official",
        find=undated,
    ),
    Check(
        code="LIC-007",
        title="Une représentation précède le récépissé",
        desk="directory",
        severity=Severity.ALERTE,
        citation="Code du travail, art. R7122-4 : l’activité commence à l’issue du mois qui suit la première déclaration",
        citation_url=f"{ARTICLE}000039159630",
        confidence="official",
        find=plays_before_it,
    ),
    Check(
        code="LIC-008",
        title="Un n° de récépissé est d’une forme ancienne",
        desk="directory",
        severity=Severity.INFO,
        citation="Téléservice des entrepreneurs de spectacles : PLATESV-D-AAAA-NNNNNN ou L-D-AA-N depuis 2019",
        citation_url="https://mesdemarches.culture.gouv.fr",
        confidence="one_source",
        find=old_numbers,
    ),
    Check(
        code="LIC-012",
        title="Un changement de dirigeant ou de compétence est à déclarer",
        desk="directory",
        severity=Severity.INFO,
        citation="Code du travail, art. R7122-6 : quinze jours pour le dire, trois mois pour remplacer la personne compétente",
        citation_url=f"{ARTICLE}000039159616",
        confidence="official",
        find=changes_to_tell,
    ),
    Check(
        code="LIC-013",
        title="Une structure du spectacle n’a aucun récépissé",
        desk="directory",
        severity=Severity.ALERTE,
        citation="Code du travail, art. L7122-3, L7122-19 et R7122-4 : déclaration un mois avant, sauf activité non principale",
        citation_url=f"{ARTICLE}000039159643",
        confidence="official",
        find=trade_undeclared,
    ),
)
