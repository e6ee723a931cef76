"""What is copied into the official forms of an embauche: each field in the order of its form, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from filage.desks.directory.queries import house
from filage.desks.payroll.queries import papers
from filage.desks.payroll.queries.hours import validated
from filage.desks.payroll.queries.slips import slips
from filage.documents import employment, spoken
from filage.documents.employment_shapes import FormData, FormField, FormGroup, Terms
from filage.documents.text import MONTHS, money
from filage.productions.models import Engagement

KIND = "Fiche à recopier"
SEXES = {"1": "masculin", "2": "féminin"}
ANNEXES = {"artiste": "annexe 10 (artiste)", "technicien": "annexe 8 (technicien)"}
CONTRACTS = {"CDDU": "CDD d’usage", "CDD": "CDD", "CDI": "CDI"}
LONG_TRIAL = "période d’essai : seulement pour un CDI, ou un CDD de plus de six mois"

# code: title, where it goes and until when, what it rests on, which statuses it is for, whether it is told month by month
SHEETS: dict[str, tuple[str, str, str, tuple[str, ...], bool]] = {
    "dpae": (
        "Déclaration préalable à l’embauche (DPAE)",
        "À faire sur le site de l’Urssaf, dans les huit jours qui précèdent l’embauche, et avant la première heure de travail.",
        "Code du travail, art. L1221-10, R1221-1, R1221-4 et R1221-5",
        ("artiste", "technicien", "permanent", "intervention"),
        False,
    ),
    "aem": (
        "Attestation d’employeur mensuelle (AEM)",
        "À saisir auprès de France Travail, par salarié, par mois et par contrat, avant le 15 du mois qui suit le paiement ; "
        "France Travail la remplace peu à peu par la DSN.",
        "Circulaire Unédic 2018-04",
        ("artiste", "technicien"),
        True,
    ),
    "conges-spectacles": (
        "Certificat d’emploi des Congés Spectacles",
        "À remettre à la fin de chaque contrat, coupé au 31 mars ; l’exemplaire de la caisse passe par la DSN.",
        "Code du travail, art. D7121-28 à D7121-49",
        ("artiste", "technicien"),
        False,
    ),
    "afdas": (
        "Formation professionnelle (Afdas)",
        "La contribution est déclarée en DSN et recouvrée par l’Urssaf ; cette fiche sert au contrôle et aux demandes de "
        "formation.",
        "Code du travail, art. L6331-55 et L6331-56",
        ("artiste", "technicien", "permanent", "intervention"),
        False,
    ),
    "guso": (
        "Déclaration unique et simplifiée (Guso)",
        "Premier volet au plus tard à l’embauche ; second volet remis dans les deux jours, envoyé et payé au plus tard quinze "
        "jours après la fin du contrat.",
        "Code du travail, art. R7122-16 à R7122-24",
        ("artiste", "technicien"),
        False,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What was worked in a month: as the office checked it, else as it is foreseen; None is unknown."""

    month: date
    days: int | None
    cachets: int
    hours: Decimal | None
    gross: Decimal | None


def worked_by(season: Any, engagement: Engagement) -> list[Worked]:
    """Return what an embauche works, month by month; the days of one that is not paid by date are told, never guessed."""
    found = []
    for slip in slips(season, engagement):
        checked = next(
            (each for each in validated(engagement.production, slip.month) if each.engagement.pk == engagement.pk), None
        )
        counters = checked.counters if checked else None
        days = slip.days if engagement.per_performance else None
        found.append(
            Worked(
                month=slip.month,
                days=counters.days if counters else days,
                cachets=counters.cachets if counters else slip.cachets,
                hours=counters.aem if counters else slip.hours,
                gross=slip.base,
            )
        )
    return found


def sheets_for(engagement: Engagement) -> list[str]:
    """Return the codes of the sheets that an embauche asks for: the Guso takes the place of the others."""
    guso = engagement.production.structure.pay_circuit == "guso"
    fitting = [code for code, said in SHEETS.items() if engagement.status in said[3]]
    return ["guso"] if guso and "guso" in fitting else [code for code in fitting if code != "guso"]


def sheet(season: Any, engagement: Engagement, code: str, *, on: date, month: date | None = None) -> FormData:
    """Return a sheet to copy; `month` (its first day) is the month of an AEM, the first one worked when none is said."""
    title, where, citation, _, _ = SHEETS[code]
    terms, chosen = papers.terms_of(season, engagement), _chosen(worked_by(season, engagement), month)
    subject = " · ".join(part for part in (terms.employee.name or engagement.placeholder, terms.function, terms.title) if part)
    if code == "aem" and chosen:
        subject += f" · {MONTHS['fr'][chosen.month.month - 1]} {chosen.month.year}"
    return FormData(
        head=house.head(season, engagement.production, KIND, on=on),
        title=title,
        subject=subject,
        where=where,
        citation=citation,
        groups=groups(season, engagement, code, month=month),
    )


