"""The gestures on the directory: add, change, remove a person, a structure, a venue, a room; start our own structure."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from filage.core import access
from filage.desks.directory import forms as sheets
from filage.productions import operations
from filage.productions.models import Person, Recepisse, Room, Structure, VatRegime, Venue
from filage.web import editing
from filage.web.requests import PageRequest


@dataclass(frozen=True, slots=True)
class Kind:
    """A list of the directory: what it holds, the form that writes it, and its words."""

    code: str
    model: Any
    form: type[forms.Form]
    new: str
    back: str

    @property
    def url(self) -> str:
        """Return the address of the list."""
        return reverse(f"directory:{self.code}")


KINDS = {
    "people": Kind("people", Person, sheets.PersonForm, "Nouvelle personne", "Personnes"),
    "structures": Kind("structures", Structure, sheets.StructureForm, "Nouvelle structure", "Structures"),
    "venues": Kind("venues", Venue, sheets.VenueForm, "Nouveau lieu", "Lieux"),
}

SHEETS = {"venues": "directory/venue.html", "people": "directory/person.html", "structures": "directory/structure_sheet.html"}
DECLARED: dict[str, tuple[Any, type[forms.Form], str]] = {
    "tva": (VatRegime, sheets.VatForm, "Régime de TVA"),
    "recepisse": (Recepisse, sheets.RecepisseForm, "N° de récépissé (valant licence)"),
}


def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Add someone, a partner or a place."""
    here, organisation = KINDS[kind], access.organisation_of(request)
    editing.editor_only(request, organisation)
    maker = _maker(request, here, None)
    form = maker(request.POST or None, **_options(here, organisation, maker))
    return editing.answer(
        request,
        form,
        lambda **fields: operations.create(here.model(organisation=organisation, **fields), by=request.user),
        then=lambda made: reverse("directory:venue", args=[made.pk]) if kind == "venues" else here.url,
        context={"heading": here.new, "back": here.back, "back_url": here.url, "act": "Ajouter"},
    )


