"""How a contradiction is planted in the theatre season: the season, read from its file, and short ways to spoil it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import FundingPaper, Hypothesis, Line, LineYear, Payment, Version
from filage.productions.models import (
    Activity,
    Deal,
    Engagement,
    Need,
    Person,
    Production,
    Quote,
    Recepisse,
    Room,
    Structure,
    VatRegime,
    Venue,
)
from filage.rules.identity import luhn, vat_key

PARIS, UTC = ZoneInfo("Europe/Paris"), ZoneInfo("UTC")
FIRST_ID = 0x01A2FF00_0000_7000_8000_000000000000
FIRST_RANK = 500
DAY = timedelta(days=1)


@dataclass
class Season:
    """The organisation of the season, and the objects that plants share by name."""

    organisation: Any
    count: int = 0
    held: dict[str, Any] = field(default_factory=dict)

    def add(self, model: Any, **fields: Any) -> Any:
        """Return a new object, whose id and rank depend only on how many came before it."""
        self.count += 1
        made = model(id=UUID(int=FIRST_ID + self.count), organisation=self.organisation, rank=FIRST_RANK + self.count, **fields)
        made.save(force_insert=True)
        return made

    def set(self, thing: Any, **fields: Any) -> Any:
        """Change some fields of an object."""
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save()
        return thing

    def one(self, model: Any, **wanted: Any) -> Any:
        """Return the one object of the season that has these fields."""
        return model.objects.within(self.organisation).get(**wanted)

    def first(self, model: Any, **wanted: Any) -> Any:
        """Return the first object of the season that has these fields, in file order."""
        return model.objects.within(self.organisation).filter(**wanted).first()

    def named(self, name: str) -> Any:
        """Return one of the structures of the season."""
        return self.one(Structure, name=name)

    def ours(
        self,
        name: str,
        *,
        status: str | None = "assujetti",
        licence: tuple[date | None, date | None] | None = None,
        **fields: Any,
    ) -> Any:
        """Return one more structure of ours, right in everything but what is said."""
        siren = f"00003{self.count % 1000:03d}"
        siret = right_siret(siren)
        right = {"siret": siret, "vat_number": f"FR{vat_key(siret[:9]):02d}{siret[:9]}", "ape": "9001Z", "idcc": "1285"}
        made = self.add(Structure, name=name, ours=True, kind="compagnie", city="Port-Lanvel", **(right | fields))
        if status:
            self.add(VatRegime, structure=made, since=date(2020, 1, 1), status=status)
        if licence is not None:
            since, until = licence
            self.recepisse(made, since=since, until=until)
        return made

    def recepisse(self, structure: Any, **fields: Any) -> Any:
        """Return a récépissé of producer."""
        self.count += 1
        said = {"number": f"PLATESV-D-2024-{900 + self.count:06d}", "category": 2, "since": date(2024, 1, 1)}
        return self.add(Recepisse, structure=structure, **(said | fields))

    def show(self, title: str, slug: str, structure: Any = None, **fields: Any) -> Any:
        """Return one more spectacle, of the company unless another structure is said."""
        company = structure or self.named("Compagnie Les Marées")
        return self.add(Production, title=title, slug=slug, structure=company, **({"object_number": "260029099"} | fields))

    def options(self, show: Any, first: date, count: int, **fields: Any) -> list[Any]:
        """Return some options of a show, every other day."""
        return [self.play(show, first + 2 * rank * DAY, status="option", **fields) for rank in range(count)]

    def play(self, show: Any, on: date, hour: int | None = 20, *, minute: int = 0, **fields: Any) -> Any:
        """Return one more performance where everything is decided."""
        said: dict[str, Any] = {
            "kind": "representation",
            "status": "signe",
            "type": "tout_public",
            "venue": self.held.get("venue"),
        }
        said |= dict.fromkeys(("travel", "lodging", "meals"), "compris") | {"rights_payer": "lieu"}
        if hour is not None:
            said |= {"starts_at": at(on, hour, minute), "ends_at": at(on, hour, minute) + timedelta(minutes=90)}
        return self.add(Activity, production=show, on=on, **(said | fields))

    def deal(self, show: Any, label: str, **fields: Any) -> Any:
        """Return a signed cession to the theatre of the plants, right in everything but what is said."""
        said = {"kind": "cession", "stage": "signe", "partner": self.held["theatre"], "base_price": Decimal(2500)}
        return self.add(Deal, production=show, label=label, **(said | fields))

    def sold(self, show: Any, label: str, on: date, **fields: Any) -> Any:
        """Return the deal of one signed date."""
        deal = self.deal(show, label, **fields)
        self.play(show, on, deal=deal)
        return deal

    def engage(self, show: Any, function: str, who: Any = None, **fields: Any) -> Any:
        """Return an embauche whose papers are done."""
        said: dict[str, Any] = {"status": "artiste", "gross": Decimal(150), "coefficient": Decimal("1.55"), "person": who}
        said |= {"contract": "signe", "dpae": "a_faire", "phase": "exploitation"}
        return self.add(Engagement, production=show, function=function, **(said | fields))

    def work(self, show: Any, who: Any, on: date, start: int, hours: float, *, minute: int = 0, **fields: Any) -> Any:
        """Return a service where somebody is called for some hours."""
        begins = at(on, start, minute)
        said = {"kind": "repetition", "status": "confirme", "starts_at": begins, "ends_at": begins + timedelta(hours=hours)}
        made = self.add(Activity, production=show, on=on, **(said | fields))
        made.participants.add(who)
        return made

    def line(self, show: Any, side: str, label: str, price: Any, **fields: Any) -> Any:
        """Return one line of a budget, dated and explained."""
        said: dict[str, Any] = {
            "phase": "exploitation",
            "unit_price": None if price is None else Decimal(price),
            "source": "devis",
        }
        said |= {"destination": "P" if side == "produit" else "D", "account": "7414" if side == "produit" else "604"}
        said |= {"status": "notifie" if side == "produit" else "estime", "vat_handling": "sans"}
        return self.add(Line, production=show, side=side, label=label, **(said | fields))

    def fund(self, show: Any, label: str, price: Any, **fields: Any) -> Any:
        """Return what a private fund was asked, its answer being far away."""
        said = {"funder": self.held["fund"], "status": "demande", "on": date(2027, 3, 1), "account": "7551"}
        return self.line(show, "produit", label, price, **(said | fields))

    def pay(self, line: Any, on: date, **fields: Any) -> Any:
        """Return one payment of a line."""
        return self.add(Payment, line=line, on=on, **fields)

    def year(self, line: Any, fiscal_year: int, amount: Any) -> Any:
        """Return the part of a line that belongs to a fiscal year."""
        return self.add(LineYear, line=line, fiscal_year=fiscal_year, amount=Decimal(amount))

    def paper(self, line: Any, **fields: Any) -> Any:
        """Return a paper between a funder and us."""
        return self.add(FundingPaper, line=line, **fields)

    def choose(self, show: Any, code: str, value: Any, on: date | None = None) -> Any:
        """Return a hypothesis of a show."""
        return self.add(Hypothesis, production=show, code=HypothesisCode(code), value=Decimal(value), on=on)

    def need(self, show: Any, label: str, until: date) -> Any:
        """Return a need whose chosen quote stands until a day."""
        need = self.add(Need, production=show, kind="technique", label=label)
        self.add(Quote, need=need, supplier="Lumières du Ponant", unit_cost=Decimal(800), valid_until=until, chosen=True)
        return need

    def version(self, show: Any, number: int, name: str, on: date, to: Any, **budgets: Any) -> Any:
        """Return a frozen budget that somebody received, with its totals by phase."""
        data = {"lines": [], "budgets": budgets}
        return self.add(Version, production=show, number=number, name=name, frozen_on=on, sent_to=to, data=data)

    def person(self, name: str) -> Any:
        """Return one more person."""
        return self.add(Person, name=name)

    def place(self, name: str, city: str, **fields: Any) -> Any:
        """Return one more venue."""
        return self.add(Venue, name=name, city=city, **fields)

    def room(self, venue: Any, name: str, capacity: int) -> Any:
        """Return one more room."""
        return self.add(Room, venue=venue, name=name, capacity=capacity)


@dataclass(frozen=True, slots=True)
class Plant:
    """One contradiction: the controls that should see it, what was changed in the healthy season, in French, and how."""

    codes: str
    said: str
    spoil: Callable[[Season], Any]


def at(on: date, hour: int, minute: int = 0) -> datetime:
    """Return an hour of a day in Paris, as the file keeps it."""
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=PARIS).astimezone(UTC)


def right_siret(siren: str) -> str:
    """Return a SIRET made of a fictional SIREN of eight digits, its keys and the first establishment."""
    whole = next(f"{siren}{key}" for key in range(10) if luhn(f"{siren}{key}") % 10 == 0)
    return next(f"{whole}0001{key}" for key in range(10) if luhn(f"{whole}0001{key}") % 10 == 0)
