"""What the papers of the attendance say: the sheets of a week and of a learner, the certificate, the statement of a month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from filage.core.refusal import Refusal
from filage.desks.directory.queries import house
from filage.documents.paper_shapes import Head
from filage.documents.register_shapes import Fact, RegisterData, Signatory, Signed
from filage.documents.shapes import Document
from filage.productions.models import Structure
from filage.rules.schooling import chain
from filage.rules.schooling.attendance import ABSENCES, Status, number
from filage.school.attendance.enums import Gesture, State
from filage.school.attendance.models import AttendanceRecord
from filage.school.attendance.queries.book import Book, Half, half_day
from filage.school.attendance.queries.register import checked
from filage.school.programmes.queries import bodies
from filage.web import format as french

NATURES = {
    "vae": "Actions permettant de faire valider les acquis de l’expérience",
    "alternance": "Action de formation par apprentissage",
}
NATURE = "Action de formation"
MONTHLY = "Justificatif mensuel d’assiduité (projet de transition professionnelle : article R6323-10-4 du code du travail)."
CERTIFICATE = "Certificat de réalisation"
UNSAID = "inconnue"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as a sheet prints it."""

    number: int
    gesture: str
    slot: UUID
    learner: UUID | None
    said: Mapping[str, Any]

    @property
    def at(self) -> datetime:
        """Return when it was added."""
        return datetime.fromisoformat(self.said["a"])

    @property
    def cell(self) -> Signed:
        """Return the signature with its instant, and its reason when it came late."""
        signature = self.said.get("signature") or {}
        means = self.said.get("par", {}).get("moyen", "")
        note = f"{self.at:%d/%m %H:%M}, {means}"
        if self.said.get("motif"):
            note += f" ; {self.said['motif']}"
        drawn = signature.get("genre") == "trace"
        return Signed(
            text="" if drawn else signature.get("valeur", ""), trace=signature.get("valeur", "") if drawn else "", note=note
        )


def entries(session: Any, slots: Iterable[UUID], learner: Any = None) -> list[Entry]:
    """Return the records of some half-days, in the order of the register; one query."""
    rows = AttendanceRecord.objects.within(session.organisation_id).filter(session=session, slot__in=list(slots))
    if learner is not None:
        rows = rows.filter(learner=learner)
    kept = rows.order_by("number").values_list("number", "gesture", "slot_id", "learner_id", "text")
    return [Entry(number, gesture, slot, who, chain.read(text)) for number, gesture, slot, who, text in kept]


def body_of(session: Any) -> Any:
    """Return the training body of a session, ours when it says none; Refusal when the house has no structure."""
    body = session.body or Structure.objects.within(session.organisation_id).filter(ours=True).order_by("rank", "id").first()
    if body is None:
        raise Refusal("Dites quel organisme forme : la session n’en a pas, et la maison n’a pas de structure.")
    return body


def head(session: Any, kind: str, *, on: date, title: str = "") -> Head:
    """Return the head of a paper of a session: the training body signs; Refusal when nobody said which it is."""
    return Head(company=house.company(body_of(session)), document=Document(kind=kind, issued=on), title=title or session.name)


def week(book: Book, monday: date, *, on: date) -> RegisterData:
    """Return the sheet of a week: who signed each half-day, learners and trainers."""
    halves = book.week(monday)
    kept = entries(book.session, [half.pk for half in halves])
    signed = {(one.slot, one.learner): one for one in kept if one.gesture == Gesture.PRESENCE}
    held = {one.slot: one for one in kept if one.gesture == Gesture.TRAINER}
    rows = [
        (Signed(text=str(learner)), *(_box(book, half, learner, signed) for half in halves)) for learner in book.learners
        if any(book.expected(half, learner) for half in halves)
    ]  # fmt: skip
    trainers = tuple(held[half.pk].cell if half.pk in held else Signed(note="non signé") for half in halves)
    return RegisterData(
        head=head(book.session, "Feuille d’émargement", on=on),
        lede=f"Semaine {french.period(monday, monday + timedelta(days=6))}",
        wide=True,
        columns=("Stagiaire", *(_column(half) for half in halves)),
        rows=(*rows, (Signed(text="Intervenant·e"), *trainers)) if halves else (),
        notes=(*(_taught(half) for half in halves), _proof(book.session)),
    )


def of_learner(book: Book, learner: Any, *, on: date) -> RegisterData:
    """Return the sheet of a learner: each of her half-days so far, how she was there, when she signed."""
    halves = [half for half in book.of(learner) if half.on <= on]
    kept = entries(book.session, [half.pk for half in halves], learner)
    signed = {(one.slot, one.learner): one for one in kept if one.gesture == Gesture.PRESENCE}
    rows = [
        (
            Signed(text=_column(half)),
            Signed(text=half.module),
            Signed(text=_state(book, half, learner)),
            _signature(signed, half, learner),
        )
        for half in halves
    ]
    return RegisterData(
        head=head(book.session, "Relevé de présence", on=on, title=str(learner)),
        lede=book.session.name,
        facts=_totals(book, learner),
        columns=("Demi-journée", "Module", "État", "Signature"),
        rows=tuple(rows),
        notes=(_proof(book.session),),
    )