def groups(season: Any, engagement: Engagement, code: str, *, month: date | None = None) -> tuple[FormGroup, ...]:
    """Return the parts of a sheet, for a page that shows them without the head of a paper."""
    terms, worked = papers.terms_of(season, engagement), worked_by(season, engagement)
    made = {"dpae": _dpae, "aem": _aem, "conges-spectacles": _conges, "afdas": _afdas, "guso": _guso}[code]
    told = made(terms, worked, _chosen(worked, month))
    return tuple(FormGroup(name=name, fields=tuple(fields)) for name, fields in told)


def first_sheet(engagement: Engagement) -> str:
    """Return the code of the sheet that is due before the first hour of work: the DPAE, or the Guso that takes its place."""
    return "guso" if "guso" in sheets_for(engagement) else "dpae"


def dpae(season: Any, engagement: Engagement) -> FormData:
    """Return the sheet of the déclaration préalable à l’embauche."""
    return sheet(season, engagement, "dpae", on=season.today)


type Groups = list[tuple[str, list[FormField]]]


def _dpae(terms: Terms, worked: Sequence[Worked], chosen: Worked | None) -> Groups:
    house_, who = terms.employer, terms.employee
    return [
        (
            "Employeur",
            [
                _asked("SIRET", house_.siret),
                _asked("Code APE", house_.ape),
                _asked("Dénomination", house_.name),
                _asked("Adresse", house_.address),
                _asked("Service de santé au travail", house_.medical),
            ],
        ),
        ("Salarié", [*_identity(terms), _asked("Numéro de sécurité sociale", spoken.nir(who.nir)), *_birth(terms)]),
        (
            "Embauche",
            [
                _asked("Date d’embauche", _date(terms.starts)),
                _asked("Heure d’embauche", _first_hour(terms)),
                _asked("Nature du contrat", CONTRACTS[terms.contract]),
                *([] if terms.contract == "CDI" else [_asked("Date de fin", _date(terms.ends))]),
                _told("Période d’essai", "", note=LONG_TRIAL),
                _told("Lieu de dépôt", house_.urssaf),
            ],
        ),
    ]


def _aem(terms: Terms, worked: Sequence[Worked], chosen: Worked | None) -> Groups:
    return [
        ("Employeur", [*_employer(terms), _told("Récépissés d’entrepreneur", " / ".join(terms.employer.licences))]),
        (
            "Salarié",
            [*_identity(terms), _asked("Numéro de sécurité sociale", spoken.nir(terms.employee.nir)), *_birth(terms)],
        ),
        (
            "Emploi",
            [
                _asked("Annexe", ANNEXES.get(terms.status, "")),
                _asked("Emploi occupé", terms.function),
                _told("Statut", "cadre" if terms.executive else "non-cadre"),
                _asked("Spectacle", terms.title),
                _asked("Numéro d’objet", terms.object_number),
                _asked("Début du contrat", _date(terms.starts)),
                _told("Fin du contrat", _end(terms, chosen)),
            ],
        ),
        ("Activité du mois", _month(terms, chosen)),
    ]


def _conges(terms: Terms, worked: Sequence[Worked], chosen: Worked | None) -> Groups:
    return [
        ("Employeur", [*_employer(terms), _asked("N° d’adhérent aux Congés Spectacles", terms.employer.conges_number)]),
        (
            "Salarié",
            [
                *_identity(terms),
                _asked("N° Congés Spectacles", terms.employee.conges_number),
                _asked("Numéro de sécurité sociale", spoken.nir(terms.employee.nir)),
                *_birth(terms),
                _asked("Adresse", terms.employee.address),
            ],
        ),
        ("Emploi", [_asked("Emploi occupé", terms.function), _asked("Spectacle", terms.title), *_whole(terms, worked)]),
    ]


def _afdas(terms: Terms, worked: Sequence[Worked], chosen: Worked | None) -> Groups:
    return [
        ("Employeur", _employer(terms)),
        (
            "Salarié",
            [*_identity(terms), _asked("Numéro de sécurité sociale", spoken.nir(terms.employee.nir)), *_birth(terms)],
        ),
        (
            "Contrat",
            [_asked("Nature", CONTRACTS[terms.contract]), _asked("Emploi occupé", terms.function), *_whole(terms, worked)],
        ),
    ]


