"""What the minutes of a jury say, as plain data that is frozen with its imprint when the jury closes."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from filage.rules.schooling.deliberation import Result
from filage.school.exams.enums import FinalDecision, Judged
from filage.school.exams.models import Deliberation
from filage.school.exams.queries.deliberating import Bench, Cell, Sheet, told_of
from filage.school.exams.queries.jury import Member
from filage.school.exams.queries.sitting import known_routes

PARIS = ZoneInfo("Europe/Paris")


def imprint(minutes: Mapping[str, Any]) -> str:
    """Return the imprint of some minutes: anyone who holds them can make it again."""
    text = json.dumps(minutes, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_whole(deliberation: Deliberation) -> bool:
    """Tell whether what was frozen is still what was signed."""
    return bool(deliberation.sha256) and imprint(deliberation.minutes) == deliberation.sha256


def minutes(bench: Bench, deliberation: Deliberation) -> dict[str, Any]:
    """Return what the minutes of a deliberation say, JSON-able; one query beyond those of the bench."""
    held, exam = bench.panel, bench.panel.exam
    record = held.certification
    assert record is not None
    names, version = known_routes(exam), exam.version or f"fiche relevée le {record.read_on:%d/%m/%Y}"
    return {
        "session": exam.name,
        "certification": {"code": record.code, "titre": record.title, "version": version},
        "certificateur": exam.certifier.name if exam.certifier else record.certifier,
        "organisme": exam.body.name if exam.body else "",
        "organisation": exam.get_organiser_display(),
        "epreuves": [exam.first.isoformat(), exam.last.isoformat()],
        "lieu": deliberation.place or held.rules.place or str(exam.venue or ""),
        "version": deliberation.version,
        "motif_reouverture": deliberation.reason,
        "ouverte": _moment(deliberation.opened_at),
        "close": _moment(deliberation.closed_at),
        "quorum": _quorum(bench),
        "regle": _rule(bench),
        "criteres_officiels": record.has_official_criteria,
        "jures": [_juror(one) for one in held.members],
        "competences": [{"code": one.code, "bloc": one.block, "titre": one.title} for one in record.competences],
        "blocs": [{"code": one.code, "titre": one.title} for one in record.blocks],
        "candidats": [_candidate(one, names) for one in bench.sheets],
        "incidents": deliberation.incidents,
        "recours": held.rules.appeals,
    }  # fmt: skip


def _moment(at: Any) -> str:
    return at.astimezone(PARIS).isoformat(timespec="minutes") if at else ""


def _quorum(bench: Bench) -> str:
    rules = bench.panel.rules
    if rules.quorum_school is None and rules.quorum_outside is None:
        return f"Composition complète exigée ({bench.panel.source}) ; aucun quorum réglé."
    said = f"{rules.quorum_school or 0} membre(s) de l’école et {rules.quorum_outside or 0} du dehors"
    return f"{said} ({rules.quorum_source or 'réglage de la session'})."


def _rule(bench: Bench) -> str:
    rules = bench.panel.rules
    said = f"{rules.get_method_display()} de {rules.threshold.normalize():f} sur 3"
    return f"{said} ; majorité, voix prépondérante de la présidence ; aucune compétence n’en compense une autre.".capitalize()


def _juror(one: Member) -> dict[str, Any]:
    juror = one.juror
    return {
        "nom": juror.person.name,
        "qualite": juror.get_quality_display(),
        "employeur": juror.employer,
        "preside": juror.president,
        "remplace": juror.alternate,
        "present": one.sits,
        "declaration": _moment(juror.declared_at),
        "empreinte": juror.declared_sha256,
        "ecarte_pour": len(one.aside),
    }


def _candidate(sheet: Sheet, routes: Mapping[str, str]) -> dict[str, Any]:
    one, verdict = sheet.candidate, sheet.verdict
    return {
        "id": str(one.pk),
        "nom": one.person.name,
        "numero": one.number,
        "voie": routes.get(one.route, one.route),
        "resultats": {cell.competence.code: _result(cell) for cell in sheet.cells},
        "votes": {cell.competence.code: said for cell in sheet.cells if (said := _vote(cell))},
        "motifs_competences": {
            cell.competence.code: cell.decision.reason for cell in sheet.cells if cell.decision and cell.decision.reason
        },
        "blocs": dict(sheet.outcome.blocks),
        "a_representer": sheet.again,
        "decision": str(sheet.final),
        "decision_dite": FinalDecision(sheet.final).label,
        "motifs": verdict.reasons if verdict else "",
        "preconisations": verdict.advice if verdict else "",
        "amenagements": verdict.arrangements if verdict else "",
        "exemptions": [
            {"competence": each.competence, "critere": each.criterion + 1, "accordee": not told_of(each).lacks,
             "avis": f"{each.opined_by}, {each.opined_on:%d/%m/%Y}" if each.opined_on else ""}
            for each in sheet.exemptions
        ],
        "ecartes": [member.juror.person.name for member in sheet.set_aside],
    }  # fmt: skip


def _result(cell: Cell) -> str:
    if cell.decision:
        return str(cell.decision.result)
    return "anterieur" if cell.earlier else "" if cell.asked else "non_presentee"


def _vote(cell: Cell) -> str:
    row = cell.decision
    if row is None or row.votes_for is None or row.votes_against is None:
        return ""
    if not row.votes_against and (not row.votes_for or row.result != Result.NOT_ACQUIRED):
        return ""  # unanimous: said once for all; or nobody graded
    casting = ", voix prépondérante" if row.casting else ""
    return f"{row.votes_for} pour, {row.votes_against} contre{casting}"


RESULTS = dict(Judged.choices) | {
    "anterieur": "acquis à une session précédente",
    "non_presentee": "non présentée à cette session",
    "": "sans décision",
}
