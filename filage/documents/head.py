"""Says what stands at the head and at the foot of every paper: the house, the kind of paper, its day, the work it is about."""

from filage.documents import artwork, identity
from filage.documents.logo import size_of
from filage.documents.paper_shapes import Head
from filage.documents.shapes import Company, Lang, Notice
from filage.documents.text import clean
from filage.documents.typesetter import Plain, Typesetter
from filage.documents.vocabulary import say

PLAIN = Company(name="")
SQUARE, WIDEST = 1.0, 4.0  # widths of a logo, in heights


def company(desk: Typesetter, house: Company) -> Plain:
    """Return the identity that the theme draws from: name, address, legible colours, type, mark."""
    shades = shades_of(house)
    logo = house.logo
    drawn = artwork.mark(shades.ink.printed, shades.accent.printed)
    mark = (logo.content, artwork.suffix(logo.content, logo.alt or house.name)) if logo else (drawn, "svg")
    return {
        "name": desk.short(house.name, 60),
        "address": [desk.short(line, 80) for line in house.address],
        "ink": shades.ink.printed,
        "accent": shades.accent.printed,
        "accent_text": shades.accent_text.printed,
        "typeface": house.typeface,
        "logo": desk.keep(*mark),
        "own": logo is not None,
        "logo_width": _width(logo.content) if logo else SQUARE,
    }


def _width(content: bytes) -> float:
    """Return how wide a logo is for a height of 1, from a third to four times."""
    try:
        size = size_of(content)
    except artwork.PictureRefused:
        return SQUARE
    return min(max(size.width / max(size.height, 1), 0.33), WIDEST)


def shades_of(house: Company) -> identity.Colours:
    """Return the colours of a house as they are printed."""
    return identity.colours(artwork.colour(house.ink, PLAIN.ink), artwork.colour(house.accent, PLAIN.accent))


def sheet(desk: Typesetter, head: Head) -> Plain:
    """Return what every sheet of the office is told: language, house, paper, work, contacts, legal line."""
    title = desk.clean(head.title).replace("\n", " ") or "…"
    return {
        "lang": desk.lang,
        "company": company(desk, head.company),
        "document": {
            "kind": say(head.document.kind, desk.lang),
            "number": desk.short(head.document.number, 40),
            "version": desk.short(head.document.version, 20),
            "issued": head.document.issued.isoformat(),
        },
        "work": {"title": desk.short(title, 160), "running": desk.short(title, 62), "author": desk.short(head.author)},
        "contacts": [contact(desk, say(each.role, desk.lang), each.name, each.phone, each.email) for each in head.contacts],
        "legal": legal(desk, head.company),
    }


def budget_of(phase: str, tax_note: str, lang: Lang) -> str:
    """Return which budget a sheet presents and whether it holds taxes: « Budget de création, montants hors taxes »."""
    name = say(phase, lang).lower()
    if lang == "fr":
        name = f"Budget d’{name}" if name[:1] in "aeiouhé" else f"Budget de {name}"
    else:
        name = f"{name} budget".capitalize()
    tax = say(tax_note, lang).rstrip(".")
    return ", ".join(part for part in (name, tax[:1].lower() + tax[1:]) if part)


def saying(notice: Notice) -> Plain:
    """Return what a reader must know before the figures."""
    return {"title": notice.title, "text": notice.text, "tone": notice.tone}


def contact(desk: Typesetter, role: str, name: str, phone: str, email: str) -> Plain:
    """Return whom to call, with the addresses of her telephone and of her mail when they are ones."""
    plain = clean(email)
    return {
        "role": desk.text(role),
        "name": desk.text(name),
        "phone": desk.text(phone),
        "tel": "".join(c for c in phone if c in "+0123456789"),
        "email": desk.text(email).replace("@", "@\u200b"),
        "mail": plain if plain.isascii() and plain.count("@") == 1 and not set(plain) & set(' <>"\\?&') else None,
    }


def legal(desk: Typesetter, house: Company) -> str:
    """Return the small print of the house: legal form, address, numbers."""
    form = house.legal_form[:1].lower() + house.legal_form[1:]
    vat, licences = ("TVA", "Récépissés") if desk.lang == "fr" else ("VAT", "Licences")
    numbered = (("SIRET", house.siret), ("APE", house.ape), (vat, house.vat_number))
    numbers = [f"{name} {value}" for name, value in numbered if value]
    said = (
        ", ".join(part for part in (house.name, form) if part),
        ", ".join(house.address),
        ", ".join(numbers),
        f"{licences} {' / '.join(house.licences)}" if house.licences else "",
    )
    return ". ".join(desk.text(part) for part in said if part) + "."
