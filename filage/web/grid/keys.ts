// Which key does what on a cell of the grid.
import type { Grid } from "./grid";

/** Name a key with the one modifier that matters: « Ctrl d », « Alt ArrowUp », « F2 ». */
export function named(event: KeyboardEvent): string {
  const held = event.ctrlKey || event.metaKey ? "Ctrl " : event.altKey ? "Alt " : event.shiftKey ? "Shift " : "";
  return held + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}

/** Return what each key does on a cell. */
export function commands(grid: Grid, cell: HTMLTableCellElement, shift: boolean): Record<string, () => void> {
  return {
    Enter: () => enter(grid, cell),
    "Shift Enter": () => grid.board.next(true),
    F2: () => grid.write(""),
    "Shift F2": () => grid.lines.comment(cell),
    F1: () => grid.says.keys.showModal(),
    F6: () => (grid.says.bar.disabled ? grid.computed() : grid.says.bar.focus()),
    Escape: () => grid.escape(cell),
    Delete: () => grid.clipboard.fill(() => ""),
    Backspace: () => grid.clipboard.fill(() => ""),
    "Shift  ": () => wholeRow(grid),
    "Ctrl a": () => all(grid),
    "Ctrl d": () => grid.clipboard.fillDown(),
    "Ctrl z": () => grid.steps.back(shift),
    "Ctrl y": () => grid.steps.back(true),
    "Ctrl Enter": () => grid.lines.insertBelow(),
    "Ctrl Delete": () => grid.lines.remove(),
    "Alt Enter": () => grid.sheet.open(),
    "Alt ArrowUp": () => grid.lines.shift(true),
    "Alt ArrowDown": () => grid.lines.shift(false),
  };
}

function enter(grid: Grid, cell: HTMLTableCellElement): void {
  const button = (cell.closest("tr.fam") ?? cell).querySelector<HTMLButtonElement>("button");
  if (cell.dataset.f) grid.write("");
  else if (button) button.click();
  else grid.computed();
}

function wholeRow(grid: Grid): void {
  const here = grid.board.active;
  if (!here) return;
  grid.board.anchor = { row: here.row, column: 1 };
  grid.board.go({ row: here.row, column: grid.board.columns.length - 1 }, true);
}

function all(grid: Grid): void {
  const rows = grid.board.rows();
  grid.board.anchor = { row: rows[0]!, column: 1 };
  grid.board.go({ row: rows[rows.length - 1]!, column: grid.board.columns.length - 1 }, true);
}
