"""What may be done to the interview: answer, ask for something, compare quotes, put a need in the budget, join a paper."""

from datetime import date
from typing import Any

from filage.core import files, uploads
from filage.core.changes import ChangeSet
from filage.core.journal import JournalEntry
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.enums import Destination, ExpenseStatus, Side
from filage.desks.budget.models import Line
from filage.productions.enums import CostSource, InterviewTopic, NeedKind, Phase
from filage.productions.models import Answer, Attachment, Need, Production, Quote
from filage.productions.operations import next_rank, remove

MOST_QUOTES = 6  # beside one another, more cannot be read
FOLLOWED = {"label": "label", "unit": "unit", "quantity": "quantity", "unit_cost": "unit_price"}  # need -> line
STATUS = {
    CostSource.ESTIMATION: ExpenseStatus.ESTIME,
    CostSource.DEVIS: ExpenseStatus.DEVIS,
    CostSource.ACCORD: ExpenseStatus.DEVIS,
}
DESTINATION = {
    NeedKind.HUMAIN: Destination.B,
    NeedKind.TECHNIQUE: Destination.D,
    NeedKind.LOGISTIQUE: Destination.F,
    NeedKind.FINANCIER: Destination.I,
}


def write_answer(production: Production, topic: InterviewTopic, *, text: str, open_point: str, by: Any) -> Answer:
    """Keep what is said of one side of the project, and what is still open there."""
    permissions.refuse_unless_editor(by, production)
    label = InterviewTopic(topic).label
    rows = Answer.objects.within(production.organisation_id)
    known = rows.filter(production=production, topic=topic).first()
    if known is not None:
        ChangeSet.on(known, text=text, open_point=open_point).apply(by=by, why=f"entretien : {label}")
        return known
    made = Answer(
        organisation_id=production.organisation_id,
        production=production,
        topic=topic,
        text=text,
        open_point=open_point,
        rank=next_rank(rows),
    )
    ChangeSet.create(made).apply(by=by, why=f"entretien : {label}")
    return made


def add_need(production: Production, *, topic: str = "", by: Any, **fields: Any) -> Need:
    """Write what an answer asks for; its side of the interview is opened when nothing was said there yet."""
    permissions.refuse_unless_editor(by, production)
    organisation = production.organisation_id
    answer, whole = None, ChangeSet()
    if topic:
        rows = Answer.objects.within(organisation)
        answer = rows.filter(production=production, topic=topic).first()
        if answer is None:
            answer = Answer(organisation_id=organisation, production=production, topic=topic, rank=next_rank(rows))
            whole += ChangeSet.create(answer)
    rank = next_rank(Need.objects.within(organisation))
    need = Need(organisation_id=organisation, production=production, answer=answer, rank=rank, **fields)
    (whole + ChangeSet.create(need)).apply(by=by, why=f"besoin « {need.label} »")
    return need


def change_need(need: Need, *, by: Any, **fields: Any) -> JournalEntry | None:
    """Change a need; the budget lines made from it follow, except what somebody changed on the line itself."""
    permissions.refuse_unless_editor(by, need.production)
    return _changed(need, **fields).apply(by=by, why=f"besoin « {need.label} »")


def remove_need(need: Need, *, by: Any) -> JournalEntry | None:
    """Delete a need with its quotes; Refusal while a budget line is made from it."""
    permissions.refuse_unless_editor(by, need.production)
    return remove(need, by=by)


def budget_need(need: Need, *, phase: Phase = Phase.CREATION, by: Any) -> Line:
    """Make a budget line from a need, linked to it; Refusal when there is one already."""
    permissions.refuse_unless_editor(by, need.production)
    if need.budget_lines.exists():
        raise Refusal(f"« {need.label} » est déjà au budget.")
    line = Line(
        organisation_id=need.organisation_id,
        production=need.production,
        rank=next_rank(Line.objects.within(need.organisation_id).filter(production=need.production)),
        side=Side.CHARGE,
        phase=phase,
        destination=DESTINATION[NeedKind(need.kind)],
        status=STATUS[CostSource(need.cost_source)],
        need=need,
        source=_source(need),
        **{line: _value(need, name) for name, line in FOLLOWED.items()},
    )
    ChangeSet.create(line).apply(by=by, why=f"besoin « {need.label} » au budget")
    return line


