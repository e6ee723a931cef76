"""Makes the papers of several deals by a task that says how far it is; a refusal is kept with its reason, the others go on."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from filage.core import archive, files
from filage.core.archive import Prepared, Produced
from filage.core.rails import season as seasons
from filage.core.refusal import Refusal
from filage.desks.contracts.models import PaperBatch
from filage.desks.contracts.queries.batches import LABELS
from filage.productions.models import Deal, Production
from filage.productions.operations import refuse_unless_editor

MOST = 500  # deals in one gesture
PAPERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "contrat": (LABELS["contrat"], ("contrat-partenaire", "contrat-partenaire-word")),
    "contrat-pdf": (LABELS["contrat-pdf"], ("contrat-partenaire",)),
    "avenant": (LABELS["avenant"], ("avenant-partenaire", "avenant-partenaire-word")),
}
AT_ONCE = 10  # deals kept together, after which the page says how far it is
HANDS = 2  # papers drawn at the same time: the compiler leaves the interpreter while it works
BROKEN = "La production s’est interrompue : ce qui est fait est gardé, reprenez pour la suite."

type Drawn = tuple[Prepared, "Future[Produced]"]


def ask(production: Production, paper: str, chosen: Sequence[str], *, by: Any, on: date) -> PaperBatch:
    """Keep the batch that a form asks for. Refusal when nothing is chosen, or when the paper is unknown."""
    refuse_unless_editor(by, production)
    if paper not in PAPERS:
        raise Refusal("Ce papier n’existe pas.")
    rows = Deal.objects.within(production.organisation_id).filter(production=production).select_related("partner")
    wanted = set(chosen)
    found = [(str(each.pk), str(each.partner or each)) for each in rows if str(each.pk) in wanted]
    if not found or len(found) > MOST:
        raise Refusal("Choisissez au moins un contrat." if not found else f"Pas plus de {MOST} à la fois.")
    return PaperBatch.objects.create(
        organisation_id=production.organisation_id, production=production, paper=paper, deals=found, by=by, on=on
    )


def resume(batch: PaperBatch, *, by: Any) -> None:
    """Say that a batch that stopped goes on from where it was."""
    refuse_unless_editor(by, batch.production)
    if batch.is_done:
        raise Refusal("Ce lot est déjà fait.")
    batch.stopped = ""
    batch.save(update_fields=["stopped", "moved_at"])


def run(batch: PaperBatch) -> PaperBatch:
    """Make what is left of a batch, a few deals at a time; each few is kept whole with its progress, or not at all."""
    try:
        with ThreadPoolExecutor(HANDS) as hands:
            while not batch.is_done:
                _step(batch, hands)
    except _Overtaken:
        batch.refresh_from_db()
    except Exception:
        PaperBatch.objects.within(batch.organisation_id).filter(pk=batch.pk).update(stopped=BROKEN)
        raise
    return batch


class _Overtaken(Exception):
    """Another task has moved the same batch on: this one leaves it."""


def _step(batch: PaperBatch, hands: ThreadPoolExecutor) -> None:
    """Issue the papers of the next deals: read once, drawn side by side, kept in one act."""
    production, until = batch.production, min(batch.done + AT_ONCE, batch.whole)
    season = seasons.load(production.organisation_id, (production.pk,))
    kinds, asked = PAPERS[batch.paper][1], batch.deals[batch.done : until]
    begun = [(name, _begun(production, UUID(key), kinds, hands, batch, season)) for key, name in asked]
    ready = [(name, _ended(drawn)) for name, drawn in begun]
    with transaction.atomic(), _moving(batch, until) as kept:
        for name, papers in ready:
            if isinstance(papers, str):
                kept.refused.append([name, papers])
            else:
                kept.made += [str(archive.keep(row, produced).pk) for row, produced in papers]


@contextmanager
def _moving(batch: PaperBatch, until: int) -> Iterator[PaperBatch]:
    """Give the batch to write on, held until the end of the transaction; its progress is kept with what it made."""
    kept = PaperBatch.objects.within(batch.organisation_id).select_for_update().get(pk=batch.pk)
    if kept.done != batch.done:
        raise _Overtaken
    yield kept
    kept.done = until
    kept.save(update_fields=["done", "made", "refused", "moved_at"])
    batch.done, batch.made, batch.refused = kept.done, kept.made, kept.refused


def _begun(
    production: Production, deal: UUID, kinds: Sequence[str], hands: ThreadPoolExecutor, batch: PaperBatch, season: Any
) -> list[Drawn] | str:
    """Return the papers of a deal being drawn, or why there will be none."""
    options = {"saison": season}
    try:
        ready = [
            archive.prepare(kind, production, by=batch.by, on=batch.on, about=(f"deal:{deal}",), options=options)
            for kind in kinds
        ]
    except Refusal as refusal:
        return str(refusal)
    return [(each, hands.submit(_drawn, each)) for each in ready]


def _drawn(ready: Prepared) -> Produced:
    from filage.documents.artwork import PictureRefused  # loaded when a document is made
    from filage.documents.dossier import DocumentRefused
    from filage.documents.fonts import FontsMissing

    try:
        produced = ready.drawn()
    except (DocumentRefused, PictureRefused, FontsMissing) as reason:
        raise Refusal(str(reason)) from reason
    files.lay(produced.filename, produced.content)
    return produced


def _ended(drawn: list[Drawn] | str) -> list[tuple[Prepared, Produced]] | str:
    if isinstance(drawn, str):
        return drawn
    try:
        return [(row, coming.result()) for row, coming in drawn]
    except Refusal as refusal:
        return str(refusal)


def issued(production: Production, deal: UUID, kinds: Sequence[str], *, by: Any, on: date) -> list[str]:
    """Issue the papers of one deal; return the ids of the documents."""
    options = {"saison": seasons.load(production.organisation_id, (production.pk,))}
    made = (archive.issue(kind, production, by=by, on=on, about=(f"deal:{deal}",), options=options) for kind in kinds)
    return [str(each.pk) for each in made]
