"""No label becomes a live formula in a CSV, whatever sign it begins with and whatever stands before the sign."""

import pytest

from filage.documents import delimited


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "\r=", " =", "\u00a0+", "＝", "＋", "－", "＠"])
def test_a_label_that_looks_like_a_formula_is_marked_as_text(sign):
    written = delimited.render((f"{sign}1+1",), [(f"{sign}cmd|' /C calc'!A0",)]).decode("utf-8-sig")
    assert [line.lstrip('"')[0] for line in written.splitlines()] == ["'", "'"]
