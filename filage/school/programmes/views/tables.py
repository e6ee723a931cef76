"""How the pages of the school lay out a calendar, the routes of a certification and its yearly figures."""

from typing import Any

from filage.rules.schooling.certification import Certification, Entry, Opening, Route
from filage.rules.schooling.feasibility import Nature, weeks_touched
from filage.school.programmes.queries import Told
from filage.web import format as french
from filage.web.tables import Column, Row, Table, plain

OFFERED = [
    Column("Du"),
    Column("Au"),
    Column("Jours", "number", decimals=0),
    Column("Heures", "number"),
    Column("Semaines", "number", decimals=0, wide=True),
]
ROUTES = [Column("Pour entrer"), Column("Parcours"), Column("Stage ou mission", wide=True)]
YEARS = [
    Column("Certifiés", "number", decimals=0),
    Column("Dont VAE", "number", decimals=0, wide=True),
    Column("En emploi à 6 mois"),
    Column("Dans le métier à 6 mois"),
    Column("À 2 ans"),
]
WHERE = {Nature.CENTRE: "Centre", Nature.COMPANY: "Entreprise"}
SEATS = {
    "direction": "direction de l’école ou son représentant",
    "pedagogie": "responsable pédagogique",
    "formateur": "enseignant formateur",
    "externe": "professionnel du métier, externe",
}
OPENINGS = {Opening.OPEN: "", Opening.CLOSED: "fermée", Opening.TO_CONFIRM: "ouverture à confirmer par le certificateur"}


def offered(told: Told) -> Table | None:
    """Return the periods of a session with what each offers, and their sum."""
    if told.plan is None or not told.periods:
        return None
    counted = [(one, len(told.plan.days_of(one))) for one in sorted(told.periods, key=lambda one: one.first)]
    rows = [
        Row(
            WHERE[one.nature],
            [french.day(one.first), french.day(one.last), days, days * told.plan.hours_a_day, weeks_touched(one)],
        )
        for one, days in counted
    ]
    days = sum(held for _, held in counted)
    return plain(
        "Périodes", OFFERED, rows, header="Période", total=Row("Ensemble", ["", "", days, days * told.plan.hours_a_day, ""])
    )


def blocks(certification: Certification) -> list[dict[str, Any]]:
    """Return the blocks of a certification with their competences, each with the activity that it serves."""
    return [
        {
            "title": f"{block.code}, {block.title}",
            "trials": " ; ".join(block.trials),
            "competences": [
                {
                    "code": one.code,
                    "title": one.title,
                    "activity": one.activity,
                    "serves": certification.activities[one.activity],
                    "deliverables": one.deliverables,
                    "criteria": one.criteria,
                }
                for one in certification.of_block(block.code)
            ],
        }
        for block in certification.blocks
    ]


def routes(certification: Certification) -> Table:
    """Return the routes of a certification: what is enough to enter, how long, and the placement it asks."""
    rows = [Row(one.name, [_entries(one), _length(one), _placement(one)]) for one in certification.routes.values()]
    return plain("Voies", ROUTES, rows, header="Voie")


def years(certification: Certification) -> Table | None:
    """Return what became of those who were certified, year by year."""
    rows = [
        Row(str(one.year), [one.certified, one.by_experience, *map(_rate, (one.employed, one.in_trade, one.in_trade_later))])
        for one in certification.years
    ]
    return plain("Résultats publiés", YEARS, rows, header="Année") if rows else None


def jury(certification: Certification) -> list[str]:
    """Return who sits in the jury, so many of each quality."""
    return [f"{one.count} × {' ou '.join(SEATS.get(each, each) for each in one.qualities)}" for one in certification.jury]


def _entries(route: Route) -> str:
    several = len({one.months for one in route.entries}) > 1
    said = (
        " ; ou ".join(_entry(one, one.months if several else None) for one in route.entries)
        or OPENINGS[route.opening]
        or "recevabilité du dossier"
    )
    return f"{said} ; ou dérogation sur dossier" if route.entries and route.waivable else said


def _entry(entry: Entry, months: int | None) -> str:
    more = [f"{entry.ects} ECTS du domaine"] if entry.ects else []
    more += [f"{entry.experience} mois d’expérience"] if entry.experience else []
    asked = " et ".join([f"niveau {entry.level}", *more])
    return f"{asked} pour {months} mois" if months else asked


def _length(route: Route) -> str:
    months = sorted({one.months for one in route.entries if one.months})
    return f"{' ou '.join(map(str, months))} mois" if months else "–"


def _placement(route: Route) -> str:
    return f"{route.placement[0]} à {route.placement[1]} mois" if route.placement else "–"


def _rate(rate: int | None) -> str:
    return "–" if rate is None else f"{rate} %"
