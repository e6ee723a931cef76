"""What the agreement of a period in a company says: three parties, the continuing-training regime, and its VHSS annex."""

from datetime import date
from typing import Any

from filage.documents.register_shapes import Article, Fact, RegisterData, Signatory
from filage.rules.schooling.attendance import number
from filage.school.attendance.enums import Standing
from filage.school.attendance.queries.papers import body_of, head
from filage.school.attendance.queries.placements import Followed

BLANK = "…………………………"


def agreement(session: Any, held: Followed, *, on: date) -> RegisterData:
    """Return the agreement of a placement; what nobody said yet is left blank, to fill in by hand."""
    one, told = held.placement, head(session, "Convention de stage", on=on, title=str(held.placement.learner))
    body, host = body_of(session), one.structure
    return RegisterData(
        head=told,
        lede=f"{session.name}, formation professionnelle continue",
        facts=(
            Fact(label="Organisme de formation", value=_party(body)),
            Fact(label="Structure d’accueil", value=_party(host)),
            Fact(label="Stagiaire", value=str(one.learner)),
            Fact(label="Statut", value="" if one.standing == Standing.UNKNOWN else one.get_standing_display()),
            Fact(label="Période", value=f"du {one.first:%d/%m/%Y} au {one.last:%d/%m/%Y}"),
            Fact(label="Durée", value=f"{number(session.company_hours)} h"),
            Fact(label="Horaires", value=one.timetable),
            Fact(label="Lieux, tournées comprises", value=one.places),
            Fact(label="Tuteur ou tutrice", value=", ".join(filter(None, (str(one.tutor or ""), one.tutor_function)))),
        ),
        articles=(*_frame(one), *_stay(session, held), *_closing(), _annex(session, one)),
        signatories=(
            Signatory(side="Pour l’organisme", name=body.representative),
            Signatory(side="Pour la structure", name=host.representative),
            Signatory(side="Stagiaire", name=str(one.learner)),
        ),
    )


def _party(structure: Any) -> str:
    town = f"{structure.postal_code} {structure.city}".strip()
    siret = f"SIRET {structure.siret}" if structure.siret else ""
    led = f"représentée par {structure.representative}" if structure.representative else ""
    return ", ".join(filter(None, (structure.name, structure.address, town, siret, led)))


def _frame(one: Any) -> tuple[Article, ...]:
    missions = tuple(f"{each.text}{f' ({each.competences})' if each.competences else ''}." for each in one.missions.all())
    return (
        Article(
            title="Cadre",
            paragraphs=(
                "Cette période fait partie d’une action de formation professionnelle continue (articles L6313-1 et "
                "suivants du code du travail). Elle ne relève pas du "
                "régime des stages scolaires et universitaires : l’article L124-1 du code de l’éducation exclut la "
                "formation professionnelle. Elle n’ouvre pas droit à la "
                "gratification de ce régime ; la rémunération et la protection sociale suivent le statut dit plus haut.",
            ),
        ),
        Article(title="Missions et compétences", paragraphs=missions or (BLANK,)),
        Article(
            title="Suivi",
            paragraphs=(
                "Le tuteur ou la tutrice accueille, encadre et évalue. L’organisme suit la période par des visites ou des "
                "appels notés. Le stagiaire dit ses heures chaque semaine ; "
                "le tuteur ou la tutrice les signe ; le cumul se lit à tout moment. Un bilan intermédiaire, puis une "
                "évaluation finale, disent chaque compétence de 0 à 4.",
            ),
        ),
    )


def _stay(session: Any, held: Followed) -> tuple[Article, ...]:
    one, off = held.placement, ", ".join(f"{on:%d/%m/%Y}" for on in held.off)
    hours = f"{number(held.hours_a_day)} h par jour travaillé" if held.hours_a_day else BLANK
    closed = f" Jours non travaillés connus : {off}." if off else ""
    return (
        Article(
            title="Durée, absences et récupération",
            paragraphs=(
                f"La durée est de {number(session.company_hours)} h, {hours}, du lundi au vendredi hors jours "
                f"fériés.{closed} Toute absence est dite le jour même à la structure et à "
                "l’organisme. Ce qui manque se rattrape avant la fin de la période, dans la limite légale de la structure, "
                "le samedi, le dimanche ou en soirée si la mission le "
                "demande ; au-delà, par un avenant.",
            ),
        ),
        Article(title="Frais", paragraphs=(one.expenses or BLANK,)),
        Article(
            title="Assurances et accidents",
            paragraphs=(
                f"Responsabilité civile : {one.insurance or BLANK}.",
                f"Un accident du travail ou de trajet est déclaré par : {one.accidents or BLANK}.",
            ),
        ),
    )


def _closing() -> tuple[Article, ...]:
    return (
        Article(
            title="Discipline, confidentialité, données et productions",
            paragraphs=(
                "Le stagiaire suit le règlement de la structure et garde la confidentialité de ce qu’il y apprend. Les "
                "données personnelles ne servent qu’à la période et à la "
                "formation. Les productions restent à la structure, sauf accord écrit ; le stagiaire peut les montrer au "
                "jury, anonymisées si la structure le demande.",
            ),
        ),
        Article(
            title="Avenant et rupture",
            paragraphs=(
                "Tout changement de dates, de lieu, de missions ou de tuteur fait l’objet d’un avenant signé des trois "
                "parties. Chacune peut rompre la convention par écrit motivé, "
                "après en avoir parlé avec les deux autres ; sans délai en cas de danger.",
            ),
        ),
    )


def _annex(session: Any, one: Any) -> Article:
    referents = session.programme.referents.filter(role="vhss").select_related("person") if session.programme_id else []
    names = ", ".join(str(each.person) for each in referents) or BLANK
    return Article(
        title="Annexe : violences et harcèlement sexistes et sexuels (VHSS)",
        paragraphs=(
            "La structure et l’organisme préviennent, font cesser et sanctionnent le harcèlement sexuel (articles L1153-1 "
            "et L1153-5 du code du travail) ; un stagiaire qui en "
            "parle ou en témoigne est protégé (articles L1153-2 et suivants).",
            f"Référent·e de l’organisme : {names}. Dans la structure : {one.vhss or BLANK}.",
            "On peut aussi écrire ou appeler : cellule d’écoute Audiens du spectacle, 01 87 20 30 90 ; 3919 ; 17 ou 112 en "
            "urgence. Un signalement se fait à qui l’on veut, "
            "sans passer par le tuteur ou la tutrice, et peut suspendre la période sans faute du stagiaire.",
        ),
    )
