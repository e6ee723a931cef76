"""Twenty people who sign at the same second, and two tablets for one of them: the chain stays whole and nothing is lost."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.db.utils import load_backend
from django.test import Client

from filage.core import data_folder
from filage.core.models import Organisation, User
from filage.productions.models import Person
from filage.school.attendance.models import AttendanceRecord
from filage.school.attendance.operations import doors
from filage.school.attendance.queries.doors import LEARNER
from filage.school.attendance.queries.register import checked
from filage.school.programmes.models import Learner
from tests.house.empty_database import empty_database
from tests.school.register_cases import opened, unset_hours

TWENTY = 20


@pytest.fixture
def together(django_db_setup, django_db_blocker, tmp_path):
    """Return a function that does works at once, each in a thread with its own connection, as the workers of a server.

    On SQLite they share a file, as a house does; on PostgreSQL, the database of the tests.
    """
    file = tmp_path / "filage.sqlite3"
    if connection.vendor == "sqlite":
        shutil.copyfile(empty_database(), file)

    def at_once(*works):
        barrier = Barrier(len(works))

        def one(work):
            if connection.vendor == "sqlite":
                told = connections.configure_settings({"default": data_folder.database(f"sqlite:///{file}")})["default"]
                connections["default"] = load_backend(told["ENGINE"]).DatabaseWrapper(told, "default")
            barrier.wait()
            try:
                return work()
            finally:
                connections["default"].close()

        with ThreadPoolExecutor(len(works)) as threads:
            return list(threads.map(one, works))

    with django_db_blocker.unblock():
        yield at_once
        at_once(_closed)


def _opened():
    """Write a school of twenty learners, each with her link; return its session, a half-day and the links."""
    session = opened("ecole-ensemble", editor="zoe-ensemble", reader="yann-ensemble")
    unset_hours(session)
    for rank in range(TWENTY - session.learners.count()):
        person = Person.objects.create(organisation=session.organisation, name=f"Stagiaire {rank:02d}")
        Learner.objects.create(organisation=session.organisation, session=session, person=person)
    zoe = User.objects.get(email="zoe-ensemble@exemple.fr")
    learners = list(session.learners.select_related("person", "organisation"))
    links = {one: doors.invite(LEARNER, one, one.person, address="/emargement/{}/".format, by=zoe) for one in learners}
    codes = dict(doors.give_codes(session, by=zoe))
    return session, session.slots.get(moment="matin"), links, codes


def _closed():
    """Take the school away, where the database outlives the test."""
    Organisation.objects.filter(slug="ecole-ensemble").delete()
    User.objects.filter(email__contains="-ensemble@").delete()


def _posting(address, **said):
    return lambda: Client().post(address, said).status_code


def test_twenty_signatures_of_one_second_make_one_chain(together):
    ((session, half, links, _),) = together(_opened)
    answers = together(*(_posting(link, demi_journee=half.pk, nom=str(one)) for one, link in links.items()))
    assert answers == [302] * TWENTY
    ((count, broken, people),) = together(lambda: _read(session))
    assert (count, broken, people) == (TWENTY, None, TWENTY)


def test_two_tablets_and_a_phone_sign_the_same_person_once(together):
    ((session, half, links, codes),) = together(_opened)
    learner, link = next(iter(links.items()))
    ((tablet,),) = together(lambda: (f"/emargement/tablette/{doors.pass_round(half)}/",))
    signing = {"code": codes[learner], "nom": str(learner)}
    answers = together(
        _posting(tablet, **signing), _posting(tablet, **signing), _posting(link, demi_journee=half.pk, nom=str(learner))
    )
    assert sorted(answers) == [302, 422, 422]
    ((count, broken, people),) = together(lambda: _read(session))
    assert (count, broken, people) == (1, None, 1)


def _read(session):
    rows = AttendanceRecord.objects.within(session.organisation_id).filter(session=session, gesture="presence")
    found = checked(session)
    return found.count, found.broken, rows.values("learner").distinct().count()
