"""Which steps the office may write of a piste: before the option by hand, afterwards its dates say it."""

from filage.core import stages
from filage.core.stages import Transition
from filage.desks.booking.enums import BY_HAND, ProspectStage

WRITTEN = (*BY_HAND, ProspectStage.OPTION, ProspectStage.REPORTE, ProspectStage.ANNULE)
# whatever a file says, the office goes back to what it may write; an option may be said before its date is laid
STEPS = tuple(Transition(source, target) for source in ProspectStage for target in WRITTEN if source != target)


def plug() -> None:
    """Declare the stages of a piste."""
    stages.declare("prospect", on="booking.Prospect.stage", states=ProspectStage.choices, transitions=STEPS)
