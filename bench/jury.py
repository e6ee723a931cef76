"""A jury of four before twenty candidates and nineteen competences: its deliberation read and recomputed, its minutes in PDF."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from bench.timing import Row, median_seconds, milliseconds

CANDIDATES, RUNS, CODE = 20, 15, "RNCP39624"
SEATS = ("direction", "formateur", "externe", "externe")


def rows() -> list[Row]:
    """Measure the deliberation read from the database and recomputed whole, then its minutes drawn."""
    from filage.documents import papers as press
    from filage.school.exams.operations import deliberations
    from filage.school.exams.queries import deliberating, papers

    with _school() as (exam, by):
        read = median_seconds(lambda: [one.final for one in deliberating.bench(exam).sheets], runs=RUNS)
        deliberations.open_(exam, by=by)
        deliberations.keep_proposals(exam, by=by)
        decided = median_seconds(lambda: [(one.final, one.outcome.again) for one in deliberating.bench(exam).sheets], runs=RUNS)
        data = papers.minutes_paper(deliberations.close(exam, by=by), on=date(2026, 6, 30))
    days = iter(date(2026, 7, day) for day in range(1, 20))
    drawn = median_seconds(lambda: press.render(_issued(data, next(days))), runs=9)
    return [
        Row(f"délibération, {CANDIDATES} × 19 × 4, grilles relues et propositions", milliseconds(read), "≤ 50 ms"),
        Row("la même, décidée : blocs, décisions, ce qui se représente", milliseconds(decided), "≤ 50 ms"),
        Row(f"procès-verbal de {CANDIDATES} candidats, PDF/UA-1 et A-3a", milliseconds(drawn), "≤ 1 s"),
    ]


def _issued(data: Any, on: date) -> Any:
    """Return the minutes issued another day: what was drawn before does not serve."""
    changed = replace(data.head, document=replace(data.head.document, issued=on), title=f"{data.head.title} {on.day}")
    return replace(data, head=changed, imprint=f"{on.day:064d}")


@contextmanager
def _school() -> Iterator[tuple[Any, Any]]:
    from django.utils import timezone

    from filage.core.enums import Role
    from filage.core.models import Membership, Organisation, User
    from filage.core.scratch import scratch_database
    from filage.productions.models import Person
    from filage.rules.schooling.record import certifications
    from filage.school.exams.models import Candidate, ExamSession, Grid, Juror

    with scratch_database():
        house = Organisation.objects.create(name="École", slug="ecole")
        by = User.objects.create_user("ana@exemple.fr", name="Ana")
        Membership.objects.create(user=by, organisation=house, role=Role.ADMINISTRATION)
        days = {"first": date(2026, 6, 22), "last": date(2026, 6, 26)}
        exam = ExamSession.objects.create(organisation=house, name="Juin 2026", certification=CODE, **days)
        shared = {"organisation": house, "exam": exam}
        people = [Person.objects.create(organisation=house, name=f"Personne {rank}") for rank in range(CANDIDATES + len(SEATS))]
        jurors = [
            Juror.objects.create(**shared, person=one, quality=seat, president=not rank, declared_at=timezone.now(), rank=rank)
            for rank, (one, seat) in enumerate(zip(people, SEATS, strict=False))
        ]
        judged = [Candidate.objects.create(**shared, person=one, route="continue") for one in people[len(SEATS) :]]
        Grid.objects.bulk_create(
            Grid(organisation=house, juror=juror, candidate=one, competence=each.code, marks="2" * len(each.criteria))
            for juror in jurors
            for one in judged
            for each in certifications()[CODE].competences
        )
        yield exam, by
