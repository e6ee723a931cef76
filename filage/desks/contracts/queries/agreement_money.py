"""The money that the text of a contract says: its lines, its VAT or why there is none, what the tickets add."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from filage.desks.booking.queries import accords
from filage.desks.contracts.queries import prices
from filage.documents import speech
from filage.documents.agreement_shapes import Amounts, PriceLine
from filage.documents.shapes import Lang
from filage.productions.enums import AgreedRole, CoproductionForm, DealKind, SharingBase, VariableOver, VatStatus
from filage.productions.models import Activity, Deal
from filage.rules.contracts import terms
from filage.rules.vat.sale import FREE, Buyer, Regime, Sale, taxed

UNTAXED = (DealKind.MECENAT, DealKind.PARTENARIAT)
SALES = {
    DealKind.CESSION: Sale.CESSION,
    DealKind.PREACHAT: Sale.CESSION,
    DealKind.ATELIER: Sale.WORKSHOP,
    DealKind.AUTEUR: Sale.RIGHTS,
}
LINES = {
    DealKind.CESSION: ("Cession du droit d’exploitation", "Transfer of performing rights"),
    DealKind.PREACHAT: ("Cession, achetée d’avance", "Transfer, bought in advance"),
    DealKind.ATELIER: ("Séances", "Sessions"),
}


def amounts_given(deal: Deal) -> dict[str, Any]:
    """Return the amounts that a kind of contract asks, as the deal holds them."""
    return {name: getattr(deal, name) for name in terms.kinds()[deal.kind].amounts}


def amounts(season: Any, deal: Deal, dates: Sequence[Activity], values: Mapping[str, str], lang: Lang) -> Amounts:
    """Return the money of a contract, as its text says it."""
    vat, untaxed = _vat(season, deal, dates, values)
    return Amounts(
        base=deal.base_price,
        lines=tuple(_lines(deal, dates, values, lang)),
        vat=vat,
        untaxed=untaxed,
        deposit_rate=deal.deposit_rate,
        deposit_on=deal.deposit_on,
        payment_days=deal.payment_days,
        share=deal.producer_share,
        sharing_base=SharingBase(deal.sharing_base).label,
        guarantee=deal.guarantee,
        guarantee_for=deal.guarantee_for,
        tax_rate=deal.tax_rate,
        rights_rate=deal.rights_rate,
        form=deal.form,
        partner_share=deal.partner_share,
        **_variable(season, deal),
    )


def _variable(season: Any, deal: Deal) -> dict[str, Any]:
    """Return what the tickets add to the price of a deal, nothing when it is paid by its price alone."""
    if not deal.variable_mode or deal.kind == DealKind.COREALISATION:
        return {}
    held = accords.around(season).get(deal.pk, accords.ALONE)
    deducted = [(each.label, each.amount) for each in held.costs if each.role == AgreedRole.DEDUIT]
    part = held.bill_part and held.bill_part.value
    return {
        "variable": deal.variable_mode,
        "variable_share": deal.variable_share,
        "threshold": deal.threshold,
        "over_series": deal.variable_over == VariableOver.SERIE,
        "deducted": tuple(PriceLine(label=label, calc="", amount=amount) for label, amount in deducted if amount is not None),
        "bill_part": None if part is None else part * 100,
    }


def _lines(deal: Deal, dates: Sequence[Activity], values: Mapping[str, str], lang: Lang) -> Iterable[PriceLine]:
    """Yield what is paid: equal dates in a row are one line; a deal without dates has its one amount."""
    if deal.base_price is None or deal.kind == DealKind.COREALISATION:
        return
    kind = DealKind(deal.kind)
    said = LINES.get(kind, (kind.label.capitalize(), kind.label.capitalize()))[lang == "en"]
    wanted = values.get("nb_dates" if kind is DealKind.PREACHAT else "seances", "")
    count = len(dates) or int(wanted or 1)
    if kind not in LINES:
        yield PriceLine(label=said, calc="", amount=deal.base_price)
        return
    amounts = [each.value for each in prices(deal, count) if each.value is not None]
    for amount, group in groupby(amounts):
        many = len(list(group))
        yield PriceLine(label=said, calc=f"{many} × {speech.amount(amount, lang)}", amount=amount * many)


def _vat(season: Any, deal: Deal, dates: Sequence[Activity], values: Mapping[str, str]) -> tuple[Decimal | None, str]:
    """Return the rate of VAT in percent, or None and why there is none."""
    kind, production = DealKind(deal.kind), deal.production
    if kind is DealKind.COPRODUCTION:
        shared = "Apport en société en participation : hors du champ de la TVA."
        simple = "L’apport s’entend hors taxes ; la TVA s’y ajoute s’il y est soumis."
        return None, shared if deal.form == CoproductionForm.SEP else simple
    if kind in UNTAXED:
        return None, "Somme hors du champ de la TVA : elle ne paie aucune prestation."
    if kind is DealKind.ATELIER and terms.value_of(values, "tva_atelier") == "exonere":
        return None, "Exonération de TVA (art. 261, 4-4° du CGI), à justifier."
    on = dates[0].on if dates else season.today
    if deal.vat_rate == 0 and values.get("sans_tva"):
        return None, f"{FREE[Regime.EXEMPT]}."
    if deal.vat_rate is not None and not (deal.partner and deal.partner.country != "FR"):
        return deal.vat_rate, ""
    status = VatStatus.ASSUJETTI if deal.buys else season.vat_status(production.structure_id, on)
    if status is None:
        return None, ""
    taxable = values.get("acheteur_assujetti") != "non"
    buyer = Buyer(deal.partner.country or "FR", taxable, deal.partner.vat_number) if deal.partner and not deal.buys else Buyer()
    found = taxed(season.law(production.structure_id), SALES.get(kind, Sale.OTHER), on, seller=Regime(status), buyer=buyer)
    if found.mention or found.rate.value is None:
        return None, f"{found.mention}." if found.mention else " ".join(found.warnings)
    return found.rate.value * 100, ""
