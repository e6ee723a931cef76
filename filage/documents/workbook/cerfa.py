"""Writes « Cerfa »: the budget in the order of the public funders' form, in whole euros that add up, beside what was realised."""

from collections import defaultdict
from decimal import Decimal

from filage.documents.workbook import vocabulary
from filage.documents.workbook.book import Book, Layout, Sheet, block, cell
from filage.documents.workbook.model import Model
from filage.documents.workbook.production import CONTRIBUTIONS_ACCOUNT, GROSS_ACCOUNT
from filage.documents.workbook.values import NOT_APPLICABLE, Value, is_number, known_sum
from filage.rules.accounting import cerfa_line, cerfa_lines, class_label
from filage.rules.accounting.cerfa import funder_lines, prefix_terms
from filage.rules.engine import to_euro_largest_remainder

NAME = "Cerfa"
SIDE = (("Code", 8.0), ("{side}", 60.0), ("Exact", 13.0), ("Prévision, €", 12.0), ("Réalisation, €", 12.0), ("%", 8.0), ("", 8.0))
CODE, LABEL, EXACT, PLANNED, REAL, SHARE, LEFT_OVER = range(7)
WIDTH = len(SIDE)
OWN = "autofinancement"
OTHER, OTHER_LABEL = "?", "Compte à préciser"
KINDS = (("86", "87"), ("charges", "produits"))
SUBSIDIES, NOT_A_SUBSIDY = "74", "747"

type Row = tuple[str, str, str, Decimal]  # code, label, formula, value


def write(book: Book, model: Model) -> None:
    """Write the sheet."""
    note = "Ordre du formulaire 12156. Euros entiers, sans casser les totaux. « Réalisation » reste à remplir (formulaire 15059)."
    columns = [(head.format(side=side), width) for side in ("Charges", "Produits") for head, width in SIDE]
    figures = {side * WIDTH + rank for side in (0, 1) for rank in range(EXACT, LEFT_OVER)}
    explained = {
        PLANNED: "Arrondi à l’euro : les plus grands restes montent d’un euro, pour que la somme soit celle du budget.",
        SHARE: "Réalisation ÷ prévision ; sans objet quand rien n’était prévu.",
    }
    sheet = book.sheet(NAME, Layout("Budget au format cerfa", columns, figures=figures, note=note, explained=explained))
    for side in (0, 1):
        place = side * WIDTH + LEFT_OVER
        sheet.raw.set_column(place, place, 8, None, {"hidden": True})
        sheet.raw.set_column(side * WIDTH + EXACT, side * WIDTH + EXACT, 13, None, {"level": 1})
    bottom = max(_Side(sheet, model, income=income).write() for income in (False, True))
    _asked(sheet, bottom + 1, model)
    sheet.last_row(bottom + 3)
    sheet.locked()


