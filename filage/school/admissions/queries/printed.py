"""What the papers of admissions say: letters, quote, contract of who pays for herself, convention of who pays for another."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from filage.desks.directory.queries import house
from filage.documents.paper_shapes import Head
from filage.documents.school_shapes import PaperPart, SchoolPaperData
from filage.documents.shapes import Company, Document
from filage.rules.planning.bank_holidays import territories
from filage.rules.schooling import withdrawal
from filage.rules.schooling.certification import Certification
from filage.school.admissions.enums import GRANTED, Funder
from filage.school.admissions.models import Application, PlaceFunding
from filage.school.admissions.queries import calls, letters, money
from filage.school.admissions.queries.words import entries
from filage.school.programmes.models import SchoolSession, Trainer
from filage.school.programmes.queries.bodies import Body, body_of
from filage.web import format as french

BINDING = "Code du travail, art. L6353-3 à L6353-7"
GAP = "à compléter"
DIGITS, NBSP = re.compile(r"(?<=\d) (?=\d)"), "\u00a0"  # a number holds on one line
PUBLIC = frozenset({Funder.REGION, Funder.FRANCE_TRAVAIL})  # whose contributions a convention says
UNDONE = (
    "Si l’organisme n’exécute pas tout ou partie de la formation, il rembourse les sommes indûment perçues de ce fait (L6354-1)."
)
TITLES = {
    "admis": "Vous êtes admis·e",
    "attente": "Liste d’attente",
    "refuse": "Votre candidature",
    "incomplet": "Dossier incomplet",
    "hors_delai": "Dossier hors délai",
}


def letter(application: Application, lacks: Sequence[str], *, on: date) -> SchoolPaperData:
    """Return the letter that tells what was decided of an application."""
    said = letters.decided(application, lacks).text.split("\n\n")
    return SchoolPaperData(
        head=head(application.intake.session, "Lettre", on),
        title=TITLES.get(application.outcome, "Votre candidature"),
        subject=f"Candidature {application.reference}, {application.intake.name}",
        addressee=addressee(application),
        parts=(PaperPart(texts=tuple(part.replace("\n", " ") for part in said)),),
    )


def quote(application: Application, *, on: date) -> SchoolPaperData:
    """Return the personal quote of a place: its price, what others give, what is left."""
    session, held = application.intake.session, money.place(application)
    rows = [("Prix de la place, net de taxe", _money(held.price))]
    rows += [
        (f"{_funder(one)} ({one.get_state_display()})", _money(one.amount)) for one in held.fundings if one.funder != Funder.OWN
    ]
    rows.append(("Reste à votre charge, une fois déduit ce qui est accordé", _money(held.left)))
    return SchoolPaperData(
        head=head(session, "Devis", on),
        title="Devis de formation",
        subject=session.name,
        addressee=addressee(application),
        parts=(
            PaperPart(title="La formation", columns=("Ce qui est proposé", ""), rows=tuple(_facts(session))),
            PaperPart(
                title="Le prix",
                columns=("Désignation", "Montant"),
                rows=tuple(rows),
                amounts=(1,),
                note="Ce qui est demandé et pas encore accordé n’est pas déduit.",
            ),
        ),
        signed=(("La personne", application.name), ("L’organisme", body_of(session).signature)),
        missing=tuple(_lacking(session, held.price, on)),
    )


def contract(application: Application, *, on: date, distance: bool) -> SchoolPaperData:
    """Return the contract of somebody who pays for herself, with the mentions it is void without (L6353-4)."""
    session, held = application.intake.session, money.place(application)
    body, told = body_of(session), calls.rules(application.intake)
    route = told.routes.get(application.route)
    quitting = application.intake.quitting.strip()
    return SchoolPaperData(
        head=head(session, "Contrat de formation professionnelle", on),
        title="Contrat de formation professionnelle",
        subject=f"{session.name}. {BINDING}",
        parties=(_party(body), ("La personne", *addressee(application))),
        parts=(
            _part("1. Objet, nature, durée, programme, effectif", _facts(session), "L6353-4, 1°"),
            PaperPart(
                title="2. Connaissances préalables",
                texts=(_programme(session, "prerequisites") or (entries(route.entries) if route else GAP),),
                note="L6353-4, 2°",
            ),
            PaperPart(
                title="3. Conditions, moyens, contrôle des connaissances, sanction",
                texts=_given(session, told.certification),
                note="L6353-4, 3°",
            ),
            PaperPart(title="4. Qui forme", points=tuple(_trainers(session)) or (GAP,), note="L6353-4, 4°"),
            *_payment(application, held.left, on, distance=distance),
            _leaving(quitting),
            _told_before(session),
        ),
        apart=tuple(_withdrawal_form(application, body)) if distance else (),
        signed=(("La personne", application.name), ("L’organisme", body.signature)),
        missing=(*_lacking(session, held.left, on), *(["ce que doit qui abandonne (sur l’appel)"] if not quitting else [])),
    )


def convention(application: Application, funding: PlaceFunding, *, on: date) -> SchoolPaperData:
    """Return the convention with who pays for the place of another: an employer, a funder (L6353-1, D6353-1)."""
    session, body = application.intake.session, body_of(application.intake.session)
    named, told = funding.name or funding.get_funder_display(), calls.rules(application.intake)
    public = [one for one in granted(application) if one.funder in PUBLIC and one.pk != funding.pk]
    return SchoolPaperData(
        head=head(session, "Convention de formation professionnelle", on),
        title="Convention de formation professionnelle",
        subject=f"{session.name}. Code du travail, art. L6353-1 et D6353-1",
        parties=(_party(body), ("Qui finance", named)),
        parts=(
            _part("1. Intitulé, nature, durée, effectif", [*_facts(session), ("Bénéficiaire", application.name)], "D6353-1"),
            PaperPart(title="2. Déroulement et sanction", texts=_given(session, told.certification)),
            PaperPart(
                title="3. Prix et contributions",
                columns=("Désignation", "Montant"),
                rows=(
                    ("Prix de la place, net de taxe", _money(session.price)),
                    (f"Prise en charge : {named}", _money(funding.amount)),
                    *((f"Contribution publique : {_funder(one)}", _money(one.amount)) for one in public),
                    ("Reste à la charge de la personne", _money(money.place(application).left)),
                    *([] if public or funding.funder in PUBLIC else [("Contributions de personnes publiques", "aucune")]),
                ),
                amounts=(1,),
                note="Seules les heures réalisées, prouvées par l’émargement, sont facturées.",
            ),
            PaperPart(title="4. Inexécution", texts=(UNDONE,)),
        ),
        signed=(("Qui finance", named), ("L’organisme", body.signature)),
        missing=tuple(_lacking(session, funding.amount, on)),
    )


def moves(session: SchoolSession, rows: Sequence[Sequence[str]], *, on: date) -> SchoolPaperData:
    """Return the report of entries and exits of a session, for who funds it."""
    return SchoolPaperData(
        head=head(session, "Entrées et sorties", on),
        title="Entrées et sorties",
        subject=session.name,
        parts=(PaperPart(columns=MOVES, rows=tuple(tuple(row) for row in rows), note=f"Situation au {on:%d/%m/%Y}."),),
        wide=True,
    )


MOVES = ("Personne", "Née le", "Financement", "Voie", "Parcours", "Entrée", "Sortie", "Motif")


def head(session: SchoolSession, kind: str, on: date) -> Head:
    """Return what every paper says first: the body that teaches."""
    return Head(company=_body(session), document=Document(kind=kind, issued=on), title=session.name)


def addressee(application: Application) -> tuple[str, ...]:
    """Return to whom a paper is written."""
    town = f"{application.postal_code} {application.city}".strip()
    return tuple(line for line in (application.name, application.address, town) if line)


def _party(body: Body) -> tuple[str, ...]:
    company = house.company(body.structure) if body.structure else Company(name=GAP)
    return ("L’organisme", company.name, *company.address, f"SIRET {body.siret or GAP}", DIGITS.sub(NBSP, body.mention))


def _body(session: SchoolSession) -> Company:
    body = body_of(session)
    return house.company(body.structure) if body.structure else Company(name=session.organisation.name)


def _given(session: SchoolSession, record: Certification | None) -> tuple[str, ...]:
    """Return how the training is given, how it is checked, and what it ends with."""
    ends = "À son terme, un certificat de réalisation dit les heures faites"
    if record:
        ends += f" ; elle prépare à « {record.title} » ({record.code}), que délivre {record.certifier} à qui réussit ses épreuves"
    return (_programme(session, "methods") or GAP, _programme(session, "evaluation") or GAP, f"{ends}.")


def _facts(session: SchoolSession) -> list[tuple[str, str]]:
    periods = list(session.periods.order_by("first"))
    days = f"du {periods[0].first:%d/%m/%Y} au {max(one.last for one in periods):%d/%m/%Y}" if periods else GAP
    hours = f"{french.number(session.centre_hours)} h en centre, {french.number(session.company_hours)} h en entreprise"
    revised = (
        f" (version du {session.programme.revised_on:%d/%m/%Y})" if session.programme and session.programme.revised_on else ""
    )
    return [
        ("Intitulé", session.name),
        ("Nature", "Action de formation (Code du travail, art. L6313-1, 1°)"),
        ("Prépare à", session.certification or "aucune certification"),
        ("Durée", hours),
        ("Dates", days),
        ("Effectif", f"{session.places} personnes au plus" if session.places else GAP),
        ("Programme", f"{session.programme.name}{revised}, annexé" if session.programme else GAP),
    ]


def _payment(application: Application, price: Decimal | None, on: date, *, distance: bool) -> Iterator[PaperPart]:
    days = withdrawal.DAYS_AT_DISTANCE if distance else withdrawal.DAYS
    how = (
        "par le formulaire joint, ou par toute autre déclaration sans ambiguïté : signé à distance ou hors établissement "
        "(Code de la consommation, art. L221-18 et L221-21)"
        if distance
        else "par lettre recommandée avec avis de réception (L6353-5)"
    )
    yield PaperPart(
        title="5. Délai de rétractation",
        texts=(
            f"À compter de la signature, la personne a {days} jours pour se rétracter, sans motif ni frais, {how}. "
            "Aucune somme n’est demandée avant la fin de ce délai (L6353-6).",
        ),
    )
    session = application.intake.session
    dues = _dues(session)
    if price is not None and dues:
        land = next((one for one in territories() if one.code == session.land), None)
        held = withdrawal.terms(price, on, dues, distance=distance, territory=land)
        yield PaperPart(
            title="6. Prix et paiement",
            texts=(
                f"À la charge de la personne : {french.money(price)}, nets de taxe. Au plus 30 % après le délai de rétractation, "
                "le solde échelonné au fur et à mesure de la formation (L6353-6).",
                f"Échéances pour une signature le {on:%d/%m/%Y} :",
            ),
            columns=("Échéance", "Montant"),
            rows=tuple((f"{one.on:%d/%m/%Y}", french.money(one.amount)) for one in held.schedule),
            amounts=(1,),
            note="L6353-4, 5°",
        )
    else:
        yield PaperPart(title="6. Prix et paiement", texts=(GAP,), note="L6353-4, 5°")


def _leaving(quitting: str) -> PaperPart:
    """Return what is owed when the training ceases, or when the person leaves (L6353-4, 5°)."""
    return PaperPart(
        title="7. Cessation anticipée, abandon",
        texts=(
            "Empêchée par un cas de force majeure dûment reconnu, la personne peut rompre le contrat : seules les prestations "
            "effectivement dispensées sont payées, à due proportion de leur valeur au contrat (L6353-7).",
            f"Si elle abandonne pour une autre raison : {quitting or GAP}",
            UNDONE,
        ),
        note="L6353-4, 5°",
    )


def _told_before(session: SchoolSession) -> PaperPart:
    """Return what the person was given before anything bound her (L6353-8, L6353-9)."""
    return PaperPart(
        title="8. Remis avant l’inscription",
        points=(
            "le programme et les objectifs de la formation",
            "la liste des personnes qui forment, avec leurs titres ou qualités",
            "les horaires et les modalités d’évaluation",
            "les coordonnées de qui répond aux stagiaires",
            "le règlement intérieur",
        ),
        texts=("La personne reconnaît avoir reçu, avant de s’inscrire et de rien payer (L6353-8) :",),
        note="Ce qui lui a été demandé ne servait qu’à apprécier son aptitude à suivre la formation (L6353-9).",
    )


def _withdrawal_form(application: Application, body: Body) -> Iterator[PaperPart]:
    """Yield the form by which who signed at a distance withdraws, to be cut off (Code de la consommation, art. R221-1)."""
    yield PaperPart(
        title="Formulaire de rétractation, à détacher",
        texts=("À renvoyer pour se rétracter, et seulement pour cela (Code de la consommation, art. L221-21 et R221-1).",),
        columns=("", ""),
        rows=(
            ("À l’attention de", ", ".join(line for line in _party(body)[1:4] if line)),
            ("Je vous notifie ma rétractation du contrat de", application.intake.session.name),
            ("Conclu le", ""),
            ("Nom", application.name),
            ("Adresse", ", ".join(addressee(application)[1:])),
            ("Date et signature", ""),
        ),
    )


def _dues(session: SchoolSession) -> list[date]:
    """Return the last day of each month of a session: its balance follows the training."""
    periods = list(session.periods.all())
    if not periods:
        return []
    first, last, found = min(one.first for one in periods), max(one.last for one in periods), []
    year, month = first.year, first.month
    while (year, month) < (last.year, last.month):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        found.append(date(year, month, 1))
    return [*found, last]


def _trainers(session: SchoolSession) -> Iterator[str]:
    rows = Trainer.objects.within(session.organisation_id).filter(slots__session=session).select_related("person").distinct()
    for one in rows.order_by("person__name"):
        yield f"{one.person.name} : {' '.join(one.titles.split()) or GAP}"


def _programme(session: SchoolSession, name: str) -> str:
    return getattr(session.programme, name, "") if session.programme else ""


def _part(title: str, rows: Sequence[tuple[str, str]], cited: str) -> PaperPart:
    return PaperPart(title=title, columns=("Ce qui est convenu", ""), rows=tuple(rows), note=cited)


def _lacking(session: SchoolSession, price: Decimal | None, on: date) -> Iterator[str]:
    """Yield what a paper that binds lacks."""
    yield from body_of(session).lacks(on)
    yield from ["le prix"] if price is None else []
    yield from ["le programme"] if not session.programme else []
    yield from ["l’effectif"] if not session.places else []


def _funder(one: PlaceFunding) -> str:
    return one.name or str(one.get_funder_display())


def _money(amount: Decimal | None) -> str:
    return GAP if amount is None else french.money(amount)


def granted(application: Application) -> list[PlaceFunding]:
    """Return the fundings of a place that a convention may bind."""
    return [one for one in application.fundings.all() if one.state in GRANTED and one.funder != Funder.OWN]
