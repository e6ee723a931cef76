"""How a post proposes its lines by a link without account, and how production accepts, changes or refuses each."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from filage.core import clock, links, outbox
from filage.core.changes import ChangeSet
from filage.core.links import Link
from filage.core.refusal import Refusal
from filage.desks.budget import permissions
from filage.desks.budget.enums import ContributionState, Destination, ExpenseStatus, Post, Side
from filage.desks.budget.models import Contribution, Line
from filage.productions.enums import Phase
from filage.productions.models import Production
from filage.productions.operations import next_rank

PURPOSE = "contribution"
LIFETIME = timedelta(days=45)
MOST_WAITING = 100  # lines of one post waiting for an answer: beyond, somebody is playing with the link
DESTINATION = {Post.REGIE: Destination.E}  # the others make scenery, costumes, light, sound, images
PROPOSED = ("label", "quantity", "unit", "unit_price")


@dataclass(frozen=True, slots=True)
class Door:
    """What a link opens: one post of one production, and nothing else."""

    production: Production
    post: Post
    link: Link


def invite(production: Production, post: Post, *, address: Any, email: str = "", by: Any) -> str:
    """Return the address of a new link for a post, said once and sent when there is an email; `address(token)` writes it."""
    permissions.refuse_unless_editor(by, production)
    target = f"{production.pk}:{Post(post)}"
    token = links.create(production.organisation, PURPOSE, target, by=by, expires_at=timezone.now() + LIFETIME)
    opened = str(address(token))
    if email:
        until = f"{clock.today(production.organisation) + LIFETIME:%d/%m/%Y}"
        text = (
            f"Bonjour,\n\nVoici où proposer les lignes de budget de votre poste ({Post(post).label}) "
            f"pour « {production.title} » :\n\n{outbox.SECRET}\n\nCe lien s’ouvre sans compte, jusqu’au {until}.\n\n{by}"
        )
        subject = f"{production.title} : vos lignes de budget"
        outbox.post(subject, text, [email], organisation=production.organisation, secret=opened)
    return opened


def withdraw(link: Link, *, production: Production, by: Any) -> None:
    """Take a link back: it opens nothing any more, what was proposed stays."""
    permissions.refuse_unless_editor(by, production)
    links.revoke(link)


def enter(token: str) -> Door:
    """Return what a link opens; Refusal when it opens nothing."""
    link = links.follow(token, PURPOSE)
    key, _, post = link.target.partition(":")
    production = None
    if link.organisation_id:
        rows = Production.objects.within(link.organisation_id).select_related("structure")
        production = rows.filter(pk=UUID(key)).first()
    if production is None or post not in Post.values:
        raise Refusal("Ce lien n’ouvre plus rien : le spectacle a été retiré.")
    return Door(production, Post(post), link)


def propose(door: Door, *, on: date, **fields: Any) -> Contribution:
    """Keep a line that a post proposes; nothing moves in the budget until production accepts it."""
    rows = Contribution.objects.within(door.production.organisation_id).filter(production=door.production)
    if rows.filter(post=door.post, state=ContributionState.PROPOSEE).count() >= MOST_WAITING:
        raise Refusal(f"{MOST_WAITING} lignes attendent déjà une réponse : laissez la production les relire.")
    made = Contribution(
        organisation_id=door.production.organisation_id,
        production=door.production,
        post=door.post,
        proposed_on=on,
        rank=next_rank(Contribution.objects.within(door.production.organisation_id)),
        **fields,
    )
    ChangeSet.create(made).apply(by=None, why=f"proposition, {door.post.label} : « {made.label} »")
    return made


def accept(
    proposed: Contribution,
    *,
    destination: str = "",
    phase: str = Phase.CREATION,
    account: str = "",
    by: Any,
    **changed: Any,
) -> Line:
    """Make a budget line from a proposal, as it is or changed; the proposal keeps what was proposed, linked to its line."""
    permissions.refuse_unless_editor(by, proposed.production)
    _refuse_answered(proposed)
    kept = {name: getattr(proposed, name) for name in PROPOSED} | changed
    line = Line(
        organisation_id=proposed.organisation_id,
        production=proposed.production,
        rank=next_rank(Line.objects.within(proposed.organisation_id).filter(production=proposed.production)),
        side=Side.CHARGE,
        phase=phase,
        destination=destination or default_destination(proposed.post),
        account=account,
        status=ExpenseStatus.ESTIME,
        source=_source(proposed),
        comment=proposed.note,
        **kept,
    )
    same = all(kept[name] == getattr(proposed, name) for name in PROPOSED)
    state = ContributionState.ACCEPTEE if same else ContributionState.MODIFIEE
    whole = ChangeSet.create(line) + ChangeSet.on(proposed, state=state, line=line)
    whole.apply(by=by, why=f"proposition « {proposed.label} » {ContributionState(state).label}")
    return line


def refuse(proposed: Contribution, *, reason: str, by: Any) -> None:
    """Refuse a proposal with a reason, which the post reads on its page."""
    permissions.refuse_unless_editor(by, proposed.production)
    _refuse_answered(proposed)
    if not reason.strip():
        raise Refusal("Dites pourquoi : le poste lira votre réponse.")
    fields = {"state": ContributionState.REFUSEE, "reason": reason.strip()}
    ChangeSet.on(proposed, **fields).apply(by=by, why=f"proposition « {proposed.label} » refusée")


def default_destination(post: str) -> str:
    """Return the family of the budget where the lines of a post go when nobody says otherwise."""
    return DESTINATION.get(Post(post), Destination.D)


def _refuse_answered(proposed: Contribution) -> None:
    if proposed.state != ContributionState.PROPOSEE:
        raise Refusal(f"« {proposed.label} » a déjà sa réponse : {proposed.get_state_display()}.")


def _source(proposed: Contribution) -> str:
    author = f", {proposed.author}" if proposed.author else ""
    return f"Proposition : {proposed.get_post_display()}{author}"[:200]
