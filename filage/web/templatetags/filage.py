"""The components of the pages: each tag is keyword-only, so that a misspelt attribute is a template error."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.boundfield import BoundField
from django.template import defaultfilters
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from filage.core import marks
from filage.web import atoms, charts, maps, moves, shapes, tables
from filage.web import format as french

register = template.Library()
LONGEST_GESTURE = 34  # letters of a remedy that a button can say
WIDE_CHART = 520  # pixels, from which a chart scrolls on a phone rather than shrink its letters
MONEY_UNITS = ("", "EUR", "HT", "TTC")  # of a key figure that is a sum
WITHOUT_CENTS = 10_000  # euros, from which a key figure is read without its cents

# ------------------------------------------------------------------ numbers, dates and words
register.filter("money", french.money)
register.filter("number", lambda value: french.number(value))
register.filter("units", french.units)
register.filter("percent", french.percent)
register.filter("month", lambda value: french.month(value, year=True))
register.filter("hour", lambda value: french.hour(_here(value)))
register.filter("size", french.size)
register.filter("distance", french.distance)
register.filter("formula", shapes.spoken)
register.filter("measure", shapes.measure)
register.filter("initials", lambda name: "".join(part[0] for part in str(name).split()[:2]).upper())


@register.filter
def typeset(text: Any) -> str:
    """Hold the signs of a text to their words; what was HTML stays so, even said lazily."""
    said = str(text)
    held = french.typeset(said)
    return SafeString(held) if hasattr(said, "__html__") else held  # only spaces were changed


@register.filter
def day(value: date | None, style: str = "short") -> SafeString:
    """Write a day: « ven. 16 avr. », `bare` « 16 avr. », or with `long`, `full` (year), `plain` (no weekday, year)."""
    if value is None:
        return SafeString("")
    value = _here(value)
    if style in ("short", "bare"):
        return atoms.ordinal(french.day(value, weekday=style == "short"))
    return atoms.ordinal(french.day_long(value, weekday=style != "plain", year=style != "long"))


def _here(value: Any) -> Any:
    """Return an instant as the database gives it at the hour of here; one that has a zone of its own keeps it."""
    return timezone.localtime(value) if isinstance(value, datetime) and value.tzname() == "UTC" else value


@register.filter
def pluralize(value: Any, forms: str = "s") -> str:
    """Write the mark of the plural as French does: zero is singular, two is the first plural."""
    try:
        several = abs(float(value)) >= 2
    except ValueError:
        return ""
    except TypeError:
        several = len(value) >= 2
    return str(defaultfilters.pluralize(2 if several else 1, forms))


@register.filter
def iso_day(text: str) -> SafeString:
    """Write in words a day that a file says in figures: « 2026-10-15 » is « 15 oct. 2026 »."""
    return atoms.ordinal(french.day(date.fromisoformat(text), weekday=False, year=True)) if text else SafeString("")


# ------------------------------------------------------------------ the smallest, drawn in atoms.py
register.simple_tag(atoms.amount)
register.simple_tag(atoms.unknown)
register.simple_tag(atoms.status)
register.simple_tag(atoms.steps)
register.simple_tag(atoms.severity)
register.simple_tag(atoms.confidence)
register.simple_tag(atoms.work)
register.simple_tag(atoms.icon)


# ------------------------------------------------------------------ page
@register.simple_block_tag
def section(
    content: str,
    *,
    title: str,
    count: object = "",
    more: str = "",
    more_url: str = "",
    explain: str = "",
    id: str = "",
    whose: str = "",
) -> str:
    """A rule of ink, a title, a count, a link; what it holds follows. `whose` tells apart, aloud, sections of the same title."""
    anchor = id or slugify(f"{title} {whose}")
    shown = {
        "title": title,
        "whose": whose,
        "count": count,
        "more": more,
        "more_url": more_url,
        "explain": explain,
        "anchor": anchor,
        "content": content,
    }
    return get_template("components/section.html").render(shown)


@register.simple_block_tag
def drawer(content: str, *, title: str, close_url: str) -> str:
    """Everything about one thing, at the right of the page; Esc closes it and gives the focus back."""
    return get_template("components/drawer.html").render({"title": title, "close_url": close_url, "content": content})


@register.inclusion_tag("components/tabs.html")
def tabs(items: Sequence[shapes.Link], *, label: str) -> dict[str, Any]:
    """The blocks of a page, as links; `items` are Link, the current one is marked, a count wears its severity."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/views.html")
