"""The VAT of one sale: its rate or why there is none, what the invoice must say, and who pays it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from filage.rules.engine import Explained, Law, given, unknown
from filage.rules.engine.explained import FRACTION, ZERO
from filage.rules.identity.vat_numbers import form_fault, key_fault

HOME = "FR"
LIKE_HOME = frozenset({"MC"})  # Monaco bears the French VAT
OVERSEAS = frozenset({"GP", "MQ", "RE"})  # French, at rates of their own
EUROPE = frozenset(
    "AT BE BG HR CY CZ DE DK EE ES FI FR GR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)


class Sale(StrEnum):
    """What is sold."""

    CESSION = "cession"
    TICKETS = "billetterie"
    RIGHTS = "droits"
    HOSTING = "accueil"
    WORKSHOP = "atelier"
    RENTAL = "location"
    OTHER = "autre"


class Regime(StrEnum):
    """The VAT regime of the seller on the day."""

    TAXED = "assujetti"
    FRANCHISE = "franchise"
    OUT_OF_SCOPE = "hors_champ"
    EXEMPT = "exonere"


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys: the country (two letters), whether a taxable person, and the VAT number."""

    country: str = HOME
    taxable: bool = False
    number: str = ""

    def __post_init__(self) -> None:
        """Read the letters of a VAT number as those of its country: Greece writes EL."""
        object.__setattr__(self, "country", {"EL": "GR", "UK": "GB"}.get(self.country, self.country))

    @property
    def abroad(self) -> bool:
        """Tell whether the buyer is outside the French VAT."""
        return self.country not in {HOME, *LIKE_HOME, *OVERSEAS}

    @property
    def european(self) -> bool:
        """Tell whether the buyer is in another member state."""
        return self.abroad and self.country in EUROPE


@dataclass(frozen=True, slots=True)
class Taxed:
    """The rate (a fraction, unknown where the law of another country decides), the words of the invoice, who pays, warnings."""

    rate: Explained
    mention: str = ""
    reverse_charge: bool = False
    warnings: tuple[str, ...] = ()


RATES = {Sale.CESSION: "vat.taux_cession", Sale.HOSTING: "vat.taux_cession", Sale.RIGHTS: "vat.taux_droits"}
FREE = {
    Regime.FRANCHISE: "TVA non applicable, art. 293 B du CGI",
    Regime.EXEMPT: "Exonération de TVA, art. 261, 7-1° du CGI",
    Regime.OUT_OF_SCOPE: "Hors champ de la TVA",
}
REVERSE_CHARGE = "Autoliquidation, art. 259-1° du CGI et art. 44 et 196 de la directive 2006/112/CE"
OUT_OF_FRANCE = "TVA non applicable, art. 259-1° du CGI"
RIGHTS_OUT_OF_EUROPE = "TVA non applicable, art. 259 B du CGI"
WHERE_IT_HAPPENS = "Acheteur non assujetti à l’étranger : la TVA est celle du lieu de la représentation (CGI, art. 259 A, 5° a)"
ROOM_ABROAD = "Une salle se taxe où elle est : en France, au taux normal (CGI, art. 259 A, 2°). Ceci vaut pour du matériel."
OWN_RATES = "Guadeloupe, Martinique et La Réunion ont leurs propres taux de TVA."
HOSTED = (
    "Frais d’approche (voyages, nuits, repas) prévus au contrat de cession : au taux du prix ; facturés à part, au taux normal."
)
CHECK_FIRST = "À vérifier avec lui, puis sur le site VIES, avant de facturer sans TVA."
DES = "Vente à un assujetti d’un autre État de l’Union : déclaration européenne de services (DES) du mois."


def taxed(law: Law, sale: Sale, on: date, *, seller: Regime, buyer: Buyer | None = None, rank: int | None = None) -> Taxed:
    """Return the VAT of a sale on a day; `rank` is that of the performance in the career of the show (tickets only).

    A sale placed abroad bears no French VAT whatever the regime of the seller; one at home bears none outside the tax.
    """
    buyer = buyer or Buyer()
    if seller is Regime.OUT_OF_SCOPE:  # not a taxable person: no sale of its own is in the tax, here or abroad
        return _none(FREE[seller])
    if buyer.abroad and sale is not Sale.TICKETS:
        return _abroad(law, sale, on, seller, buyer)
    if seller is not Regime.TAXED:
        return _none(FREE[seller])
    if buyer.country in OVERSEAS and sale is not Sale.TICKETS:
        gesture = "Demander à l’expert-comptable le taux de ce département d’outre-mer."
        return Taxed(unknown("Taux de TVA", unit=FRACTION, gesture=gesture), warnings=(f"{OWN_RATES} {gesture}",))
    return _at_home(law, sale, on, rank)


