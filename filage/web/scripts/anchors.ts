// A remedy leads to the very field: what the address names after # takes the focus and is shown, once the page is there.
const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, [tabindex]";
const NAMED = /^ligne-([0-9a-f-]{36})(?:-(\w+))?$/; // a line of the budget, and maybe one of its cells

function named(anchor: string): HTMLElement | null {
  const line = NAMED.exec(anchor);
  if (!line) return document.getElementById(anchor);
  const row = document.getElementById(`r-${line[1]}`) ?? document.getElementById(anchor);
  return row?.querySelector<HTMLElement>(`[data-f="${line[2] ?? "amount"}"]`) ?? row?.querySelector<HTMLElement>("[data-f]") ?? row;
}

function point(): void {
  const place = named(decodeURIComponent(location.hash.slice(1)));
  if (!place || place.id === "contenu") return;
  const field = place.matches(FOCUSABLE) ? place : place.querySelector<HTMLElement>(FOCUSABLE);
  for (const held of document.querySelectorAll(".pointed")) held.classList.remove("pointed");
  (place.closest("tr, li, .field") ?? place).classList.add("pointed");
  field?.closest("details:not([open])")?.setAttribute("open", "");
  field?.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
}

export function followAnchors(): void {
  if (location.hash) {
    point();
    // going to the anchor, the browser takes the focus back when what it names cannot hold it
    window.addEventListener("load", () => document.activeElement === document.body && point(), { once: true });
  }
  window.addEventListener("hashchange", point);
}
