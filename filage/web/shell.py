"""What surrounds every page: the menu with its marks, the organisations of the user, the look she chose."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse

from filage.core import access, marks
from filage.core.accounts import Organisation
from filage.core.marks import Found, Marks
from filage.core.rails import pages
from filage.web import undoing

THEME_COOKIE = "apparence"
THEMES = ("light", "dark")
ON_A_PHONE = ("web:today", "schedule:season", "web:shows", "web:checks")  # the others move under « Plus »


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the menu, as drawn."""

    label: str
    url: str
    current: bool
    wide: bool
    count: int = 0  # of findings that block


@dataclass
class Shell:
    """The surroundings of one request, read only when a template asks."""

    request: HttpRequest

    @property
    def user(self) -> Any:
        """Return who is here."""
        return self.request.user

    @cached_property
    def organisations(self) -> list[Organisation]:
        """Return the organisations of the user, by name."""
        return access.organisations(self.user)

    @cached_property
    def organisation(self) -> Organisation | None:
        """Return the current organisation, None before the door."""
        try:
            return access.organisation_of(self.request)
        except (Http404, AttributeError):
            return None

    @cached_property
    def theme(self) -> str:
        """Return light or dark when the user chose, nothing when the device decides."""
        chosen = self.request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in THEMES else ""

    @cached_property
    def menu(self) -> list[Entry]:
        """Return the entries of the menu; Contrôles wears the number of findings that block."""
        blocking = self._blocking()
        entries = []
        for entry in pages.menu_entries():
            url = _address(entry.url_name)
            if not url:
                continue
            entries.append(
                Entry(
                    label=entry.label,
                    url=url,
                    current=self._is_current(url) or self.request.path.startswith(entry.also),
                    wide=entry.url_name not in ON_A_PHONE,
                    count=blocking if entry.url_name == "web:checks" else 0,
                )
            )
        return entries

    @cached_property
    def toasts(self) -> list[dict[str, Any]]:
        """Return what was just done, and what takes it back: the messages, the last of which wears the gesture."""
        shown = [{"text": str(one), "tone": "alert" if one.level_tag == "error" else ""} for one in get_messages(self.request)]
        offer = undoing.taken(self.request)
        if offer is not None and self.organisation is not None:
            if not shown or shown[-1]["tone"]:
                shown.append({"text": offer["text"], "tone": ""})
            undo_url = reverse("web:undo_entry", args=[offer["entry"]])
            shown[-1] |= {"moved": offer["moved"], "undo_url": undo_url, "act": offer["act"]}
        return shown

    def _is_current(self, url: str) -> bool:
        return self.request.path == url if url == reverse("web:today") else self.request.path.startswith(url)

    def _blocking(self) -> int:
        return sum(severity == "bloquant" for _, severity, *_ in self.found)

    @cached_property
    def marks(self) -> Marks:
        """Return what the objects of the organisation wear, as far as the user may read."""
        return marks.of(self.found)

    @cached_property
    def found(self) -> list[Found]:
        """Return the findings that the user may read: the menu counts those that block, the objects wear them all."""
        if self.organisation is None:
            return []
        return marks.found(self.organisation, readable=access.readable_productions(self.user, self.organisation))

    @property
    def pinned_on(self) -> date | None:
        """Return the day it always is in a space of examples, None elsewhere."""
        return self.organisation.pinned_on if self.organisation else None


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Give every template its surroundings as `shell`: the same ones for all the templates of a request, read once."""
    return {"shell": vars(request).setdefault("kept_shell", Shell(request))}


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
