"""Says what the papers of a jury print: the minutes, one row a candidate and one column a competence, and its letters."""

from filage.documents import head
from filage.documents.jury_shapes import CandidateRow, JuryLetterData, MinutesData
from filage.documents.typesetter import Plain, Typesetter

WORDS = {
    "candidate": "Candidat",
    "decision": "Décision",
    "jury": "Le jury",
    "juror": "Nom",
    "quality": "Qualité",
    "declared": "Absence de lien déclarée",
    "signature": "Signature",
    "results": "Décisions par compétence",
    "said": "Motifs, préconisations, aménagements",
    "competences": "Les compétences",
    "code": "Code",
    "title": "Intitulé",
    "imprint": "Empreinte SHA-256 des données figées",
    "absent": "absent·e",
}


def view(desk: Typesetter, data: MinutesData) -> Plain:
    """Return what the template of the minutes reads."""
    return head.sheet(desk, data.head) | {
        "said": WORDS,
        "facts": [{"name": desk.text(name), "value": desk.text(value)} for name, value in data.facts],
        "jurors": [
            {
                "name": desk.text(each.name) + (", préside" if each.presides else ""),
                "quality": desk.text(each.quality),
                "declared": desk.text(each.declared),
                "present": each.present,
            }
            for each in data.jurors
        ],
        "blocks": [
            {
                "code": desk.text(block.code),
                "title": desk.text(block.title),
                "competences": [{"code": desk.text(code), "title": desk.text(title)} for code, title in block.competences],
            }
            for block in data.blocks
        ],
        "candidates": [_candidate(desk, each) for each in data.candidates],
        "notes": [desk.text(note) for note in data.notes],
        "imprint": data.imprint,
    }


def letter(desk: Typesetter, data: JuryLetterData) -> Plain:
    """Return what the template of a letter reads."""
    return head.sheet(desk, data.head) | {
        "to": desk.text(data.to),
        "subject": desk.text(data.subject),
        "paragraphs": [desk.text(each) for each in data.paragraphs],
        "header": [desk.text(each) for each in data.header],
        "rows": [[desk.text(cell) for cell in row] for row in data.rows],
        "after": [desk.text(each) for each in data.after],
        "signed": desk.text(data.signed),
    }


def _candidate(desk: Typesetter, each: CandidateRow) -> Plain:
    return {
        "number": desk.text(each.number),
        "name": desk.text(each.name),
        "route": desk.text(each.route),
        "results": [desk.text(one) for one in each.results],
        "blocks": ["validé" if held else "non validé" for held in each.blocks],
        "decision": desk.text(each.decision),
        "told": [{"name": desk.text(name), "text": desk.text(text)} for name, text in each.said],
    }
