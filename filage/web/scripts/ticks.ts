// The box at the head of a list ticks every box of the list.
export function followTicks(): void {
  document.addEventListener("change", (event) => {
    const all = (event.target as Element).closest<HTMLInputElement>("input[data-tick]");
    if (!all) return;
    for (const box of all.closest("table, section")?.querySelectorAll<HTMLInputElement>("input[name=choix]") ?? []) box.checked = all.checked;
  });
}
