// What of this page may be undone and done again, in the order it was done.
import { act } from "./acts";
import type { Act } from "./acts";
import type { Grid } from "./grid";

interface Step {
  entry: string;
  lines: string[]; // that it made
}

export class Steps {
  private undos: Step[] = [];
  private redos: Step[] = [];
  private wishes: boolean[] = []; // asked while acts were on their way

  constructor(private readonly grid: Grid) {}

  /** Undo the last act, or do it again; what is on its way goes first. */
  back(again: boolean): void {
    if (this.grid.queue.length) {
      this.wishes.push(again);
      return;
    }
    const step = (again ? this.redos : this.undos).pop();
    if (step) this.grid.queue.push(act({ undo: step.entry, redo: again, made: step.lines }));
    else this.grid.says.tell(again ? "Rien à rétablir." : "Rien à annuler : vos saisies de cette page sont toutes annulées.");
  }

  remember(one: Act, entry: string | null): void {
    const lines = one.made ?? one.inserts.map((insert) => insert.line);
    if (entry && !one.quiet) {
      if (!one.undo) {
        this.undos.push({ entry, lines });
        this.redos = [];
      } else (one.redo ? this.undos : this.redos).push({ entry, lines });
      if (one.undo) this.grid.says.tell(one.redo ? "Rétabli." : "Annulé.");
    }
    if (one.quiet) this.undos = this.undos.filter((step) => !step.lines.some((line) => one.deletes.includes(line)));
  }

  /** Do what was asked while acts were on their way; call it when none is any more. */
  settle(): void {
    const wish = this.wishes.shift();
    if (wish !== undefined) this.back(wish);
  }

  /** An undoing was refused: what it meant to undo stays out of reach. */
  missed(one: Act): void {
    if (one.undo) this.wishes = [];
  }
}
