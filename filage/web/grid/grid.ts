// The grid of a budget: it turns keys and pastes into acts, shows what waits, what is refused, and who was there first.
import { act, newId, Queue } from "./acts";
import type { Act, Answer, Edit, Listener, Refused } from "./acts";
import { cut, joined } from "./block";
import { Board } from "./board";
import { count, key, lineOf, taken, waits } from "./cells";
import { Editor } from "./editor";
import { estimate } from "./estimate";
import { freshRow, moveRow, spreadOut } from "./lines";
import { repaint } from "./painting";
import { Says } from "./says";

const COMPUTED = "Ce montant est calculé : Entrée dit comment. Changez ce dont il vient.";

export class Grid implements Listener {
  readonly boards: Board[];
  private board: Board;
  private readonly queue: Queue;
  private readonly says: Says;
  private readonly editor: Editor;
  private readonly refused = new Map<string, Refused>();
  private readonly estimates = new WeakMap<Act, (() => void)[]>();
  private undos: string[] = [];
  private redos: string[] = [];
  private leaving = false;

  constructor(private readonly root: HTMLElement) {
    const tables = [...root.querySelectorAll<HTMLTableElement>("table[role=grid]")];
    this.boards = tables.map((table) => new Board(table, (board) => this.moved(board)));
    this.board = this.boards[0]!;
    this.says = new Says(root);
    this.editor = new Editor((cell, text, way) => this.typed(cell, text, way));
    const { url = "", phase = "", token = "", who = "" } = root.dataset;
    this.queue = new Queue({ url, phase, token, who }, this);
    this.listen();
    const kept = this.queue.resume();
    if (kept) this.says.tell(`${count(kept, "saisie")} de votre dernière visite ${kept > 1 ? "sont envoyées" : "est envoyée"}.`);
  }

  // ——— what the page does

  private listen(): void {
    this.root.addEventListener("focusin", (event) => this.entered(event.target as Element));
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.root.addEventListener("mousedown", (event) => this.pointed(event));
    this.root.addEventListener("mouseover", (event) => this.dragged(event));
    this.root.addEventListener("dblclick", (event) => {
      if (this.cellOf(event.target)) this.write("");
    });
    document.addEventListener("copy", (event) => this.copied(event, false));
    document.addEventListener("cut", (event) => this.copied(event, true));
    document.addEventListener("paste", (event) => this.pasted(event));
    this.says.bar.addEventListener("keydown", (event) => this.inBar(event));
    for (const button of this.root.querySelectorAll<HTMLButtonElement>("[data-add]")) {
      button.addEventListener("click", () => this.addFrom(button.dataset.add ?? ""));
    }
    document.querySelector("[data-keys]")?.addEventListener("click", () => this.says.keys.showModal());
    this.says.note.addEventListener("close", () => this.noted());
    this.says.choices((mine) => this.settled(mine));
  }

  private cellOf(target: EventTarget | null): HTMLTableCellElement | null {
    const cell = (target as Element | null)?.closest?.<HTMLTableCellElement>("tbody td, tbody th, tfoot td, tfoot th") ?? null;
    return cell && this.root.contains(cell) ? cell : null;
  }

  private boardOf(cell: Element): Board {
    return this.boards.find((board) => board.table.contains(cell)) ?? this.board;
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
    this.board = board;
    board.go(board.place(cell), event.shiftKey);
  }

  private dragged(event: MouseEvent): void {
    const cell = event.buttons === 1 && !this.editor.open ? this.cellOf(event.target) : null;
    if (cell && this.board.active && this.board.table.contains(cell)) this.board.go(this.board.place(cell), true);
  }

  private moved(board: Board): void {
    const cell = board.current;
    if (!cell || !board.active) return;
    this.leaving = false;
    const refused = this.refused.get(key(cell));
    this.says.show(board.active.row, cell, refused?.reason ?? "");
  }

  // ——— keys