def _guso(terms: Terms, worked: Sequence[Worked], chosen: Worked | None) -> Groups:
    house_, who = terms.employer, terms.employee
    reach = " · ".join(part for part in (house_.phone, house_.email) if part)
    unit = employment.UNITS[terms.unit][0]
    places = " ; ".join(dict.fromkeys(each.place for each in terms.days if each.place))
    return [
        (
            "Employeur",
            [
                _asked("Dénomination", house_.name),
                _asked("Code APE", house_.ape),
                _asked("SIRET", house_.siret),
                _asked("Adresse", house_.address),
                _asked("Téléphone et courriel", reach),
            ],
        ),
        (
            "Salarié",
            [
                *_identity(terms),
                _asked("Adresse", who.address),
                _asked("Numéro de sécurité sociale", spoken.nir(who.nir)),
                *_birth(terms),
                _asked("Nationalité", who.nationality),
            ],
        ),
        (
            "Embauche et emploi",
            [
                _asked("Date et heure d’embauche", " ".join(part for part in (_date(terms.starts), _first_hour(terms)) if part)),
                _asked("Motif du contrat", terms.motive or (f"spectacle « {terms.title} »" if terms.contract == "CDDU" else "")),
                _asked("Emploi occupé", terms.function),
                _told("Lieu de travail", places or house_.address),
                _asked(f"Salaire brut par {unit}", "" if terms.gross is None else money(terms.gross)),
                _asked("Convention collective", employment.AGREEMENTS.get(house_.agreement, house_.agreement)),
                _told("Prélèvement à la source", "", note="selon le taux transmis"),
                _told("Période d’essai", ""),
            ],
        ),
        ("Exécution et fin", _whole(terms, worked)),
    ]


def _employer(terms: Terms) -> list[FormField]:
    house_ = terms.employer
    return [
        _asked("Dénomination", house_.name),
        _asked("SIRET", house_.siret),
        _asked("Code APE", house_.ape),
        _asked("Convention collective (IDCC)", house_.agreement),
        _asked("Adresse", house_.address),
    ]


def _identity(terms: Terms) -> list[FormField]:
    who = terms.employee
    sex = SEXES.get(who.nir.strip()[:1], "")
    return [
        _asked("Nom et prénoms", who.name),
        _told("Nom de naissance", who.birth_name),
        _asked("Sexe", sex, note="d’après le numéro de sécurité sociale" if sex else ""),
    ]


def _birth(terms: Terms) -> list[FormField]:
    who = terms.employee
    return [_asked("Date de naissance", _date(who.born_on)), _asked("Lieu de naissance", who.birth_place)]


def _month(terms: Terms, chosen: Worked | None) -> list[FormField]:
    counted = terms.unit == "cachet" and terms.status == "artiste"
    hours = None if chosen is None else chosen.hours
    count = "" if chosen is None else str(chosen.cachets) if counted else _number(hours)
    gross = None if chosen is None else chosen.gross
    return [
        _days([] if chosen is None else [chosen]),
        _asked("Cachets" if counted else "Heures", count),
        _asked("Salaire brut, avant abattement", "" if gross is None else money(gross)),
        _told("Abattement (DFS)", terms.deduction or "non"),
    ]


def _whole(terms: Terms, worked: Sequence[Worked]) -> list[FormField]:
    counted = terms.unit == "cachet" and terms.status == "artiste"
    hours = [each.hours for each in worked]
    count = str(sum(each.cachets for each in worked)) if counted else _number(_sum(hours))
    gross = _sum([each.gross for each in worked])
    return [
        _asked("Du", _date(terms.starts)),
        *([] if terms.contract == "CDI" else [_asked("Au", _date(terms.ends))]),
        _days(worked),
        _asked("Cachets" if counted else "Heures", count if worked else ""),
        _asked("Salaire brut, avant abattement", "" if gross is None or not worked else money(gross)),
    ]


def _days(worked: Sequence[Worked]) -> FormField:
    days = [each.days for each in worked if each.days is not None]
    known = worked and len(days) == len(worked)
    return _asked("Jours travaillés", str(sum(days)) if known else "", note="" if known else "d’après le relevé d’heures")


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [each for each in values if each is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _chosen(worked: Sequence[Worked], month: date | None) -> Worked | None:
    return next((each for each in worked if month is None or each.month == month), None)


def _end(terms: Terms, chosen: Worked | None) -> str:
    """Return the end of a contract, « contrat en cours » on the sheets of the months before."""
    if terms.ends is None or chosen is None:
        return _date(terms.ends)
    return (
        _date(terms.ends)
        if (terms.ends.year, terms.ends.month) <= (chosen.month.year, chosen.month.month)
        else "contrat en cours"
    )


def _first_hour(terms: Terms) -> str:
    return next((spoken.hour(each.starts) for each in terms.days if each.on == terms.starts and each.starts), "")


def _asked(label: str, value: str, *, note: str = "") -> FormField:
    return FormField(label=label, value=value, missing=not value, note=note)


def _told(label: str, value: str, *, note: str = "") -> FormField:
    return FormField(label=label, value=value, note=note)


def _date(on: date | None) -> str:
    return "" if on is None else f"{on:%d/%m/%Y}"


def _number(value: Decimal | None) -> str:
    return "" if value is None else spoken.number(value.quantize(Decimal("0.01")))
