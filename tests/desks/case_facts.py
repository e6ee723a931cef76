"""What several cases of the controls write: the day they stand on, and the facts that they share."""

from datetime import date, timedelta
from decimal import Decimal

DAY = timedelta(days=1)
FIRST = date(2026, 12, 11)


def dates(company, count, year=2027):
    for rank in range(count):
        company.play(date(year, 1, 1) + rank * 2 * DAY)


def shared(company, **fields):
    """Turn the deal into a coréalisation whose takings are known."""
    company.set(company.date, fill_rate=Decimal(60), average_price=Decimal(15))
    company.set(company.deal, kind="corealisation", **({"producer_share": Decimal(50), "tax_rate": Decimal("3.5")} | fields))
