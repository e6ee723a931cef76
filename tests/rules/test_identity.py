"""Numbers that name a person or a bank account: the published examples are right, and one digit away they are wrong."""

import pytest

from filage.rules.identity import iban_fault, nir_fault

NIR = "2 55 08 14 168 025 38"  # the specimen of the Assurance maladie
IBAN = "FR76 3000 6000 0112 3456 7890 189"  # the specimen of the French banks


@pytest.mark.parametrize("text", [NIR, NIR.replace(" ", ""), NIR.replace(" ", "-")])
def test_a_published_nir_is_right(text):
    assert nir_fault(text) == ""


@pytest.mark.parametrize("text", ["2 55 08 14 168 025 39", "2 55 08 14 168 025", "9 55 08 14 168 025 38", "x"])
def test_a_nir_that_cannot_be_is_told(text):
    assert nir_fault(text)


@pytest.mark.parametrize("text", [IBAN, "GB82 WEST 1234 5698 7654 32", "BE71 0961 2345 6769", "DE89 3704 0044 0532 0130 00"])
def test_a_published_iban_is_right(text):
    assert iban_fault(text) == ""


@pytest.mark.parametrize("text", [IBAN[:-1] + "8", IBAN[:-2], "3000 6000", "FR76", "x" * 40])
def test_an_iban_that_cannot_be_is_told(text):
    assert iban_fault(text)
