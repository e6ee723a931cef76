"""What a decision gives to write and to undo: what is left to do, by when, and texts for the team, the venue, the public."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from filage.desks.contracts.enums import Cause, LooseEndKind
from filage.desks.contracts.queries.cancellations import Decision, Reading
from filage.productions.enums import DealStage, RightsPayer
from filage.productions.models import Activity
from filage.rules.engine.text import day_text, money_text

INVOICED_WITHIN = timedelta(days=8)
type End = tuple[LooseEndKind, str, date]


def loose_ends(reading: Reading, funders: Sequence[str]) -> list[End]:
    """Return what a decision leaves to undo or to say, with the day before which; `funders` say what they still require."""
    return [*_of_the_deal(reading), *_of_the_team(reading), *_around(reading), *_of_funders(reading, funders)]


def _of_the_deal(reading: Reading) -> Iterator[End]:
    decision = reading.decision
    deal, today = decision.first.deal, decision.decided_on
    if deal is None:
        return
    who = deal.partner or "le partenaire"
    if decision.moves:
        paper = "Faire signer l’avenant de report" if deal.stage == DealStage.SIGNE else "Dire le nouveau jour dans le contrat"
        yield LooseEndKind.CONTRAT, f"{paper} : {who}", today + INVOICED_WITHIN
        return
    yield LooseEndKind.CONTRAT, f"Notifier l’annulation par écrit à {who}", today
    if reading.owed.value:
        amount = money_text(reading.owed.value)
        yield LooseEndKind.CONTRAT, f"Facturer le dédit de {amount} à {who}", today + INVOICED_WITHIN
        yield LooseEndKind.COMPTABLE, "Demander la TVA du dédit : prix ou dommages ?", today + INVOICED_WITHIN
    if deal.deposit_rate:
        yield LooseEndKind.CONTRAT, "Acompte versé : l’imputer sur le dédit, ou le rendre", today + INVOICED_WITHIN


def _of_the_team(reading: Reading) -> Iterator[End]:
    decision = reading.decision
    today = decision.decided_on
    signed, promised, declared = (
        _names([one.who for one in reading.workers if asked(one) and not one.still_works])
        for asked in (lambda one: one.signed, lambda one: not one.signed, lambda one: one.declared)
    )
    if signed and not decision.moves:
        yield LooseEndKind.EMBAUCHE, f"CDDU signé, payé jusqu’à son terme ; le leur écrire : {signed}", today
    elif signed:
        yield LooseEndKind.EMBAUCHE, f"CDDU signé, avenant pour le nouveau jour, avec leur accord : {signed}", today
    if promised:
        yield LooseEndKind.EMBAUCHE, f"Prévenir, contrat non signé ; relire ce qui a été écrit : {promised}", today
    if declared:
        yield LooseEndKind.DPAE, f"Urssaf, annuler la DPAE, si aucune autre date ne la porte : {declared}", today


def _names(names: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _around(reading: Reading) -> Iterator[End]:
    decision = reading.decision
    today = decision.decided_on
    days = _days(decision.dates)
    verb = "Reporter" if decision.moves else "Annuler"
    yield LooseEndKind.LOGISTIQUE, f"{verb} hôtel, billets, véhicule et repas du {days}", today
    if any(one.rights_payer == RightsPayer.PRODUCTEUR for one in decision.dates):
        yield LooseEndKind.DROITS, f"Prévenir la société d’auteurs : séance du {days}", today
    yield LooseEndKind.PUBLIC, f"Billetterie, site et réseaux : dire ce qu’il advient du {days}", today


def _of_funders(reading: Reading, funders: Sequence[str]) -> Iterator[End]:
    for text in funders:
        yield LooseEndKind.FINANCEUR, f"Prévenir le financeur : {text}"[:300], reading.decision.decided_on + INVOICED_WITHIN


CAUSES = {
    Cause.ACHETEUR: "à la demande du lieu",
    Cause.PRODUCTEUR: "de notre fait",
    Cause.MALADIE: "pour une absence dans l’équipe",
    Cause.FORCE_MAJEURE: "pour un cas de force majeure",
    Cause.INTEMPERIES: "en raison des intempéries",
    Cause.ALERTE_SANITAIRE: "en raison d’une alerte sanitaire",
}


def texts(reading: Reading, *, by: str) -> list[tuple[str, str]]:
    """Return the texts of a decision, to the team, to the venue and to the public: (to whom, text)."""
    decision = reading.decision
    return [
        ("À l’équipe", _to_the_team(decision, by)),
        ("Au lieu", _to_the_venue(reading, by)),
        ("Au public", _to_the_public(decision)),
    ]


def _to_the_team(decision: Decision, by: str) -> str:
    title, days = decision.first.production.title, _days(decision.dates)
    if decision.moves:
        after = f"est reportée {_when(decision)}. Dites-nous vite si ce jour vous est possible."
        due = "Si votre contrat est signé, un avenant vous sera proposé ; sans votre accord, il reste dû comme il est."
    else:
        after = f"est annulée, {CAUSES[decision.cause]}."
        due = "Si votre contrat de travail est signé, il reste dû jusqu’à son terme : vous serez payé·e comme prévu."
    return f"Bonjour,\n\n« {title} » : la date du {days} ({_place(decision.first)}) {after}\n\n{due}\n\n{by}"


def _to_the_venue(reading: Reading, by: str) -> str:
    decision = reading.decision
    title, days = decision.first.production.title, _days(decision.dates)
    if decision.moves:
        said = f"Nous vous confirmons le report de la date du {days} {_when(decision)}, aux mêmes conditions. Un avenant suit."
    else:
        said = f"Nous prenons acte de l’annulation de la date du {days}, {CAUSES[decision.cause]}."
        if decision.cause == Cause.ACHETEUR and reading.tier is not None and reading.owed.value is not None:
            step = f"annulée à {reading.tier.days} jours ou moins, {reading.tier.percentage.normalize():f} % du prix"
            said += f"\n\nLe barème du contrat s’applique ({step}) : {money_text(reading.owed.value)}, que nous vous facturons."
        said += "\n\nNous restons à votre disposition pour chercher une autre date."
    return f"Bonjour,\n\n« {title} ».\n\n{said}\n\n{by}"


def _to_the_public(decision: Decision) -> str:
    title, days = decision.first.production.title, _days(decision.dates)
    if decision.moves:
        said = f"est reportée {_when(decision)}. Les billets restent valables."
    else:
        said = "est annulée. Les billets sont remboursés là où ils ont été achetés."
    return f"« {title} », {_place(decision.first)} : la représentation du {days} {said}"


def _when(decision: Decision) -> str:
    return f"au {day_text(decision.moved_to)}" if decision.moved_to else "à une date qui sera dite bientôt"


def _days(dates: Sequence[Activity]) -> str:
    told = [day_text(one.on) for one in dates]
    return " et ".join(filter(None, [", ".join(told[:-1]), told[-1]]))


def _place(activity: Activity) -> str:
    venue = activity.venue
    return f"{venue.name}, {venue.city}" if venue and venue.city else venue.name if venue else "lieu à préciser"
