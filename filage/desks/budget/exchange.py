"""What of the budget travels in the Filage file, under which French key."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NotRequired, TypedDict

from filage.core.rails.exchange import Field, Problem, Row, Table, fields, provide
from filage.desks.budget import enums, models


class Sum(TypedDict):
    """A side of a frozen budget: what is known of it, and how many amounts are not."""

    known: Decimal
    unknown: int


class FrozenBudget(TypedDict):
    """The totals of a phase."""

    expense: Sum
    income: Sum
    secured: NotRequired[Sum]
    need: NotRequired[Decimal | None]


class FrozenLine(TypedDict):
    """A line as it stood."""

    key: str
    label: str
    side: str
    phase: str
    destination: str
    amount: Decimal | None


class Frozen(TypedDict, total=False):
    """What a version holds."""

    budgets: dict[str, FrozenBudget]
    lines: list[FrozenLine]


PERCENT = Decimal(100)
FIRST_YEAR, LAST_YEAR = 1950, 2100


def _status_of_the_side(row: Row) -> Iterator[Problem]:
    known = enums.ExpenseStatus if row["side"] == enums.Side.CHARGE else enums.IncomeStatus
    if row["status"] and row["status"] not in known.values:
        yield "statut", f"ne vaut rien pour un {row['side']} : choisissez parmi {', '.join(known.values)}"


def _fiscal_year(row: Row) -> Iterator[Problem]:
    if not FIRST_YEAR <= row["fiscal_year"] <= LAST_YEAR:
        yield "exercice", f"{row['fiscal_year']} est hors des bornes : de {FIRST_YEAR} à {LAST_YEAR}"


def _amount_or_share(row: Row) -> Iterator[Problem]:
    if (row["amount"] is None) == (row["share"] is None):
        yield "montant", "un paiement porte un montant ou une part, l’un des deux seulement"


LINES = Table(
    model=models.Line,
    key="lignes",
    noun="une ligne de budget",
    production="production",
    fields=fields(
        production="production",
        sens="side",
        phase="phase",
        libelle="label",
        destination="destination",
        compte="account",
        quantite="quantity",
        unite="unit",
        prix_unitaire="unit_price",
        par_representation="per_performance",
        activite=Field(attribute="activity", same="production"),
        prise_en_charge="hosting",
        tva="vat_handling",
        taux_tva=Field(attribute="vat_rate", largest=PERCENT),
        aide="aid",
        assiette="eligible_base",
        demande="asked",
        financeur="funder",
        nature="nature",
        statut="status",
        date="on",
        contrat=Field(attribute="deal", same="production"),
        besoin=Field(attribute="need", same="production"),
        source="source",
        commentaire="comment",
    ),
    checks=(_status_of_the_side,),
)
YEARS = Table(
    model=models.LineYear,
    key="annees",
    noun="une part d’exercice",
    parent="line",
    fields=fields(exercice="fiscal_year", montant="amount"),
    checks=(_fiscal_year,),
)
PAYMENTS = Table(
    model=models.Payment,
    key="paiements",
    noun="un paiement",
    parent="line",
    fields=fields(date="on", montant="amount", part=Field(attribute="share", largest=PERCENT), fait="paid"),
    checks=(_amount_or_share,),
)
PAPERS = Table(
    model=models.FundingPaper,
    key="courriers",
    noun="une pièce d’un financeur",
    parent="line",
    fields=fields(type="kind", reference="reference", attendu_le="due_on", fait_le="done_on", piece="attachment"),
)
HYPOTHESES = Table(
    model=models.Hypothesis,
    key="hypotheses",
    noun="une hypothèse",
    production="production",
    unique=(("production", "code"),),
    fields=fields(production="production", code="code", valeur=Field(attribute="value", signed=True), date="on", source="source"),
)
VERSIONS = Table(
    model=models.Version,
    key="versions",
    noun="une version figée",
    production="production",
    fields=fields(
        production="production",
        numero="number",
        nom="name",
        fige_le="frozen_on",
        destinataire="sent_to",
        donnees=Field(attribute="data", like=Frozen),
    ),
)

CONTRIBUTIONS = Table(
    model=models.Contribution,
    key="contributions",
    noun="une ligne proposée par un poste",
    production="production",
    fields=fields(
        production="production",
        poste="post",
        auteur="author",
        libelle="label",
        quantite="quantity",
        unite="unit",
        prix_unitaire="unit_price",
        note="note",
        etat="state",
        motif="reason",
        ligne=Field(attribute="line", same="production"),
        proposee_le="proposed_on",
    ),
)

provide(LINES, YEARS, PAYMENTS, PAPERS, HYPOTHESES, VERSIONS, CONTRIBUTIONS)
