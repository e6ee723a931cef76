"""Server time of the attendance of a whole session: twenty learners who signed each of their 146 half-days."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.timing import Row, median_seconds, milliseconds

SCHOOL = Path(__file__).parent.parent / "examples" / "ecole.filage.yaml"
LAST = "2026-06-30"
RUNS = 7
PAGES = {"une semaine et les totaux": "", "Heures et pièces": "heures/", "vérification de la chaîne": "verification/"}


def rows() -> list[Row]:
    """Measure the page of the office, the hours and the verification of the register."""
    with signed_school() as (session, user):
        found = {name: measured(session, user, path) for name, path in PAGES.items()}
        count = session.attendance.count()
    beside = f"{session.learners_count} stagiaires, {count} enregistrements"
    asked = {"une semaine et les totaux": "≤ 100 ms"}
    return [
        Row(f"émargement, {name}", f"{milliseconds(seconds)}, {queries} requêtes", asked.get(name, ""), beside)
        for name, (seconds, queries) in found.items()
    ]


def measured(session: Any, user: Any, path: str) -> tuple[float, int]:
    """Return the seconds that the server takes to answer for a page, and how many queries it asks."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    address = f"/formation/sessions/{session.pk}/emargement/{path}"

    def read() -> Any:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} répond {answer.status_code}")
        return answer

    seconds = median_seconds(read, runs=RUNS)
    with CaptureQueriesContext(connection) as queries:
        read()
    return seconds, len(queries)


@contextmanager
def signed_school() -> Iterator[tuple[Any, Any]]:
    """Give the session of the example on its last day, every half-day signed by everyone, and who reads it."""
    from filage.core.enums import Role
    from filage.core.models import Membership, User
    from filage.core.scratch import scratch_database
    from filage.portability import operations
    from filage.school.programmes.models import SchoolSession

    with scratch_database():
        organisation = operations.import_file(SCHOOL)
        organisation.pinned_on = LAST
        organisation.save()
        user = User.objects.create_user("ana@exemple.fr", name="Ana")
        Membership.objects.create(user=user, organisation=organisation, role=Role.ADMINISTRATION)
        session = SchoolSession.objects.within(organisation).get()
        _sign(session)
        session.learners_count = session.learners.count()
        yield session, user


def _sign(session: Any) -> None:
    """Write the register at once, as long as one that was signed by hand."""
    from filage.rules.schooling import chain
    from filage.school.attendance.models import AttendanceRecord
    from filage.school.attendance.queries import book

    session.attendance.all().delete()  # what the example holds: the whole session is signed anew
    held, made = book(session), []
    former = chain.beginning(session.pk)
    for half in held.halves:
        for learner in held.learners:
            if not held.expected(half, learner):
                continue
            number = len(made) + 1
            said = {"v": chain.FORMAT, "session": str(session.pk), "numero": number, "precedent": former, "geste": "presence"}
            said |= {"demi_journee": {"id": str(half.pk)}, "stagiaire": {"id": str(learner.pk), "nom": str(learner)}}
            said |= {"a": f"{half.on}T12:00:00+01:00", "signature": {"genre": "trace", "valeur": "M10 10" + "L20 20" * 60}}
            text = chain.canonical(said)
            former = chain.imprint(text)
            made.append(
                AttendanceRecord(
                    organisation_id=session.organisation_id, session=session, number=number, rank=number, gesture="presence",
                    slot_id=half.pk, learner=learner, text=text, imprint=former,
                )
            )  # fmt: skip
    AttendanceRecord.objects.bulk_create(made, batch_size=500)
