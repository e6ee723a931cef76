"""Which papers each party of a contract owes the other: by its kind, its amount, who buys, and the countries."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from filage.rules.engine.text import money_text
from filage.rules.vat.sale import EUROPE

HOME = "FR"
SOCIAL_EUROPE = EUROPE | {"IS", "LI", "NO", "CH", "GB"} - {HOME}  # where a certificat A1 is read
SHOWS = frozenset({"cession", "preachat", "corealisation"})
NOT_SERVICES = frozenset({"coproduction", "mecenat", "partenariat", "auteur"})  # no work, service or trade is bought by these
CARNET = frozenset({"CH", "GB", "CA", "US"})  # where equipment crosses a customs border under a carnet ATA
PRODUCER, PRESENTER, VENUE = 2, 3, 1  # categories of a récépissé
HALF_YEARLY = frozenset({"vigilance", "liste_etrangers"})


class Side(StrEnum):
    """Who owes a paper."""

    OURS = "nous"
    PARTNER = "partenaire"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bargain:
    """What decides the papers of a contract; `amount` is that of the whole operation, net of VAT, None when unknown."""

    kind: str
    buys: bool
    amount: Decimal | None
    ours: str = HOME
    theirs: str = HOME
    abroad: frozenset[str] = frozenset()  # the countries of its dates, France left out
    at_home: bool = True  # some of its dates are in France, or it has none

    @property
    def seller(self) -> Side:
        """Return who works or sells."""
        return Side.PARTNER if self.buys else Side.OURS

    @property
    def buyer(self) -> Side:
        """Return who pays."""
        return Side.OURS if self.buys else Side.PARTNER

    def country(self, side: Side) -> str:
        """Return where a party is established."""
        return (self.ours if side is Side.OURS else self.theirs) or HOME


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A paper, who owes it, why and by what rule; `certain` is False while the amount that decides is unknown."""

    piece: str
    of: Side
    why: str
    citation: str = ""
    category: int | None = None
    certain: bool = True


VIGILANCE_RULE = "Code du travail, art. L8222-1, R8222-1 et D8222-5"
FOREIGNERS_RULE = "Code du travail, art. D8254-1, D8254-2 et D8254-4"
ABROAD_RULE = "Code du travail, art. D8222-7"
LICENCE_RULE = "Code du travail, art. L7122-3 et D7122-1"


def watched(amount: Decimal | None, threshold: Decimal) -> bool | None:
    """Tell whether an operation asks for vigilance: from the threshold on, itself included; None while the amount is unknown."""
    return None if amount is None else amount >= threshold


