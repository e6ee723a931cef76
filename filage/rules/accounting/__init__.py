"""The doors of the accounts: which chart a fiscal year keeps, and where each account goes in the account view."""

from filage.rules.accounting.cerfa import CerfaLine, cerfa_line, cerfa_lines, class_label
from filage.rules.accounting.charts import Account, Chart, chart_of, fiscal_year_of, is_cash, is_contribution, nature_of

__all__ = [
    "Account",
    "CerfaLine",
    "Chart",
    "cerfa_line",
    "cerfa_lines",
    "chart_of",
    "class_label",
    "fiscal_year_of",
    "is_cash",
    "is_contribution",
    "nature_of",
]
