"""The lock files pin every package by its hash and name no address: each machine asks the registry it knows."""

import re

import pytest

from tests.house.repository import ROOT

ADDRESS = re.compile(r"https?://|--index-url|--extra-index-url|--find-links|file://", re.IGNORECASE)
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def pinned(name):
    """Return {package: version} of a requirements lock."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_a_python_lock_has_a_hash_a_package_and_no_address(name):
    text = (ROOT / name).read_text()
    assert not ADDRESS.findall(text)
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries and all("--hash=sha256:" in entry for entry in entries)


def test_the_development_lock_holds_the_other_with_the_same_versions():
    assert pinned("requirements.lock").items() <= pinned("requirements-dev.lock").items()


def test_the_javascript_lock_names_no_registry():
    lock = ROOT / "package-lock.json"
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text()
    if lock.exists():
        assert '"resolved"' not in lock.read_text()
