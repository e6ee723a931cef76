"""What a financing plan is read against: days to come, ceilings, rates, eligible bases, what each aid asks, public share."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core.rails.checks import Found
from filage.core.rails.citing import Citation, checks_of
from filage.core.rails.types import Severity
from filage.desks.budget import queries
from filage.desks.budget.enums import SECURED, IncomeStatus, PaperKind, Side
from filage.desks.budget.models import Line
from filage.desks.budget.queries.beside import beside
from filage.desks.budget.queries.facts import facts_of
from filage.desks.budget.rails.controls_lines import on_line, typed_amount
from filage.desks.budget.rails.deadlines import awaited
from filage.productions.enums import FunderKind, Phase
from filage.productions.models import Production
from filage.rules.accounting import fiscal_year_of
from filage.rules.checks import Due, due
from filage.rules.engine.text import counted, day_text, number_text, rounded_money_text
from filage.rules.funding.catalogue import Before, KnownAid, Standing, known_aid

HOPED = (IncomeStatus.IDEE, IncomeStatus.DEMANDE, IncomeStatus.EN_INSTRUCTION, IncomeStatus.ACCORDE_ORAL)
AWAITED = (IncomeStatus.DEMANDE, IncomeStatus.EN_INSTRUCTION)
ZERO = Decimal(0)


def answers_coming(season: Any) -> Iterator[Found]:
    """Yield the answers of funders expected within sixty days, graver within fifteen."""
    yield from _coming(season, "reponse", "Réponse attendue", "Relancer le financeur, compléter le dossier.")


def payments_coming(season: Any) -> Iterator[Found]:
    """Yield the payments of funders expected within sixty days, graver within fifteen."""
    yield from _coming(season, "versement", "Versement attendu", "Envoyer l’appel de fonds et les pièces demandées.")


def papers_due(season: Any) -> Iterator[Found]:
    """Yield the papers owed to funders, or by them, within sixty days, graver within fifteen, then late."""
    held = beside(season)
    for production, line in incomes(season):
        for paper in held.papers_of(line.pk):
            if paper.done_on is not None or paper.due_on is None or (state := due(paper.due_on, season.today)) is Due.FAR:
                continue
            named = f"{paper.get_kind_display()[:1].upper()}{paper.get_kind_display()[1:]}"
            when = f"en retard depuis le {day_text(paper.due_on)}" if state is Due.LATE else _when(paper.due_on, season.today)
            yield on_line(
                production,
                line,
                f"{named} : {when}.",
                "Envoyer la pièce, ou la demander, puis le dire ici.",
                field="lettres-et-pieces",
                part=str(paper.pk),
                facts=(paper.due_on,),
                severity=Severity.INFO if state is Due.FIRST else Severity.ALERTE,
            )


def aids_to_check(season: Any) -> Iterator[Found]:
    """Yield the aids read too long ago that the plan counts while nobody promised them."""
    for production, line, aid in aids(season):
        if aid.standing is not Standing.OPEN and line.status in HOPED:
            text = f"« {aid.name} » : {aid.age}, à vérifier ; elle ne peut pas entrer telle quelle dans le plan."
            yield on_line(production, line, text, "Relire le règlement en vigueur sur la page du financeur.")


def unknown_aids(season: Any) -> Iterator[Found]:
    """Yield the lines that name an aid the catalogue does not hold."""
    for production, line in incomes(season):
        if line.aid and known_aid(line.aid) is None:
            yield on_line(
                production,
                line,
                f"« {line.aid} » n’est pas au catalogue des aides.",
                "Choisir l’aide au catalogue.",
                field="a_aid",
            )


def over_the_ceiling(season: Any) -> Iterator[Found]:
    """Yield the aids counted over their ceiling."""
    for production, line, aid in aids(season):
        amount = typed_amount(line)
        if amount is not None and aid.ceiling is not None and amount > aid.ceiling and line.status not in SECURED:
            text = f"{rounded_money_text(amount)} comptés, et « {aid.name} » plafonne à {rounded_money_text(aid.ceiling)}."
            yield on_line(production, line, text, "Ramener la somme au plafond.", cell="unit_price")


def under_the_floor(season: Any) -> Iterator[Found]:
    """Yield the aids counted under their floor."""
    for production, line, aid in aids(season):
        amount = typed_amount(line)
        if amount is not None and aid.floor is not None and amount < aid.floor and line.status in HOPED:
            text = f"{rounded_money_text(amount)} demandés, et « {aid.name} » commence à {rounded_money_text(aid.floor)}."
            yield on_line(production, line, text, "Relever la demande, ou chercher une autre aide.", cell="unit_price")


def over_the_rate(season: Any) -> Iterator[Found]:
    """Yield the aids counted for more than their rate of the eligible base."""
    for production, line, aid in aids(season):
        amount, base = typed_amount(line), line.eligible_base
        if amount is None or base is None or aid.rate is None or line.status in SECURED:
            continue
        most = base * aid.rate
        if amount > most:
            said = f"{number_text(aid.rate * 100)} % de {rounded_money_text(base)}, soit {rounded_money_text(most)}"
            yield on_line(
                production,
                line,
                f"{rounded_money_text(amount)} comptés, au-delà du taux : {said}.",
                "Ramener la somme au taux.",
                cell="unit_price",
            )


def asked_too_late(season: Any) -> Iterator[Found]:
    """Yield the aids asked, or still to ask, after what must not have begun."""
    held = beside(season)
    for production, line, aid in aids(season):
        limit = _limit(season, production, aid)
        if limit is None or line.status in SECURED:
            continue
        sent = [paper.done_on for paper in held.papers_of(line.pk) if paper.kind == PaperKind.DEMANDE and paper.done_on]
        began = "le projet a commencé" if aid.before is Before.PROJECT else "la première a lieu"
        if sent and min(sent) > limit:
            text = f"Demande du {day_text(min(sent))} : {began} le {day_text(limit)}, et « {aid.name} » se demande avant."
        elif not sent and line.status == IncomeStatus.IDEE and season.today > limit:
            text = f"« {aid.name} » ne se demande plus : {began} le {day_text(limit)}."
        else:
            continue
        yield on_line(production, line, text, "Vérifier le règlement, ou ôter l’aide du plan.")


def public_share(season: Any) -> Iterator[Found]:
    """Yield the creations that public money would pay beyond the ceiling."""
    for production in season.productions:
        budget = queries.figures(season, production).budgets.get(Phase.CREATION)
        ceiling = season.law(production.structure_id).read("funding.public_share_ceiling", season.today).value
        if (
            budget is None
            or ceiling is None
            or not budget.previsionnel.expense.is_complete
            or not budget.previsionnel.expense.known
        ):
            continue
        whole = budget.previsionnel.expense.known
        public = sum((amount for line in _public_lines(season, production) if (amount := typed_amount(line)) is not None), ZERO)
        if public > whole * ceiling:
            share = number_text((public / whole * 100).quantize(Decimal("0.1")))
            said = f"{rounded_money_text(public)} d’argent public pour {rounded_money_text(whole)} de charges, {share} %"
            yield Found(
                subject=production.title,
                message=f"{said} : au-delà du plafond de {number_text(ceiling * 100)} %.",
                remedy="Relire le plafond de chaque règlement, ou trouver un produit privé.",
                remedy_url=f"/spectacles/{production.slug}/financement/",
                production=production.pk,
                about=(f"production:{production.pk}",),
            )


def without_convention(season: Any) -> Iterator[Found]:
    """Yield the grants of a public authority that ask for a convention nobody has signed."""
    held = beside(season)
    for production, line in incomes(season):
        amount = typed_amount(line)
        least = season.law(production.structure_id).read("funding.convention_threshold", season.today).value
        if (
            amount is None
            or least is None
            or amount <= least
            or line.status != IncomeStatus.NOTIFIE
            or not _is_public(season, line)
        ):
            continue
        if not any(paper.kind == PaperKind.CONVENTION for paper in held.papers_of(line.pk)):
            said = f"{rounded_money_text(amount)} notifiés, plus de {rounded_money_text(least)} par an"
            text = f"{said} : une convention est obligatoire."
            yield on_line(
                production, line, text, "Suivre la convention parmi les pièces du financeur.", field="lettres-et-pieces"
            )


def too_few_dates(season: Any) -> Iterator[Found]:
    """Yield the aids that ask for more performances than the calendar holds."""
    for production, line, aid in aids(season):
        count = len(season.performances_of(production.pk))
        if aid.performances is not None and count < aid.performances and line.status in AWAITED:
            text = f"{counted(count, 'représentation')} au calendrier, et « {aid.name} » en demande {aid.performances}."
            yield on_line(production, line, text, "Poser les dates, même en option, avec leurs attestations.")


def paid_after_the_year(season: Any) -> Iterator[Found]:
    """Yield the payments of a funder that fall after the last fiscal year of their line."""
    facts = facts_of(season)
    for production, line in incomes(season):
        years = [year.fiscal_year for year in facts.years_of(line)]
        starts_in = production.structure.fiscal_year_start
        late = [each for each in facts.payments_of(line) if years and fiscal_year_of(each.on, starts_in=starts_in) > max(years)]
        if late:
            said = f"Versement du {day_text(late[-1].on)}, après l’exercice {max(years)} auquel la ligne appartient"
            yield on_line(
                production,
                line,
                f"{said} : c’est un produit à recevoir.",
                "Le dire à l’expert-comptable, ou revoir l’exercice.",
                field="versements",
            )


def answers_without_day(season: Any) -> Iterator[Found]:
    """Yield the requests whose answer has no expected day."""
    for production, line in incomes(season):
        if line.status in AWAITED and line.funder_id is not None and line.on is None:
            text = "Réponse attendue sans date : aucune relance ne peut être rappelée."
            yield on_line(production, line, text, "Saisir le jour de la réponse attendue dans la grille du budget.", "on")


def aids_that_exclude(season: Any) -> Iterator[Found]:
    """Yield the aids that another aid of the same structure shuts out."""
    held = list(aids(season))
    for production, line, aid in held:
        for other_production, other, another in held:
            same = other_production.structure_id == production.structure_id
            if same and another.code in aid.excludes and IncomeStatus.REFUSE not in (line.status, other.status):
                text = f"« {aid.name} » ne se cumule pas avec « {another.name} » ({other_production.title})."
                yield on_line(production, line, text, "Garder une des deux aides.", part=str(other.pk))


def received_and_awaited(season: Any) -> Iterator[Found]:
    """Yield the incomes said to be received whose payments are still awaited."""
    facts = facts_of(season)
    for production, line in incomes(season):
        awaited_still = [each for each in facts.payments_of(line) if not each.paid]
        if line.status == IncomeStatus.ENCAISSE and awaited_still:
            said = f"Ligne encaissée, et {counted(len(awaited_still), 'versement')} encore attendu"
            text = f"{said}{'s' if len(awaited_still) > 1 else ''} (le premier, le {day_text(awaited_still[0].on)})."
            yield on_line(production, line, text, "Dire les versements reçus, ou revenir à « conventionné ».", field="versements")


def more_than_asked(season: Any) -> Iterator[Found]:
    """Yield the incomes granted for more than was asked."""
    for production, line in incomes(season):
        amount = typed_amount(line)
        if line.status in SECURED and line.asked is not None and amount is not None and amount > line.asked:
            text = f"{rounded_money_text(amount)} accordés pour {rounded_money_text(line.asked)} demandés."
            yield on_line(production, line, text, "Vérifier la notification.", field="s_to")


def _coming(season: Any, wanted: str, said: str, remedy: str) -> Iterator[Found]:
    for production in season.productions:
        for line, day, state in awaited(season, production):
            told = due(day, season.today)
            if state == wanted and told in (Due.FIRST, Due.LAST):
                yield on_line(
                    production,
                    line,
                    f"{said} {_when(day, season.today)}.",
                    remedy,
                    field="s_to" if state == "reponse" else "versements",
                    part=day.isoformat(),
                    facts=(day,),
                    severity=Severity.INFO if told is Due.FIRST else Severity.ALERTE,
                )


def _when(day: date, today: date) -> str:
    left = (day - today).days
    return f"le {day_text(day)}, " + ("aujourd’hui" if left == 0 else f"dans {counted(left, 'jour')}")


def incomes(season: Any) -> Iterator[tuple[Production, Line]]:
    """Yield the incomes of each budget."""
    facts = facts_of(season)
    for production in season.productions:
        for line in facts.lines_of(production.pk):
            if line.side == Side.PRODUIT:
                yield production, line


def aids(season: Any) -> Iterator[tuple[Production, Line, KnownAid]]:
    """Yield the lines that name an aid of the catalogue."""
    for production, line in incomes(season):
        aid = known_aid(line.aid) if line.aid else None
        if aid is not None:
            yield production, line, aid


def _limit(season: Any, production: Production, aid: KnownAid) -> date | None:
    if aid.before is Before.PROJECT:
        return production.creation_start
    if aid.before is Before.PREMIERE:
        performances = season.performances_of(production.pk)
        return performances[0].on if performances else production.creation_end
    return None


def _is_public(season: Any, line: Line) -> bool:
    return line.funder_id is not None and season.structure(line.funder_id).funder_kind not in ("", FunderKind.PRIVE)


def _public_lines(season: Any, production: Production) -> Iterator[Line]:
    for line in facts_of(season).lines_of(production.pk):
        counted_in = line.side == Side.PRODUIT and line.phase == Phase.CREATION and line.status != IncomeStatus.REFUSE
        if counted_in and _is_public(season, line):
            yield line


CALENDAR = Citation("Suivi d’un financement : rappels à soixante et à quinze jours de chaque échéance", "", "derived")
CATALOGUE = Citation(
    "Catalogue des aides : une fiche ancienne s’affiche avec sa date et n’entre jamais d’elle-même au plan", "", "derived"
)
RULES = Citation(
    "Règlement de l’aide, lu au catalogue le 21 novembre 2026 : taux, plancher, plafond, conditions", "", "one_source"
)
DRAC = Citation(
    "Arrêté du 16 décembre 2021 : l’aide au projet et le conventionnement s’excluent sur la même période",
    "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000044591957",
    "official",
)
PUBLIC = Citation(
    "Règlements d’aide : la part d’argent public est plafonnée, souvent à 70 ou 80 %, à lire dans chacun", "", "derived"
)
CONVENTION = Citation("Décret 2001-495 du 6 juin 2001 : convention au-delà de 23 000 € par an", "", "one_source")
YEAR = Citation("Cerfa 15059 et comptes annuels : un produit appartient à l’exercice qu’il finance", "", "derived")
PLAN = Citation("Plan de financement : idée, demandé, en instruction, notifié, conventionné, encaissé, refusé", "", "derived")

ALERT, UNKNOWN, INFO = Severity.ALERTE, Severity.INCONNU, Severity.INFO
_check = checks_of("budget")
CHECKS = (
    _check("FIN-002", "La réponse d’un financeur approche", answers_coming, ALERT, CALENDAR),
    _check("FIN-003", "Le versement d’un financeur approche", payments_coming, ALERT, CALENDAR),
    _check("FIN-004", "Une pièce d’un financement est due", papers_due, ALERT, CALENDAR),
    _check("FIN-005", "Une aide à vérifier entre dans le plan", aids_to_check, ALERT, CATALOGUE),
    _check("FIN-006", "Une aide dépasse son plafond", over_the_ceiling, ALERT, RULES),
    _check("FIN-007", "Une aide dépasse son taux", over_the_rate, ALERT, RULES),
    _check("FIN-008", "Une aide est sous son plancher", under_the_floor, ALERT, RULES),
    _check("FIN-013", "Une aide est demandée trop tard", asked_too_late, ALERT, RULES),
    _check("FIN-014", "La part d’argent public dépasse le plafond", public_share, ALERT, PUBLIC),
    _check("FIN-015", "Une aide notifiée demande une convention", without_convention, INFO, CONVENTION),
    _check("FIN-016", "Une aide demande plus de représentations", too_few_dates, ALERT, RULES),
    _check("FIN-017", "Un versement tombe après l’exercice", paid_after_the_year, INFO, YEAR),
    _check("FIN-018", "Une réponse attendue n’a pas de date", answers_without_day, UNKNOWN, CALENDAR),
    _check("FIN-019", "Deux aides s’excluent", aids_that_exclude, ALERT, DRAC),
    _check("FIN-020", "Une ligne encaissée attend un versement", received_and_awaited, ALERT, PLAN),
    _check("FIN-021", "Une aide n’est pas au catalogue", unknown_aids, INFO, CATALOGUE),
    _check("FIN-022", "Une aide accorde plus que la demande", more_than_asked, INFO, PLAN),
)
