// What goes through the clipboard, and what is written in a whole range: copy, cut, paste, fill, empty.
import { cut, joined } from "./block";
import { count, taken } from "./cells";
import type { Grid } from "./grid";
import { spreadOut } from "./lines";

export class Clipboard {
  constructor(private readonly grid: Grid) {
    document.addEventListener("copy", (event) => this.copied(event, false));
    document.addEventListener("cut", (event) => this.copied(event, true));
    document.addEventListener("paste", (event) => this.pasted(event));
  }

  fill(text: (column: number) => string): void {
    const pairs: [HTMLTableCellElement, string][] = [];
    for (const row of this.grid.board.range()) row.forEach((cell, place) => cell.dataset.f && pairs.push([cell, text(place)]));
    if (pairs.length) this.grid.put(pairs);
    else this.grid.computed();
  }

  fillDown(): void {
    const board = this.grid.board;
    const range = board.range();
    const rows = board.rows();
    let top = range[0]!;
    if (range.length === 1) {
      const above = rows[rows.indexOf(board.active!.row) - 1];
      if (!above) return;
      top = top.map((cell) => board.cell({ row: above, column: board.place(cell).column }));
    }
    const below = range.length === 1 ? range : range.slice(1);
    const pairs: [HTMLTableCellElement, string][] = [];
    for (const row of below) {
      row.forEach((cell, place) => {
        if (cell.dataset.f && top[place]?.dataset.f) pairs.push([cell, top[place]!.dataset.p ?? top[place]!.dataset.v ?? ""]);
      });
    }
    this.grid.put(pairs);
    this.grid.says.tell(`${count(pairs.length, "cellule")} recopiée${pairs.length > 1 ? "s" : ""} vers le bas.`);
  }

  /** Tell whether the clipboard is the grid's: a cell has the focus, not a field. */
  private get mine(): boolean {
    return document.activeElement instanceof HTMLTableCellElement && this.grid.cellOf(document.activeElement) !== null;
  }

  private copied(event: ClipboardEvent, cutting: boolean): void {
    if (!this.mine) return;
    const range = this.grid.board.range().map((row) => row.filter((cell, place) => row.indexOf(cell) === place));
    event.preventDefault();
    event.clipboardData?.setData("text/plain", joined(range.map((row) => row.map(taken))));
    const cells = range.flat().length;
    this.grid.says.tell(`${count(cells, "cellule")} ${cutting ? "coupée" : "copiée"}${cells > 1 ? "s" : ""}.`);
    if (cutting) this.fill(() => "");
  }

  private pasted(event: ClipboardEvent): void {
    if (!this.mine) return;
    event.preventDefault();
    const block = cut(event.clipboardData?.getData("text/plain") ?? "");
    const range = this.grid.board.range();
    if (block.length === 1 && block[0]!.length === 1 && range.flat().length > 1) this.fill(() => block[0]![0]!);
    else this.paste(block, range[0]![0]!);
  }

  /** Put a block from a cell on, and say what became of it. */
  private paste(block: string[][], first: HTMLTableCellElement): void {
    const { board, lines } = this.grid;
    const spread = spreadOut(board, block, first, board.bare ? lines.usual(board) : null);
    if (!spread) return;
    const { pairs, inserts, left } = spread;
    this.grid.put(pairs, { inserts });
    const written = pairs.length + inserts.reduce((sum, one) => sum + Object.keys(one.texts).length, 0);
    const said = [`${count(written, "cellule")} collée${written > 1 ? "s" : ""}`];
    if (inserts.length) said.push(count(inserts.length, "nouvelle ligne", "nouvelles lignes"));
    if (left) said.push(count(left, "cellule calculée laissée telle quelle", "cellules calculées laissées telles quelles"));
    this.grid.says.tell(`${said.join(", ")}.`);
  }
}
