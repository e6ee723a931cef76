// The cells that were refused: their text stays where it was typed, with the reason, until one decides.
import type { Refused } from "./acts";
import { givesBack, key, waits } from "./cells";
import type { Grid } from "./grid";

export class Refusals {
  private readonly held = new Map<string, Refused>();

  constructor(private readonly grid: Grid) {
    grid.says.choices((mine) => this.settled(mine));
  }

  has(cell: HTMLTableCellElement): boolean {
    return this.held.has(key(cell));
  }

  reason(cell: HTMLTableCellElement): string {
    return this.held.get(key(cell))?.reason ?? "";
  }

  forget(id: string): void {
    this.held.delete(id);
  }

  /** Keep these cells as refused, show all those that are, and say why. */
  add(refused: Refused[]): void {
    for (const one of refused) {
      const cell = this.grid.cellAt(one.line, one.field);
      if (cell) this.held.set(key(cell), one);
    }
    for (const [id, one] of this.held) {
      const cell = this.cell(id);
      if (!cell) continue;
      waits(cell, one.text);
      cell.classList.remove("waits");
      cell.classList.add("refused");
      cell.setAttribute("aria-invalid", "true");
      cell.title = one.reason;
    }
    const met = refused.find((one) => one.now !== null);
    if (met) this.grid.says.met(met);
    else if (refused.length === 1) this.grid.says.alert(`« ${refused[0]!.text} » refusé : ${refused[0]!.reason}`);
    else if (refused.length) this.grid.says.alert(`${refused.length} cellules refusées, le reste est gardé. ${refused[0]!.reason}`);
    if (this.grid.board.active && refused.length) this.grid.moved(this.grid.board);
  }

  /** Leave a refused text for what the server holds. */
  giveUp(cell: HTMLTableCellElement): void {
    this.held.delete(key(cell));
    givesBack(cell);
    this.grid.says.alert("");
    this.grid.says.tell(`Revenu à ${cell.dataset.v || "une cellule vide"}.`);
    this.grid.moved(this.grid.board);
  }

  private cell(id: string): HTMLTableCellElement | null {
    const [line, field] = id.split("|") as [string, string];
    return this.grid.cellAt(line, field);
  }

  private settled(mine: boolean): void {
    for (const [id, one] of [...this.held]) {
      const cell = one.now === null ? null : this.cell(id);
      if (!cell) continue;
      this.grid.go(cell);
      if (mine) this.grid.put([[cell, one.text]]);
      else this.giveUp(cell);
    }
    this.grid.says.alert("");
  }
}
