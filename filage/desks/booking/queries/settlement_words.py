"""How a settlement is told, line by line: the same steps on the screen and on the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core import own_settings
from filage.desks.booking.enums import SettlementStage, TicketKind
from filage.desks.booking.models import SettlementTicket
from filage.desks.booking.queries.settlements import Night
from filage.desks.directory.queries import house
from filage.documents.settlement_shapes import SettlementData, StepLine, TicketLine
from filage.productions.enums import VariableOver, VatStatus
from filage.productions.models import Deal
from filage.rules.engine import Explained, to_cent
from filage.rules.engine.text import day_text, number_text, rounded_money_text
from filage.rules.pricing.settlement import Accord
from filage.rules.pricing.sharing import Beneficiary, ShareBase
from filage.rules.vat import Buyer

TITLE = "Décompte de soirée"
HUNDRED = Decimal(100)
TICKETS = {TicketKind.PREVENTE: "Prévente", TicketKind.SUR_PLACE: "Sur place", TicketKind.INVITATION: "Invitations"}
BASES = {ShareBase.NET: "recette nette", ShareBase.NET_OF_VAT: "recette hors taxes", ShareBase.GROSS: "recette TTC"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step from the takings to what is due; `amount` keeps its tree."""

    label: str
    amount: Explained
    note: str = ""
    strong: bool = False

    @property
    def value(self) -> Decimal | None:
        """The amount to the cent; None when it is unknown."""
        return None if self.amount.value is None else to_cent(self.amount.value)


def steps(night: Night) -> list[Step]:
    """Return the settlement in the order of the contract: takings, deductions, base, price, part, advance, what is left."""
    return [*_takings(night), *_accord(night)]


def _takings(night: Night) -> Iterator[Step]:
    found, base = night.takings, night.price.base
    yield Step("Recette TTC", found.gross, note=admissions(night.tickets))
    if base is ShareBase.GROSS:
        return
    yield Step("Recette hors taxes", found.net_of_vat)
    if base is ShareBase.NET:
        yield Step("Taxe sur les spectacles", -1 * found.tax)
        yield Step("Droits d’auteur", -1 * found.rights)
        if night.opposed:
            yield Step("Frais déduits, dans la limite du contrat", -1 * night.costs.kept, note=_contested(night))
        yield Step("Recette nette", night.due.base, strong=True)


def _accord(night: Night) -> Iterator[Step]:
    if night.price.accord is not Accord.SHARE:
        label = "Prix de la soirée" if night.price.accord is Accord.FIXED else "Garantie"
        yield Step(label, night.due.fixed)
    if night.price.accord is not Accord.FIXED:
        yield Step(_part(night), night.due.variable, note=_floor(night))
        yield Step("Total de la soirée", night.due.whole, strong=True)
    if night.settlement.advance:
        yield Step("Avance déjà versée", night.left - night.due.whole)


def admissions(tickets: Sequence[SettlementTicket]) -> str:
    """Say who came: « 167 entrées payantes, 9 invitations »."""
    invited = sum(each.seats for each in tickets if each.kind == TicketKind.INVITATION)
    seats = sum(each.seats for each in tickets) - invited
    return f"{seats} entrée{'s' * (seats > 1)} payante{'s' * (seats > 1)}, {invited} invitation{'s' * (invited > 1)}"


def _contested(night: Night) -> str:
    over = night.costs.contested.value
    return f"{rounded_money_text(over)} opposés en plus : contestés" if over else ""


def _part(night: Night) -> str:
    return {
        Accord.SHARE: f"Notre part : {rate(night.price.part)} de la {BASES[night.price.base]}",
        Accord.PLUS: f"{rate(night.price.part)} au-delà de {_money(night.price.threshold)}",
        Accord.VERSUS: f"Au-delà de la garantie : {rate(night.price.part)} de la {BASES[night.price.base]}",
    }[night.price.accord]


def _floor(night: Night) -> str:
    """Say that the guarantee is what counts, when the share alone comes to less."""
    held, alone = night.price.guarantee, night.due.base * night.price.part
    if held is None or held.beneficiary is not Beneficiary.PRODUCER or alone.value is None or held.amount.value is None:
        return ""
    return f"{rounded_money_text(alone.value)} : le minimum garanti s’applique" if alone.value < held.amount.value else ""


