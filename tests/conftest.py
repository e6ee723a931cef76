"""The cast of the tests: Ana administers the company, Karim is its régisseur général, Lou works elsewhere."""

from dataclasses import dataclass

import pytest

from filage.core.enums import Role
from filage.core.models import Membership, Organisation, User


@dataclass
class Company:
    """A small company and somebody from another one."""

    organisation: Organisation
    elsewhere: Organisation
    ana: User
    karim: User
    lou: User


@pytest.fixture
def company(db):
    """Return the company, with Ana (administration), Karim (régie générale) and Lou, who belongs to another organisation."""
    organisation = Organisation.objects.create(name="Compagnie des Marées", slug="compagnie-des-marees")
    elsewhere = Organisation.objects.create(name="Bureau Ailleurs", slug="bureau-ailleurs")
    ana, karim, lou = (User.objects.create_user(f"{name.lower()}@exemple.fr", name=name) for name in ("Ana", "Karim", "Lou"))
    Membership.objects.create(user=ana, organisation=organisation, role=Role.ADMINISTRATION)
    Membership.objects.create(user=karim, organisation=organisation, role=Role.REGIE_GENERALE)
    Membership.objects.create(user=lou, organisation=elsewhere, role=Role.ADMINISTRATION)
    return Company(organisation, elsewhere, ana, karim, lou)
