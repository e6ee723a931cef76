"""What the papers of a jury say: its minutes from what was frozen, the letter to a candidate, the letter to a juror."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from filage.desks.directory.queries import house
from filage.documents.jury_shapes import BlockColumns, CandidateRow, JurorRow, JuryLetterData, MinutesData
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Company, Document
from filage.productions.models import Structure
from filage.rules.schooling.deliberation import Result
from filage.school.exams.models import Deliberation, ExamSession, Juror

LETTERS = {
    Result.ACQUIRED: "A",
    Result.NOT_ACQUIRED: "NA",
    Result.ABSENT: "Abs",
    Result.EXEMPT: "Ex",
    Result.EQUIVALENT: "Éq",
    "anterieur": "a",
    "non_presentee": "np",
    "": "–",
}
LEGEND = (
    "A acquis · NA non acquis · Ex exempté · Éq équivalence · Abs absent · a acquis à une session précédente · "
    "np non présentée à cette session."
)
NOT_OFFICIAL = "Critères non officiels : ceux de Filage, faute du référentiel du certificateur."


def minutes_paper(deliberation: Deliberation, *, on: date) -> MinutesData:
    """Return the minutes as a paper, from what was frozen and nothing else."""
    frozen = deliberation.minutes
    return MinutesData(
        head=_head(deliberation.exam, "Procès-verbal de délibération", frozen["session"], on=on, version=str(frozen["version"])),
        facts=_facts(frozen),
        jurors=tuple(_juror(one) for one in frozen["jures"]),
        blocks=tuple(
            BlockColumns(
                code=block["code"],
                title=block["titre"],
                competences=tuple((one["code"], one["titre"]) for one in frozen["competences"] if one["bloc"] == block["code"]),
            )
            for block in frozen["blocs"]
        ),
        candidates=tuple(_candidate(one, frozen) for one in frozen["candidats"]),
        notes=tuple(
            note
            for note in (
                LEGEND,
                "" if frozen["criteres_officiels"] else NOT_OFFICIAL,
                f"Décision : {frozen['regle']}",
                f"Quorum : {frozen['quorum']}",
                f"Voies de recours : {frozen['recours'] or 'au règlement du certificateur.'}",
                f"Incidents : {frozen['incidents']}" if frozen["incidents"] else "Incidents, fraudes : aucun signalé.",
                "Vote unanime sauf mention contraire. Chaque candidat est jugé par les jurés qui n’ont aucun lien avec lui.",
            )
            if note
        ),
        imprint=deliberation.sha256,
    )  # fmt: skip


def notification(deliberation: Deliberation, candidate: str, *, on: date) -> JuryLetterData | None:
    """Return the letter that notifies a candidate; None when the minutes do not name her."""
    frozen = deliberation.minutes
    told = next((one for one in frozen["candidats"] if one["id"] == candidate), None)
    if told is None:
        return None
    certification = frozen["certification"]
    titles = {one["code"]: one["titre"] for one in frozen["competences"]}
    again = ", ".join(f"{code} {titles[code]}" for code in told["a_representer"])
    after = (
        f"Motifs : {told['motifs']}" if told["motifs"] else "",
        f"Préconisations : {told['preconisations']}" if told["preconisations"] else "",
        f"À présenter de nouveau à la prochaine session, et cela seulement : {again}." if again else "",
        "Ce qui est acquis le reste.",
        f"Voies de recours : {frozen['recours']}"
        if frozen["recours"]
        else f"Voies de recours : auprès de {frozen['certificateur']}.",
    )
    return JuryLetterData(
        head=_head(deliberation.exam, "Notification de décision", frozen["session"], on=on),
        to=told["nom"],
        subject=f"Décision du jury : {told['decision_dite']}",
        paragraphs=(
            f"Le jury de « {frozen['session']} », réuni pour la certification {certification['code']}, {certification['titre']}, "
            f"a délibéré le {_said(frozen['close'])} et décidé à votre égard : {told['decision_dite']}.",
        ),
        header=("Bloc", "Intitulé", "Décision"),
        rows=tuple(
            (one["code"], one["titre"], "validé" if told["blocs"][one["code"]] else "non validé") for one in frozen["blocs"]
        ),
        after=tuple(each for each in after if each),
        signed=f"Pour le jury, {next((one['nom'] for one in frozen['jures'] if one['preside']), frozen['certificateur'])}",
    )  # fmt: skip


def convocation(juror: Juror, *, on: date) -> JuryLetterData:
    """Return the letter that convenes a juror, in the two names of the certifier and of the body."""
    exam = juror.exam
    days = _day(exam.first) if exam.first == exam.last else f"{_day(exam.first)} au {_day(exam.last)}"
    rows = [("Session", exam.name), ("Certification", exam.certification), ("Épreuves", days)]
    rows += [("Délibération", _day(exam.deliberates_on))] if exam.deliberates_on else []
    rows += [("Lieu", str(exam.venue))] if exam.venue else []
    rows += [("Certificateur", exam.certifier.name)] if exam.certifier else []
    rows += [("Organisme de formation", exam.body.name)] if exam.body else []
    return JuryLetterData(
        head=_head(exam, "Convocation de jury", exam.name, on=on),
        to=juror.person.name,
        subject="Vous siégez au jury",
        paragraphs=(f"Vous êtes membre du jury en qualité de {juror.get_quality_display()}.",),
        header=("Quoi", "Détail"),
        rows=tuple(rows),
        after=(
            "Avant de noter, vous déclarez sur l’honneur vos liens avec les candidats (formation, tutorat, emploi, famille) : un "
            "lien vous met de côté pour cette personne seulement.",
            "Votre grille s’ouvre par un lien personnel, sur tablette ou ordinateur, et se remplit même sans réseau.",
        ),
        signed=f"Pour {exam.certifier or exam.body or exam.organisation.name}",
    )


def _head(exam: ExamSession, kind: str, title: str, *, on: date, version: str = "") -> Head:
    signing = exam.body or exam.certifier
    ours = Structure.objects.within(exam.organisation_id).filter(ours=True).order_by("rank", "id").first()
    structure = signing or ours
    company = house.signature(structure) if structure else Company(name=exam.organisation.name)
    return Head(company=company, document=Document(kind=kind, issued=on, version=version), title=title)


def _facts(frozen: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    certification = frozen["certification"]
    found = [
        ("Certification", f"{certification['code']}, {certification['titre']} ({certification['version']})"),
        ("Certificateur", frozen["certificateur"]),
        ("Organisme de formation", frozen["organisme"] or "à préciser"),
        ("Épreuves", " au ".join(dict.fromkeys(_said(each) for each in frozen["epreuves"]))),
        ("Lieu", frozen["lieu"] or "à préciser"),
        ("Délibération", f"ouverte le {_said(frozen['ouverte'])}, close le {_said(frozen['close'])}"),
    ]
    if frozen["motif_reouverture"]:
        found.append((f"Version {frozen['version']}", f"rouverte : {frozen['motif_reouverture']}"))
    return tuple(found)


def _juror(one: Mapping[str, Any]) -> JurorRow:
    employer = f", {one['employeur']}" if one["employeur"] else ""
    aside = one["ecarte_pour"]
    kept = f" ; écarté·e pour {aside} candidat{'s' * (aside > 1)}" if aside else ""
    return JurorRow(
        name=one["nom"],
        quality=f"{one['qualite']}{employer}",
        declared=f"le {_said(one['declaration'])}, {one['empreinte'][:12]}{kept}" if one["declaration"] else "non signée",
        present=one["present"],
        presides=one["preside"],
    )


def _candidate(one: Mapping[str, Any], frozen: Mapping[str, Any]) -> CandidateRow:
    votes = [f"{code} : {said}" for code, said in one["votes"].items()]
    reasons = [f"{code} : {said}" for code, said in one["motifs_competences"].items()]
    exempt = [
        f"{each['competence']}, critère {each['critere']} (avis : {each['avis']})"
        for each in one["exemptions"]
        if each["accordee"]
    ]
    said = (
        ("Votes", " ; ".join(votes)),
        ("Décisions motivées", " ; ".join(reasons)),
        ("Exemptions", " ; ".join(exempt)),
        ("Motifs", one["motifs"]),
        ("Préconisations", one["preconisations"]),
        ("Aménagements", one["amenagements"]),
        ("À présenter de nouveau", _again(one["a_representer"], len(frozen["competences"]))),
        ("N’a pas siégé pour cette personne", ", ".join(one["ecartes"])),
    )  # fmt: skip
    return CandidateRow(
        number=one["numero"],
        name=one["nom"],
        route=one["voie"],
        results=tuple(LETTERS[one["resultats"].get(each["code"], "")] for each in frozen["competences"]),
        blocks=tuple(one["blocs"][each["code"]] for each in frozen["blocs"]),
        decision=one["decision_dite"],
        said=tuple((name, text) for name, text in said if text),
    )


def _again(codes: Sequence[str], whole: int) -> str:
    return f"les {whole} compétences" if len(codes) == whole else ", ".join(codes)


def _said(text: str) -> str:
    """Return a frozen day, or an hour of a day, in French."""
    at = datetime.fromisoformat(text) if text else None
    if at is None:
        return "à préciser"
    return f"{at:%d/%m/%Y}" + (f" à {at.hour} h {at.minute:02d}" if "T" in text else "")


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"
