"""Says what a tableau de service and a planning individuel print: the day in order, the week by person, the sums of a period."""

from filage.documents import head, speech, spoken
from filage.documents.call_sheet_shapes import CalledDay, CalledLine, CallSheetData, Counted, PlanningData
from filage.documents.typesetter import Plain, Typesetter


def view(desk: Typesetter, data: CallSheetData) -> Plain:
    """Return what the template reads."""
    days = [_day(desk, one) for one in data.days]
    alone = len(days) == 1
    return head.sheet(desk, data.head) | {
        "wide": not alone,
        "period": days[0]["day"] if alone else f"Semaine {_period(data)}",
        "of": desk.text(data.of),
        "days": days,
        "team": [
            {
                "name": desk.text(row.name),
                "days": [[_line(desk, one) for one in held] for held in row.days],
                "hours": row.hours,
                "over": row.over,
            }
            for row in data.team
        ],
        "notes": [desk.text(one) for one in data.notes],
        "edited": speech.day(data.head.document.issued, desk.lang),
    }


def planning_view(desk: Typesetter, data: PlanningData) -> Plain:
    """Return what the template of a planning reads."""
    return head.sheet(desk, data.head) | {
        "name": desk.text(data.name),
        "period": spoken.span(data.since, data.until),
        "days": [_day(desk, one) for one in data.days],
        "counts": [_counted(desk, one) for one in data.counts],
        "weeks": [_counted(desk, one) for one in data.weeks],
        "worked": data.worked,
        "facts": _facts(data),
        "notes": [desk.text(one) for one in data.notes],
        "edited": speech.day(data.head.document.issued, desk.lang),
    }


def _period(data: CallSheetData) -> str:
    return spoken.span(data.days[0].on, data.days[-1].on) if data.days else ""


def _facts(data: PlanningData) -> list[Plain]:
    said = (("jour de travail", data.days_worked), ("jour sans service", data.days_off), ("nuit loin", data.nights))
    return [{"label": _plural(label, count), "value": str(count)} for label, count in said if count or label != "nuit loin"]


def _plural(label: str, count: int) -> str:
    first, _, rest = label.partition(" ")
    return f"{first}{'s' * (count > 1)} {rest}"


def _day(desk: Typesetter, one: CalledDay) -> Plain:
    return {
        "day": speech.full_day(one.on, desk.lang).capitalize(),
        "short": speech.short_day(one.on, desk.lang).rpartition(" ")[0],
        "span": spoken.span(one.on, one.until).rpartition(" ")[0] if one.until else "",
        "said": desk.text(one.said),
        "off": desk.text(one.off),
        "lines": [_line(desk, line) for line in one.lines],
    }


def _line(desk: Typesetter, one: CalledLine) -> Plain:
    return {
        "hours": one.hours,
        "what": desk.text(one.what),
        "work": desk.text(one.work),
        "place": desk.text(one.place),
        "who": desk.text(one.who),
        "note": desk.text(one.note),
        "sort": one.sort,
    }


def _counted(desk: Typesetter, one: Counted) -> Plain:
    unknown = f"{one.unknown} sans heure" if one.unknown else ""
    return {"label": desk.text(one.label), "count": str(one.count), "hours": one.hours, "unknown": unknown}
