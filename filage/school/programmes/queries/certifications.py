"""Which certifications a house knows: those it imported, version by version, and those that Filage ships."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from filage.core.rails.registry import Registry
from filage.rules.reading import Unreadable
from filage.rules.schooling.certification import Certification
from filage.rules.schooling.record import certifications, shipped_text
from filage.rules.schooling.record import read as read_record
from filage.school.programmes.models import CertificationRecord

SHIPPED = "Filage"  # the version of what Filage ships
judged: Registry[Callable[[Any, str], Iterable[Any]]] = Registry("rows judged on no version of a code")  # of the other rooms


@dataclass(frozen=True, slots=True)
class Known:
    """A version of a certification: who holds it, its record, and the text it was read from."""

    version: str
    certification: Certification
    text: str
    record: CertificationRecord | None = None  # None: Filage ships it

    @property
    def is_shipped(self) -> bool:
        """Tell whether Filage brought it, rather than a certifier's référentiel."""
        return self.record is None


def known(organisation: Any) -> dict[str, list[Known]]:
    """Return the versions of every certification that a house knows, by code, the shipped one first; one query."""
    found = {code: [Known(SHIPPED, one, shipped_text(code) or "")] for code, one in certifications().items()}
    for record in CertificationRecord.objects.within(organisation).order_by("rank", "id"):
        with suppress(Unreadable):  # a file may bring what is no record: it is left where it is
            found.setdefault(record.code, []).append(Known(record.version, read_record(record.text), record.text, record))
    return {code: held for code, held in found.items() if held}


def certification(organisation: Any, code: str, version: str = "") -> Certification | None:
    """Return a certification the house imported, in the version asked or the last, else the one Filage ships, else None."""
    found = version_of(known(organisation), code, version)
    return found.certification if found else None


def version_of(held: dict[str, list[Known]], code: str, version: str = "") -> Known | None:
    """Return the version asked of a certification, the last one when none is; None when it is unknown."""
    versions = held.get(code, [])
    return next((one for one in reversed(versions) if version in ("", one.version)), None)


def pinned(organisation: Any, code: str, version: str) -> str:
    """Return the version that a session says when it is written: the one asked if it is known, else the last; empty: none."""
    held = known(organisation).get(code, [])
    return next((one.version for one in reversed(held) if version in ("", one.version)), held[-1].version if held else "")
