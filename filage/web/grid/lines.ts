// How lines come, move and go in a table: a block spread down a family, a new line, a line taken past its neighbour or removed.
import { act, newId } from "./acts";
import type { Act, Insert, Move } from "./acts";
import type { Board } from "./board";
import { count } from "./cells";
import type { Grid } from "./grid";

const NEW = "Nouvelle ligne"; // the name of a line until it has one

export interface Spread {
  pairs: [HTMLTableCellElement, string][];
  inserts: Insert[];
  left: number; // computed cells, left as they are
}

/** Lay a block from a cell on, down its family, or in another body out of any; rows beyond its end are new lines. */
export function spreadOut(board: Board, block: string[][], first: HTMLTableCellElement, otherwise: HTMLTableSectionElement | null): Spread | null {
  const start = board.place(first);
  const own = start.row.closest("tbody");
  const body = own?.dataset.family ? own : otherwise;
  if (!body) return null;
  if (body !== own) start.column = 1;
  const rows = [...body.rows].filter((row) => !row.classList.contains("fam"));
  const from = Math.max(0, rows.indexOf(start.row));
  const columns = board.columns;
  const found: Spread = { pairs: [], inserts: [], left: 0 };
  block.forEach((texts, down) => {
    const row = rows[from + down];
    if (!row) {
      const named = texts.map((text, place) => [columns[start.column + place] ?? "", text] as const);
      found.left += named.filter(([field, text]) => !field && text).length;
      const home = homeOf(body, rows[rows.length - 1] ?? null);
      const held = { ...home.texts, ...Object.fromEntries(named.filter(([field]) => field)) };
      found.inserts.push({ line: newId(), side: board.side, destination: home.destination, after: null, texts: held });
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

/** Return where a new line of a body belongs: in a reading other than by destination, beside a row, with what its group holds. */
function homeOf(body: HTMLTableSectionElement, beside: HTMLTableRowElement | null): { destination: string; texts: Record<string, string> } {
  if (byDestination(body)) return { destination: body.dataset.family!, texts: {} };
  const [field, text] = (body.dataset.held ?? "").split("|");
  const destination = beside?.cells[0]?.textContent?.trim()[0] ?? body.dataset.family!;
  return { destination, texts: field ? { [field]: text ?? "" } : {} };
}

function byDestination(body: HTMLElement): boolean {
  return body.closest<HTMLElement>("#grille")?.dataset.reading === "destination";
}

/** Return the rows of a family that somebody typed. */
export function typedRows(body: HTMLTableSectionElement): HTMLTableRowElement[] {
  return [...body.rows].filter((row) => row.querySelector("[data-f]"));
}

/** Return an empty row, which stands for a new line until the server paints it. */
export function freshRow(board: Board, line: string, family: string): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.id = `r-${line}`;
  row.dataset.row = line;
  for (const head of board.table.tHead!.rows[0]!.cells) {
    const field = head.dataset.c ?? "";
    const cell = document.createElement(field === "label" ? "th" : "td");
    cell.className = head.className;
    cell.tabIndex = -1;
    if (field) {
      cell.dataset.f = field;
      cell.dataset.v = { label: NEW, quantity: "1", destination: family }[field] ?? "";
      cell.textContent = cell.dataset.v;
    } else cell.setAttribute("aria-readonly", "true");
    if (field === "label") {
      cell.scope = "row";
      cell.innerHTML = `<span class="lab soft">${NEW}</span>`;
    }
    row.append(cell);
  }
  return row;
}

/** Return the body of a family, made in its place when the table has none. */
export function bodyOf(board: Board, code: string, title: string): HTMLTableSectionElement {
  const id = `f-${board.side}-${code}`;
  const found = document.getElementById(id) as HTMLTableSectionElement | null;
  if (found) return found;
  const body = document.createElement("tbody");
  body.id = id;
  body.dataset.family = code;
  const head = body.insertRow();
  head.className = "fam";
  head.id = `s-${board.side}-${code}`;
  const mark = head.insertCell();
  mark.className = "code2";
  mark.textContent = code;
  const name = document.createElement("th");
  name.scope = "rowgroup";
  name.colSpan = 7;
  name.tabIndex = -1;
  name.textContent = title;
  head.append(name);
  for (let left = board.columns.length - 8; left > 0; left -= 1) head.insertCell();
  const after = [...board.table.tBodies].find((one) => (one.dataset.family ?? "") > code) ?? board.table.tFoot;
  board.table.insertBefore(body, after);
  return body;
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

/** The gestures on whole lines: new, on to the next, moved, removed, commented. */
export class Lines {
  private readonly fresh = new Set<string>(); // those made on this page and not left yet
  private next = ""; // the one that Enter opened by itself

  constructor(private readonly grid: Grid) {
    for (const button of grid.root.querySelectorAll<HTMLButtonElement>("[data-add]")) {
      button.addEventListener("click", () => this.addFrom(button.dataset.add ?? ""));
    }
    grid.says.note.addEventListener("close", () => this.noted());
  }

  insertBelow(): void {
    const row = this.grid.board.active?.row;
    const body = row?.closest("tbody");
    if (row && body?.dataset.family) this.add(this.grid.board, body, row);
    else this.addFrom(this.grid.board.side);
  }

  /** After the last line of a family, made just now, go on with another one; false elsewhere. */
  goOn(row: HTMLTableRowElement): boolean {
    const body = row.closest("tbody");
    if (!body?.dataset.family || !this.fresh.has(row.dataset.row ?? "") || untouched(row)) return false;
    if (typedRows(body).pop() !== row) return false;
    this.add(this.grid.board, body, row);
    this.next = this.grid.board.active?.row.dataset.row ?? "";
    return true;
  }

  /** The line that Enter opened goes when one leaves it as it came, and one stays where one went. */
  left(to: HTMLTableRowElement | null): void {
    if (!this.next || this.next === to?.dataset.row) return;
    const row = document.getElementById(`r-${this.next}`) as HTMLTableRowElement | null;
    this.next = "";
    if (row && untouched(row)) this.take(row);
  }

  /** Take away a new line in which nothing was written; false when something was. */
  drop(row: HTMLTableRowElement): boolean {
    const line = row.dataset.row ?? "";
    if (!this.fresh.has(line) || !untouched(row)) return false;
    const beside = row.previousElementSibling as HTMLTableRowElement;
    this.take(row);
    this.grid.board.go({ row: beside, column: 1 });
    this.grid.says.tell("La ligne vide est retirée.");
    return true;
  }

  private take(row: HTMLTableRowElement): void {
    const line = row.dataset.row!;
    this.fresh.delete(line);
    this.grid.queue.push(act({ deletes: [line], quiet: true }));
    row.remove();
  }

  remove(): void {
    const board = this.grid.board;
    const rows = [...new Set(board.range().map((cells) => cells[0]!.parentElement as HTMLTableRowElement))];
    const mine = rows.filter((row) => row.querySelector("[data-f]"));
    if (!mine.length) return this.grid.says.tell("Une ligne calculée ne se supprime pas : retirez ce dont elle vient.");
    const column = board.active!.column;
    const all = board.rows();
    const next = all.slice(all.indexOf(mine[mine.length - 1]!) + 1)[0] ?? all[all.indexOf(mine[0]!) - 1]!;
    this.grid.queue.push(act({ deletes: mine.map((row) => row.dataset.row!) }));
    for (const row of mine) row.remove();
    board.go({ row: next, column });
    const several = mine.length > 1;
    this.grid.says.tell(`${count(mine.length, "ligne")} supprimée${several ? "s" : ""}. Ctrl + Z ${several ? "les" : "la"} rend.`);
  }

  shift(up: boolean): void {
    const here = this.grid.board.active;
    if (here && !byDestination(here.row)) return this.grid.says.tell("Les lignes se déplacent dans la lecture par destination.");
    const move = here && moveRow(here.row, up);
    if (!move) return;
    this.grid.board.go(here);
    this.grid.queue.push(act({ moves: [move] }));
  }

  comment(cell: HTMLTableCellElement): void {
    const head = cell.parentElement?.querySelector<HTMLElement>("[data-f=label]");
    if (!head) return this.grid.says.tell("Une ligne calculée se commente là d’où elle vient.");
    const { note } = this.grid.says;
    note.querySelector("textarea")!.value = head.dataset.comment ?? "";
    note.returnValue = "";
    note.showModal();
  }

  private addFrom(side: string): void {
    const board = this.grid.boards.find((one) => one.side === side);
    if (board) this.add(board, this.usual(board), null);
  }

  /** Return the family where a line goes when nothing says another. */
  usual(board: Board): HTMLTableSectionElement {
    const family = board.side === "produit" ? "P" : (this.grid.root.querySelector<HTMLSelectElement>("[data-destination]")?.value ?? "D");
    return bodyOf(board, family, this.title(family));
  }

  private title(family: string): string {
    const option = this.grid.root.querySelector<HTMLOptionElement>(`[data-destination] option[value=${family}]`);
    return option?.text.replace(/^\S+ · /, "") ?? "Produits";
  }

  /** Draw again, over a repaint, the lines that wait to be made, and take away those that wait to be removed. */
  redraw(waiting: Act): void {
    for (const one of waiting.inserts) {
      const board = this.grid.boards.find((each) => each.side === one.side);
      if (!board || !one.drawn || document.getElementById(`r-${one.line}`)) continue;
      const after = one.after && document.getElementById(`r-${one.after}`);
      const fresh = freshRow(board, one.line, one.destination);
      if (after) after.after(fresh);
      else bodyOf(board, one.destination, this.title(one.destination)).append(fresh);
    }
    for (const line of waiting.deletes) document.getElementById(`r-${line}`)?.remove();
  }

  /** Add a line under a row, or as the last of a family, and go to its name. */
  private add(board: Board, body: HTMLTableSectionElement, below: HTMLTableRowElement | null): void {
    const line = newId();
    const home = homeOf(body, below);
    const fresh = freshRow(board, line, home.destination);
    const typed = below?.querySelector("[data-f]") ? below : null;
    if (below) below.after(fresh);
    else body.append(fresh);
    this.fresh.add(line);
    this.grid.board = board;
    board.go({ row: fresh, column: 1 });
    const after = typed?.dataset.row ?? null;
    this.grid.queue.push(act({ inserts: [{ line, side: board.side, ...home, after, drawn: true }] }));
  }

  private noted(): void {
    const { board, says, queue } = this.grid;
    const row = board.active?.row;
    const head = row?.querySelector<HTMLElement>("[data-f=label]");
    const text = says.note.querySelector("textarea")!.value;
    if (row && head && says.note.returnValue === "garder") {
      const old = head.dataset.comment ?? "";
      queue.push(act({ edits: [{ line: row.dataset.row!, field: "comment", old, new: text }] }));
      head.dataset.comment = text;
    }
    if (board.active) board.go(board.active);
  }
}

/** Tell whether nothing was written in a new row. */
function untouched(row: HTMLTableRowElement): boolean {
  const held = (field: string): string => {
    const cell = row.querySelector<HTMLElement>(`[data-f=${field}]`);
    return cell?.dataset.p ?? cell?.dataset.v ?? "";
  };
  return held("label") === NEW && !held("unit_price") && !held("account") && !held("unit");
}
