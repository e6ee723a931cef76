"""What our structure, partners and people are read against: identity numbers, VAT regime, agreement, double records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from filage.core.rails.checks import Check, Found
from filage.core.rails.types import Severity
from filage.desks.directory.queries.identities import Doubtful, doubtful
from filage.productions.models import Structure
from filage.rules.reading.folding import folded

SIRENE = "Insee, répertoire Sirene : un SIRET porte une clé de contrôle (formule de Luhn)"
VIES = "Commission européenne, VIES : n° de TVA français, « FR », clé de deux chiffres, SIREN"
MENTIONS = "Mentions d’un contrat de cession : raison sociale, SIRET, code APE, n° de TVA, récépissé (CND, fiche cession)"
SHEETS_URL = "https://doczz.fr/doc/3292383/contrat-de-cession-de-droits-d-exploitation-d-un-spectacle"
AGREEMENT = "Code du travail, art. L1242-12 : le contrat à durée déterminée nomme la convention collective"
LABOUR_CODE_URL = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072050"


def wrong_sirets(season: Any) -> Iterator[Found]:
    """Yield the structures whose SIRET cannot exist."""
    for structure, fault in _doubtful(season).sirets:
        yield _found(structure, f"SIRET {structure.siret} : {fault}.", "Relire le SIRET sur l’avis de situation.", "siret")


def wrong_vat_numbers(season: Any) -> Iterator[Found]:
    """Yield the structures whose VAT number cannot be theirs."""
    for structure, fault in _doubtful(season).vat_numbers:
        yield _found(structure, f"N° de TVA {structure.vat_number} : {fault}.", "Relire le n° de TVA.", "vat_number")


def wrong_activity_codes(season: Any) -> Iterator[Found]:
    """Yield the structures whose code APE has not the form of one."""
    for structure, fault in _doubtful(season).activity_codes:
        yield _found(structure, f"Code APE {structure.ape} : {fault}.", "Relire le code APE.", "ape")


def missing_sirets(season: Any) -> Iterator[Found]:
    """Yield our structures that work without SIRET."""
    for structure in _ours(season):
        if not structure.siret:
            text = "Le SIRET manque : contrats, factures et demandes d’aide le demandent."
            yield _found(structure, text, "Saisir le SIRET de notre structure.", "siret")


def missing_regimes(season: Any) -> Iterator[Found]:
    """Yield our structures whose VAT regime of today nobody said."""
    for structure in _ours(season):
        if season.vat_status(structure.pk, season.today) is None:
            text = "Le régime de TVA n’est pas connu aujourd’hui : ventes comptées sans taxe, charges toutes taxes comprises."
            yield _found(structure, text, "Dire le régime de TVA, et depuis quand.", "status", page="tva/")


def missing_agreements(season: Any) -> Iterator[Found]:
    """Yield our structures that engage people without naming their collective agreement."""
    employers = {each.production.structure_id for each in season.engagements}
    for structure in _ours(season):
        if structure.pk in employers and not structure.idcc:
            text = "La convention collective (IDCC) manque : un contrat à durée déterminée doit la nommer."
            yield _found(structure, text, "Saisir l’IDCC : 1285 ou 3090 pour le spectacle vivant.", "idcc")


def people_twice(season: Any) -> Iterator[Found]:
    """Yield the people who work here under two records."""
    for name, held in _alike((folded(person.name), person) for person in _whole(season, season.people)):
        yield Found(
            subject=held[0].name,
            message=f"{len(held)} fiches portent ce nom ({name}) : les dates et les embauches se partagent entre elles.",
            remedy="Garder une fiche, ou distinguer les homonymes par leur nom.",
            remedy_url=f"/personnes/{held[-1].pk}/#id_name",
            about=tuple(f"person:{person.pk}" for person in held),
        )


def structures_twice(season: Any) -> Iterator[Found]:
    """Yield the structures that have two records: the same SIRET, or the same name in the same town."""
    for siret, held in _doubtful(season).same_siret:
        yield _double(held, f"{len(held)} fiches portent le SIRET {siret}")
    for held in _doubtful(season).same_name:
        yield _double(held, f"{len(held)} structures portent le nom « {held[0].name} »")


def _double(held: list[Structure], said: str) -> Found:
    return Found(
        subject=held[0].name,
        message=f"{said} : contrats et financements se partagent entre elles.",
        remedy="Garder une fiche et y rattacher ce que porte l’autre.",
        remedy_url=f"/structures/{held[-1].pk}/#id_name",
        about=tuple(f"structure:{each.pk}" for each in held),
    )


def _alike[Thing](named: Iterable[tuple[str, Thing]]) -> Iterator[tuple[str, list[Thing]]]:
    groups: dict[str, list[Thing]] = defaultdict(list)
    for name, thing in named:
        groups[name].append(thing)
    return ((name, held) for name, held in groups.items() if len(held) > 1)


def _whole(season: Any, rows: Any) -> Any:
    """Return the rows of the directory, which belong to no production: none when the season is only a part of the office."""
    return () if season.production_ids else rows


def _doubtful(season: Any) -> Doubtful:
    """Return what is doubtful in the directory: nothing when the season is only a part of the office."""
    return Doubtful((), (), (), (), ()) if season.production_ids else doubtful(season)


def _ours(season: Any) -> Iterator[Structure]:
    """Yield our structures that hold a production."""
    holding = {production.structure_id for production in season.productions}
    return (each for each in _whole(season, season.structures) if each.ours and each.pk in holding)


def _found(structure: Structure, message: str, remedy: str, field: str, *, page: str = "") -> Found:
    return Found(
        subject=structure.name,
        message=message,
        remedy=remedy,
        remedy_url=f"/structures/{structure.pk}/{page}{f'#id_{field}' if field else ''}",
        about=(f"structure:{structure.pk}",),
    )


CHECKS = (
    Check(
        code="ORG-001",
        title="Un SIRET ne peut pas exister",
        desk="directory",
        severity=Severity.ALERTE,
        citation=SIRENE,
        citation_url="https://www.insee.fr/fr/metadonnees/definition/c1841",
        confidence="two_sources",
        find=wrong_sirets,
    ),
    Check(
        code="ORG-002",
        title="Un n° de TVA ne peut pas être celui de la structure",
        desk="directory",
        severity=Severity.ALERTE,
        citation=VIES,
        citation_url="https://ec.europa.eu/taxation_customs/vies/",
        confidence="two_sources",
        find=wrong_vat_numbers,
    ),
    Check(
        code="ORG-003",
        title="Un code APE est mal formé",
        desk="directory",
        severity=Severity.ALERTE,
        citation="Insee, nomenclature d’activités française : un code APE a quatre chiffres et une lettre",
        citation_url="https://www.insee.fr/fr/information/2406147",
        confidence="one_source",
        find=wrong_activity_codes,
    ),
    Check(
        code="ORG-004",
        title="Le SIRET de notre structure manque",
        desk="directory",
        severity=Severity.INCONNU,
        citation=MENTIONS,
        citation_url=SHEETS_URL,
        confidence="two_sources",
        find=missing_sirets,
    ),
    Check(
        code="ORG-005",
        title="Une personne a deux fiches",
        desk="directory",
        severity=Severity.INFO,
        citation="Filage : une personne a une fiche, que toutes les pages lisent",
        confidence="derived",
        find=people_twice,
    ),
    Check(
        code="ORG-006",
        title="Une structure a deux fiches",
        desk="directory",
        severity=Severity.INFO,
        citation="Filage : une structure a une fiche, que toutes les pages lisent",
        confidence="derived",
        find=structures_twice,
    ),
    Check(
        code="ORG-007",
        title="Le régime de TVA de notre structure est inconnu",
        desk="directory",
        severity=Severity.INCONNU,
        citation="Le régime de TVA est un fait daté de la structure ; il ne se déduit pas de son statut associatif",
        confidence="derived",
        find=missing_regimes,
    ),
    Check(
        code="ORG-008",
        title="La convention collective de notre structure manque",
        desk="directory",
        severity=Severity.INCONNU,
        citation=AGREEMENT,
        citation_url=LABOUR_CODE_URL,
        confidence="official",
        find=missing_agreements,
    ),
)
