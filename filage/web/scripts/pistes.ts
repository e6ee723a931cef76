// The board of the pistes: arrows go from card to card, Shift and arrows to the stage before or after, as its buttons do.
const cards = (column: Element): HTMLElement[] => [...column.querySelectorAll<HTMLElement>("[data-piste]")];
const open = (card: HTMLElement | undefined): void => card?.querySelector<HTMLElement>(".piste-name")?.focus();

export function followPistes(): void {
  const board = document.querySelector<HTMLElement>("[data-board]");
  if (!board) return;
  board.addEventListener("keydown", (event) => {
    const card = (event.target as Element).closest<HTMLElement>("[data-piste]");
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const [left, right] = [event.key === "ArrowLeft", event.key === "ArrowRight"];
    if (event.shiftKey) {
      if (!left && !right) return;
      event.preventDefault();
      card.querySelector<HTMLElement>(left ? "[data-back]" : "[data-forward]")?.click();
      return;
    }
    const columns = [...board.querySelectorAll("[data-col]")].filter((one) => cards(one).length);
    const at = columns.findIndex((one) => one.contains(card));
    const here = cards(columns[at]!);
    const rank = here.indexOf(card);
    if (left || right) {
      const beside = columns[at + (right ? 1 : -1)];
      if (!beside) return;
      event.preventDefault();
      open(cards(beside)[Math.min(rank, cards(beside).length - 1)]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = here[rank + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      open(next);
    }
  });
}
