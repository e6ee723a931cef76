"""What the assembled application promises to every page, before any page is written."""

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import override_settings


@pytest.fixture
def door(client, db):
    return client.get("/compte/login/")


def test_a_page_runs_our_scripts_only_and_nobody_frames_it(door):
    policy = door["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert door["X-Frame-Options"] == "DENY"
    assert door["X-Content-Type-Options"] == "nosniff"


def test_the_office_speaks_french_at_paris_time():
    assert (settings.LANGUAGE_CODE, settings.TIME_ZONE, settings.USE_TZ) == ("fr", "Europe/Paris", True)


def test_no_request_opens_a_transaction_by_itself():
    assert not settings.DATABASES["default"].get("ATOMIC_REQUESTS")


@pytest.mark.parametrize("password", ["court", "motdepasse", "ana@exemple.fr"])
def test_a_password_that_is_short_common_or_one_s_own_address_is_refused(company, password):
    with pytest.raises(ValidationError):
        validate_password(password, company.ana)


@override_settings(DEBUG=False)
def test_an_unknown_page_tells_nothing_of_the_inside(client, company):
    client.force_login(company.ana)
    page = client.get("/nulle-part/")
    assert page.status_code == 404
    assert b"urlpatterns" not in page.content
