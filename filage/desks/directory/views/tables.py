"""How the directory is written: one line a person, a venue or a structure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from filage.desks.directory.queries.pages import Member, Ours, Rate
from filage.productions.models import Recepisse, Structure, Venue
from filage.web import atoms
from filage.web import format as french
from filage.web.shapes import Link, measure
from filage.web.tables import Cell, Column, Row, Table, plain

LISTS = {
    "personnes": ("Personnes", "directory:people", "Aucune personne", "Ajouter une personne", "directory:add_people"),
    "lieux": ("Lieux", "directory:venues", "Aucun lieu", "Ajouter un lieu", "directory:add_venues"),
    "structures": ("Structures", "directory:structures", "Aucun partenaire", "Ajouter une structure", "directory:add_structures"),
}
OURS, BOOK = "structure", "carnet"
BREAK = SafeString("<br>")
EXPIRED = SafeString('<span class="neg b">expiré</span>')
CURRENT = SafeString('<span class="nw">en cours</span>')


def listed(code: str, table: Table, count: int, *, edits: bool) -> dict[str, Any]:
    """Return what the template of a list needs; `edits` gives the gesture that adds."""
    title, _, empty, gesture, add = LISTS[code]
    return {
        "title": title,
        "count": count,
        "lists": links(code),
        "table": table if count else None,
        "empty_title": empty,
        "empty_text": "Une fiche par nom, écrite une fois : contrats, budget et calendrier la reprennent.",
        "add": gesture,
        "add_url": reverse(add) if edits else "",
    }


def links(current: str) -> list[Link]:
    """Return the lists of the directory, side by side."""
    book = Link(label="Carnet", url=reverse("directory:book"), current=current == BOOK)
    found = [Link(label=label, url=reverse(name), current=code == current) for code, (label, name, *_) in LISTS.items()]
    return [book, *found, Link(label="Notre structure", url=reverse("directory:ours"), current=current == OURS)]


def people(members: Sequence[Member], *, contact: bool) -> Table:
    """Return the people; `contact` shows how to reach them and opens their sheet."""
    columns = [Column("Métiers", wide=True), Column("Spectacles")]
    if contact:
        columns += [Column("Courriel", wide=True), Column("Téléphone", wide=True)]
    rows = [
        Row(
            Cell(
                member.person.name,
                url=reverse("directory:person", args=[member.person.pk]) if contact else "",
                about=f"person:{member.person.pk}",
            ),
            [
                member.person.trades,
                _works(member),
                *([_mail(member.person.email), member.person.phone] if contact else []),
            ],
        )
        for member in members
    ]
    return plain("Personnes", columns, rows, header="Nom")


def venues(found: Sequence[Venue], *, edits: bool) -> Table:
    """Return the venues with their rooms and live dates; `edits` opens their sheet."""
    columns = [Column("Ville"), Column("Salles", wide=True), Column("Structure", wide=True), Column("Dates", "number")]
    rows = [
        Row(
            Cell(venue.name, url=reverse("directory:venue", args=[venue.pk]) if edits else "", about=f"venue:{venue.pk}"),
            [
                " ".join(filter(None, [venue.postal_code, venue.city])),
                _rooms(venue),
                venue.structure.name if venue.structure else "",
                getattr(venue, "dates", 0) or "",
            ],
        )
        for venue in found
    ]
    return plain("Lieux", columns, rows, header="Lieu")


def structures(found: Sequence[Structure], *, edits: bool) -> Table:
    """Return the partners with what they are for us; `edits` opens their sheet."""
    columns = [Column("Sorte"), Column("Ville", wide=True), Column("Représentée par", wide=True), Column("Contrats", "number")]
    rows = [
        Row(
            Cell(one.name, url=reverse("directory:structure", args=[one.pk]) if edits else "", about=f"structure:{one.pk}"),
            [
                one.get_funder_kind_display() or one.get_kind_display(),
                " ".join(filter(None, [one.postal_code, one.city])),
                ", ".join(filter(None, [one.representative, one.representative_quality])),
                getattr(one, "sales", 0) or "",
            ],
        )
        for one in found
    ]
    return plain("Structures partenaires", columns, rows, header="Nom")


def ours(found: Sequence[Ours], today: date, *, edits: bool) -> dict[str, Any]:
    """Return what the page of our structures needs; `edits` gives the gesture that changes them."""
    many = len(found) > 1
    shown = [_structure(one, today) | {"whose": one.structure.name if many else ""} for one in found]
    return {"edits": edits, "lists": links(OURS), "structures": shown, "many": many}


def _structure(one: Ours, today: date) -> dict[str, Any]:
    papers = [Row(Cell(paper.number, note=f"catégorie {paper.category}"), _term(paper, today)) for paper in one.recepisses]
    taxes = [Row(_capital(row.get_status_display()), [_day(row.since)]) for row in one.regimes]
    own = [Row(label, [measure(row.value, ""), _day(row.since), row.source, row.confidence]) for label, row in one.settings]
    return {
        "structure": one.structure,
        "facts": _facts(one.structure),
        "recepisses": plain("N° de récépissé", [Column("Validité"), Column("État")], papers, header="Numéro") if papers else None,
        "vat": plain("Régime de TVA", [Column("Depuis")], taxes, header="Régime") if taxes else None,
        "coefficients": _coefficients(one.coefficients),
        "settings": plain("Réglages", _SETTINGS, own, header="Réglage") if own else None,
    }


_SETTINGS = [Column("Valeur"), Column("Depuis"), Column("Source", wide=True), Column("Confiance", "confidence", wide=True)]


def _coefficients(rates: Sequence[Rate]) -> Table:
    rows = [Row(rate.label, _coefficient(rate)) for rate in rates]
    return plain("Coefficients de charges", _SETTINGS, rows, header="Coefficient")


def _coefficient(rate: Rate) -> list[Any]:
    source = rate.value.source
    if not rate.value.is_known or source is None:
        return [atoms.unknown(gesture=rate.value.gesture), "", rate.value.gesture, ""]
    return [measure(rate.value.value, ""), _day(source.since), source.text, source.confidence]


def _day(day: date | None) -> Any:
    return atoms.ordinal(french.day_long(day, weekday=False)) if day else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _facts(one: Structure) -> list[tuple[str, str]]:
    place = ", ".join(filter(None, [one.address, " ".join(filter(None, [one.postal_code, one.city]))]))
    person = ", ".join(filter(None, [one.representative, one.representative_quality]))
    month = french.MONTHS[one.fiscal_year_start - 1]
    facts: list[tuple[str, str]] = [
        ("Forme juridique", one.legal_form),
        ("SIRET", one.siret),
        ("Code APE", one.ape),
        ("N° de TVA", one.vat_number),
        ("Siège", place),
        ("Représentée par", person),
        ("Convention collective", f"IDCC {one.idcc}" if one.idcc else ""),
        ("Exercice", atoms.ordinal(f"ouvert le 1er {month}")),
        ("Contact", ", ".join(filter(None, [one.email, one.phone, one.website]))),
    ]
    return [(label, value) for label, value in facts if value]


def _term(paper: Recepisse, today: date) -> list[Any]:
    since = french.day_long(paper.since, weekday=False) if paper.since else ""
    until = french.day_long(paper.until, weekday=False) if paper.until else ""
    said = " ".join(filter(None, [f"du {since}" if since else "", f"au {until}" if until else ""]))
    if paper.until is None:
        return [said, atoms.unknown("terme inconnu", gesture="Saisir la date de fin du récépissé.")]
    if paper.until < today:
        return [said, EXPIRED]
    return [said, CURRENT]


def _works(member: Member) -> Any:
    held: dict[Any, list[str]] = {}
    for engagement in member.engagements:
        held.setdefault(engagement.production, []).append(engagement.function)
    return format_html_join(
        BREAK,
        '{} <span class="soft">· {}</span>',
        (
            (atoms.work(work.title, url=reverse("web:show", args=[work.slug])), " · ".join(dict.fromkeys(functions)))
            for work, functions in held.items()
        ),
    )


def _mail(address: str) -> Any:
    return format_html('<a href="mailto:{}">{}</a>', address, address) if address else ""


def _rooms(venue: Venue) -> str:
    return ", ".join(
        f"{room.name} ({french.count(room.capacity, 'place')})" if room.capacity else room.name for room in venue.rooms.all()
    )