def lapses_on(issued: date, months: int) -> date:
    """Return the first day when a paper is no longer of less than some months."""
    year, month = divmod(issued.year * 12 + issued.month - 1 + months, 12)
    return date(year, month + 1, min(issued.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=1024)
def due(bargain: Bargain, threshold: Decimal) -> tuple[Due, ...]:
    """Return the papers that the parties of a contract owe each other, the seller’s first."""
    return (*_of_the_seller(bargain, threshold), *_of_the_buyer(bargain))


def _of_the_seller(bargain: Bargain, threshold: Decimal) -> Iterator[Due]:
    side, home = bargain.seller, bargain.country(bargain.seller) == HOME
    if bargain.kind in SHOWS and home:
        why = "qui vend un spectacle en est le producteur et l’employeur"
        yield Due(piece="recepisse", of=side, why=why, citation=LICENCE_RULE, category=PRODUCER)
    if bargain.kind not in NOT_SERVICES:
        yield from _vigilance(bargain, threshold) if home else _foreign_seller(bargain, threshold)
        yield Due(piece="assurance", of=side, why="responsabilité civile, et matériel, pour la période")
    if bargain.kind in SHOWS:
        yield Due(piece="droits", of=side, why="les auteurs autorisent la représentation : dates, lieu, langue")
        yield from _travelling(bargain)
    yield Due(piece="pouvoir", of=side, why="qui signe peut engager la structure")
    yield Due(piece="rib", of=side, why="pour être payé")


def _vigilance(bargain: Bargain, threshold: Decimal) -> Iterator[Due]:
    side, asked = bargain.seller, watched(bargain.amount, threshold)
    if bargain.country(bargain.buyer) == HOME and asked is not False:
        least = f"{money_text(threshold)} HT"
        why = f"opération d’au moins {least}" if asked else f"si l’opération atteint {least}"
        certain = asked is True
        yield Due(piece="vigilance", of=side, why=why, citation=VIGILANCE_RULE, certain=certain)
        yield Due(piece="liste_etrangers", of=side, why=why, citation=FOREIGNERS_RULE, certain=certain)
    yield Due(piece="kbis", of=side, why="la structure existe, à ce nom et à cette adresse", citation=VIGILANCE_RULE)


def _foreign_seller(bargain: Bargain, threshold: Decimal) -> Iterator[Due]:
    side, asked = bargain.seller, watched(bargain.amount, threshold)
    certain = asked is True
    for piece, why in (
        ("numero_tva", "n° de TVA, ou identité et représentant en France"),
        ("a1", "régularité sociale : A1 ou attestation de son pays"),
        ("kbis", "immatriculation dans son pays"),
    ):
        if asked is not False or piece != "kbis":
            yield Due(piece=piece, of=side, why=why, citation=ABROAD_RULE, certain=certain)
    if bargain.kind in SHOWS and bargain.at_home:
        yield Due(
            piece="information_prefet",
            of=side,
            why="entrepreneur étranger : un mois avant la première",
            citation="Code du travail, art. L7122-6, R7122-8 et R7122-9",
        )
        yield Due(
            piece="sipsi",
            of=side,
            why="sauf artistes seulement, 90 jours au plus sur douze mois",
            citation="Code du travail, art. L1262-2-1, L1262-6 et L1262-4-1",
            certain=False,
        )


def _travelling(bargain: Bargain) -> Iterator[Due]:
    """Yield what those who leave France carry, and what keeps the price from being taxed twice."""
    side = bargain.seller
    if bargain.country(side) == HOME and bargain.abroad & SOCIAL_EUROPE:
        yield Due(piece="a1", of=side, why="chaque salarié reste affilié en France", citation="Règlement (CE) 883/2004, art. 12")
    if bargain.country(side) == HOME and bargain.abroad & CARNET:
        yield Due(piece="ata", of=side, why="le matériel passe une douane, aller et retour")
    if bargain.country(side) == HOME and "US" in bargain.abroad:
        yield Due(piece="visa", of=side, why="visas O ou P demandés par l’organisateur, quatre mois avant")
        yield Due(piece="cwa", of=side, why="sans lui, 30 % du brut sont retenus ; à demander 45 jours avant")
    if bargain.country(bargain.seller) != bargain.country(bargain.buyer):
        yield Due(piece="residence_fiscale", of=side, why="pour la convention fiscale, avant tout paiement")


def _of_the_buyer(bargain: Bargain) -> Iterator[Due]:
    side = bargain.buyer
    home = bargain.country(side) == HOME
    if bargain.kind in SHOWS and home:
        yield Due(
            piece="recepisse",
            of=side,
            why="qui accueille le public le déclare, sauf six représentations par an au plus, hors activité principale",
            citation=f"{LICENCE_RULE}, L7122-19",
            category=PRESENTER,
        )
        yield Due(piece="assurance", of=side, why="responsabilité civile de l’organisateur")
    if not home and bargain.country(side) in EUROPE:
        yield Due(
            piece="numero_tva", of=side, why="l’autoliquidation le demande", citation="Directive 2006/112/CE, art. 44 et 196"
        )
    yield Due(piece="pouvoir", of=side, why="qui signe peut engager la structure")
