// What a cell of the grid holds, how it waits for the server, and how a spreadsheet takes it.

export function lineOf(cell: HTMLTableCellElement): string {
  return (cell.parentElement as HTMLElement).dataset.row ?? "";
}

export function key(cell: HTMLTableCellElement): string {
  return `${lineOf(cell)}|${cell.dataset.f ?? ""}`;
}

/** Show a text that the server has not taken yet. */
export function waits(cell: HTMLTableCellElement, text: string): void {
  cell.dataset.p = text;
  cell.removeAttribute("aria-invalid");
  cell.classList.remove("refused");
  cell.classList.add("waits");
  if (!cell.querySelector("input")) cell.textContent = text;
}

/** Return a cell as a spreadsheet takes it. */
export function taken(cell: HTMLTableCellElement): string {
  if (cell.dataset.f) return cell.dataset.p ?? cell.dataset.v ?? "";
  const text = (cell.querySelector("button.why") ?? cell.querySelector(".lab") ?? cell).textContent?.trim() ?? "";
  if (!cell.classList.contains("n")) return text;
  return text === "–" ? "" : text.replace(/[\s\u00a0\u202f]/g, "").replace("\u2212", "-");
}

export function count(value: number, one: string, several = `${one}s`): string {
  return `${value} ${value > 1 ? several : one}`;
}
