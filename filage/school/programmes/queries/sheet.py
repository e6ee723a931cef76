"""What the sheet of a programme says to the public: everything that quality indicator 1 asks, dated."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from filage.core.rails.registry import Registry
from filage.desks.directory.queries import house
from filage.documents.paper_shapes import Head
from filage.documents.school_shapes import PaperPart, SchoolPaperData
from filage.documents.shapes import Company, Contact, Document
from filage.productions.models import Structure
from filage.rules.schooling.certification import Certification, Route
from filage.school.programmes.enums import Hours
from filage.school.programmes.queries.programmes import Taught

KIND = "Programme de formation"
UNSAID = "à préciser"


type Results = Callable[[Any, str], tuple[str, ...]]

results: Registry[Results] = Registry("results on the sheet of a programme")


def sheet_data(held: Taught, *, on: date, root: str = "") -> SchoolPaperData:
    """Return the sheet of a programme, as true on a day; `root` is where the addresses that it says begin."""
    revised = held.programme.revised_on
    return SchoolPaperData(
        head=head_of(held.programme.organisation, KIND, held.programme.name, on=on, contacts=_contacts(held)),
        title=held.programme.name,
        subject=f"Mis à jour le {revised:%d/%m/%Y}" if revised else "",
        parts=tuple(_parts(held, root)),
    )


def head_of(organisation: Any, kind: str, title: str, *, on: date, contacts: tuple[Contact, ...] = ()) -> Head:
    """Return the head of a paper of the school, signed by the structure of the house."""
    ours = Structure.objects.within(organisation).filter(ours=True).order_by("rank", "id").first()
    signed = house.company(ours) if ours else Company(name=organisation.name)
    return Head(company=signed, document=Document(kind=kind, issued=on), title=title, contacts=contacts)


def _parts(held: Taught, root: str) -> Iterator[PaperPart]:
    one = held.programme
    yield PaperPart(title="En bref", facts=tuple(_facts(held)))
    named = {"Objectifs": one.objectives, "Méthodes": one.methods, "Évaluation": one.evaluation, "Accès et délais": one.access}
    for title, text in named.items():
        yield PaperPart(title=title, texts=tuple(text.splitlines()) or (f"{UNSAID.capitalize()}.",))
    if held.certification is not None:
        yield _certified(held.certification)
    rows = tuple(
        (f"{each.code} {each.title}", each.track, _hours(each.hours), ", ".join(each.competences)) for each in held.lines
    )
    columns = ("Module", "Parcours", "Heures", "Compétences")
    yield PaperPart(title="Modules", columns=columns, rows=rows, shares=(5, 2, 1, 3))
    own = tuple(line for _, give in results.items() for line in give(one, root))
    yield PaperPart(title="Résultats", texts=(*own, *_results(held.certification)))


def _facts(held: Taught) -> Iterator[tuple[str, str]]:
    one = held.programme
    yield "Public", one.audience or UNSAID
    yield "Prérequis", one.prerequisites or UNSAID
    for track, hours, unknown in held.hours:
        more = f", et {unknown} modules aux heures à préciser" if unknown else ""
        yield f"En centre{f', {track}' if track else ''}", f"{'au moins ' if unknown else ''}{_hours(hours)}{more}"
    company = sum((each.hours or Decimal(0) for each in held.lines if each.kind == Hours.COMPANY), Decimal(0))
    if company:
        yield "En entreprise", _hours(company)
    yield "Prix", f"{one.price:,.2f} € nets de taxe".replace(",", " ").replace(".", ",") if one.price is not None else UNSAID
    yield "Financements", one.funding or UNSAID
    yield "Accessibilité", one.accessibility or UNSAID
    for referent in held.referents:
        yield f"Référent·e, {referent.get_role_display()}", referent.person.name


def _certified(found: Certification) -> PaperPart:
    named = f"{found.code}, {found.title}, niveau {found.level}. Certificateur : {found.certifier}."
    until = f"Enregistrée jusqu’au {found.expires_on:%d/%m/%Y}. Cet enregistrement ne vaut pas agrément de l’État."
    blocks = tuple((block.code, block.title, " ; ".join(block.trials)) for block in found.blocks)
    routes = tuple((route.name, _asked(route)) for route in found.routes.values() if route.entries)
    return PaperPart(
        title="Certification préparée",
        texts=(named, until),
        facts=routes,
        columns=("Bloc", "Intitulé", "Épreuves"),
        rows=blocks,
        shares=(1, 3, 4),
    )


def _asked(route: Route) -> str:
    found = []
    for entry in route.entries:
        more = [f"{entry.ects} ECTS du domaine"] if entry.ects else []
        more += [f"{entry.experience} mois d’expérience"] if entry.experience else []
        found.append(" et ".join([f"niveau {entry.level}", *more]))
    return f"{' ; ou '.join(dict.fromkeys(found))}{' ; ou dérogation sur dossier' if route.waivable else ''}"


def _results(found: Certification | None) -> tuple[str, ...]:
    if found is None or not found.years:
        return ("Aucun résultat publié.",)
    year = max(found.years, key=lambda one: one.year)
    said = [f"{year.certified} personnes certifiées en {year.year}"]
    said += [f"{year.employed} % en emploi à six mois"] if year.employed is not None else []
    said += [f"{year.in_trade} % dans le métier visé à six mois"] if year.in_trade is not None else []
    return (f"{', '.join(said)} (résultats du certificateur, {found.origin.name}).",)


def _contacts(held: Taught) -> tuple[Contact, ...]:
    return tuple(
        Contact(name=one.person.name, role=one.get_role_display().capitalize(), email=one.person.email, phone=one.person.phone)
        for one in held.referents
        if one.person.email or one.person.phone
    )


def _hours(hours: Decimal | None) -> str:
    return UNSAID if hours is None else f"{hours.normalize():f} h".replace(".", ",")
