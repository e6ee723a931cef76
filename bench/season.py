"""A generated season: one company, three shows, forty dates, twelve people, eight venues, six funders, as big as asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

SHOWS = ("La Traversée", "Petites voix", "Hors saison")
VENUES, FUNDERS, LINES = 8, 6, 60
OPENS = date(2026, 9, 1)


@dataclass(frozen=True, slots=True)
class Generated:
    """What was generated: the organisation, its biggest show, an option of it, and somebody who may do anything."""

    organisation: Any
    production: Any
    option: Any
    user: Any


@contextmanager
def generated(*, dates: int = 40, people: int = 12) -> Iterator[Generated]:
    """Make the season in a database in memory for the duration of the block: three dates in four are in the first show."""
    from filage.core import rails, scratch
    from filage.core.enums import Role
    from filage.core.models import Membership, Organisation, User
    from filage.productions.models import Activity

    with scratch.scratch_database():
        organisation = Organisation.objects.create(name="Compagnie de mesure", slug="mesure")
        user = User.objects.create_user("mesure@exemple.fr", name="Mesure")
        Membership.objects.create(user=user, organisation=organisation, role=Role.ADMINISTRATION)
        shows = _shows(organisation, people)
        for rank in range(dates):
            _date(shows[0] if rank % 4 else shows[1 + rank // 4 % 2], rank)
        rails.refresh(None, organisation)
        option = Activity.objects.within(organisation).filter(production=shows[0], status="option").first()
        yield Generated(organisation, shows[0], option, user)


def _shows(organisation: Any, people: int) -> list[Any]:
    """Make the shows with their venues, team, budget lines and hypotheses."""
    from filage.productions.models import Production, Structure, VatRegime, Venue

    here = {"organisation": organisation}
    ours = Structure.objects.create(**here, name="Compagnie de mesure", ours=True)
    VatRegime.objects.create(**here, structure=ours, since=date(2020, 1, 1), status="assujetti")
    for number in range(VENUES):
        partner = Structure.objects.create(**here, name=f"Théâtre {number + 1}", kind="lieu")
        Venue.objects.create(**here, name=f"Théâtre {number + 1}", city=f"Ville {number + 1}", structure=partner, rank=number)
    bounds = {"creation_start": OPENS, "creation_end": date(2027, 1, 15)}
    shows = [
        Production.objects.create(**here, structure=ours, slug=f"spectacle-{number}", title=title, rank=number, **bounds)
        for number, title in enumerate(SHOWS)
    ]
    for number, show in enumerate(shows):
        _team(show, people if number == 0 else people // 3)
        _budget(show)
    return shows


def _team(show: Any, people: int) -> None:
    from filage.productions.models import Engagement, Person

    here = {"organisation": show.organisation}
    for number in range(people):
        person = Person.objects.create(**here, name=f"Personne {number + 1}", rank=number)
        artist = number % 3 != 2
        terms = {"unit": "cachet", "gross": Decimal("160"), "coefficient": Decimal("1.55")}
        if not artist:
            terms = {"unit": "heure", "gross": Decimal("20"), "coefficient": Decimal("1.65"), "quantity": Decimal(12)}
        status = "artiste" if artist else "technicien"
        Engagement.objects.create(
            **here, production=show, person=person, function="Interprète" if artist else "Régie", status=status, rank=number,
            per_performance=True, **terms,
        )  # fmt: skip


def _budget(show: Any) -> None:
    from filage.desks.budget.models import Hypothesis, Line
    from filage.productions.models import Structure

    here = {"organisation": show.organisation, "production": show}
    for number in range(LINES):
        price = Decimal(300 + 17 * number)
        Line.objects.create(
            **here, side="charge", label=f"Ligne {number + 1}", phase="creation", destination="BCDE"[number % 4], account="604",
            unit_price=price, on=OPENS + timedelta(days=3 * number), rank=number,
        )  # fmt: skip
    for number in range(FUNDERS):
        funder = Structure.objects.create(organisation=show.organisation, name=f"Financeur {number + 1}", kind="financeur")
        Line.objects.create(
            **here, side="produit", label=funder.name, phase="creation", destination="P", account="741", unit_price=Decimal(7000),
            status="notifie" if number % 2 else "demande", funder=funder, on=date(2026, 11, 15), rank=LINES + number,
        )  # fmt: skip
    for code, value in (("dates_prevues", 30), ("taux_gestion", 12), ("prix", 4200), ("tresorerie_ouverture", 15000)):
        Hypothesis.objects.create(**here, code=code, value=Decimal(value), on=OPENS if code == "tresorerie_ouverture" else None)


def _date(show: Any, rank: int) -> None:
    from filage.productions.models import Activity, Deal, Venue

    here = {"organisation": show.organisation, "production": show}
    venues = list(Venue.objects.within(show.organisation))
    venue = venues[rank // 2 % len(venues)]
    deal = Deal.objects.create(**here, partner=venue.structure, kind="cession", base_price=Decimal(4200), rank=rank)
    Activity.objects.create(
        **here, kind="representation", on=date(2027, 1, 20) + timedelta(days=4 * rank), venue=venue, deal=deal, rank=rank,
        status=("signe", "confirme", "option", "signe", "confirme")[rank % 5], option_rank=1 if rank % 5 == 2 else None,
    )  # fmt: skip
