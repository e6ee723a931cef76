"""What may be done to the text of a contract: move it on, sign it, rewrite a clause, annex a sheet, begin a deal."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from filage.core import received, stages, uploads
from filage.core.changes import ChangeSet, Conflict
from filage.core.journal import JournalEntry
from filage.core.received import Upload
from filage.core.refusal import Refusal
from filage.core.stages import Transition
from filage.desks.contracts.enums import AgreementStage, SignedKind
from filage.desks.contracts.models import Agreement, ClauseEdit, SignedCopy, Term
from filage.desks.contracts.queries.agreements import FOLLOWS, stage_of
from filage.productions.enums import LIVE, AttachmentKind, DateStatus, DealKind, DealStage
from filage.productions.models import Activity, Attachment, Deal, Production, Structure
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.rules.contracts import terms

PROJET, ENVOYE, NEGOCIATION, ACCORDE, SIGNE, EXECUTE, AVENANT, REPORTE, ANNULE = AgreementStage
ROADS: Mapping[AgreementStage, tuple[AgreementStage, ...]] = {
    PROJET: (ENVOYE, NEGOCIATION, ACCORDE, SIGNE, ANNULE),
    ENVOYE: (NEGOCIATION, ACCORDE, SIGNE, PROJET, ANNULE),
    NEGOCIATION: (ENVOYE, ACCORDE, SIGNE, PROJET, ANNULE),
    ACCORDE: (NEGOCIATION, SIGNE, ENVOYE, ANNULE),
    SIGNE: (EXECUTE, AVENANT, REPORTE, ANNULE),
    EXECUTE: (AVENANT,),
    AVENANT: (SIGNE, ANNULE),
    REPORTE: (AVENANT, SIGNE, ANNULE),
    ANNULE: (PROJET,),
}
GESTURES = {
    PROJET: "Revenir au projet",
    ENVOYE: "Envoyé",
    NEGOCIATION: "En négociation",
    ACCORDE: "Accordé",
    SIGNE: "Signé",
    EXECUTE: "Exécuté",
    AVENANT: "Préparer un avenant",
    REPORTE: "Reporté",
    ANNULE: "Annulé",
}
DEALT = {stage: deal for deal, held in FOLLOWS.items() for stage in held}


def plug() -> None:
    """Declare the stages of the text of a contract."""
    roads = [Transition(source, target) for source, targets in ROADS.items() for target in targets]
    stages.declare("agreement", on="contracts.Agreement.stage", states=AgreementStage.choices, transitions=roads)


def kept(deal: Deal) -> tuple[Agreement, ChangeSet]:
    """Return what is kept of the text of a deal, made where nothing was, at the stage of its deal."""
    found = Agreement.objects.within(deal.organisation_id).filter(deal=deal).first()
    if found is None:
        rank = next_rank(Agreement.objects.within(deal.organisation_id))
        made = Agreement(organisation_id=deal.organisation_id, deal=deal, stage=stage_of(deal, None), rank=rank)
        return made, ChangeSet.create(made)
    if (now := stage_of(deal, found)) != found.stage:
        return found, ChangeSet.on(found, stage=now)
    return found, ChangeSet()


def targets(deal: Deal, agreement: Agreement | None) -> list[tuple[str, str]]:
    """Return where the text of a deal may go from where it stands: code and gesture; being signed has its own page."""
    return [(each.value, GESTURES[each]) for each in ROADS[stage_of(deal, agreement)] if each is not SIGNE]


def move(deal: Deal, to: str, *, by: Any, on: date, reason: str = "") -> JournalEntry | None:
    """Bring the text of a contract to a stage: its deal and its dates follow. Refusal when no step leads there."""
    refuse_unless_editor(by, deal.production)
    if to not in AgreementStage.values:
        raise Refusal("Cette étape n’existe pas.")
    why = f"contrat « {deal} » : {AgreementStage(to).label}" + (f" ({reason.strip()})" if reason.strip() else "")
    return moved(deal, AgreementStage(to), on=on).apply(by=by, why=why[:300])


def moved(deal: Deal, to: AgreementStage, *, on: date) -> ChangeSet:
    """Return the changes that bring the text of a contract, its deal and its dates to a stage."""
    return _moved(deal, *kept(deal), to, on=on)


def _moved(deal: Deal, agreement: Agreement, begun: ChangeSet, to: AgreementStage, *, on: date) -> ChangeSet:
    now = stage_of(deal, agreement)
    if to not in ROADS[now]:
        possible = ", ".join(each.label for each in ROADS[now])
        raise Refusal(f"« {deal} » ne passe pas de « {now.label} » à « {to.label} » ; depuis cette étape : {possible}.")
    days = {ENVOYE: {"sent_on": on}, SIGNE: {"signed_on": on}}.get(to, {})
    changes = _written(agreement, begun, stage=to, **days)
    if deal.stage != DEALT[to]:
        changes += stages.step(deal, DEALT[to])
    return changes + _signed_dates(deal) if to is SIGNE else changes


def fallen(deal: Deal, to: str) -> ChangeSet:
    """Return what a cancelled (« annule ») or postponed (« reporte ») deal does to its text; its deal and dates are not moved."""
    agreement, begun = kept(deal)
    return begun if agreement.stage == to else _written(agreement, begun, stage=AgreementStage(to))


def _written(agreement: Agreement, begun: ChangeSet, **fields: Any) -> ChangeSet:
    """Return the change of an agreement, together with its making when it is new."""
    fields = {name: value for name, value in fields.items() if getattr(agreement, name) != value}
    if not begun or begun.changes[0].field:
        return ChangeSet.on(agreement, **fields)
    for name, value in fields.items():
        setattr(agreement, name, value)
    return ChangeSet.create(agreement)


def _signed_dates(deal: Deal) -> ChangeSet:
    changes = ChangeSet()
    for activity in deal.performances.filter(status=DateStatus.CONFIRME):
        changes += stages.step(activity, DateStatus.SIGNE)
    return changes


def lacks(deal: Deal) -> tuple[str, ...]:
    """Return the terms that a deal must say before it is signed and does not, as its form calls them."""
    values = dict(Term.objects.within(deal.organisation_id).filter(deal=deal).values_list("code", "value"))
    absent = terms.missing(deal.kind, {name: getattr(deal, name) for name in terms.kinds()[deal.kind].amounts}, values)
    return tuple(terms.catalogue()[code].label for code in absent if code in terms.catalogue())


def sign(deal: Deal, *, name: str, content: bytes, signed_on: date, by: Any, on: date, note: str = "") -> SignedCopy:
    """Keep the signed copy of a contract with the imprint of its bytes, and bring everything to « signé ».

    An amendment on its way is signed the same way. Refusal when a term due is missing, or when the file is not a signed paper.
    """
    refuse_unless_editor(by, deal.production)
    if signed_on > on:
        raise Refusal(f"Un contrat ne se signe pas dans l’avenir : nous sommes le {on:%d/%m/%Y}.")
    if absent := lacks(deal):
        raise Refusal(f"Contrat non signé, il manque : {', '.join(each.lower() for each in absent)}.")
    agreement, begun = kept(deal)
    now = AgreementStage(agreement.stage)
    amended = now is AVENANT
    if now is SIGNE:  # a date was signed elsewhere: only its paper was awaited
        changes = _written(agreement, begun, signed_on=signed_on)
    else:
        changes = _moved(deal, agreement, begun, SIGNE, on=signed_on)
    paper = _attached(deal, name, content, AttachmentKind.SIGNE, on, received.SHOWN)
    copy = SignedCopy(
        organisation_id=deal.organisation_id,
        agreement=agreement,
        kind=SignedKind.AVENANT if amended else SignedKind.CONTRAT,
        attachment=paper,
        sha256=paper.sha256,
        signed_on=signed_on,
        note=note,
        rank=next_rank(SignedCopy.objects.within(deal.organisation_id)),
    )
    whole = changes + ChangeSet.create(paper) + ChangeSet.create(copy)
    whole.apply(by=by, why=f"contrat « {deal} » signé"[:300])
    return copy


def annex(deal: Deal, *, name: str, content: bytes, by: Any, on: date) -> Attachment:
    """Annex a technical sheet to a contract: a PDF that only shows pages."""
    refuse_unless_editor(by, deal.production)
    paper = _attached(deal, name, content, AttachmentKind.FICHE, on, (uploads.PDF,))
    agreement, begun = kept(deal)
    changes = ChangeSet.create(paper) + _written(agreement, begun, technical_sheet=paper)
    changes.apply(by=by, why=f"fiche technique « {paper.name} » annexée")
    return paper


def settle(deal: Deal, *, by: Any, **fields: Any) -> JournalEntry | None:
    """Write what the text of a contract depends on: its language, its annexes, the note of its negotiation."""
    refuse_unless_editor(by, deal.production)
    agreement, begun = kept(deal)
    return _written(agreement, begun, **fields).apply(by=by, why=f"contrat « {deal} »")


def _attached(
    deal: Deal, name: str, content: bytes, kind: AttachmentKind, on: date, wanted: Sequence[uploads.Format]
) -> Attachment:
    stored = received.keep(deal.production.organisation, Upload(name, content), wanted)
    return Attachment(
        organisation_id=deal.organisation_id,
        production=deal.production,
        rank=next_rank(Attachment.objects.within(deal.organisation_id)),
        kind=kind,
        **stored.facts,
        added_on=on,
    )


def rewrite(deal: Deal, topic: str, text: str, *, seen: str | None, by: Any, on: date, reason: str = "") -> JournalEntry | None:
    """Rewrite a clause of a contract; `seen` is the text by hand that the user saw, None when it was still the library's.

    Conflict when somebody rewrote it first: it says who, and nothing is lost. An empty text strikes the clause out.
    """
    refuse_unless_editor(by, deal.production)
    agreement, begun = kept(deal)
    found = None if begun and not begun.changes[0].field else agreement.edits.filter(topic=topic).select_related("by").first()
    why = f"clause « {topic} » réécrite" + (f" : {reason.strip()}" if reason.strip() else "")
    if (found.text if found is not None else None) != seen:
        raise Conflict(_overtaken(found))
    if found is not None:
        return ChangeSet.on(found, text=text, reason=reason, on=on, by=by).apply(by=by, why=why[:300])
    made = ClauseEdit(
        organisation_id=deal.organisation_id,
        agreement=agreement,
        topic=topic,
        text=text,
        reason=reason,
        on=on,
        by=by,
        rank=next_rank(ClauseEdit.objects.within(deal.organisation_id)),
    )
    return (begun + ChangeSet.create(made)).apply(by=by, why=why[:300])


def _overtaken(found: ClauseEdit | None) -> str:
    if found is None:
        return "Cette clause vient d’être rétablie par quelqu’un d’autre : votre texte est gardé ci-dessous, relisez-le."
    who = (found.by.name or found.by.email) if found.by is not None else "quelqu’un d’autre"
    now = timezone.localdate() == found.on
    return (
        f"Cette clause a été réécrite par {who}{'' if now else f' le {found.on:%d/%m/%Y}'} pendant que vous l’écriviez. "
        "Son texte est montré à côté du vôtre : reprenez ce que vous gardez, puis enregistrez."
    )


def reset(deal: Deal, topic: str, *, by: Any) -> JournalEntry | None:
    """Give a clause its text of the library again."""
    refuse_unless_editor(by, deal.production)
    found = ClauseEdit.objects.within(deal.organisation_id).filter(agreement__deal=deal, topic=topic).first()
    return None if found is None else ChangeSet.delete(found).apply(by=by, why=f"clause « {topic} » rétablie")


def begin(
    production: Production, *, kind: str, partner: Structure | None, label: str, activities: Iterable[Activity] = (), by: Any
) -> Deal:
    """Begin a deal of a production, for the dates that are given with it."""
    refuse_unless_editor(by, production)
    deal = Deal(
        organisation_id=production.organisation_id,
        production=production,
        partner=partner,
        kind=DealKind(kind),
        label=label.strip(),
        stage=DealStage.PROPOSE,
        rank=next_rank(Deal.objects.within(production.organisation_id)),
    )
    changes = ChangeSet.create(deal)
    for activity in activities:
        if activity.status not in LIVE or activity.deal_id is not None:
            raise Refusal("Cette date est tombée, ou elle a déjà ses conditions : ouvrez-les.")
        changes += ChangeSet.on(activity, deal=deal)
    changes.apply(by=by, why=f"{DealKind(kind).label} « {deal} » commencée"[:300])
    return deal
