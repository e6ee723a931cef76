// The tour table under the keys of the budget grid: one cell is one request; a status shows what it moves before it is done.
import { Board } from "../grid/board";
import { Editor } from "../grid/editor";
import { show } from "./drawers";
import { watch } from "./notices";
import { type Pair, TourBlock } from "./tour_block";

interface Answer {
  refused?: string;
  gesture?: string;
  rows?: Record<string, string>;
  totals?: string;
  toast?: string;
  cells?: Record<string, string>; // why a cell of a block was refused, by « date|column »
}

const LOST = "Pas de connexion : rien n’a été écrit. La cellule garde votre saisie.";
const READ_ONLY = "Cette cellule se calcule, ou se lit seulement.";

class Tour {
  private readonly table: HTMLTableElement;
  private readonly says: HTMLElement;
  private readonly board: Board;
  private readonly editor: Editor;
  private readonly block: TourBlock;
  private readonly help: string;

  constructor(private readonly root: HTMLElement) {
    this.table = root.querySelector("table")!;
    this.says = root.querySelector(".gridsays")!;
    this.help = this.says.textContent ?? "";
    this.board = new Board(this.table, () => this.moved());
    this.editor = new Editor((cell, text, way) => void this.kept(cell, text, way));
    this.block = new TourBlock(
      this.board,
      (pairs, said) => (pairs.length === 1 ? this.kept(...pairs[0]!, "stay") : this.sendAll(pairs, said)),
      (text) => this.tell(text),
    );
    this.table.addEventListener("focusin", (event) => this.entered(event.target as Element));
    this.table.addEventListener("keydown", (event) => this.pressed(event));
    this.table.addEventListener("mousedown", (event) => this.pointed(event));
    this.table.addEventListener("dblclick", () => this.write(false));
  }

  private entered(target: Element): void {
    if (!(target instanceof HTMLTableCellElement) || this.board.current === target) return;
    this.board.go(this.board.place(target));
  }

  private pointed(event: MouseEvent): void {
    const target = event.target as Element;
    const cell = target.closest<HTMLTableCellElement>("tbody td, tbody th");
    if (!cell || target.closest("a, button, input")) return;
    event.preventDefault();
    const again = this.board.current === cell && matchMedia("(pointer: coarse)").matches;
    this.board.go(this.board.place(cell), event.shiftKey);
    if (again) this.write(false);
  }

  private moved(): void {
    const cell = this.board.current;
    if (cell) this.tell(cell.dataset.refused ?? (this.block.sum() || this.help), Boolean(cell.dataset.refused));
  }

  private tell(text: string, bad = false): void {
    this.says.textContent = text;
    this.says.classList.toggle("refused", bad);
  }

  private pressed(event: KeyboardEvent): void {
    const cell = event.target instanceof HTMLTableCellElement ? event.target : null;
    if (!cell || event.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === "Tab") {
      if (this.board.tab(event.shiftKey)) event.preventDefault();
    } else if (command && event.key.toLowerCase() === "z") {
      event.preventDefault();
      document.querySelector<HTMLFormElement>("#annuler")?.requestSubmit();
    } else if (command && event.key.toLowerCase() === "d") {
      event.preventDefault();
      this.block.fillDown();
    } else if (!event.altKey && this.board.step(event)) {
      event.preventDefault();
    } else if ((event.key === "Enter" || event.key === "F2") && !command) {
      event.preventDefault();
      if (cell.tagName === "TH") void show(cell.parentElement!.dataset.url!, "tiroir", cell);
      else this.write(false);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      if (this.board.range().flat().length > 1) this.block.empty();
      else if (cell.dataset.f) void this.kept(cell, "", "stay");
    } else if (!command && !event.altKey && event.key.length === 1) {
      this.write(true);
    }
  }

  private write(over: boolean): void {
    const cell = this.board.current;
    if (!cell) return;
    const field = cell.dataset.f;
    if (!field) {
      this.tell(READ_ONLY);
      return;
    }
    const name = `${this.board.heading(this.board.active!.column)}, ${cell.parentElement!.querySelector("th")!.textContent}`;
    this.editor.start(cell, over ? "" : (cell.dataset.again ?? cell.dataset.t ?? ""), name, over);
    cell.querySelector("input")?.setAttribute("list", `choix-${field}`);
  }