def views(items: Sequence[shapes.Link], *, label: str) -> dict[str, Any]:
    """Readings of the same thing, side by side (Création, Exploitation…); `items` are Link."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/empty.html")
def empty(title: str, *, text: str, act: str = "", act_url: str = "", other: str = "", other_url: str = "") -> dict[str, Any]:
    """A page with nothing yet: what will come here, and the next gesture."""
    return {"title": title, "text": text, "act": act, "act_url": act_url, "other": other, "other_url": other_url}


@register.inclusion_tag("components/act.html")
def act(
    label: str,
    *,
    url: str = "",
    lamp: bool = False,
    quiet: bool = False,
    large: bool = False,
    post: bool = False,
    disabled: bool = False,
    download: bool = False,
) -> dict[str, Any]:
    """A gesture: a link, or a form when it writes (`post`). `lamp` lights the next gesture, once a view."""
    css = " ".join(name for name, on in (("btn", True), ("btn-lamp", lamp), ("btn-quiet", quiet), ("btn-l", large)) if on)
    return {"label": label, "url": url, "css": css, "post": post, "disabled": disabled, "download": download}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, *, unit: str = "") -> dict[str, Any]:
    """A field of a form: label above, unit stuck to it, help, error with the gesture."""
    widget = bound.field.widget
    many = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    return {"field": bound, "unit": unit, "many": many, "checkbox": isinstance(widget, CheckboxInput)}


# ------------------------------------------------------------------ figures
@register.inclusion_tag("components/key_figures.html")
def key_figures(figures: Sequence[Any], *, slug: str = "") -> dict[str, Any]:
    """The figures that head a page, six at most; each is a KeyFigure row, `slug` names its production."""
    shown = [_figure(figure, slug) for figure in figures[:6]]
    return {"figures": shown, "columns": len(shown)}


@register.simple_tag
def figure_value(figure: Any, *, slug: str = "") -> str:
    """The value of a KeyFigure row: text, measure, or money that opens; from 10 000 € on, cents are left out."""
    amount = figure.amount
    if figure.text:
        return format_html("{}", figure.text)
    if amount is not None and figure.unit not in MONEY_UNITS:
        return format_html("{}", shapes.measure(amount, figure.unit))
    because = f"{slug}/{figure.code}" if slug else figure.code
    decimals = 0 if amount is not None and abs(amount) >= WITHOUT_CENTS else 2
    unit = "€" if figure.unit in ("", "EUR") else f"€{french.NBSP}{figure.unit}"
    return atoms.amount(amount, because=because, kind="chiffre", decimals=decimals, unit=unit)


def _figure(figure: Any, slug: str) -> dict[str, Any]:
    value = figure_value(figure, slug=slug)
    return {"label": figure.label, "value": value, "note": figure.note, "tone": figure.tone, "url": figure.url}


@register.inclusion_tag("components/balance_bar.html")
def balance_bar(parts: Sequence[tuple[str, Decimal, str]], *, whole: Decimal, label: str, large: bool = False) -> dict[str, Any]:
    """Parts of a whole laid end to end: `parts` are (label, value, tone full | part | hole); the legend says the sums."""
    said = ", ".join(f"{name} {french.money(value)}" for name, value, _ in parts)
    return {"parts": charts.shares(parts, whole), "label": f"{label} : sur {french.money(whole)}, {said}.", "large": large}


@register.inclusion_tag("components/balances.html")
def balances(items: Sequence[shapes.Balance]) -> dict[str, Any]:
    """Two balances one above the other, prévisionnel and sécurisé; `items` are Balance."""
    return {"items": [{"balance": item, "parts": charts.shares(item.parts, item.whole)} for item in items]}


@register.inclusion_tag("components/price_ladder.html")
def price_ladder(rungs: Sequence[shapes.Rung]) -> dict[str, Any]:
    """From the coût plateau to the price, rung by rung; `rungs` are Rung."""
    return {"rungs": rungs}


@register.inclusion_tag("components/chart_treasury.html")
def chart_treasury(
    points: Sequence[charts.Point], *, today: date | None = None, width: int = 416, height: int = 196, table: bool = False
) -> dict[str, Any]:
    """The balance at the end of each month: past in full line, future dashed, red under zero, low point, lamp on today.

    `points` are charts.Point; `width` is that of its column, so that letters keep their size; `table` adds the figures.
    """
    return {"chart": charts.treasury(points, today=today, width=width, height=height), "table": table, "wide": width > WIDE_CHART}


@register.inclusion_tag("components/sparkline.html")
def sparkline(values: Sequence[Decimal | None], *, label: str) -> dict[str, Any]:
    """The shape of a series in the width of a word; `label` says it."""
    return {"line": charts.sparkline(values), "label": label}


@register.inclusion_tag("components/trip_map.html")
def trip_map(drawing: maps.Map, *, screens: str = "") -> dict[str, Any]:
    """Places on their lands, joined by the thread of their dates; `drawing` is maps.drawn(…), `screens` those it is for.

    `screens` is "wide" or "narrow" when a page draws one map for each, so that letters keep their size.
    """
    return {"map": drawing, "screens": screens}


@register.inclusion_tag("components/data_table.html", takes_context=True)
def data_table(context: Mapping[str, Any], table: tables.Table) -> dict[str, Any]:
    """A table with groups that fold, subtotals, a total that counts its unknowns; `table` is a tables.Table."""
    return {"table": tables.drawn(table, lambda: _worn(context))}


# ------------------------------------------------------------------ what must be done
@register.inclusion_tag("components/finding.html")
def finding(
    item: Any,
    *,
    work: str = "",
    about: str = "",
    lamp: bool = False,
    held: str = "",
    new: bool = False,
    aside_url: str = "",
    sure: bool = False,
) -> dict[str, Any]:
    """What is wrong, its code, the text quoted, the gesture that mends it; `item` is a Finding row.

    `work` names the spectacle, `about` is the spectacle of the page: neither is said twice when the subject begins with it.
    `held` says the act held back, `new` marks what was not there before, `aside_url` leads to setting it aside,
    `sure` shows how sure the rule is.
    """
    gesture = item.remedy.rstrip(". ")
    short = bool(gesture) and len(gesture) <= LONGEST_GESTURE
    return {
        "item": item,
        "message": french.typeset(item.message),
        "work": work,
        "subject": item.subject.removeprefix(work or about).lstrip(" ·:,"),
        "lamp": lamp,
        "label": gesture if short else "Réparer",
        "said": "" if short and item.remedy_url else item.remedy,
        "held": held,
        "new": new,
        "aside_url": aside_url,
        "aside": "Déroger" if item.severity == "bloquant" else "Écarter",
        "sure": sure,
    }


@register.simple_tag(takes_context=True)
def mark(context: Mapping[str, Any], about: str, *, on: object = "", link: bool = True) -> SafeString:
    """The gravest finding of an object of the page, linked to them all; `about` is its kind and `on` its id, or several keys.

    Inside a link, which holds no other, it is only drawn: `link=False`.
    """
    return atoms.mark(marks.on(_worn(context), f"{about}:{on}" if on else about), link=link)


def _worn(context: Mapping[str, Any]) -> marks.Marks:
    """Return what the objects of the page wear, read once a request; a component drawn without page wears what it is given."""
    worn = context.get("worn")
    return worn if worn is not None else context["shell"].marks if "shell" in context else {}


@register.inclusion_tag("components/duty.html")
def duty(item: Any, *, today: date, work: str = "", now: bool = False, act: str = "") -> dict[str, Any]:
    """A dated duty; `item` is a Deadline row, `now` sets it in the light."""
    late = item.on < today
    near = "En retard" if late else french.day(item.on)
    gap = french.count((today - item.on).days, "jour") if late else french.distance(item.on, today)
    return {
        "item": item,
        "work": work,
        "now": now,
        "late": late,
        "near": atoms.ordinal(near),
        "gap": gap,
        "act": act or atoms.opens(item.url),
    }


@register.inclusion_tag("components/week.html")
def week(days: Sequence[shapes.Day], *, today: date) -> dict[str, Any]:
    """The thread of the days, the lamp on today; `days` are Day."""
    return {"days": days, "today": today, "columns": len(days)}


@register.inclusion_tag("components/change_preview.html")
def change_preview(
    title: str,
    *,
    moved: moves.Moved,
    keep: str,
    cancel_url: str,
    keep_url: str = "",
    form: str = "",
    lead: str = "Vous changez",
    fields: Mapping[str, str] | None = None,
    focus: bool = False,
    note: str = "",
) -> dict[str, Any]:
    """Before keeping, what the gesture moves, desk by desk; `keep` posts `fields` to `keep_url`, or the `form` named.

    `note` says what the figures do not, above all why none moves. With `focus`, the page opens on the button that keeps:
    Enter is then enough.
    """
    shown = {"title": title, "lead": lead, "moved": moved, "keep": keep, "keep_url": keep_url, "cancel_url": cancel_url}
    return shown | {"form": form, "fields": fields or {}, "focus": focus, "note": note}


@register.inclusion_tag("components/toast.html")
def toast(text: str, *, moved: str = "", undo_url: str = "", act: str = "Annuler", tone: str = "") -> dict[str, Any]:
    """The gesture is done, `moved` says what it moved; it can be taken back. `tone` alert is for what failed."""
    return {"text": text, "moved": moved, "undo_url": undo_url, "act": act, "tone": tone}


@register.inclusion_tag("components/progress.html")
def progress(label: str, *, done: int, whole: int, note: str = "") -> dict[str, Any]:
    """Long work says where it is, and can be left."""
    return {"label": label, "done": done, "whole": whole, "percent": round(100 * done / whole) if whole else 0, "note": note}


# ------------------------------------------------------------------ small objects
@register.inclusion_tag("components/person.html")
def person(name: str, *, role: str = "", url: str = "") -> dict[str, Any]:
    """Someone, with initials, and what she does here."""
    return {"name": name, "role": role, "url": url}


@register.inclusion_tag("components/date_chip.html")
def date_chip(
    on: date | datetime, *, title: str, text: str = "", work: str = "", url: str = "", state: str = "", rank: int | None = None
) -> dict[str, Any]:
    """A date of the season, as a leaf of calendar and a few words."""
    return {**calendar_leaf(on), "title": title, "text": text, "work": work, "url": url, "state": state, "rank": rank}


@register.inclusion_tag("components/calendar_leaf.html")
def calendar_leaf(on: date | datetime) -> dict[str, Any]:
    """The leaf of a day: weekday, number, month."""
    return {"weekday": french.SHORT_DAYS[on.weekday()], "number": on.day, "month": french.SHORT_MONTHS[on.month - 1]}


@register.inclusion_tag("components/explanation.html")
def explanation(why: Mapping[str, Any], *, level: int = 2) -> dict[str, Any]:
    """The answer to « Pourquoi ce montant ? »: value, formula, inputs, rules with their sources, what is missing."""
    return {"why": why, "level": level}
