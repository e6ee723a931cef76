"""Writes « Budget équilibré »: charges facing income, by destination then by account class, and the controls on them."""

from dataclasses import dataclass
from decimal import Decimal

from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import Model
from filage.documents.workbook.values import NOT_APPLICABLE, UNKNOWN, Value, known_sum

NAME = "Budget équilibré"
OK, GAP, UNKNOWN_STATE, OVERDRAFT = "OK", "ÉCART", "INCONNU", "DÉCOUVERT"
OTHER = "Sans compte reconnu"
MAY_LEAVE = vocabulary.PHASES["exploitation"]

type Amount = tuple[str, str, Decimal, str, str]  # label, formula, value, defined name, kind of number


@dataclass(frozen=True, slots=True)
class Flow:
    """One line of the budget as this sheet sums it."""

    key: str
    phase: str
    account: str
    value: Value


class _Side:
    """Charges or income: the names that hold them, their lines, where they stand on the sheet."""

    def __init__(self, names: tuple[str, str, str, str], kind_class: str, flows: list[Flow], column: int) -> None:
        self.amount, self.key, self.phase, self.account = names
        self.kind_class, self.flows, self.column = kind_class, flows, column

    def held(self) -> list[str]:
        """Return the keys that hold more than contributions in kind, in the order they come."""
        return list(dict.fromkeys(flow.key for flow in self.flows if not flow.account.startswith(self.kind_class)))

    def formula(self, key: str, account: str, phase: str) -> str:
        """Return the sum of the lines of a key (an address, or empty), an account criterion and a phase."""
        keyed = f"{self.key},{key}," if key else ""
        return f"SUMIFS({self.amount},{keyed}{self.phase},{phase},{self.account},{account})"

    def value(self, phase: str, *, key: str | None = None, account: str | None = None) -> Decimal:
        """Return the same sum: without `account`, every class but the contributions in kind."""
        return known_sum(
            flow.value
            for flow in self.flows
            if flow.phase == phase
            and (key is None or flow.key == key)
            and (flow.account.startswith(account) if account else not flow.account.startswith(self.kind_class))
        )


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    phases = _phases(model)
    width = len(phases)
    columns = [("Code", 7.0), ("Charges", 34.0)] + [(phase, 15.0) for phase in phases] + [("Total", 16.0), ("", 3.0)]
    columns += [("Code", 7.0), ("Produits", 34.0)] + [(phase, 15.0) for phase in phases] + [("Total", 16.0)]
    figures = {column for column in range(len(columns)) if column % (width + 4) > 1}
    note = "Les contributions volontaires (86, 87) sont à part."
    sheet = book.sheet(NAME, Layout("Budget équilibré", columns, figures=figures, note=note))
    sheet.locked()
    charges = _Side(("prod_total", "prod_poste", "prod_phase", "prod_compte"), "86", _charges(model), 0)
    income = _Side(("fin_retenu", "fin_type", "fin_phase", "fin_compte"), "87", _income(model), width + 4)
    page = _Page(sheet, phases, charges, income)
    keys = charges.held()
    ordered = [code for code in vocabulary.DESTINATIONS if code in keys] + sorted(set(keys) - set(vocabulary.DESTINATIONS))
    left = [(code, vocabulary.DESTINATIONS.get(code, "")) for code in ordered]
    total_row = page.by_key(Sheet.HEADER + 1, left, [(kind, kind or "Autres produits") for kind in income.held()])
    row = page.controls(total_row + 2, total_row, model)
    page.by_class(row + 2)


def _phases(model: Model) -> list[str]:
    data = model.data
    codes = {line.phase for line in data.team} | {line.phase for line in data.charges} | {line.phase for line in data.income}
    codes |= {line.phase for line in data.travel}
    used = {vocabulary.phase(code) for code in codes | {"creation", "exploitation"}}
    known = [label for label in vocabulary.PHASES.values() if label in used]
    return known + sorted(used - set(known))


def _charges(model: Model) -> list[Flow]:
    team = [Flow(line.destination, vocabulary.phase(line.phase), line.account, model.team_cost(line)) for line in model.data.team]
    team += [Flow("F", vocabulary.phase(line.phase), line.account, model.travel_cost(line)) for line in model.data.travel]
    rest = [Flow(line.destination, vocabulary.phase(line.phase), line.account, model.charge(line)) for line in model.data.charges]
    return [*team, *rest]


def _income(model: Model) -> list[Flow]:
    return [Flow(line.kind, vocabulary.phase(line.phase), line.account, model.retained(line)) for line in model.data.income]


