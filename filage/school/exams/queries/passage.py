"""The file of those certified for the SI CPF, to be checked: never sent by itself, and without anybody's NIR."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as Tree

from filage.school.exams.models import Candidate, ExamSession

SPACE = "urn:cdc:cpf:pc5:schema:1.0.0"
NIL = "http://www.w3.org/2001/XMLSchema-instance"
SEXES = {"m.": "M", "m": "M", "monsieur": "M", "mme": "F", "madame": "F"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What the certifier's account says, that nobody found here: identifiers and the code of a way of access."""

    client: str = ""
    contract: str = ""
    access: str = ""


def lacks(exam: ExamSession, certified: Sequence[Candidate], sender: Sender) -> Iterator[str]:
    """Yield what must be filled in or checked before anybody sends the file."""
    if exam.awarded_on is None:
        yield "Le jour de délivrance des titres n’est pas dit : il ouvre la validité."
    for value, name in (
        (sender.client, "L’idClient"),
        (sender.contract, "L’idContrat"),
        (sender.access, "Le code modaliteAcces"),
    ):
        if not value:
            yield f"{name} est à reprendre du compte et du dictionnaire officiel du certificateur."
    for one in certified:
        person = one.person
        missing = [
            name
            for held, name in (
                (person.birth_name, "nom de naissance"),
                (person.born_on, "date de naissance"),
                (_sex(one), "civilité"),
                (person.birth_place, "lieu de naissance (code INSEE ou postal)"),
            )
            if not held
        ]
        if missing:
            yield f"{person.name} : {', '.join(missing)}."


def xml(exam: ExamSession, certified: Sequence[Candidate], sender: Sender, *, at: datetime) -> bytes:
    """Return the file of a certifier in UTF-8, the holder in detail; an element that nobody filled stays empty, to be seen."""
    Tree.register_namespace("", SPACE)
    Tree.register_namespace("xsi", NIL)
    flow = Tree.Element(_name("flux"))
    _put(flow, "idFlux", f"filage-{exam.pk}")
    _put(flow, "horodatage", at.isoformat(timespec="seconds"))
    issuer = _put(flow, "emetteur")
    _put(issuer, "idClient", sender.client)
    certifier = _put(_put(issuer, "certificateurs"), "certificateur")
    _put(certifier, "idClient", sender.client)
    _put(certifier, "idContrat", sender.contract)
    certification = _put(_put(certifier, "certifications"), "certification")
    _put(certification, "type", "RNCP")
    _put(certification, "code", exam.certification)
    passages = _put(certification, "passageCertifications")
    for one in certified:
        _passage(_put(passages, "passageCertification"), exam, one, sender)
    Tree.indent(flow)
    return Tree.tostring(flow, encoding="UTF-8", xml_declaration=True)


def _passage(passage: Tree.Element, exam: ExamSession, one: Candidate, sender: Sender) -> None:
    _put(passage, "idTechnique", str(one.pk))
    _put(passage, "obtentionCertification", "PAR_ADMISSION")
    _put(passage, "donneeCertifiee", "true")
    _put(passage, "dateDebutValidite", exam.awarded_on.isoformat() if exam.awarded_on else "")
    _nothing(passage, "dateFinValidite")
    _put(passage, "presenceNiveauLangueEuro", "false")
    _put(passage, "presenceNiveauNumeriqueEuro", "false")
    _nothing(passage, "scoring")
    _nothing(passage, "mentionValidee")
    _put(_put(passage, "modalitesInscription"), "modaliteAcces", sender.access)
    _holder(_put(_put(passage, "identificationTitulaire"), "titulaire"), one)


def _holder(holder: Tree.Element, one: Candidate) -> None:
    first, _, last = one.person.name.partition(" ")
    born = one.person.born_on
    _put(holder, "nomNaissance", one.person.birth_name)
    _put(holder, "nomUsage", last)
    _put(holder, "prenom1", first)
    _put(holder, "anneeNaissance", f"{born.year}" if born else "")
    _put(holder, "moisNaissance", f"{born.month:02d}" if born else "")
    _put(holder, "jourNaissance", f"{born.day:02d}" if born else "")
    _put(holder, "sexe", _sex(one))
    _put(holder, "codePostalNaissance", "")


def _sex(one: Candidate) -> str:
    return SEXES.get(one.person.civility.strip().lower(), "")


def _put(parent: Tree.Element, name: str, text: str = "") -> Tree.Element:
    made = Tree.SubElement(parent, _name(name))
    made.text = text or None
    return made


def _nothing(parent: Tree.Element, name: str) -> None:
    _put(parent, name).set(f"{{{NIL}}}nil", "true")


def _name(name: str) -> str:
    return f"{{{SPACE}}}{name}"
