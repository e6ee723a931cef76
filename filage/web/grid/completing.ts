// The words that a cell offers while one writes: those of a closed list, or those that its column already holds.

const UNITS = ["forfait", "jours", "heures", "nuits", "repas", "km", "mois", "pièces", "services", "par représentation", "forfait par représentation", "repas par représentation"];
const OPEN = ["label", "unit"]; // never a number: 606 is an account as well as 6063
const SHORTEST = 2; // letters to type before a word of the column is offered: « m » is not « mois »

/** Return the whole word that a text begins, the text itself when there is none. */
export function complete(table: HTMLTableElement, cell: HTMLTableCellElement, text: string): string {
  const field = cell.dataset.f ?? "";
  const begun = folded(text);
  if (!begun) return text;
  if (field === "status") return (table.dataset.states ?? "").split("|").find((one) => folded(one).startsWith(begun)) ?? text;
  if (!OPEN.includes(field) || begun.length < SHORTEST) return text;
  const held = [...table.querySelectorAll<HTMLElement>(`[data-f=${field}]`)].filter((one) => one !== cell).map((one) => one.dataset.v ?? "");
  const found = new Set([...(field === "unit" ? UNITS : []), ...held].filter((one) => folded(one).startsWith(begun)));
  return found.size && (field !== "label" || found.size === 1) ? [...found][0]! : text;
}

/** Return the word of a closed list that follows a text, or comes before it; null where there is no list. */
export function beside(table: HTMLTableElement, cell: HTMLTableCellElement, text: string, way: 1 | -1): string | null {
  if (cell.dataset.f !== "status") return null;
  const words = (table.dataset.states ?? "").split("|");
  const at = words.findIndex((one) => folded(one) === folded(text));
  return words[(at + way + words.length) % words.length] ?? null;
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