class _Page:
    """The sheet being written."""

    def __init__(self, sheet: Sheet, phases: list[str], charges: _Side, income: _Side) -> None:
        self.sheet, self.phases, self.charges, self.income = sheet, phases, charges, income
        self.total = len(phases) + 2  # its column, counted from the side's first

    def _phase(self, side: _Side, rank: int) -> str:
        where = cell(Sheet.HEADER, side.column + 2 + rank)
        return f"{where.rstrip('0123456789')}${Sheet.HEADER + 1}"

    def _sum_row(self, side: _Side, row: int, values: list[Decimal], role: str = "link") -> None:
        """Write the total of a row, across its phases."""
        where = block((row, side.column + 2), (row, side.column + 1 + len(self.phases)))
        self.sheet.formula(row, side.column + self.total, f"SUM({where})", sum(values, Decimal(0)), "money", role)

    def _label(self, side: _Side, row: int, code: str, label: str, role: str = "text") -> None:
        self.sheet.text(row, side.column, code, role)
        self.sheet.text(row, side.column + 1, label, role)

    def by_key(self, top: int, left: list[tuple[str, str]], right: list[tuple[str, str]]) -> int:
        """Write destinations facing types of income; return the row of the totals."""
        total_row = top + max(len(left), len(right), 1)
        for side, rows in ((self.charges, left), (self.income, right)):
            excluded = f'"<>{side.kind_class}*"'
            for row, (key, label) in enumerate(rows, start=top):
                self._label(side, row, key if side is self.charges else "", label)
                criterion = cell(row, side.column + (0 if side is self.charges else 1)) if key else '"="'
                values = [side.value(phase, key=key) for phase in self.phases]
                for rank, value in enumerate(values):
                    formula = side.formula(criterion, excluded, self._phase(side, rank))
                    self.sheet.formula(row, side.column + 2 + rank, formula, value, "money", "link")
                self._sum_row(side, row, values, "formula")
            self._totals(side, total_row, (top, total_row - 1))
        return total_row

    def _totals(self, side: _Side, row: int, rows: tuple[int, int]) -> None:
        """Write the total of the rows above."""
        self._label(side, row, "", "Total des charges" if side is self.charges else "Total des produits", "total")
        values = [side.value(phase) for phase in self.phases]
        for rank, value in enumerate([*values, sum(values, Decimal(0))]):
            column = side.column + 2 + rank
            self.sheet.formula(row, column, f"SUM({block((rows[0], column), (rows[1], column))})", value, "money", "total")

    def _whole(self, side: _Side) -> Decimal:
        return sum((side.value(phase) for phase in self.phases), Decimal(0))

    def _kind(self, side: _Side) -> Decimal:
        return sum((side.value(phase, account=side.kind_class) for phase in self.phases), Decimal(0))

    def controls(self, row: int, total_row: int, model: Model) -> int:
        """Write the balances of each phase and the four controls; return the row after them."""
        self.sheet.text(row, 1, "Équilibres et contrôles", "section")
        amounts = [*self._gaps(total_row), *self._balances(total_row, model)]
        for rank, (label, formula, value, name, number) in enumerate(amounts, start=row + 1):
            self.sheet.text(rank, 1, label)
            self.sheet.formula(rank, 2, formula, value, number, "formula")
            self.sheet.name_cell(name, rank, 2, value)
        return self._states(row + len(amounts) + 1, model)

    def _gaps(self, total_row: int) -> list[Amount]:
        """Return the gap of each phase: a creation is balanced, an exploitation may leave something."""
        rows: list[Amount] = []
        for rank, phase in enumerate(self.phases):
            earned, spent = (cell(total_row, side.column + 2 + rank) for side in (self.income, self.charges))
            label = f"Écart, {phase.lower()} : produits − charges"
            rows.append((label, f"{earned}-{spent}", self._gap(phase), f"bq_ecart_{rank + 1}", "money"))
        return rows

    def _gap(self, phase: str) -> Decimal:
        return self.income.value(phase) - self.charges.value(phase)

    def _balances(self, total_row: int, model: Model) -> list[Amount]:
        spent, earned = cell(total_row, self.charges.column + self.total), cell(total_row, self.income.column + self.total)
        secured = known_sum(model.secured(line) for line in model.data.income if not line.account.startswith("87"))
        whole, acquired = self._whole(self.charges), 'SUMIFS(fin_acquis,fin_compte,"<>87*")'
        kind_out, kind_in = self._kind(self.charges), self._kind(self.income)
        return [
            ("Total des charges", spent, whole, "bq_charges", "money"),
            ("Total des produits", earned, self._whole(self.income), "bq_produits", "money"),
            ("Produits acquis", acquired, secured, "bq_acquis", "money"),
            ("Reste à acquérir : charges − acquis", "bq_charges-bq_acquis", whole - secured, "bq_reste", "money"),
            ("Contributions volontaires, emplois (86)", 'SUMIFS(prod_total,prod_compte,"86*")', kind_out, "bq_86", "money"),
            ("Contributions volontaires, ressources (87)", 'SUMIFS(fin_retenu,fin_compte,"87*")', kind_in, "bq_87", "money"),
            ("Montants inconnus", "prod_inconnus+fin_inconnus", model.unknown, "bq_inconnus", "whole"),
        ]

    def _states(self, row: int, model: Model) -> int:
        """Write the four named control cells; return the row after them."""
        sheet, low = self.sheet, self.sheet.book.names["tr_creux"]
        kind = OK if self._kind(self.charges) == self._kind(self.income) else GAP
        parts = OK if known_sum(model.retained(line) for line in model.data.income) else NOT_APPLICABLE
        cash = NOT_APPLICABLE if low == UNKNOWN else OVERDRAFT if not isinstance(low, str) and low < 0 else OK
        parts_formula = f'IF(fin_total=0,"{NOT_APPLICABLE}",IF(ROUND(SUM(fin_parts),6)=1,"{OK}","{GAP}"))'
        cash_formula = f'IF(tr_creux="{UNKNOWN}","{NOT_APPLICABLE}",IF(tr_creux<0,"{OVERDRAFT}","{OK}"))'
        states = (
            ("Chaque phase est équilibrée (BUD-001)", "ctl_equilibre", self._balanced_formula(), self._balanced(model)),
            ("Contributions volontaires égales (86 = 87)", "ctl_8687", f'IF(ROUND(bq_86-bq_87,2)=0,"{OK}","{GAP}")', kind),
            ("Parts du financement : 100 %", "ctl_parts", parts_formula, parts),
            ("Trésorerie sans découvert", "ctl_tresorerie", cash_formula, cash),
        )
        for rank, (label, name, formula, value) in enumerate(states, start=row):
            sheet.text(rank, 1, label)
            sheet.formula(rank, 2, formula, value, "plain", "control")
            sheet.name_cell(name, rank, 2, value)
            sheet.state(rank, 2)
        return row + len(states)

    def _balanced_formula(self) -> str:
        tests = [
            f"(ROUND(bq_ecart_{rank},2){'<' if phase == MAY_LEAVE else '<>'}0)" for rank, phase in enumerate(self.phases, start=1)
        ]
        return f'IF(bq_inconnus>0,"{UNKNOWN_STATE}",IF({"+".join(tests)}>0,"{GAP}","{OK}"))'

    def _balanced(self, model: Model) -> str:
        """Return the state of the balance: an exploitation that leaves something is balanced."""
        if model.unknown:
            return UNKNOWN_STATE
        gaps = {phase: self._gap(phase) for phase in self.phases}
        return GAP if any(gap < 0 if phase == MAY_LEAVE else gap != 0 for phase, gap in gaps.items()) else OK

    def by_class(self, top: int) -> None:
        """Write the same budget by account class, then the contributions in kind."""
        sides = ((self.charges, vocabulary.CHARGE_CLASSES), (self.income, vocabulary.INCOME_CLASSES))
        height = max(len(classes) for _, classes in sides)
        self.sheet.text(top, 1, "Par nature", "section")
        for side, classes in sides:
            for row, (code, label) in enumerate(classes.items(), start=top + 1):
                self._label(side, row, code, label)
                self._class_row(side, row, code, '"' + code + '*"')
            other = top + 1 + height
            self._other(side, other, (top + 1, other - 1), list(classes))
            self._totals(side, other + 1, (top + 1, other))
            self._label(side, other + 2, side.kind_class, "Contributions volontaires en nature")
            self._class_row(side, other + 2, side.kind_class, f'"{side.kind_class}*"')
            self._grand_total(side, other + 3)

    def _class_row(self, side: _Side, row: int, code: str, criterion: str) -> None:
        values = [side.value(phase, account=code) for phase in self.phases]
        for rank, value in enumerate(values):
            formula = side.formula("", criterion, self._phase(side, rank))
            self.sheet.formula(row, side.column + 2 + rank, formula, value, "money", "link")
        self._sum_row(side, row, values, "formula")

    def _other(self, side: _Side, row: int, rows: tuple[int, int], classes: list[str]) -> None:
        """Write what no class holds, so that both views have the same total."""
        self._label(side, row, "", OTHER)
        values = []
        for rank, phase in enumerate(self.phases):
            column = side.column + 2 + rank
            classed = f"SUM({block((rows[0], column), (rows[1], column))})"
            excluded = f'"<>{side.kind_class}*"'
            value = side.value(phase) - sum((side.value(phase, account=code) for code in classes), Decimal(0))
            formula = f"ROUND({side.formula('', excluded, self._phase(side, rank))}-{classed},2)"
            self.sheet.formula(row, column, formula, value, "money", "formula")
            values.append(value)
        self._sum_row(side, row, values, "formula")

    def _grand_total(self, side: _Side, row: int) -> None:
        self._label(side, row, "", "TOTAL", "total")
        values = [side.value(phase) + side.value(phase, account=side.kind_class) for phase in self.phases]
        for rank, value in enumerate([*values, sum(values, Decimal(0))]):
            column = side.column + 2 + rank
            self.sheet.formula(row, column, f"{cell(row - 2, column)}+{cell(row - 1, column)}", value, "money", "total")
