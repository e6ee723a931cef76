"""What every paper says first: the house that signs, the work it is about, and whom to call."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from filage.core.models import StoredFile
from filage.core.rails.season import once
from filage.core.refusal import Refusal
from filage.desks.directory.queries.recepisses import recepisses_of
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Company, Contact, Document, Lang, Picture
from filage.productions.models import Credit, Production, Recepisse, Structure

CONTACTS = ("production", "administration", "diffusion", "régie générale", "technique")
PLAIN = Company(name="")  # the colours and the type of a house that chose none


def head(season: Any, production: Production, kind: str, *, on: date, lang: Lang = "fr") -> Head:
    """Return the head of a paper about a production of the season."""
    held = _said(season)
    if production.pk not in held:
        licences = recepisses_of(season, production.structure_id)
        held[production.pk] = (company(production.structure, licences), tuple(contacts(season, production)))
    house, named = held[production.pk]
    return Head(
        company=house,
        document=Document(kind=kind, issued=on),
        title=production.title,
        author=production.creators,
        lang=lang,
        contacts=named,
    )


@once
def _said(_: Any) -> dict[UUID, tuple[Company, tuple[Contact, ...]]]:
    """Return the houses and the contacts already read of a season, by production."""
    return {}


def company(structure: Structure, licences: Iterable[Recepisse] | None = None) -> Company:
    """Return one of our structures as a paper shows it, with its colours, type and logo; `licences`: those already read."""
    if licences is None:
        licences = Recepisse.objects.within(structure.organisation_id).filter(structure=structure)
    licences = sorted(licences, key=lambda each: (each.category, each.rank))
    town = f"{structure.postal_code} {structure.city}".strip()
    return replace(
        signature(structure),
        address=tuple(part for part in (*structure.address.splitlines(), town) if part),
        legal_form=structure.legal_form,
        siret=structure.siret,
        ape=structure.ape,
        vat_number=structure.vat_number,
        licences=tuple(f"{each.number} (cat. {each.category})" for each in licences),
        email=structure.email,
        phone=structure.phone,
        site=structure.website,
        story=structure.story,
    )


def signature(structure: Structure, *, logo: bool = True) -> Company:
    """Return one of our structures as it signs: its name, its colours, its type and its logo if wanted, without a number."""
    return Company(
        name=structure.name,
        ink=structure.ink or PLAIN.ink,
        accent=structure.accent or PLAIN.accent,
        typeface=structure.typeface or PLAIN.typeface,  # type: ignore[arg-type]
        logo=logo_of(structure) if logo else None,
    )


def logo_of(structure: Structure) -> Picture | None:
    """Return the logo of a structure; None when it has none, or when its bytes did not come with it."""
    if not structure.logo:
        return None
    stored = StoredFile.objects.within(structure.organisation_id).filter(sha256=structure.logo).first()
    try:
        return None if stored is None else Picture(content=stored.read(), alt=structure.name, credit="")
    except Refusal:
        return None


def contacts(season: Any, production: Production) -> Iterator[Contact]:
    """Yield whom to call: the house first, then those whom the générique names and who can be reached."""
    people = {person.name: person for person in season.people}
    structure = production.structure
    named = [(each.role, each.who) for each in credits(season).get(production.pk, ()) if _is_contact(each.role)]
    house = next((who for role, who in named if role.casefold() == "production"), structure.name)
    if structure.email or structure.phone:
        yield Contact(name=house, role="Production", email=structure.email, phone=structure.phone)
    for role, who in named:
        person = people.get(who)
        if who != house and person is not None and (person.email or person.phone):
            yield Contact(name=who, role=role, email=person.email, phone=person.phone)


@once
def credits(season: Any) -> dict[UUID, list[Credit]]:
    """Return the générique of each production of the season, in order; read once."""
    found: dict[UUID, list[Credit]] = {}
    rows = Credit.objects.within(season.organisation_id).filter(production__in=[each.pk for each in season.productions])
    for each in rows.order_by("rank", "id"):
        found.setdefault(each.production_id, []).append(each)
    return found


def _is_contact(role: str) -> bool:
    return any(word in role.casefold() for word in CONTACTS)
