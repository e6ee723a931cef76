// A block of the tour table: chosen, summed, copied, cut, pasted, filled or emptied, and written in one gesture.
import { cut, joined } from "../grid/block";
import type { Board } from "../grid/board";
import { count, taken } from "../grid/cells";

type Cell = HTMLTableCellElement;
export type Pair = [Cell, string];

/** Return what a cell gives to a spreadsheet: what one types in it, or what it shows. */
const given = (cell: Cell): string => (cell.dataset.f ? (cell.dataset.t ?? "") : taken(cell));

const bodied = (row: Element): boolean => row.parentElement?.tagName === "TBODY";

export class TourBlock {
  constructor(
    private readonly board: Board,
    private readonly put: (pairs: Pair[], said: string) => Promise<void>,
    private readonly tell: (text: string) => void,
  ) {
    document.addEventListener("copy", (event) => this.copied(event, false));
    document.addEventListener("cut", (event) => this.copied(event, true));
    document.addEventListener("paste", (event) => this.pasted(event));
  }

  /** Say what a chosen block holds: how many cells, and the sum of its amounts. */
  sum(): string {
    const cells = this.board.range().flat();
    if (cells.length < 2) return "";
    const amounts = cells.filter((cell) => cell.classList.contains("n")).map((cell) => given(cell).replace(",", "."));
    const known = amounts.filter((text) => text !== "" && !Number.isNaN(Number(text))).map((text) => Math.round(Number(text) * 100));
    const chosen = count(cells.length, "cellule");
    if (!known.length) return `${chosen}.`;
    const total = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 2 }).format(known.reduce((one, other) => one + other, 0) / 100);
    return `${chosen}, somme ${total} €.`;
  }

  empty(): void {
    this.fill(() => "", "vidée");
  }

  /** Write the first row of the block, or the row above a single one, in the rows below it. */
  fillDown(): void {
    const range = this.board.range();
    const rows = this.board.rows().filter(bodied);
    let top = range[0]!;
    if (range.length === 1) {
      const above = rows[rows.indexOf(this.board.active!.row) - 1];
      if (!above) return;
      top = top.map((cell) => this.board.cell({ row: above, column: this.board.place(cell).column }));
    }
    const below = range.length === 1 ? range : range.slice(1);
    this.write(below.flatMap((row) => row.map((cell, place): Pair => [cell, given(top[place]!)])), "recopiée");
  }

  private fill(text: () => string, done: string): void {
    this.write(this.board.range().flatMap((row) => row.map((cell): Pair => [cell, text()])), done);
  }

  private write(pairs: Pair[], done: string, more = ""): void {
    const open = pairs.filter(([cell, text]) => cell.dataset.f && (text !== (cell.dataset.t ?? "") || cell.dataset.refused));
    const left = pairs.filter(([cell]) => !cell.dataset.f).length;
    const said = [`${count(open.length, "cellule")} ${done}${open.length > 1 ? "s" : ""}`];
    if (left) said.push(count(left, "cellule qui se lit seulement laissée", "cellules qui se lisent seulement laissées"));
    if (more) said.push(more);
    if (open.length) void this.put(open, `${said.join(", ")}.`);
    else this.tell(`Rien à écrire : ${said.slice(1).join(", ") || "ces cellules le disent déjà"}.`);
  }

  private get mine(): boolean {
    return document.activeElement instanceof HTMLTableCellElement && this.board.table.contains(document.activeElement);
  }

  private copied(event: ClipboardEvent, cutting: boolean): void {
    if (!this.mine) return;
    event.preventDefault();
    const range = this.board.range().map((row) => row.filter((cell, place) => row.indexOf(cell) === place));
    event.clipboardData?.setData("text/plain", joined(range.map((row) => row.map(given))));
    const cells = range.flat().length;
    this.tell(`${count(cells, "cellule")} ${cutting ? "coupée" : "copiée"}${cells > 1 ? "s" : ""}.`);
    if (cutting) this.empty();
  }

  private pasted(event: ClipboardEvent): void {
    if (!this.mine) return;
    event.preventDefault();
    const block = cut(event.clipboardData?.getData("text/plain") ?? "");
    const range = this.board.range();
    if (block.length === 1 && block[0]!.length === 1) this.fill(() => block[0]![0]!, "collée");
    else this.paste(block, range[0]![0]!);
  }

  /** Put a block from a cell on; what goes past the table is said and left. */
  private paste(block: string[][], first: Cell): void {
    const from = this.board.place(first);
    const rows = this.board.rows().filter(bodied);
    const at = rows.indexOf(from.row);
    const pairs: Pair[] = [];
    let past = 0;
    block.forEach((texts, down) => {
      const row = rows[at + down];
      texts.forEach((text, right) => {
        const column = from.column + right;
        if (at < 0 || !row || column >= this.board.columns.length) past += 1;
        else pairs.push([this.board.cell({ row, column }), text.trim()]);
      });
    });
    this.write(pairs, "collée", past ? count(past, "cellule hors du tableau", "cellules hors du tableau") : "");
  }
}