def change(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Change someone, a partner or a place."""
    here, obj = KINDS[kind], _found(request, KINDS[kind].model, pk)
    maker = _maker(request, here, obj)
    form = maker(request.POST or None, initial=_initial(obj, maker), **_options(here, obj.organisation, maker, obj))
    return editing.answer(
        request,
        form,
        lambda **fields: operations.change(obj, by=request.user, why=f"« {obj} »", **fields),
        then=lambda _: reverse("directory:ours") if getattr(obj, "ours", False) else here.url,
        template=SHEETS.get(kind, "web/form.html"),
        context=_sheet(here, obj)
        | {
            "sealed": _sealed(obj) if access.can_read_pay(request.user, obj) else frozenset(),
            "invites": maker is sheets.SealedPersonForm,
        },
    )


@require_POST
@never_cache
def unseal(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Show in clear, this once, what is kept sealed of a person or a partner, to whoever may read pay."""
    obj = _found(request, KINDS[kind].model, pk)
    if not access.can_read_pay(request.user, obj):
        raise PermissionDenied("Ces données sont scellées : seules l’administration et la production les lisent.")
    shown = [(label, getattr(obj, name)) for name, label in sheets.SEALED.items() if hasattr(obj, name)]
    back = reverse("directory:person" if kind == "people" else "directory:structure", args=[pk])
    return render(request, "directory/unsealed.html", {"person": obj, "shown": shown, "back_url": back})


@require_POST
def remove(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Remove someone, a partner or a place that nothing uses."""
    obj = _found(request, KINDS[kind].model, pk)
    return editing.do(
        request, lambda: operations.remove(obj, by=request.user), then=KINDS[kind].url, said=f"« {obj} » est supprimé."
    )


def add_room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a room to a venue."""
    venue = _found(request, Venue, pk)
    return editing.answer(
        request,
        sheets.RoomForm(request.POST or None),
        lambda **fields: operations.create(Room(organisation=venue.organisation, venue=venue, **fields), by=request.user),
        then=lambda _: reverse("directory:venue", args=[pk]),
        context=_of_venue(venue, "Nouvelle salle") | {"act": "Ajouter"},
    )


def change_room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a room."""
    room = _found(request, Room, pk)
    return editing.answer(
        request,
        sheets.RoomForm(request.POST or None, initial=_initial(room, sheets.RoomForm)),
        lambda **fields: operations.change(room, by=request.user, why=f"salle « {room} »", **fields),
        then=lambda _: reverse("directory:venue", args=[room.venue_id]),
        context=_of_venue(room.venue, room.name) | {"delete_url": reverse("directory:remove_room", args=[pk])},
    )


@require_POST
def remove_room(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a room where nothing happens."""
    room = _found(request, Room, pk)
    back = reverse("directory:venue", args=[room.venue_id])
    return editing.do(
        request, lambda: operations.remove(room, by=request.user), then=back, said=f"La salle « {room} » est supprimée."
    )


def add_declared(request: HttpRequest, pk: UUID, paper: str) -> HttpResponse:
    """Say what our structure declared: its VAT regime from a day on, or a n° de récépissé."""
    structure = _found(request, Structure, pk)
    model, form, heading = DECLARED[paper]
    return editing.answer(
        request,
        form(request.POST or None),
        lambda **fields: operations.create(
            model(organisation=structure.organisation, structure=structure, **fields), by=request.user
        ),
        then=lambda _: reverse("directory:ours"),
        context={"heading": heading, "act": "Ajouter", "back": structure.name, "back_url": reverse("directory:ours")},
    )


def start(request: PageRequest) -> HttpResponse:
    """Start for real: our structure, in an empty organisation, with an account when the one used is the demonstration's."""
    user: Any = request.user
    maker = sheets.StartWithAccountForm if user.is_demo else sheets.StartForm
    return editing.answer(
        request,
        maker(request.POST or None),
        lambda **fields: operations.start_for_real(by=user, **fields),
        then=lambda made: _enter(request, *made),
        context={
            "heading": "Créer ma structure",
            "lede": "Un espace vide, à vous : la démonstration reste à côté. Le reste se complète plus tard.",
            "act": "Créer ma structure",
            "back": "Aujourd’hui",
            "back_url": reverse("web:today"),
        },
    )


def _enter(request: HttpRequest, user: Any, structure: Structure) -> str:
    if user != request.user:
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    access.choose(request, structure.organisation.slug)
    return reverse("schedule:new_show")


def _found(request: HttpRequest, model: Any, pk: UUID) -> Any:
    """Return an object of the current organisation that the user may change: 404 or 403 happen here."""
    organisation = access.organisation_of(request)
    editing.editor_only(request, organisation)
    return get_object_or_404(model.objects.within(organisation), pk=pk)


def _maker(request: HttpRequest, here: Kind, obj: Any) -> Any:
    """Return the form of an object: our structure has more to say, and a person's sealed data are for who may read pay."""
    if getattr(obj, "ours", False):
        return sheets.OurStructureForm
    reads = here.model is Person and access.can_read_pay(request.user, access.organisation_of(request))
    return sheets.SealedPersonForm if reads else here.form


def _options(here: Kind, organisation: Any, maker: Any, obj: Any = None) -> dict[str, Any]:
    if maker is sheets.SealedPersonForm:
        return {"sealed": _sealed(obj) if obj else frozenset()}
    if here.model is Structure:
        return {"sealed": _sealed(obj)}
    return {"organisation": organisation} if here.model is Venue else {}


def _sealed(obj: Any) -> frozenset[str]:
    """Return the names of the sealed fields that hold something; what they hold stays where it is."""
    return frozenset(name for name in sheets.SEALED if getattr(obj, name, ""))


def _initial(obj: Any, maker: type[forms.Form]) -> dict[str, Any]:
    return {name: getattr(obj, name) for name in maker.base_fields if name not in sheets.SEALED and name != "erase"}


def _sheet(here: Kind, obj: Any) -> dict[str, Any]:
    shown = {"heading": str(obj), "back": here.back, "back_url": here.url, "object": obj}
    if here.model is Venue:
        shown["rooms"] = obj.rooms.all()
    return shown | {"delete_url": reverse(f"directory:remove_{here.code}", args=[obj.pk])}


def _of_venue(venue: Venue, heading: str) -> dict[str, Any]:
    return {"heading": heading, "back": venue.name, "back_url": reverse("directory:venue", args=[venue.pk])}
