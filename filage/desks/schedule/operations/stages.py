"""From pencil to ink: which steps a date may take, and why some of them are refused."""

from filage.core import clock, stages
from filage.core.rails.types import Act
from filage.core.stages import Transition
from filage.desks.schedule.queries import what
from filage.desks.schedule.queries.options import rivals
from filage.productions.enums import DateStatus
from filage.productions.models import Activity

OPTION, CONFIRME, SIGNE, JOUE, REPORTE, ANNULE = DateStatus


def needs_a_place_and_its_turn(activity: Activity) -> str | None:
    """Say why an option is not confirmed: nobody knows where, or another one stands before it that day."""
    if activity.venue_id is None:
        return "Date non confirmée : dites d’abord dans quel lieu elle se joue."
    first = _option_before(activity)
    if first is not None:
        return (
            f"Date non confirmée : une option de rang {first.option_rank} tient ce jour-là ({what(first)}). Libérez-la d’abord."
        )
    return None


def needs_a_deal(activity: Activity) -> str | None:
    """Say why a date is not signed: nothing says at what terms."""
    if activity.deal_id is None:
        return "Date non signée : aucune condition de vente ne la couvre. Donnez-lui un prix, ou reliez-la à un contrat."
    return None


def needs_its_day(activity: Activity) -> str | None:
    """Say why a date is not played: its day has not come."""
    if activity.on > clock.today(activity.organisation_id):
        return "Date à venir : elle sera jouée le jour dit."
    return None


def _option_before(activity: Activity) -> Activity | None:
    if activity.option_rank is None or activity.option_rank <= 1:
        return None
    waiting = [one for one in rivals(activity) if one.status == OPTION]
    return next((one for one in waiting if one.option_rank and one.option_rank < activity.option_rank), None)


STEPS = (
    Transition(OPTION, CONFIRME, needs_a_place_and_its_turn, Act.CONFIRMER),
    Transition(CONFIRME, SIGNE, needs_a_deal, Act.SIGNER),
    Transition(SIGNE, JOUE, needs_its_day, Act.JOUER),
    Transition(CONFIRME, JOUE, needs_its_day, Act.JOUER),  # it happens: the contract comes back signed afterwards
    Transition(CONFIRME, OPTION),
    *(Transition(stage, REPORTE) for stage in (OPTION, CONFIRME, SIGNE)),
    *(Transition(stage, ANNULE) for stage in (OPTION, CONFIRME, SIGNE, REPORTE)),
    *(Transition(stage, OPTION) for stage in (REPORTE, ANNULE)),
)


def plug() -> None:
    """Declare the stages of a date."""
    stages.declare("date", on="productions.Activity.status", states=DateStatus.choices, transitions=STEPS)
