"""The company of the practical cases, as documents are told of it: case 1 (price), case 2 and S5 (cash)."""

import struct
import zlib
from datetime import date
from decimal import Decimal as D

from filage.documents import shapes as s

ISSUED = date(2026, 11, 21)
COMPANY = s.Company(
    name="Compagnie Les Marées",
    address=("14, quai des Écluses", "00290 Port-Lanvel"),
    legal_form="Association loi 1901",
    siret="000 123 456 00017",
    licences=("PLATESV-D-2024-000042 (cat. 2)",),
    story="Installée sur le port depuis 2019.",
)


def groups(*given: tuple[str, list[tuple[str, str | None]]]) -> tuple[s.BudgetGroup, ...]:
    """Return groups of a budget from names and amounts."""
    return tuple(
        s.BudgetGroup(name=name, lines=tuple(s.BudgetEntry(name=label, amount=None if a is None else D(a)) for label, a in lines))
        for name, lines in given
    )


BUDGET = s.Budget(
    charges=groups(
        ("Équipe artistique", [("Interprètes, répétitions", "26400"), ("Équipe de création", "14200")]),
        ("Technique et décor", [("Régie", "6850"), ("Décor", "9000"), ("Costumes", "3200"), ("Studio", "1800")]),
        ("Production", [("Voyages", "4900"), ("Administration", "6500"), ("Communication", "2400"), ("Assurance", "650")]),
        ("Imprévus", [("Imprévus", "2500")]),
    ),
    income=groups(
        ("Subventions", [("DRAC", "15000"), ("Région", "12000"), ("Ville", "6000")]),
        (
            "Autres",
            [("Coproductions", "24000"), ("Société civile", "5000"), ("Apport", "4400"), ("Reprise sur 20 dates", "12000")],
        ),
    ),
    plan=(
        s.Funding(name="DRAC", amount=D(15000), status="notifié", tone="firm", secured=True),
        s.Funding(name="Région", amount=D(12000), status="conventionné", tone="firm", secured=True),
        s.Funding(name="Ville", amount=D(6000), status="conventionné", tone="firm", secured=True),
        s.Funding(name="Coproductions", amount=D(24000), status="signé", tone="firm", secured=True),
        s.Funding(name="Société civile", amount=D(5000), status="notifié", tone="firm", secured=True),
        s.Funding(name="Apport", amount=D(4400), status="acquis", tone="firm", secured=True),
        s.Funding(name="À reprendre sur les cessions", amount=D(12000), status="7 dates sur 20", tone="open"),
    ),
    threshold=s.Threshold(price=D(2500), plateau=D(1686), management=D("202.32"), need=D(12000), dates=20, planned=14),
)
# What comes in and goes out in case 2, from September to May
CASE_2 = ((0, 380), (3000, 1030), (0, 7280), (27000, 3480), (7200, 12180), (0, 23080), (0, 12580), (22500, 8480), (10000, 3280))
CASE_2_CLOSINGS = (7820, 9790, 2510, 26030, 21050, -2030, -14610, -590, 6130)
MONTHS = tuple(date(2026 + (8 + rank) // 12, (8 + rank) % 12 + 1, 1) for rank in range(9))
TREASURY = s.Treasury(
    opening=D(8200),
    months=tuple(
        s.CashMonth(month=month, cash_in=D(into), cash_out=D(out)) for month, (into, out) in zip(MONTHS, CASE_2, strict=True)
    ),
)
TERMS = s.Terms(
    prices=(s.Price(name="Une représentation", amount=D(2500)), s.Price(name="Deux représentations", amount=D("4828.80"))),
    example=s.Example(
        title="Exemple : une date à 210 km",
        lines=(
            s.Price(name="Cession", amount=D(2500)),
            s.Price(name="Transport", amount=D(252)),
            s.Price(name="Nuits", amount=D(504)),
            s.Price(name="Repas", amount=D("289.80")),
        ),
        vat_rate=D("0.055"),
    ),
    notes=(s.StageNote(name="Technique", text="Prémontage lumière la veille."),),
    wanted="Six dates entre janvier et mars 2028.",
)


def png(width: int = 4, height: int = 4) -> bytes:
    """Return a small picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\0" + b"\xe8\xa3\x3d" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


WORK = s.Work(
    title="Ce que la mer rend",
    genre="Théâtre, dès 12 ans",
    author="Maud Kerlévan",
    creation="Création les 9, 10 et 11 mars 2027",
    pitch="Un matin de grande marée, la mer rend tout ce qu’un village lui avait confié.",
    credits=(s.Credit(role="Texte et mise en scène", names="Maud Kerlévan"),),
    intention=("Je suis née dans une ville où l’on règle sa montre sur un annuaire des marées.", "La pièce part de là."),
    pictures=(s.Picture(content=png(), alt="Croquis du dispositif", credit="© Théo Lanvaux"),),
)
TEAM = (
    s.Member(name="Maud Kerlévan", role="Mise en scène", bio="Elle a écrit _L’Heure du sel_ (2021)."),
    s.Member(name="Inès Corbaz"),
)
SCHEDULE = s.Schedule(
    rows=(
        s.TimelineRow(
            name="Résidences", bars=(s.Bar(since=date(2026, 11, 16), until=date(2026, 11, 27)),), dots=(date(2027, 3, 9),)
        ),
    ),
    steps=(s.Step(what="Résidence 1", since=date(2026, 11, 16), until=date(2026, 11, 27), status="confirmé", tone="firm"),),
    counts=(s.Count(name="confirmées", count=7, tone="firm"), s.Count(name="en option", count=13, tone="open")),
    goal=20,
)


def dossier(**changes: object) -> s.DossierData:
    """Return the full dossier, with some parts changed."""
    parts: dict[str, object] = {
        "company": COMPANY,
        "document": s.Document(kind="Dossier de production", version="3", issued=ISSUED),
        "work": WORK,
        "team": TEAM,
        "schedule": SCHEDULE,
        "budget": BUDGET,
        "terms": TERMS,
        "treasury": TREASURY,
        "contacts": (
            s.Contact(name="Camille Orsenne", role="Production", phone="06 39 98 10 21", email="production@lesmarees.example"),
        ),
    }
    return s.DossierData(**(parts | changes))  # type: ignore[arg-type]


def bare(title: str = "Sans titre encore") -> s.DossierData:
    """Return a dossier of which almost nothing is known."""
    return s.DossierData(
        company=s.Company(name="Compagnie Neuve"), document=s.Document(kind="Dossier", issued=ISSUED), work=s.Work(title=title)
    )


# ------------------------------------------------------------------ the workbook of case 1
HYPOTHESES = s.Hypotheses(
    dates=20,
    price=D(2500),
    management_rate=D("0.12"),
    vat_rate=D("0.055"),
    km=D(420),
    km_price=D("0.60"),
    people=7,
    nights=D(1),
    night_price=D(72),
    meals=D(2),
    meal_price=D("20.70"),
    sources=(("price", "prix arrondi, cas pratique 1"),),
)
PLATEAU = (
    s.PlateauLine(id="interpretes", label="Interprètes", number=D(5), gross=D(160), coefficient=D("1.55")),
    s.PlateauLine(
        id="technicien", label="Technicien", unit="heure", gross=D(20), coefficient=D("1.65"), quantities=(D(12), D(8))
    ),
    s.PlateauLine(id="usure", label="Usure", amounts=(D(50),)),
)
CREATION = (
    s.TeamLine(id="equipe", function="Régie", quantity=D(10), unit="jour", gross=D(100), coefficient=D("1.50"), destination="C"),
    s.ChargeLine(
        id="decor", label="Décor", quantity=D(2), unit_price=D("4500"), destination="D", account="604", source="devis n° 12"
    ),
    s.ChargeLine(id="reste", label="Reste de la création", unit_price=D(67900), destination="B", account="641"),
)
TOUR = (
    s.ChargeLine(
        id="tournee",
        label="Plateau",
        quantity=D(20),
        price_from="plateau",
        phase="exploitation",
        destination="A",
        account="641",
        variable=True,
    ),
    s.ChargeLine(
        id="gestion",
        label="Gestion",
        quantity=D(20),
        price_from="gestion",
        phase="exploitation",
        destination="I",
        account="622",
        variable=True,
    ),
)
ACQUIRED = (
    ("DRAC", 15000),
    ("Région", 12000),
    ("Ville", 6000),
    ("Coproductions", 24000),
    ("Société civile", 5000),
    ("Apport", 4400),
)
INCOME = (
    *(s.IncomeLine(id=name, label=name, kind="Aides", asked=D(sum_), status="notifie", account="74") for name, sum_ in ACQUIRED),
    s.IncomeLine(
        id="ventes", label="Cessions", kind="Ventes", quantity=D(20), price_from="prix", phase="exploitation", account="706",
        status="option", variable=True,
    ),
)  # fmt: skip
# S5: opening 8 000, contributions 80 % of net wages, paid the month after
WAGES = (1500, 1500, 3200, 3200, 1000, 1000, 0, 0, 2100, 1000, 800, 500)
OTHERS = (600, 900, 4200, 2900, 700, 500, 400, 400, 1100, 600, 500, 400)
S5_CLOSINGS = (5900, 14800, 6200, -2460, 780, 2067, 867, 467, 11615, 8335, 6235, 9695)


def amounts(**by_month: int) -> tuple[D, ...]:
    """Return twelve months of amounts: amounts(m2=12500)."""
    return tuple(D(by_month.get(f"m{rank}", 0)) for rank in range(1, 13))


S5 = s.CashPlan(
    start=date(2027, 1, 1),
    opening=D(8000),
    lines=(
        s.CashLine(
            id="subvention", label="Subvention", direction="in", funder="Région", amounts=amounts(m2=12500, m5=7500, m12=5000)
        ),
        s.CashLine(id="cessions", label="Cessions", direction="in", amounts=amounts(m6=3587, m9=14348)),
        s.CashLine(id="salaires", label="Salaires nets", direction="out", amounts=tuple(map(D, WAGES))),
        s.CashLine(id="cotisations", label="Cotisations", direction="out", base="salaires", rate=D("0.8")),
        s.CashLine(id="autres", label="Autres", direction="out", amounts=tuple(map(D, OTHERS))),
    ),
)


def workbook(**changes: object) -> s.WorkbookData:
    """Return the workbook of case 1 with the cash of S5, with some parts changed."""
    parts: dict[str, object] = {
        "title": "Ce que la mer rend",
        "organisation": "Compagnie Les Marées",
        "issued": ISSUED,
        "version": "3",
        "hypotheses": HYPOTHESES,
        "team": CREATION[:1],
        "charges": (*CREATION[1:], *TOUR),
        "plateau": PLATEAU,
        "income": INCOME,
        "cash": S5,
    }
    return s.WorkbookData(**(parts | changes))  # type: ignore[arg-type]


# two dates of the tour at the Môle, one at the Citadelle; nights and meals charged, a journey borne
TRAVEL = (
    s.TravelLine(
        id="train",
        label="Train Lyon – Brest",
        kind="Trajet",
        ref="D1",
        on=date(2027, 3, 12),
        place="Le Môle",
        quantity=D(7),
        unit="billet",
        unit_price=D("88.40"),
        tax="TTC",
        vat_rate=D("0.10"),
        account="6251",
        source="devis SNCF du 3 novembre",
    ),
    s.TravelLine(
        id="nuits",
        label="Chambres",
        kind="Nuit",
        ref="D1",
        quantity=D(14),
        unit="nuit",
        unit_price=D(72),
        mode="forfait",
        account="6251",
    ),
    s.TravelLine(
        id="repas",
        label="Repas",
        kind="Repas",
        quantity=D(280),
        unit="repas",
        unit_price=D("20.70"),
        mode="reel",
        variable=True,
        account="6251",
    ),
    s.TravelLine(id="hotel", label="Hôtel du lieu", kind="Nuit", ref="D3", quantity=D(7), unit="nuit", mode="fourni"),
    s.TravelLine(id="reperage", label="Repérage", quantity=D(1), unit_price=D(140), phase="creation"),
)
TOUR_DATES = (
    s.TourLine(
        id="a1",
        ref="D1",
        on=date(2027, 3, 12),
        venue="Le Môle",
        city="Port-Cassel",
        contract="cession",
        status="signe",
        price=D(2500),
        others=D("131.88"),
        income="deal-mole",
    ),
    s.TourLine(
        id="a2",
        ref="D2",
        on=date(2027, 3, 13),
        venue="Le Môle",
        city="Port-Cassel",
        contract="cession",
        status="signe",
        rank=2,
        price=D(2125),
        income="deal-mole",
    ),
    s.TourLine(id="a3", ref="D3", on=date(2027, 4, 2), venue="La Citadelle", status="option", price=None),
)
SOLD = s.IncomeLine(
    id="deal-mole", label="Le Môle", kind="Ventes", price_from="tournee", status="signe", phase="exploitation", account="7062"
)
RECHARGED = s.IncomeLine(
    id="vhr",
    label="VHR refacturés",
    kind="Ventes",
    quantity=D(1),
    price_from="vhr",
    status="signe",
    phase="exploitation",
    account="7085",
)
SCENARIOS = (
    s.ScenarioLine(label="Basse", dates=14, charges=D("0.05"), hoped=D(0), filling=D("0.9")),
    s.ScenarioLine(label="Centrale", dates=20),
    s.ScenarioLine(label="Haute", dates=26, charges=D("-0.02")),
)
VERSIONS = (
    s.VersionLine(number="1", name="Dépôt DRAC", on=date(2026, 9, 14), author="Camille Orsenne", sent_to="DRAC", reason="dépôt"),
)


def toured(**changes: object) -> s.WorkbookData:
    """Return the workbook of case 1 with travel, a tour, scenarios and a version."""
    parts: dict[str, object] = {
        "production": "01890a5d-ac96-774b-bcce-b302099a8057",
        "travel": TRAVEL,
        "tour": TOUR_DATES,
        "income": (*INCOME, SOLD, RECHARGED),
        "scenarios": SCENARIOS,
        "versions": VERSIONS,
    }
    return workbook(**(parts | changes))
