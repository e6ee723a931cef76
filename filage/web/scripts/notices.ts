// A notice leaves after eight seconds, twenty when it offers a gesture (which Ctrl Z still does); it waits while it is read.
const STAY = 8000;
const STAY_LONGER = 20000;

export function followNotices(): void {
  document.addEventListener("click", (event) => {
    (event.target as Element).closest("[data-close=annonce]")?.closest(".toast")?.remove();
  });
  watch(document);
}

/** Let the notices of `place` leave in time. */
export function watch(place: ParentNode): void {
  for (const notice of place.querySelectorAll<HTMLElement>(".toast[role=status]")) {
    if (!notice.closest(".toasts")) continue;
    const stay = notice.querySelector("form, a") ? STAY_LONGER : STAY;
    const leave = (): void => {
      if (!notice.contains(document.activeElement)) notice.remove();
    };
    let timer = setTimeout(leave, stay);
    for (const held of ["pointerenter", "focusin"]) notice.addEventListener(held, () => clearTimeout(timer));
    for (const free of ["pointerleave", "focusout"]) {
      notice.addEventListener(free, () => {
        clearTimeout(timer);
        timer = setTimeout(leave, stay);
      });
    }
  }
}
