"""What shared and own ticketing is read against: share, guarantee, seats, price, tax, and what they cannot be."""

from collections.abc import Iterator
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.contracts.rails.controls import about_deal, deals_of, on_date
from filage.productions.enums import PERFORMANCES, DealKind, GuaranteeFor
from filage.productions.models import Activity, Deal
from filage.rules.engine.text import counted

TICKETED = (DealKind.COREALISATION, DealKind.LOCATION)
MEASURES = (("fill_rate", "le remplissage"), ("average_price", "le prix moyen"))


def unsaid_shares(season: Any) -> Iterator[Found]:
    """Yield the coréalisations that do not say what part of the takings is ours."""
    for deal, dates in _ticketed(season):
        if deal.kind == DealKind.COREALISATION and deal.producer_share is None:
            yield about_deal(
                deal,
                dates,
                "Coréalisation sans part du producteur : la recette à recevoir est inconnue.",
                "Saisir la part.",
                field="producer_share",
            )


def unsaid_guarantees(season: Any) -> Iterator[Found]:
    """Yield the guarantees that say no beneficiary."""
    for deal, dates in _ticketed(season):
        if deal.guarantee and not deal.guarantee_for:
            text = "Minimum garanti sans bénéficiaire : pour le producteur, ou pour le lieu ?"
            yield about_deal(deal, dates, text, "Dire à qui le minimum est garanti.", field="guarantee_for")


def guarantees_of_the_venue(season: Any) -> Iterator[Found]:
    """Yield the guarantees that we owe to the venue: they look like a rent."""
    for deal, dates in _ticketed(season):
        if deal.guarantee and deal.guarantee_for == GuaranteeFor.LIEU:
            text = "Minimum garanti au lieu : son complément se paie comme une location, à 20 %, et le risque est pour nous."
            yield about_deal(deal, dates, text, "Vérifier que ce n’est pas une location déguisée.", field="guarantee_for")


def unmeasured(season: Any) -> Iterator[Found]:
    """Yield the ticketed dates whose seats, filling or price are unknown."""
    for _, dates in _ticketed(season):
        for activity in dates:
            missing = [] if capacity_of(activity) else ["la jauge"]
            missing += [label for name, label in MEASURES if getattr(activity, name) is None]
            if missing:
                text = f"Recette inconnue : il manque {', '.join(missing)}."
                yield on_date(activity, text, "Saisir jauge, remplissage et prix moyen de la date.", "capacity")


def free_entries(season: Any) -> Iterator[Found]:
    """Yield the deals paid by takings whose dates are free."""
    for deal, dates in _ticketed(season):
        free = [each for each in dates if each.average_price == 0]
        if free:
            said = f"{counted(len(free), 'date')} à entrée libre sous un contrat payé par la recette"
            yield about_deal(
                deal,
                dates,
                f"{said} : il n’y aura rien à partager.",
                "Passer à une cession, ou saisir le prix des places.",
                field="kind",
            )


def unsaid_taxes(season: Any) -> Iterator[Found]:
    """Yield the ticketed deals that do not say the tax on shows."""
    for deal, dates in _ticketed(season):
        if dates and deal.tax_rate is None:
            text = "La taxe sur les spectacles (CNM ou ASTP) n’est pas dite : la recette à partager n’est pas nette."
            yield about_deal(deal, dates, text, "Saisir 3,5 %, ou 0 si la séance n’est pas taxée.", field="tax_rate")


def too_many_seats(season: Any) -> Iterator[Found]:
    """Yield the dates that sell more seats than their room holds."""
    for activity in season.performances():
        room = activity.room
        if activity.capacity and room is not None and room.capacity and activity.capacity > room.capacity:
            text = (
                f"Jauge de {counted(activity.capacity, 'place')}, et la salle {room.name} en a {counted(room.capacity, 'place')}."
            )
            yield on_date(activity, text, "Ramener la jauge à celle de la salle.", "capacity")


def more_reserved_than_seats(season: Any) -> Iterator[Found]:
    """Yield the dates whose invitations and servitudes take every seat."""
    for activity in season.performances():
        seats = capacity_of(activity)
        if seats and activity.reserved_seats >= seats:
            held = counted(activity.reserved_seats, "place réservée", "places réservées")
            text = f"{held} pour une jauge de {counted(seats, 'place')} : rien n’est à vendre."
            yield on_date(activity, text, "Revoir les invitations et servitudes, ou la jauge.", "capacity")


def capacity_of(activity: Activity) -> int | None:
    """Return how many seats a date has: its own, those of its room, else those of its show."""
    return activity.capacity or (activity.room.capacity if activity.room else None) or activity.production.capacity


def _ticketed(season: Any) -> Iterator[tuple[Deal, list[Activity]]]:
    for deal, dates in deals_of(season):
        if deal.kind in TICKETED:
            yield deal, [each for each in dates if each.kind in PERFORMANCES]


SHARING = Citation(
    "Coréalisation : écrire la part, la base du partage, le minimum et son bénéficiaire (SACD ; Orfeo)",
    "https://orfeo.pro/blog/comprendre-contrat-corealisation-definition-regles-clauses-essentielles",
    "two_sources",
)
VENUE = Citation(
    "Minimum au profit du lieu : il ressemble à une location déguisée (Compote de prod ; La Fabrique de la danse)",
    "https://www.compotedeprod.com/?p=16197",
    "two_sources",
)
TAKINGS = Citation("Recette = (jauge − réservées) × remplissage × prix moyen : ce qui manque la rend inconnue", "", "derived")
TAX = Citation(
    "CIBS, art. L. 452-14 à L. 452-27 : taxe sur les spectacles de 3,5 % de la billetterie hors taxes",
    "https://cnm.fr/taxe",
    "two_sources",
)
ROOM = Citation("La jauge d’une séance ne dépasse pas celle de la salle, fixée pour la sécurité du public", "", "derived")

_check = checks_of("contracts")
CHECKS = (
    _check("BIL-001", "Une coréalisation ne dit pas notre part", unsaid_shares, Severity.INCONNU, SHARING),
    _check("BIL-002", "Un minimum garanti n’a pas de bénéficiaire", unsaid_guarantees, Severity.ALERTE, SHARING),
    _check("BIL-003", "Un minimum est garanti au lieu", guarantees_of_the_venue, Severity.INFO, VENUE),
    _check("BIL-004", "La recette d’une date ne peut pas être prévue", unmeasured, Severity.INCONNU, TAKINGS),
    _check("BIL-005", "Une entrée libre est payée par la recette", free_entries, Severity.ALERTE, SHARING),
    _check("BIL-006", "La taxe sur les spectacles n’est pas dite", unsaid_taxes, Severity.INCONNU, TAX),
    _check("BIL-007", "La jauge dépasse celle de la salle", too_many_seats, Severity.ALERTE, ROOM),
    _check("BIL-008", "Les places réservées prennent toute la jauge", more_reserved_than_seats, Severity.ALERTE, TAKINGS),
)