  private async kept(cell: HTMLTableCellElement, text: string | null, way: string): Promise<void> {
    const row = cell.parentElement as HTMLTableRowElement;
    const place = this.board.place(cell);
    const same = text !== null && text.trim() === (cell.dataset.t ?? "") && !cell.dataset.refused;
    if (text !== null && !same && !(await this.send(cell, row, text))) {
      if (way !== "" && !document.querySelector("#apercu > *")) this.board.go(place);
      return;
    }
    const now = this.table.querySelector<HTMLTableRowElement>(`[data-row="${row.dataset.row}"]`) ?? row;
    if (way === "") return;
    this.board.go({ row: now, column: place.column });
    if (way === "down" || way === "up") this.board.next(way === "up");
    if (way === "right" || way === "left") this.board.tab(way === "left");
  }

  /** Send one cell; false when it was refused, or when it waits for its gesture to be kept. */
  private async send(cell: HTMLTableCellElement, row: HTMLTableRowElement, text: string): Promise<boolean> {
    const texts = { champ: cell.dataset.f!, texte: text, avant: cell.dataset.t ?? "" };
    cell.setAttribute("aria-busy", "true");
    const answer = await this.post(`${row.dataset.url}cellule/`, texts);
    cell.removeAttribute("aria-busy");
    if (!answer || answer.refused) {
      this.refuse(cell, text, answer?.refused ?? LOST);
      return false;
    }
    if (answer.gesture) {
      await show(answer.gesture, "apercu", cell);
      return false;
    }
    this.paint(answer);
    return true;
  }

  /** Send a block of cells: what is refused stays in its cell with its reason, the rest is kept and undone in one gesture. */
  private async sendAll(pairs: Pair[], said: string): Promise<void> {
    const here = this.board.active;
    const day = here?.row.dataset.row ?? "";
    const cells = pairs.map(([cell, text]) => ({
      date: (cell.parentElement as HTMLElement).dataset.row!,
      champ: cell.dataset.f!,
      texte: text,
      avant: cell.dataset.t ?? "",
    }));
    this.table.setAttribute("aria-busy", "true");
    const answer = await this.post(this.root.dataset.cells!, { cellules: JSON.stringify(cells) });
    this.table.removeAttribute("aria-busy");
    if (!answer || answer.refused) {
      this.tell(answer?.refused ?? LOST, true);
      return;
    }
    this.paint(answer);
    const refused = Object.entries(answer.cells ?? {});
    for (const [name, reason] of refused) {
      const [date, field] = name.split("|");
      const cell = this.table.querySelector<HTMLTableCellElement>(`[data-row="${date}"] [data-f="${field}"]`);
      const text = cells.find((one) => one.date === date && one.champ === field)?.texte ?? "";
      if (cell) this.refuse(cell, text, reason);
    }
    const row = this.table.querySelector<HTMLTableRowElement>(`[data-row="${day}"]`);
    if (row && here) this.board.go({ row, column: here.column });
    const left = refused.length ? ` Dont ${refused.length > 1 ? `${refused.length} refusées` : "1 refusée"} : ${refused[0]![1]}` : "";
    this.tell(`${said}${left}`, refused.length > 0);
  }

  private async post(address: string, texts: Record<string, string>): Promise<Answer | null | undefined> {
    const body = new URLSearchParams({
      csrfmiddlewaretoken: document.querySelector<HTMLInputElement>("#annuler [name=csrfmiddlewaretoken]")?.value ?? "",
      spectacle: this.root.dataset.slug ?? "",
      saison: this.root.dataset.year ?? "",
      etat: this.root.dataset.state ?? "",
      manque: this.root.dataset.gap ?? "",
      ...texts,
    });
    const response = await fetch(address, { method: "POST", body }).catch(() => null);
    return (await response?.json().catch(() => null)) as Answer | null | undefined;
  }

  private refuse(cell: HTMLTableCellElement, text: string, reason: string): void {
    cell.dataset.refused = reason;
    cell.dataset.again = text;
    cell.textContent = text;
    cell.classList.add("refused");
    cell.setAttribute("aria-invalid", "true");
    this.tell(reason, true);
  }

  private paint(answer: Answer): void {
    for (const [id, html] of Object.entries(answer.rows ?? {})) {
      const row = this.table.querySelector(`[data-row="${id}"]`);
      if (row) row.outerHTML = html;
    }
    if (answer.totals) this.table.tFoot!.innerHTML = answer.totals;
    window.htmx?.process(this.table);
    const toasts = document.getElementById("annonces");
    if (toasts && answer.toast) {
      toasts.innerHTML = answer.toast;
      watch(toasts);
    }
    this.tell(toasts?.querySelector(".toast > span")?.textContent ?? this.help);
  }
}

export function followTour(): void {
  const root = document.getElementById("tournee");
  if (root) new Tour(root);
}
