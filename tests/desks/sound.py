"""A company where every fact is right, and short ways to make one of them wrong."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from filage.core.models import Organisation
from filage.core.rails import checks
from filage.core.rails import season as seasons
from filage.desks.budget.enums import HypothesisCode
from filage.desks.budget.models import Hypothesis, Line, LineYear, Payment
from filage.productions.models import (
    Activity,
    Deal,
    Engagement,
    Person,
    Production,
    Recepisse,
    Room,
    Structure,
    VatRegime,
    Venue,
)

TODAY = date(2026, 11, 2)
PARIS = ZoneInfo("Europe/Paris")


def at(day, hour, minute=0):
    """Return an hour of a day in Paris."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=PARIS)


@dataclass
class Sound:
    """An organisation on the second of November 2026: one show, one signed date, one actress, nothing to say about any."""

    organisation: Organisation
    ours: Structure
    recepisse: Recepisse
    show: Production
    theatre: Structure
    venue: Venue
    room: Room
    deal: Deal
    date: Activity
    ana: Person
    embauche: Engagement

    def add(self, model, **fields):
        """Return a new object of the organisation."""
        return model.objects.create(organisation=self.organisation, **fields)

    def set(self, thing, **fields):
        """Change some fields of an object, as a file or a form would."""
        for name, value in fields.items():
            setattr(thing, name, value)
        thing.save()
        return thing

    def play(self, on, hour=20, *, length=2, **fields):
        """Return one more performance like the first, at an hour, of some hours."""
        said = {"kind": "representation", "status": "signe", "deal": self.deal, "venue": self.venue, "room": self.room}
        said |= {"capacity": 200, "travel": "fourni", "lodging": "fourni", "meals": "fourni", "rights_payer": "lieu"}
        said |= {"starts_at": at(on, hour), "ends_at": at(on, hour) + timedelta(hours=length)} if hour is not None else {}
        return self.add(Activity, production=self.show, on=on, **(said | fields))

    def work(self, on, hour, length, kind="repetition", who=None, **fields):
        """Return a service of some hours where Ana, or somebody else, is called."""
        start = at(on, hour)
        end = datetime.fromtimestamp(start.timestamp() + length * 3600, PARIS)
        made = self.add(
            Activity, production=self.show, kind=kind, on=on, status="confirme", starts_at=start, ends_at=end, **fields
        )
        made.participants.add(who or self.ana)
        return made

    def another_show(self, **fields):
        """Return a second show of the same structure."""
        return self.add(Production, structure=self.ours, slug="quai", title="Quai", **fields)

    def line(self, side, label, price, **fields):
        """Return one line of the budget of the show."""
        said = {"phase": "creation", "destination": "P" if side == "produit" else "D", "unit_price": price}
        said |= {"account": "741" if side == "produit" else "604", "status": "notifie" if side == "produit" else "estime"}
        return self.add(Line, production=self.show, side=side, label=label, **(said | fields))

    def year(self, line, fiscal_year, amount):
        """Give a part of a line to a fiscal year."""
        return self.add(LineYear, line=line, fiscal_year=fiscal_year, amount=Decimal(amount))

    def pay(self, line, on, **fields):
        """Plan one payment of a line."""
        return self.add(Payment, line=line, on=on, **fields)

    def choose(self, code, value):
        """Choose a hypothesis of the show."""
        return self.add(Hypothesis, production=self.show, code=HypothesisCode(code), value=Decimal(value), on=TODAY)

    def found(self, code):
        """Return what one control finds in the whole organisation."""
        season = seasons.load(self.organisation.pk)
        return list(checks.run(checks.named(code), season))


def sound():
    """Return the sound company."""
    organisation = Organisation.objects.create(name="Les Marées", slug="les-marees", pinned_on=TODAY)

    def add(model, **fields):
        return model.objects.create(organisation=organisation, **fields)

    ours = add(
        Structure, name="Les Marées", ours=True, siret="73282932000074", vat_number="FR44732829320", ape="9001Z", idcc="1285"
    )
    add(VatRegime, structure=ours, since=date(2020, 1, 1), status="assujetti")
    held = add(
        Recepisse, structure=ours, number="PLATESV-D-2024-001234", category=2, since=date(2024, 1, 1), until=date(2028, 12, 31)
    )
    show = add(
        Production,
        structure=ours,
        slug="estran",
        title="L’Estran",
        creation_start=date(2026, 6, 1),
        creation_end=date(2026, 10, 1),
        exploitation_end=date(2027, 12, 31),
        duration_minutes=90,
    )
    theatre = add(Structure, name="Théâtre du Môle", kind="lieu", city="Lorient")
    add(
        Recepisse, structure=theatre, number="PLATESV-D-2024-004321", category=3, since=date(2024, 1, 1), until=date(2028, 12, 31)
    )
    venue = add(Venue, name="Théâtre du Môle", structure=theatre, city="Lorient", postal_code="56100")
    room = add(Room, venue=venue, name="Grande salle", capacity=300)
    deal = add(Deal, production=show, partner=theatre, stage="signe", base_price=Decimal(2500))
    ana = add(Person, name="Ana Kerrien")
    embauche = add(
        Engagement,
        production=show,
        person=ana,
        function="Comédienne",
        status="artiste",
        gross=Decimal(180),
        coefficient=Decimal("1.55"),
        per_performance=True,
    )
    company = Sound(organisation, ours, held, show, theatre, venue, room, deal, None, ana, embauche)
    company.date = company.play(date(2026, 12, 11))
    company.choose("tresorerie_ouverture", 5000)
    return company
