"""Which VAT a sale of the performing arts bears: the rate of what is sold, the regime of the seller, the country of the buyer."""

from filage.rules.vat.sale import Buyer, Regime, Sale, Taxed, taxed

__all__ = ["Buyer", "Regime", "Sale", "Taxed", "taxed"]