def _at_home(law: Law, sale: Sale, on: date, rank: int | None) -> Taxed:
    warnings: tuple[str, ...] = ()
    code = RATES.get(sale, "vat.taux_normal")
    if sale is Sale.TICKETS:
        code, warnings = _of_tickets(law, on, rank)
    elif sale is Sale.CESSION and rank is not None:
        most = law.read("vat.premieres", on).value
        if most is not None and rank <= most:
            warnings = ("Le taux particulier des premières est réservé aux entrées : une cession ne le prend pas.",)
    elif sale is Sale.HOSTING:
        warnings = (HOSTED,)
    elif sale is Sale.WORKSHOP:
        warnings = ("Un atelier est au taux normal, sauf exonération d’enseignement : à vérifier avec l’expert-comptable.",)
    return Taxed(law.read(code, on), warnings=warnings)


def _of_tickets(law: Law, on: date, rank: int | None) -> tuple[str, tuple[str, ...]]:
    most = law.read("vat.premieres", on).value
    if rank is None:
        return "vat.taux_billetterie", (
            "Rang de la représentation inconnu : taux de 5,5 %, celui des premières est à justifier.",
        )
    if most is not None and rank <= most:
        return "vat.taux_billetterie_140_premieres", ("Œuvre nouvelle ou nouvelle mise en scène : le rang est à justifier.",)
    return "vat.taux_billetterie", ()


def _abroad(law: Law, sale: Sale, on: date, seller: Regime, buyer: Buyer) -> Taxed:
    if not buyer.taxable:
        return _to_the_public_abroad(law, sale, on, seller, buyer)
    room = (ROOM_ABROAD,) if sale is Sale.RENTAL else ()
    if not buyer.european:
        return _none(OUT_OF_FRANCE, warnings=("Garder la preuve que l’acheteur est assujetti dans son pays.", *room))
    fault = form_fault(buyer.number, buyer.country) if buyer.number.strip() else "il manque"
    if fault:
        text = f"Acheteur de l’Union sans n° de TVA valable ({fault}) : ni autoliquidation ni taux sans lui."
        return Taxed(unknown("Taux de TVA", unit=FRACTION, gesture="Demander son n° de TVA à l’acheteur."), warnings=(text,))
    warnings = [DES, *room]
    if fault := key_fault(buyer.number):
        warnings.append(f"N° de TVA de l’acheteur : {fault}. {CHECK_FIRST}")
    if seller is Regime.FRANCHISE:
        warnings.append("En franchise aussi, il faut un n° de TVA pour vendre à un assujetti de l’Union (CGI, art. 286 ter).")
    return _none(REVERSE_CHARGE, reverse_charge=True, warnings=tuple(warnings))


def _to_the_public_abroad(law: Law, sale: Sale, on: date, seller: Regime, buyer: Buyer) -> Taxed:
    if sale is Sale.RIGHTS and not buyer.european:
        return _none(RIGHTS_OUT_OF_EUROPE)
    if sale in (Sale.CESSION, Sale.HOSTING, Sale.WORKSHOP):
        gesture = f"Demander le taux du pays ({buyer.country}), et s’y immatriculer."
        return Taxed(unknown("Taux de TVA", unit=FRACTION, gesture=gesture), warnings=(f"{WHERE_IT_HAPPENS}. {gesture}",))
    if seller is not Regime.TAXED:
        return _none(FREE[seller])
    return _at_home(law, sale, on, None)


def _none(mention: str, *, reverse_charge: bool = False, warnings: tuple[str, ...] = ()) -> Taxed:
    return Taxed(given(ZERO, "Taux de TVA", unit=FRACTION, source=mention), mention, reverse_charge, warnings)
