// Where one is in a grid: rows and columns as they are seen, the active cell, the chosen range.

export interface Place {
  row: HTMLTableRowElement;
  column: number;
}

const PAGE = 15;

/** One table of the page, walked by row and by column whatever cells span. */
export class Board {
  readonly side: string;
  anchor: Place | null = null;
  active: Place | null = null;
  private run: number | null = null; // the column where a run of Tab began: Enter goes back to it
  private entry: HTMLElement | null = null; // the one cell that Tab enters by
  private chosen: HTMLElement[] = [];

  constructor(
    readonly table: HTMLTableElement,
    private readonly moved: (board: Board) => void,
  ) {
    this.side = table.dataset.side ?? "";
    this.settle();
  }

  get columns(): string[] {
    return [...this.table.tHead!.rows[0]!.cells].map((head) => head.dataset.c ?? "");
  }

  /** Tell whether the first column takes a text: the family of a line. */
  private get codes(): boolean {
    return !["", "-"].includes(this.columns[0] ?? "");
  }

  heading(column: number): string {
    return this.table.tHead!.rows[0]!.cells[column]?.textContent?.trim() ?? "";
  }

  rows(): HTMLTableRowElement[] {
    return [...this.table.rows].filter((row) => !row.hidden && row.parentElement !== this.table.tHead);
  }

  cell(place: Place): HTMLTableCellElement {
    let left = place.column;
    for (const cell of place.row.cells) {
      if (left < cell.colSpan) return cell;
      left -= cell.colSpan;
    }
    return place.row.cells[place.row.cells.length - 1]!;
  }

  place(cell: HTMLTableCellElement): Place {
    const row = cell.parentElement as HTMLTableRowElement;
    let column = 0;
    for (const one of row.cells) {
      if (one === cell) break;
      column += one.colSpan;
    }
    return { row, column };
  }

  get current(): HTMLTableCellElement | null {
    return this.active && this.active.row.isConnected ? this.cell(this.active) : null;
  }

  /** Make one cell the way in, when no cell is. */
  settle(): void {
    this.chosen = [...this.table.querySelectorAll<HTMLElement>("[aria-selected=true]")];
    for (const button of this.table.querySelectorAll<HTMLElement>("tbody button")) button.tabIndex = -1;
    this.entry = this.table.querySelector<HTMLElement>("[tabindex='0']");
    if (this.entry) return;
    const first = this.table.querySelector<HTMLElement>("[data-f=label]") ?? this.table.querySelector<HTMLElement>("tbody th, tfoot th");
    if (first) first.tabIndex = 0;
    this.entry = first;
  }

  go(place: Place, extend = false): void {
    const cell = this.cell(place);
    if (this.entry && this.entry !== cell) this.entry.tabIndex = -1;
    cell.tabIndex = 0;
    this.entry = cell;
    this.run = null;
    this.active = place;
    if (!extend || !this.anchor?.row.isConnected) this.anchor = place;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.paint();
    this.moved(this);
  }

  /** Return the cells of the chosen range, row by row. */
  range(): HTMLTableCellElement[][] {
    if (!this.active) return [];
    if (this.anchor?.row === this.active.row && this.anchor.column === this.active.column) return [[this.cell(this.active)]];
    const rows = this.rows();
    const from = this.anchor && this.anchor.row.isConnected ? this.anchor : this.active;
    const [top, bottom] = ordered(rows.indexOf(from.row), rows.indexOf(this.active.row));
    const [left, right] = ordered(from.column, this.active.column);
    return rows.slice(top, bottom + 1).map((row) => {
      const cells: HTMLTableCellElement[] = [];
      for (let column = left; column <= right; column += 1) cells.push(this.cell({ row, column }));
      return cells;
    });
  }

  paint(): void {
    for (const cell of this.chosen) cell.removeAttribute("aria-selected");
    this.chosen = this.range().flat();
    for (const cell of this.chosen) cell.setAttribute("aria-selected", "true");
  }

  /** Tell whether nothing was typed in the table yet. */
  get bare(): boolean {
    return this.table.querySelector("[data-f]") === null;
  }

  /** Tell whether one is on the first or on the last row. */
  atEdge(up: boolean): boolean {
    const rows = this.rows();
    return this.active?.row === rows[up ? 0 : rows.length - 1];
  }

  /** Move by arrows, Home, End or Page; tell whether the key was one of these. */
  step(event: KeyboardEvent): boolean {
    const here = this.active;
    if (!here) return false;
    const rows = this.rows();
    const at = rows.indexOf(here.row);
    const last = this.columns.length - 1;
    const far = event.ctrlKey || event.metaKey;
    const span = this.cell(here).colSpan;
    const goes: Record<string, [number, number]> = {
      ArrowUp: [far ? 0 : at - 1, here.column],
      ArrowDown: [far ? rows.length - 1 : at + 1, here.column],
      ArrowLeft: [at, far ? 1 : Math.max(here.column - 1, this.codes ? 0 : 1)],
      ArrowRight: [at, far ? last : this.place(this.cell(here)).column + span],
      Home: [far ? 0 : at, 1],
      End: [far ? rows.length - 1 : at, last],
      PageUp: [at - PAGE, here.column],
      PageDown: [at + PAGE, here.column],
    };
    const go = goes[event.key];
    if (!go) return false;
    const row = rows[Math.max(0, Math.min(rows.length - 1, go[0]))]!;
    const way = go[1] < here.column || go[1] === last ? -1 : 1;
    let column = Math.max(0, Math.min(last, go[1]));
    while (column > 1 && column <= last && !this.seen({ row, column })) column += way;
    column = Math.min(last, column);
    this.go({ row, column: column > 0 || this.seen({ row, column: 0 }) ? column : 1 }, event.shiftKey);
    return true;
  }

  /** Tell whether a cell is drawn: a telephone leaves some out. */
  private seen(place: Place): boolean {
    return this.cell(place).getClientRects().length > 0;
  }

  /** Move to the next or the previous cell; false at the end of the grid, where Tab leaves. */
  tab(back: boolean): boolean {
    const here = this.active;
    if (!here) return false;
    const rows = this.rows();
    const at = rows.indexOf(here.row);
    const run = this.run ?? here.column;
    const beside = (from: Place): number => (back ? from.column - 1 : this.place(this.cell(from)).column + this.cell(from).colSpan);
    let column = beside(here);
    while (column >= 1 && column < this.columns.length && !this.seen({ row: here.row, column })) column = beside({ row: here.row, column });
    if (column >= 1 && column < this.columns.length) this.go({ row: here.row, column });
    else if (rows[back ? at - 1 : at + 1]) this.go({ row: rows[back ? at - 1 : at + 1]!, column: back ? this.columns.length - 1 : 1 });
    else return false;
    this.run = this.active?.row === here.row ? run : null;
    return true;
  }

  /** Move to the cell of the same column (of the one where a run of Tab began) in the next row that takes a text, or stay. */
  next(back: boolean): void {
    const here = this.active;
    if (!here) return;
    const rows = this.rows();
    const way = back ? -1 : 1;
    const column = this.run ?? here.column;
    for (let at = rows.indexOf(here.row) + way; rows[at]; at += way) {
      if (rows[at]!.querySelector("[data-f]")) return this.go({ row: rows[at]!, column });
    }
    this.go(here);
  }
}

function ordered(one: number, other: number): [number, number] {
  return one < other ? [one, other] : [other, one];
}
