"""What a deal that is not sold date by date brings or costs, and the flat costs of hosting that a contract charges on."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.rails.types import CostLine, Side, Stage
from filage.desks.contracts.queries import abroad
from filage.desks.contracts.queries.terms_said import terms_by_deal
from filage.productions.enums import LIVE, DealKind, DealStage, VatStatus
from filage.productions.models import Activity, Deal
from filage.rules.accounting import fiscal_year_of
from filage.rules.engine import Explained, given, percent

PERCENT = Decimal(100)
HOSTING_ACCOUNT = "7085"  # frais accessoires refacturés
FLAT = {"frais_voyage": "Voyages refacturés", "frais_hebergement": "Hébergement refacturé", "frais_repas": "Repas refacturés"}
STATUS = {
    DealStage.PROPOSE: "idee",
    DealStage.ACCORD: "accorde_oral",
    DealStage.ENVOYE: "accorde_oral",
    DealStage.SIGNE: "conventionne",
}
NO_VAT = (DealKind.MECENAT, DealKind.COPRODUCTION)
HOSTED = (DealKind.CESSION, DealKind.PREACHAT)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the amount of a kind of deal stands in a budget: account and destination when we pay, account when we receive."""

    paid: str
    destination: str
    received: str
    phase: str = "exploitation"


PLACES: Mapping[str, Place] = {
    DealKind.PRESTATION: Place("604", "D", "706"),
    DealKind.AUTEUR: Place("6516", "G", "706", "creation"),
    DealKind.MANDAT: Place("6222", "H", "706"),
    DealKind.CAPTATION: Place("604", "H", "706"),
    DealKind.MECENAT: Place("604", "H", "7542", "creation"),
    DealKind.PARRAINAGE: Place("604", "H", "706", "creation"),
    DealKind.FOURNISSEUR: Place("601", "D", "706", "creation"),
    DealKind.MISE_A_DISPOSITION: Place("6132", "C", "7083"),
    DealKind.RESIDENCE: Place("611", "D", "755", "creation"),
    DealKind.COPRODUCTION: Place("611", "D", "755", "creation"),
}

type Claimed = Callable[[Any], Container[UUID]]  # of a season: the deals whose amount a line of theirs counts already
_CLAIMED: list[Claimed] = []


def leave_to(claimed: Claimed) -> None:
    """Leave the amount of some deals to another desk, which counts it in a line of its own; called once, when it starts."""
    _CLAIMED.append(claimed)


def is_whole(deal: Deal) -> bool:
    """Tell whether a deal brings or costs one amount for the whole, and not date by date."""
    return deal.kind in PLACES


def cost_lines(season: Any) -> Iterator[CostLine]:
    """Yield the amount of each deal that has one for the whole, and the flat costs that a contract of cession charges on."""
    for production in season.productions:
        for deal in season.deals_of(production.pk):
            if deal.stage == DealStage.ROMPU:
                continue
            values = terms_by_deal(season).get(deal.pk, {})
            if is_whole(deal) and deal.base_price is not None:
                if any(deal.pk in claimed(season) for claimed in _CLAIMED):
                    continue  # one fact, counted once
                whole = _whole(season, deal, values)
                rate = abroad.owed_rate(season, deal, whole.on or season.today)
                yield from abroad.with_owed(_with_deposit(whole, deal), rate)
            elif deal.kind in HOSTED and not deal.buys and values:
                yield from _hosting(season, deal, values)


def _whole(season: Any, deal: Deal, values: Mapping[str, str]) -> CostLine:
    kind, place = DealKind(deal.kind), PLACES[deal.kind]
    label = kind.label.capitalize() + (f", {deal.partner.name}" if deal.partner else "")
    amount = given(deal.base_price or Decimal(0), label, source="Conditions du contrat")
    on = _due(values) or _first(season, deal) or deal.deposit_on
    line = _line(season, deal, "montant", label, amount, on, place.received, "P", place.phase)
    return paid(line, place) if deal.buys else line


def paid(line: CostLine, place: Place) -> CostLine:
    """Return a line as what we pay."""
    return replace(line, side=Side.EXPENSE, status="", funder=None, account=place.paid, destination=place.destination)


def _hosting(season: Any, deal: Deal, values: Mapping[str, str]) -> Iterator[CostLine]:
    dates = _dates(season, deal)
    for code, label in FLAT.items():
        if dates and values.get(code):
            said = f"{label}, {deal.partner.name}" if deal.partner else label
            amount = given(Decimal(values[code]), said, source="Forfait du contrat")
            yield _line(season, deal, code, said, amount, dates[0].on, HOSTING_ACCOUNT, "P", "exploitation", activity=dates[0])


def _line(
    season: Any,
    deal: Deal,
    part: str,
    label: str,
    amount: Explained,
    on: date | None,
    account: str,
    destination: str,
    phase: str,
    activity: Activity | None = None,
) -> CostLine:
    structure = deal.production.structure
    return CostLine(
        key=f"deal:{deal.pk}#{part}",
        origin=f"deal:{deal.pk}",
        label=label,
        stage=Stage.COMPUTED,
        side=Side.INCOME,
        amount=amount,
        vat_rate=vat_of(season, deal, on or season.today),
        on=on,
        pays_on=on + timedelta(days=deal.payment_days) if on else None,
        production=deal.production_id,
        activity=activity.pk if activity else None,
        destination=destination,
        account=account,
        phase=phase,
        fiscal_year=fiscal_year_of(on, starts_in=structure.fiscal_year_start) if on else None,
        funder=deal.partner_id,
        structure=structure.pk,
        status=STATUS[DealStage(deal.stage)],
        certain=deal.stage == DealStage.SIGNE,
    )


def vat_of(season: Any, deal: Deal, on: date) -> Decimal | None:
    """Return the rate of VAT in percent; None outside VAT."""
    if deal.kind in NO_VAT or abroad.is_bought(deal):
        return None
    if not deal.buys and season.vat_status(deal.production.structure_id, on) != VatStatus.ASSUJETTI:
        return None
    if deal.vat_rate is not None:
        return deal.vat_rate
    if deal.kind == DealKind.RESIDENCE or abroad.is_sold(season, deal):
        return None  # a contribution without a return of its own is no price
    code = "vat.taux_droits" if deal.kind == DealKind.AUTEUR else "vat.taux_cession" if deal.kind in HOSTED else "vat.taux_normal"
    found: Decimal | None = season.law(deal.production.structure_id).read(code, on).value
    return None if found is None else found * PERCENT


def _due(values: Mapping[str, str]) -> date | None:
    for code in ("echeance", "livraison_le", "capte_le", "fin", "debut"):
        if values.get(code):
            return date.fromisoformat(values[code])
    return None


def _first(season: Any, deal: Deal) -> date | None:
    dates = _dates(season, deal)
    return dates[0].on if dates else None


def _dates(season: Any, deal: Deal) -> Sequence[Activity]:
    return [each for each in season.activities_of(deal.production_id) if each.deal_id == deal.pk and each.status in LIVE]


def _with_deposit(line: CostLine, deal: Deal) -> Iterator[CostLine]:
    """Yield the line, cut in two when a part of the amount is paid beforehand."""
    if not deal.deposit_rate or deal.deposit_on is None:
        yield line
        return
    deposit = (line.amount * percent(deal.deposit_rate, "Acompte")).rounded().named(f"{line.label}, acompte")
    yield replace(line, key=f"{line.key}-acompte", amount=deposit, pays_on=deal.deposit_on)
    yield replace(line, key=f"{line.key}-solde", amount=(line.amount - deposit).named(f"{line.label}, solde"))
