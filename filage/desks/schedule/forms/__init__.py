"""What is typed to begin a spectacle in three fields, and to place one date or a whole série."""

import re
from datetime import date
from typing import Any

from django import forms

from filage.productions import pointing
from filage.productions.enums import PERFORMANCES, ActivityKind, DateStatus, PerformanceType, ProductionKind
from filage.productions.models import Deal, Production, Room, Structure, Venue
from filage.rules.planning.run import DAYS, LONGEST, Moment, Run, moments, read
from filage.rules.reading import Unreadable
from filage.rules.reading.folding import folded
from filage.web.inputs import CountField, DayField, HoursField

NEW_STATUSES = [(code, DateStatus(code).label) for code in (DateStatus.OPTION, DateStatus.CONFIRME, DateStatus.SIGNE)]
ARTICLE = re.compile(r"^(?:le |la |les |l')")
MOMENT_FIELDS = ("phrase", "first", "count", "last", "hours", "off", "place", "lasting")
LENGTHS = (("", "celle du spectacle, ou du service de la maison"), ("180", "3 h"), ("240", "4 h"), ("480", "8 h"))


class NewShow(forms.Form):
    """A spectacle or a projet, in three fields; a fourth asks which structure only when there are several."""

    title = forms.CharField(label="Titre", max_length=200, widget=forms.TextInput(attrs={"autofocus": True}))
    kind = forms.ChoiceField(label="Sorte", choices=ProductionKind.choices)
    premiere = DayField(
        label="Première prévue", required=False, help_text="Elle borne la création ; elle se change à tout moment."
    )

    def __init__(self, *args: Any, structures: list[Structure], **options: Any) -> None:
        super().__init__(*args, **options)
        self.structures = {str(one.pk): one for one in structures}
        if len(structures) > 1:
            self.fields["structure"] = forms.ChoiceField(
                label="Structure qui le porte", choices=[(key, one.name) for key, one in self.structures.items()]
            )

    def clean(self) -> dict[str, Any]:
        """Return the fields with the structure itself: the only one when there is no choice."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = found.get("structure") or next(iter(self.structures), "")
        return found | {"structure": self.structures.get(chosen)}


class NewDates(forms.Form):
    """One date or many: the sentence says it all, or the fields below it do."""

    kind = forms.ChoiceField(label="Sorte", choices=ActivityKind.choices, initial=ActivityKind.REPRESENTATION)
    phrase = forms.CharField(
        label="La série en une phrase",
        required=False,
        max_length=200,
        help_text="« 21 dates à partir du 5 mars à 14 h, relâche le lundi », « 4 scolaires à 10 h et 14 h, le 12/1 »,"
        " « 10 services de 3 h à 14 h dès le 8 mars » ; un lieu connu s’y lit aussi. Ou les champs qui suivent.",
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    first = DayField(label="Premier jour", required=False)
    hours = HoursField(
        label="Heures", required=False, max_length=100, help_text="14 h, ou 14 h et 19 h 30 pour deux le même jour."
    )
    lasting = forms.TypedChoiceField(
        label="Durée", required=False, coerce=int, empty_value=None, choices=LENGTHS, help_text="La phrase peut la dire aussi."
    )
    count = CountField(
        label="Nombre", required=False, min_value=1, max_value=LONGEST, help_text="Une seule date si rien n’est dit."
    )
    last = DayField(
        label="Dernier jour",
        required=False,
        help_text="D’une série sans nombre, ou d’une résidence et d’une période de répétitions.",
    )
    off = forms.TypedMultipleChoiceField(
        label="Relâche",
        required=False,
        coerce=int,
        choices=[(rank, name) for rank, name in enumerate(DAYS)],
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.ChoiceField(label="Lieu", required=False)
    type = forms.ChoiceField(label="Séance", required=False, choices=[("", "—"), *PerformanceType.choices])
    capacity = CountField(label="Jauge", unit="places", required=False, min_value=0, max_value=200_000)
    deal: Any = forms.ModelChoiceField(label="Conditions de vente", queryset=None, required=False, empty_label="à convenir")
    status = forms.ChoiceField(label="État", choices=NEW_STATUSES, initial=DateStatus.OPTION)
    option_rank = CountField(label="Rang de l’option", required=False, min_value=1, max_value=9)
    option_until = DayField(label="Option jusqu’au", required=False)

    def __init__(self, *args: Any, production: Production, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        here, self.today = production.organisation_id, today
        self.venues = list(pointing.offered(Venue, here).prefetch_related("rooms").order_by("city", "name", "id"))
        fields: Any = self.fields
        fields["place"].choices = [("", "à trouver"), *(choice for venue in self.venues for choice in _places(venue))]
        fields["deal"].queryset = Deal.objects.within(here).filter(production=production).select_related("partner")
        fields["deal"].label_from_instance = lambda deal: " · ".join(
            filter(None, [str(deal), deal.partner and deal.partner.name])
        )
        self.moments: list[Moment] = []

    def clean(self) -> dict[str, Any]:
        """Return the fields of the services; `moments` then holds their days and hours."""
        found = super().clean() or self.cleaned_data
        if self.errors:
            return found
        try:
            run = self._run(found)
            self.moments = moments(run)
        except Unreadable as error:
            self.add_error("phrase" if found["phrase"] else "first", str(error))
            return found
        return (
            {name: value for name, value in found.items() if name not in MOMENT_FIELDS}
            | {"type": run.type}
            | self._where(found)
            | self._until(found)
            | {"minutes": run.minutes or found["lasting"]}
        )

    def chosen(self) -> list[Moment]:
        """Return the moments that stayed ticked in the preview."""
        data: Any = self.data
        kept = set(data.getlist("kept"))
        return [one for one in self.moments if key_of(one) in kept]

    def _run(self, found: dict[str, Any]) -> Run:
        said = read(found["phrase"], today=self.today) if found["phrase"] else Run()
        period = self._is_period(found)
        return Run(
            first=said.first or found["first"],
            count=1 if period else said.count or found["count"],
            last=None if period else said.last or found["last"],
            hours=said.hours or tuple(found["hours"]),
            off=frozenset() if period else said.off or frozenset(found["off"]),
            type=found["type"] or said.type,
            minutes=said.minutes,
        )

    def _is_period(self, found: dict[str, Any]) -> bool:
        """Tell whether the days make one single service: a residency, a run of rehearsals."""
        alone = not (found["phrase"] or found["count"] or found["off"])
        return bool(alone and found["last"]) and found["kind"] not in PERFORMANCES

    def _until(self, found: dict[str, Any]) -> dict[str, Any]:
        if self._is_period(found) and found["first"] and found["last"] < found["first"]:
            self.add_error("last", "Le dernier jour précède le premier.")
        return {"until": found["last"] if self._is_period(found) else None}

    def _where(self, found: dict[str, Any]) -> dict[str, Any]:
        rooms: dict[str, Room] = {str(room.pk): room for venue in self.venues for room in venue.rooms.all()}
        place = found["place"]
        room = rooms.get(place)
        named = None if place else self._named(found["phrase"])
        venue = next((one for one in self.venues if str(one.pk) == place), room.venue if room else named)
        capacity = found["capacity"] if found["capacity"] is not None else room and room.capacity
        return {"venue": venue, "room": room, "capacity": capacity if found["kind"] in PERFORMANCES else None}

    def _named(self, phrase: str) -> Venue | None:
        """Return the one venue whose name or city the sentence says, None when it says none; several are an error."""
        said = f" {folded(re.sub(r'[,;.()]', ' ', phrase))} "
        by_name = [venue for venue in self.venues if f" {ARTICLE.sub('', folded(venue.name))} " in said]
        by_city = [venue for venue in self.venues if venue.city and f" {folded(venue.city)} " in said]
        found = by_name or by_city
        if len(found) > 1:
            self.add_error("place", f"La phrase dit plusieurs lieux : {', '.join(one.name for one in found[:3])}. Choisissez.")
        return found[0] if len(found) == 1 else None


def key_of(moment: Moment) -> str:
    """Return how the preview names a moment: 2027-03-03T14:00."""
    return f"{moment.on.isoformat()}T{moment.at:%H:%M}" if moment.at else moment.on.isoformat()


def _places(venue: Venue) -> list[tuple[str, str]]:
    name = f"{venue.name}, {venue.city}" if venue.city and venue.city not in venue.name else venue.name
    return [(str(venue.pk), name), *((str(room.pk), f"{name} · {room.name}") for room in venue.rooms.all())]