def accord_text(night: Night) -> str:
    """Say how the contract pays the evening: « Garantie 1 500 €, plus 60 % de la recette nette au-delà de 3 200 € »."""
    price = night.price
    share, base = rate(price.part), BASES[price.base]
    if price.accord is Accord.FIXED:
        said = f"{night.deal.get_kind_display().capitalize()}, {_money(price.fixed)}"
    elif price.accord is Accord.PLUS:
        said = f"Garantie {_money(price.fixed)}, plus {share} de la {base} au-delà de {_money(price.threshold)}"
    elif price.accord is Accord.VERSUS:
        said = f"Garantie {_money(price.fixed)} ou {share} de la {base}, le plus grand des deux"
    else:
        said = f"Coréalisation, {share} de la {base} au producteur"
        if price.guarantee is not None:
            who = "producteur" if price.guarantee.beneficiary is Beneficiary.PRODUCER else "lieu"
            said += f", minimum {_money(price.guarantee.amount)} au {who}"
    if night.deal.variable_mode and night.deal.variable_over == VariableOver.SERIE:
        said += ", sur toute la série"
    return said if price.bill_part is None else f"{said} ; notre part du co-plateau : {rate(price.bill_part)}"


def rate(share: Explained) -> str:
    """Write a fraction as a rate: « 60 % »."""
    return "une part inconnue" if share.value is None else f"{number_text((share.value * HUNDRED).normalize())} %"


def _money(amount: Explained) -> str:
    return "un montant inconnu" if amount.value is None else rounded_money_text(amount.value)


def price_vat(deal: Deal, on: date) -> Decimal | None:
    """Return the VAT of the price of an evening, in percent: the deal's own, else the law's; None outside VAT."""
    regimes = [each for each in deal.production.structure.vat_regimes.order_by("since", "id") if each.since <= on]
    if not regimes or regimes[-1].status != VatStatus.ASSUJETTI:
        return None
    if deal.vat_rate is not None or _sold_abroad(deal):
        return deal.vat_rate
    law = own_settings.law_for(deal.production.structure, organisation=deal.organisation)
    legal = law.read("vat.taux_cession", on).value
    return None if legal is None else legal * HUNDRED


def _sold_abroad(deal: Deal) -> bool:
    return not deal.buys and deal.partner is not None and Buyer(deal.partner.country or "FR").abroad


def rate_of(season: Any, night: Night) -> Decimal | None:
    """Return the VAT of the price of an evening of a season, in percent; None outside VAT."""
    deal, on = night.deal, night.activity.on
    structure = night.activity.production.structure_id
    if season.vat_status(structure, on) != VatStatus.ASSUJETTI or (deal.vat_rate is None and _sold_abroad(deal)):
        return None
    legal: Decimal | None = season.law(structure).read("vat.taux_cession", on).value
    return deal.vat_rate if deal.vat_rate is not None else None if legal is None else legal * HUNDRED


def taxed(night: Night) -> list[tuple[str, Decimal | None]]:
    """Return what is left to pay: net of VAT, its VAT, VAT included."""
    net = None if night.left.value is None else to_cent(night.left.value)
    vat = price_vat(night.deal, night.activity.on)
    if vat is None or net is None:
        return [("Reste dû", net)]
    tax = to_cent(net * vat / HUNDRED)
    return [("Reste dû, hors taxes", net), (f"TVA {number_text(vat.normalize())} %", tax), ("Reste dû, TTC", net + tax)]


def evening_text(night: Night) -> str:
    """Say where and when: « Club Mascaret, Port-Sureau, vendredi 22 janvier 2027 »."""
    venue = night.activity.venue
    place = [venue.name, venue.city] if venue else []
    return ", ".join([*(part for part in place if part), day_text(night.activity.on)])


def paper(season: Any, night: Night, *, on: date) -> SettlementData:
    """Return the paper of a settlement, to sign or signed."""
    held = night.settlement
    sold = tuple(
        TicketLine(
            label=each.label or TICKETS[TicketKind(each.kind)],
            seats=each.seats,
            price=None if each.kind == TicketKind.INVITATION else each.price,
        )
        for each in night.tickets
    )
    notes = [*night.notes]
    if _contested(night):
        notes.append(
            f"Frais : {_contested(night)}. Le contrat liste {_money(night.costs.kept)} de frais déductibles pour cette soirée."
        )
    venue, producer = ("Pour l’organisateur", held.signed_for_venue), ("Pour le producteur", held.signed_for_producer)
    return SettlementData(
        head=house.head(season, night.activity.production, TITLE, on=on),
        evening=evening_text(night),
        accord=accord_text(night),
        partner=night.deal.partner.name if night.deal.partner else "",
        tickets=sold,
        steps=tuple(StepLine(label=each.label, amount=each.value, strong=each.strong, note=each.note) for each in steps(night)),
        due=tuple(StepLine(label=label, amount=amount) for label, amount in taxed(night)),
        notes=tuple(notes),
        signatures=(venue, producer),
        signed=f"Signé le {day_text(held.signed_on)}." if held.signed_on and held.stage == SettlementStage.SIGNE else "",
    )
