// The planning of a school: a half-day is dragged, or moved by Shift and arrows then Enter; what it would break is painted and said.
interface Said {
  gravite: string;
  texte: string;
}
type Tried = Record<string, Said[]>;

const DAY = 86_400_000;
const HALVES = ["matin", "apres_midi"];
const kept = new Map<string, Promise<Tried>>();

const board = (): HTMLElement | null => document.querySelector<HTMLElement>(".halves[data-since]");
const line = (): HTMLElement | null => document.getElementById("essai");
const cell = (where: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-half="${where}"]`);
const slotOf = (target: EventTarget | null): HTMLElement | null =>
  (target as Element | null)?.closest?.<HTMLElement>("[data-half-slot]") ?? null;

function asked(address: string, more = ""): Promise<Tried> {
  const page = board()!;
  const whole = `${address}?du=${page.dataset.since}&au=${page.dataset.until}${more}`;
  let answer = kept.get(whole);
  if (!answer) {
    answer = fetch(whole, { headers: { Accept: "application/json" } }).then((got) => (got.ok ? got.json() : {}));
    kept.set(whole, answer);
  }
  return answer;
}

function paint(tried: Tried): void {
  for (const one of document.querySelectorAll<HTMLElement>("[data-half]")) {
    const worst = tried[one.dataset.half!]?.[0];
    if (worst) one.dataset.tried = worst.gravite;
    else delete one.dataset.tried;
  }
}

function tell(tried: Tried, where: string): void {
  const place = line();
  if (!place) return;
  const [on, half] = where.split(" ") as [string, string];
  const found = tried[where] ?? [];
  const day = new Date(`${on}T00:00:00Z`).toLocaleDateString("fr-FR", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  place.dataset.tried = found[0]?.gravite ?? "rien";
  place.textContent = `${day}, ${half === "matin" ? "matin" : "après-midi"}\u00a0: ${found.length ? found.map((one) => one.texte).join("\u00a0; ") : "rien ne casse"}.`;
}

function mark(where: string | null): void {
  for (const one of document.querySelectorAll(".half.over")) one.classList.remove("over");
  if (where) cell(where)?.classList.add("over");
}

function clear(): void {
  mark(null);
  paint({});
  const place = line();
  if (place) {
    place.textContent = "";
    delete place.dataset.tried;
  }
}

/** Return the place one step away: a day by left and right, half a day by up and down. */
function stepped(where: string, key: string): string {
  const [on, half] = where.split(" ") as [string, string];
  const rank = HALVES.indexOf(half);
  const days = key === "ArrowLeft" ? -1 : key === "ArrowRight" ? 1 : key === "ArrowUp" ? rank - 1 : rank;
  const to = key === "ArrowLeft" || key === "ArrowRight" ? half : HALVES[1 - rank]!;
  return `${new Date(Date.parse(`${on}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)} ${to}`;
}

export function followHalves(): void {
  const form = document.querySelector<HTMLFormElement>("#deplacer");
  if (!board() || !form) return;
  let held: HTMLElement | null = null;
  let aimed = "";

  const over = (slot: HTMLElement, where: string): void => {
    aimed = where;
    mark(where);
    void asked(slot.dataset.try!).then((tried) => aimed === where && tell(tried, where));
  };
  const leave = (): void => {
    held = null;
    aimed = "";
    clear();
  };
  const drop = (slot: HTMLElement, where: string): void => {
    if (where === slot.dataset.where) return leave();
    form.action = slot.dataset.move!;
    form.querySelector<HTMLInputElement>("[name=ou]")!.value = where;
    form.submit();
  };
  const placeOf = (event: DragEvent): string => (event.target as Element | null)?.closest?.<HTMLElement>("[data-half]")?.dataset.half ?? "";

  document.addEventListener("dragstart", (event) => {
    held = slotOf(event.target);
    if (!held) return;
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
    void asked(held.dataset.try!).then((tried) => held && paint(tried));
  });
  document.addEventListener("dragover", (event) => {
    const where = held && placeOf(event);
    if (!held || !where) return;
    event.preventDefault();
    if (where !== aimed) over(held, where);
  });
  document.addEventListener("drop", (event) => {
    const where = held && placeOf(event);
    if (!held || !where) return;
    event.preventDefault();
    drop(held, where);
  });
  document.addEventListener("dragend", leave);
  document.addEventListener("keydown", (event) => {
    const slot = slotOf(event.target);
    if (!slot) return;
    if (event.key === "Escape" && aimed) leave();
    if (event.key === "Enter" && aimed) {
      event.preventDefault();
      drop(slot, aimed);
    }
    if (!event.shiftKey || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    let next = stepped(aimed || slot.dataset.where!, event.key);
    for (let tries = 0; tries < 4 && !cell(next) && /Left|Right/.test(event.key); tries += 1) next = stepped(next, event.key);
    if (!aimed) void asked(slot.dataset.try!).then(paint);
    if (cell(next)) over(slot, next);
  });
  followBrush();
}

/** Paint where the choice of the page would break something, as soon as something is chosen. */
function followBrush(): void {
  const brush = document.querySelector<HTMLFormElement>("#pinceau");
  if (!brush) return;
  const chosen = (): string =>
    [...brush.querySelectorAll<HTMLSelectElement>("select")].filter((one) => one.value).map((one) => `&${one.name}=${encodeURIComponent(one.value)}`).join("");
  const show = (): void => {
    const said = chosen();
    if (!said) return clear();
    void asked(brush.dataset.try!, said).then((tried) => said === chosen() && paint(tried));
  };
  const say = (event: Event): void => {
    const button = (event.target as Element | null)?.closest?.<HTMLButtonElement>(".half-add");
    const said = chosen();
    if (button && said) void asked(brush.dataset.try!, said).then((tried) => tell(tried, button.value));
  };
  brush.addEventListener("change", show);
  document.addEventListener("mouseover", say);
  document.addEventListener("focusin", say);
  show();
}
