"""`calculer coproduction`: what each party brings, and its share of the result in a participation."""

from typing import Literal

from filage.cli.rules.numbers import Positive, Signed
from filage.cli.rules.shapes import Answer, Entree, Money, Pct, Sortie, money, sure_money
from filage.rules.engine.explained import Explained, given, sum_of
from filage.rules.engine.text import rounded_money_text
from filage.rules.pricing.coproduction import Contribution, CoproductionForm, Part, coproduction, percents


class Apport(Entree):
    """What a party brings: money, work, things."""

    partie: str
    numeraire: Positive
    industrie: Positive
    nature: Positive


class CoproductionEntree(Entree):
    """The cost of a creation, its result, the contributions and the form of the contract."""

    cout: Positive
    resultat: Signed | None = None
    apports: list[Apport]
    forme: Literal["simple", "participation"] | None = None


class PartSortie(Entree):
    """The part of a party; `resultat` is null in a simple coproduction."""

    partie: str
    apport: Money
    part_pct: Pct | None
    resultat: Money | None


class CoproductionSortie(Sortie):
    """The part of each party, in the order given."""

    parts: list[PartSortie]


ENTREE, SORTIE = CoproductionEntree, CoproductionSortie


def answer(entree: CoproductionEntree) -> Answer:
    """Return the part of each party of a coproduction."""
    form = CoproductionForm(entree.forme or "simple")
    result = None if entree.resultat is None else given(entree.resultat, "Résultat")
    parts = coproduction([_contribution(apport) for apport in entree.apports], form=form, result=result)
    shown = [
        PartSortie(
            partie=part.party,
            apport=sure_money(part.contribution),
            part_pct=None if percent is None else f"{percent:.2f}",
            resultat=money(part.result),
        )
        for part, percent in zip(parts, percents(parts, form), strict=True)
    ]
    sortie = CoproductionSortie(parts=shown, avertissements=_warnings(entree, parts, form))
    return Answer(sortie, _amounts(parts))


def _contribution(apport: Apport) -> Contribution:
    return Contribution(
        party=apport.partie,
        cash=given(apport.numeraire, "Numéraire"),
        work=given(apport.industrie, "Industrie"),
        kind=given(apport.nature, "Nature"),
    )


def _amounts(parts: tuple[Part, ...]) -> dict[str, Explained | None]:
    amounts: dict[str, Explained | None] = {}
    for rank, part in enumerate(parts):
        amounts[f"parts.{rank}.apport"] = part.contribution
        amounts[f"parts.{rank}.part_pct"] = part.share
        amounts[f"parts.{rank}.resultat"] = part.result
    return amounts


def _warnings(entree: CoproductionEntree, parts: tuple[Part, ...], form: CoproductionForm) -> list[str]:
    brought = sum_of([part.contribution for part in parts], "Apports").known()
    texts = []
    if not brought:
        texts.append("Aucun apport : les parts ne peuvent pas être connues.")
    if brought < entree.cout:
        texts.append(
            f"Les apports couvrent {rounded_money_text(brought)} sur {rounded_money_text(entree.cout)} : le reste est à trouver."
        )
    if brought > entree.cout:
        texts.append(f"Les apports dépassent le coût de {rounded_money_text(brought - entree.cout)}.")
    if form is CoproductionForm.SIMPLE and entree.resultat is not None:
        texts.append("Coproduction simple : le résultat ne se partage pas, la part n’est qu’un indicateur.")
    return texts
