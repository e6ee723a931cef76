"""What a buyer pays for a date: the cession, the travel, lodging and meals charged on top, and the VAT on the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from filage.rules.engine.explained import EURO, ZERO, Explained, given, sum_of


class HostingMode(StrEnum):
    """Who pays an item of travel, lodging or meals, and how it is charged."""

    FLAT = "forfait"
    ACTUAL = "reel"
    PROVIDED = "fourni"


@dataclass(frozen=True, slots=True)
class HostingItem:
    """One item of travel, lodging or meals: quantity × unit price, net of VAT."""

    label: str
    mode: HostingMode
    quantity: Explained
    unit_price: Explained


@dataclass(frozen=True, slots=True)
class Quote:
    """What is charged (net, VAT, gross: euros rounded to the cent) and what the buyer pays beside the invoice."""

    charged: tuple[Explained, ...]
    hosting: Explained
    net: Explained
    vat: Explained
    gross: Explained
    provided: Explained


def hosting_cost(item: HostingItem) -> Explained:
    """Return what an item costs, in whole cents net of VAT, whoever pays it: the lines of a paper add up to its total."""
    return (item.quantity * item.unit_price).rounded().named(item.label, EURO)


def charged(item: HostingItem) -> Explained:
    """Return what the company charges for an item: nothing when the organiser provides it, which the contract must say."""
    if item.mode is HostingMode.PROVIDED:
        return given(ZERO, item.label, source="Fourni par l’organisateur : à écrire au contrat, hors facture.")
    return hosting_cost(item)


def quote(cession: Explained, hosting: Sequence[HostingItem], vat_rate: Explained) -> Quote:
    """Return the quote of a date or a series; what is charged on top follows the VAT rate of the cession."""
    lines = tuple(charged(item) for item in hosting)
    extra = sum_of(lines, "VHR facturés")
    net = (cession + extra).named("Total HT").rounded()
    vat = (net * vat_rate).named("TVA").rounded()
    provided = [hosting_cost(item) for item in hosting if item.mode is HostingMode.PROVIDED]
    return Quote(lines, extra, net, vat, (net + vat).named("Total TTC"), sum_of(provided, "Pris en charge par l’organisateur"))
