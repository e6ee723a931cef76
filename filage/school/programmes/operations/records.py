"""Take in the référentiel that a certifier wrote, beside the versions that are there, or let one go."""

from collections.abc import Iterator
from typing import Any

from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.reading import Unreadable
from filage.rules.schooling.record import read
from filage.school.programmes.models import CertificationRecord, SchoolSession
from filage.school.programmes.queries.certifications import SHIPPED, judged, known, version_of

LONGEST_CODE = 20


def take(organisation: Any, content: bytes, *, version: str, by: Any) -> CertificationRecord:
    """Keep a référentiel whole, in a version of its own; Refusal that names its lines, and then nothing is kept."""
    refuse_unless_editor(by, organisation)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
        found = read(text)
    except UnicodeDecodeError:
        raise Refusal("Ce fichier n’est pas un texte UTF-8 : enregistrez-le en YAML, encodage UTF-8.") from None
    except Unreadable as fault:
        raise Refusal(str(fault)) from None
    version = " ".join(version.split())[:40] or f"{found.read_on:%Y-%m-%d}"
    if not found.code or len(found.code) > LONGEST_CODE or not found.code.isalnum():
        raise Refusal("Le code de la certification s’écrit en lettres et chiffres, vingt au plus : « RNCP39624 ».")
    if version == SHIPPED or version_of(known(organisation), found.code, version):
        raise Refusal(f"La version « {version} » de {found.code} est déjà là : donnez-lui un autre nom, ou retirez-la d’abord.")
    rows, former = CertificationRecord.objects.within(organisation), known(organisation).get(found.code, [])
    record = CertificationRecord(organisation=organisation, code=found.code, version=version, text=text, rank=next_rank(rows))
    change = ChangeSet.create(record)
    for one in _unpinned(organisation, found.code) if former else ():
        change += ChangeSet.on(one, version=former[-1].version)  # it stays judged on what it was
    change.apply(by=by, why=f"référentiel importé : {found.code}, {version}")
    return record


def drop(record: CertificationRecord, *, by: Any) -> None:
    """Let a version go; Refusal while a session is attached to it."""
    refuse_unless_editor(by, record)
    held = SchoolSession.objects.within(record.organisation_id).filter(certification=record.code, version=record.version)
    if held.exists():
        raise Refusal(f"« {held[0]} » est rattachée à cette version : rattachez-la à une autre d’abord.")
    ChangeSet.delete(record).apply(by=by, why=f"référentiel retiré : {record}"[:300])


def _unpinned(organisation: Any, code: str) -> Iterator[Any]:
    """Yield what is judged on the last version of a code because it says none: sessions, and what other rooms hold."""
    yield from SchoolSession.objects.within(organisation).filter(certification=code, version="")
    for rows in dict(judged.items()).values():
        yield from rows(organisation, code)
