"""The smallest components, written straight in HTML because a page shows hundreds of them: amounts, states, marks."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal
from urllib.parse import quote, urlsplit

from django.urls import get_script_prefix, reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from filage.core.marks import OVERRIDDEN, Mark
from filage.rules.engine import Explained, Partial
from filage.web import format as french

type Amount = Decimal | int | Explained | Partial | None
type Tone = Literal["auto", "reverse", "plain"]

STATES: Mapping[str, str] = {
    "option": "Option",
    "confirme": "Confirmé",
    "signe": "Signé",
    "joue": "Joué",
    "annule": "Annulé",
    "reporte": "Reporté",
    "emis": "À jour",
    "perime": "Périmé",
}
INCOME_STEPS: Mapping[str, tuple[int, str]] = {
    "idee": (1, "Idée"),
    "demande": (2, "Demandé"),
    "en_instruction": (3, "En instruction"),
    "accorde_oral": (4, "Accord oral"),
    "notifie": (5, "Notifié"),
    "conventionne": (6, "Conventionné"),
    "encaisse": (7, "Encaissé"),
    "refuse": (0, "Refusé"),
}
LAST_STEP = 7
SECURED_FROM = 5  # « sécurisé à partir de notifié »
SEVERITIES: Mapping[str, tuple[str, str]] = {
    "bloquant": ("Bloquant", "Bloquants"),
    "alerte": ("Alerte", "Alertes"),
    "info": ("Info", "Infos"),
    "inconnu": ("Inconnu", "Inconnus"),
}
CONFIDENCES: Mapping[str, tuple[int, str]] = {
    "official": (3, "officielle"),
    "two_sources": (3, "deux sources"),
    "one_source": (2, "une source"),
    "derived": (1, "déduite"),
    "disputed": (1, "discutée"),
    "unknown": (0, "non trouvée"),
}
AS_IT_IS = "/~:@!$&'()*+,;="  # what an address may hold without being escaped
_OCTAGON = "M5.6 1h6.8L17 5.6v6.8L12.4 17H5.6L1 12.4V5.6z"
ICONS: Mapping[str, str] = {
    "bloquant": f'<path class="ic-fill" d="{_OCTAGON}"/><path class="ic-mark" d="M9 4.6v5.2M9 12.2v1.4"/>',
    "alerte": '<path class="ic-line" d="M9 2 17 16H1z"/><path class="ic-line" d="M9 7v4.2M9 12.8v1.4"/>',
    "info": '<circle class="ic-line" cx="9" cy="9" r="7.2"/><path class="ic-line" d="M9 8v5M9 4.9v1.6"/>',
    "inconnu": '<rect class="ic-line" x="1.8" y="1.8" width="14.4" height="14.4" rx="2" stroke-dasharray="2.6 2"/>'
    '<path class="ic-line" d="M6.8 7.2c0-1.4 1-2.2 2.3-2.2s2.2.8 2.2 2c0 1.7-2.2 1.8-2.2 3.4M9.1 12v1.4"/>',
    "close": '<path class="ic-line" d="m4.5 4.5 9 9m0-9-9 9"/>',
    "search": '<circle class="ic-line" cx="8" cy="8" r="5"/><path class="ic-line" d="m12 12 4 4"/>',
    "camera": '<path class="ic-line" d="M2.5 5.5h3l1.5-2h4l1.5 2h3v9h-13z"/><circle class="ic-line" cx="9" cy="9.8" r="2.8"/>',
    "print": '<path class="ic-line" d="M5 7V2.5h8V7M5 13.5H2.5v-6h13v6H13M5 11h8v5H5z"/>',
    "download": '<path class="ic-line" d="M9 2v9.5M5 8l4 4 4-4M3 15.5h12"/>',
    "warning": '<path class="ic-line" d="M9 2 17 16H1z"/><path class="ic-line" d="M9 7v4.2M9 12.8v1.4"/>',
}


def icon(name: str) -> SafeString:
    """Draw an icon of the house, silent for screen readers: the words stand beside it."""
    return mark_safe(f'<svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">{ICONS[name]}</svg>')


def ordinal(text: str) -> SafeString:
    """Mark « 1er » with its superscript."""
    head, sign, tail = text.partition("1er")
    return (
        format_html("{}1<sup>er</sup>{}", head, tail) if sign and (not head or head[-1] in " \u00a0") else format_html("{}", text)
    )


def why_url(kind: str, key: str) -> str:
    """Return the address that explains a kept amount: `kind` says where it is kept, `key` which one."""
    return f"{_why_root(get_script_prefix())}{kind}/{quote(key, safe=AS_IT_IS)}/"


@cache
def _why_root(prefix: str) -> str:
    """Return what every such address begins with: a table asks a thousand times, so it is reversed once a prefix."""
    return reverse("web:why", args=["-", "-"]).removesuffix("-/-/")


def unknown(label: str = "inconnu", *, gesture: str = "", because: str = "", kind: str = "cout") -> SafeString:
    """Show that a value is not known, with the gesture that would fill it; it opens when `because` is given."""
    if because:
        return format_html(
            '<button class="why unk" form="pourquoi" formaction="{}" aria-haspopup="dialog" aria-expanded="false">'
            '<span>{}</span><span class="sr"> : pourquoi ?</span></button>',
            why_url(kind, because),
            label,
        )
    hint = format_html('<span class="sr"> ({})</span>', gesture) if gesture else ""
    return format_html('<span class="unk" title="{}"><span>{}</span>{}</span>', gesture or "Valeur à saisir", label, hint)


def amount(
    value: Amount,
    *,
    because: str = "",
    kind: str = "cout",
    unit: str = "€",
    decimals: int = 2,
    signed: bool = False,
    tone: Tone = "auto",
    gesture: str = "",
    dash: bool = False,
) -> SafeString:
    """Show a sum of money: dotted and open to « Pourquoi ce montant ? » with `because`, hatched when unknown.

    `value` is a Decimal, an int, an Explained, a Partial (known part and how many unknowns) or None (unknown).
    `tone` auto reddens what is below zero, reverse what is above; `dash` writes a zero as « – ».
    """
    if isinstance(value, Partial):
        return partial(value, because=because, kind=kind, unit=unit, decimals=decimals)
    value = value.value if isinstance(value, Explained) else value
    if value is None:
        return unknown(gesture=gesture, because=because, kind=kind)
    if dash and not value:
        return format_html('<span class="faint">{}</span>', french.DASH)
    written = french.money(value, decimals, unit=unit, signed=signed)
    bad = tone != "plain" and (value < 0 if tone == "auto" else value > 0)
    if not because:
        return SafeString(f'<span class="num{" neg" if bad else ""}">{escape(written)}</span>')
    return format_html(
        '<button class="why{}" form="pourquoi" formaction="{}" aria-haspopup="dialog" aria-expanded="false"'
        ' title="Pourquoi ce montant\u202f?">{}</button>',
        " neg" if bad else "",
        why_url(kind, because),
        written,
    )


def partial(value: Partial, *, because: str = "", kind: str = "cout", unit: str = "€", decimals: int = 2) -> SafeString:
    """Show a total with what is missing from it: « au moins 12 300,00 € + 1 inconnu »."""
    known = amount(value.known, because=because, kind=kind, unit=unit, decimals=decimals)
    if value.is_complete:
        return known
    return format_html('<span class="sr">au moins </span>{} {}', known, plus_unknown(len(value.missing)))


def plus_unknown(count: int) -> SafeString:
    """Say beside a total how many of its amounts are unknown; nothing when there is none."""
    return format_html('<span class="plus">+ {} inconnu{}</span>', count, "s" if count > 1 else "") if count else SafeString("")


def status(state: str, *, rank: int | None = None, label: str = "") -> SafeString:
    """Show the state of a date, from pencil to ink, or of a document; an option shows its rank."""
    ranked = rank is not None and state == "option"
    return format_html(
        '<span class="st st-{}"{}>{}{}</span>',
        state,
        format_html(' data-rank="{}"', rank) if ranked else "",
        label or STATES[state],
        format_html('<span class="sr"> de rang {}</span>', rank) if ranked else "",
    )


def steps(state: str, *, label: str = "") -> SafeString:
    """Show how far an income is, on seven notches, in full ink from « notifié » on."""
    reached, words = INCOME_STEPS[state]
    notches = '<b class="on"></b>' * reached + "<b></b>" * (LAST_STEP - reached)
    tone = " refused" if state == "refuse" else " sure" if reached >= SECURED_FROM else ""
    return format_html(
        '<span class="steps{}"><i aria-hidden="true">{}</i><span>{}</span></span>', tone, mark_safe(notches), label or words
    )


def severity(code: str, *, label: bool = True) -> SafeString:
    """Show the severity of a finding by its shape; without `label` the word is kept for screen readers."""
    word = SEVERITIES[code][0]
    said = format_html("<span>{}</span>", word) if label else format_html('<span class="sr">{}\u00a0:</span>', word)
    return format_html('<span class="sev sev-{}">{}{}</span>', code, icon(code), said)


def mark(worn: Mark | None, *, link: bool = True, focusable: bool = True) -> SafeString:
    """Show on an object the gravest of its findings, as a `link` to them all in Contrôles; nothing when it wears none.

    In a grid, which is walked with arrows, it is not `focusable`.
    """
    if worn is None:
        return SafeString("")
    look = "info" if worn.severity == OVERRIDDEN else worn.severity
    word = "Écarté" if worn.severity == OVERRIDDEN else SEVERITIES[look][0]
    said = format_html('{}<span class="sr">{}\u00a0: {}</span>', icon(look), word, worn.said)
    if not link:
        return format_html('<span class="mk sev-{}" title="{}">{}</span>', look, worn.said, said)
    walk = SafeString("" if focusable else ' tabindex="-1"')
    url = f"{reverse('web:checks')}?sur={quote(worn.key, safe=AS_IT_IS)}"
    return format_html('<a class="mk sev-{}" href="{}" title="{}"{}>{}</a>', look, url, worn.said, walk, said)


def confidence(code: str) -> SafeString:
    """Show how sure a value of the law is: three dots, and the word."""
    dots, word = CONFIDENCES.get(code, CONFIDENCES["unknown"])
    drawn = mark_safe('<b class="on"></b>' * dots + "<b></b>" * (3 - dots))
    return format_html('<span class="conf">{} <i aria-hidden="true">{}</i></span>', word, drawn)


def work(title: str, *, url: str = "") -> SafeString:
    """Write the title of a work, in italic serif; nothing else wears it."""
    cite = format_html('<cite class="work">{}</cite>', title)
    return format_html('<a href="{}">{}</a>', url, cite) if url else cite


OPENED = {  # what a page is called on the button that leads to it, by the last word of its address
    "budget": "le budget",
    "tresorerie": "la trésorerie",
    "contrat": "le contrat",
    "contrats": "les contrats",
    "devis": "le devis",
    "embauches": "les embauches",
    "heures": "les heures",
    "frais": "les frais",
    "coffre": "le coffre",
    "retroplanning": "la tâche",
    "logistique": "la logistique",
    "structures": "la fiche",
    "personnes": "la fiche",
}


def opens(address: str) -> str:
    """Name a button after the page it leads to: « Ouvrir le contrat », « Ouvrir » when the address does not say."""
    words = [word for word in urlsplit(address).path.split("/") if word.isalpha()]
    return f"Ouvrir {OPENED[words[-1]]}" if words and words[-1] in OPENED else "Ouvrir"
