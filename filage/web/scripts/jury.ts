// The grid of a juror on a tablet: each mark is kept here first, leaves as soon as it can, and is forgotten only once received.
import { keepPages } from "./keeping";

const WAITING = "filage.grille.attente:";
const SEEN = "filage.grille.vu:";
const DEVICE = "filage.appareil";
const EVERY = 15_000; // between two tries, in milliseconds

type Entry = { cle: string; candidat: string; competence: string; critere: number | null; valeur: string; avant: string; quand: string };
type Seen = Record<string, { valeur: string; quand: string }>;
type Mark = HTMLInputElement | HTMLTextAreaElement;

const read = <T>(key: string, empty: T): T => JSON.parse(localStorage.getItem(key) ?? JSON.stringify(empty)) as T;
const write = (key: string, value: unknown): void => localStorage.setItem(key, JSON.stringify(value));
const place = (one: Entry): string => `${one.candidat}/${one.competence}/${one.critere ?? ""}`;
let sending = false;

export function followJury(): void {
  const page = document.querySelector<HTMLElement>("[data-jury]");
  if (!page) return;
  void keep(page);
  if (page.dataset.candidat) {
    recall(page);
    page.addEventListener("change", (event) => noted(page, event.target as Mark));
  }
  const go = (): void => void flush(page);
  window.addEventListener("online", go);
  window.addEventListener("offline", () => tell(page));
  setInterval(go, EVERY);
  go();
}

function device(): string {
  const held = localStorage.getItem(DEVICE) ?? crypto.randomUUID();
  localStorage.setItem(DEVICE, held);
  return held;
}

const waiting = (page: HTMLElement): Entry[] => read<Entry[]>(WAITING + page.dataset.jury, []);

/** Keep a mark here, before anything else. */
function noted(page: HTMLElement, field: Mark): void {
  if (field.dataset.note === undefined) return;
  const critere = field.dataset.critere === undefined ? null : Number(field.dataset.critere);
  const [competence, candidat] = [field.dataset.competence!, page.dataset.candidat!];
  const group = critere === null ? field : page.querySelector<HTMLElement>(`[data-competence="${competence}"][data-critere="${critere}"]`)!;
  const one: Entry = {
    cle: crypto.randomUUID(), candidat, competence, critere, valeur: field.value,
    avant: group.dataset.avant ?? "-", quand: new Date().toISOString(),
  };
  group.dataset.avant = field.value;
  write(WAITING + page.dataset.jury, [...waiting(page), one]);
  const seen = read<Seen>(SEEN + page.dataset.jury, {});
  seen[place(one)] = { valeur: one.valeur, quand: one.quand };
  write(SEEN + page.dataset.jury, seen);
  count(page, competence);
  tell(page);
  void flush(page);
}

/** Show what was typed here after this page was read: it may be an old copy. */
function recall(page: HTMLElement): void {
  for (const first of page.querySelectorAll<HTMLInputElement>("input[data-note]:checked")) {
    page.querySelector<HTMLElement>(`[data-competence="${first.dataset.competence}"][data-critere="${first.dataset.critere}"]`)!.dataset.avant = first.value;
  }
  const read_at = Date.parse(page.dataset.lu ?? "");
  const still = new Set(waiting(page).map(place));
  for (const [key, one] of Object.entries(read<Seen>(SEEN + page.dataset.jury, {}))) {
    const [candidat, competence, critere] = key.split("/");
    if (candidat !== page.dataset.candidat || (Date.parse(one.quand) < read_at && !still.has(key))) continue;
    for (const field of page.querySelectorAll<Mark>(`[data-note][data-competence="${competence}"]`)) {
      if ((field.dataset.critere ?? "") !== critere) continue;
      if (field instanceof HTMLInputElement) field.checked = field.value === one.valeur;
      else field.value = one.valeur;
    }
    const group = page.querySelector<HTMLElement>(critere ? `[data-competence="${competence}"][data-critere="${critere}"]` : `#c-${competence}`);
    if (group) group.dataset.avant = one.valeur;
    count(page, competence!);
  }
}

function count(page: HTMLElement, competence: string): void {
  const said = page.querySelector<HTMLElement>(`[data-fait="${competence}"]`);
  const done = page.querySelectorAll(`input[data-competence="${competence}"]:checked:not([value="-"])`).length;
  if (said) said.textContent = String(done);
}

/** Send what waits; what the server says it has is forgotten, what it refuses is said, the rest waits. */
async function flush(page: HTMLElement): Promise<void> {
  const all = waiting(page);
  tell(page);
  if (sending || !all.length) return;
  sending = true;
  try {
    const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await fetch(`${page.dataset.jury}notes/`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ appareil: device(), saisies: all.slice(0, 500) }),
    });
    const said = (await answer.json()) as { gardees?: string[]; refusees?: Record<string, string>; refus?: string };
    if (!answer.ok) return tell(page, said.refus);
    const gone = new Set([...(said.gardees ?? []), ...Object.keys(said.refusees ?? {})]);
    write(WAITING + page.dataset.jury, waiting(page).filter((one) => !gone.has(one.cle)));
    tell(page, Object.values(said.refusees ?? {})[0]);
  } catch {
    tell(page);
  } finally {
    sending = false;
  }
  if (waiting(page).length && navigator.onLine) setTimeout(() => void flush(page), 1000);
}

function tell(page: HTMLElement, refusal = ""): void {
  const note = page.querySelector<HTMLElement>("#attente");
  if (!note) return;
  const left = waiting(page).length;
  const many = left > 1 ? "s" : "";
  note.hidden = !left && !refusal && page.dataset.candidat === undefined;
  note.textContent = refusal || (left ? `${left} note${many} en attente, gardée${many} ici` : "Tout est reçu");
  note.toggleAttribute("data-attend", left > 0);
}

/** Keep this page and those of the candidates. */
async function keep(page: HTMLElement): Promise<void> {
  const grids = [...page.querySelectorAll<HTMLAnchorElement>("[data-garder] a")].map((one) => one.href);
  page.toggleAttribute("data-garde", await keepPages("/formation/jury/", grids));
}
