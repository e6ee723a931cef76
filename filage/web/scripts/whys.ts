// « Pourquoi ce montant ? » : the button opens a dialog beside it; without script the same button leads to the whole page.
const MARGIN = 12; // from the edges of the window
const INSET = 17; // so that the amount stands over the amount
const PHONE = "(max-width: 760px)";

/** Set `pop` beside `button`: below when there is room, above otherwise, always inside the window. */
function place(pop: HTMLElement, button: HTMLElement): void {
  if (matchMedia(PHONE).matches) {
    pop.style.left = pop.style.top = "";
    return;
  }
  const from = button.getBoundingClientRect();
  const size = pop.getBoundingClientRect();
  const below = from.bottom + 8;
  const above = from.top - size.height - 8;
  const top = below + size.height <= innerHeight - MARGIN || above < MARGIN ? below : above;
  pop.style.left = `${Math.max(MARGIN, Math.min(from.left - INSET, innerWidth - size.width - MARGIN))}px`;
  pop.style.top = `${Math.max(MARGIN, Math.min(top, innerHeight - size.height - MARGIN))}px`;
}

/** Follow every `.why` button of the page, now and after an htmx swap. */
export function followWhys(): void {
  const pop = document.getElementById("pourquoi-bulle");
  if (!pop || !("popover" in pop)) return;
  let opener: HTMLElement | null = null;

  async function open(button: HTMLButtonElement): Promise<void> {
    opener?.setAttribute("aria-expanded", "false");
    opener = button;
    button.setAttribute("aria-busy", "true");
    const answer = await fetch(button.formAction, { headers: { "HX-Request": "true" } }).catch(() => null);
    button.removeAttribute("aria-busy");
    if (!answer?.ok) {
      location.assign(button.formAction);
      return;
    }
    pop!.innerHTML = await answer.text();
    pop!.showPopover();
    place(pop!, button);
    button.setAttribute("aria-expanded", "true");
    pop!.scrollTop = 0;
    pop!.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button.why[formaction]");
    if (button) {
      event.preventDefault();
      if (button === opener && pop.matches(":popover-open")) pop.hidePopover();
      else void open(button);
    } else if ((event.target as Element).closest("[data-close=pourquoi]")) {
      pop.hidePopover();
    }
  });
  pop.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pop.hidePopover();
  });
  pop.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState !== "closed") return;
    opener?.setAttribute("aria-expanded", "false");
    if (pop.contains(document.activeElement) || document.activeElement === document.body) opener?.focus({ preventScroll: true });
  });
}
