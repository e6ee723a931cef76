// The grid of a budget: where keys and the pointer go, what is written in a cell, and what is asked of the server.
import { act, Queue } from "./acts";
import type { Act, Answer, Edit, Listener } from "./acts";
import { Answers } from "./answers";
import { Board } from "./board";
import { count, key, lineOf, waits } from "./cells";
import { Clipboard } from "./clipboard";
import { beside, complete } from "./completing";
import { Editor } from "./editor";
import { estimate } from "./estimate";
import { commands, named } from "./keys";
import { Lines } from "./lines";
import { Presence } from "./presence";
import { Refusals } from "./refusals";
import { Says } from "./says";
import { Sheet } from "./sheet";
import { Steps } from "./steps";

const COMPUTED = "Ce montant est calculé : Entrée dit comment. Changez ce dont il vient.";

export class Grid implements Listener {
  readonly boards: Board[];
  board: Board;
  readonly queue: Queue;
  readonly says: Says;
  readonly editor: Editor;
  readonly refusals: Refusals;
  readonly steps: Steps;
  readonly lines: Lines;
  readonly clipboard: Clipboard;
  readonly sheet: Sheet;
  readonly answers: Answers;
  private readonly presence: Presence;
  private readonly estimates = new WeakMap<Act, (() => void)[]>();
  private leaving = false;

  constructor(readonly root: HTMLElement) {
    const tables = [...root.querySelectorAll<HTMLTableElement>("table[role=grid]")];
    this.boards = tables.map((table) => new Board(table, (board) => this.moved(board)));
    this.board = this.boards[0]!;
    this.says = new Says(root);
    this.editor = new Editor(
      (cell, text, way, base) => this.typed(cell, text, way, base),
      (cell, text) => complete(this.boardOf(cell).table, cell, text),
      (cell, text, way) => beside(this.boardOf(cell).table, cell, text, way),
    );
    const { url = "", phase = "", reading = "", token = "", who = "" } = root.dataset;
    this.queue = new Queue({ url, phase, reading, token, who }, this);
    this.refusals = new Refusals(this);
    this.steps = new Steps(this);
    this.lines = new Lines(this);
    this.clipboard = new Clipboard(this);
    this.sheet = new Sheet(this, root.dataset.lines ?? "");
    this.answers = new Answers(this);
    this.presence = new Presence(this, { url: root.dataset.presence ?? "", phase, reading, token });
    this.listen();
    const kept = this.queue.resume();
    this.queue.resumeOthers();
    if (kept) this.says.tell(`${count(kept, "saisie")} de votre dernière visite ${kept > 1 ? "sont envoyées" : "est envoyée"}.`);
  }

  private listen(): void {
    this.root.addEventListener("focusin", (event) => this.entered(event.target as Element));
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.root.addEventListener("mousedown", (event) => this.pointed(event));
    this.root.addEventListener("mouseover", (event) => this.dragged(event));
    this.root.addEventListener("dblclick", (event) => {
      if (this.cellOf(event.target)) this.write("");
    });
    this.says.bar.addEventListener("keydown", (event) => this.inBar(event));
    document.querySelector("[data-keys]")?.addEventListener("click", () => this.says.keys.showModal());
    document.addEventListener("keydown", (event) => this.called(event));
    addEventListener("pagehide", () => {
      this.editor.flush();
      this.lines.left(null);
    });
    if (matchMedia("(pointer: fine)").matches && document.activeElement === document.body && !location.hash) this.enter();
    document.querySelector("[data-undo]")?.addEventListener("click", () => this.steps.back(false));
  }

  // ——— where one is

  cellOf(target: EventTarget | null): HTMLTableCellElement | null {
    const cell = (target as Element | null)?.closest?.<HTMLTableCellElement>("tbody td, tbody th, tfoot td, tfoot th") ?? null;
    return cell && this.root.contains(cell) ? cell : null;
  }

  cellAt(line: string, field: string): HTMLTableCellElement | null {
    return document.querySelector(`#r-${CSS.escape(line)} [data-f="${field}"]`);
  }

  boardOf(cell: Element): Board {
    return this.boards.find((board) => board.table.contains(cell)) ?? this.board;
  }

  go(cell: HTMLTableCellElement): void {
    this.board = this.boardOf(cell);
    this.board.go(this.board.place(cell));
  }

  moved(board: Board): void {
    const cell = board.current;
    if (!cell || !board.active) return;
    this.leaving = false;
    this.lines.left(board.active.row);
    this.says.show(board.active.row, cell, this.refusals.reason(cell));
    this.presence?.moved();
  }

  private entered(target: Element): void {
    const cell = target instanceof HTMLTableCellElement ? this.cellOf(target) : null;
    if (!cell) return;
    const board = this.boardOf(cell);
    this.board = board;
    if (board.current !== cell) board.go(board.place(cell));
    else this.moved(board);
  }

  private pointed(event: MouseEvent): void {
    const cell = this.cellOf(event.target);
    if (!cell || (event.target as Element).closest("button, input, a")) return;
    event.preventDefault();
    const board = this.boardOf(cell);
    const again = board.current === cell && document.activeElement === cell;
    this.board = board;
    board.go(board.place(cell), event.shiftKey);
    if (cell.classList.contains("code2")) this.sheet.open();
    else if (again && cell.dataset.f && matchMedia("(pointer: coarse)").matches) this.write("");
  }

  private dragged(event: MouseEvent): void {
    const cell = event.buttons === 1 && !this.editor.open ? this.cellOf(event.target) : null;
    if (cell && this.board.active && this.board.table.contains(cell)) this.board.go(this.board.place(cell), true);
  }

