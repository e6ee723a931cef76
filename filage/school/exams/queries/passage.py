"""The file of those certified for the SI CPF, to be checked: never sent by itself, and without anybody's NIR."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as Tree

from filage.rules.schooling.passage import ACCESS, NAME, SPACE, Holder, sender_faults
from filage.rules.schooling.sitting import Kept
from filage.school.exams.models import Candidate, ExamSession

NIL = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What the certifier's account says, that nobody found here."""

    client: str = ""
    contract: str = ""


def lacks(exam: ExamSession, certified: Sequence[Candidate], sender: Sender) -> Iterator[str]:
    """Yield what keeps the file from being made, candidate by candidate; the schema would refuse each."""
    if not certified:
        yield "Personne n’est certifié à cette session : aucun passage à transmettre."
    if exam.awarded_on is None:
        yield "Le jour de délivrance des titres n’est pas dit : il ouvre la validité."
    yield from sender_faults(sender.client, sender.contract)
    for one in certified:
        faults = holder(one).faults
        if faults:
            yield f"{one.person.name} : {', '.join(faults)}."


def doubts(certified: Sequence[Candidate]) -> Iterator[str]:
    """Yield what the schema takes unknown, and that the certifier had better say."""
    for one in certified:
        told = list(holder(one).doubts)
        if not access(one):
            told.append("la modalité d’accès, qui ne se déduit pas de sa voie")
        if told:
            yield f"{one.person.name} : {', '.join(told)}."


def holder(one: Candidate) -> Holder:
    """Return a candidate as the file details her."""
    person = one.person
    return Holder(
        name=person.name,
        birth_name=person.birth_name,
        civility=person.civility,
        born_on=person.born_on,
        birth_place=person.birth_place,
    )


def access(one: Candidate) -> str:
    """Return the code of her way of access, that of her first candidacy when she came back; empty when it is unknown."""
    first = one
    while first.route == Kept.AGAIN and first.previous is not None:
        first = first.previous
    return ACCESS.get(first.route, "")


def xml(exam: ExamSession, certified: Sequence[Candidate], sender: Sender, *, at: datetime) -> bytes:
    """Return the file of a certifier in UTF-8, the holder in detail, in the shape of the schema."""
    Tree.register_namespace("cpf", SPACE)
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
    _put(certification, "natureDeposant", "CERTIFICATEUR")
    passages = _put(certification, "passageCertifications")
    for one in certified:
        _passage(_put(passages, "passageCertification"), exam, one)
    Tree.indent(flow)
    return Tree.tostring(flow, encoding="UTF-8", xml_declaration=True)


def _passage(passage: Tree.Element, exam: ExamSession, one: Candidate) -> None:
    _put(passage, "idTechnique", str(one.pk))
    _put(passage, "obtentionCertification", "PAR_ADMISSION")
    _put(passage, "donneeCertifiee", "true")
    _put(passage, "dateDebutExamen", exam.first.isoformat())
    _put(passage, "dateFinExamen", exam.last.isoformat())
    _put(passage, "dateDebutValidite", exam.awarded_on.isoformat() if exam.awarded_on else "")
    _said(passage, "dateFinValidite", "")
    _put(passage, "presenceNiveauLangueEuro", "false")
    _put(passage, "presenceNiveauNumeriqueEuro", "false")
    _said(passage, "scoring", "")
    _said(passage, "mentionValidee", "")
    _said(_put(passage, "modalitesInscription"), "modaliteAcces", access(one))
    _holder(_put(_put(passage, "identificationTitulaire"), "titulaire"), holder(one))


def _holder(place: Tree.Element, one: Holder) -> None:
    born = one.born_on
    _put(place, "nomNaissance", one.birth_name)
    _said(place, "nomUsage", one.usage)
    _put(place, "prenom1", one.first)
    _put(place, "anneeNaissance", f"{born.year}" if born else "")
    _put(place, "moisNaissance", f"{born.month:02d}" if born else "")
    _put(place, "jourNaissance", f"{born.day:02d}" if born else "")
    _put(place, "sexe", one.sex)
    town = _put(place, "codeCommuneNaissance")
    if one.insee:
        _put(_put(town, "codeInseeNaissance"), "codeInsee", one.insee)
    else:
        _said(_put(town, "codePostalNaissance"), "codePostal", one.postal)
    if one.town:
        _put(place, "libelleCommuneNaissance", one.town[:NAME])


def _put(parent: Tree.Element, name: str, text: str = "") -> Tree.Element:
    made = Tree.SubElement(parent, _name(name))
    made.text = text or None
    return made


def _said(parent: Tree.Element, name: str, text: str) -> None:
    """Write what the schema lets be unknown."""
    made = _put(parent, name, text)
    if not text:
        made.set(f"{{{NIL}}}nil", "true")


def _name(name: str) -> str:
    return f"{{{SPACE}}}{name}"