class _Side:
    """Charges or produits of the form: classes and their lines, a total, then the contributions volontaires."""

    def __init__(self, sheet: Sheet, model: Model, *, income: bool) -> None:
        self.sheet, self.model, self.income = sheet, model, income
        self.left = WIDTH if income else 0
        self.amount, self.account = ("fin_retenu", "fin_compte") if income else ("prod_total", "prod_compte")
        self.voluntary = "87" if income else "86"
        self.held = self._values()

    def write(self) -> int:
        """Write the side; return its last row."""
        lines = cerfa_lines(income=self.income)
        plain = [line for line in lines if not line.account_class.startswith(self.voluntary)]
        row = Sheet.HEADER + 1
        rows: list[tuple[int, Row]] = []
        for account_class in dict.fromkeys(line.account_class for line in plain):
            if account_class:
                self._text(row, account_class, class_label(account_class), "group")
                row += 1
            for line in plain:
                if line.account_class == account_class:
                    rows.append((row, (line.code, line.label, self._formula(line.code), self.held[line.code])))
                    row += 1
        rows.append((row, (OTHER, OTHER_LABEL, self._rest([where for where, _ in rows]), self.held[OTHER])))
        bottom = Sheet.HEADER + 2 + max(_height(side) for side in (False, True))
        self._block(rows, bottom, f"Total des {KINDS[1][self.income]}", "total")
        row = bottom + 1
        self._text(row, self.voluntary, class_label(self.voluntary), "group")
        kind = [line for line in lines if line.account_class.startswith(self.voluntary)]
        placed = [
            (place, (line.code, line.label, self._formula(line.code), self.held[line.code]))
            for place, line in enumerate(kind, start=row + 1)
        ]
        taken = "+".join(cell(place, self.left + EXACT) for place, _ in placed)
        rest = f"ROUND({self._sum(self.account, f'"{self.voluntary}*"')}-({taken}),2)"
        placed.append((row + 1 + len(kind), (OTHER, OTHER_LABEL, rest, self.held[self.voluntary])))
        end = row + 2 + max(_contributions(side) for side in (False, True))
        self._block(placed, end, f"Total des contributions ({self.voluntary})", "contributions")
        return end

    def _values(self) -> dict[str, Decimal]:
        """Return what each line of the form holds; what no line takes is under OTHER."""
        found: dict[str, Decimal] = defaultdict(Decimal)
        for account, kind, value in self._flows():
            line = cerfa_line(account, income=self.income, funder_kind=kind)
            if is_number(value):
                elsewhere = self.voluntary if account.startswith(self.voluntary) else OTHER
                found[line.code if line else elsewhere] += value
        return found

    def _flows(self) -> list[tuple[str, str, Value]]:
        model, data = self.model, self.model.data
        if self.income:
            return [(line.account, line.funder_kind, model.retained(line)) for line in data.income if not line.internal]
        flows: list[tuple[str, str, Value]] = []
        for line in data.team:
            cost, added = model.team_cost(line), model.team_contributions(line)
            if line.account.startswith(GROSS_ACCOUNT) and is_number(cost) and is_number(added):
                flows += [(line.account, "", cost - added), (CONTRIBUTIONS_ACCOUNT, "", added)]
            else:
                flows.append((line.account, "", cost))
        flows += [(travel.account, "", model.travel_cost(travel)) for travel in data.travel]
        return flows + [(charge.account, "", model.charge(charge)) for charge in data.charges if not charge.internal]

    def _sum(self, *criteria: str) -> str:
        return f"SUMIFS({','.join((self.amount, *criteria))})"

    def _formula(self, code: str) -> str:
        """Return the sum of the accounts of a line, and of the subsidies of its kind of funder."""
        if code == OWN:
            return self._sum(self.account, '"="')
        parts = []
        for prefix, sign in prefix_terms(code, income=self.income).items():
            criteria = [self.account, f'"{prefix}*"']
            if self.income and prefix.startswith(SUBSIDIES) and not prefix.startswith(NOT_A_SUBSIDY):
                criteria += ["fin_financeur", '"="']
            elif self.income and prefix.startswith(NOT_A_SUBSIDY) and sign < 0:
                criteria += ["fin_financeur", '"="']  # taken off the subsidies without a kind, where it was counted
            parts.append(f"{'-' if sign < 0 else '+'}{self._sum(*criteria)}")
        kind = next((kind for kind, line in funder_lines().items() if line == code), "")
        if self.income and kind:
            label = vocabulary.FUNDER_KINDS[kind]
            parts += [
                f"{sign}{self._sum(self.account, f'"{prefix}*"', 'fin_financeur', f'"{label}"')}"
                for sign, prefix in (("+", SUBSIDIES), ("-", NOT_A_SUBSIDY))
            ]
        return "".join(parts).removeprefix("+") or "0"

    def _rest(self, rows: list[int]) -> str:
        """Return what no line of the form takes, so that the total is the whole budget, internal transfers left out."""
        named = "fin_phase" if self.income else "prod_phase"
        whole = self._sum(self.account, f'"<>{self.voluntary}*"', self.account, f'"<>{vocabulary.INTERNAL}"', named, '"<>"')
        taken = "+".join(cell(row, self.left + EXACT) for row in rows)
        return f"ROUND({whole}-({taken}),2)"

    def _text(self, row: int, code: str, label: str, role: str) -> None:
        for column, text in ((CODE, code), (LABEL, label), (EXACT, ""), (PLANNED, ""), (REAL, ""), (SHARE, "")):
            self.sheet.text(row, self.left + column, text, role)

    def _block(self, rows: list[tuple[int, Row]], total_row: int, label: str, name: str) -> None:
        """Write lines, their whole euros and their total: the largest remainders go up by one euro, the first on a tie."""
        sheet, left = self.sheet, self.left
        first, last = rows[0][0], total_row - 1
        exact, rests = (block((first, left + column), (last, left + column)) for column in (EXACT, LEFT_OVER))
        pinned = [_pinned(part) for part in (exact, rests)]
        euros = to_euro_largest_remainder([value for _, (_, _, _, value) in rows])
        for (row, (code, text, formula, value)), euro in zip(rows, euros, strict=True):
            self._text(row, _shown(code), text, "text")
            sheet.formula(row, left + EXACT, formula, value, "money", "link")
            own, rest = cell(row, left + EXACT), cell(row, left + LEFT_OVER)
            sheet.formula(row, left + LEFT_OVER, f"ROUND({own}-INT({own}),2)", value - _floor(value), "number", "exact")
            before = f"ROW({pinned[1]})<ROW({rest})"
            ahead = f'SUMPRODUCT(({pinned[1]}>{rest})*1)+SUMPRODUCT(({pinned[1]}={rest})*({before})*({pinned[1]}<>""))'
            to_place = f"ROUND(SUM({pinned[0]}),0)-SUMPRODUCT(INT({pinned[0]}))"
            sheet.formula(row, left + PLANNED, f"INT({own})+IF({ahead}<{to_place},1,0)", euro, "euro")
            self._realised(row)
        for column, number in ((EXACT, "money"), (PLANNED, "euro"), (REAL, "euro")):
            where = block((first, left + column), (last, left + column))
            sums = {EXACT: known_sum(value for _, (_, _, _, value) in rows), PLANNED: known_sum(euros), REAL: Decimal(0)}
            self._total(total_row, column, f"SUM({where})", sums[column], number)
        sheet.text(total_row, left + CODE, "", "total")
        sheet.text(total_row, left + LABEL, label, "total")
        self._share(total_row, "total", "")
        self._names(name, (first, last), total_row, known_sum(euros))

    def _realised(self, row: int) -> None:
        self.sheet.empty(row, self.left + REAL, "euro")
        self._share(row, "formula", "")

    def _share(self, row: int, role: str, value: Value) -> None:
        real, planned = cell(row, self.left + REAL), cell(row, self.left + PLANNED)
        formula = f'IF({real}=0,"",IF({planned}=0,"{NOT_APPLICABLE}",{real}/{planned}))'
        self.sheet.formula(row, self.left + SHARE, formula, value, "percent", role)

    def _total(self, row: int, column: int, formula: str, value: Decimal, number: str) -> None:
        self.sheet.formula(row, self.left + column, formula, value, number, "total")

    def _names(self, name: str, rows: tuple[int, int], total_row: int, whole: Decimal) -> None:
        side = KINDS[1][self.income] if name == "total" else f"contributions_{self.voluntary}"
        self.sheet.name_column(f"cf_{side}_prevision", self.left + PLANNED, rows)
        self.sheet.name_column(f"cf_{side}_realisation", self.left + REAL, rows)
        self.sheet.name_cell(f"cf_{side}", total_row, self.left + PLANNED, whole)


