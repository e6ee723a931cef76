"""Whether an act may be done: a finding that blocks holds back one act, on what it is about, and nothing else."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from filage.core.accounts import Organisation
from filage.core.dismissals import standing
from filage.core.kept import FindingRow
from filage.core.rails import checks
from filage.core.rails.types import Act, Severity
from filage.core.refusal import Refusal
from filage.core.scope import production_of

AIMS: Mapping[Act, frozenset[str]] = {  # the kinds of objects that an act is done to
    Act.CONFIRMER: frozenset({"activity"}),
    Act.SIGNER: frozenset({"deal", "activity"}),
    Act.JOUER: frozenset({"activity", "engagement"}),  # somebody undeclared holds the dates she works at, not the others
    Act.EMBAUCHER: frozenset({"engagement"}),
    Act.DEMANDER: frozenset({"funder", "line"}),
    Act.FIGER: frozenset({"version"}),
    Act.EMETTRE: frozenset({"document"}),
    Act.INSCRIRE: frozenset({"schoolsession"}),
}
ALSO_CALLED: Mapping[str, str] = {"line": "funder"}


def refuse_if_held(act: Act, obj: Any, *about: str) -> None:
    """Raise Refusal with the finding when one holds this act back; `about` names what else the act is done to."""
    found = holding(act, obj, *about)
    if found:
        first = found[0]
        check = checks.named(first.code)
        said = check.title if first.pay and check else first.message.rstrip(". ")
        more = f" ({len(found) - 1} de plus dans les contrôles)" if len(found) > 1 else ""
        raise Refusal(f"{said}. {first.remedy} {first.code} · {first.citation}{more}", url=first.remedy_url)


def holding(act: Act, obj: Any, *about: str) -> list[FindingRow]:
    """Return the findings that hold an act back on an object (a production, a date, a deal…), unless set aside. One query.

    A finding that names objects the act is done to holds back only these; otherwise it holds for its production,
    or for the whole organisation when it is about none.
    """
    organisation = obj.pk if isinstance(obj, Organisation) else obj.organisation_id
    mine = {None} if isinstance(obj, Organisation) else {None, production_of(obj)}
    rows = FindingRow.objects.within(organisation).filter(
        Q(production=None) | Q(production__in=mine - {None}), severity=Severity.BLOQUANT, act=act
    )
    keys = {*_keys(obj), *about}
    return [row for row in standing(rows, organisation) if _aims_at(act, row, keys)]


def _keys(obj: Any) -> set[str]:
    kind = str(obj._meta.model_name)
    keys = {f"{kind}:{obj.pk}", f"{ALSO_CALLED.get(kind, kind)}:{obj.pk}"}
    deal = getattr(obj, "deal_id", None)
    return keys | {f"deal:{deal}"} if deal else keys


def _aims_at(act: Act, row: FindingRow, keys: set[str]) -> bool:
    aimed = {key for key in row.about.split() if key.split(":")[0] in AIMS[act]}
    return bool(aimed & keys) if aimed else True
