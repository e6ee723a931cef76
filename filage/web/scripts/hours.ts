// One's own hours on a telephone: a tap is sent without leaving the page; without network it waits here and leaves by itself.
const KEPT = "filage.heures:";
type Said = [string, string][];

const key = (): string => KEPT + location.pathname;
const waiting = (): Said[] => JSON.parse(localStorage.getItem(key()) ?? "[]") as Said[];
const keep = (all: Said[]): void => (all.length ? localStorage.setItem(key(), JSON.stringify(all)) : localStorage.removeItem(key()));

/** Send what was said; return the page that answers, or null when there is no network. */
async function send(said: Said): Promise<string | null> {
  const body = new URLSearchParams(said);
  body.set("csrfmiddlewaretoken", document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "");
  try {
    const answer = await fetch(location.pathname, { method: "POST", body });
    return await answer.text();
  } catch {
    return null;
  }
}

/** Put the page that the server answered in the place of this one, the focus kept near where it was. */
function show(page: string): void {
  const read = new DOMParser().parseFromString(page, "text/html");
  for (const id of ["contenu", "annonces"]) {
    const [here, there] = [document.getElementById(id), read.getElementById(id)];
    if (here && there) here.replaceChildren(...there.childNodes);
  }
  tellWaiting();
  (document.querySelector<HTMLElement>("[data-tell] .btn") ?? document.getElementById("contenu"))?.focus({ preventScroll: true });
}

function tellWaiting(): void {
  const note = document.getElementById("reseau");
  if (note) note.hidden = waiting().length === 0;
  for (const said of waiting()) {
    for (const [name, value] of said) if (name === "jour") document.getElementById(`j-${value}`)?.classList.add("waiting");
  }
}

async function flush(): Promise<void> {
  let page: string | null = null;
  for (let all = waiting(); all.length; all = waiting()) {
    const answer = await send(all[0]!);
    if (answer === null) return;
    keep(all.slice(1));
    page = answer;
  }
  if (page) show(page);
}

export function followHours(): void {
  if (!document.getElementById("reseau")) return;
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-tell]")) return;
    event.preventDefault();
    const said = [...new FormData(form, (event as SubmitEvent).submitter)].map(([name, value]) => [name, String(value)]) as Said;
    const kept = said.filter(([name]) => name !== "csrfmiddlewaretoken");
    void send(kept).then((page) => {
      if (page) return show(page);
      keep([...waiting(), kept]);
      tellWaiting();
    });
  });
  window.addEventListener("online", () => void flush());
  tellWaiting();
  void flush();
}
