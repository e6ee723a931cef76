// The sheet of a line: all its fields in a drawer; what changed there is saved as cells are.
import { act } from "./acts";
import type { Edit } from "./acts";
import { waits } from "./cells";
import type { Grid } from "./grid";

const PER = "par représentation";
const SUMS = 4; // the columns of figures, the last before the due date

export class Sheet {
  private readonly dialog: HTMLDialogElement;
  private readonly button: HTMLButtonElement;

  constructor(
    private readonly grid: Grid,
    private readonly where: string,
  ) {
    this.dialog = grid.root.querySelector<HTMLDialogElement>("dialog.grid-line")!;
    this.button = grid.root.querySelector<HTMLButtonElement>("[data-sheet]")!;
    this.button.addEventListener("click", () => this.open());
    this.dialog.addEventListener("click", (event) => this.clicked(event.target as Element));
    this.dialog.addEventListener("close", () => this.closed());
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.dialog.querySelector("form")!.requestSubmit();
    });
  }

  /** Open the sheet of the active line, on the field of the active cell. */
  open(): void {
    const cell = this.grid.board.current;
    const row = this.grid.board.active?.row;
    if (!cell || !row?.querySelector("[data-f]")) {
      this.grid.says.tell("Cette ligne est calculée : elle se change là d’où elle vient.");
      return;
    }
    void this.fetched(row, cell.dataset.f ?? "label");
  }

  private async fetched(row: HTMLTableRowElement, field: string): Promise<void> {
    const reply = await fetch(`${this.where}${row.dataset.row}/`).catch(() => null);
    if (!reply?.ok || reply.redirected) {
      const why = reply?.status === 404 ? "Cette ligne n’est pas encore enregistrée, ou n’existe plus." : "La fiche d’une ligne demande la connexion.";
      this.grid.says.tell(why);
      return;
    }
    this.dialog.innerHTML = await reply.text();
    this.dialog.querySelector("[data-sums]")!.append(...this.sums(row));
    this.dialog.returnValue = "";
    this.dialog.showModal();
    (this.dialog.querySelector<HTMLElement>(`#l-${field === "amount" ? "unit_price" : field}`) ?? this.dialog.querySelector<HTMLElement>("h2")!).focus();
  }

  private sums(row: HTMLTableRowElement): HTMLElement[] {
    const board = this.grid.boardOf(row);
    const last = board.columns.length - 1;
    return [...row.cells].slice(last - SUMS, last).map((cell, place) => {
      const pair = document.createElement("div");
      const name = document.createElement("dt");
      const value = document.createElement("dd");
      name.textContent = board.heading(last - SUMS + place);
      value.textContent = (cell.querySelector("button.why") ?? cell).textContent?.trim() || "–";
      pair.append(name, value);
      return pair;
    });
  }

  private clicked(target: Element): void {
    if (target === this.dialog || target.closest("[data-close]")) this.dialog.close("");
    const parts = target.closest<HTMLElement>("[data-parts]");
    if (target.closest("[data-less]")) {
      target.closest("li")!.remove();
      parts!.querySelector<HTMLElement>("[data-more]")!.focus();
    } else if (parts && target.closest("[data-more]")) {
      parts.querySelector("ol")!.append(parts.querySelector("template")!.content.cloneNode(true));
      parts.querySelector<HTMLElement>("li:last-child [data-head]")!.focus();
    }
  }

  private closed(): void {
    const form = this.dialog.querySelector("form");
    if (form && this.dialog.returnValue === "garder") this.keep(form);
    this.dialog.replaceChildren();
    if (this.grid.board.active) this.grid.board.go(this.grid.board.active);
  }

  private keep(form: HTMLFormElement): void {
    const line = form.dataset.line ?? "";
    const edits: Edit[] = [...held(form)].filter(([, old, now]) => old !== now).map(([field, old, now]) => ({ line, field, old, new: now }));
    if (!edits.length) return;
    for (const edit of edits) {
      const cell = this.grid.cellAt(line, edit.field);
      if (cell) waits(cell, edit.new);
    }
    this.grid.queue.push(act({ edits }));
  }
}

/** Return each field of a sheet: its name, what stood there, what stands there now. */
function* held(form: HTMLFormElement): Generator<[string, string, string]> {
  const per = form.querySelector<HTMLInputElement>("[data-per]")!;
  const unit = (text: string, each: boolean): string => `${text}${each ? ` ${PER}` : ""}`.trim();
  for (const one of form.querySelectorAll<HTMLInputElement>("[data-f]")) {
    const [field, old, now] = [one.dataset.f!, one.dataset.v ?? "", one.value.trim()];
    yield field === "unit" ? [field, unit(old, per.dataset.v === "oui"), unit(now, per.checked)] : [field, old, now];
  }
  for (const parts of form.querySelectorAll<HTMLElement>("[data-parts]")) {
    const rows = [...parts.querySelectorAll("ol > li")].map((row) => {
      const [head, worth] = ["[data-head]", "[data-worth]"].map((name) => row.querySelector<HTMLInputElement>(name)!.value.trim());
      const done = row.querySelector<HTMLInputElement>("[data-done]")?.checked ? " payé" : "";
      return head || worth ? `${head} : ${worth}${done}` : "";
    });
    yield [parts.dataset.parts!, parts.dataset.v ?? "", rows.filter(Boolean).join(" ; ")];
  }
}
