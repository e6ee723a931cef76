"""What may be done to a financing plan: ask a funder, move it to its next status, plan what it pays, follow its papers."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import Max

from filage.core import blocking, stages
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.rails.types import Act
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.enums import SECURED, Destination, IncomeStatus, PaperKind, Side, VatHandling
from filage.desks.budget.models import FundingPaper, Line, Payment
from filage.desks.budget.queries.funding import account_of
from filage.productions.enums import FunderKind, Phase, StructureKind
from filage.productions.models import Attachment, Production, Structure
from filage.rules.funding.catalogue import known_aid

ORDER = [status for status in IncomeStatus if status != IncomeStatus.REFUSE]
HUNDRED = Decimal(100)
WHOLE = Decimal(1)


def _steps() -> list[stages.Transition]:
    """Return the steps between statuses: forward as far as one likes, one back, refused from anywhere before the money."""
    asked = {IncomeStatus.IDEE: Act.DEMANDER}  # leaving the idea is asking
    forward = [stages.Transition(one, two, act=asked.get(one)) for rank, one in enumerate(ORDER) for two in ORDER[rank + 1 :]]
    back = [stages.Transition(two, one) for one, two in pairwise(ORDER)]
    refused = [stages.Transition(one, IncomeStatus.REFUSE) for one in ORDER[:-1]]
    again = [
        stages.Transition(IncomeStatus.REFUSE, IncomeStatus.IDEE),
        stages.Transition(IncomeStatus.REFUSE, IncomeStatus.DEMANDE),
    ]
    return [*forward, *back, *refused, *again]


def plug() -> None:
    """Declare the statuses of an income, once."""
    stages.declare("funding", on="budget.Line.status", states=IncomeStatus.choices, transitions=_steps())


def held_back(line: Line, to: str) -> str:
    """Return why a funder may not be asked, when a finding holds it back; nothing when typing its status asks nobody."""
    if line.side != Side.PRODUIT or line.status != IncomeStatus.IDEE or to in (IncomeStatus.IDEE, IncomeStatus.REFUSE, ""):
        return ""
    try:
        blocking.refuse_if_held(Act.DEMANDER, line)
    except Refusal as refusal:
        return str(refusal)
    return ""


def add_funder(
    production: Production,
    *,
    structure: Structure | None,
    name: str,
    kind: str,
    label: str,
    amount: Decimal | None,
    status: str,
    by: Any,
) -> Line:
    """Put a funder in the plan: a structure of the directory, or a new one known by its name; return its line."""
    permissions.refuse_unless_editor(by, production)
    changes = ChangeSet()
    if structure is None:
        if not name.strip():
            raise Refusal("Choisissez un financeur du répertoire, ou écrivez le nom d’un nouveau.")
        structure = Structure(
            organisation_id=production.organisation_id,
            name=name.strip(),
            kind=StructureKind.FINANCEUR if kind else StructureKind.AUTRE,
            funder_kind=FunderKind(kind) if kind else "",
        )
        changes += ChangeSet.create(structure)
    rows = Line.objects.within(production.organisation_id).filter(production=production)
    line = Line(
        organisation_id=production.organisation_id,
        production=production,
        side=Side.PRODUIT,
        phase=Phase.CREATION,
        destination=Destination.P,
        label=label.strip() or structure.name,
        account=account_of(structure.funder_kind),
        unit_price=amount,
        vat_handling=VatHandling.SANS,
        funder=structure,
        status=IncomeStatus(status),
        rank=(rows.aggregate(last=Max("rank"))["last"] or 0) + 1,
    )
    (changes + ChangeSet.create(line)).apply(by=by, why=f"financeur « {line.label} » au plan")
    return line


def advance(line: Line, to: str, *, by: Any, obtained: Decimal | None = None) -> JournalEntry | None:
    """Move a funder to a status; the sum it grants in writing becomes that of the line, and what was asked is kept."""
    permissions.refuse_unless_editor(by, line.production)
    before = line.quantity * line.unit_price if line.unit_price is not None else None
    changes = _to(line, to)
    granted = obtained if to in SECURED else None
    if granted is not None and granted < 0:
        raise Refusal("Une somme accordée n’est pas négative.")
    if granted is not None and granted != before:
        asked = line.asked if line.asked is not None else before
        changes += ChangeSet.on(line, unit_price=granted, quantity=WHOLE, unit="", asked=asked)
    return changes.apply(by=by, why=f"{line.label} : {IncomeStatus(to).label.lower()}")


def _to(line: Line, to: str) -> ChangeSet:
    """Return the change of status; a line typed without any may take whichever."""
    if line.status:
        return stages.step(line, to) if to != line.status else ChangeSet()
    return ChangeSet.on(line, status=IncomeStatus(to))


def name_aid(line: Line, *, aid: str, eligible_base: Decimal | None, by: Any) -> JournalEntry | None:
    """Say which aid of the catalogue a line is, and what its request counts as eligible."""
    permissions.refuse_unless_editor(by, line.production)
    if aid and known_aid(aid) is None:
        raise Refusal("Cette aide n’est pas au catalogue : choisissez-en une de la liste.")
    changes = ChangeSet.on(line, aid=aid, eligible_base=eligible_base)
    return changes.apply(by=by, why=f"{line.label} : {known_aid(aid).name if aid else 'hors catalogue'}")  # type: ignore[union-attr]


def add_payment(line: Line, *, on: date, amount: Decimal | None, share: Decimal | None, paid: bool = False, by: Any) -> Payment:
    """Plan one payment of a funder: a sum, or a share of the line in percent."""
    permissions.refuse_unless_editor(by, line.production)
    if (amount is None) == (share is None):
        raise Refusal("Un versement porte un montant ou une part en %, l’un des deux.")
    if (amount or share or 0) <= 0 or (share is not None and share > HUNDRED):
        raise Refusal("Un versement est positif, et une part ne dépasse pas 100 %.")
    made = Payment(organisation_id=line.organisation_id, line=line, on=on, amount=amount, share=share, paid=paid)
    ChangeSet.create(made).apply(by=by, why=f"{line.label} : versement prévu")
    return made


def receive(payment: Payment, *, paid: bool, by: Any) -> JournalEntry | None:
    """Say that a payment came, or that it did not."""
    permissions.refuse_unless_editor(by, payment.line.production)
    said = "versement reçu" if paid else "versement attendu"
    return ChangeSet.on(payment, paid=paid).apply(by=by, why=f"{payment.line.label} : {said}")


def drop_payment(payment: Payment, *, by: Any) -> JournalEntry | None:
    """Take a payment away; Refusal when it was paid."""
    permissions.refuse_unless_editor(by, payment.line.production)
    if payment.paid:
        raise Refusal("Ce versement est reçu : dites d’abord qu’il ne l’est pas.")
    return ChangeSet.delete(payment).apply(by=by, why=f"{payment.line.label} : versement retiré")


def add_paper(
    line: Line,
    *,
    kind: str,
    reference: str,
    due_on: date | None,
    done_on: date | None,
    attachment: Attachment | None = None,
    by: Any,
) -> FundingPaper:
    """Follow a letter or a paper of a funder: its deadline, the day it was sent or received, the file joined to the project."""
    permissions.refuse_unless_editor(by, line.production)
    if due_on is None and done_on is None:
        raise Refusal("Dites quand la pièce est attendue, ou quand elle a été envoyée ou reçue.")
    made = FundingPaper(
        organisation_id=line.organisation_id,
        line=line,
        kind=PaperKind(kind),
        reference=reference.strip(),
        due_on=due_on,
        done_on=done_on,
        attachment=attachment,
    )
    ChangeSet.create(made).apply(by=by, why=f"{line.label} : {PaperKind(kind).label}")
    return made


def settle(paper: FundingPaper, *, on: date, by: Any) -> JournalEntry | None:
    """Say that a paper was sent or received on a day."""
    permissions.refuse_unless_editor(by, paper.line.production)
    return ChangeSet.on(paper, done_on=on).apply(by=by, why=f"{paper.line.label} : {paper.get_kind_display()}")


def drop_paper(paper: FundingPaper, *, by: Any) -> JournalEntry | None:
    """Take a paper away from the plan."""
    permissions.refuse_unless_editor(by, paper.line.production)
    return ChangeSet.delete(paper).apply(by=by, why=f"{paper.line.label} : pièce retirée")
