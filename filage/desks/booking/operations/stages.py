"""Which steps the office may write of a piste: before the option by hand, afterwards its dates say it."""

from itertools import permutations

from filage.core import stages
from filage.core.stages import Transition
from filage.desks.booking.enums import BY_HAND, ProspectStage

LEFT = (ProspectStage.REPORTE, ProspectStage.ANNULE)

STEPS = (
    *(Transition(source, target) for source, target in permutations((*BY_HAND, *LEFT), 2)),
    *(Transition(ProspectStage.OPTION, target) for target in (*BY_HAND, *LEFT)),  # an option said without a date
    *(Transition(source, ProspectStage.OPTION) for source in (*BY_HAND, *LEFT)),
)


def plug() -> None:
    """Declare the stages of a piste."""
    stages.declare("prospect", on="booking.Prospect.stage", states=ProspectStage.choices, transitions=STEPS)
