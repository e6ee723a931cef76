"""How many hours of a session are planned, signed and left: by module, by trainer, by track; and whether the tracks are equal."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from filage.rules.schooling.findings import Said
from filage.rules.schooling.halves import SELF_STUDY, Lesson

ALERT, INFO = "alerte", "info"


@dataclass(frozen=True, slots=True)
class Volume:
    """Hours of somebody or something: asked (None: nobody said), planned, signed."""

    asked: Decimal | None
    planned: Decimal
    signed: Decimal

    @property
    def left(self) -> Decimal | None:
        """Return what is still to plan, None when nothing was asked."""
        return None if self.asked is None else self.asked - self.planned


def by_module(lessons: Sequence[Lesson], asked: Mapping[str, Decimal | None], signed: Mapping[str, Decimal]) -> dict[str, Volume]:
    """Return the hours of each module, in the order in which they are asked; `signed` is by half-day."""
    planned, done = _summed(lessons, signed, lambda one: one.module)
    return {code: Volume(hours, planned.get(code, Decimal(0)), done.get(code, Decimal(0))) for code, hours in asked.items()}


def by_trainer(lessons: Sequence[Lesson], signed: Mapping[str, Decimal]) -> dict[str, Volume]:
    """Return the hours of each trainer, who teaches them whatever the kind."""
    planned, done = _summed(lessons, signed, lambda one: one.trainer)
    return {who: Volume(None, hours, done.get(who, Decimal(0))) for who, hours in planned.items() if who}


def of_track(lessons: Sequence[Lesson], track: str) -> Decimal:
    """Return the hours of the centre that whoever follows a track has: those of everyone, and those of the track."""
    return sum((one.counted for one in lessons if one.track in ("", track)), Decimal(0))


def said(lessons: Sequence[Lesson], asked: Decimal, tracks: Mapping[str, str]) -> list[Said]:
    """Return what is said of the hours of the centre once they are planned, by track when there are."""
    return list(_said(lessons, asked, tracks)) if lessons else []


def _said(lessons: Sequence[Lesson], asked: Decimal, tracks: Mapping[str, str]) -> Iterator[Said]:
    totals = {name: of_track(lessons, key) for key, name in tracks.items()} or {"": of_track(lessons, "")}
    own = {name: sum((one.counted for one in lessons if one.track == key), Decimal(0)) for key, name in tracks.items()}
    for name, hours in totals.items():
        who = f"{name} : " if name else ""
        if hours < asked:
            yield Said(code="heures_a_planifier", severity=INFO,
                       message=f"{who}{_h(hours)} planifiées sur {_h(asked)}, reste {_h(asked - hours)}.")  # fmt: skip
        elif hours > asked:
            yield Said(code="heures_en_trop", severity=ALERT,
                       message=f"{who}{_h(hours)} planifiées pour {_h(asked)} : {_h(hours - asked)} de trop.",
                       remedy="Retirer des demi-journées, ou les dire en autonomie.")  # fmt: skip
        else:
            yield Said(code="heures_planifiees", severity=INFO, message=f"{who}{_h(hours)} planifiées, exactement.")
    if len(set(own.values())) > 1:
        each = ", ".join(f"{name} {_h(hours)}" for name, hours in own.items())
        yield Said(code="parcours_inegaux", severity=ALERT, message=f"Les parcours n’ont pas les mêmes heures : {each}.",
                   remedy="Poser ou retirer des demi-journées jusqu’à l’égalité.")  # fmt: skip
    alone = sum((one.hours or Decimal(0) for one in lessons if one.kind == SELF_STUDY), Decimal(0))
    if alone:
        yield Said(code="autonomie", severity=INFO, message=f"{_h(alone)} en autonomie, hors des {_h(asked)} en centre.")
    if unknown := sum(one.hours is None for one in lessons):
        halves = "demi-journées" if unknown > 1 else "demi-journée"
        yield Said(code="heures_inconnues", severity="inconnu", message=f"{unknown} {halves} aux heures inconnues.",
                   remedy="Dire dans la session les heures du matin et de l’après-midi.")  # fmt: skip


def _summed(
    lessons: Sequence[Lesson], signed: Mapping[str, Decimal], key: Callable[[Lesson], str]
) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
    planned: dict[str, Decimal] = defaultdict(Decimal)
    done: dict[str, Decimal] = defaultdict(Decimal)
    for one in lessons:
        planned[key(one)] += one.hours or Decimal(0)
        done[key(one)] += signed.get(one.key, Decimal(0))
    return planned, done


def _h(hours: Decimal) -> str:
    return f"{hours.normalize():f} h".replace(".", ",")
