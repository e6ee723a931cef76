"""How a card of the carnet is chosen in a form: in the list of those one works with, or by its name when there are more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast, override
from uuid import UUID

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filage.productions import pointing
from filage.rules.reading.folding import folded

BY_NAME = "nom:"  # before what was typed beside the list
MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """The cards that a list shows, and whether more may be chosen."""

    cards: Sequence[Any]
    more: bool


class Offered(ModelChoiceIterator):
    """The cards that the list shows: not all that may be chosen."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for one in cast(Any, self.field).shown.cards:
            yield self.choice(one)


class CardSelect(forms.Select):
    """A list, and beside it a name when the list does not hold every card or when a new one may be made."""

    @property
    def of(self) -> "CardField":
        """Return the field whose cards it lists."""
        found: CardField = cast(Any, self.choices).field
        return found

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """Return the options; the one that is chosen is there, even when the list would not offer it."""
        groups = super().optgroups(name, value, attrs)
        chosen = next((each for each in value if each and not each.startswith(BY_NAME)), None)
        if chosen and not any(option["selected"] for _, options, _ in groups for option in options):
            card = self.of.card(chosen)
            if card is not None:
                option = self.create_option(name, card.pk, str(card), True, len(groups), attrs=attrs)
                groups.append((None, [option], len(groups)))
        return groups

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was chosen; a name that is typed wins."""
        said = str(data.get(f"{name}-nom") or "").strip()
        return f"{BY_NAME}{said}" if said else super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell whether neither the list nor the name was sent."""
        return f"{name}-nom" not in data and super().value_omitted_from_data(data, files, name)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the list, and the name beside it when it is of use."""
        said = value[len(BY_NAME) :] if isinstance(value, str) and value.startswith(BY_NAME) else ""
        listed = super().render(name, "" if said else value, attrs, renderer)
        field = self.of
        if not (said or field.creates or field.shown.more):
            return listed
        hint = "ou une nouvelle, par son nom" if field.creates else "ou une autre du carnet, par son nom"
        column = (attrs or {}).get("aria-label") or self.attrs.get("aria-label") or field.label
        line = '{}<input type="text" name="{}-nom" value="{}" maxlength="200" placeholder="{}" aria-label="{}, {}">'
        return format_html(line, listed, name, said, hint, column, hint)


class CardField(forms.ModelChoiceField):
    """A structure, a venue or a person: offered when one works with it, found by its name otherwise.

    `creates` lets a name that nobody bears make an unsaved card, which the operation writes.
    """

    widget = CardSelect
    iterator = Offered

    def __init__(self, *, creates: bool = False, **options: Any) -> None:
        super().__init__(**{"queryset": None, "required": False, "empty_label": "à préciser"} | options)
        self.creates = creates

    def among(self, rows: Any, organisation: UUID, shown: Shown | None = None) -> None:
        """Say which cards may be chosen, in the order of the list; `shown` gives those of the list when they are read already."""
        self.organisation, self._shown = organisation, shown
        self.queryset = rows

    @property
    def shown(self) -> Shown:
        """The cards of the list, read once."""
        self._shown = self._shown or offered(self.queryset, self.organisation)
        return self._shown

    def card(self, key: str) -> Any:
        """Return the card that may be chosen under a key; None when there is none."""
        try:
            return super().to_python(key)
        except forms.ValidationError:
            return None

    @override
    def to_python(self, value: Any) -> Any:
        """Return the card that was chosen or named; ValidationError naming those that a name may mean."""
        if not isinstance(value, str) or not value.startswith(BY_NAME):
            return super().to_python(value)
        said = value[len(BY_NAME) :]
        rows: Any = self.queryset
        near = list(rows.filter(folded__begins=folded(said)).order_by("folded", "id")[: MOST_TOLD + 1])
        same = [one for one in near if folded(one.name) == folded(said)]
        found = same or ([] if self.creates else near)
        if len(found) == 1:
            return found[0]
        if found:
            told = ", ".join(str(one) for one in found[:MOST_TOLD])
            raise forms.ValidationError(f"« {said} » peut être {told} : écrivez son nom entier, ou choisissez dans la liste.")
        if self.creates:
            return rows.model(organisation_id=self.organisation, name=said[:200])
        raise forms.ValidationError(f"« {said} »  : aucune fiche de ce nom au carnet. Ajoutez-la d’abord.")

    def validate(self, value: Any) -> None:
        """Accept a card that is not written yet: it was asked for by its name."""
        if value is None or not value._state.adding:
            super().validate(value)


def offered(rows: Any, organisation: UUID) -> Shown:
    """Return the cards of a list: all of them when they are few, else those that the office works with; two queries at most."""
    found = list(rows[: pointing.FEW + 1])
    if len(found) <= pointing.FEW:
        return Shown(found, more=False)
    return Shown(list(rows.filter(pointing.worked_with(rows.model, organisation))), more=True)