def _shown(code: str) -> str:
    """Return the number that the form prints: the subsidies of each kind of funder are all 74."""
    if code in (OWN, OTHER):
        return ""
    return SUBSIDIES if code.startswith(SUBSIDIES) else code


def _height(income: bool) -> int:
    """Return how many rows one side takes above its total."""
    lines = [line for line in cerfa_lines(income=income) if not line.account_class.startswith(("86", "87"))]
    return len(lines) + len({line.account_class for line in lines if line.account_class})


def _contributions(income: bool) -> int:
    return sum(line.account_class.startswith(("86", "87")) for line in cerfa_lines(income=income))


def _floor(value: Decimal) -> Decimal:
    return value // 1 if value >= 0 or value == value // 1 else value // 1 - 1


def _pinned(where: str) -> str:
    """Return a block with its rows fixed: C5:C9 becomes C$5:C$9."""
    first, last = where.split(":")
    return ":".join(f"{part.rstrip('0123456789')}${part[len(part.rstrip('0123456789')) :]}" for part in (first, last))


def _asked(sheet: Sheet, row: int, model: Model) -> None:
    """Write the sentence of the form: what part of the total of the produits the grant asked for is."""
    sheet.text(row, LABEL, "Subvention sollicitée (à saisir)")
    sheet.empty(row, PLANNED, "euro")
    sheet.raw.write_comment(row, PLANNED, "Le formulaire demande la part de la subvention dans le total des produits.")
    asked = cell(row, PLANNED)
    sheet.text(row + 1, LABEL, "soit, en part du total des produits")
    sheet.formula(row + 1, PLANNED, f'IF({asked}="","",IF(cf_produits=0,"{NOT_APPLICABLE}",{asked}/cf_produits))', "", "percent")
