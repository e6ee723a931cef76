"""What the pages of an applicant show."""

from datetime import datetime
from typing import Any

from filage.rules.schooling.certification import entry_refusal
from filage.school.admissions.enums import Outcome, Stage
from filage.school.admissions.forms.applying import POSITION, STEPS
from filage.school.admissions.models import Application, Intake
from filage.school.admissions.queries import calls
from filage.school.admissions.queries.files import ASKED, minute, moment
from filage.school.admissions.queries.words import entries
from filage.school.programmes.queries.bodies import body_of
from filage.web import format as french

OF_STEP = {
    "vous": ("first_name", "last_name", "born_on", "phone", "city"),
    "parcours": ("level", "funder"),
    "projet": ("project",),
}
CONSENT = (
    "J’accepte que {house} garde les réponses et les pièces de ce dossier pour apprécier mon aptitude à suivre la formation, et "
    "pour cela seulement (Code du travail, art. L6353-9). "
    "Elles sont lues par l’équipe des admissions et les personnes qui évaluent ; si je n’entre pas en formation, elles sont "
    "effacées {months} mois après la décision, ou avant si je le demande."
)


def context(intake: Intake, at: datetime) -> dict[str, Any]:
    """Return what the page of a call tells."""
    rules = calls.rules(intake)
    blocked = entry_refusal(rules.certification, rules.enters_on) if rules.certification and rules.enters_on else ""
    return {
        "intake": intake,
        "session": intake.session,
        "programme": intake.session.programme,
        "house": intake.session.body or intake.organisation,
        "mention": body_of(intake.session).mention,
        "hours": hours(intake.session),
        "record": rules.certification,
        "blocked": blocked,
        "enters_on": rules.enters_on,
        "routes": [(one.name, entries(one.entries), one.waivable) for one in rules.routes.values()],
        "pieces": list(intake.pieces.all()),
        "quotas": list(intake.quotas.all()),
        "meetings": [(one, moment(one.starts_at), left(one)) for one in calls.meetings(intake) if one.starts_at > at],
        "opens": minute(intake.opens_at),
        "closes": minute(intake.closes_at),
        "state": "before" if at < intake.opens_at else "after" if at > intake.closes_at else "open",
    }


def hours(session: Any) -> str:
    """Return how long a training lasts, in the centre and in a company; empty when nobody said."""
    parts = ((session.centre_hours, "h en centre"), (session.company_hours, "h en entreprise"))
    return ", ".join(f"{french.number(held)} {what}" for held, what in parts if held)


def left(meeting: Any) -> int | None:
    """Return how many seats are left in a meeting, None when it says no number."""
    return None if meeting.capacity is None else max(meeting.capacity - len(meeting.guests.all()), 0)


def steps(application: Application, current: str, joined: Any, pieces: Any, order: list[str]) -> list[dict[str, Any]]:
    """Return the steps of the form, each with whether it holds all that is asked."""
    done = {name: all(getattr(application, each) for each in held) for name, held in OF_STEP.items()}
    done["pieces"] = all(one.pk in joined for one in pieces if one.required)
    done[POSITION] = POSITION in order and application.levels.exists()
    done["deposer"] = application.filed_at is not None
    return [
        {"code": code, "label": label, "done": done[code], "current": code == current}
        for code in order
        for label, _ in [STEPS[code]]
    ]


def answers(application: Application, rules: calls.Rules) -> list[tuple[str, str]]:
    """Return what an applicant said, to be read again before the deposit."""
    route = rules.routes.get(application.route)
    said = {name: str(getattr(application, name) or "") for name in ASKED}
    said["born_on"] = f"{application.born_on:%d/%m/%Y}" if application.born_on else ""
    said["funder"] = application.get_funder_display() if application.funder else ""
    said["level"] = f"niveau {application.level}" if application.level else ""
    rows = [(ASKED[name].capitalize(), said[name]) for name in ASKED if name != "project"]
    return [("Courriel", application.email), *rows, ("Voie", route.name if route else "")]


def status(application: Application) -> str:
    """Return how far a file is, as its applicant reads it; nothing of a decision before it was told."""
    if application.outcome == Outcome.WITHDRAWN:
        return "retirée à votre demande"
    if application.outcome == Outcome.LATE:
        return "reçue après la clôture, non étudiée"
    if application.decided_on is None:
        if application.outcome == Outcome.INCOMPLETE:
            return "incomplète à la clôture, non étudiée"
        waiting = {Stage.DRAFT: "en brouillon", Stage.FILED: "déposée", Stage.CHECKED: "déposée, complète"}
        if application.state == Stage.INTERVIEW and application.interview_at:
            return "vous êtes attendu·e en entretien"
        return waiting.get(application.state, "à l’étude")  # type: ignore[call-overload]
    said = {Outcome.ADMITTED: "admise", Outcome.WAITING: "sur liste d’attente", Outcome.REFUSED: "non retenue"}
    return said.get(application.outcome, "à l’étude")  # type: ignore[call-overload]


def consent(intake: Intake) -> str:
    """Return what an applicant agrees to."""
    return intake.consent or CONSENT.format(house=intake.session.body or intake.organisation.name, months=intake.keep_months)
