// The drawer of a date and the line that says what a change moves: opened in place by htmx, closed by Escape, the focus given back.
declare global {
  interface Window {
    htmx?: { ajax(verb: string, address: string, options: object): Promise<void>; process(element: Element): void };
  }
}

let opener: HTMLElement | null = null;

const drawer = (): HTMLElement | null => document.getElementById("tiroir");
const preview = (): HTMLElement | null => document.getElementById("apercu");

/** Show what an address answers in the drawer or in the line of the changes; `from` gets the focus back. */
export async function show(address: string, place: "tiroir" | "apercu", from: HTMLElement | null): Promise<void> {
  opener = from;
  await window.htmx?.ajax("GET", address, { target: `#${place}`, swap: "innerHTML" });
}

/** Empty `place` and give the focus back to what opened it. */
function close(place: HTMLElement): void {
  place.replaceChildren();
  if (opener?.isConnected) opener.focus({ preventScroll: true });
}

/** Open again the drawer that a gesture was asked in: the page was read again, its address says which. */
function reopen(): void {
  const found = /^#tiroir-([0-9a-f-]{36})$/.exec(location.hash);
  if (!found) return;
  const address = `/dates/${found[1]}/`;
  history.replaceState(null, "", location.pathname + location.search);
  void show(address, "tiroir", document.querySelector<HTMLElement>(`a[hx-get="${address}"]`));
}

export function followDrawers(): void {
  document.addEventListener("htmx:beforeRequest", (event) => {
    const from = event.target as HTMLElement;
    if (from !== document.body && !from.closest("#tiroir, #apercu")) opener = from;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const place = event.target as HTMLElement;
    if (place.id === "tiroir") place.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    if (place.id === "apercu") (place.querySelector<HTMLElement>(".btn-lamp") ?? place.querySelector<HTMLElement>(".btn"))?.focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-close=tiroir], [data-close=apercu]");
    const place = link?.closest<HTMLElement>("#tiroir, #apercu");
    if (!link || !place) return;
    event.preventDefault();
    close(place);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const open = [preview(), drawer()].find((place) => place?.firstElementChild);
    if (open) close(open);
  });
  reopen();
}
