// The groups of a table fold and unfold; the subtotal stays.
export function followGroups(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button.tw");
    const body = button?.closest("tbody");
    if (!button || !body) return;
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    for (const row of body.querySelectorAll<HTMLElement>("tr:not(.fam)")) row.hidden = !open;
  });
}
