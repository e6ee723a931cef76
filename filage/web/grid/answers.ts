// What becomes of the page when the server has answered: repainted, with the focus and the editor where they were.
import type { Act, Answer } from "./acts";
import type { Board } from "./board";
import { waits } from "./cells";
import type { Held } from "./editor";
import type { Grid } from "./grid";
import { repaint } from "./painting";

export class Answers {
  constructor(private readonly grid: Grid) {}

  /** Show an answer; the acts that still wait are shown over it. */
  apply(one: Act, answer: Answer, left: Act[]): void {
    for (const edit of one.edits) this.grid.cellAt(edit.line, edit.field)?.removeAttribute("data-p");
    this.show(answer, left);
    this.grid.refusals.add(answer.refused);
    this.grid.steps.remember(one, answer.entry);
    this.grid.says.saved(answer.at);
    if (!left.length) this.grid.steps.settle();
  }

  /** Repaint what an answer holds; what others wrote does not become what one saw before writing. */
  show(answer: Pick<Answer, "html" | "order">, left: Act[], foreign = false): void {
    const { editor, boards } = this.grid;
    const open = editor.put();
    const held = boards.map((board) => board.active && { id: board.active.row.id, column: board.active.column });
    repaint(answer);
    for (const waiting of left) this.grid.lines.redraw(waiting);
    boards.forEach((board, place) => this.regain(board, held[place] ?? null));
    for (const waiting of left) {
      for (const edit of waiting.edits) {
        const cell = this.grid.cellAt(edit.line, edit.field);
        if (cell) {
          edit.old = cell.dataset.v ?? edit.old;
          waits(cell, edit.new);
        }
      }
    }
    if (open) this.reopen(open, foreign);
  }

  /** Find the active cell again after a repaint, and the focus if the repaint took it. */
  private regain(board: Board, held: { id: string; column: number } | null): void {
    board.settle();
    if (!held || !board.active) return;
    const row = document.getElementById(held.id) as HTMLTableRowElement | null;
    const lost = document.activeElement === document.body;
    const place = row ? { row, column: held.column } : { row: board.rows()[0]!, column: held.column };
    if (lost && board === this.grid.board) board.go(place);
    else {
      board.active = place;
      if (!board.anchor?.row.isConnected) board.anchor = place;
    }
  }

  private reopen(open: Held, foreign: boolean): void {
    const cell = this.grid.cellAt(open.line, open.field);
    if (!cell) return;
    this.grid.go(cell);
    this.grid.write(open.over ? "replace" : "");
    this.grid.editor.resume(foreign ? open : { text: open.text, caret: open.caret });
  }
}
