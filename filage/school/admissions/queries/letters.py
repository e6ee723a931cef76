"""What admissions write to applicants: kind words, the hour, the number, what is missing, and nothing that is not hers."""

from collections.abc import Sequence
from dataclasses import dataclass

from filage.core.outbox import SECRET
from filage.school.admissions.enums import Outcome
from filage.school.admissions.models import Application, InfoMeeting
from filage.school.admissions.queries.files import minute, moment
from filage.web import format as french

UNPROCESSED = "Un dossier tardif ou incomplet n’est pas traité : c’est la même règle pour tout le monde."


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: `SECRET` stands where its personal link goes."""

    subject: str
    text: str


def resuming(application: Application) -> Letter:
    """Return the mail that carries the link of a file that was begun."""
    intake = application.intake
    return Letter(
        f"Votre dossier de candidature : {intake.name}",
        f"Bonjour {application.first_name},\n\nVotre dossier est ouvert. Reprenez-le quand vous voulez, sur n’importe quel "
        f"appareil, sans compte :\n\n{SECRET}\n\nCe lien est personnel : ne le transmettez pas.\n"
        f"L’appel se clôt le {minute(intake.closes_at)}, heure de Paris.\n\n{_signed(application)}",
    )


def acknowledged(application: Application, lacks: Sequence[str]) -> Letter:
    """Return the acknowledgement of a deposit: its number, its hour, and what it will be made of."""
    intake, filed = application.intake, application.filed_at
    if filed is None:
        raise ValueError("un accusé suit un dépôt")
    said = f"Nous avons reçu votre dossier, {application.reference}, le {moment(filed)}, heure de Paris."
    if application.outcome == Outcome.LATE:
        said += (
            f"\n\nL’appel était clos depuis le {minute(intake.closes_at)} : votre dossier est arrivé après et ne pourra pas être "
            f"étudié. {UNPROCESSED}\nVous pourrez candidater à la session suivante."
        )
    elif lacks:
        said += (
            f"\n\nIl y manque encore : {', '.join(lacks)}.\nComplétez-le avant le {minute(intake.closes_at)} ; après, il ne "
            f"pourra pas être étudié. {UNPROCESSED}"
        )
    else:
        said += "\n\nIl est complet. Nous l’ouvrirons après la clôture, avec tous les autres, et vous écrirons."
    return Letter(
        f"Accusé de réception, candidature {application.reference} : {intake.name}",
        f"Bonjour {application.first_name},\n\n{said}\n\nVotre dossier : {SECRET}\n\n{_signed(application)}",
    )


def registered(meeting: InfoMeeting, name: str, *, again: bool = False) -> Letter:
    """Return the mail of who registered to a meeting, or its reminder; a video address is its secret."""
    intake = meeting.intake
    where = meeting.place or "en visio"
    lead = "C’est bientôt" if again else "Votre inscription est notée"
    link = f"\n\nPour vous connecter : {SECRET}" if meeting.video else ""
    return Letter(
        f"Réunion d’information du {moment(meeting.starts_at)} : {intake.name}",
        f"Bonjour {name},\n\n{lead} : réunion d’information le {moment(meeting.starts_at)}, heure de Paris, {where}.{link}\n\n"
        f"{intake.contact or intake.organisation.name}",
    )


def _admitted(application: Application) -> str:
    first = application.intake.session.periods.order_by("first").values_list("first", flat=True).first()
    begins = f" La formation commence le {french.day_long(first)}." if first else ""
    return (
        f"Vous êtes admis·e.{begins}\nVotre place vous est gardée ; nous revenons vers vous pour le financement, puis "
        "l’inscription. Si vous y renoncez, dites-le-nous au plus tôt : elle ira à la personne suivante."
    )


def _signed(application: Application) -> str:
    intake = application.intake
    return intake.contact or intake.organisation.name


def convened(application: Application) -> Letter:
    """Return the mail that says when an applicant is met."""
    intake, at = application.intake, application.interview_at
    if at is None:
        raise ValueError("une convocation dit une heure")
    where = f" : {application.interview_place}" if application.interview_place else ""
    return Letter(
        f"Entretien, candidature {application.reference} : {intake.name}",
        f"Bonjour {application.first_name},\n\nVotre dossier est présélectionné. Nous vous attendons en entretien le "
        f"{moment(at)}, heure de Paris{where}.\nSi un aménagement vous est utile, dites-le-nous simplement."
        f"\n\n{_signed(application)}",
    )


def decided(application: Application, lacks: Sequence[str] = ()) -> Letter:
    """Return the mail that tells what was decided."""
    intake = application.intake
    said = (
        {
            Outcome.ADMITTED: _admitted(application) if application.outcome == Outcome.ADMITTED else "",
            Outcome.WAITING: "Votre candidature est retenue sur liste d’attente : une place libérée, et nous vous écrivons.",
            Outcome.REFUSED: "Votre candidature n’est pas retenue.",
            Outcome.INCOMPLETE: f"À la clôture, le {minute(intake.closes_at)}, votre dossier n’était pas complet : il y manquait "
            f"{', '.join(lacks)}. {UNPROCESSED}",
            Outcome.LATE: f"Votre dossier est arrivé après la clôture, le {minute(intake.closes_at)}. {UNPROCESSED}",
        }.get(Outcome(application.outcome), "")
        if application.outcome
        else ""
    )
    reasons = f"\n\n{application.reasons}" if application.reasons else ""
    return Letter(
        f"Votre candidature {application.reference} : {intake.name}",
        f"Bonjour {application.first_name},\n\n{said}{reasons}\n\n{_signed(application)}",
    )
