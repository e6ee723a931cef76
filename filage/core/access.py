"""Who may read, edit, and read pay: predicates on the roles a user holds here."""

from typing import Any
from uuid import UUID

from django.db.models import F
from django.http import Http404, HttpRequest

from filage.core.accounts import Membership, Organisation, User
from filage.core.enums import Role
from filage.core.prepared import Prepared
from filage.core.scope import production_of

EDITORS = frozenset({Role.DIRECTION_ARTISTIQUE, Role.ADMINISTRATION, Role.PRODUCTION, Role.DIFFUSION, Role.REGIE_GENERALE})
PAY_READERS = frozenset({Role.ADMINISTRATION, Role.PRODUCTION})

_HELD = Prepared(
    lambda user, _: Membership.objects.filter(user=user).select_related("organisation").annotate(only=F("named__production"))
)


def roles(user: Any, thing: Any) -> frozenset[Role]:
    """Return the roles held on `thing`: an Organisation, or an object that has an organisation and maybe a production.

    A role on named productions counts for these productions and what hangs from them, never for the organisation.
    """
    organisation_id, production_id = _place(thing)
    return frozenset(
        Role(membership.role)
        for membership, named in _memberships(user).items()
        if membership.organisation_id == organisation_id and _covers(named, production_id)
    )


def can_read(user: Any, thing: Any) -> bool:
    """Tell whether the user may read `thing`, pay left aside."""
    return bool(roles(user, thing))


def can_edit(user: Any, thing: Any) -> bool:
    """Tell whether the user may change `thing`; a desk may ask for more."""
    return bool(roles(user, thing) & EDITORS)


def can_read_pay(user: Any, thing: Any) -> bool:
    """Tell whether the user may read what people earn: administration and production only."""
    return bool(roles(user, thing) & PAY_READERS)


def readable_productions(user: Any, organisation: Any) -> frozenset[UUID] | None:
    """Return the productions the user may read in an organisation; None means all of them."""
    organisation_id = getattr(organisation, "pk", organisation)
    held = [named for membership, named in _memberships(user).items() if membership.organisation_id == organisation_id]
    return frozenset().union(*held) if all(held) else None


def organisations(user: Any) -> list[Organisation]:
    """Return the organisations of the user, by name."""
    return sorted({membership.organisation for membership in _memberships(user)}, key=lambda one: (one.name, one.pk))


def organisation_of(request: HttpRequest) -> Organisation:
    """Return the organisation the request is about: the one chosen in the session, else the first; 404 without any."""
    mine = organisations(request.user)
    chosen = request.session.get("organisation")
    if not mine:
        raise Http404("Vous n’appartenez à aucun espace.")
    return next((one for one in mine if one.slug == chosen), mine[0])


def choose(request: HttpRequest, slug: str) -> Organisation:
    """Make an organisation of the user the current one; 404 when it is not hers."""
    organisation = next((one for one in organisations(request.user) if one.slug == slug), None)
    if organisation is None:
        raise Http404("Espace inconnu.")
    request.session["organisation"] = slug
    return organisation


def _memberships(user: Any) -> dict[Membership, frozenset[UUID]]:
    """Return the memberships of an active account, each with the productions it names, read once an object: a request has one."""
    if not isinstance(user, User) or not user.is_active:
        return {}
    if user.kept_memberships is None:
        held: dict[Membership, set[UUID]] = {}
        for membership in _HELD(user.pk):
            held.setdefault(membership, set()).update({membership.only} - {None})  # type: ignore[attr-defined]
        user.kept_memberships = {membership: frozenset(named) for membership, named in held.items()}
    return user.kept_memberships


def _covers(named: frozenset[UUID], production_id: UUID | None) -> bool:
    return not named or production_id in named


def _place(thing: Any) -> tuple[UUID, UUID | None]:
    if isinstance(thing, Organisation):
        return thing.pk, None
    return thing.organisation_id, production_of(thing)
