// A cell being written: an input in its place, Enter and Tab keep, Escape gives back, arrows keep when one typed over.

type Completed = (cell: HTMLTableCellElement, text: string) => string;
type Beside = (cell: HTMLTableCellElement, text: string, way: 1 | -1) => string | null;
/** What a cell being written holds, with where its caret is: a word on offer stays selected. */
export type Held = { line: string; field: string; text: string; caret: [number, number]; over: boolean; base?: string | undefined };
type Kept = (cell: HTMLTableCellElement, text: string | null, way: string, base?: string) => void;
const WAYS: Record<string, string> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

export class Editor {
  private cell: HTMLTableCellElement | null = null;
  private input: HTMLInputElement | null = null;
  private held: Node[] = [];
  private over = false;
  private base: string | undefined; // what stood there when one began

  constructor(
    private readonly kept: Kept,
    private readonly completed: Completed = (_, text) => text,
    private readonly beside: Beside = () => null,
  ) {}

  get open(): boolean {
    return this.input !== null;
  }

  start(cell: HTMLTableCellElement, text: string, name: string, over: boolean, base = cell.dataset.v): void {
    this.put();
    this.cell = cell;
    this.over = over;
    this.base = base;
    this.held = [...cell.childNodes];
    const input = document.createElement("input");
    input.className = "cell-in";
    input.value = text;
    input.autocomplete = "off";
    input.setAttribute("aria-label", name);
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("input", (event) => this.offer(event as InputEvent));
    input.addEventListener("blur", () => this.close(input.value, ""));
    cell.replaceChildren(input);
    cell.classList.add("writing");
    this.input = input;
    input.focus({ preventScroll: true });
    input.setSelectionRange(text.length, text.length);
  }

  /** Go on with what was being written when the cell was repainted. */
  resume(held: Pick<Held, "text" | "caret" | "base">): void {
    if (this.input) {
      this.input.value = held.text;
      this.input.setSelectionRange(...held.caret);
    }
    if (held.base !== undefined) this.base = held.base;
  }

  /** Take the editor away without keeping what it holds; return it, to be put back after a repaint. */
  put(): Held | null {
    if (!this.cell || !this.input) return null;
    const row = this.cell.parentElement as HTMLElement;
    const { value: text, selectionStart, selectionEnd } = this.input;
    const caret: [number, number] = [selectionStart ?? text.length, selectionEnd ?? text.length];
    const held = { line: row.dataset.row ?? "", field: this.cell.dataset.f ?? "", text, caret, over: this.over, base: this.base };
    this.restore();
    return held;
  }

  /** Offer the end of a word that the column already holds; what is typed next replaces it. */
  private offer(event: InputEvent): void {
    const input = this.input;
    if (!input || !this.cell || event.inputType !== "insertText" || event.isComposing || input.selectionEnd !== input.value.length) return;
    const typed = input.value;
    const whole = this.completed(this.cell, typed);
    if (whole.length <= typed.length) return;
    input.value = typed + whole.slice(typed.length);
    input.setSelectionRange(typed.length, input.value.length);
  }

  private restore(): void {
    const { cell, held } = this;
    this.cell = null;
    this.input = null;
    cell?.replaceChildren(...held);
    cell?.classList.remove("writing");
  }

  private close(text: string | null, way: string): void {
    const cell = this.cell;
    if (!cell) return;
    const base = this.base;
    this.restore();
    this.kept(cell, text, way, base);
  }

  /** Put the next or the previous word of a closed list; false where there is none. */
  private turned(pressed: string): boolean {
    const way = pressed === "ArrowDown" ? 1 : pressed === "ArrowUp" ? -1 : 0;
    const word = way !== 0 && this.cell && this.input ? this.beside(this.cell, this.input.value, way) : null;
    if (word === null || !this.input) return false;
    this.input.value = word;
    return true;
  }

  /** Keep what is being written: the page is about to go. */
  flush(): void {
    if (this.input && this.input.value !== (this.base ?? "")) this.close(this.input.value, "");
  }

  private pressed(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.isComposing) return;
    const text = this.input?.value ?? "";
    if (event.key === "Enter") this.close(text, event.shiftKey ? "up" : "down");
    else if (event.key === "Tab") this.close(text, event.shiftKey ? "left" : "right");
    else if (event.key === "Escape") this.close(null, "stay");
    else if ((event.altKey || !this.over) && this.turned(event.key)) return event.preventDefault();
    else if (this.over && WAYS[event.key] && !event.shiftKey) this.close(text, WAYS[event.key]!);
    else if (event.key === "F2") this.over = false;
    else return;
    event.preventDefault();
  }
}
