"""A finding set aside: by whom, why and until when; it comes back when its day is past, or when its facts have changed."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from filage.core import access, clock
from filage.core.accounts import User
from filage.core.changes import ChangeSet
from filage.core.enums import Role
from filage.core.kept import FindingRow
from filage.core.rails import checks
from filage.core.refusal import Refusal
from filage.core.scope import Owned, ScopedQuerySet

LONGEST = timedelta(days=366)
ANSWERABLE = frozenset({Role.ADMINISTRATION, Role.DIRECTION_ARTISTIQUE})  # who lets an act go in spite of a finding


class Dismissal(Owned):
    """What somebody decided about one finding; `imprint` is that of the facts that she saw."""

    key = models.CharField("constat", max_length=200)
    imprint = models.CharField("empreinte", max_length=16)
    code = models.CharField("code", max_length=60)
    message = models.TextField("constat")
    production = models.UUIDField(null=True, blank=True)
    reason = models.CharField("motif", max_length=300)
    about = models.TextField("sujets", blank=True)  # keys of the objects that wear it, between spaces: « deal:<id> »
    blocked = models.BooleanField("dérogation", default=False)  # it held an act back when it was set aside
    until = models.DateField("jusqu’au")
    made_on = models.DateField("écarté le")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(Owned.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="dismissal_once")]

    def __str__(self) -> str:
        return f"{self.code} : {self.message}"[:200]

    @property
    def production_id(self) -> UUID | None:
        """Return the production it is about, as access asks for it."""
        return self.production

    def touched_productions(self) -> set[UUID]:
        """Return no production: setting a finding aside moves no figure."""
        return set()


def may_dismiss(user: Any, row: FindingRow) -> bool:
    """Tell whether the user may set this finding aside: an editor, and for one that blocks who answers for the house."""
    allowed = access.roles(user, row) & (ANSWERABLE if row.severity == "bloquant" else access.EDITORS)
    return bool(allowed) and not (row.pay and not access.can_read_pay(user, row))


def dismiss(row: FindingRow, *, reason: str, until: date, by: Any) -> Dismissal:
    """Set a finding aside until a day included, in the journal; Refusal without reason, right, or a day that makes sense."""
    if not may_dismiss(by, row):
        raise Refusal(
            "Un constat qui retient un acte s’écarte par l’administration ou la direction."
            if row.severity == "bloquant"
            else "Vous lisez ce constat sans pouvoir l’écarter."
        )
    if not row.key:
        raise Refusal("Ce constat ne s’écarte pas.")
    today = clock.today(row.organisation_id)
    if not reason.strip():
        raise Refusal("Dites pourquoi ce constat est écarté : celles et ceux qui suivent le liront.")
    if not today <= until <= today + LONGEST:
        raise Refusal("La date doit être à venir, dans l’année : le constat revient ce jour-là.")
    made = Dismissal(
        organisation_id=row.organisation_id,
        key=row.key,
        imprint=row.imprint,
        code=row.code,
        message=_told(row),
        production=row.production,
        reason=reason.strip(),
        about=row.about,
        blocked=row.severity == "bloquant",
        until=until,
        made_on=today,
        by=by,
    )
    before = Dismissal.objects.within(row.organisation_id).filter(key=row.key).first()
    changes = ChangeSet.delete(before) if before else ChangeSet()
    (changes + ChangeSet.create(made)).apply(
        by=by, why=f"constat {row.code} écarté : {made.reason}"[:300], also=subjects_of(made)
    )
    return made


def subjects_of(dismissal: Dismissal) -> list[tuple[str, str]]:
    """Return the objects that a finding set aside is about, as the journal names them: (« productions.Deal », id)."""
    known = {str(model._meta.model_name): model._meta.label for model in apps.get_models()}
    return [(known[kind], pk) for kind, _, pk in (key.partition(":") for key in dismissal.about.split()) if kind in known]


def on(organisation: Any, *keys: str) -> list[Dismissal]:
    """Return what was set aside about objects (« deal:<id> »), the newest first, whether it still holds or not; one query."""
    worn = Q()
    for key in keys:
        worn |= Q(about__contains=key)
    rows = Dismissal.objects.within(organisation).filter(worn, blocked=True) if keys else Dismissal.objects.none()
    return list(rows.select_related("by").order_by("-made_on", "-id"))


def _told(row: FindingRow) -> str:
    """Return what the journal says of a finding: its rule alone when its message says what somebody earns."""
    check = checks.named(row.code) if row.pay else None
    return check.title if check else row.message


def restore(dismissal: Dismissal, *, by: Any) -> None:
    """Bring a finding back before its day."""
    if not access.can_edit(by, dismissal):
        raise Refusal("Vous lisez ce constat sans pouvoir le reprendre.")
    ChangeSet.delete(dismissal).apply(by=by, why=f"constat {dismissal.code} repris", also=subjects_of(dismissal))


def with_dismissal(rows: ScopedQuerySet[FindingRow], organisation: Any) -> ScopedQuerySet[FindingRow]:
    """Say of each kept finding whether it is set aside today, as `dismissed`; no query of its own."""
    return rows.annotate(dismissed=set_aside(organisation))  # type: ignore[no-redef]


def standing(rows: ScopedQuerySet[FindingRow], organisation: Any) -> ScopedQuerySet[FindingRow]:
    """Keep the findings that are not set aside today; no query of its own."""
    return rows.exclude(set_aside(organisation))


def set_aside(organisation: Any) -> Exists:
    """Return the condition that a kept finding is set aside today."""
    mine = Dismissal.objects.within(organisation)
    return Exists(mine.filter(key=OuterRef("key"), imprint=OuterRef("imprint"), until__gte=clock.expression()))
