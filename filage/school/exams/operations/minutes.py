"""What follows a closed deliberation: each candidate is told, the certifier acknowledges, an appeal is noted."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from filage.core import archive, clock, links, outbox
from filage.core.archive import IssuedDocument
from filage.core.changes import ChangeSet
from filage.core.refusal import Refusal
from filage.productions.operations import next_rank, refuse_unless_editor
from filage.school.exams.models import Appeal, Candidate, Deliberation
from filage.school.exams.queries import letters, minutes

LETTER = "notification-jury"  # kind of the paper, and purpose of the link that opens it
LASTS = timedelta(days=180)
NOT_CLOSED = "La délibération n’est pas close : fermez-la d’abord."

type Address = Callable[[str], str]


def transmit(deliberation: Deliberation, *, by: Any) -> None:
    """Say that the minutes went to the certifier."""
    refuse_unless_editor(by, deliberation)
    if deliberation.closed_at is None:
        raise Refusal(NOT_CLOSED)
    if not minutes.is_whole(deliberation):
        raise Refusal("L’empreinte du procès-verbal ne correspond plus à ses données : il ne part pas.")
    today = clock.today(deliberation.organisation_id)
    ChangeSet.on(deliberation, sent_on=today).apply(by=by, why="procès-verbal transmis au certificateur")


def acknowledge(deliberation: Deliberation, *, on: date, text: str, by: Any) -> None:
    """Note what the certifier acknowledged."""
    refuse_unless_editor(by, deliberation)
    if deliberation.sent_on is None:
        raise Refusal("Le procès-verbal n’est pas transmis : notez d’abord son envoi.")
    if on < deliberation.sent_on:
        raise Refusal("L’accusé précède l’envoi.")
    ChangeSet.on(deliberation, acknowledged_on=on, acknowledgement=text).apply(by=by, why="accusé du certificateur")


def notify(deliberation: Deliberation, *, address: Address, by: Any) -> int:
    """Write to each candidate what was decided of her, with the link to her sealed letter; return how many have an address.

    Only what is closed is notified; the letters are made first, so that nothing waits for a press.
    """
    refuse_unless_editor(by, deliberation)
    if deliberation.closed_at is None:
        raise Refusal(NOT_CLOSED)
    rows = {one.candidate_id: one for one in deliberation.verdicts.select_related("candidate__person")}
    told = [(each, rows.get(UUID(each["id"]))) for each in deliberation.minutes["candidats"]]
    waiting = [(each, row) for each, row in told if row and row.notified_on is None and row.candidate.person.email]
    if not waiting:
        raise Refusal("Personne à notifier : tout le monde l’est déjà, ou n’a pas d’adresse au répertoire.")
    house, today = deliberation.exam.organisation, clock.today(deliberation.organisation_id)
    for _, row in waiting:
        archive.issue(LETTER, organisation=house, by=by, on=today, about=(f"candidate:{row.candidate_id}",))
    with transaction.atomic():
        for each, row in waiting:
            person = row.candidate.person
            text = f"{notice(deliberation.minutes, each)}\n\nVotre lettre (PDF) : {outbox.SECRET}\n\n{by}"
            subject = f"Décision du jury : {deliberation.minutes['session']}"
            outbox.post(subject, text, [person.email], organisation=house, secret=address(_link(row.candidate, by)))
            ChangeSet.on(row, notified_on=today).apply(by=by, why="notification d’une décision")
    return len(waiting)


def opened(token: str) -> IssuedDocument:
    """Return the letter that a link opens, as it was last issued; Refusal when it opens nothing any more."""
    link = links.follow(token, LETTER)
    found = letters.last(link.organisation, LETTER, f"candidate:{link.target}") if link.organisation else None
    if found is None:
        raise Refusal("Cette lettre n’est plus ouverte : demandez-la à l’organisme.")
    return found


def _link(one: Candidate, by: Any) -> str:
    for old in links.held(one.organisation_id, LETTER, [one.pk]):
        links.revoke(old)
    expires = timezone.now() + LASTS
    return links.create(one.organisation, LETTER, one.pk, by=by, expires_at=expires, recipient=one.person.email)


def notice(frozen: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    """Return what a candidate is told in a mail: her decision, her blocks, what she presents again, why, how to appeal."""
    titles = {one["code"]: one["titre"] for one in frozen["competences"]}
    blocks = [
        f"- {one['code']} {one['titre']} : {'validé' if told['blocs'][one['code']] else 'non validé'}" for one in frozen["blocs"]
    ]
    again = [f"- {code} {titles[code]}" for code in told["a_representer"]]
    certification = frozen["certification"]
    parts = [
        f"Bonjour {told['nom']},\nle jury de « {frozen['session']} » ({certification['code']}, {certification['titre']}) "
        f"a décidé : {told['decision_dite']}.",
        "\n".join(["Blocs :", *blocks]),
        "\n".join(["À présenter de nouveau, et cela seulement :", *again]) if again else "",
        f"Motifs : {told['motifs']}" if told["motifs"] else "",
        f"Préconisations : {told['preconisations']}" if told["preconisations"] else "",
        f"Voies de recours : {frozen['recours'] or 'demandez-les au certificateur, ' + frozen['certificateur']}",
    ]
    return "\n\n".join(part for part in parts if part)  # fmt: skip


def appeal(candidate: Candidate, *, on: date, text: str, by: Any) -> Appeal:
    """Note what a candidate contests."""
    refuse_unless_editor(by, candidate)
    row = Appeal(organisation_id=candidate.organisation_id, candidate=candidate, on=on, text=text)
    row.rank = next_rank(Appeal.objects.within(candidate.organisation_id))
    ChangeSet.create(row).apply(by=by, why="recours noté")
    return row