  /** Go to the cell where one was, or to the first that is written, without moving the page. */
  private enter(): void {
    const way = this.board.current ?? this.root.querySelector<HTMLTableCellElement>("table [tabindex='0']");
    const top = scrollY;
    if (way) this.go(way);
    scrollTo({ top });
  }

  private called(event: KeyboardEvent): void {
    if (event.key !== "F6" || event.defaultPrevented || this.root.contains(event.target as Node) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    this.enter();
  }

  // ——— keys

  private pressed(event: KeyboardEvent): void {
    const cell = event.target instanceof HTMLTableCellElement ? this.cellOf(event.target) : null;
    if (!cell || event.isComposing) return;
    if (event.key === "Tab") {
      if (!this.leaving && this.board.tab(event.shiftKey)) event.preventDefault();
      return;
    }
    if (this.crossed(event)) return event.preventDefault();
    const command = commands(this, cell, event.shiftKey)[named(event)];
    if (command || (!event.altKey && this.board.step(event))) {
      command?.();
      event.preventDefault();
      event.stopPropagation(); // the page has its own undo
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && (event.key.length === 1 || event.key === "Dead" || event.key === "Process")) {
      if (!cell.dataset.f && this.board.bare) this.lines.insertBelow(); // on an empty table, one writes at once
      if (this.board.current?.dataset.f) this.write("replace");
      else this.computed();
    }
  }

  /** Past the last row of a table, an arrow goes on to the next table. */
  private crossed(event: KeyboardEvent): boolean {
    const up = event.key === "ArrowUp";
    if ((!up && event.key !== "ArrowDown") || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey || !this.board.atEdge(up)) return false;
    const other = this.boards[this.boards.indexOf(this.board) + (up ? -1 : 1)];
    const rows = other?.rows();
    if (!other || !rows) return false;
    this.board = other;
    other.go({ row: rows[up ? rows.length - 1 : 0]!, column: 1 });
    return true;
  }

  computed(): void {
    this.says.tell(COMPUTED);
  }

  escape(cell: HTMLTableCellElement): void {
    if (this.refusals.has(cell)) this.refusals.giveUp(cell);
    else if (!this.lines.drop(cell.parentElement as HTMLTableRowElement)) {
      this.leaving = true;
      this.board.anchor = this.board.active;
      this.board.paint();
      this.says.tell("Tab sort de la grille.");
    }
  }

  private inBar(event: KeyboardEvent): void {
    const cell = this.board.current;
    if (!cell || !["Enter", "Escape", "Tab", "F6"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter" || event.key === "Tab") this.typed(cell, this.says.bar.value, event.key === "Enter" ? "down" : "right");
    else this.board.go(this.board.active!);
  }

  // ——— writing

  write(way: "" | "replace"): void {
    const cell = this.board.current;
    if (!cell?.dataset.f) return this.computed();
    const name = `${this.board.active!.row.cells[0]!.textContent ?? ""} ${this.board.heading(this.board.active!.column)}`;
    this.editor.start(cell, way === "replace" ? "" : cell.dataset.p ?? cell.dataset.v ?? "", name, way === "replace");
  }

  private typed(cell: HTMLTableCellElement, text: string | null, way: string, base = cell.dataset.v): void {
    if (text !== null) this.put([[cell, text]], {}, base);
    const live = this.board.current ?? cell;
    if (cell.dataset.f === "destination" && text !== null && way !== "left") way = "right"; // the line leaves for its family, and is named there
    if (way === "down" && text !== null && this.lines.goOn(live.parentElement as HTMLTableRowElement)) return;
    if (way === "down" || way === "up") this.board.next(way === "up");
    else if (way === "right" || way === "left") {
      if (!this.board.tab(way === "left")) this.board.go(this.board.active!);
    } else if (way === "stay") live.focus({ preventScroll: true });
  }

  /** Ask for these texts in these cells, over what one saw there; those that change nothing are left out. */
  put(pairs: [HTMLTableCellElement, string][], more: Partial<Act> = {}, base?: string): void {
    const edits: Edit[] = [];
    const ways: (() => void)[] = [];
    for (const [cell, text] of pairs) {
      if (!cell.dataset.f || (text === (base ?? cell.dataset.v ?? "") && !this.refusals.has(cell) && cell.dataset.p === undefined)) continue;
      this.refusals.forget(key(cell));
      edits.push({ line: lineOf(cell), field: cell.dataset.f, old: base ?? cell.dataset.v ?? "", new: text });
      const way = pairs.length === 1 && cell.dataset.p === undefined ? estimate(cell, text) : null;
      if (way) ways.push(way);
      waits(cell, text);
    }
    const asked = act({ edits, ...more });
    this.estimates.set(asked, ways);
    if (edits.length + asked.inserts.length + asked.moves.length + asked.deletes.length) this.queue.push(asked);
  }

  // ——— what the server answers

  answered(one: Act, answer: Answer, left: Act[]): void {
    this.presence.did(answer.entry);
    this.answers.apply(one, answer, left);
    this.presence.draw();
  }

  turnedDown(one: Act, reason: string): void {
    for (const way of this.estimates.get(one) ?? []) way();
    this.refusals.add(one.edits.map((edit) => ({ line: edit.line, field: edit.field, text: edit.new, reason, now: null })));
    this.steps.missed(one);
    this.says.alert(reason);
  }

  waiting(left: number, why: "" | "network" | "session" | "server"): void {
    this.says.waiting(left, why);
  }
}
