// What a cell of the grid holds, how it waits for the server, and how a spreadsheet takes it.

export function lineOf(cell: HTMLTableCellElement): string {
  return (cell.parentElement as HTMLElement).dataset.row ?? "";
}

export function key(cell: HTMLTableCellElement): string {
  return `${lineOf(cell)}|${cell.dataset.f ?? ""}`;
}

const beneath = new WeakMap<HTMLTableCellElement, string>(); // what the server had painted in the cells that wait

/** Show a text that the server has not taken yet. */
export function waits(cell: HTMLTableCellElement, text: string): void {
  if (cell.dataset.p === undefined && !cell.querySelector("input")) beneath.set(cell, cell.innerHTML);
  cell.dataset.p = text;
  cell.removeAttribute("aria-invalid");
  cell.classList.remove("refused");
  cell.classList.add("waits");
  if (!cell.querySelector("input")) cell.textContent = text;
}

/** Show again what the server holds. */
export function givesBack(cell: HTMLTableCellElement): void {
  for (const name of ["data-p", "aria-invalid", "title"]) cell.removeAttribute(name);
  cell.classList.remove("refused", "waits");
  const html = beneath.get(cell);
  if (html === undefined) cell.textContent = cell.dataset.v ?? "";
  else cell.innerHTML = html;
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