def certificate(book: Book, learner: Any, *, on: date) -> RegisterData:
    """Return the certificate of a learner: what the ministry of Labour asks of it, and the hours that she signed."""
    told, session = head(book.session, CERTIFICATE, on=on), book.session
    body, halves = body_of(session), book.of(learner)
    first = learner.entered_on or (halves[0].on if halves else None)
    last = learner.left_on or max((half.on for half in halves if half.on <= on), default=None)
    attended = book.tally(learner).attended
    return RegisterData(
        head=told,
        lede="Établi d’après les demi-journées signées",
        facts=(
            Fact(label="Organisme", value=told.company.name),
            Fact(label="SIRET", value=told.company.siret),
            Fact(label="Déclaration d’activité", value=bodies.of(body).activity_number),
            Fact(label="Représenté par", value=", ".join(filter(None, (body.representative, body.representative_quality)))),
            Fact(label="Bénéficiaire", value=str(learner)),
            Fact(label="Intitulé de l’action", value=session.name),
            Fact(label="Nature de l’action", value=NATURES.get(learner.route, NATURE)),
            Fact(label="Dates", value=f"du {first:%d/%m/%Y} au {last:%d/%m/%Y}" if first and last else ""),
            Fact(label="Durée réalisée", value=_hours(attended.value)),
        ),
        notes=(
            "Les pièces justificatives de la réalisation sont conservées par l’organisme (article D6353-4 du code du travail).",
            _proof(session),
        ),
        signatories=(Signatory(side="Pour l’organisme", name=body.representative),),
    )


def statement(book: Book, learner: Any, month: date, *, on: date) -> RegisterData:
    """Return what a funder asks of a month: each half-day, the hours attended, the absences."""
    halves = [half for half in book.of(learner) if (half.on.year, half.on.month) == (month.year, month.month) and half.on <= on]
    hours = [half_day(half, book.mark(half, learner)).attended for half in halves]
    known = sum((one for one in hours if one is not None), Decimal(0))
    total = _hours(None if None in hours else known)
    rows = [
        tuple(Signed(text=text) for text in (_column(half), _state(book, half, learner), _hours(one)))
        for half, one in zip(halves, hours, strict=True)
    ]  # fmt: skip
    return RegisterData(
        head=head(book.session, "Attestation d’assiduité", on=on, title=str(learner)),
        lede=book.session.name,
        facts=(
            Fact(label="Bénéficiaire", value=str(learner)),
            Fact(label="Mois", value=french.month(month, year=True)),
            Fact(label="Heures suivies dans le mois", value=total),
        ),
        columns=("Demi-journée", "État", "Heures suivies"),
        rows=tuple(rows),
        notes=(MONTHLY, _proof(book.session)),
        signatories=(
            Signatory(side="Pour l’organisme", name=body_of(book.session).representative),
            Signatory(side="Stagiaire", name=str(learner)),
        ),
    )  # fmt: skip


def table(book: Book) -> list[Sequence[Any]]:
    """Return the attendance of a session as a spreadsheet reads it: a line a learner and half-day."""
    rows: list[Sequence[Any]] = []
    for learner in book.learners:
        for half in book.of(learner):
            if half.on <= book.today and half.hours is not None:
                mark = book.mark(half, learner)
                done = short(half_day(half, mark).attended)
                said = (_state(book, half, learner), mark.minutes, done, mark.signed, mark.stated)
                rows.append((str(learner), half.on, half.label, half.module, short(half.hours), *said))
    return rows


COLUMNS = (
    "Stagiaire",
    "Date",
    "Moment",
    "Module",
    "Heures prévues",
    "État",
    "Minutes manquées",
    "Heures suivies",
    "N° de signature",
    "N° d’état",
)


def _box(book: Book, half: Half, learner: Any, signed: Mapping[Any, Entry]) -> Signed:
    if not book.expected(half, learner):
        return Signed(note="–")
    mark, entry = book.mark(half, learner), signed.get((half.pk, learner.pk))
    told = mark.reading in ABSENCES or mark.status not in ("", State.PRESENT)
    said = _state(book, half, learner) if told else ""
    if entry is None:
        return Signed(text=said, note="" if said else "non signé")
    absent = mark.status in ABSENCES  # signed, then corrected
    return Signed(text=said or entry.cell.text, trace="" if absent else entry.cell.trace, note=entry.cell.note)


def short(value: Decimal | None) -> Decimal | None:
    """Return hours as a spreadsheet shows them: two decimals at most, no idle zero."""
    return None if value is None else Decimal(f"{round(value, 2).normalize():f}")


def _hours(value: Decimal | None) -> str:
    return UNSAID if value is None else f"{number(value)} h"


def _signature(signed: Mapping[Any, Entry], half: Half, learner: Any) -> Signed:
    entry = signed.get((half.pk, learner.pk))
    return entry.cell if entry else Signed()


def _state(book: Book, half: Half, learner: Any) -> str:
    mark = book.mark(half, learner)
    reading = mark.reading
    if reading == Status.UNSIGNED:
        return "non signé"
    text = str(State(reading).label)
    return f"{text}, {mark.minutes} min" if mark.minutes else text


def _totals(book: Book, learner: Any) -> tuple[Fact, ...]:
    tally = book.tally(learner)
    rate = f"{number(tally.rate.known() * 100)} %" if tally.rate.is_known else UNSAID
    return (
        Fact(label="Heures prévues à ce jour", value=f"{number(tally.planned.known())} h"),
        Fact(label="Heures suivies", value=_hours(tally.attended.value)),
        Fact(label="Taux d’assiduité", value=rate),
    )


def _column(half: Half) -> str:
    return f"{french.day(half.on)} {half.label}"


def _taught(half: Half) -> str:
    hours = f", {number(half.hours)} h" if half.hours is not None else ""
    return f"{_column(half)} : {half.module or 'module non dit'}{hours}{f', {half.trainer_name}' if half.trainer_name else ''}."


def _proof(session: Any) -> str:
    found = checked(session)
    if not found.count:
        return "Le registre est vide."
    state = "chaîne entière" if found.broken is None else f"chaîne rompue au n° {found.broken.number}"
    return f"Registre : {found.count} enregistrements, {state} ; empreinte du dernier : {found.last}."
