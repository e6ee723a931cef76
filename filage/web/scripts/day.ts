// A feuille de route on a telephone: the present moment is marked, and the page stays readable without network.
import { keepPages } from "./keeping";

export function followDay(): void {
  const sheet = document.querySelector<HTMLElement>("[data-feuille]");
  if (!sheet) return;
  mark(sheet);
  setInterval(() => mark(sheet), 30_000);
  if (sheet.dataset.bureau !== undefined) return;
  const tell = (): void => tellNetwork(sheet);
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  tell();
  void keepPages("/feuille/").then((kept) => sheet.toggleAttribute("data-garde", kept));
}

/** Mark what is gone, and the last thing that began and is not over. */
function mark(sheet: HTMLElement): void {
  const now = Date.now();
  const rows = [...sheet.querySelectorAll<HTMLElement>("[data-from]")];
  const begun = rows.filter((row) => Date.parse(row.dataset.from ?? "") <= now);
  const last = begun[begun.length - 1];
  const over = last?.dataset.until ? Date.parse(last.dataset.until) < now : begun.length === rows.length;
  for (const row of rows) {
    const present = row === last && !over;
    row.classList.toggle("now", present);
    row.classList.toggle("past", begun.includes(row) && !present);
    if (present) row.setAttribute("aria-current", "time");
    else row.removeAttribute("aria-current");
    const said = row.querySelector<HTMLElement>(".nowb");
    if (said) said.hidden = !present;
  }
}

function tellNetwork(sheet: HTMLElement): void {
  const note = sheet.querySelector<HTMLElement>(".ds-off");
  if (!note) return;
  note.hidden = navigator.onLine;
  const read = new Date(sheet.dataset.lu ?? "");
  const hour = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", hour: "numeric", minute: "2-digit" });
  note.querySelector("span")!.textContent = hour.format(read);
}