def add_quote(need: Need, *, by: Any, **fields: Any) -> Quote:
    """Set a quote beside the others of a need."""
    permissions.refuse_unless_editor(by, need.production)
    if need.quotes.count() >= MOST_QUOTES:
        raise Refusal(f"{MOST_QUOTES} devis au plus se lisent côte à côte : supprimez celui qui ne compte plus.")
    rank = next_rank(Quote.objects.within(need.organisation_id))
    quote = Quote(organisation_id=need.organisation_id, need=need, rank=rank, **fields)
    ChangeSet.create(quote).apply(by=by, why=f"devis {quote.supplier} pour « {need.label} »")
    return quote


def remove_quote(quote: Quote, *, by: Any) -> JournalEntry | None:
    """Take a quote away; the cost it gave to the need stays."""
    permissions.refuse_unless_editor(by, quote.need.production)
    return ChangeSet.delete(quote).apply(by=by, why=f"{quote} retiré")


def choose_quote(quote: Quote, *, by: Any) -> JournalEntry | None:
    """Choose a quote: its cost becomes that of the need, and of the budget line that follows it."""
    permissions.refuse_unless_editor(by, quote.need.production)
    if quote.unit_cost is None:
        raise Refusal(f"Le devis {quote.supplier} n’a pas de prix : écrivez-le avant de le retenir.")
    whole = ChangeSet.on(quote, chosen=True)
    for other in quote.need.quotes.filter(chosen=True).exclude(pk=quote.pk):
        whole += ChangeSet.on(other, chosen=False)
    whole += _changed(quote.need, unit_cost=quote.unit_cost, cost_source=CostSource.DEVIS)
    for line in quote.need.budget_lines.all():
        whole += ChangeSet.on(line, source=_quoted(quote), status=line.status if line.status != ExpenseStatus.ESTIME else "devis")
    return whole.apply(by=by, why=f"{quote} retenu pour « {quote.need.label} »")


def attach(production: Production, *, kind: str, name: str, content: bytes, on: date, by: Any) -> Attachment:
    """Join a paper to a project; Refusal when the file is too big, or not of a kind that is kept."""
    permissions.refuse_unless_editor(by, production)
    found = uploads.recognised(name, content)
    kept = files.store(production.organisation, name, content, found.media_type)
    paper = Attachment(
        organisation_id=production.organisation_id,
        production=production,
        rank=next_rank(Attachment.objects.within(production.organisation_id)),
        kind=kind,
        **kept.facts,
        added_on=on,
    )
    ChangeSet.create(paper).apply(by=by, why=f"pièce « {paper.name} » jointe")
    return paper


def detach(paper: Attachment, *, by: Any) -> JournalEntry | None:
    """Take a paper away from a project; undo gives it back, since its bytes stay."""
    permissions.refuse_unless_editor(by, paper.production)
    return ChangeSet.delete(paper).apply(by=by, why=f"pièce « {paper.name} » retirée")


def _changed(need: Need, **fields: Any) -> ChangeSet:
    """Return the change of a need, and that of its lines where they still say what it said."""
    whole = ChangeSet.on(need, **fields)
    for line in need.budget_lines.all():
        same = {
            mine: fields[name] for name, mine in FOLLOWED.items() if name in fields and getattr(line, mine) == _value(need, name)
        }
        if "quantity" in same and same["quantity"] is None:
            same["quantity"] = 1
        whole += ChangeSet.on(line, **same)
    return whole


def _value(need: Need, name: str) -> Any:
    value = getattr(need, name)
    return 1 if name == "quantity" and value is None else value


def _source(need: Need) -> str:
    chosen = need.quotes.filter(chosen=True).first()
    return _quoted(chosen) if chosen else need.origin[:200]


def _quoted(quote: Quote) -> str:
    return " ".join(filter(None, ["Devis", quote.supplier, quote.reference]))[:200]
