"""What may be done to the shared nouns by whoever creates: start a structure, begin a spectacle, change or remove a fact."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from filage.core import access
from filage.core.changes import ChangeSet
from filage.core.enums import Role
from filage.core.journal import JournalEntry
from filage.core.models import Membership, Organisation, User
from filage.core.refusal import Refusal
from filage.core.scope import Owned
from filage.productions.enums import ProductionKind, StructureKind
from filage.productions.models import Production, Structure

FOUNDER = (Role.ADMINISTRATION, Role.PRODUCTION, Role.DIRECTION_ARTISTIQUE)
LONGEST_SLUG = 80
READ_ONLY = "Vous lisez ici sans pouvoir changer : demandez à l’administration ou à la production."


def refuse_unless_editor(user: Any, thing: Any) -> None:
    """Raise Refusal when the user may not change an organisation, or what belongs to one."""
    if not access.can_edit(user, thing):
        raise Refusal(READ_ONLY)


@transaction.atomic
def open_account(*, name: str, email: str, password: str) -> User:
    """Return a new account; Refusal when the address is taken or the password too weak."""
    if User.objects.filter(email__iexact=email).exists():
        raise Refusal("Un compte existe déjà à cette adresse : connectez-vous avec lui.")
    try:
        password_validation.validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    return User.objects.create_user(email, password, name=name)


@transaction.atomic
def start_for_real(
    *, name: str, city: str, legal_form: str, by: User, person: str = "", email: str = "", password: str = ""
) -> tuple[User, Structure]:
    """Make our structure in an organisation of its own, entered with a new account when an address is given."""
    user = open_account(name=person, email=email, password=password) if email else by
    return user, start_structure(name=name, city=city, legal_form=legal_form, by=user)


@transaction.atomic
def start_structure(*, name: str, city: str = "", legal_form: str = "", by: User) -> Structure:
    """Make an empty organisation with our structure in it, where `by` may do everything; return the structure."""
    organisation = Organisation.objects.create(name=name, slug=free_slug(name, Organisation.objects.all(), fallback="espace"))
    Membership.objects.bulk_create(Membership(user=by, organisation=organisation, role=role) for role in FOUNDER)
    by.kept_memberships = None  # read again: they have just changed
    structure = Structure(
        organisation=organisation, name=name, ours=True, kind=StructureKind.COMPAGNIE, city=city, legal_form=legal_form
    )
    ChangeSet.create(structure).apply(by=by, why=f"structure « {name} » créée")
    return structure


def create_production(structure: Structure, *, title: str, kind: ProductionKind, premiere: date | None, by: Any) -> Production:
    """Begin a spectacle or a projet of one of our structures, known by its title; the première bounds its creation."""
    organisation = structure.organisation
    refuse_unless_editor(by, organisation)
    if not structure.ours:
        raise Refusal(f"« {structure.name} » est un partenaire : un spectacle appartient à l’une de vos structures.")
    rows = Production.objects.within(organisation)
    production = Production(
        organisation=organisation,
        structure=structure,
        slug=free_slug(title, rows),
        kind=kind,
        title=title,
        creation_end=premiere,
        rank=next_rank(rows),
    )
    ChangeSet.create(production).apply(by=by, why=f"{ProductionKind(kind).label} « {title} » créé")
    return production


def create[M: Owned](made: M, *, by: Any, why: str = "") -> M:
    """Write a new object after the others of its kind, and return it."""
    refuse_unless_editor(by, made)
    made.rank = next_rank(type(made).objects.within(made.organisation_id))
    ChangeSet.create(made).apply(by=by, why=why or f"« {made} » ajouté")
    return made


def change(obj: Owned, *, by: Any, why: str = "", **fields: Any) -> JournalEntry | None:
    """Change fields of an object; Conflict when somebody changed them first."""
    refuse_unless_editor(by, obj)
    return ChangeSet.on(obj, **fields).apply(by=by, why=why)


def remove(obj: Owned, *, by: Any, why: str = "") -> JournalEntry | None:
    """Delete an object with what belongs to it; Refusal while something else uses it, which it names."""
    refuse_unless_editor(by, obj)
    used = list(uses(obj))
    if used:
        raise Refusal(f"« {obj} » sert encore : {', '.join(used)}. Remplacez-le là d’abord, puis supprimez.")
    return ChangeSet.delete(obj).apply(by=by, why=why or f"« {obj} » supprimé")


def uses(obj: models.Model) -> Iterator[str]:
    """Yield what uses an object without belonging to it: « Interprète », « représentation, 12/03/2027 »; three a kind at most."""
    for relation in obj._meta.related_objects:
        model: Any = relation.related_model
        if relation.on_delete is models.DO_NOTHING:
            continue  # computed from it
        if (relation.one_to_many or relation.one_to_one) and relation.on_delete is models.CASCADE:
            for part in model._base_manager.filter(**{relation.field.name: obj}):
                yield from uses(part)
            continue
        rows = model._base_manager.filter(**{relation.field.name: obj})
        yield from (f"« {row} »" for row in rows[:3])
        if (more := rows.count() - 3) > 0:
            yield f"et {more} de plus"


def next_rank(rows: Any) -> int:
    """Return the rank after the last of some rows."""
    last = rows.aggregate(last=models.Max("rank"))["last"]
    return 0 if last is None else last + 1


def free_slug(name: str, rows: Any, *, fallback: str = "projet") -> str:
    """Return a slug for a name that none of the rows has: « estran », else « estran-2 »…"""
    slug = (slugify(name) or fallback)[: LONGEST_SLUG - 4].strip("-")
    taken = set(rows.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(found for found in (slug, *(f"{slug}-{n}" for n in range(2, 999))) if found not in taken)
