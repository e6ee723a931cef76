// An option moves in the month: dropped on a day, or Shift and arrows; what it moves is shown before anything is written.
import { show } from "./drawers";

const DAY = 86_400_000;
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

const optionOf = (target: EventTarget | null): HTMLElement | null =>
  (target as Element | null)?.closest?.<HTMLElement>(".month [data-move]") ?? null;
const dayOf = (target: EventTarget | null): HTMLElement | null =>
  (target as Element | null)?.closest?.<HTMLElement>(".month [data-day]") ?? null;

export function followSeason(): void {
  if (!document.querySelector(".month [data-move]")) return;
  let held: HTMLElement | null = null;
  let last: HTMLElement | null = null;

  const ask = (option: HTMLElement, day: string): void => {
    last = option;
    if (day !== option.dataset.on) void show(`${option.dataset.move}?le=${day}`, "apercu", option);
  };
  const mark = (day: HTMLElement | null): void => {
    for (const one of document.querySelectorAll(".month .over")) one.classList.remove("over");
    day?.classList.add("over");
  };

  document.addEventListener("dragstart", (event) => {
    held = optionOf(event.target);
    if (held && event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    const day = held && dayOf(event.target);
    if (!day) return;
    event.preventDefault();
    mark(day);
  });
  document.addEventListener("drop", (event) => {
    const day = held && dayOf(event.target);
    if (!held || !day) return;
    event.preventDefault();
    ask(held, day.dataset.day!);
  });
  document.addEventListener("dragend", () => {
    held = null;
    mark(null);
  });
  document.addEventListener("keydown", (event) => {
    const waiting = (event.target as Element | null)?.closest?.("#apercu") ? last : null;
    const option = optionOf(event.target) ?? waiting;
    const step = STEPS[event.key];
    if (!option || !step || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const asked = option.dataset.asked ?? option.dataset.on!;
    const day = new Date(Date.parse(`${asked}T00:00:00Z`) + step * DAY).toISOString().slice(0, 10);
    option.dataset.asked = day;
    mark(document.querySelector<HTMLElement>(`.month [data-day="${day}"]`));
    ask(option, day);
  });
}
