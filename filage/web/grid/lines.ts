// How lines come and move in a table: a block spread down a family, a new line under another, a line taken past its neighbour.
import { newId } from "./acts";
import type { Insert, Move } from "./acts";
import type { Board } from "./board";

export interface Spread {
  pairs: [HTMLTableCellElement, string][];
  inserts: Insert[];
  left: number; // computed cells, left as they are
}

/** Lay a block from a cell on, down its family; rows beyond its end are new lines. Null out of a family. */
export function spreadOut(board: Board, block: string[][], first: HTMLTableCellElement): Spread | null {
  const start = board.place(first);
  const body = start.row.closest("tbody");
  if (!body?.dataset.family) return null;
  const rows = [...body.rows].filter((row) => !row.classList.contains("fam"));
  const from = Math.max(0, rows.indexOf(start.row));
  const columns = board.columns;
  const found: Spread = { pairs: [], inserts: [], left: 0 };
  block.forEach((texts, down) => {
    const row = rows[from + down];
    if (!row) {
      const named = texts.map((text, place) => [columns[start.column + place] ?? "", text] as const);
      found.left += named.filter(([field, text]) => !field && text).length;
      const held = Object.fromEntries(named.filter(([field]) => field));
      found.inserts.push({ line: newId(), side: board.side, destination: body.dataset.family!, after: null, texts: held });
      return;
    }
    texts.forEach((text, place) => {
      const column = start.column + place;
      const cell = column < columns.length ? board.cell({ row, column }) : null;
      if (cell?.dataset.f) found.pairs.push([cell, text]);
      else if (text) found.left += 1;
    });
  });
  return found;
}

/** Return the rows of a family that somebody typed. */
export function typedRows(body: HTMLTableSectionElement): HTMLTableRowElement[] {
  return [...body.rows].filter((row) => row.querySelector("[data-f]"));
}

/** Return an empty row made after another, which stands for a new line until the server paints it. */
export function freshRow(model: HTMLTableRowElement, line: string): HTMLTableRowElement {
  const fresh = model.cloneNode(true) as HTMLTableRowElement;
  fresh.id = `r-${line}`;
  fresh.dataset.row = line;
  for (const cell of fresh.cells) {
    cell.textContent = "";
    cell.tabIndex = -1;
    cell.classList.remove("waits", "refused");
    for (const name of ["data-p", "data-comment", "aria-selected", "aria-invalid", "title"]) cell.removeAttribute(name);
    if (cell.dataset.f) cell.dataset.v = "";
  }
  fresh.querySelector<HTMLElement>("[data-f=label]")!.textContent = "Nouvelle ligne";
  return fresh;
}

/** Take a row past its neighbour, or into the family beside; return what to ask for, null at the edge. */
export function moveRow(row: HTMLTableRowElement, up: boolean): Move | null {
  const body = row.closest("tbody");
  if (!body || !row.querySelector("[data-f]")) return null;
  const rows = typedRows(body);
  const at = rows.indexOf(row);
  const beside = (up ? body.previousElementSibling : body.nextElementSibling) as HTMLTableSectionElement | null;
  let home = body;
  let after: HTMLTableRowElement | null;
  if (up ? at > 0 : at < rows.length - 1) after = up ? (rows[at - 2] ?? null) : rows[at + 1]!;
  else if (beside?.dataset.family) {
    home = beside;
    after = up ? (typedRows(beside).pop() ?? null) : null;
  } else return null;
  const first = typedRows(home).find((one) => one !== row);
  if (after) after.after(row);
  else if (first) first.before(row);
  else home.append(row);
  return { line: row.dataset.row!, destination: home.dataset.family!, after: after?.dataset.row ?? null };
}