  private pressed(event: KeyboardEvent): void {
    const cell = event.target instanceof HTMLTableCellElement ? this.cellOf(event.target) : null;
    if (!cell || event.isComposing) return;
    if (event.key === "Tab") {
      if (!this.leaving && this.board.tab(event.shiftKey)) event.preventDefault();
      return;
    }
    if (this.commanded(event, cell) || (!event.altKey && this.board.step(event))) {
      event.preventDefault();
      event.stopPropagation(); // the page has its own undo
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && (event.key.length === 1 || event.key === "Dead" || event.key === "Process")) {
      if (cell.dataset.f) this.write("replace");
      else this.says.tell(COMPUTED);
    }
  }

  /** Run the command of a key; false when the key is none. */
  private commanded(event: KeyboardEvent, cell: HTMLTableCellElement): boolean {
    const held = event.ctrlKey || event.metaKey ? "Ctrl " : event.altKey ? "Alt " : event.shiftKey ? "Shift " : "";
    const name = held + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
    const run: Record<string, () => void> = {
      Enter: () => this.enter(cell),
      F2: () => this.write(""),
      "Shift F2": () => this.comment(cell),
      F1: () => this.says.keys.showModal(),
      F6: () => (this.says.bar.disabled ? this.says.tell(COMPUTED) : this.says.bar.focus()),
      Escape: () => this.escape(cell),
      Delete: () => this.fill(() => ""),
      Backspace: () => this.fill(() => ""),
      "Shift  ": () => this.wholeRow(),
      "Ctrl a": () => this.all(),
      "Ctrl d": () => this.fillDown(),
      "Ctrl z": () => this.back(event.shiftKey),
      "Ctrl y": () => this.back(true),
      "Ctrl Enter": () => this.insertBelow(),
      "Ctrl Delete": () => this.remove(),
      "Alt ArrowUp": () => this.shift(true),
      "Alt ArrowDown": () => this.shift(false),
    };
    run[name]?.();
    return name in run;
  }

  private enter(cell: HTMLTableCellElement): void {
    const button = (cell.closest("tr.fam") ?? cell).querySelector<HTMLButtonElement>("button");
    if (cell.dataset.f) this.write("");
    else if (button) button.click();
    else this.says.tell(COMPUTED);
  }

  private escape(cell: HTMLTableCellElement): void {
    if (this.refused.has(key(cell))) this.giveUp(cell);
    else {
      this.leaving = true;
      this.board.anchor = this.board.active;
      this.board.paint();
      this.says.tell("Tab sort de la grille.");
    }
  }

  private wholeRow(): void {
    const here = this.board.active;
    if (!here) return;
    this.board.anchor = { row: here.row, column: 1 };
    this.board.go({ row: here.row, column: this.board.columns.length - 1 }, true);
  }

  private all(): void {
    const rows = this.board.rows();
    this.board.anchor = { row: rows[0]!, column: 1 };
    this.board.go({ row: rows[rows.length - 1]!, column: this.board.columns.length - 1 }, true);
  }

