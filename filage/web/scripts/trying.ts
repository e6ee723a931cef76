// What a service would break where it is dragged: asked once for the days shown, or for one hour of a week; said in one line.

interface Said {
  gravite: string;
  texte: string;
}
type Tried = Record<string, Said[]>;

const MOST = 4; // said in the line; the others are counted
const kept = new Map<string, Promise<Tried>>();
let wanted = "";

const line = (): HTMLElement | null => document.getElementById("essai");
const shown = (): HTMLElement | null => document.querySelector<HTMLElement>(".month[data-since], .week-hours[data-since]");

function asked(service: HTMLElement, since: string, until: string, at: string): Promise<Tried> {
  const address = `${service.dataset.try}?du=${since}&au=${until}${at ? `&a=${at}` : ""}`;
  let answer = kept.get(address);
  if (!answer) {
    answer = fetch(address, { headers: { Accept: "application/json" } }).then((got) => (got.ok ? got.json() : {}));
    kept.set(address, answer);
  }
  return answer;
}

/** Paint the days of the page by the gravest thing that the service would break there. */
export function day(service: HTMLElement): void {
  const page = shown();
  if (!page || !service.dataset.try) return;
  void asked(service, page.dataset.since!, page.dataset.until!, "").then((tried) => {
    for (const one of page.querySelectorAll<HTMLElement>("[data-day]")) {
      const worst = tried[one.dataset.day!]?.[0];
      if (worst) one.dataset.tried = worst.gravite;
      else delete one.dataset.tried;
    }
  });
}

/** Say in the line what the service would break on a day, at an hour or at its own. */
export function tell(service: HTMLElement, on: string, at: string): void {
  const page = shown();
  const place = line();
  if (!page || !place || !service.dataset.try || wanted === `${on} ${at}`) return;
  wanted = `${on} ${at}`;
  const mine = wanted;
  const inside = on >= page.dataset.since! && on <= page.dataset.until!;
  const answer = at || !inside ? asked(service, on, on, at) : asked(service, page.dataset.since!, page.dataset.until!, "");
  void answer.then((tried) => {
    if (mine !== wanted) return;
    const found = tried[on] ?? [];
    const day = new Date(`${on}T00:00:00Z`).toLocaleDateString("fr-FR", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
    const when = at ? `${day}, ${Number(at.slice(0, 2))}\u00a0h${at.endsWith("00") ? "" : `\u00a0${at.slice(3)}`}` : day;
    const words = found.slice(0, MOST).map((one) => one.texte);
    if (found.length > MOST) words.push(`et ${found.length - MOST} de plus`);
    place.dataset.tried = found[0]?.gravite ?? "rien";
    place.textContent = `${when}\u00a0: ${words.length ? words.join("\u00a0; ") : "rien ne casse"}.`;
  });
}

/** Take the colours and the line away. */
export function clear(): void {
  wanted = "";
  for (const one of document.querySelectorAll<HTMLElement>("[data-day][data-tried]")) delete one.dataset.tried;
  const place = line();
  if (place) {
    place.textContent = "";
    delete place.dataset.tried;
  }
}
