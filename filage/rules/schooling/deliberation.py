"""What a jury's results give: the blocks they obtain, the title, what is presented again, and the exemptions that do not hold."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from filage.rules.schooling.certification import Certification


class Result(StrEnum):
    """What a jury says of one competence."""

    ACQUIRED = "acquis"
    NOT_ACQUIRED = "non_acquis"
    ABSENT = "absent"
    EXEMPT = "exempte"
    EQUIVALENT = "equivalence"


class Final(StrEnum):
    """Where a candidate stands once the jury has decided."""

    VALID = "valide"
    PARTIAL = "partiel"
    REFUSED = "non_valide"
    ABSENT = "absent"
    EQUIVALENT = "equivalence"
    ADJOURNED = "ajourne"


COUNTED = frozenset({Result.ACQUIRED, Result.EXEMPT, Result.EQUIVALENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A criterion that a jury would set aside for a candidate: both conditions are cumulative, and the referent reasons it."""

    criterion: str
    competence: str = ""  # code; empty when the criterion names none
    whole: bool  # the overall professional capacity is not called into question
    unused: bool  # the criterion is not meant to apply in her practice to come
    opinion: bool  # the referent gave a reasoned opinion

    @property
    def lacks(self) -> tuple[str, ...]:
        """Return what it lacks, nothing when it holds."""
        return tuple(text for held, text in zip((self.whole, self.unused, self.opinion), LACKS, strict=True) if not held)


LACKS = (
    "la capacité professionnelle globale n’est pas dite entière (condition 1)",
    "le critère n’est pas dit sans objet dans la pratique future (condition 2)",
    "l’avis motivé du référent handicap manque",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a certification asks of a jury: its blocks, its competences with the block of each, and whose each criterion is."""

    blocks: tuple[str, ...]
    competences: Mapping[str, str]
    criteria: Mapping[str, str]  # plain text -> competence

    @property
    def codes(self) -> frozenset[str]:
        """Return what may be obtained: blocks and competences."""
        return frozenset(self.blocks) | frozenset(self.competences)


def frame(certification: Certification) -> Frame:
    """Return what a certification asks of a jury; a text that two competences share belongs to neither."""
    texts = [(_plain(each.text), one.code) for one in certification.competences for each in one.criteria]
    shared = Counter(text for text, _ in texts)
    return Frame(
        blocks=tuple(block.code for block in certification.blocks),
        competences={one.code: one.block for one in certification.competences},
        criteria={text: code for text, code in texts if shared[text] == 1},
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the results of a candidate give; nothing of it is ever typed."""

    held: Mapping[str, bool]  # of each competence
    blocks: Mapping[str, bool]
    refused: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def title(self) -> bool:
        """Tell whether every block is obtained."""
        return bool(self.blocks) and all(self.blocks.values())

    @property
    def again(self) -> tuple[str, ...]:
        """Return the competences to present again, in the order of the record."""
        return tuple(code for code, held in self.held.items() if not held)


def deliberated(
    asked: Frame,
    results: Mapping[str, Result],
    *,
    earlier: Collection[str] = (),
    exemptions: Sequence[Exemption] = (),
) -> Outcome:
    """Return what some results give; `earlier` are codes of blocks or competences obtained before, which nothing takes back.

    A competence without result is not acquired unless it was before; one that is exempt is not when an exemption lacks something.
    """
    before = {code for code, block in asked.competences.items() if code in earlier or block in earlier}
    held = {code: code in before or _counts(code, results.get(code), exemptions) for code in asked.competences}
    blocks = {
        block: block in earlier or all(held[code] for code, of in asked.competences.items() if of == block)
        for block in asked.blocks
    }
    return Outcome(
        held=held,
        blocks=blocks,
        refused=tuple(f"{one.criterion} : exemption refusée, {' ; '.join(one.lacks)}." for one in exemptions if one.lacks),
        warnings=tuple(_warnings(asked, results, before, exemptions)),
    )


def final(outcome: Outcome, results: Mapping[str, Result], earlier: Collection[str] = ()) -> Final:
    """Return the final decision that the results lead to; the jury alone may adjourn instead.

    What was obtained before still counts: who failed the rest keeps a partial validation.
    """
    said = set(results.values())
    if outcome.title:
        return Final.EQUIVALENT if said == {Result.EQUIVALENT} and not earlier else Final.VALID
    if any(outcome.held.values()):
        return Final.PARTIAL
    return Final.ABSENT if not said or said == {Result.ABSENT} else Final.REFUSED


def named_in(asked: Frame, criterion: str) -> str:
    """Return the competence that a criterion belongs to: its code stands in its name, or its text is one of the record's."""
    text = _plain(criterion)
    codes = [code for code in asked.competences if re.search(rf"(?<!\w){re.escape(_plain(code))}(?!\w)", text)]
    return codes[0] if len(codes) == 1 else asked.criteria.get(text, "")


def _counts(code: str, result: Result | None, exemptions: Sequence[Exemption]) -> bool:
    if result is not Result.EXEMPT:
        return result in COUNTED
    return not any(one.lacks for one in _bearing_on(code, exemptions))


def _bearing_on(code: str, exemptions: Sequence[Exemption]) -> list[Exemption]:
    """Return the exemptions of a competence, else those whose criterion names none: they may be of this one."""
    return [one for one in exemptions if one.competence == code] or [one for one in exemptions if not one.competence]


def _warnings(
    asked: Frame, results: Mapping[str, Result], before: Collection[str], exemptions: Sequence[Exemption]
) -> Iterator[str]:
    silent = [code for code in asked.competences if code not in results and code not in before]
    if silent:
        yield f"Sans résultat, non acquis : {', '.join(silent)}."
    kept = [code for code in asked.competences if code in before and results.get(code, Result.ACQUIRED) not in COUNTED]
    if kept:
        yield f"Déjà acquis, un résultat contraire n’y change rien : {', '.join(kept)}."
    exempt = [code for code in asked.competences if results.get(code) is Result.EXEMPT and code not in before]
    bare = [code for code in exempt if not _bearing_on(code, exemptions)]
    if bare:
        yield f"Exempté sans exemption présentée (deux conditions et avis motivé du référent) : {', '.join(bare)}."


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
