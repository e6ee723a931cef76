// The end of a word that is being typed in a cell: one of a closed list, or a word that its column already holds.

const UNITS = ["forfait", "jours", "heures", "nuits", "repas", "km", "mois", "pièces", "services", "par représentation"];
const OPEN = ["label", "unit", "account"];
const SHORTEST = 2; // letters to type before a name of the column is offered

/** Return the whole word that a text begins, the text itself when there is none. */
export function complete(table: HTMLTableElement, cell: HTMLTableCellElement, text: string): string {
  const field = cell.dataset.f ?? "";
  const begun = folded(text);
  if (!begun) return text;
  if (field === "status") return (table.dataset.states ?? "").split("|").find((one) => folded(one).startsWith(begun)) ?? text;
  if (!OPEN.includes(field) || (field !== "unit" && begun.length < SHORTEST)) return text;
  const held = [...table.querySelectorAll<HTMLElement>(`[data-f=${field}]`)].filter((one) => one !== cell).map((one) => one.dataset.v ?? "");
  const found = new Set([...(field === "unit" ? UNITS : []), ...held].filter((one) => folded(one).startsWith(begun)));
  return found.size && (field !== "label" || found.size === 1) ? [...found][0]! : text;
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
