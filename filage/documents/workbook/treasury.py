"""Writes « Trésorerie »: the instalments as agreed, then the plan month by month, delays included, down to its low point."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from filage.documents.shapes import CashLine, CashPlan
from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import (
    UNKNOWN,
    Value,
    addition,
    count_formula,
    guarded,
    is_number,
    known_sum,
    rounded,
    value_of,
)

NAME = "Trésorerie"
LONGEST = 36  # months
DELAY, VARIABLE, RATE, SHIFT, MONTHS = 2, 3, 4, 5, 6
FIRST = Sheet.HEADER + 1
SIDES = (("in", "Encaissements"), ("out", "Décaissements"))


def write(book: Book, model: Model) -> None:
    """Write the sheet; without a plan, say so."""
    plan = model.data.cash
    months = min(plan.months, LONGEST) if plan else 0
    columns = [
        ("Flux", 30.0),
        ("Financeur", 14.0),
        ("Retard (mois)", 8.0),
        ("Variable", 9.0),
        ("Taux", 8.0),
        ("Décalage (mois)", 9.0),
    ]
    columns += [("", 12.0)] * months + [("Au-delà", 12.0), ("Source", 26.0), ("_id", 12.0)]
    note = "Montants TTC, comptés le mois où ils passent en banque. Saisissez un retard : le plan se décale."
    layout = Layout(
        "Trésorerie",
        columns,
        figures=range(2, MONTHS + months + 1),
        hidden=len(columns) - 1,
        printed=MONTHS + months,
        note=note,
    )
    sheet = book.sheet(NAME, layout)
    sheet.raw.freeze_panes(FIRST + 1, 1)
    sheet.locked()
    if plan is None or months < 1:
        sheet.text(FIRST, 0, "Aucun plan de trésorerie pour l’instant.", "note")
        sheet.name_cell("tr_creux", FIRST + 1, 1, UNKNOWN)
        sheet.text(FIRST + 1, 1, UNKNOWN)
        return
    _Plan(sheet, model, plan, months).write()


class _Plan:
    """The two blocks of the sheet: what was agreed, and what will happen."""

    def __init__(self, sheet: Sheet, model: Model, plan: CashPlan, months: int) -> None:
        self.sheet, self.model, self.plan, self.months = sheet, model, plan, months
        self.lines = [line for side, _ in SIDES for line in plan.lines if line.direction == side]
        self.agreed = {line.id: FIRST + 3 + rank for rank, line in enumerate(self.lines)}
        self.beyond = MONTHS + months

    def write(self) -> None:
        """Write both blocks."""
        self._months()
        self.sheet.text(FIRST + 1, 0, "Échéancier", "section")
        self.sheet.text(FIRST + 2, 0, "ce qui est convenu, à sa date", "note")
        for line in self.lines:
            self._agreed(line)
        self._happens(FIRST + 5 + len(self.lines))

    def _months(self) -> None:
        """Write the months and, under them, their rank: the formulas read it."""
        sheet = self.sheet
        first = self.plan.start.replace(day=1)
        for rank in range(self.months):
            head = sheet.book.format("head right", "month")
            sheet.raw.write_datetime(Sheet.HEADER, MONTHS + rank, _midnight(first), head)
            sheet.raw.write_number(FIRST, MONTHS + rank, rank + 1, sheet.book.format("note", "whole"))
            first = (first + timedelta(days=32)).replace(day=1)
        sheet.text(FIRST, 0, "rang du mois", "note")

    def _rank(self, month: int) -> str:
        return f"{cell(FIRST, MONTHS + month).rstrip('0123456789')}${FIRST + 1}"

    def _agreed(self, line: CashLine) -> None:
        sheet, row, model = self.sheet, self.agreed[line.id], self.model
        sheet.typed_text(row, 0, line.label)
        sheet.typed_text(row, 1, line.funder)
        sheet.given(row, DELAY, line.delay, "whole")
        sheet.typed_text(row, VARIABLE, vocabulary.yes(line.variable))
        sheet.choices(VARIABLE, (row, row), "oui_non")
        base = self.agreed.get(line.base) if line.base else None
        if line.base:
            sheet.given(row, RATE, line.rate, "percent", line.source)
            sheet.given(row, SHIFT, line.shift, "whole")
        for month in range(self.months):
            value = model.flow(line, month)
            if base is not None:
                sheet.formula(row, MONTHS + month, self._derived(row, base, month), value)
            elif line.base or (is_number(value) and value == 0):
                sheet.empty(row, MONTHS + month, "money")
            else:
                sheet.given(row, MONTHS + month, value if is_number(value) else None)
        sheet.text(row, self.beyond + 1, line.source, "note")
        sheet.text(row, self.beyond + 2, line.id)

    def _derived(self, row: int, base: int, month: int) -> str:
        """Return the formula of a computed flow: the base, some months before, times the rate."""
        rate, shift, rank = f"${cell(row, RATE)}", f"${cell(row, SHIFT)}", self._rank(month)
        read = f"INDEX({self._row(base)},{rank}-{shift})"
        return f'IF({rank}-{shift}<1,0,IF(({read}="{UNKNOWN}")+({rate}="{UNKNOWN}")>0,"{UNKNOWN}",ROUND({read}*{rate},2)))'

    def _row(self, row: int) -> str:
        """Return the months of a row, with fixed columns."""
        first, last = cell(row, MONTHS), cell(row, MONTHS + self.months - 1)
        return f"${first}:${last}"

    def _happens(self, top: int) -> None:
        """Write the plan: opening, flows, totals, closing, low point."""
        sheet = self.sheet
        sheet.text(top, 0, "Plan", "section")
        opening, row = top + 1, top + 2
        totals: dict[str, int] = {}
        for side, title in SIDES:
            lines = [line for line in self.lines if line.direction == side]
            for line in lines:
                self._paid(row, line)
                row += 1
            self._total(row, title, lines, len(lines))
            totals[side] = row
            row += 1
        self._balances(opening, totals, row)

    def _paid(self, row: int, line: CashLine) -> None:
        sheet, agreed = self.sheet, self.agreed[line.id]
        sheet.formula(row, 0, cell(agreed, 0), line.label or "", "plain")
        delay = f"${cell(agreed, DELAY)}"
        factor = f'IF(${cell(agreed, VARIABLE)}="{vocabulary.YES}",facteur_dates,1)'
        for month in range(self.months):
            rank = self._rank(month)
            read = f"INDEX({self._row(agreed)},{rank}-{delay})"
            amount = f'IF({read}="{UNKNOWN}","{UNKNOWN}",ROUND({read}*{factor},2))'
            sheet.formula(row, MONTHS + month, f"IF({rank}-{delay}<1,0,{amount})", self.model.paid(line, month))
        planned = f"SUM({self._row(self.agreed.get(line.base, agreed))})"
        if line.base in self.agreed:
            planned = f'IF(${cell(agreed, RATE)}="{UNKNOWN}",0,ROUND({planned}*${cell(agreed, RATE)},2))'
        sheet.formula(row, self.beyond, f"ROUND({planned}*{factor},2)-SUM({self._row(row)})", self._left_over(line))
        sheet.raw.set_row(row, None, None, {"level": 1})

    def _left_over(self, line: CashLine) -> Decimal:
        """Return what leaves the window of the plan."""
        within = known_sum(self.model.paid(line, month) for month in range(self.months))
        bases = [other for other in self.lines if other.id == line.base] if line.base else []
        flows = [self.model.flow(bases[0] if bases else line, month) for month in range(self.months)]
        planned = known_sum(flows)
        if bases:
            planned = known_sum([rounded(planned * line.rate)]) if line.rate is not None else Decimal(0)
        return planned - within

    def _total(self, row: int, title: str, lines: list[CashLine], count: int) -> None:
        sheet = self.sheet
        for column in range(self.beyond):
            sheet.text(row, column, title if column == 0 else "", "total")
        for month in range(self.months):
            value = known_sum(self.model.paid(line, month) for line in lines)
            whole = block((row - count, MONTHS + month), (row - 1, MONTHS + month))
            sheet.formula(row, MONTHS + month, f"SUM({whole})" if count else "0", value, "money", "total")

    def _balances(self, opening_row: int, totals: dict[str, int], closing_row: int) -> None:
        sheet, model = self.sheet, self.model
        sheet.text(opening_row, 0, "Solde d’ouverture")
        for column in range(MONTHS):
            sheet.text(closing_row, column, "Solde de clôture" if column == 0 else "", "total")
        held: Value = value_of(self.plan.opening)
        for month in range(self.months):
            column = MONTHS + month
            if month == 0:
                sheet.given(opening_row, column, self.plan.opening)
            else:
                sheet.formula(opening_row, column, cell(closing_row, column - 1), held)
            flows = {
                side: known_sum(model.paid(line, month) for line in self.lines if line.direction == side) for side, _ in SIDES
            }
            held = rounded(addition(held, flows["in"] - flows["out"]))
            opening = cell(opening_row, column)
            formula = f"ROUND({opening}+{cell(totals['in'], column)}-{cell(totals['out'], column)},2)"
            sheet.formula(closing_row, column, guarded(formula, opening), held, "money", "total")
        self._low_point(closing_row, opening_row)

    def _low_point(self, closing_row: int, opening_row: int) -> None:
        sheet, closings = self.sheet, self._closings()
        whole = f"{self._row(closing_row)}".replace("$", "")
        opening = cell(opening_row, MONTHS)
        numbers = [value for value in closings if is_number(value)]
        low: Value = min(numbers) if numbers else UNKNOWN
        sheet.text(closing_row + 2, 0, "Creux : solde le plus bas", "total")
        sheet.formula(closing_row + 2, 1, guarded(f"MIN({whole})", opening), low, "money", "total")
        sheet.name_cell("tr_creux", closing_row + 2, 1, low)
        sheet.text(closing_row + 3, 0, "Mois du creux")
        month: Value = UNKNOWN if isinstance(low, str) else Decimal(_serial(self._month(closings.index(low))))
        months = block((Sheet.HEADER, MONTHS), (Sheet.HEADER, MONTHS + self.months - 1))
        lowest = cell(closing_row + 2, 1)
        sheet.formula(closing_row + 3, 1, guarded(f"INDEX({months},1,MATCH({lowest},{whole},0))", lowest), month, "month")
        sheet.text(closing_row + 4, 0, "Montants inconnus")
        agreed = block((FIRST + 3, MONTHS), (FIRST + 3 + max(len(self.lines) - 1, 0), MONTHS + self.months - 1))
        unknown = Decimal(sum(self.model.flow(line, m) == UNKNOWN for line in self.lines for m in range(self.months)))
        sheet.formula(closing_row + 4, 1, count_formula(agreed), unknown, "whole", "control")
        sheet.last_row(closing_row + 4)
        red = {"type": "cell", "criteria": "<", "value": 0, "format": sheet.book.format("bad")}
        sheet.raw.conditional_format(closing_row, MONTHS, closing_row, MONTHS + self.months - 1, red)

    def _closings(self) -> list[Value]:
        held: Value = value_of(self.plan.opening)
        closings: list[Value] = []
        for month in range(self.months):
            flow = known_sum(self.model.paid(line, month) for line in self.lines if line.direction == "in")
            spent = known_sum(self.model.paid(line, month) for line in self.lines if line.direction == "out")
            held = rounded(addition(held, flow - spent))
            closings.append(held)
        return closings

    def _month(self, rank: int) -> date:
        first = self.plan.start.replace(day=1)
        for _ in range(rank):
            first = (first + timedelta(days=32)).replace(day=1)
        return first


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time())


def _serial(day: date) -> int:
    """Return the number that spreadsheets give to a day."""
    return (day - date(1899, 12, 30)).days
