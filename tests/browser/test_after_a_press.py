"""What a page shows after one press, at both widths: no accessibility fault, no sideways scroll, letters of 12 px at least."""

import pytest

from tests.browser.chromium import ALWAYS
from tests.browser.shots import SHOWN, shown
from tests.browser.test_every_page import AXE, faults


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_press_shows_is_open_to_everybody(visitor, name):
    page = visitor.open("/nouveau-spectacle/")
    shown(page, visitor.address, name)
    page.evaluate(AXE.read_text())
    assert [fault for view in ALWAYS for fault in faults(page, view)] == []
    assert visitor.said == []
