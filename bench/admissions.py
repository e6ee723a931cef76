"""A call that four hundred people answer: its list, and their deposits in its last minute, one by one and all at once."""

import os
import shutil
import sqlite3
from contextlib import closing
from copy import copy
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from bench.sample import EXAMPLES
from bench.timing import Row, median_seconds, milliseconds

MANY, RUNS, MINUTE = 400, 9, 60
DEPOSITED = (
    "SELECT count(DISTINCT number), max(number) FROM admissions_application WHERE email LIKE 'ana%' AND filed_at IS NOT NULL"
)
CLOSING = datetime(2025, 10, 15, 23, 59, 59, tzinfo=ZoneInfo("Europe/Paris"))


def rows() -> list[Row]:
    """Return how long the list of applications takes, and four hundred deposits one after the other."""
    from django.test import Client

    from filage.cli.demo import first_user
    from filage.core import scratch
    from filage.portability import operations

    with scratch.scratch_database():
        organisation = operations.import_file(EXAMPLES / "ecole.filage.yaml")
        deposits = _deposits(_intake(organisation, "depots"))
        intake = _intake(organisation, "liste")
        _answered(intake)
        client = Client(SERVER_NAME="localhost")
        client.force_login(first_user())
        address = f"/formation/appels/{intake.pk}/"
        if client.get(address).status_code != 200:
            raise RuntimeError("la liste des candidatures ne s’ouvre pas")
        listed = median_seconds(lambda: client.get(address), runs=RUNS)
    crowd = _crowd()
    return [
        Row(f"liste de {MANY} candidatures, deux grilles chacune", milliseconds(listed), "≤ 150 ms"),
        Row(f"{MANY} dépôts de la dernière minute, accusés compris", f"{deposits:.1f} s", f"≤ {MINUTE} s"),
        Row(f"{MANY} dépôts au même instant, sur un serveur (SQLite)", f"{crowd:.1f} s", f"≤ {MINUTE} s"),
    ]


def _intake(organisation: Any, slug: str) -> Any:
    """Return a call like that of the example, in the same session."""
    from filage.core.identity import uuid7
    from filage.school.admissions.models import Intake

    held = Intake.objects.within(organisation).select_related("organisation", "session").order_by("rank").first()
    made = copy(held)
    made.pk, made.slug = uuid7(), slug
    made.save(force_insert=True)
    for rows in (held.pieces, held.quotas, held.criteria, held.assessors):
        for row in rows.all():
            row.pk, row.intake = uuid7(), made
            row.save(force_insert=True)
    return made


def _applications(intake: Any, **said: Any) -> list[Any]:
    from filage.school.admissions.models import Application

    person = {
        "phone": "06 00 00 00 00",
        "city": "Toulouse",
        "route": "continue",
        "level": 4,
        "funder": "region",
        "project": "Oui.",
    }
    made = [
        Application(
            organisation_id=intake.organisation_id,
            intake=intake,
            first_name="Ana",
            last_name=f"Morvan {rank}",
            email=f"ana{rank}@exemple.fr",
            born_on=date(1995, 1, 1),
            begun_at=CLOSING,
            **person,
            **said,
        )
        for rank in range(MANY)
    ]
    return list(Application.objects.bulk_create(made))


def _deposits(intake: Any) -> float:
    """Return the seconds that the deposits of a minute take, one after the other."""
    from filage.school.admissions.operations import applying

    files = _applications(intake)
    start = perf_counter()
    for one in files:
        applying.file(one, at=CLOSING - timedelta(seconds=30), consents=True, address="https://exemple.fr/")
    return perf_counter() - start


def _crowd() -> float:
    """Return the seconds that the deposits of people who all press at once take, on a server of its own; none may be lost."""
    from tests.browser.crowd import pressed
    from tests.browser.server import served

    held: dict[str, Any] = {}

    def prepare(folder: Path) -> None:
        held["tokens"] = _waiting()
        shutil.copytree(os.environ["FILAGE_DATA"], folder, dirs_exist_ok=True)
        held["base"] = folder / "filage.sqlite3"

    with served(prepare) as running:
        paths = [f"/formation/dossier/{token}/deposer/" for token in held["tokens"]]
        start = perf_counter()
        answered = {status for status, _ in pressed(running.address, paths, [{"accord": "1"}] * MANY)}
        spent = perf_counter() - start
        with closing(sqlite3.connect(held["base"])) as base:
            found = base.execute(DEPOSITED).fetchone()
    if answered != {302} or found != (MANY, MANY):
        raise RuntimeError(f"des dépôts se sont perdus : {sorted(answered)}, {found}")
    return spent


def _waiting() -> list[str]:
    """Write people who have but to press, in the base of the measure; return their links."""
    from django.db import connections
    from django.utils import timezone

    from filage.core import data_folder, links, scratch
    from filage.portability import operations

    shutil.copy(scratch.empty_database(), data_folder.folder() / "filage.sqlite3")
    organisation = operations.import_file(EXAMPLES / "ecole.filage.yaml")
    organisation.pinned_on = None
    organisation.save(update_fields=["pinned_on"])
    intake, now = _intake(organisation, "foule"), timezone.now()
    intake.opens_at, intake.closes_at = now - timedelta(days=1), now + timedelta(days=1)
    intake.save(update_fields=["opens_at", "closes_at"])
    kept = {"by": None, "expires_at": now + timedelta(days=2)}
    made = [links.create(organisation, "candidature", one.pk, recipient=one.email, **kept) for one in _applications(intake)]
    connections.close_all()
    return made


def _answered(intake: Any) -> None:
    """Write the applications of a call as they stand after the interviews: their pieces, and two whole grids each."""
    from filage.school.admissions.models import Application, ApplicationPiece, Assessment, Mark

    held = _applications(intake, state="entretien", filed_at=CLOSING, consent_at=CLOSING)
    owner: dict[str, Any] = {"organisation_id": intake.organisation_id}
    for number, one in enumerate(held, start=1):
        one.number = number
    Application.objects.within(intake.organisation_id).bulk_update(held, ["number"])
    file = {"name": "cv.pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64, "received_at": CLOSING}
    pieces = list(intake.pieces.all())
    ApplicationPiece.objects.bulk_create(
        ApplicationPiece(application=one, piece=piece, **file, **owner) for one in held for piece in pieces
    )
    grids = [Assessment(application=one, assessor=each, **owner) for one in held for each in intake.assessors.all()]
    Assessment.objects.bulk_create(grids)
    criteria = list(intake.criteria.all())
    Mark.objects.bulk_create(
        Mark(assessment=grid, criterion=one, value=rank % 6, **owner) for rank, grid in enumerate(grids) for one in criteria
    )
