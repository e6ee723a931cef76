"""`calculer deliberation`: what the results of a candidate give, block by block, and what she presents again."""

from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from filage.cli.rules.numbers import refuse
from filage.cli.rules.records import Record, asked_by
from filage.cli.rules.shapes import Answer, BadInput, Entree, Sortie
from filage.rules.schooling.deliberation import Exemption, Frame, Result, deliberated, named_in

Flag = Annotated[bool, Field(strict=True)]
Codes = Annotated[list[str], Field(max_length=1000)]


class Opinion:
    """A reasoned opinion: its text, or whether it was given."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(_given)

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": ["string", "boolean", "null"]}


def _given(value: Any) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    if value is None or isinstance(value, bool):
        return bool(value)
    raise refuse("doit être le texte de l’avis, ou true ou false")


class ExemptionEntree(Entree):
    """A criterion to set aside; `avis` is the reasoned opinion of the referent, or whether it was given."""

    critere: str
    condition1: Flag
    condition2: Flag
    avis: Annotated[bool, Opinion()]


class DeliberationEntree(Entree):
    """The results of a candidate, competence by competence, and what she obtained before."""

    certification: Annotated[str | Frame, Record()]
    candidat: str
    resultats: Annotated[dict[str, Result], Field(max_length=1000)]
    acquis_anterieurs: Codes | None = None
    exemptions: Annotated[list[ExemptionEntree], Field(max_length=1000)] | None = None


class DeliberationSortie(Sortie):
    """The blocks obtained, the title, the competences to present again and the exemptions refused."""

    blocs: dict[str, bool]
    titre: bool
    a_representer: list[str]
    refus: list[str]


ENTREE, SORTIE = DeliberationEntree, DeliberationSortie


def answer(entree: DeliberationEntree) -> Answer:
    """Return what some results give."""
    asked = asked_by(entree.certification)
    for code in entree.resultats:
        if code not in asked.competences:
            raise BadInput(f"resultats.{code[:40]}", "cette compétence n’est pas de la certification")
    for rank, code in enumerate(entree.acquis_anterieurs or ()):
        if code not in asked.codes:
            raise BadInput(f"acquis_anterieurs.{rank}", f"« {code[:40]} » n’est ni un bloc ni une compétence de la certification")
    exemptions = [_exemption(asked, one) for one in entree.exemptions or ()]
    found = deliberated(asked, entree.resultats, earlier=entree.acquis_anterieurs or (), exemptions=exemptions)
    return Answer(
        DeliberationSortie(
            blocs=dict(found.blocks),
            titre=found.title,
            a_representer=list(found.again),
            refus=list(found.refused),
            avertissements=list(found.warnings),
        )
    )


def _exemption(asked: Frame, one: ExemptionEntree) -> Exemption:
    return Exemption(
        criterion=one.critere,
        competence=named_in(asked, one.critere),
        whole=one.condition1,
        unused=one.condition2,
        opinion=one.avis,
    )
