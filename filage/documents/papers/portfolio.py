"""Says what the dossier of a candidate prints: block by block, what the production holds, then each competence and its proofs."""

from filage.documents import head
from filage.documents.exam_shapes import Competence, Deliverable, Extract, PortfolioBlock, PortfolioData
from filage.documents.typesetter import Plain, Typesetter


def view(desk: Typesetter, data: PortfolioData) -> Plain:
    """Return what the template reads."""
    who = ", ".join(part for part in (data.candidate, f"n° {data.number}" if data.number else "") if part)
    return head.sheet(desk, data.head) | {
        "who": desk.text(who),
        "exam": desk.text(data.exam),
        "certification": desk.text(data.certification),
        "works": [desk.text(each) for each in data.works],
        "proved": desk.text(data.proved),
        "criteria": "" if data.official else "Critères non officiels : rédigés par Filage faute du référentiel du certificateur.",
        "blocks": [_block(desk, each) for each in data.blocks],
    }


def _block(desk: Typesetter, one: PortfolioBlock) -> Plain:
    return {
        "code": desk.text(one.code),
        "title": desk.text(one.title),
        "extracts": [_extract(desk, each) for each in one.extracts],
        "competences": [_competence(desk, each) for each in one.competences],
    }


def _extract(desk: Typesetter, one: Extract) -> Plain:
    return {
        "title": desk.text(one.title),
        "work": desk.text(one.work),
        "lines": [{"name": desk.text(line.name), "value": desk.text(line.value)} for line in one.lines],
    }


def _competence(desk: Typesetter, one: Competence) -> Plain:
    return {
        "code": desk.text(one.code),
        "title": desk.text(one.title),
        "level": desk.text(one.level),
        "deliverables": [_deliverable(desk, each) for each in one.deliverables],
    }


def _deliverable(desk: Typesetter, one: Deliverable) -> Plain:
    return {
        "name": desk.text(one.name),
        "state": desk.text(one.state),
        "tone": one.tone,
        "note": desk.text(one.note),
        "evidence": [
            {
                "name": desk.text(each.name),
                "said": desk.text(", ".join(part for part in (each.source, each.day) if part)),
                "imprint": each.imprint[:16],
            }
            for each in one.evidence
        ],
    }