  private inBar(event: KeyboardEvent): void {
    const cell = this.board.current;
    if (!cell || !["Enter", "Escape", "Tab", "F6"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter" || event.key === "Tab") this.typed(cell, this.says.bar.value, event.key === "Enter" ? "down" : "right");
    else this.board.go(this.board.active!);
  }

  // ——— writing

  private write(way: "" | "replace"): void {
    const cell = this.board.current;
    if (!cell?.dataset.f) {
      this.says.tell(COMPUTED);
      return;
    }
    const name = `${this.board.active!.row.cells[0]!.textContent ?? ""} ${this.board.heading(this.board.active!.column)}`;
    this.editor.start(cell, way === "replace" ? "" : cell.dataset.p ?? cell.dataset.v ?? "", name, way === "replace");
  }

  private typed(cell: HTMLTableCellElement, text: string | null, way: string): void {
    if (text !== null) this.put([[cell, text]]);
    const live = this.board.current ?? cell;
    if (way === "down" || way === "up") this.board.next(way === "up");
    else if (way === "right" || way === "left") {
      if (!this.board.tab(way === "left")) this.board.go(this.board.active!);
    } else if (way === "stay") live.focus({ preventScroll: true });
  }

  /** Ask for these texts in these cells; those that change nothing are left out. */
  private put(pairs: [HTMLTableCellElement, string][], more: Partial<Act> = {}): void {
    const edits: Edit[] = [];
    const ways: (() => void)[] = [];
    for (const [cell, text] of pairs) {
      const id = key(cell);
      if (!cell.dataset.f || (text === (cell.dataset.v ?? "") && !this.refused.has(id) && cell.dataset.p === undefined)) continue;
      this.refused.delete(id);
      edits.push({ line: lineOf(cell), field: cell.dataset.f, old: cell.dataset.v ?? "", new: text });
      const way = pairs.length === 1 && cell.dataset.p === undefined ? estimate(cell, text) : null;
      if (way) ways.push(way);
      waits(cell, text);
    }
    const asked = act({ edits, ...more });
    this.estimates.set(asked, ways);
    if (edits.length + asked.inserts.length + asked.moves.length + asked.deletes.length) this.queue.push(asked);
  }

  private fill(text: (column: number) => string): void {
    const pairs: [HTMLTableCellElement, string][] = [];
    for (const row of this.board.range()) row.forEach((cell, place) => cell.dataset.f && pairs.push([cell, text(place)]));
    if (pairs.length) this.put(pairs);
    else this.says.tell(COMPUTED);
  }

  private fillDown(): void {
    const range = this.board.range();
    const rows = this.board.rows();
    let top = range[0]!;
    if (range.length === 1) {
      const above = rows[rows.indexOf(this.board.active!.row) - 1];
      if (!above) return;
      top = top.map((cell) => this.board.cell({ row: above, column: this.board.place(cell).column }));
    }
    const below = range.length === 1 ? range : range.slice(1);
    const pairs: [HTMLTableCellElement, string][] = [];
    for (const row of below) {
      row.forEach((cell, place) => {
        if (cell.dataset.f && top[place]?.dataset.f) pairs.push([cell, top[place]!.dataset.p ?? top[place]!.dataset.v ?? ""]);
      });
    }
    this.put(pairs);
    this.says.tell(`${count(pairs.length, "cellule")} recopiée${pairs.length > 1 ? "s" : ""} vers le bas.`);
  }

  // ——— clipboard

  private copied(event: ClipboardEvent, cutting: boolean): void {
    if (!(document.activeElement instanceof HTMLTableCellElement) || !this.cellOf(document.activeElement)) return;
    const range = this.board.range().map((row) => row.filter((cell, place) => row.indexOf(cell) === place));
    event.preventDefault();
    event.clipboardData?.setData("text/plain", joined(range.map((row) => row.map(taken))));
    this.says.tell(`${count(range.flat().length, "cellule")} ${cutting ? "coupée" : "copiée"}${range.flat().length > 1 ? "s" : ""}.`);
    if (cutting) this.fill(() => "");
  }

  private pasted(event: ClipboardEvent): void {
    if (!(document.activeElement instanceof HTMLTableCellElement) || !this.cellOf(document.activeElement)) return;
    event.preventDefault();
    const block = cut(event.clipboardData?.getData("text/plain") ?? "");
    const range = this.board.range();
    if (block.length === 1 && block[0]!.length === 1 && range.flat().length > 1) this.fill(() => block[0]![0]!);
    else this.paste(block, range[0]![0]!);
  }

  /** Put a block from a cell on, and say what became of it. */
  private paste(block: string[][], first: HTMLTableCellElement): void {
    const spread = spreadOut(this.board, block, first);
    if (!spread) return;
    const { pairs, inserts, left } = spread;
    this.put(pairs, { inserts });
    const written = pairs.length + inserts.reduce((sum, one) => sum + Object.keys(one.texts).length, 0);
    const said = [`${count(written, "cellule")} collée${written > 1 ? "s" : ""}`];
    if (inserts.length) said.push(count(inserts.length, "nouvelle ligne", "nouvelles lignes"));
    if (left) said.push(count(left, "cellule calculée laissée telle quelle", "cellules calculées laissées telles quelles"));
    this.says.tell(`${said.join(", ")}.`);
  }

  // ——— lines

  private insertBelow(): void {
    const row = this.board.active?.row;
    const body = row?.closest("tbody");
    if (!row || !body?.dataset.family) return;
    const after = row.querySelector("[data-f]") ? row.dataset.row! : null;
    this.add(this.board, body.dataset.family, after, row.classList.contains("fam") ? null : row);
  }

  private addFrom(side: string): void {
    const board = this.boards.find((one) => one.side === side);
    const family = side === "produit" ? "P" : (this.root.querySelector<HTMLSelectElement>("[data-destination]")?.value ?? "D");
    if (board) this.add(board, family, null, null);
  }

  private wanted: string | null = null; // the new line to go to once it is painted

  private add(board: Board, destination: string, after: string | null, below: HTMLTableRowElement | null): void {
    const line = newId();
    this.board = board;
    this.wanted = line;
    const model = below?.querySelector("[data-f]") ? below : null;
    if (model) {
      const fresh = freshRow(model, line);
      model.after(fresh);
      board.go({ row: fresh, column: 1 });
    }
    this.queue.push(act({ inserts: [{ line, side: board.side, destination, after, texts: {} }] }));
  }

  private remove(): void {
    const rows = [...new Set(this.board.range().map((cells) => cells[0]!.parentElement as HTMLTableRowElement))];
    const mine = rows.filter((row) => row.querySelector("[data-f]"));
    if (!mine.length) return this.says.tell("Une ligne calculée ne se supprime pas : retirez ce dont elle vient.");
    const column = this.board.active!.column;
    const all = this.board.rows();
    const next = all.slice(all.indexOf(mine[mine.length - 1]!) + 1)[0] ?? all[all.indexOf(mine[0]!) - 1]!;
    this.queue.push(act({ deletes: mine.map((row) => row.dataset.row!) }));
    for (const row of mine) row.remove();
    this.board.go({ row: next, column });
    this.says.tell(`${count(mine.length, "ligne")} supprimée${mine.length > 1 ? "s" : ""}. Ctrl + Z la${mine.length > 1 ? "s" : ""} rend.`.replace("las", "les"));
  }

  private shift(up: boolean): void {
    const here = this.board.active;
    const move = here && moveRow(here.row, up);
    if (!move) return;
    this.board.go(here);
    this.queue.push(act({ moves: [move] }));
  }

  private comment(cell: HTMLTableCellElement): void {
    const head = cell.parentElement?.querySelector<HTMLElement>("[data-f=label]");
    if (!head) return this.says.tell("Une ligne calculée se commente là d’où elle vient.");
    this.says.note.querySelector("textarea")!.value = head.dataset.comment ?? "";
    this.says.note.returnValue = "";
    this.says.note.showModal();
  }

  private noted(): void {
    const row = this.board.active?.row;
    const head = row?.querySelector<HTMLElement>("[data-f=label]");
    const text = this.says.note.querySelector("textarea")!.value;
    if (row && head && this.says.note.returnValue === "garder") {
      const old = head.dataset.comment ?? "";
      this.queue.push(act({ edits: [{ line: row.dataset.row!, field: "comment", old, new: text }] }));
      head.dataset.comment = text;
    }
    if (this.board.active) this.board.go(this.board.active);
  }

  // ——— undo

  private back(again: boolean): void {
    const entry = (again ? this.redos : this.undos).pop();
    if (entry) this.queue.push(act({ undo: entry, redo: again }));
    else if (this.queue.length && !again) this.says.tell("L’enregistrement est en cours : recommencez dans un instant.");
    else this.says.tell(again ? "Rien à rétablir." : "Rien à annuler : vos saisies de cette page sont toutes annulées.");
  }

  private remember(one: Act, entry: string | null): void {
    if (!entry) return;
    if (!one.undo) {
      this.undos.push(entry);
      this.redos = [];
    } else (one.redo ? this.undos : this.redos).push(entry);
    if (one.undo) this.says.tell(one.redo ? "Rétabli." : "Annulé.");
  }

  // ——— what the server answers

  answered(one: Act, answer: Answer, left: Act[]): void {
    const open = this.editor.put();
    const held = this.boards.map((board) => board.active && { id: board.active.row.id, column: board.active.column });
    for (const edit of one.edits) this.cellAt(edit.line, edit.field)?.removeAttribute("data-p");
    repaint(answer);
    this.boards.forEach((board, place) => this.regain(board, held[place] ?? null));
    for (const waiting of left) {
      for (const edit of waiting.edits) {
        const cell = this.cellAt(edit.line, edit.field);
        if (cell) {
          edit.old = cell.dataset.v ?? edit.old;
          waits(cell, edit.new);
        }
      }
    }
    this.refuse(answer.refused);
    this.remember(one, answer.entry);
    this.says.saved(answer.at);
    const fresh = this.wanted && document.getElementById(`r-${this.wanted}`);
    if (fresh && document.activeElement === document.body) this.board.go({ row: fresh as HTMLTableRowElement, column: 1 });
    if (fresh && answer.order) this.wanted = null;
    if (open) this.reopen(open);
  }

  turnedDown(one: Act, reason: string): void {
    for (const way of this.estimates.get(one) ?? []) way();
    this.refuse(one.edits.map((edit) => ({ line: edit.line, field: edit.field, text: edit.new, reason, now: null })));
    this.says.alert(reason);
  }

  waiting(left: number, why: "" | "network" | "session" | "server"): void {
    this.says.waiting(left, why);
  }

  private cellAt(line: string, field: string): HTMLTableCellElement | null {
    return document.querySelector(`#r-${CSS.escape(line)} [data-f="${field}"]`);
  }

  /** Find the active cell again after a repaint, and the focus if the repaint took it. */
  private regain(board: Board, held: { id: string; column: number } | null): void {
    board.settle();
    if (!held || !board.active) return;
    const row = document.getElementById(held.id) as HTMLTableRowElement | null;
    const lost = document.activeElement === document.body;
    const place = row ? { row, column: held.column } : { row: board.rows()[0]!, column: held.column };
    if (lost && board === this.board) board.go(place);
    else {
      board.active = place;
      if (!board.anchor?.row.isConnected) board.anchor = place;
    }
  }

  private reopen(open: { line: string; field: string; text: string }): void {
    const cell = this.cellAt(open.line, open.field);
    if (!cell) return;
    this.board.go(this.board.place(cell));
    this.write("");
    this.editor.resume(open.text);
  }

  private refuse(refused: Refused[]): void {
    for (const one of refused) {
      const cell = this.cellAt(one.line, one.field);
      if (!cell) continue;
      this.refused.set(key(cell), one);
    }
    for (const [id, one] of this.refused) {
      const cell = this.cellAt(...(id.split("|") as [string, string]));
      if (!cell) continue;
      waits(cell, one.text);
      cell.classList.remove("waits");
      cell.classList.add("refused");
      cell.setAttribute("aria-invalid", "true");
      cell.title = one.reason;
    }
    const met = refused.find((one) => one.now !== null);
    if (met) this.says.met(met);
    else if (refused.length === 1) this.says.alert(`« ${refused[0]!.text} » refusé : ${refused[0]!.reason}`);
    else if (refused.length) this.says.alert(`${refused.length} cellules refusées, le reste est gardé. ${refused[0]!.reason}`);
    if (this.board.active && refused.length) this.moved(this.board);
  }

  /** Leave a refused text for what the server holds. */
  private giveUp(cell: HTMLTableCellElement): void {
    this.refused.delete(key(cell));
    cell.removeAttribute("data-p");
    cell.removeAttribute("aria-invalid");
    cell.removeAttribute("title");
    cell.classList.remove("refused", "waits");
    cell.textContent = cell.dataset.v ?? "";
    this.says.alert("");
    this.says.tell(`Revenu à ${cell.dataset.v || "une cellule vide"}.`);
    this.moved(this.board);
  }

  private settled(mine: boolean): void {
    for (const [id, one] of [...this.refused]) {
      const cell = one.now === null ? null : this.cellAt(...(id.split("|") as [string, string]));
      if (!cell) continue;
      this.board = this.boardOf(cell);
      this.board.go(this.board.place(cell));
      if (mine) this.put([[cell, one.text]]);
      else this.giveUp(cell);
    }
    this.says.alert("");
  }
}
