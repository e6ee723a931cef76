// A service moves in the month or in the week: dropped on a day or an hour, or Shift and arrows; what it would break is said
// while it moves, what it moves is shown before anything is written.
import { show } from "./drawers";
import { clear, day as painted, tell } from "./trying";

const DAY = 86_400_000;
const HALF = 30;
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const PLACES = ".month, .week-hours";

interface Place {
  day: HTMLElement;
  on: string;
  at: string; // « 14:30 » in the hours of a week, else nothing: it keeps its own
}

const serviceOf = (target: EventTarget | null): HTMLElement | null =>
  (target as Element | null)?.closest?.(PLACES) ? (target as Element).closest<HTMLElement>("[data-move]") : null;
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const minutesOf = (at: string): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5));

/** Return the day under the pointer, and the hour in the columns of a week; `grip` is how far below its top it is held. */
function placeOf(event: DragEvent, grip: number, service: HTMLElement): Place | null {
  const day = (event.target as Element | null)?.closest?.<HTMLElement>("[data-day]");
  if (!day?.closest(PLACES)) return null;
  const on = day.dataset.day!;
  if (day.dataset.hours === undefined || !service.dataset.at) return { day, on, at: "" };
  const week = day.closest<HTMLElement>(".week-hours")!;
  const box = day.getBoundingClientRect();
  const rows = Number(/rows-(\d+)/.exec(week.firstElementChild!.className)![1]);
  const row = Math.round(((event.clientY - grip - box.top) / box.height) * rows);
  const minutes = Number(week.dataset.first) * 60 + Math.max(row, 0) * HALF;
  return { day, on, at: clock(Math.min(minutes, 23 * 60 + HALF)) };
}

export function followSeason(): void {
  if (!document.querySelector(`:is(${PLACES}) [data-move]`)) return;
  let held: HTMLElement | null = null;
  let last: HTMLElement | null = null;
  let grip = 0;

  const ask = (service: HTMLElement, place: { on: string; at: string }): void => {
    last = service;
    const still = place.on === service.dataset.on && (!place.at || place.at === service.dataset.at);
    const hour = place.at && place.at !== service.dataset.at ? `&a=${place.at}` : "";
    if (!still) void show(`${service.dataset.move}?le=${place.on}${hour}`, "apercu", service);
  };
  const mark = (day: HTMLElement | null): void => {
    for (const one of document.querySelectorAll(`:is(${PLACES}) .over`)) one.classList.remove("over");
    day?.classList.add("over");
  };

  document.addEventListener("dragstart", (event) => {
    held = serviceOf(event.target);
    if (!held) return;
    grip = event.clientY - held.getBoundingClientRect().top;
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
    painted(held);
  });
  document.addEventListener("dragover", (event) => {
    const place = held && placeOf(event, grip, held);
    if (!held || !place) return;
    event.preventDefault();
    mark(place.day);
    tell(held, place.on, place.at);
  });
  document.addEventListener("drop", (event) => {
    const place = held && placeOf(event, grip, held);
    if (!held || !place) return;
    event.preventDefault();
    ask(held, place);
  });
  document.addEventListener("dragend", () => {
    held = null;
    mark(null);
    clear();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && last) {
      for (const name of ["asked", "askedAt"]) delete last.dataset[name];
      mark(null);
      clear();
    }
    const waiting = (event.target as Element | null)?.closest?.("#apercu") ? last : null;
    const service = serviceOf(event.target) ?? waiting;
    const step = STEPS[event.key];
    if (!service || !step || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const byHour = service.closest("[data-hours]") !== null && Math.abs(step) === 7;
    const on = service.dataset.asked ?? service.dataset.on!;
    const at = service.dataset.askedAt ?? service.dataset.at ?? "";
    const day = byHour ? on : new Date(Date.parse(`${on}T00:00:00Z`) + step * DAY).toISOString().slice(0, 10);
    const hour = byHour ? clock(Math.min(Math.max(minutesOf(at) + Math.sign(step) * HALF, 0), 23 * 60 + HALF)) : at;
    Object.assign(service.dataset, { asked: day, askedAt: hour });
    const days = document.querySelectorAll<HTMLElement>(`:is(${PLACES}) [data-day="${day}"]`);
    mark(days[service.closest("[data-hours]") ? days.length - 1 : 0] ?? null);
    tell(service, day, byHour ? hour : "");
    ask(service, { on: day, at: service.closest("[data-hours]") ? hour : "" });
  });
}
