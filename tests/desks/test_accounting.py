"""Which accounts a fiscal year keeps, and where each goes in the form of public funders: the correspondence of the notice."""

import pytest

from filage.rules.accounting import cerfa_line, cerfa_lines, chart_of, fiscal_year_of, is_cash, nature_of
from filage.rules.accounting.cerfa import prefix_terms

CORRESPONDENCE = {
    "601": "601", "602": "601", "607": "601", "604": "604", "611": "604", "6063": "60x", "6132": "613", "614": "613",
    "615": "615", "616": "616", "6185": "618", "621": "622", "6226": "622", "6236": "623", "624": "625", "6256": "625",
    "627": "62x", "6311": "631", "6333": "631", "63511": "635", "637": "635",
    "6411": "641", "6453": "645", "6475": "647", "6516": "65x",
    "6616": "66x", "678": "67x", "6811": "68x", "695": "69x",
}  # fmt: skip
INCOME = {
    "7062": "70x",
    "730": "73x",
    "747": "78x",
    "7551": "74aidespriv",
    "756": "756",
    "7542": "758",
    "757": "750",
    "76": "76x",
}


@pytest.mark.parametrize(("account", "row"), CORRESPONDENCE.items())
def test_a_charge_goes_where_the_notice_says(account, row):
    assert cerfa_line(account, income=False).code == row


@pytest.mark.parametrize(("account", "row"), INCOME.items())
def test_an_income_goes_where_the_notice_says(account, row):
    assert cerfa_line(account, income=True).code == row


@pytest.mark.parametrize(
    ("account", "number", "nature"),
    [("870", "875", "dons_en_nature"), ("875", "870", "benevolat"), ("871", "871", "prestations_en_nature")],
)
def test_contributions_go_by_their_nature_since_the_form_swaps_two_numbers(account, number, nature):
    assert nature_of(account) == nature
    assert cerfa_line(account, income=True).code == number


@pytest.mark.parametrize(
    ("kind", "row"),
    [("etat", "74etat"), ("region", "74region"), ("commune_epci", "74commune"), ("prive", "74aidespriv"), ("asp", "74asp")],
)
def test_a_subsidy_goes_to_the_line_of_its_funder(kind, row):
    assert cerfa_line("741", income=True, funder_kind=kind).code == row


def test_an_income_without_account_is_the_own_money_of_the_structure_and_a_charge_without_one_has_no_place():
    assert cerfa_line("", income=True).code == "autofinancement"
    assert cerfa_line("", income=False) is None


def test_the_year_that_opens_in_2025_changes_its_chart():
    assert chart_of(2024).plan == 2018 and chart_of(2025).plan == 2025
    assert chart_of(2025, starts_in=9).plan == 2018 and chart_of(2026, starts_in=9).plan == 2025


@pytest.mark.parametrize(
    ("closed", "successor"), [("6712", "6582"), ("675", "652"), ("775", "757"), ("740", "741"), ("673", "6573")]
)
def test_a_closed_account_names_the_one_that_replaced_it(closed, successor):
    assert closed in chart_of(2024).accounts and closed not in chart_of(2026).accounts
    assert chart_of(2026).successor(closed) == successor and chart_of(2024).successor(closed) == ""


@pytest.mark.parametrize("account", ["6811", "6894", "7815", "7894", "864", "875", "747"])
def test_what_is_neither_paid_nor_received_stays_out_of_the_cash(account):
    assert not is_cash(account)
    assert is_cash("6411") and is_cash("741") and is_cash("")


def test_a_subdivision_reads_the_account_that_contains_it():
    assert chart_of(2026).label_of("64118") == "Salaires bruts (permanents, artistes, techniciens)"
    assert chart_of(2026).label_of("99") == ""


def test_a_fiscal_year_is_named_after_the_year_it_ends_in():
    from datetime import date

    assert fiscal_year_of(date(2026, 9, 1)) == 2026
    assert fiscal_year_of(date(2026, 9, 1), starts_in=9) == 2027
    assert fiscal_year_of(date(2027, 8, 31), starts_in=9) == 2027


def test_the_form_has_each_line_once():
    codes = [row.code for side in (False, True) for row in cerfa_lines(income=side)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("income", [False, True])
def test_an_account_is_counted_once_and_on_its_own_line(income):
    other_side = "86" if income else "87"  # a contribution volontaire is looked for on its own side only
    accounts = [*map(str, range(60, 88)), *(f"{number}9" for number in range(600, 880)), "864", "870", "875", "7415"]
    for account in (account for account in accounts if not account.startswith(other_side)):
        counted = {
            line.code: sum(sign for prefix, sign in prefix_terms(line.code, income=income).items() if account.startswith(prefix))
            for line in cerfa_lines(income=income)
        }
        own = cerfa_line(account, income=income)
        assert {code for code, times in counted.items() if times} == ({own.code} if own else set()), account
